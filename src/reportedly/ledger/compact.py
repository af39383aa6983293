"""JSON forms beside the text that they are about: a span is its two offsets, not its words again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from reportedly.jsonform import encode, to_builtins

T = TypeVar("T")
_SPAN = {"start", "end", "text"}


def packed(thing: object, text: str) -> str:
    """The JSON form of a thing whose spans are into ``text``; one that is not stays as it is."""
    return encode(_packed(to_builtins(thing), text)).decode("utf-8")


def unpacked(kind: type[T], form: str, text: str) -> T:
    """The thing of type ``kind`` that `packed` made ``form`` of."""
    return msgspec.convert(_unpacked(msgspec.json.decode(form), text), kind)


def _packed(form: Any, text: str) -> Any:
    if isinstance(form, dict):
        if form.keys() == _SPAN and text[form["start"] : form["end"]] == form["text"]:
            return [form["start"], form["end"]]
        return {name: _packed(part, text) for name, part in form.items()}
    if isinstance(form, list | tuple):
        return [_packed(part, text) for part in form]
    return form


def _unpacked(form: Any, text: str) -> Any:
    if isinstance(form, dict):
        return {name: _unpacked(part, text) for name, part in form.items()}
    if isinstance(form, list):
        if len(form) == 2 and all(type(part) is int for part in form):
            return {"start": form[0], "end": form[1], "text": text[form[0] : form[1]]}
        return [_unpacked(part, text) for part in form]
    return form


def spans_in(form: Any, text: str) -> Iterator[tuple[int, int, str]]:
    """Every span of a JSON form, packed or not, with the words that it stands for."""
    if isinstance(form, dict):
        if form.keys() == _SPAN:
            yield form["start"], form["end"], form["text"]
        for part in form.values():
            yield from spans_in(part, text)
    elif isinstance(form, list):
        if len(form) == 2 and all(type(part) is int for part in form):
            # Past the end of the text there are no words; that it stood there is then not so.
            fits = form[1] <= len(text)
            yield form[0], form[1], text[form[0] : form[1]] if fits else ""
        for part in form:
            yield from spans_in(part, text)
