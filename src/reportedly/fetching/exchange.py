"""What is asked, what is answered, and the limits that an answer keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost.

    ``most_bytes`` bounds the body as it is sent, between two of its encodings and decompressed; with 0 no
    body is wanted, and none is read. ``seconds`` is the time for all of it: looking the name up,
    connecting, every redirect, the last byte. ``redirects`` is how many are followed.
    """

    most_bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for. ``headers`` go to the host of ``url`` alone, but for those that ask for a form."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, with whatever status.

    ``url`` is where the answer came from, after redirects. ``headers`` have lower-case names and are as
    they were sent, so ``content-length`` is that of the body before it was decompressed; cookies are left
    out. ``moved`` is where permanent redirects (301, 308) led before any other: what to ask for from now on.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None
