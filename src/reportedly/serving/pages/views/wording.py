"""What is said to people on a page: statuses, deals, speakers, relations. Words only, no markup.

Three distinctions are kept in every wording: what is planned has not happened, what nobody has seen is
not denied, and what updates an earlier word does not contradict it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.lexicon.names import country
from reportedly.model import Actor, Claim, Event, Status
from reportedly.threadmodel import Member, Overall, Proposition, RelationKind, Support
from reportedly.threads.telling import UNNAMED

# Control characters and the marks that turn writing direction: a name must not show in another order.
_RANGES = ((0, 8), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069))
_NO_TEXT = ((0xD800, 0xDFFF), (0xFFFE, 0xFFFF))
_UNSAFE = {code: "\ufffd" for first, last in (*_RANGES, *_NO_TEXT) for code in range(first, last + 1)}

MEANINGS: dict[Status, str] = {
    Status.ASKED: "a question; it asserts nothing",
    Status.POSSIBLE: "may be, or may come to be; not said to have happened",
    Status.PLANNED: "intended, promised or prepared; not said to have happened",
    Status.UNDER_WAY: "said to be going on; not said to be complete",
    Status.OCCURRED: "said to have happened",
    Status.NOT_OBSERVED: "no sign of it seen by then; not a denial",
    Status.DENIED: "said not to be so",
    Status.UNCLEAR: "left open: not known, or not answered; not a denial",
    Status.CANCELLED: "said to have been called off",
}
"""What each status says, and what it does not."""

RELATIONS: dict[RelationKind, str] = {
    RelationKind.REPEATS: "repeats",
    RelationKind.ELABORATES: "adds to",
    RelationKind.UPDATES: "updates",
    RelationKind.WITHDRAWS: "takes back",
    RelationKind.DENIES: "denies",
    RelationKind.CONFIRMS: "confirms",
    RelationKind.CONTRADICTS: "contradicts",
}
"""What a claim does to an earlier one."""

_SUPPORT = {
    Support.SINGLE_SOURCE: "single source: {who}",
    Support.CORROBORATED: "corroborated by {count}: {who}",
    Support.CONTESTED: "contested: said by {who}",
    Support.ADMITTED: "admitted by a party: {who}",
}


@dataclass(frozen=True, slots=True)
class Deal:
    """A proposition for people: the event, who on which side, the item; unknown sides are ``None``."""

    event: str
    supplier: str | None
    recipient: str | None
    item: str | None

    @property
    def words(self) -> str:
        """In one line: "transfer: Iran → Russia, uav"."""
        sides = f"{self.supplier or 'unknown'} → {self.recipient or 'unknown'}"
        return f"{self.event}: {sides}" + (f", {self.item}" if self.item else "")


def deal_of(proposition: Proposition) -> Deal:
    """What a proposition is about, in names.

    >>> from reportedly.threadmodel import Party
    >>> sides = (Party("supplier", "IRN+PRK"), Party("recipient", None))
    >>> deal_of(Proposition("transfer", sides, "uav")).words
    'transfer: Iran and North Korea → unknown, uav'
    """
    supplier, recipient = (_side(party.actor) for party in proposition.parties)
    return Deal(plain(proposition.event), supplier, recipient, proposition.item)


def _side(code: str | None) -> str | None:
    return joined(named(one) for one in code.split("+")) if code else None


def named(code: str) -> str:
    """Who a code, or a viewpoint's name, stands for.

    >>> named("IRN"), named("jake sullivan"), named(UNNAMED)
    ('Iran', 'jake sullivan', 'unnamed sources')
    """
    return "unnamed sources" if code == UNNAMED else country(code) or plain(code)


def joined(names: Iterable[str]) -> str:
    """Names as a list in words.

    >>> joined(["Iran"]), joined(["Iran", "Russia", "Syria"])
    ('Iran', 'Iran, Russia and Syria')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def speakers_of(viewpoint: Iterable[Actor]) -> str:
    """Who says it, outermost first, with whom an unnamed or named official speaks for.

    >>> from reportedly.model import ActorKind
    >>> officials = Actor("USA", "US officials", ActorKind.UNNAMED)
    >>> speakers_of([officials, Actor("IRN", "Iran", ActorKind.COUNTRY)])
    'US officials (for United States, unnamed), citing Iran'
    """
    return ", citing ".join(map(_speaker, viewpoint))


def _speaker(actor: Actor) -> str:
    whose = country(actor.actor) if actor.actor else None
    notes = [f"for {whose}"] if whose and whose != actor.name else []
    notes += ["unnamed"] if actor.kind.value == "unnamed" and actor.name != "unnamed" else []
    return plain(actor.name) + (f" ({', '.join(notes)})" if notes else "")


def event_of(event: Event) -> str:
    """What a claim's own words are about: who takes which part, what, how far.

    Sides and items of the deal that its article adds are not in it.
    """
    parts = [f"{one.role} {plain(one.name)}" for one in event.participants]
    if event.item:
        designation = f" ({plain(event.item.designation)})" if event.item.designation else ""
        parts.append(f"item {event.item.cls}{designation}")
    for role, span in (("quantity", event.quantity), ("money", event.money)):
        parts += [f"{role} {plain(span.span.text)}"] if span else []
    parts += [f"stage {event.stage.value}"] if event.stage else []
    kind = event.frame.value if event.frame else (event.type or "event").lower()
    return "; ".join((kind, *parts))


def overall_of(overall: Overall) -> str:
    """How well a thread's furthest status is borne out."""
    who = joined(map(named, overall.admitted_by or overall.sources))
    told = _SUPPORT[overall.support].format(count=len(overall.sources), who=who)
    against = f"; denied by {joined(map(named, overall.against))}" if overall.against else ""
    quiet = f"; nothing said since {overall.last_said}" if overall.quiet else ""
    return f"{overall.status.value}, {told}{against}{quiet}"


def said_on(member: Member) -> str:
    """When somebody said so, where only the last possible day is known with a word that says so."""
    day = member.said_by.isoformat() if member.said_by else "on no known day"
    exact = (member.claim.said or "").partition("T")[0] == day or not member.said_by
    return f"said {day}" if exact else f"said by {day} at the latest"


def sentence_of(claim: Claim) -> str:
    """The evidence of a claim in one line, with what was left out between its spans marked."""
    return plain(" ".join(" […] ".join(span.text for span in claim.evidence).split()))


def plain(text: str) -> str:
    """Text with nothing in it that moves or hides other text; as long as it was.

    >>> plain("a\u202eb")
    'a�b'
    """
    return text.translate(_UNSAFE)
