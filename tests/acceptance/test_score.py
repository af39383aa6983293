"""``reportedly score`` as people and programs use it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Serbia said the radars were old. Kenya said nothing had come."


def annotation(source: str, content: str) -> dict[str, list[list[int]]]:
    start = TEXT.index(source)
    cue, told = TEXT.index("said", start), TEXT.index(content)
    return {
        "source": [[start, start + len(source)]],
        "cue": [[cue, cue + 4]],
        "content": [[told, told + len(content)]],
    }


@pytest.fixture
def gold_file(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    both = [annotation("Serbia", "the radars were old"), annotation("Kenya", "nothing had come")]
    rows = [
        {"id": "s1", "text": TEXT, "attributions": both},
        {"id": "s2", "text": TEXT, "attributions": both},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture
def told_file(tmp_path: Path) -> str:
    """Another system's: two are right, one has the wrong source, one is made up, and one is missed."""
    path = tmp_path / "told.jsonl"
    predicted = [
        ("s1", annotation("Serbia", "the radars were old")),
        ("s1", annotation("Serbia", "nothing had come")),
        ("s2", annotation("Serbia", "the radars were old")),
        ("s2", annotation("Kenya", "Kenya")),
    ]
    lines = [{"article": article, "predicted": one} for article, one in predicted]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["score", *words])


def test_figures_are_name_value_and_interval(gold_file: str, told_file: str) -> None:
    result = run("attribution", gold_file, "--against", told_file)
    lines = dict(line.split("  ", 1) for line in result.stdout.splitlines())
    assert lines["recall"].split() == ["75.0", "[50.0,", "100.0]"]
    assert lines["attributions"].split() == ["4"]
    assert lines["f1 direct"].split() == ["-"]
    assert result.exit_code == 0


def test_mistakes_are_listed_by_kind(gold_file: str, told_file: str) -> None:
    plain = run("attribution", gold_file, "--against", told_file)
    result = run("attribution", gold_file, "--against", told_file, "--errors")
    assert result.stdout.startswith(plain.stdout)
    listed = result.stdout[len(plain.stdout) :].splitlines()
    assert [line for line in listed if line and not line.startswith(" ")] == [
        "missed (1):",
        "spurious (1):",
        "wrong source and cue (1):",
    ]
    assert "    gold       Kenya | said | nothing had come" in listed
    assert "    predicted  Serbia | said | nothing had come" in listed


def test_a_listing_is_no_longer_than_asked(gold_file: str, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    result = run("attribution", gold_file, "--against", str(tmp_path / "none.jsonl"), "--errors", "3")
    assert "missed (4, the first 3 of them):" in result.stdout
    assert result.stdout.count("    gold ") == 3


def test_json_has_the_same_figures(gold_file: str, told_file: str) -> None:
    told = json.loads(run("attribution", gold_file, "--against", told_file, "--json", "--errors").stdout)
    assert told["figures"]["recall"] == {"value": 75.0, "low": 50.0, "high": 100.0}
    assert told["figures"]["f1 direct"] == {"value": None, "low": None, "high": None}
    assert told["errors"]["missed"]["count"] == 1
    assert (told["layer"], told["resamples"]) == ("attribution", 1000)


def test_our_own_predictions_again_give_the_same(gold_file: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.jsonl")
    first = run("attribution", gold_file, "--predictions", out)
    assert run("attribution", gold_file, "--against", out).stdout == first.stdout


def test_bad_predictions_are_one_line(gold_file: str, tmp_path: Path) -> None:
    path = tmp_path / "told.jsonl"
    path.write_text('{"article": "s3", "predicted": null}\n')
    result = run("attribution", gold_file, "--against", str(path))
    assert result.exit_code == 2
    assert result.stderr == f"reportedly: {path}, item 1: article 's3' is not in the gold file\n"


def test_gold_is_not_overwritten(gold_file: str) -> None:
    result = run("attribution", gold_file, "--predictions", gold_file)
    assert result.exit_code == 2
    assert "that is the gold file" in result.stderr


@pytest.mark.parametrize(
    "words", [["--min-confidence", "2"], ["--errors", "0"], ["--against", "nowhere.jsonl"]]
)
def test_options_without_sense_are_refused(gold_file: str, words: list[str]) -> None:
    assert run("attribution", gold_file, *words).exit_code == 2
