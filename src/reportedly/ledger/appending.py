"""Appending entries to the record, in one transaction with what follows from them.

entry -> article, posting -> change
-> reading, passages, attributions, claims -> what is derived (`reportedly.ledger.deriving`)
-> judgement, watch, what is known of a source
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw
import msgspec

from reportedly.errors import UsageError
from reportedly.jsonform import decode, encode
from reportedly.ledger.changes import changes_between
from reportedly.ledger.compact import packed
from reportedly.ledger.days import days_of, now
from reportedly.ledger.deriving import derive_reading, derive_story
from reportedly.ledger.entries import (
    Accept,
    Different,
    Edit,
    Entry,
    Failed,
    Followed,
    Judgement,
    Moved,
    Posted,
    Reached,
    ReadArticle,
    Reject,
    Same,
    Seen,
    Took,
    Undo,
    Unfollowed,
    Visited,
    WatchDropped,
    WatchEntry,
    WatchRan,
    WatchSet,
)
from reportedly.ledger.likeness import anchor_of
from reportedly.ledger.makers import Makers
from reportedly.ledger.sourcing import add_sourcing
from reportedly.ledger.statements import SQL, inserted, rows, value
from reportedly.model import Article, Attribution, Claim, Passage


@dataclass(frozen=True, slots=True)
class Recording:
    """One transaction being written: where, its number, and what is made of claims."""

    db: apsw.Connection
    number: int
    makers: Makers


def append(db: apsw.Connection, entries: Sequence[Entry], makers: Makers) -> int:
    """Append entries, all or none of them, and return the moment at which they were recorded.

    Where all of it is known already nothing is recorded, and the moment is that of the last recording.

    Raises:
        UsageError: a judgement of a claim or judgement that is not there, a posting of no article.

    """
    db.execute("BEGIN IMMEDIATE")
    try:
        last: int = value(db, "last_moment")
        at = max(now(), last + 1)
        recording = Recording(db, inserted(db, "add_recording", at=at), makers)
        before = db.total_changes()
        for entry in entries:
            _add(recording, entry)
        news = db.total_changes() > before
        db.execute("COMMIT" if news else "ROLLBACK")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return at if news else last


def _add(recording: Recording, entry: Entry) -> None:
    match entry:
        case ReadArticle():
            _add_reading(recording, entry)
        case Posted(article):
            number = value(recording.db, "article_number", id=article.id)
            if number is None:
                raise UsageError(f"{article.external_id}: posted again, but never read")
            _add_posting(recording, number, article, _live_claims(recording.db, number))
        case WatchSet() | WatchDropped() | WatchRan():
            add_watch(recording.db, recording.number, entry)
        case Followed() | Unfollowed() | Moved() | Visited() | Took() | Failed() | Seen() | Reached():
            add_sourcing(recording.db, recording.number, entry)
        case _:
            add_judgement(recording.db, recording.number, entry)


def _add_reading(recording: Recording, entry: ReadArticle) -> None:
    db, article = recording.db, entry.article
    claims = tuple({claim.id: claim for claim in entry.claims}.values())
    number = value(db, "article_number", id=article.id)
    new = number is None
    if new:
        number = add_article(db, recording.number, article)
    older = _at_url(db, article)
    posted = _post(recording, number, article)
    if new:
        derive_story(db, number)
    if not value(db, "has_reading", article=number, reader=entry.reader):
        reading = inserted(db, "add_reading", article=number, reader=entry.reader, recording=recording.number)
        add_layers(db, reading, article.text, (entry.passages, entry.attributions))
        numbers = [add_claim(db, reading, number, claim) for claim in claims]
        derive_reading(db, (reading, number), list(zip(numbers, claims, strict=True)), recording.makers)
    if posted:
        _add_changes(recording, older, number, claims)


def _add_posting(recording: Recording, number: int, article: Article, claims: Sequence[Claim]) -> None:
    older = _at_url(recording.db, article)
    if _post(recording, number, article):
        _add_changes(recording, older, number, claims)


def _at_url(db: apsw.Connection, article: Article) -> int | None:
    """The article version that stood last at the URL of this one."""
    if article.url is None:
        return None
    found: int | None = value(db, "article_at_url", url=article.url)
    return found


def _post(recording: Recording, number: int, article: Article) -> bool:
    """Record where an article was posted, unless that is known and nothing else stands there since."""
    db = recording.db
    known = value(db, "is_posted", article=number, external_id=article.external_id, url=article.url)
    if known and _at_url(db, article) in (None, number):
        return False
    inserted(
        db,
        "add_posting",
        article=number,
        external_id=article.external_id,
        url=article.url,
        outlet=article.outlet,
        published=article.published,
        recording=recording.number,
    )
    return True


def add_article(db: apsw.Connection, recording: int, article: Article) -> int:
    """Add an article version that is not there, and return its number."""
    form = encode(article)
    return inserted(
        db,
        "add_article",
        id=article.id,
        digest=digest_of(form),
        form=form.decode("utf-8"),
        recording=recording,
    )


def add_layers(
    db: apsw.Connection,
    reading: int,
    text: str,
    layers: tuple[Sequence[Passage], Sequence[Attribution]],
) -> None:
    """Add the passages and attributions that a reading found in a text."""
    for name, layer in zip(("add_passage", "add_attribution"), layers, strict=True):
        packed_rows = ((reading, place, packed(thing, text)) for place, thing in enumerate(layer))
        db.executemany(SQL[name], packed_rows)


def add_claim(db: apsw.Connection, reading: int, article: int, claim: Claim) -> int:
    """Add a claim of a reading of an article, and return its number."""
    first, last = days_of(claim.said)
    event = claim.event
    return inserted(
        db,
        "add_claim",
        id=claim.id,
        reading=reading,
        article=article,
        said_first=first,
        said_last=last,
        status=claim.status.value,
        frame=event.frame.value if event.frame else None,
        type=event.type,
        item=event.item.cls if event.item else None,
        confidence=claim.confidence,
        anchor=anchor_of(claim),
        form=encode(claim).decode("utf-8"),
    )


def _add_changes(recording: Recording, older: int | None, newer: int, claims: Iterable[Claim]) -> None:
    """Record what became of the claims of the text that stood at the URL of a new posting before."""
    db = recording.db
    if older is None or older == newer:
        return
    for kind, (before, after) in changes_between(_live_claims(db, older), tuple(claims)):
        inserted(
            db,
            "add_change",
            kind=kind.value,
            older=older,
            newer=newer,
            before=before.id if before else None,
            after=after.id if after else None,
            recording=recording.number,
        )


def _live_claims(db: apsw.Connection, article: int) -> tuple[Claim, ...]:
    found = rows(db, "live_claims_of_article", article=article)
    return tuple(decode(Claim, form) for _, form in found)


def add_judgement(
    db: apsw.Connection, recording: int, judgement: Judgement, number: int | None = None
) -> None:
    """Add a judgement, under a number of its own or the next.

    Raises:
        UsageError: it is of a claim or judgement that is not there.

    """
    subject, article, anchor = _subject(judgement), None, None
    if isinstance(judgement, Accept | Reject | Edit):
        place = next(rows(db, "place_of_claim", id=subject), None)
        if place is None:
            raise UsageError(f"{subject}: no such claim; `reportedly claims --json` gives their ids")
        article, anchor = place
    elif isinstance(judgement, Undo) and not value(db, "judgement_exists", seq=judgement.judgement):
        raise UsageError(f"{judgement.judgement}: no such judgement to undo")
    inserted(
        db,
        "add_judgement",
        number=number,
        kind=judgement.__struct_config__.tag,
        subject=subject,
        article=article,
        anchor=anchor,
        form=msgspec.json.encode(judgement).decode("utf-8"),
        recording=recording,
    )


def _subject(judgement: Judgement) -> str:
    match judgement:
        case Same() | Different():
            return judgement.one
        case Undo():
            return str(judgement.judgement)
        case _:
            return judgement.claim


def add_watch(db: apsw.Connection, recording: int, entry: WatchEntry) -> None:
    """Add an entry about a watch."""
    inserted(
        db,
        "add_watch",
        kind=entry.__struct_config__.tag,
        name=entry.name,
        form=msgspec.json.encode(entry).decode("utf-8"),
        recording=recording,
    )


def digest_of(form: bytes) -> bytes:
    """The hash that an article's form is checked against."""
    return hashlib.blake2b(form, digest_size=16).digest()
