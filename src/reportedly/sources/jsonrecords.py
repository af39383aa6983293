"""JSON Lines, one record at a time, and JSON files with one record or a list of them.

A line that is no record is told with its number, and reading goes on with the next.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from reportedly.config import SourceSettings
from reportedly.errors import SourceError
from reportedly.model import Article
from reportedly.sources.decoding import decode
from reportedly.sources.notices import Notice
from reportedly.sources.records import Origin, Record, article
from reportedly.sources.streams import lines, too_large, whole

# A JSON file is held whole, unlike JSON Lines; this many times what one article may take.
_LIST = 20

# Bad and empty lines in a row after which an input is taken to be something other than JSON Lines.
_MOST_BAD, _MOST_BLANK = 1_000, 1_000_000

_LONGEST_NUMBER = 300


def looks_like_lines(head: bytes) -> bool:
    """Whether the first line is a record in itself and another line follows."""
    first, _, rest = head.lstrip().partition(b"\n")
    if not (first.startswith(b"{") and rest.strip()):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return rest.lstrip().startswith(b"{")


def lines_articles(parts: Iterable[bytes], name: str, settings: SourceSettings) -> Iterator[Article | Notice]:
    """The articles of JSON Lines, and what is wrong with some.

    Raises:
        SourceError: nothing more can be read of it.

    """
    bad = blank = 0
    for number, line in lines(parts, settings.max_size, name):
        if line is not None and not line.strip():
            blank += 1
        else:
            try:
                yield from _line_article(line, f"{name}:{number}", settings)
                bad = blank = 0
            except SourceError as error:
                yield Notice.of(error)
                bad += 1
        if bad == _MOST_BAD or blank == _MOST_BLANK:
            problem = f"{max(bad, blank):,} lines in a row without an article"
            raise SourceError(f"{name}:{number}", problem, "the rest is not read; is it JSON Lines?")


def json_articles(parts: Iterable[bytes], name: str, settings: SourceSettings) -> Iterator[Article | Notice]:
    """The article of a JSON object, or the articles of a list of them.

    Raises:
        SourceError: it is no JSON, or too large to be held.

    """
    limit = _LIST * settings.max_size
    decoded = decode(whole(parts, limit, name))
    found, repeated = _parsed(decoded.text, name)
    yield from _doubts(name, decoded.doubt, repeated)
    if not isinstance(found, list):
        yield from article(_record(found, name), Origin(name, name), settings)
        return
    for number, item in enumerate(found, 1):
        where = f"{name}:{number}"
        try:
            yield from article(_record(item, where), Origin(where, where), settings)
        except SourceError as error:
            yield Notice.of(error)


def _line_article(line: bytes | None, where: str, settings: SourceSettings) -> Iterator[Article | Notice]:
    if line is None:
        raise too_large(where, settings.max_size)
    decoded = decode(line)
    found, repeated = _parsed(decoded.text, where)
    yield from _doubts(where, decoded.doubt, repeated)
    yield from article(_record(found, where), Origin(where, where), settings)


def _record(found: object, where: str) -> Record:
    if isinstance(found, dict):
        return found
    raise SourceError(where, "no JSON object", 'an article is an object such as {"text": "..."}')


def _parsed(text: str, where: str) -> tuple[object, list[str]]:
    """The JSON value and the keys that an object in it has twice (the last one counts)."""
    repeated: list[str] = []

    def keyed(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            repeated.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return made

    try:
        return json.loads(text, object_pairs_hook=keyed, parse_int=_whole_number), repeated
    except json.JSONDecodeError as error:
        problem = f"no JSON ({error.msg} at character {error.pos + 1})"
    except RecursionError:
        problem = "JSON nested too deep"
    raise SourceError(where, problem, "mend or remove it")


def _whole_number(digits: str) -> int | str:
    """A number that Python would take long to convert stays the text it is."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _doubts(where: str, doubt: str | None, repeated: list[str]) -> Iterator[Notice]:
    if doubt:
        yield Notice(where, doubt, "check the text", skipped=False)
    if repeated:
        problem = f"has {repeated[0][:40]!r} more than once"
        yield Notice(where, problem, "the last one is read", skipped=False)
