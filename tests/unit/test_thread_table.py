"""A thread as a terminal shows it."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from rich.console import Console
from tests.brief import claims

from reportedly.faces.thread_table import describe_overall, print_thread
from reportedly.threads.build import threads_of
from reportedly.threads.history import as_of

STORY = """
    2022-07-11 USA planned IRN>RUS uav | It is preparing to provide drones
    2022-07-13 USA not-observed ?>RUS uav | It has seen no \x1b[31m delivery
    2022-08-30 USA occurred IRN>RUS uav | It has received them
    2022-10-18 USA:IRN denied IRN>RUS uav | It denies it
"""
(THREAD,) = threads_of([claims(STORY)])


def shown(day: date | None = None, width: int = 130) -> list[str]:
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system=None, width=width, highlight=False)
    print_thread(THREAD, console, day)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_the_deal_its_status_and_its_history() -> None:
    lines = shown()
    assert lines[0] == "transfer IRN→RUS uav"
    assert lines[3:7] == [
        "by the last that was said",
        "IRN denied",
        "USA occurred",
        "overall: occurred, contested: said by USA, denied by IRN",
    ]
    assert "2022-07-11 2022-07-13 USA planned 1 the first known of this viewpoint" in lines
    assert "2022-07-13 2022-08-30 USA not observed 2 from planned (2022-07-11) to not observed" in lines


def test_each_claim_says_what_it_does_and_why_it_is_here() -> None:
    lines = shown()
    assert "spokesman of USA updates 1: from planned (2022-07-11) to not observed" in lines
    assert "placed by its article: supplier IRN from “It” at 0" in lines
    assert any(line.endswith("contradicts 3: IRN denies what USA says is occurred") for line in lines)


def test_as_of_a_day() -> None:
    assert shown(date(2022, 7, 26))[3:6] == [
        "as of 2022-07-26",
        "USA not observed",
        "overall: not observed, single source: USA",
    ]
    assert shown(date(2022, 1, 1))[3:5] == ["as of 2022-01-01", "nothing had been said"]


def test_an_article_cannot_steer_the_terminal() -> None:
    assert not [line for line in shown() if "\x1b[31m" in line]


def test_nothing_is_wider_than_the_terminal() -> None:
    assert max(map(len, shown(width=70))) <= 70


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["USA planned"], "planned, single source: USA; quiet since 2022-07-11"),
        (["USA planned", "UKR planned"], "planned, corroborated by 2: UKR and USA; quiet since 2022-07-11"),
        (["IRN occurred"], "occurred, admitted by a party: IRN; quiet since 2022-07-11"),
    ],
)
def test_how_well_it_is_borne_out(told: list[str], expected: str) -> None:
    (thread,) = threads_of([claims("\n".join(f"2022-07-11 {one} IRN>RUS uav" for one in told))])
    overall = as_of(thread, date(2023, 1, 1)).overall
    assert overall is not None
    assert describe_overall(overall) == expected
