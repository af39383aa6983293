"""Amounts of money with their ISO 4217 currency: "$400 mln", "10 billion rubles", "Rs 500 crore"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.lexicon.money import currency_of, currency_words, symbols
from reportedly.lexicon.names import NameKind, names
from reportedly.lexicon.numbers import figure, fused, number_words
from reportedly.model import Money
from reportedly.reading.marks import MoneyMention
from reportedly.reading.parse import Parse
from reportedly.reading.quantities import Number

_JOINED = re.compile(r"(rs\.?|us\$|usd|eur|gbp|c\$|a\$|\$|€|£)(\d[\d.,]{0,20})([a-z]{0,8})$")
_WEIGHTS = frozenset({"pound", "pounds"})
_SIGNS = frozenset("ruegca$€£")
_NATIONS = frozenset({NameKind.COUNTRY, NameKind.DEMONYM})


def find_money(parse: Parse, numbers: Sequence[Number]) -> tuple[MoneyMention, ...]:
    """Every amount in text order. A range gives its middle, a bound the bound, both approximate."""
    found = [amount for number in numbers if (amount := _amount(parse, number)) is not None]
    found.extend(_joined(parse))
    return tuple(sorted(found, key=lambda mention: mention.first))


def _amount(parse: Parse, number: Number) -> MoneyMention | None:
    if number.marked:
        mark = parse.lowers[number.core - 1]
        return _mention(parse, number, number.last, symbols().get(mark))
    before = parse.words[number.core - 1] if number.core else ""
    if before.isupper() and len(before) == 3 and (code := currency_of(before.lower())) is not None:
        return _mention(parse, number, number.last, code)
    return _in_words(parse, number)


def _in_words(parse: Parse, number: Number) -> MoneyMention | None:
    """Read "400 million dollars", "10 billion Pakistani rupees", "billions of dollars"."""
    lowers, at = parse.lowers, number.last
    end = len(lowers)
    if at < end and lowers[at] == "of":
        at += 1
    if at < end and lowers[at] == "-":
        at += 1
    nation = None
    if at < end and lowers[at] not in currency_words():
        match = names().match(parse.words, at)
        if match is not None and match[1].kind in _NATIONS:
            at, nation = match[0], match[1].actor.actor
    if at >= end:
        return None
    word = lowers[at]
    # "The top ten won" and "500 pounds of explosives" are no money.
    if not parse.tags[at].startswith("NN") or (word in _WEIGHTS and lowers[at + 1 : at + 2] == ("of",)):
        return None
    if word in currency_words() or (parse.words[at].isupper() and len(word) == 3):
        code = currency_of(word, nation)
        return None if code is None else _mention(parse, number, at + 1, code)
    return None


def _mention(parse: Parse, number: Number, last: int, currency: str | None) -> MoneyMention:
    ends = [end for end in (number.min, number.max) if end is not None]
    amount = sum(ends) / len(ends)
    exact = number.min == number.max and not number.approximate
    span = parse.span(number.first, last)
    money = Money(amount, currency, not exact, span)
    return MoneyMention(number.first, last, _head(parse, number.core, last), money)


def _head(parse: Parse, first: int, last: int) -> int:
    for token in range(first, last):
        if not first <= parse.heads[token] < last or parse.heads[token] == token:
            return token
    return last - 1


def _joined(parse: Parse) -> list[MoneyMention]:
    """Amounts that the parser left in one word with their sign: "Rs500 crore"."""
    found = []
    for token, word in enumerate(parse.lowers):
        match = _JOINED.match(word) if word[0] in _SIGNS else None
        if match is None:
            continue
        value = figure(match[2].rstrip("."))
        number = fused(match[2] + match[3]) if match[3] else None if value is None else (value, 1.0)
        if number is None:
            continue
        last = token + 1
        amount = number[0] * number[1]
        scale = number_words().scales.get(parse.lowers[last]) if last < len(parse) else None
        if scale is not None:
            amount, last = amount * scale, last + 1
        money = Money(amount, symbols()[match[1]], False, parse.span(token, last))
        found.append(MoneyMention(token, last, token, money))
    return found
