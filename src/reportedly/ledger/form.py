"""The JSON form of what a ledger gives out, besides that of the types themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from reportedly.jsonform import to_builtins
from reportedly.ledger.entries import Posting, RecordedClaim, RecordedJudgement


def claim_form(one: RecordedClaim, postings: Sequence[Posting]) -> dict[str, Any]:
    """A claim as ``claims --json`` prints it: that of ``read --json``, and when and where it was found."""
    known = {"story": one.story, "recorded": one.recorded, "postings": postings}
    return {**to_builtins(one.claim), **known}


def judgement_form(one: RecordedJudgement, standing: Collection[int]) -> dict[str, Any]:
    """A judgement as ``judge list --json`` prints it; ``standing`` are the numbers of those that hold."""
    told = {
        field.name: getattr(one, field.name) for field in fields(one)
    }  # the value of an edit is JSON as it is
    return {**told, "stands": one.number in standing}
