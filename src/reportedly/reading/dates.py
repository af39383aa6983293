"""Time expressions of a parse, recognised and resolved against the day of publication.

A word that can carry a time expression opens a window of the line it stands in; the rules of
`reportedly.reading.timex_patterns` run in the windows only. Readings follow each other in text
order, since "the following month" and "that year" take up what was mentioned before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from reportedly import times
from reportedly.model import Span, Timex
from reportedly.reading.dating import said_time, time_of
from reportedly.reading.parse import Parse
from reportedly.reading.timex_calendar import Stretch
from reportedly.reading.timex_edtf import edtf_of
from reportedly.reading.timex_patterns import FAMILIES, RULES, Parts, Rule, parts_of
from reportedly.reading.timex_reading import Context, Reading
from reportedly.reading.timex_tense import direction_at
from reportedly.reading.timex_values import READERS

__all__ = ["find_timexes", "said_time", "time_of"]

_WINDOW_BEFORE, _WINDOW_AFTER = 9, 8
# A longer run of words with dates (a table, a list of years) is read in pieces of this size.
_WINDOW_MOST = 400
_YEARS = (1000, 2999)
# For so many sentences "that day" and "at 5 p.m." take up a day that was mentioned.
_DAY_LASTS = 3
_NAMED_BY_CASE = frozenset({"month", "weekday"})


def find_timexes(parse: Parse, published: str | None) -> tuple[Timex, ...]:
    """The time expressions of a parse in text order, with TIMEX3 type and value and EDTF interval.

    ``published`` is the article's date in EDTF. Without a day in it relative expressions stay
    unresolved: an underspecified value ("XXXX-WXX-2"), no ``edtf``, no ``anchor``.
    """
    line = _line_of(parse)
    reader = _Reader(parse, line, published)
    for first, last, families in _windows(parse):
        reader.read(first, last, families)
    return tuple(reader.found)


def _anchor(published: str | None) -> date | None:
    """The day of publication, where it is known and far enough from the ends of the calendar."""
    day = times.day_of(published)
    return day if day and _YEARS[0] <= day.year <= _YEARS[1] else None


@dataclass(frozen=True, slots=True)
class _Line:
    """The parse as one line of lower-case text; ``at[i]`` is where token ``i`` begins in it."""

    text: str
    at: tuple[int, ...]

    def token(self, position: int) -> int:
        return bisect_right(self.at, position) - 1


def _line_of(parse: Parse) -> _Line:
    """Words joined as in the original: a space where there was a gap, a break between passages."""
    lowers, starts, ends, passage_of = parse.lowers, parse.starts, parse.ends, parse.passage_of
    pieces: list[str] = []
    for token, word in enumerate(lowers[:-1]):
        if starts[token + 1] <= ends[token]:
            pieces.append(word)
        elif passage_of[token + 1] != passage_of[token]:
            pieces.append(word + "\n")
        else:
            pieces.append(word + " ")
    pieces.extend(lowers[-1:])
    return _Line("".join(pieces), tuple(accumulate(map(len, pieces[:-1]), initial=0)) if pieces else ())


def _windows(parse: Parse) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Token ranges around words that may carry a time expression, with the kinds of those words."""
    first = last = 0
    families: set[str] = set()
    for token, word in enumerate(parse.lowers):
        family = FAMILIES.get(word)
        if family is None:
            if not (word[0].isdigit() or word[-1].isdigit()):
                continue
            family = _family_of_number(word)
        if token - _WINDOW_BEFORE > last or token - first > _WINDOW_MOST:
            if families:
                yield first, last, frozenset(families)
            first, families = max(token - _WINDOW_BEFORE, last, 0), set()
        last = min(token + _WINDOW_AFTER, len(parse))
        families.update(family)
    if families:
        yield first, last, frozenset(families)


def _family_of_number(word: str) -> str:
    """Which rules a token with a digit may start: a plain number only supports its neighbours."""
    if word.isdigit():
        return "n" if len(word) == 4 else ""
    return "nu" if word[0].isdigit() else "ny"


class _Reader:
    """What has been mentioned so far, while the windows are read in text order."""

    def __init__(self, parse: Parse, line: _Line, published: str | None) -> None:
        self.parse = parse
        self.line = line
        self.today = _anchor(published)
        self.found: list[Timex] = []
        self.said: Stretch | None = None
        self.day: Stretch | None = None
        self.day_at = 0
        self.period: Stretch | None = None

    def read(self, first: int, last: int, families: frozenset[str]) -> None:
        """Read the time expressions of one window."""
        start = self.line.at[first]
        end = self.line.at[last] if last < len(self.parse) else len(self.line.text)
        taken = start
        for rule, parts, left, right in _matches(self.line.text, start, end, families):
            if left < taken:
                continue
            timex = self._timex(rule, parts, left, right)
            if timex is not None:
                self.found.append(timex)
                taken = right

    def _timex(self, rule: Rule, parts: Parts, left: int, right: int) -> Timex | None:
        first, last = self.line.token(left), self.line.token(right - 1) + 1
        if not _capitalised(self.parse, parts, first, last) or _is_title(self.parse, parts, first):
            return None
        context = self._context(first, last)
        reading = READERS[rule.name](parts, context)
        if reading is None:
            return None
        self._remember(reading, self.parse.sentence_of[first])
        return self._placed(reading, context, left, right)

    def _context(self, first: int, last: int) -> Context:
        parse = self.parse
        return Context(
            today=self.today,
            said=self.said,
            day=self.day if self.parse.sentence_of[first] - self.day_at <= _DAY_LASTS else None,
            period=self.period,
            direction=lambda: direction_at(parse, first, last),
            before=parse.lowers[first - 1] if first else "",
            after=parse.lowers[last] if last < len(parse) else "",
            counts=_counts(parse, last - 1),
            modifies=parse.deps[last - 1] == "compound" and parse.heads[last - 1] >= last,
        )

    def _remember(self, reading: Reading, sentence: int) -> None:
        if reading.stretch is not None:
            self.said = reading.stretch
            if reading.stretch.unit == "D":
                self.day, self.day_at = reading.stretch, sentence
        if reading.period and reading.stretch is not None:
            self.period = reading.stretch

    def _placed(self, reading: Reading, context: Context, left: int, right: int) -> Timex:
        start, end = self._offset(left), self._offset(right - 1) + 1
        edtf = edtf_of(reading, context)
        relative = reading.relative or (reading.type == "DURATION" and reading.days is not None)
        anchored = edtf is not None and relative
        return Timex(
            span=Span(start, end, self.parse.text[start:end]),
            type=reading.type,
            value=reading.value,
            edtf=edtf,
            anchor=self.today.isoformat() if anchored and self.today else None,
        )

    def _offset(self, position: int) -> int:
        token = self.line.token(position)
        return min(self.parse.starts[token] + position - self.line.at[token], self.parse.ends[token] - 1)


def _matches(text: str, start: int, end: int, families: frozenset[str]) -> list[tuple[Rule, Parts, int, int]]:
    found = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(RULES)
        if not families.isdisjoint(rule.families)
        for match in rule.pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: item[:3])
    return [(RULES[order], parts_of(match), left, -right) for left, right, order, match in found]


def _counts(parse: Parse, token: int) -> bool:
    """Whether a number stands between a verb and the plural noun that it counts."""
    plural = parse.tags[parse.heads[token]] in ("NNS", "NNPS")
    return parse.deps[token] == "nummod" and plural and token > 0 and parse.pos[token - 1] == "VERB"


def _capitalised(parse: Parse, parts: Parts, first: int, last: int) -> bool:
    """Months and weekdays are names: "march" and "may" in lower case, or as verbs, are not."""
    for part in _NAMED_BY_CASE & parts.keys():
        word = parts[part]
        for token in range(first, last):
            if parse.lowers[token].startswith(word):
                if not _is_name(parse, token):
                    return False
                break
    return True


def _is_title(parse: Parse, parts: Parts, first: int) -> bool:
    """Whether it is part of a name: "the Daily News"."""
    following = parse.words[first + 1] if first + 1 < len(parse) else ""
    return "often" in parts and parse.words[first][0].isupper() and following[:1].isupper()


def _is_name(parse: Parse, token: int) -> bool:
    if not parse.words[token][0].isupper():
        return False
    if parse.lowers[token] in ("may", "march", "mar"):
        return parse.pos[token] in ("PROPN", "NUM", "NOUN")
    return True
