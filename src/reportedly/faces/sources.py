"""The command that says what came of each source: ``sources``."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from reportedly.faces.answering import answering
from reportedly.faces.options import ledger_option
from reportedly.jsonform import encode
from reportedly.ledgerdesk import open_ledger
from reportedly.sourcedesk import Source
from reportedly.sourcedesk import sources as all_sources


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@ledger_option
def sources(ledger: Path, as_json: bool) -> None:
    """List where articles come from: what each source gave, when, and what was skipped and why.

    These are the sources that are followed, and all that was ever given to `add`.
    """
    with answering(), closing(open_ledger(ledger)) as store:
        for source in all_sources(store):
            click.echo(encode(source) if as_json else "\n".join(_lines(source)))


def _lines(source: Source) -> list[str]:
    """A source as people read it: its name, and below it what came of it."""
    standing = "gone" if source.gone else "followed" if source.followed else "added"
    at = f", now at {source.address}" if source.address != source.name else ""
    lines = [
        f"{source.name} ({standing}{at})",
        f"  {source.articles} articles, {source.claims} claims; last success {_moment(source.last_success)}",
    ]
    if source.last_error:
        lines.append(f"  last error {_moment(source.last_error_at)}: {source.last_error}")
    lines.extend(f"  skipped {count}: {reason}" for reason, count in source.skipped.items())
    return lines


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ", timespec="minutes") if moment else "never"
