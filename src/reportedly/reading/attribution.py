"""Attributions: acts of reporting with source, cue, content, mode, audience, occasion, nesting.

    parse -> tagger -> reports -> parents, modes, settings -> attributions -> speakers

The tagger is what may be replaced (`reportedly.reading.report.Tagger`); what stands around it
takes any tagger's reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reportedly.model import Attribution, Mode, Span, content_id
from reportedly.reading.nesting import parents
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range, find_quotations
from reportedly.reading.report import Report, Tagger
from reportedly.reading.rules import RuleTagger
from reportedly.reading.setting import audience, occasion


def find_attributions(parse: Parse, article_id: str, tagger: Tagger | None = None) -> tuple[Attribution, ...]:
    """The attributions that the text itself marks, in the order of their cues, without speakers.

    The text's own voice and the turns of a transcript, which have no cue, are not among them.
    """
    reports = (tagger or RuleTagger()).tag(parse)
    quoted = _Quoted(parse)
    ids = [_id(parse, article_id, report) for report in reports]
    above = parents(parse, reports)
    return tuple(
        Attribution(
            id=ids[number],
            article=article_id,
            source=_spans(parse, report.source),
            cue=_spans(parse, report.cue),
            content=_spans(parse, report.content),
            mode=_mode(report, quoted),
            cue_kind=report.kind,
            audience=audience(parse, report),
            occasion=occasion(parse, report),
            parent=None if (parent := above[number]) is None else ids[parent],
            confidence=report.confidence,
        )
        for number, report in enumerate(reports)
    )


def _spans(parse: Parse, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(parse.span(first, last) for first, last in ranges)


def _id(parse: Parse, article_id: str, report: Report) -> str:
    spans = [
        [(parse.starts[first], parse.ends[last - 1]) for first, last in ranges]
        for ranges in (report.source, report.cue, report.content)
    ]
    return content_id(article_id, *spans)


def _mode(report: Report, quoted: _Quoted) -> Mode:
    """Direct where all the content is quoted, mixed where some is, the quotation around the cue apart."""
    size = report.size
    inside = sum(quoted.outside_of(report.head, first, last) for first, last in report.content)
    if inside == size:
        return Mode.DIRECT
    return Mode.MIXED if inside else Mode.INDIRECT


class _Quoted:
    """How many tokens of a range stand in quotations, counted once for a parse."""

    def __init__(self, parse: Parse) -> None:
        self._parts = [part for quotation in find_quotations(parse) for part in quotation.parts]
        self._firsts = [first for first, _ in self._parts]
        marked = [0] * len(parse)
        for first, last in self._parts:
            marked[first:last] = [1] * (last - first)
        self._before = [0, *accumulate(marked)]

    def outside_of(self, cue: int, first: int, last: int) -> int:
        """Quoted tokens of ``first`` up to ``last``, those of the quotation that holds ``cue`` left out."""
        count = self._before[last] - self._before[first]
        number = bisect_right(self._firsts, cue) - 1
        if number >= 0 and cue < self._parts[number][1]:
            start, end = self._parts[number]
            count -= max(0, min(end, last) - max(start, first))
        return count
