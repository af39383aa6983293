"""Mentions of events with gold coreference across documents, read and parsed, ready to compare.

The rows are those of ECB+ (Cybulska and Vossen 2014) in the form of docs/scoring.md. Only actions in
validated sentences count. Nothing of the gold but where the mentions stand is used to compare them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.nlp import bounded_vocabulary, parse
from reportedly.reading.parse import Parse
from reportedly.scoring.gold import Row, field_of, read_gold
from reportedly.threads.compare import Mention
from reportedly.threads.likeness import WordVector, vector

_ACTIONS = ("ACTION", "NEG")
_AROUND = 5
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "NUM"})
_NO_ARGUMENT = frozenset({"punct", "aux", "auxpass", "det", "mark", "cc", "prep"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention with the cluster and the topic that gold gives it, and its sentence to read."""

    mention: Mention
    cluster: str
    topic: str
    sentence: str
    trigger: str


@dataclass(frozen=True, slots=True)
class _Document:
    """One row: its tokens, and the sentence that each is in."""

    id: str
    topic: str
    tokens: Sequence[str]
    sentence_of: Sequence[int]
    about: WordVector


def gold_mentions(file: Path) -> list[GoldMention]:
    """All mentions of a file, document by document.

    Raises `GoldError` for a file in another form, and for one in which an id is there twice.
    """
    found = [mention for row in read_gold(file) for mention in _of_row(row, file)]
    seen: set[str] = set()
    for one in found:
        if one.mention.id in seen:
            raise GoldError(f"{file}, {one.mention.id}: this mention is there twice")
        seen.add(one.mention.id)
    return found


def _of_row(row: Row, file: Path) -> Iterator[GoldMention]:
    tokens = field_of(row, "tokens", list, file)
    document = _Document(
        id=field_of(row, "id", str, file),
        topic=field_of(row, "topic", str, file),
        tokens=tokens,
        sentence_of=field_of(row, "sentence_of_token", list, file),
        about=vector(str(token).lower() for token in tokens),
    )
    if len(document.sentence_of) != len(tokens):
        raise GoldError(f"{file}, {document.id}: sentence_of_token is not as long as tokens")
    by_sentence: dict[int, list[Row]] = {}
    for mention in field_of(row, "mentions", list, file):
        if str(mention.get("tag", "")).startswith(_ACTIONS):
            by_sentence.setdefault(_sentence_of(mention, document, file), []).append(mention)
    for sentence in field_of(row, "validated_sentences", list, file):
        if sentence in by_sentence:
            yield from _of_sentence(document, sentence, by_sentence[sentence])


def _sentence_of(mention: Mapping[str, object], document: _Document, file: Path) -> int:
    tokens = mention.get("tokens")
    inside = isinstance(tokens, list) and all(
        isinstance(token, int) and 0 <= token < len(document.tokens) for token in tokens
    )
    if "id" not in mention or not tokens or not inside:
        raise GoldError(f"{file}, {document.id}: a mention without id or tokens; see docs/scoring.md")
    assert isinstance(tokens, list)
    return document.sentence_of[tokens[0]]


def _of_sentence(document: _Document, sentence: int, rows: Sequence[Row]) -> Iterator[GoldMention]:
    numbers = [at for at, of in enumerate(document.sentence_of) if of == sentence]
    words = [document.tokens[at] for at in numbers]
    starts = dict(zip(numbers, accumulate((len(word) + 1 for word in words), initial=0), strict=False))
    text = " ".join(words)
    whole = Span(0, len(text), text)
    with bounded_vocabulary():
        parsed = parse(text, (Passage(PassageKind.BODY, whole, whole),))
    for row in rows:
        inside = [_token_at(parsed, starts[token]) for token in row["tokens"] if token in starts]
        name = f"{document.id}/{row['id']}"
        yield GoldMention(
            mention=mention_in(parsed, inside, name, document, sentence),
            cluster=str(row.get("cluster", name)),
            topic=document.topic,
            sentence=text,
            trigger=" ".join(document.tokens[token] for token in row["tokens"]),
        )


def mention_in(
    parsed: Parse, inside: Sequence[int], name: str, document: _Document, sentence: int
) -> Mention:
    """A mention as it is compared, from the tokens of its trigger in a parsed sentence."""
    head = next((at for at in inside if parsed.heads[at] not in inside or parsed.heads[at] == at), inside[0])
    lemmas = [lemma.lower() for lemma in parsed.lemmas]
    arguments = [at for at in parsed.children[head] if parsed.deps[at] not in _NO_ARGUMENT]
    around = lemmas[max(0, head - _AROUND) : head + _AROUND + 1]
    return Mention(
        id=name,
        document=document.id,
        sentence=sentence,
        head=lemmas[head],
        trigger=frozenset(lemmas[at] for at in inside if parsed.pos[at] in _CONTENT) | {lemmas[head]},
        arguments=frozenset(lemmas[at] for at in arguments if lemmas[at].isalpha()),
        numbers=frozenset(word for word in parsed.words if word.isdigit()),
        names=frozenset(lemma for lemma, pos in zip(lemmas, parsed.pos, strict=True) if pos == "PROPN"),
        nearby=vector(around),
        about=document.about,
    )


def _token_at(parsed: Parse, offset: int) -> int:
    return max(0, bisect_right(parsed.starts, offset) - 1)
