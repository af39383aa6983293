"""Short forms of given names ("Bill" for "William"), from ``data/short_names.toml``."""

from __future__ import annotations

from functools import lru_cache

from reportedly.lexicon.phrases import load


def full_forms(given: str) -> frozenset[str]:
    """The given names that ``given`` may be short for, itself among them; all folded to lower case.

    >>> sorted(full_forms("ted"))
    ['edward', 'ted']
    """
    return _full_forms().get(given, frozenset()) | {given}


@lru_cache(maxsize=1)
def _full_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, short in load("short_names").items():
        for form in short.split():
            found.setdefault(form, set()).add(full)
    return {form: frozenset(full) for form, full in found.items()}
