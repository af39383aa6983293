"""Claims and threads in a notebook."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from tests.exported import PLANNED, ledger

from reportedly.errors import LedgerError, UsageError
from reportedly.exporting import tables
from reportedly.frames import claims_frame, show_thread, threads_frame


def test_claims_in_one_call() -> None:
    with ledger() as store:
        shown = claims_frame(store, "IRN uav", as_of="2022-07")
        same = claims_frame(store, "IRN uav", as_of=date(2022, 7, 31), library="polars")
    assert isinstance(shown, pd.DataFrame)
    assert isinstance(same, pl.DataFrame)
    assert list(shown.status) == same["status"].to_list() == ["planned", "not observed"]
    assert list(shown.columns) == same.columns == [column.name for column in tables.CLAIM_COLUMNS]


def test_threads_in_one_call(tmp_path: Path) -> None:
    with ledger() as store:
        store.backup(tmp_path / "copy.db")
    shown = threads_frame(tmp_path / "copy.db", library="polars")
    assert shown.select("giving", "taking", "item", "status", "claims").rows() == [
        ("PRK", "RUS", "missile", "occurred", 1),
        ("IRN", "RUS", "uav", "occurred", 4),
    ]
    before = threads_frame(str(tmp_path / "copy.db"), "IRN", as_of="2022-07-26")
    assert list(before.status) == ["not observed"]


def test_a_thread_shows_itself() -> None:
    with ledger() as store:
        shown = show_thread(store, about="RUS IRN uav", as_of="2022-07-26")
        assert show_thread(store, PLANNED.claims[0].id).thread == shown.thread
    html = shown._repr_html_()
    assert "<h3>transfer IRN→RUS uav</h3>" in html
    assert "as of 2022-07-26: <strong>not observed, single source: USA</strong>" in html
    assert "IRN occurred uav RUS" in html


def test_what_makes_no_sense(tmp_path: Path) -> None:
    with ledger() as store:
        with pytest.raises(UsageError, match="as_of='July': no date"):
            claims_frame(store, as_of="July")
        with pytest.raises(UsageError, match="FRA: no thread"):
            show_thread(store, about="FRA")
    with pytest.raises(LedgerError, match="no ledger there yet"):
        claims_frame(tmp_path / "nowhere.db")


WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] == "{library}":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
"""


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_library_it_says_what_to_install(library: str, tmp_path: Path) -> None:
    with ledger() as store:
        store.backup(tmp_path / "copy.db")
    ask = f"threads_frame({str(tmp_path / 'copy.db')!r}, library={library!r})"
    code = WITHOUT.format(library=library) + f"from reportedly.frames import threads_frame\n{ask}\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    said = f"{library} is not installed; install it with: pip install 'reportedly[notebook]'"
    assert said in done.stderr
