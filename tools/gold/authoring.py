"""What annotators write, a line an attribution or event, to and from the JSON form.

a1 s3 | source | cue | content | i <a0 @USA/GOV
e1 s3 | trigger | a1 AID/military transfer planned >prepared +2 | supplier=Iran@IRN | item=drones@uav
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.gold import forms
from tools.gold.forms import Attribution, Document, Event, Gold, Item, Participant, Place
from tools.gold.spans import Sentences, SpanError, find, find_all, sentences

_UNSEEN = "unobserved"
_HEAD = re.compile(r"([ae]\d+)\s+s(\d+)(?:-s?(\d+))?$")
_SECTORS = frozenset(
    re.split(" ", "GOV MIL COP JUD LEG OPP PTY REB IGO NGO MED BUS CVL EDU HLH LAB REL REF SPY UNK")
)


@dataclass(slots=True)
class Reading:
    """What one file says, and every error as ``file:line: what``."""

    path: Path
    split: Sentences
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def gold(self, document: Document) -> Gold:
        """The document with what was read."""
        fields = {name: getattr(document, name) for name in Document.__dataclass_fields__}
        return Gold(**fields, attributions=tuple(self.attributions), events=tuple(self.events))


def read_file(path: Path) -> tuple[Document | None, Reading]:
    """The document that the number in the file's name points to, and what the file says of it."""
    number = re.match(r"\d+", path.name)
    document = forms.documents().get(int(number[0])) if number else None
    reading = Reading(path, sentences(document.text if document else ""))
    if document is None:
        reading.errors.append(f"{path}:1: the file's name does not begin with a document's number")
        return None, reading
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                _line(reading, [part.strip() for part in line.split("|")])
            except SpanError as problem:
                reading.errors.append(f"{path}:{at}: {problem}")
    _check_links(reading)
    return document, reading


def _line(reading: Reading, parts: list[str]) -> None:
    head = _HEAD.match(parts[0])
    if head is None:
        raise SpanError(f"a line begins with an id and sentences, as in 'a1 s3 |', not {parts[0]!r}")
    default = int(head[2]), int(head[3] or head[2])
    known = {one.id for one in reading.attributions} | {one.id for one in reading.events}
    if head[1] in known:
        raise SpanError(f"{head[1]} stands twice")
    if head[1].startswith("a"):
        reading.attributions.append(_attribution(reading.split, head[1], default, parts))
    else:
        reading.events.append(_event(reading.split, head[1], default, parts))


def _attribution(split: Sentences, name: str, default: Place, parts: list[str]) -> Attribution:
    if len(parts) != 5:
        raise SpanError("an attribution is 'id sN | source | cue | content | mode <parent @ACTOR/SECTOR'")
    source, cue, content = (find_all(split, part, default) for part in parts[1:4])
    if not content:
        raise SpanError("no content")
    mode = None
    values: dict[str, Any] = dict.fromkeys(("parent", "actor", "sector"))
    for token in parts[4].split():
        if token in forms.MODES:
            mode = forms.MODES[token]
        elif token.startswith("<a"):
            values["parent"] = token[1:]
        elif token.startswith("@"):
            values["actor"], values["sector"] = _actor(token[1:])
        else:
            raise SpanError(f"unknown {token!r} in an attribution (d, i, m, <parent, @ACTOR/SECTOR)")
    if mode is None:
        raise SpanError("no mode: d, i or m")
    return Attribution(name, source, cue, content, mode, **values)


def _actor(written: str) -> tuple[str | None, str | None]:
    actor, _, sector = written.partition("/")
    if actor and not re.fullmatch(r"[A-Z]{2,6}", actor):
        raise SpanError(f"unknown actor {actor!r} (ISO3, or EU, UN, NATO ...)")
    if sector and sector not in _SECTORS:
        raise SpanError(f"unknown sector {sector!r} ({' '.join(sorted(_SECTORS))})")
    return actor or None, sector or None


def _event(split: Sentences, name: str, default: Place, parts: list[str]) -> Event:
    if len(parts) < 3:
        raise SpanError("an event is 'id sN | trigger | values | role=words@ACTOR | item=words@class'")
    trigger = find(split, parts[1], default)
    values = _values(parts[2])
    participants, item = [], None
    for part in parts[3:]:
        role, equals, rest = part.partition("=")
        words, at, code = rest.rpartition("@") if "@" in rest else (rest, "", "")
        if not equals or role not in {*forms.ROLES, "item"}:
            raise SpanError(f"unknown role {role!r} ({', '.join(sorted(forms.ROLES))}, item)")
        place = find(split, words.strip(), default)
        if role != "item":
            participants.append(Participant(role, place, _actor(code)[0] if at else None))
        elif code not in forms.item_classes():
            raise SpanError(f"unknown item class {code!r} ({', '.join(sorted(forms.item_classes()))})")
        else:
            item = Item(code, place)
    return Event(name, trigger, participants=tuple(participants), item=item, **values)


def _values(written: str) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(("type", "mode", "frame", "under", "stage"))
    for token in written.split():
        values |= _value(token)
    if missing := [name for name in ("status", "factuality") if name not in values]:
        raise SpanError(f"no {' and no '.join(missing)}")
    if values["type"] is None and values["frame"] is None:
        raise SpanError("neither a type nor a frame")
    values.setdefault("observed", values["status"] != "not observed")
    return values


def _value(token: str) -> dict[str, Any]:
    tables = (("status", forms.STATUSES.get(token)), ("frame", token if token in forms.FRAMES else None))
    for name, value in (*tables, ("stage", forms.STAGES.get(token[1:]) if token[0] == ">" else None)):
        if value is not None:
            return {name: value}
    if re.fullmatch(r"a\d+", token):
        return {"under": token}
    if re.fullmatch(r"[+-]?[0-3](?:\.\d+)?", token) and abs(float(token)) <= 3:
        return {"factuality": float(token)}
    return {"observed": False} if token == _UNSEEN else _type(token)


def _type(token: str) -> dict[str, Any]:
    root, slash, mode = token.partition("/")
    if root in forms.types() and (not slash or mode in forms.types()[root]):
        return {"type": root, "mode": mode or None}
    modes = f" (modes of {root}: {', '.join(sorted(forms.types()[root]))})" if root in forms.types() else ""
    raise SpanError(f"unknown value {token!r}{modes}")


def _check_links(reading: Reading) -> None:
    parents = {one.id: one.parent for one in reading.attributions}
    links = [*parents.items(), *((event.id, event.under) for event in reading.events)]
    for name, link in links:
        if link is not None and link not in parents:
            reading.errors.append(f"{reading.path}:1: {name} refers to {link}, which is not there")
    for name, parent in parents.items():
        seen, at = {name}, parent
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at in seen:
            reading.errors.append(f"{reading.path}:1: {name} is its own parent")


def write_attribution(split: Sentences, one: Attribution) -> str:
    """The line that an annotator could have written."""
    first, last = _reach(split, (*one.source, *one.cue, *one.content))
    spans = " | ".join(_words(split, places, first, last) for places in (one.source, one.cue, one.content))
    actor = f" @{one.actor or ''}{'/' + one.sector if one.sector else ''}" if one.actor or one.sector else ""
    parent = f" <{one.parent}" if one.parent else ""
    return f"{one.id} {_head(first, last)} | {spans} | {one.mode[0]}{parent}{actor}"


def write_event(split: Sentences, one: Event) -> str:
    """The line that an annotator could have written."""
    places = [one.trigger, *(role.span for role in one.participants), *([one.item.span] if one.item else [])]
    first, last = _reach(split, places)
    kind = one.type and f"{one.type}/{one.mode}" if one.mode else one.type
    stage = one.stage and ">" + one.stage.replace(" ", "-")
    status = one.status.replace(" ", "-")
    hidden = _UNSEEN if not one.observed and one.status != "not observed" else None
    tokens = (one.under, kind, one.frame, status, stage, f"{one.factuality:+g}", hidden)
    parts = [f"{one.id} {_head(first, last)}", _words(split, [one.trigger], first, last)]
    parts.append(" ".join(token for token in tokens if token))
    for role in one.participants:
        code = f"@{role.actor}" if role.actor else ""
        parts.append(f"{role.role}={_words(split, [role.span], first, last)}{code}")
    if one.item:
        parts.append(f"item={_words(split, [one.item.span], first, last)}@{one.item.cls}")
    return " | ".join(parts)


def _head(first: int, last: int) -> str:
    return f"s{first}" if first == last else f"s{first}-s{last}"


def _reach(split: Sentences, places: Iterable[Place]) -> Place:
    numbers = [split.number(at) for start, end in places for at in (start, end - 1)]
    return min(numbers), max(numbers)


def _words(split: Sentences, places: Iterable[Place], first: int, last: int) -> str:
    return " + ".join(_quote(split, place, (first, last)) for place in places) or "-"


def _quote(split: Sentences, place: Place, default: Place) -> str:
    words = " ".join(split.text[place[0] : place[1]].split())
    for nth in ("", *(f" #{n}" for n in range(1, 20))):
        try:
            if find(split, words + nth, default) == place:
                return words + nth
        except SpanError:
            continue
    return words
