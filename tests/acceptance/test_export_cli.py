"""Exports and imports from the command line."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests.exported import ENTRIES

from reportedly.exportdesk import FORMS
from reportedly.faces.cli import main
from reportedly.ledgerdesk import open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path, write=True) as store:
        for entry in ENTRIES:
            store.append([entry])
    return path


def run(ledger: Path, *words: str, stdin: bytes | None = None) -> Result:
    return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words, input=stdin)


def test_out_and_in_and_out_again(ledger: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "record.jsonl", tmp_path / "new" / "ledger.db"
    assert run(ledger, "export", "jsonl", "--output", str(file)).exit_code == 0
    done = run(new, "import", str(file))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{new}: 4 articles with 6 claims and 5 judgements imported\n"
    assert run(new, "export", "jsonl").stdout_bytes == file.read_bytes()
    assert run(new, "ledger", "check").exit_code == 0
    assert run(new, "judge", "list").stdout == run(ledger, "judge", "list").stdout


def test_from_standard_input(ledger: Path, tmp_path: Path) -> None:
    lines = run(ledger, "export", "jsonl", "--about", "PRK").stdout_bytes
    assert run(tmp_path / "new.db", "import", "-", stdin=lines).exit_code == 0
    assert run(tmp_path / "new.db", "export", "jsonl").stdout_bytes == lines


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("jsonl", "25 lines written"),
        ("parquet", "4 claims written"),
        ("sipri", "2 rows written"),
        ("plover", "4 events written"),
        ("annotations", "4 annotations written"),
    ],
)
def test_how_many_were_written(ledger: Path, form: str, said: str) -> None:
    done = run(ledger, "export", form)
    assert (done.exit_code, done.stderr) == (0, f"reportedly: {said}\n")


def test_what_there_is_no_place_for_is_counted(ledger: Path) -> None:
    done = run(ledger, "export", "sipri", "--as-of", "2022-07-26")
    why = "neither ordered nor delivered as far as anybody holds"
    assert done.stderr == f"reportedly: 0 rows written; 1 left out ({why})\n"
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("form", FORMS)
def test_known_by_a_day_before_all_of_it(ledger: Path, form: str) -> None:
    done = run(ledger, "export", form, "--known-by", "2000-01-01")
    assert done.exit_code == 0
    assert done.stderr.startswith("reportedly: 0 ")


def test_a_file_is_replaced_whole_and_keeps_its_permissions(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "claims.parquet"
    file.parent.mkdir()
    file.write_text("an earlier one")
    file.chmod(0o640)
    assert run(ledger, "export", "parquet", "--output", str(file)).exit_code == 0
    assert pq.read_table(file).num_rows == 4
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert run(ledger, "export", "parquet", "--about", "Atlantis", "--output", str(file)).exit_code == 2
    assert pq.read_table(file).num_rows == 4
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "jsonl", "--as-of", "July"], "--as-of July: no date"),
        (["export", "stix", "--about", "Atlantis"], "Atlantis"),
        (["export", "stix", "--output", "nowhere/out.json"], "cannot be written"),
        (["import", "no-such-file.jsonl"], "no-such-file.jsonl: cannot be read"),
    ],
)
def test_what_makes_no_sense(ledger: Path, words: list[str], said: str) -> None:
    before = ledger.read_bytes()
    done = run(ledger, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert ledger.read_bytes() == before


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    done = run(tmp_path / "new.db", "import", __file__)
    assert done.exit_code == 2
    assert f"{__file__}:1: is no line of a record" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_record_is_not_mixed_with_another(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    run(ledger, "export", "jsonl", "--output", str(file))
    done = run(ledger, "import", str(file))
    assert done.exit_code == 2
    assert "holds something already; import into one that is not there yet" in done.stderr


def test_parquet_is_not_for_a_terminal(ledger: Path) -> None:
    terminal, shell = pty.openpty()
    command = [sys.executable, "-m", "reportedly", "export", "parquet", "--ledger", str(ledger)]
    done = subprocess.run(command, stdout=shell, stderr=subprocess.PIPE, check=False)
    os.close(terminal)
    os.close(shell)
    assert done.returncode == 2
    assert done.stderr == b"reportedly: parquet is not for a terminal; name a file with --output\n"


def test_through_a_pipe(ledger: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "export", "parquet", "--ledger", str(ledger)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.startswith(b"PAR1")
    assert done.stdout.endswith(b"PAR1")
