-- Reading the ledger. :recording and :reading are the last of each that was known; a claim is live
-- where it is of the last reading of its article that was known.

-- name: recording_known
SELECT coalesce(max(seq), 0) FROM recording WHERE at <= :at;

-- name: reading_known
SELECT coalesce(max(seq), 0) FROM reading WHERE recording <= :recording;

-- name: live
c.reading <= :reading AND NOT EXISTS (
    SELECT 1 FROM reading AS later
    WHERE later.article = c.article AND later.seq > c.reading AND later.seq <= :reading
)

-- name: told_first
NOT EXISTS (
    SELECT 1 FROM repeat AS r JOIN claim AS e ON e.seq = r.earlier
    WHERE r.claim = c.seq AND NOT EXISTS (
        SELECT 1 FROM reading AS later
        WHERE later.article = e.article AND later.seq > e.reading AND later.seq <= :reading
    )
)

-- name: claim_columns
c.seq, c.form, (SELECT id FROM article WHERE seq = s.root), t.at

-- name: claim_context
JOIN reading AS g ON g.seq = c.reading
JOIN recording AS t ON t.seq = g.recording
JOIN story AS s ON s.article = c.article

-- name: find_article
SELECT a.form, r.id, t.at FROM article AS a
JOIN recording AS t ON t.seq = a.recording
JOIN story AS s ON s.article = a.seq
JOIN article AS r ON r.seq = s.root
WHERE a.id = :id AND a.recording <= :recording;

-- name: find_versions
SELECT a.form, r.id, t.at FROM posting AS p
JOIN article AS a ON a.seq = p.article
JOIN recording AS t ON t.seq = a.recording
JOIN story AS s ON s.article = a.seq
JOIN article AS r ON r.seq = s.root
WHERE p.url = :url AND p.recording <= :recording
GROUP BY a.seq ORDER BY min(p.seq);

-- name: find_postings
SELECT a.id, p.external_id, p.url, p.outlet, p.published, t.at FROM article AS asked
JOIN story AS own ON own.article = asked.seq
JOIN story AS other ON other.root = own.root
JOIN posting AS p ON p.article = other.article
JOIN article AS a ON a.seq = p.article
JOIN recording AS t ON t.seq = p.recording
WHERE asked.id = :id AND p.recording <= :recording
ORDER BY p.seq;

-- name: find_reading
SELECT g.seq, g.reader, a.form FROM reading AS g JOIN article AS a ON a.seq = g.article
WHERE a.id = :id AND g.seq <= :reading ORDER BY g.seq DESC LIMIT 1;

-- name: passages_of_reading
SELECT form FROM passage WHERE reading = :reading ORDER BY place;

-- name: attributions_of_reading
SELECT form FROM attribution WHERE reading = :reading ORDER BY place;

-- name: find_claim
SELECT {claim_columns} FROM claim AS c {claim_context}
WHERE c.id = :id AND c.reading <= :reading;

-- name: actor_frequency
SELECT count(*) FROM (SELECT 1 FROM claim_actor WHERE actor = :actor LIMIT 2000);

-- name: outlet_frequency
SELECT count(*) FROM (SELECT 1 FROM posting WHERE outlet = :outlet COLLATE NOCASE LIMIT :most);

-- name: from_claims
SELECT {claim_columns} FROM claim AS c {claim_context}
WHERE (c.said_first, c.seq) > (:after_day, :after_seq)

-- name: from_ids
SELECT {claim_columns} FROM claim AS c {claim_context}
WHERE c.id IN carray(:ids) AND (+c.said_first, +c.seq) > (:after_day, :after_seq)

-- name: from_outlet
SELECT {claim_columns} FROM (
    SELECT DISTINCT article FROM posting WHERE outlet = :outlet COLLATE NOCASE AND recording <= :recording
) AS p
CROSS JOIN claim AS c INDEXED BY claim_at_place ON c.article = p.article {claim_context}
WHERE (+c.said_first, +c.seq) > (:after_day, :after_seq)

-- name: from_actor
SELECT {claim_columns} FROM claim_actor AS x
CROSS JOIN claim AS c ON c.seq = x.claim {claim_context}
WHERE x.actor = :actor AND (x.said_first, x.claim) > (:after_day, :after_seq)

-- name: once
{live} AND {told_first}

-- name: order_by_said
ORDER BY c.said_first, c.seq LIMIT :limit;

-- name: order_by_actor
ORDER BY x.said_first, x.claim LIMIT :limit;

-- name: with_actor
EXISTS (
    SELECT 1 FROM claim_actor AS o
    WHERE o.actor = :value AND o.said_first = c.said_first AND o.claim = c.seq
)

-- name: with_outlet
EXISTS (
    SELECT 1 FROM posting AS p WHERE p.article = c.article AND p.recording <= :recording
        AND p.outlet = :value COLLATE NOCASE
)

-- name: with_item
c.item IN carray(:value)

-- name: with_frame
c.frame IN carray(:value)

-- name: with_status
c.status IN carray(:value)

-- name: with_confidence
c.confidence >= :value

-- name: with_said_from
c.said_last >= :value

-- name: with_said_to
c.said_first <= :value

-- name: with_id
c.id IN carray(:value)

-- name: claims_under
SELECT {claim_columns}, p.said_by, p.reasons FROM placement AS p
JOIN claim AS c ON c.seq = p.claim {claim_context}
WHERE p.proposition = (SELECT seq FROM proposition WHERE key = :key) AND p.said_by <= :said_by AND {live}
ORDER BY p.said_by, p.claim;

-- name: placements_of_claim
SELECT c.id, k.key, p.said_by, p.reasons FROM placement AS p JOIN proposition AS k ON k.seq = p.proposition
JOIN claim AS c ON c.seq = p.claim
WHERE c.id = :id ORDER BY k.key;

-- name: propositions_now
SELECT key, claims, earliest, latest FROM proposition
WHERE claims > 0 AND (latest < :after_day OR (latest = :after_day AND key > :after_key))
ORDER BY latest DESC, key LIMIT :limit;

-- name: propositions_known
SELECT k.key, count(*), min(p.said_by), max(iif(p.said_by < 4000000, p.said_by, 0)) AS newest
FROM placement AS p JOIN claim AS c ON c.seq = p.claim JOIN proposition AS k ON k.seq = p.proposition
WHERE {live}
GROUP BY p.proposition
HAVING newest < :after_day OR (newest = :after_day AND k.key > :after_key)
ORDER BY newest DESC, k.key LIMIT :limit;

-- name: propositions_matching
WITH found AS (
    SELECT DISTINCT p.proposition FROM claim_text AS w
    JOIN claim AS c ON c.seq = w.rowid JOIN placement AS p ON p.claim = c.seq
    WHERE claim_text MATCH :words AND {live}
)
SELECT k.key, count(*), min(p.said_by), max(iif(p.said_by < 4000000, p.said_by, 0)) AS newest
FROM found JOIN placement AS p ON p.proposition = found.proposition
JOIN claim AS c ON c.seq = p.claim JOIN proposition AS k ON k.seq = p.proposition
WHERE {live}
GROUP BY p.proposition
HAVING newest < :after_day OR (newest = :after_day AND k.key > :after_key)
ORDER BY newest DESC, k.key LIMIT :limit;

-- name: propositions_named
SELECT proposition FROM proposition_name WHERE name IN carray(:names);

-- name: propositions_among_now
SELECT key, claims, earliest, latest FROM proposition
WHERE seq IN carray(:among) AND claims > 0
ORDER BY latest DESC, key;

-- name: propositions_among_known
SELECT k.key, count(*), min(p.said_by), max(iif(p.said_by < 4000000, p.said_by, 0)) AS newest
FROM proposition AS k JOIN placement AS p ON p.proposition = k.seq JOIN claim AS c ON c.seq = p.claim
WHERE k.seq IN carray(:among) AND {live}
GROUP BY k.seq ORDER BY newest DESC, k.key;

-- name: keys_beginning
SELECT DISTINCT k.key FROM proposition_name AS n JOIN proposition AS k ON k.seq = n.proposition
WHERE n.name >= :first AND n.name < :last ORDER BY k.key LIMIT 100;

-- name: claims_beginning
SELECT c.id FROM claim AS c
WHERE c.id >= :first AND c.id < :last AND c.reading <= :reading ORDER BY c.id LIMIT 100;

-- name: claims_of_article
SELECT c.form FROM claim AS c JOIN article AS a ON a.seq = c.article
WHERE a.id = :id AND {live} ORDER BY c.seq;

-- name: claim_in_its_place
SELECT n.id FROM claim AS o JOIN claim AS n ON n.article = o.article AND n.anchor = o.anchor
JOIN reading AS g ON g.seq = n.reading
WHERE o.id = :id AND n.reading <= :reading AND NOT EXISTS (
    SELECT 1 FROM reading AS later
    WHERE later.article = n.article AND later.seq > n.reading AND later.seq <= :reading
)
ORDER BY n.id <> o.id, n.seq LIMIT 1;

-- name: copies_of
SELECT c.id FROM claim AS own CROSS JOIN claim AS c ON c.seq IN (
    SELECT earlier FROM repeat WHERE claim = own.seq UNION SELECT claim FROM repeat WHERE earlier = own.seq
)
WHERE own.id = :id AND {live} ORDER BY c.seq;

-- name: search
SELECT {claim_columns} FROM claim_text AS w
CROSS JOIN claim AS c ON c.seq = w.rowid {claim_context}
WHERE claim_text MATCH :words AND w.rowid < :before AND {live} AND {told_first}
ORDER BY w.rowid DESC LIMIT :limit;

-- name: find_changes
SELECT h.kind, h.url, older.id, newer.id, before.form, after.form, t.at FROM change AS h
JOIN article AS older ON older.seq = h.older
JOIN article AS newer ON newer.seq = h.newer
LEFT JOIN claim AS before ON before.id = h.before
LEFT JOIN claim AS after ON after.id = h.after
JOIN recording AS t ON t.seq = h.recording
WHERE h.recording <= :recording AND h.recording > :since
ORDER BY h.seq;

-- name: find_judgements
SELECT j.seq, j.form, t.at, CASE
    WHEN j.article IS NULL THEN NULL
    WHEN EXISTS (SELECT 1 FROM claim AS c WHERE c.id = j.subject AND {live}) THEN j.subject
    ELSE (
        SELECT c.id FROM claim AS c
        WHERE c.article = j.article AND c.anchor = j.anchor AND {live} ORDER BY c.seq LIMIT 1
    )
END
FROM judgement AS j JOIN recording AS t ON t.seq = j.recording
WHERE j.recording <= :recording
ORDER BY j.seq;

-- name: find_watches
SELECT w.seq, w.form, t.at FROM watch AS w JOIN recording AS t ON t.seq = w.recording
WHERE w.recording <= :recording ORDER BY w.seq;

-- name: counts_now
SELECT
    (SELECT coalesce(max(seq), 0) FROM article),
    (SELECT coalesce(max(seq), 0) FROM posting),
    (SELECT coalesce(max(seq), 0) FROM reading),
    (SELECT coalesce(max(seq), 0) FROM claim),
    (SELECT coalesce(max(seq), 0) FROM claim) - (
        SELECT count(*) FROM reading AS g CROSS JOIN claim AS c ON c.reading = g.seq
        WHERE EXISTS (SELECT 1 FROM reading AS later WHERE later.article = g.article AND later.seq > g.seq)
    ),
    (SELECT count(DISTINCT root) FROM story),
    (SELECT coalesce(max(seq), 0) FROM judgement),
    (SELECT coalesce(max(seq), 0) FROM change),
    (SELECT coalesce(max(seq), 0) FROM source),
    (SELECT max(at) FROM recording);

-- name: last_recorded
SELECT at FROM recording WHERE +seq <= :recording ORDER BY at DESC LIMIT 1;

-- name: find_outlets
SELECT min(outlet), count(DISTINCT article), count(*), min(published), max(published) FROM posting
WHERE outlet IS NOT NULL AND recording <= :recording
GROUP BY outlet COLLATE NOCASE ORDER BY min(outlet) COLLATE NOCASE;

-- name: counts
SELECT
    (SELECT count(*) FROM article WHERE recording <= :recording),
    (SELECT count(*) FROM posting WHERE recording <= :recording),
    (SELECT count(*) FROM reading WHERE seq <= :reading),
    (SELECT count(*) FROM claim WHERE reading <= :reading),
    (SELECT count(*) FROM claim AS c WHERE {live}),
    (SELECT count(DISTINCT s.root) FROM story AS s JOIN article AS a ON a.seq = s.article
        WHERE a.recording <= :recording),
    (SELECT count(*) FROM judgement WHERE recording <= :recording),
    (SELECT count(*) FROM change WHERE recording <= :recording),
    (SELECT count(*) FROM source WHERE recording <= :recording),
    (SELECT max(at) FROM recording WHERE seq <= :recording);
