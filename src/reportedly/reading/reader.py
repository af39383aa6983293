"""From an article to its claims: the whole reading, a pure function of text and version.

    article -> passages -> parse -+-> mentions -> events ------+
                                  +-> timexes -----------------+-> claims
                                  +-> attributions -> voices --+

The parser runs once; every later step is a pure function over its arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly import __version__
from reportedly.lexicon.outlets import by_name, outlet_of
from reportedly.model import Actor, ActorKind, Article, Attribution, Claim, Event, Passage, Timex
from reportedly.reading.attribution import find_attributions
from reportedly.reading.claims import Scene, claims_of
from reportedly.reading.dates import find_timexes
from reportedly.reading.events import find_events
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import bounded_vocabulary, model_version, parse
from reportedly.reading.occasion import said_on
from reportedly.reading.passages import split
from reportedly.reading.speakers import resolve_speakers
from reportedly.reading.viewpoint import voices


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article, each layer in text order."""

    article: Article
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


def reader_version() -> str:
    """What read a claim: this package's rules and the parser, with their versions."""
    return f"reportedly-rules-{__version__}/{model_version()}"


def read_article(article: Article) -> Reading:
    """Read one article. The same text gives the same reading on every machine."""
    passages = split(article)
    with bounded_vocabulary():
        parsed = parse(article.text, passages)
    mentions = find_mentions(parsed)
    spoken_on = said_on(article) or _day_of(article.published)
    timexes = find_timexes(parsed, spoken_on)
    own = _own_voice(article)
    marked = resolve_speakers(parsed, find_attributions(parsed, article.id), mentions, own)
    spoken = voices(article, parsed, marked, own)
    scene = Scene(article, parsed, spoken, timexes, spoken_on, reader_version())
    claims = claims_of(scene, find_events(parsed, mentions))
    return Reading(
        article=article,
        passages=passages,
        # A text that is all turns has no words of its own.
        attributions=tuple(one for one in spoken.attributions if one.content),
        timexes=timexes,
        events=_events(claims),
        claims=claims,
    )


def _day_of(published: str | None) -> str | None:
    """The day of a date and time; a date without a time as it is."""
    return published.partition("T")[0] if published else None


def _own_voice(article: Article) -> Actor:
    """The outlet; a government's own site speaks for that government."""
    outlet = by_name(article.outlet) if article.outlet else None
    outlet = outlet or (outlet_of(article.url) if article.url else None)
    name = article.outlet or (outlet.name if outlet else "the article")
    if outlet is None or outlet.actor is None:
        return Actor(actor=None, name=name, kind=ActorKind.OUTLET, sector="MED")
    sector = "GOV" if outlet.government else "IGO"
    return Actor(actor=outlet.actor, name=name, kind=ActorKind.OUTLET, sector=sector)


def _events(claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """The events that have a type, once each."""
    typed = {claim.event.id: claim.event for claim in claims if claim.event.type or claim.event.frame}
    return tuple(typed.values())
