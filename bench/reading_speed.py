"""What reading costs beside the bare parser, and what a second process gains.

Everything is timed on the same documents in the same run, in turns, so that a machine whose speed
drifts slows all of them alike; figures are medians over the rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import perf_counter

import click
import spacy

from corpus import corpus, sample
from reportedly.desk import read_articles
from reportedly.model import Article
from reportedly.reading.nlp import MODEL
from reportedly.reading.reader import read_article

Run = Callable[[], None]


@click.command()
@click.option("--documents", default=40, show_default=True, help="How many, spread over the corpus.")
@click.option("--rounds", default=3, show_default=True, help="How often each is timed.")
def main(documents: int, rounds: int) -> None:
    """Print the cost of reading, of the parser alone, and the gain of --jobs 2."""
    articles = sample(corpus(), documents)
    full, lean = spacy.load(MODEL), spacy.load(MODEL, exclude=["ner"])
    tokens = sum(len(lean.make_doc(article.text)) for article in articles)
    print(f"{len(articles)} documents of {corpus().name}, {tokens} tokens, {rounds} rounds, in one process")
    read_article(articles[0])
    _compare_costs(
        {
            "reading": lambda: _each(read_article, articles),
            "spaCy, whole pipeline": lambda: _each(full, [article.text for article in articles]),
            "spaCy, the components used": lambda: _each(lean, [article.text for article in articles]),
        },
        tokens,
        rounds,
    )
    _compare_jobs(articles * 4, rounds)


def _compare_costs(runs: dict[str, Run], tokens: int, rounds: int) -> None:
    times = _in_turns(runs, rounds)
    reading, *bare = times
    for name, seconds in times.items():
        print(f"{name:<28}{median(seconds) / tokens * 1e6:8.1f} µs a token")
    for name in bare:
        ratios = [ours / theirs for ours, theirs in zip(times[reading], times[name], strict=True)]
        print(f"reading / {name:<28}{median(ratios):6.2f}")


def _compare_jobs(articles: Sequence[Article], rounds: int) -> None:
    times = _in_turns({f"--jobs {jobs}": partial(_all, articles, jobs) for jobs in (1, 2)}, rounds)
    for name, seconds in times.items():
        print(f"{name:<28}{median(seconds):8.1f} s for {len(articles)} documents, start-up included")
    one, two = times.values()
    print(f"gain of --jobs 2            {median(a / b for a, b in zip(one, two, strict=True)):8.2f}")


def _in_turns(runs: dict[str, Run], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds):
        order = list(runs.items())
        for name, run in order if number % 2 == 0 else reversed(order):
            start = perf_counter()
            run()
            times[name].append(perf_counter() - start)
    return times


def _each(work: Callable[..., object], things: Sequence[object]) -> None:
    for thing in things:
        work(thing)


def _all(articles: Sequence[Article], jobs: int) -> None:
    for _ in read_articles(articles, jobs=jobs):
        pass


if __name__ == "__main__":
    main()
