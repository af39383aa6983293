"""What went wrong, in a line: aiohttp's own messages name objects and lines of parsers."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientPayloadError,
    ClientResponseError,
)
from aiohttp.http_exceptions import HttpProcessingError, LineTooLong

from reportedly.errors import FetchError, FetchProblem
from reportedly.fetching.dialling import NotPublicError
from reportedly.fetching.encodings import BodyError

FAILURES = (ClientError, HttpProcessingError, OSError, ValueError, NotPublicError, BodyError)
"""What a request may raise."""

_LATER = "try again later"
_THEIRS = "tell those who run the site"
_UNREAD = "it is not read"

# By the first type that an error is of: problem, advice, kind.
_TOLD: tuple[tuple[tuple[type[Exception], ...], tuple[str, str, FetchProblem]], ...] = (
    (
        (ClientConnectorDNSError,),
        ("no address is known for it", "check the name and the network", FetchProblem.NO_ADDRESS),
    ),
    ((ClientConnectorError,), ("no connection", _LATER, FetchProblem.CONNECTION)),
    ((ClientPayloadError,), ("the body breaks off before its end", _LATER, FetchProblem.PROTOCOL)),
    (
        (ClientResponseError, HttpProcessingError),
        ("the answer is not proper HTTP", _THEIRS, FetchProblem.PROTOCOL),
    ),
    ((ClientError, OSError), ("the connection broke off", _LATER, FetchProblem.CONNECTION)),
    ((ValueError,), ("it cannot be asked for", "check the URL and the headers", FetchProblem.BAD_URL)),
)


def failure(where: str, error: Exception) -> FetchError:
    """The error that tells a person of ``error``."""
    if isinstance(error, NotPublicError):
        return _not_public(where, error)
    if isinstance(error, BodyError):
        return FetchError(where, error.problem, error.advice, error.kind)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ClientError):  # aiohttp's are both
            return FetchError(where, f"TLS failed ({_tls(cause)})", _THEIRS, FetchProblem.TLS)
        if isinstance(cause, LineTooLong) or "Too many headers" in str(cause):
            return FetchError(where, "the head of the answer is too large", _UNREAD, FetchProblem.TOO_LARGE)
    problem, advice, kind = next(told for types, told in _TOLD if isinstance(error, types))
    return FetchError(where, f"{problem}{_reason(error)}", advice, kind)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _not_public(where: str, error: NotPublicError) -> FetchError:
    host = f"{error.host} is" if error.host == error.address else f"{error.host} is {error.address}, which is"
    problem = f"{host} not on the public internet ({error.what})"
    advice = f"if it is meant, add --allow-host {error.host}"
    return FetchError(where, problem, advice, FetchProblem.REFUSED_ADDRESS)


def _tls(error: ssl.SSLError) -> str:
    """Why a certificate was not believed, or at what else it failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message.rstrip(".")
    return (error.reason or "broken off").replace("_", " ").lower()


def _reason(error: Exception) -> str:
    """What the system says of a connection that cannot be made."""
    if type(error) is ClientConnectorError and error.errno:
        return f" ({os.strerror(error.errno)})"
    return ""
