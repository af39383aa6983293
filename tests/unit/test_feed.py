"""An Atom feed as a feed reader takes it."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.delivery.feed import Entry, add_to_feed
from reportedly.errors import UsageError

NOON = datetime(2022, 7, 11, 12, tzinfo=UTC)


def entry(number: int, title: str = "a title", *paragraphs: str) -> Entry:
    return Entry(f"e{number}", title, NOON + timedelta(hours=number), "drones", paragraphs or ("words",))


def ids(path: Path) -> list[str]:
    return [each.id for each in feedparser.parse(path.read_bytes()).entries]


def test_what_a_reader_reads(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    add_to_feed(path, "watches", [entry(1, "IRN→RUS <uav> & more", "USA: planned → “occurred” <b>", "2 < 3")])
    feed = feedparser.parse(path.read_bytes())
    (read,) = feed.entries
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.author, feed.feed.updated) == ("watches", "reportedly", read.updated)
    assert read.title == "IRN→RUS <uav> & more"
    assert read.updated == "2022-07-11T13:00:00.000000Z"
    assert read.tags[0].term == "drones"
    assert "<p>USA: planned → “occurred” &lt;b&gt;</p>" in read.content[0].value
    assert feed.feed.id.startswith("urn:uuid:")
    assert read.id.startswith("urn:uuid:")


def test_earlier_entries_are_kept_newest_first_up_to_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    add_to_feed(path, "watches", [entry(1), entry(2)], most=3)
    first = feedparser.parse(path.read_bytes())
    add_to_feed(path, "watches", [entry(4), entry(3)], most=3)
    second = feedparser.parse(path.read_bytes())
    assert second.feed.id == first.feed.id
    assert [each.updated[11:13] for each in second.entries] == ["16", "15", "14"]
    assert second.entries[-1].id == first.entries[0].id


def test_the_same_news_told_again_replaces_itself(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    add_to_feed(path, "watches", [entry(1), entry(2)])
    before = ids(path)
    add_to_feed(path, "watches", [entry(1, "told again")])
    assert ids(path) == before
    assert feedparser.parse(path.read_bytes()).entries[1].title == "told again"


def test_a_file_that_is_no_feed_stays(tmp_path: Path) -> None:
    for text in (
        "my notes",
        "<html/>",
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        "<rss><channel/></rss>",
    ):
        path = tmp_path / "notes.xml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=r"notes\.xml: is there and is no Atom feed"):
            add_to_feed(path, "watches", [entry(1)])
        assert path.read_text(encoding="utf-8") == text


def test_permissions_and_links_stay_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path, link = tmp_path / "feed.xml", tmp_path / "link.xml"
    add_to_feed(path, "watches", [entry(1)])
    path.chmod(0o640)
    link.symlink_to(path)
    add_to_feed(link, "watches", [entry(2)])
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert len(ids(path)) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["feed.xml", "link.xml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        add_to_feed(tmp_path / "nowhere" / "feed.xml", "watches", [entry(1)])


def test_nothing_that_a_feed_refers_to_is_read(tmp_path: Path) -> None:
    secret, path = tmp_path / "secret.txt", tmp_path / "feed.xml"
    secret.write_text("secret words", encoding="utf-8")
    add_to_feed(path, "watches", [entry(1)])
    text = path.read_text(encoding="utf-8").replace(
        "<feed ", f"<!DOCTYPE feed [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><feed "
    )
    path.write_text(text.replace("words", "&x;"), encoding="utf-8")
    add_to_feed(path, "watches", [entry(2)])
    assert "secret words" not in path.read_text(encoding="utf-8")


@settings(deadline=None, max_examples=20)
@given(text=st.text())
def test_whatever_is_said_the_feed_is_well_formed(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("feed") / "feed.xml"
    add_to_feed(path, text, [entry(1, text, text)])
    add_to_feed(path, text, [entry(2, text, text)])
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 2
