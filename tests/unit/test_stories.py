"""Tiny news stories beside what a careful reader takes from them (tests/stories.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reportedly.desk import read
from reportedly.model import ActorKind, Claim

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "stories.toml").read_text(encoding="utf-8")
)["story"]
ROLES = ("supplier", "recipient", "sender", "target", "trainer", "trainee")


def seen(claim: Claim) -> dict[str, object]:
    """A claim in the words of the stories file."""
    event = claim.event
    last = claim.viewpoint[-1]
    who = "outlet" if last.kind is ActorKind.OUTLET else " > ".join(a.name for a in claim.viewpoint)
    return {
        "who": who,
        "status": claim.status.value,
        "frame": event.frame.value if event.frame else None,
        "item": event.item.cls if event.item else None,
        "stage": event.stage.value if event.stage else None,
        "said": claim.said,
        "happens": claim.happens,
        **{p.role: p.actor for p in event.participants if p.role in ROLES},
    }


def fits(claim: dict[str, object], wanted: dict[str, str]) -> bool:
    return wanted["who"] in str(claim["who"]) and all(
        claim.get(field) == value for field, value in wanted.items() if field != "who"
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_story(story: dict[str, Any]) -> None:
    reading = read(
        story["text"], published=story.get("published"), title=story.get("title"), outlet=story.get("outlet")
    )
    found = [seen(claim) for claim in reading.claims]
    for wanted in story.get("claims", []):
        assert any(fits(claim, wanted) for claim in found), (wanted, found)
    domain = [
        claim for claim in found if claim["frame"] not in (None, "statement") and claim["stage"] != "sought"
    ]
    assert not [claim for claim in domain if claim["status"] in story.get("never", [])]
    assert not [role for claim in domain for role in story.get("without", []) if claim.get(role)]
    if story.get("undated"):
        assert all(claim.happens is None and claim.said is None for claim in reading.claims)
