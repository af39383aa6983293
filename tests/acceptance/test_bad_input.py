"""Bad input by the command line: a clear message, the rest is read, and the exit code says so."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

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
    ("line.txt", b"drones " * 7_500_000, "more than 2 MB"),
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


@pytest.mark.parametrize("option", ["--about=RUS", "--explain=1"])
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, option: str) -> None:
    result = read("--layer", "events", option, str(tmp_path))
    assert result.exit_code == 2
    assert option.partition("=")[0] in result.stderr


def started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportedly", *arguments]
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends the signal as a POSIX terminal does")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_quietly(jobs: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps({'text': GOOD})}\n" * 20_000)
    with started("read", "--json", "--jobs", jobs, str(path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == b"reportedly: interrupted\n"


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error_to_tell_of(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps({'text': GOOD})}\n" * 300)
    with started("read", "--json", str(path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_predictions_that_cannot_be_written_are_told_of_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("")
    there = tmp_path / "missing" / "out.jsonl"
    arguments = ["score", "timex", str(tmp_path / "gold.jsonl"), "--predictions", str(there)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stderr == f"reportedly: {there}: cannot be written (No such file or directory)\n"
