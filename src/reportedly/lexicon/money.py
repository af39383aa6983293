"""Currencies: symbols, codes and words, from ``data/currencies.toml`` (ISO 4217)."""

from __future__ import annotations

from functools import lru_cache

from reportedly.lexicon.phrases import load


@lru_cache(maxsize=1)
def symbols() -> dict[str, str]:
    """ISO 4217 code by what stands before a figure, in lower case: "us$", "€", "usd"."""
    data = load("currencies")
    found = {mark.lower(): code for code, marks in data["symbols"].items() for mark in marks}
    return {**{code.lower(): code for code in data["codes"]["all"]}, **found}


@lru_cache(maxsize=1)
def currency_marks() -> frozenset[str]:
    """What may stand before the figure of an amount, in lower case; code words are left out.

    "all", "cup", "try" and "top" are English words, so codes count in capitals only and are
    looked at by `reportedly.reading.money`.
    """
    unlikely = {code.lower() for code in _ENGLISH}
    return frozenset(mark for mark in symbols() if mark not in unlikely)


_ENGLISH = (
    "ALL",
    "CUP",
    "TOP",
    "TRY",
    "MAD",
    "AMD",
    "GEL",
    "PEN",
    "MOP",
    "LAK",
    "NAD",
    "COP",
    "R",
    "RM",
    "BAM",
    "SOS",
    "FR.",
    "SAR",
    "RON",
)


@lru_cache(maxsize=1)
def currency_words() -> dict[str, str]:
    """The word's own key by word: "dollars" and "dollar" to "dollar"."""
    found: dict[str, str] = {}
    for words in load("currencies")["home"].values():
        for word in words:
            found[word.lower()] = words[0].lower()
    return found


@lru_cache(maxsize=512)
def currency_of(word: str, country: str | None = None) -> str | None:
    """ISO 4217 code for a word in lower case, of ``country`` (alpha-3) where one is named.

    >>> currency_of("dollars"), currency_of("dollars", "CAN"), currency_of("pesos", "ARG")
    ('USD', 'CAD', 'ARS')
    """
    data = load("currencies")
    key = currency_words().get(word)
    if key is None:
        return data_code(word)
    national = data["national"].get(key, {})
    if country is not None and country in national:
        return str(national[country])
    for code, words in data["home"].items():
        if key == words[0].lower():
            return str(code)
    return None


def data_code(word: str) -> str | None:
    """The code itself where ``word`` is one ("usd")."""
    code = word.upper()
    return code if code in load("currencies")["codes"]["all"] else None
