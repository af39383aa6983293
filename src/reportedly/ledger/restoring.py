"""Putting the lines of a record into a ledger that holds nothing: all of them, checked, or none."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from reportedly.errors import UsageError
from reportedly.jsonform import decode
from reportedly.ledger.appending import add_article, add_claim, add_judgement, add_layers, add_watch
from reportedly.ledger.checking import check
from reportedly.ledger.days import moment_of
from reportedly.ledger.deriving import derive
from reportedly.ledger.makers import Makers
from reportedly.ledger.recordlines import (
    ArticleLine,
    ChangeLine,
    ClaimLine,
    JudgementLine,
    Line,
    PostingLine,
    ReadingLine,
    SourceLine,
    WatchLine,
)
from reportedly.ledger.sourcing import add_sourcing
from reportedly.ledger.statements import inserted, rows, value
from reportedly.model import Article, Claim


def restore(db: apsw.Connection, found: Iterable[Line], makers: Makers) -> int:
    """Record lines as they were recorded, each at its own moment, and return how many there were.

    Raises:
        UsageError: a line does not fit those before it.

    """
    db.execute("BEGIN IMMEDIATE")
    try:
        count = 0
        for line in found:
            _put(db, line)
            count += 1
        derive(db, makers)
        _require_sound(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return count


def _require_sound(db: apsw.Connection) -> None:
    """Refuse what a check of the ledger would find wrong: a span that is not in its text, say."""
    for problem in check(db):
        raise UsageError(str(problem))


def _put(db: apsw.Connection, line: Line) -> None:
    try:
        _put_at(db, _recording(db, line), line)
    except apsw.ConstraintError as error:
        raise UsageError(f"does not fit what came before it ({error})") from error


def _recording(db: apsw.Connection, line: Line) -> int:
    at = moment_of(line.recorded)
    number: int | None = value(db, "recording_at", at=at)
    return inserted(db, "add_recording", at=at) if number is None else number


def _put_at(db: apsw.Connection, recording: int, line: Line) -> None:
    match line:
        case ArticleLine():
            add_article(db, recording, line.article)
        case PostingLine():
            _put_posting(db, recording, line)
        case ReadingLine():
            _put_reading(db, recording, line)
        case ClaimLine():
            _put_claim(db, line.claim)
        case ChangeLine():
            _put_change(db, recording, line)
        case JudgementLine():
            add_judgement(db, recording, line.judgement, line.number)
        case WatchLine():
            add_watch(db, recording, line.watch)
        case SourceLine():
            add_sourcing(db, recording, line.source)


def _put_posting(db: apsw.Connection, recording: int, line: PostingLine) -> None:
    inserted(
        db,
        "add_posting",
        article=_article(db, line.article),
        external_id=line.external_id,
        url=line.url,
        outlet=line.outlet,
        published=line.published,
        recording=recording,
    )


def _put_reading(db: apsw.Connection, recording: int, line: ReadingLine) -> None:
    article = _article(db, line.article)
    text = decode(Article, value(db, "article_form", article=article)).text
    reading = inserted(db, "add_reading", article=article, reader=line.reader, recording=recording)
    add_layers(db, reading, text, (line.passages, line.attributions))


def _put_claim(db: apsw.Connection, claim: Claim) -> None:
    numbers = next(rows(db, "reading_numbers", article=claim.article, reader=claim.reader), None)
    if numbers is None:
        raise UsageError(f"{claim.id}: a claim of no reading that came before it")
    reading, article = numbers
    add_claim(db, reading, article, claim)


def _put_change(db: apsw.Connection, recording: int, line: ChangeLine) -> None:
    inserted(
        db,
        "put_change",
        kind=line.change.value,
        url=line.url,
        older=_article(db, line.older),
        newer=_article(db, line.newer),
        before=line.before,
        after=line.after,
        recording=recording,
    )


def _article(db: apsw.Connection, identity: str) -> int:
    number: int | None = value(db, "article_number", id=identity)
    if number is None:
        raise UsageError(f"{identity}: an article that did not come before it")
    return number
