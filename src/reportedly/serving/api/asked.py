"""What a request may ask for, checked when it comes in: nothing but this, and nothing of any size."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from reportedly.errors import UsageError
from reportedly.ledger.store import LEAST, PAGE
from reportedly.model import Status
from reportedly.query import Query, parse_query

MOST = 500
"""How many a page may hold."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DAY_FORM = {"type": "string", "format": "date"}
_MOMENT_FORM = {"anyOf": [_DAY_FORM, {"type": "string", "format": "date-time"}]}


def day_in(given: Any) -> date:
    """The day that is given, as 2022-07-26.

    Raises:
        ValueError: it is none.

    """
    if not (isinstance(given, str) and _DAY.fullmatch(given)):
        raise ValueError("write a day as 2022-07-26")
    return date.fromisoformat(given)


def moment_in(given: Any) -> datetime:
    """The moment that is given, in UTC unless it says otherwise, or the last one of a day.

    Raises:
        ValueError: it is none.

    """
    if isinstance(given, str) and _MOMENT.fullmatch(given):
        told = datetime.fromisoformat(given)
        return told if told.tzinfo else told.replace(tzinfo=UTC)
    return datetime.combine(day_in(given), time.max, tzinfo=UTC)


def _about(words: str) -> str:
    try:
        parse_query(words)
    except UsageError as error:
        raise ValueError(str(error)) from error
    return words


def _printable(name: str) -> str:
    if not (name.strip() and name.isprintable()):
        raise ValueError("give what can be printed")
    return name


def _not_asked(status: Status) -> Status:
    if status is Status.ASKED:
        raise ValueError("nothing comes to be asked")
    return status


Day = Annotated[date, BeforeValidator(day_in), WithJsonSchema(_DAY_FORM)]
Moment = Annotated[datetime, BeforeValidator(moment_in), WithJsonSchema(_MOMENT_FORM)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
About = Annotated[Words, AfterValidator(_about)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_printable)]
Id = Annotated[str, StringConstraints(pattern=f"^[0-9a-f]{{{LEAST},16}}$")]
Number = Annotated[int, Field(ge=1, le=2**31)]


class Given(BaseModel):
    """What is given and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Known(Given):
    """As of which moment of recorded time."""

    known_by: Moment | None = Field(
        None, description="What the ledger held by the end of this day, or at this moment (UTC)."
    )


class When(Known):
    """As of which day, by when things were said, and which moment, by when they were recorded."""

    as_of: Day | None = Field(None, description="What had been said by the end of this day.")


class Page(Known):
    """Which page of a list."""

    cursor: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="The `next` of the page before."
    )
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many a page holds.")


class PageWhen(Page, When):
    """Which page of a list, as of when."""


class ClaimsAsked(PageWhen):
    """Which claims."""

    about: About | None = Field(None, description="Actors and items that all take part: `RUS IRN uav`.")
    status: tuple[Status, ...] = Field((), description="One of these statuses.")
    outlet: Words | None = Field(None, description="In what this outlet posted.")
    said_from: Day | None = Field(None, description="That may have been said on this day or later.")
    said_to: Day | None = Field(None, description="That may have been said on this day or before.")
    min_confidence: float = Field(0.0, ge=0, le=1, description="As sure as this.")


class SearchAsked(PageWhen):
    """Which claims, by words."""

    words: Words = Field(description="All of these words; in double quotes, in this order.", pattern=r"\w")


class ThreadsAsked(PageWhen):
    """Which threads."""

    about: About | None = Field(None, description="Actors and items that all take part: `RUS IRN uav`.")
    words: Words | None = Field(None, description="With a claim in these words.", pattern=r"\w")


class ActorsAsked(PageWhen):
    """Which actors."""

    words: Words | None = Field(None, description="With a name in which all of these words stand.")


class ChangesAsked(PageWhen):
    """Which changes."""

    since: Moment | None = Field(None, description="Recorded after this day, or this moment (UTC).")


class WatchAsked(Given):
    """A question to keep."""

    name: Name
    about: About = Field(description="Actors, an item or a frame: `RUS IRN uav`.")
    status: Annotated[Status, AfterValidator(_not_asked)] | None = Field(
        None, description="Only threads that come to have this status."
    )


class UndoAsked(Given):
    """Who takes a judgement back."""

    by: Name = Field(description="Who takes it back.")


def query_of(about: str | None) -> Query:
    """What words name that have been checked."""
    return parse_query(about or "")
