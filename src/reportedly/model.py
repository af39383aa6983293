"""The frozen types of what is read: nothing else may define them.

What is made from claims, threads and their histories, is in `reportedly.threadmodel`.

One word, one thing, in code, documentation and command line alike:

    article -> passages -> attributions -+
                        -> events -------+-> claims

Every offset is a half-open interval of Unicode code points into the article's text as it was
given (the TextPosition selector of W3C Web Annotation), so ``text[start:end]`` is the evidence.
Each type has one JSON form (`reportedly.jsonform`), whose schema is generated into
``docs/schema/``. Ids are content hashes: same text and same reader, same id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import msgspec


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: half-open code-point offsets and the text between them."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)


class PassageKind(StrEnum):
    """What a stretch of an article is. Boilerplate and related links are kept, never read as body."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    TURN = "turn"
    CAPTION = "caption"
    RELATED_LINK = "related-link"
    BOILERPLATE = "boilerplate"


class ActorKind(StrEnum):
    """Who speaks or takes part: a country, its government, a named person, and so on."""

    COUNTRY = "country"
    GOVERNMENT = "government"
    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    REPORTER = "reporter"


class Mode(StrEnum):
    """How an attribution gives its content; ``own`` is the text's own voice (no cue)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN = "own"


class CueKind(StrEnum):
    """What the cue of an attribution does to its content.

    ``report`` asserts it, ``belief`` holds it, ``perception`` has (or has not) seen it,
    ``evidence`` points to it, ``hearsay`` passes it on from nobody ("reportedly"), ``question``
    asks it, ``denial`` says it is not so, ``declined`` leaves it open, ``intention`` wants or
    plans it, ``own`` is the text's own voice.
    """

    REPORT = "report"
    BELIEF = "belief"
    PERCEPTION = "perception"
    EVIDENCE = "evidence"
    HEARSAY = "hearsay"
    QUESTION = "question"
    DENIAL = "denial"
    DECLINED = "declined"
    INTENTION = "intention"
    OWN = "own"


class Certainty(StrEnum):
    """FactBank's degrees of certainty (Sauri and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """FactBank's polarity."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far an event has got, after the order and delivery columns of the SIPRI register."""

    SOUGHT = "sought"
    NEGOTIATED = "negotiated"
    AGREED = "agreed"
    PREPARED = "prepared"
    UNDER_WAY = "under way"
    COMPLETED = "completed"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Status(StrEnum):
    """The one-word reading of a claim for people."""

    ASKED = "asked"
    POSSIBLE = "possible"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    OCCURRED = "occurred"
    NOT_OBSERVED = "not observed"
    DENIED = "denied"
    UNCLEAR = "unclear"
    CANCELLED = "cancelled"


class Frame(StrEnum):
    """Domain frames: which roles an event's participants may take."""

    TRANSFER = "transfer"
    SANCTION = "sanction"
    AID = "aid"
    TRAINING = "training"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention refers to.

    ``actor`` is an ISO 3166 alpha-3 code, or the code of an international organisation, of the
    country or body that the actor is or speaks for; ``None`` where the text does not say.
    ``sector`` is a PLOVER sector (GOV, MIL, ...).
    """

    actor: str | None
    name: str
    kind: ActorKind
    role: str | None = None
    sector: str | None = None


class ArticleKind(StrEnum):
    """Whether the text is a whole document, or no more than the headline that a feed gave of it."""

    ARTICLE = "article"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Run:
    """As many code points of an article's text from ``start`` as of its page's text from ``page_start``."""

    start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class PageText:
    """How an article's text stands in the page that it was taken from.

    ``digest`` is the BLAKE2b hash (16 bytes, in hexadecimal) of the page's bytes. ``runs``, in order
    and without overlap, map the text into the page's: what all its text nodes hold in document order
    (``textContent`` of its root), into which a TextPosition selector of W3C Web Annotation points, with
    every character of white space written as a blank, or as a line feed where a paragraph begins or
    ends. Along a run both texts are the same.
    """

    digest: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document as published. Dates are EDTF strings; ``None`` is an explicit unknown.

    ``section`` is the part of the outlet that it stands in ("World"), in the outlet's own words.
    """

    id: str
    external_id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    section: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    page: PageText | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with a kind. A turn has the label that opens it and its speaker.

    ``read`` is the part to be read for claims: the span without label and list or quote marks,
    ``None`` where nothing is to be read (boilerplate, and everything that asserts nothing).
    """

    kind: PassageKind
    span: Span
    read: Span | None = None
    label: Span | None = None
    speaker: Actor | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """An act of reporting: source, cue and content (PARC 3, PolNeAR).

    Each of source, cue and content may be several spans; source and cue may be empty.
    ``parent`` is the id of the attribution that encloses this one. ``speakers`` is who the
    source refers to, resolved through pronouns, roles and the speaker of the turn. ``confidence``
    is how likely the model takes it to be one, from 0 to 1; what rules or a turn's label give has none.
    """

    id: str
    article: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    cue_kind: CueKind
    speakers: tuple[Actor, ...] = ()
    audience: Span | None = None
    occasion: Span | None = None
    parent: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: TIMEX3 type and value (ISO-TimeML), and the interval in EDTF.

    ``edtf`` is ``None`` where the expression is not anchored; ``anchor`` is the date that a
    relative expression was resolved against.
    """

    span: Span
    type: str
    value: str
    edtf: str | None = None
    anchor: str | None = None


class Item(msgspec.Struct, frozen=True, rename={"cls": "class"}):
    """What changes hands: class (``uav``, ``missile``, ...) and designation ("Su-35").

    A struct, which is as frozen and slotted as the dataclasses, because ``class`` is the field's
    name in JSON and a dataclass's field cannot have another name there.
    """

    cls: str
    designation: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: exact (min == max), at least (max None), at most (min None), or about."""

    min: float | None
    max: float | None
    unit: str | None
    approximate: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole currency units, with its ISO 4217 code (``None`` where unclear)."""

    amount: float
    currency: str | None
    approximate: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Participant:
    """Who plays which role in an event. ``inferred`` marks one taken from an earlier mention."""

    role: str
    actor: str | None
    name: str
    span: Span
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Factuality:
    """How an event is presented by one source (FactBank), with UW's scale from -3 to 3.

    ``observed`` is False where the source says that it has seen no sign of the event, which
    is not the same as denying it.
    """

    certainty: Certainty
    polarity: Polarity
    value: float
    observed: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an event: PLOVER root type and mode, domain frame, who, what, when."""

    id: str
    article: str
    trigger: Span
    type: str | None
    mode: str | None
    frame: Frame | None
    participants: tuple[Participant, ...]
    factuality: Factuality
    item: Item | None = None
    quantity: Quantity | None = None
    money: Money | None = None
    stage: Stage | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One viewpoint, one event, one factuality and stage: what the ledger is made of.

    ``viewpoint`` is the chain of actors, outermost first. ``said`` and ``happens`` are EDTF.
    ``reasons`` says in words what the status was read from. ``reader`` names the version that
    read it.
    """

    id: str
    article: str
    external_id: str
    status: Status
    viewpoint: tuple[Actor, ...]
    said: str | None
    happens: str | None
    event: Event
    evidence: tuple[Span, ...]
    confidence: float
    reader: str
    attribution: str | None = None
    reasons: tuple[str, ...] = ()


def content_id(*parts: object) -> str:
    """A stable id: 16 hexadecimal digits of the BLAKE2b hash of what identifies the thing."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()
