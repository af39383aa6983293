-- What lists are read from, so that a page costs what is on it and not what the ledger holds.

-- Which threads there are, without their claims. A row is what a thread was from the reading `since` on
-- up to before the reading `until`; what it is now has no end. Days are those that tell which deal is meant.
CREATE TABLE thread (
    seq INTEGER PRIMARY KEY,
    proposition INTEGER NOT NULL REFERENCES proposition,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    id TEXT NOT NULL,
    said INTEGER NOT NULL,  -- the last day by which something had been said; 0 where none is known
    claims INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX thread_now ON thread (said DESC, id, proposition) WHERE until = 9223372036854775807;
CREATE INDEX thread_known ON thread (said DESC, id, since, until, proposition);
CREATE INDEX thread_of ON thread (proposition, until);
CREATE INDEX thread_since ON thread (since);
CREATE INDEX thread_until ON thread (until) WHERE until < 9223372036854775807;

ALTER TABLE proposition ADD COLUMN gap INTEGER;  -- days without a claim that part two threads
ALTER TABLE placement ADD COLUMN day INTEGER;
ALTER TABLE placement ADD COLUMN thread TEXT;  -- the id of a thread that begins with the claim

-- All that claims are filtered by, so that the claims themselves are read only where they are shown.
DROP INDEX claim_said;
CREATE INDEX claim_listed ON claim (
    said_first, seq, said_last, status, item, frame, confidence, article, reading
);
CREATE INDEX posting_of_outlet ON posting (outlet COLLATE NOCASE, article);

-- By what the actors of a story's claims may be asked for: words of their names, families, ids.
CREATE TABLE story_label (
    label TEXT NOT NULL,
    root INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (label, root)
) STRICT, WITHOUT ROWID;
