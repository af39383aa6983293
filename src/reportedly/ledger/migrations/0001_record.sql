-- What is recorded, and never changed or taken away again. Each transaction is one recording, whose
-- moment is later than every moment before it; all that it appends points at it. Sequence numbers
-- of each table grow with it, so that what was known at a moment is what stands up to a number.

CREATE TABLE recording (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL UNIQUE  -- microseconds since 1970-01-01T00:00:00Z
) STRICT;

CREATE TABLE article (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,  -- BLAKE2b of form
    form TEXT NOT NULL,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;

CREATE TABLE posting (
    seq INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    external_id TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    published TEXT,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;
CREATE INDEX posting_of_article ON posting (article);
CREATE INDEX posting_at_url ON posting (url, seq) WHERE url IS NOT NULL;

CREATE TABLE reading (
    seq INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    reader TEXT NOT NULL,
    recording INTEGER NOT NULL REFERENCES recording,
    UNIQUE (article, reader)
) STRICT;
CREATE INDEX reading_of_article ON reading (article, seq);
CREATE INDEX reading_recorded ON reading (recording);

CREATE TABLE passage (
    reading INTEGER NOT NULL REFERENCES reading,
    place INTEGER NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (reading, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
    reading INTEGER NOT NULL REFERENCES reading,
    place INTEGER NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (reading, place)
) STRICT, WITHOUT ROWID;

-- Days are proleptic Gregorian ordinals; 0 is before all of them, 4000000 after all, or unknown.
CREATE TABLE claim (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reading INTEGER NOT NULL REFERENCES reading,
    article INTEGER NOT NULL REFERENCES article,
    said_first INTEGER NOT NULL,
    said_last INTEGER NOT NULL,
    status TEXT NOT NULL,
    frame TEXT,
    type TEXT,
    item TEXT,
    confidence REAL NOT NULL,
    anchor TEXT NOT NULL,  -- hash of where evidence and trigger stand
    form TEXT NOT NULL
) STRICT;
CREATE INDEX claim_of_reading ON claim (reading);
CREATE INDEX claim_at_place ON claim (article, anchor);
CREATE INDEX claim_said ON claim (said_first, seq);
CREATE INDEX claim_of_item ON claim (item, said_first, seq) WHERE item IS NOT NULL;

CREATE TABLE judgement (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    article INTEGER REFERENCES article,  -- of the claim judged, with its anchor
    anchor TEXT,
    form TEXT NOT NULL,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;
CREATE INDEX judgement_on ON judgement (subject);
CREATE INDEX judgement_at_place ON judgement (article, anchor) WHERE anchor IS NOT NULL;

CREATE TABLE watch (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;
CREATE INDEX watch_named ON watch (name);

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    older INTEGER NOT NULL REFERENCES article,
    newer INTEGER NOT NULL REFERENCES article,
    before TEXT REFERENCES claim (id),
    after TEXT REFERENCES claim (id),
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;

CREATE TRIGGER recording_forward BEFORE INSERT ON recording
WHEN NEW.at <= (SELECT max(at) FROM recording)
BEGIN SELECT RAISE(ABORT, 'append-only: recorded time goes forward'); END;

CREATE TRIGGER recording_kept BEFORE UPDATE ON recording
BEGIN SELECT RAISE(ABORT, 'append-only: a recording cannot be changed'); END;
CREATE TRIGGER article_kept BEFORE UPDATE ON article
BEGIN SELECT RAISE(ABORT, 'append-only: an article cannot be changed'); END;
CREATE TRIGGER posting_kept BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: a posting cannot be changed'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'append-only: a reading cannot be changed'); END;
CREATE TRIGGER passage_kept BEFORE UPDATE ON passage
BEGIN SELECT RAISE(ABORT, 'append-only: a passage cannot be changed'); END;
CREATE TRIGGER attribution_kept BEFORE UPDATE ON attribution
BEGIN SELECT RAISE(ABORT, 'append-only: an attribution cannot be changed'); END;
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'append-only: a claim cannot be changed'); END;
CREATE TRIGGER judgement_kept BEFORE UPDATE ON judgement
BEGIN SELECT RAISE(ABORT, 'append-only: a judgement cannot be changed'); END;
CREATE TRIGGER watch_kept BEFORE UPDATE ON watch
BEGIN SELECT RAISE(ABORT, 'append-only: a watch cannot be changed'); END;
CREATE TRIGGER change_kept BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'append-only: a change cannot be changed'); END;

CREATE TRIGGER recording_held BEFORE DELETE ON recording
BEGIN SELECT RAISE(ABORT, 'append-only: a recording cannot be deleted'); END;
CREATE TRIGGER article_held BEFORE DELETE ON article
BEGIN SELECT RAISE(ABORT, 'append-only: an article cannot be deleted'); END;
CREATE TRIGGER posting_held BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: a posting cannot be deleted'); END;
CREATE TRIGGER reading_held BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'append-only: a reading cannot be deleted'); END;
CREATE TRIGGER passage_held BEFORE DELETE ON passage
BEGIN SELECT RAISE(ABORT, 'append-only: a passage cannot be deleted'); END;
CREATE TRIGGER attribution_held BEFORE DELETE ON attribution
BEGIN SELECT RAISE(ABORT, 'append-only: an attribution cannot be deleted'); END;
CREATE TRIGGER claim_held BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'append-only: a claim cannot be deleted'); END;
CREATE TRIGGER judgement_held BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'append-only: a judgement cannot be deleted'); END;
CREATE TRIGGER watch_held BEFORE DELETE ON watch
BEGIN SELECT RAISE(ABORT, 'append-only: a watch cannot be deleted'); END;
CREATE TRIGGER change_held BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'append-only: a change cannot be deleted'); END;

-- REPLACE deletes without firing the triggers above, unless a connection asks for that.
CREATE TRIGGER recording_new BEFORE INSERT ON recording
WHEN EXISTS (SELECT 1 FROM recording WHERE seq = NEW.seq OR at = NEW.at)
BEGIN SELECT RAISE(ABORT, 'append-only: a recording cannot be replaced'); END;
CREATE TRIGGER article_new BEFORE INSERT ON article
WHEN EXISTS (SELECT 1 FROM article WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM article WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: an article cannot be replaced'); END;
CREATE TRIGGER posting_new BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM posting WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: a posting cannot be replaced'); END;
CREATE TRIGGER reading_new BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM reading WHERE article = NEW.article AND reader = NEW.reader)
BEGIN SELECT RAISE(ABORT, 'append-only: a reading cannot be replaced'); END;
CREATE TRIGGER passage_new BEFORE INSERT ON passage
WHEN EXISTS (SELECT 1 FROM passage WHERE reading = NEW.reading AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only: a passage cannot be replaced'); END;
CREATE TRIGGER attribution_new BEFORE INSERT ON attribution
WHEN EXISTS (SELECT 1 FROM attribution WHERE reading = NEW.reading AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only: an attribution cannot be replaced'); END;
CREATE TRIGGER claim_new BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM claim WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: a claim cannot be replaced'); END;
CREATE TRIGGER judgement_new BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: a judgement cannot be replaced'); END;
CREATE TRIGGER watch_new BEFORE INSERT ON watch
WHEN EXISTS (SELECT 1 FROM watch WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: a watch cannot be replaced'); END;
CREATE TRIGGER change_new BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: a change cannot be replaced'); END;
