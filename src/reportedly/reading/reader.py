"""From an article to its claims: the whole reading, a pure function of text and version.

    article -> passages -> parse -+-> mentions -> events ---------------+
                                  +-> timexes --------------------------+-> claims
                                  +-> scores -+-> attributions -> voices+
                                              +-> opinions -------------+

The parser and the model run once; every later step is a pure function over their arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly import __version__
from reportedly.config import ReadingSettings
from reportedly.lexicon.outlets import by_name, outlet_of
from reportedly.model import Actor, ActorKind, Article, Attribution, Claim, Event, Passage, Timex
from reportedly.reading.annotated import parse_of
from reportedly.reading.attribution import find_attributions
from reportedly.reading.claims import Scene, claims_of
from reportedly.reading.dates import find_timexes
from reportedly.reading.events import find_events
from reportedly.reading.learned.decode import Scores
from reportedly.reading.learned.model import Model, load
from reportedly.reading.learned.opinions import Opinions
from reportedly.reading.learned.tagger import ModelTagger
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import bounded_vocabulary, parse, parser_version
from reportedly.reading.occasion import said_on
from reportedly.reading.parse import Parse
from reportedly.reading.passages import split
from reportedly.reading.proposals import proposed
from reportedly.reading.rules import RuleTagger
from reportedly.reading.speakers import resolve_speakers
from reportedly.reading.viewpoint import voices

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article, each layer in text order."""

    article: Article
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


_DEFAULTS = ReadingSettings()


def reader_version(settings: ReadingSettings = _DEFAULTS, parsed_by: str | None = None) -> str:
    """What read a claim: this package's rules, the model and the parser, with their versions.

    ``parsed_by`` is name and version of the parser where it was not that of the settings.
    """
    parser = parsed_by or parser_version(settings.parser)
    return f"reportedly-{__version__}/{load(settings.model).version}/{parser}"


def read_article(article: Article, settings: ReadingSettings = _DEFAULTS) -> Reading:
    """Read one article. The same text gives the same reading on every machine.

    Raises:
        ModelError: the parser or the model that ``settings`` name is not installed.

    """
    return read_parsed(article, _parsed(article, settings), settings)


def read_doc(article: Article, doc: Doc, parsed_by: str, settings: ReadingSettings = _DEFAULTS) -> Reading:
    """Read an article whose text a spaCy pipeline has annotated; it is not parsed again.

    ``parsed_by`` is name and version of that pipeline.

    Raises:
        ModelError: the pipeline lacks a component, or the model that ``settings`` name is not installed.

    """
    return read_parsed(article, parse_of(doc, split(article)), settings, parsed_by)


def attributions_in(article: Article, settings: ReadingSettings = _DEFAULTS) -> tuple[Attribution, ...]:
    """The attributions that the text marks, without those who speak; the rest is not read."""
    parsed, model = _parsed(article, settings), load(settings.model)
    return _tagged(article, parsed, model, model.scores(parsed))


def opinions_on(parsed: Parse, settings: ReadingSettings = _DEFAULTS) -> Opinions:
    """What the model makes of each token of a parse as an event."""
    model = load(settings.model)
    return Opinions(model, model.scores(parsed))


def read_parsed(
    article: Article, parsed: Parse, settings: ReadingSettings = _DEFAULTS, parsed_by: str | None = None
) -> Reading:
    """Read an article that has been parsed; its passages are those of the parse."""
    model = load(settings.model)
    scores = model.scores(parsed)
    mentions = find_mentions(parsed)
    spoken_on = said_on(article) or _day_of(article.published)
    timexes = find_timexes(parsed, spoken_on)
    own = _own_voice(article)
    marked = resolve_speakers(parsed, _tagged(article, parsed, model, scores), mentions, own)
    spoken = voices(article, parsed, marked, own)
    opinions = Opinions(model, scores)
    version = reader_version(settings, parsed_by)
    scene = Scene(article, parsed, spoken, timexes, spoken_on, version, opinions)
    told = find_events(parsed, mentions)
    claims = claims_of(scene, (*told, *proposed(parsed, mentions, told, opinions)))
    return Reading(
        article=article,
        passages=parsed.passages,
        # A text that is all turns has no words of its own.
        attributions=tuple(one for one in spoken.attributions if one.content),
        timexes=timexes,
        events=_events(claims),
        claims=claims,
    )


def _parsed(article: Article, settings: ReadingSettings) -> Parse:
    with bounded_vocabulary(settings.parser):
        return parse(article.text, split(article), settings.parser)


def _tagged(article: Article, parsed: Parse, model: Model, scores: Scores) -> tuple[Attribution, ...]:
    return find_attributions(parsed, article.id, ModelTagger(model, scores, RuleTagger()))


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
