"""Which files hold which corpus: from a name in the recipe to examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reportedly.reading.learned.windows import Pieces
from reportedly.scoring.gold import Row, read_gold
from reportedly_training.corpora import (
    Example,
    attribution_examples,
    factuality_examples,
    marked_examples,
    own_examples,
    story_examples,
)

Builder = Callable[[Iterable[Row], Pieces], Iterator[Example]]

_PUBLIC: Mapping[str, tuple[str, Builder]] = {
    "polnear_train": ("polnear/train.jsonl.gz", attribution_examples),
    "polnear_dev": ("polnear/dev.jsonl.gz", attribution_examples),
    "uw_train": ("factuality/uw_train.jsonl.gz", partial(factuality_examples, scale="uw")),
    "uw_dev": ("factuality/uw_dev.jsonl.gz", partial(factuality_examples, scale="uw")),
    "uds_train": ("factuality/uds_ih2_train.jsonl.gz", partial(factuality_examples, scale="uds")),
    "uds_dev": ("factuality/uds_ih2_dev.jsonl.gz", partial(factuality_examples, scale="uds")),
    "stories": ("plover/ngec_synthetic.jsonl.gz", story_examples),
    "marked": ("plover/plv_train.jsonl.gz", marked_examples),
}


@dataclass
class Library:
    """The corpora of two folders, public data and our own gold, each parsed once."""

    public: Path
    own: Path
    pieces_of: Pieces
    _parsed: dict[str, list[Example]] = field(default_factory=dict, init=False)

    def load(self, name: str) -> list[Example]:
        """The examples of a corpus. ``own_train`` is the split ``train`` of our own gold."""
        if name not in self._parsed:
            print(f"parsing {name}", flush=True)
            self._parsed[name] = list(self._examples(name))
        return self._parsed[name]

    def _examples(self, name: str) -> Iterator[Example]:
        if name.startswith("own_"):
            return own_examples(read_gold(self.own / f"{name.removeprefix('own_')}.jsonl"), self.pieces_of)
        path, builder = _PUBLIC[name]
        return builder(read_gold(self.public / path), self.pieces_of)
