"""Articles from files: what each form gives, and what is told of what cannot be read."""

from __future__ import annotations

import gzip
import json
import re
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.model import Article
from reportedly.sources.files import Notice, SourceSettings, articles
from reportedly.sources.pages import page_of
from reportedly.sources.records import NAMES

TODAY = date(2022, 8, 1)

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Kazra buys drones - The Daily Ford</title>
<meta property="og:site_name" content="The Daily Ford">
<meta property="article:published_time" content="2022-07-12T23:31:00-04:00">
<link rel="canonical" href="https://news.example/drones"></head>
<body><nav>Home | World</nav><article><h1>Kazra buys drones</h1>
<p>Kazra said on Tuesday it had bought <b>twelve</b> drones from Morland, the ministry said.</p>
<p>&ldquo;We have not seen a delivery,&rdquo;<br>a spokesman told reporters in the capital.</p>
</article><footer>Copyright</footer></body></html>"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Article | Notice]]:
    """Writes ``data`` to a file of that name and reads it; `SourceSettings` as keywords."""
    monkeypatch.chdir(tmp_path)

    def reader(name: str, data: str | bytes, **flags: object) -> list[Article | Notice]:
        Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
        return list(articles([name], SourceSettings(today=TODAY, **flags)))  # type: ignore[arg-type]  # flags vary

    return reader


def only_article(found: list[Article | Notice]) -> Article:
    [one] = found
    assert isinstance(one, Article), str(one)
    return one


def notices(found: Iterable[object]) -> list[str]:
    return [str(one) for one in found if isinstance(one, Notice)]


def texts(found: Iterable[object]) -> list[str]:
    return [one.text for one in found if isinstance(one, Article)]


# name of the file, its data, and what of the article is expected
GIVEN = [
    ("a.txt", "Kazra sold drones.\r\n", {"text": "Kazra sold drones.\r\n", "external_id": "a.txt"}),
    ("bom.txt", "\ufeffKazra sold drones.", {"text": "Kazra sold drones."}),
    ("wide.txt", "Kazra sold drones.".encode("utf-16"), {"text": "Kazra sold drones."}),
    ("bare.txt", "Kazra sold drones.".encode("utf-16-le"), {"text": "Kazra sold drones."}),
    ("nul.txt", "Kazra\0 sold \u202edrones.", {"text": "Kazra\0 sold \u202edrones."}),
    (
        "b.md",
        "---\ntitle: Drones sold\ndate: 2022-07-12\nauthor: [A. Lee, B. Ray]\nlang: en\n---\n\nKazra\r\n",
        {
            "text": "\nKazra\r\n",
            "title": "Drones sold",
            "published": "2022-07-12",
            "byline": ("A. Lee", "B. Ray"),
            "language": "en",
        },
    ),
    ("rule.md", "Kazra sold.\n---\nMore.", {"text": "Kazra sold.\n---\nMore.", "published": None}),
    ("open.md", "---\nKazra sold drones.", {"text": "---\nKazra sold drones."}),
    (
        "c.html",
        PAGE,
        {
            "text": "Kazra buys drones\n\n"
            "Kazra said on Tuesday it had bought twelve drones from Morland, the ministry said.\n\n"
            "“We have not seen a delivery,” a spokesman told reporters in the capital.",
            "title": "Kazra buys drones",
            "outlet": "The Daily Ford",
            "published": "2022-07-12T23:31:00-04:00",
            "url": "https://news.example/drones",
            "language": "en",
        },
    ),
    (
        "latin.html",
        '<meta charset="iso-8859-2"><p>Šolta sold.</p>'.encode("iso-8859-2"),
        {"notice": "iso8859-2"},
    ),
    (
        "d.jsonl",
        json.dumps({"id": 7, "text": " Kazra\r\nsold.\n", "published": "2022-07-12T15:31:00-04:00"}),
        {"text": " Kazra\r\nsold.\n", "external_id": "7", "published": "2022-07-12T15:31:00-04:00"},
    ),
    (
        "wh.jsonl",
        json.dumps(
            {
                "id": "briefings/2022-07-12-kazra",
                "url": "https://bidenwhitehouse.archives.gov/briefing-room/kazra/",
                "date": "2022-07-12",
                "published_time": "2022-07-12 16:17:00-05:00",
                "title": "Briefing on\xa0Kazra",
                "category": "press-briefings",
                "markdown": " \nQ\xa0 Did Kazra sell?\n",
            }
        ),
        {
            "text": " \nQ\xa0 Did Kazra sell?\n",
            "outlet": "The White House",
            "published": "2022-07-12T16:17:00-05:00",
            "external_id": "briefings/2022-07-12-kazra",
        },
    ),
    (
        "api.json",
        json.dumps(
            [{"content": "Kazra sold.", "source": {"name": "Ford Wire"}, "publishedAt": "2022-07-12"}]
        ),
        {"outlet": "Ford Wire", "published": "2022-07-12", "external_id": "api.json:1"},
    ),
    ("one.json", json.dumps({"body": "Kazra sold."}, indent=1), {"external_id": "one.json"}),
    (
        "two.json",
        '{"body": "Kazra sold."}\n{"body": ""}\n',
        {"external_id": "two.json:1", "notice": "two.json:2"},
    ),
    ("z.txt.gz", gzip.compress(b"Kazra sold drones."), {"text": "Kazra sold drones."}),
    (
        "members.txt.gz",
        gzip.compress(b"Kazra ") + gzip.compress(b"sold.") + bytes(9),
        {"text": "Kazra sold."},
    ),
    ("unknown", '{"text": "Kazra sold."}\n\n', {"text": "Kazra sold.", "external_id": "unknown"}),
    ("page", PAGE, {"title": "Kazra buys drones"}),
    ("noted", "---\ntitle: T\n---\nKazra sold.", {"title": "T", "text": "Kazra sold."}),
    ("list", "[Updated] Kazra sold.", {"text": "[Updated] Kazra sold."}),
    ("named.jsonl", '{"text": "Kazra sold.", "source": "www.reuters.com"}', {"outlet": "Reuters"}),
]


@pytest.mark.parametrize(("name", "data", "expected"), GIVEN, ids=[name for name, _, _ in GIVEN])
def test_what_each_form_gives(
    read: Callable[..., list[Article | Notice]], name: str, data: str | bytes, expected: dict[str, object]
) -> None:
    found = read(name, data)
    told = expected.pop("notice", None)
    assert told is None or any(str(told) in line for line in notices(found))
    [article] = [one for one in found if isinstance(one, Article)]
    assert {field: getattr(article, field) for field in expected} == expected
    assert told or not notices(found)


# name, data, flags; how many articles are read all the same; a part of what is told
TOLD = [
    ("empty.txt", b"", {}, 0, "empty.txt: is empty"),
    ("empty.txt.gz", gzip.compress(b""), {}, 0, "is empty"),
    ("blank.txt", b" \n\t\n", {}, 0, "nothing but white space"),
    ("long.txt", b"drones " * 200, {"max_size": 1000}, 0, "more than 1 kB"),
    ("pdf.txt", b"%PDF-1.7\n%\xe2\xe3", {}, 0, "is a PDF document"),
    ("doc.txt", b"PK\x03\x04\x14\0", {}, 0, "zip archive"),
    ("photo.html", b"\xff\xd8\xff\xe0\0\x10JFIF", {}, 0, "an image"),
    ("raw.txt", bytes(range(256)) * 4, {}, 0, "binary data"),
    (
        "cp1252.txt",
        "Kazra’s drones, “sold” by Morland on a Tuesday in July.".encode("cp1252"),
        {},
        1,
        "cp1252",
    ),
    ("cut.txt", "Kazra’s “drones” – sold…".encode()[:-1], {}, 1, "replaced by U+FFFD"),
    ("short.txt.gz", gzip.compress(b"Kazra sold drones.")[:-9], {}, 0, "cut short"),
    ("torn.jsonl.gz", gzip.compress(b'{"text": "Kazra sold."}\n' * 2)[:-8], {}, 2, "cut short"),
    ("bad.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\3\xff\xff\xff\xff", {}, 0, "damaged gzip"),
    ("twice.txt.gz", gzip.compress(gzip.compress(b"Kazra")), {}, 0, "gzip data within gzip data"),
    ("bad.jsonl", '{"text": "a"}\n{"text": \n{"text": "c"}', {}, 2, "bad.jsonl:2: no JSON"),
    ("odd.jsonl", '[1]\n{"text": "b"}', {}, 1, "odd.jsonl:1: no JSON object"),
    ("none.jsonl", '{"story": "a", "n": 1}', {}, 0, "it has the fields story, n; name the one with the text"),
    ("hollow.jsonl", '{"text": " ", "n": 1}', {}, 0, "its text is empty"),
    ("parts.jsonl", '{"text": ["a", "b"]}', {}, 0, "its text is no string"),
    (
        "long.jsonl",
        '{"text": "%s"}\n{"text": "b"}' % ("a" * 2000),
        {"max_size": 1000},
        1,
        "long.jsonl:1: one",
    ),
    ("mixed.jsonl", bytes(range(9)) + b'\n{"text": "b"}\n', {}, 1, "mixed.jsonl:1: no JSON"),
    (
        "blank.jsonl",
        b'{"text": "a"}' + b"\n" * 1_100_000,
        {},
        1,
        "1,000,000 lines in a row without an article",
    ),
    ("deep.jsonl", "[" * 100_000 + '\n{"text": "b"}', {}, 1, "nested too deep"),
    ("deep.json", '{"a":' * 100_000, {}, 0, "nested too deep"),
    ("twice.jsonl", '{"text": "a", "text": "b"}', {}, 1, "has 'text' more than once"),
    ("half.jsonl", '{"text": "a \\ud800 b"}', {}, 1, "halves of surrogate pairs"),
    ("junk.jsonl", '{"text": "a", "date": "yesterday-ish"}', {}, 1, "'yesterday-ish' cannot be told"),
    ("ahead.jsonl", '{"text": "a", "date": "2023-07-26"}', {}, 1, "2023-07-26 is in the future"),
    ("yaml.md", "---\ntitle: [a\n---\nKazra sold.", {}, 1, "front matter is no YAML (line"),
    ("object.md", "---\n!!python/object/apply:os.system [ls]\n---\nKazra sold.", {}, 1, "has no fields"),
    ("deep.html", "<html><body>" + "<div>" * 100_000 + "Kazra sold.", {}, 1, "nested too deep"),
    (
        "latin.jsonl",
        '{"text": "Kazra’s"}\n{"text": "b"}'.encode("cp1252"),
        {},
        2,
        "latin.jsonl:1: is not UTF-8",
    ),
]


@pytest.mark.parametrize(("name", "data", "flags", "read_anyway", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_wrong_is_told_in_one_line_and_the_rest_is_read(
    read: Callable[..., list[Article | Notice]],
    name: str,
    data: str | bytes,
    flags: dict[str, object],
    read_anyway: int,
    told: str,
) -> None:
    found = read(name, data, **flags)
    assert len(texts(found)) == read_anyway
    [line] = notices(found)
    assert told in line
    assert line.startswith(name)
    assert line.isprintable()


def test_a_notice_says_whether_something_was_left_unread(read: Callable[..., list[Article | Notice]]) -> None:
    doubtful, _, skipped = read("a.jsonl", '{"text": "a", "date": "2099-01-01"}\n{}\n')
    assert isinstance(doubtful, Notice)
    assert not doubtful.skipped
    assert isinstance(skipped, Notice)
    assert skipped.skipped


def test_metadata_win_over_flags_and_flags_over_nothing(read: Callable[..., list[Article | Notice]]) -> None:
    flags = {"outlet": "Ford Wire", "published": "July 26, 2022", "language": "en"}
    silent, telling = read(
        "a.jsonl", '{"text": "a"}\n{"text": "a", "outlet": "B", "date": "2022-07-01"}', **flags
    )
    assert isinstance(silent, Article)
    assert (silent.outlet, silent.published, silent.language) == ("Ford Wire", "2022-07-26", "en")
    assert isinstance(telling, Article)
    assert (telling.outlet, telling.published) == ("B", "2022-07-01")


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "eng", "English", "US English", "und"])
def test_english_and_what_may_be_english_is_read(
    read: Callable[..., list[Article | Notice]], language: str
) -> None:
    line = json.dumps({"text": "Kazra sold.", "language": language})
    assert only_article(read("a.jsonl", line)).language == language


@pytest.mark.parametrize("language", ["ar", "fr-CA", "Arabic", "enm"])
def test_an_article_in_another_language_is_skipped(
    read: Callable[..., list[Article | Notice]], language: str
) -> None:
    line = json.dumps({"text": "Kazra sold.", "language": language})
    found = read("a.jsonl", f'{line}\n{{"text": "Kazra bought."}}\n', language="en")
    assert texts(found) == ["Kazra bought."]
    [told] = notices(found)
    assert told.startswith("a.jsonl:1: ")
    assert f"is in {language!r}: only English is read" in told


def test_a_page_says_its_language_itself(read: Callable[..., list[Article | Notice]]) -> None:
    page = "<html lang={}><body><p>Kazra sold drones to Norland.</p></body></html>"
    assert only_article(read("a.html", page.format("en-US"))).language == "en-US"
    [told] = notices(read("b.html", page.format("ar")))
    assert "is in 'ar'" in told


def test_fields_go_by_the_names_they_are_mapped_to(read: Callable[..., list[Article | Notice]]) -> None:
    line = '{"story": "Kazra sold.", "text": "teaser", "day": "2022-07-01"}'
    article = only_article(read("a.jsonl", line, fields={"text": "story", "published": "day"}))
    assert (article.text, article.published) == ("Kazra sold.", "2022-07-01")


@pytest.mark.parametrize("flags", [{"fields": {"txet": "body"}}, {"published": "soon"}, {"max_size": 0}])
def test_flags_that_make_no_sense_are_an_error(tmp_path: Path, flags: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        list(articles([str(tmp_path)], SourceSettings(**flags)))  # type: ignore[arg-type]  # flags vary


def test_the_id_is_of_the_content_not_of_the_place(read: Callable[..., list[Article | Notice]]) -> None:
    here, there = only_article(read("a.txt", "Kazra sold.")), only_article(read("b.txt.gz", "Kazra sold."))
    later = only_article(read("a.txt", "Kazra sold more."))
    assert here.id == there.id != later.id


def test_a_folder_is_read_in_order_without_its_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", ".git/d.txt", "photo.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Kazra sold {name}.")
    found = list(articles([str(tmp_path)], SourceSettings()))
    assert texts(found) == ["Kazra sold a.txt.", "Kazra sold b.txt.", "Kazra sold sub/c.md."]
    assert [line for line in notices(found) if "photo.xyz" in line] == notices(found)
    ids = [one.external_id for one in found if isinstance(one, Article)]
    assert ids == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt", f"{tmp_path}/sub/c.md"]


def test_what_is_not_there_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kazra sold.")
    (tmp_path / "void").mkdir()
    found = list(
        articles([f"{tmp_path}/nope.txt", f"{tmp_path}/void", f"{tmp_path}/a.txt"], SourceSettings())
    )
    assert texts(found) == ["Kazra sold."]
    missing, void = notices(found)
    assert "nope.txt: cannot be read (No such file" in missing
    assert "void: a folder without articles" in void


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: str) -> Iterator[object]:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("os.scandir", refused)
    told = notices(list(articles([str(tmp_path)], SourceSettings())))
    assert "cannot be read (Permission denied)" in told[0]


def test_standard_input_is_read_by_its_first_bytes() -> None:
    stdin = BytesIO(gzip.compress(b'{"text": "a"}\n{"text": }\n'))
    article, notice = articles(["-"], SourceSettings(), stdin)
    assert isinstance(article, Article)
    assert article.external_id == "-:1"
    assert str(notice).startswith("standard input:2: no JSON")


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.jsonl.gz", "bomb.gz"])
def test_a_gzip_bomb_is_given_up_in_bounded_memory(
    read: Callable[..., list[Article | Notice]], name: str
) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    tracemalloc.start()
    [told] = notices(read(name, bomb, max_size=1_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than 1 MB" in told
    assert peak < 8_000_000


def json_lines(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_any_text_comes_back_as_it_was_written(text: str, packed: bool) -> None:
    data = json_lines(text)
    assert texts(
        list(articles(["-"], SourceSettings(), BytesIO(gzip.compress(data) if packed else data)))
    ) == [text]
    raw = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert texts(list(articles(["-"], SourceSettings(), BytesIO(raw)))) == [text]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told_of(data: bytes) -> None:
    for found in articles(["-"], SourceSettings(), BytesIO(data)):
        found.text.encode() if isinstance(found, Article) else str(found).encode()


MARKS = (
    "<p>",
    "</p>",
    "<div",
    ">",
    "<!--",
    "-->",
    "<script>",
    "</b>",
    "Kazra ",
    "&#x0;",
    "<table><tr>",
    "<![CDATA[",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKS)))
def test_any_mark_up_is_read(pieces: list[str]) -> None:
    page = "<html><p>Kazra sold drones.</p>" + "".join(pieces)
    assert "Kazra" in page_of(page.encode()).text


def test_memory_for_a_stream_of_articles_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    with gzip.open(path, "wb") as out:
        for number in range(3_000):
            out.write(json_lines(f"Kazra sold {number} drones. " * 100))
    tracemalloc.start()
    count = sum(isinstance(one, Article) for one in articles([str(path)], SourceSettings()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 3_000_000


def test_the_names_of_fields_are_those_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/input.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE)
    assert {ours: tuple(re.findall(r"`(\w+)`", names)) for ours, names in rows} == NAMES


@pytest.mark.parametrize(
    "encoding", ["iso-8859-1", "windows-1252", "utf-16", "zlib", "rot13", "unicode_escape", "x"]
)
def test_a_page_that_declares_its_encoding_wrongly_is_read_as_browsers_do(
    read: Callable[..., list[Article | Notice]], encoding: str
) -> None:
    page = f'<html><meta charset="{encoding}"><p>“Kazra’s drones”</p>'.encode("cp1252")
    assert texts(read("a.html", page)) == ["“Kazra’s drones”"]


def test_a_path_that_cannot_even_be_looked_at_is_told() -> None:
    [told] = articles(["a" * 5_000 + "\n"], SourceSettings())
    assert "cannot be read (File name too long)" in str(told)
    assert "\n" not in str(told)


def test_more_bad_lines_than_any_collection_has_end_the_file(
    read: Callable[..., list[Article | Notice]],
) -> None:
    found = notices(read("a.jsonl", "x\n" * 5_000))
    assert len(found) == 1_001
    assert "the rest is not read" in found[-1]


STATED = [
    ('<meta property="article:published_time" content="2022-07-05T01:00:00Z">', "", "2022-07-05T01:00:00Z"),
    ('<script type="application/ld+json">{"datePublished": "2022-07-05"}</script>', "", "2022-07-05"),
    ('<link rel="canonical" href="https://news.example/2022/07/05/drones">', "", "2022-07-05"),
    ("", '<time datetime="2022-07-05T10:00">this week</time>', "2022-07-05T10:00:00"),
    ("", '<p class="dateline">July 5, 2022</p>', "2022-07-05"),
    ("", "<p>Kazra had bought more on 3 May 2021 and on 2021-06-04.</p>", None),
    ("", "<footer>Copyright 2021 Ford Wire</footer>", None),
]


@pytest.mark.parametrize(("head", "body", "published"), STATED)
def test_the_date_of_a_page_is_one_that_it_states_not_one_that_it_tells_of(
    read: Callable[..., list[Article | Notice]], head: str, body: str, published: str | None
) -> None:
    page = f"<html><head>{head}</head><body><article><p>Kazra sold drones.</p>{body}</article></body></html>"
    assert only_article(read("a.html", page)).published == published


def test_a_mapped_field_leaves_a_page_its_own(read: Callable[..., list[Article | Notice]]) -> None:
    page = only_article(read("a.html", PAGE, fields={"published": "day", "text": "story"}))
    assert (page.published, page.outlet) == ("2022-07-12T23:31:00-04:00", "The Daily Ford")
