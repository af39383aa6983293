"""The JSON form of an actor."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.actormodel import Identity
from reportedly.actors.tenures import affiliation_at, role_at
from reportedly.jsonform import to_builtins


def identity_form(one: Identity, day: date | None = None) -> dict[str, Any]:
    """An actor as ``actors --json`` prints it, with its role and side at the end of ``day``."""
    told = {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "side": one.code,
        "roles": [to_builtins(tenure) for tenure in one.tenures],
        "aliases": [{"name": name, **to_builtins(seen)} for name, seen in sorted(one.aliases.items())],
        "claims": {status.value: count for status, count in sorted(one.claims.items())},
        "mentions": list(one.mentions),
        "joined": [to_builtins(join) for join in one.joins],
    }
    if day is None:
        return told
    office, side = role_at(one, day), affiliation_at(one, day)
    at = {"as_of": day, "role": office.role if office else None, "affiliation": to_builtins(side)}
    return {**told, **at}
