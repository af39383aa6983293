-- What is known of the sources that articles come from: what was asked for, and what came of it.

CREATE TABLE source (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;

CREATE TABLE sourcing (
    seq INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    kind TEXT NOT NULL,
    outcome TEXT,  -- of a visit
    key TEXT,  -- by which the source tells its articles apart
    url TEXT,
    digest TEXT,  -- of the bytes that could not be read
    article INTEGER REFERENCES article,
    form TEXT NOT NULL,
    recording INTEGER NOT NULL REFERENCES recording
) STRICT;
CREATE INDEX sourcing_of_kind ON sourcing (source, kind, seq);
CREATE INDEX sourcing_followed ON sourcing (source) WHERE kind = 'followed';
CREATE INDEX sourcing_visited ON sourcing (source, outcome, seq) WHERE outcome IS NOT NULL;
CREATE INDEX sourcing_under_key ON sourcing (source, key, seq) WHERE key IS NOT NULL;
CREATE INDEX sourcing_at_url ON sourcing (url, seq) WHERE url IS NOT NULL;
CREATE INDEX sourcing_of_digest ON sourcing (digest, seq) WHERE digest IS NOT NULL;
CREATE INDEX sourcing_of_article ON sourcing (source, article) WHERE article IS NOT NULL;

CREATE TRIGGER source_kept BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'append-only: a source cannot be changed'); END;
CREATE TRIGGER sourcing_kept BEFORE UPDATE ON sourcing
BEGIN SELECT RAISE(ABORT, 'append-only: an entry about a source cannot be changed'); END;
CREATE TRIGGER source_held BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'append-only: a source cannot be deleted'); END;
CREATE TRIGGER sourcing_held BEFORE DELETE ON sourcing
BEGIN SELECT RAISE(ABORT, 'append-only: an entry about a source cannot be deleted'); END;
CREATE TRIGGER source_new BEFORE INSERT ON source
WHEN EXISTS (SELECT 1 FROM source WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM source WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'append-only: a source cannot be replaced'); END;
CREATE TRIGGER sourcing_new BEFORE INSERT ON sourcing
WHEN EXISTS (SELECT 1 FROM sourcing WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: an entry about a source cannot be replaced'); END;
