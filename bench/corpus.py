"""The documents that the benchmarks read: White House texts, from the corpus or the demo folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reportedly.config import SourceSettings
from reportedly.model import Article
from reportedly.sources.files import articles

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "demo" / "transcripts"


def corpus() -> Path:
    """The corpus of 2022 where it is at hand, else the bundled transcripts."""
    folder = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared"))
    path = folder / "data" / "wh-briefings" / "2022.jsonl.gz"
    return path if path.is_file() else DEMO


def documents(path: Path) -> Iterator[Article]:
    """Every article of a file or folder that can be read."""
    yield from (one for one in articles([str(path)], SourceSettings()) if isinstance(one, Article))


def sample(path: Path, size: int) -> list[Article]:
    """``size`` articles spread evenly over a file or folder, or all where there are fewer."""
    everything = list(documents(path))
    step = max(1, len(everything) // size)
    return everything[::step][:size]


def endless(path: Path, size: int) -> Iterator[Article]:
    """``size`` articles, beginning again from the first where there are fewer."""
    while size > 0:
        for one in islice(documents(path), size):
            size -= 1
            yield one
