"""What the encoder sees of a token beside its letters: quotation, capitals, borders, tag, relation.

The encoder's vocabulary has no capitals and a window may start inside a quotation, so both are
given to it, and with them what the parser knows. Each feature is a small number per token; the
order of `FEATURES` is that of the model's input.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Actor, ActorKind, PassageKind
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import find_quotations, paragraphs

TAGS = [
    "$",
    "''",
    ",",
    "-LRB-",
    "-RRB-",
    ".",
    ":",
    "ADD",
    "AFX",
    "CC",
    "CD",
    "DT",
    "EX",
    "FW",
    "HYPH",
    "IN",
    "JJ",
    "JJR",
    "JJS",
    "LS",
    "MD",
    "NFP",
    "NN",
    "NNP",
    "NNPS",
    "NNS",
    "PDT",
    "POS",
    "PRP",
    "PRP$",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "SYM",
    "TO",
    "UH",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "XX",
    "``",
]
RELATIONS = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
]

# How many values each feature has; 0 is "nothing" or "unknown" in all of them.
FEATURES = {
    "quotation": 4,
    "shape": 6,
    "border": 4,
    "tag": len(TAGS) + 1,
    "relation": len(RELATIONS) + 1,
    "turn": 3,
}

_TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS, 1)}
_RELATION_NUMBERS = {relation: number for number, relation in enumerate(RELATIONS, 1)}

Numbers: TypeAlias = NDArray[np.int64]


def features_of(parse: Parse) -> Numbers:
    """One row a token, one column a feature, in the order of `FEATURES`."""
    columns = (
        _quotation(parse),
        [_shape(word) for word in parse.words],
        _border(parse),
        [_TAG_NUMBERS.get(tag, 0) for tag in parse.tags],
        [_RELATION_NUMBERS.get(relation, 0) for relation in parse.deps],
        _turn(parse),
    )
    return np.array(columns, dtype=np.int64).reshape(len(FEATURES), len(parse)).T


def _quotation(parse: Parse) -> list[int]:
    """1 inside a quotation, 2 its first token, 3 its last."""
    found = [0] * len(parse)
    for quotation in find_quotations(parse):
        for first, last in quotation.parts:
            found[first:last] = [1] * (last - first)
        found[quotation.first] = 2
        found[quotation.last - 1] = 3
    return found


def _shape(word: str) -> int:
    """1 lower case, 2 capitalised, 3 all capitals, 4 with a digit, 5 no letters at all."""
    if any(letter.isdigit() for letter in word):
        return 4
    if not any(letter.isalpha() for letter in word):
        return 5
    if word.islower():
        return 1
    return 3 if word.isupper() and len(word) > 1 else 2


def _border(parse: Parse) -> list[int]:
    """1 first token of a sentence, 2 of a paragraph, 3 of a passage."""
    found = [0] * len(parse)
    for first, _ in parse.sentences:
        found[first] = 1
    for first, _ in paragraphs(parse):
        found[first] = 2
        if first == 0 or parse.passage_of[first] != parse.passage_of[first - 1]:
            found[first] = 3
    return found


def _turn(parse: Parse) -> list[int]:
    """1 in a reporter's turn of a transcript, 2 in anybody else's; its label is not among the tokens."""
    of_passage = [
        0 if passage.kind is not PassageKind.TURN else 1 if _is_reporter(passage.speaker) else 2
        for passage in parse.passages
    ]
    return [of_passage[passage] for passage in parse.passage_of]


def _is_reporter(speaker: Actor | None) -> bool:
    return speaker is not None and speaker.kind is ActorKind.REPORTER
