"""Claims as PLOVER event records (Open Event Data Alliance, manual of 2021 to 2023).

Fields and their names are those of the manual's table of JSON fields; what the manual has no field for
stands under ``reportedly``. PLOVER has events, and a claim is not yet one: its special contexts say
so, named as the manual names them in ``context``, and as auxiliary modes in ``auxiliary_modes``.

    planned                                    future
    possible, asked, unclear, not observed     hypothetical
    denied, cancelled                          negated (context: negation)
    occurred more than a year before           historical
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from reportedly.exporting.cited import Cited, giving, quoted, said_of, speakers, taking
from reportedly.jsonform import to_builtins
from reportedly.model import Claim, Participant, Polarity, Status
from reportedly.threads.telling import deal_status
from reportedly.times import before, bounds

HISTORICAL, FUTURE, HYPOTHETICAL, NEGATED = "historical", "future", "hypothetical", "negated"

CODEBOOK = "PLOVER"

QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("DEMAND", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""Verbal and material cooperation, verbal and material conflict, by root type."""

_QUAD_OF = {root: quad for quad, roots in QUADS.items() for root in roots}
_OPEN = frozenset({Status.POSSIBLE, Status.ASKED, Status.UNCLEAR, Status.NOT_OBSERVED})
_AGAINST = frozenset({Status.DENIED, Status.CANCELLED})
_LONG = timedelta(days=365)


def plover_record(one: Cited) -> dict[str, Any] | str:
    """A claim as an event record, or why PLOVER has no place for it."""
    claim = one.claim
    days = event_days(one)
    if claim.event.type is None:
        return "no PLOVER type"
    if not giving(claim):
        return "nobody known to act"
    if days is None:
        return "no day known"
    return {**_event(claim, days), **_text(one), "reportedly": _own(claim)}


def auxiliary_modes(claim: Claim) -> tuple[str, ...]:
    """Which of PLOVER's four special contexts hold of the event, as one source presents it.

    "No evidence of" is not "no": what was not observed is hypothetical, not negated.
    """
    status, event = deal_status(claim), claim.event
    if status in _AGAINST or (status not in _OPEN and event.factuality.polarity is Polarity.NEGATIVE):
        return (NEGATED, FUTURE) if _comes_after(claim) else (NEGATED,)
    if status in _OPEN:
        return (HYPOTHETICAL,)
    if status is Status.PLANNED:
        return (FUTURE,)
    return (HISTORICAL,) if _is_long_past(claim) else ()


def event_days(one: Cited) -> tuple[date, date] | None:
    """First and last day of an event: when it is said to happen, else the day of its telling."""
    claim = one.claim
    for edtf in (claim.happens, claim.said, one.article.published):
        first, last = _bounds(edtf)
        if first or last:
            return first or last or date.min, last or first or date.min
    return None


def _event(claim: Claim, days: tuple[date, date]) -> dict[str, Any]:
    first, last = (day.isoformat() for day in days)
    root, modes = claim.event.type, auxiliary_modes(claim)
    record = {
        "id": claim.id,
        "date": first,
        "enddate": last if last != first else None,
        "source": _actors(giving(claim)),
        "recipient": _actors(taking(claim)),
        "event": [root],
        "quad_code": _QUAD_OF.get(root or ""),
        "mode": [claim.event.mode] if claim.event.mode else None,
        "context": ["negation" if mode == NEGATED else mode for mode in modes],
        "auxiliary_modes": list(modes),
    }
    return {name: value for name, value in record.items() if value is not None}


def _actors(taking_part: Sequence[Participant]) -> list[dict[str, str]]:
    return [
        {**({"code": one.actor} if one.actor else {}), "actor_text": one.name or one.actor or ""}
        for one in taking_part
    ]


def _text(one: Cited) -> dict[str, Any]:
    claim, article = one.claim, one.article
    cited = {
        "citation": article.external_id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "publication": article.outlet,
        "coder": claim.reader,
        "codebook": CODEBOOK,
    }
    return {
        "event_text": [claim.event.trigger.text],
        "text": quoted(claim),
        "text_info": {"start": claim.evidence[0].start, "end": claim.evidence[-1].end},
        "cite_info": {name: value for name, value in cited.items() if value},
        "coder": claim.reader,
        "coded_date": one.recorded.date().isoformat(),
        "comment": said_of(claim),
    }


def _own(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "status": claim.status.value,
        "factuality": to_builtins(claim.event.factuality),
        "stage": claim.event.stage.value if claim.event.stage else None,
        "viewpoint": speakers(claim),
        "said": claim.said,
        "happens": claim.happens,
        "evidence": [to_builtins(span) for span in claim.evidence],
        "confidence": claim.confidence,
    }


def _comes_after(claim: Claim) -> bool:
    return bool(claim.happens and claim.said and before(claim.said, claim.happens))


def _is_long_past(claim: Claim) -> bool:
    last, said = _bounds(claim.happens)[1], _bounds(claim.said)[0]
    return bool(last and said and said - last > _LONG)


def _bounds(edtf: str | None) -> tuple[date | None, date | None]:
    return bounds(edtf) if edtf else (None, None)
