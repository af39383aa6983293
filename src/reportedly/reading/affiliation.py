"""Which country or body an office or a person belongs to, from the gazetteer."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportedly.lexicon.names import code_of, person
from reportedly.lexicon.phrases import load
from reportedly.model import Actor, ActorKind

# No name of a country or body has more words than this.
_WORDS = 6


def country_of(phrase: str) -> str | None:
    """The code of what stands at the head of a phrase: "the Republic of Korea", "France last year"."""
    words = phrase.removeprefix("the ").replace("’s", "").split()[:_WORDS]
    for last in range(len(words), 0, -1):
        if code := code_of(" ".join(words[:last])):
            return code
    return country_of(" ".join(words[2:])) if words[:2] in _REALMS else None


_REALMS = (["Republic", "of"], ["Kingdom", "of"], ["State", "of"], ["Commonwealth", "of"])


def country_within(role: str) -> str | None:
    """The country or body of an office: "President of France", "Ukrainian Foreign Minister"."""
    _, of, place = role.partition(" of ")
    return (country_of(place) if of else None) or country_of(role)


def person_of(name: str, office: str = "") -> Actor | None:
    """Whom a full name, an unmistakable surname, or a surname with an office stands for."""
    return _holders().get((_folded(office), _folded(name))) or person(name)


def spokesperson_of(code: str, surname: str) -> Actor | None:
    """Who of that surname speaks for a country or body; ``None`` where nobody or several do."""
    family = _folded(surname)
    found = {
        holder.name: holder
        for (office, form), holder in _holders().items()
        if form == family and holder.actor == code and ("spokes" in office or "press" in office)
    }
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1)
def _holders() -> dict[tuple[str, str], Actor]:
    """People by office and surname; where several share both, the first listed."""
    data = dict(load("people"))
    data.pop("shared")
    also, family_first = data.pop("also"), data.pop("family_first")["codes"]
    found: dict[tuple[str, str], Actor] = {}
    for code, offices in data.items():
        for office, people in offices.items():
            for name in people:
                family = name.split()[0 if code in family_first else -1]
                holder = Actor(code, name, ActorKind.PERSON, office)
                for form in (name, *also.get(name, ()), family):
                    found.setdefault((_folded(office), _folded(form)), holder)
    return found


def _folded(name: str) -> str:
    """A name without case, accents and hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
