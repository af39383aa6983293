"""The events that the drone thread's claims are made of, in the transcripts that they stand in."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Article
from reportedly.reading.events import find_events
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.passages import split


def documents(gold: Path, wanted: set[str]) -> Iterator[dict[str, Any]]:
    with gzip.open(gold / "data" / "wh-briefings" / "2022.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"].rsplit("/", 1)[-1] in wanted:
                yield row


def stretch_of(evidence: str, text: str) -> tuple[int, int]:
    """Where white-space folded evidence stands in the text."""
    found = re.search(r"\s+".join(map(re.escape, evidence.split())), text)
    assert found, evidence
    return found.span()


@pytest.mark.data
@pytest.mark.slow
def test_every_claim_of_the_thread_has_its_transfer(gold: Path) -> None:
    claims = json.loads((gold / "threads" / "iran-russia-drones.json").read_text("utf-8"))["claims"]
    missed = []
    for row in documents(gold, {claim["doc"] for claim in claims}):
        text = row["markdown"]
        article = Article("a", row["id"], text, title=row["title"], url=row["url"], published=row["date"])
        parsed = parse(text, split(article))
        events = find_events(parsed, find_mentions(parsed))
        for claim in claims:
            if row["id"].endswith(claim["doc"]):
                start, end = stretch_of(claim["evidence"], text)
                if not any(
                    event.frame == "transfer"
                    and start <= parsed.starts[event.head] < end
                    and {("supplier", "IRN"), ("recipient", "RUS")}
                    <= {(who.role, who.actor) for who in event.participants}
                    and event.item is not None
                    and event.item.cls == "uav"
                    for event in events
                ):
                    missed.append(claim["evidence"])
    assert missed == []
