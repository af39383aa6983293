"""Where a page's main text stands in the page: the law of its runs, and what of mark-up they cross."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.newspages import made

from reportedly.sources.pages import Page, page_of, page_string

FILLING = "Officials of both governments confirmed the sale to reporters in the capital on Tuesday."


def hold(page: Page, data: bytes) -> None:
    """The law: runs in order and apart, each the same in both texts, and together all but white space."""
    string, end, page_end, covered = page_string(data), 0, 0, set[int]()
    for run in page.page.runs:
        assert run.length > 0
        assert run.start >= end
        end, page_end = run.start + run.length, run.page_start + run.length
        assert page.text[run.start : end] == string[run.page_start : page_end]
        covered.update(range(run.start, end))
    assert all(at in covered or character.isspace() for at, character in enumerate(page.text))


# a paragraph's mark-up, the paragraph as it is read
INLINE = [
    ("Kazra <b>sold</b> <i>twelve</i> dr<em>one</em>s.", "Kazra sold twelve drones."),
    ("Kazra&nbsp;sold &lt;12&gt; drones &mdash; &#8220;all&#x201d;.", "Kazra sold <12> drones — “all”."),
    ("Kazra\n   sold\t\ttwelve\r\ndrones.", "Kazra sold twelve drones."),
    ("Kazra sold<br>twelve drones.", "Kazra sold twelve drones."),
    ("Kazra sup&shy;plied dro\u200bnes.", "Kazra supplied drones."),
    ("Kazra sold<wbr>ier drones.", "Kazra soldier drones."),
    ("Kazra <!-- not --> sold <?php no ?>drones.", "Kazra sold drones."),
    ("Kazra sold <script>var no = 'sale';</script>drones.", "Kazra sold drones."),
    ("Kazra <a href='/k'>sold <b>twelve</a> drones</b>.", "Kazra sold twelve drones."),
    (
        "Kazra sold 12 Shahed\ud83d\ude80 drones.".encode("utf-16", "surrogatepass").decode("utf-16"),
        "Kazra sold 12 Shahed🚀 drones.",
    ),
    ("Kazra sold \u202edrones\u202c.", "Kazra sold \u202edrones\u202c."),
    ("Kazra \0sold drones.", "Kazra \ufffdsold drones."),
]


@pytest.mark.parametrize(("markup", "read"), INLINE)
def test_inline_mark_up_is_read_as_it_is_shown_and_maps_back(markup: str, read: str) -> None:
    data = f"<html><body><article><h1>A sale</h1><p>{FILLING}</p><p>{markup}</p></article>".encode()
    page = page_of(data)
    assert page.text.split("\n\n") == ["A sale", FILLING, read]
    hold(page, data)


@pytest.mark.parametrize(
    ("paragraphs", "string", "mapped"),
    [
        ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo.", [(0, 0, 10)]),
        ("<p>One.</p><p>Two.</p>", "One.Two.", [(0, 0, 4), (6, 4, 4)]),
        ("<p>One. </p> <p> Two.</p>", "One.\n\n\nTwo.", [(0, 0, 6), (6, 7, 4)]),
        ("<p>One\ntwo.</p>", "One two.", [(0, 0, 8)]),
        ("<p>One<br>two.</p>", "Onetwo.", [(0, 0, 3), (4, 3, 4)]),
        ("<p>One&nbsp; two.</p>", "One  two.", [(0, 0, 4), (4, 5, 4)]),
    ],
)
def test_white_space_maps_as_far_as_the_page_has_it(
    paragraphs: str, string: str, mapped: list[tuple[int, int, int]]
) -> None:
    data = f"<body>{paragraphs}</body>".encode()
    page = page_of(data)
    assert page_string(data) == string
    assert [(run.start, run.page_start, run.length) for run in page.page.runs] == mapped


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1252", "utf-8"), ("cp1251", "windows-1251"), ("utf-16", "x")]
)
def test_offsets_hold_whatever_charset_is_declared(encoding: str, declared: str) -> None:
    data = f'<meta charset="{declared}"><h1>Sale</h1><p>{FILLING}</p><p>“Sold”</p>'.encode(encoding)
    page = page_of(data)
    assert page.text.endswith("“Sold”")
    hold(page, data)


def test_a_page_that_begins_with_its_story_is_read() -> None:
    data = f"<title>A sale - Ford Wire</title><article><h1>A sale</h1><p>{FILLING}</p></article>".encode()
    page = page_of(data)
    assert page.text == f"A sale\n\n{FILLING}"
    hold(page, data)


def test_a_page_too_deep_for_the_parser_maps_back_whole() -> None:
    data = b"<html>" + b"<div>" * 5_000 + b"Kazra sold drones.<p>Officials confirmed."
    page = page_of(data)
    assert page.text == "Kazra sold drones.\n\nOfficials confirmed."
    hold(page, data)


@pytest.mark.parametrize("number", range(24))
def test_made_news_pages_map_back(number: int) -> None:
    source, story, _ = list(made(number + 1))[-1]
    page = page_of(source.encode())
    hold(page, source.encode())
    mapped = sum(run.length for run in page.page.runs)
    assert mapped >= 0.99 * len(page.text)
    assert page.title == story.title


TAGS = (
    "p",
    "div",
    "b",
    "br",
    "h1",
    "li",
    "ul",
    "td",
    "table",
    "article",
    "script",
    "pre",
    "ruby",
    "rt",
    "title",
)
MARKUP = st.lists(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(
        ["&nbsp;", "&shy;", "&lt;p", "&#0;", "&#xd800;", "<!--", "-->", "<", "\u2029", "\x85", FILLING]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_the_law_holds_for_any_mark_up(parts: list[str]) -> None:
    data = "".join(parts).encode()
    hold(page_of(data), data)


PAGE = next(made(1))[0].encode()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.binary(max_size=4)), max_size=30),
    st.integers(0, 400),
)
def test_the_law_holds_for_a_page_with_noise(noise: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(PAGE)
    for at, put in noise:
        data[at : at + len(put)] = put
    given_bytes = bytes(data[: len(data) - cut])
    hold(page_of(given_bytes), given_bytes)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "latin-1", "koi8-r", "nonsense"]))
def test_no_bytes_raise(data: bytes, charset: str | None) -> None:
    page = page_of(data, charset=charset)
    assert len(page.page.digest) == 32
