"""The JSON form of a gold document, and the words that an annotation may use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from reportedly.model import Frame, Stage, Status

Place: TypeAlias = tuple[int, int]

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "data" / "gold" / "documents.jsonl"
_LEXICON = ROOT / "src" / "reportedly" / "lexicon" / "data"
MODES = {"d": "direct", "i": "indirect", "m": "mixed"}
FRAMES = frozenset(frame.value for frame in Frame)
STAGES = {stage.value.replace(" ", "-"): stage.value for stage in Stage}
STATUSES = {status.value.replace(" ", "-"): status.value for status in Status}
ROLES = frozenset(("supplier", "recipient", "sender", "target", "trainer", "trainee", "actor", "speaker"))


@dataclass(frozen=True, slots=True)
class Document:
    """A drawn document, as in data/gold/documents.jsonl."""

    id: str
    url: str
    date: str
    title: str
    category: str
    kind: str
    topical: bool
    split: str
    excerpt: Place
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, in which words it is said that he does, and what."""

    id: str
    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    mode: str
    parent: str | None = None
    actor: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who plays which role."""

    role: str
    span: Place
    actor: str | None = None


class Item(msgspec.Struct, frozen=True, rename={"cls": "class"}):
    """What changes hands; a struct because ``class`` is no name for a field."""

    cls: str
    span: Place


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one source presents it."""

    id: str
    trigger: Place
    type: str | None
    mode: str | None
    frame: str | None
    under: str | None
    factuality: float
    observed: bool
    status: str
    stage: str | None
    participants: tuple[Participant, ...] = ()
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Gold(Document):
    """A document with everything that one pass says of it."""

    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()


@cache
def documents() -> dict[int, Document]:
    """The drawn documents by number, from 1."""
    lines = DOCUMENTS.read_bytes().splitlines()
    return {number: msgspec.json.decode(line, type=Document) for number, line in enumerate(lines, 1)}


def read_pass(path: Path) -> dict[str, Gold]:
    """The compiled documents of one pass by id."""
    rows = [msgspec.json.decode(line, type=Gold) for line in path.read_bytes().splitlines()]
    return {row.id: row for row in rows}


def write_pass(path: Path, rows: Iterable[Gold]) -> None:
    """One document a line."""
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


@cache
def types() -> dict[str, frozenset[str]]:
    """PLOVER's root types with their modes, as the reader's lexicon has them."""
    found: dict[str, set[str]] = {}
    for path in sorted(_LEXICON.glob("events_*.toml")):
        for sense in _toml(path).get("sense", []):
            if "type" in sense:
                modes = found.setdefault(sense["type"], set())
                modes.update({sense["mode"]} if "mode" in sense else ())
    return {name: frozenset(modes) for name, modes in found.items()}


@cache
def item_classes() -> frozenset[str]:
    """The classes of traded things, as the reader's lexicon has them."""
    return frozenset(_toml(_LEXICON / "items.toml")) - {"blocked"} | {"other"}


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
