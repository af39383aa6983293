"""The dates and moments that options give."""

from __future__ import annotations

import click

from reportedly.query import days_of, moment_of

__all__ = ["days_of", "known_by_option", "moment_of"]

known_by_option = click.option(
    "--known-by", metavar="DATE", help="What the ledger held by the end of this day, or at this moment (UTC)."
)
