"""The tools with which people judge claims through whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.errors import UsageError
from reportedly.ledger.entries import Accept, Judgement, Reject, Undo
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import existing_ledger
from reportedly.mcptools.answers import Judged
from reportedly.mcptools.asks import EditClaim, JudgeClaim, UndoJudgement
from reportedly.mcptools.served import Served
from reportedly.threaddesk import claim_with, edit_of, judge


def judge_claim(served: Served, ask: JudgeClaim) -> Judged:
    """Record that a claim is accepted or rejected."""
    kind = Accept if ask.verdict == "accept" else Reject
    return _recorded(served, ask.by, lambda store, by: kind(claim_with(store, ask.claim).id, by))


def edit_claim(served: Served, ask: EditClaim) -> Judged:
    """Record that a field of a claim has another value."""
    return _recorded(
        served,
        ask.by,
        lambda store, by: edit_of(store, claim_with(store, ask.claim), ask.field, ask.value, by),
    )


def undo_judgement(served: Served, ask: UndoJudgement) -> Judged:
    """Record that a judgement is taken back."""
    return _recorded(served, ask.by, lambda _, by: Undo(ask.number, by))


def _recorded(served: Served, by: str, judgement: Callable[[Store, str], Judgement]) -> Judged:
    """Record a judgement of what is there, by somebody with a name.

    Raises:
        UsageError: there is no such thing, or nobody to judge.

    """
    if not by.strip() or not by.isprintable():
        raise UsageError(f"by {by!r}: name the person who judges")
    with existing_ledger(served.ledger) as store:
        one = judge(store, judgement(store, by.strip()))
    kind = str(one.judgement.__struct_config__.tag)
    return Judged(one.number, kind, getattr(one.judgement, "claim", None), one.judgement.by, one.recorded)
