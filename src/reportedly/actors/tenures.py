"""Who held which office when: from what texts say, month by month, and from the lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby

from reportedly.actormodel import Affiliation, Identity, Office, Seen, Tenure
from reportedly.actors.spelling import folded
from reportedly.lexicon.names import names
from reportedly.lexicon.offices import body_named, place_of, terms
from reportedly.lexicon.phrases import words_of
from reportedly.model import Actor
from reportedly.times import bounds

TEXTS, LEXICON = "texts", "lexicon"

_Sighting = tuple[Office, Seen]


def tenures_of(offices: Mapping[tuple[Office, str], Seen], figure: Actor | None) -> tuple[Tenure, ...]:
    """The offices of one person in order of time, those that texts give and those on record."""
    found = [*_from_texts(offices), *(_on_record(figure) if figure else ())]
    return tuple(sorted(found, key=lambda one: (one.first or date.min, one.source, one.office.role)))


def role_at(identity: Identity, day: date) -> Office | None:
    """The office that somebody held on a day, ``None`` where neither texts nor lexicon tell.

    What texts say of that very time goes before the lexicon. In a gap, and without a dated office on
    record, it is the last one before it or else the next one after it.
    """
    found = next(_candidates(identity.tenures, day), None)
    return found.office if found else None


def affiliation_at(identity: Identity, day: date) -> Affiliation:
    """Whom somebody spoke for on a day: the country or organisation, and the body if one is known.

    A body that the office of the day does not name is taken from another office of the same country
    that is known for that day.
    """
    offices = [tenure.office for tenure in _candidates(identity.tenures, day)]
    if not offices:
        return Affiliation(identity.code)
    code = offices[0].code or identity.code
    body = next((office.body for office in offices if office.body and office.code == code), None)
    return Affiliation(code, body)


def _candidates(tenures: tuple[Tenure, ...], day: date) -> Iterator[Tenure]:
    """The tenures that tell of a day, the most telling first."""
    covering = [tenure for tenure in tenures if _covers(tenure, day)]
    yield from (one for one in sorted(covering, key=lambda one: -one.seen) if one.source == TEXTS)
    dated = [one for one in tenures if one.source == LEXICON and one.first]
    yield from sorted((one for one in covering if one in dated), key=_start, reverse=True)
    if not dated:
        yield from _nearest([one for one in tenures if one.source == TEXTS and one not in covering], day)
        yield from (one for one in tenures if one.source == LEXICON)


def _start(tenure: Tenure) -> date:
    return tenure.first or date.min


def _nearest(tenures: list[Tenure], day: date) -> Iterable[Tenure]:
    before = [one for one in tenures if one.last and one.last < day]
    return [*reversed(before), *(one for one in tenures if one not in before)][:1]


def _covers(tenure: Tenure, day: date) -> bool:
    if tenure.first is None and tenure.last is None:
        return False
    return (tenure.first or date.min) <= day <= (tenure.last or date.max)


def _on_record(figure: Actor) -> Iterable[Tenure]:
    held = terms(figure.name)
    for term in held:
        first, last = bounds(term.held)
        yield Tenure(_office(term.office, figure.actor), first, last, LEXICON)
    if not held and figure.role:
        yield Tenure(_office(figure.role, figure.actor), None, None, LEXICON)


def _office(role: str, code: str | None) -> Office:
    place = place_of(role, code)
    return Office(role, place.code, place.body)


def _from_texts(offices: Mapping[tuple[Office, str], Seen]) -> Iterable[Tenure]:
    """Runs of one office. Of two in the same days of a month the one that more claims have stands."""
    months: dict[str, list[_Sighting]] = defaultdict(list)
    for (office, month), seen in offices.items():
        if month:
            months[month].append((office, seen))
    ordered = [sighting for month in sorted(months) for sighting in _one_at_a_time(months[month])]
    for _, run in groupby(ordered, key=lambda sighting: _post(sighting[0])):
        yield _tenure(list(run))


def _one_at_a_time(sightings: list[_Sighting]) -> list[_Sighting]:
    posts: dict[str, list[_Sighting]] = defaultdict(list)
    for sighting in sightings:
        posts[_post(sighting[0])].append(sighting)
    held = [_combined(of_one) for _, of_one in sorted(posts.items())]
    kept: list[_Sighting] = []
    for office, seen in sorted(held, key=lambda one: -one[1].count):
        if not any(_overlap(seen, other) for _, other in kept):
            kept.append((office, seen))
    return sorted(kept, key=lambda one: one[1].first or date.min)


def _overlap(one: Seen, other: Seen) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return max(one.first, other.first) <= min(one.last, other.last)


def _combined(sightings: list[_Sighting]) -> _Sighting:
    """Sightings of one office under the words most often used for it."""
    words: Counter[Office] = Counter()
    for office, seen in sightings:
        words[office] += seen.count
    first = min((seen.first for _, seen in sightings if seen.first), default=None)
    last = max((seen.last for _, seen in sightings if seen.last), default=None)
    usual = min(words, key=lambda office: (-words[office], office.role))
    return usual, Seen(words.total(), first, last)


def _tenure(run: list[_Sighting]) -> Tenure:
    office, seen = _combined(run)
    return Tenure(office, seen.first, seen.last, TEXTS, seen.count)


@lru_cache(maxsize=16384)
def _post(office: Office) -> str:
    """An office in words that do not depend on how its body is called ("NSC" or in full)."""
    words = words_of(office.role)
    spelled, at = [], 0
    for first, last, _ in names().find(words):
        spelled += [*words[at:first], body_named(" ".join(words[first:last]))]
        at = last
    return f"{office.code} {folded(' '.join((*spelled, *words[at:])))}"
