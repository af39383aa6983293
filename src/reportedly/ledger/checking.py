"""Whether a ledger is as it was recorded, and what is derived follows from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import apsw
import msgspec

from reportedly.jsonform import decode
from reportedly.ledger.appending import digest_of
from reportedly.ledger.compact import spans_in
from reportedly.ledger.days import days_of
from reportedly.ledger.entries import Problem
from reportedly.ledger.likeness import anchor_of
from reportedly.ledger.sourcing import check_sourcing
from reportedly.ledger.statements import rows, value
from reportedly.model import Article, Claim, content_id

_REMEDY = "put right by `reportedly ledger rebuild`"


def check(db: apsw.Connection) -> Iterator[Problem]:
    """Everything that is wrong, part by part; a file too damaged to be read on ends with that."""
    try:
        for part in _PARTS:
            yield from part(db)
    except (apsw.CorruptError, apsw.NotADBError) as error:
        yield Problem("file", f"is damaged and cannot be read on ({error})")


def _pages(db: apsw.Connection) -> Iterator[Problem]:
    for (told,) in db.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield Problem("file", told)


def _references(db: apsw.Connection) -> Iterator[Problem]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Problem(f"{table} {row}", f"refers to no {parent}")


def _order(db: apsw.Connection) -> Iterator[Problem]:
    for name in ("recordings_out_of_order", "readings_out_of_order"):
        for (number,) in rows(db, name):
            yield Problem(name.replace("_", " "), f"at {number}")


def _articles(db: apsw.Connection) -> Iterator[Problem]:
    for number, identity, digest, form in rows(db, "every_article"):
        where = f"article {identity}"
        if digest_of(form.encode("utf-8", "surrogatepass")) != digest:
            yield Problem(where, "is not the text that was recorded: its hash differs")
            continue
        article = decode(Article, form)
        if content_id(article.text, article.published, article.outlet, article.url) != identity:
            yield Problem(where, "its id is not that of its content")
        for kind, name in (("passage", "every_passage"), ("attribution", "every_attribution")):
            for place, layer in rows(db, name, article=number):
                if any(
                    not _stands(span, article.text)
                    for span in spans_in(msgspec.json.decode(layer), article.text)
                ):
                    yield Problem(f"{kind} {place} of {where}", "a span of it is not in the text")
        yield from _claims(db, number, article)


def _claims(db: apsw.Connection, number: int, article: Article) -> Iterator[Problem]:
    for identity, form, *columns in rows(db, "every_claim", article=number):
        where = f"claim {identity} of article {article.id}"
        try:
            claim = decode(Claim, form)
        except msgspec.DecodeError as error:
            yield Problem(where, f"is no claim ({error})")
            continue
        if (claim.id, claim.article) != (identity, article.id):
            yield Problem(where, "is recorded as another claim")
        if columns != [*days_of(claim.said), claim.status.value, anchor_of(claim)]:
            yield Problem(where, "is not in step with its indexed columns")
        if any(not _stands(span, article.text) for span in spans_in(msgspec.json.decode(form), "")):
            yield Problem(where, "a span of it is not in the text")


def _stands(span: tuple[int, int, str], text: str) -> bool:
    start, end, words = span
    return 0 <= start <= end <= len(text) and text[start:end] == words


def _derived(db: apsw.Connection) -> Iterator[Problem]:
    for name in ("articles_without_story", "claims_without_telling", "claims_without_words"):
        if missing := value(db, name):
            yield Problem(name.replace("_", " "), f"{missing}; {_REMEDY}")
    for name in ("propositions_out_of_step", "threads_out_of_step"):
        for (key,) in rows(db, name):
            yield Problem(f"proposition {key}", f"its figures are out of step; {_REMEDY}")


_PARTS: tuple[Callable[[apsw.Connection], Iterator[Problem]], ...] = (
    _pages,
    _references,
    _order,
    _articles,
    check_sourcing,
    _derived,
)
