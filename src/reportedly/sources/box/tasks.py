"""What can be done in the box: a new task is a line of this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """A function of bytes and of strings by name, and the type that it returns: ``module:name`` each.

    ``first`` names a function of nothing that is called before the worker's limits hold: what a parser
    can only load from files that it writes.

    They are named, not imported, so that either side loads no more than it needs: a worker the parsers
    that it is asked for, and the process that has the box the types alone.
    """

    function: str
    result: str
    first: str | None = None


TASKS: Mapping[str, Task] = {
    "mail": Task("reportedly.sources.archives.mail:mail_of", "reportedly.sources.archives.mail:Mail"),
    "page": Task(
        "reportedly.sources.pages:page_of",
        "reportedly.sources.pages:Page",
        first="reportedly.sources.pages.spoken:identifier",
    ),
    "feed": Task("reportedly.sources.feeds:parse_feed", "reportedly.sources.feeds:Feed"),
    "sitemap": Task("reportedly.sources.feeds:parse_sitemap", "reportedly.sources.feeds:Sitemap"),
}


def table(module: str) -> Mapping[str, Task]:
    """The tasks of a module, which has them as ``TASKS``."""
    tasks: Mapping[str, Task] = import_module(module).TASKS
    return tasks


def named(place: str) -> Any:
    """What stands at ``module:name``.

    >>> named("math:floor")(2.5)
    2
    """
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
