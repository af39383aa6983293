"""Scoring stance: pairs in two forms in, cross-validated figures out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.scoring.scores import Options
from reportedly.scoring.softmax import Example, Recipe, learn
from reportedly.scoring.stance import judge
from reportedly.scoring.stance_gold import part_of, stance_pairs

DEALS = ["Norland sold ships", "Westland bought trucks", "Sudmark built radars", "Ostheim shipped fuel"]
DEALS += ["Kelland leased tanks", "Marland lent pilots"]
FORMS = [
    ("for", "{deal} last year"),
    ("against", "Minister denies that {deal}"),
    ("observing", "{deal}, rumours say"),
]
HEADLINES = [
    {
        "idx": f"{fold}{stance}",
        "claim": deal,
        "headline": form.format(deal=deal),
        "stance": stance,
        "split": str(fold),
    }
    for fold, deal in enumerate(DEALS)
    for stance, form in FORMS
]
BODIES = [{"id": str(at), "text": f"{DEALS[at % 4]}. It rained."} for at in range(8)]
ARTICLES = [{"headline": f"{DEALS[at % 4]} today", "body": str(at), "stance": "agree"} for at in range(8)]


def lines(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_fold_is_judged_by_the_others(tmp_path: Path) -> None:
    figures = judge(lines(tmp_path / "gold.jsonl", HEADLINES), Options()).values()
    assert (figures["pairs"], figures["accuracy"], figures["macro-F1"]) == (18, 100.0, 100.0)
    assert figures["accuracy of the commonest stance"] == 33.33


def test_a_word_of_one_fold_only_teaches_it_nothing(tmp_path: Path) -> None:
    """Were a fold's own pairs learned from, "qux" would tell its stance."""
    odd = {"idx": "x", "claim": "Norland sold ships", "headline": "qux", "stance": "against", "split": "odd"}
    scores = judge(lines(tmp_path / "gold.jsonl", [*HEADLINES, *[odd] * 6]), Options())
    assert {one.id for one in scores.mistakes} == {"x", *(f"x#{number}" for number in range(2, 7))}


def test_articles_come_with_their_bodies_and_without_unrelated_pairs(tmp_path: Path) -> None:
    lines(tmp_path / "some_bodies.jsonl", BODIES)
    unrelated = {"headline": "Nothing of it", "body": "0", "stance": "unrelated"}
    pairs = stance_pairs(lines(tmp_path / "some_stances.jsonl", [*ARTICLES, unrelated]))
    assert [pair.text for pair in pairs] == [body["text"] for body in BODIES]
    assert {pair.part for pair in pairs} == {part_of(str(at)) for at in range(8)}


def test_predictions_scored_again_give_the_same_figures(tmp_path: Path) -> None:
    path, out = lines(tmp_path / "gold.jsonl", HEADLINES), tmp_path / "out.jsonl"
    assert judge(path, Options(predictions=out)) == judge(path, Options(against=out))


def test_what_is_not_predicted_is_missed(tmp_path: Path) -> None:
    told = lines(tmp_path / "told.jsonl", [{"id": "0for", "predicted": "agrees", "confidence": 0.9}])
    scores = judge(lines(tmp_path / "gold.jsonl", HEADLINES), Options(against=told))
    assert scores.values()["accuracy"] == 5.56
    assert {one.kind for one in scores.mistakes} == {"missed"}


BAD = [
    ([{**HEADLINES[0], "stance": "perhaps"}], "'perhaps' is no stance"),
    ([{**HEADLINES[0], "split": 3}], "field 'split'"),
    ([HEADLINES[0]], "in one part"),
    ([ARTICLES[0]], "neither a claim in its items nor 'stances' in its name"),
]


@pytest.mark.parametrize(("rows", "problem"), BAD)
def test_gold_in_another_form_is_named(tmp_path: Path, rows: list[dict[str, object]], problem: str) -> None:
    with pytest.raises(GoldError, match=problem):
        judge(lines(tmp_path / "gold.jsonl", rows), Options())


def test_a_body_that_is_not_there_is_named(tmp_path: Path) -> None:
    lines(tmp_path / "some_bodies.jsonl", BODIES)
    odd = {**ARTICLES[0], "body": "99"}
    with pytest.raises(GoldError, match=r"item 0: there is no body '99' in .*some_bodies"):
        judge(lines(tmp_path / "some_stances.jsonl", [odd]), Options())


def test_learning_again_gives_the_same_weights_and_leaves_out_signs_of_one_group() -> None:
    told = [("up", "yes", "a"), ("down", "no", "a"), ("up", "yes", "b"), ("down", "no", "b")]
    told += [("here", "yes", "a")] * 3
    examples = [Example({"always": 1.0, sign: 1.0}, label, group) for sign, label, group in told]
    recipe = Recipe(least=2, cost=0.001, balance=0.0)
    weights = learn(examples, ("yes", "no"), recipe)
    assert weights == learn(examples, ("yes", "no"), recipe)
    assert set(weights) == {"always", "up", "down"}
    assert weights["up"][0] > 0.5 > -0.5 > weights["down"][0]


@pytest.mark.data
@pytest.mark.slow
def test_emergent_by_folds(gold: Path) -> None:
    figures = judge(gold / "data" / "emergent" / "folds.jsonl.gz", Options()).values()
    assert float(figures["accuracy"]) >= 73
