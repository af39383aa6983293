"""Labels that open a speaker's turn in a transcript: "MR. KIRBY:", "Q", "Vladimir Putin:".

A label in capitals with a form of address or a transcript's own word ("MODERATOR") marks a
transcript by itself. Any other name with a colon has to come back several times, with another
beside it, before it counts, since lists and fact sheets open paragraphs that way too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.lexicon.titles import titles

_CAPS = r"(?:(?:Mc|Mac|De|O[’'])?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9.'’#&-]*|#\d{1,2}|\d{1,2}|\(?[A-Z][A-Z ,.]{1,30}\))"
_LABEL = re.compile(
    r"[*_>\s]{0,8}(?:<(?:b|u|strong)>){0,2}"
    r"(?P<name>"
    rf"(?P<caps>{_CAPS}(?:[ \t\xa0\n]{{1,2}}{_CAPS}){{0,7}})"
    r"|(?P<mixed>[A-ZÀ-Þ][\w.'’-]{0,20}(?:[ \xa0][A-Za-zÀ-ÿ][\w.'’-]{0,20}){0,5})"
    r")"
    r"(?P<aside>[ \xa0]?[(\[][^()\[\]\n]{1,40}[)\]])?"
    r"[*_]{0,3}(?:</(?:b|u|strong)>){0,2}[ \xa0]?[:：][*_]{0,3}(?:</(?:b|u|strong)>){0,2}"
    r"(?=\s|$|[A-Z“\"(—–-])"
)
_QUESTION = re.compile(r"[*_>\s]{0,8}(?P<name>Q)(?P<stop>[:.]?)[*_]{0,3}[:.]?(?P<gap>[ \t\xa0]+)(?=\S)")
_COLON = (":", "：")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at ``start`` to ``end``; ``name`` is what it says; the turn's words begin at ``words``.

    ``sure`` is True where the label alone shows that the text is a transcript.
    """

    name: str
    start: int
    end: int
    words: int
    sure: bool


def label_at(text: str, start: int, end: int) -> Label | None:
    """What looks like a turn's label at the head of a paragraph, if anything does."""
    match = _LABEL.match(text, start, min(end, start + 300))
    if match and not match["name"].startswith(("Q ", "Q\xa0")):
        name = " ".join(match["name"].split())
        close = match.end("aside") if match["aside"] else match.end("name")
        close += text[close : close + 1] in _COLON
        caps = match["caps"] is not None
        return Label(name, match.start("name"), close, match.end(), _is_sure(name, caps))
    match = _QUESTION.match(text, start, min(end, start + 300))
    if match:
        sure = bool(match["stop"] == ":" or len(match["gap"]) > 1)
        return Label("Q", match.start("name"), match.end("stop"), match.end(), sure)
    return None


def _is_sure(name: str, caps: bool) -> bool:
    words = name.casefold().replace(".", "").split()
    book = titles()
    if " ".join(words) in book.questioner or (caps and words[-1] in book.anonymous):
        return True
    if not caps:
        return words[0] in book.anonymous and len(words) == 1
    return len(words) > 1 and (words[0] in book.address or words[0] in book.heads)


def turn_labels(labels: Sequence[Label | None]) -> dict[int, Label]:
    """By paragraph number, the labels that open turns; empty where the text is no transcript."""
    found = {number: label for number, label in enumerate(labels) if label is not None}
    if any(label.sure and _in_capitals(label.name) for label in found.values()):
        return {n: label for n, label in found.items() if _fits_transcript(label)}
    often = _repeated(found.values())
    if len(often) < 2 or sum(often.values()) < 4:
        return {}
    return {n: label for n, label in found.items() if label.name.casefold() in often or label.sure}


def _in_capitals(name: str) -> bool:
    return name.upper() == name or name.casefold() in titles().questioner


def _fits_transcript(label: Label) -> bool:
    if label.sure:
        return True
    return _in_capitals(label.name) and label.name.casefold() not in titles().notes


def _repeated(labels: Iterable[Label]) -> Counter[str]:
    counts = Counter(label.name.casefold() for label in labels if label.name.casefold() not in titles().notes)
    return Counter({name: count for name, count in counts.items() if count > 1})
