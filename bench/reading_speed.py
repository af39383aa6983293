"""What reading costs beside the bare spaCy pipeline, and what a second process gains.

All are timed on the same documents in the same run. Costs are of one thread, reading, model and parser in
turns on every document, so that a machine whose speed drifts slows them alike, and in processor time, so
that what else runs on it counts for neither. Documents a second are by the clock on the wall, with two
processes each, their start not counted. Figures are medians over the rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache, partial
from statistics import median
from time import perf_counter, process_time

import click
import spacy
from spacy.language import Language

from corpus import corpus, sample
from reportedly.config import ReadingSettings
from reportedly.desk import read_articles
from reportedly.model import Article
from reportedly.reading.nlp import PARSER
from reportedly.reading.reader import read_article

Work = Callable[[Article], object]
_BY_DEFAULT = ReadingSettings()


@click.command()
@click.option("--documents", default=40, show_default=True, help="How many, spread over the corpus.")
@click.option("--rounds", default=3, show_default=True, help="How often each is timed.")
@click.option("--model", default=_BY_DEFAULT.model, show_default=True, help="Model package to read with.")
def main(documents: int, rounds: int, model: str) -> None:
    """Print the cost of reading, of the pipeline alone, both with two processes, and the gain of --jobs 2."""
    articles, settings = sample(corpus(), documents), ReadingSettings(model=model)
    print(f"{len(articles)} documents of {corpus().name}, {rounds} rounds, {model}")
    _compare_costs(articles, rounds, settings)
    _compare_rates(articles * 2, rounds, settings)
    _compare_jobs(articles * 4, rounds, settings)


def _compare_costs(articles: Sequence[Article], rounds: int, settings: ReadingSettings) -> None:
    full, lean = spacy.load(PARSER), spacy.load(PARSER, exclude=["ner"])
    tokens = sum(len(lean.make_doc(article.text)) for article in articles)
    works: dict[str, Work] = {
        "reading": partial(read_article, settings=settings),
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


def _compare_rates(articles: Sequence[Article], rounds: int, settings: ReadingSettings) -> None:
    """Documents a second of two processes each, in turns."""
    with ProcessPoolExecutor(2) as readers, ProcessPoolExecutor(2) as parsers:
        pools: dict[str, tuple[Executor, Callable[[Article], int]]] = {
            "reading": (readers, partial(_claims_in, settings)),
            "spaCy, whole pipeline": (parsers, _tokens_in),
        }
        for pool, work in pools.values():  # loads what it works with
            list(pool.map(work, articles[:4]))
        times = [
            {name: _mapped(pool, work, articles) for name, (pool, work) in pools.items()}
            for _ in range(rounds)
        ]
    for name in pools:
        rate = len(articles) / median(time[name] for time in times)
        print(f"two processes, {name:<25}{rate:8.2f} documents a second")
    ratio = median(time["spaCy, whole pipeline"] / time["reading"] for time in times)
    print(f"{'rate of reading / whole pipeline':<40}{ratio:8.2f}")


def _mapped(pool: Executor, work: Callable[[Article], int], articles: Sequence[Article]) -> float:
    start = perf_counter()
    sum(pool.map(work, articles))
    return perf_counter() - start


def _claims_in(settings: ReadingSettings, article: Article) -> int:
    return len(read_article(article, settings).claims)


def _tokens_in(article: Article) -> int:
    return len(_whole_pipeline()(article.text))


@lru_cache(maxsize=1)
def _whole_pipeline() -> Language:
    return spacy.load(PARSER)


def _compare_jobs(articles: Sequence[Article], rounds: int, settings: ReadingSettings) -> None:
    times = [{jobs: _seconds(articles, jobs, settings) for jobs in (1, 2)} for _ in range(rounds)]
    for jobs in (1, 2):
        seconds = median(time[jobs] for time in times)
        print(f"--jobs {jobs:<29}{seconds:8.1f} s for {len(articles)} documents, start-up included")
    print(f"{'gain of --jobs 2':<36}{median(time[1] / time[2] for time in times):8.2f}")


def _seconds(articles: Sequence[Article], jobs: int, settings: ReadingSettings) -> float:
    start = perf_counter()
    for _ in read_articles(articles, jobs=jobs, settings=settings):
        pass
    return perf_counter() - start


if __name__ == "__main__":
    main()
