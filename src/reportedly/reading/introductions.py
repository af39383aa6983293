"""How a text introduces people: "NSC Coordinator John Kirby", "Jake Sullivan, our National Security Advisor".

Only the surnames asked for are looked up, in one pass over the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.lexicon.titles import titles

_BEFORE = 140
_AFTER = 120
# A person is introduced early and often; more mentions than this add nothing.
_MENTIONS = 60
_SURNAMES = 200
_GIVEN = 3
_ROLE = 12
_ABBREVIATION = re.compile(r"(?:[A-Z]\.)+$|(?:Dr|Mr|Ms|Mrs|Gen|Lt|Col|Sen|Rep|Gov|Jr|St)\.$")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,2}$")
_NAME = re.compile(r"[^\W\d_]+(?:[-‘’'][^\W\d_]{3,})*$|(?:O|D|Mc|Mac)[’'][^\W\d_]+$")
_CLOSED = (".", ",", ";", ":", "!", "?", ")", "”", '"', "—", "–", "-", "]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_APPOSITION = re.compile(
    r",?\s+(?:who(?:’s|'s|\s+is)\s+|is\s+)?(?:(?:our|the|my|his|her|a|an|your)\s+)?"
    r"(?P<role>\w[^,.;:—–()\n?!]*(?:\n[^,.;:—–()\n?!]+)?)"
)
# "President Yoon Suk Yeol of the Republic of Korea": a family name may come first.
_PLACE = re.compile(
    r"(?P<after>(?:\s+(?:da|de|bin|al|el|[A-ZÀ-Þ][\w’-]+)){0,3})(?:’s|'s)?,?\s+of\s+"
    r"(?P<place>(?:the\s+)?[A-ZÀ-Þ][\w.’-]+(?:\s+(?:of\s+)?(?:the\s+)?[A-ZÀ-Þ][\w.’-]+){0,4})"
)
_POSSESSIVES = frozenset({"his", "her", "my", "our", "their", "your", "its", "the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """One mention: the given names before a surname or the names after it, the office, the country."""

    given: str
    surname: str
    after: str
    role: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """What all mentions of a surname say together."""

    name: str
    role: str | None
    place: str | None
    named: bool


def introductions(title: str, text: str, surnames: Mapping[str, str]) -> dict[str, Person]:
    """For each surname that the title or the text mentions, its person.

    ``surnames`` gives, for each one casefolded, the office that its label has ("" where none). The
    title's word goes before the text's.
    """
    wanted = sorted(surnames)[:_SURNAMES]
    if not wanted:
        return {}
    alternatives = "|".join(r"\s+".join(map(re.escape, each.split())) for each in wanted)
    pattern = re.compile(rf"(?<![\w’'-])(?:{alternatives})(?![\w-])", re.IGNORECASE)
    found: dict[str, list[Introduction]] = {}
    for source in (title, text):
        for match in pattern.finditer(source):
            mentions = found.setdefault(" ".join(match[0].casefold().split()), [])
            if len(mentions) < _MENTIONS and not _is_label(source, match):
                mentions.append(_introduction(source, match))
    return {
        surname: _person(mentions, surnames.get(surname, ""))
        for surname, mentions in found.items()
        if mentions
    }


def _is_label(source: str, match: re.Match[str]) -> bool:
    return source[match.end() : match.end() + 1] == ":" or match[0].islower()


def _introduction(source: str, match: re.Match[str]) -> Introduction:
    left = _PARAGRAPH.split(source[max(0, match.start() - _BEFORE) : match.start()])[-1].split()
    right = _PARAGRAPH.split(source[match.end() : match.end() + _AFTER])[0]
    given = _given_before(left)
    before = _role_before(left[: len(left) - len(given)], comma=bool(given))
    place = _PLACE.match(right)
    return Introduction(
        given=" ".join(given),
        surname=" ".join(match[0].split()),
        after=" ".join(place["after"].split()) if place else "",
        role=before or (_role_after(right) if given else None),
        place=" ".join(place["place"].split()) if place else None,
    )


def _given_before(left: list[str]) -> list[str]:
    """The given names and initials that end a stretch of words."""
    run = 0
    while run < min(len(left), _GIVEN + 1) and _is_given(left[-1 - run]):
        run += 1
    if run > _GIVEN:  # a name of a body runs into the person's: keep what surely is the person's
        run = 2 if _INITIAL.match(left[-1]) else 1
    elif 1 < run < len(left) and left[-1 - run].casefold() in titles().joining:
        run -= 1  # "Secretary of Agriculture Tom ..."
    return left[len(left) - run :]


def _is_given(word: str) -> bool:
    if _INITIAL.match(word):
        return True
    known = any(bare in titles().words_of_offices for bare in (word.casefold(), word.casefold()[:-1]))
    spelled = (
        len(word) > 1
        and word[:1].isupper()
        and _NAME.match(word) is not None
        and not (word.isupper() and len(word) > 2)
    )
    return spelled and not known


def _role_before(left: list[str], comma: bool) -> str | None:
    """The office that ends a stretch of words; ``comma`` where one may close it."""
    words = list(left)
    while words and words[-1].casefold().rstrip(".") in titles().address:
        words.pop()
    role: list[str] = []
    if words and words[-1].casefold() in titles().joining:
        return None
    while words and len(role) < _ROLE:
        word = words.pop()
        bare = word.rstrip(",") if comma and not role else word
        if bare.endswith(_CLOSED) and not _ABBREVIATION.search(bare):
            break
        if not _in_office(bare) or (bare == "and" and _has_head(role)):
            break
        role.insert(0, bare)
    return _office(role)


def _in_office(word: str) -> bool:
    bare, book = word.casefold(), titles()
    if len(word) == 1:  # the "Q" of a question
        return word == "&"
    return word[:1].isupper() or bare in book.joining or bare in book.words_of_offices


def _has_head(words: Iterable[str]) -> bool:
    book = titles()
    return any(word.casefold().rstrip(".") in book.heads | book.ranks for word in words)


def _office(words: list[str]) -> str | None:
    """The words as the name of an office, without small words at its edges; ``None`` if it is none."""
    book = titles()
    while words and (words[0].casefold() in book.joining | _POSSESSIVES or _is_plain(words[0])):
        words = words[1:]
    while words and words[-1].casefold() in book.joining:
        words = words[:-1]
    return " ".join(words) if _has_head(words) else None


def _is_plain(word: str) -> bool:
    """Whether a word in lower case names no office."""
    return word[:1].islower() and word.casefold() not in titles().heads


def _role_after(right: str) -> str | None:
    match = _APPOSITION.match(right)
    if match is None:
        return None
    words = match["role"].split()
    kept = next((n for n, word in enumerate(words) if not _in_office(word)), len(words))
    return _office(words[:kept]) if kept <= _ROLE else None


def _person(mentions: list[Introduction], office: str) -> Person:
    """Put mentions together; those that name the label's own office go before the others."""
    fitting = [mention for mention in mentions if office and office in (mention.role or "").casefold()]
    given = _commonest(mention.given for mention in fitting) or _commonest(
        mention.given for mention in mentions
    )
    named = [mention for mention in mentions if mention.given == given] if given else mentions
    roles = [mention.role for mention in (*named, *fitting) if mention.role]
    places = [mention for mention in (*fitting, *mentions) if mention.place]
    after = "" if given or not places else places[0].after
    name = " ".join(part for part in (given, named[0].surname, after) if part)
    role = next((role for role in roles if " " in role), roles[0] if roles else None)
    return Person(name, role, places[0].place if places else None, bool(given or after))


def _commonest(values: Iterable[str]) -> str:
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), "")
