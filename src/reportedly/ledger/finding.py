"""Reading a ledger in SQLite: each question one statement of ``sql/find.sql``."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import apsw
import msgspec

from reportedly.actormodel import Naming, Told
from reportedly.errors import UsageError
from reportedly.jsonform import decode
from reportedly.ledger.compact import unpacked
from reportedly.ledger.days import NEVER, day, days_of, moment, moment_of, number_of
from reportedly.ledger.entries import (
    Change,
    ChangeKind,
    Counts,
    Filter,
    Judgement,
    Outlet,
    PlacedClaim,
    Placement,
    Posting,
    Proposition,
    ReadArticle,
    RecordedArticle,
    RecordedClaim,
    RecordedJudgement,
    RecordedWatch,
    WatchEntry,
)
from reportedly.ledger.statements import SQL, numbers, rows, value
from reportedly.model import Article, Attribution, Claim, Passage

_NEWEST = 2**62
_FEW = 1_000  # postings of an outlet whose claims are put in order, not passed over
_PIECE = re.compile(r'"([^"]*)"|([^\s\0]+)')
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Known:
    """What had been recorded at a moment: the last recording and the last reading, by number."""

    recording: int = _NEWEST
    reading: int = _NEWEST

    @property
    def bounds(self) -> dict[str, object]:
        """As the statements name them."""
        return {"recording": self.recording, "reading": self.reading}


def known(db: apsw.Connection, known_by: datetime | None) -> Known:
    """What was known at a moment; everything without one."""
    if known_by is None:
        return Known()
    recording = value(db, "recording_known", at=moment_of(known_by))
    return Known(recording, value(db, "reading_known", recording=recording))


def find_article(db: apsw.Connection, identity: str, at: Known) -> RecordedArticle | None:
    """The article version with an id."""
    row = next(rows(db, "find_article", id=identity, recording=at.recording), None)
    return _article(*row) if row else None


def find_versions(db: apsw.Connection, url: str, at: Known) -> tuple[RecordedArticle, ...]:
    """The versions at a URL."""
    found = rows(db, "find_versions", url=url, recording=at.recording)
    return tuple(_article(*row) for row in found)


def find_postings(db: apsw.Connection, article: str, at: Known) -> tuple[Posting, ...]:
    """Every posting of an article's story."""
    found = rows(db, "find_postings", id=article, recording=at.recording)
    return tuple(
        Posting(told, external_id, url, outlet, published, moment(recorded))
        for told, external_id, url, outlet, published, recorded in found
    )


def find_reading(db: apsw.Connection, article: str, at: Known) -> ReadArticle | None:
    """The newest reading of an article version, whole."""
    row = next(rows(db, "find_reading", id=article, reading=at.reading), None)
    if row is None:
        return None
    number, reader, form = row
    told = decode(Article, form)
    layers: dict[type, tuple[Any, ...]] = {
        kind: tuple(unpacked(kind, form, told.text) for (form,) in rows(db, statement, reading=number))
        for kind, statement in _LAYERS.items()
    }
    claims = rows(db, "claims_of_reading", reading=number)
    return ReadArticle(
        article=told,
        reader=reader,
        passages=layers[Passage],
        attributions=layers[Attribution],
        claims=tuple(decode(Claim, form) for _, form in claims),
    )


_LAYERS: dict[type, str] = {Passage: "passages_of_reading", Attribution: "attributions_of_reading"}


def find_claim(db: apsw.Connection, identity: str, at: Known) -> RecordedClaim | None:
    """The claim with an id."""
    row = next(rows(db, "find_claim", id=identity, reading=at.reading), None)
    return claim_of(*row) if row else None


def find_claims(
    db: apsw.Connection, wanted: Filter, at: Known, after: RecordedClaim | None, limit: int
) -> tuple[RecordedClaim, ...]:
    """A page of the claims wanted; ids, an actor or an outlet that few claims have lead to them."""
    actors = sorted(wanted.actors, key=lambda actor: (_frequency(db, actor), actor))
    source, order = _source(db, wanted, actors)
    conditions = [*_conditions(wanted), *(("with_actor", actor) for actor in actors[1:])]
    if actors and source != "from_actor":
        conditions.append(("with_actor", actors[0]))
    values: dict[str, object] = {**at.bounds, "limit": limit, "actor": actors[0] if actors else None}
    values |= {"outlet": wanted.outlet, "ids": apsw.carray(tuple(sorted(wanted.ids)) or ("",))}
    values |= {"after_day": _first_day(after), "after_seq": after.seq if after else 0}
    clauses = [SQL[source]]
    for number, (name, admitted) in enumerate(conditions):
        clauses.append(_numbered(SQL[name], name, number))
        values[f"{name}_{number}"] = admitted
    found: Any = db.execute(" AND ".join((*clauses, SQL["once"])) + " " + SQL[order], values)
    return tuple(claim_of(*row) for row in found)


def _source(db: apsw.Connection, wanted: Filter, actors: Sequence[str]) -> tuple[str, str]:
    """What to go through, and in what order it comes."""
    if wanted.ids:
        return "from_ids", "order_by_said"
    if wanted.outlet and value(db, "outlet_frequency", outlet=wanted.outlet, most=_FEW) < _FEW:
        return "from_outlet", "order_by_said"
    return ("from_actor", "order_by_actor") if actors else ("from_claims", "order_by_said")


def find_namings(db: apsw.Connection, at: Known, stories: Collection[int] | None) -> tuple[Told, ...]:
    """Whom claims name, all or those of some stories; the rest of their forms is not looked at."""
    if stories is None:
        found = rows(db, "namings", reading=at.reading)
    else:
        found = rows(db, "namings_in", reading=at.reading, roots=numbers(stories))
    return tuple(Told(decode(Naming, form), *posted) for form, *posted in found)


def find_labelled(db: apsw.Connection, labels: Collection[str]) -> frozenset[int]:
    """The stories with one of some labels."""
    found = rows(db, "stories_labelled", labels=apsw.carray(tuple(sorted(labels)) or ("",)))
    return frozenset(root for (root,) in found)


def find_labelled_beginning(db: apsw.Connection, begins: str) -> frozenset[int]:
    """The stories with a label that begins so."""
    found = rows(db, "stories_labelled_beginning", first=begins, last=begins + "\U0010ffff")
    return frozenset(root for (root,) in found)


def find_stories(db: apsw.Connection, claims: Collection[str]) -> frozenset[int]:
    """The stories of claims."""
    found = rows(db, "stories_of_claims", claims=apsw.carray(tuple(sorted(claims)) or ("",)))
    return frozenset(root for (root,) in found)


def _conditions(wanted: Filter) -> Iterator[tuple[str, object]]:
    if wanted.items:
        yield "with_item", apsw.carray(tuple(sorted(wanted.items)))
    if wanted.frames:
        yield "with_frame", apsw.carray(tuple(sorted(frame.value for frame in wanted.frames)))
    if wanted.statuses:
        yield "with_status", apsw.carray(tuple(sorted(status.value for status in wanted.statuses)))
    if wanted.outlet:
        yield "with_outlet", wanted.outlet
    if wanted.least:
        yield "with_confidence", wanted.least
    if wanted.said_from:
        yield "with_said_from", wanted.said_from.toordinal()
    if wanted.said_to:
        yield "with_said_to", wanted.said_to.toordinal()
    if wanted.ids:
        yield "with_id", apsw.carray(tuple(sorted(wanted.ids)))


def _numbered(condition: str, name: str, number: int) -> str:
    """A condition whose value, ``:value``, has a name of its own."""
    return condition.replace(":value", f":{name}_{number}")


def _frequency(db: apsw.Connection, actor: str) -> int:
    found: int = value(db, "actor_frequency", actor=actor)
    return found


def find_under(db: apsw.Connection, key: str, said_by: date | None, at: Known) -> tuple[PlacedClaim, ...]:
    """All claims under a key."""
    values = {"key": key, "said_by": number_of(said_by), "reading": at.reading}
    return placed_claims(rows(db, "claims_under", **values))


def placed_claims(found: Iterator[tuple[Any, ...]]) -> tuple[PlacedClaim, ...]:
    """The claims in rows of `claim_columns`, the day and the reasons."""
    return tuple(
        PlacedClaim(claim_of(*row), day(by), msgspec.json.decode(reasons, type=tuple[str, ...]))
        for *row, by, reasons in found
    )


def find_placements(db: apsw.Connection, claim: str) -> tuple[Placement, ...]:
    """Where a claim is placed."""
    return placements(rows(db, "placements_of_claim", id=claim))


def placements(found: Iterator[tuple[Any, ...]]) -> tuple[Placement, ...]:
    """The placements in rows of claim, key, day and reasons."""
    return tuple(
        Placement(claim, key, day(by), msgspec.json.decode(reasons, type=tuple[str, ...]))
        for claim, key, by, reasons in found
    )


def find_claims_of(db: apsw.Connection, article: str, at: Known) -> tuple[Claim, ...]:
    """The live claims of an article version, in recorded order."""
    return tuple(decode(Claim, form) for (form,) in rows(db, "claims_of_article", id=article, **at.bounds))


def find_in_its_place(db: apsw.Connection, claim: str, at: Known) -> str | None:
    """The id of the live claim that stands where a claim stood."""
    found: str | None = value(db, "claim_in_its_place", id=claim, reading=at.reading)
    return found


def find_named(db: apsw.Connection, names: Sequence[Collection[str]], at: Known) -> tuple[Proposition, ...]:
    """The keys that have one name of each collection, latest first."""
    having = [
        {number for (number,) in rows(db, "propositions_named", names=apsw.carray(tuple(sorted(each))))}
        for each in names
    ]
    among = array("q", sorted(set.intersection(*having)))
    if not among:
        return ()
    statement = "propositions_among_now" if at == Known() else "propositions_among_known"
    values = {} if at == Known() else {"reading": at.reading}
    return _propositions(rows(db, statement, among=apsw.carray(among), **values))


def find_beginning(db: apsw.Connection, kind: str, begins: str, at: Known) -> tuple[str, ...]:
    """Ids of claims, or keys with a name, that begin so (at most a hundred)."""
    values: dict[str, object] = {"first": begins, "last": begins + "\U0010ffff"}
    if kind == "claims_beginning":
        values["reading"] = at.reading
    return tuple(found for (found,) in rows(db, kind, **values))


def find_propositions(
    db: apsw.Connection, words: str | None, at: Known, after: Proposition | None, limit: int
) -> tuple[Proposition, ...]:
    """A page of keys, latest first. What they are now is kept; what they were is counted."""
    last = (after.latest.toordinal() if after.latest else NEVER) if after else _NEWEST
    values: dict[str, object] = {"after_day": last, "after_key": after.key if after else "", "limit": limit}
    statement = "propositions_now" if at == Known() else "propositions_known"
    if words is not None:
        statement, values = "propositions_matching", {**values, "words": matching(words)}
    if statement != "propositions_now":
        values |= {"reading": at.reading}
    return _propositions(rows(db, statement, **values))


def find_words(
    db: apsw.Connection, words: str, at: Known, after: RecordedClaim | None, limit: int
) -> tuple[RecordedClaim, ...]:
    """A page of the claims in which the words stand, last recorded first."""
    values = {
        "words": matching(words),
        "before": after.seq if after else _NEWEST,
        "reading": at.reading,
        "limit": limit,
    }
    return tuple(claim_of(*row) for row in rows(db, "search", **values))


def matching(words: str) -> str:
    """Words as full-text search takes them: none is an operator, what is quoted stays together.

    Raises:
        UsageError: there are none.

    >>> matching('Iran "combat drones" OR')
    '"Iran" "combat drones" "OR"'

    """
    pieces = [phrase or word for phrase, word in _PIECE.findall(words)]
    kept = [piece.replace('"', " ").replace("\0", " ") for piece in pieces if _LETTER.search(piece)]
    if not kept:
        raise UsageError(f"{words!r}: no word to search for")
    return " ".join(f'"{piece}"' for piece in kept)


def find_changes(db: apsw.Connection, since: datetime | None, at: Known) -> tuple[Change, ...]:
    """What changed texts did to claims."""
    first = known(db, since).recording if since else 0
    found = rows(db, "find_changes", recording=at.recording, since=first)
    return tuple(
        Change(
            kind=ChangeKind(kind),
            url=url,
            older=older,
            newer=newer,
            before=decode(Claim, before) if before else None,
            after=decode(Claim, after) if after else None,
            recorded=moment(recorded),
        )
        for kind, url, older, newer, before, after, recorded in found
    )


def find_judgements(db: apsw.Connection, at: Known) -> tuple[RecordedJudgement, ...]:
    """Every judgement, with the claim that it now holds for."""
    found = rows(db, "find_judgements", **at.bounds)
    return tuple(
        RecordedJudgement(
            number=number,
            judgement=msgspec.json.decode(form, type=Judgement),
            claim=claim,
            recorded=moment(recorded),
            copies=_copies(db, claim, at) if claim else (),
        )
        for number, form, recorded, claim in list(found)
    )


def _copies(db: apsw.Connection, claim: str, at: Known) -> tuple[str, ...]:
    return tuple(copy for (copy,) in rows(db, "copies_of", id=claim, reading=at.reading))


def find_watches(db: apsw.Connection, at: Known) -> tuple[RecordedWatch, ...]:
    """Every entry about watches."""
    found = rows(db, "find_watches", recording=at.recording)
    return tuple(
        RecordedWatch(number, msgspec.json.decode(form, type=WatchEntry), moment(recorded))
        for number, form, recorded in found
    )


def find_last_recorded(db: apsw.Connection, at: Known) -> datetime | None:
    """The last moment at which anything was recorded."""
    last = value(db, "last_recorded", recording=at.recording)
    return None if last is None else moment(last)


def find_outlets(db: apsw.Connection, at: Known) -> tuple[Outlet, ...]:
    """The outlets, with how many articles they posted, how often, and the first and last date of these."""
    return tuple(Outlet(*row) for row in rows(db, "find_outlets", recording=at.recording))


def count(db: apsw.Connection, at: Known) -> Counts:
    """How many of each there are. No row is ever deleted, so the last number says how many a table has."""
    *counts, last = next(rows(db, "counts_now") if at == Known() else rows(db, "counts", **at.bounds))
    return Counts(*[*counts, None if last is None else moment(last)])


def _propositions(found: Iterator[tuple[Any, ...]]) -> tuple[Proposition, ...]:
    return tuple(Proposition(key, count, day(first), day(latest)) for key, count, first, latest in found)


def _article(form: str, story: str, recorded: int) -> RecordedArticle:
    return RecordedArticle(decode(Article, form), story, moment(recorded))


def claim_of(seq: int, form: str, story: str, recorded: int) -> RecordedClaim:
    """The claim in a row of `claim_columns`."""
    return RecordedClaim(seq, decode(Claim, form), story, moment(recorded))


def _first_day(after: RecordedClaim | None) -> int:
    return days_of(after.claim.said)[0] if after else -1
