"""Claims put together: one viewpoint, one event, one factuality and stage, with the evidence.

    events -----------+
    voices (chains) --+--> how the innermost source presents it --> status, confidence --> claim
    timexes ----------+

An event counts under the innermost voice it stands in, and that voice's cue with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportedly.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    Certainty,
    Claim,
    CueKind,
    Event,
    Factuality,
    Frame,
    Mode,
    Participant,
    Polarity,
    Span,
    Status,
    Timex,
    content_id,
)
from reportedly.reading.dates import said_time, time_of
from reportedly.reading.factuality import assess, under_cue
from reportedly.reading.learned.opinions import Opinion, Opinions
from reportedly.reading.marks import Assessment, EventMention
from reportedly.reading.parse import Parse, token_ranges
from reportedly.reading.scope import (
    content_around,
    cue_head,
    finite_clause,
    in_adjunct,
    is_narrators_aside,
    is_negated,
)
from reportedly.reading.settling import Told, not_yet, settled
from reportedly.reading.status import status
from reportedly.reading.veto import came_about, veto
from reportedly.reading.viewpoint import Voices
from reportedly.times import before

# Cues that say more than "said": the evidence has to show them.
_TELLING = frozenset(
    {
        CueKind.BELIEF,
        CueKind.PERCEPTION,
        CueKind.EVIDENCE,
        CueKind.HEARSAY,
        CueKind.DENIAL,
        CueKind.DECLINED,
        CueKind.QUESTION,
    }
)
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours"})
_DEGREES = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 2.0, Certainty.POSSIBLE: 1.0, Certainty.UNKNOWN: 0.0}
_SIGNS = {Polarity.POSITIVE: 1.0, Polarity.NEGATIVE: -1.0, Polarity.UNKNOWN: 0.0}
_EARLIER = frozenset({"earlier", "previous", "previously", "prior", "past"})
_NOBODY = Actor(actor=None, name="unnamed", kind=ActorKind.UNNAMED)
# Of "A, B, C, D and others said": more viewpoints than this on one sentence are not listed.
_MOST_VIEWPOINTS = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the claims of one article are read from."""

    article: Article
    parse: Parse
    voices: Voices
    timexes: tuple[Timex, ...]
    spoken_on: str | None
    reader: str
    opinions: Opinions


@dataclass(frozen=True, slots=True)
class _Finding:
    """An event under the voice it stands in, assessed; ``shown_by`` is the head of the evidence."""

    mention: EventMention
    voice: Attribution
    chain: tuple[Attribution, ...]
    assessment: Assessment
    shown_by: int


def claims_of(scene: Scene, mentions: Sequence[EventMention]) -> tuple[Claim, ...]:
    """Every claim of an article, in text order."""
    found = [claim for mention in mentions for claim in _claims(scene, _find(scene, mention))]
    covered = {mention.head for mention in mentions}
    for mention in _unnamed_events(scene, covered):
        found.extend(_claims(scene, _find(scene, mention)))
    unique = {claim.id: claim for claim in found}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.event.trigger.start, claim.id)))


def _find(scene: Scene, mention: EventMention) -> _Finding:
    parse, voices = scene.parse, scene.voices
    voice = _voice(scene, mention)
    chain = voices.chain(voice)
    spoken = mention.head in voices.cue_of and voice is voices.attributions[voices.cue_of[mention.head]]
    border = None if spoken else content_around(parse, voice, mention.head)
    assessment = assess(parse, mention.head, own_stage=mention.own_stage, content=border)
    if parse.heads[mention.head] != cue_head(parse, voice):  # "denied selling", "admitted selling"
        assessment = veto(parse, mention, assessment)
    shown_by = assessment.top
    below = mention.head
    for level in reversed(chain[:-1] if spoken else chain):
        cue = cue_head(parse, level)
        negated = is_negated(parse, level)
        kind = level.cue_kind
        if cue is not None and kind in _TELLING and in_adjunct(parse, below, cue):
            # What stands beside the cue's clause ("despite ...", "after ...") is not what it is about.
            kind, negated = CueKind.BELIEF, False
        elif level is voice and (kind in _TELLING or negated):
            shown_by = _clause_head(parse, cue) or shown_by
        assessment = under_cue(assessment, kind, cue_negated=negated)
        below = below if cue is None else cue
    return _Finding(mention, voice, chain, assessment, shown_by)


def _voice(scene: Scene, mention: EventMention) -> Attribution:
    """Who presents the event. A speech act ("warned") is told by whoever performs it."""
    voices = scene.voices
    by_cue = voices.cue_of.get(mention.head)
    if mention.frame is Frame.STATEMENT and by_cue is not None and voices.attributions[by_cue].speakers:
        return voices.attributions[by_cue]
    voice = voices.attributions[voices.inner[mention.head]]
    if voice.mode is not Mode.DIRECT and is_narrators_aside(scene.parse, voice, mention.head):
        return voices.around(voice)
    return voice


def _clause_head(parse: Parse, cue: int | None) -> int | None:
    """The verb of the clause that a cue stands in: "had" in "had intelligence suggesting"."""
    while cue is not None and parse.pos[cue] not in ("VERB", "AUX") and parse.heads[cue] != cue:
        cue = parse.heads[cue]
    return cue


def _unnamed_events(scene: Scene, covered: set[int]) -> Iterator[EventMention]:
    """What a source says that no event type fits: a statement, carried by its main verb.

    A sentence that holds an event or another source's words is told by those. In a turn the
    speaker's own "I think" adds nothing to the turn, so only others' words count.
    """
    parse, voices = scene.parse, scene.voices
    told = covered | voices.cue_of.keys()
    for attribution in voices.attributions:
        if not attribution.cue or attribution.cue_kind is CueKind.INTENTION:
            continue
        if attribution.parent is not None and _same_voice(voices.by_id[attribution.parent], attribution):
            continue
        for tokens in _by_sentence(parse, token_ranges(parse, attribution.content)):
            head = _main_verb(parse, tokens)
            if head is not None and told.isdisjoint(tokens):
                yield EventMention(head, head, head + 1, None, None, Frame.STATEMENT, ())


def _by_sentence(parse: Parse, ranges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The tokens of ranges, one list a sentence."""
    tokens = [token for first, last in ranges for token in range(first, last)]
    return [list(group) for _, group in groupby(tokens, key=parse.sentence_of.__getitem__)]


def _same_voice(outer: Attribution, inner: Attribution) -> bool:
    return {actor.name for actor in inner.speakers} <= {actor.name for actor in outer.speakers}


def _main_verb(parse: Parse, tokens: Sequence[int]) -> int | None:
    inside = set(tokens)
    for token in tokens:
        top = parse.heads[token] == token or parse.heads[token] not in inside
        if top and parse.pos[token] in ("VERB", "AUX"):
            return token
    return None


def _claims(scene: Scene, finding: _Finding) -> Iterator[Claim]:
    opinion = scene.opinions.at(finding.mention.head)
    said = _said(scene, finding)
    finding, outcome = _settled(scene, finding, opinion, said)
    reading = finding.assessment
    event = _event(scene, finding)
    evidence = (_evidence(scene.parse, finding),)
    confidence = scene.opinions.confidence(finding.mention.head, outcome)
    for viewpoint in _viewpoints(finding.chain, scene.voices.attributions[0]):
        yield Claim(
            id=content_id(event.id, [actor.name for actor in viewpoint], outcome, said, scene.reader),
            article=scene.article.id,
            external_id=scene.article.external_id,
            status=outcome,
            viewpoint=viewpoint,
            said=said,
            happens=event.time,
            event=event,
            evidence=evidence,
            confidence=confidence,
            reader=scene.reader,
            attribution=finding.voice.id,
            reasons=reading.reasons,
        )


def _settled(scene: Scene, finding: _Finding, opinion: Opinion, said: str | None) -> tuple[_Finding, Status]:
    """What rules and model make of it together. What no event type fits is told by the rules alone."""
    reading, mention = finding.assessment, finding.mention
    outcome = status(reading.factuality, reading.stage, asked=reading.asked, declined=reading.declined)
    if mention.type is None and mention.frame is Frame.STATEMENT:
        return finding, outcome
    told = Told(outcome, stated=reading.stage is not None or came_about(scene.parse, mention.head))
    outcome, reading = settled(told, reading, opinion, mention.frame)
    day = time_of(scene.parse, mention.head, scene.timexes)
    if mention.frame is not None and day and day.edtf and said and before(said, day.edtf):
        outcome, reading = not_yet(outcome, reading, opinion, day.edtf)
    return replace(finding, assessment=reading), outcome


def _event(scene: Scene, finding: _Finding) -> Event:
    mention, parse = finding.mention, scene.parse
    trigger = parse.span(mention.first, mention.last)
    timex = time_of(parse, mention.head, scene.timexes)
    return Event(
        id=content_id(scene.article.id, trigger.start, trigger.end, mention.type, mention.frame),
        article=scene.article.id,
        trigger=trigger,
        type=mention.type,
        mode=mention.mode,
        frame=mention.frame,
        participants=_with_speaker(finding),
        factuality=_on_scale(finding.assessment.factuality),
        item=mention.item,
        quantity=mention.quantity,
        money=mention.money,
        stage=finding.assessment.stage,
        time=timex.edtf if timex else None,
    )


def _on_scale(reading: Factuality) -> Factuality:
    """The reading with the value that goes with its degree (Stanovsky et al. 2017): CT 3, PR 2, PS 1.

    Within `assess` the value is what annotators gave such wording on average, plans and negations
    included; a claim needs one that never contradicts its polarity.
    """
    degree = _DEGREES[reading.certainty] if reading.observed else 0.0
    return replace(reading, value=degree * _SIGNS[reading.polarity] + 0.0)


def _with_speaker(finding: _Finding) -> tuple[Participant, ...]:
    """Participants, with the speaker for the "we" of quoted words."""
    speaker = next(iter(finding.voice.speakers), None)
    if speaker is None or finding.voice.mode is not Mode.DIRECT:
        return finding.mention.participants
    return tuple(
        replace(participant, actor=speaker.actor, name=speaker.name)
        if participant.actor is None and participant.name.lower() in _FIRST_PERSON
        else participant
        for participant in finding.mention.participants
    )


def _viewpoints(chain: Sequence[Attribution], own: Attribution) -> list[tuple[Actor, ...]]:
    """The chain as actors, outermost first; one viewpoint for each of the last source's speakers.

    Evidence that nobody owns ("no indication that") weighs on the claim but is nobody's voice;
    hearsay is the voice of somebody unnamed.
    """
    voiced = [level for level in chain if not _is_nobodys(level)] or [own]
    outer: list[Actor] = []
    for level in voiced[:-1]:
        for actor in level.speakers[:1]:
            _append(outer, actor)
    found: list[tuple[Actor, ...]] = []
    for actor in voiced[-1].speakers[:_MOST_VIEWPOINTS] or (_NOBODY,):
        viewpoint = list(outer)
        _append(viewpoint, actor)
        if tuple(viewpoint) not in found:
            found.append(tuple(viewpoint))
    return found


def _is_nobodys(level: Attribution) -> bool:
    if level.source or not level.cue or level.cue_kind is CueKind.HEARSAY:
        return False
    return level.cue_kind is CueKind.EVIDENCE or {actor.name for actor in level.speakers} <= {_NOBODY.name}


def _append(viewpoint: list[Actor], actor: Actor) -> None:
    if not viewpoint or viewpoint[-1].name != actor.name:
        viewpoint.append(actor)


def _said(scene: Scene, finding: _Finding) -> str | None:
    """When it was said: the date beside the outermost cue, else the day of speaking or publishing.

    "Earlier assessments" were made on some day up to that one.
    """
    heads = [head for level in finding.chain if (head := cue_head(scene.parse, level)) is not None]
    dated = [said_time(scene.parse, head, scene.timexes) for head in heads]
    said = next((timex.edtf for timex in dated if timex and timex.edtf), scene.spoken_on)
    if said and heads and "/" not in said and _is_earlier(scene.parse, heads[-1]):
        return f"../{said}"
    return said


def _is_earlier(parse: Parse, cue: int) -> bool:
    return any(parse.lowers[kid] in _EARLIER for kid in parse.children[cue])


def _evidence(parse: Parse, finding: _Finding) -> Span:
    """The finite clause that shows the claim, within its sentence."""
    mention = finding.mention
    here = parse.sentence_of[mention.head]
    shown_by = finding.shown_by if parse.sentence_of[finding.shown_by] == here else mention.head
    clause_first, clause_last = parse.edges[finite_clause(parse, shown_by)]
    sentence_first, sentence_last = parse.sentences[here]
    first = max(sentence_first, min(clause_first, mention.first))
    last = min(sentence_last, max(clause_last, mention.last))
    return parse.span(first, last)
