"""Count ``lexicon/data/rarity.toml``: how rare words are, from gold data and transcripts.

    python -m tools.count_rarity polnear/train.jsonl.gz tempeval3/timebank.jsonl.gz ...

Each file is JSON Lines with ``text``, ``markdown`` or ``tokens``. What is written is counts of words, to
the nearest halving; no text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from math import floor, log2
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/reportedly/lexicon/data/rarity.toml"
# Words in fewer documents are all as rare as can be.
_LEAST = 20
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HEADING = """# How rare English words of news are, by tools/count_rarity.py; not edited by hand.
# A word under n is in about one of 2^n documents; one that is not here is in fewer than the last ones.

[seen]
"""


def documents_in(path: Path) -> Iterator[set[str]]:
    """The different words of each document, in lower case."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row.get("text") or row.get("markdown") or " ".join(row.get("tokens", ()))
            yield set(_WORD.findall(text.lower()))


def main(files: list[str]) -> None:
    """Count the words of ``files``, and write the data file."""
    many: Counter[str] = Counter()
    size = 0
    for file in files:
        for words in documents_in(Path(file)):
            many.update(words)
            size += 1
    levels: dict[int, list[str]] = {}
    for word, count in sorted(many.items()):
        if count >= _LEAST:
            levels.setdefault(floor(log2(size / count) + 0.5), []).append(word)
    parts = [f'{level} = """\n{wrapped(words)}\n"""' for level, words in sorted(levels.items())]
    OUT.write_text(_HEADING + "\n".join(parts) + "\n", encoding="utf-8")


def wrapped(words: list[str]) -> str:
    """Words in lines of some hundred characters."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 108:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


if __name__ == "__main__":
    main(sys.argv[1:])
