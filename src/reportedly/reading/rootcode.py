"""The root type in its context: promising is AGREE, refusing REJECT, whatever is promised or refused.

PLOVER codes what was done, so a promise or plan to cooperate is an AGREE, a call for it a
REQUEST, its refusal a REJECT, and announced hostility a THREATEN (PLOVER manual 2023, rules for
the verbal roots). The domain frame stays that of the event itself.
"""

from __future__ import annotations

from reportedly.lexicon.events import event_lexicon
from reportedly.reading.parse import Parse

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "AGREE"})
_HOSTILE = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})
_OVER = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "conj", "nsubj", "nsubjpass", "advcl"}
)
_STEPS = 4


def root_in_context(parse: Parse, head: int, root: str) -> str:
    """``root`` as what stands over and beside the trigger at ``head`` turns it."""
    if root not in _COOPERATIVE and root not in _HOSTILE:
        return root
    words = event_lexicon().words
    if parse.pos[head] == "VERB" and (turned := _turned_by_auxiliaries(parse, head, root)):
        return turned
    token = head
    for _ in range(_STEPS):
        label, above = parse.deps[token], parse.heads[token]
        if above == token or label not in _OVER:
            return root
        lemma = parse.lemmas[above]
        if label != "conj" and label not in {"nsubj", "nsubjpass", "advcl"}:
            for kind in ("refusing", "threatening", "promising", "calling"):
                if lemma in words[kind]:
                    return _turned(kind, root, parse.deps[head] in {"xcomp", "ccomp", "pobj", "dobj", "acl"})
        if label in {"nsubj", "nsubjpass", "advcl"}:
            return root
        token = above
    return root


def _turned_by_auxiliaries(parse: Parse, verb: int, root: str) -> str | None:
    helpers = {parse.lowers[child] for child in parse.children[verb] if parse.deps[child] in {"aux", "neg"}}
    negative = bool(helpers & {"not", "n’t", "n't", "never"})
    if negative:
        return "REJECT" if root in _COOPERATIVE else None
    if helpers & {"will", "’ll", "'ll", "would", "shall"}:
        return _turned("promising" if root in _COOPERATIVE else "threatening", root, True)
    if helpers & {"must"}:
        return "REQUEST"
    return None


def _turned(kind: str, root: str, direct: bool) -> str:
    if not direct:
        return root
    if kind == "refusing":
        return "REJECT"
    if kind == "threatening":
        return "THREATEN"
    if kind == "promising":
        return "AGREE" if root in _COOPERATIVE else "THREATEN" if root in _HOSTILE else root
    return "THREATEN" if root == "SANCTION" else "REQUEST"
