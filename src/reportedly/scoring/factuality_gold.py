"""The targets of a factuality set, or of our own gold, and what the reader says at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from reportedly.config import ReadingSettings
from reportedly.errors import GoldError
from reportedly.model import Article, Passage, PassageKind, Span
from reportedly.reading.nlp import bounded_vocabulary, parse
from reportedly.reading.parse import Parse
from reportedly.reading.passages import split
from reportedly.reading.reader import opinions_on
from reportedly.scoring.gold import Row, field_of
from reportedly.scoring.own_gold import article_of, document_of, is_own
from reportedly.scoring.spans import Stretch


@dataclass(frozen=True, slots=True)
class Target:
    """One word to judge: where it stands, and its value in gold.

    ``row`` counts the texts of the file; ``document`` is what is drawn again for intervals, which
    may be several rows. ``article`` is the excerpt to read, ``None`` for a sentence of a set.
    """

    id: str
    row: int
    document: str
    text: str
    span: Stretch
    value: float
    article: Article | None = field(default=None, repr=False)


def document_targets(number: int, row: Row, path: Path) -> Iterator[Target]:
    """The targets of one row of gold; our own events without a value are left out.

    Raises `GoldError` where the row is in neither form.
    """
    if is_own(row):
        document = document_of(row, path)
        article = article_of(document)
        for event in document.events:
            if event.factuality is not None:
                name = f"{document.id}/{event.id}"
                yield Target(
                    name, number, document.id, document.text, event.trigger, event.factuality, article
                )
        return
    text = field_of(row, "text", str, path)
    stem = path.name.split(".")[0]
    name = str(row.get("id") or f"{stem}/{row.get('idx', number)}")
    document_id = str(row.get("file_idx", name))
    if not text.strip():
        raise GoldError(f"{path}, {name}: nothing to read in the text")
    for order, target in enumerate(field_of(row, "targets", list, path)):
        span = _span_of(text, target, f"{path}, {name}")
        yield Target(f"{name}/{order}", number, document_id, text, span, float(target["label"]))


def scale_of(targets: Sequence[Target]) -> str:
    """Whose scale the values of a file are on: our own, or by their grid UW's or UDS's.

    UW's are means of five people (fifths), UDS's are not. Both come as the same form, and put the
    same words at different values: UDS has what has not happened yet as negative.
    """
    if any(target.article is not None for target in targets):
        return "own"
    return (
        "uw" if all(isclose(5 * one.value, round(5 * one.value), abs_tol=1e-6) for one in targets) else "uds"
    )


def read_values(targets: Sequence[Target], scale: str, settings: ReadingSettings) -> list[float | None]:
    """What the reader says at each target of one text; ``None`` where it does not read."""
    article = targets[0].article
    text = targets[0].text if article is None else article.text
    passages = _whole(text) if article is None else split(article)
    with bounded_vocabulary(settings.parser):
        parsed = parse(text, passages, settings.parser)
    if article is None:
        tokens: list[int | None] = [_token_at(parsed, target.span[0]) for target in targets]
    else:
        tokens = [_head_within(parsed, target.span) for target in targets]
    opinions = opinions_on(parsed, settings)
    return [None if token is None else opinions.value(token, scale) for token in tokens]


def _whole(text: str) -> tuple[Passage, ...]:
    whole = Span(0, len(text), text)
    return (Passage(PassageKind.BODY, whole, whole),)


def _span_of(text: str, target: Row, where: str) -> Stretch:
    """Where the target's tokens, which single spaces separate, stand in the text."""
    tokens = text.split(" ")
    try:
        first, last = target["span1"]
        float(target["label"])
    except (KeyError, TypeError, ValueError) as problem:
        raise GoldError(f"{where}: a target without span1 or label; see docs/scoring.md") from problem
    if not 0 <= first < last <= len(tokens):
        raise GoldError(f"{where}: span1 {target['span1']} is outside the text; see docs/scoring.md")
    start = sum(len(token) + 1 for token in tokens[:first])
    return start, start + len(" ".join(tokens[first:last]))


def _token_at(parsed: Parse, offset: int) -> int:
    return max(0, bisect_right(parsed.starts, offset) - 1)


def _head_within(parsed: Parse, span: Stretch) -> int | None:
    """The token of a trigger whose own head stands outside of it; ``None`` where nothing was read."""
    inside = [
        token for token in range(bisect_right(parsed.starts, span[1] - 1)) if parsed.ends[token] > span[0]
    ]
    tops = [token for token in inside if parsed.heads[token] not in inside or parsed.heads[token] == token]
    return next(iter(tops), None)
