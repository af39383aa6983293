"""The commands ``export`` and ``import``: a ledger in the forms of others, and its record for another one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from reportedly.errors import UsageError
from reportedly.exportdesk import FORMS, Tally, Wanted
from reportedly.exportdesk import export as exported
from reportedly.faces.answering import answering, complain
from reportedly.faces.dates import days_of, known_by_option, moment_of
from reportedly.faces.options import ledger_option
from reportedly.importdesk import import_record
from reportedly.ledgerdesk import open_ledger
from reportedly.query import parse_query

_BINARY = "parquet"


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)), metavar="FORMAT")
@click.option("--about", default="", help='Only on these actors and items: "RUS IRN uav".')
@click.option("--as-of", metavar="DATE", help="Only what had been said by the end of this day.")
@known_by_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file, which is replaced once all is written.",
)
@ledger_option
def export(form: str, output: Path | None, ledger: Path, **options: Any) -> None:
    """Write the ledger in FORMAT: claims as people judge them, with their evidence.

    \b
    jsonl        the record, to be put into another ledger with `import`
    parquet      claims, a row each
    sipri        transfers in the columns of the SIPRI trade register (CSV)
    plover       PLOVER event records (JSON Lines)
    ftm          FollowTheMoney statements (JSON Lines)
    stix         a STIX 2.1 bundle of reports, notes and opinions
    annotations  W3C Web Annotations (JSON-LD)
    schema-org   schema.org Claim and ClaimReview (JSON-LD)
    """  # noqa: D301 - click's mark for lines that stay lines
    with answering(), closing(open_ledger(ledger)) as store:
        wanted = Wanted(
            parse_query(options["about"]),
            days_of("--as-of", options["as_of"])[1],
            moment_of(options["known_by"]),
        )
        with _opened(output, form) as out:
            tally = exported(store, form, wanted, out)
            out.flush()
        _tell(tally)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@ledger_option
def import_(file: Path, ledger: Path) -> None:
    """Put what `export jsonl` wrote to FILE (- for standard input) into a new ledger, without loss."""
    with answering(), _to_read(file) as stream, closing(open_ledger(ledger, write=True)) as store:
        import_record(store, stream, str(file))
        counts = store.counts()
        click.echo(
            f"{ledger}: {counts.articles} articles with {counts.claims} claims and "
            f"{counts.judgements} judgements imported"
        )


def _tell(tally: Tally) -> None:
    """How many were written, and what could not be said in this form, in one line."""
    reasons = ", ".join(f"{count} left out ({why})" for why, count in sorted(tally.left_out.items()))
    complain(f"{tally.written} {tally.what} written" + (f"; {reasons}" if reasons else ""))


@contextmanager
def _opened(output: Path | None, form: str) -> Iterator[BinaryIO]:
    if output is not None:
        with _beside(output) as out:
            yield out
        return
    if form == _BINARY and sys.stdout.isatty():
        raise UsageError(f"{form} is not for a terminal; name a file with --output")
    yield sys.stdout.buffer


@contextmanager
def _beside(output: Path) -> Iterator[BinaryIO]:
    """A file beside another, which it replaces once it is whole, with the permissions that that had."""
    target = output.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _to_read(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); check the name") from error
    with stream:
        yield stream
