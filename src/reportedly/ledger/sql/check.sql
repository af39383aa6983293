-- Checking the record, and whether what is derived is in step with it.

-- name: recordings_out_of_order
SELECT seq FROM recording AS r
WHERE r.at <= (SELECT at FROM recording WHERE seq < r.seq ORDER BY seq DESC LIMIT 1);

-- name: readings_out_of_order
SELECT seq FROM reading AS r
WHERE r.recording < (SELECT recording FROM reading WHERE seq < r.seq ORDER BY seq DESC LIMIT 1);

-- name: every_article
SELECT seq, id, digest, form FROM article ORDER BY seq;

-- name: every_passage
SELECT p.place, p.form FROM reading AS g JOIN passage AS p ON p.reading = g.seq WHERE g.article = :article;

-- name: every_attribution
SELECT p.place, p.form FROM reading AS g JOIN attribution AS p ON p.reading = g.seq
WHERE g.article = :article;

-- name: every_claim
SELECT c.id, c.form, c.said_first, c.said_last, c.status, c.anchor
FROM reading AS g JOIN claim AS c ON c.reading = g.seq WHERE g.article = :article;

-- name: articles_without_story
SELECT count(*) FROM article WHERE seq NOT IN (SELECT article FROM story);

-- name: claims_without_telling
SELECT (SELECT count(*) FROM claim) - (SELECT count(*) FROM telling);

-- name: claims_without_words
SELECT count(*) FROM claim AS c LEFT JOIN claim_text_docsize AS w ON w.id = c.seq WHERE w.id IS NULL;

-- name: propositions_out_of_step
SELECT k.key FROM proposition AS k WHERE k.claims <> (
    SELECT count(*) FROM placement AS p JOIN claim AS c ON c.seq = p.claim
    WHERE p.proposition = k.seq
        AND c.reading = (SELECT max(seq) FROM reading WHERE article = c.article)
);

-- name: threads_out_of_step
SELECT k.key FROM proposition AS k WHERE k.gap IS NOT NULL AND k.claims <> (
    SELECT coalesce(sum(t.claims), 0) FROM thread AS t WHERE t.proposition = k.seq AND t.until = {never}
);
