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
    """A lower-case word without one ending of inflection or derivation, and without a doubled letter.

    >>> stem("delivered"), stem("deliveries"), stem("shipping"), stem("shipment")
    ('deliver', 'deliver', 'ship', 'ship')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    doubled = len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl"
    return word[:-1] if doubled else word
