"""What every store of the ledger keeps of sources; `stores` has them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.made import posted

from reportedly.errors import UsageError
from reportedly.ledger.entries import (
    Failed,
    Followed,
    Moved,
    Outcome,
    Reached,
    Seen,
    SourceForm,
    Took,
    Unfollowed,
    Visited,
)
from reportedly.ledger.recordedsource import RecordedSource, SourceFigures
from reportedly.ledger.store import Store

DRONES = "IRN planned uav RUS. PRK occurred ammunition RUS."
FEED = "https://a.example/feed"
NOON = datetime(2022, 7, 11, 12, tzinfo=UTC)


def visited(outcome: Outcome, hour: int, **told: Any) -> Visited:
    return Visited(FEED, outcome, NOON + timedelta(hours=hour), **told)


def test_sources_as_they_are_followed_moved_and_dropped(store: Store) -> None:
    follows = Followed(FEED, SourceForm.FEED, 15, "A")
    at = store.append([follows, Moved(FEED, "https://a.example/new")])
    assert store.sources() == (RecordedSource(FEED, "https://a.example/new", follows),)
    store.append([Unfollowed(FEED), Reached("archive", 7)])
    assert [(one.name, one.followed) for one in store.sources()] == [(FEED, None), ("archive", None)]
    assert [one.followed for one in store.sources(at)] == [follows]
    assert [one.name for one in store.sources(followed=True)] == [FEED]  # once
    assert (store.source("archive"), store.source("other")) == (store.sources()[1], None)
    store.append([Followed(FEED, SourceForm.FEED)])
    assert store.sources()[0].followed == Followed(FEED, SourceForm.FEED)
    assert (store.counts(at).sources, store.counts().sources) == (1, 2)


def test_visits_since_a_source_last_answered_as_it_should(store: Store) -> None:
    good = visited(Outcome.FRESH, 0, etag='"1"', found=3)
    bad = [visited(Outcome.FAILED, hour, error="no answer in time") for hour in (1, 2)]
    at = store.append([good, bad[0]])
    store.append(bad[1:])
    (then,), (now,) = store.sources(at), store.sources()
    assert (then.visited, then.succeeded, then.erred, then.failures) == (bad[0], good, bad[0], 1)
    assert (now.visited, now.succeeded, now.erred, now.failures) == (bad[1], good, bad[1], 2)
    store.append([visited(Outcome.NOT_MODIFIED, 3)])
    assert store.sources()[0].failures == 0


def test_what_was_gone_is_asked_anew_once_it_is_followed_anew(store: Store) -> None:
    follows, gone = Followed(FEED, SourceForm.FEED), visited(Outcome.GONE, 0)
    store.append([follows, gone])
    assert [(one.visited, one.failures) for one in store.sources()] == [(gone, 1)]
    store.append([follows])
    assert [(one.visited, one.failures) for one in store.sources()] == [(None, 0)]


def test_what_came_of_a_key_of_a_source(store: Store) -> None:
    entry = posted(DRONES, url="https://a.example/1")
    took = Took(FEED, "1", entry.article.id, entry.article.url, fingerprint="f", etag='"e"')
    failed = Failed(FEED, "1", "it answered 500", digest="d", again=True)
    store.append([failed])
    at = store.append([entry, took])
    assert store.append([took]) == at  # the same again is recorded once
    assert store.under_key(FEED, "1") == (took, failed)
    assert store.under_key(FEED, "2") == store.under_key("other", "1") == ()
    assert store.at_url("https://a.example/1") == took
    assert store.at_url("https://a.example/2") is None
    assert store.failed_digest("d") == failed
    part = Seen(FEED, "https://a.example/part.xml", "2022-07-11")
    assert store.append([part, part]) == store.append([part])
    assert store.under_key(FEED, part.key) == (part,)
    assert store.failed_digest("e") is None


def test_an_article_that_was_never_read_cannot_be_taken(store: Store) -> None:
    with pytest.raises(UsageError, match="never read"):
        store.append([Took(FEED, "1", "nothing")])
    assert store.sources() == ()


def test_how_much_came_from_a_source_and_what_was_left_out(store: Store) -> None:
    one, two = posted(DRONES), posted("TUR asked uav UKR.")
    store.append([one, Took(FEED, "1", one.article.id), Took(FEED, "1 again", one.article.id)])
    store.append([Failed(FEED, "2", "it answered 500", again=True), Failed(FEED, "3", "it answered 404")])
    at = store.append([Failed(FEED, "4", "it answered 404"), Failed(FEED, "4", "it answered 404")])
    store.append([two, Took(FEED, "2", two.article.id)])
    then, now = store.source_figures(FEED, at), store.source_figures(FEED)
    assert then == SourceFigures(1, 2, {"it answered 404": 2, "it answered 500": 1})
    assert now == SourceFigures(2, 3, {"it answered 404": 2})
    store.append([replace(posted(DRONES, reader="reader-2"), claims=())])
    assert store.source_figures(FEED) == SourceFigures(2, 1, {"it answered 404": 2})
    assert store.source_figures("other") == SourceFigures(0, 0, {})


def test_how_far_an_archive_was_read(store: Store) -> None:
    assert store.reached("archive", "reader-1") is None
    store.append([posted(DRONES), Reached("archive", 10, "reader-1")])
    store.append([Reached("archive", 25, "reader-1"), Reached("other", 99, "reader-1")])
    assert store.reached("archive", "reader-1") == 25
    assert store.reached("archive", "reader-2") is None
    store.append([Reached("archive", 10, "reader-2")])
    assert store.reached("archive", "reader-1") is None
