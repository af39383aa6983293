"""The SQL of the store, by name: ``sql/*.sql`` holds statements below ``-- name: ...`` lines.

A statement may hold another, or part of one, as ``{name}``.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

import apsw

_NAMED = re.compile(r"^-- name: (\w+)\n(.*?)(?=^-- name: |\Z)", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"\{(\w+)\}")


def parse(text: str) -> Iterator[tuple[str, str]]:
    r"""The named statements of a file; what follows the name up to the next one is the statement.

    >>> dict(parse("-- name: one\nSELECT 1;\n\n-- name: two\nSELECT 2;\n"))
    {'one': 'SELECT 1', 'two': 'SELECT 2'}
    """
    for name, body in _NAMED.findall(text):
        yield name, body.strip().rstrip(";")


def _load() -> Mapping[str, str]:
    statements: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath("sql").iterdir(), key=lambda file: file.name):
        statements.update(parse(file.read_text("utf-8")))
    return MappingProxyType({name: _whole(text, statements) for name, text in statements.items()})


def _whole(text: str, statements: Mapping[str, str]) -> str:
    return _PART.sub(lambda part: _whole(statements[part[1]], statements), text)


SQL: Mapping[str, str] = _load()


def rows(db: apsw.Connection, statement: str, **values: object) -> Iterator[tuple[Any, ...]]:
    """The rows that a named statement gives."""
    return cast("Iterator[tuple[Any, ...]]", db.execute(SQL[statement], values))


def value(db: apsw.Connection, statement: str, **values: object) -> Any:
    """The first value that a named statement gives, ``None`` where it gives none."""
    return db.execute(SQL[statement], values).get


def numbers(found: Iterable[int]) -> Any:
    """Row numbers as the array that a statement takes; of none, one that no row has."""
    return apsw.carray(array("q", sorted(found) or [0]))


def inserted(db: apsw.Connection, statement: str, **values: object) -> int:
    """Run a named statement that inserts a row, and return the row's number."""
    db.execute(SQL[statement], values)
    return db.last_insert_rowid()
