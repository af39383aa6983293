"""Who the labels of a transcript are."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.lexicon.titles import titles
from reportedly.model import Actor, ActorKind, Article
from reportedly.reading.turns import Label


def speakers(article: Article, labels: Iterable[Label]) -> dict[str, Actor]:
    """The speaker behind each label's name."""
    return {label.name: _speaker(article, label.name) for label in labels}


def _speaker(article: Article, name: str) -> Actor:
    words = name.casefold().replace(".", "").split()
    if " ".join(words) in titles().questioner:
        return Actor(None, "reporter", ActorKind.REPORTER)
    return Actor(None, name.title(), ActorKind.PERSON)
