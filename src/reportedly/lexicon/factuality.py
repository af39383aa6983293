"""What words do to the events that they govern: the effects of ``data/factuality.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from reportedly.model import Certainty, Polarity, Stage


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an event under a word: the fields are explained in the data file."""

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    stage: Stage | None = None
    ahead: bool = False
    observed: bool = True
    declined: bool = False
    asked: bool = False
    fresh: bool = False
    apparent: bool = False
    value: float | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """The outcome of a word that is affirmed and of one that is negated (Karttunen's signatures)."""

    name: str
    affirmed: Outcome
    negated: Outcome


@dataclass(frozen=True, slots=True)
class FactualityLexicon:
    """Effects by word. Keys of two words name the complement as well: "say whether", "evidence of"."""

    effects: Mapping[str, Effect]
    verbs: Mapping[str, Effect]
    nouns: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    adverbs: Mapping[str, Effect]
    links: Mapping[str, Effect]
    modals: Mapping[str, Effect]


@lru_cache(maxsize=1)
def factuality_lexicon() -> FactualityLexicon:
    """The lexicon, read once. Raises `ValueError` where a word stands in two lists of one section."""
    source = files("reportedly.lexicon").joinpath("data/factuality.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    effects = {name: _effect(name, row) for name, row in data["effects"].items()}
    return FactualityLexicon(
        effects=effects,
        verbs=_by_word(data, "verbs", effects),
        nouns=_by_word(data, "nouns", effects),
        adjectives=_by_word(data, "adjectives", effects),
        adverbs=_by_word(data, "adverbs", effects),
        links=_by_word(data, "links", effects),
        modals=_by_word(data, "modals", effects),
    )


def _effect(name: str, row: Mapping[str, Mapping[str, Any]]) -> Effect:
    return Effect(name, _outcome(row["affirmed"]), _outcome(row["negated"]))


def _outcome(row: Mapping[str, Any]) -> Outcome:
    return Outcome(
        certainty=Certainty(row.get("certainty", Certainty.CERTAIN)),
        polarity=Polarity(row.get("polarity", Polarity.POSITIVE)),
        stage=Stage(row["stage"]) if "stage" in row else None,
        value=row.get("value"),
        because=row.get("because"),
        observed=row.get("observed", True),
        **{flag: row.get(flag, False) for flag in ("ahead", "declined", "asked", "fresh", "apparent")},
    )


def _by_word(data: Mapping[str, Any], section: str, effects: Mapping[str, Effect]) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for name, words in data[section].items():
        for word in words:
            if word in found:
                raise ValueError(f"factuality.toml, [{section}]: {word!r} is listed twice")
            found[word] = effects[name]
    return found
