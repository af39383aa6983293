"""Statuses by viewpoint over time: what a later claim does to an earlier one of the same viewpoint."""

from __future__ import annotations

from datetime import date

import pytest
from tests.brief import claims

from reportedly.threadmodel import RelationKind, Support, Thread
from reportedly.threads.build import threads_of
from reportedly.threads.history import as_of, history, status_on
from reportedly.threads.relations import relations


def thread(text: str) -> Thread:
    """The only thread of a story in which each line is an article of its own."""
    (found,) = threads_of([(one,) for one in claims(text)])
    return found


def story(*told: str, parties: str = "IRN>RUS uav") -> Thread:
    """A thread from claims without their parties: "2022-07-11 USA planned stage=prepared"."""
    lines = []
    for line in told:
        head, bar, words = line.partition(" | ")
        day, view, status, *more = head.split()
        lines.append(" ".join([day, view, status, parties, *more]) + bar + words)
    return thread("\n".join(lines))


@pytest.mark.parametrize(
    ("earlier", "later", "kind", "status"),
    [
        # A later stage and a later look are updates.
        ("planned", "not-observed", "updates", "not observed"),
        ("planned", "under-way", "updates", "under way"),
        ("planned", "occurred", "updates", "occurred"),
        ("not-observed", "occurred", "updates", "occurred"),
        ("possible", "planned", "updates", "planned"),
        ("unclear", "planned", "updates", "planned"),
        ("planned", "cancelled", "updates", "cancelled"),
        ("under-way", "cancelled", "updates", "cancelled"),
        ("planned", "denied", "updates", "denied"),
        ("not-observed", "denied", "updates", "denied"),
        ("denied", "occurred", "updates", "occurred"),
        ("denied", "planned", "updates", "planned"),
        ("cancelled", "planned", "updates", "planned"),
        ("not-observed", "planned", "updates", "planned"),
        ("planned stage=sought", "planned stage=prepared", "updates", "planned"),
        # The same again, with or without more.
        ("planned", "planned", "repeats", "planned"),
        ("planned", "planned many=dozens", "elaborates", "planned"),
        ("occurred", "occurred which=Shahed-136", "elaborates", "occurred"),
        ("occurred", "occurred happens=2022-07", "elaborates", "occurred"),
        # What asserts little hides nothing.
        ("planned", "unclear", "elaborates", "planned"),
        ("planned", "possible", "elaborates", "planned"),
        ("not-observed", "possible", "elaborates", "not observed"),
        ("not-observed", "unclear", "elaborates", "not observed"),
        ("denied", "possible", "elaborates", "denied"),
        ("denied", "not-observed", "elaborates", "denied"),
        # What has occurred stays.
        ("occurred", "planned", "elaborates", "occurred"),
        ("occurred", "possible", "elaborates", "occurred"),
        ("occurred", "not-observed", "elaborates", "occurred"),
        ("occurred", "unclear", "elaborates", "occurred"),
        ("occurred", "under-way", "elaborates", "occurred"),
        ("occurred", "cancelled", "elaborates", "occurred"),
        ("under-way", "planned", "elaborates", "under way"),
        ("under-way", "not-observed", "elaborates", "under way"),
        ("occurred", "denied | will send no more drones", "elaborates", "occurred"),
        ("occurred", "denied stage=prepared", "elaborates", "occurred"),
        ("occurred happens=2022-06", "denied happens=2022-07", "elaborates", "occurred"),
        # Unless it is taken back.
        ("occurred", "denied", "withdraws", "denied"),
        ("under-way", "denied", "withdraws", "denied"),
        ("occurred", "not-observed | we were wrong to say that they came", "withdraws", "not observed"),
        ("planned", "denied stage=prepared", "withdraws", "denied"),
        ("denied", "occurred happens=2022-06", "withdraws", "occurred"),
        # That somebody sought to buy has occurred; the deal has not. Nor has what is still to come.
        ("possible", "occurred stage=sought", "updates", "planned"),
        ("possible", "occurred happens=2022-09", "updates", "planned"),
        ("occurred", "occurred stage=sought", "elaborates", "occurred"),
    ],
)
def test_what_a_viewpoint_says_next(earlier: str, later: str, kind: str, status: str) -> None:
    told = story(f"2022-07-11 USA {earlier}", f"2022-07-19 USA {later}")
    (relation,) = relations(told)
    assert (relation.kind, as_of(told).status["USA"]) == (RelationKind(kind), status)
    assert relation.reason


@pytest.mark.parametrize("status", ["asked", "occurred"])
def test_a_question_asserts_nothing(status: str) -> None:
    told = story("2022-07-11 USA planned", f"2022-07-19 Q {status}", f"2022-07-20 Q:USA {status}")
    assert as_of(told).status == {"USA": "planned"}
    assert relations(told) == ()
    assert len(told.members) == 3


def test_a_thread_of_nothing_but_questions_has_no_status() -> None:
    state = as_of(story("2022-07-11 Q asked"))
    assert (dict(state.status), state.overall) == ({}, None)


def test_the_drones_of_2022() -> None:
    told = story(
        "2022-07-11 USA planned stage=prepared",
        "2022-07-11 USA unclear",
        "2022-07-13 USA not-observed",
        "2022-08-30 USA occurred",
        "2022-10-17 USA planned stage=prepared",
        "2022-10-18 USA:IRN denied",
        "2022-10-20 USA occurred many=dozens",
    )
    assert [(s.viewpoint, s.status, str(s.since), s.until and str(s.until)) for s in history(told)] == [
        ("IRN", "denied", "2022-10-18", None),
        ("USA", "planned", "2022-07-11", "2022-07-13"),
        ("USA", "not observed", "2022-07-13", "2022-08-30"),
        ("USA", "occurred", "2022-08-30", None),
    ]
    assert [r.kind for r in relations(told)] == [
        "elaborates",
        "updates",
        "updates",
        "elaborates",
        "contradicts",
        "elaborates",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-07-10", None),
        ("2022-07-11", "planned"),
        ("2022-07-12", "planned"),
        ("2022-07-13", "not observed"),
    ],
)
def test_a_day_falls_in_a_stretch(day: str, expected: str | None) -> None:
    told = story("2022-07-11 USA planned", "2022-07-13 USA not-observed")
    stretch = status_on(history(told), "USA", date.fromisoformat(day))
    assert (stretch.status if stretch else None) == expected
    assert as_of(told, date.fromisoformat(day)).status.get("USA") == expected


def test_a_day_has_the_status_with_which_it_ends() -> None:
    told = story("2022-07-11 USA planned", "2022-07-13 USA under-way", "2022-07-13 USA occurred")
    assert [(s.status, str(s.since)) for s in history(told)] == [
        ("planned", "2022-07-11"),
        ("occurred", "2022-07-13"),
    ]


def test_on_one_day_a_plan_does_not_hide_that_nothing_was_seen() -> None:
    told = story("2022-07-13 USA not-observed", "2022-07-13 USA planned")
    assert as_of(told).status == {"USA": "not observed"}


def test_a_plan_told_again_is_no_news_after_nothing_was_seen() -> None:
    told = story(
        "2022-07-11 USA planned stage=prepared",
        "2022-07-13 USA not-observed",
        "2022-07-20 USA planned stage=prepared",
    )
    assert as_of(told).status == {"USA": "not observed"}


@pytest.mark.parametrize(
    ("told", "status"),
    [
        # Said some time in July, when it is on record in July: nobody can tell which was first.
        (["2022-07-13 USA not-observed", "2022-07 USA planned"], "not observed"),
        (["2022-07-13 USA planned", "../2022-07-26 USA occurred"], "planned"),
        # Nothing else is known of July.
        (["2022-06-13 USA not-observed", "2022-07 USA occurred"], "occurred"),
        (["2022-07 USA planned"], "planned"),
    ],
)
def test_what_was_said_on_some_day(told: list[str], status: str) -> None:
    assert as_of(story(*told)).status == {"USA": status}


@pytest.mark.parametrize(
    ("viewpoint", "name"),
    [("USA", "USA"), ("USA:IRN", "IRN"), ("Daily", "Daily"), ("unnamed", "unnamed"), ("Daily:USA", "USA")],
)
def test_whose_view_it_is(viewpoint: str, name: str) -> None:
    assert list(as_of(story(f"2022-07-11 {viewpoint} planned")).status) == [name]


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ("USA occurred", "IRN denied", "contradicts"),
        ("USA planned", "IRN denied stage=prepared", "contradicts"),
        ("IRN denied", "USA occurred happens=2022-07-05", "contradicts"),
        # Not the same stage, or not known to be the same time.
        ("USA planned", "IRN denied", "denies"),
        ("USA possible", "IRN denied", "denies"),
        ("USA occurred happens=2022-06", "IRN denied happens=2022-07", "denies"),
        ("IRN denied", "USA occurred", "updates"),
        ("IRN denied", "USA occurred happens=2022-07-18", "updates"),
        # A later look of another viewpoint.
        ("USA planned", "UKR occurred", "updates"),
        ("USA planned", "UKR not-observed", "updates"),
        ("USA not-observed", "UKR occurred", "updates"),
        ("USA occurred", "UKR occurred", "confirms"),
        ("USA planned", "UKR planned", "confirms"),
        ("USA occurred", "UKR under-way", "confirms"),
        # Not to have seen it is neither.
        ("USA occurred", "UKR not-observed", None),
        ("USA occurred", "UKR unclear", None),
        ("USA denied", "UKR not-observed", None),
    ],
)
def test_what_another_viewpoint_says(earlier: str, later: str, kind: str | None) -> None:
    told = story(f"2022-07-11 {earlier}", f"2022-07-19 {later}")
    assert [relation.kind for relation in relations(told)] == ([kind] if kind else [])
    assert len(as_of(told).status) == 2


@pytest.mark.parametrize(
    ("told", "status", "support", "sources"),
    [
        (["2022-07-11 USA planned"], "planned", Support.SINGLE_SOURCE, ["USA"]),
        (["2022-07-11 USA planned", "2022-07-12 USA planned"], "planned", Support.SINGLE_SOURCE, ["USA"]),
        (
            ["2022-07-11 USA planned", "2022-07-12 UKR planned"],
            "planned",
            Support.CORROBORATED,
            ["UKR", "USA"],
        ),
        # Somebody unnamed may be one of the others.
        (["2022-07-11 USA planned", "2022-07-12 unnamed planned"], "planned", Support.SINGLE_SOURCE, ["USA"]),
        (["2022-07-11 USA occurred", "2022-07-12 IRN denied"], "occurred", Support.CONTESTED, ["USA"]),
        # The denial is of a delivery, the plan is not denied.
        (["2022-07-11 USA planned", "2022-07-12 IRN denied"], "planned", Support.SINGLE_SOURCE, ["USA"]),
        (
            ["2022-07-11 USA occurred", "2022-07-12 UKR not-observed"],
            "occurred",
            Support.SINGLE_SOURCE,
            ["USA"],
        ),
        (["2022-07-11 IRN occurred"], "occurred", Support.ADMITTED, ["IRN"]),
        (["2022-07-11 Daily:IRN occurred"], "occurred", Support.ADMITTED, ["IRN"]),
        # What another government says that Iran says is no admission.
        (["2022-07-11 USA:IRN occurred"], "occurred", Support.SINGLE_SOURCE, ["IRN"]),
        (
            ["2022-07-11 UKR planned", "2022-07-12 USA not-observed"],
            "not observed",
            Support.SINGLE_SOURCE,
            ["USA"],
        ),
        (["2022-07-11 IRN denied"], "denied", Support.SINGLE_SOURCE, ["IRN"]),
    ],
)
def test_over_all_viewpoints(told: list[str], status: str, support: Support, sources: list[str]) -> None:
    overall = as_of(story(*told)).overall
    assert overall is not None
    assert (overall.status, overall.support, list(overall.sources)) == (status, support, sources)


@pytest.mark.parametrize(
    ("day", "quiet"), [("2022-07-11", False), ("2022-10-01", False), ("2022-11-01", True)]
)
def test_quiet_since(day: str, quiet: bool) -> None:
    overall = as_of(story("2022-07-11 USA planned"), date.fromisoformat(day)).overall
    assert overall is not None
    assert (overall.quiet, overall.last_said) == (quiet, date(2022, 7, 11))
