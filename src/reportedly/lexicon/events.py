"""The trigger lexicon: which words carry which event, and where its participants stand.

Facts come from the TOML files beside it. A trigger is written as a lemma with what must stand
with it: ``"hand +over"`` (a particle), ``"take =delivery"`` (an object), ``"look @to @for"``
(prepositions), ``"aid <military"`` (a modifier), ``"strike ^on"`` (a preposition over it).
Root types and modes are PLOVER's (Open Event Data Alliance, PLOVER manual, 2023), roles are those
of `reportedly.model.Frame`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, TypeAlias

from reportedly.model import Frame, Stage

_FILES = ("events_transfer.toml", "events_domain.toml", "events_plover.toml")

# Slot of the clause or noun phrase -> the roles it may fill, tried in this order.
Arguments: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a trigger word. ``needs`` names what must be filled for it to apply."""

    lemma: str
    noun: bool
    particles: tuple[str, ...]
    objects: tuple[str, ...]
    preps: tuple[str, ...]
    modifiers: tuple[str, ...]
    under: tuple[str, ...]
    needs: tuple[str, ...]
    type: str | None
    mode: str | None
    frame: Frame | None
    stage: Stage | None
    arguments: Arguments

    @property
    def weight(self) -> int:
        """How much must stand with the word: the most demanding reading is tried first."""
        return 4 * self._beside + 2 * len(self.needs) + (self.frame is not None)

    @property
    def alone(self) -> bool:
        """Whether nothing need stand with the word."""
        return not self._beside

    @property
    def _beside(self) -> int:
        return sum(map(len, (self.particles, self.objects, self.preps, self.modifiers, self.under)))


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb over an event noun: a light verb ("make a delivery") or one that names its stage.

    ``types`` gives the root type of the whole for that of the noun ("suspend aid" is a
    SANCTION). ``subject`` is the slot of the noun that the verb's subject fills, if any.
    ``carries``: the verb is the event's head; not where it only judges it ("oppose the sale").
    """

    lemma: str
    stage: Stage | None
    types: Mapping[str, str]
    subject: str | None
    carries: bool


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Senses by lemma, the most demanding first; governors by lemma; word lists by name.

    ``plain`` is where actor and recipient of an event without a frame stand.
    """

    verbs: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, tuple[Sense, ...]]
    governors: Mapping[str, Governor]
    words: Mapping[str, frozenset[str]]
    plain: Arguments


@lru_cache(maxsize=1)
def event_lexicon() -> EventLexicon:
    """The lexicon, read once."""
    tables = [_table(name) for name in _FILES]
    maps = {name: _slots(raw) for table in tables for name, raw in table.get("arguments", {}).items()}
    senses = [sense for table in tables for entry in table.get("sense", ()) for sense in _senses(entry, maps)]
    governors = [
        each for table in tables for entry in table.get("governor", ()) for each in _governors(entry)
    ]
    words = {name: raw for table in tables for name, raw in table.get("words", {}).items()}
    return EventLexicon(
        verbs=_by_lemma(sense for sense in senses if not sense.noun),
        nouns=_by_lemma(sense for sense in senses if sense.noun),
        governors={each.lemma: each for each in governors},
        words={name: frozenset(raw.split()) for name, raw in words.items()},
        plain=maps["plain"],
    )


def _table(name: str) -> dict[str, Any]:
    text = resources.files("reportedly.lexicon").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)


def _slots(raw: Mapping[str, str]) -> Arguments:
    return {slot: tuple(roles.split()) for slot, roles in raw.items()}


def _senses(entry: Mapping[str, Any], maps: Mapping[str, Arguments]) -> Iterator[Sense]:
    frame = entry.get("frame")
    stage = entry.get("stage")
    for phrase in entry["triggers"]:
        lemma, *beside = phrase.split()
        yield Sense(
            lemma=lemma,
            noun=entry.get("noun", False),
            particles=_marked(beside, "+"),
            objects=_marked(beside, "="),
            preps=_marked(beside, "@"),
            modifiers=_marked(beside, "<"),
            under=_marked(beside, "^"),
            needs=tuple(entry.get("needs", "").split()),
            type=entry.get("type"),
            mode=entry.get("mode"),
            frame=Frame(frame) if frame else None,
            stage=Stage(stage) if stage else None,
            arguments=maps[entry["arguments"]],
        )


def _marked(beside: Iterable[str], mark: str) -> tuple[str, ...]:
    return tuple(word[1:] for word in beside if word[0] == mark)


def _governors(entry: Mapping[str, Any]) -> Iterator[Governor]:
    stage = entry.get("stage")
    for lemma in entry["triggers"]:
        yield Governor(
            lemma=lemma,
            stage=Stage(stage) if stage else None,
            types=entry.get("types", {}),
            subject=entry.get("subject"),
            carries=entry.get("carries", True),
        )


def _by_lemma(senses: Iterable[Sense]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for sense in senses:
        found.setdefault(sense.lemma, []).append(sense)
    return {lemma: tuple(sorted(them, key=lambda sense: -sense.weight)) for lemma, them in found.items()}
