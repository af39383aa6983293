"""Scores of time expressions, checked against counts made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.scoring import timex
from reportedly.scoring.scores import Options

STORY = "The jets came on Tuesday.\n\nThey will be paid for in three years, he said last week."


def gold_file(folder: Path, *timexes: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "dct": "2022-07-26", "text": STORY, "timexes": timexes}) + "\n")
    return path


def gold(text: str, kind: str, value: str) -> dict[str, object]:
    start = STORY.index(text)
    return {"start": start, "end": start + len(text), "tid": text, "type": kind, "value": value}


def test_matches_values_and_types_are_counted_apart(tmp_path: Path) -> None:
    """Predicted are "Tuesday", "three years" and "last week"; gold knows no "last week"."""
    path = gold_file(
        tmp_path,
        gold("Tuesday", "DATE", "2022-07-19"),
        gold("in three years", "DURATION", "P3Y"),
    )
    figures = timex.score(path, tmp_path / "out.jsonl")
    assert figures == {
        "documents": 1,
        "gold": 2,
        "predicted": 3,
        "strict F1": 40.0,
        "relaxed precision": 66.67,
        "relaxed recall": 100.0,
        "relaxed F1": 80.0,
        "type F1": 80.0,
        "value F1": 40.0,
    }


def test_every_gold_expression_and_every_spare_prediction_gets_a_line(tmp_path: Path) -> None:
    path = gold_file(tmp_path, gold("paid", "DATE", "2022"), gold("Tuesday", "DATE", "2022-07-26"))
    timex.score(path, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    found = [
        (line["id"], line["gold"] and line["gold"]["text"], line["predicted"] and line["predicted"]["text"])
        for line in lines
    ]
    assert found == [
        ("a/Tuesday", "Tuesday", "Tuesday"),
        ("a/paid", "paid", None),
        ("a/+52", None, "three years"),
        ("a/+73", None, "last week"),
    ]


def test_a_prediction_counts_once(tmp_path: Path) -> None:
    path = gold_file(tmp_path, gold("three", "DURATION", "P3Y"), gold("years", "DURATION", "P3Y"))
    assert timex.score(path)["relaxed recall"] == 50.0


def test_gold_in_another_form_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "No times here."}\n')
    with pytest.raises(GoldError, match="timexes"):
        timex.score(path)


@pytest.mark.parametrize("timex_form", ["5", "{}", '{"start": 0, "end": 99}', '{"start": "0", "end": 2}'])
def test_a_time_expression_outside_the_text_is_an_error(tmp_path: Path, timex_form: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a", "text": "In May.", "timexes": [{timex_form}]}}\n')
    with pytest.raises(GoldError, match="a: no time expression within the text"):
        timex.score(path)


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    path = gold_file(tmp_path, gold("Tuesday", "DATE", "2022-07-19"), gold("paid", "DATE", "2022"))
    out = tmp_path / "out.jsonl"
    assert timex.judge(path, Options(predictions=out)) == timex.judge(path, Options(against=out))


def test_another_system_needs_no_more_than_article_and_span(tmp_path: Path) -> None:
    path, told = gold_file(tmp_path, gold("Tuesday", "DATE", "2022-07-19")), tmp_path / "told.jsonl"
    span = {"start": STORY.index("Tuesday"), "end": STORY.index("Tuesday") + 7}
    lines = [span, {**span, "start": span["start"] - 3, "confidence": 0.2}]
    told.write_text("".join(json.dumps({"article": "a", "predicted": each}) + "\n" for each in lines))
    figures = timex.judge(path, Options(against=told)).values()
    assert (figures["predicted"], figures["strict F1"], figures["value F1"]) == (2, 66.67, 0.0)
    surer = timex.judge(path, Options(against=told, min_confidence=0.5))
    assert surer.values()["strict F1"] == 100.0
    assert [one.kind for one in surer.mistakes] == ["wrong type and value"]


def test_no_gold_scores_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("")
    assert timex.score(path)["value F1"] == 0.0


@pytest.mark.data
@pytest.mark.slow
def test_timebank_and_aquaint(gold: Path) -> None:
    files = [gold / "data" / "tempeval3" / f"{name}.jsonl.gz" for name in ("timebank", "aquaint")]
    figures = timex.score_all(files)
    assert float(figures["value F1"]) >= 80
    assert float(figures["type F1"]) >= 88
