"""What ``reportedly score`` prints: figures with their intervals, tables, and mistakes to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reportedly.config import ReadingSettings
from reportedly.errors import UsageError
from reportedly.scoring.bootstrap import RESAMPLES, Figure
from reportedly.scoring.run import score_file
from reportedly.scoring.scores import Mistake, Options, Scores

_FIRST = ("missed", "spurious")


def print_scores(options: Mapping[str, Any]) -> None:
    """Score as the options of the command line say, and print what came of it."""
    layer, file = options["layer"], options["file"]
    scores = score_file(layer, file, _settings(options))
    most = options["errors"]
    if options["as_json"]:
        click.echo(json.dumps(_as_json(scores, layer, file, most), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_in_lines(scores, most)))


def _settings(options: Mapping[str, Any]) -> Options:
    predictions, against = options["predictions"], options["against"]
    if predictions:
        out = Path(predictions)
        if out.exists() and out.samefile(options["file"]):
            raise UsageError(f"--predictions {predictions}: that is the gold file; name another")
        out.open("a").close()  # before the long work, not after it
    return Options(
        predictions=Path(predictions) if predictions else None,
        against=Path(against) if against else None,
        min_confidence=options["min_confidence"],
        reading=ReadingSettings(options["parser"], options["model"]),
    )


def _in_lines(scores: Scores, most: int | None) -> Iterator[str]:
    width = max(len(figure.name) for figure in scores.figures) + 2
    for figure in scores.figures:
        yield f"{figure.name:<{width}}{_shown(figure)}"
    for table in scores.tables:
        yield ""
        yield f"{table.title}:"
        yield from _table(table.rows)
    if most is not None:
        for kind, mistakes in _by_kind(scores.mistakes).items():
            yield from _listing(kind, mistakes, most)


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return str(figure.value)
    return f"{figure.value!s:<8}[{figure.low}, {figure.high}]"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((f"  {first:<{widths[0]}}", *cells))


def _by_kind(mistakes: Sequence[Mistake]) -> dict[str, list[Mistake]]:
    """Mistakes by kind: first what was missed and what is spurious, then what is wrong."""
    kinds = sorted({one.kind for one in mistakes}, key=lambda kind: (kind not in _FIRST, kind))
    return {kind: [one for one in mistakes if one.kind == kind] for kind in kinds}


def _listing(kind: str, mistakes: Sequence[Mistake], most: int) -> Iterator[str]:
    more = f", the first {most} of them" if len(mistakes) > most else ""
    yield ""
    yield f"{kind} ({len(mistakes)}{more}):"
    for one in mistakes[:most]:
        yield f"  {one.id}"
        yield f"    text       {one.context}"
        yield f"    gold       {one.gold}"
        yield f"    predicted  {one.predicted}"


def _as_json(scores: Scores, layer: str, file: str, most: int | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "layer": layer,
        "file": file,
        "resamples": RESAMPLES,
        "figures": {
            figure.name: {"value": figure.value, "low": figure.low, "high": figure.high}
            for figure in scores.figures
        },
        "tables": {table.title: [list(row) for row in table.rows] for table in scores.tables},
    }
    if most is not None:
        told["errors"] = {
            kind: {"count": len(mistakes), "shown": [asdict(one) for one in mistakes[:most]]}
            for kind, mistakes in _by_kind(scores.mistakes).items()
        }
    return told
