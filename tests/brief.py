"""Claims written on one line, for tests of what is made from claims.

    2022-07-11 USA planned IRN>RUS uav stage=prepared | Iran is preparing to provide drones

Day, chain of actors ("USA:IRN": what the one says the other says; "Q": a reporter), status ("not-observed"),
supplier and recipient, item, then what else is known, then the words of the text; "?" is unknown.
Articles are told apart by a name before a colon and a space ("daily: 2022-07-11 ...").
"""

from __future__ import annotations

from reportedly.model import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Event,
    Factuality,
    Frame,
    Item,
    Participant,
    Polarity,
    Quantity,
    Span,
    Stage,
    Status,
    content_id,
)

_CERTAIN = Factuality(Certainty.CERTAIN, Polarity.POSITIVE, 3.0)


def claims(text: str) -> tuple[Claim, ...]:
    """One claim a line, each 100 characters further down in its article."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return tuple(claim(line, at=100 * number) for number, line in enumerate(lines))


def claim(line: str, *, at: int = 0) -> Claim:
    """The claim that a line says, at the offset ``at``."""
    head, _, words = line.partition(" | ")
    article, colon, rest = head.partition(": ")
    article, rest = (article, rest) if colon else ("a1", head)
    said, view, status, sides, cls, *known = rest.split()
    more = dict(pair.split("=") for pair in known)
    words = words or f"words at {at}"
    trigger = Span(at, at + len(words.split()[0]), words.split()[0])
    happens = more.get("happens")
    frame = Frame(more.get("frame", "transfer"))
    stage = more.get("stage")
    event = Event(
        id=content_id(article, at, view),
        article=article,
        trigger=trigger,
        type=more.get("type"),
        mode=None,
        frame=None if "type" in more else frame,
        participants=_participants(sides, frame, trigger),
        factuality=_CERTAIN,
        item=None if cls == "?" else Item(cls, more.get("which"), Span(at + 5, at + 6, "x")),
        quantity=Quantity(1, 1, None, False, Span(0, 3, more["many"])) if "many" in more else None,
        stage=Stage(stage.replace("-", " ")) if stage else None,
        time=happens,
    )
    return Claim(
        id=content_id(article, at, line),
        article=article,
        external_id=article,
        status=Status(status.replace("-", " ")),
        viewpoint=tuple(map(_actor, view.split(":"))),
        said=None if said == "?" else said,
        happens=happens,
        event=event,
        evidence=(Span(at, at + len(words), words),),
        confidence=1.0,
        reader="r1",
    )


def _participants(sides: str, frame: Frame, span: Span) -> tuple[Participant, ...]:
    roles = {Frame.SANCTION: ("sender", "target"), Frame.TRAINING: ("trainer", "trainee")}
    both = zip(roles.get(frame, ("supplier", "recipient")), sides.split(">"), strict=True)
    return tuple(
        Participant(role, name if name.isupper() else None, name, span)
        for role, names in both
        for name in names.split("+")
        if name != "?"
    )


def _actor(name: str) -> Actor:
    if name == "Q":
        return Actor(None, "reporter", ActorKind.REPORTER)
    if name == "unnamed":
        return Actor(None, name, ActorKind.UNNAMED)
    if name.isupper():
        return Actor(name, f"spokesman of {name}", ActorKind.PERSON)
    return Actor(None, name, ActorKind.OUTLET)
