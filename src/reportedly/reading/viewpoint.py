"""Whose words a token stands in: from the outlet or the speaker of a turn down to the last source.

The text's own voice and each speaker's turn are attributions too, without a cue. They enclose
the attributions that the text itself marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportedly.lexicon.cues import cue_lexicon
from reportedly.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    CueKind,
    Mode,
    Passage,
    PassageKind,
    content_id,
)
from reportedly.reading.parse import Parse, token_ranges


@dataclass(frozen=True, slots=True)
class Voices:
    """Every voice of an article and, for each token, the innermost one it stands in.

    ``inner[token]`` is an index into ``attributions``. ``cue_of[token]`` is the index of the
    attribution whose cue the token belongs to.
    """

    attributions: tuple[Attribution, ...]
    inner: tuple[int, ...]
    cue_of: dict[int, int]
    by_id: dict[str, Attribution]

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attribution and all that enclose it, outermost first."""
        found = [attribution]
        while (parent := found[-1].parent) is not None and parent in self.by_id:
            found.append(self.by_id[parent])
        return tuple(reversed(found))

    def around(self, attribution: Attribution) -> Attribution:
        """The voice that encloses an attribution: its parent, or the text's own."""
        return self.by_id.get(attribution.parent or "", self.attributions[0])


def voices(article: Article, parse: Parse, marked: Sequence[Attribution], own: Actor) -> Voices:
    """Put the voice of ``own``, the outlet, and the turns around the attributions that the text marks."""
    base, base_of_passage = _base_voices(article, parse.passages, own)
    marked = [_adopt(attribution, parse, base, base_of_passage) for attribution in marked]
    everyone = (*base, *marked)
    inner = [base_of_passage[passage] for passage in parse.passage_of]
    cue_of: dict[int, int] = {}
    ranges = [
        (last - first, number, first, last)
        for number, attribution in enumerate(marked, len(base))
        if _is_a_voice(parse, attribution)
        for first, last in token_ranges(parse, attribution.content)
    ]
    for _, number, first, last in sorted(ranges, key=lambda row: (-row[0], row[1])):
        inner[first:last] = [number] * (last - first)
    for number, attribution in enumerate(marked, len(base)):
        if not _is_a_voice(parse, attribution):
            continue
        for first, last in token_ranges(parse, attribution.cue):
            cue_of.update(dict.fromkeys(range(first, last), number))
    return Voices(everyone, tuple(inner), cue_of, {one.id: one for one in everyone})


def _is_a_voice(parse: Parse, attribution: Attribution) -> bool:
    """Whether it reports. Wanting something is a fact about an event; "as you know" is the speaker's word."""
    if attribution.cue_kind is CueKind.INTENTION:
        return False
    if all(span.text.lower() != "you" for span in attribution.source):
        return True
    cue = (token for part in token_ranges(parse, attribution.cue) for token in range(*part))
    return cue_lexicon().listener_verbs.isdisjoint(parse.lemmas[token] for token in cue)


def _adopt(
    attribution: Attribution, parse: Parse, base: Sequence[Attribution], base_of_passage: Sequence[int]
) -> Attribution:
    """An outermost attribution inside a turn is the turn's; in the body it has no parent."""
    if attribution.parent is not None:
        return attribution
    ranges = token_ranges(parse, attribution.content)
    if not ranges:
        return attribution
    around = base[base_of_passage[parse.passage_of[ranges[0][0]]]]
    return attribution if around.mode is Mode.OWN else replace(attribution, parent=around.id)


def _base_voices(
    article: Article, passages: Sequence[Passage], outlet: Actor
) -> tuple[tuple[Attribution, ...], tuple[int, ...]]:
    """The own voice first, then the turns; and for each passage the index of its voice."""
    found = [_base(article, outlet, [p for p in passages if not _is_turn(p)])]
    owner = [0] * len(passages)
    numbered = list(enumerate(passages))
    for _, group in groupby(_turn_starts(numbered), key=lambda row: row[0]):
        turn = [(number, passage) for _, number, passage in group]
        found.append(_base(article, turn[0][1].speaker or outlet, [passage for _, passage in turn]))
        for number, _ in turn:
            owner[number] = len(found) - 1
    return tuple(found), tuple(owner)


def _is_turn(passage: Passage) -> bool:
    return passage.kind is PassageKind.TURN


def _turn_starts(numbered: Sequence[tuple[int, Passage]]) -> list[tuple[int, int, Passage]]:
    """Number the turns: a label or a new speaker opens one, later paragraphs belong to it."""
    rows: list[tuple[int, int, Passage]] = []
    turn, speaker = 0, None
    for number, passage in numbered:
        if not _is_turn(passage):
            continue
        if passage.label is not None or passage.speaker != speaker:
            turn += 1
        speaker = passage.speaker
        rows.append((turn, number, passage))
    return rows


def _base(article: Article, speaker: Actor, passages: Sequence[Passage]) -> Attribution:
    content = tuple(passage.read for passage in passages if passage.read is not None)
    labels = tuple(passage.label for passage in passages if _is_turn(passage) and passage.label is not None)
    own = not any(map(_is_turn, passages))
    kind = CueKind.QUESTION if speaker.kind is ActorKind.REPORTER else CueKind.REPORT
    return Attribution(
        id=content_id(article.id, "voice", speaker.name, [(span.start, span.end) for span in content]),
        article=article.id,
        source=labels[:1],
        cue=(),
        content=content,
        mode=Mode.OWN if own else Mode.DIRECT,
        cue_kind=CueKind.OWN if own else kind,
        speakers=(speaker,),
    )
