"""Clean text is what a reader sees of a text, and every character knows where it came from."""

from __future__ import annotations

import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.cleantext import clean

READ = [
    ("white space", "The  envoy\n left\u00a0Oslo. ", "The envoy left Oslo."),
    ("emphasis", "the *first* and **second** and __third__ ship", "the first and second and third ship"),
    ("a name with an underscore", "the file draft_two is out", "the file draft_two is out"),
    ("escapes", "\\[inaudible\\] \\*not\\* this", "[inaudible] not this"),
    ("a link", "the [new *deal*](https://example.org/a_(b)) holds", "the new deal holds"),
    ("a link with a title", 'the [deal](/d "The deal") holds', "the deal holds"),
    ("an image", "![a tank](/tank.png) rolls", "a tank rolls"),
    ("an editor's brackets", "“[looking for ships] shows it”", "“[looking for ships] shows it”"),
    ("tags", "<p>One</p><p>two<br>three <b>four</b></p>", "One two three four"),
    ("struck out", "more than <s>three</s> \\[four\\] ~~old~~ ships", "more than [four] ships"),
    ("a comment", "before <!-- nothing --> after", "before after"),
    ("character references", "A&amp;B said &ldquo;no&#8221;&nbsp;twice", "A&B said “no” twice"),
    ("no reference", "AT&T; and &bogus;", "AT&T; and &bogus;"),
    ("a wrapped quotation", "He wrote:\n> one\n> > two", "He wrote: one two"),
    ("less than", "fewer than <5 and > 3", "fewer than <5 and > 3"),
    ("invisible characters", "drone\u200bs and co\u00adoperation", "drones and cooperation"),
    ("marks only", " ** \n * ", ""),
]


@pytest.mark.parametrize(("text", "seen"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_reader_sees(text: str, seen: str) -> None:
    assert clean(text, 0, len(text)).text == seen


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "one *two* three"
    assert clean(text, 4, 9).text == "two"
    assert clean(text, 4, 9).offsets == (5, 6, 7)


@given(
    st.text(alphabet=st.sampled_from("ab \n\r\t*_[](){}<>/&;#~!\\-s>amp\u00a0\u2028\x00😀é:h"), max_size=80)
)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    cleaned = clean(text, 0, len(text))
    assert len(cleaned.text) == len(cleaned.offsets)
    assert list(cleaned.offsets) == sorted(set(cleaned.offsets))
    for character, offset in zip(cleaned.text, cleaned.offsets, strict=True):
        original = text[offset]
        reference = text[offset : offset + 12].split(";", maxsplit=1)[0] + ";"
        assert character in (original, " ") or (original == "&" and character == unescape(reference))
    assert "  " not in cleaned.text
    assert cleaned.text == cleaned.text.strip(" ")


@given(st.text(max_size=200))
def test_any_text_can_be_cleaned(text: str) -> None:
    cleaned = clean(text, 0, len(text))
    assert all(0 <= offset < len(text) for offset in cleaned.offsets)


@pytest.mark.parametrize(
    "unit",
    ["_", "[", "[a", "<", "<!--", "\n", "\n> ", "&", "](http:", "~~", "<s>", "*", "<p ", "\\", "[x](/(", " "],
)
def test_no_run_of_marks_takes_long(unit: str) -> None:
    text = "a" + unit * (600_000 // len(unit)) + "a"
    started = time.perf_counter()
    clean(text, 0, len(text))
    assert time.perf_counter() - started < 5
