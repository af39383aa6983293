"""Threads and judgements from the command line, over the bundled transcripts, really read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main

pytestmark = pytest.mark.slow

TRANSCRIPTS = Path(__file__).parents[2] / "demo" / "transcripts"
LATER = ("2022-08-30", "2022-09-21", "2022-10")
DRONES = ("--about", "RUS IRN uav")
AS_OF = [
    ("2022-07-10", None),
    ("2022-07-11", "planned"),
    ("2022-07-13", "not observed"),
    ("2022-07-26", "not observed"),
    ("2022-08-30", "occurred"),
    ("2022-12-31", "occurred"),
    ("2022", "occurred"),
    ("2022-07-13T12:00", "not observed"),
]

Run: TypeAlias = Callable[..., Result]


def runner(ledger: Path) -> Run:
    """The command line, with a ledger."""

    def run(*words: str, stdin: str | None = None) -> Result:
        return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words, input=stdin)

    return run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A ledger of the ten transcripts, and the moment before those from August on were added."""
    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    run = runner(path)
    found = sorted(TRANSCRIPTS.iterdir())
    later = [str(file) for file in found if file.name.startswith(LATER)]
    assert run("add", *(str(file) for file in found if str(file) not in later)).exit_code == 0
    moment = json.loads(run("ledger", "info", "--json").stdout)["last_recorded"]
    assert run("add", *later).exit_code == 0
    return path, moment


@pytest.fixture
def run(filled: tuple[Path, str], tmp_path: Path) -> Run:
    shutil.copy(filled[0], tmp_path / "ledger.db")
    return runner(tmp_path / "ledger.db")


def thread(run: Run, *words: str) -> dict[str, Any]:
    result = run("thread", "--json", *(words or DRONES))
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_all_claims_on_the_deal_are_in_its_thread(run: Run) -> None:
    drones = thread(run)
    assert drones["proposition"] == {
        "event": "transfer",
        "supplier": "IRN",
        "recipient": "RUS",
        "item": "uav",
    }
    held = {claim["id"] for claim in drones["claims"]}
    held |= {posting["claim"] for claim in drones["claims"] for posting in claim["postings"]}
    found = map(json.loads, run("claims", "--json", *DRONES).stdout.splitlines())
    assert {claim["id"] for claim in found if claim["event"]["frame"] == "transfer"} <= held
    days = {claim["said"] for claim in drones["claims"]}
    assert "2022-07-19" in days
    assert "2022-07-20" not in days  # the same briefing again


@pytest.mark.parametrize(("day", "status"), AS_OF)
def test_status_as_of_a_day(run: Run, day: str, status: str | None) -> None:
    assert thread(run, *DRONES, "--as-of", day)["status"].get("USA") == status


def test_what_was_known_before_the_later_articles_were_added(run: Run, filled: tuple[Path, str]) -> None:
    assert thread(run, *DRONES, "--known-by", filled[1])["status"]["USA"] == "not observed"
    assert thread(run)["status"]["USA"] == "occurred"


def test_a_rejected_claim_is_out_until_the_judgement_is_undone(run: Run) -> None:
    before = thread(run)
    (stretch,) = [one for one in before["history"] if one["status"] == "occurred"]
    for number, claim in enumerate(stretch["claims"], 1):
        assert run("judge", "reject", claim, "--by", "ann").stdout.startswith(f"{number}\t")
    after = thread(run)
    assert after["status"]["USA"] != "occurred"
    assert after["history"] != before["history"]
    for number, _ in enumerate(stretch["claims"], 1):
        assert run("judge", "undo", str(number)).exit_code == 0
    assert thread(run) == before


def test_an_edit_moves_a_claim_to_another_thread(run: Run) -> None:
    before = thread(run)
    claim = before["claims"][0]["id"]
    assert run("judge", "edit", claim[:8], "event.item.class", "missile").exit_code == 0
    assert thread(run, claim)["proposition"]["item"] == "missile"
    assert claim not in {one["id"] for one in thread(run)["claims"]}
    run("judge", "undo", "1")
    assert thread(run) == before


def test_threads_are_merged_and_divided(run: Run) -> None:
    before = thread(run)
    rows = [json.loads(line) for line in run("threads", "--json", "--limit", "100").stdout.splitlines()]
    other = next(row for row in rows if row["id"] != before["id"] and row["claims"] > 0)
    assert run("judge", "same", before["id"], other["id"][:10]).exit_code == 0
    merged = thread(run, other["id"])
    assert merged["id"] == thread(run)["id"]
    assert len(merged["claims"]) == len(before["claims"]) + other["claims"]
    assert run("judge", "different", before["claims"][0]["id"], other["id"]).exit_code == 0
    assert thread(run) == before
    assert "same" in run("judge", "list").stdout


def test_threads_are_listed(run: Run) -> None:
    drones = thread(run)
    heading, *rows = run("threads", *DRONES).stdout.splitlines()
    assert heading.split("\t") == ["thread", "about", "status", "claims", "last said"]
    assert any(row.startswith(f"{drones['id']}\ttransfer IRN→RUS uav\t") for row in rows)
    found = [json.loads(line) for line in run("threads", "drones", "Iran", "--json").stdout.splitlines()]
    assert drones["id"] in {one["id"] for one in found}
    last = [json.loads(line)["last_said"] for line in run("threads", "--json").stdout.splitlines()]
    assert last == sorted(last, reverse=True)


def test_a_table_for_people(run: Run) -> None:
    shown = run("thread", *DRONES, "--as-of", "2022-07-26").stdout
    assert "as of 2022-07-26" in shown
    assert "history" in shown


def test_review_answers_one_key_a_claim(run: Run) -> None:
    shown = run("review", *DRONES, "--by", "ann", stdin="x a\nr\ns e\nsaid whenever\nq")
    assert shown.exit_code == 0, shown.output
    assert "status hangs on it" in shown.stdout
    assert "said: not a field of a claim with such a value" in shown.stderr
    told = [line.split("\t")[2:] for line in run("judge", "list").stdout.splitlines()]
    assert [(by, what.split()[0]) for by, what in told] == [("ann", "accept"), ("ann", "reject")]
    again = run("review", *DRONES, stdin="").stdout
    assert told[0][1].split()[1] not in again


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["thread", "0123456789abcdef"], "no such thread or claim"),
        (["thread", "01"], "at least 6 characters"),
        (["thread"], "name one thread"),
        (["thread", "--about", "NOR ISL uav"], "no thread"),
        (["thread", *DRONES, "--as-of", "soon"], "no date"),
        (["thread", *DRONES, "--known-by", "soon"], "no date"),
        (["thread", *DRONES, "--known-by", "2020"], "no thread"),
        (["threads", "--about", "zzyzx"], "is no country"),
        (["judge", "accept", "0123456789"], "no such claim"),
        (["judge", "undo", "7"], "no such judgement"),
        (["judge", "same", "0123456789", "9876543210"], "no such thread or claim"),
        (["judge", "edit", "{claim}", "mood", "glad"], "mood: not a field"),
        (["judge", "edit", "{claim}", "status", "glad"], "status: not a field of a claim with such a value"),
        (["judge", "edit", "{claim}", "id", "x"], "id: not a field of a claim with such a value"),
        (["judge", "different", "{claim}", "{claim}"], "are one already"),
    ],
)
def test_what_makes_no_sense_is_one_line(run: Run, words: list[str], told: str) -> None:
    claim = thread(run)["claims"][0]["id"]
    result = run(*(word.format(claim=claim) for word in words))
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert told in line
