-- What follows from the record, and can be dropped and computed again from it.

-- Which article a claim's story began with: near-duplicates and versions at one URL are one story.
CREATE TABLE story (
    article INTEGER PRIMARY KEY REFERENCES article,
    root INTEGER NOT NULL REFERENCES article
) STRICT;
CREATE INDEX story_of_root ON story (root);

-- Bands of MinHash signatures, of the articles that began a story.
CREATE TABLE band (
    bucket INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (bucket, article)
) STRICT, WITHOUT ROWID;

-- What each claim says, hashed, within its story; and which earlier claims of it say the same.
CREATE TABLE telling (
    root INTEGER NOT NULL REFERENCES article,
    likeness INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (root, likeness, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE repeat (
    claim INTEGER NOT NULL REFERENCES claim,
    earlier INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (claim, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeat_of ON repeat (earlier, claim);

CREATE TABLE claim_actor (
    actor TEXT NOT NULL,
    said_first INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (actor, said_first, claim)
) STRICT, WITHOUT ROWID;

-- Under which propositions claims are placed. A proposition's figures are those of its live claims.
CREATE TABLE proposition (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    claims INTEGER NOT NULL,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL
) STRICT;
CREATE INDEX proposition_latest ON proposition (latest DESC, key) WHERE claims > 0;
CREATE TABLE placement (
    proposition INTEGER NOT NULL REFERENCES proposition,
    said_by INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim,
    reasons TEXT NOT NULL,
    PRIMARY KEY (proposition, said_by, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_of_claim ON placement (claim);

-- What a proposition can be asked for by.
CREATE TABLE proposition_name (
    name TEXT NOT NULL,
    proposition INTEGER NOT NULL REFERENCES proposition,
    PRIMARY KEY (name, proposition)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE claim_text USING fts5 (
    evidence, title, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
