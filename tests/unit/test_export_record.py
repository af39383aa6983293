"""The record of a ledger in another ledger: nothing is lost, or nothing is taken."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exported import AGAIN, ENTRIES, KOREA, PLANNED, UNSEEN, exported, ledger
from tests.made import posted, read_by_hand

from reportedly.errors import LedgerError, SourceError
from reportedly.importdesk import import_record
from reportedly.ledger.entries import Accept, Edit, Entry, Outcome, Posted, Reject, Took, Visited
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledgerdesk import open_ledger

FEW = settings(max_examples=15, deadline=None)

OLD_READER = posted("IRN planned uav RUS. PRK occurred ammunition RUS.", outlet="Weekly")
NEW_READER = read_by_hand(OLD_READER.article, "reader-2")
POOL: tuple[Entry, ...] = (
    PLANNED,
    UNSEEN,
    AGAIN,
    KOREA,
    OLD_READER,
    NEW_READER,
    posted("IRN planned uav RUS. PRK occurred ammunition RUS", outlet="Copy"),
)


def imported(lines: bytes, into: Path) -> SqliteStore:
    """A new ledger with the record that lines are."""
    store = open_ledger(into / "new.db", write=True)
    import_record(store, io.BytesIO(lines), "record.jsonl")
    return store


def test_everything_is_there_again_with_who_and_when(tmp_path: Path) -> None:
    with ledger() as old:
        lines, _ = exported(old, "jsonl")
        with imported(lines, tmp_path) as new:
            assert exported(new, "jsonl")[0] == lines
            assert new.digests() == old.digests()
            assert new.judgements() == old.judgements()
            assert new.changes() == old.changes()
            assert new.watches() == old.watches()
            assert new.counts() == old.counts()
            assert list(new.check()) == []
            then = old.judgements()[0].recorded
            assert new.counts(then) == old.counts(then)
            new.append([Accept(KOREA.claims[0].id, "cid")])
            assert new.judgements()[-1].number == old.judgements()[-1].number + 1


@FEW
@given(
    readings=st.lists(st.sampled_from(POOL), min_size=1, max_size=6),
    together=st.integers(1, 3),
    by=st.text(min_size=1, max_size=5).filter(lambda text: text.isprintable()),
)
def test_any_record_comes_back_byte_for_byte(readings: list[Entry], together: int, by: str) -> None:
    with ledger(()) as old, tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(readings), together):
            old.append(readings[start : start + together])
        claim = next(iter(old.claims_beginning("", None)))
        old.append([Reject(claim, by), Edit(claim, "happens", msgspec.Raw(b'"2022"'), by)])
        lines, tally = exported(old, "jsonl")
        with imported(lines, Path(folder)) as new:
            assert exported(new, "jsonl")[0] == lines
            assert new.digests() == old.digests()
        assert tally.written == lines.count(b"\n") - 1


def test_what_is_known_of_sources_comes_along(tmp_path: Path) -> None:
    at = datetime(2022, 7, 11, tzinfo=UTC)
    took = Took("https://news.example/feed", "1", PLANNED.article.id)
    visited = Visited("https://news.example/feed", Outcome.FRESH, at, found=1, new=1)
    with ledger((PLANNED, took, visited, Posted(PLANNED.article))) as old:
        lines, _ = exported(old, "jsonl")
        with imported(lines, tmp_path) as new:
            assert new.sources() == old.sources()
            assert exported(new, "jsonl")[0] == lines


@pytest.mark.parametrize(
    ("about", "as_of", "articles", "judgements"),
    [
        ("PRK", None, [KOREA], [3]),
        ("IRN uav", None, [PLANNED, UNSEEN, AGAIN], [1, 2]),
        ("IRN uav", "2022-07-13", [PLANNED, UNSEEN, AGAIN], [1, 2]),
        ("IRN PRK", None, [], []),
        ("", "2022-07-01", [], []),
    ],
)
def test_a_part_of_it(
    about: str, as_of: str | None, articles: list[object], judgements: list[int], tmp_path: Path
) -> None:
    """Whole stories, with the judgements of them under their own numbers; no watches."""
    with ledger() as old:
        lines, _ = exported(old, "jsonl", about, as_of)
    with imported(lines, tmp_path) as new:
        assert new.counts().articles == len(articles)
        assert [one.number for one in new.judgements()] == judgements
        assert new.watches() == ()
        assert exported(new, "jsonl")[0] == lines


LINES = b'{"kind":"ledger","form":1}\n'
AT = '"recorded":"2022-07-11T12:00:00Z"'
ARTICLE = f'{{"kind":"article",{AT},"article":{msgspec.json.encode(PLANNED.article).decode()}}}\n'
WRONG = [
    ("nothing", b"", r"record.jsonl:1: is no record of a ledger"),
    ("no JSON", b"hello\n", r"record.jsonl:1: is no line of a record"),
    ("another file", b'{"id":"a","text":"Iran sold."}\n', r"record.jsonl:1: is no line of a record"),
    ("no heading", ARTICLE.encode(), "its first line says nothing"),
    ("a newer form", b'{"kind":"ledger","form":99}\n', "is in form 99, and this version knows 1"),
    ("two records", LINES + LINES, "record.jsonl:2: a second heading"),
    (
        "a judgement of nothing",
        LINES + f'{{"kind":"judgement",{AT},"number":1,"judgement":'
        f'{{"kind":"accept","claim":"abcdef","by":"ann"}}}}\n'.encode(),
        "record.jsonl:2: abcdef: no such claim",
    ),
    (
        "a posting of nothing",
        LINES + f'{{"kind":"posting",{AT},"article":"x","external_id":"x","url":null,"outlet":null,'
        f'"published":null}}\n'.encode(),
        "record.jsonl:2: x: an article that did not come before it",
    ),
    ("another text", LINES + ARTICLE.replace("IRN", "PRK").encode(),
     "its id is not that of its content"),
    ("cut short", LINES + ARTICLE[:-9].encode(), "is no line of a record"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_no_record_leaves_the_ledger_empty(lines: bytes, said: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db", write=True) as store:
        with pytest.raises(SourceError, match=said):
            import_record(store, io.BytesIO(lines), "record.jsonl")
        assert store.counts().last_recorded is None


def test_evidence_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    with ledger() as old:
        lines = exported(old, "jsonl")[0].replace(
            b'"end":19,"text":"IRN planned', b'"end":19,"text":"IRN shipped'
        )
    with open_ledger(tmp_path / "new.db", write=True) as store:
        with pytest.raises(SourceError, match="a span of it is not in the text"):
            import_record(store, io.BytesIO(lines), "record.jsonl")
        assert store.counts().last_recorded is None


def test_a_ledger_that_holds_something_stays_as_it_is() -> None:
    with ledger() as old:
        lines, _ = exported(old, "jsonl")
    with ledger(ENTRIES[:1]) as store:
        before = store.counts()
        with pytest.raises(LedgerError, match="holds something already; import into one that is not there"):
            import_record(store, io.BytesIO(lines), "record.jsonl")
        assert store.counts() == before
