"""A worker, seen from the process that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from typing import BinaryIO

import msgspec

from reportedly.errors import ReadingError
from reportedly.sources.box.limits import BoxLimits
from reportedly.sources.box.wire import ANSWERS, Answer, Ask, Failed, Load, Loaded, Request, receive, send

# What an interpreter may need to start; all else that the environment holds (keys, tokens) stays here.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")

# Libraries for arithmetic otherwise reserve memory for threads that no parser uses.
_FIXED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TZ": "UTC"}

# Seconds in which an interpreter and a parser are loaded, also from a slow disk.
_STARTING = 120.0

_REPAIR = "install reportedly again"

NONSENSE = "answered with nonsense"
"""What a worker did whose answer is of no type that it may have."""


class WorkerEndedError(Exception):
    """A worker has ended before it answered: how, in words that follow "its parser"."""


class Worker:
    """A process that does tasks, one at a time; ended when it is closed, or by the first wrong answer."""

    def __init__(self, tasks: str, limits: BoxLimits) -> None:
        """Start it; whether it works shows in its first answer.

        Raises:
            ReadingError: it cannot be started.

        """
        # Held open here, and nobody writes to it: when it ends, so does the worker.
        lifeline, held = os.pipe()
        self._lifeline = os.fdopen(held, "wb")
        try:
            self._process = _started(tasks, limits, lifeline)
        except OSError as error:
            raise ReadingError(f"the process that parses cannot be started ({error}); {_REPAIR}") from error
        finally:
            os.close(lifeline)
        self._cpu_seconds = limits.cpu_seconds
        self._expired = False
        self._loaded: set[str] = set()
        self.asked = 0
        """How many tasks it was given."""

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def load(self, task: str) -> None:
        """Have it load what a task needs, unless it has.

        Raises:
            ReadingError: it cannot.

        """
        if task in self._loaded:
            return
        try:
            answer = self._answer(Load(task), _STARTING)
        except WorkerEndedError as error:
            raise ReadingError(f"the process that parses {error} as it started; {_REPAIR}") from error
        if not isinstance(answer, Loaded):
            problem = answer.problem if isinstance(answer, Failed) else NONSENSE
            raise ReadingError(f"what parses a {task} cannot be loaded ({problem}); {_REPAIR}")
        self._loaded.add(task)

    def answer(self, request: Ask, seconds: float) -> Answer:
        """What it answers within ``seconds``.

        Raises:
            WorkerEndedError: it did not answer, and is no more.

        """
        self.asked += 1
        return self._answer(request, seconds)

    def _answer(self, request: Request, seconds: float) -> Answer:
        watch = Timer(seconds, self._expire)
        watch.daemon = True
        watch.start()
        try:
            send(self._to, request)
            return receive(self._from, ANSWERS)
        except (EOFError, OSError) as error:
            raise WorkerEndedError(self._how_it_ended(seconds)) from error
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self.end()
            raise WorkerEndedError(NONSENSE) from error
        finally:
            watch.cancel()
            watch.join()

    def end(self) -> None:
        """End it, whatever it is doing; it holds nothing that is of use to anybody."""
        self._process.kill()
        self._process.wait()
        for stream in (self._to, self._from, self._lifeline):
            with suppress(OSError):  # what it did not read is flushed in vain
                stream.close()

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()

    def _how_it_ended(self, seconds: float) -> str:
        # One that is ending already is not changed by this; one that only shut its pipe is ended.
        self.end()
        code = self._process.returncode
        if self._expired:
            return f"took more than {seconds:g} s"
        if code == -getattr(signal, "SIGPROF", 0):
            return f"was stopped after {self._cpu_seconds:g} s of processor time"
        return f"died (signal {-code})" if code < 0 else f"died (exit status {code})"

    @property
    def _to(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]  # a pipe of bytes

    @property
    def _from(self) -> BinaryIO:
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]  # a pipe of bytes


def _started(tasks: str, limits: BoxLimits, lifeline: int) -> subprocess.Popen[bytes]:
    told = (tasks, msgspec.json.encode(limits).decode(), str(lifeline))
    # In a session of its own, an interrupt from the terminal does not reach it.
    return subprocess.Popen(  # noqa: S603 - this interpreter, with this package's module
        (sys.executable, "-P", "-X", "utf8", "-m", "reportedly.sources.box.worker", *told),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        pass_fds=() if sys.platform == "win32" else (lifeline,),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _environment() -> dict[str, str]:
    """What a worker knows of the environment: where modules are, as here."""
    path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)  # noqa: PTH100 - "" is here
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_FIXED, "PYTHONPATH": path}
