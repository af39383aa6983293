"""How fast a ledger of invented claims answers while another process writes to it, and what adding costs.

A claim has the fields and the size of one that was read. Who takes part, what changes hands and the words
are drawn with the skew that names and words have: a few propositions have thousands of claims, most have
a handful. Figures are 95th percentiles by the clock on the wall. What adding costs is measured in a pair: to
a ledger of 10,000 claims and to the full one in turn, so that other work of the machine falls on both; the
ratio is that of the sums.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TypeAlias

import click

from reportedly.actors.labelling import labels
from reportedly.ledger.entries import Opening, Placement, ReadArticle
from reportedly.ledger.sqlite import SqliteStore
from reportedly.model import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Claim,
    Event,
    Factuality,
    Frame,
    Item,
    Participant,
    Polarity,
    Span,
    Stage,
    Status,
    content_id,
)
from reportedly.threadmodel import Party, Proposition
from reportedly.threads.keys import key_of, names_of
from reportedly.threads.windows import gap, thread_id

PER_ARTICLE, FEW, BATCH, TIMED = 10, 10_000, 100, 200
TURNS, EACH = 24, 10
FIRST_DAY = date(2019, 1, 1)
DAYS = 2_000
STATUSES, STAGES = tuple(Status), tuple(Stage)
COUNTRIES = tuple(f"{a}{b}{c}" for a in "BCDF" for b in "AEIO" for c in "KLMN")
ITEMS = ("uav", "missile", "artillery", "armour", "aircraft", "ship", "radar", "rifle", "mine", "oil")
WORDS = tuple(f"{a}{b}{c}{d}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdklmnrst" for d in "aeiouy")


def skewed(drawn: random.Random, things: Sequence[str]) -> str:
    """One of the things, the first far more often than the last."""
    return things[int(len(things) ** drawn.random()) - 1]


def articles(first: int) -> Iterator[ReadArticle]:
    """Invented articles with their claims, from a number on."""
    number = first
    while True:
        drawn = random.Random(number)  # noqa: S311 - not for secrets
        said = FIRST_DAY + timedelta(days=drawn.randrange(DAYS))
        sentences = [" ".join(skewed(drawn, WORDS) for _ in range(25)) for _ in range(PER_ARTICLE)]
        text = f"{number} " + ". ".join(sentences)
        outlet = f"Outlet {drawn.randrange(200)}"
        identity = content_id(text, said.isoformat(), outlet, None)
        article = Article(
            id=identity,
            external_id=f"invented-{number}",
            text=text,
            title=sentences[0][:60],
            outlet=outlet,
            published=said.isoformat(),
        )
        claims = tuple(claim(article, text.index(sentence), sentence, drawn) for sentence in sentences)
        yield ReadArticle(article, "reader", (), (), claims)
        number += 1


def claim(article: Article, start: int, sentence: str, drawn: random.Random) -> Claim:
    """An invented claim whose evidence is a sentence."""
    trigger = Span(start, start + 4, sentence[:4])
    sides = [skewed(drawn, COUNTRIES), skewed(drawn, COUNTRIES[::-1])]
    event = Event(
        id=content_id(article.id, start),
        article=article.id,
        trigger=trigger,
        type="AID",
        mode=None,
        frame=Frame.TRANSFER,
        participants=tuple(
            Participant(role, code, code, trigger)
            for role, code in zip(("supplier", "recipient"), sides, strict=True)
        ),
        factuality=Factuality(Certainty.PROBABLE, Polarity.POSITIVE, 2.0),
        item=Item(skewed(drawn, ITEMS), None, trigger),
        stage=drawn.choice(STAGES),
    )
    return Claim(
        id=content_id(event.id, "reader"),
        article=article.id,
        external_id=article.external_id,
        status=drawn.choice(STATUSES),
        viewpoint=(Actor(sides[0], f"spokesman of {sides[0]}", ActorKind.PERSON, "spokesman", "GOV"),),
        said=article.published,
        happens=None,
        event=event,
        evidence=(Span(start, start + len(sentence), sentence),),
        confidence=0.8,
        reader="reader",
        reasons=("preparing: a plan, not a deed",),
    )


def by_deal(claims: Sequence[Claim]) -> Iterator[Placement]:
    """Place each claim under its deal: supplier, recipient, item and half-year."""
    for one in claims:
        proposition, said_by = deal(one)
        opens = Opening(thread_id(proposition, said_by), said_by, gap(proposition).days)
        names = names_of(proposition, said_by)
        yield Placement(one.id, key_of(proposition), said_by, ("supplier", "recipient"), names, opens)


def deal(claim: Claim) -> tuple[Proposition, date]:
    """The deal that an invented claim is about, and when it was said."""
    parties = tuple(Party(one.role, one.actor) for one in claim.event.participants)
    assert claim.event.item is not None
    assert claim.said is not None
    half = f"{claim.said[:4]}{'ab'[claim.said[5:7] > '06']}"
    return Proposition("transfer", parties, claim.event.item.cls, half), date.fromisoformat(claim.said)


@click.command()
@click.option("--claims", default=20_000, show_default=True, help="How many claims.")
@click.option("--write-from", hidden=True, type=int, help="Be the process that writes to LEDGER.")
@click.option("--ledger", type=click.Path(path_type=Path), help="Keep it here; use it if it is there.")
def main(claims: int, write_from: int | None, ledger: Path | None) -> None:
    """Print how long reads take while a writer runs, what adding costs, and bytes a claim."""
    if write_from is not None:
        assert ledger is not None
        write(ledger, write_from)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = ledger or Path(folder) / "ledger.db"
        if not path.exists():
            fill(path, claims // PER_ARTICLE)
        print(f"{path.stat().st_size / claims:.0f} bytes a claim, of {claims} claims")
        measure(path, claims // PER_ARTICLE)


def fill(path: Path, count: int) -> None:
    """Fill a ledger, and print what adding to it costs beside adding to a small one."""
    source = articles(0)
    with (
        tempfile.TemporaryDirectory() as folder,
        SqliteStore.open_to_write(path, by_deal, labels) as full,
        SqliteStore.open_to_write(Path(folder) / "small.db", by_deal, labels) as small,
    ):
        started = perf_counter()
        append(full, source, count)
        print(f"{(perf_counter() - started) / count / PER_ARTICLE * 1e6:.0f} µs a claim in batches")
        append(small, source, FEW // PER_ARTICLE)
        for name, few, many in zip(("wall", "processor"), *paired(small, full, source), strict=True):
            print(
                f"adding a claim, {name} time: {few * 1e6:.0f} µs at {FEW}, {many * 1e6:.0f} µs at "
                f"{count * PER_ARTICLE}, ratio {many / few:.2f}"
            )


def append(store: SqliteStore, source: Iterator[ReadArticle], count: int) -> None:
    """Append so many articles, in batches."""
    for done in range(0, count, BATCH):
        store.append(list(islice(source, min(BATCH, count - done))))


Cost: TypeAlias = tuple[float, float]
"""Seconds a claim on the wall and of the processor."""


def paired(small: SqliteStore, full: SqliteStore, source: Iterator[ReadArticle]) -> tuple[Cost, Cost]:
    """What adding a claim costs to each of two ledgers that are added to in turn, under the same load.

    Articles go in one by one, each on disk before the next; which ledger is first changes with each turn.
    """
    spent = {small: [0.0, 0.0], full: [0.0, 0.0]}
    for turn in range(TURNS):
        for store in (small, full) if turn % 2 else (full, small):
            entries = list(islice(source, EACH))
            started, busy = perf_counter(), process_time()
            for entry in entries:
                store.append([entry])
            spent[store][0] += perf_counter() - started
            spent[store][1] += process_time() - busy
    claims = TURNS * EACH * PER_ARTICLE
    few, many = ((wall / claims, busy / claims) for wall, busy in spent.values())
    return few, many


def write(path: Path, first: int) -> None:
    """Append articles until stopped."""
    with SqliteStore.open_to_write(path, by_deal, labels) as store:
        print("writing", flush=True)
        for entry in articles(first):
            store.append([entry])


def measure(path: Path, count: int) -> None:
    """Time reads while another process writes."""
    command = [sys.executable, __file__, "--ledger", str(path), "--write-from", str(count * 2)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 - this file
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        with SqliteStore.open_to_read(path) as store:
            for name, work in reads(store, count).items():
                print(f"{name:<28} {spread([timed(one) for one in work])}", flush=True)
    finally:
        writer.kill()
        writer.wait()


Work = Callable[[], object]


def reads(store: SqliteStore, count: int) -> dict[str, list[Work]]:
    """The reads to time, each of something else."""
    drawn = random.Random(1)  # noqa: S311 - not for secrets
    now, page = store.counts().last_recorded, store.propositions()
    some = [next(articles(drawn.randrange(count))) for _ in range(TIMED)]
    keys = [drawn.choice([*by_deal(entry.claims)]).key for entry in some]
    days = [FIRST_DAY + timedelta(days=drawn.randrange(DAYS)) for _ in keys]
    words = [" ".join(skewed(drawn, WORDS) for _ in range(drawn.randint(1, 3))) for _ in keys]
    return {
        "a thread as of a day": [
            partial(store.claims_under, key, said_by=day) for key, day in zip(keys, days, strict=True)
        ],
        "a thread as known by": [partial(store.claims_under, key, known_by=now) for key in keys],
        "search": [partial(store.search, asked, limit=20) for asked in words],
        "list of threads, first page": [store.propositions] * TIMED,
        "list of threads, next pages": [partial(store.propositions, after=drawn.choice(page)) for _ in keys],
    }


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    p95 = quantiles(times, n=20)[-1]
    return f"median {median(times) * 1e3:7.2f} ms, 95th percentile {p95 * 1e3:7.2f} ms"


def timed(work: Callable[..., object], *arguments: object) -> float:
    """Seconds on the wall that a call takes."""
    started = perf_counter()
    work(*arguments)
    return perf_counter() - started


if __name__ == "__main__":
    main()
