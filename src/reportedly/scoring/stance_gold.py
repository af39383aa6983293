"""Pairs of a text and a claim with a gold stance, as Emergent and FNC-1 have them.

Emergent (Ferreira and Vlachos 2016): ``claim``, ``headline``, ``stance``, ``split``. FNC-1: ``headline``,
which claims, the number of a ``body``, and ``stance``; the bodies are in the file beside it whose name
has "bodies" for "stances". Its unrelated pairs are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.threads.signs import sentences_of, signs_between, signs_in_article
from reportedly.threads.stance import Stance

_STANCES = {
    **{"for": Stance.AGREES, "against": Stance.DISAGREES, "observing": Stance.DISCUSSES},
    **{"agree": Stance.AGREES, "disagree": Stance.DISAGREES, "discuss": Stance.DISCUSSES},
}
_UNRELATED = "unrelated"
_PARTS = 5
# Lines of a body have no use without their sentences; many pairs share one.
_BODIES = 1 << 12


@dataclass(frozen=True, slots=True)
class StancePair:
    """A text beside a claim. Pairs of one ``part`` are judged by what was learned from the others."""

    id: str
    text: str
    claim: str
    stance: Stance
    part: str
    article: bool

    def signs(self) -> dict[str, float]:
        """The signs of the text about the claim."""
        if self.article:
            return signs_in_article(_sentences(self.text), self.claim)
        return signs_between(self.text, self.claim)


def stance_pairs(file: Path) -> list[StancePair]:
    """The pairs of a file that have a stance. Raises `GoldError` for a file in neither form."""
    bodies: Mapping[str, str] | None = None
    found = []
    for number, row in enumerate(read_gold(file)):
        label = field_of(row, "stance", str, file)
        if label != _UNRELATED and label not in _STANCES:
            raise GoldError(f"{file}, item {number}: {label[:40]!r} is no stance; see docs/scoring.md")
        if "claim" in row:
            found.append(_headline(row, str(row.get("idx", number)), file))
        else:
            bodies = _bodies(file) if bodies is None else bodies
            found.extend(_article(row, str(number), (file, bodies)))
    return found


def _headline(row: Row, name: str, file: Path) -> StancePair:
    return StancePair(
        id=name,
        text=field_of(row, "headline", str, file),
        claim=field_of(row, "claim", str, file),
        stance=_STANCES[row["stance"]],
        part=field_of(row, "split", str, file),
        article=False,
    )


def _article(row: Row, name: str, source: tuple[Path, Mapping[str, str]]) -> Iterator[StancePair]:
    """A pair of FNC-1, none where it is unrelated."""
    file, bodies = source
    body, headline = field_of(row, "body", str, file), field_of(row, "headline", str, file)
    if body not in bodies:
        raise GoldError(f"{file}, item {name}: there is no body {body[:40]!r} in {bodies_of(file)}")
    if row["stance"] != _UNRELATED:
        yield StancePair(name, bodies[body], headline, _STANCES[row["stance"]], part_of(body), article=True)


def part_of(body: str) -> str:
    """One of five parts, by the hash of a body's number, so that a body is in one part only."""
    return str(blake2b(body.encode(), digest_size=4).digest()[0] % _PARTS)


def bodies_of(file: Path) -> Path:
    """Where the bodies of a file of FNC-1 are.

    >>> bodies_of(Path("fnc1/train_stances.jsonl.gz")).name
    'train_bodies.jsonl.gz'
    """
    return file.with_name(file.name.replace("stances", "bodies"))


def _bodies(file: Path) -> dict[str, str]:
    path = bodies_of(file)
    if path == file:
        raise GoldError(
            f"{file}: neither a claim in its items nor 'stances' in its name; see docs/scoring.md"
        )
    return {field_of(row, "id", str, path): field_of(row, "text", str, path) for row in read_gold(path)}


@lru_cache(maxsize=_BODIES)
def _sentences(text: str) -> list[str]:
    return sentences_of(text)
