"""A ledger served by a real server on loopback, and requests to it with nothing added to them."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn

from reportedly.config import ServeSettings
from reportedly.ledger.entries import Entry
from reportedly.ledgerdesk import open_ledger
from reportedly.serving.app import make_app

TOKEN = "a-token-for-tests-only"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers with their names in lower case, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """Where a ledger is served."""

    ledger: Path
    port: int

    def ask(
        self, path: str, method: str = "GET", body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            form = body if isinstance(body, bytes) else json.dumps(body).encode() if body else None
            kind = {"Content-Type": "application/json"} if body else {}
            connection.request(method, path, form, {**kind, **(headers or {})})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask(f"/api/v1{path}", headers=headers)

    def write(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        return self.ask(f"/api/v1{path}", method, body, {**BEARER, **headers})


def ledger_of(path: Path, entries: Sequence[Entry]) -> Path:
    """A ledger in which these were recorded, one after the other."""
    with open_ledger(path, write=True) as store:
        for entry in entries:
            store.append([entry])
    return path


@contextmanager
def served(ledger: Path, *, host: str = "127.0.0.1", read_only: bool = False) -> Iterator[Server]:
    """A ledger as it is served; ``host`` is what the settings say, it is bound to loopback all the same."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = make_app(ServeSettings(ledger, TOKEN, host, 0, read_only))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", proxy_headers=False))
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Server(ledger, listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
