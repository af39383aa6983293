"""Scoring coreference of events: documents with gold clusters in, figures out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import GoldError
from reportedly.scoring.coreference import judge
from reportedly.scoring.coreference_gold import gold_mentions
from reportedly.scoring.scores import Options


def document(name: str, topic: str, text: str) -> dict[str, Any]:
    """A document of one sentence; ``deliver/1`` is a mention of event 1, ``deliver/`` one that is alone."""
    words = text.split()
    mentions = []
    for at, word in enumerate(words):
        if "/" in word:
            cluster = word.split("/")[1]
            mention = {"id": str(at), "tag": "ACTION_OCCURRENCE", "tokens": [at]}
            mentions.append({**mention, "cluster": cluster} if cluster else mention)
    return {
        "id": name,
        "topic": topic,
        "tokens": [word.split("/")[0] for word in words],
        "sentence_of_token": [0] * len(words),
        "validated_sentences": [0],
        "mentions": mentions,
    }


DOCUMENTS = [
    document("a", "1", "Norland delivered/1 twelve frigates to Westland at Port Harcourt ."),
    document("b", "1", "Westland praised/ the delivery/1 of twelve frigates by Norland at Port Harcourt ."),
    document("c", "2", "An earthquake destroyed/2 the old cathedral of Sudmark on Sunday ."),
]


def gold_file(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_delivery_told_twice_is_one_event(tmp_path: Path) -> None:
    figures = judge(gold_file(tmp_path, DOCUMENTS), Options()).values()
    assert (figures["mentions"], figures["clusters in gold"], figures["clusters predicted"]) == (4, 3, 3)
    assert figures["CoNLL F1"] == 100.0


def test_mentions_are_lemmas_of_what_depends_on_the_trigger(tmp_path: Path) -> None:
    first = gold_mentions(gold_file(tmp_path, DOCUMENTS))[0].mention
    assert (first.id, first.head) == ("a/1", "deliver")
    assert {"norland", "frigate"} <= first.arguments


def test_only_actions_of_validated_sentences_count(tmp_path: Path) -> None:
    person = {"id": "9", "tag": "HUMAN_PART_PER", "tokens": [0], "cluster": "H"}
    rows = [{**DOCUMENTS[0], "mentions": [*DOCUMENTS[0]["mentions"], person]}, DOCUMENTS[2]]
    assert len(gold_mentions(gold_file(tmp_path, rows))) == 2
    rows = [DOCUMENTS[0], {**DOCUMENTS[2], "validated_sentences": []}]
    assert len(gold_mentions(gold_file(tmp_path, rows))) == 1


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    path, out = gold_file(tmp_path, DOCUMENTS), tmp_path / "out.jsonl"
    assert judge(path, Options(predictions=out)) == judge(path, Options(against=out))


def test_what_is_not_predicted_is_alone(tmp_path: Path) -> None:
    (tmp_path / "told.jsonl").write_text("")
    scores = judge(gold_file(tmp_path, DOCUMENTS), Options(against=tmp_path / "told.jsonl"))
    assert scores.values()["clusters predicted"] == 4
    assert [(one.kind, one.id) for one in scores.mistakes] == [("missed", "a/1, b/3")]


BAD = [
    ({"tokens": None}, "field 'tokens'"),
    ({"sentence_of_token": [0]}, "not as long as tokens"),
    ({"mentions": [{"id": "1", "tag": "ACTION_STATE", "tokens": [99]}]}, "without id or tokens"),
    ({"mentions": [{"id": "1", "tag": "ACTION_STATE", "tokens": [0]}] * 2}, "there twice"),
]


@pytest.mark.parametrize(("change", "problem"), BAD)
def test_gold_in_another_form_is_named(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    with pytest.raises(GoldError, match=problem):
        judge(gold_file(tmp_path, [{**DOCUMENTS[0], **change}]), Options())


def test_an_empty_file_has_no_mentions(tmp_path: Path) -> None:
    assert judge(gold_file(tmp_path, []), Options()).values()["mentions"] == 0


@pytest.mark.data
@pytest.mark.slow
def test_ecb_dev_is_above_the_head_lemma_heuristic(gold: Path) -> None:
    figures = judge(gold / "data" / "ecbplus" / "dev.jsonl.gz", Options()).values()
    assert float(figures["CoNLL F1"]) >= 74
