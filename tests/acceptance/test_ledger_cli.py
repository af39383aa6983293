"""The ledger from the command line, with articles that are really read."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main
from reportedly.ledgerdesk import open_ledger

TANKS = "Norway delivered 12 tanks to Finland, officials in Oslo said."
DRONES = "Turkey is preparing to supply Kenya with 12 drones, the Kenyan foreign ministry said."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "made" / "ledger.db"


@pytest.fixture
def run(ledger: Path) -> Any:
    def run(*words: str, stdin: str | None = None) -> Result:
        return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words, input=stdin)

    return run


def lines(records: list[dict[str, str]], folder: Path) -> str:
    """A file of articles."""
    path = folder / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return str(path)


def test_added_once_and_found_again(run: Any, tmp_path: Path) -> None:
    path = lines([{"id": "a", "text": TANKS, "date": "2022-07-26"}, {"id": "b", "text": DRONES}], tmp_path)
    first = run("add", path)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("2 articles added with ")
    again = [json.loads(line) for line in run("add", path, "--json").stdout.splitlines()]
    assert [(one["external_id"], one["known"]) for one in again] == [("a", True), ("b", True)]
    heading, row = run("claims", "--about", "NOR FIN").stdout.splitlines()
    assert "occurred" in row
    (found,) = map(json.loads, run("search", "tanks", "--json", "--limit", "1").stdout.splitlines())
    assert {"story", "recorded", "evidence", "external_id"} <= found.keys()
    assert [one["external_id"] for one in found["postings"]] == ["a"]
    assert run("search", "submarines").stdout == f"{heading}\n"


def test_claims_as_filtered(run: Any, tmp_path: Path) -> None:
    path = lines([{"text": TANKS, "date": "2022-07-26"}, {"text": DRONES, "date": "2023-03-10"}], tmp_path)
    run("add", path)
    for words, told in (
        (["--status", "planned"], {DRONES}),
        (["--said-to", "2022", "--about", "FIN"], {TANKS}),
        (["--known-by", "2020-01-01"], set[str]()),
        (["--outlet", "Nobody"], set[str]()),
    ):
        found = [json.loads(line) for line in run("claims", "--json", *words).stdout.splitlines()]
        texts = {text for text in (TANKS, DRONES) for one in found if one["evidence"][0]["text"] in text}
        assert texts == told, words


def test_a_changed_text_is_shown(run: Any, tmp_path: Path) -> None:
    url = {"url": "https://news.example/1", "date": "2022-07-26"}
    run("add", lines([{"text": TANKS, **url}], tmp_path))
    run("add", lines([{"text": TANKS.replace("delivered", "will deliver"), **url}], tmp_path))
    assert "\tvanished\t" in run("changes").stdout or "\tchanged\t" in run("changes").stdout
    kinds = [json.loads(line)["kind"] for line in run("changes", "--json").stdout.splitlines()]
    assert len(kinds) == len(run("changes").stdout.splitlines())
    assert run("changes", "--since", "2100").stdout == ""


def test_changes_are_as_safe_for_a_terminal_as_claims_are(run: Any, tmp_path: Path) -> None:
    """The same words are shown the same: what steers a terminal is replaced, what does not is not."""
    url = {"url": "https://news.example/1", "date": "2022-07-26"}
    odd = TANKS.replace("said", "said in \x1b[2J\u202eOslo\u200b\u00ad\ue000")
    run("add", lines([{"text": odd, **url}], tmp_path))
    shown = run("claims").stdout.splitlines()[1].split("\t")[-1]
    run("add", lines([{"text": "Nothing was said.", **url}], tmp_path))
    told = run("changes").stdout
    assert f": {shown}\n" in told
    assert not {"\x1b", "\u202e"} & set(told)


def test_one_bad_article_does_not_stop_the_rest(run: Any, tmp_path: Path) -> None:
    path = lines([{"text": ""}, {"text": TANKS}], tmp_path)
    result = run("add", path)
    assert result.exit_code == 1
    assert result.stdout.startswith("1 articles added")
    assert len(result.stderr.splitlines()) == 1


def test_looking_after_it(run: Any, ledger: Path, tmp_path: Path) -> None:
    run("add", "-", stdin=TANKS)
    copy = tmp_path / "copy.db"
    assert run("ledger", "backup", str(copy)).exit_code == 0
    assert run("ledger", "rebuild").exit_code == 0
    assert "nothing wrong in 1 articles" in run("ledger", "check").stdout
    assert "nothing wrong in 1 articles" in run("ledger", "check", "--ledger", str(copy)).stdout
    assert json.loads(run("ledger", "info", "--json").stdout)["articles"] == 1
    assert "articles       1" in run("ledger", "info").stdout
    ledger.write_bytes(ledger.read_bytes()[:8192])
    damaged = run("ledger", "check")
    assert damaged.exit_code in (1, 2)
    assert damaged.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["claims"], "no ledger there yet"),
        (["search", "x"], "no ledger there yet"),
        (["add", "-", "--published", "soon"], "no date"),
        (["ledger", "backup", "copy.db"], "no ledger there yet"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Any, words: list[str], told: str) -> None:
    result = run(*words, stdin=TANKS)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert told in line


@pytest.mark.parametrize("words", [["--known-by", "soon"], ["--said-from", "13th"], ["--about", "zzyzx"]])
def test_a_question_that_makes_no_sense(run: Any, words: list[str]) -> None:
    run("add", "-", stdin=TANKS)
    result = run("claims", *words)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.slow
def test_an_add_killed_again_and_again_ends_with_every_article(ledger: Path, tmp_path: Path) -> None:
    records = [{"id": str(number), "text": f"{TANKS} Number {number}."} for number in range(200)]
    path = lines(records, tmp_path)
    command = [sys.executable, "-m", "reportedly", "add", path, "--json", "--ledger", str(ledger)]
    told: set[str] = set()
    moments = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        told.add(json.loads(process.stdout.readline())["article"])
        time.sleep(moments.uniform(0, 0.5))
        process.kill()
        told.update(json.loads(line)["article"] for line in process.communicate()[0].splitlines()[:-1])
        with open_ledger(ledger) as store:
            assert all(store.article(article) for article in told)
            assert list(store.check()) == []
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    with open_ledger(ledger) as store:
        assert store.counts().articles == store.counts().readings == 200
        assert list(store.check()) == []
