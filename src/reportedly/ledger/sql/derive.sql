-- What follows from the record.

-- name: article_form
SELECT form FROM article WHERE seq = :article;

-- name: earlier_at_url
SELECT earlier.article FROM posting AS own
JOIN posting AS earlier ON earlier.url = own.url AND earlier.seq < own.seq
WHERE own.seq = (SELECT min(seq) FROM posting WHERE article = :article)
ORDER BY earlier.seq DESC LIMIT 1;

-- name: root_of
SELECT root FROM story WHERE article = :article;

-- name: candidates
SELECT article FROM band WHERE bucket IN carray(:buckets)
GROUP BY article ORDER BY count(*) DESC, article LIMIT 20;

-- name: add_story
INSERT INTO story (article, root) VALUES (:article, :root);

-- name: add_band
INSERT OR IGNORE INTO band (bucket, article) VALUES (?, ?);

-- name: has_others
SELECT EXISTS (SELECT 1 FROM story WHERE root = :root AND article <> :article);

-- name: told_before
SELECT t.claim FROM telling AS t JOIN claim AS c ON c.seq = t.claim
WHERE t.root = :root AND t.likeness = :likeness AND c.article <> :article;

-- name: add_repeat
INSERT INTO repeat (claim, earlier) VALUES (?, ?);

-- name: add_telling
INSERT INTO telling (root, likeness, claim) VALUES (:root, :likeness, :claim);

-- name: add_actor
INSERT OR IGNORE INTO claim_actor (actor, said_first, claim) VALUES (?, ?, ?);

-- name: add_text
INSERT INTO claim_text (rowid, evidence, title) VALUES (?, ?, ?);

-- name: proposition_number
SELECT seq FROM proposition WHERE key = :key;

-- name: add_proposition
INSERT INTO proposition (key, claims, earliest, latest, gap) VALUES (:key, 0, 4000000, 0, :gap);

-- name: add_placement
INSERT OR IGNORE INTO placement (proposition, said_by, claim, reasons, day, thread)
VALUES (:proposition, :said_by, :claim, :reasons, :day, :thread);

-- name: add_name
INSERT OR IGNORE INTO proposition_name (name, proposition) VALUES (?, ?);

-- name: count_placement
UPDATE proposition SET
    claims = claims + 1,
    earliest = min(earliest, :said_by),
    latest = max(latest, iif(:said_by < 4000000, :said_by, 0))
WHERE seq = :proposition;

-- name: propositions_of_article
SELECT DISTINCT p.proposition FROM claim AS c JOIN placement AS p ON p.claim = c.seq
WHERE c.article = :article;

-- name: recount_proposition
UPDATE proposition SET (claims, earliest, latest) = (
    SELECT count(*), coalesce(min(p.said_by), 4000000),
        coalesce(max(iif(p.said_by < 4000000, p.said_by, 0)), 0)
    FROM placement AS p JOIN claim AS c ON c.seq = p.claim
    WHERE p.proposition = :proposition
        AND c.reading = (SELECT max(seq) FROM reading WHERE article = c.article)
)
WHERE seq = :proposition;

-- name: is_read_before
SELECT EXISTS (SELECT 1 FROM reading WHERE article = :article AND seq < :reading);

-- name: articles_in_order
SELECT seq FROM article ORDER BY seq;

-- name: readings_in_order
SELECT seq, article FROM reading ORDER BY seq;

-- name: claims_of_reading
SELECT seq, form FROM claim WHERE reading = :reading ORDER BY seq;

-- name: clear
DELETE FROM story_label;
DELETE FROM thread;
DELETE FROM placement;
DELETE FROM proposition_name;
DELETE FROM proposition;
DELETE FROM claim_actor;
DELETE FROM repeat;
DELETE FROM telling;
DELETE FROM band;
DELETE FROM story;
INSERT INTO claim_text (claim_text) VALUES ('delete-all');

-- name: digest_story
SELECT article, root FROM story ORDER BY article;

-- name: digest_band
SELECT bucket, article FROM band ORDER BY bucket, article;

-- name: digest_telling
SELECT root, likeness, claim FROM telling ORDER BY root, likeness, claim;

-- name: digest_repeat
SELECT claim, earlier FROM repeat ORDER BY claim, earlier;

-- name: digest_claim_actor
SELECT actor, said_first, claim FROM claim_actor ORDER BY actor, said_first, claim;

-- name: digest_proposition
SELECT key, claims, earliest, latest FROM proposition ORDER BY key;

-- name: digest_story_label
SELECT label, root FROM story_label ORDER BY label, root;

-- name: digest_thread
SELECT p.key, t.first, t.last, t.id, t.said, t.claims, t.since, t.until
FROM thread AS t JOIN proposition AS p ON p.seq = t.proposition
ORDER BY p.key, t.since, t.until, t.first;

-- name: digest_placement
SELECT p.key, a.said_by, a.claim, a.reasons, a.day, a.thread
FROM placement AS a JOIN proposition AS p ON p.seq = a.proposition
ORDER BY p.key, a.said_by, a.claim;

-- name: digest_proposition_name
SELECT n.name, p.key FROM proposition_name AS n JOIN proposition AS p ON p.seq = n.proposition
ORDER BY n.name, p.key;

-- name: digest_claim_text
SELECT term, doc, cnt FROM temp.claim_words ORDER BY term;

-- name: make_claim_words
CREATE VIRTUAL TABLE IF NOT EXISTS temp.claim_words USING fts5vocab (main, claim_text, row);
