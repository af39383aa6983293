"""Nothing but the guard opens a connection: no other module may so much as import what could."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly

PACKAGE = Path(reportedly.__file__).parent
CLIENTS = {
    *("aiohttp", "ftplib", "http.client", "httpx", "imaplib", "nntplib", "poplib", "pycurl", "requests"),
    *("smtplib", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"),
}
CALLS = {"open_connection", "create_connection", "connect_ex", "urlopen", "fetch_url", "urlretrieve"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that a module imports, and the packages that they are in."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [module, *(f"{module}.{name}" for name in names)]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[: end + 1]) for end in range(len(parts)))


def opening(source: str) -> set[str]:
    """What a module uses to open connections with."""
    tree = ast.parse(source)
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return CLIENTS.intersection(imported(tree)) | CALLS.intersection(called | named)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import urllib.request", {"urllib.request"}),
        ("from urllib import request", {"urllib.request"}),
        ("from aiohttp import ClientSession", {"aiohttp"}),
        ("import asyncio\nasyncio.open_connection('a', 80)", {"open_connection"}),
        ("from trafilatura import fetch_url\nfetch_url('a')", {"fetch_url"}),
        ("from urllib.parse import urljoin\nfrom http import HTTPStatus\nimport socket", set()),
    ],
)
def test_what_opens_a_connection_is_told(source: str, found: set[str]) -> None:
    assert opening(source) == found


def test_the_guard_alone_opens_connections() -> None:
    opened = {
        str(path.relative_to(PACKAGE).parts[0]): found
        for path in PACKAGE.rglob("*.py")
        if (found := opening(path.read_text(encoding="utf-8")))
    }
    assert set(opened) == {"fetching"}
