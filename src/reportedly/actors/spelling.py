"""Names without what spelling adds to them: case, accents, points, ways of transliterating."""

from __future__ import annotations

import re
import unicodedata

# Letters of the Latin script that Unicode does not take apart (Unicode 15, chapter 7.1).
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_LONG = 5


def folded(name: str) -> str:
    """Lower case without accents, points, hyphens and apostrophes, one blank between words.

    >>> folded("Mevlüt  ÇAVUŞOĞLU"), folded("J.D. O’Brien-Smith")
    ('mevlut cavusoglu', 'j d obrien smith')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WHOLE))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"['’ʼ`]", "", letters)).split())


def skeleton(word: str) -> str:
    """What the ways of transliterating a long folded word have in common; a short word as it is.

    >>> {skeleton(form) for form in ("zelensky", "zelenskyy", "zelenskiy", "zelenskii")}
    {'zelenski'}
    """
    if len(word) < _LONG:
        return word
    return re.sub(r"(.)\1+", r"\1", word.replace("y", "i").replace("j", "i"))
