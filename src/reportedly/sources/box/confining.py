"""What a worker takes from itself before it parses: the system then ends it, whatever its code does.

On Windows there is nothing of the kind, and the time by the clock, which the process that has the
box watches, is the only limit. macOS does not hold a process to the limit on its memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

if sys.platform == "win32":

    def confine(lifeline: int) -> None:
        """Do nothing."""

    def hold_memory(more: int) -> None:
        """Do nothing."""

    @contextmanager
    def held(cpu_seconds: float) -> Iterator[None]:  # noqa: ARG001 - as below
        """Do nothing."""
        yield

    def resident() -> int:
        """Memory in use is not known."""
        return 0

else:
    import fcntl
    import os
    import resource
    import signal
    from pathlib import Path

    def confine(lifeline: int) -> None:
        """Give up core dumps, whatever the parent's signals were set to, and outliving it.

        An interrupt is the parent's to answer. ``lifeline`` is a pipe that the parent holds open and
        writes nothing to: its end is a signal that is not handled, so no code, however busy, can hold
        it up.
        """
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for ends_it in (signal.SIGPROF, signal.SIGIO):
            signal.signal(ends_it, signal.SIG_DFL)
        # Linux hands a core to a program that asks for it at any limit but 1.
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | fcntl.FASYNC)

    def hold_memory(more: int) -> None:
        """Let this process take ``more`` bytes than it has now, and write to no file.

        The hard limit stays, so that the limit can follow when another parser is loaded.
        """
        _lower(resource.RLIMIT_AS, _mapped() + more)
        _lower(resource.RLIMIT_FSIZE, 0)

    def _lower(which: int, limit: int) -> None:
        _, most = resource.getrlimit(which)
        with suppress(OSError, ValueError):  # a limit that the system does not have, or below its own
            resource.setrlimit(which, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))

    @contextmanager
    def held(cpu_seconds: float) -> Iterator[None]:
        """Have the system end this process after so much processor time."""
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def resident() -> int:
        """Bytes of memory in use; at their highest, where the system does not tell how many are now."""
        with suppress(OSError):
            return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize()
        highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return highest if sys.platform == "darwin" else highest * 1024

    def _mapped() -> int:
        """Bytes of address space in use; 0 where the system does not tell."""
        with suppress(OSError):
            return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
        return 0
