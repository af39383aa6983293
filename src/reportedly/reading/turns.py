"""Labels that open a speaker's turn in a transcript: "MR. KIRBY:", "Q", "Vladimir Putin:".

A label in capitals with a form of address or a transcript's own word ("MODERATOR") marks a
transcript by itself. Any other name with a colon has to come back several times, with another
beside it, before it counts, since lists and fact sheets open paragraphs that way too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import dropwhile

from reportedly.lexicon.titles import titles

_CAPS = r"(?:(?:Mc|Mac|De|O[’'])?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9.'’#&-]*|#\d{1,2}|\d{1,2}|\(?[A-Z][A-Z ,.]{1,30}\))"
_LABEL = re.compile(
    r"[*_>\s]{0,8}(?:<(?:b|u|strong)>){0,2}"
    r"(?P<name>"
    rf"(?P<caps>{_CAPS}(?:[ \t\xa0\n]{{1,2}}{_CAPS}){{0,7}})"
    r"|(?P<mixed>[A-ZÀ-Þ][\w.'’-]{0,20}"
    r"(?:[ \xa0](?:[A-ZÀ-Þ][\w.'’-]{0,20}|of|the|for|and|de|da|di|la|von|van|der|bin|al|el)){0,6})"
    r")"
    r"(?P<body>,[ \xa0][A-Z][\w.&’' -]{1,40})?"
    r"(?P<aside>[ \xa0]?[(\[][^()\[\]\n]{1,40}[)\]])?"
    r"[*_]{0,3}(?:</(?:b|u|strong)>){0,2}[ \xa0]?[:：][*_]{0,3}(?:</(?:b|u|strong)>){0,2}"
    r"(?=\s|$|[A-Z“\"(—–-])"
)
_QUESTION = re.compile(r"[*_>\s]{0,8}(?P<name>Q)(?P<stop>[:.]?)[*_]{0,3}[:.]?(?P<gap>[ \t\xa0]+)(?=\S)")
# How far into a paragraph a label and the first words after it are looked for.
_REACH = 300
_SAID = 4
_STOPS = (".", "!", "?", "…", "—", ")")
_COLON = (":", "：")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at ``start`` to ``end``; ``name`` is what it says; the turn's words begin at ``words``.

    ``sure`` is True where the label alone shows that the text is a transcript, ``talks`` where what
    follows is long enough to have been said rather than listed.
    """

    name: str
    start: int
    end: int
    words: int
    sure: bool
    talks: bool


def label_at(text: str, start: int, end: int) -> Label | None:
    """What looks like a turn's label at the head of a paragraph, if anything does."""
    reach = min(end, start + _REACH)
    match = _LABEL.match(text, start, reach)
    if match and not match["name"].startswith(("Q ", "Q\xa0")):
        name = " ".join(f"{match['name']}{match['body'] or ''}".split())
        close = max(match.end("aside"), match.end("body"), match.end("name"))
        close += text[close : close + 1] in _COLON
        sure = _is_sure(name, match["caps"] is not None)
    elif match := _QUESTION.match(text, start, reach):
        name, close = "Q", match.end("stop")
        sure = match["stop"] == ":" or len(match["gap"]) > 1
    else:
        return None
    words = text[match.end() : reach].strip("*_ \t\xa0")
    talks = len(words.split()) >= _SAID or (words.endswith(_STOPS) and words[:1].isalpha())
    return Label(name, match.start("name"), close, match.end(), sure, talks)


def _is_sure(name: str, caps: bool) -> bool:
    words = [word for word in name.casefold().replace(".", "").split() if word[:1].isalpha()] or [""]
    book = titles()
    if is_question(name) or (caps and words[-1] in book.anonymous):
        return True
    if not caps:
        return words[0] in book.anonymous and len(words) == 1
    if words[0] == "the":
        return " ".join(words[1:]) in book.alone
    office = list(dropwhile(lambda word: word in book.qualifiers, words))
    return len(office) > 1 and office[0] in book.address | book.heads | book.ranks


def turn_labels(labels: Sequence[Label | None]) -> dict[int, Label]:
    """By paragraph number, the labels that open turns; empty where the text is no transcript."""
    book = titles()
    found = {n: label for n, label in enumerate(labels) if label and label.name.casefold() not in book.notes}
    often = Counter(label.name.casefold() for label in found.values())
    if is_certain(found.values()):
        loud = {label.name.casefold() for label in found.values() if _is_loud(label.name)}
        return {n: label for n, label in found.items() if _fits(label, often, loud)}
    repeated = [label for label in found.values() if often[label.name.casefold()] > 1]
    people = {label.name.casefold() for label in repeated}
    if len(people) < 2 or len(repeated) < 4 or 2 * sum(label.talks for label in repeated) <= len(repeated):
        return {}
    return {n: each for n, each in found.items() if often[each.name.casefold()] > 1 or _is_full_name(each)}


def is_certain(labels: Iterable[Label]) -> bool:
    """Whether a label, or two short ones, show by themselves that the text is a transcript."""
    sure = [label for label in labels if label.sure]
    return len(sure) > 1 or any(label.talks for label in sure)


def _is_loud(name: str) -> bool:
    return name.isupper() and len(name) > 1 and not is_question(name)


def _fits(label: Label, often: Mapping[str, int], loud: Set[str]) -> bool:
    """Whether a label opens a turn of a sure transcript; one in capitals has its names in capitals."""
    if label.sure or label.name.isupper():
        return True
    name = label.name.casefold()
    return name in loud if loud else _is_titled(name) or often[name] > 1 or _is_full_name(label)


def _is_full_name(label: Label) -> bool:
    """Whether a label that stands only once may still be a speaker's: "Anna Moe, The Gazette:"."""
    return label.talks and " " in label.name


def is_question(name: str) -> bool:
    """Whether a label's name stands for whoever asks."""
    return " ".join(name.casefold().replace(".", "").split()) in titles().questioner


def _is_titled(name: str) -> bool:
    words = name.casefold().replace(".", "").split()
    return len(words) > 1 and words[0] in titles().address | titles().heads
