"""Transfers in the columns of the trade register of the SIPRI Arms Transfers Database.

The register has deals of which an order has been placed or deliveries have begun, so a thread of
which nobody holds either is left out: one that is only planned is never shown as delivered. Years and
numbers are in brackets where they are uncertain, as SIPRI puts them: a single source, a contested claim,
"about" and "up to", or a year of which only the day of its telling is known. SIPRI's own values stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.exporting.cited import quoted, said_of
from reportedly.exporting.citedthread import CitedThread, borne_out, is_firm
from reportedly.lexicon.names import country
from reportedly.model import Claim, Frame, Quantity, Stage, Status
from reportedly.threads.telling import deal_status, viewpoint_of
from reportedly.times import bounds

COLUMNS = (
    "Recipient",
    "Supplier",
    "Year of order",
    "Number ordered",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    "Year(s) of delivery",
    "status",
    "Comments",
    "SIPRI TIV per unit",
    "SIPRI TIV for total order",
    "SIPRI TIV of delivered weapons",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def register_rows(told: CitedThread) -> list[tuple[str, ...]] | str:
    """The rows of a thread: one a designation, one for claims that name none; or why there is no row.

    A number is that of claims which name the same: how many drones there were is not how many Mohajer-6.
    """
    if told.thread.proposition.event != Frame.TRANSFER.value:
        return "no transfer"
    delivered = told.holding()
    ordered = tuple(claim for claim in told.claims if _is_order(claim) and told.not_taken_back(claim))
    if not (delivered or ordered):
        return "neither ordered nor delivered as far as anybody holds"
    named = {_designation(claim) for claim in (*ordered, *delivered)}
    return [_row(told, which, _of(which, ordered), _of(which, delivered)) for which in sorted(named)]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("(12)")
    ("'=1+1", '(12)')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def bracketed(text: str, *, sure: bool) -> str:
    """A figure as SIPRI prints it: in brackets where it is uncertain.

    >>> bracketed("12", sure=False)
    '(12)'
    """
    return text if sure or not text else f"({text})"


def _row(
    told: CitedThread, which: str, ordered: Sequence[Claim], delivered: Sequence[Claim]
) -> tuple[str, ...]:
    parties = {party.role: party.actor for party in told.thread.proposition.parties}
    sure_of_order = _is_sure(told, ordered)
    sure_of_delivery = is_firm(told.overall)
    row = (
        _named(parties.get("recipient"), "unknown recipient(s)"),
        _named(parties.get("supplier"), "unknown supplier(s)"),
        _years(ordered, sure=sure_of_order),
        _number(ordered, sure=sure_of_order),
        which,
        told.thread.proposition.item or "",
        _number(delivered, sure=sure_of_delivery),
        _years(delivered, sure=sure_of_delivery),
        "",
        _comments(told, (*ordered, *delivered)),
        *("", "", ""),
    )
    return tuple(map(safe, row))


def _is_order(claim: Claim) -> bool:
    """Whether somebody asserts that a deal has been agreed on."""
    return claim.event.stage is Stage.AGREED and deal_status(claim) is Status.PLANNED


def _is_sure(told: CitedThread, claims: Iterable[Claim]) -> bool:
    """Whether two sides say so, or one that takes part."""
    views = {viewpoint_of(claim) for claim in claims}
    return len(views) > 1 or bool(views & told.thread.proposition.actors)


def _designation(claim: Claim) -> str:
    """What a claim names, empty where it only says what class of thing it is."""
    return (claim.event.item and claim.event.item.designation) or ""


def _of(which: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if _designation(claim) == which)


def _named(actor: str | None, unknown: str) -> str:
    """Names of countries; several who act together stand side by side."""
    return "/".join(country(code) or code for code in actor.split("+")) if actor else unknown


def _number(claims: Sequence[Claim], *, sure: bool) -> str:
    """What was said last of how many; a weight or another measure is no number."""
    told = [one for claim in claims if (one := claim.event.quantity) and _counts(one)]
    if not told:
        return ""
    last = told[-1]
    number = last.min if last.min is not None else last.max
    exact = last.min == last.max and not last.approximate
    return bracketed(f"{number:.0f}", sure=sure and exact)


def _counts(quantity: Quantity) -> bool:
    return quantity.unit is None and (quantity.min is not None or quantity.max is not None)


def _years(claims: Iterable[Claim], *, sure: bool) -> str:
    years: dict[int, bool] = {}
    for claim in claims:
        for year, known in _years_of(claim).items():
            years[year] = years.get(year, False) or known
    return "; ".join(bracketed(str(year), sure=sure and years[year]) for year in sorted(years))


def _years_of(claim: Claim) -> dict[int, bool]:
    """The years in which it may have happened, each with whether it is known to be that one."""
    first, last = _bounds(claim.happens)
    if first is None and last is None:
        _, said = _bounds(claim.said)
        return {said.year: False} if said else {}
    years = {day.year for day in (first, last) if day}
    return {year: len(years) == 1 and first is not None and last is not None for year in years}


def _bounds(edtf: str | None) -> tuple[date | None, date | None]:
    return bounds(edtf) if edtf else (None, None)


def _comments(told: CitedThread, claims: Sequence[Claim]) -> str:
    """How it stands, and each claim that the row rests on, in its own words."""
    shown = dict.fromkeys(claim.id for claim in claims)
    cited = [told.cited[identity] for identity in shown if identity in told.cited]
    parts = [f"claimed: {borne_out(told.overall)}", f"thread {told.thread.id}"]
    for one in cited:
        where = one.article.url or one.article.external_id
        sums = one.claim.event.money
        worth = f", {sums.amount:,.0f} {sums.currency or '?'}" if sums else ""
        parts.append(f"{said_of(one.claim)}{worth}: “{quoted(one.claim)}” (claim {one.claim.id}, {where})")
    return "; ".join(parts)
