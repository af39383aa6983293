"""How attributions are scored: overlap of contents, one to one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.errors import GoldError
from reportedly.model import Mode
from reportedly.scoring.attribution import Item, figures, intersection_over_union, judge, match, score
from reportedly.scoring.scores import Options

if TYPE_CHECKING:
    from pathlib import Path


def item(*content: tuple[int, int], source: int = 0) -> Item:
    return Item(source=((source, source + 3),), cue=((50, 54),), content=content, mode=Mode.INDIRECT)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (((0, 10),), ((0, 10),), 1.0),
        (((0, 10),), ((5, 15),), 5 / 15),
        (((0, 10), (20, 30)), ((0, 30),), 20 / 30),
        (((0, 10),), ((10, 20),), 0.0),
        ((), (), 0.0),
    ],
)
def test_overlap_is_shared_over_all_characters(one: Any, two: Any, expected: float) -> None:
    assert intersection_over_union(one, two) == pytest.approx(expected)


def test_each_gold_item_has_one_prediction_the_closest() -> None:
    close, closer, far = item((0, 8)), item((0, 10)), item((90, 95))
    pairs = match([item((0, 10))], [close, far, closer])
    assert [(pair.gold is not None, pair.predicted) for pair in pairs] == [
        (True, closer),
        (False, close),
        (False, far),
    ]


def test_figures_count_what_was_found_and_how_well_source_and_cue_fit() -> None:
    pairs = match([item((0, 10)), item((20, 30))], [item((0, 9), source=5)])
    found = figures(pairs)
    assert (found["precision"], found["recall"], found["f1"]) == (100.0, 50.0, 66.67)
    assert (found["source exact"], found["source overlap"], found["cue exact"]) == (0.0, 0.0, 100.0)


def story(**changes: Any) -> dict[str, Any]:
    text = "Serbia said the radars were old."
    annotation = {"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 31]], "attributes": []}
    return {"id": "s1", "text": text, "title": "", "attributions": [annotation], **changes}


def test_a_line_for_each_gold_item_and_each_prediction_without_one(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(story(attributions=[])) + "\n" + json.dumps(story(id="s2")) + "\n")
    assert score(gold, out)["matched"] == 1
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["article"] for line in lines] == ["s1", "s2"]
    assert lines[0]["gold"] is None
    assert lines[1]["gold"]["content"] == lines[1]["predicted"]["content"]


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        json.dumps({"id": "s1", "text": "x"}),
        json.dumps(story(attributions=[{"content": [[1]]}])),
        json.dumps(story(attributions=[3])),
        json.dumps(story(attributions=[{"content": [[0, 99]]}])),
        json.dumps(story(attributions=[{"content": [[0, 9]], "mode": "loud"}])),
    ],
)
def test_a_file_in_another_form_is_named(tmp_path: Path, bad: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(bad + "\n")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        score(gold)


def test_parts_are_judged_each_for_itself() -> None:
    """The second source is one that gold has elsewhere; the third overlaps one; cues are all the same."""
    gold = [item((0, 10), source=60), item((20, 30), source=70)]
    predicted = [item((0, 10), source=60), item((35, 40), source=70), item((41, 48), source=72)]
    found = figures(match(gold, predicted))
    assert (found["matched"], found["source spans exact recall"]) == (1, 100.0)
    assert found["source spans exact precision"] == 66.67
    assert (found["source spans overlap precision"], found["source spans overlap F1"]) == (100.0, 100.0)
    assert found["cue spans exact F1"] == 100.0
    assert found["content spans overlap F1"] == 40.0


def test_all_three_have_to_overlap_whatever_the_content_matches() -> None:
    gold = [item((0, 10), source=60), item((20, 40), source=70)]
    predicted = [item((0, 10), source=90), item((20, 23), source=70)]
    found = figures(match(gold, predicted))
    assert (found["f1"], found["all three overlapping F1"]) == (50.0, 50.0)


def test_modes_are_those_of_gold_for_recall_and_of_predictions_for_precision() -> None:
    direct = Item(((0, 3),), ((4, 8),), ((10, 20),), Mode.DIRECT)
    found = figures(match([direct, item((30, 40))], [direct, item((30, 40)), item((60, 70))]))
    assert (found["recall direct"], found["f1 direct"]) == (100.0, 100.0)
    assert (found["recall indirect"], found["f1 indirect"]) == (100.0, 66.67)
    assert found["attributions mixed"] == 0


def test_perfect_predictions_are_right_in_everything(tmp_path: Path) -> None:
    [annotation] = story()["attributions"]
    quoted = {**annotation, "content": [[0, 4]], "mode": "mixed"}
    gold, told = tmp_path / "gold.jsonl", tmp_path / "told.jsonl"
    gold.write_text(json.dumps(story(attributions=[annotation, quoted])))
    lines = [{"article": "s1", "predicted": each} for each in (quoted, annotation)]
    told.write_text("".join(json.dumps(line) + "\n" for line in lines))
    scores = judge(gold, Options(against=told))
    undefined = {"recall direct", "f1 direct"}
    counts = {"attributions direct", "attributions indirect", "attributions mixed"}
    counts |= {"attributions", "predicted", "matched"}
    shares = {figure.value for figure in scores.figures if figure.name not in undefined | counts}
    assert shares == {100.0}
    assert scores.mistakes == ()


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text("".join(json.dumps(story(id=name)) + "\n" for name in ("s1", "s2")))
    first = judge(gold, Options(predictions=out))
    assert judge(gold, Options(against=out)) == first


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"article": "s9", "predicted": None}, "item 1: article 's9' is not in the gold file"),
        ({"id": "s1", "predicted": None}, "item 1: no field 'article'"),
        ({"article": "s1"}, "item 1: no field 'predicted'"),
        ({"article": "s1", "predicted": "none"}, "s1: predicted is neither an object nor null"),
        ({"article": "s1", "predicted": {"content": [[0, 99]]}}, r"s1: span \[0, 99\] does not lie"),
        ({"article": "s1", "predicted": {"content": [], "confidence": 3}}, "confidence 3 is no number"),
    ],
)
def test_predictions_in_another_form_are_told(tmp_path: Path, line: dict[str, Any], problem: str) -> None:
    gold, told = tmp_path / "gold.jsonl", tmp_path / "told.jsonl"
    gold.write_text(json.dumps(story()))
    told.write_text(json.dumps(line))
    with pytest.raises(GoldError, match=problem) as error:
        judge(gold, Options(against=told))
    assert str(told) in str(error.value)


@pytest.mark.data
@pytest.mark.slow
def test_polnear_dev_stays_above_the_best_rule_system(gold: Path) -> None:
    assert float(score(gold / "data" / "polnear" / "dev.jsonl.gz")["f1"]) >= 65
