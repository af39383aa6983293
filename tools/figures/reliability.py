"""Whether confidences mean what they say: a panel for each file of scores."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from tools.figures.forms import Bin, Scores
from tools.figures.scales import even
from tools.figures.svg import Drawing, Panel

SIDE = 260
_LEFT, _TOP, _BESIDE, _BELOW, _ABREAST = 62, 68, 70, 74, 3
# Radius of the fullest bin; the least full ones are enlarged to be seen.
FULLEST, _LEAST = 14.0, 2.0
_TITLE = "Confidence against the share that is right"
_UNIT = even([0, 1], most=5)


def draw_reliability(files: Sequence[tuple[Scores, list[Bin]]]) -> Drawing:
    """Points on the diagonal mean what they say, those below it are too sure."""
    abreast = min(len(files), _ABREAST)
    deep = -(-len(files) // _ABREAST)
    width, height = _LEFT + abreast * (SIDE + _BESIDE) - _BESIDE + 24, deep * (_TOP + SIDE + _BELOW) - 24
    about = "Below the diagonal is too sure, above it not sure enough. A dot's area tells its count. "
    told = "; ".join(f"{_title(scores)}: {_below(scores, bins)}" for scores, bins in files)
    drawing = Drawing("reliability", width, height, _TITLE, f"{about}{told}.")
    for place, (scores, bins) in enumerate(files):
        row, column = divmod(place, _ABREAST)
        panel = panel_at(column, row)
        _draw(drawing, panel, scores, bins, first=column == 0)
    return drawing


def panel_at(column: int, row: int) -> Panel:
    """The panel of a column and row."""
    left, top = _LEFT + column * (SIDE + _BESIDE), _TOP + row * (_TOP + SIDE + _BELOW)
    return Panel(left, top, SIDE, SIDE, _UNIT, _UNIT)


def _draw(drawing: Drawing, panel: Panel, scores: Scores, bins: Sequence[Bin], *, first: bool) -> None:
    panel.axes(drawing, "mean confidence", "share right" if first else "")
    drawing.words((panel.left, panel.top - 40), _title(scores), "word head")
    drawing.words((panel.left, panel.top - 22), _below(scores, bins), "faint")
    drawing.line([panel.at(0, 0), panel.at(1, 1)], "line aid")
    most = max(each.count for each in bins)
    for each in sorted(bins, key=lambda one: -one.count):
        radius = max(_LEAST, FULLEST * sqrt(each.count / most))
        about = f"{each.bounds}: mean {each.mean}, right {each.right}, count {each.count}"
        drawing.dot(panel.at(each.mean, each.right), radius, "dot bubble s0", about)


def _title(scores: Scores) -> str:
    name = Path(scores.file).name.removesuffix(".gz").removesuffix(".jsonl")
    return f"{scores.layer}, {name}"


def _below(scores: Scores, bins: Sequence[Bin]) -> str:
    told = f"{sum(each.count for each in bins)} predictions"
    error = scores.figures.get("expected calibration error")
    return told if error is None or error.value is None else f"{told}, calibration error {error.value:g}"
