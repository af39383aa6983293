"""What sites put around their articles, as patterns over lower-case text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Furniture:
    """Patterns over a paragraph in lower case with single spaces and straight apostrophes.

    ``lines`` holds whole paragraphs; ``opening`` matches at the start of one with at most
    ``opening_words`` words, ``parts`` anywhere in one with at most ``part_words``. ``link`` and
    ``caption`` match the words that announce a linked headline or a caption, ``credit`` whom a
    caption credits.
    """

    lines: frozenset[str]
    opening: re.Pattern[str]
    opening_words: int
    parts: re.Pattern[str]
    part_words: int
    link: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """The patterns, read once."""
    path = files("reportedly.lexicon").joinpath("data/boilerplate.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    link, alone = _any(raw["links"]), _any(raw["links_alone"])
    return Furniture(
        lines=frozenset(raw["lines"]),
        opening=re.compile(rf"{_any(raw['opening'])}(?![\w,])"),
        opening_words=raw["opening_words"],
        parts=re.compile(_any(raw["parts"])),
        part_words=raw["part_words"],
        link=re.compile(rf"[\[(>»→*_#\s]*(?:{link}\s*(?:[:|»→>]|[–—-]\s|$)|{alone}\b)[*_\s:|»→>–—-]*"),
        caption=re.compile(rf"[\[(*_\s]*{_any(raw['captions'])}\s*(?:[:|]|[–—-]\s)[*_\s]*"),
        credit=_credit(_any(raw["credits"])),
    )


def _credit(agencies: str) -> re.Pattern[str]:
    """A photographer's credit at the end: "(AP Photo/A. Name)", "A. Name/Reuters", "via Getty Images"."""
    return re.compile(
        rf"(?:\((?:ap )?photos? ?[/:][^()]*\)|\((?:photo|image|picture)s? (?:by|via|courtesy)[^()]*\)"
        rf"|\([^()]*(?:/ ?{agencies}|{agencies} ?/)[^()]*\)|(?:^|[(.!?”] ?)reuters/[a-z. '-]+"
        rf"|^[^.]*(?:/ ?|via ){agencies}|\bvia getty images|(?<=[/|] )getty images)[\s.*_)\]]*$"
    )


def _any(phrases: Iterable[str]) -> str:
    """One group of alternatives, the longest first so that none hides behind its own beginning."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))})"
