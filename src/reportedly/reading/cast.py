"""Who has spoken so far in an article: names remembered in full, and whom a pronoun may mean."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace

from reportedly.lexicon.forenames import is_given_name
from reportedly.model import Actor, ActorKind
from reportedly.reading.naming import Naming

# How many speakers back a pronoun or an office may reach.
_MEMORY = 50
_PEOPLE = frozenset({ActorKind.PERSON})
_BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.OUTLET})


@dataclass(slots=True)
class Cast:
    """Everybody named so far, by surname, and the speakers in order, the last one last."""

    people: dict[str, Actor] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    speakers: deque[tuple[Actor, bool]] = field(default_factory=lambda: deque(maxlen=_MEMORY))

    def name(self, naming: Naming, known: Actor | None) -> Actor:
        """The person that a naming means, with what was said of them before and now.

        ``known`` is who the lexicon takes the name for. A full name or an office adds to what is
        remembered; a surname alone means whoever bore it last, a given name alone the one person of
        that name.
        """
        full = " ".join(naming.words)
        if naming.words == (naming.surname,) and is_given_name(full):
            called = {one.name: one for one in self.people.values() if one.name.startswith(f"{full} ")}
            if len(called) == 1:
                return next(iter(called.values()))
        before = self.people.get(naming.surname)
        if before is not None and not _may_be_one(before.name, full):
            before = None
        actor = before or known or Actor(actor=None, name="", kind=ActorKind.PERSON)
        group = naming.affiliation or known
        actor = replace(
            actor,
            name=full if len(full) > len(actor.name) else actor.name,
            role=max((actor.role or "", naming.role or "", (known and known.role) or ""), key=len) or None,
            actor=actor.actor or (group.actor if group else None),
            sector=actor.sector or _sector(group, naming.role),
        )
        self.people[naming.surname] = actor
        if naming.pronoun is not None:
            self.pronouns[actor.name] = naming.pronoun
        return actor

    def spoke(self, actor: Actor, *, plural: bool) -> None:
        """Remember a speaker, for the pronouns to come."""
        self.speakers.append((actor, plural))

    def meant_by(self, pronoun: str, subject: Actor | None, others: tuple[Actor, ...] = ()) -> Actor | None:
        """Whom a pronoun means: a fitting subject of the same sentence, else the last fitting speaker.

        ``others`` are meant in no case: who says "he" does not speak of himself.
        """
        if subject is not None and subject not in others and self._fits(pronoun, subject, plural=False):
            return subject
        for actor, plural in reversed(self.speakers):
            if actor not in others and self._fits(pronoun, actor, plural=plural):
                return actor
        return None

    def holder_of(self, office: str) -> Actor | None:
        """The last named speaker with that office: "the spokesman", "the vice president"."""
        for actor, _ in reversed(self.speakers):
            role = f" {actor.role} ".lower()
            vice = "vice president" in role and "vice president" not in office
            if actor.kind is ActorKind.PERSON and f" {office} " in role and not vice:
                return actor
        return None

    def _fits(self, pronoun: str, actor: Actor, *, plural: bool) -> bool:
        if pronoun in {"he", "she"}:
            return not plural and actor.kind in _PEOPLE and self.pronouns.get(actor.name, pronoun) == pronoun
        if pronoun == "they":
            return plural or actor.kind in _BODIES
        return not plural and actor.kind in _BODIES


def _may_be_one(one: str, two: str) -> bool:
    """Whether two names may be one person's: the shorter ends the longer."""
    short, long = sorted((one.replace("’", "'").lower(), two.replace("’", "'").lower()), key=len)
    return long == short or long.endswith(" " + short)


def _sector(group: Actor | None, role: str | None) -> str | None:
    if group is not None and group.sector:
        return group.sector
    return "GOV" if group is not None and group.actor and role else None
