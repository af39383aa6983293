"""What is new of threads: what was known before, what is known now, and what a person is told of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from tests.brief import claims
from tests.unit.test_threads_laws import ARTICLES, LAW

from reportedly.jsonform import encode
from reportedly.model import Claim, Status
from reportedly.threadmodel import News, Thread
from reportedly.threads.build import threads_of
from reportedly.threads.form import news_form
from reportedly.threads.history import as_of
from reportedly.threads.news import come_to, news
from reportedly.threads.postings import fingerprint

FIRST = "a1: 2022-07-11 USA planned IRN>RUS uav | is preparing to provide drones"
SECOND = "a2: 2022-07-13 USA not-observed IRN>RUS uav | has seen no delivery"
THIRD = "a3: 2022-08-30 USA occurred IRN>RUS uav | has received them"
DENIAL = "a4: 2022-09-01 USA:IRN denied IRN>RUS uav | denies it"
OTHERS = "a5: 2022-09-02 GBR occurred IRN>RUS uav | they have them"


def threads(*lines: str) -> tuple[Thread, ...]:
    """The threads of a story in which each line is an article of its own."""
    return threads_of([(one,) for line in lines for one in claims(line)])


def told(before: list[str], after: list[str]) -> News:
    """The news of a story with one thread."""
    (found,) = news(threads(*before), threads(*after))
    return found


def changes(found: News) -> list[tuple[str, str | None, str | None, str]]:
    return [(change.viewpoint, change.before, change.after, change.reason) for change in found.changes]


@pytest.mark.parametrize(
    ("before", "after", "expected", "overall"),
    [
        (
            [],
            [FIRST],
            [("USA", None, "planned", "the first known of this viewpoint")],
            "the first known of it",
        ),
        (
            [FIRST],
            [FIRST, SECOND],
            [("USA", "planned", "not observed", "from planned (2022-07-11) to not observed")],
            "USA: not observed, after planned",
        ),
        # Between two looks a status may pass through others; its reason is that of the last step.
        (
            [FIRST],
            [FIRST, SECOND, THIRD],
            [("USA", "planned", "occurred", "from not observed (2022-07-13) to occurred")],
            "USA: occurred, after planned",
        ),
        (
            [THIRD],
            [THIRD, DENIAL],
            [("IRN", None, "denied", "the first known of this viewpoint")],
            "IRN denies it",
        ),
        (
            [THIRD],
            [THIRD, OTHERS],
            [("GBR", None, "occurred", "the first known of this viewpoint")],
            "GBR says so too",
        ),
        # A claim is rejected: what was said before it holds again.
        (
            [FIRST, SECOND],
            [FIRST],
            [("USA", "not observed", "planned", "claims that were known are read or judged otherwise now")],
            "USA: planned, after not observed",
        ),
        (
            [THIRD, DENIAL],
            [THIRD],
            [("IRN", "denied", None, "no claim of this viewpoint is left")],
            "IRN no longer denies it",
        ),
        (
            [FIRST],
            [],
            [("USA", "planned", None, "no claim of this viewpoint is left")],
            "no claim of it is left",
        ),
    ],
)
def test_a_status_that_is_another_now(
    before: list[str], after: list[str], expected: list[tuple[str, str | None, str | None, str]], overall: str
) -> None:
    found = told(before, after)
    assert changes(found) == expected
    assert found.overall is not None
    assert found.overall.reason == overall


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([], [FIRST, SECOND], ["a1", "a2"]),
        ([FIRST], [FIRST, SECOND], ["a2"]),
        # A claim from before what was known: the history is longer, the status the same.
        ([SECOND], [FIRST, SECOND], ["a1"]),
        # The same words a month later are a claim; within days they are another posting.
        ([FIRST], [FIRST, FIRST.replace("a1: 2022-07-11", "b1: 2022-08-11")], ["b1"]),
    ],
)
def test_claims_that_were_not_known(before: list[str], after: list[str], new: list[str]) -> None:
    assert [member.claim.article for member in told(before, after).claims] == new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),
        ([FIRST, THIRD], [THIRD, FIRST]),
        # Posted again, also where it turns out that somebody else had it first.
        ([FIRST], [FIRST, FIRST.replace("a1: 2022-07-11", "b1: 2022-07-12")]),
        ([FIRST], [FIRST, FIRST.replace("a1: 2022-07-11", "b1: 2022-07-10")]),
        # The text at a URL was changed in another place: another article, the same claim.
        ([FIRST], [FIRST.replace("a1: 2022-07-11", "a1-changed: 2022-07-11")]),
    ],
)
def test_what_is_no_news(before: list[str], after: list[str]) -> None:
    assert news(threads(*before), threads(*after)) == ()


def test_a_newer_reading_of_the_same_words_is_no_news() -> None:
    def read_again(claim: Claim) -> Claim:
        return replace(claim, id=f"{claim.id} again", reader="r2")

    again = threads_of([(read_again(one),) for line in (FIRST, THIRD) for one in claims(line)])
    assert news(threads(FIRST, THIRD), again) == ()


def test_a_newer_reading_that_finds_the_item_moves_the_thread_and_says_nothing() -> None:
    before = threads(FIRST.replace("uav", "?"), THIRD.replace("uav", "?"))
    assert news(before, threads(FIRST, THIRD)) == ()


def test_threads_that_an_earlier_claim_joins_are_one() -> None:
    later = "a9: 2024-01-01 USA denied IRN>RUS uav | it is not so"
    between = "a8: 2023-05-01 USA unclear IRN>RUS uav | cannot say"
    assert len(threads(THIRD, later)) == 2
    found = told([THIRD, later], [THIRD, between, later])
    assert [member.claim.article for member in found.claims] == ["a8"]
    assert found.thread.members[0].claim.article == "a3"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([FIRST], [FIRST, THIRD], True),
        ([], [THIRD], True),
        ([FIRST], [FIRST, SECOND], False),
        # It had that status already; further claims and other viewpoints do not bring it there again.
        ([THIRD], [THIRD, DENIAL], False),
        ([THIRD], [THIRD, THIRD.replace("a3: 2022-08-30", "b3: 2022-10-20")], False),
        # Another viewpoint comes to say so.
        ([THIRD], [THIRD, OTHERS], True),
    ],
)
def test_threads_that_came_to_have_a_status(before: list[str], after: list[str], expected: bool) -> None:
    found = news(threads(*before), threads(*after))
    assert bool(come_to(found, Status.OCCURRED)) is expected


def test_the_json_form() -> None:
    form = news_form(told([FIRST], [FIRST, SECOND]))
    assert form["proposition"] == {"event": "transfer", "supplier": "IRN", "recipient": "RUS", "item": "uav"}
    assert [(claim["said"], claim["status"]) for claim in form["claims"]] == [("2022-07-13", "not observed")]
    assert [(change["before"], change["after"]) for change in form["changes"]] == [
        ("planned", "not observed")
    ]
    assert form["overall"]["before"]["status"] == "planned"
    assert encode(form)


@LAW
@given(ARTICLES)
def test_what_is_known_is_no_news(articles: list[tuple[Claim, ...]]) -> None:
    assert news(threads_of(articles), threads_of(reversed(articles))) == ()


@LAW
@given(ARTICLES)
def test_told_article_by_article_everything_is_told_and_nothing_twice(
    articles: list[tuple[Claim, ...]],
) -> None:
    steps = [threads_of(articles[:number]) for number in range(len(articles) + 1)]
    found = [each for one, other in pairwise(steps) for each in news(one, other)]
    claims_told = [member.claim for each in found for member in each.claims]
    assert len({claim.id for claim in claims_told}) == len(claims_told)
    held = [member.claim for thread in steps[-1] for member in thread.members]
    assert set(map(fingerprint, held)) == set(map(fingerprint, claims_told))


@LAW
@given(ARTICLES)
def test_news_says_how_every_thread_stands(articles: list[tuple[Claim, ...]]) -> None:
    """From nothing, the news of a thread are its claims, and the statuses that it has."""
    found = {each.thread.id: each for each in news((), threads_of(articles))}
    for thread in threads_of(articles):
        assert found[thread.id].claims == thread.members
        assert {one.viewpoint: one.after for one in found[thread.id].changes} == as_of(thread).status
