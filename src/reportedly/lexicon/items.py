"""Weapons and other traded things by class, from ``data/items.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.phrases import Phrase, PhraseTable, load

_ALREADY_PLURAL = ("arms", "aid", "ammo", "ammunition", "artillery", "weaponry", "optics", "equipment")
_DESIGNATION = re.compile(r"[A-Z]{1,4}[a-z]{0,3}-?\d{1,4}[A-Z]{0,3}\d?s?")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a phrase names: a class, and a designation where the phrase is one.

    ``guarded`` ones are other words as well and need support beside them. ``plural`` says
    whether this form is the plural. A blocked stretch has no class.
    """

    cls: str | None
    designation: str | None = None
    guarded: bool = False
    plural: bool = False


@lru_cache(maxsize=1)
def items() -> PhraseTable[Thing]:
    """Every term and designation of an item, to be matched in a text."""
    return PhraseTable(_phrases())


@lru_cache(maxsize=4096)
def item_class_of(text: str) -> str | None:
    """The class that ``text`` names as a whole: "uav" for "uav", "drones" and "Shahed-136"."""
    folded = text.casefold().replace("_", " ")
    for key, entry in load("items").items():
        if folded in {key, entry.get("name"), key.replace("-", " ")}:
            return str(entry["name"])
    thing = items().get(text)
    return thing.cls if thing is not None else None


def looks_like_designation(word: str) -> bool:
    """Whether a word has the form of a weapon's designation: "Kh-47", "T-14", "BM30".

    >>> looks_like_designation("Zx-40"), looks_like_designation("2022")
    (True, False)
    """
    return _DESIGNATION.fullmatch(word) is not None


def _phrases() -> Iterator[Phrase[Thing]]:
    data = load("items")
    blocked = Thing(None)
    for text in data["blocked"]["terms"]:
        for form in (text, _plural(text)):
            yield Phrase(form, blocked, cased=False)
    for entry in data.values():
        if "name" not in entry:
            continue
        guarded = frozenset(entry["guarded"])
        for text in (*entry["designations"], *(one for one in entry["guarded"] if one[0].isupper())):
            yield from _designation(text, entry["name"], text in guarded)
        for text in entry["terms"]:
            yield from _term(text, entry["name"], text in guarded)


def _designation(text: str, cls: str, guarded: bool) -> Iterator[Phrase[Thing]]:
    spellings = [text]
    if re.match(r"[A-Za-z]+-\d", text):
        # "Su-35" is also written "Su 35" and "Su35".
        spellings += [text.replace("-", " ", 1), text.replace("-", "", 1)]
    for spelling in spellings:
        yield Phrase(spelling, Thing(cls, text, guarded))
        yield Phrase(spelling + "s", Thing(cls, text, guarded, plural=True))


def _term(text: str, cls: str, guarded: bool) -> Iterator[Phrase[Thing]]:
    # Abbreviations of capitals are other words in small letters ("SAM", "APC").
    cased = text.isupper()
    plural = _plural(text)
    yield Phrase(text, Thing(cls, guarded=guarded, plural=plural == text), cased=cased)
    yield Phrase(plural, Thing(cls, guarded=guarded, plural=True), cased=cased)
    if "-" in text:
        yield Phrase(text.replace("-", " "), Thing(cls, guarded=guarded), cased=cased)
        yield Phrase(plural.replace("-", " "), Thing(cls, guarded=guarded, plural=True), cased=cased)


def _plural(text: str) -> str:
    last = text.rsplit(" ", maxsplit=1)[-1]
    if last.endswith(_ALREADY_PLURAL) or last in {"aircraft", "equipment", "materiel", "matériel"}:
        return text
    if re.search(r"[^aeiou]y$", text):
        return text[:-1] + "ies"
    if text.endswith(("s", "sh", "ch", "x")) and not text.endswith("weapons"):
        return text + "es"
    return text if text.endswith("weapons") else text + "s"
