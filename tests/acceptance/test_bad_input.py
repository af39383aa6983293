"""Bad input by the command line: a clear message, the rest is read, and the exit code says so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.faces.cli import main

GOOD = "Norway has delivered 12 missiles to Finland, officials said."


def read(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", "--json", *arguments], input=stdin)


def articles_of(result: Result) -> set[str]:
    return {json.loads(line)["external_id"] for line in result.stdout.splitlines()}


def test_good_input_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    result = read(str(tmp_path / "a.txt"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert articles_of(result) == {str(tmp_path / "a.txt")}


BAD = [
    ("empty.txt", b"", "is empty"),
    ("line.txt", b"drones " * 7_500_000, "more than 5 MB"),
    ("binary.txt", bytes(range(256)) * 100, "binary data"),
    ("slides.txt", b"%PDF-1.7\n", "PDF"),
    ("cut.txt.gz", gzip.compress(GOOD.encode() * 9)[:-12], "cut short"),
    ("none.jsonl", b'{"story": "a"}', "--field text=NAME"),
]


@pytest.mark.parametrize(("name", "data", "told"), BAD, ids=[name for name, _, _ in BAD])
def test_what_cannot_be_read_is_told_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(data)
    good.write_text(GOOD)
    for arguments in ((str(bad), str(good)), (str(tmp_path),)):
        result = read(*arguments)
        assert result.exit_code == 1
        assert articles_of(result) == {str(good)}
        [line] = result.stderr.splitlines()
        assert line.startswith(f"reportedly: {bad}")
        assert told in line


DOUBTFUL = [
    ("latin.txt", f"“{GOOD}”".encode("cp1252"), "cp1252"),
    ("page.html", f"<html><p>{GOOD}<div></p></b><table><tr><p <".encode(), None),
    ("ahead.jsonl", json.dumps({"text": GOOD, "date": "2999-01-01"}).encode(), "2999-01-01 is in the future"),
    ("one.jsonl", json.dumps({"text": GOOD}).encode() + b'\n{"text": \n', "one.jsonl:2: no JSON"),
]


@pytest.mark.parametrize(("name", "data", "told"), DOUBTFUL, ids=[name for name, _, _ in DOUBTFUL])
def test_what_can_be_read_is_read_and_what_is_doubtful_is_told(
    tmp_path: Path, name: str, data: bytes, told: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = read(str(path))
    assert len(articles_of(result)) == 1
    assert result.exit_code == (0 if told is None else 1)
    assert (told or "") in result.stderr


def test_standard_input_is_told_of_by_its_name() -> None:
    result = read("-", stdin=json.dumps({"text": GOOD}).encode() + b"\nnot json\n")
    assert result.exit_code == 1
    assert articles_of(result) == {"-:1"}
    assert "standard input:2: no JSON" in result.stderr


def test_a_request_without_sense_is_another_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    result = read("--published", "one of these days", str(tmp_path))
    assert result.exit_code == 2
    assert "--published one of these days: no date" in result.stderr
