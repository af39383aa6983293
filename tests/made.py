"""Readings made by hand, for tests of what keeps them: no parser, no model, one claim a sentence.

A sentence reads "SUPPLIER status item RECIPIENT": "IRN planned uav RUS", "IRN+PRK planned uav RUS". Its
item stands for the trigger too, and the whole of it is the evidence.
"""

from __future__ import annotations

import re

from reportedly.ledger.entries import ReadArticle
from reportedly.model import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Claim,
    Event,
    Factuality,
    Frame,
    Item,
    Participant,
    Passage,
    PassageKind,
    Polarity,
    Span,
    Status,
    content_id,
)

_SENTENCE = re.compile(
    r"(?P<supplier>[A-Z]{3}(?:\+[A-Z]{3})*) (?P<status>[a-z ]+) (?P<item>[a-z-]+) (?P<recipient>[A-Z]{3})"
)
_FACTUALITY = Factuality(Certainty.CERTAIN, Polarity.POSITIVE, 3.0)
_SPEAKER = Actor("USA", "John Kirby", ActorKind.PERSON)


def read_by_hand(article: Article, reader: str = "reader-1") -> ReadArticle:
    """What stands in an article of such sentences, as a version of a reader gives it."""
    text = article.text
    return ReadArticle(
        article=article,
        reader=reader,
        passages=(Passage(PassageKind.BODY, Span(0, len(text), text), Span(0, len(text), text)),),
        attributions=(),
        claims=tuple(_claim(article, reader, found) for found in _SENTENCE.finditer(text)),
    )


def posted(
    text: str,
    *,
    url: str | None = None,
    outlet: str | None = None,
    published: str = "2022-07-11",
    reader: str = "reader-1",
) -> ReadArticle:
    """A text as posted somewhere on a day, read."""
    identity = content_id(text, published, outlet, url)
    article = Article(identity, url or identity, text, outlet=outlet, url=url, published=published)
    return read_by_hand(article, reader)


def _claim(article: Article, reader: str, found: re.Match[str]) -> Claim:
    event = Event(
        id=content_id(article.id, found.start()),
        article=article.id,
        trigger=_span(found, "item"),
        type="AID",
        mode=None,
        frame=Frame.TRANSFER,
        participants=tuple(
            Participant(role, code, code, _span(found, role))
            for role in ("supplier", "recipient")
            for code in found[role].split("+")
        ),
        factuality=_FACTUALITY,
        item=Item(found["item"], None, _span(found, "item")),
    )
    return Claim(
        id=content_id(event.id, reader),
        article=article.id,
        external_id=article.external_id,
        status=Status(found["status"]),
        viewpoint=(_SPEAKER,),
        said=article.published,
        happens=None,
        event=event,
        evidence=(_span(found, 0),),
        confidence=0.9,
        reader=reader,
    )


def _span(found: re.Match[str], group: str | int) -> Span:
    return Span(found.start(group), found.end(group), found[group])
