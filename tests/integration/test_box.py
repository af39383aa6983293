"""The box and real processes: what its worker may take, what becomes of it, and of what it answers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reportedly.errors import ReadingError, SourceError, StoppedError
from reportedly.sources.box import Box, BoxLimits

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="Windows knows no limits but the time by the clock"
)

TASKS = "tests.boxed"
SMALL = BoxLimits(cpu_seconds=0.5, seconds=3, memory=100_000_000)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box(SMALL, TASKS) as made:
        yield made


def works(box: Box) -> bool:
    told: str = box.ask("told", b"Kazra", "here", url=None)
    return told == "b'Kazra' {'url': None}"


# task, what it is given, what is told of it
STOPPED = [
    ("spins", b"on", "its parser was stopped after 0.5 s of processor time"),
    ("sleeps", b"60", "its parser took more than 3 s"),
    ("stops", b"", "its parser took more than 3 s"),
    ("ignores_signals", b"60", "its parser took more than 3 s"),
    ("eats", b"200", "its parser took more than 100 MB"),
    ("dies", b"11", "its parser died (signal 11)"),
    ("dies", b"9", "its parser died (signal 9)"),
    ("exits", b"3", "its parser died (exit status 3)"),
    ("exits", b"0", "its parser died (exit status 0)"),
    ("wrong", b"", "its parser answered with nonsense"),
    ("babbles", b"\xff" * 100, "its parser answered with nonsense"),  # a length beyond any memory
    ("babbles", bytes(8), "its parser answered with nonsense"),  # a message of nothing
    ("babbles", bytes(7) + b"\x03\xc1\xc1\xc1", "its parser answered with nonsense"),
    ("babbles", bytes(7) + b"\x0d\x81\xa4type\xa6Loaded", "its parser answered with nonsense"),
    ("babbles", bytes(6) + b"\x40\x00" + b"\x91" * 0x4000, "its parser answered with nonsense"),
]


@pytest.mark.parametrize(("task", "data", "problem"), STOPPED, ids=[f"{t}-{d[:9]!r}" for t, d, _ in STOPPED])
def test_what_stops_a_parser_is_told_and_the_next_one_works(
    box: Box, task: str, data: bytes, problem: str
) -> None:
    with pytest.raises(StoppedError) as raised:
        box.ask(task, data, "page.html")
    assert (raised.value.where, raised.value.problem) == ("page.html", problem)
    assert works(box)


def test_thousands_of_tasks_in_a_row(box: Box) -> None:
    for number in range(5_000):
        assert box.ask("told", b"%d" % number, "here") == f"b'{number}' {{}}"


def test_limits_hold_for_each_task_not_for_all(box: Box) -> None:
    for _ in range(20):
        assert box.ask("eats", b"40", "here") == "40"


def test_what_a_parser_refuses_is_refused_in_its_words(box: Box) -> None:
    assert works(box)
    before = box.pid
    with pytest.raises(SourceError) as raised:
        box.ask("refuses", "is no feed ‘at all’".encode(), "elsewhere")
    assert str(raised.value) == "page.html: is no feed ‘at all’; leave it out"
    assert not isinstance(raised.value, StoppedError)
    assert box.pid == before


def test_an_error_that_a_parser_should_not_raise_is_told(box: Box) -> None:
    with pytest.raises(SourceError, match=r"here: its parser failed on it \(ValueError b'x'\)") as raised:
        box.ask("breaks", b"x", "here")
    assert not isinstance(raised.value, StoppedError)


def test_what_a_parser_prints_goes_nowhere(box: Box, capfd: pytest.CaptureFixture[str]) -> None:
    assert box.ask("noisy", b"\xff\xff", "here") == ""
    assert capfd.readouterr() == ("", "")


def test_halves_of_surrogate_pairs_are_replaced_one_for_one(box: Box) -> None:
    assert (
        box.ask("halves", "Kaz\ud800ra\udfff".encode("utf-8", "surrogatepass"), "here") == "Kaz\ufffdra\ufffd"
    )
    assert box.ask("told", b"", "here", url="a\udce4") == "b'' {'url': 'a\ufffd'}"


def test_much_goes_in_and_out(box: Box) -> None:
    assert len(box.ask("halves", b"a" * 20_000_000, "here")) == 20_000_000


def test_the_worker_sees_nothing_of_its_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "canary")
    with (tmp_path / "secret").open("w") as file, Box(SMALL, TASKS) as box:
        os.set_inheritable(file.fileno(), True)
        seen = box.ask("surroundings", b"", "here")
    assert set(seen["environment"]) <= {
        *("PYTHONPATH", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TZ", "LC_CTYPE")
    }
    assert set(seen["files"]) == {"/dev/null", "pipe"}


def test_the_worker_writes_no_file(box: Box, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="File too large"):
        box.ask("writes", os.fsencode(tmp_path / "a"), "here")
    assert (tmp_path / "a").stat().st_size == 0


def test_a_worker_is_replaced_after_so_many_tasks() -> None:
    with Box(BoxLimits(tasks=3), TASKS) as box:
        pids = [box.pid for _ in range(7) if works(box)]
    assert len(set(pids[:3])) == len(set(pids[3:6])) == 1
    assert len(set(pids)) == 3


def test_a_worker_that_has_grown_is_replaced() -> None:
    with Box(BoxLimits(resident=150_000_000), TASKS) as box:
        assert works(box)
        before = box.pid
        for _ in range(5):
            box.ask("keeps", b"a" * 30_000_000, "here")
        assert works(box)
        assert box.pid != before


def test_a_worker_that_died_between_two_tasks_is_replaced(box: Box) -> None:
    assert works(box)
    assert box.pid is not None
    process = psutil.Process(box.pid)
    process.kill()
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        pass
    assert works(box)


def test_a_box_that_is_not_needed_starts_nothing() -> None:
    with Box() as box:
        assert box.pid is None


def test_a_task_that_cannot_be_loaded_is_no_fault_of_the_page(box: Box) -> None:
    with pytest.raises(ReadingError, match=r"a missing cannot be loaded \(AttributeError .*no_such"):
        box.ask("missing", b"", "here")
    assert works(box)


@pytest.mark.parametrize(
    ("interpreter", "told"),
    [
        ("/bin/false", r"died \(exit status 1\) as it started"),
        ("/bin/none", "cannot be started .*No such file"),
    ],
)
def test_an_interpreter_that_does_not_start_is_told(
    monkeypatch: pytest.MonkeyPatch, interpreter: str, told: str
) -> None:
    monkeypatch.setattr(sys, "executable", interpreter)
    with Box(SMALL, TASKS) as box, pytest.raises(ReadingError, match=told):
        works(box)


PARENT = """
import sys
from reportedly.sources.box import Box, BoxLimits
with Box(BoxLimits(), "tests.boxed") as box:
    box.ask("told", b"", "here")
    print(box.pid, flush=True)
    try:
        box.ask(sys.argv[1], sys.argv[2].encode(), "here")
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def started(task: str, data: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, task, data],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def busy(parent: subprocess.Popen[str]) -> psutil.Process:
    """The parent's worker, once it is at work on its second task."""
    assert parent.stdout is not None
    worker = psutil.Process(int(parent.stdout.readline()))
    idle = worker.cpu_times().user
    while worker.cpu_times().user < idle + 0.05:
        time.sleep(0.01)
    return worker


def is_gone(pid: int, within: float = 30) -> bool:
    try:
        psutil.Process(pid).wait(within)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def test_a_parent_that_is_killed_leaves_no_busy_worker() -> None:
    with started("spins", "on") as parent:
        worker = busy(parent)
        parent.kill()
    assert is_gone(worker.pid, within=8)  # before any limit would end it


@pytest.mark.parametrize(("task", "data"), [("sleeps", "600"), ("told", "")])
def test_a_parent_that_is_killed_or_ends_leaves_no_idle_worker(task: str, data: str) -> None:
    with started(task, data) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    assert is_gone(pid)


def test_an_interrupt_is_the_parents_to_answer() -> None:
    with started("spins", "on") as parent:
        worker = busy(parent)
        os.killpg(parent.pid, signal.SIGINT)
        out, told = parent.communicate(timeout=30)
    assert (out, told, parent.returncode) == ("interrupted\n", "", 0)
    assert is_gone(worker.pid)


def test_a_worker_killed_from_outside_while_it_parses() -> None:
    """As the system does when memory runs out."""
    with started("spins", "on") as parent:
        busy(parent).kill()
        _, told = parent.communicate(timeout=30)
    assert "StoppedError: here: its parser died (signal 9); give its text alone" in told.splitlines()[-1]
