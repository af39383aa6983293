"""How long the facade takes to answer, list by list, over a ledger that is there.

What is asked for rotates: names, words, days and moments are drawn from the ledger's own claims, so that
most are rare and some are everywhere, and the commonest are asked for by themselves. Figures are by the
clock on the wall and, for machines that have other work too, of the processor, of one process that has the
ledger open; `plain scan` is the processor's time to decode every claim once, from 10,000 of them, and the
ratio is how many times longer that is than the 95th percentile.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TypeAlias

import apsw
import click

from reportedly.actordesk import actor_with, actors_in
from reportedly.errors import UsageError
from reportedly.jsonform import decode
from reportedly.ledger.days import moment
from reportedly.ledger.entries import Accept, Filter, Judgement, Reject, Same
from reportedly.ledger.statements import numbers
from reportedly.ledger.store import Store
from reportedly.ledgerdesk import claims_as_judged, open_ledger
from reportedly.model import Claim, Status
from reportedly.query import Query, parse_query
from reportedly.sourcedesk import sources
from reportedly.threaddesk import claim_with, doubts, judge, thread_with, threads, threads_about
from reportedly.times import day_of
from reportedly.watchdesk import Watch, look

SAMPLE, PAGE, LONGEST, LATELY = 10_000, 50, 15.0, 20
Call: TypeAlias = Callable[[], object]


@dataclass(frozen=True)
class Known:
    """What the ledger is asked for: claims drawn from all of it, its commonest actors, moments and size.

    ``lately`` is when all but the last few recordings had been made.
    """

    claims: Sequence[Claim]
    common: Sequence[str]
    moments: Sequence[datetime]
    lately: datetime
    total: int
    scan: float


@click.command()
@click.option("--ledger", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--times", default=40, show_default=True, help="How often each call is made.")
@click.option("--judge", "judged", default=0, help="First record so many judgements IN THE LEDGER.")
@click.option("--only", default="", help="Only the calls whose name has this in it.")
def main(ledger: Path, times: int, judged: int, only: str) -> None:
    """Print a table: each call with its median, 95th percentile, and how much longer a plain scan takes."""
    known = drawn_from(ledger)
    if judged:
        with open_ledger(ledger, write=True) as store:
            record(store, known, judged)
    print(f"{known.total} claims; plain scan {known.scan * 1e3:.0f} ms")
    print("| call (times) | wall ms | 95th | processor ms | 95th | plain scan / 95th |\n" + "|---" * 6 + "|")
    with open_ledger(ledger) as store:
        for name, work in calls(store, known).items():
            if only in name:
                print(row(name, timed(work, times), known.scan), flush=True)


def drawn_from(ledger: Path) -> Known:
    """What to ask a ledger for."""
    db = apsw.Connection(str(ledger))
    drawn = random.Random(1)  # noqa: S311 - not for secrets
    total: int = db.execute("SELECT max(seq) FROM claim").get
    sample = numbers(drawn.randrange(1, total + 1) for _ in range(SAMPLE))
    started = process_time()
    found = db.execute("SELECT form FROM claim WHERE seq IN carray(?)", (sample,))
    claims = [decode(Claim, form) for (form,) in found]
    scan = (process_time() - started) * total / len(claims)
    drawn.shuffle(claims)
    common = "SELECT actor FROM claim_actor GROUP BY actor ORDER BY count(*) DESC LIMIT 5"
    last: int = db.execute("SELECT max(seq) FROM recording").get
    at = "SELECT at FROM recording WHERE seq = ?"
    *moments, lately = [
        moment(db.execute(at, (number,)).get)
        for number in (last // 5, last // 2, last * 9 // 10, last - LATELY)
    ]
    return Known(claims, [actor for (actor,) in db.execute(common)], moments, lately, total, scan)


def record(store: Store, known: Known, count: int) -> None:
    """Judge claims: accept, reject, and hold two to be the same, in turn."""
    ids = [claim.id for claim in known.claims[: 2 * count]]
    for number, (one, other) in enumerate(zip(ids[::2], ids[1::2], strict=True)):
        made: tuple[Judgement, ...] = (Accept(one, "bench"), Reject(one, "bench"), Same(one, other, "bench"))
        judge(store, made[number % 3])


def calls(store: Store, known: Known) -> dict[str, Iterator[Call]]:
    """Every call to be timed, each with what it is asked for in turn."""
    return {**claim_calls(store, known), **thread_calls(store, known), **other_calls(store, known)}


def claim_calls(store: Store, known: Known) -> dict[str, Iterator[Call]]:
    """Lists of claims, filtered and searched."""
    actors = [frozenset(one.actor for one in claim.event.participants if one.actor) for claim in known.claims]
    some = [frozenset(islice(each, 1)) for each in actors if each]
    outlets = [
        None,
        *(posting.outlet for claim in known.claims[:40] for posting in store.postings(claim.article)),
    ]
    days = [day for claim in known.claims if (day := day_of(claim.said))]
    week = timedelta(days=7)

    def listed(wanted: Filter, known_by: datetime | None = None) -> Call:
        return lambda: list(claims_as_judged(store, wanted, known_by=known_by, limit=PAGE))

    return {
        "claims": cycle([listed(Filter())]),
        "claims of an actor": cycle([listed(Filter(actors=each)) for each in some]),
        "claims of two actors": cycle([listed(Filter(actors=each)) for each in actors if len(each) == 2]),
        "claims of the commonest actors": cycle(
            [listed(Filter(actors=frozenset([one]))) for one in known.common]
        ),
        "claims of a status": cycle([listed(Filter(statuses=frozenset([one]))) for one in Status]),
        "claims of an outlet": cycle([listed(Filter(outlet=one)) for one in outlets]),
        "claims of a week": cycle([listed(Filter(said_from=day, said_to=day + week)) for day in days]),
        "claims of a status since a day": cycle(
            [listed(Filter(statuses=frozenset([one]), said_from=days[at])) for at, one in enumerate(Status)]
        ),
        "claims of an actor and status": cycle(
            [listed(Filter(actors=each, statuses=frozenset([Status.DENIED]))) for each in some]
        ),
        "claims as known by": cycle(
            [listed(Filter(actors=some[at]), at_) for at, at_ in enumerate(known.moments)]
        ),
        "search for a word": cycle([partial(store.search, word, limit=PAGE) for word in words_of(known, 1)]),
        "search for two words": cycle(
            [partial(store.search, word, limit=PAGE) for word in words_of(known, 2)]
        ),
    }


def thread_calls(store: Store, known: Known) -> dict[str, Iterator[Call]]:
    """Lists of threads, and threads."""
    queries = [
        Query(actors=frozenset(one.actor for one in claim.event.participants if one.actor))
        for claim in known.claims
    ]
    items = [Query(items=frozenset([one.event.item.cls])) for one in known.claims if one.event.item]
    common = [Query(actors=frozenset([one])) for one in known.common]
    asked = [query for query in queries if query.actors]
    word = words_of(known, 1)

    def page(
        number: int, words: str | None = None, query: Query = common[0], at: datetime | None = None
    ) -> Call:
        return lambda: threads(store, words, query, page=number, limit=PAGE, known_by=at)

    every = Query()
    return {
        "threads": cycle([page(number, query=every) for number in (1, 2, 3)]),
        "threads, deep pages": cycle([page(number, query=every) for number in range(50, 2000, 97)]),
        "threads of actors": cycle([page(1, query=query) for query in asked]),
        "threads of the commonest actors": cycle([page(1, query=query) for query in common]),
        "threads of the commonest actors, deep pages": cycle([page(20, query=query) for query in common]),
        "threads of an item": cycle([page(1, query=query) for query in items]),
        "threads with a word": cycle([page(1, one, every) for one in word]),
        "threads of actors with a word": cycle([page(1, *both) for both in zip(word, asked, strict=False)]),
        "threads as known by": cycle([page(1, query=every, at=at) for at in known.moments]),
        "threads of actors as known by": cycle(
            [page(1, query=asked[at], at=one) for at, one in enumerate(known.moments)]
        ),
        "largest threads of actors": cycle(
            [partial(threads_about, store, query, limit=11) for query in asked]
        ),
        "a thread": cycle([partial(found, thread_with, store, claim.id) for claim in known.claims]),
        "a claim": cycle([partial(claim_with, store, claim.id) for claim in known.claims]),
        "doubts": cycle([partial(doubts, store, every)]),
        "doubts of actors": cycle([partial(doubts, store, query) for query in asked]),
    }


def other_calls(store: Store, known: Known) -> dict[str, Iterator[Call]]:
    """Actors, watches, sources, counts."""
    names = [claim.viewpoint[-1].name for claim in known.claims]
    about = [" ".join(sorted(one.actor or "" for one in claim.event.participants)) for claim in known.claims]
    told = known.lately
    watches = [Watch(one, one, None, told, told) for one in about if readable(one)] or [
        Watch("uav", "uav", None, told, told)
    ]
    return {
        "actors with words": cycle([partial(actors_in, store, name) for name in names]),
        "an actor": cycle([partial(found, actor_with, store, name) for name in names]),
        "news of a watch": cycle([partial(look, store, watch) for watch in watches[:50]]),
        "sources": cycle([lambda: list(sources(store))]),
        "counts": cycle([store.counts]),
    }


def found(call: Callable[..., object], store: Store, named: str) -> object:
    """What a call gives; nothing where there is none, or several."""
    try:
        return call(store, named)
    except UsageError:
        return None


def readable(about: str) -> bool:
    """Whether a watch can be about it."""
    try:
        return parse_query(about) != Query()
    except UsageError:
        return False


def words_of(known: Known, count: int) -> list[str]:
    """Words that stand beside one another in the sample's evidence."""
    told = [[word for word in claim.evidence[0].text.split() if word.isalpha()] for claim in known.claims]
    drawn = random.Random(count)  # noqa: S311 - not for secrets
    starts = [(each, drawn.randrange(len(each) - count + 1)) for each in told if len(each) >= count]
    return [" ".join(each[at : at + count]) for each, at in starts]


def timed(work: Iterator[Call], times: int) -> list[tuple[float, float]]:
    """Seconds on the wall and of the processor of each call, until there are enough or it took too long."""
    spent: list[tuple[float, float]] = []
    while len(spent) < times and (sum(wall for wall, _ in spent) < LONGEST or len(spent) < 2):
        call = next(work)
        started, busy = perf_counter(), process_time()
        call()
        spent.append((perf_counter() - started, process_time() - busy))
    return spent


def row(name: str, spent: Sequence[tuple[float, float]], scan: float) -> str:
    """A row of the table."""
    wall, busy = zip(*spent, strict=True)
    figures = (median(wall), p95(wall), median(busy), p95(busy))
    told = " | ".join(f"{each * 1e3:.1f}" for each in figures)
    return f"| {name} ({len(spent)}) | {told} | {scan / p95(busy):.0f} |"


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
