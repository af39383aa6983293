"""Which country or body a phrase names."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from reportedly.model import Actor, ActorKind

_NAME = re.compile(r"[A-ZÀ-Þ][\w.’-]*(?:[ ](?:of |the |and )?[A-ZÀ-Þ][\w.’-]*)*")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    raw = tomllib.loads(
        files("reportedly.lexicon").joinpath("data/countries.toml").read_text(encoding="utf-8")
    )
    table = {}
    for code, entry in raw.items():
        for name in (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ())):
            table[name.casefold()] = code
    return table


@lru_cache(maxsize=1)
def _people() -> dict[str, tuple[str, str]]:
    raw = tomllib.loads(files("reportedly.lexicon").joinpath("data/people.toml").read_text(encoding="utf-8"))
    shared = set(raw.pop("shared")["names"])
    also = raw.pop("also")
    raw.pop("family_first")
    table: dict[str, tuple[str, str]] = {}
    for code, offices in raw.items():
        for names in offices.values():
            for name in names:
                for form in (name, *also.get(name, ()), name.split()[-1]):
                    if form not in shared:
                        table.setdefault(form.casefold(), (code, name))
    return table


def country_of(phrase: str) -> str | None:
    """The code of the country that a phrase names as a whole or at its head: "the Republic of Korea"."""
    words = phrase.casefold().removeprefix("the ").replace("’s", "").split()
    for last in range(len(words), 0, -1):
        if code := _countries().get(" ".join(words[:last])):
            return code
        if last == len(words) and words[:2] in (["republic", "of"], ["kingdom", "of"]):
            return country_of(" ".join(words[2:]))
    return None


def country_within(role: str) -> str | None:
    """The country that an office belongs to: "President of France", "Ukrainian Foreign Minister"."""
    _, of, place = role.partition(" of ")
    if of and (code := country_of(place)):
        return code
    first = role.split()
    return next((c for n in (3, 2, 1) if (c := _countries().get(" ".join(first[:n]).casefold()))), None)


def person_of(name: str) -> Actor | None:
    """The person whom a full name or an unmistakable surname stands for."""
    found = _people().get(name.casefold())
    return Actor(found[0], found[1], ActorKind.PERSON) if found else None
