"""A claim with all that an export says of it, and the words that the exports share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from reportedly.ledger.entries import Posting, RecordedJudgement
from reportedly.model import Article, Claim, Participant
from reportedly.threads.stated import GIVING


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim as people judge it, with the article that it stands in and when it was recorded.

    ``postings`` are all of its story, in recorded order; ``judged`` what people hold of it.
    """

    claim: Claim
    article: Article
    story: str
    recorded: datetime
    postings: tuple[Posting, ...] = ()
    judged: tuple[RecordedJudgement, ...] = ()


def urn(kind: str, identity: str) -> str:
    """The name of a claim or an article where a standard asks for an IRI.

    >>> urn("claim", "3f2a0c9d1b7e4f60")
    'urn:reportedly:claim:3f2a0c9d1b7e4f60'
    """
    return f"urn:reportedly:{kind}:{identity}"


def uuid_of(*parts: str) -> UUID:
    """A UUID that is the same for the same thing on every machine (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, ":".join(("reportedly", *parts)))


def stamp(moment: datetime) -> str:
    """A moment in UTC as ISO 8601 has it, in whole seconds.

    >>> stamp(datetime(2022, 7, 11, 12, 0, 0, 5, tzinfo=UTC))
    '2022-07-11T12:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def quoted(claim: Claim) -> str:
    """The words of the evidence, its parts marked as such, white space folded."""
    return " [...] ".join(" ".join(span.text.split()) for span in claim.evidence)


def speakers(claim: Claim) -> str:
    """Whose words it is, outermost first: "Jake Sullivan > intelligence"."""
    return " > ".join(actor.name for actor in claim.viewpoint)


def described(claim: Claim) -> str:
    """What a claim is about, in a few words: "transfer IRN→RUS uav"."""
    event = claim.event
    kind = event.frame.value if event.frame else (event.type or "statement").lower()
    given = "+".join(dict.fromkeys(one.actor or one.name for one in giving(claim)))
    taken = "+".join(dict.fromkeys(one.actor or one.name for one in taking(claim)))
    sides = f"{given or '?'}→{taken or '?'}" if given or taken else ""
    return " ".join(part for part in (kind, sides, event.item.cls if event.item else "") if part)


def giving(claim: Claim) -> tuple[Participant, ...]:
    """Those from whom something goes out."""
    return tuple(one for one in claim.event.participants if one.role in GIVING)


def taking(claim: Claim) -> tuple[Participant, ...]:
    """Those at the receiving end."""
    return tuple(one for one in claim.event.participants if one.role not in GIVING)


def sureness(claim: Claim) -> str:
    """How the event is presented: "certain, positive", with "not observed" where nothing was seen of it."""
    told = claim.event.factuality
    seen = "" if told.observed else ", not observed"
    return f"{told.certainty.value}, {told.polarity.value}{seen}"


def said_of(claim: Claim) -> str:
    """A claim in one line: "planned, according to Jake Sullivan (certain, positive; said 2022-07-11)"."""
    said = f"; said {claim.said}" if claim.said else ""
    return f"{claim.status.value}, according to {speakers(claim)} ({sureness(claim)}{said})"
