"""An article's text as passages: headline, dateline, body, turns, captions, links, boilerplate.

    text -> paragraphs -> labels of turns -> kind of each paragraph -> passages

Nothing is thrown away: every character but white space lies in exactly one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.model import Actor, Article, Passage, PassageKind, Span
from reportedly.reading.boilerplate import (
    LONGEST_REPEATED,
    caption_opening,
    is_furniture,
    link_opening,
    plain,
    repeated,
)
from reportedly.reading.paragraphs import Paragraph, list_mark, paragraphs
from reportedly.reading.roster import speakers
from reportedly.reading.scene import dateline_end, is_close, is_scene
from reportedly.reading.turns import Label, is_certain, is_question, label_at, turn_labels

_WORD = re.compile(r"\w")
_MARKS = re.compile(r"(?:[>#]+|\[[ xX]\]|\|)[ \t\xa0]*")
_HEADING = re.compile(r"#{1,6}[ \t]")
_FULL_STOP = (".", "!", "?", ":", ";", ",", "”", '"')
# "Boats for Malta | The Harbour Gazette"
_SITE = re.compile(r"\s[|–—-]\s[^|–—]{1,40}$")
_HEADLINE_WORDS = 25
# What a paragraph is shows in its first characters.
_LINE = 1000
# A dateline stands at the head of the story, after at most a headline and a few lines.
_DATELINE_WITHIN = 4


def split(article: Article) -> tuple[Passage, ...]:
    """The passages of the article's text, in order and disjoint, each with what is to be read of it."""
    text = article.text
    found = paragraphs(text)
    story = _Story(article, found)
    labels = turn_labels([label_at(text, each.start, each.end) for each in found])
    if labels.get(0) and story.is_headline(0):
        del labels[0]
    if not labels:
        return tuple(passage for number in range(len(found)) for passage in story.passages(number))
    return tuple(_transcript(story, labels, speakers(article, labels.values())))


def _passage(text: str, kind: PassageKind, start: int, end: int, words: int | None = None) -> Passage:
    """A passage of ``kind``, read from ``words`` on; nothing of it is read where that is ``None``."""
    read = None if words is None else _readable(text, words, end)
    return Passage(kind, _span(text, start, end), read)


def _readable(text: str, start: int, end: int) -> Span | None:
    """The stretch from ``start`` without quote, heading and list marks, if it has any words."""
    while (match := _MARKS.match(text, start, end)) or list_mark(text, start, end) > start:
        start = match.end() if match else list_mark(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    return _span(text, start, end) if _WORD.search(text, start, end) else None


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _transcript(story: _Story, labels: Mapping[int, Label], people: Mapping[str, Actor]) -> Iterator[Passage]:
    """Turns, each paragraph with its speaker; what stands before the first and after the end is a story.

    Where only questions are labelled, whatever follows one is not the questioner's.
    """
    text, speaker, opened = story.article.text, None, not is_certain(labels.values())
    answered = not all(is_question(label.name) for label in labels.values())
    for number, paragraph in enumerate(story.found):
        start, end = paragraph.start, paragraph.end
        line = text[start : min(end, start + _LINE)]
        label = labels.get(number)
        if label is not None:
            opened, speaker = True, people[label.name] if answered else None
            yield _turn(text, paragraph, label, people[label.name])
            continue
        if is_close(line):
            speaker = None
        if is_scene(line, opened) and not story.is_titled(number):
            yield _passage(text, PassageKind.DATELINE, start, end)
        elif speaker is None:
            yield from story.passages(number)
        elif is_furniture(line):
            yield _passage(text, PassageKind.BOILERPLATE, start, end)
        else:
            yield _turn(text, paragraph, None, speaker)


def _turn(text: str, paragraph: Paragraph, label: Label | None, speaker: Actor) -> Passage:
    start, end = paragraph.start, paragraph.end
    read = _readable(text, label.words if label else start, end)
    shown = _span(text, label.start, label.end) if label else None
    return Passage(PassageKind.TURN, _span(text, start, end), read, shown, speaker)


def _is_title(line: str, title: str | None) -> bool:
    """Whether a line says what the title says, give or take a full stop or a site's name."""
    if not title:
        return False
    said = plain(line).strip(" .")
    for known in (plain(title).strip(" ."), plain(_SITE.sub("", title)).strip(" .")):
        shorter, longer = sorted((said, known), key=len)
        if shorter and longer.startswith(shorter) and len(shorter) >= 0.6 * len(longer):
            return True
    return False


@dataclass(slots=True)
class _Story:
    """A text that is no transcript, paragraph by paragraph."""

    article: Article
    found: list[Paragraph]
    links_follow: bool = field(default=False, init=False)
    furniture: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        short = (each for each in self.found if each.end - each.start <= LONGEST_REPEATED)
        self.furniture = repeated(self.article.text[each.start : each.end] for each in short)

    def passages(self, number: int) -> Iterator[Passage]:
        """One paragraph; the dateline before its first words is a passage of its own."""
        text, start, end = self.article.text, self.found[number].start, self.found[number].end
        line = self._line(number)
        if number < _DATELINE_WITHIN and (cut := dateline_end(line)):
            yield _passage(text, PassageKind.DATELINE, start, start + len(line[:cut].rstrip()))
            yield _passage(text, PassageKind.BODY, start + cut, end, start + cut)
        else:
            yield self._whole(number, line)

    def _line(self, number: int) -> str:
        paragraph = self.found[number]
        return self.article.text[paragraph.start : min(paragraph.end, paragraph.start + _LINE)]

    def is_titled(self, number: int) -> bool:
        """Whether a paragraph is the first and says what the title says."""
        return number == 0 and _is_title(self._line(number), self.article.title)

    def _whole(self, number: int, line: str) -> Passage:
        text, start, end = self.article.text, self.found[number].start, self.found[number].end
        if (opening := link_opening(line)) is not None and not is_furniture(line):
            return self._link(start, end, start + opening)
        kind = self._kind(number, line)
        self.links_follow = self.links_follow and kind is PassageKind.RELATED_LINK
        unread = kind in (PassageKind.DATELINE, PassageKind.BOILERPLATE)
        words = caption_opening(line) if kind is PassageKind.CAPTION else 0
        return _passage(text, kind, start, end, None if unread else start + (words or 0))

    def _kind(self, number: int, line: str) -> PassageKind:
        if self.is_headline(number):
            return PassageKind.HEADLINE
        if is_scene(line, opened=True):
            return PassageKind.DATELINE
        if is_furniture(line) or (len(line) <= LONGEST_REPEATED and plain(line) in self.furniture):
            return PassageKind.BOILERPLATE
        if self.links_follow and (list_mark(line, 0, len(line)) or not line.endswith(_FULL_STOP)):
            return PassageKind.RELATED_LINK
        return PassageKind.BODY if caption_opening(line) is None else PassageKind.CAPTION

    def _link(self, start: int, end: int, words: int) -> Passage:
        text = self.article.text
        label = text[start:words].rstrip()
        read = _readable(text, words, end)
        self.links_follow = read is None
        return Passage(
            PassageKind.RELATED_LINK, _span(text, start, end), read, _span(text, start, start + len(label))
        )

    def is_headline(self, number: int) -> bool:
        """Whether a paragraph is a heading, or the first and short without a full stop."""
        line = self._line(number)
        if _HEADING.match(line) or self.is_titled(number):
            return True
        return (
            number == 0
            and len(self.found) > 1
            and len(line.split()) <= _HEADLINE_WORDS
            and not line.rstrip("*_ ").endswith(_FULL_STOP)
            and not list_mark(line, 0, len(line))
            and not self._is_set_apart(line)
        )

    def _is_set_apart(self, line: str) -> bool:
        return (
            is_furniture(line)
            or is_scene(line, opened=True)
            or link_opening(line) is not None
            or caption_opening(line) is not None
        )
