"""The one JSON form of every type in `reportedly.model`, and its JSON Schema.

Fields stand in the order of the type, every one of them in every object: an unknown is an explicit
``null``, a tuple a list, an enumeration its value, and ``Item.cls`` is called ``class``. A reader of
the form ignores fields that it does not know.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from reportedly.model import Article, Attribution, Claim, Event, Passage, Timex

T = TypeVar("T")

TOP_LEVEL: tuple[type, ...] = (Article, Passage, Attribution, Timex, Event, Claim)
"""The types that stand on a line of their own."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_builtins(thing: object) -> dict[str, Any]:
    """The JSON form as dictionaries, tuples, strings, numbers, booleans and ``None``.

    >>> from reportedly.model import Span
    >>> to_builtins(Span(0, 4, "Iran"))
    {'start': 0, 'end': 4, 'text': 'Iran'}
    """
    form: dict[str, Any] = msgspec.to_builtins(thing)
    return form


def encode(thing: object) -> bytes:
    """The JSON form on one line, in UTF-8; also of what `to_builtins` gave, with fields added."""
    try:
        return msgspec.json.encode(thing)
    except UnicodeEncodeError:
        # Half of a surrogate pair, which JSON can escape and UTF-8 cannot say.
        return json.dumps(msgspec.to_builtins(thing), separators=(",", ":")).encode("ascii")


def decode(kind: type[T], data: bytes | str) -> T:
    """The thing of type ``kind`` whose JSON form is ``data``.

    Raises `json.JSONDecodeError` where ``data`` is not JSON and `msgspec.ValidationError`, which
    names the place, where it is not of that type.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(data), kind)


def schema(kind: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the JSON form of one type."""
    definitions = msgspec.json.schema(kind)["$defs"]
    own, *others = [_complete(definitions[name]) for name in (kind.__name__, *sorted(definitions))]
    named = {part["title"]: part for part in others if part["title"] != kind.__name__}
    return {"$schema": DIALECT, **own, "$defs": named}


def _complete(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition for readers: every field is there, so no defaults; one layout of descriptions."""
    told = {**definition, "description": inspect.cleandoc(definition["description"])}
    if "properties" in definition:
        told["properties"] = {
            name: {key: value for key, value in field.items() if key != "default"}
            for name, field in definition["properties"].items()
        }
        told["required"] = list(definition["properties"])
    return told


def components(kinds: Iterable[type], ref_template: str) -> dict[str, Any]:
    """The JSON Schemas of types and of all that they hold, by name, which ``ref_template`` refers to."""
    _, definitions = msgspec.json.schema_components(kinds, ref_template=ref_template)
    return {name: _complete(definition) for name, definition in sorted(definitions.items())}
