"""Which country or body a phrase names."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

from reportedly.model import Actor, ActorKind


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
def _people() -> tuple[dict[str, Actor], dict[tuple[str, str], Actor]]:
    """People by unmistakable name, and by office and surname."""
    raw = tomllib.loads(files("reportedly.lexicon").joinpath("data/people.toml").read_text(encoding="utf-8"))
    shared, also = set(raw.pop("shared")["names"]), raw.pop("also")
    first = set(raw.pop("family_first")["codes"])
    by_name: dict[str, Actor] = {}
    by_office: dict[tuple[str, str], Actor] = {}
    for code, offices in raw.items():
        for office, people in offices.items():
            for name in people:
                actor = Actor(code, name, ActorKind.PERSON, office)
                family = name.split()[0] if code in first else name.split()[-1]
                for form in (name, *also.get(name, ()), family):
                    by_office.setdefault((_folded(office), _folded(form)), actor)
                    if form not in shared:
                        by_name.setdefault(_folded(form), actor)
    return by_name, by_office


def _folded(name: str) -> str:
    """A name without case, accents, hyphens."""
    split = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


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


def person_of(name: str, office: str = "") -> Actor | None:
    """The person whom a full name, an unmistakable surname, or a surname with an office stands for."""
    by_name, by_office = _people()
    return by_office.get((_folded(office), _folded(name))) or by_name.get(_folded(name))
