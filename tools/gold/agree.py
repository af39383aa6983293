"""How far two passes over the same documents agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from tools.gold.authoring import write_attribution, write_event
from tools.gold.forms import Attribution, Event, Gold, Place
from tools.gold.spans import sentences

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matches:
    """The pairs of two annotated documents, and what only one of them has."""

    attributions: tuple[tuple[Attribution | None, Attribution | None], ...]
    events: tuple[tuple[Event | None, Event | None], ...]

    def names(self) -> dict[str, str]:
        """Which attribution of the second is which of the first."""
        return {b.id: a.id for a, b in self.attributions if a and b}


def match(first: Gold, second: Gold) -> Matches:
    """One to one, the best overlaps first: contents by half, triggers by any character."""
    a, b = first.attributions, second.attributions
    overlap = [[_iou(x.content, y.content) + 0.01 * _iou(x.cue, y.cue) for y in b] for x in a]
    e, f = first.events, second.events
    triggers = [[_iou([x.trigger], [y.trigger]) for y in f] for x in e]
    return Matches(_pairs(a, b, overlap, 0.5), _pairs(e, f, triggers, 1e-9))


def _pairs(
    a: Sequence[T], b: Sequence[T], score: Sequence[Sequence[float]], least: float
) -> tuple[tuple[T | None, T | None], ...]:
    ranked = sorted(
        (-score[i][j], i, j) for i in range(len(a)) for j in range(len(b)) if score[i][j] >= least
    )
    left: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in left and j not in left.values():
            left[i] = j
    pairs: list[tuple[T | None, T | None]] = [(x, b[left[i]] if i in left else None) for i, x in enumerate(a)]
    return (*pairs, *((None, y) for j, y in enumerate(b) if j not in left.values()))


def _iou(one: Iterable[Place], other: Iterable[Place]) -> float:
    left, right = ({at for start, end in places for at in range(start, end)} for places in (one, other))
    return len(left & right) / len(left | right) if left | right else 0.0


def report(first: Mapping[str, Gold], second: Mapping[str, Gold]) -> list[str]:
    """The lines of the agreement report over the documents that both passes have."""
    both = [match(gold, second[name]) for name, gold in first.items() if name in second]
    names = [matches.names() for matches in both]
    attributions = [pair for matches in both for pair in matches.attributions]
    met = [(a, b) for a, b in attributions if a and b]
    lines = [f"documents: {len(both)}", f"attributions: {_f1(attributions)}"]
    for part in ("source", "cue", "content", "mode", "actor"):
        lines.append(f"  {part}: {_share([(getattr(a, part), getattr(b, part)) for a, b in met])}")
    lines.append(f"events: {_f1([pair for matches in both for pair in matches.events])}")
    pairs = [(a, b, name) for m, name in zip(both, names, strict=True) for a, b in m.events if a and b]
    for part in ("type", "mode", "frame", "status", "stage", "observed"):
        values = [(getattr(a, part), getattr(b, part)) for a, b, _ in pairs]
        lines.append(f"  {part}: {_share(values)}, kappa {_kappa(values):.3f}")
    under = [(a.under, name.get(b.under, "?" + b.under) if b.under else None) for a, b, name in pairs]
    lines.append(f"  under: {_share(under)}")
    lines.append(f"  factuality: r {_pearson([(a.factuality, b.factuality) for a, b, _ in pairs]):.3f}")
    return lines


def _f1(pairs: Sequence[tuple[object | None, object | None]]) -> str:
    hit = sum(1 for a, b in pairs if a and b)
    one, other = sum(1 for a, _ in pairs if a), sum(1 for _, b in pairs if b)
    return f"F1 {2 * hit / max(one + other, 1):.3f} ({one} and {other}, {hit} matched)"


def _share(pairs: Sequence[tuple[object, object]]) -> str:
    same = sum(a == b for a, b in pairs)
    return f"{same / max(len(pairs), 1):.3f} ({same} of {len(pairs)})"


def _kappa(pairs: Sequence[tuple[object, object]]) -> float:
    many = len(pairs)
    if not many:
        return float("nan")
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[value] * right[value] for value in left) / many**2
    return (sum(a == b for a, b in pairs) / many - chance) / (1 - chance) if chance < 1 else 1.0


def _pearson(pairs: Sequence[tuple[float, float]]) -> float:
    many = max(len(pairs), 1)
    x, y = sum(a for a, _ in pairs) / many, sum(b for _, b in pairs) / many
    both = sum((a - x) * (b - y) for a, b in pairs)
    spread = sqrt(sum((a - x) ** 2 for a, _ in pairs) * sum((b - y) ** 2 for _, b in pairs))
    return both / spread if spread else float("nan")


def settle(first: Gold, second: Gold) -> str:
    """A file in the authoring format: what both say as it is, what they do not as both say it.

    Lines of the second are comments under the first's, with its ids; to take one, uncomment it and
    delete the other.
    """
    split = sentences(first.text)
    matches = match(first, second)
    names = matches.names()
    lines: list[tuple[int, str]] = []
    for a, b in matches.attributions:
        one = (_start(a), write_attribution(split, a)) if a else None
        other = (_start(b), write_attribution(split, b)) if b else None
        lines.append(_beside(one, other, names))
    for e, f in matches.events:
        one = (e.trigger[0], write_event(split, e)) if e else None
        other = (f.trigger[0], write_event(split, f)) if f else None
        lines.append(_beside(one, other, names))
    return "".join(text for _, text in sorted(lines, key=lambda line: line[0]))


def _start(one: Attribution) -> int:
    return min(start for start, _ in (*one.cue, *one.content))


def _beside(
    a: tuple[int, str] | None, b: tuple[int, str] | None, names: Mapping[str, str]
) -> tuple[int, str]:
    other = b and _renamed(b[1], names)
    if a and other:
        same = a[1].partition(" ")[2] == other.partition(" ")[2]
        return a[0], f"{a[1]}\n" if same else f"#? both, differing\n{a[1]}\n#b {other}\n"
    if a:
        return a[0], f"#? only a\n{a[1]}\n"
    return (b[0] if b else 0), f"#? only b\n#b {other}\n"


def _renamed(line: str, names: Mapping[str, str]) -> str:
    parts = line.split(" | ")
    for at in (4,) if line.startswith("a") else (2,):
        tokens = []
        for token in parts[at].split():
            mark, name = ("<", token[1:]) if token.startswith("<") else ("", token)
            known = name[:1] == "a" and name[1:].isdigit()
            tokens.append(mark + names.get(name, "b" + name) if known else token)
        parts[at] = " ".join(tokens)
    return " | ".join(parts)
