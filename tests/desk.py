"""The desk of a ledger, served on a port of this machine for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from reportedly.config import ServeSettings
from reportedly.serving.app import make_app

TOKEN = "for-tests-and-nothing-else"


def settings(ledger: Path, *, read_only: bool = False) -> ServeSettings:
    return ServeSettings(ledger, TOKEN, read_only=read_only)


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address at which the desk of a ledger is served."""
    app = make_app(settings(ledger))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        try:
            while not server.started:
                assert running.is_alive(), "the server did not start"
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join()
