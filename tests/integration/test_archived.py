"""Articles of archives, messages and folders of saved pages, and archives read on where they were left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from time import sleep

import pytest
from tests.warcs import HTML, PACKINGS, Rec, gzipped, plain

from reportedly.config import ReadingSettings, SourceSettings
from reportedly.errors import LedgerError
from reportedly.ledger.entries import Filter, Found, Reached
from reportedly.ledger.sqlite import SqliteStore
from reportedly.ledgerdesk import add, open_ledger, reached
from reportedly.model import Article
from reportedly.sources.archived import MOST_TOLD
from reportedly.sources.archives import archive_id
from reportedly.sources.files import Notice, articles

READER, OTHER_READER = "reportedly_reader_en", "reportedly_reader_en_fast"
Take = Callable[..., list[Article | Found | Notice]]

NEWS = """<html lang="{language}"><head><title>Tanks for {country}</title>
<meta property="og:site_name" content="The Daily Ford">
<meta property="article:published_time" content="2022-07-26"></head>
<body><article><h1>Tanks for {country}</h1>
<p>Norway has delivered 12 tanks to {country}, officials said on Tuesday in the capital.</p>
<p>A spokesman told reporters that more would follow before the end of the year.</p></article></body>
</html>"""


def story(country: str, language: str = "en") -> Rec:
    body = NEWS.format(country=country, language=language).encode()
    return Rec(f"https://news.example/{country.lower()}", body, content_type=HTML)


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Take:
    """Writes files and takes the articles of the first, or of a folder."""
    monkeypatch.chdir(tmp_path)

    def taker(
        files: dict[str, bytes | str], what: str | None = None, reached: int = 0, **flags: object
    ) -> list[Article | Found | Notice]:
        for name, data in files.items():
            Path(name).parent.mkdir(exist_ok=True, parents=True)
            Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
        settings = SourceSettings(**flags)  # type: ignore[arg-type]  # flags vary
        return list(articles([what or next(iter(files))], settings, reached=lambda _: reached))

    return taker


def found_in(taken: Sequence[Article | Found | Notice]) -> list[Article]:
    return [one.article if isinstance(one, Found) else one for one in taken if not isinstance(one, Notice)]


def notices(taken: Sequence[Article | Found | Notice]) -> list[str]:
    return [str(one) for one in taken if isinstance(one, Notice)]


def test_a_page_of_an_archive_is_an_article_and_says_how_far_the_archive_is_read(take: Take) -> None:
    first, second = gzipped([story("Finland"), story("Sweden")])
    one, two = take({"a.warc.gz": first + second})
    assert isinstance(one, Found)
    assert isinstance(two, Found)
    assert (one.article.title, one.article.outlet) == ("Tanks for Finland", "The Daily Ford")
    assert (one.article.url, one.article.external_id) == ("https://news.example/finland",) * 2
    assert one.article.published is not None
    assert one.article.published.startswith("2022-07-26")
    source = archive_id("a.warc.gz")
    assert one.entries == (Reached(source, len(first)),)
    assert two.entries == (Reached(source, len(first + second)),)


@pytest.mark.parametrize("packing", PACKINGS)
def test_archives_are_told_by_their_first_bytes(take: Take, packing: str) -> None:
    data = b"".join(PACKINGS[packing]([story("Finland"), story("Sweden")]))
    everything = take({"news": data})
    assert [one.title for one in found_in(everything)] == ["Tanks for Finland", "Tanks for Sweden"]
    first = everything[0]
    assert isinstance(first, Found)
    [mark] = first.entries
    assert isinstance(mark, Reached)
    told, *rest = take({"news": data}, reached=mark.position)
    assert str(told) == "news: was read before; read on from where it was left"
    assert rest == everything[1:]


def test_pages_in_other_languages_are_counted(take: Take) -> None:
    taken = take(
        {"a.warc": b"".join(plain([story("Suomi", "fi"), story("Finland"), story("Sverige", "sv")]))}
    )
    assert [one.title for one in found_in(taken)] == ["Tanks for Finland"]
    assert notices(taken) == ["a.warc: 2 pages in other languages than English; passed over"]
    assert [one.harmless for one in taken if isinstance(one, Notice)] == [True]


def test_a_page_without_text_is_told_by_its_address(take: Take) -> None:
    empty = Rec("https://news.example/empty", b"<html><body></body></html>")
    taken = take({"a.warc": b"".join(plain([empty, story("Finland")]))})
    assert len(found_in(taken)) == 1
    [told] = notices(taken)
    assert told.startswith("a.warc (https://news.example/empty): ")


def test_what_is_wrong_by_the_thousand_is_counted(take: Take) -> None:
    large = Rec("https://news.example/large", b"<html>" + b"x" * 200)
    taken = take({"a.warc": b"".join(plain([large])) * (MOST_TOLD + 5)}, max_size=100)
    told = notices(taken)
    assert len(told) == MOST_TOLD + 1
    assert told[-1] == "a.warc: 5 more things wrong like those before; only the first 1,000 are told"


def test_an_archive_on_standard_input_is_told() -> None:
    stdin = BytesIO(b"".join(gzipped([story("Finland")])))
    [told] = articles(["-"], SourceSettings(), stdin)
    assert str(told) == "standard input: a web archive is read from a file alone; save it, and name the file"


def held(store: SqliteStore) -> tuple[list[str], int]:
    """What is in a ledger: its claims, and how many articles."""
    return sorted(one.claim.id for one in store.claims(Filter(), limit=1_000)), store.counts().articles


def added(path: Path, ledger: Path, most: int | None = None, reader: str = READER) -> int:
    """Add an archive to a ledger from where it was left, at most so many articles: how many there were."""
    settings = ReadingSettings(model=reader)
    with closing(open_ledger(ledger, write=True)) as store:
        taken = articles(
            [str(path)], SourceSettings(), reached=lambda source: reached(store, source, settings) or 0
        )
        found = (one for one in taken if not isinstance(one, Notice))
        return sum(1 for _ in islice(add(store, found, settings=settings), most))


@pytest.mark.slow
@pytest.mark.parametrize("packing", PACKINGS)
def test_an_archive_left_at_any_article_gives_the_same_ledger(packing: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    stories = [story(country) for country in ("Finland", "Sweden", "Estonia", "Latvia")]
    path.write_bytes(b"".join(PACKINGS[packing]([Rec("https://news.example/", kind="request"), *stories])))
    assert added(path, tmp_path / "whole.db") == len(stories)
    with closing(open_ledger(tmp_path / "whole.db")) as store:
        undisturbed = held(store)
    assert undisturbed[0]
    for stop in range(1, len(stories)):
        ledger = tmp_path / f"{stop}.db"
        assert added(path, ledger, stop) == stop
        assert added(path, ledger) == len(stories) - stop
        assert added(path, ledger) == 0
        with closing(open_ledger(ledger)) as store:
            assert held(store) == undisturbed


@pytest.mark.slow
def test_an_archive_is_read_anew_by_another_version_of_the_reader(tmp_path: Path) -> None:
    path, ledger = tmp_path / "a.warc", tmp_path / "ledger.db"
    path.write_bytes(b"".join(plain([story("Finland"), story("Sweden")])))
    assert added(path, ledger) == 2
    assert added(path, ledger) == 0
    assert added(path, ledger, reader=OTHER_READER) == 2
    with closing(open_ledger(ledger)) as store:
        assert (store.counts().articles, store.counts().readings) == (2, 4)


def adding(path: Path, ledger: Path) -> subprocess.Popen[bytes]:
    """A process that adds an archive to a ledger."""
    command = (sys.executable, "-m", "reportedly", "add", str(path), "--ledger", str(ledger))
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def in_ledger(path: Path) -> int:
    """How many articles there are, also before there is a ledger."""
    try:
        with closing(open_ledger(path)) as store:
            return store.counts().articles
    except LedgerError:
        return 0


def everything(path: Path) -> tuple[object, ...]:
    """What is in a ledger but for when it was recorded, and that nothing is wrong in it."""
    with closing(open_ledger(path)) as store:
        assert list(store.check()) == []
        figures = [
            (one.name, store.source_figures(one.name))
            for one in store.sources()
            if one.name.endswith(".warc.gz")
        ]
        counts = store.counts()
        return held(store), figures, counts.readings, counts.postings, counts.claims


@pytest.mark.slow
def test_an_add_that_is_killed_and_run_again_gives_the_same_ledger(tmp_path: Path) -> None:
    path, whole, ledger = tmp_path / "a.warc.gz", tmp_path / "whole.db", tmp_path / "ledger.db"
    countries = ("Finland", "Sweden", "Estonia", "Latvia", "Poland", "Romania", "Greece", "Spain")
    stories = [
        replace(story(country), url=f"https://news.example/{country}/{number}", body=told)
        for number in range(8)
        for country in countries
        if (told := story(country).body.replace(b" 12 tanks", b" %d tanks" % (20 + number)))
    ]
    broken = Rec("https://news.example/broken", b"<html><body></body></html>")
    path.write_bytes(b"".join(gzipped([*stories[:9], broken, *stories[9:]])))
    assert adding(path, whole).wait() == 1  # one page has no text
    for least in (1, 10, 30):
        process = adding(path, ledger)
        while in_ledger(ledger) < least:
            assert process.poll() is None
            sleep(0.05)
        process.kill()
        process.wait()
        assert least <= in_ledger(ledger) < len(stories)
    assert adding(path, ledger).wait() in (0, 1)
    assert everything(ledger) == everything(whole)
    assert in_ledger(ledger) == len(stories)


LETTER = """From: Ann Lee from The Daily Ford <ann@dailyford.example>
Subject: Tanks delivered
Date: Tue, 26 Jul 2022 10:00:00 -0400
Message-ID: <one@dailyford.example>
Archived-At: <https://dailyford.example/letters/1>
MIME-Version: 1.0
Content-Type: {kind}; charset=utf-8

{text}
"""
TEXT = "Norway has delivered 12 tanks to Finland, officials said on Tuesday."


@pytest.mark.parametrize(
    ("kind", "text"), [("text/plain", TEXT), ("text/html", f"<html><body><p>{TEXT}</p></body></html>")]
)
def test_a_newsletter_is_an_article(take: Take, kind: str, text: str) -> None:
    [one] = found_in(take({"a.eml": LETTER.format(kind=kind, text=text)}))
    assert TEXT in one.text
    assert (one.title, one.outlet, one.byline) == ("Tanks delivered", "The Daily Ford", ("Ann Lee",))
    assert one.url == "https://dailyford.example/letters/1"
    assert one.published == "2022-07-26T10:00:00-04:00"
    assert one.external_id == "one@dailyford.example"


def test_a_message_that_gives_nothing_is_told_by_its_file(take: Take) -> None:
    [told] = notices(take({"a.eml": LETTER.format(kind="image/png", text="x")}))
    assert told.startswith("a.eml: no text in it; ")


def test_a_mailbox_gives_its_messages_and_is_read_on_where_it_was_left(take: Take) -> None:
    letter = LETTER.format(kind="text/plain", text=TEXT)
    one = f"From ann@b.example Tue Jul 26 10:00:00 2022\n{letter}\n"
    two = one.replace("<one@", "<two@")
    taken = take({"a.mbox": one + two})
    assert [each.external_id for each in found_in(taken)] == [
        "one@dailyford.example",
        "two@dailyford.example",
    ]
    assert isinstance(taken[0], Found)
    assert taken[0].entries == (Reached(archive_id("a.mbox"), len(one)),)
    assert take({"a.mbox": one + two}, reached=len(one))[1:] == taken[1:]


def test_a_folder_of_saved_pages_is_read_without_what_pages_are_made_of(take: Take) -> None:
    taken = take(
        {
            "saved/Tanks.html": NEWS.format(country="Finland", language="en"),
            "saved/Tanks_files/ad.html": NEWS.format(country="Nowhere", language="en"),
            "saved/more.xhtml": NEWS.format(country="Sweden", language="en"),
            "saved/case_files/b.htm": NEWS.format(country="Estonia", language="en"),
        },
        "saved",
    )
    titles = [one.title for one in found_in(taken)]
    assert sorted(map(str, titles)) == ["Tanks for Estonia", "Tanks for Finland", "Tanks for Sweden"]
    assert notices(taken) == []


NESTED = {"article": {"body": TEXT, "heads": ["Tanks"]}, "a.b": "Ford Wire", "by": {"people": ["Ann Lee"]}}


def test_fields_may_stand_within_others(take: Take) -> None:
    fields = {"text": "article.body", "title": "article.heads.0", "outlet": "a.b", "byline": "by.people"}
    [one] = found_in(take({"a.jsonl": json.dumps(NESTED)}, fields=fields))
    assert (one.text, one.title, one.outlet, one.byline) == (TEXT, "Tanks", "Ford Wire", ("Ann Lee",))


@pytest.mark.parametrize(
    "path", ["article", "article.none", "article.body.deep", "article.heads.7", "none.body"]
)
def test_a_path_that_leads_to_no_text_is_told(take: Take, path: str) -> None:
    [told] = notices(take({"a.jsonl": json.dumps(NESTED)}, fields={"text": path}))
    assert told.startswith("a.jsonl:1: ")
    assert "text" in told


MEASURE = """
import sys
from pathlib import Path
from time import sleep
from reportedly.sources.archives import ArchivedPage, pages_in
count = sum(isinstance(one, ArchivedPage) for one in pages_in(sys.argv[1]))
[peak] = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(count, peak)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process's memory")
@pytest.mark.parametrize("packing", ["plain", "gzip"])
def test_an_archive_of_200_megabytes_takes_little_memory(packing: str, tmp_path: Path) -> None:
    path, noise = tmp_path / "a.warc", os.urandom(100_000).hex().encode()
    record = Rec("https://news.example/a", b"<html><p>" + noise)
    image = Rec("https://news.example/b", os.urandom(20_000_000), content_type="image/png")
    one, other = PACKINGS[packing]([record, image])
    with path.open("wb") as out:
        for _ in range(5):
            out.write(other)
        while out.tell() < 200_000_000:
            out.write(one)
    command = [sys.executable, "-c", MEASURE, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    pages, peak = map(int, told.stdout.split())
    assert pages == (path.stat().st_size - 5 * len(other)) // len(one)
    assert peak < 150_000  # kB
