"""Our own gold: read with care, and claims judged on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.errors import GoldError
from reportedly.scoring import attribution, claims, factuality
from reportedly.scoring.own_gold import read_own_gold
from reportedly.scoring.run import score_file
from reportedly.scoring.scores import Options

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Turkey is preparing to supply Kenya with drones, the foreign ministry said. "
    "Serbia denied that it had delivered missiles to Mali."
)


def at(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def event(trigger: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": trigger,
        "trigger": at(trigger),
        "type": "AID",
        "mode": None,
        "frame": "transfer",
        "under": None,
        "factuality": 2.0,
        "observed": True,
        "status": "planned",
        "stage": "prepared",
        "participants": [],
        "item": None,
        **changes,
    }


SUPPLY = event(
    "supply",
    participants=[
        {"role": "supplier", "span": at("Turkey"), "actor": "TUR"},
        {"role": "recipient", "span": at("Kenya"), "actor": "KEN"},
    ],
    item={"class": "uav", "span": at("drones")},
)
DELIVERED = event("delivered", status="denied", factuality=-3.0, stage="completed")
SAID = {
    "id": "a1",
    "source": [at("the foreign ministry")],
    "cue": [at("said")],
    "content": [at("Turkey is preparing to supply Kenya with drones")],
    "mode": "indirect",
    "parent": None,
    "actor": None,
    "sector": "GOV",
}


def row(**changes: Any) -> dict[str, Any]:
    return {
        "id": "w1",
        "url": "https://example.org/1",
        "date": "2023-03-10",
        "title": "Briefing",
        "category": "statement",
        "kind": "statement",
        "topical": True,
        "split": "dev",
        "excerpt": [100, 100 + len(TEXT)],
        "text": TEXT,
        "attributions": [SAID],
        "events": [SUPPLY, DELIVERED],
        **changes,
    }


def gold_file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows or [row()]), "utf-8")
    return path


def told_file(folder: Path, *predicted: dict[str, Any] | None) -> Path:
    path = folder / "told.jsonl"
    path.write_text("".join(json.dumps({"article": "w1", "predicted": one}) + "\n" for one in predicted))
    return path


def test_a_document_has_its_parts_typed(tmp_path: Path) -> None:
    [document] = read_own_gold(gold_file(tmp_path))
    supply, delivered = document.events
    assert (supply.status, supply.stage, supply.frame) == ("planned", "prepared", "transfer")
    assert [one.actor for one in supply.participants] == ["TUR", "KEN"]
    assert supply.item is not None
    assert supply.item.cls == "uav"
    assert delivered.item is None
    assert document.attributions[0].cue == (tuple(at("said")),)


BAD = [
    (row(text=3), "field 'text'"),
    (row(id=None), "field 'id'"),
    (row(excerpt=[0, 5]), "excerpt"),
    (row(attributions=[3]), "no object"),
    (row(attributions=[{**SAID, "cue": [[0, 9999]]}]), "w1, a1: span"),
    (row(attributions=[{**SAID, "cue": 3}]), "no list of spans"),
    (row(attributions=[{**SAID, "mode": "loud"}]), "w1, a1: mode 'loud' is none of direct"),
    (row(attributions=[{**SAID, "parent": "a9"}]), "parent a9"),
    (row(events=[event("supply", under="a9")]), "under a9"),
    (row(events=[SUPPLY, SUPPLY]), "event supply is there twice"),
    (row(events=[{**SUPPLY, "trigger": None}]), "supply, trigger: None is no span"),
    (row(events=[event("supply", status=None)]), "no status"),
    (row(events=[event("supply", status="sold")]), "status 'sold' is none of asked"),
    (row(events=[event("supply", factuality=9)]), "factuality 9 is no number from -3 to 3"),
    (row(events=[event("supply", observed="yes")]), "observed"),
    (row(events=[event("supply", participants=[{"span": [0, 1]}])]), "a participant without role"),
    (row(events=[event("supply", item={"span": [0, 1]})]), "an item without class"),
    (row(events=[{"trigger": [0, 1]}]), "an event without id"),
]


@pytest.mark.parametrize(("bad", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_another_form_is_told_with_file_and_item(tmp_path: Path, bad: dict[str, Any], problem: str) -> None:
    with pytest.raises(GoldError, match=problem) as told:
        claims.judge(gold_file(tmp_path, bad), Options())
    assert "gold.jsonl" in str(told.value)
    assert "\n" not in str(told.value)


def test_an_id_is_there_once(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="w1: this id is there twice"):
        read_own_gold(gold_file(tmp_path, row(), row()))


def test_perfect_claims_are_right_in_everything(tmp_path: Path) -> None:
    told = told_file(tmp_path, SUPPLY, DELIVERED)
    figures = claims.judge(gold_file(tmp_path), Options(against=told)).values()
    shares = {name: value for name, value in figures.items() if name.endswith(("F1", "accuracy", "counted"))}
    shares.pop("mode accuracy")  # gold has no modes here
    assert set(shares.values()) == {100.0}
    assert (figures["factuality Pearson's r"], figures["factuality mean absolute error"]) == (1.0, 0.0)


def test_each_mistake_counts_where_it_was_made(tmp_path: Path) -> None:
    """One event is found of two, as having occurred, with the wrong recipient; another is made up."""
    wrong = event(
        "supply",
        status="occurred",
        stage="completed",
        factuality=3.0,
        confidence=0.9,
        participants=[
            {"role": "supplier", "span": at("Turkey"), "actor": "TUR"},
            {"role": "recipient", "span": at("Kenya"), "actor": "MLI"},
            {"role": "recipient", "span": at("Mali"), "actor": "MLI"},
        ],
        item={"class": "missile", "span": at("missiles")},
    )
    made_up = event("drones", status="occurred", confidence=0.4)
    told = told_file(tmp_path, wrong, made_up)
    scores = claims.judge(gold_file(tmp_path), Options(against=told))
    figures = scores.values()
    assert (figures["trigger precision"], figures["trigger recall"]) == (50.0, 50.0)
    assert (figures["type accuracy"], figures["status accuracy"]) == (100.0, 0.0)
    assert (figures["participants F1"], figures["recipient F1"]) == (80.0, 66.67)
    assert (figures["actor accuracy"], figures["item class accuracy"]) == (50.0, 0.0)
    assert figures["occurred on transfers, matched"] == 1
    assert figures["occurred on transfers, unmatched"] == 1
    assert figures["occurred on transfers, precision"] == 0.0
    assert figures["factuality mean absolute error"] == 1.0
    assert [one.kind for one in scores.mistakes] == ["wrong status", "wrong stage", "missed", "spurious"]
    assert scores.mistakes[0].gold == "planned (supply)"
    assert scores.mistakes[0].predicted == "occurred"
    assert scores.tables[0].rows[1:] == [["planned", "1", "0"], ["denied", "0", "1"]]


def test_status_is_told_on_what_was_found_and_on_everything(tmp_path: Path) -> None:
    told = told_file(tmp_path, SUPPLY)
    figures = claims.judge(gold_file(tmp_path), Options(against=told)).values()
    assert figures["status macro-F1"] == 100.0
    assert figures["status macro-F1, missed counted"] == 50.0


def test_less_confident_claims_are_left_out(tmp_path: Path) -> None:
    told = told_file(
        tmp_path, {**SUPPLY, "confidence": 0.9}, {**DELIVERED, "confidence": 0.3}, event("drones")
    )
    figures = claims.judge(gold_file(tmp_path), Options(against=told, min_confidence=0.5)).values()
    assert (figures["predicted"], figures["matched"]) == (2, 1)


def test_statements_are_judged_only_where_gold_has_them(tmp_path: Path) -> None:
    statement = event("denied", frame="statement", type=None)
    told = told_file(tmp_path, SUPPLY, statement)
    path = gold_file(tmp_path)
    assert claims.judge(path, Options(against=told)).values()["predicted"] == 1
    path = gold_file(tmp_path, row(events=[SUPPLY, statement]))
    assert claims.judge(path, Options(against=told)).values()["predicted"] == 2


def test_the_reader_is_judged_on_what_it_claims(tmp_path: Path) -> None:
    """It reads "supply" as planned and "delivered" as denied."""
    scores = claims.judge(gold_file(tmp_path), Options())
    figures = scores.values()
    assert (figures["trigger recall"], figures["status accuracy"]) == (100.0, 100.0)
    assert figures["actor accuracy"] == 100.0
    assert "expected calibration error" in figures
    assert scores.tables[-1].title == "reliability"


def test_factuality_is_judged_at_the_triggers_of_gold(tmp_path: Path) -> None:
    text = "Kenya never sent tanks to Chad. Turkey delivered drones to Mali."
    values = {"sent": -3.0, "delivered": 3.0, "drones": None}
    events = [
        {**event("said", factuality=of), "id": word, "trigger": at(word, text)} for word, of in values.items()
    ]
    figures = factuality.score(
        gold_file(tmp_path, row(text=text, excerpt=[0, len(text)], attributions=[], events=events))
    )
    assert (figures["targets"], figures["no prediction"]) == (2, 0)
    assert figures["Pearson's r"] == 1.0


def test_attributions_of_every_level_are_judged(tmp_path: Path) -> None:
    """ "Biden said that reports suggested that ...": two of them, one within the other."""
    text = "Biden said that officials told him that Serbia sold missiles to Mali."
    outer = {
        **SAID,
        "source": [at("Biden", text)],
        "cue": [at("said", text)],
        "content": [[11, len(text) - 1]],
    }
    inner = {
        **outer,
        "id": "a2",
        "parent": "a1",
        "source": [at("officials", text)],
        "cue": [at("told", text)],
        "content": [at("that Serbia sold missiles to Mali", text)],
    }
    nested = row(text=text, excerpt=[0, len(text)], attributions=[outer, inner], events=[])
    figures = attribution.score(gold_file(tmp_path, nested))
    assert (figures["attributions"], figures["predicted"], figures["matched"]) == (2, 2, 2)


@pytest.mark.parametrize("layer", ["claims", "attribution", "factuality"])
def test_predictions_scored_again_give_the_same_figures(tmp_path: Path, layer: str) -> None:
    path, out = gold_file(tmp_path, row(), row(id="w2", events=[SUPPLY])), tmp_path / "out.jsonl"
    first = score_file(layer, str(path), Options(predictions=out))
    again = score_file(layer, str(path), Options(against=out))
    assert (again.figures, again.tables) == (first.figures, first.tables)


@pytest.mark.parametrize("layer", ["event-type", "timex"])
def test_what_our_gold_does_not_have_is_said(tmp_path: Path, layer: str) -> None:
    with pytest.raises(GoldError, match=r"gold\.jsonl, w1: "):
        score_file(layer, str(gold_file(tmp_path)))
