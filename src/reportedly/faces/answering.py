"""How every command ends: one line and an exit code for whatever a person can act on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from reportedly.errors import DeliveryError, ReadingError, ReportedlyError
from reportedly.sources.notices import Notice

EXIT_SKIPPED = 1
EXIT_USAGE = 2
EXIT_NOTHING_NEW = 3
EXIT_INTERRUPTED = 130

T = TypeVar("T")


@contextmanager
def answering() -> Iterator[None]:
    """One line and an exit code for whatever a person can act on."""
    try:
        yield
    except ReportedlyError as error:
        complain(str(error))
        sys.exit(EXIT_SKIPPED if isinstance(error, (ReadingError, DeliveryError)) else EXIT_USAGE)
    except KeyboardInterrupt:
        complain("interrupted")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads on (as after "| head"). What is buffered must go somewhere when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_SKIPPED)
    except OSError as error:
        complain(f"{error.filename or 'output'}: cannot be written ({error.strerror or error})")
        sys.exit(EXIT_USAGE)


def kept(found: Iterable[T | Notice], notices: list[Notice]) -> Iterator[T]:
    """What was read; what could not be read is noted, and reading goes on."""
    for one in found:
        if isinstance(one, Notice):
            notices.append(one)
        else:
            yield one


def exit_code(notices: Iterable[Notice]) -> int:
    """How a run ends that has told of these things."""
    return 0 if all(notice.harmless for notice in notices) else EXIT_SKIPPED


def complain(message: str) -> None:
    """Tell a person on standard error."""
    click.echo(f"reportedly: {message}", err=True)
