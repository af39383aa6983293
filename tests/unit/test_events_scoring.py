"""Root types against gold: a sentence's linking event, a story's first, and the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.scoring.event_type import judge, score
from reportedly.scoring.scores import Options

SENTENCES = [
    ("<s>Norway</s> condemned <t>Belarus</t>.", "ACCUSE"),
    ("<s>Peru</s> released <t>twelve prisoners</t>.", "YIELD"),
    ("<s>Ghana</s> agreed to send food to <t>Mali</t>.", "AGREE"),
    ("<s>Chile</s> refused to lift sanctions on <t>Cuba</t>.", "REJECT"),
    ("<s>Rebels</s> attacked <t>the army of Chad</t>.", "ASSAULT"),
]
STORIES = [
    ("Police Arrest Dozens in Capital", "Police arrested dozens of people on Monday.", "COERCE"),
    ("Workers on strike", "Thousands of dockers went on strike in the port.", "PROTEST"),
]


def gold_file(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "gold.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_marked_sentences(tmp_path: Path) -> None:
    rows = [
        {"sentence_id": str(n), "marked_sentence": s, "gold_root": g} for n, (s, g) in enumerate(SENTENCES)
    ]
    predictions = tmp_path / "out.jsonl"
    figures = score(gold_file(tmp_path, rows), predictions)
    lines = [json.loads(line) for line in predictions.read_text("utf-8").splitlines()]
    assert [line["predicted"] for line in lines] == [gold for _, gold in SENTENCES]
    assert figures["accuracy"] == 100.0
    assert figures["accuracy of the commonest type"] == 20.0


def test_stories(tmp_path: Path) -> None:
    rows = [{"title": title, "text": text, "label": label} for title, text, label in STORIES]
    assert score(gold_file(tmp_path, rows))["accuracy"] == 100.0


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    rows = [{"sentence_id": "7", "marked_sentence": text, "gold_root": root} for text, root in SENTENCES]
    path, out = gold_file(tmp_path, rows), tmp_path / "out.jsonl"
    first = judge(path, Options(predictions=out))
    again = judge(path, Options(against=out))
    assert (again.figures, again.tables) == (first.figures, first.tables)


def test_a_type_that_is_not_predicted_is_missed(tmp_path: Path) -> None:
    rows = [{"title": title, "text": text, "label": label} for title, text, label in STORIES]
    told = tmp_path / "told.jsonl"
    told.write_text('{"id": "1", "predicted": "COERCE", "confidence": 0.7}\n')
    scores = judge(gold_file(tmp_path, rows), Options(against=told))
    assert (scores.values()["no event found"], scores.values()["accuracy"]) == (1, 0.0)
    assert [(one.id, one.kind) for one in scores.mistakes] == [("0", "missed"), ("1", "wrong type")]
    assert scores.values()["expected calibration error"] == 0.7


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ('{"id": "8", "predicted": "AID"}', "id '8' is not in the gold file"),
        ('{"id": "0", "predicted": "AID"}\n' * 2, "id '0' is there 2 times"),
        ('{"id": "0", "predicted": 5}', "predicted 5 is no text"),
    ],
)
def test_predictions_in_another_form_are_told(tmp_path: Path, lines: str, problem: str) -> None:
    told = tmp_path / "told.jsonl"
    told.write_text(lines)
    rows = [{"title": title, "text": text, "label": label} for title, text, label in STORIES]
    with pytest.raises(GoldError, match=problem):
        judge(gold_file(tmp_path, rows), Options(against=told))


def test_a_row_in_neither_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold\.jsonl\.gz"):
        score(gold_file(tmp_path, [{"title": "No label"}]))


def test_an_empty_file_has_figures(tmp_path: Path) -> None:
    assert score(gold_file(tmp_path, []))["items"] == 0


@pytest.mark.data
def test_sentences_of_the_gold_data(gold: Path) -> None:
    figures = score(gold / "data" / "plover" / "plv_train.jsonl.gz")
    assert float(figures["accuracy"]) > 70
    assert float(figures["macro-F1"]) > 70
