"""What people say of who is who, kept in a ledger that is read again by a newer reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.made import posted

from reportedly.actordesk import actor_side, actors_in
from reportedly.ledger.entries import Different, ReadArticle, Same
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import open_ledger
from reportedly.model import Actor, ActorKind

KIRBY, ADMIRAL, BELL = "John Kirby", "Kirby Johnson", "Ann Bell"


def told_by(name: str, outlet: str, reader: str = "reader-1") -> ReadArticle:
    """A claim that somebody made, as an outlet posted it and a version of the reader read it."""
    entry = posted("IRN planned uav RUS", outlet=outlet, reader=reader)
    speaker = Actor("USA", name, ActorKind.PERSON)
    return replace(entry, claims=tuple(replace(claim, viewpoint=(speaker,)) for claim in entry.claims))


def people(store: Store) -> list[list[str]]:
    """The persons of a ledger by all their names."""
    return sorted(sorted(one.aliases) for one in actors_in(store) if one.kind == "person")


@pytest.mark.parametrize(
    ("kind", "names", "apart", "judged"),
    [
        (Same, [KIRBY, ADMIRAL], [[KIRBY], [ADMIRAL]], [[KIRBY, ADMIRAL]]),
        (Different, [BELL, "Ann B. Bell"], [["Ann B. Bell", BELL]], [["Ann B. Bell"], [BELL]]),
    ],
)
def test_it_outlives_a_newer_reading(
    tmp_path: Path,
    kind: type[Same | Different],
    names: list[str],
    apart: list[list[str]],
    judged: list[list[str]],
) -> None:
    with open_ledger(tmp_path / "ledger.db", write=True) as store:
        store.append([told_by(name, f"outlet {name}") for name in names])
        assert people(store) == apart
        one, other = (
            mention for actor in actors_in(store) if actor.kind == "person" for mention in actor.mentions
        )
        sides = [actor_side(store, mention) for mention in (one, other)]
        assert None not in sides
        store.append([kind(str(sides[0]), str(sides[1]), "ann")])
        assert people(store) == judged
        claims = {claim.id for name in names for claim in told_by(name, f"outlet {name}").claims}
        again = [told_by(name, f"outlet {name}", "reader-2") for name in names]
        store.append(again)
        assert claims.isdisjoint(claim.id for entry in again for claim in entry.claims)
        assert people(store) == judged
