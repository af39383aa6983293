"""Training: losses by head over steps, and below them the figures on development data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from tools.figures.forms import Log, Series, series
from tools.figures.scales import Scale, even, ratios
from tools.figures.svg import SERIES, Drawing, Panel

WIDTH, HEIGHT = 280, 220
_LEFT, _TOP, _BESIDE, _BELOW, _LEGEND = 62, 40, 40, 90, 210
# Losses are means over this many lines of the log to each side.
SMOOTHED = 3
_TITLE = "Training losses and figures on development data"


@dataclass(frozen=True)
class _Row:
    """One kind of curve in every stage, on one scale."""

    title: str
    unit: str
    top: float
    stages: Sequence[Series]
    up: Scale
    dotted: bool

    @property
    def last(self) -> dict[str, float]:
        """Where each curve ends, highest first."""
        ends = {name: points[-1][1] for stage in self.stages for name, points in stage.items()}
        return dict(sorted(ends.items(), key=lambda end: -end[1]))

    @property
    def kinds(self) -> dict[str, str]:
        """One class for each name, the same in every stage."""
        names = dict.fromkeys(chain.from_iterable(self.stages))
        return {name: f"s{place % SERIES}" for place, name in enumerate(names)}


def draw_curves(logs: Sequence[Log]) -> Drawing:
    """A column for each stage; the stages share the scales upwards."""
    losses = [{name: smoothed(points) for name, points in series(log.losses).items()} for log in logs]
    figures = [_in_per_cent(series(log.figures)) for log in logs]
    top = _TOP + HEIGHT + _BELOW
    rows = (
        _Row("losses", "loss (smoothed)", _TOP, losses, ratios(_values(losses)), dotted=False),
        _Row("development", "per cent", top, figures, even(_values(figures)), dotted=True),
    )
    width = _LEFT + len(logs) * (WIDTH + _BESIDE) + _LEGEND
    drawing = Drawing("curves", width, top + HEIGHT + 50, _TITLE, _about(logs, rows))
    for row in rows:
        for place, log in enumerate(logs):
            steps = (line["step"] or 0 for line in (*log.losses, *log.figures))
            left = _LEFT + place * (WIDTH + _BESIDE)
            panel = Panel(left, row.top, WIDTH, HEIGHT, even([0, *steps], most=5), row.up)
            up = "" if place else row.unit
            panel.axes(drawing, "steps", up, numbered=not place)
            drawing.words((left, row.top - 10), f"{log.stage}: {row.title}", "word head")
            _draw(drawing, panel, row, row.stages[place])
        _legend(drawing, row, width - _LEGEND)
    return drawing


def smoothed(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Each value as the mean of those around it."""
    found = []
    for place, (step, _) in enumerate(points):
        near = [value for _, value in points[max(0, place - SMOOTHED) : place + SMOOTHED + 1]]
        found.append((step, sum(near) / len(near)))
    return found


def _in_per_cent(stage: Series) -> Series:
    """Correlations, named "... r", become hundredths like everything else."""
    return {
        f"{name} × 100" if name.endswith(" r") else name: (
            [(step, 100 * value) for step, value in points] if name.endswith(" r") else points
        )
        for name, points in stage.items()
    }


def _values(stages: Sequence[Series]) -> list[float]:
    return [value for stage in stages for points in stage.values() for _, value in points]


def _draw(drawing: Drawing, panel: Panel, row: _Row, stage: Series) -> None:
    for name, points in stage.items():
        kind = row.kinds[name]
        at = [panel.at(step, max(value, row.up.low)) for step, value in points]
        drawing.line(at, f"line {kind}")
        if row.dotted:
            for place, (step, value) in zip(at, points, strict=True):
                drawing.dot(place, 3, f"dot {kind}", f"{name} at step {step:g}: {value:.3g}")


def _legend(drawing: Drawing, row: _Row, left: float) -> None:
    drawing.words((left, row.top - 10), "at the end", "word head")
    for place, (name, value) in enumerate(row.last.items()):
        y = row.top + 12 + 22 * place
        drawing.line([(left, y - 4), (left + 22, y - 4)], f"line {row.kinds[name]}")
        drawing.words((left + 30, y), f"{name}  {value:.3g}")


def _about(logs: Sequence[Log], rows: Sequence[_Row]) -> str:
    stages = ", then ".join(log.stage for log in logs)
    ends = (
        f"{row.title} at the end: {', '.join(f'{name} {value:.3g}' for name, value in row.last.items())}"
        for row in rows
    )
    return f"Stages of training: {stages}. {'. '.join(ends)}. Losses are on a logarithmic scale."
