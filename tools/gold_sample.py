"""Draw the documents of our own gold data from the White House corpus into data/gold/documents.jsonl.

    .venv/bin/python tools/gold_sample.py ../shared/data/wh-briefings data/gold/documents.jsonl

The same corpus gives the same documents in the same order: every choice is by a density or by a
hash of the document's id.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

# Months whose documents are never trained on. 2022-07 holds the drone thread and stays in train.
TEST = ("2021-06", "2022-03", "2022-11", "2023-05")
DEV = ("2022-01", "2023-09")
_SHARE = {"press-briefing": 0.4, "statement": 0.3, "call": 0.15, "remarks": 0.15}
_SPLITS = {"test": (32, 18), "dev": (16, 9), "train": (84, 47)}  # documents, of which topical
_WHOLE, _LEAST, _MOST, _SHORTEST = 450, 340, 450, 60

_CALL = re.compile(
    r"press call|background call|call with reporters|on.the.record|"
    r"background (?:press )?briefing|conference call",
    re.I,
)
_SPOKEN = re.compile(r"press briefing|gaggle", re.I)
_STATEMENT = re.compile(r"statement|readout|fact sheet|announce", re.I)
_REMARKS = re.compile(r"remarks|press conference|interview|message", re.I)
_TOPIC = re.compile(
    r"\b(?:sanction\w*|export controls?|arms (?:sales?|transfers?|embargo|package)|weapons?|weaponry|"
    r"ammunition|munitions|missiles?|drones?|UAVs?|howitzers?|HIMARS|Javelins?|Stingers?|Patriots?|"
    r"air defense|tanks|F-16s?|fighter jets?|lethal aid|"
    r"military (?:aid|assistance|support|equipment)|security assistance|"
    r"drawdown|presidential drawdown authority|"
    r"train(?:ing)? (?:of )?(?:\w+ )?(?:troops|forces|soldiers|pilots)|"
    r"designat(?:e|ed|ing) \w+|asset freeze|price cap|humanitarian assistance)\b",
    re.I,
)
_PHRASE = re.compile(
    r"no (?:evidence|indications?|signs?|plans?|intention)|not (?:seen|aware)|haven[’']t seen|"
    r"den(?:y|ied|ies|ial)\b|declined?\b|can(?:no|[’'])t confirm|"
    r"not in a position to|no(?:thing)? to (?:announce|confirm|preview)|"
    r"unclear|prepar(?:ing|ed) to|pledged|considering|intelligence|[’']t speak to|have no information|"
    r"reports (?:that|of)|allegation\w*|^Q\s",
    re.I | re.M,
)
_ABROAD = re.compile(
    r"\b(?:President of|Prime Minister|Ukrain\w+|Russia\w*|China|PRC|Iran\w*|Israel\w*|NATO|EU|allies|summit|"
    r"ambassador|foreign minister|G7|G20|Taiwan|Korea\w*|Saudi|Haiti|Ethiopia|Venezuela|ceasefire|protests?|"
    r"election|attack|arrest\w*|strike|border|agreement|vaccines?)\b",
    re.I,
)
_LABEL = re.compile(r"(?:[A-Z][A-Z .,'’\\\[\]#\d-]{2,60}:|Q\s)")
_BREAK = re.compile(r"\n[ \t\xa0]*\n(?:[ \t\xa0]*\n)*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a document and how densely it speaks of what we look for, per 100 words."""

    row: dict[str, str]
    kind: str
    start: int
    end: int
    topic: float
    phrases: float
    abroad: float

    @property
    def text(self) -> str:
        """The excerpt, unchanged."""
        return self.row["markdown"][self.start : self.end]

    @property
    def split(self) -> str:
        """Where its month belongs."""
        month = self.row["date"][:7]
        return "test" if month in TEST else "dev" if month in DEV else "train"

    @property
    def lot(self) -> str:
        """A stable, arbitrary number: the order among equals."""
        return hashlib.sha256(("gold-1 " + self.row["id"]).encode()).hexdigest()


def kind_of(category: str, title: str) -> str | None:
    """Press-briefing, statement, call or remarks, or nothing that we annotate."""
    if category in ("press-briefings", "speeches-remarks") and _CALL.search(title):
        return "call"
    if category == "press-briefings" and _SPOKEN.search(title):
        return "press-briefing"
    if category == "statements-releases" and _STATEMENT.search(title):
        return "statement"
    return "remarks" if category == "speeches-remarks" and _REMARKS.search(title) else None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between blank lines, without white space at their ends."""
    edges = [0, *(at for gap in _BREAK.finditer(text) for at in gap.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            found.append((left, left + len(part.strip())))
    return found


def words(text: str) -> int:
    """How many words, by white space."""
    return len(text.split())


def windows(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Index ranges of paragraphs: all where the text is short, else every run of the right length."""
    counts = [words(text[start:end]) for start, end in parts]
    if sum(counts) <= _WHOLE:
        yield 0, len(parts)
        return
    opens = [bool(_LABEL.match(text, start)) for start, _ in parts]
    spoken = sum(opens) >= 4
    for first in range(len(parts)):
        if spoken and not opens[first]:
            continue
        size = 0
        for last in range(first, len(parts)):
            size += counts[last]
            if size > _MOST:
                break
            closes = last + 1 == len(parts) or not spoken or opens[last + 1]
            if size >= _LEAST and closes:
                yield first, last + 1


def best(row: dict[str, str], kind: str) -> Excerpt | None:
    """The window that speaks most of our topics and phrases."""
    text = row["markdown"]
    parts = paragraphs(text)
    tallies = [_tally(text[start:end]) for start, end in parts]
    found = []
    for first, last in windows(text, parts) if parts else ():
        topic, phrases, abroad, size = map(sum, zip(*tallies[first:last], strict=True))
        scale = 100 / max(size, 1)
        span = parts[first][0], parts[last - 1][1]
        found.append(Excerpt(row, kind, *span, topic * scale, phrases * scale, abroad * scale))
    return max(found, key=lambda e: (e.topic + 0.7 * e.phrases + 0.2 * e.abroad, -e.start), default=None)


def _tally(part: str) -> tuple[int, int, int, int]:
    topic, phrases, abroad = (len(what.findall(part)) for what in (_TOPIC, _PHRASE, _ABROAD))
    return topic, phrases, abroad, words(part)


def candidates(folder: Path) -> list[Excerpt]:
    """The best excerpt of every document of a kind that we annotate, near-identical ones once."""
    found: dict[str, Excerpt] = {}
    for path in sorted(folder.glob("20??.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                kind = kind_of(row["category"], row["title"])
                chosen = best(row, kind) if kind else None
                if chosen and words(chosen.text) >= _SHORTEST:
                    found.setdefault(row["id"], chosen)
    return sorted(found.values(), key=lambda e: (e.row["date"], e.row["id"]))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(tokens[n:] for n in range(5)), strict=False))


def _known(shingles: frozenset[tuple[str, ...]], others: Sequence[frozenset[tuple[str, ...]]]) -> bool:
    return any(len(shingles & other) > 0.3 * min(len(shingles), len(other), 200) for other in others)


@dataclass(slots=True)
class _Draw:
    """What has been taken so far, and how many of each kind and year may still be."""

    taken: list[Excerpt]
    seen: list[frozenset[tuple[str, ...]]]

    def fill(self, ranked: Sequence[Excerpt], many: int, quota: dict[str, int]) -> None:
        """Take the first ``many`` that repeat nothing, within the quota of their kind and month."""
        months: Counter[str] = Counter()
        left = many
        most = max(3, many // 6 + 1)
        for excerpt in ranked:
            month = excerpt.row["date"][:7]
            shingles = _shingles(excerpt.text)
            full = left <= 0 or quota[excerpt.kind] <= 0 or (many > 30 and months[month] >= most // 2)
            if full or excerpt in self.taken or _known(shingles, self.seen):
                continue
            self.taken.append(excerpt)
            self.seen.append(shingles)
            quota[excerpt.kind] -= 1
            months[month] += 1
            left -= 1


def _quota(many: int) -> dict[str, int]:
    """How many of each kind, summing to ``many``."""
    quota = {kind: round(many * share) for kind, share in _SHARE.items()}
    quota["press-briefing"] += many - sum(quota.values())
    return quota


def draw(pool: Sequence[Excerpt]) -> list[tuple[Excerpt, bool]]:
    """Topical ones by density, a third of them by the phrases that make statuses hard; then the rest."""
    state = _Draw([], [])
    topical: set[str] = set()
    for split, (many, on_topic) in _SPLITS.items():
        here = [e for e in pool if e.split == split]
        # Shuffled among the good ones, so that not only the most extreme passages are annotated.
        good = sorted((e for e in here if e.topic >= 1.0), key=lambda e: (-round(e.topic), e.lot))
        hard = sorted((e for e in good if e.topic >= 0.8), key=lambda e: (-round(e.phrases * 2), e.lot))
        quota = _quota(on_topic)
        before = len(state.taken)
        state.fill(hard, on_topic // 3, dict(quota))
        for taken in state.taken[before:]:
            quota[taken.kind] -= 1
        state.fill(good, on_topic - (len(state.taken) - before), quota)
        topical.update(e.row["id"] for e in state.taken[before:])
        rest = sorted((e for e in here if e.topic < 0.7), key=lambda e: (e.abroad < 1.0, e.lot))
        state.fill(rest, many - (len(state.taken) - before), _quota(many - on_topic))
    return [(e, e.row["id"] in topical) for e in sorted(state.taken, key=lambda e: (e.row["date"], e.lot))]


def _row(excerpt: Excerpt, topical: bool) -> dict[str, object]:
    row = excerpt.row
    return {
        **{name: row[name] for name in ("id", "url", "date", "title", "category")},
        "kind": excerpt.kind,
        "topical": topical,
        "split": excerpt.split,
        "excerpt": [excerpt.start, excerpt.end],
        "text": excerpt.text,
    }


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write the drawn documents to OUT and say how many of which."""
    drawn = draw(candidates(corpus))
    counts: Counter[str] = Counter()
    with out.open("w", encoding="utf-8") as lines:
        for excerpt, topical in drawn:
            lines.write(json.dumps(_row(excerpt, topical), ensure_ascii=False) + "\n")
            for value in (
                excerpt.split,
                excerpt.kind,
                excerpt.row["date"][:4],
                "topical" if topical else "other",
            ):
                counts[value] += 1
            counts[f"{excerpt.split}/{excerpt.kind}"] += 1
            counts["words"] += words(excerpt.text)
    click.echo(f"{len(drawn)} documents")
    for name, many in sorted(counts.items()):
        click.echo(f"{name}: {many}")


if __name__ == "__main__":
    main()
