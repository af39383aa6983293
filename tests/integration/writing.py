"""A process that writes to a ledger until it is stopped, and says what it was told is recorded.

Run with the ledger's path, a number that its articles begin with, and the most bytes that a file may have.
"""

from __future__ import annotations

import resource
import sys
from itertools import count
from pathlib import Path

from tests.made import posted

from reportedly.errors import LedgerError
from reportedly.ledger.sqlite import SqliteStore

STATUSES = ("planned", "denied", "occurred", "not observed")


def text(number: int) -> str:
    """An article of about a hundred claims, unlike every other."""
    return " ".join(f"IRN {STATUSES[number % 4]} uav RUS {number} {line}." for line in range(100))


def main(ledger: str, first: str, most: str) -> None:
    """Append one article after the other, and print the id of each once it is recorded."""
    if int(most):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        with SqliteStore.open_to_write(Path(ledger)) as store:
            for number in count(int(first)):
                entry = posted(text(number))
                store.append([entry])
                print(entry.article.id, flush=True)
    except LedgerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
