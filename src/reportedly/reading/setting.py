"""Who is told, and where: the audience and the occasion of an act of reporting."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.lexicon.cues import cue_lexicon
from reportedly.model import Span
from reportedly.reading.cues import lemma_of
from reportedly.reading.parse import Parse
from reportedly.reading.report import Report

_WHERE = frozenset({"in", "at", "on", "during", "via", "over", "through", "from"})


def audience(parse: Parse, report: Report) -> Span | None:
    """Who hears it: "told Al Arabiya English", "said to reporters"; never part of the content."""
    if lemma_of(parse, report.head) not in cue_lexicon().audience_verbs:
        return None
    heard = (*parse.children_by(report.head, "dobj", "dative"), *_behind(parse, report.head, {"to"}))
    for token in heard:
        first, last = parse.edges[token]
        if token > report.head and not _in_content(report, first):
            return parse.span(first, _nearest_end(parse, token, last))
    return None


def occasion(parse: Parse, report: Report) -> Span | None:
    """Where it is said: "during a call with reporters", "in a statement", "on Twitter"."""
    for token in _behind(parse, report.head, _WHERE):
        first, last = parse.edges[token]
        if parse.lemmas[token] in cue_lexicon().occasions and not _in_content(report, first):
            return parse.span(first, _before_content(report, first, last))
    return None


def _before_content(report: Report, first: int, last: int) -> int:
    return min([last, *(start for start, _ in report.content if first < start)])


def _behind(parse: Parse, head: int, prepositions: frozenset[str] | set[str]) -> Iterator[int]:
    """Objects of the head's prepositions, and of those that hang on its object."""
    governors = [head, *parse.children_by(head, "dobj", "dative")]
    for governor in governors:
        for child in parse.children_by(governor, "prep", "dative"):
            if parse.lowers[child] in prepositions:
                yield from parse.children_by(child, "pobj")


def _nearest_end(parse: Parse, token: int, last: int) -> int:
    """The audience without the occasion that hangs on it ("reporters at a briefing")."""
    for child in parse.children_by(token, "prep", "relcl", "acl"):
        if child > token:
            return min(last, parse.edges[child][0])
    return last


def _in_content(report: Report, token: int) -> bool:
    return any(first <= token < last for first, last in report.content)
