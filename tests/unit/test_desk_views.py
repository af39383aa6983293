"""What the pages of the desk show: pure functions of threads, claims and texts, as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.brief import claims
from tests.made import posted

from reportedly.ledger.entries import (
    Accept,
    Edit,
    Judgement,
    ReadArticle,
    RecordedArticle,
    RecordedJudgement,
    Reject,
    Undo,
)
from reportedly.ledger.judged import held
from reportedly.model import Claim, Passage, PassageKind, Span, Status
from reportedly.serving.pages.views.article import Recorded, article_page, followable
from reportedly.serving.pages.views.deals import Row, Sort, Wanted, rows
from reportedly.serving.pages.views.differences import differences
from reportedly.serving.pages.views.highlights import blocks
from reportedly.serving.pages.views.outcomes import Outcome, outcome, outcomes
from reportedly.serving.pages.views.review import fields_of, judged_lately
from reportedly.serving.pages.views.thread import Around, thread_page
from reportedly.serving.pages.views.timeline import QUESTIONS, WIDTH, timeline
from reportedly.serving.pages.views.wording import MEANINGS
from reportedly.threadmodel import Thread
from reportedly.threads.build import threads_of
from reportedly.threads.rewinding import rewound

DRONES = """
    2022-07-11 USA planned IRN>RUS uav | It is preparing to provide drones
    2022-07-12 Q asked IRN>RUS uav | Has it provided any?
    2022-07-13 USA not-observed IRN>RUS uav | It has seen no delivery
    2022-08-30 USA occurred IRN>RUS uav | It has received them
    2022-10-18 USA:IRN denied IRN>RUS uav | It denies it
"""
SHELLS = "2022-09-06 USA planned PRK>RUS ammunition | It is to buy shells"
NOBODY = Around({}, {})
NOW = datetime(2022, 11, 1, tzinfo=UTC)


def thread(story: str) -> Thread:
    (found,) = threads_of([claims(story)])
    return found


def held_of(story: str, day: date | None = None) -> list[str]:
    page = thread_page(thread(story), NOBODY, day)
    return [f"{one.viewpoint}: {one.status.value} ({one.said})" for one in page.holdings]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 7, 10), []),
        (date(2022, 7, 11), ["United States: planned (said 2022-07-11)"]),
        (date(2022, 7, 26), ["United States: not observed (said 2022-07-13)"]),
        (date(2022, 8, 30), ["United States: occurred (said 2022-08-30)"]),
        (None, ["Iran: denied (said 2022-10-18)", "United States: occurred (said 2022-08-30)"]),
    ],
)
def test_what_each_viewpoint_held(day: date | None, expected: list[str]) -> None:
    assert held_of(DRONES, day) == expected


def test_a_day_that_is_not_known_is_not_made_up() -> None:
    assert held_of("2022-07 USA planned IRN>RUS uav") == [
        "United States: planned (said by 2022-07-31 at the latest)"
    ]


def test_three_statuses_that_are_no_denial_say_so() -> None:
    assert [status.value for status in Status if "not a denial" in MEANINGS[status]] == [
        "not observed",
        "unclear",
    ]
    assert "not said to have happened" in MEANINGS[Status.PLANNED]


def test_what_was_said_later_is_counted_and_not_shown() -> None:
    page = thread_page(thread(DRONES), NOBODY, date(2022, 7, 26))
    assert (page.total, page.later, len(page.claims)) == (3, 2, 3)
    assert "occurred" not in repr(page)


def test_updates_and_contradictions_are_told_apart() -> None:
    page = thread_page(thread(DRONES), NOBODY)
    told = [(one.number, f"{a.words} {a.number}", a.against) for one in page.claims for a in one.answers]
    assert told == [(3, "updates 1", False), (4, "updates 3", False), (5, "contradicts 4", True)]


def test_the_history_names_its_claims() -> None:
    page = thread_page(thread(DRONES), NOBODY)
    assert [
        (row.viewpoint, row.status.value, [number for number, _ in row.claims]) for row in page.history
    ] == [
        ("United States", "planned", [1]),
        ("United States", "not observed", [3]),
        ("United States", "occurred", [4]),
        ("Iran", "denied", [5]),
    ]


def test_the_timeline_has_a_lane_for_each_viewpoint() -> None:
    picture = timeline(thread(DRONES))
    assert picture is not None
    assert [(lane.name, [mark.status.value for mark in lane.marks]) for lane in picture.lanes] == [
        ("United States", ["planned", "not observed", "occurred"]),
        (QUESTIONS, ["asked"]),
        ("Iran", ["denied"]),
    ]
    assert picture.description == (
        "Iran: denied from 2022-10-18. "
        "United States: planned from 2022-07-11, then not observed from 2022-07-13, "
        "then occurred from 2022-08-30."
    )
    assert [bar.label for bar in picture.lanes[0].bars] == ["", "not observed", "occurred"]
    assert (picture.ticks[0].day, picture.ticks[-1].day) == (date(2022, 7, 11), date(2022, 10, 18))


days = st.dates(date(2020, 1, 1), date(2024, 1, 1))
said = st.lists(
    st.tuples(days, st.sampled_from(["USA", "UKR", "Q"]), st.sampled_from(["planned", "occurred"])),
    min_size=1,
    max_size=12,
)


@given(said)
def test_everything_of_a_timeline_is_in_the_picture(told: list[tuple[date, str, str]]) -> None:
    story = "\n".join(f"{day} {who} {status} IRN>RUS uav" for day, who, status in told)
    for found in threads_of([claims(story)]):
        picture = timeline(found)
        assert picture is not None
        marks = [mark for lane in picture.lanes for mark in lane.marks]
        assert sum(mark.count for mark in marks) == len(found.members)
        assert all(0 <= mark.x <= WIDTH - 16 and 0 <= mark.y <= picture.height - 16 for mark in marks)
        bars = [bar for lane in picture.lanes for bar in lane.bars]
        assert all(bar.width > 0 and bar.x + bar.width <= WIDTH for bar in bars)


@given(said, days, days)
def test_to_rewind_is_to_forget_what_came_later(
    told: list[tuple[date, str, str]], one: date, other: date
) -> None:
    story = "\n".join(f"{day} {who} {status} IRN>RUS uav" for day, who, status in told)
    early, late = sorted((one, other))
    for found in threads_of([claims(story)]):
        once = rewound(found, late)
        assert rewound(found, early) == (rewound(once, early) if once else None)
        assert once is None or max(one.said_by or date.max for one in once.told) <= late


def listed(wanted: Wanted) -> list[Row]:
    outlets = {"a1": "The Daily"}
    return [*rows([thread(DRONES), thread(SHELLS)], wanted, outlets.get)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["uav", "ammunition"]),
        (Wanted(backwards=True), ["ammunition", "uav"]),
        (Wanted(sort=Sort.ITEM), ["ammunition", "uav"]),
        (Wanted(sort=Sort.SUPPLIER), ["uav", "ammunition"]),
        (Wanted(sort=Sort.CLAIMS, backwards=True), ["ammunition", "uav"]),
        (Wanted(status=Status.PLANNED), ["ammunition"]),
        (Wanted(status=Status.NOT_OBSERVED), []),
        (Wanted(day=date(2022, 7, 26), status=Status.NOT_OBSERVED), ["uav"]),
        (Wanted(said_from=date(2022, 9, 1), said_to=date(2022, 9, 30)), ["ammunition"]),
        (Wanted(outlet="daily"), ["uav", "ammunition"]),
        (Wanted(outlet="weekly"), []),
    ],
)
def test_deals_are_filtered_and_sorted(wanted: Wanted, expected: list[str]) -> None:
    assert [row.deal.item for row in listed(wanted)] == expected


def test_a_deal_is_listed_as_it_stood() -> None:
    (row,) = listed(Wanted(day=date(2022, 7, 26)))
    assert (row.deal.supplier, row.deal.recipient, row.claims) == ("Iran", "Russia", 3)
    assert (row.changed, row.said) == (date(2022, 7, 13), date(2022, 7, 13))
    assert row.overall == "not observed, single source: United States"
    assert row.outlets == ("The Daily",)


def claim_on(number: int, *spans: tuple[int, int]) -> Claim:
    (made,) = posted("IRN planned uav RUS.", published=f"2022-07-{number:02}").claims
    evidence = tuple(Span(start, end, "") for start, end in spans)
    return Claim(**{name: getattr(made, name) for name in made.__slots__} | {"evidence": evidence})


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ["abcdefghij"]),
        ([[(2, 5)]], ["ab", "cde:1", "fghij"]),
        ([[(0, 10)], [(3, 5)]], ["abc:1", "de:2,1", "fghij:1"]),
        ([[(1, 5)], [(3, 8)]], ["a", "bc:1", "de:1,2", "fgh:2", "ij"]),
        ([[(1, 3), (6, 8)]], ["a", "bc:1", "def", "gh:1", "ij"]),
        ([[(2, 4)], [(2, 4)]], ["ab", "cd:1,2", "efghij"]),
        ([[(8, 99)], [(50, 60)], [(4, 4)]], ["abcdefgh", "ij:1"]),
    ],
)
def test_claims_that_overlap_are_shown_in_place(
    spans: list[list[tuple[int, int]]], expected: list[str]
) -> None:
    made = [claim_on(number, *each) for number, each in enumerate(spans, 1)]
    (block,) = blocks("abcdefghij", (), made)
    shown = [f"{one.text}:{','.join(map(str, one.claims))}".rstrip(":") for one in block.pieces]
    assert shown == expected


spans = st.tuples(st.integers(0, 30), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(max_size=40), st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_the_pieces_are_the_text(
    text: str, evidence: list[tuple[int, int]], passages: list[tuple[int, int]]
) -> None:
    made = [claim_on(number, each) for number, each in enumerate(evidence, 1)]
    kinds = tuple(Passage(PassageKind.BODY, Span(start, end, "")) for start, end in passages)
    found = blocks(text, kinds, made)
    assert "".join(piece.text for block in found for piece in block.pieces) == text
    for number, (start, end) in enumerate(evidence, 1):
        own = "".join(one.text for block in found for one in block.pieces if number in one.claims)
        assert own == text[start:end]


def test_boilerplate_is_shown_and_marked() -> None:
    passages = (
        Passage(PassageKind.BODY, Span(0, 3, "abc")),
        Passage(PassageKind.BOILERPLATE, Span(4, 7, "efg")),
    )
    found = blocks("abcdefg", passages, ())
    assert [(block.kind, block.unread) for block in found] == [
        (PassageKind.BODY, False),
        (None, False),
        (PassageKind.BOILERPLATE, True),
    ]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ("a\nb\nc", "a\nb\nc", ["folded 3"]),
        ("a\nb", "a\nc", ["kept 1", "gone 1", "new 1"]),
        ("a", "a\nb", ["kept 1", "new 1"]),
        ("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\nx", ["folded 3", "kept 2", "gone 1", "new 1"]),
    ],
)
def test_versions_are_compared_line_by_line(older: str, newer: str, expected: list[str]) -> None:
    found = differences(older, newer)
    assert found is not None
    assert [f"{one.fate.value} {one.lines}" for one in found] == expected


def test_texts_too_long_are_not_compared() -> None:
    assert differences("a\n" * 5000, "b") is None


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b#c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_what_a_browser_may_follow_is_linked(url: str | None, followed: bool) -> None:
    assert (followable(url) is not None) is followed


def recorded(read: ReadArticle, *versions: ReadArticle) -> Recorded:
    of = [RecordedArticle(one.article, one.article.id, NOW) for one in (*versions, read)]
    return Recorded(of[-1], read, read.claims, tuple(of), ())


def test_an_article_shows_what_people_left_of_its_claims() -> None:
    read = posted("IRN denied uav RUS. IRN planned uav RUS.")
    denied, planned = read.claims
    judged = [RecordedJudgement(1, Reject(denied.id, "Ann"), denied.id, NOW)]
    page = article_page(recorded(read), held(judged))
    assert [(note.number, note.id) for note in page.notes] == [(1, planned.id)]
    assert [note.id for note in page.rejected] == [denied.id]
    assert [piece.claims for block in page.blocks for piece in block.pieces if piece.claims] == [(1,)]


def test_an_article_is_compared_with_the_version_before() -> None:
    first, second = posted("IRN denied uav RUS."), posted("IRN planned uav RUS.")
    assert article_page(recorded(first), {}).compared is None
    compared = article_page(recorded(second, first), {}).compared
    assert compared is not None
    assert [one.text for one in compared] == ["IRN denied uav RUS.", "IRN planned uav RUS."]


def test_what_was_judged_and_what_was_taken_back() -> None:
    given: tuple[Judgement, ...] = (
        Accept("c1", "Ann"),
        Undo(1, "Bob"),
        Edit("c2", "said", msgspec.Raw(b'"2022"'), "Ann"),
    )
    told = [RecordedJudgement(number, one, None, NOW) for number, one in enumerate(given, 1)]
    assert [(one.number, one.what, one.by, one.stands) for one in judged_lately(told, 3)] == [
        (3, 'edit said is "2022"', "Ann", True),
        (2, "undo number 1", "Bob", True),
        (1, "accept c1", "Ann", False),
    ]


def test_fields_to_edit_show_what_they_are() -> None:
    (claim,) = posted("IRN planned uav RUS.").claims
    shown = dict(fields_of(claim))
    assert (shown["status"], shown["event.item.class"], shown["event.quantity.min"]) == (
        "planned",
        "uav",
        "null",
    )


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("2022-07-11 USA planned IRN>RUS uav", Outcome.OPEN),
        ("2022-07-11 USA occurred IRN>RUS uav", None),
        ("2022-07-11 USA planned IRN>RUS uav\n2022-08-30 UKR occurred IRN>RUS uav", Outcome.OCCURRED),
        ("2022-07-11 USA planned IRN>RUS uav\n2022-07-11 UKR occurred IRN>RUS uav", Outcome.OPEN),
        ("2022-07-11 UKR occurred IRN>RUS uav\n2022-08-30 USA planned IRN>RUS uav", Outcome.OPEN),
        ("2022-07-11 USA planned IRN>RUS uav\n2022-08-30 UKR not-observed IRN>RUS uav", Outcome.NOT_OBSERVED),
        ("2022-07-11 USA planned IRN>RUS uav\n2022-08-30 UKR cancelled IRN>RUS uav", Outcome.CANCELLED),
        (
            "2022-07-11 USA planned IRN>RUS uav\n2022-08-30 IRN denied IRN>RUS uav\n"
            "2022-09-30 USA occurred IRN>RUS uav",
            Outcome.OCCURRED,
        ),
    ],
)
def test_what_became_of_a_plan(story: str, expected: Outcome | None) -> None:
    own = frozenset(one.id for one in claims(story) if one.viewpoint[0].actor == "USA")
    assert outcome(thread(story), own) == expected


def test_plans_that_came_about_are_counted() -> None:
    told = [thread(DRONES), thread(SHELLS)]
    found = outcomes((one, frozenset(member.claim.id for member in one.members)) for one in told)
    assert (found.planned, found.occurred, dict(found.by_outcome)[Outcome.OPEN]) == (2, 1, 1)
