"""The options that commands share: which articles, read with what, kept in which ledger."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from reportedly.config import FetchSettings, ReadingSettings, SourceSettings
from reportedly.desk import processors
from reportedly.errors import UsageError
from reportedly.fetching.urls import allowed_hosts
from reportedly.ledgerdesk import default_path

Command = TypeVar("Command", bound=Callable[..., None])


def input_options(command: Command) -> Command:
    """The options that say how articles are taken from files and what they are read with."""
    for option in reversed(_INPUT):
        command = option(command)
    return command


def package_options(command: Command) -> Command:
    """The options that say what to read with."""
    by_default = ReadingSettings()
    for name, what in (("model", "Model package to read with"), ("parser", "spaCy pipeline to parse with")):
        command = click.option(
            f"--{name}",
            metavar="NAME",
            default=getattr(by_default, name),
            envvar=f"REPORTEDLY_{name.upper()}",
            show_envvar=True,
            show_default=True,
            help=f"{what}.",
        )(command)
    return command


_INPUT = (
    click.option("--published", help="Date of articles that carry none (EDTF, such as 2022-07-26)."),
    click.option("--outlet", help="Outlet of articles that name none."),
    click.option("--language", help="Language of articles that name none (BCP 47, such as en)."),
    click.option(
        "--field", multiple=True, metavar="FIELD=NAME", help="Name of a field in JSON Lines: text=body."
    ),
    click.option(
        "--max-size", type=click.IntRange(min=1), help="Longest article to read, in bytes (2,000,000)."
    ),
    click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes to read in."),
    package_options,
)


def ledger_option(command: Command) -> Command:
    """The option that says which ledger, as a path."""
    return click.option(
        "--ledger",
        type=click.Path(path_type=Path, dir_okay=False),
        default=default_path,
        envvar="REPORTEDLY_LEDGER",
        show_envvar=True,
        show_default="ledger.db in the user's data folder",
        help="File of the ledger.",
    )(command)


def network_options(command: Command) -> Command:
    """The options that say how a network is asked."""
    for option in reversed(_NETWORK):
        command = option(command)
    return command


def fetching_options(command: Command) -> Command:
    """The options that say how much is fetched from a network, and how fast."""
    for option in reversed(_FETCHING):
        command = option(command)
    return network_options(command)


def fetch_settings(options: dict[str, Any]) -> FetchSettings:
    """How a network is asked, as the options say.

    Raises:
        UsageError: ``--allow-host`` is no host.

    """
    allowed = allowed_hosts(options["allow_host"])
    return FetchSettings(allowed, options["contact"], options["delay"], options["most"])


_FETCHED = FetchSettings()
_FETCHING = (
    click.option(
        "--delay",
        type=click.FloatRange(0, 3600),
        default=_FETCHED.delay,
        show_default=True,
        metavar="SECONDS",
        help="Pause between two requests to one host; --allow-host needs none.",
    ),
    click.option(
        "--most",
        type=click.IntRange(min=1),
        default=_FETCHED.most,
        show_default=True,
        metavar="N",
        help="Most pages to fetch from one source at a time.",
    ),
)


_NETWORK = (
    click.option(
        "--allow-host",
        multiple=True,
        metavar="HOST",
        help="Go to this host though it is not on the public internet.",
    ),
    click.option(
        "--contact",
        metavar="ADDRESS",
        envvar="REPORTEDLY_CONTACT",
        show_envvar=True,
        help="E-mail address or URL that is told to the hosts that are asked.",
    ),
)


def source_settings(options: dict[str, Any]) -> SourceSettings:
    """How articles are taken from files, as the options say.

    Raises:
        UsageError: ``--field`` is not FIELD=NAME.

    """
    fields = []
    for pair in options["field"]:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise UsageError(f"--field {pair!r}: write FIELD=NAME, as in text=body")
        fields.append((field, name))
    settings = SourceSettings(
        published=options["published"],
        outlet=options["outlet"],
        language=options["language"],
        fields=dict(fields),
        today=datetime.datetime.now(tz=datetime.UTC).date(),
    )
    return replace(settings, max_size=options["max_size"]) if options["max_size"] else settings


def reading_settings(options: dict[str, Any]) -> tuple[int, ReadingSettings]:
    """In how many processes to read, and with what."""
    return min(options["jobs"], processors()), ReadingSettings(options["parser"], options["model"])
