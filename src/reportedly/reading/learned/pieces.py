"""Words as word pieces of an uncased BERT vocabulary (WordPiece, Wu et al. 2016)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]  # its stubs leave it out of __all__

from reportedly.reading.learned.windows import Pieces

# Words whose pieces are kept at hand: most of any article is among them.
_REMEMBERED = 1 << 15
_UNKNOWN = "[UNK]"
# As in BERT: what runs on longer is no word, and to look for pieces in it takes cubic time.
_LONGEST_WORD = 100
# Letters and digits run on; every punctuation mark stands alone, as in BERT's vocabulary.
_DROPPED = frozenset({"Mn", "Cc", "Cf"})
_RUNS = re.compile(r"[^\W_]+|\S")


def pieces_from(vocabulary: Path) -> Pieces:
    """What gives the pieces of a word, after a vocabulary of one piece a line."""
    lines = vocabulary.read_text(encoding="utf-8").splitlines()
    processor, unknown = WordPieceProcessor(lines), lines.index(_UNKNOWN)

    @lru_cache(maxsize=_REMEMBERED)
    def pieces_of(word: str) -> Sequence[int]:
        found: list[int] = []
        for run in _RUNS.findall(_plain(word)):
            ids = processor.encode(run)[0] if len(run) <= _LONGEST_WORD else [-1]
            found.extend([unknown] if -1 in ids else ids)
        return tuple(found) or (unknown,)

    return pieces_of


def _plain(word: str) -> str:
    """Lower case, without accents and what has no shape."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) not in _DROPPED)
