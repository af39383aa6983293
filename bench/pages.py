"""How much of a page's text maps back into the page, how right what is taken from it is, and what it costs.

    python bench/pages.py FOLDER...

takes every ``.html`` and ``.html.gz`` below the folders. Where a file NAME.json stands beside NAME.html, with
any of ``title``, ``byline``, ``outlet``, ``published``, ``updated``, ``url``, ``section``, ``language`` and
``paragraphs``, what was taken is compared with it. Pages with known truth are made by
``python -m tests.newspages FOLDER``; real ones ship with packages of documentation.

Costs are of processor time, in the same run as trafilatura alone, which parses and extracts but gives no
offsets, metadata or language.
"""

from __future__ import annotations

import gzip
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

import click
import trafilatura

from reportedly.sources.pages import Page, page_of, page_string

FIELDS = ("title", "byline", "outlet", "published", "updated", "url", "section", "language")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(folders: Sequence[Path]) -> None:
    """Print the share of the text that maps back, what is right of what is known, and pages a second."""
    logging.disable(logging.CRITICAL)
    paths = sorted(path for folder in folders for path in _pages(folder))
    sources = [_bytes(path) for path in paths]
    taken = [page_of(data) for data in sources]
    print(f"{len(paths)} pages, {sum(map(len, sources)) / 1e6:.1f} MB")
    _print_mapped(sources, taken)
    known = [
        (page, json.loads(truth.read_bytes()))
        for path, page in zip(paths, taken, strict=True)
        if (truth := path.with_suffix(".json")).is_file()
    ]
    if known:
        _print_right(known)
    _print_costs(sources)


def _pages(folder: Path) -> Iterator[Path]:
    return (
        path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")) and path.is_file()
    )


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _print_mapped(sources: Sequence[bytes], taken: Sequence[Page]) -> None:
    """Characters that map to the same one in the page; white space only where the page has some."""
    counts: Counter[str] = Counter()
    for data, page in zip(sources, taken, strict=True):
        every, told = _mapped(page, page_string(data))
        counts["characters"] += len(page.text)
        counts["mapped"] += every
        counts["letters"] += len("".join(page.text.split()))
        counts["letters mapped"] += told
        counts["whole"] += told == len("".join(page.text.split()))
        counts["99 %"] += every >= 0.99 * len(page.text)
    print(f"{'characters that map back':<44}{counts['mapped'] / counts['characters']:8.2%}")
    print(f"{'the same, white space left out':<44}{counts['letters mapped'] / counts['letters']:8.2%}")
    print(f"{'pages with every word mapped':<44}{counts['whole'] / len(taken):8.2%}")
    print(f"{'pages with 99 % mapped, white space too':<44}{counts['99 %'] / len(taken):8.2%}")


def _mapped(page: Page, string: str) -> tuple[int, int]:
    """Characters that map to the same one, and how many of them are no white space."""
    every = told = 0
    for run in page.page.runs:
        mine = page.text[run.start : run.start + run.length]
        theirs = string[run.page_start : run.page_start + run.length]
        for one, other in zip(mine, theirs, strict=True):
            every += one == other or (one.isspace() and other.isspace())
            told += one == other and not one.isspace()
    return every, told


def _print_right(known: Sequence[tuple[Page, dict[str, object]]]) -> None:
    for name in FIELDS:
        pairs = [(getattr(page, name), truth[name]) for page, truth in known if name in truth]
        if pairs:
            right = sum(_plain(got) == _plain(wanted) for got, wanted in pairs)
            print(f"{name:<44}{right / len(pairs):8.2%} of {len(pairs)}")
    scores = [_f1(page, truth) for page, truth in known if "paragraphs" in truth]
    for name, values in zip(("precision", "recall", "F1"), zip(*scores, strict=True), strict=True):
        print(f"{'text by 4-gram shingles: ' + name:<44}{sum(values) / len(values):8.4f}")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _f1(page: Page, truth: dict[str, object]) -> tuple[float, float, float]:
    paragraphs = truth["paragraphs"]
    assert isinstance(paragraphs, list)
    got, wanted = _shingles(page.text), _shingles(" ".join([str(truth["title"]), *paragraphs]))
    both = (got & wanted).total()
    precision, recall = both / max(got.total(), 1), both / wanted.total()
    return precision, recall, 2 * both / (got.total() + wanted.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _print_costs(sources: Sequence[bytes]) -> None:
    """Pages a processor second of each, in turns on every page."""
    works: dict[str, Callable[[bytes], object]] = {
        "page_of": page_of,
        "trafilatura alone": lambda data: trafilatura.extract(data, favor_recall=True),
        "trafilatura alone, fast": lambda data: trafilatura.extract(data, favor_recall=True, fast=True),
    }
    spent = dict.fromkeys(works, 0.0)
    for data in sources:
        for name, work in works.items():
            start = process_time()
            work(data)
            spent[name] += process_time() - start
    for name, seconds in spent.items():
        print(f"{name:<44}{len(sources) / seconds:8.1f} pages a processor second")


if __name__ == "__main__":
    main()
