"""The command that serves a ledger: how it begins, what it says, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.made import posted
from tests.served import TOKEN, Server, ledger_of


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("serve") / "l.db", [posted("IRN planned uav RUS.")])


def command(ledger: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "reportedly", "serve", "--ledger", str(ledger), *options]


@contextmanager
def serving(ledger: Path, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the address that it prints."""
    with subprocess.Popen(
        command(ledger, "--port", "0", *options),
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


@pytest.mark.slow
def test_served_until_interrupted(ledger: Path) -> None:
    with serving(ledger) as (running, address):
        assert address.startswith("http://127.0.0.1:")
        assert running.stdout is not None
        word, token = running.stdout.readline().split()
        with urlopen(f"{address}api/v1/claims") as answer:
            assert len(json.load(answer)["items"]) == 1
        server = Server(ledger, int(address.rstrip("/").rpartition(":")[2]))
        watch = {"name": "w", "about": "RUS"}
        told = server.ask("/api/v1/watches", "POST", watch, {"Authorization": f"Bearer {token}"})
        assert (word, told.status) == ("token", 201)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stderr is not None
        assert running.stderr.read() == ""


@pytest.mark.slow
def test_a_chosen_token_is_not_printed(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    with serving(ledger, "--token-file", str(file), REPORTEDLY_TOKEN="another-token-altogether") as (
        running,
        address,
    ):
        server = Server(ledger, int(address.rstrip("/").rpartition(":")[2]))
        assert server.write("DELETE", "/watches/none").status == 404
        running.send_signal(signal.SIGINT)
        assert running.stdout is not None
        assert running.stdout.read() == ""


def test_a_port_that_is_taken_is_one_line(ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            command(ledger, "--port", port), capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"reportedly: 127.0.0.1:{port}: cannot be listened at (")
    assert done.stderr.endswith("choose another port with --port\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--ledger", "none.db"], "none.db: no ledger there yet"),
        (["--token-file", "none.txt"], "--token-file none.txt: cannot be read"),
        (["--host", "no such host"], "no such host:8750: cannot be listened at"),
    ],
)
def test_what_cannot_be_served_is_one_line(ledger: Path, options: list[str], told: str) -> None:
    done = subprocess.run(command(ledger, *options), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"reportedly: {told}")
    assert done.stderr.count("\n") == 1
