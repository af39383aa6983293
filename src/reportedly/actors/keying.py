"""Which key an actor's mention has: a function of the mention and its article alone."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.actormodel import IdentityKind, Key
from reportedly.actors.personal import PersonName, person_name, without_titles
from reportedly.actors.spelling import folded
from reportedly.lexicon.names import Name, NameKind, bearers, country, names, person
from reportedly.lexicon.offices import body_named
from reportedly.lexicon.outlets import by_name, outlet_of
from reportedly.lexicon.phrases import load
from reportedly.model import Actor, ActorKind, content_id

_PEOPLE = frozenset({NameKind.PERSON, NameKind.SURNAME, NameKind.SHARED_SURNAME})
_BODIES = frozenset({NameKind.BODY, NameKind.ORGANISATION})
_WE, _PRONOUNS, _STATE = (frozenset(load("references")[name].split()) for name in ("we", "pronouns", "state"))
_DOMAIN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


def key_of(actor: Actor, article: str) -> Key | None:
    """The key of a mention, or ``None`` where it names nobody ("you")."""
    key = _key(actor)
    local = key is not None and (key.kind is IdentityKind.UNNAMED or is_lone(key))
    return Key(key.kind, key.block, key.form, key.code, article) if key is not None and local else key


@lru_cache(maxsize=65536)
def mention_id(key: Key) -> str:
    """The id of the mention that has this key."""
    return content_id(key.kind.value, key.block, key.form, key.code, key.article)


def is_pronoun(name: str) -> bool:
    """Whether a mention is a pronoun, which is no alias of anybody."""
    return name.casefold() in _PRONOUNS | _WE


def is_lone(key: Key) -> bool:
    """Whether a person's key has one name only, which says who it is in its article alone."""
    return key.kind is IdentityKind.PERSON and " " not in key.form and public_figure(key) is None


def is_initial(key: Key) -> bool:
    """Whether a person's first given name is an initial only."""
    return len(name_of(key).form.split(" ")[0]) == 1


def name_of(key: Key) -> PersonName:
    """The name in a person's key."""
    *given, family = key.form.split(" ")
    return PersonName(tuple(given), family)


@lru_cache(maxsize=65536)
def public_figure(key: Key) -> Actor | None:
    """The public figure whom the lexicon knows by the name of this key."""
    figure = _figures().get(key.form) if key.kind is IdentityKind.PERSON else None
    return figure if figure is not None and may_be_of(figure.actor, key.code) else None


def may_be_of(one: str | None, other: str | None) -> bool:
    """Whether one person can have both codes: an office in an organisation says nothing of the country."""
    return one == other or not _is_country(one) or not _is_country(other)


@lru_cache(maxsize=65536)
def _key(actor: Actor) -> Key | None:
    name = " ".join(actor.name.split()).removeprefix("the ").removeprefix("The ")
    word = name.casefold()
    if not word or is_pronoun(word):
        return _pronoun(word, actor)
    known = names().get(name)
    if actor.kind is ActorKind.OUTLET or (known and known.kind is NameKind.OUTLET):
        return _outlet(name, actor.actor)
    named = known is not None and known.kind in _PEOPLE and actor.kind is not ActorKind.UNNAMED
    if actor.kind is ActorKind.PERSON or named:
        return _person(name, actor)
    if actor.kind in {ActorKind.UNNAMED, ActorKind.REPORTER}:
        return Key(IdentityKind.UNNAMED, folded(name), folded(name), actor.actor)
    return _power(name, actor, known)


def _pronoun(word: str, actor: Actor) -> Key | None:
    """Read "we" as the country spoken for; any other pronoun names nobody, and is somebody of theirs."""
    if actor.actor is None:
        return None
    if word in _WE:
        return _of_code(actor.actor)
    return Key(IdentityKind.UNNAMED, "", "", actor.actor)


def _of_code(code: str) -> Key:
    return Key(IdentityKind.COUNTRY if _is_country(code) else IdentityKind.BODY, code, code, code)


def _is_country(code: str | None) -> bool:
    return code in load("countries")


def _outlet(name: str, code: str | None) -> Key:
    found = by_name(name) or (outlet_of(name) if _DOMAIN.fullmatch(name) else None)
    form = folded(found.name if found else name).removeprefix("the ").removeprefix("www ")
    return Key(IdentityKind.OUTLET, form, form, found.actor if found else code)


def _person(name: str, actor: Actor) -> Key | None:
    figure = _figure(name, actor)
    full = figure.name if figure else name
    parsed = person_name(full, figure.actor if figure else actor.actor)
    if not parsed.family:
        return None
    code = actor.actor or (figure.actor if figure else None)
    return Key(IdentityKind.PERSON, parsed.block, parsed.form, code)


def _figure(name: str, actor: Actor) -> Actor | None:
    """The public figure of a full name, of an unmistakable surname, or of a surname and their office."""
    bare = without_titles(name)
    figure = person(name) or person(bare)
    if figure is None:
        role = folded(actor.role or "")
        fitting = [one for one in bearers(bare) if role and folded(one.role or "") == role]
        figure = fitting[0] if len(fitting) == 1 else None
    return figure if figure is not None and may_be_of(figure.actor, actor.actor) else None


@lru_cache(maxsize=1)
def _figures() -> dict[str, Actor]:
    people = [entry for entry in load("people").items() if entry[0] not in {"shared", "also", "family_first"}]
    every = [name for _, offices in people for holders in offices.values() for name in holders]
    known = [figure for name in every if (figure := person(name)) is not None]
    return {person_name(figure.name, figure.actor).form: figure for figure in known}


def _power(name: str, actor: Actor, known: Name | None) -> Key:
    """A country, one of its bodies, an organisation; a group that no country is named for is unnamed."""
    code = actor.actor or (known.actor.actor if known and known.kind not in _PEOPLE else None)
    if code is None:
        unnamed = actor.kind is not ActorKind.ORGANISATION
        kind = IdentityKind.UNNAMED if unnamed else IdentityKind.BODY
        return Key(kind, folded(name), folded(name))
    last = folded(name).split()[-1:] or [""]
    apart = actor.kind is ActorKind.ORGANISATION and known is None
    apart = apart or (known is not None and known.kind in _BODIES)
    if last[0] in _STATE or not _is_country(code) or not apart:
        return _of_code(code)
    form = folded(body_named(name))
    return Key(IdentityKind.BODY, form, form, code)


def shown_name(key: Key) -> str | None:
    """The usual name of a country or organisation, a public figure or an outlet; else ``None``."""
    if key.form == key.code and key.code is not None:
        return country(key.code)
    figure = public_figure(key)
    if figure is not None:
        return figure.name
    outlet = by_name(key.form) if key.kind is IdentityKind.OUTLET else None
    return outlet.name if outlet else None


@lru_cache(maxsize=65536)
def called(key: Key, name: str) -> frozenset[str]:
    """What somebody who is mentioned by a name may be shown as, folded: the name, or the usual one."""
    shown = (name, body_named(name), shown_name(key) or "", key.code if key.form == key.code else "")
    return frozenset(folded(one) for one in shown if one)
