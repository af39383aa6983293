-- Whom claims name, story by story.

-- name: add_label
INSERT OR IGNORE INTO story_label (label, root) VALUES (?, ?);

-- name: first_outlet
SELECT outlet FROM posting WHERE article = :article ORDER BY seq LIMIT 1;

-- name: stories_labelled
SELECT root FROM story_label WHERE label IN carray(:labels);

-- name: stories_labelled_beginning
SELECT root FROM story_label WHERE label >= :first AND label < :last;

-- name: stories_of_claims
SELECT s.root FROM claim AS c JOIN story AS s ON s.article = c.article WHERE c.id IN carray(:claims);

-- name: naming_columns
SELECT c.form, r.id, p.outlet, p.published

-- name: naming_context
JOIN article AS r ON r.seq = s.root
JOIN posting AS p ON p.seq = (SELECT min(seq) FROM posting WHERE article = c.article)
WHERE {live} AND {told_first}

-- name: namings
{naming_columns} FROM claim AS c JOIN story AS s ON s.article = c.article {naming_context};

-- name: namings_in
{naming_columns} FROM story AS s CROSS JOIN claim AS c INDEXED BY claim_at_place ON c.article = s.article
{naming_context} AND s.root IN carray(:roots);
