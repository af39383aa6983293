"""Scoring factuality: gold in, figures and one line for each target out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.scoring.factuality import score, sign

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


BAD = [
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
