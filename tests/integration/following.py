"""A process that asks the sources of a ledger once, on loopback, and records what it takes unread.

Run with the ledger's path.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from tests.scenes import HERE

from reportedly.config import SourceSettings
from reportedly.following.gathering import Gathering
from reportedly.following.schedule import due
from reportedly.ledger.entries import Found, ReadArticle
from reportedly.ledger.sqlite import SqliteStore
from reportedly.sourcedesk import followed, gone_through, tools


def main(ledger: str) -> None:
    """Record all that is new."""
    with (
        closing(SqliteStore.open_to_write(Path(ledger))) as store,
        tools(HERE, SourceSettings()) as asked_with,
    ):
        asked = due(followed(store), asked_with.clock())
        for one in gone_through(Gathering(store, asked_with), asked):
            if isinstance(one, Found):
                store.append([ReadArticle(one.article, "reader-1", (), (), ()), *one.entries])
            else:
                store.append([one])


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
