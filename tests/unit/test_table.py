"""Claims as a terminal and a pipe show them."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from reportedly.desk import read
from reportedly.faces.table import print_claims

CLAIMS = read(
    "Norway will deliver 12 missiles to Finland on Friday, Ann Bell said.", published="2022-07-26"
).claims


def shown(*, terminal: bool, width: int = 80, claims: bool = True) -> list[str]:
    out = StringIO()
    console = Console(file=out, force_terminal=terminal, color_system=None, width=width, highlight=False)
    print_claims(CLAIMS if claims else (), console)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_a_terminal_has_a_table_with_room_for_evidence() -> None:
    lines = shown(terminal=True, width=140)
    assert lines[1] == "# said status event evidence"
    assert lines[3].endswith("Norway will deliver 12 missiles to Finland on Friday")
    assert lines[4].startswith("Ann Bell ")
    assert any("2022-07-29" in line for line in lines)


def test_nothing_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in shown(terminal=True, width=60)) <= 60


def test_a_pipe_has_a_line_for_each_claim() -> None:
    assert len(shown(terminal=False)) == 1 + len(CLAIMS)


def test_no_claims() -> None:
    assert shown(terminal=True, claims=False) == ["no claims"]
    assert shown(terminal=False, claims=False) == ["# said viewpoint status event when evidence"]
