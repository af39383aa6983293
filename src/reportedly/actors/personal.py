"""Names of people, taken apart: titles, given names, family name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.actors.spelling import folded, skeleton
from reportedly.lexicon.phrases import load
from reportedly.lexicon.short_names import full_forms
from reportedly.lexicon.titles import titles

_BEFORE_RANKS = frozenset({"rear", "staff", "petty", "master"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "ret", "phd", "md"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """Folded given names, initials among them, and the last word of the family name."""

    given: tuple[str, ...]
    family: str

    @property
    def form(self) -> str:
        """The whole name, folded."""
        return " ".join((*self.given, self.family))

    @property
    def core(self) -> str:
        """First given name and family name, which is what most people go by."""
        return " ".join((*self.given[:1], self.family))

    @property
    def block(self) -> str:
        """What all spellings of the family name share."""
        return skeleton(self.family)


@lru_cache(maxsize=65536)
def person_name(text: str, code: str | None = None) -> PersonName:
    """A name without titles and suffixes; ``code`` tells where the family name comes first.

    >>> person_name("Rear Adm. John F. Kirby")
    PersonName(given=('john', 'f'), family='kirby')
    >>> person_name("Mr. Kirby")
    PersonName(given=(), family='kirby')
    """
    parts = folded(without_titles(text).replace("-", "")).split()
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts = parts[:-1]
    if len(parts) > 1 and code in _family_first():
        parts = [*parts[1:], parts[0]]
    return PersonName(tuple(parts[:-1]), parts[-1] if parts else "")


def without_titles(text: str) -> str:
    """A name without the forms of address, ranks and offices before it; one word always stays.

    >>> without_titles("Deputy Secretary of State Wendy Sherman")
    'Wendy Sherman'
    """
    words = text.split()
    book = titles()
    known = book.words_of_offices | book.joining | _BEFORE_RANKS
    while len(words) > 1 and _bare(words[0]) in known - _names_too(words):
        words = words[1:]
    return " ".join(words)


def _names_too(words: list[str]) -> frozenset[str]:
    """Titles that are part of a name where only one word follows ("King Charles")."""
    return frozenset({"king", "queen", "prince", "princess", "pope"}) if len(words) == 2 else frozenset()


def _bare(word: str) -> str:
    return word.casefold().strip(".,")


@lru_cache(maxsize=1)
def _family_first() -> frozenset[str]:
    return frozenset(load("people")["family_first"]["codes"])


def likeness(one: PersonName, other: PersonName) -> tuple[str, float] | None:
    """How two names that share a family name agree, in words and as a weight; ``None`` if not at all.

    >>> likeness(person_name("William Burns"), person_name("Bill Burns"))
    ('a short form of the given name', 2.0)
    >>> likeness(person_name("John F. Kirby"), person_name("John Q. Kirby")) is None
    True
    """
    if not one.given or not other.given or _middle_conflict(one.given, other.given):
        return None
    first, second = one.given[0], other.given[0]
    if one.family == other.family and first == second and len(first) > 1:
        return "the same given and family name", 3.0
    spelled_out = min(len(first), len(second)) > 1
    if one.family == other.family and spelled_out and full_forms(first) & full_forms(second):
        return "a short form of the given name", 2.0
    if skeleton(first) == skeleton(second) and spelled_out:
        return "the name in another transliteration", 2.0
    if first[0] == second[0] and not spelled_out:
        return "the given name's initial", 1.5
    return None


def _middle_conflict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both have middle names and the first of these start differently."""
    return len(one) > 1 and len(other) > 1 and one[1][0] != other[1][0]
