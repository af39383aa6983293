"""The frozen types of actors across articles: what an article's mentions add up to.

    claims of one article -> occurrences -> mentions -+
                                                      +-> identities
                                         judgements --+

They stand beside `reportedly.model`, which has what is read from one article. All but judgements can
be dropped and made again from the claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reportedly.model import Actor, Status


class IdentityKind(StrEnum):
    """What an identity is. ``unnamed`` is whoever one article leaves without a name."""

    COUNTRY = "country"
    BODY = "body"
    PERSON = "person"
    OUTLET = "outlet"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event: the code and the name of a `reportedly.model.Participant`."""

    actor: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Parties:
    """All who take part in an event."""

    participants: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a claim names: the fields of a `reportedly.model.Claim` that say so, under their names."""

    id: str
    status: Status
    viewpoint: tuple[Actor, ...]
    said: str | None
    event: Parties


@dataclass(frozen=True, slots=True)
class Told:
    """A naming in its story: all articles that tell the same, by the id of the one that it began with.

    ``outlet`` and ``published`` (EDTF) are those of the article's first posting.
    """

    naming: Naming
    story: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One actor of one claim. ``status`` is ``None`` for who only takes part or publishes.

    ``dated`` is when the text calls the actor so, in EDTF: the article's date, which the date of
    what it tells of need not be.
    """

    claim: str
    article: str
    actor: Actor
    dated: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How often, and from which day to which; days are ``None`` where nothing was dated."""

    count: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is called: the office's words, the country or organisation, its body where known."""

    role: str
    code: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What a mention is told apart by. ``form`` is the folded name, ``block`` what alike ones share.

    ``article`` is set where the words mean something in that article only: a surname alone, a given
    name alone, somebody unnamed.
    """

    kind: IdentityKind
    block: str
    form: str
    code: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One way of naming somebody, with all that was seen of it. Mentions of one key can be added up.

    ``id`` is a function of the key, so it stays what it is whatever else is read; judgements are
    about mentions. ``within`` is the mention that the article itself means by a shorter name.
    ``months`` are those in which it was seen ("2022-07"), ``offices`` has each office by month.
    """

    id: str
    key: Key
    within: str | None = None
    aliases: Mapping[str, Seen] = field(default_factory=dict)
    offices: Mapping[tuple[Office, str], Seen] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[Status, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sameness:
    """A person's word that two mentions are of the same actor (``same``), or of different ones."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class Join:
    """Why two mentions are taken for one actor: the weight of all reasons, and each in words."""

    one: str
    other: str
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days for which it is known; ``None`` is open. ``source`` is texts or lexicon.

    ``seen`` is in how many claims the texts say so.
    """

    office: Office
    first: date | None
    last: date | None
    source: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Whom somebody speaks for: a country's or organisation's code, and the body within it."""

    code: str | None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor across articles. ``mentions`` are ids, the leading one first; short names that mean
    one mention in many articles stand under one id (see `reportedly.actors.bundling`).

    ``tenures`` are in order of time, those of the texts and those of the lexicon side by side;
    ``claims`` counts by status what it claims itself, once a claim and mention.
    """

    id: str
    kind: IdentityKind
    name: str
    code: str | None
    aliases: Mapping[str, Seen]
    tenures: tuple[Tenure, ...]
    claims: Mapping[Status, int]
    mentions: tuple[str, ...]
    joins: tuple[Join, ...] = ()
