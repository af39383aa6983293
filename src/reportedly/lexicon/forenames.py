"""Words that tell what a proper name stands for: a man, a woman, a body."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Names:
    """All in lower case: given names and forms of address to "he" or "she", words of bodies' names,
    and what those are called who speak about a country rather than for it.
    """

    given: Mapping[str, str]
    address: Mapping[str, str]
    bodies: frozenset[str]
    observers: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """The word lists of ``data/forenames.toml``."""
    source = files("reportedly.lexicon").joinpath("data/forenames.toml").read_text(encoding="utf-8")
    lists = {name: words.split() for name, words in tomllib.loads(source).items()}
    return Names(
        given={**dict.fromkeys(lists["female"], "she"), **dict.fromkeys(lists["male"], "he")},
        address={**dict.fromkeys(lists["she"], "she"), **dict.fromkeys(lists["he"], "he")},
        bodies=frozenset(lists["bodies"]),
        observers=frozenset(lists["observers"]),
    )


def is_given_name(word: str) -> bool:
    """Whether a word alone is a given name, and so no body's name.

    >>> is_given_name("Jake"), is_given_name("Lockheed")
    (True, False)
    """
    return word.lower() in names().given
