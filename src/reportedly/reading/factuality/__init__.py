"""Factuality and stage: how an event is presented, and how far it has got.

    event -> links up to the top -> from the top down, what each word does to what is below it

    embedding    what governs what, from the event up
    clause       the marks of one clause: auxiliaries, negations, adverbs
    modality     what those marks, and a noun's modifiers, say
    government   what verbs, nouns and adjectives do to what they govern
    stage        how far the event has got, from tense, aspect and what stands above
    cue_effects  what the cue of an attribution does to its content

The words are in ``lexicon/data/factuality.toml``; docs/factuality.md explains the readings.
"""

from __future__ import annotations

from reportedly.reading.factuality.assessing import assess
from reportedly.reading.factuality.cue_effects import under_cue

__all__ = ["assess", "under_cue"]
