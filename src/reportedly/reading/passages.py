"""An article's text as passages: headline, dateline, body, turns, captions, links, boilerplate.

    text -> paragraphs -> labels of turns -> kind of each paragraph -> passages

Nothing is thrown away: every character but white space lies in exactly one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.model import Actor, Article, Passage, PassageKind, Span
from reportedly.reading.boilerplate import caption_opening, is_furniture, link_opening, plain, repeated
from reportedly.reading.paragraphs import Paragraph, list_mark, paragraphs
from reportedly.reading.roster import speakers
from reportedly.reading.scene import dateline_end, is_close, is_scene
from reportedly.reading.turns import Label, label_at, turn_labels

_WORD = re.compile(r"\w")
_MARKS = re.compile(r"(?:[>#]+|\[[ xX]\]|\|)[ \t\xa0]*")
_HEADING = re.compile(r"#{1,6}[ \t]")
_FULL_STOP = (".", "!", "?", ":", ";", ",", "”", '"')
_HEADLINE_WORDS = 25
# A dateline stands at the head of the story, after at most a headline and a few lines.
_DATELINE_WITHIN = 4


def split(article: Article) -> tuple[Passage, ...]:
    """The passages of the article's text, in order and disjoint, each with what is to be read of it."""
    text = article.text
    found = paragraphs(text)
    labels = turn_labels([label_at(text, each.start, each.end) for each in found])
    people = speakers(article, labels.values()) if labels else {}
    if labels:
        return tuple(_transcript(article, found, labels, people))
    return tuple(_Story(article, found).passages())


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


def _transcript(
    article: Article, found: list[Paragraph], labels: Mapping[int, Label], people: Mapping[str, Actor]
) -> Iterator[Passage]:
    """Turns, each paragraph with its speaker; what stands before the first and after the end is not."""
    text, speaker, opened = article.text, None, False
    for number, paragraph in enumerate(found):
        start, end = paragraph.start, paragraph.end
        label = labels.get(number)
        if label is not None:
            speaker, opened = people[label.name], True
            read = _readable(text, label.words, end)
            yield Passage(
                PassageKind.TURN, _span(text, start, end), read, _span(text, label.start, label.end), speaker
            )
            continue
        line = text[start : min(end, start + 400)]
        if is_close(line):
            speaker = None
        if is_scene(line, opened):
            yield _passage(text, PassageKind.DATELINE, start, end)
        elif is_furniture(text[start : min(end, start + 1000)]):
            yield _passage(text, PassageKind.BOILERPLATE, start, end)
        elif speaker is not None:
            read = _readable(text, start, end)
            yield Passage(PassageKind.TURN, _span(text, start, end), read, None, speaker)
        elif not opened and number == 0 and _is_title(line, article.title):
            yield _passage(text, PassageKind.HEADLINE, start, end, start)
        else:
            yield _passage(text, PassageKind.BODY, start, end, start)


def _is_title(line: str, title: str | None) -> bool:
    """Whether a line says what the title says, give or take a full stop or a site's name."""
    if not title:
        return False
    said, known = plain(line).strip(" ."), plain(title).strip(" .")
    shorter, longer = sorted((said, known), key=len)
    return bool(shorter) and longer.startswith(shorter) and len(shorter) >= 0.6 * len(longer)


@dataclass(slots=True)
class _Story:
    """A text that is no transcript, paragraph by paragraph."""

    article: Article
    found: list[Paragraph]
    links_follow: bool = field(default=False, init=False)

    def passages(self) -> Iterator[Passage]:
        """The passages of the story; a dateline before the first paragraph's words is its own."""
        text = self.article.text
        furniture = repeated(
            text[each.start : each.end] for each in self.found if each.end - each.start < 120
        )
        for number, paragraph in enumerate(self.found):
            start, end = paragraph.start, paragraph.end
            line = text[start : min(end, start + 1000)]
            if end - start < 120 and plain(line) in furniture:
                yield _passage(text, PassageKind.BOILERPLATE, start, end)
            elif number < _DATELINE_WITHIN and (cut := dateline_end(line)):
                yield _passage(text, PassageKind.DATELINE, start, start + len(line[:cut].rstrip()))
                yield _passage(text, PassageKind.BODY, start + cut, end, start + cut)
            else:
                yield self._whole(number, line)

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
        if self._is_headline(number, line):
            return PassageKind.HEADLINE
        if is_scene(line, opened=True):
            return PassageKind.DATELINE
        if is_furniture(line):
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

    def _is_headline(self, number: int, line: str) -> bool:
        if _HEADING.match(line):
            return True
        if number > 0:
            return False
        if _is_title(line, self.article.title):
            return True
        return (
            len(self.found) > 1
            and len(line.split()) <= _HEADLINE_WORDS
            and not line.rstrip("*_ ").endswith(_FULL_STOP)
            and not list_mark(line, 0, len(line))
            and not is_furniture(line)
            and link_opening(line) is None
            and caption_opening(line) is None
            and not is_scene(line, opened=True)
        )
