"""What every store of the ledger does; `stores` has them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.contract.stores import STORES, by_deal
from tests.made import posted

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger.entries import (
    Accept,
    ChangeKind,
    Different,
    Edit,
    Entry,
    Filter,
    Judgement,
    Posted,
    RecordedClaim,
    Reject,
    Same,
    Undo,
    WatchDropped,
    WatchRan,
    WatchSet,
)
from reportedly.ledger.judged import admits, held, judged, standing
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledger.store import Store
from reportedly.model import Frame, Status

DRONES = "IRN planned uav RUS. PRK occurred ammunition RUS."
IN_JULY = ["IRN planned uav RUS", "PRK occurred ammunition RUS"]
DENIED_OR_ASKED = frozenset({Status.DENIED, Status.ASKED})
BRIEFING = (
    "Good afternoon everybody and thank you for waiting so long in this heat today. IRN planned uav RUS. "
    "We will share more about all of that with you when we have it and not before."
)


def said(claims: Sequence[RecordedClaim]) -> list[str]:
    """The evidence of claims, in short."""
    return [one.claim.evidence[0].text for one in claims]


def test_what_is_recorded_is_found_again(store: Store) -> None:
    entry = posted(DRONES, url="https://a.example/1", outlet="A")
    at = store.append([entry])
    found = store.article(entry.article.id)
    assert found is not None
    assert (found.article, found.story, found.recorded) == (entry.article, entry.article.id, at)
    assert store.reading(entry.article.id) == entry
    assert [one.claim for one in store.claims(Filter())] == [*entry.claims]
    first = store.claim(entry.claims[0].id)
    assert first is not None
    assert (first.claim, first.recorded) == (entry.claims[0], at)


def test_what_is_not_there_is_not_found(store: Store) -> None:
    assert store.article("nothing") is None
    assert store.reading("nothing") is None
    assert store.claim("nothing") is None
    assert store.claims(Filter()) == ()
    assert store.claims_under("nothing") == ()
    assert store.postings("nothing") == ()
    assert store.counts().last_recorded is None


def test_moments_go_forward(store: Store) -> None:
    moments = [store.append([posted(f"IRN planned uav RUS. {number}")]) for number in range(20)]
    assert sorted(set(moments)) == moments
    assert moments[0].tzinfo is UTC


def test_all_entries_of_an_append_or_none(store: Store) -> None:
    with pytest.raises(UsageError, match="no such claim"):
        store.append([posted(DRONES), Accept("nothing", "ann")])
    assert store.counts().articles == 0


def test_the_same_again_is_recorded_once(store: Store) -> None:
    entry = posted(DRONES, url="https://a.example/1")
    at = store.append([entry])
    assert store.append([entry, entry, Posted(entry.article)]) == at
    counts = store.counts()
    assert (counts.articles, counts.postings, counts.readings, counts.claims) == (1, 1, 1, 2)
    assert store.has_reading(entry.article.id, "reader-1")
    assert not store.has_reading(entry.article.id, "reader-2")


def test_an_article_given_under_another_id_is_another_posting(store: Store) -> None:
    entry = posted(DRONES, outlet="A")
    store.append([entry])
    again = replace(entry.article, external_id="copy")
    store.append([Posted(again)])
    assert [one.external_id for one in store.postings(entry.article.id)] == [entry.article.id, "copy"]
    assert store.counts().claims == 2


def test_a_posting_of_nothing_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="never read"):
        store.append([Posted(posted(DRONES).article)])


def test_a_claim_said_twice_in_one_reading_is_recorded_once(store: Store) -> None:
    entry = posted(DRONES)
    store.append([replace(entry, claims=entry.claims * 2)])
    assert store.counts().claims == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), [*IN_JULY, "IRN denied uav RUS", "TUR asked uav UKR"]),
        (Filter(actors=frozenset({"RUS", "IRN"})), ["IRN planned uav RUS", "IRN denied uav RUS"]),
        (Filter(actors=frozenset({"RUS", "UKR"})), []),
        (Filter(items=frozenset({"ammunition", "armour"})), ["PRK occurred ammunition RUS"]),
        (Filter(statuses=DENIED_OR_ASKED), ["IRN denied uav RUS", "TUR asked uav UKR"]),
        (Filter(frames=frozenset({Frame.SANCTION})), []),
        (Filter(outlet="the daily"), ["TUR asked uav UKR"]),
        (Filter(least=0.95), []),
        (Filter(said_from=date(2022, 7, 12), said_to=date(2022, 7, 31)), ["IRN denied uav RUS"]),
        (Filter(actors=frozenset({"RUS"}), said_to=date(2022, 7, 11)), IN_JULY),
    ],
)
def test_claims_wanted(store: Store, wanted: Filter, expected: list[str]) -> None:
    store.append([posted("TUR asked uav UKR.", published="2022-08", outlet="The Daily")])
    store.append([posted("IRN denied uav RUS.", published="2022-07-20"), posted(DRONES)])
    assert said(store.claims(wanted)) == expected
    everywhere = replace(wanted, outlet=None)
    admitted = [one.claim for one in store.claims(Filter()) if admits(everywhere, one.claim)]
    assert admitted == [one.claim for one in store.claims(everywhere)]


def test_claims_wanted_by_their_ids(store: Store) -> None:
    store.append([posted(DRONES), posted("IRN denied uav RUS.")])
    last = [*store.claims(Filter())][-1].claim
    assert [one.claim for one in store.claims(Filter(ids=frozenset({last.id, "nothing"})))] == [last]


@pytest.mark.parametrize("actors", [frozenset[str](), frozenset({"RUS"})])
def test_pages_follow_on_one_another(store: Store, actors: frozenset[str]) -> None:
    for day in (3, 1, 2, 1):
        store.append([posted(f"{DRONES} {day}", published=f"2022-07-0{day}")])
    wanted = Filter(actors=actors)
    whole = store.claims(wanted, limit=100)
    after, pages = None, list[RecordedClaim]()
    while page := store.claims(wanted, after=after, limit=3):
        pages.extend(page)
        after = page[-1]
    assert [one.claim.id for one in pages] == [one.claim.id for one in whole]
    assert len(whole) == 6  # the second text of 1 July is the first, posted once


def test_claims_without_a_day_come_last(store: Store) -> None:
    undated = posted("PRK planned uav RUS.")
    store.append([replace(undated, claims=tuple(replace(claim, said=None) for claim in undated.claims))])
    store.append([posted("IRN planned uav RUS.")])
    assert said(store.claims(Filter())) == ["IRN planned uav RUS", "PRK planned uav RUS"]
    assert said(store.claims(Filter(said_to=date(2030, 1, 1)))) == ["IRN planned uav RUS"]
    found = store.claims_under("PRK RUS uav", said_by=date(2030, 1, 1))
    assert found == ()


def test_a_newer_reading_takes_the_place_of_the_older(store: Store) -> None:
    older = posted(DRONES)
    before = store.append([older])
    newer = posted(DRONES, reader="reader-2")
    store.append([replace(newer, claims=newer.claims[:1])])
    assert [one.claim for one in store.claims(Filter())] == [newer.claims[0]]
    assert [one.claim for one in store.claims(Filter(), known_by=before)] == [*older.claims]
    assert said([one.recorded for one in store.claims_under("PRK RUS ammunition", known_by=before)])
    assert store.claims_under("PRK RUS ammunition") == ()
    assert [(one.key, one.claims) for one in store.propositions()] == [("IRN RUS uav", 1)]
    assert store.claim(older.claims[0].id) is not None
    assert (store.counts().claims, store.counts().live_claims) == (3, 1)


def test_a_text_posted_twice_is_one_story_and_its_claims_count_once(store: Store) -> None:
    first = posted(BRIEFING, url="https://wh.example/19", published="2022-07-19")
    second = posted(f"{BRIEFING} Thank you.", url="https://wh.example/20", published="2022-07-20")
    other = posted(DRONES, url="https://wh.example/21")
    store.append([first])
    store.append([second, other])
    assert [one.url for one in store.postings(second.article.id)] == [
        "https://wh.example/19", "https://wh.example/20"
    ]  # fmt: skip
    found = store.article(second.article.id)
    assert found is not None
    assert found.story == first.article.id
    assert len(store.claims(Filter(statuses=frozenset({Status.PLANNED})))) == 2
    assert len(store.claims_under("IRN RUS uav")) == 3
    assert store.counts().stories == 2


def test_a_copy_is_shown_where_a_newer_reader_found_no_such_claim_in_the_first(store: Store) -> None:
    first, second = (posted(BRIEFING, url=f"https://wh.example/{day}") for day in (19, 20))
    store.append([first, second])
    store.append([replace(posted(BRIEFING, url="https://wh.example/19", reader="reader-2"), claims=())])
    assert [one.claim for one in store.claims(Filter())] == [*second.claims]


def test_whom_claims_name_once_for_each_story(store: Store) -> None:
    first, copy = (posted(BRIEFING, url=f"https://{name}.example/1", outlet=name) for name in "ab")
    before = store.append([first])
    store.append([copy])
    for known_by in (None, before):
        found = store.namings(known_by)
        assert {told.naming.id for told in found} == {claim.id for claim in first.claims}
        assert {(told.story, told.outlet) for told in found} == {(first.article.id, "a")}
        assert {told.naming.viewpoint for told in found} == {claim.viewpoint for claim in first.claims}
    parties = found[0].naming.event.participants
    assert [one.actor for one in parties] == [one.actor for one in first.claims[0].event.participants]


def test_a_changed_text_at_a_url(store: Store) -> None:
    url = "https://a.example/1"
    before = posted("IRN planned uav RUS. PRK planned armour RUS. SYR denied oil RUS.", url=url)
    after = posted("IRN planned uav RUS. PRK occurred armour RUS. CHN asked chips RUS.", url=url)
    first = store.append([before])
    second = store.append([after])
    found = [
        (one.kind, one.before and one.before.status, one.after and one.after.status)
        for one in store.changes()
    ]
    assert found == [
        (ChangeKind.CHANGED, Status.PLANNED, Status.OCCURRED),
        (ChangeKind.VANISHED, Status.DENIED, None),
        (ChangeKind.APPEARED, None, Status.ASKED),
    ]
    change = store.changes()[0]
    assert (change.url, change.older, change.newer) == (url, before.article.id, after.article.id)
    assert [one.article for one in store.versions(url)] == [before.article, after.article]
    assert store.changes(since=second) == ()
    assert store.changes(since=first) == store.changes()
    assert store.changes(known_by=first) == ()
    assert [one.article for one in store.versions(url, known_by=first)] == [before.article]


def test_a_text_that_is_put_back_is_a_change_again(store: Store) -> None:
    url = "https://a.example/1"
    store.append([posted("IRN planned uav RUS.", url=url)])
    store.append([posted("IRN planned uav RUS. SYR denied oil RUS.", url=url)])
    store.append([Posted(posted("IRN planned uav RUS.", url=url).article)])
    assert [one.kind for one in store.changes()] == [ChangeKind.APPEARED, ChangeKind.VANISHED]
    assert len(store.versions(url)) == 2


def test_claims_under_a_key_by_a_day(store: Store) -> None:
    for day in ("2022-07-11", "2022-07", "2022-08-30"):
        store.append([posted(f"IRN planned uav RUS. {day}", published=day)])
    found = [one.recorded.claim.said for one in store.claims_under("IRN RUS uav", said_by=date(2022, 7, 26))]
    assert found == ["2022-07-11"]  # on the 26th July is not over, and nobody knows that it was said
    assert store.claims_under("IRN RUS uav")[0].reasons == ("same supplier",)
    (placed,) = store.placements_of(store.claims(Filter())[0].claim.id)
    assert (placed.key, placed.said_by) == ("IRN RUS uav", date(2022, 7, 31))  # said in July


def test_keys_by_what_they_are_named(store: Store) -> None:
    store.append([posted("IRN planned uav RUS.", published="2022-07-11")])
    at = store.append([posted("PRK planned uav RUS.", published="2022-07-20")])
    store.append([posted("IRN denied missile RUS.", published="2022-07-26")])
    either = ["supplier IRN", "supplier PRK"]
    named = store.propositions_named([either, ["item uav"]])
    assert [one.key for one in named] == ["PRK RUS uav", "IRN RUS uav"]
    assert store.propositions_named([either, ["item uav"]], known_by=at) == named
    assert [one.key for one in store.propositions_named([["supplier IRN"]])] == [
        "IRN RUS missile",
        "IRN RUS uav",
    ]
    assert store.propositions_named([["item missile"]], known_by=at) == ()
    assert store.propositions_named([["item oil"]]) == ()
    assert store.keys_beginning("supplier P") == ("PRK RUS uav",)


def test_claims_by_the_beginning_of_their_id(store: Store) -> None:
    before = store.append([posted(DRONES)])
    entry = posted(DRONES, reader="reader-2")
    store.append([entry])
    old, new = posted(DRONES).claims[0].id, entry.claims[0].id
    assert store.claims_beginning(new[:6]) == (new,)
    assert store.claims_beginning(new[:6], known_by=before) == ()
    assert (store.in_its_place(old), store.in_its_place(old, before), store.in_its_place("x")) == (
        new,
        old,
        None,
    )
    assert store.claims_of(entry.article.id) == entry.claims


def test_a_judgement_holds_for_copies(store: Store) -> None:
    first, again = (posted(BRIEFING, url=f"https://{name}.example/1") for name in "ab")
    store.append([first, again])
    store.append([Reject(again.claims[0].id, "ann")])
    (judgement,) = store.judgements()
    assert (judgement.claim, judgement.copies) == (again.claims[0].id, (first.claims[0].id,))
    assert [judged(one, held(store.judgements())) for one in (*first.claims, *again.claims)] == [None, None]


def test_keys_with_what_is_new_first(store: Store) -> None:
    store.append([posted("IRN planned uav RUS.", published="2022-07-11")])
    at = store.append([posted("PRK planned uav RUS.", published="2022-07-20")])
    store.append([posted("IRN denied uav RUS.", published="2022-07-26")])
    now, then = store.propositions(), store.propositions(known_by=at)
    assert [(one.key, one.claims) for one in now] == [("IRN RUS uav", 2), ("PRK RUS uav", 1)]
    assert [(one.key, one.claims) for one in then] == [("PRK RUS uav", 1), ("IRN RUS uav", 1)]
    assert (now[0].earliest, now[0].latest) == (date(2022, 7, 11), date(2022, 7, 26))
    assert store.propositions(after=now[0]) == now[1:]
    assert store.propositions(known_by=at, after=then[0]) == then[1:]
    assert [one.key for one in store.propositions("denied")] == ["IRN RUS uav"]
    assert store.propositions("denied", known_by=at) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("uav", ["PRK planned uav RUS", "IRN planned uav RUS"]),
        ("UAVs irn", ["IRN planned uav RUS"]),
        ('"planned uav" prk', ["PRK planned uav RUS"]),
        ('"uav planned"', []),
        ("NOT uav", []),
        ('uav" OR (x*', []),
    ],
)
def test_search(store: Store, words: str, expected: list[str]) -> None:
    store.append([posted("IRN planned uav RUS.")])
    at = store.append([posted("PRK planned uav RUS.")])
    store.append([posted("SYR planned oil RUS.")])
    assert said(store.search(words)) == expected
    assert store.search(words, known_by=at) == store.search(words)
    assert store.search(words, known_by=at - timedelta(days=1)) == ()
    if expected:
        assert said(store.search(words, after=store.search(words)[0])) == expected[1:]


def test_search_needs_a_word(store: Store) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        store.search(' "" * ')


JUDGEMENTS: list[Callable[[str], Judgement]] = [
    lambda claim: Accept(claim, "ann"),
    lambda claim: Reject(claim, "ann"),
    lambda claim: Edit(claim, "event.item.class", msgspec.Raw(b'"missile"'), "ann"),
    lambda claim: Same(claim, "other", "ann"),
    lambda claim: Different(claim, "other", "ann"),
]


@pytest.mark.parametrize("judge", JUDGEMENTS)
def test_judgements_stand_until_undone_and_again_when_that_is_undone(
    store: Store, judge: Callable[[str], Judgement]
) -> None:
    entry = posted(DRONES)
    store.append([entry])
    at = store.append([judge(entry.claims[0].id)])
    (first,) = store.judgements()
    assert (first.judgement, first.recorded) == (judge(entry.claims[0].id), at)
    store.append([Undo(first.number, "bob")])
    assert standing(store.judgements()) == ()
    assert standing(store.judgements(known_by=at)) == (first,)
    store.append([Undo(store.judgements()[-1].number, "ann")])
    assert standing(store.judgements()) == (first,)


def test_a_judgement_of_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no such judgement"):
        store.append([Undo(7, "ann")])


def test_judgements_outlive_a_newer_reading(store: Store) -> None:
    older, newer = posted(DRONES), posted(DRONES, reader="reader-2")
    store.append([older])
    at = store.append([Reject(older.claims[0].id, "ann"), Accept(older.claims[1].id, "ann")])
    store.append([replace(newer, claims=newer.claims[:1])])
    assert [one.claim for one in store.judgements()] == [newer.claims[0].id, None]
    assert judged(newer.claims[0], held(store.judgements())) is None
    assert [one.claim for one in store.judgements(known_by=at)] == [claim.id for claim in older.claims]


def test_watches(store: Store) -> None:
    entries: list[Entry] = [
        WatchSet("drones", "RUS IRN uav", Status.OCCURRED),
        WatchRan("drones"),
        WatchDropped("drones"),
    ]
    at = store.append(entries[:1])
    store.append(entries[1:])
    assert [one.entry for one in store.watches()] == entries
    assert [one.entry for one in store.watches(known_by=at)] == entries[:1]


def test_counts_as_known(store: Store) -> None:
    at = store.append([posted(DRONES)])
    before = store.counts()
    store.append([posted(f"{DRONES} more"), Accept(store.claims(Filter())[0].claim.id, "ann")])
    assert store.counts(known_by=at) == before
    assert (store.counts().articles, store.counts().judgements) == (2, 1)
    assert store.counts(known_by=datetime(2000, 1, 1, tzinfo=UTC)).articles == 0


def test_rebuilding_changes_nothing(store: Store) -> None:
    url = "https://a.example/1"
    store.append([posted(BRIEFING, url=url), posted(BRIEFING, url="https://b.example/1")])
    store.append([posted(DRONES, url=url), posted(DRONES, reader="reader-2", url=url)])
    before, keys = store.digests(), store.propositions()
    store.rebuild()
    assert store.digests() == before
    assert store.propositions() == keys


def test_a_backup_is_the_ledger_at_one_moment(store: Store, tmp_path: Path) -> None:
    store.append([posted(DRONES)])
    store.backup(tmp_path / "copy.db")
    store.append([posted(f"{DRONES} more")])
    with SqliteStore.open_to_read(tmp_path / "copy.db") as copy:
        assert copy.counts().articles == 1
        assert list(copy.check()) == []
    with pytest.raises(LedgerError, match="is there already"):
        store.backup(tmp_path / "copy.db")


def test_the_record_makes_another_ledger_the_same(store: Store, tmp_path: Path) -> None:
    url = "https://a.example/1"
    store.append([posted(DRONES, url=url), posted(f"{DRONES} more", url=url)])
    store.append([Reject(store.claims(Filter())[0].claim.id, "ann")])
    store.append([Undo(1, "bob")])
    lines = tuple(store.record())
    (tmp_path / "other").mkdir()
    other = STORES["sqlite"](tmp_path / "other", by_deal)
    assert other.restore(lines) == len(lines)
    assert tuple(other.record()) == lines
    assert other.digests() == store.digests()
    assert other.judgements() == store.judgements()
    with pytest.raises(LedgerError, match="holds something already"):
        other.restore(lines)
    other.close()


def test_the_record_as_known_and_in_part(store: Store) -> None:
    first = posted(DRONES)
    at = store.append([first])
    before = tuple(store.record())
    store.append([posted(f"{DRONES} more"), Reject(first.claims[0].id, "ann")])
    assert tuple(store.record(known_by=at)) == before
    kinds = [type(line).__name__ for line in store.record(articles=[first.article.id])]
    assert kinds == ["ArticleLine", "PostingLine", "ReadingLine", "ClaimLine", "ClaimLine", "JudgementLine"]
