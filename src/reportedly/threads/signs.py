"""What can be seen of how one text stands to a claim: named signs, each with a strength.

Signs are of three kinds: words of a kind that the text has and the claim has not ("denies"), how much of
the claim is in the text, and single words of the text, whose weights were learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from reportedly.lexicon.phrases import load
from reportedly.threads.stems import stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\?")
_OPENING = 4
# So many sentences of an article that are nearest to the claim are looked at, beside its first.
_NEAREST = 3
_TWO_WORDS = "words "
_CLOSING = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, by their closing marks; none is empty.

    >>> sentences_of('It is over. "Not so!" they said.')
    ['It is over.', '"Not so!', 'they said.']
    """
    return [piece for piece in _CLOSING.split(text) if piece.strip()]


def words_in(text: str) -> list[str]:
    """Lower-case words, and question marks; "n't" stands alone.

    >>> words_in("Iran hasn't sold any?")
    ['iran', 'has', "n't", 'sold', 'any', '?']
    """
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        if word.endswith("n't") and word != "n't":
            found.extend(("can" if word == "can't" else word[:-3], "n't"))
        else:
            found.append(word.removesuffix("'s"))
    return found


def signs_between(text: str, claim: str) -> dict[str, float]:
    """The signs of one text, such as a headline, about what the other claims; strengths from 0 to 1."""
    words, claimed = words_in(text), words_in(claim)
    found = {"always": 1.0}
    groups = _groups_in(words, claimed)
    shared = _shared(words, claimed)
    found.update(shared)
    for name in groups:
        found[name] = 1.0
        found[f"{name}, and about the same"] = shared["share of the claim"]
    found.update({f"{name} at once": 1.0 for name in _groups_in(words[:_OPENING], claimed)})
    found.update(_polarity(words, claimed))
    new = [word for word in words if word not in set(claimed)]
    found.update({f"word {word}": 1.0 for word in new})
    found.update({f"{_TWO_WORDS}{one} {two}": 1.0 for one, two in pairwise(words)})
    return found


def _groups_in(words: Iterable[str], claimed: Iterable[str]) -> list[str]:
    known = set(claimed)
    groups = _groups()
    return sorted({group for word in words if word not in known for group in groups.get(word, ())})


def _polarity(words: list[str], claimed: list[str]) -> dict[str, float]:
    negatives = {word for word, groups in _groups().items() if "negative" in groups}
    here, there = bool(negatives & set(words)), bool(negatives & set(claimed))
    found = {"only one of them is negated": float(here != there)}
    found["a question"] = float("?" in words)
    return found


def _shared(words: list[str], claimed: list[str]) -> dict[str, float]:
    """How much of the one is in the other, by stems of words that say something."""
    one, two = _stems(words), _stems(claimed)
    both = one & two
    numbers, others = ({word for word in side if word.isdigit()} for side in (one, two))
    pairs = _pairs(words) & _pairs(claimed)
    return {
        "share of the claim": len(both) / max(1, len(two)),
        "share of the text": len(both) / max(1, len(one)),
        "pairs of words shared": len(pairs) / max(1, len(_pairs(claimed))),
        "the claim in full": float(two <= one),
        "other numbers": float(bool(numbers and others and not numbers & others)),
        "longer than the claim": min(1.0, max(0, len(words) - len(claimed)) / 20),
    }


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in _common() and word != "?")


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    plain = [stem(word) for word in words if word not in _common()]
    return set(pairwise(plain))


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in load("stance")["groups"].items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


def signs_in_article(sentences: Sequence[str], claim: str) -> dict[str, float]:
    """The signs of an article: the strongest of its first sentence and of those nearest to the claim.

    Without pairs of words, of which an article has too many.
    """
    claimed = _stems(words_in(claim))
    nearest = sorted(range(len(sentences)), key=lambda at: (-len(claimed & _stems_of(sentences[at])), at))
    chosen = sorted({*range(min(1, len(sentences))), *nearest[:_NEAREST]})
    found: dict[str, float] = {"always": 1.0}
    for at in chosen:
        for name, value in signs_between(sentences[at], claim).items():
            if not name.startswith(_TWO_WORDS):
                found[name] = max(value, found.get(name, 0.0))
    words = {word for sentence in sentences for word in words_in(sentence)}
    found.update({f"{name} in the article": 1.0 for name in _groups_in(words, words_in(claim))})
    found.update({f"the claim has {name}": 1.0 for name in _groups_in(words_in(claim), ())})
    return found


@lru_cache(maxsize=1 << 16)
def _stems_of(sentence: str) -> frozenset[str]:
    return _stems(words_in(sentence))


@cache
def _common() -> frozenset[str]:
    return frozenset(load("stance")["common"].split())
