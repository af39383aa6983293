"""The rule tagger: cues of the lexicon, their complements, their sources, and the quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.lexicon.cues import cue_lexicon
from reportedly.model import CueKind
from reportedly.reading.complements import (
    adjective_complement,
    before_concession,
    clause_around,
    noun_complement,
    sentence_around,
    verb_complement,
)
from reportedly.reading.cues import kind_in_context, lemma_of, verb_cue, verb_frames
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range, find_quotations
from reportedly.reading.quoting import attach_quotations
from reportedly.reading.report import Report, cut, merged, trimmed
from reportedly.reading.sourcespan import light_verb, light_verb_of_participle, noun_source, verb_source

# No clause of a sentence has more tokens; longer ones come of lists and of text without full stops.
_LONGEST = 400
_HELD = frozenset({CueKind.BELIEF, CueKind.PERCEPTION})


class RuleTagger:
    """Attribution by hand-written rules over a dependency parse."""

    def tag(self, parse: Parse) -> Sequence[Report]:
        """Reports in the order of their cues; contents may nest, none is empty."""
        spotted = (report for token in range(len(parse)) for report in _reports_at(parse, token))
        found = {report.head: report for report in spotted if report.size <= _LONGEST}
        found = _without_carriers(parse, found)
        quoted = attach_quotations(parse, list(found.values()), find_quotations(parse))
        tidied = (_tidied(parse, report) for report in quoted)
        return sorted((report for report in tidied if report.content), key=lambda one: one.head)


def _reports_at(parse: Parse, token: int) -> Iterator[Report]:
    pos = parse.pos[token]
    if pos == "VERB":
        if parse.lowers[token] == "according":
            yield from _according(parse, token)
        else:
            yield from _verb(parse, token)
    elif pos == "NOUN":
        yield from _noun(parse, token)
    elif pos == "ADV" and parse.lowers[token] in cue_lexicon().adverbs:
        yield _adverb(parse, token)
    elif pos == "ADJ":
        yield from _adjective(parse, token)


def _verb(parse: Parse, head: int) -> Iterator[Report]:
    frames = verb_frames(parse, head)
    if not frames:
        return
    found = verb_complement(parse, head, frames)
    if found is None:
        return
    kind, content = found
    first, last = verb_cue(parse, head)
    source = verb_source(parse, head)
    if kind in _HELD and _is_listener(parse, source):
        return
    carrier = light_verb_of_participle(parse, head)
    if carrier is not None:
        first, source = verb_cue(parse, carrier)[0], verb_source(parse, carrier)
    if carrier is not None or _is_evidence(parse, source):
        kind = CueKind.EVIDENCE
    if kind is CueKind.PERCEPTION:
        content = [before_concession(parse, part) for part in content]
    yield Report(
        head=head,
        kind=kind_in_context(parse, head, kind),
        source=source,
        cue=((first, last),),
        content=merged(content),
    )


def _is_listener(parse: Parse, source: Sequence[Range]) -> bool:
    """Whether the source is "you", as in "you know", which tells nothing of anybody's mind."""
    return any(parse.lowers[first] == "you" and last - first == 1 for first, last in source)


def _is_evidence(parse: Parse, source: Sequence[Range]) -> bool:
    """Whether data, a document or the like are the source."""
    heads = (token for part in source for token in range(*part) if parse.pos[token] == "NOUN")
    return any(
        parse.lemmas[token] in cue_lexicon().evidence and parse.deps[token] in {"nsubj", "nsubjpass"}
        for token in heads
    )


def _noun(parse: Parse, head: int) -> Iterator[Report]:
    frames = cue_lexicon().nouns.get(lemma_of(parse, head))
    if frames is None:
        return
    found = noun_complement(parse, head, frames)
    if found is None:
        return
    kind, content = found
    verb = light_verb(parse, head)
    cue = (head, head + 1) if verb is None else (verb_cue(parse, verb)[0], head + 1)
    yield Report(head=head, kind=kind, source=noun_source(parse, head), cue=(cue,), content=merged(content))


def _adjective(parse: Parse, head: int) -> Iterator[Report]:
    """The adjective with its copula: "is confident that", "are worried about"."""
    frames = cue_lexicon().adjectives.get(lemma_of(parse, head))
    if frames is None or parse.deps[head] != "acomp":
        return
    found = adjective_complement(parse, head, frames)
    if found is not None:
        copula = parse.heads[head]
        cue = (min(verb_cue(parse, copula)[0], head), head + 1)
        kind, content = found
        yield Report(head, kind, verb_source(parse, copula), (cue,), merged(content))


def _adverb(parse: Parse, head: int) -> Report:
    """Nobody's word for the clause around it: "reportedly"."""
    content = cut(clause_around(parse, head), (head, head + 1))
    return Report(head=head, kind=CueKind.HEARSAY, source=(), cue=((head, head + 1),), content=tuple(content))


def _according(parse: Parse, head: int) -> Iterator[Report]:
    for to in parse.children_by(head, "prep"):
        for source in parse.children_by(to, "pobj"):
            content = cut(sentence_around(parse, head), parse.edges[head])
            yield Report(
                head=head,
                kind=CueKind.REPORT,
                source=(parse.edges[source],),
                cue=((head, to + 1),),
                content=tuple(content),
            )
            return


def _without_carriers(parse: Parse, found: dict[int, Report]) -> dict[int, Report]:
    """Verbs that only carry another cue give way to it: "expressed concern that", "declined to say"."""
    kept = dict(found)
    for head, report in found.items():
        above = parse.heads[head]
        if above not in kept or above == head:
            continue
        if parse.pos[head] == "NOUN" and light_verb(parse, head) == above:
            del kept[above]
        elif _is_left_open(parse, head, kept[above]):
            cue: Range = (kept[above].cue[0][0], report.cue[0][1])
            kept[head] = replace(report, kind=CueKind.DECLINED, cue=(cue,), source=kept[above].source)
            del kept[above]
    return kept


def _is_left_open(parse: Parse, head: int, above: Report) -> bool:
    """Whether a verb with its clause completes "declined": "declined to say whether they had"."""
    if parse.deps[head] != "xcomp" or above.kind is not CueKind.DECLINED:
        return False
    return bool(parse.children_by(head, "ccomp"))


def _tidied(parse: Parse, report: Report) -> Report:
    pieces = (trimmed(parse, first, last) for first, last in report.content)
    return replace(report, content=tuple(piece for piece in pieces if piece is not None))
