"""Weapons and other traded things in a parse, with how many of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.lexicon.items import Thing, items, looks_like_designation
from reportedly.lexicon.phrases import load
from reportedly.model import Item, Quantity
from reportedly.reading.marks import ItemMention, MoneyMention
from reportedly.reading.parse import Parse
from reportedly.reading.quantities import Number, counters, measures

# How far a number may stand before what it counts, and support before or behind a guarded name.
_COUNT_REACH, _SUPPORT_REACH, _KIND_REACH = 9, 4, 4
_PASSED_TAGS = frozenset(
    ["JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "``", "''", "CD", "NFP"]
)
_MODIFIERS = frozenset(["JJ", "NN", "HYPH", "NNP", "VBN", "CD"])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A phrase of the lexicon where it stands; ``core`` is the last word of the name itself."""

    first: int
    last: int
    thing: Thing


def find_items(
    parse: Parse, numbers: Sequence[Number], money: Sequence[MoneyMention]
) -> tuple[ItemMention, ...]:
    """Every item in text order, with the number that counts it."""
    pieces = [
        _Piece(first, last, thing)
        for first, last, thing in items().find(parse.words)
        if thing.cls is not None and _is_noun(parse, first, last, thing)
    ]
    merged = _merge(parse, _supported(parse, pieces))
    extended = _spread([_extend(parse, piece) for piece in merged])
    counts = _counts(parse, extended, numbers, money)
    return tuple(_mention(parse, piece, counts.get(piece.first)) for piece in extended)


def _is_noun(parse: Parse, first: int, last: int, thing: Thing) -> bool:
    """Whether a common term is used as one: not "to shell", "mine", "they drone on"."""
    if thing.designation is not None or last - first > 1:
        return True
    tag = parse.tags[first]
    if parse.lowers[first] == "arms" and first and parse.lowers[first - 1] in _readings("before_limbs"):
        return False
    if tag.startswith("NN"):
        return True
    return (
        thing.plural and tag == "VBZ" and parse.deps[first] not in {"ROOT", "ccomp", "conj", "advcl", "relcl"}
    )


def _supported(parse: Parse, pieces: list[_Piece]) -> list[_Piece]:
    return [
        piece
        for number, piece in enumerate(pieces)
        if _is_plain(piece.thing) or _has_support(parse, pieces, number)
    ]


def _is_plain(thing: Thing) -> bool:
    """Whether a name needs no support: "Javelins" is the weapon, "mines" may hold coal."""
    return not thing.guarded or (thing.plural and thing.designation is not None)


def _has_support(parse: Parse, pieces: list[_Piece], number: int) -> bool:
    """Whether a number, a counter or another item stands right beside an ambiguous name."""
    piece = pieces[number]
    if piece.first and (parse.tags[piece.first - 1] == "CD" or _counts_before(parse, piece.first)):
        return True
    if piece.last < len(parse) and parse.lowers[piece.last] in _words("extenders"):
        return True
    beside = pieces[max(number - 1, 0) : number] + pieces[number + 1 : number + 2]
    return any(
        _is_plain(other.thing)
        and max(other.first - piece.last, piece.first - other.last) <= _SUPPORT_REACH
        and parse.sentence_of[other.first] == parse.sentence_of[piece.first]
        for other in beside
    )


def _counts_before(parse: Parse, at: int) -> bool:
    return at > 1 and parse.lowers[at - 1] == "of" and parse.lowers[at - 2] in counters()


def _merge(parse: Parse, pieces: list[_Piece]) -> list[_Piece]:
    """Join a designation to the noun behind it ("Shahed-series drones"), and nouns to nouns."""
    merged: list[_Piece] = []
    for piece in pieces:
        before = merged[-1] if merged else None
        if before is not None and _belongs(parse, before, piece):
            merged[-1] = _Piece(before.first, piece.last, _joined(before.thing, piece.thing))
        else:
            merged.append(piece)
    return merged


def _belongs(parse: Parse, before: _Piece, piece: _Piece) -> bool:
    if piece.thing.designation is not None or before.thing.plural:
        return False
    gap = range(before.last, piece.first)
    if len(gap) > (_KIND_REACH if before.thing.designation is not None else 0):
        return False
    return all(
        parse.tags[at] in _MODIFIERS or parse.lowers[at] in _words("kinds") or parse.lowers[at] == "-"
        for at in gap
    )


def _joined(modifier: Thing, noun: Thing) -> Thing:
    """What the two name together: "Patriot missiles" is air defence, "tank ammunition" ammunition."""
    keeps = modifier.designation is not None and noun.cls != "ammunition"
    cls = modifier.cls if keeps or noun.cls == "weapon" else noun.cls
    return Thing(cls, modifier.designation or noun.designation, plural=noun.plural)


def _extend(parse: Parse, piece: _Piece) -> _Piece:
    """Take in calibre or unknown designation before a term, and "systems" or "parts" behind it."""
    first, last, thing = piece.first, piece.last, piece.thing
    while last < len(parse) and last - piece.last < 2 and parse.lowers[last] in _words("extenders"):
        if piece.thing.plural and piece.thing.designation is None:
            break
        last += 1
    if thing.designation is None and first:
        start = _calibre(parse, first)
        if start < first:
            joined = "".join(parse.words[start:first]).replace("-", "")
            first, thing = start, replace(thing, designation=joined)
        elif looks_like_designation(parse.words[first - 1]):
            first, thing = first - 1, replace(thing, designation=parse.words[first - 1])
    return _Piece(first, last, thing)


def _calibre(parse: Parse, first: int) -> int:
    """Where "155 mm" or "155-millimeter" before ``first`` starts, ``first`` where it is not there."""
    at = first
    if parse.lowers[at - 1] == "-" and at > 2:
        at -= 1
    if parse.lowers[at - 1] not in {"mm", "millimeter", "millimetre", "caliber", "calibre"} or at < 2:
        return first
    at -= 2
    if parse.lowers[at] == "-" and at:
        at -= 1
    return at if parse.words[at][0].isdigit() or parse.words[at][0] == "." else first


def _spread(pieces: list[_Piece]) -> list[_Piece]:
    """Drop overlaps that came of extending: the earlier piece keeps its words."""
    kept: list[_Piece] = []
    for piece in pieces:
        if kept and piece.first < kept[-1].last:
            if piece.last <= kept[-1].last:
                continue
            piece = replace(piece, first=kept[-1].last)  # noqa: PLW2901 - the clipped piece stands in for it
        kept.append(piece)
    return kept


def _counts(
    parse: Parse, pieces: Sequence[_Piece], numbers: Sequence[Number], money: Sequence[MoneyMention]
) -> dict[int, Quantity]:
    """The quantity of each piece by its first token."""
    paid = {token for mention in money for token in range(mention.first, mention.last)}
    starts = [piece.first for piece in pieces]
    found: dict[int, Quantity] = {}
    for number in numbers:
        if number.core in paid or number.marked:
            continue
        at = bisect_left(starts, number.last)
        holder = pieces[at - 1] if at else None
        if holder is not None and number.core < holder.last:
            continue
        if at < len(pieces) and starts[at] - number.last <= _COUNT_REACH:
            quantity = _count(parse, number, pieces[at], paid)
            if quantity is not None:
                # "three of the six batteries" counts three.
                found.setdefault(pieces[at].first, quantity)
    return found


def _count(parse: Parse, number: Number, piece: _Piece, paid: set[int]) -> Quantity | None:
    """The number as a count of ``piece``, if nothing but modifiers and counters stands between."""
    lowers, at = parse.lowers, number.last
    if parse.sentence_of[number.core] != parse.sentence_of[piece.first]:
        return None
    unit, unit_last = None, None
    if lowers[at] in measures() or (lowers[at] == "-" and at < piece.first and lowers[at + 1] in measures()):
        return None
    for token in range(at, piece.first):
        word = lowers[token]
        if token in paid:
            return None
        if word in counters():
            unit, unit_last = word, token + 1
        elif not _passes(parse, token, at):
            return None
    if unit is None and parse.lowers[piece.last - 1] in counters():
        unit = _behind(parse, piece)
    return number.quantity(parse, unit, unit_last)


def _passes(parse: Parse, token: int, at: int) -> bool:
    """Whether a token may stand between the number that ends at ``at`` and what it counts."""
    word = parse.lowers[token]
    if word == "of" and token != at and parse.lowers[token - 1] not in counters():
        return False
    return parse.tags[token] in _PASSED_TAGS or word in _readings("between_count")


def _behind(parse: Parse, piece: _Piece) -> str | None:
    """The counter at the end of a name: "two Patriot batteries"."""
    word = parse.lowers[piece.last - 1]
    return word if word in {"batteries", "battery", "rounds", "units", "launchers"} else None


def _mention(parse: Parse, piece: _Piece, quantity: Quantity | None) -> ItemMention:
    assert piece.thing.cls is not None
    span = parse.span(piece.first, piece.last)
    item = Item(piece.thing.cls, piece.thing.designation, span)
    return ItemMention(piece.first, piece.last, _head(parse, piece.first, piece.last), item, quantity)


def _head(parse: Parse, first: int, last: int) -> int:
    """The last word that hangs on a word outside the stretch; names end with their noun."""
    for token in range(last - 1, first - 1, -1):
        if not first <= parse.heads[token] < last or parse.heads[token] == token:
            return token
    return last - 1


@lru_cache(maxsize=2)
def _readings(key: str) -> frozenset[str]:
    return frozenset(load("readings")[key])


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return frozenset(load("units")[key])
