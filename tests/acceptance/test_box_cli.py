"""Files that stop their parser, by the command line: told, remembered, tried again when asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main
from reportedly.ledger.entries import Failed
from reportedly.ledgerdesk import open_ledger
from reportedly.sources.box import digest_of

GOOD = (
    "<html lang=en><h1>Tanks</h1><p>Norway delivered 12 tanks to Finland, officials in Oslo said.</p></html>"
)
TIME = "its parser was stopped after 10 s of processor time"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def run(ledger: Path) -> Any:
    def run(*words: str) -> Result:
        return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words)

    return run


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no process to its time")
def test_a_page_that_stops_its_parser_is_told_and_not_tried_again(run: Any, tmp_path: Path) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    (tmp_path / "a.html").write_text(f"<html><p {attributes}>Kazra sold drones.</p></html>")
    (tmp_path / "b.html").write_text(GOOD)
    first, again = run("add", str(tmp_path)), run("add", str(tmp_path))
    assert first.stdout.startswith("1 articles added with ")
    assert f"{tmp_path}/a.html: {TIME}; give its text alone" in first.stderr
    assert f"{tmp_path}/a.html: {TIME}; it is not tried again, unless with --retry-failed" in again.stderr
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert f"skipped 1: {TIME}" in run("sources").stdout


def test_what_stopped_a_parser_is_tried_again_when_asked(run: Any, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(GOOD)
    with open_ledger(ledger, write=True) as store:
        store.append([Failed(str(path), str(path), TIME, digest=digest_of(GOOD.encode()))])
    left = run("add", str(path))
    assert (left.exit_code, left.stdout) == (1, "0 articles added with 0 claims, 0 known already\n")
    assert left.stderr == f"reportedly: {path}: {TIME}; it is not tried again, unless with --retry-failed\n"
    asked = run("add", "--retry-failed", str(path))
    assert (asked.exit_code, asked.stderr) == (0, "")
    assert asked.stdout.startswith("1 articles added with ")
    changed = tmp_path / "b.html"
    changed.write_text(GOOD.replace("12", "13"))
    assert run("add", str(changed)).exit_code == 0
