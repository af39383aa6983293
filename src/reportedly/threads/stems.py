"""Words without their endings, so that "deliver", "delivered" and "deliveries" are one."""

from __future__ import annotations

from functools import lru_cache

# Longest first; what is left has to be long enough to be a word still.
_ENDINGS = (
    *("ations", "itions", "ation", "ition", "ments"),
    *("ment", "ings", "ions", "ies"),
    *("ing", "ers", "ion", "ors"),
    *("er", "or", "ed", "es", "al"),
    *("s", "e", "y"),
)
_SHORTEST = 3


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A lower-case word without its endings of inflection and derivation, nor a doubled last letter.

    What is left need not be a word; it is the same for words of one family.

    >>> stem("delivered"), stem("deliveries"), stem("deliver"), stem("shipping"), stem("shipment")
    ('deliv', 'deliv', 'deliv', 'ship', 'ship')
    """
    shorter = _without_ending(word)
    doubled = len(shorter) > _SHORTEST and shorter[-1] == shorter[-2] and shorter[-1] not in "sl"
    shorter = shorter[:-1] if doubled else shorter
    return word if shorter == word else stem(shorter)


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
