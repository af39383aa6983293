"""Actors and judgements of them from the command line, over bundled transcripts, really read."""

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
READ = sorted(TRANSCRIPTS.glob("2022-07-1[39]*")) + sorted(TRANSCRIPTS.glob("2022-10-20*"))

Run: TypeAlias = Callable[..., Result]


def runner(ledger: Path) -> Run:
    """The command line, with a ledger."""

    def run(*words: str) -> Result:
        return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words)

    return run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    assert runner(path)("add", *map(str, READ)).exit_code == 0
    return path


@pytest.fixture
def run(filled: Path, tmp_path: Path) -> Run:
    shutil.copy(filled, tmp_path / "ledger.db")
    return runner(tmp_path / "ledger.db")


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    result = run("actors", *words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def shown(run: Run, *words: str) -> dict[str, Any]:
    result = run("actor", *words, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_one_person_under_all_names(run: Run) -> None:
    (kirby,) = listed(run, "Kirby")
    assert (kirby["name"], kirby["kind"], kirby["side"]) == ("John Kirby", "person", "USA")
    assert shown(run, "john kirby")["id"] == shown(run, kirby["id"][:8])["id"] == kirby["id"]


@pytest.mark.parametrize(
    ("day", "body"),
    [("2022-03-01", "Department of Defense"), ("2022-10-20", "National Security Council")],
)
def test_whom_somebody_spoke_for_at_a_date(run: Run, day: str, body: str) -> None:
    kirby = shown(run, "John Kirby", "--as-of", day)
    assert kirby["affiliation"] == {"code": "USA", "body": body}
    assert all(claim["said"] <= day for claim in kirby["made"])
    assert f"USA > {body}" in run("actor", "John Kirby", "--as-of", day).stdout


def test_what_somebody_claims(run: Run) -> None:
    kirby = shown(run, "John Kirby")
    assert kirby["made"]
    assert all(any("Kirby" in one["name"] for one in claim["viewpoint"]) for claim in kirby["made"])
    assert sum(kirby["claims"].values()) >= len(kirby["made"])


def test_a_country_whatever_stands_for_it(run: Run) -> None:
    found = listed(run, "Russia")
    assert found[0]["kind"] == "country"
    assert found[0]["side"] == "RUS"
    assert shown(run, "RUS")["id"] == found[0]["id"]


def test_two_are_one_until_that_is_undone(run: Run) -> None:
    before = listed(run, "--limit", "1000")
    one, other = [actor for actor in before if actor["kind"] == "person"][:2]
    assert run("judge", "same", one["id"], other["id"][:10], "--by", "ann").exit_code == 0
    names = [{alias["name"] for alias in actor["aliases"]} for actor in (one, other)]
    assert any(
        names[0] | names[1] <= {alias["name"] for alias in actor["aliases"]}
        for actor in listed(run, "--limit", "1000")
    )
    assert run("judge", "undo", "1").exit_code == 0
    assert listed(run, "--limit", "1000") == before


def test_a_list_in_columns(run: Run) -> None:
    heading, first, *_ = run("actors").stdout.splitlines()
    assert heading.split("\t") == ["actor", "name", "kind", "side", "named", "claims"]
    assert len(first.split("\t")) == 6


@pytest.mark.parametrize("words", [["zzyzx"], ["0123456789abcdef"], ["John Kirby", "--as-of", "soon"]])
def test_bad_input_is_told_in_one_line(run: Run, words: list[str]) -> None:
    result = run("actor", *words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
