"""Actors in a parse: names of the lexicon put together with bodies, roles and people's names.

demonym or country ("Russian", "Iran's") + body or people ("Ministry of Defense", "officials")
body or country + role ("National Security Council spokesman") + a person's name
body or role + "of" + country ("Ministry of Defense of Ukraine")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.lexicon.forenames import names as forenames
from reportedly.lexicon.names import Name, NameKind, bearers, names, owned_words, role_sectors
from reportedly.lexicon.phrases import load
from reportedly.model import Actor, ActorKind
from reportedly.reading.marks import ActorMention
from reportedly.reading.parse import Parse

_K = NameKind
_LANDS = frozenset({_K.COUNTRY, _K.DEMONYM, _K.CAPITAL, _K.PEOPLE})
_OWNERS = _LANDS | {_K.SEAT, _K.BODY, _K.ORGANISATION, _K.OUTLET, _K.GENERIC_BODY, _K.GENERIC_PEOPLE}
_PEOPLE = frozenset({_K.PERSON, _K.SURNAME})
_GENERIC = frozenset({_K.GENERIC_BODY, _K.GENERIC_PEOPLE, _K.ROLE})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_GAP_TAGS = frozenset(["JJ", "JJS", "JJR", "NN", "NNP", "HYPH", "VBN"])
_FULL_SUBJECT = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative", "ROOT", "attr", "oprd"])
_LONGEST_GAP, _LONGEST_NAME = 4, 6


@dataclass(frozen=True, slots=True)
class _Draft:
    """A mention while it is put together; ``core`` is where its own head noun starts."""

    first: int
    last: int
    core: int
    kind: NameKind
    actor: Actor
    head: int | None = None


def find_actors(parse: Parse) -> tuple[ActorMention, ...]:
    """Every actor in text order, without overlaps."""
    drafts: list[_Draft] = []
    learned: dict[str, Actor] = {}
    for first, last, name in _names(parse):
        if drafts and first < drafts[-1].last:
            continue
        _take(parse, drafts, learned, _Draft(first, last, first, name.kind, name.actor))
    return tuple(_mention(parse, draft) for draft in _appositions(parse, drafts) if _stands_alone(draft))


def _names(parse: Parse) -> list[tuple[int, int, Name]]:
    """Names of the lexicon and people's names that open with a given name, without what is blocked."""
    given, bodies = forenames().given, forenames().bodies
    found = [row for row in names().find(parse.words) if not _misread(parse, *row)]
    covered = {token for first, last, _ in found for token in range(first, last)}
    people = []
    end = 0
    for token, word in enumerate(parse.lowers):
        if token < end:
            continue
        prefix = word.split("-")[0] if word.startswith("u.") and "-" in word else None
        if prefix and (made := names().get(prefix.upper())) is not None:
            people.append((token, token + 1, Name(_K.DEMONYM, made.actor)))
        if word in given and token not in covered and _may_open_a_name(parse, token):
            end = _name_end(parse, token, covered)
            if end - token > 1 and not any(one in bodies for one in parse.lowers[token:end]):
                actor = Actor(None, _text(parse, token, end), ActorKind.PERSON)
                people.append((token, end, Name(_K.PERSON, actor)))
    return sorted([*found, *people], key=lambda row: row[0])


def _may_open_a_name(parse: Parse, at: int) -> bool:
    """Whether a given name is no state's or month's name here ("Virginia", "April")."""
    return parse.tags[at] == "NNP" and parse.words[at] not in _words("states")


def _name_end(parse: Parse, first: int, covered: set[int]) -> int:
    """Where the run of proper nouns that starts at ``first`` ends; surnames of others may close it."""
    at = first
    limit = min(first + _LONGEST_NAME, len(parse), parse.sentences[parse.sentence_of[first]][1])
    while at < limit and (
        parse.tags[at] == "NNP" or (at > first and parse.lowers[at] in _words("name_particles"))
    ):
        if at in covered and not _is_surname(parse, at):
            break
        at += 1
    while at > first and parse.lowers[at - 1] in _words("name_particles"):
        at -= 1
    return at


def _is_surname(parse: Parse, at: int) -> bool:
    name = names().match(parse.words, at)
    return name is not None and name[1].kind in {_K.SURNAME, _K.SHARED_SURNAME}


def _misread(parse: Parse, first: int, last: int, name: Name) -> bool:
    """Whether a phrase of the lexicon is something else here: a verb, a state, a given name."""
    if name.kind is _K.BLOCKED:
        return True
    if name.kind in _GENERIC:
        return not any(parse.tags[token].startswith("NN") for token in range(first, last))
    if last - first > 1:
        return False
    if name.kind in {_K.SURNAME, _K.SHARED_SURNAME}:
        return _after_given_name(parse, first)
    if name.kind not in {_K.COUNTRY, _K.CAPITAL}:
        return False
    return _is_state(parse, first) or _after_given_name(parse, first) or _opens_a_name(parse, first)


def _after_given_name(parse: Parse, at: int) -> bool:
    """Whether ``at`` closes another person's name: "Hunter Biden", "Michael Jordan"."""
    before = at - 1
    return (
        at > 0
        and parse.tags[before] == "NNP"
        and parse.lowers[before] in forenames().given
        and parse.heads[before] == at
    )


def _opens_a_name(parse: Parse, at: int) -> bool:
    """Whether a place is a given name here: "Jordan Smith"."""
    after = at + 1
    return (
        parse.lowers[at] in forenames().given
        and after < len(parse)
        and parse.tags[after] == "NNP"
        and names().match(parse.words, after) is None
    )


def _is_state(parse: Parse, at: int) -> bool:
    words = parse.words
    if words[at] == "Georgia":
        first, last = parse.sentences[parse.sentence_of[at]]
        window = words[max(first, at - 40) : min(last, at + 40)]
        return not any(word in _words("near_georgia") for word in window)
    return at + 2 < len(words) and words[at + 1] == "," and words[at + 2] in _words("states")


def _take(parse: Parse, drafts: list[_Draft], learned: dict[str, Actor], draft: _Draft) -> None:
    """Put the next name beside or together with what stands before it."""
    before = drafts[-1] if drafts else None
    if draft.kind in _GENERIC:
        _take_generic(parse, drafts, draft)
        return
    if draft.kind is _K.SHARED_SURNAME:
        actor = learned.get(parse.words[draft.first]) or _bearer(parse, before, draft)
        if actor is None:
            return
        draft = replace(draft, kind=_K.SURNAME, actor=actor)
    if draft.kind in _PEOPLE:
        if before is not None and before.kind is _K.ROLE and before.last == draft.first:
            drafts.pop()
            draft = _titled(parse, before, draft)
        elif draft.actor.actor is None:
            draft = replace(draft, actor=learned.get(draft.actor.name, draft.actor))
        if draft.kind is _K.PERSON:
            learned[draft.actor.name.split(" ")[-1]] = draft.actor
    elif before is not None and draft.kind in {_K.COUNTRY, _K.ORGANISATION} and _is_of(parse, before, draft):
        drafts[-1] = _owned_by(parse, before, draft)
        return
    elif before is not None and draft.kind is _K.BODY and _is_same_country(parse, before, draft):
        drafts[-1] = replace(draft, first=before.first)
        return
    drafts.append(draft)


def _is_same_country(parse: Parse, before: _Draft, draft: _Draft) -> bool:
    """Whether a country's name only repeats whose body it is: "the US State Department"."""
    if before.kind not in _LANDS or before.actor.actor != draft.actor.actor:
        return False
    gap = parse.lowers[before.last : draft.first]
    return not gap or (len(gap) == 1 and gap[0] in _POSSESSIVE)


def _bearer(parse: Parse, before: _Draft | None, draft: _Draft) -> Actor | None:
    """Who "Secretary Austin" is: the bearer of the name whose office the title fits."""
    if before is None or before.kind is not _K.ROLE or before.last != draft.first:
        return None
    title = parse.lowers[before.last - 1]
    fitting = [
        actor
        for actor in bearers(parse.words[draft.first])
        if actor.role
        and title in actor.role.lower().replace("-", " ").split()
        and before.actor.actor in {None, actor.actor}
    ]
    return fitting[0] if fitting else Actor(None, parse.words[draft.first], ActorKind.PERSON)


def _take_generic(parse: Parse, drafts: list[_Draft], draft: _Draft) -> None:
    """A body, people or a role: with its owner, and a name behind it where one follows."""
    before = drafts[-1] if drafts else None
    if before is not None and _owns(parse, before, draft):
        _share(parse, drafts, draft)
        drafts[-1] = _composed(parse, before, draft)
    else:
        drafts.append(draft)
    if draft.kind is _K.ROLE:
        end = _name_end(parse, draft.last, set()) if draft.last < len(parse) else draft.last
        if end > draft.last and not _named(parse, draft.last, end):
            actor = Actor(None, _text(parse, draft.last, end), ActorKind.PERSON)
            drafts[-1] = _titled(parse, drafts[-1], _Draft(draft.last, end, draft.last, _K.PERSON, actor))


def _named(parse: Parse, first: int, last: int) -> bool:
    """Whether a run of proper nouns holds a name of the lexicon or of a body, so is no new person."""
    if not parse.words[first][0].isupper() or parse.sentence_of[first] != parse.sentence_of[first - 1]:
        return True
    bodies = forenames().bodies | _words("no_names")
    return any(
        names().match(parse.words, at) is not None or parse.lowers[at] in bodies for at in range(first, last)
    )


def _owns(parse: Parse, before: _Draft, draft: _Draft) -> bool:
    gap = range(before.last, draft.first)
    if len(gap) > _LONGEST_GAP or parse.sentence_of[before.first] != parse.sentence_of[draft.first]:
        return False
    possessive = len(gap) > 0 and parse.lowers[gap[0]] in _POSSESSIVE
    rest = gap[1:] if possessive else gap
    if not all(parse.tags[at] in _GAP_TAGS for at in rest):
        return False
    if before.kind in _PEOPLE:
        return possessive and draft.kind is not _K.ROLE
    if before.kind is _K.ROLE:
        return draft.kind is _K.ROLE and not gap
    if before.kind not in _OWNERS:
        return False
    # "The government officials met" but not "in Moscow officials said".
    return possessive or before.kind is not _K.CAPITAL or not rest


def _share(parse: Parse, drafts: list[_Draft], draft: _Draft) -> None:
    """Give "Russian" its part of "Russian and Chinese officials"."""
    owner = drafts[-1]
    if not _is_adjective(owner):
        return
    for at in range(len(drafts) - 2, -1, -1):
        other = drafts[at]
        joined = other.last + 1 == drafts[at + 1].first and parse.lowers[other.last] in {
            "and",
            "or",
            ",",
            "/",
        }
        if not joined or not _is_adjective(other):
            return
        name = f"{_text(parse, other.first, other.last)} {_text(parse, draft.first, draft.last)}"
        actor = replace(draft.actor, actor=other.actor.actor, name=name)
        drafts[at] = replace(other, kind=draft.kind, actor=actor, head=_head(parse, draft.first, draft.last))


def _is_adjective(draft: _Draft) -> bool:
    by_name = draft.actor.actor in {"USA", "GBR", "EU", "NATO", "UN"}
    return draft.kind is _K.DEMONYM or (by_name and draft.kind in {_K.COUNTRY, _K.ORGANISATION})


def _composed(parse: Parse, owner: _Draft, draft: _Draft) -> _Draft:
    sector = draft.actor.sector
    if owner.kind in _OWNERS - _LANDS and owner.actor.sector and draft.kind is not _K.GENERIC_BODY:
        sector = owner.actor.sector
    if owner.kind is _K.ORGANISATION:
        sector = owner.actor.sector
    role = None
    if draft.kind is _K.ROLE:
        role = _text(parse, draft.first if owner.kind in _LANDS else owner.first, draft.last)
        role = f"{owner.actor.role} {draft.actor.name}" if owner.kind is _K.ROLE else role
    name = _text(parse, owner.first, draft.last)
    actor = replace(draft.actor, actor=owner.actor.actor, name=name, sector=sector, role=role)
    return _Draft(owner.first, draft.last, draft.first, draft.kind, actor)


def _titled(parse: Parse, title: _Draft, person: _Draft) -> _Draft:
    """A person with the title before the name, which says the office and may say the country."""
    words = parse.lowers[title.first : title.last]
    mere_address = role_sectors().get(" ".join(words), "") is None
    known = person.actor
    role = title.actor.role if title.core != title.first else _text(parse, title.first, title.last)
    said_before = known.role is not None and role is not None and role.lower() in known.role.lower()
    actor = replace(
        known,
        actor=known.actor or title.actor.actor,
        role=known.role if mere_address or said_before else role,
        sector=known.sector or title.actor.sector,
    )
    return _Draft(title.first, person.last, person.core, _K.PERSON, actor)


def _is_of(parse: Parse, before: _Draft, draft: _Draft) -> bool:
    if before.kind not in _GENERIC or before.actor.actor is not None:
        return False
    gap = tuple(parse.lowers[before.last : draft.first])
    # Troops in a country may be another's; its government is its own.
    return gap in {("of",), ("of", "the")} or (gap == ("in",) and before.actor.name == "government")


def _owned_by(parse: Parse, before: _Draft, owner: _Draft) -> _Draft:
    name = _text(parse, before.first, owner.last)
    role = parse.span(before.first, before.last).text if before.kind is _K.ROLE else None
    actor = replace(before.actor, actor=owner.actor.actor, name=name, role=role)
    return replace(before, last=owner.last, actor=actor, head=_head(parse, before.first, before.last))


def _appositions(parse: Parse, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Give people the office that stands beside their name between commas, and its country."""
    found = list(drafts)
    for at in range(len(found) - 1):
        left, right = found[at], found[at + 1]
        gap = tuple(parse.lowers[left.last : right.first])
        if gap not in {(",",), (",", "the"), (",", "a"), (",", "an")}:
            continue
        if left.kind in _PEOPLE and right.kind is _K.ROLE:
            found[at] = replace(left, actor=_in_office(left.actor, right.actor))
        elif left.kind is _K.ROLE and right.kind in _PEOPLE and left.actor.actor is not None:
            found[at + 1] = replace(right, actor=_in_office(right.actor, left.actor))
    return found


def _in_office(person: Actor, office: Actor) -> Actor:
    if person.actor is not None and office.actor not in {None, person.actor}:
        return person
    return replace(
        person, actor=person.actor or office.actor, role=office.role, sector=person.sector or office.sector
    )


def _stands_alone(draft: _Draft) -> bool:
    """Whether a draft says enough to be a mention; "leaders" of nobody does not."""
    if draft.kind not in _GENERIC or draft.actor.actor is not None or draft.first != draft.core:
        return True
    return draft.kind is not _K.ROLE and draft.actor.name not in owned_words()


def _mention(parse: Parse, draft: _Draft) -> ActorMention:
    head = draft.head if draft.head is not None else _head(parse, draft.core, draft.last)
    return ActorMention(draft.first, draft.last, head, draft.actor, _is_adjectival(parse, draft, head))


def _is_adjectival(parse: Parse, draft: _Draft, head: int) -> bool:
    if draft.kind is _K.DEMONYM:
        return parse.deps[head] not in _FULL_SUBJECT
    if draft.kind in {_K.COUNTRY, _K.ORGANISATION, _K.CAPITAL}:
        # In "sold Romania 32 jets" a number or article behind the name opens another phrase.
        apart = draft.last < len(parse) and parse.tags[draft.last] in {"CD", "DT"}
        modifies = parse.deps[head] in {"compound", "amod", "nmod", "npadvmod"} and parse.heads[head] > head
        return modifies and not apart
    return False


def _head(parse: Parse, first: int, last: int) -> int:
    for token in range(first, last):
        if not first <= parse.heads[token] < last or parse.heads[token] == token:
            return token
    return last - 1


def _text(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.span(first, last).text.split())


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return frozenset(load("readings")[key])
