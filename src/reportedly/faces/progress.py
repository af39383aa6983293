"""How far a long command has got, on standard error while that is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def watched(found: Iterable[T], what: str, *, shown: bool = True) -> Iterator[T]:
    """Give on what is found, and show how many there were, as "12 articles read": ``what`` they are."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(f"{{task.completed}} {what}"), TimeElapsedColumn())
    disabled = not (shown and console.is_terminal)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, disable=disabled
    ) as progress:
        task = progress.add_task("", total=None)
        for one in found:
            progress.advance(task)
            yield one
