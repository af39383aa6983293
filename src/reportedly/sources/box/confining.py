"""What a worker takes from itself before it parses: the system then ends it, whatever its code does.

On Windows there is nothing of the kind, and the time by the clock, which the process that has the
box watches, is the only limit. macOS does not hold a process to the limit on its memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

if sys.platform == "win32":

    def confine() -> None:
        """Do nothing."""

    def hold_memory(more: int) -> None:
        """Do nothing."""

    @contextmanager
    def held(cpu_seconds: float, lifeline: int) -> Iterator[None]:  # noqa: ARG001 - as below
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

    def confine() -> None:
        """Give up core dumps, and whatever the parent's signals were set to.

        An interrupt is the parent's to answer.
        """
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for ends_it in (signal.SIGPROF, signal.SIGIO):
            signal.signal(ends_it, signal.SIG_DFL)
        # Linux hands a core to a program that asks for it at any limit but 1.
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))

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
    def held(cpu_seconds: float, lifeline: int) -> Iterator[None]:
        """Have the system end this process after so much processor time, or when its parent is gone.

        ``lifeline`` is the pipe from the parent: while a task is done nothing comes through it but
        its end. Both are signals that are not handled, so no code, however busy, can hold them up.
        """
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | fcntl.FASYNC)
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            fcntl.fcntl(lifeline, fcntl.F_SETFL, flags)

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
