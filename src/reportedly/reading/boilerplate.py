"""What a paragraph of a news page is besides prose: furniture, a link elsewhere, a caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reportedly.lexicon.boilerplate import furniture

# Furniture, links and captions are short; longer paragraphs are prose whatever they begin with.
_LONGEST = 700
_LINK_WORDS = 30
_CAPTION_WORDS = 80
_CREDIT_WORDS = 8
_CREDIT_REACH = 90
_REPEATS = 3
_REPEATED_WORDS = 6
LONGEST_REPEATED = 80
_MARKUP = re.compile(r"[*_#\\]+|!?\[|\]\([^)\s]*\)|\]|</?[a-z][^<>]{0,200}>|[\u200b\u2060\ufeff\u00ad]")
_WORD = re.compile(r"\w")
_SENTENCE_END = (".", "!", "?", "”", '"', ":", ";", ",")


def plain(paragraph: str) -> str:
    """The paragraph in lower case without mark-up, with single spaces and straight apostrophes.

    >>> plain("**Read  More:** [The Deal](https://example.org)")
    'read more: the deal'
    """
    return " ".join(_MARKUP.sub("", paragraph.lower().replace("’", "'")).split())


def is_furniture(paragraph: str) -> bool:
    """Whether nothing in the paragraph belongs to the article.

    >>> is_furniture("Advertisement"), is_furniture("The advertisement ran on Tuesday.")
    (True, False)
    """
    if not _WORD.search(paragraph):
        return True
    if len(paragraph) > _LONGEST:
        return False
    words = plain(paragraph)
    count = words.count(" ") + 1
    known = furniture()
    return (
        words.strip(" .…!:|»>→-–—()[]\"'") in known.lines
        or (count <= known.opening_words and known.opening.match(words) is not None)
        or (count <= known.part_words and known.parts.search(words) is not None)
    )


def link_opening(paragraph: str) -> int | None:
    """How many characters of the paragraph announce a link, where they do.

    >>> link_opening("Read more: Envoys meet again")
    11
    """
    if len(paragraph) > _LONGEST or len(paragraph.split()) > _LINK_WORDS:
        return None
    match = furniture().link.match(paragraph.lower())
    return match.end() if match else None


def caption_opening(paragraph: str) -> int | None:
    """Where the caption's own words begin, where the paragraph is one; its end where it only credits.

    >>> caption_opening("FILE PHOTO: A tanker at sea"), caption_opening("A tanker sank.")
    (12, None)
    """
    if len(paragraph) > _LONGEST or len(paragraph.split()) > _CAPTION_WORDS:
        return None
    lower = paragraph.lower()
    match = furniture().caption.match(lower)
    if match:
        return match.end()
    if furniture().credit.search(lower[-_CREDIT_REACH:]):
        return len(paragraph) if len(lower.split()) <= _CREDIT_WORDS else 0
    return None


def repeated(paragraphs: Iterable[str]) -> frozenset[str]:
    """Short lines without a full stop that a page shows over and over, as `plain` gives them."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        if len(paragraph) <= LONGEST_REPEATED and not paragraph.endswith(_SENTENCE_END):
            words = plain(paragraph)
            if words and words.count(" ") < _REPEATED_WORDS:
                counts[words] += 1
    return frozenset(words for words, count in counts.items() if count >= _REPEATS)
