"""Scoring factuality: gold in, figures and one line for each target out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.scoring.factuality import judge, score, sign
from reportedly.scoring.scores import Options

ROWS = [
    {
        "text": "Norland sold the ships .",
        "targets": [{"span1": [1, 2], "label": 3.0, "span_text": "sold"}],
        "idx": 0,
    },
    {
        "text": "Norland did n't deliver the trucks - or fuel .",
        "targets": [{"span1": [3, 4], "label": -2.6, "span_text": "deliver"}],
        "idx": 1,
    },
    {
        "text": "If Norland sells the ships , prices fall .",
        "targets": [{"span1": [2, 3], "label": 0.2, "span_text": "sells"}],
        "idx": 2,
    },
]


def gold_file(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_three_targets_one_of_each_sign(tmp_path: Path) -> None:
    figures = score(gold_file(tmp_path, ROWS))
    assert figures["targets"] == 3
    assert figures["macro-F1 of the sign"] == 100.0
    assert figures["macro-F1 of always positive"] == 16.7


def test_one_line_for_each_target(tmp_path: Path) -> None:
    predictions = tmp_path / "out.jsonl"
    score(gold_file(tmp_path, ROWS), predictions)
    lines = [json.loads(line) for line in predictions.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["gold/0/0", "gold/1/0", "gold/2/0"]
    assert lines[1]["span"] == {"start": 16, "end": 23, "text": "deliver"}
    assert [sign(line["predicted"]) for line in lines] == [sign(line["gold"]) for line in lines]


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    path, out = gold_file(tmp_path, ROWS), tmp_path / "out.jsonl"
    assert judge(path, Options(predictions=out)) == judge(path, Options(against=out))


def test_what_is_not_predicted_lowers_the_f1_and_leaves_the_error(tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    told.write_text(
        '{"id": "gold/0/0", "predicted": 2.5, "confidence": 0.9}\n'
        '{"id": "gold/1/0", "predicted": -2.6, "confidence": 0.3}\n'
    )
    figures = judge(gold_file(tmp_path, ROWS), Options(against=told)).values()
    assert (figures["no prediction"], figures["macro-F1 of the sign"]) == (1, 66.7)
    assert figures["mean absolute error"] == 0.25
    surer = judge(gold_file(tmp_path, ROWS), Options(against=told, min_confidence=0.5))
    assert surer.values()["no prediction"] == 2
    assert [one.kind for one in surer.mistakes] == ["missed", "missed"]


def test_sentences_of_one_file_are_drawn_together(tmp_path: Path) -> None:
    together = [{**row, "file_idx": 1} for row in ROWS]
    assert judge(gold_file(tmp_path, ROWS), Options()).figures[2].low is not None
    assert judge(gold_file(tmp_path, together), Options()).figures[2].low is None


@pytest.mark.parametrize("value", ["4", "true", '"yes"'])
def test_a_value_off_the_scale_is_told(tmp_path: Path, value: str) -> None:
    told = tmp_path / "told.jsonl"
    told.write_text(f'{{"id": "gold/0/0", "predicted": {value}}}\n')
    with pytest.raises(GoldError, match=r"gold/0/0: predicted .* is no number from -3 to 3"):
        judge(gold_file(tmp_path, ROWS), Options(against=told))


BAD = [
    ([{"text": " ", "targets": []}], "nothing to read"),
    ([{"targets": []}], "field 'text'"),
    ([{"text": "Norland sold it .", "targets": [{"label": 1.0}]}], "span1"),
    ([{"text": "Norland sold it .", "targets": [{"span1": [3, 9], "label": 1.0}]}], "outside the text"),
    ([{"text": "Norland sold it .", "targets": [{"span1": [1, 2], "label": "high"}]}], "label"),
]


@pytest.mark.parametrize(("rows", "problem"), BAD)
def test_gold_in_another_form_is_named(tmp_path: Path, rows: list[dict[str, object]], problem: str) -> None:
    with pytest.raises(GoldError, match=problem):
        score(gold_file(tmp_path, rows))


def test_an_empty_file_has_no_targets(tmp_path: Path) -> None:
    assert score(gold_file(tmp_path, []))["targets"] == 0


@pytest.mark.data
def test_signs_on_uw_are_far_above_the_baseline(gold: Path) -> None:
    figures = score(gold / "data" / "factuality" / "uw_dev.jsonl.gz")
    assert float(figures["macro-F1 of the sign"]) >= 60
    assert float(figures["macro-F1 of the sign"]) > 1.8 * float(figures["macro-F1 of always positive"])
