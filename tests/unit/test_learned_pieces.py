"""Words to word pieces, as BERT's uncased vocabularies have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.reading.learned.pieces import pieces_from

VOCABULARY = ["[PAD]", "[UNK]", "drone", "##s", "mo", "##ha", "##jer", "-", "6", ".", "u", "s", "senor"]


@pytest.fixture(name="words")
def _words(tmp_path: Path) -> Path:
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(VOCABULARY), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Drones", ["drone", "##s"]),
        ("Mohajer-6", ["mo", "##ha", "##jer", "-", "6"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("Señor", ["senor"]),
        ("\u200bdrone", ["drone"]),
        ("xyz", ["[UNK]"]),
        ("dronex", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_pieces(words: Path, word: str, expected: list[str]) -> None:
    pieces_of = pieces_from(words)
    assert [VOCABULARY[piece] for piece in pieces_of(word)] == expected
