"""What reading costs beside the bare parser, and what a second process gains.

All are timed on the same documents in the same run: reading and parser in turns on every document, so
that a machine whose speed drifts slows them alike, and in processor time, so that what else runs on it
counts for neither. One process against two is timed by the clock on the wall. Figures are medians over
the rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter, process_time

import click
import spacy

from corpus import corpus, sample
from reportedly.desk import read_articles
from reportedly.model import Article
from reportedly.reading.nlp import MODEL
from reportedly.reading.reader import read_article

Work = Callable[[Article], object]


@click.command()
@click.option("--documents", default=40, show_default=True, help="How many, spread over the corpus.")
@click.option("--rounds", default=3, show_default=True, help="How often each is timed.")
def main(documents: int, rounds: int) -> None:
    """Print the cost of reading, of the parser alone, and the gain of --jobs 2."""
    articles = sample(corpus(), documents)
    print(f"{len(articles)} documents of {corpus().name}, {rounds} rounds")
    _compare_costs(articles, rounds)
    _compare_jobs(articles * 4, rounds)


def _compare_costs(articles: Sequence[Article], rounds: int) -> None:
    full, lean = spacy.load(MODEL), spacy.load(MODEL, exclude=["ner"])
    tokens = sum(len(lean.make_doc(article.text)) for article in articles)
    works: dict[str, Work] = {
        "reading": read_article,
        "spaCy, whole pipeline": lambda article: full(article.text),
        "spaCy, the components used": lambda article: lean(article.text),
    }
    for work in works.values():
        work(articles[0])
    times = [_in_turns(works, articles, number) for number in range(rounds)]
    for name in works:
        print(f"{name:<36}{median(time[name] for time in times) / tokens * 1e6:8.1f} µs a token")
    for name in list(works)[1:]:
        ratio = median(time["reading"] / time[name] for time in times)
        print(f"reading / {name:<26}{ratio:8.2f}")


def _in_turns(works: dict[str, Work], articles: Sequence[Article], number: int) -> dict[str, float]:
    """Processor seconds of each over all documents; the order changes from document to document."""
    spent = dict.fromkeys(works, 0.0)
    names = list(works)
    for turn, article in enumerate(articles, number):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            start = process_time()
            works[name](article)
            spent[name] += process_time() - start
    return spent


def _compare_jobs(articles: Sequence[Article], rounds: int) -> None:
    times = [{jobs: _seconds(articles, jobs) for jobs in (1, 2)} for _ in range(rounds)]
    for jobs in (1, 2):
        seconds = median(time[jobs] for time in times)
        print(f"--jobs {jobs:<29}{seconds:8.1f} s for {len(articles)} documents, start-up included")
    print(f"{'gain of --jobs 2':<36}{median(time[1] / time[2] for time in times):8.2f}")


def _seconds(articles: Sequence[Article], jobs: int) -> float:
    start = perf_counter()
    for _ in read_articles(articles, jobs=jobs):
        pass
    return perf_counter() - start


if __name__ == "__main__":
    main()
