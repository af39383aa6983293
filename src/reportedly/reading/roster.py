"""Who the labels of a transcript are: a full name, an office, and the country that they speak for.

A label gives a surname with a form of address or an office ("MR. KIRBY", "PRIME MINISTER MODI"),
an office alone ("THE PRESIDENT"), or no name at all ("MODERATOR"). The article's title and the way
in which its text introduces people say the rest. People whom nothing there places speak for the
body whose site has the transcript only if they hold an office or take part in a briefing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reportedly.lexicon.outlets import by_name, outlet_of
from reportedly.lexicon.titles import titles
from reportedly.model import Actor, ActorKind, Article
from reportedly.reading.affiliation import country_of, country_within, person_of, spokesperson_of
from reportedly.reading.introductions import Person, introductions
from reportedly.reading.turns import Label, is_question

_ASIDE = re.compile(r"\s*[(\[].*$|\s*#?\d+$")
_BRIEFING = re.compile(
    r"\b(?:(?:press|media|daily|department) (?:briefing|gaggle|call|conference|availability)"
    r"|background|gaggle|on-the-record|news conference|briefing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Title:
    """A label taken apart: ``office`` in lower case ("prime minister"), ``surname`` as the label has it."""

    office: str
    surname: str
    courtesy: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """Who is known from the article, whom the site speaks for, and whether this is a briefing."""

    known: Mapping[str, Person]
    site: str | None
    briefing: bool


def speakers(article: Article, labels: Iterable[Label]) -> dict[str, Actor]:
    """The speaker behind each label's name."""
    names = list(dict.fromkeys(label.name for label in labels))
    parts = {name: _taken_apart(name) for name in names}
    holders = _holders(article, [part.office for part in parts.values() if not part.surname])
    parts = {name: _with_holder(part, holders) for name, part in parts.items()}
    parts = _by_family(parts)
    offices = {part.surname.casefold(): part.office for part in parts.values() if part.surname}
    setting = _Setting(
        known=introductions(article.title or "", article.text, offices),
        site=_site(article),
        briefing=bool(_BRIEFING.search(article.title or "")),
    )
    return {name: _speaker(name, parts[name], setting) for name in names}


def _by_family(parts: Mapping[str, _Title]) -> dict[str, _Title]:
    """Take a full name for the surname alone where another label has that: one person, one mention."""
    surnames = {part.surname.casefold() for part in parts.values()}
    found = {}
    for name, part in parts.items():
        *given, family = part.surname.split() or [""]
        found[name] = replace(part, surname=family) if given and family.casefold() in surnames else part
    return found


def _site(article: Article) -> str | None:
    """Whom the site speaks for."""
    outlet = (outlet_of(article.url) if article.url else None) or by_name(article.outlet or "")
    return outlet.actor if outlet else None


def _taken_apart(name: str) -> _Title:
    words = _ASIDE.sub("", name.partition(",")[0]).split()
    book = titles()
    office: list[str] = []
    courtesy = False
    while words:
        bare = words[0].casefold().replace(".", "")
        if bare in book.address and len(words) > 1:
            courtesy = True
        elif bare not in book.words_of_offices | book.joining | book.anonymous:
            break
        else:
            office.append(bare)
        words = words[1:]
    return _Title(" ".join(office), " ".join(words), courtesy)


def _holders(article: Article, offices: Iterable[str]) -> dict[str, str]:
    """For offices that a label names alone ("THE PRESIDENT"), the surname that most often follows."""
    found = {}
    for office in dict.fromkeys(offices):
        bare = office.removeprefix("the ")
        if bare in titles().alone and (surname := _follows(article, bare)):
            found[office] = surname
    return found


def _follows(article: Article, office: str) -> str | None:
    spelled = r"\s+".join(map(re.escape, office.title().split()))
    pattern = re.compile(
        rf"(?<!Vice )(?<!Vice\n){spelled}\s+(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s+[A-Z]\.)?(?:\s+[A-ZÀ-Þ][\w’'-]+)?)"
    )
    for source in (article.title or "", article.text):
        counts = Counter(_family(match["name"]) for match in pattern.finditer(source))
        if counts:
            return counts.most_common(1)[0][0]
    return None


def _family(name: str) -> str:
    """The surname of a name as far as the gazetteer knows it, else the name's first word."""
    words = name.split()
    return words[-1] if len(words) > 1 and person_of(name) else words[0]


def _with_holder(part: _Title, holders: Mapping[str, str]) -> _Title:
    if part.surname or part.office not in holders:
        return part
    return _Title(part.office, holders[part.office], part.courtesy)


def _speaker(name: str, part: _Title, setting: _Setting) -> Actor:
    bare = " ".join(_ASIDE.sub("", name).casefold().replace(".", "").split())
    if is_question(bare) or by_name(name.partition(", ")[2]):
        return Actor(None, "reporter", ActorKind.REPORTER)
    if not part.surname or part.surname.casefold() in titles().anonymous or _is_unnamed(bare):
        return _unnamed(name, bare, setting.site)
    person = setting.known.get(part.surname.casefold()) or Person(_spelled(part.surname), None, None, False)
    if setting.briefing and setting.site and part.courtesy and not person.named:
        holder = spokesperson_of(setting.site, part.surname)
        person = Person(holder.name, holder.role, None, True) if holder else person
    return _named(part, person, setting)


def _is_unnamed(bare: str) -> bool:
    words = bare.split()
    return words[0] == "senior" or words[-1] in titles().anonymous - titles().heads or words[-1] == "official"


def _unnamed(name: str, bare: str, site: str | None) -> Actor:
    words = bare.split()
    country = country_within(name.title())
    outside = any(word in titles().outsiders for word in words)
    actor = country or (None if outside else site)
    sector = "GOV" if actor and not outside else None
    return Actor(actor, _ASIDE.sub("", name).title(), ActorKind.UNNAMED, bare.removeprefix("the "), sector)


def _named(part: _Title, person: Person, setting: _Setting) -> Actor:
    office = part.office.removeprefix("the ")
    holder = person_of(part.surname, office) if office else None
    full = holder or person_of(person.name)
    named_by_office = full is not None and office == (full.role or "").casefold()
    role = (
        (office.title() if holder else None) or person.role or office.title() or (full.role if full else None)
    )
    name = full.name if full and (named_by_office or not person.named) else person.name
    actor = _actor(part, person, role, full)
    if actor is None and full is None and _speaks_for_site(part, role, setting):
        actor = setting.site
    return Actor(actor, name, ActorKind.PERSON, role, _sector(part, role, actor))


def _actor(part: _Title, person: Person, role: str | None, full: Actor | None) -> str | None:
    """The country or body that the office, the words after the name, or the gazetteer give."""
    local = not titles().local.isdisjoint((role or "").casefold().split())
    if role and not local and (country := country_within(role)):
        return country
    if person.place and not local and not part.courtesy and (country := country_of(person.place)):
        return country
    return full.actor if full else None


def _speaks_for_site(part: _Title, role: str | None, setting: _Setting) -> bool:
    if part.office in titles().heads_of_government:
        return False
    public = not titles().public.isdisjoint((role or "").casefold().split())
    return setting.briefing or public or bool(part.office and not part.courtesy)


def _sector(part: _Title, role: str | None, actor: str | None) -> str | None:
    book = titles()
    first = (part.office or (role or "").casefold()).split()[:1]
    if first and first[0] in book.ranks:
        return "MIL"
    if first and first[0] in book.legislators:
        return "LEG"
    return "GOV" if role and actor else None


def _spelled(name: str) -> str:
    """A name in capitals as it is written in running text: "MCGURK" is "McGurk"."""
    if not name.isupper() and not name.islower():
        return name
    book = titles()
    small = book.particles | book.joining
    spelled = " ".join(w if (w := word.casefold()) in small else word.title() for word in name.split())
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", spelled)
