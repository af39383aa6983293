-- Threads without their claims: keeping them, and listing them.

-- name: never
9223372036854775807

-- name: live_windows
SELECT seq, first, last, id, said, claims, since FROM thread
WHERE proposition = :proposition AND until = {never} ORDER BY first;

-- name: add_window
INSERT INTO thread (proposition, first, last, id, said, claims, since, until)
VALUES (?, ?, ?, ?, ?, ?, ?, {never});

-- name: end_window
UPDATE thread SET until = :reading WHERE seq = :seq;

-- name: drop_window
DELETE FROM thread WHERE seq = :seq;

-- name: gap_of
SELECT gap FROM proposition WHERE seq = :proposition;

-- name: placed_days
SELECT p.day, p.thread, iif(p.said_by < 4000000, p.said_by, 0) FROM placement AS p
JOIN claim AS c ON c.seq = p.claim
WHERE p.proposition = :proposition AND p.thread IS NOT NULL AND {live}
ORDER BY p.day, p.thread;

-- name: valid_now
t.until = {never}

-- name: valid_known
t.since <= :reading AND t.until > :reading

-- name: window_columns
SELECT t.id, t.first, t.last, t.said, t.claims, t.since, k.key

-- name: windows_in_order
{window_columns} FROM thread AS t CROSS JOIN proposition AS k ON k.seq = t.proposition
WHERE

-- name: windows_named
{window_columns} FROM proposition_name AS n
CROSS JOIN thread AS t ON t.proposition = n.proposition
CROSS JOIN proposition AS k ON k.seq = t.proposition
WHERE n.name IN carray(:driver) AND

-- name: windows_among
{window_columns} FROM thread AS t
CROSS JOIN proposition AS k ON k.seq = t.proposition
WHERE t.proposition IN carray(:among) AND

-- name: window_named
EXISTS (SELECT 1 FROM proposition_name AS o WHERE o.name IN carray(:value) AND o.proposition = t.proposition)

-- name: window_worded
EXISTS (
    SELECT 1 FROM placement AS p JOIN claim AS c ON c.seq = p.claim
    WHERE p.proposition = t.proposition AND {live} AND EXISTS (
        SELECT 1 FROM claim_text WHERE claim_text MATCH :words AND rowid = p.claim
    )
)

-- name: window_without
t.proposition NOT IN carray(:without)

-- name: windows_page
ORDER BY t.said DESC, t.id LIMIT :limit OFFSET :skip;

-- name: windows_largest
ORDER BY t.claims DESC, t.id LIMIT :limit OFFSET :skip;

-- name: name_frequency
SELECT count(*) FROM (SELECT 1 FROM proposition_name WHERE name IN carray(:names) LIMIT :most);

-- name: word_frequency
SELECT count(*) FROM (SELECT 1 FROM claim_text WHERE claim_text MATCH :words LIMIT :most);

-- name: propositions_worded
SELECT DISTINCT p.proposition FROM claim_text AS w
JOIN claim AS c ON c.seq = w.rowid JOIN placement AS p ON p.claim = c.seq
WHERE claim_text MATCH :words AND {live};

-- name: proposition_numbers
SELECT seq FROM proposition WHERE key IN carray(:keys);

-- name: windows_since
SELECT DISTINCT k.key FROM thread AS t JOIN proposition AS k ON k.seq = t.proposition
WHERE t.since > :reading OR (t.until > :reading AND t.until < {never});

-- name: claims_within
SELECT {claim_columns}, p.said_by, p.reasons FROM placement AS p
JOIN claim AS c ON c.seq = p.claim {claim_context}
WHERE p.proposition = (SELECT seq FROM proposition WHERE key = :key) AND p.day BETWEEN :first AND :last
    AND {live}
ORDER BY p.said_by, p.claim;

-- name: keys_changed
SELECT max(iif(t.until <= :reading, t.until, t.since))
FROM proposition AS k JOIN thread AS t ON t.proposition = k.seq
WHERE k.key IN carray(:keys) AND t.since <= :reading;

-- name: placements_in
SELECT c.id, k.key, p.said_by, p.reasons FROM article AS a
JOIN claim AS c ON c.article = a.seq
JOIN placement AS p ON p.claim = c.seq JOIN proposition AS k ON k.seq = p.proposition
WHERE a.id = :id AND {live} ORDER BY c.seq, k.key;

-- name: newest_reading
SELECT max(g.seq) FROM article AS a JOIN reading AS g ON g.article = a.seq
WHERE a.id = :id AND g.seq <= :reading;

-- name: first_moment
SELECT coalesce(min(at), 0) FROM recording;

-- name: keys_worded
SELECT k.key FROM proposition AS k
WHERE k.key IN carray(:keys) AND EXISTS (
    SELECT 1 FROM placement AS p JOIN claim AS c ON c.seq = p.claim WHERE p.proposition = k.seq AND {live}
        AND (:words IS NULL OR EXISTS (
            SELECT 1 FROM claim_text WHERE claim_text MATCH :words AND rowid = p.claim
        ))
);
