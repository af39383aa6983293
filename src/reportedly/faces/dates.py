"""Dates and moments as options give them: EDTF, which means up to its end, or an ISO 8601 time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click

from reportedly.errors import UsageError
from reportedly.times import bounds

known_by_option = click.option(
    "--known-by", metavar="DATE", help="What the ledger held by the end of this day, or at this moment (UTC)."
)


def days_of(option: str, given: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, or of a moment."""
    try:
        if given and "T" in given and "/" not in given:
            datetime.fromisoformat(given)
        return bounds(given) if given else (None, None)
    except ValueError as error:
        raise UsageError(f"{option} {given}: no date; write it as 2022-07-26") from error


def moment_of(given: str | None) -> datetime | None:
    """A moment as given, or the last one of a day, month or year."""
    if given is None:
        return None
    try:
        if "T" in given:
            told = datetime.fromisoformat(given)
            return told if told.tzinfo else told.replace(tzinfo=UTC)
        last = bounds(given)[1]
    except ValueError as error:
        raise UsageError(f"{given}: no date; write it as 2022-07-26 or 2022-07-26T12:00") from error
    return datetime.combine(last, time.max, tzinfo=UTC) if last else None
