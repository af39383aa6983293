"""The facade of imports: the record of a ledger, as `reportedly.exportdesk` wrote it, into a new one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from reportedly.errors import SourceError, UsageError
from reportedly.jsonform import decode
from reportedly.ledger.recordlines import FORM, AnyLine, Heading, Line
from reportedly.ledger.store import Store

_LONGEST = 256 * 1024 * 1024
_ADVICE = "nothing was imported; export it again with `reportedly export jsonl`"


class Lines:
    """The lines of a record in a stream, and at which of them it is: ``at`` counts from 1.

    Raises as it goes:
        SourceError: a line is none, or there is no heading that this version knows.
    """

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where
        self.at = 0

    def __iter__(self) -> Iterator[Line]:
        heading = self._next()
        if not isinstance(heading, Heading):
            raise self.refused("is no record of a ledger: its first line says nothing of one")
        if heading.form > FORM:
            raise self.refused(f"is in form {heading.form}, and this version knows {FORM}")
        while line := self._next():
            if isinstance(line, Heading):
                raise self.refused("a second heading: two records in one file")
            yield line

    def refused(self, problem: str) -> SourceError:
        """The error that says what is wrong with this line."""
        return SourceError(f"{self._where}:{max(self.at, 1)}", problem, _ADVICE)

    def _next(self) -> Heading | Line | None:
        data = self._stream.readline(_LONGEST)
        if not data:
            return None
        self.at += 1
        if len(data) == _LONGEST:
            raise self.refused(f"is longer than {_LONGEST // 2**20} MiB")
        try:
            line: Heading | Line = decode(AnyLine, data)
        except (msgspec.ValidationError, json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self.refused(f"is no line of a record ({error})") from error
        return line


def import_record(store: Store, stream: BinaryIO, where: str) -> int:
    """Put the record in a stream, which ``where`` names, into a ledger that holds nothing; how many lines.

    Raises:
        SourceError: the stream is no such record; the ledger is as it was.
        LedgerError: the ledger holds something already, or cannot be written.

    """
    lines = Lines(stream, where)
    try:
        return store.restore(lines)
    except UsageError as error:
        raise lines.refused(str(error)) from error
