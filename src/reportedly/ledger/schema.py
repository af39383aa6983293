"""The schema of a ledger: the sum of its numbered migrations, and how a file tells that it is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import apsw

APPLICATION_ID = 0x72706C67
"""``PRAGMA application_id`` of a ledger: "rplg"."""


@cache
def migrations() -> Sequence[str]:
    """The SQL of every migration, first to last; a ledger of version n has had the first n."""
    found = sorted(file.name for file in files(__package__).joinpath("migrations").iterdir())
    return tuple(
        files(__package__).joinpath("migrations", name).read_text("utf-8")
        for name in found
        if name.endswith(".sql")
    )


def version_of(db: apsw.Connection) -> int:
    """How many migrations a ledger has had."""
    return int(db.pragma("user_version"))


def migrate(db: apsw.Connection, up_to: int | None = None) -> bool:
    """Bring a ledger, or an empty file, to the newest version, or to the one given: all or nothing.

    Returns whether it was a ledger of an earlier version: what is derived is to be computed again.
    """
    wanted = len(migrations()) if up_to is None else up_to
    version = version_of(db)
    if version >= wanted:
        return False
    with db:
        for number in range(version, wanted):
            db.execute(migrations()[number])
        db.pragma("application_id", APPLICATION_ID)
        db.pragma("user_version", wanted)
    return version > 0
