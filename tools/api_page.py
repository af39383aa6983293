"""The reference page of the API, made from its OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """# The API

Every route, what it takes and what it gives, made from the description of the API by `make schemas`. How to
use it is in [Serving a ledger to other programs](../how-to/api.md); [openapi.json](openapi.json) is
the description itself. Besides what stands below, any answer may be 401 (no token), 421 (another host), 422
(not as it has to be) or 503 (the ledger cannot be used now), and what reads may be 304 (as it was).
"""
_TAIL = """
## What is given

::: reportedly.serving.api.forms
    options:
      show_if_no_docstring: true
      show_root_heading: false
      show_root_toc_entry: false
"""
_ANY = frozenset({"304", "401", "421", "422", "503"})


def api_page(description: dict[str, Any]) -> str:
    """The page in Markdown."""
    return "\n".join((_HEAD, *_routes(description), _TAIL.lstrip("\n")))


def _routes(description: dict[str, Any]) -> Iterator[str]:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield f"## {method.upper()} {path}\n\n{operation['description']}\n"
            told = [*_parameters(operation), *_body(operation), *_answers(operation)]
            yield "\n".join(told) + "\n"


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for one in operation.get("parameters", ()):
        if one["in"] == "query":
            needed = "" if not one.get("required") else " (needed)"
            yield f"- `{one['name']}`{needed}: {one['description']}"


def _body(operation: dict[str, Any]) -> Iterator[str]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    kinds = [_named(one) for one in (body.get("oneOf") or [body]) if "$ref" in one]
    if kinds:
        yield f"- takes {', '.join(kinds)}"


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    for status, answer in sorted(operation["responses"].items()):
        form = answer.get("content", {}).get("application/json", {}).get("schema")
        if status not in _ANY:
            yield f"- {status}: {_named(form) if form else answer['description']}"


def _named(form: dict[str, str]) -> str:
    return f"`{form['$ref'].rpartition('/')[2]}`"
