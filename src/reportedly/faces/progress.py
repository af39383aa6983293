"""How far a long command has got, on standard error while that is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress_bar import ProgressBar
from rich.text import Text

T = TypeVar("T")


class HowFar:
    """How many bytes of an archive have been read, and how many it has, as last told."""

    def __init__(self) -> None:
        self.read = 0
        self.size: int | None = None

    def __call__(self, read: int, size: int) -> None:
        """Be told."""
        self.read, self.size = read, size


def watched(found: Iterable[T], what: str, *, shown: bool = True, far: HowFar | None = None) -> Iterator[T]:
    """Give on what is found, and show how many there were, as "12 articles read": ``what`` they are.

    While an archive is read, a bar shows how many of its bytes have been, as ``far`` was told.
    """
    far = far or HowFar()
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn(f"{{task.fields[count]}} {what}"),
        _BarOfArchive(),
        _BytesOfArchive(),
        TimeElapsedColumn(),
    )
    disabled = not (shown and console.is_terminal)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, disable=disabled
    ) as progress:
        task = progress.add_task("", total=None, count=0)
        for count, one in enumerate(found, 1):
            progress.update(task, count=count, completed=far.read, total=far.size)
            yield one


class _BarOfArchive(BarColumn):
    """A bar, where it is known how long it is."""

    def render(self, task: Task) -> ProgressBar:
        bar = super().render(task)
        return bar if task.total else ProgressBar(total=0, width=0)


class _BytesOfArchive(DownloadColumn):
    """Bytes read of those there are, where that is known."""

    def render(self, task: Task) -> Text:
        return super().render(task) if task.total else Text()
