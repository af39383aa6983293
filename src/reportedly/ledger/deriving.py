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
from reportedly.ledger.entries import Placement
from reportedly.ledger.likeness import likeness_of
from reportedly.ledger.makers import Label, Makers
from reportedly.ledger.near import THRESHOLD, buckets, jaccard, shingles
from reportedly.ledger.statements import SQL, inserted, rows, value
from reportedly.ledger.windowing import Stretch, recount, widen
from reportedly.model import Article, Claim

_PLACED = ("proposition", "placement", "proposition_name", "thread")
DERIVED = ("story", "band", "telling", "repeat", "claim_actor", "story_label", *_PLACED, "claim_text")


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
    makers: Makers,
) -> None:
    """Derive what follows from a reading (``numbers``: its own and its article's) with these claims."""
    reading, article = numbers
    title, root = _article(db, article).title or "", _root_of(db, article)
    for number, claim in claims:
        _derive_claim(db, number, claim, title)
    _derive_tellings(db, claims, article, root)
    own = [claim for _, claim in claims]
    _derive_labels(db, article, root, own, makers.label)
    placed = [*makers.place(own)]
    again = bool(value(db, "is_read_before", article=article, reading=reading))
    numbered = {claim.id: number for number, claim in claims}
    _derive_placements(db, numbered, placed, first_reading=None if again else reading)
    if again:
        for (proposition,) in list(rows(db, "propositions_of_article", article=article)):
            rows(db, "recount_proposition", proposition=proposition)
            recount(db, proposition, reading)


def _derive_claim(db: apsw.Connection, number: int, claim: Claim, title: str) -> None:
    first, _ = days_of(claim.said)
    actors = {one.actor for one in claim.event.participants if one.actor}
    db.executemany(SQL["add_actor"], [(actor, first, number) for actor in sorted(actors)])
    evidence = "\n".join(span.text for span in claim.evidence)
    db.execute(SQL["add_text"], (number, evidence, title))


def _derive_labels(
    db: apsw.Connection, article: int, root: int, claims: Sequence[Claim], label: Label
) -> None:
    outlet: str | None = value(db, "first_outlet", article=article)
    found = label(claims, _article(db, root).id, outlet)
    db.executemany(SQL["add_label"], [(each, root) for each in sorted(found)])


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
    db: apsw.Connection, claims: dict[str, int], placed: Sequence[Placement], *, first_reading: int | None
) -> None:
    """Place claims; those of the first reading of an article are counted to what is there."""
    for placement in placed:
        proposition = _proposition(db, placement)
        row = {"proposition": proposition, "said_by": number_of(placement.said_by)}
        db.execute(SQL["add_placement"], {**row, **_columns(placement), "claim": claims[placement.claim]})
        if first_reading is not None and db.changes():
            db.execute(SQL["count_placement"], row)
            if one := _opened(placement):
                widen(db, proposition, first_reading, one)
        db.executemany(SQL["add_name"], [(name, proposition) for name in placement.names])


def _columns(placement: Placement) -> dict[str, object]:
    opens, reasons = placement.opens, msgspec.json.encode(placement.reasons).decode("utf-8")
    day = number_of(opens.day) if opens else None
    return {"reasons": reasons, "day": day, "thread": opens.thread if opens else None}


def _opened(placement: Placement) -> Stretch | None:
    """The thread that a claim would be alone."""
    if placement.opens is None:
        return None
    day = number_of(placement.opens.day)
    return Stretch(
        day, day, placement.opens.thread, placement.said_by.toordinal() if placement.said_by else 0
    )


def _proposition(db: apsw.Connection, placement: Placement) -> int:
    found: int | None = value(db, "proposition_number", key=placement.key)
    if found is not None:
        return found
    gap = placement.opens.gap if placement.opens else None
    return inserted(db, "add_proposition", key=placement.key, gap=gap)


def rebuild(db: apsw.Connection, makers: Makers) -> None:
    """Drop all that is derived and compute it again from the record, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        rows(db, "clear")
        derive(db, makers)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def derive(db: apsw.Connection, makers: Makers) -> None:
    """Compute all that follows from the record, where nothing of it is there."""
    for (article,) in list(rows(db, "articles_in_order")):
        derive_story(db, article)
    for numbers in list(rows(db, "readings_in_order")):
        derive_reading(db, numbers, _claims(db, numbers[0]), makers)


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
