"""What a careful reader takes from the seed article and from the drone transcripts of 2022."""

from __future__ import annotations

import gzip
import json
import random
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.desk import read, read_articles
from reportedly.model import ActorKind, Article, Claim, Frame, PassageKind, Stage, Status
from reportedly.reading.reader import Reading, read_article
from reportedly.sources.files import SourceSettings, articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.data, pytest.mark.slow]


def fold(text: str) -> str:
    return " ".join(text.split())


@lru_cache
def seed(gold: Path) -> tuple[Reading, dict[str, Any]]:
    expected = json.loads((gold / "seed" / "expected.json").read_text(encoding="utf-8"))
    text = (gold / "seed" / "article.txt").read_text(encoding="utf-8")
    return read(text, published=expected["published"], outlet=expected["outlet"]), expected


def speaks(claim: Claim, wanted: dict[str, Any]) -> bool:
    """Whether the claim's last speaker, or one before it, is the expected source."""
    source = wanted["source"]
    last = claim.viewpoint[-1]
    if source.startswith(("the article", "the related headline")):
        return last.kind is ActorKind.OUTLET
    if source.startswith("unnamed"):
        return last.kind in (ActorKind.UNNAMED, ActorKind.OUTLET)
    if source.startswith("assessments"):
        return last.actor == "USA" or "assessment" in last.name
    names = [actor.name for actor in claim.viewpoint]
    if source in ("The US", "US officials"):
        return last.actor == "USA"
    surname = source.split(" (")[0].split()[-1]
    return any(surname in name for name in names)


def expected_span(reading: Reading, wanted: dict[str, Any]) -> tuple[int, int]:
    start = reading.article.text.index(wanted["evidence"])
    return start, start + len(wanted["evidence"])


def found(reading: Reading, wanted: dict[str, Any]) -> list[Claim]:
    start, end = expected_span(reading, wanted)
    near = [c for c in reading.claims if any(s.start < end and start < s.end for s in c.evidence)]
    inside = [c for c in near if start <= c.event.trigger.start < end]
    return [
        claim
        for claim in inside
        if speaks(claim, wanted) and ("status" not in wanted or claim.status == wanted["status"])
    ]


def test_the_seed_gives_what_a_careful_reader_takes_from_it(gold: Path) -> None:
    reading, expected = seed(gold)
    missed = [wanted["n"] for wanted in expected["claims"] if not found(reading, wanted)]
    assert len(missed) <= 3, missed


def test_no_claim_of_the_seed_comes_from_boilerplate(gold: Path) -> None:
    reading, expected = seed(gold)
    furniture = [p.span for p in reading.passages if p.kind is PassageKind.BOILERPLATE]
    assert [fold(span.text) for span in furniture] == expected["boilerplate"]
    assert not [c for c in reading.claims for s in c.evidence for span in furniture if s.overlaps(span)]


def test_nothing_in_the_seed_says_that_a_delivery_or_purchase_happened(gold: Path) -> None:
    reading, _ = seed(gold)
    for claim in reading.claims:
        suppliers = {p.actor for p in claim.event.participants if p.role == "supplier"}
        if claim.event.frame is Frame.TRANSFER and suppliers & {"IRN", "CHN"}:
            assert claim.status is not Status.OCCURRED or claim.event.stage is Stage.SOUGHT, claim


def documents(gold: Path) -> list[Article]:
    path = gold / "data" / "wh-briefings" / "2022.jsonl.gz"
    return [one for one in articles([str(path)], SourceSettings()) if isinstance(one, Article)]


def readings(chosen: Iterable[Article]) -> Iterator[Reading]:
    for one in read_articles(chosen, jobs=2):
        assert isinstance(one, Reading), one
        yield one


def drone_transfers(reading: Reading) -> list[Claim]:
    return [
        claim
        for claim in reading.claims
        if claim.event.frame is Frame.TRANSFER
        and any(p.role == "supplier" and p.actor == "IRN" for p in claim.event.participants)
        and any(p.role == "recipient" and p.actor == "RUS" for p in claim.event.participants)
    ]


def test_the_drone_thread_is_found_in_its_transcripts(gold: Path) -> None:
    thread = json.loads((gold / "threads" / "iran-russia-drones.json").read_text(encoding="utf-8"))
    names = {wanted["doc"] for wanted in thread["claims"]}
    by_name = {a.external_id.rsplit("/", 1)[-1]: a for a in documents(gold)}
    readings = {name: read_article(by_name[name]) for name in names}
    missed = []
    for wanted in thread["claims"]:
        shown = [
            claim
            for claim in drone_transfers(readings[wanted["doc"]])
            if claim.status == wanted["status"]
            and any(_shares(fold(span.text), fold(wanted["evidence"])) for span in claim.evidence)
        ]
        if not shown:
            missed.append((wanted["status"], wanted["evidence"]))
    assert len(missed) <= 2, missed


def _shares(evidence: str, wanted: str) -> bool:
    """One holds the other, or most of the shorter stands in the longer."""
    short, long = sorted((evidence, wanted), key=len)
    return short in long or long[: len(short) // 2] in short or short[: len(short) // 2] in long


@lru_cache
def july(gold: Path) -> tuple[Reading, ...]:
    """Readings of every document of 2022 before August that names both countries."""
    named = [
        article
        for article in documents(gold)
        if (article.published or "") < "2022-08-01"
        and any(word in article.text for word in ("Iran", "Tehran"))
        and any(word in article.text for word in ("Russia", "Moscow", "Kremlin", "Putin"))
    ]
    return tuple(readings(named))


def test_before_august_nobody_is_read_as_saying_that_the_drones_came(gold: Path) -> None:
    wrong = [
        (claim.external_id[-40:], claim.evidence[0].text)
        for reading in july(gold)
        for claim in drone_transfers(reading)
        if claim.status is Status.OCCURRED
    ]
    assert wrong == []


def test_a_question_gives_nothing_but_asked(gold: Path) -> None:
    for reading in july(gold)[:40]:
        for claim in reading.claims:
            if claim.viewpoint[0].kind is ActorKind.REPORTER:
                assert claim.status is Status.ASKED, claim


def test_every_span_is_its_evidence(gold: Path) -> None:
    chosen = random.Random(1).sample(documents(gold), 500)
    short = [article for article in chosen if len(article.text) < 20_000]
    for reading in readings(short):
        for claim in reading.claims:
            event = claim.event
            spans = [*claim.evidence, event.trigger, *(p.span for p in event.participants)]
            for thing in (event.item, event.quantity, event.money):
                if thing is not None:
                    spans.append(thing.span)
            assert all(reading.article.text[s.start : s.end] == s.text for s in spans)


def test_gzip_is_read_like_the_plain_file(gold: Path, tmp_path: Path) -> None:
    text = (gold / "seed" / "article.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text.encode()))
    (one,) = articles([str(tmp_path / "a.txt.gz")], SourceSettings())
    assert isinstance(one, Article)
    assert one.text == text
