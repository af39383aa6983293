"""Gold annotations in and predictions out: JSON Lines, gzipped where the name ends in ``.gz``."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias

from reportedly.errors import GoldError

Row: TypeAlias = dict[str, Any]


def read_gold(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, one a line, blank lines skipped.

    Raises `GoldError`, naming file and line, where the file cannot be read, is not UTF-8, or a
    line is not a JSON object.
    """
    number = 0
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(path, number, line)
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        raise GoldError(f"{path}, after line {number}: cannot be read ({problem})") from problem


def field_of(row: Mapping[str, Any], name: str, kind: type, path: Path) -> Any:
    """``row[name]``, or a `GoldError` where it is missing or not a ``kind``."""
    value = row.get(name)
    if not isinstance(value, kind):
        item = row.get("id", "an item without id")
        raise GoldError(f"{path}, {item}: field {name!r} is not a {kind.__name__}; see docs/scoring.md")
    return value


def write_predictions(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, keys in the order given."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _row(path: Path, number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except ValueError as problem:
        raise GoldError(f"{path}, line {number}: not JSON ({problem})") from problem
    if not isinstance(value, dict):
        raise GoldError(f"{path}, line {number}: not a JSON object")
    return value
