"""What people hold to be one deal or two, put to propositions: pure, and read from first to last.

    one is the same as the other      -> the other's proposition joins the first one's
    ... of one proposition            -> no gap of time between the two divides it
    one is different from the other   -> the other's proposition leaves the first one's again
    ... two threads of one proposition -> it is divided on the day on which the later one began
    ... a claim of the same proposition -> it is set apart, with every claim on the same words or event

What is judged last holds. A proposition is known here by its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.model import Claim
from reportedly.threadmodel import Proposition
from reportedly.threads.keys import key_of, proposition_of
from reportedly.threads.postings import fingerprint
from reportedly.threads.windows import Seams, deal_day


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a judgement: a claim where it is placed, or, ``whole``, the thread that begins with it."""

    claim: Claim
    proposition: Proposition
    said_by: date | None
    whole: bool

    @property
    def day(self) -> date | None:
        """The day by which it is told which deal is meant."""
        return deal_day(self.proposition, self.claim, self.said_by)


@dataclass(frozen=True, slots=True)
class Link:
    """A person holds that two are the ``same``, or that they are not."""

    same: bool
    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Links:
    """What all judgements come to.

    ``roots`` is the key that a key has joined, ``apart`` the claims set apart from a key, ``cuts``
    the days on which a key is divided, ``together`` pairs of days of a key between which it is not.
    """

    roots: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    cuts: Mapping[str, frozenset[date]] = field(default_factory=dict)
    together: Mapping[str, frozenset[tuple[date, date]]] = field(default_factory=dict)

    def unit(self, claim: Claim, proposition: Proposition) -> Proposition:
        """The proposition of a claim placed under another, which is its own where it is set apart."""
        for apart in self.apart.get(key_of(proposition), ()):
            if _alike(claim, apart):
                return replace(proposition, scope=apart.id)
        return proposition

    def root(self, key: str) -> str:
        """The key that a key has joined, or itself."""
        return self.roots.get(key, key)

    def members(self, root: str) -> tuple[str, ...]:
        """The keys that have joined one, itself among them."""
        return (root, *sorted(key for key, joined in self.roots.items() if joined == root and key != root))

    def sources(self, root: str) -> frozenset[str]:
        """The keys under which the claims of a root are kept: also those from which some are set apart."""
        members = self.members(root)
        parents = {key_of(replace(proposition_of(key), scope=one.id)): key for key, one in self._set_apart()}
        return frozenset(parents.get(key, key) for key in members) | frozenset(members)

    def seams(self, root: str) -> Seams:
        """Where the time of a root is divided, and where it is not to be."""
        members = self.members(root)
        return Seams(
            frozenset(day for key in members for day in self.cuts.get(key, ())),
            frozenset(days for key in members for days in self.together.get(key, ())),
        )

    def touched(self) -> frozenset[str]:
        """The roots of everything that was judged."""
        keys = {*self.roots, *self.apart, *self.cuts, *self.together}
        keys |= {key_of(replace(proposition_of(key), scope=one.id)) for key, one in self._set_apart()}
        return frozenset(map(self.root, keys))

    def _set_apart(self) -> list[tuple[str, Claim]]:
        return [(key, claim) for key, claims in self.apart.items() for claim in claims]


def linked(judged: Iterable[Link]) -> Links:
    """What judgements, in order, come to."""
    links = Links()
    for link in judged:
        links = _joined(links, link) if link.same else _parted(links, link)
    return links


def _joined(links: Links, link: Link) -> Links:
    one, other = _units(links, link)
    into, joining = links.root(one), links.root(other)
    links = _bridged(links, one, _days(link))
    if one == other:
        return links
    moved = dict.fromkeys(links.members(joining), into)
    return replace(links, roots={**links.roots, **moved, into: into})


def _parted(links: Links, link: Link) -> Links:
    one, other = _units(links, link)
    if one != other:
        together = links.root(one) == links.root(other)
        return _left(_unbridged(links, one, _days(link)), one, other) if together else links
    if link.one.whole and link.other.whole:
        return _divided(links, one, _days(link))
    claims = links.apart.get(one, ())
    return replace(links, apart={**links.apart, one: (*claims, link.other.claim)})


def _left(links: Links, one: str, other: str) -> Links:
    """The other's key leaves; where the rest had joined it, they are with the first one's now."""
    root = links.root(other)
    heir = one if root == other else root
    stay = {key: heir for key in links.members(root) if key != other}
    return replace(links, roots={**links.roots, **stay, other: other})


def _bridged(links: Links, key: str, days: tuple[date, date] | None) -> Links:
    if days is None:
        return links
    first, last = days
    cuts = frozenset(day for day in links.cuts.get(key, ()) if not first < day <= last)
    together = links.together.get(key, frozenset()) | {days}
    return replace(links, cuts={**links.cuts, key: cuts}, together={**links.together, key: together})


def _divided(links: Links, key: str, days: tuple[date, date] | None) -> Links:
    if days is None or days[0] == days[1]:
        return links
    cuts = links.cuts.get(key, frozenset()) | {days[1]}
    return _unbridged(replace(links, cuts={**links.cuts, key: cuts}), key, days)


def _unbridged(links: Links, key: str, days: tuple[date, date] | None) -> Links:
    if days is None:
        return links
    bridges = links.together.get(key, frozenset())
    kept = frozenset(pair for pair in bridges if not pair[0] < days[1] <= pair[1])
    return replace(links, together={**links.together, key: kept})


def _units(links: Links, link: Link) -> tuple[str, str]:
    one, other = (key_of(links.unit(side.claim, side.proposition)) for side in (link.one, link.other))
    return one, other


def _days(link: Link) -> tuple[date, date] | None:
    days = sorted(day for side in (link.one, link.other) if (day := side.day))
    return (days[0], days[1]) if len(days) == 2 else None


def _alike(claim: Claim, apart: Claim) -> bool:
    """Whether a claim is on the same event as one set apart, or another posting of it."""
    return claim.event.id == apart.event.id or fingerprint(claim) == fingerprint(apart)
