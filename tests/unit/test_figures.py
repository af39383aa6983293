"""Figures of the model card: well-formed, in place, and plain about bad input. All numbers are made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from tools.figures import curves, reliability, speed
from tools.figures.forms import InputError, Reader, read_log, read_scores
from tools.figures.scales import even, ratios
from tools.figures.svg import Drawing
from tools.write_figures import main

LOG = {
    "stage": "own",
    "losses": [
        {"step": 25, "seconds": 9, "outer": 1.0, "links": 0.1},
        {"step": 50, "seconds": 19, "outer": 0.5},
        {"step": 100, "seconds": 29, "outer": 0.2, "links": None},
    ],
    "figures": [{"step": 50, "attribution f1": 60.0}, {"step": 100, "attribution f1": 80.0, "uw_dev r": 0.7}],
}
SCORES = {
    "layer": "claims",
    "file": "gold/dev.jsonl.gz",
    "resamples": 10,
    "figures": {"expected calibration error": {"value": 0.04, "low": 0.01, "high": 0.1}},
    "tables": {
        "reliability": [
            ["confidence", "mean", "share right", "count"],
            ["0.4-0.5", "-", "-", "0"],
            ["0.5-0.6", "0.500", "0.500", "25"],
            ["0.9-1.0", "1.000", "0.750", "100"],
        ]
    },
}
SPEED = [{"name": "rules <&> alone", "rate": 2, "f1": 70.0}, {"name": "model", "rate": 0.5, "f1": 80.0}]

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(value: Any, name: str = "input.json") -> Path:
        path = tmp_path / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return path

    return written


def parsed(drawing: Drawing) -> etree._Element:
    return etree.fromstring(drawing.written())


def found(root: etree._Element, tag: str, kind: str = "") -> list[etree._Element]:
    every = root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    return [each for each in every if kind in (each.get("class") or "").split() or not kind]


def place(dot: etree._Element) -> tuple[float, float]:
    return float(dot.get("cx") or "nan"), float(dot.get("cy") or "nan")


def points(line: etree._Element) -> list[list[float]]:
    return [[float(part) for part in pair.split(",")] for pair in (line.get("points") or "").split()]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_a_confidence_of_a_half_lies_in_the_middle_of_its_panel(write: Write) -> None:
    file = read_scores(write(SCORES))
    root = parsed(reliability.draw_reliability([file, file]))
    dots = found(root, "circle")
    assert len(dots) == 4
    for column, (full, half) in enumerate((dots[:2], dots[2:])):
        panel = reliability.panel_at(column, 0)
        middle, centre = panel.left + reliability.SIDE / 2, panel.top + reliability.SIDE / 2
        assert place(half) == (middle, centre)
        assert place(full) == (panel.left + reliability.SIDE, panel.top + reliability.SIDE / 4)


def test_the_area_of_a_dot_grows_with_its_count(write: Write) -> None:
    dots = found(parsed(reliability.draw_reliability([read_scores(write(SCORES))])), "circle")
    full, half = (float(dot.get("r") or 0) for dot in dots)
    assert full == reliability.FULLEST
    assert (full / half) ** 2 == pytest.approx(100 / 25)


def test_a_panel_says_what_it_shows(write: Write) -> None:
    root = parsed(reliability.draw_reliability([read_scores(write(SCORES))]))
    words = [text.text for text in found(root, "text")]
    assert "claims, dev" in words
    assert "125 predictions, calibration error 0.04" in words


def test_the_fourth_panel_begins_a_row(write: Write) -> None:
    root = parsed(reliability.draw_reliability([read_scores(write(SCORES))] * 4))
    across, down = zip(*(place(dot) for dot in found(root, "circle")), strict=True)
    assert across[0] == across[6]
    assert down[0] < down[6]
    assert max(down) < float(root.get("height") or 0)


def test_faster_is_to_the_right_and_better_is_up() -> None:
    readers = [Reader("slow", 0.5, 80), Reader("fast", 2, 70)]
    root = parsed(speed.draw_speed(readers))
    (slow, better), (fast, worse) = map(place, found(root, "circle"))
    assert slow < fast
    assert better < worse
    (aid,) = found(root, "polyline", "aid")
    bare = points(aid)[0][0]
    assert bare - slow == pytest.approx((fast - slow) / 3)


def test_names_of_near_points_do_not_cover_each_other() -> None:
    readers = [Reader("one reader", 1.5, 70), Reader("another", 1.5, 70.2), Reader("last", 3, 75)]
    words = found(parsed(speed.draw_speed(readers)), "text", "word")
    assert [each.text for each in words] == ["one reader", "another", "last"]
    assert [each.get("text-anchor") for each in words] == ["start", "end", "start"]
    first, second, last = (float(each.get("x") or 0) for each in words)
    assert first > second
    assert last + 7 * len("last") <= speed.panel_of(readers).left + speed.WIDTH


def test_curves_fall_to_the_right_with_gaps_left_out(write: Write) -> None:
    log = read_log(write(LOG))
    root = parsed(curves.draw_curves([log, log]))
    lines = [points(line) for line in found(root, "polyline", "s0") if len(points(line)) == 3]
    assert len(lines) == 2
    assert all(one[0] < two[0] and one[1] <= two[1] for line in lines for one, two in pairwise(line))
    assert len([line for line in found(root, "polyline", "s1") if len(points(line)) == 1]) == 4


def test_steps_and_figures_lie_on_their_scales(write: Write) -> None:
    root = parsed(curves.draw_curves([read_log(write(LOG))]))
    early, late, correlation = map(place, found(root, "circle"))
    low = early[0] - curves.WIDTH / 2
    assert late[0] == low + curves.WIDTH
    assert correlation[0] == late[0]
    assert correlation[1] == pytest.approx((early[1] + late[1]) / 2)


def test_a_loss_of_zero_stays_on_the_panel(write: Write) -> None:
    log = {**LOG, "losses": [{"step": step, "a": 0.5, "b": 0} for step in (25, 50)]}
    lines = found(parsed(curves.draw_curves([read_log(write(log))])), "polyline", "line")
    assert lines
    assert all(0 < y < 1000 for line in lines for _, y in points(line))


def test_losses_are_smoothed_without_moving() -> None:
    assert curves.smoothed([(step, 2.0 * step) for step in range(9)])[4] == (4, 8.0)
    wild = curves.smoothed([(step, step % 2) for step in range(20)])
    assert all(0.4 <= value <= 0.6 for _, value in wild)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 1, 6), (55.3, 81.9, 7), (70, 70, 5), (70, 70 + 1e-14, 5), (-0.3, 0.4, 5), (0, 41000, 6)],
)
def test_an_even_scale_holds_its_values_between_round_numbers(low: float, high: float, ticks: int) -> None:
    scale = even([low, high])
    assert 0 <= scale.share(low) <= scale.share(high) <= 1
    assert abs(len(scale.ticks) - ticks) <= 1
    assert all(scale.share(one) < scale.share(two) for one, two in pairwise(scale.ticks))


@pytest.mark.parametrize("values", [[0.01], [10], [0.0003, 40], [0.2, 0.21], [0], [1, 1]])
def test_a_scale_of_ratios_holds_its_values(values: list[float]) -> None:
    scale = ratios(values)
    assert all(0 <= scale.share(value) <= 1 for value in values if value)
    assert len(scale.ticks) >= 2


def test_text_of_inputs_is_never_markup(write: Write) -> None:
    name = '<script>"&]]>\x00</script>'
    root = parsed(speed.draw_speed([Reader(name, 1, 70)]))
    shown = name.replace("\x00", "\ufffd")
    assert shown in [text.text for text in found(root, "text")]
    log = read_log(write({**LOG, "stage": name, "figures": [{"step": 1, name: 2}]}))
    scores = read_scores(write({**SCORES, "layer": name, "file": name}))
    for drawing in (curves.draw_curves([log]), reliability.draw_reliability([scores])):
        assert not found(parsed(drawing), "script")
        assert b"<script" not in drawing.written()


def test_every_figure_for_light_and_dark_and_for_screen_readers(write: Write, tmp_path: Path) -> None:
    log, scores, quick = write(LOG, "a.json"), write(SCORES, "b.json"), write(SPEED, "c.json")
    out = tmp_path / "deep" / "out"
    result = run("--log", log, "--scores", scores, "--speed", quick, "--out", out)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == ["curves.svg", "reliability.svg", "speed.svg"]
    for path in out.iterdir():
        root = etree.parse(path).getroot()
        named = {each.get("id"): each.text for tag in ("title", "desc") for each in found(root, tag)}
        assert all(named[label] for label in (root.get("aria-labelledby") or "").split())
        assert "prefers-color-scheme:dark" in (found(root, "style")[0].text or "")
    again = [path.read_bytes() for path in sorted(out.iterdir())]
    run("--log", log, "--scores", scores, "--speed", quick, "--out", out)
    assert again == [path.read_bytes() for path in sorted(out.iterdir())]


@pytest.mark.parametrize(
    ("figure", "option", "content", "problem"),
    [
        ("curves", "--log", "{", "Expecting property name"),
        ("curves", "--log", {"stage": "own", "losses": []}, "`figures`"),
        ("curves", "--log", {**LOG, "losses": []}, "no losses"),
        ("curves", "--log", {**LOG, "figures": [{"step": 1}]}, "no figures"),
        ("curves", "--log", {**LOG, "losses": [{"outer": 0.1}]}, "a step"),
        ("curves", "--log", {**LOG, "losses": [{"step": 1, "outer": "low"}]}, "$.losses[0]"),
        ("reliability", "--scores", {**SCORES, "tables": {}}, "no table of reliability"),
        ("reliability", "--scores", {**SCORES, "tables": {"reliability": [[]]}}, "no table of reliability"),
        ("speed", "--speed", [], "nothing in the list"),
        ("speed", "--speed", '[{"name": "rules", "rate": NaN, "f1": 70}]', "above zero"),
        ("speed", "--speed", [{"name": "rules", "f1": 70}], "`rate`"),
        ("speed", "--speed", "[" * 100_000, "recursion"),
    ],
)
def test_malformed_input_is_named_in_one_line(
    write: Write, tmp_path: Path, figure: str, option: str, content: Any, problem: str
) -> None:
    path = write(content)
    result = run(figure, option, path, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert str(path) in result.output
    assert problem in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "row", [["0.5-0.6", "0.5", "x", "3"], ["0.5-0.6", "0.5", "3"], [], ["", "7", "0", "1"]]
)
def test_a_row_of_reliability_without_its_numbers(write: Write, row: list[str]) -> None:
    table = [SCORES["tables"]["reliability"][0], row]  # type: ignore[index]
    with pytest.raises(InputError, match="row without its four numbers"):
        read_scores(write({**SCORES, "tables": {"reliability": table}}))


def test_a_missing_file_and_a_folder_are_named_in_one_line(tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "none.json", "No such file"), (tmp_path, "Is a directory")):
        result = run("speed", "--speed", path, "--out", tmp_path)
        assert result.exit_code == 2
        assert result.output.count("\n") == 1
        assert f"{path}: {problem}" in result.output
