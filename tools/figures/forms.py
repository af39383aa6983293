"""The files that figures are made of."""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Line = dict[str, float | None]
Series = dict[str, list[tuple[float, float]]]

_NOT_SERIES = ("step", "seconds")
_HEADING = ["confidence", "mean", "share right", "count"]
_Kind = TypeVar("_Kind")


class InputError(Exception):
    """A file that is missing or not of its form, in one line that names it."""


class Log(msgspec.Struct):
    """What a stage of training wrote: losses every few steps, figures more rarely."""

    stage: str
    losses: list[Line]
    figures: list[Line]


class Bin(msgspec.Struct, frozen=True):
    """Predictions of about the same confidence."""

    bounds: str
    mean: float
    right: float
    count: int


class Interval(msgspec.Struct):
    """A figure of ``reportedly score``; its bounds are of no use here."""

    value: float | None = None


class Scores(msgspec.Struct):
    """What ``reportedly score LAYER FILE --json`` prints."""

    layer: str
    file: str
    figures: dict[str, Interval]
    tables: dict[str, list[list[str]]]


class Reader(msgspec.Struct):
    """A way to read: documents per second as a multiple of the bare spaCy pipeline's, and F1."""

    name: str
    rate: float
    f1: float


def read_log(path: Path) -> Log:
    """A training log with at least a loss and a figure."""
    log = _read(path, Log)
    for name, lines in (("losses", log.losses), ("figures", log.figures)):
        if any(not _known(line.get("step")) for line in lines):
            raise InputError(f"{path}: not every line of {name} has a step")
        if not series(lines):
            raise InputError(f"{path}: no {name}")
    return log


def read_scores(path: Path) -> tuple[Scores, list[Bin]]:
    """Scores with what their table of reliability tells; bins without predictions are left out."""
    scores = _read(path, Scores)
    heading, *rows = scores.tables.get("reliability") or [[]]
    if heading != _HEADING:
        raise InputError(f"{path}: no table of reliability; these predictions carry no confidence")
    try:
        bins = [_bin(row) for row in rows if row[-1] != "0"]
    except (ValueError, IndexError):
        raise InputError(f"{path}: the table of reliability has a row without its four numbers") from None
    if not bins:
        raise InputError(f"{path}: every bin of the table of reliability is empty")
    return scores, bins


def read_speed(path: Path) -> list[Reader]:
    """At least one way to read."""
    readers = _read(path, list[Reader])
    if not readers:
        raise InputError(f"{path}: nothing in the list")
    if any(not (_known(each.rate) and each.rate > 0 and _known(each.f1)) for each in readers):
        raise InputError(f"{path}: every rate has to be above zero, and every f1 a number")
    return readers


def series(lines: list[Line]) -> Series:
    """The points of each column by its name; a column may be missing from a line."""
    found: Series = {}
    for line in lines:
        for name, value in line.items():
            if name not in _NOT_SERIES and value is not None and isfinite(value):
                found.setdefault(name, []).append((line["step"] or 0, value))
    return found


def _bin(row: list[str]) -> Bin:
    bounds, mean, right, count = row
    found = Bin(bounds, float(mean), float(right), int(count))
    if not (0 <= found.mean <= 1 and 0 <= found.right <= 1 and found.count > 0):
        raise ValueError(row)
    return found


def _known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(told, kind)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or 'cannot be read'}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: {' '.join(str(error).split())}") from None
