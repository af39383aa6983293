-- What is known of sources.

-- name: source_number
SELECT seq FROM source WHERE name = :name;

-- name: add_source
INSERT INTO source (name, recording) VALUES (:name, :recording);

-- name: last_under_key
SELECT form FROM sourcing WHERE source = :source AND key = :key ORDER BY seq DESC LIMIT 1;

-- name: add_sourcing
INSERT INTO sourcing (source, kind, outcome, key, url, digest, article, form, recording)
VALUES (:source, :kind, :outcome, :key, :url, :digest, :article, :form, :recording);

-- name: every_source
SELECT seq, name FROM source WHERE recording <= :recording ORDER BY seq;

-- name: followed_sources
SELECT seq, name FROM source
WHERE seq IN (SELECT source FROM sourcing WHERE kind = 'followed') AND recording <= :recording ORDER BY seq;

-- name: last_of_kind
SELECT seq, form FROM sourcing
WHERE source = :source AND kind = :kind AND recording <= :recording ORDER BY seq DESC LIMIT 1;

-- name: last_success
SELECT max(seq) FROM sourcing
WHERE source = :source AND outcome IN ('fresh', 'not modified') AND recording <= :recording;

-- name: last_error
SELECT max(seq) FROM sourcing
WHERE source = :source AND outcome IN ('failed', 'gone', 'told to wait') AND recording <= :recording;

-- name: sourcing_form
SELECT form FROM sourcing WHERE seq = :seq;

-- name: visits_after
SELECT count(*) FROM sourcing
WHERE source = :source AND kind = 'visited' AND seq > :seq AND recording <= :recording;

-- name: tried_under_key
SELECT e.form FROM sourcing AS e
WHERE e.source = (SELECT seq FROM source WHERE name = :name) AND e.key = :key
ORDER BY e.seq DESC LIMIT 20;

-- name: last_at_url
SELECT form FROM sourcing WHERE url = :url ORDER BY seq DESC LIMIT 1;

-- name: last_failed_digest
SELECT form FROM sourcing WHERE digest = :digest ORDER BY seq DESC LIMIT 1;

-- name: articles_of_source
SELECT count(DISTINCT article) FROM sourcing
WHERE source = :source AND article IS NOT NULL AND recording <= :recording;

-- name: claims_of_source
SELECT count(*) FROM (
    SELECT DISTINCT article FROM sourcing
    WHERE source = :source AND article IS NOT NULL AND recording <= :recording
) AS e
JOIN reading AS g ON g.seq = (SELECT max(seq) FROM reading WHERE article = e.article AND seq <= :reading)
JOIN claim AS c ON c.reading = g.seq;

-- name: skipped_of_source
SELECT json_extract(f.form, '$.reason') AS reason, count(*) FROM sourcing AS f
WHERE f.source = :source AND f.kind = 'failed' AND f.recording <= :recording AND NOT EXISTS (
    SELECT 1 FROM sourcing AS later
    WHERE later.source = f.source AND later.key = f.key AND later.seq > f.seq
        AND later.recording <= :recording
)
GROUP BY reason ORDER BY count(*) DESC, reason;

-- name: every_sourcing
SELECT e.seq, s.name, e.kind, e.outcome, e.key, e.url, e.digest, a.id, e.form
FROM sourcing AS e JOIN source AS s ON s.seq = e.source LEFT JOIN article AS a ON a.seq = e.article
ORDER BY e.seq;
