"""Watches as people and programs use them: kept in a ledger, told once, delivered somewhere."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result
from tests.made import posted
from tests.receiving import SLOW, receiver

from reportedly.faces.cli import main
from reportedly.ledger.entries import ReadArticle, Reject
from reportedly.ledgerdesk import open_ledger

PLANNED = posted("IRN planned uav RUS", published="2022-07-11")
UNSEEN = posted("IRN not observed uav RUS", published="2022-07-13")
OCCURRED = posted("IRN occurred uav RUS", published="2022-08-30")
OTHER = posted("PRK occurred ammunition RUS", published="2022-09-06")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    put(path, PLANNED)
    assert watch(path, "add", "drones", "--about", "RUS IRN uav").exit_code == 0
    return path


def put(path: Path, *entries: ReadArticle | Reject) -> None:
    with open_ledger(path, write=True) as store:
        store.append(entries)


def watch(path: Path, *words: str, key: str = "key") -> Result:
    environment = {"REPORTEDLY_LEDGER": str(path), "REPORTEDLY_WEBHOOK_KEY": key}
    return CliRunner(env=environment).invoke(main, ["watch", *words])


def news(path: Path, *words: str) -> list[tuple[str, list[str], list[tuple[str, str | None, str | None]]]]:
    """By watch: the statuses of the new claims, and the changes."""
    told = map(json.loads, watch(path, "run", "--json", *words).stdout.splitlines())
    return [
        (
            each["watch"],
            [claim["status"] for claim in each["claims"]],
            [(change["viewpoint"], change["before"], change["after"]) for change in each["changes"]],
        )
        for each in told
    ]


def test_everything_is_told_once_and_then_what_is_new(ledger: Path) -> None:
    assert news(ledger) == [("drones", ["planned"], [("USA", None, "planned")])]
    assert news(ledger) == []
    put(ledger, OTHER, UNSEEN)
    assert news(ledger) == [("drones", ["not observed"], [("USA", "planned", "not observed")])]
    put(ledger, posted("IRN not observed uav RUS", published="2022-07-14", outlet="again"))
    assert news(ledger) == []


def test_a_judgement_that_changes_a_status_is_news(ledger: Path) -> None:
    put(ledger, UNSEEN)
    assert watch(ledger, "run").exit_code == 0
    put(ledger, Reject(UNSEEN.claims[0].id, "ann"))
    assert news(ledger) == [("drones", [], [("USA", "not observed", "planned")])]


def test_only_what_comes_to_have_a_status(ledger: Path) -> None:
    watch(ledger, "add", "arrived", "--about", "RUS IRN uav", "--status", "occurred")
    assert news(ledger, "arrived") == []
    put(ledger, UNSEEN)
    assert news(ledger, "arrived") == []
    put(ledger, OCCURRED)
    told = ("arrived", ["planned", "not observed", "occurred"], [("USA", None, "occurred")])
    assert news(ledger, "arrived") == [told]
    assert news(ledger, "arrived") == []


def test_the_exit_code_says_whether_anything_is_new(ledger: Path) -> None:
    assert [watch(ledger, "run").exit_code for _ in range(2)] == [0, 3]


def test_as_text(ledger: Path) -> None:
    watch(ledger, "run")
    put(ledger, UNSEEN)
    first, thread, *lines = watch(ledger, "run").stdout.splitlines()
    assert first == "drones: transfer IRN→RUS uav: USA not observed"
    assert thread.startswith("  thread ")
    assert lines[:2] == [
        "  USA: planned → not observed since 2022-07-13 (from planned (2022-07-11) to not observed)",
        "  overall: not observed, single source: USA (USA: not observed, after planned)",
    ]
    assert lines[2].startswith("  2022-07-13 John Kirby, not observed: IRN not observed uav RUS (")


def test_removing_makes_no_ledger(tmp_path: Path) -> None:
    result = watch(tmp_path / "ledger.db", "remove", "drones")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no ledger there yet" in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_list_and_remove(ledger: Path) -> None:
    assert watch(ledger, "list").stdout == "drones\tRUS IRN uav\t\tnever\n"
    watch(ledger, "run")
    (listed,) = map(json.loads, watch(ledger, "list", "--json").stdout.splitlines())
    assert (listed["name"], listed["about"], listed["status"]) == ("drones", "RUS IRN uav", None)
    assert listed["told"] > listed["made"]
    assert watch(ledger, "remove", "drones").exit_code == 0
    assert watch(ledger, "list").stdout == ""
    # A watch that is made anew has been told nothing.
    watch(ledger, "add", "drones", "--about", "RUS IRN uav")
    assert len(news(ledger)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "drones", "--about", "RUS"], "drones: there is a watch of that name"),
        (["add", "x", "--about", "Atlantis"], "Atlantis"),
        (["add", "x", "--about", " "], "--about: name actors, an item or a frame"),
        (["add", "a\nb", "--about", "RUS"], "a watch needs a name that can be printed"),
        (["run", "missiles"], "missiles: no such watch; there are drones"),
        (["remove", "missiles"], "missiles: no such watch; there are drones"),
        (["run", "--webhook", "ftp://example.org"], "--webhook: write the URL as https://host/path"),
        (["run", "--webhook", "http://127.0.0.1:9/"], "add --allow-host 127.0.0.1"),
    ],
)
def test_what_makes_no_sense(ledger: Path, words: list[str], said: str) -> None:
    result = watch(ledger, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert len(news(ledger)) == 1, "nothing counts as told"


def test_a_ledger_without_watches(tmp_path: Path) -> None:
    put(tmp_path / "ledger.db", PLANNED)
    assert "there is no watch" in watch(tmp_path / "ledger.db", "run").stderr


def test_an_atom_feed(ledger: Path, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    assert watch(ledger, "run", "--atom", str(feed)).stdout == ""
    put(ledger, UNSEEN)
    watch(ledger, "run", "--atom", str(feed))
    read = feedparser.parse(feed.read_bytes())
    assert [entry.title for entry in read.entries] == [
        "drones: transfer IRN→RUS uav: USA not observed",
        "drones: transfer IRN→RUS uav: USA planned",
    ]
    assert "planned → not observed since 2022-07-13" in read.entries[0].content[0].value


def test_a_feed_that_cannot_be_written_loses_nothing(ledger: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "feed.xml", ledger):
        assert watch(ledger, "run", "--atom", str(path)).exit_code == 2
    assert len(news(ledger)) == 1


def test_a_webhook(ledger: Path) -> None:
    with receiver(503, 200) as server:
        result = watch(ledger, "run", "--webhook", server.url, "--allow-host", "127.0.0.1", key="très secret")
    assert result.exit_code == 0
    (first, (_, headers, body)) = server.posted
    assert first[2] == body
    signed = hmac.new("très secret".encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Reportedly-Signature"] == f"sha256={signed}"
    form = json.loads(body)
    assert (form["watch"], form["about"], form["since"]) == ("drones", "RUS IRN uav", None)
    assert [claim["status"] for claim in form["news"][0]["claims"]] == ["planned"]


def test_what_a_webhook_does_not_accept_is_told_again(ledger: Path) -> None:
    with receiver(400) as server:
        result = watch(ledger, "run", "--webhook", server.url, "--allow-host", "127.0.0.1")
        assert result.exit_code == 1
        assert "127.0.0.1: it answered 400" in result.stderr
    assert len(news(ledger)) == 1


def test_what_a_killed_run_had_not_delivered_is_told_by_the_next_with_the_same_id(ledger: Path) -> None:
    with receiver(SLOW, 200) as server:
        words = ["watch", "run", "--webhook", server.url, "--allow-host", "127.0.0.1"]
        environment = {**os.environ, "REPORTEDLY_LEDGER": str(ledger), "REPORTEDLY_WEBHOOK_KEY": "key"}
        running = subprocess.Popen([sys.executable, "-m", "reportedly", *words], env=environment)
        while not server.posted and running.poll() is None:
            time.sleep(0.01)
        running.kill()
        running.wait()
        assert watch(ledger, *words[1:]).exit_code == 0
    before, after = (json.loads(body) for _, _, body in server.posted)
    assert after == before
    assert watch(ledger, "run").exit_code == 3
