"""What follows from the record: stories, repeats, words, actors and placements of claims.

All of it is a function of the record up to an entry, computed as the entry is appended, and again,
in the same order, by `rebuild`: both end in the same state.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence

import apsw
import msgspec

from reportedly.jsonform import decode
from reportedly.ledger.days import days_of, number_of
from reportedly.ledger.entries import Place, Placement
from reportedly.ledger.likeness import likeness_of
from reportedly.ledger.near import THRESHOLD, buckets, jaccard, shingles
from reportedly.ledger.statements import SQL, inserted, rows, value
from reportedly.model import Article, Claim

_PLACED = ("proposition", "placement", "proposition_name")
DERIVED = ("story", "band", "telling", "repeat", "claim_actor", *_PLACED, "claim_text")


def derive_story(db: apsw.Connection, article: int) -> None:
    """Find the story that an article version belongs to: its URL's, a near-duplicate's, or its own."""
    root = value(db, "earlier_at_url", article=article)
    if root is not None:
        root = _root_of(db, root)
    else:
        found = shingles(_article(db, article).text)
        own = buckets(found)
        root = _near_duplicate(db, found, own)
        if root is None:
            db.executemany(SQL["add_band"], [(bucket, article) for bucket in own])
    rows(db, "add_story", article=article, root=article if root is None else root)


def _near_duplicate(db: apsw.Connection, found: frozenset[str], own: Sequence[int]) -> int | None:
    """The article, of those that began a story, whose words are the same but for a few."""
    candidates = list(rows(db, "candidates", buckets=apsw.carray(array("q", own))))
    return next(
        (one for (one,) in candidates if jaccard(found, shingles(_article(db, one).text)) >= THRESHOLD),
        None,
    )


def derive_reading(
    db: apsw.Connection,
    numbers: tuple[int, int],
    claims: Sequence[tuple[int, Claim]],
    place: Place,
) -> None:
    """Derive what follows from a reading (``numbers``: its own and its article's) with these claims."""
    reading, article = numbers
    title, root = _article(db, article).title or "", _root_of(db, article)
    for number, claim in claims:
        _derive_claim(db, number, claim, title)
    _derive_tellings(db, claims, article, root)
    placed = [*place([claim for _, claim in claims])]
    again = bool(value(db, "is_read_before", article=article, reading=reading))
    _derive_placements(db, {claim.id: number for number, claim in claims}, placed, count=not again)
    if again:
        for (proposition,) in list(rows(db, "propositions_of_article", article=article)):
            rows(db, "recount_proposition", proposition=proposition)


def _derive_claim(db: apsw.Connection, number: int, claim: Claim, title: str) -> None:
    first, _ = days_of(claim.said)
    actors = {one.actor for one in claim.event.participants if one.actor}
    db.executemany(SQL["add_actor"], [(actor, first, number) for actor in sorted(actors)])
    evidence = "\n".join(span.text for span in claim.evidence)
    db.execute(SQL["add_text"], (number, evidence, title))


def _derive_tellings(
    db: apsw.Connection, claims: Sequence[tuple[int, Claim]], article: int, root: int
) -> None:
    """What the claims say, and which claims of other articles of the story said the same before."""
    retold = value(db, "has_others", root=root, article=article)
    for number, claim in claims:
        likeness = likeness_of(claim)
        if retold:
            before = rows(db, "told_before", root=root, likeness=likeness, article=article)
            db.executemany(SQL["add_repeat"], [(number, earlier) for (earlier,) in before])
        rows(db, "add_telling", root=root, likeness=likeness, claim=number)


def _derive_placements(
    db: apsw.Connection, claims: dict[str, int], placed: Sequence[Placement], *, count: bool
) -> None:
    for placement in placed:
        proposition = _proposition(db, placement.key)
        row = {"proposition": proposition, "said_by": number_of(placement.said_by)}
        reasons = msgspec.json.encode(placement.reasons).decode("utf-8")
        db.execute(SQL["add_placement"], {**row, "claim": claims[placement.claim], "reasons": reasons})
        if count and db.changes():
            db.execute(SQL["count_placement"], row)
        db.executemany(SQL["add_name"], [(name, proposition) for name in placement.names])


def _proposition(db: apsw.Connection, key: str) -> int:
    found: int | None = value(db, "proposition_number", key=key)
    if found is not None:
        return found
    return inserted(db, "add_proposition", key=key)


def rebuild(db: apsw.Connection, place: Place) -> None:
    """Drop all that is derived and compute it again from the record, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        rows(db, "clear")
        derive(db, place)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def derive(db: apsw.Connection, place: Place) -> None:
    """Compute all that follows from the record, where nothing of it is there."""
    for (article,) in list(rows(db, "articles_in_order")):
        derive_story(db, article)
    for numbers in list(rows(db, "readings_in_order")):
        derive_reading(db, numbers, _claims(db, numbers[0]), place)


def digests(db: apsw.Connection) -> Iterator[tuple[str, str]]:
    """A hash of each derived table, which two ledgers with the same record share."""
    rows(db, "make_claim_words")
    for name in DERIVED:
        digest = hashlib.blake2b(digest_size=16)
        for row in db.execute(SQL[f"digest_{name}"]):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        yield name, digest.hexdigest()


def _claims(db: apsw.Connection, reading: int) -> list[tuple[int, Claim]]:
    found = rows(db, "claims_of_reading", reading=reading)
    return [(number, decode(Claim, form)) for number, form in found]


def _article(db: apsw.Connection, number: int) -> Article:
    return decode(Article, value(db, "article_form", article=number))


def _root_of(db: apsw.Connection, article: int) -> int:
    root: int = value(db, "root_of", article=article)
    return root
