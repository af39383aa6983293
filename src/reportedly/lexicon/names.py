"""Names of actors: countries and what stands for them, bodies, organisations and people.

The facts stand in ``data/countries.toml``, ``bodies.toml``, ``organisations.toml``,
``people.toml`` and ``people_titles.toml``, each with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from reportedly.lexicon.phrases import Phrase, PhraseTable, load
from reportedly.model import Actor, ActorKind


class NameKind(StrEnum):
    """What sort of name a phrase is, which decides how it may be put together with others."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    BODY = "body"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PERSON = "person"
    SURNAME = "surname"
    SHARED_SURNAME = "shared surname"
    GENERIC_BODY = "generic body"
    GENERIC_PEOPLE = "generic people"
    ROLE = "role"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Name:
    """What a phrase names. Generic words ("ministry", "officials") have an actor without code."""

    kind: NameKind
    actor: Actor


_NOBODY = Name(NameKind.BLOCKED, Actor(None, "", ActorKind.UNNAMED))
_EXTRA_RULES = {"shared", "also", "family_first"}


@lru_cache(maxsize=1)
def names() -> PhraseTable[Name]:
    """Every name and every generic word for a body or a role, to be matched in a text."""
    return PhraseTable(_phrases())


def country(code: str) -> str | None:
    """The name that goes with a code: of a country, an organisation or an armed group."""
    entry = load("countries").get(code) or _organisations().get(code)
    return entry["name"] if entry else None


def alpha2(code: str) -> str | None:
    """The two-letter code of a country, in small letters, by its three-letter one.

    >>> alpha2("IRN")
    'ir'
    """
    found: str | None = load("alpha2").get(code)
    return found


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """The code of whatever actor ``text`` names as a whole: ``RUS`` for "RUS", "russia", "Kremlin".

    Codes of countries and organisations are matched in capitals only.
    """
    if text in load("countries") or text in _organisations():
        return text
    name = names().get(text) or _by_folded_name().get(text.casefold())
    return name.actor.actor if name is not None else None


def person(name: str) -> Actor | None:
    """The public figure of this full name or spelling of it, or None."""
    found = names().get(name)
    known = found is not None and found.kind in {NameKind.PERSON, NameKind.SURNAME}
    return found.actor if found is not None and known else None


@lru_cache(maxsize=1)
def role_sectors() -> dict[str, str | None]:
    """PLOVER sector by role or title in lower case; None for mere forms of address."""
    return {role: sector or None for sector, roles in load("people_titles").items() for role in roles}


def bearers(surname: str) -> tuple[Actor, ...]:
    """The public figures of this family name."""
    return _by_surname().get(surname, ())


@lru_cache(maxsize=1)
def _by_surname() -> dict[str, tuple[Actor, ...]]:
    found: dict[str, tuple[Actor, ...]] = {}
    for phrase in _people():
        if phrase.value.kind in {NameKind.SURNAME, NameKind.SHARED_SURNAME}:
            found[phrase.text] = (*found.get(phrase.text, ()), phrase.value.actor)
    return found


@lru_cache(maxsize=1)
def owned_words() -> frozenset[str]:
    """Generic words that name an actor only beside a country or a body ("leaders", "people")."""
    return frozenset(load("bodies")["owned"]["words"])


def _organisations() -> dict[str, dict[str, Any]]:
    data = load("organisations")
    return {**data["international"], **data["armed"]}


@lru_cache(maxsize=1)
def _by_folded_name() -> dict[str, Name]:
    found: dict[str, Name] = {}
    for phrase in _phrases():
        if phrase.cased and len(phrase.text) > 2:
            found.setdefault(phrase.text.casefold(), phrase.value)
    return found


def _phrases() -> Iterator[Phrase[Name]]:
    data = load("organisations")
    yield from (Phrase(text, _NOBODY) for text in data["blocked"]["names"])
    yield from _countries()
    yield from _named_bodies()
    yield from _organisation_names(data)
    yield from _people()
    yield from _generic_words()


def _countries() -> Iterator[Phrase[Name]]:
    for code, entry in load("countries").items():
        land = Actor(code, entry["name"], ActorKind.COUNTRY)
        for text in (entry["name"], *entry.get("names", ())):
            yield Phrase(text, Name(NameKind.COUNTRY, land))
        for text in entry.get("adjectives", ()):
            yield Phrase(text, Name(NameKind.DEMONYM, land))
        for text in entry.get("people", ()):
            yield Phrase(text, Name(NameKind.PEOPLE, Actor(code, text, ActorKind.COUNTRY)))
        for kind, key in ((NameKind.CAPITAL, "capitals"), (NameKind.SEAT, "seats")):
            for text in entry.get(key, ()):
                yield Phrase(text, Name(kind, Actor(code, text, ActorKind.GOVERNMENT, sector="GOV")))


def _named_bodies() -> Iterator[Phrase[Name]]:
    for code, sectors in load("bodies")["named"].items():
        for sector, texts in sectors.items():
            kind = ActorKind.ORGANISATION if sector == "BUS" else ActorKind.GOVERNMENT
            for text in texts:
                yield Phrase(text, Name(NameKind.BODY, Actor(code, text, kind, sector=sector)))


def _organisation_names(data: dict[str, Any]) -> Iterator[Phrase[Name]]:
    for group, sector in (("international", "IGO"), ("armed", "REB")):
        for code, entry in data[group].items():
            for text in (entry["name"], *entry["names"]):
                actor = Actor(code, text, ActorKind.ORGANISATION, sector=sector)
                yield Phrase(text, Name(NameKind.ORGANISATION, actor))
            for text in entry.get("adjectives", ()):
                actor = Actor(code, entry["name"], ActorKind.ORGANISATION, sector=sector)
                yield Phrase(text, Name(NameKind.DEMONYM, actor))
    for text in data["uncoded"]["names"]:
        bare = text.removeprefix("the ")
        yield Phrase(text, Name(NameKind.ORGANISATION, Actor(None, bare, ActorKind.ORGANISATION)))
    for text in data["uncoded"]["adjectives"]:
        yield Phrase(text, Name(NameKind.DEMONYM, Actor(None, text, ActorKind.ORGANISATION)))
    for code, texts in data["companies"].items():
        for text in texts:
            actor = Actor(code, text, ActorKind.ORGANISATION, sector="BUS")
            yield Phrase(text, Name(NameKind.ORGANISATION, actor))
    for texts in data["outlets"].values():
        for text in texts:
            yield Phrase(text, Name(NameKind.OUTLET, Actor(None, text, ActorKind.OUTLET, sector="MED")))


def _people() -> Iterator[Phrase[Name]]:
    data = load("people")
    shared = frozenset(data["shared"]["names"])
    family_first = frozenset(data["family_first"]["codes"])
    for code, offices in data.items():
        if code in _EXTRA_RULES:
            continue
        for office, people in offices.items():
            for full in people:
                actor = Actor(code, full, ActorKind.PERSON, role=office, sector=_sector(code, office))
                for text in _spellings(full, *data["also"].get(full, ())):
                    yield Phrase(text, Name(NameKind.PERSON if " " in text else NameKind.SURNAME, actor))
                parts = full.split(" ")
                surname = parts[0] if code in family_first else parts[-1]
                kind = NameKind.SHARED_SURNAME if surname in shared else NameKind.SURNAME
                yield Phrase(surname, Name(kind, actor))


def _spellings(*forms: str) -> Iterator[str]:
    """Each form, and with the Arabic article in a capital where it holds one."""
    for form in forms:
        yield form
        if " al-" in form or " el-" in form:
            yield form.replace(" al-", " Al-").replace(" el-", " El-")


def _sector(code: str, office: str) -> str:
    data = load("organisations")
    if code in data["international"]:
        return "IGO"
    if code in data["armed"]:
        return "REB"
    office = office.lower()
    known = role_sectors().get(office)
    if known:
        return known
    return (
        "MIL" if any(word in office for word in ("commander", "general staff", "chiefs of staff")) else "GOV"
    )


def _generic_words() -> Iterator[Phrase[Name]]:
    generic = load("bodies")["generic"]
    for sector, texts in generic["body"].items():
        kind = ActorKind.ORGANISATION if sector in {"BUS", "MED", "REB"} else ActorKind.GOVERNMENT
        for text in texts:
            actor = Actor(None, text, kind, sector=sector)
            yield Phrase(text, Name(NameKind.GENERIC_BODY, actor), cased=False)
    for sector, texts in generic["people"].items():
        for text in texts:
            actor = Actor(None, text, ActorKind.UNNAMED, sector=sector or None)
            yield Phrase(text, Name(NameKind.GENERIC_PEOPLE, actor), cased=False)
    for text, known in role_sectors().items():
        actor = Actor(None, text, ActorKind.UNNAMED, role=text, sector=known)
        yield Phrase(text, Name(NameKind.ROLE, actor), cased=False)
