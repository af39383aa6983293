"""What each tool takes: frozen types, from which the tools' input schemas are made.

Whatever is not of these types is refused before a tool is run, in one line that names the field.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from reportedly.ledger.store import LEAST
from reportedly.model import Status

LONGEST_TEXT = 200_000
"""The most characters of a text that is given to be read."""
MOST = 50
"""The most claims or threads of one answer."""

Words: TypeAlias = Annotated[str, Meta(max_length=500)]
Id: TypeAlias = Annotated[str, Meta(min_length=LEAST, max_length=64)]
About: TypeAlias = Annotated[
    str,
    Meta(
        max_length=200,
        description='Actors that all take part, an item class, a frame, by code or name: "RUS IRN uav", '
        '"Russia Iran drones", "sanction RUS".',
    ),
]
Day: TypeAlias = Annotated[
    str, Meta(max_length=40, description="A date, as 2022-07-26, 2022-07 or 2022; it counts to its end.")
]
KnownBy: TypeAlias = Annotated[
    str,
    Meta(
        max_length=40,
        description="Answer from what the ledger held by the end of this day, or at this moment (UTC): "
        "2022-07-26 or 2022-07-26T12:00.",
    ),
]
Cursor: TypeAlias = Annotated[
    str, Meta(max_length=100, description="`next` of the last answer, with all else as it was then.")
]
Limit: TypeAlias = Annotated[int, Meta(ge=1, le=MOST, description="At most so many in this answer.")]
Text: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=LONGEST_TEXT, description="The text itself, in English.")
]
By: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        description="Who judges: the name of the person on whose word it is done, kept for good.",
    ),
]


class Ask(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tool is asked."""


class FindClaims(Ask, frozen=True, kw_only=True):
    """Which claims, all conditions together."""

    about: About = ""
    status: Annotated[tuple[Status, ...], Meta(max_length=9, description="Any of these statuses.")] = ()
    outlet: (
        Annotated[str, Meta(max_length=200, description="The outlet that posted it, as named.")] | None
    ) = None
    said_from: Day | None = None
    said_to: Day | None = None
    min_confidence: Annotated[float, Meta(ge=0, le=1)] = 0.0
    known_by: KnownBy | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class SearchClaims(Ask, frozen=True, kw_only=True):
    """Words that all stand in a claim's evidence or its article's title."""

    words: Annotated[
        str,
        Meta(min_length=1, max_length=500, description='Words; "in double quotes" they stand in that order.'),
    ]
    known_by: KnownBy | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class ListThreads(Ask, frozen=True, kw_only=True):
    """Which threads; without words and actors, all."""

    about: About = ""
    words: Annotated[Words, Meta(description="Words that all stand in one of its claims.")] = ""
    known_by: KnownBy | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class ShowThread(Ask, frozen=True, kw_only=True):
    """One thread, as of a day by when things were said, or as known by a day, or both."""

    thread: Annotated[Id, Meta(description="Id of the thread or of a claim of it, or how that begins.")]
    as_of: (
        Annotated[Day, Meta(description="Only what had been said by the end of this day: 2022-07-26.")] | None
    ) = None
    known_by: KnownBy | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class ExplainClaim(Ask, frozen=True, kw_only=True):
    """One claim."""

    claim: Annotated[Id, Meta(description="Id of the claim, or how it begins.")]
    known_by: KnownBy | None = None


class ReadPassage(Ask, frozen=True, kw_only=True):
    """A stretch of an article, in Unicode code points from its beginning."""

    article: Annotated[str, Meta(min_length=1, max_length=64, description="Id of the article, whole.")]
    start: Annotated[int, Meta(ge=0, description="The first character.")] = 0
    length: Annotated[int, Meta(ge=1, le=8_000, description="How many characters.")] = 2_000


class GivenText(Ask, frozen=True, kw_only=True):
    """A text, and what is known of it."""

    text: Text
    published: (
        Annotated[str, Meta(max_length=40, description="Its date; without one relative dates stay open.")]
        | None
    ) = None
    title: Annotated[str, Meta(max_length=500)] | None = None
    outlet: Annotated[str, Meta(max_length=200, description="Who published it.")] | None = None
    url: Annotated[str, Meta(max_length=2_000, description="Where it was published.")] | None = None


class ReadText(GivenText, frozen=True, kw_only=True):
    """A text to be read, and which of its claims."""

    limit: Limit = 20
    cursor: Cursor | None = None


class AddText(GivenText, frozen=True, kw_only=True):
    """A text to be kept with its claims."""


class JudgeClaim(Ask, frozen=True, kw_only=True):
    """Whether the text says what a claim says."""

    claim: Annotated[Id, Meta(description="Id of the claim, or how it begins.")]
    verdict: Annotated[
        Literal["accept", "reject"],
        Meta(description="accept: the text says so. reject: it does not; the claim counts no more."),
    ]
    by: By


class EditClaim(Ask, frozen=True, kw_only=True):
    """Another value for one field of a claim."""

    claim: Annotated[Id, Meta(description="Id of the claim, or how it begins.")]
    field: Annotated[
        str, Meta(min_length=1, max_length=100, description="As explain_claim names it: event.item.class")
    ]
    value: Annotated[str, Meta(max_length=2_000, description="JSON, or a string as it stands.")]
    by: By


class UndoJudgement(Ask, frozen=True, kw_only=True):
    """A judgement to be taken back."""

    number: Annotated[int, Meta(ge=1, description="The number that the judgement got.")]
    by: By
