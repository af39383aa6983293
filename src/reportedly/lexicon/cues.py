"""The lexicon of cues: which words hand on what somebody says or thinks, with which complement."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from reportedly.model import CueKind

Frames: TypeAlias = Mapping[str, CueKind]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """For each lemma its frames, each with what the cue does to its content.

    Frames are ``clause``, ``quote``, ``to``, ``gerund``, ``object``,
    ``shown``, ``passive`` or ``+`` and a preposition.
    ``verbs`` has particles after a space ("point out"). ``aliases`` mends the tagger's lemmas.
    """

    verbs: Mapping[str, Frames]
    nouns: Mapping[str, Frames]
    adjectives: Mapping[str, Frames]
    adverbs: frozenset[str]
    aliases: Mapping[str, str]
    audience_verbs: frozenset[str]
    occasions: frozenset[str]
    evidence: frozenset[str]
    listener_verbs: frozenset[str]


@lru_cache(maxsize=1)
def cue_lexicon() -> CueLexicon:
    """The lexicon as it stands in ``data/cues.toml``."""
    source = files("reportedly.lexicon").joinpath("data/cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    return CueLexicon(
        verbs=_frames(table["verb"]),
        nouns=_frames(table["noun"]),
        adjectives=_frames(table["adjective"]),
        adverbs=frozenset(table["adverb"]["lemmas"].split()),
        aliases=table["aliases"],
        audience_verbs=frozenset(table["audience"]["verbs"].split()),
        occasions=frozenset(table["occasion"]["nouns"].split()),
        evidence=frozenset(table["evidence"]["nouns"].split()),
        listener_verbs=frozenset(table["listener"]["verbs"].split()),
    )


def _frames(groups: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, CueKind]]:
    """Lemma to frame to kind; where two groups give a lemma the same frame, the first holds."""
    found: dict[str, dict[str, CueKind]] = {}
    for group in groups:
        kind = CueKind(group["kind"])
        for lemma in [*group["lemmas"].split(), *group.get("phrasal", ())]:
            frames = found.setdefault(lemma, {})
            for frame in group["frames"]:
                frames.setdefault(frame, kind)
    return found
