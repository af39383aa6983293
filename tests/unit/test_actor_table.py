"""One actor as a terminal and a pipe show it."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from reportedly.actormodel import Identity, Occurrence
from reportedly.actors.collecting import collect
from reportedly.actors.resolving import resolve
from reportedly.faces.actor_table import print_actor
from reportedly.model import Actor, ActorKind, Status

STORY = [
    ("1", "Ann Bell", "Pentagon spokeswoman", "2022-02-11", Status.PLANNED),
    ("2", "Ann Bell", "NSC spokeswoman", "2022-07-19", Status.OCCURRED),
    ("2", "Bell", None, "2022-07-19", Status.OCCURRED),
    ("3", "Ann\tB. Bell", None, "2022-07-20", Status.OCCURRED),
]


def bell() -> Identity:
    (identity,) = resolve(
        collect(
            Occurrence(f"{article}{name}", article, Actor("USA", name, ActorKind.PERSON, role), day, status)
            for article, name, role, day, status in STORY
        )
    )
    return identity


def shown(identity: Identity, *, terminal: bool, width: int = 100) -> list[str]:
    out = StringIO()
    console = Console(file=out, force_terminal=terminal, color_system=None, width=width, highlight=False)
    print_actor(identity, console)
    return out.getvalue().splitlines()


def test_a_pipe_has_names_offices_and_reasons_in_columns() -> None:
    assert shown(bell(), terminal=False) == [
        "Ann Bell (person, USA)",
        f"  id {bell().id}",
        "  claims 4: 3 occurred, 1 planned",
        "name\tclaims\tfirst\tlast",
        "Ann Bell\t2\t2022-02-11\t2022-07-19",
        "Ann B. Bell\t1\t2022-07-20\t2022-07-20",
        "Bell\t1\t2022-07-19\t2022-07-19",
        "office\tfor\tfrom\tto\tsays",
        "Pentagon spokeswoman\tUSA > Department of Defense\t2022-02-11\t2022-02-11\ttexts (1)",
        "NSC spokeswoman\tUSA > National Security Council\t2022-07-19\t2022-07-19\ttexts (1)",
        "  joined: the same given and family name",
        "  joined: both speak for USA",
        "  joined: the only one of that name in the article",
    ]


def test_a_terminal_has_the_same_in_tables() -> None:
    lines = [" ".join(line.split()) for line in shown(bell(), terminal=True)]
    assert "name claims first last" in lines
    assert "Ann Bell 2 2022-02-11 2022-07-19" in lines
    assert "NSC spokeswoman USA > National Security Council 2022-07-19 2022-07-19 texts (1)" in lines


def test_who_holds_no_office_and_claims_nothing_has_names_only() -> None:
    kremlin = Occurrence("1", "1", Actor("RUS", "Kremlin", ActorKind.GOVERNMENT))
    (identity,) = resolve(collect([kremlin]))
    assert shown(identity, terminal=False) == [
        "Russia (country, RUS)",
        f"  id {identity.id}",
        "  claims 0",
        "name\tclaims\tfirst\tlast",
        "Kremlin\t1\t\t",
    ]


def test_names_past_the_twentieth_are_counted() -> None:
    forms = [f"{'x' * number} forces" for number in range(1, 24)]
    seen = [Occurrence(name, "1", Actor("RUS", name, ActorKind.GOVERNMENT)) for name in forms]
    (identity,) = resolve(collect(seen))
    assert "  and 3 names more" in shown(identity, terminal=False)
