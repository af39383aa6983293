"""Every stretch of a text has a kind, and nothing is thrown away."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Article, Passage, PassageKind
from reportedly.reading.passages import split


def article(text: str, title: str | None = None) -> Article:
    return Article("a", "a", text, title)


def shown(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    """Kind and read part of each passage, white space as single spaces."""
    return [
        (passage.kind.value, " ".join(passage.read.text.split()) if passage.read else None)
        for passage in split(article(textwrap.dedent(text).strip(), title))
    ]


STORIES = {
    "a wire story": (
        """
        Norway sends boats to Malta

        OSLO, March 3 (Reuters) - Norway will send two boats to Malta, its minister said.

        FILE PHOTO: A patrol boat leaves port. REUTERS/A. Name

        Malta had asked for four.

        (Reporting by A. Name; Editing by B. Name)
        """,
        [
            ("headline", "Norway sends boats to Malta"),
            ("dateline", None),
            ("body", "Norway will send two boats to Malta, its minister said."),
            ("caption", "A patrol boat leaves port. REUTERS/A. Name"),
            ("body", "Malta had asked for four."),
            ("boilerplate", None),
        ],
    ),
    "what a site puts between": (
        """
        The minister said on Tuesday that no ship had left.

        Advertisement

        For the latest headlines, follow our channel online or via the app.

        Sign up for our newsletter

        The advertisement for the ships ran on Tuesday, she said.

        Read more: Malta pledges 40 mln in boats
        """,
        [
            ("body", "The minister said on Tuesday that no ship had left."),
            ("boilerplate", None),
            ("boilerplate", None),
            ("boilerplate", None),
            ("body", "The advertisement for the ships ran on Tuesday, she said."),
            ("related-link", "Malta pledges 40 mln in boats"),
        ],
    ),
    "one paragraph a line": (
        """
        Malta asked for four boats, two officials said on Monday evening.
        Norway has declined to comment.
        Related stories
        Norway builds a harbour
        Malta buys a ferry
        """,
        [
            ("body", "Malta asked for four boats, two officials said on Monday evening."),
            ("body", "Norway has declined to comment."),
            ("related-link", None),
            ("related-link", "Norway builds a harbour"),
            ("related-link", "Malta buys a ferry"),
        ],
    ),
    "wrapped lines": (
        """
        Malta asked for four boats, two officials
        said on Monday, and has since been told
        that there are none.

        Norway has not said why it would not
        answer.
        """,
        [
            (
                "body",
                "Malta asked for four boats, two officials said on Monday,"
                " and has since been told that there are none.",
            ),
            ("body", "Norway has not said why it would not answer."),
        ],
    ),
    "Markdown": (
        """
        # Boats for Malta

        > “We have seen no boats,” she said.

        - Two boats in May.
        - Two more boats in June,
          if they are ready by then.

        1. A first step.

        ---
        """,
        [
            ("headline", "Boats for Malta"),
            ("body", "“We have seen no boats,” she said."),
            ("body", "Two boats in May."),
            ("body", "Two more boats in June, if they are ready by then."),
            ("body", "A first step."),
            ("boilerplate", None),
        ],
    ),
    "a line that a site repeats": (
        """
        Malta asked for four boats.

        Harbour Gazette Live

        Norway has two.

        Harbour Gazette Live

        Neither said more.

        Harbour Gazette Live
        """,
        [
            ("body", "Malta asked for four boats."),
            ("boilerplate", None),
            ("body", "Norway has two."),
            ("boilerplate", None),
            ("body", "Neither said more."),
            ("boilerplate", None),
        ],
    ),
    "names with a colon that nobody says": (
        """
        The harbours report these boats.

        Oslo: 12

        Valletta: 3

        Oslo: 14

        Valletta: 4
        """,
        [
            ("body", "The harbours report these boats."),
            ("body", "Oslo: 12"),
            ("body", "Valletta: 3"),
            ("body", "Oslo: 14"),
            ("body", "Valletta: 4"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_story_has_passages(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert shown(text) == expected


def test_the_first_line_is_a_headline_where_it_says_what_the_title_says() -> None:
    text = "Will Norway send boats to Malta?\n\nIt will."
    assert shown(text, "Will Norway send boats to Malta? - The Harbour Gazette")[0][0] == "headline"
    assert shown(text)[0][0] == "body"


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO —",
        "OSLO, Norway (AP) —",
        "VALLETTA, March 3 (Reuters) -",
        "NEW HAVEN, Conn. –",
        "Oslo (AFP) -",
        "THE HAGUE, Netherlands, 3 March 2022 (AP) --",
    ],
)
def test_a_dateline_is_a_passage_of_its_own(dateline: str) -> None:
    first, second = split(article(f"{dateline} The envoy has left."))
    assert (first.kind, first.span.text, first.read) == (PassageKind.DATELINE, dateline, None)
    assert second.read is not None
    assert second.read.text == "The envoy has left."


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow-up talks on the sale of boats are set for May.",
        "Reporting byways and harbours is the office's task, the minister said.",
        "Click here, she told the committee, was what the letter had said, and nobody had pressed anything.",
        "Share prices fell after Norway said it would not sell.",
        "The newsletter of the ministry says that the boats were sold.",
        "Related talks were held in Oslo.",
        "Photos of the boats were shown to reporters.",
        "Read the letter, the minister said.",
        "WASHINGTON has sold boats.",
        "Copyright law was not discussed.",
    ],
)
def test_prose_is_read(sentence: str) -> None:
    passages = split(article(f"The ministers met.\n\n{sentence}\n\nThey parted."))
    assert [passage.kind for passage in passages] == [PassageKind.BODY] * 3


TRANSCRIPT = """
Via Teleconference

(May 3, 2022)

2:05 P.M. EDT

MODERATOR:  Good afternoon.

MS. HALVORSEN:  Thank you.  We have sent
two boats.

More will follow.

Q    Thank you.  Were they sold?

And to whom?

MS. HALVORSEN:  They were not.  (Laughter.)
Q  But why?
**MR. BORG:**  (inaudible) — no.

END                 2:40 P.M. EDT

This text was typed by hand.
"""


def turns(text: str, title: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Speaker, label and read part of each turn."""
    return [
        (
            passage.speaker.name if passage.speaker else "",
            passage.label.text if passage.label else None,
            " ".join(passage.read.text.split()) if passage.read else None,
        )
        for passage in split(article(text, title))
        if passage.kind is PassageKind.TURN
    ]


def test_a_transcript_has_turns() -> None:
    assert turns(TRANSCRIPT, "Press Call by Minister Kari Halvorsen and Envoy Paul Borg") == [
        ("Moderator", "MODERATOR:", "Good afternoon."),
        ("Kari Halvorsen", "MS. HALVORSEN:", "Thank you. We have sent two boats."),
        ("Kari Halvorsen", None, "More will follow."),
        ("reporter", "Q", "Thank you. Were they sold?"),
        ("reporter", None, "And to whom?"),
        ("Kari Halvorsen", "MS. HALVORSEN:", "They were not. (Laughter.)"),
        ("reporter", "Q", "But why?"),
        ("Paul Borg", "MR. BORG:", "(inaudible) — no."),
    ]


def test_scene_lines_of_a_transcript_are_not_read() -> None:
    kinds = [(passage.kind, passage.read is None) for passage in split(article(TRANSCRIPT))]
    assert kinds[:3] == [(PassageKind.DATELINE, True)] * 3
    assert kinds[-2:] == [(PassageKind.DATELINE, True), (PassageKind.BODY, False)]


def test_labels_in_mixed_case_count_once_they_come_back() -> None:
    text = (
        "Anna Moe: We have sold the boats.\n\nQuestion: To whom were they sold?\n\n"
        "Anna Moe: We will not say.\n\nQuestion: Will you ever say?\n\nAnna Moe: No, we will not."
    )
    assert [name for name, *_ in turns(text)] == ["Anna Moe", "reporter"] * 2 + ["Anna Moe"]


def test_in_such_a_transcript_a_full_name_counts_at_once() -> None:
    text = (
        "Anna Moe: We have sold the boats.\n\nQuestion: To whom were they sold?\n\n"
        "Paul Borg, BBC: Will you say it later?\n\nPaul Vella: We sold none, I think.\n\nAnna Moe: We did."
    )
    assert [name for name, *_ in turns(text)] == [
        "Anna Moe",
        "reporter",
        "reporter",
        "Paul Vella",
        "Anna Moe",
    ]


def test_where_only_questions_are_labelled_the_answers_are_not_the_reporters() -> None:
    passages = split(article("Q: Were the boats sold?\n\nThey were.\n\nQ: To whom?\n\nTo Malta."))
    assert [passage.kind.value for passage in passages] == ["turn", "body", "turn", "body"]


def laws(text: str, passages: tuple[Passage, ...]) -> None:
    """Spans are the text's own, in order and disjoint, and cover all but white space."""
    at = 0
    for passage in passages:
        for span in (passage.span, passage.read, passage.label):
            if span is not None:
                assert span.text == text[span.start : span.end]
                assert passage.span.start <= span.start <= span.end <= passage.span.end
        assert passage.span.start >= at
        assert not text[at : passage.span.start].strip()
        at = passage.span.end
    assert not text[at:].strip()


PIECES = st.sampled_from(
    [
        *("MR. BORG:", "Q  ", "Q", "Anna Moe: ", "END", "2:05 P.M. EDT", "OSLO (AP) — ", "FILE PHOTO: "),
        *("Advertisement", "Read more:", "(AP Photo/A)", "https://example.org", "boats", "The", ".", "“"),
        *(
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            "\n\n",
            "  \n",
            "\t",
            "\x85",
            "\x1c",
            " ",
            "\x00",
            "\u200b",
            "\ufeff",
        ),
        *("- ", "> ", "# ", "|", "**", "1. ", "é", "😀"),
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
@settings(max_examples=300)
def test_nothing_is_thrown_away(text: str) -> None:
    laws(text, split(article(text, "Anna Moe: boats")))


def test_an_empty_text_has_no_passages() -> None:
    assert split(article("")) == ()
    assert split(article(" \n\u00a0\n")) == ()


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("\n", 1_000_000),
        (" \n", 500_000),
        ("The boats were not sold. ", 200_000),
        ("A", 2_000_000),
        ("Mr. Borg ", 200_000),
        ("MR. BORG: ", 200_000),
        ("> ", 500_000),
        ("*", 1_000_000),
        ("MR. BORG: No.\n", 20_000),
    ],
)
def test_no_text_takes_long(unit: str, times: int) -> None:
    text = "MR. BORG: No.\n\n" + unit * times
    started = time.perf_counter()
    split(article(text))
    assert time.perf_counter() - started < 8
