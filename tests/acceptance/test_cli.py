"""The command line as people and programs use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Turkey is preparing to supply Kenya with 12 drones, the Kenyan foreign ministry said on Thursday. "
    "“We have seen no evidence that Serbia sold ammunition to Kenya,” spokesman Peter Otieno told reporters."
)


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *words], input=stdin)


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_a_pipe_gets_plain_columns(story: str) -> None:
    result = run(story, "--published", "2023-03-10", "--about", "TUR KEN uav")
    heading, row = result.stdout.splitlines()
    assert heading.split("\t") == ["#", "said", "viewpoint", "status", "event", "when", "evidence"]
    cells = row.split("\t")
    assert cells[1] == "2023-03-09"
    assert cells[3] == "planned"
    assert cells[4].startswith("transfer TUR→KEN 12 uav")
    assert result.exit_code == 0


@pytest.mark.parametrize("layer", ["claims", "attributions", "events", "timexes", "passages"])
def test_each_layer_is_json_lines_whose_spans_are_the_text(story: str, layer: str) -> None:
    lines = run(story, "--json", "--layer", layer).stdout.splitlines()
    assert lines
    for line in map(json.loads, lines):
        assert line["article"]
        assert line["external_id"] == story
        for span in spans_of(line):
            assert STORY[span["start"] : span["end"]] == span["text"]


def spans_of(thing: object) -> list[dict[str, Any]]:
    if isinstance(thing, list):
        return [span for part in thing for span in spans_of(part)]
    if not isinstance(thing, dict):
        return []
    here = [thing] if thing.keys() == {"start", "end", "text"} else []
    return here + [span for part in thing.values() for span in spans_of(part)]


def test_offsets_are_into_exactly_the_text_field(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "one", "text": f"\n\n  {STORY}"}) + "\n", encoding="utf-8")
    for line in map(json.loads, run(str(path), "--json").stdout.splitlines()):
        assert line["external_id"] == "one"
        assert all(f"\n\n  {STORY}"[s["start"] : s["end"]] == s["text"] for s in spans_of(line))


def test_explain_shows_one_claim_and_why(story: str) -> None:
    shown = run(story, "--about", "SRB KEN ammunition", "--explain", "1").stdout
    assert "not observed" in shown
    assert "why" in shown
    assert "We have seen no evidence" in shown


def test_explaining_a_claim_that_is_not_there(story: str) -> None:
    result = run(story, "--explain", "999")
    assert result.exit_code == 2
    assert "--explain 999" in result.stderr


def test_an_unknown_word_in_about_is_named(story: str) -> None:
    result = run(story, "--about", "TUR zzyzx")
    assert result.exit_code == 2
    assert "zzyzx" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_standard_input() -> None:
    result = run("-", "--json", "--published", "2023-03-10", stdin=STORY)
    assert {json.loads(line)["external_id"] for line in result.stdout.splitlines()} == {"-"}


def test_one_bad_file_does_not_stop_the_others(story: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run(str(tmp_path / "empty.txt"), story, "--json")
    assert result.exit_code == 1
    assert result.stdout
    assert "empty.txt" in result.stderr


def test_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("Turkey sold drones to Kenya \x1b[2J\u202e, Ann Bell said.", encoding="utf-8")
    shown = run(str(path)).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.slow
def test_two_processes_and_another_hash_seed_read_the_same(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(number), "text": STORY}) for number in range(20)]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    outputs = set()
    for jobs, seed in (("1", "0"), ("2", "1"), ("2", "2")):
        command = [sys.executable, "-m", "reportedly", "read", str(path), "--json", "--jobs", jobs]
        done = subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.parametrize("option", ["parser", "model"])
def test_a_package_that_is_not_there_is_named(option: str, story: str) -> None:
    asked = run(f"--{option}", "no_such_package", story)
    told = CliRunner(env={f"REPORTEDLY_{option.upper()}": "no_such_package"}).invoke(main, ["read", story])
    for done in (asked, told):
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("reportedly: no_such_package: no such ")
        assert len(done.stderr.splitlines()) == 1


def test_an_empty_variable_names_nothing(story: str) -> None:
    told = CliRunner(env={"REPORTEDLY_PARSER": "", "REPORTEDLY_MODEL": ""}).invoke(main, ["read", story])
    assert (told.exit_code, told.stdout) == (0, run(story).stdout)
