"""A page as a tree, the text of the tree, and the words of it that a browser would show."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise, takewhile

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = re.compile(r"\s")

# Where a word may be broken or may not be: never seen, and within the word no part of it.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PART = re.compile("(?P<space>\\s+)|[^\\s\u00ad\u200b\u2060\ufeff]+")

# Not the head: libxml2 leaves a story in it that begins with an element younger than HTML 4.
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "textarea", "title"))

# What begins a paragraph of its own (HTML Standard, 15.3); whatever else there is runs on in its line.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|button|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|"
    "pre|search|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a page shows, in order, and the text that they stand in.

    Word N, or part of one, stands at ``starts[N]`` to ``ends[N]`` of ``text``; ``dense`` is all of them
    without white space, in which it begins at ``at[N]``. ``spaced`` has whether white space, or a line
    break that is none in the text, stands before it. ``firsts`` are the words that begin a paragraph.
    ``text`` has its white space as `reportedly.model.PageText` tells.
    """

    text: str
    dense: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    at: tuple[int, ...]
    spaced: tuple[bool, ...]
    firsts: tuple[int, ...]

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Each paragraph's half-open offsets into the dense text."""
        bounds = [*(self.at[first] for first in self.firsts), len(self.dense)]
        return pairwise(bounds)

    def between(self, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
        """What of each word stands in a stretch of the dense text: its offsets into the text.

        With each stands whether white space is before it.
        """
        number = bisect_right(self.at, start) - 1
        while number < len(self.at) and self.at[number] < end:
            moved = self.starts[number] - self.at[number]
            begins = max(self.starts[number], start + moved)
            yield self.spaced[number], begins, min(self.ends[number], end + moved)
            number += 1

    def string(self, start: int, end: int) -> str:
        """A stretch of the dense text as people write it."""
        parts = (f"{' ' * spaced}{self.text[one:other]}" for spaced, one, other in self.between(start, end))
        return "".join(parts).strip()


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: its root, and the words of its text that it shows."""

    root: HtmlElement
    words: Words


class _Mark(Enum):
    """What stands between the strings of a page: nothing, the end of a line or of a paragraph."""

    SHOWN = auto()
    UNSHOWN = auto()
    LINE = auto()
    PARAGRAPH = auto()


def cleaned(source: str) -> str:
    """The source with what no tree can hold replaced, one for one."""
    return _NO_XML.sub("\ufffd", source)


def parsed(source: str) -> tuple[HtmlElement | None, bool]:
    """The root of a page (``None``: there is none), and whether it goes deeper than libxml2 follows."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return (None if deep else root), deep


def dense(line: str) -> str:
    """A line without white space and the characters that are never seen (soft hyphens and the like)."""
    return "".join(part[0] for part in _PART.finditer(line) if not part["space"])


def said(element: HtmlElement) -> str:
    """What an element says on one line, its line breaks being spaces."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        begins = event == "start"
        parts.append(" " if begins and node.tag == "br" else "")
        parts.append((node.text if begins else node.tail if node is not element else "") or "")
    return " ".join(_UNSEEN.sub("", "".join(parts)).split())


def walked(root: HtmlElement) -> Words:
    """The words that the page shows."""
    walk = _Walk("".join(root.itertext()))
    for mark, string in _strings(root):
        walk.take(mark, string)
    return walk.words()


def title_stretch(root: HtmlElement) -> tuple[int, int] | None:
    """Half-open offsets into the page's text of what its first title element holds."""
    position = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        begins = event == "start"
        string = (node.text if begins else node.tail) or ""
        if begins and node.tag == "title":
            return position, position + len(string)
        position += len(string)
    return None


def _strings(root: HtmlElement) -> Iterator[tuple[_Mark, str]]:
    """The strings of the page in order, and what of mark-up stands between them."""
    unshown: object = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        begins, tag = event == "start", node.tag
        if unshown is None and begins and tag in _UNSHOWN:
            unshown = node
        if unshown is None and _BLOCKS.fullmatch(tag):
            yield _Mark.PARAGRAPH, ""
        elif unshown is None and tag == "br" and begins:
            yield _Mark.LINE, ""
        if node is unshown and not begins:
            unshown = None
        string = node.text if begins else (node.tail if node is not root else None)
        if string:
            yield (_Mark.SHOWN if unshown is None else _Mark.UNSHOWN), string


@dataclass(slots=True)
class _Walk:
    """The words found so far, and how the last of them ended."""

    text: str
    position: int = 0
    last: _Mark = _Mark.PARAGRAPH
    open: bool = False
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)

    def take(self, mark: _Mark, string: str) -> None:
        """The next string, or what stands before it."""
        if mark is _Mark.SHOWN:
            self._shown(string)
        elif mark is _Mark.LINE:
            # Two line breaks with nothing between are how some pages begin a paragraph.
            self.last, self.open = (_Mark.LINE if self.last is _Mark.SHOWN else _Mark.PARAGRAPH), False
        elif mark is _Mark.PARAGRAPH:
            self.last, self.open = mark, False
        self.position += len(string)

    def _shown(self, string: str) -> None:
        for part in _PART.finditer(self.text, self.position, self.position + len(string)):
            if part["space"]:
                self.open = False
            else:
                self._word(part.start(), part.end())

    def _word(self, start: int, end: int) -> None:
        if self.open and self.ends[-1] == start:
            self.ends[-1] = end
        else:
            if self.last is _Mark.PARAGRAPH:
                self.firsts.append(len(self.starts))
            self.starts.append(start)
            self.ends.append(end)
            self.spaced.append(not self.open)
        self.last, self.open = _Mark.SHOWN, True

    def words(self) -> Words:
        """All of them."""
        parts = [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        at, size = [], 0
        for part in parts:
            at.append(size)
            size += len(part)
        columns = (self.starts, self.ends, at, self.spaced, self.firsts)
        return Words(self._spelled(), "".join(parts), *(tuple(column) for column in columns))  # type: ignore[arg-type]

    def _spelled(self) -> str:
        """The text with each character of white space as a blank, around paragraphs as a line feed."""
        spelled = list(_SPACE.sub(" ", self.text))
        for first in self.firsts:
            before = self.ends[first - 1] if first else 0
            _feed(spelled, range(before, self.starts[first]))
            _feed(spelled, range(self.starts[first] - 1, before - 1, -1))
        if self.ends:
            _feed(spelled, range(self.ends[-1], len(spelled)))
        return "".join(spelled)


def _feed(characters: list[str], places: Iterable[int]) -> None:
    """Make blanks line feeds, up to the first place that has something else."""
    for place in takewhile(lambda place: characters[place].isspace(), places):
        characters[place] = "\n"
