"""Whether memory stays flat over a long stream of documents."""

from __future__ import annotations

from dataclasses import replace

import click
import psutil

from corpus import corpus, endless
from reportedly.desk import read_articles

STEP = 500


@click.command()
@click.option("--documents", default=10_000, show_default=True, help="Length of the stream.")
@click.option("--characters", default=2_000, show_default=True, help="Read so much of each; 0 for all.")
def main(documents: int, characters: int) -> None:
    """Print the resident memory after every 500 documents, and its first, last and highest value."""
    stream = endless(corpus(), documents)
    cut = (replace(article, text=article.text[: characters or None]) for article in stream)
    process = psutil.Process()
    found: list[float] = []
    for number, _ in enumerate(read_articles(cut), 1):
        if number % STEP == 0:
            found.append(process.memory_info().rss / 2**20)
            print(f"{number:>7} documents {found[-1]:8.0f} MiB", flush=True)
    if found:
        print(f"first {found[0]:.0f}, last {found[-1]:.0f}, highest {max(found):.0f} MiB")


if __name__ == "__main__":
    main()
