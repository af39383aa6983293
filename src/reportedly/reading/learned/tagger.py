"""Acts of reporting as the model finds them, with what data did not teach taken from the rules.

The model says where source, cue and content are. What a cue does to its content ("denied" against
"said") is in the lexicon, and of what stands inside a content, which training data does not
annotate, the rules know more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.lexicon.cues import Frames, cue_lexicon
from reportedly.model import CueKind
from reportedly.reading.cues import kind_in_context, lemma_of, verb_frames
from reportedly.reading.learned.decode import Linked, Scores, best_tags, linked, parts_of
from reportedly.reading.learned.heads import COLUMNS, LAYER_TAGS
from reportedly.reading.learned.model import Model
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range
from reportedly.reading.report import Report, Tagger, merged

# What the rules find outside of the model's contents counts where it gives the cue this much.
_IN_TWO_MINDS = 0.3
_CUE_TAGS = [number for number, tag in enumerate(LAYER_TAGS) if tag.endswith("cue")]


@dataclass(frozen=True, slots=True)
class ModelTagger:
    """Attribution by the model; ``rules`` name the kinds of cues and find what nests."""

    model: Model
    scores: Scores
    rules: Tagger

    def tag(self, parse: Parse) -> Sequence[Report]:
        """Reports in the order of their cues; contents may nest, none is empty."""
        if not len(parse):
            return ()
        tags = best_tags(self.scores[:, COLUMNS["outer"]], self.model.outer)
        told = [one for one in linked(self.scores, parts_of(tags)) if one.content]
        by_rule = self.rules.tag(parse)
        sure = self.model.probabilities(self.scores, "outer")[range(len(tags)), tags]
        found = [
            replace(
                _report(parse, one, by_rule), confidence=self.model.confidence("outer", _sureness(sure, one))
            )
            for one in told
        ]
        beside = _unseen(by_rule, found, self._cues())
        found = [_around(one, beside) for one in found]
        return sorted((*found, *beside), key=lambda one: (one.head, one.size))

    def _cues(self) -> Scores:
        """How likely each token is part of a cue."""
        found: Scores = self.model.probabilities(self.scores, "outer")[:, _CUE_TAGS].sum(axis=1)
        return found


def _sureness(sure: Scores, one: Linked) -> float:
    """How sure its tags are: the mean over the less sure of cue and content."""
    means = [
        float(np.mean([sure[range(*part)].mean() for part in parts])) for parts in (one.cue, one.content)
    ]
    return min(means)


def _report(parse: Parse, one: Linked, by_rule: Sequence[Report]) -> Report:
    """A report with the head of its cue, and with what that cue does."""
    known = next((rule for rule in by_rule if _holds(one.cue, rule.head)), None)
    head = known.head if known is not None else _head(parse, one.cue)
    kind = known.kind if known is not None else _kind(parse, head, one.content)
    return Report(head, kind, one.source, one.cue, merged(one.content))


def _holds(ranges: Iterable[Range], token: int) -> bool:
    return any(first <= token < last for first, last in ranges)


def _head(parse: Parse, cue: Sequence[Range]) -> int:
    """The token of a cue that governs the others, a verb where there is one."""
    tokens = [token for first, last in cue for token in range(first, last)]
    verbs = [token for token in tokens if parse.pos[token] == "VERB"]
    among = set(verbs or tokens)
    return next((token for token in verbs or tokens if parse.heads[token] not in among - {token}), tokens[0])


def _kind(parse: Parse, head: int, content: Sequence[Range]) -> CueKind:
    """What the lexicon says of a cue before such a content; a plain report where it says nothing."""
    frames = _frames(parse, head)
    wanted = "to" if parse.lowers[content[0][0]] == "to" else "clause"
    kind = frames.get(wanted) or frames.get("quote") or next(iter(frames.values()), CueKind.REPORT)
    return kind_in_context(parse, head, kind)


def _frames(parse: Parse, head: int) -> Frames:
    lexicon = cue_lexicon()
    if parse.pos[head] == "VERB":
        return verb_frames(parse, head)
    lemma = lemma_of(parse, head)
    if lemma in lexicon.adverbs:
        return {"clause": CueKind.HEARSAY}
    return lexicon.nouns.get(lemma) or lexicon.adjectives.get(lemma) or {}


def _unseen(by_rule: Sequence[Report], told: Sequence[Report], cues: Scores) -> list[Report]:
    """What the rules find beside the model: inside of its contents, or where it is in two minds.

    Never at a cue of the model's, and what is wanted or planned always: no source comes of it.
    """
    taken = {token for report in told for part in report.cue for token in range(*part)}
    inside = {token for report in told for part in report.content for token in range(*part)}
    return [
        rule
        for rule in by_rule
        if rule.head not in taken
        and (rule.head in inside or rule.kind is CueKind.INTENTION or cues[rule.head] >= _IN_TWO_MINDS)
    ]


def _around(report: Report, beside: Sequence[Report]) -> Report:
    """A report whose content holds all of what is reported inside of it."""
    nested = [one for one in beside if _holds(report.content, one.head)]
    if not nested:
        return report
    return replace(
        report, content=merged((*report.content, *(part for one in nested for part in one.content)))
    )
