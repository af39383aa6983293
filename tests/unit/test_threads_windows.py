"""One deal, one thread: windows of time, ids that are found again, and texts posted twice."""

from __future__ import annotations

import pytest
from tests.brief import claims

from reportedly.threads.build import threads_of
from reportedly.threads.form import thread_form
from reportedly.threads.history import as_of
from reportedly.threads.windows import ids_of

SALE = "USA planned IRN>RUS uav"


def days(text: str) -> list[list[str]]:
    """The days of each thread of a story in which each line is an article of its own."""
    threads = threads_of([(one,) for one in claims(text)])
    return sorted([str(member.said_by or "") for member in thread.members] for thread in threads)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Somebody speaks of it within the year, so it is the same deal.
        (f"2021-03-01 {SALE}\n2022-02-01 {SALE}", [["2021-03-01", "2022-02-01"]]),
        (f"2020-03-01 {SALE}\n2022-03-01 {SALE}", [["2020-03-01"], ["2022-03-01"]]),
        (
            f"2020-03-01 {SALE}\n2022-01-01 {SALE}\n2021-02-01 {SALE}",
            [["2020-03-01", "2021-02-01", "2022-01-01"]],
        ),
        # Said now of a sale of long ago.
        (f"2022-03-01 {SALE}\n2022-03-02 {SALE} happens=2015", [["2022-03-01"], ["2022-03-02"]]),
        # Visits are more frequent than deals.
        (
            "2022-03-01 USA occurred RUS>IRN ? type=CONSULT\n2022-07-01 USA occurred RUS>IRN ? type=CONSULT",
            [["2022-03-01"], ["2022-07-01"]],
        ),
        # Without a day it is not known which deal is meant.
        (f"? {SALE}\n2022-03-02 {SALE}", [[""], ["2022-03-02"]]),
    ],
)
def test_windows(text: str, expected: list[list[str]]) -> None:
    assert days(text) == expected


def test_an_id_once_given_is_found_again_when_earlier_claims_arrive() -> None:
    later, between, earlier = claims(f"2022-07-11 {SALE}\n2021-10-01 {SALE}\n2021-01-01 {SALE}")
    (first,) = threads_of([[later]])
    (last, middle) = (threads_of([[later], [earlier]]), threads_of([[later], [earlier], [between]]))
    assert len(last) == 2
    (joined,) = middle
    assert joined.id != first.id
    assert {first.id, *(thread.id for thread in last), later.id, between.id, earlier.id} <= ids_of(joined)


@pytest.mark.parametrize(
    ("one", "other", "members"),
    [
        # A briefing posted twice, with other quotation marks and white space.
        (
            "a: 2022-07-19 USA planned IRN>RUS uav | “The  sale”",
            'b: 2022-07-20 USA planned IRN>RUS uav | "the sale"',
            1,
        ),
        # A wire story under two outlets.
        (
            "a: 2022-07-19 Daily occurred IRN>RUS uav | It sold",
            "b: 2022-07-20 Weekly occurred IRN>RUS uav | It sold",
            1,
        ),
        (
            "a: 2022-07-19 Daily:USA planned IRN>RUS uav | It sold",
            "b: 2022-07-19 Weekly:USA planned IRN>RUS uav | It sold",
            1,
        ),
        # Said again a week later, by somebody else, in other words, or otherwise.
        (
            "a: 2022-07-19 USA planned IRN>RUS uav | It sold",
            "b: 2022-07-26 USA planned IRN>RUS uav | It sold",
            2,
        ),
        (
            "a: 2022-07-19 USA planned IRN>RUS uav | It sold",
            "b: 2022-07-19 UKR planned IRN>RUS uav | It sold",
            2,
        ),
        (
            "a: 2022-07-19 USA planned IRN>RUS uav | It sold",
            "b: 2022-07-19 USA planned IRN>RUS uav | It sells",
            2,
        ),
        (
            "a: 2022-07-19 USA planned IRN>RUS uav | It sold",
            "b: 2022-07-19 USA occurred IRN>RUS uav | It sold",
            2,
        ),
    ],
)
def test_the_same_words_are_one_claim_with_several_postings(one: str, other: str, members: int) -> None:
    told = [claims(one), claims(other)]
    (thread,) = threads_of(told)
    (turned,) = threads_of(reversed(told))
    assert len(thread.members) == members
    assert thread == turned
    assert thread.members[0].claim.article == "a"
    assert [p.claim.article for p in thread.members[0].postings] == (["b"] if members == 1 else [])


def test_a_posting_is_no_second_source() -> None:
    (thread,) = threads_of(
        [
            claims("a: 2022-07-19 Daily occurred IRN>RUS uav | It sold them"),
            claims("b: 2022-07-20 Weekly occurred IRN>RUS uav | It sold them"),
        ]
    )
    overall = as_of(thread).overall
    assert overall is not None
    assert overall.sources == ("Daily",)


def test_no_deal_takes_in_anothers_supplier() -> None:
    threads = threads_of(
        [
            claims(f"{day} USA occurred {who}>RUS uav")
            for day in ("2022-07-11", "2022-07-12")
            for who in ("IRN", "PRK", "IRN+PRK", "?")
        ]
    )
    assert sorted(str(thread.proposition.parties[0].actor) for thread in threads) == ["IRN", "None", "PRK"]


def test_the_json_form() -> None:
    (thread,) = threads_of(
        [
            claims("a: 2022-07-11 USA planned IRN>RUS uav | will sell"),
            claims("b: 2022-07-12 USA planned IRN>RUS uav | will sell"),
            claims("c: 2022-08-30 USA occurred IRN>RUS uav | sold"),
        ]
    )
    form = thread_form(thread)
    first, last = (member.claim.id for member in thread.members)
    assert form["proposition"] == {"event": "transfer", "supplier": "IRN", "recipient": "RUS", "item": "uav"}
    assert form["status"] == {"USA": "occurred"}
    assert form["history"] == [
        {
            "viewpoint": "USA",
            "status": "planned",
            "since": "2022-07-11",
            "until": "2022-08-30",
            "claims": (first,),
            "reason": "the first known of this viewpoint",
        },
        {
            "viewpoint": "USA",
            "status": "occurred",
            "since": "2022-08-30",
            "until": None,
            "claims": (last,),
            "reason": "from planned (2022-07-11) to occurred",
        },
    ]
    assert form["relations"] == [
        {
            "kind": "updates",
            "earlier": first,
            "later": last,
            "reason": "from planned (2022-07-11) to occurred",
        }
    ]
    assert [(one["status"], [p["article"] for p in one["postings"]]) for one in form["claims"]] == [
        ("planned", ["b"]),
        ("occurred", []),
    ]
