"""Coreference of events across documents against gold: gold mentions, clusters of ours.

Scored as in the literature on ECB+: all documents of a file at once, topics not given, actions of
validated sentences, mentions that are alone in their cluster counted (docs/scoring.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportedly.scoring.bootstrap import Measure, Tally
from reportedly.scoring.coreference_gold import GoldMention, gold_mentions
from reportedly.scoring.gold import Row
from reportedly.scoring.measures import count
from reportedly.scoring.partitions import clusters_of, coreference_measures, count_agreement
from reportedly.scoring.scores import Mistake, Options, Scores, name_in, prediction_of, scores_of, write_lines
from reportedly.threads.cluster import clusters

_MEASURES: tuple[Measure, ...] = (
    count("mentions", "B3 gold"),
    count("clusters in gold", "CEAFe gold"),
    count("clusters predicted", "CEAFe told"),
    *coreference_measures(),
)


def judge(file: Path, options: Options) -> Scores:
    """CoNLL F1 and what it is the mean of, in per cent; intervals are over topics.

    Raises `reportedly.errors.GoldError` for a file in another form.
    """
    mentions = gold_mentions(file)
    told = _clustered(mentions) if options.against is None else _told(mentions, options.against)
    gold = {one.mention.id: one.cluster for one in mentions}
    topics = {one.mention.id: one.topic for one in mentions}
    write_lines(options, ({"id": name, "gold": gold[name], "predicted": told[name]} for name in gold))
    tallies = count_agreement(gold, told, topics.__getitem__)
    return scores_of(_MEASURES, list(tallies.values()) or [Tally()], _mistakes(mentions, gold, told))


def _clustered(mentions: Sequence[GoldMention]) -> dict[str, str]:
    return {name: min(cluster) for cluster in clusters(one.mention for one in mentions) for name in cluster}


def _told(mentions: Sequence[GoldMention], path: Path) -> dict[str, str]:
    """Another system's clusters; a mention that it does not name is alone."""
    rows: Mapping[str, Row] = prediction_of(path, [one.mention.id for one in mentions])
    found = {}
    for one in mentions:
        name = one.mention.id
        cluster = name_in(rows.get(name, {}), "predicted", f"{path}, {name}")
        found[name] = f"alone: {name}" if cluster is None else cluster
    return found


def _mistakes(
    mentions: Sequence[GoldMention], gold: Mapping[str, str], told: Mapping[str, str]
) -> Iterator[Mistake]:
    """For each mention but the first of its cluster, one that it should have been with, or should not."""
    by_id = {one.mention.id: one for one in mentions}
    for kind, one, other in (("missed", gold, told), ("spurious", told, gold)):
        for cluster in clusters_of(one):
            first, *others = sorted(cluster)
            for name in others:
                if other[name] != other[first]:
                    yield _mistake(kind, by_id[first], by_id[name])


def _mistake(kind: str, first: GoldMention, second: GoldMention) -> Mistake:
    same, apart = "the same event", "two events"
    gold, predicted = (same, apart) if kind == "missed" else (apart, same)
    return Mistake(
        kind,
        f"{first.mention.id}, {second.mention.id}",
        f"{first.trigger!r} in: {first.sentence} / {second.trigger!r} in: {second.sentence}",
        gold,
        predicted,
    )
