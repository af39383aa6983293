"""Forms of address, offices and the labels of transcripts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Titles:
    """Word lists in lower case; see the comments in ``data/titles.toml``."""

    address: frozenset[str]
    heads: frozenset[str]
    qualifiers: frozenset[str]
    fields: frozenset[str]
    ranks: frozenset[str]
    heads_of_government: frozenset[str]
    questioner: frozenset[str]
    anonymous: frozenset[str]
    notes: frozenset[str]
    legislators: frozenset[str]
    outsiders: frozenset[str]
    joining: frozenset[str]
    particles: frozenset[str]
    public: frozenset[str]
    alone: frozenset[str]
    local: frozenset[str]

    @property
    def words_of_offices(self) -> frozenset[str]:
        """Whatever may stand before a surname and is no given name."""
        return _words_of_offices()


@lru_cache(maxsize=1)
def titles() -> Titles:
    """The word lists, read once."""
    raw = tomllib.loads(files("reportedly.lexicon").joinpath("data/titles.toml").read_text(encoding="utf-8"))
    return Titles(**{name: frozenset(words) for name, words in raw.items()})


@lru_cache(maxsize=1)
def _words_of_offices() -> frozenset[str]:
    book = titles()
    return book.heads | book.qualifiers | book.fields | book.address | book.ranks
