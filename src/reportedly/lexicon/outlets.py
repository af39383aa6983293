"""Outlets by the host of their site and by name, from ``data/outlets.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. ``actor`` is whom it speaks for, where it is a government's own site.

    ``actor`` is an ISO 3166 alpha-3 code or the code of an international organisation;
    ``government`` is whether the site is an organ of it, not merely owned by it.
    """

    name: str
    actor: str | None = None
    government: bool = False


def outlet_of(url: str) -> Outlet | None:
    """The outlet of a URL, by its host or the nearest listed domain above it.

    >>> outlet_of("https://www.state.gov/briefings/").actor
    'USA'
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.rstrip(".").split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((found for domain in domains if (found := _by_host().get(domain))), None)


def by_name(name: str) -> Outlet | None:
    """The outlet of that name, whatever the case and with or without "the"."""
    return _by_name().get(_folded(name))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Outlet, tuple[str, ...], tuple[str, ...]], ...]:
    """Each outlet, its hosts, and its other names."""
    source = resources.files("reportedly.lexicon") / "data" / "outlets.toml"
    entries = tomllib.loads(source.read_text(encoding="utf-8"))["outlet"]
    return tuple(
        (
            Outlet(entry["name"], entry.get("actor"), entry.get("actor") is not None),
            tuple(entry["hosts"]),
            tuple(entry.get("aliases", ())),
        )
        for entry in entries
    )


@lru_cache(maxsize=1)
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet, hosts, _ in _table() for host in hosts}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Outlet]:
    return {_folded(name): outlet for outlet, _, aliases in _table() for name in (outlet.name, *aliases)}
