"""The process that parses: ``python -m reportedly.sources.box.worker TASKS LIMITS LIFELINE``.

It answers one request after another from standard input on standard output, until that ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import msgspec

from reportedly.errors import SourceError
from reportedly.sources.box.confining import confine, held, hold_memory, resident
from reportedly.sources.box.limits import BoxLimits
from reportedly.sources.box.tasks import Task, named, table
from reportedly.sources.box.wire import (
    REQUESTS,
    Answer,
    Ask,
    Done,
    Exhausted,
    Failed,
    Loaded,
    Refused,
    Request,
    encode,
    receive,
    send,
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker works with: the tasks it knows, and the functions that it has loaded."""

    tasks: Mapping[str, Task]
    limits: BoxLimits
    functions: dict[str, Callable[..., Any]] = field(default_factory=dict)


def main() -> None:
    """Serve the process that started this one until it wants no more."""
    confine(int(sys.argv[3]))
    requests, answers = _pipes()
    limits = msgspec.json.decode(sys.argv[2], type=BoxLimits)
    bench = Bench(table(sys.argv[1]), limits)
    while True:
        try:
            send(answers, answer_to(receive(requests, REQUESTS), bench))
        except EOFError:
            return
        except MemoryError:
            send(answers, Exhausted())
            return


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, which nothing else in this process reads or writes any more."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return requests, answers


def answer_to(request: Request, bench: Bench) -> Answer:
    """Do what is asked for."""
    if isinstance(request, Ask):
        with held(bench.limits.cpu_seconds):
            return _done(request, bench.functions[request.task])
    try:
        task = bench.tasks[request.task]
        bench.functions[request.task] = named(task.function)
        if task.first is not None:
            named(task.first)()
        hold_memory(bench.limits.memory)
    except Exception as error:
        return Failed(_told(error))
    return Loaded()


def _done(request: Ask, function: Callable[..., Any]) -> Answer:
    try:
        return Done(msgspec.Raw(encode(function(request.data, **request.said))), resident())
    except SourceError as error:
        return Refused(error.where, error.problem, error.advice)
    except MemoryError:
        raise
    except Exception as error:
        return Failed(_told(error))


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:200]


if __name__ == "__main__":
    main()
