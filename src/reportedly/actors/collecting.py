"""From an article's occurrences to its mentions, and mentions of many articles added up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from reportedly.actormodel import IdentityKind, Key, Mention, Occurrence, Office, Seen
from reportedly.actors.keying import (
    is_lone,
    is_pronoun,
    key_of,
    may_be_of,
    mention_id,
    name_of,
    public_figure,
)
from reportedly.actors.spelling import skeleton
from reportedly.lexicon.forenames import names as forenames
from reportedly.lexicon.names import names
from reportedly.lexicon.offices import place_of
from reportedly.lexicon.short_names import full_forms
from reportedly.model import Actor
from reportedly.times import bounds

K = TypeVar("K")

_PAST = re.compile(r"\b(?:former|ex)\b|^(?:then|late|incoming|future|ousted)\b|\b(?:nominee|elect)$", re.I)


def collect(occurrences: Iterable[Occurrence]) -> dict[str, Mention]:
    """The mentions of whole articles, by id. In what order the occurrences come changes nothing.

    An article has to come whole, and once: a surname is read from what else the article has.
    """
    found: dict[str, Mention] = {}
    for mention, _ in collected(occurrences):
        add_up(found, {mention.id: mention})
    return found


def collected(occurrences: Iterable[Occurrence]) -> Iterator[tuple[Mention, list[Occurrence]]]:
    """The mentions of each article by itself, with the occurrences that each is made of."""
    by_article: dict[str, set[Occurrence]] = defaultdict(set)
    for one in occurrences:
        by_article[one.article].add(one)
    for article, of_it in by_article.items():
        yield from _mentions(article, of_it)


def add_up(total: dict[str, Mention], more: Mapping[str, Mention]) -> None:
    """Add mentions to a table of them, in place."""
    for name, mention in more.items():
        total[name] = _sum(total[name], mention) if name in total else mention


def _sum(one: Mention, other: Mention) -> Mention:
    return replace(
        one,
        aliases=_added(one.aliases, other.aliases),
        offices=_added(one.offices, other.offices),
        months=dict(Counter(one.months) + Counter(other.months)),
        statuses=dict(Counter(one.statuses) + Counter(other.statuses)),
    )


def _added(one: Mapping[K, Seen], other: Mapping[K, Seen]) -> dict[K, Seen]:
    total = dict(one)
    for name, seen in other.items():
        total[name] = both(total[name], seen) if name in total else seen
    return total


def both(one: Seen, other: Seen) -> Seen:
    """Two records of seeing the same thing as one."""
    first = min((day for day in (one.first, other.first) if day), default=None)
    last = max((day for day in (one.last, other.last) if day), default=None)
    return Seen(one.count + other.count, first, last)


def _mentions(article: str, occurrences: set[Occurrence]) -> Iterator[tuple[Mention, list[Occurrence]]]:
    keyed = [(key, one) for one in occurrences if (key := key_of(one.actor, article)) is not None]
    people = sorted({key for key, _ in keyed if key.kind is IdentityKind.PERSON}, key=repr)
    grouped: dict[Key, list[Occurrence]] = defaultdict(list)
    meant: dict[Key, Key] = {}
    for key, one in keyed:
        own = _of_person(key, one, people)
        target = _meant_by_given_name(own, people) or _meant_by_surname(own, people)
        if target is not None:
            own = replace(own, block=target.block)
            meant[own] = target
        grouped[own].append(one)
    for key, made_of in grouped.items():
        yield _mention(key, made_of, meant.get(key)), made_of


def _of_person(key: Key, one: Occurrence, people: list[Key]) -> Key:
    """A word that might be a body's, as the surname or given name that it is of somebody."""
    if not may_be_person(key, one.actor):
        return key
    called = any(key.form in {name_of(each).family, *name_of(each).given[:1]} for each in people)
    return Key(IdentityKind.PERSON, skeleton(key.form), key.form, None, one.article) if called else key


def may_be_person(key: Key, actor: Actor) -> bool:
    """Whether a word that is taken for a body's may be the name of somebody whom the article names."""
    return (
        key.kind is IdentityKind.BODY and not key.code and " " not in key.form and not names().get(actor.name)
    )


def _meant_by_given_name(key: Key, people: list[Key]) -> Key | None:
    """Whom a given name alone means: the only person of the article who bears it ("Thanks, Jake")."""
    if not is_lone(key) or key.form not in forenames().given:
        return None
    wanted = full_forms(key.form)
    return _only(person for person in people if set(name_of(person).given[:1]) & wanted)


def _meant_by_surname(key: Key, people: list[Key]) -> Key | None:
    """Whom a surname alone means: the only person of the article who bears it and may have its code."""
    if not is_lone(key):
        return None
    bearers = (one for one in people if one.block == key.block and not is_lone(one))
    return _only(one for one in bearers if may_be_of(one.code, key.code))


def _only(people: Iterable[Key]) -> Key | None:
    """The one person that several keys are of, by the key that has a code."""
    found = list(people)
    if len({name_of(key).core for key in found}) != 1:
        return None
    return max(found, key=lambda key: (key.code is not None, repr(key)))


def _mention(key: Key, occurrences: list[Occurrence], meant: Key | None) -> Mention:
    dated = [(one, day_of_text(one.dated)) for one in occurrences]
    aliases = [
        (_line(one.actor.name), one.claim, day) for one, day in dated if not is_pronoun(one.actor.name)
    ]
    held = [(_office(key, one.actor.role), one.claim, day) for one, day in dated]
    offices = [((office, _month(day)), claim, day) for office, claim, day in held if office]
    statuses = {(one.claim, one.status) for one in occurrences if one.status is not None}
    return Mention(
        id=mention_id(key),
        key=key,
        within=mention_id(meant) if meant else None,
        aliases=_seen(aliases),
        offices=_seen(offices),
        months=dict(Counter(month for month, _ in {(_month(day), one.claim) for one, day in dated})),
        statuses=dict(Counter(status for _, status in statuses)),
    )


def _seen(sightings: Iterable[tuple[K, str, date | None]]) -> dict[K, Seen]:
    """How often each was seen, once a claim, and when."""
    claims: dict[K, set[str]] = defaultdict(set)
    days: dict[K, set[date]] = defaultdict(set)
    for what, claim, day in sightings:
        claims[what].add(claim)
        days[what] |= {day} if day else set()
    return {
        what: Seen(len(made), min(days[what], default=None), max(days[what], default=None))
        for what, made in claims.items()
    }


def _office(key: Key, role: str | None) -> Office | None:
    """The office that a text gives a person now: not a past one, and not the one that the lexicon put in."""
    if key.kind is not IdentityKind.PERSON or not role or _PAST.search(role):
        return None
    role = _line(role)
    figure = public_figure(key)
    if figure is not None and figure.role == role:
        return None
    place = place_of(role, key.code)
    return Office(role, place.code, place.body)


def day_of_text(dated: str | None) -> date | None:
    """The last day that a date allows, the first where it is open; ``None`` where there is none."""
    if dated is None:
        return None
    try:
        first, last = bounds(dated)
    except ValueError:
        return None
    return last or first


def _line(words: str) -> str:
    return " ".join(words.split())


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""
