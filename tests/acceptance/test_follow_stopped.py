"""`follow run` stopped at any moment: nothing is lost, and the next ends as an undisturbed one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest
from tests.newsroom import Site, newsroom

from reportedly.ledgerdesk import open_ledger
from reportedly.sourcedesk import follow, sources

ROOT = Path(__file__).parents[2]
FIRST = datetime(2022, 7, 1, 6, tzinfo=UTC)
SOURCES = ("/feed.rss", "/feed.atom", "/sitemap.xml")
STORIES = 24

# How a run is stopped, and after how many of its requests: robots.txt, the sources, then stories.
STOPS = (
    (signal.SIGKILL, 1),
    (signal.SIGINT, 5),
    (signal.SIGKILL, 9),
    (signal.SIGINT, 12),
    (signal.SIGKILL, 7),
)

# The command, and the same without a reader, which takes most of the time and has no part in it.
RUNS = {
    "without reading": ("tests.integration.following",),
    "the command": ("reportedly", "follow", "run", "--allow-host", "127.0.0.1", "--ledger"),
}

# How a run ends that was not stopped: with what is not there told, by the command, if it was asked for.
WHOLE = [(0, ""), *((1, f"reportedly: {count} skipped: it answered 404\n") for count in (1, 2))]

# What is recorded, whenever and in whatever order that was.
RECORDED = {
    "articles": "SELECT id, form FROM article ORDER BY id",
    "claims": "SELECT DISTINCT id, form FROM claim ORDER BY id",
    "sources": "SELECT s.name, e.kind, e.key, e.form FROM sourcing AS e JOIN source AS s ON s.seq = e.source "
    "WHERE e.kind IN ('took', 'failed') ORDER BY 1, 2, 3",
}


@pytest.fixture
def site() -> Iterator[Site]:
    with newsroom() as running:
        for number in range(STORIES):
            running.publish(number, FIRST + timedelta(minutes=number))
        running.down |= {5, 17}
        yield running


def followed(path: Path, site: Site) -> Path:
    with closing(open_ledger(path, write=True)) as store:
        for source in SOURCES:
            follow(store, site.url + source)
    return path


def run(ledger: Path, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *RUNS[how], str(ledger)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a run ends that nobody stops, and what it complains of."""
    complaint = process.communicate(timeout=1800)[1]
    return process.returncode, complaint


def stop(process: subprocess.Popen[str], site: Site, how: signal.Signals, after: int) -> str:
    """Stop a run after so many requests, as Ctrl-C does or a loss of power; what it complained of."""
    while len(site.asked) < after and process.poll() is None:
        time.sleep(0.002)
    if how is signal.SIGKILL:
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=1800)[1]


def recorded(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(open_ledger(ledger)) as store:
        assert [str(problem) for problem in store.check()] == []
        told = [asdict(source) for source in sources(store)]
    counted = [
        (source["name"], source["articles"], source["claims"], *sorted(source["skipped"].items()))
        for source in told
    ]
    db = apsw.Connection(str(ledger), flags=apsw.SQLITE_OPEN_READONLY)
    return {"told": counted, **{name: list(db.execute(statement)) for name, statement in RECORDED.items()}}


def taken(ledger: Path) -> set[str]:
    """The paths of the stories that are in a ledger."""
    db = apsw.Connection(str(ledger), flags=apsw.SQLITE_OPEN_READONLY)
    urls = db.execute("SELECT url FROM sourcing WHERE kind = 'took'")
    return {str(url)[str(url).index("/story/") :] for (url,) in urls}


@pytest.mark.slow
@pytest.mark.parametrize("how", RUNS)
def test_stopped_at_any_moment_a_run_loses_nothing(tmp_path: Path, site: Site, how: str) -> None:
    undisturbed = followed(tmp_path / "undisturbed.db", site)
    assert ended(run(undisturbed, how)) in WHOLE
    ledger = followed(tmp_path / "ledger.db", site)
    there = set[str]()
    for by, after in STOPS:
        site.asked.clear()
        process = run(ledger, how)
        assert "Traceback" not in stop(process, site, by, after)
        assert process.returncode == (-signal.SIGKILL if by is signal.SIGKILL else 130)
        assert there & {path for path, _ in site.asked} == set(), "what is recorded is not asked for again"
        assert there <= taken(ledger)
        there = taken(ledger)
    assert 0 < len(there) < STORIES - 2, "stopped while there was something to do"
    assert ended(run(ledger, how)) in WHOLE
    assert recorded(ledger) == recorded(undisturbed)
    site.asked.clear()
    assert ended(run(ledger, how)) == (0, "")
    assert site.counted() == {(source, 304): 1 for source in SOURCES}
