-- Appending to the record.

-- name: last_moment
SELECT coalesce(max(at), 0) FROM recording;

-- name: add_recording
INSERT INTO recording (at) VALUES (:at);

-- name: article_number
SELECT seq FROM article WHERE id = :id;

-- name: add_article
INSERT INTO article (id, digest, form, recording) VALUES (:id, :digest, :form, :recording);

-- name: is_posted
SELECT EXISTS (
    SELECT 1 FROM posting WHERE article = :article AND external_id = :external_id AND url IS :url
);

-- name: article_at_url
SELECT article FROM posting WHERE url = :url ORDER BY seq DESC LIMIT 1;

-- name: add_posting
INSERT INTO posting (article, external_id, url, outlet, published, recording)
VALUES (:article, :external_id, :url, :outlet, :published, :recording);

-- name: has_reading
SELECT EXISTS (SELECT 1 FROM reading WHERE article = :article AND reader = :reader);

-- name: is_read
SELECT EXISTS (
    SELECT 1 FROM article AS a JOIN reading AS g ON g.article = a.seq WHERE a.id = :id AND g.reader = :reader
);

-- name: add_reading
INSERT INTO reading (article, reader, recording) VALUES (:article, :reader, :recording);

-- name: add_passage
INSERT INTO passage (reading, place, form) VALUES (?, ?, ?);

-- name: add_attribution
INSERT INTO attribution (reading, place, form) VALUES (?, ?, ?);

-- name: add_claim
INSERT INTO claim (
    id, reading, article, said_first, said_last, status, frame, type, item, confidence, anchor, form
)
VALUES (
    :id, :reading, :article, :said_first, :said_last, :status, :frame, :type, :item, :confidence, :anchor,
    :form
);

-- name: live_claims_of_article
SELECT c.seq, c.form FROM claim AS c
WHERE c.reading = (SELECT max(seq) FROM reading WHERE article = :article)
ORDER BY c.seq;

-- name: add_change
INSERT INTO change (kind, url, older, newer, before, after, recording)
VALUES (
    :kind, (SELECT url FROM posting ORDER BY seq DESC LIMIT 1), :older, :newer, :before, :after, :recording
);

-- name: place_of_claim
SELECT article, anchor FROM claim WHERE id = :id;

-- name: judgement_exists
SELECT EXISTS (SELECT 1 FROM judgement WHERE seq = :seq);

-- name: add_judgement
INSERT INTO judgement (seq, kind, subject, article, anchor, form, recording)
VALUES (:number, :kind, :subject, :article, :anchor, :form, :recording);

-- name: add_watch
INSERT INTO watch (kind, name, form, recording) VALUES (:kind, :name, :form, :recording);
