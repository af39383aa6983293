"""Cursors: where the next page of a list begins, spelt so that it is handed back and not read."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import date
from typing import Annotated, TypeVar

import msgspec
from starlette.exceptions import HTTPException


class ClaimAt(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """After the claim with an id."""

    id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]


class ThreadAt(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """After the thread with an id, of which something was last said on a day."""

    last_said: date | None
    id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]


class Skipped(msgspec.Struct, frozen=True, array_like=True, tag="s"):
    """After so many of a list that is made whole each time."""

    count: Annotated[int, msgspec.Meta(ge=0, le=2**31)]


Position = TypeVar("Position", ClaimAt, ThreadAt, Skipped)


def cursor_of(position: ClaimAt | ThreadAt | Skipped) -> str:
    """The cursor of a position.

    >>> cursor_of(Skipped(100))
    'WyJzIiwxMDBd'
    """
    return urlsafe_b64encode(msgspec.json.encode(position)).rstrip(b"=").decode("ascii")


def position_of(cursor: str | None, kind: type[Position]) -> Position | None:
    """The position of a cursor, ``None`` for the beginning.

    Raises:
        HTTPException: 400, it is no cursor of such a list.

    >>> position_of("WyJzIiwxMDBd", Skipped)
    Skipped(count=100)

    """
    if cursor is None:
        return None
    try:
        form = b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        return msgspec.json.decode(form, type=kind)
    except (NotBase64, ValueError, msgspec.MsgspecError) as error:
        raise no_cursor() from error


def no_cursor() -> HTTPException:
    """The answer to a cursor that leads nowhere."""
    return HTTPException(400, "no cursor of this list; give one as it was given, or none to begin anew")
