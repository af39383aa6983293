"""How attributions are scored: overlap of contents, one to one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.errors import GoldError
from reportedly.model import Mode
from reportedly.scoring.attribution import Item, figures, intersection_over_union, match, score

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
    ],
)
def test_a_file_in_another_form_is_named(tmp_path: Path, bad: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(bad + "\n")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        score(gold)


@pytest.mark.data
@pytest.mark.slow
def test_polnear_dev_stays_above_the_best_rule_system(gold: Path) -> None:
    assert score(gold / "data" / "polnear" / "dev.jsonl.gz")["f1"] >= 65
