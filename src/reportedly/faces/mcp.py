"""The command that serves a ledger to language models: ``mcp``."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.config import ReadingSettings
from reportedly.faces.answering import answering
from reportedly.faces.options import ledger_option, package_options


@click.command()
@click.option("--write", is_flag=True, help="Let texts be added and claims be judged as well.")
@package_options
@ledger_option
def mcp(write: bool, ledger: Path, parser: str, model: str) -> None:
    """Serve the ledger to a program that speaks the Model Context Protocol, over standard input and output.

    It is started by that program; without --write it only reads.
    """
    # Not with the other commands: it takes as long to import as all of them.
    from reportedly.mcptools.served import Served  # noqa: PLC0415
    from reportedly.mcptools.serving import serve  # noqa: PLC0415

    with answering():
        serve(Served(ledger, ReadingSettings(parser, model)), write=write)
