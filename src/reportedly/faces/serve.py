"""The command that serves a ledger to a browser and to programs: ``serve``."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

import click
import uvicorn
from starlette.types import ASGIApp

from reportedly.config import LOCALHOST, PORT, ServeSettings
from reportedly.errors import UsageError
from reportedly.faces.answering import answering
from reportedly.faces.options import ledger_option
from reportedly.serving.app import make_app

TOKEN = "REPORTEDLY_TOKEN"  # noqa: S105 - the name of a variable


@click.command()
@click.option("--host", default=LOCALHOST, show_default=True, help="Address to be reached at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=PORT, show_default=True, help="0 for any.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"File with the token for writing; else it is in {TOKEN}, or made anew.",
)
@click.option("--read-only", is_flag=True, help="Refuse everything that writes.")
@ledger_option
def serve(host: str, port: int, token_file: Path | None, read_only: bool, ledger: Path) -> None:
    """Serve the ledger to a browser and, under /api/v1, to programs, until interrupted.

    Only this machine can reach it unless --host says otherwise, and then every request needs the token.
    """
    with answering():
        given = _given_token(token_file)
        settings = ServeSettings(ledger, given or secrets.token_urlsafe(24), host, port, read_only)
        app = make_app(settings)
        with _bound(settings) as listening:
            address = f"[{host}]" if ":" in host else host
            click.echo(f"http://{address}:{listening.getsockname()[1]}/")
            if given is None:
                click.echo(f"token {settings.token}")
            _run(uvicorn.Server(_quiet(app)), listening)


def _given_token(file: Path | None) -> str | None:
    """The token as a person chose it. It is no option: what a command was given, others can see."""
    if file is None:
        return os.environ.get(TOKEN) or None
    try:
        return file.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise UsageError(f"--token-file {file}: cannot be read ({error})") from error


def _bound(settings: ServeSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise UsageError(
            f"{settings.host}:{settings.port}: cannot be listened at ({error.strerror or error}); "
            "choose another port with --port"
        ) from error


def _quiet(app: ASGIApp) -> uvicorn.Config:
    """It says nothing of itself, believes no proxy, and ends a few seconds after it was told to."""
    return uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        ws="none",
    )


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve until interrupted, which is how it ends well."""
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
