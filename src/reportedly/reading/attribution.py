"""Attributions: acts of reporting with source, cue, content, mode, audience, occasion, nesting.

    parse -> tagger -> reports -> parents, modes, settings -> attributions -> speakers

The tagger is what may be replaced (`reportedly.reading.report.Tagger`); what stands around it
takes any tagger's reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Attribution, Mode, Span, content_id
from reportedly.reading.nesting import parents
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Quotation, Range, find_quotations
from reportedly.reading.report import Report, Tagger
from reportedly.reading.rules import RuleTagger
from reportedly.reading.setting import audience, occasion


def find_attributions(parse: Parse, article_id: str, tagger: Tagger | None = None) -> tuple[Attribution, ...]:
    """The attributions that the text itself marks, in the order of their cues, without speakers.

    The text's own voice and the turns of a transcript, which have no cue, are not among them.
    """
    reports = (tagger or RuleTagger()).tag(parse)
    quoted = _quoted_tokens(parse, find_quotations(parse))
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


def _quoted_tokens(parse: Parse, quotations: Sequence[Quotation]) -> list[int]:
    """For each token the number of its quotation, or -1."""
    within = [-1] * len(parse)
    for number, quotation in enumerate(quotations):
        for first, last in quotation.parts:
            within[first:last] = [number] * (last - first)
    return within


def _mode(report: Report, quoted: Sequence[int]) -> Mode:
    """Direct where all the content is quoted, mixed where some is; a cue's own quotation is not counted."""
    home = quoted[report.head]
    tokens = [
        quoted[token] not in {-1, home} for first, last in report.content for token in range(first, last)
    ]
    if all(tokens):
        return Mode.DIRECT
    return Mode.MIXED if any(tokens) else Mode.INDIRECT
