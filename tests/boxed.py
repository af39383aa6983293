"""Tasks that misbehave, for a box to do: ``Box(tasks="tests.boxed")``."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reportedly.errors import SourceError
from reportedly.sources.box.tasks import Task

_KEPT: list[bytes] = []


def told(data: bytes, **said: str | None) -> str:
    """What it was asked for, in words."""
    return f"{data!r} {said}"


def noisy(data: bytes) -> str:
    """Prints, as libraries do that were not written for this."""
    print("a line on standard output", flush=True)
    print("a line on standard error", file=sys.stderr, flush=True)
    os.write(1, data)
    return sys.stdin.read()


def spins(data: bytes) -> str:
    while data:
        pass
    return ""


def sleeps(data: bytes) -> str:
    time.sleep(float(data))
    return ""


def ignores_signals(data: bytes) -> str:
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    return sleeps(data)


def stops(data: bytes) -> str:
    os.kill(os.getpid(), signal.SIGSTOP)
    return data.decode()


def dies(data: bytes) -> str:
    os.kill(os.getpid(), int(data))
    return ""


def exits(data: bytes) -> str:
    os._exit(int(data))


def eats(data: bytes) -> str:
    """Takes a megabyte at a time, as many as are asked for."""
    return str(len([bytearray(1_000_000) for _ in range(int(data))]))


def keeps(data: bytes) -> str:
    """Keeps what it is given, as a cache without bounds does."""
    _KEPT.append(bytes(100) + data)
    return ""


def refuses(data: bytes) -> str:
    raise SourceError("page.html", data.decode(), "leave it out")


def breaks(data: bytes) -> str:
    raise ValueError(data)


def wrong(data: bytes) -> object:
    """Not the type that is named for it."""
    return [1, 2, len(data)]


def halves(data: bytes) -> str:
    """A text that no encoding can write."""
    return data.decode("utf-8", "surrogatepass")


def babbles(data: bytes) -> str:
    """Writes what it is given to wherever answers go, before the answer."""
    for stream in range(3, 10):
        with suppress(OSError):
            os.write(stream, data)
    return ""


def surroundings(_: bytes) -> dict[str, list[str]]:
    """What the process can see of the one that started it."""
    files = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return {"environment": sorted(os.environ), "files": [file.split(":")[0] for file in files]}


def writes(data: bytes) -> str:
    Path(os.fsdecode(data)).write_bytes(b"a byte")
    return ""


TASKS: Mapping[str, Task] = {
    **{
        function.__name__: Task(f"tests.boxed:{function.__name__}", "builtins:str")
        for function in (
            *(told, noisy, spins, sleeps, ignores_signals, stops, dies, exits, eats, keeps),
            *(refuses, breaks, wrong, halves, babbles, writes),
        )
    },
    "surroundings": Task("tests.boxed:surroundings", "builtins:dict"),
    "missing": Task("tests.boxed:no_such_function", "builtins:str"),
}
