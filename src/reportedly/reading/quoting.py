"""Which cue a quotation belongs to: before it, after it, between its parts, or the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.model import CueKind
from reportedly.reading.cues import kind_in_context, verb_cue, verb_frames
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Quotation, Range
from reportedly.reading.report import Report, merged
from reportedly.reading.sourcespan import verb_source

_FINAL = frozenset({".", "!", "?", "…", "..."})
_REACH = 25
_LONGEST_NAME = 8


def attach_quotations(
    parse: Parse, reports: Sequence[Report], quotations: Sequence[Quotation]
) -> list[Report]:
    """Give every quotation that has a source to its report; make reports for those that had none.

    A quotation that a content begins or ends in becomes part of that content as a whole.
    """
    by_head = {report.head: report for report in reports}
    within = _quotation_of(parse, quotations)
    for report in reports:
        by_head[report.head] = _with_whole_quotations(parse, report, quotations, within)
    covered = _covered(by_head.values(), quotations, within)
    previous: tuple[int, Quotation] | None = None
    for quotation in quotations:
        if not _is_speech(parse, quotation):
            continue
        head: int | None = covered.get(quotation.first)
        if head is None:
            head = _cue_beside(parse, quotation, within)
            if head is None and previous is not None and _continues(parse, *previous, quotation):
                head = previous[0]
            if head is not None:
                by_head[head] = _with(parse, by_head.get(head), head, quotation)
        if head is not None:
            previous = (head, quotation)
    return list(by_head.values())


def _cue_beside(parse: Parse, quotation: Quotation, within: Sequence[int]) -> int | None:
    """The verb of saying behind or before the quotation, or the colon that stands for one."""
    beside = _cue_after(parse, quotation, within)
    if beside is None:
        beside = _cue_before(parse, quotation, within)
    return _colon(parse, quotation) if beside is None else beside


def _quotation_of(parse: Parse, quotations: Sequence[Quotation]) -> list[int]:
    within = [-1] * len(parse)
    for number, quotation in enumerate(quotations):
        for first, last in quotation.parts:
            within[first:last] = [number] * (last - first)
    return within


def _with_whole_quotations(
    parse: Parse, report: Report, quotations: Sequence[Quotation], within: Sequence[int]
) -> Report:
    home = within[report.head]
    ranges: list[Range] = []
    for first, last in report.content:
        numbers = {within[first], within[last - 1]} - {-1, home}
        ends_in = within[last - 1] if last <= report.head else -1
        if ends_in not in {-1, home} and _stands_apart(parse, quotations[ends_in]):
            ranges.extend(quotations[ends_in].parts)
            continue
        ranges.append((first, last))
        for number in sorted(numbers):
            ranges.extend(quotations[number].parts)
    return replace(report, content=merged(ranges))


def _stands_apart(parse: Parse, quotation: Quotation) -> bool:
    """Whether a bracket, a dash or the like parts a quotation from the words before it."""
    first = quotation.first
    return first > 0 and parse.words[first - 1] in {"(", "-", "—", "–", ":", ";", "--"}


def _covered(
    reports: Iterable[Report], quotations: Sequence[Quotation], within: Sequence[int]
) -> dict[int, int]:
    """First token of each quotation that is in the content of a cue outside of it -> that cue."""
    found: dict[int, int] = {}
    openings = [quotation.first for quotation in quotations]
    for report in sorted(reports, key=lambda one: -one.size):
        home = within[report.head]
        for first, last in report.content:
            for opening in openings[bisect_left(openings, first) : bisect_left(openings, last)]:
                if within[opening] != home:
                    found[opening] = report.head
    return found


def _is_speech(parse: Parse, quotation: Quotation) -> bool:
    """Whether somebody speaks, rather than a word or a name standing between marks."""
    first, last = quotation.first, quotation.last
    return last - first > 4 and (
        any(parse.pos[token] in {"VERB", "AUX"} for token in range(first, min(last, first + 60)))
        or parse.words[last - 2] in {",", ".", "!", "?"}
    )


def _cue_after(parse: Parse, quotation: Quotation, within: Sequence[int]) -> int | None:
    """The first verb of saying behind the closing mark, in what is left of the sentence."""
    at, ended = quotation.last - 1, parse.words[quotation.last - 2]
    if ended == ".":
        return None
    cue = _first_cue(parse, range(quotation.last, min(len(parse), quotation.last + _REACH)), within, at)
    if cue is not None and ended in _FINAL and any(child > cue for child in parse.children_by(cue, "ccomp")):
        return None
    return cue


def _cue_before(parse: Parse, quotation: Quotation, within: Sequence[int]) -> int | None:
    """The last verb of saying before the opening mark, in the same sentence or before a colon."""
    first = quotation.first
    return _first_cue(parse, range(first - 1, max(-1, first - _REACH), -1), within, first)


def _colon(parse: Parse, quotation: Quotation) -> int | None:
    """A colon with only a name before it in the sentence: "John Kirby: “...”"."""
    colon = quotation.first - 1
    if colon < 1 or parse.words[colon] != ":":
        return None
    named = range(_name_before(parse, colon), colon)
    if not any(parse.pos[token] == "PROPN" for token in named):
        return None
    return None if any(parse.pos[token] in {"VERB", "AUX", "PUNCT"} for token in named) else colon


def _name_before(parse: Parse, colon: int) -> int:
    first = max(colon - _LONGEST_NAME, 0)
    while first < colon and not _starts_sentence(parse, first):
        first += 1
    return first


def _starts_sentence(parse: Parse, token: int) -> bool:
    before = token - 1
    return before < 0 or parse.words[before] in _FINAL or parse.passage_of[before] != parse.passage_of[token]


def _first_cue(parse: Parse, tokens: range, within: Sequence[int], quoted: int) -> int | None:
    """The first verb of saying among ``tokens`` in the paragraph of ``quoted`` and outside quotations."""
    for token in tokens:
        if within[token] >= 0 or parse.passage_of[token] != parse.passage_of[quoted]:
            return None
        if parse.words[token] in _FINAL:
            return None
        if parse.pos[token] == "VERB" and "quote" in verb_frames(parse, token):
            return token
    return None


def _continues(parse: Parse, head: int, before: Quotation, quotation: Quotation) -> bool:
    """Whether a whole sentence of quotation follows one that has its source, with no other cue."""
    first = quotation.first
    if parse.words[first - 1] not in _FINAL or parse.words[quotation.last - 2] not in _FINAL:
        return False
    return (
        parse.passage_of[before.first] == parse.passage_of[first]
        and first - max(head, before.last - 1) < 2 * _REACH
    )


def _with(parse: Parse, report: Report | None, head: int, quotation: Quotation) -> Report:
    if report is None and parse.words[head] == ":":
        name, cue = (_name_before(parse, head), head), (head, head + 1)
        return Report(head, CueKind.REPORT, source=(name,), cue=(cue,), content=quotation.parts)
    if report is None:
        return Report(
            head=head,
            kind=kind_in_context(parse, head, verb_frames(parse, head)["quote"]),
            source=verb_source(parse, head),
            cue=(verb_cue(parse, head),),
            content=quotation.parts,
        )
    kept: list[Range] = [part for part in report.content if not _inside_any(part, quotation.parts)]
    return replace(report, content=merged([*kept, *quotation.parts]))


def _inside_any(part: Range, ranges: Sequence[Range]) -> bool:
    return any(first <= part[0] and part[1] <= last for first, last in ranges)
