-- The record as it was recorded, and putting it into another ledger.

-- name: last_recording
SELECT coalesce(max(seq), 0) FROM recording;

-- name: recorded_articles
SELECT a.recording, t.at, a.id, a.form FROM article AS a JOIN recording AS t ON t.seq = a.recording
WHERE a.recording <= :recording ORDER BY a.seq;

-- name: recorded_postings
SELECT p.recording, t.at, a.id, p.external_id, p.url, p.outlet, p.published FROM posting AS p
JOIN article AS a ON a.seq = p.article JOIN recording AS t ON t.seq = p.recording
WHERE p.recording <= :recording ORDER BY p.seq;

-- name: recorded_readings
SELECT g.recording, t.at, a.id, g.seq, g.reader, a.form FROM reading AS g
JOIN article AS a ON a.seq = g.article JOIN recording AS t ON t.seq = g.recording
WHERE g.recording <= :recording ORDER BY g.seq;

-- name: recorded_changes
SELECT h.recording, t.at, older.id, newer.id, h.kind, h.url, h.before, h.after FROM change AS h
JOIN article AS older ON older.seq = h.older JOIN article AS newer ON newer.seq = h.newer
JOIN recording AS t ON t.seq = h.recording
WHERE h.recording <= :recording ORDER BY h.seq;

-- name: recorded_judgements
SELECT j.recording, t.at, j.seq, j.form FROM judgement AS j JOIN recording AS t ON t.seq = j.recording
WHERE j.recording <= :recording ORDER BY j.seq;

-- name: recorded_watches
SELECT w.recording, t.at, w.form FROM watch AS w JOIN recording AS t ON t.seq = w.recording
WHERE w.recording <= :recording ORDER BY w.seq;

-- name: recorded_sourcing
SELECT e.recording, t.at, e.form FROM sourcing AS e JOIN recording AS t ON t.seq = e.recording
WHERE e.recording <= :recording ORDER BY e.seq;

-- name: article_of_claim
SELECT a.id FROM claim AS c JOIN article AS a ON a.seq = c.article WHERE c.id = :id;

-- name: recording_at
SELECT seq FROM recording WHERE at = :at;

-- name: reading_numbers
SELECT g.seq, g.article FROM reading AS g JOIN article AS a ON a.seq = g.article
WHERE a.id = :article AND g.reader = :reader;

-- name: put_change
INSERT INTO change (kind, url, older, newer, before, after, recording)
VALUES (:kind, :url, :older, :newer, :before, :after, :recording);
