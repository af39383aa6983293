"""Claims, threads and articles as tools tell of them: bounded, with ids and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.mcptools.answers import About, Quote, Said, ToldArticle, ToldClaim, ToldParty, ToldThread
from reportedly.model import Article, Claim, Event, Span
from reportedly.threadmodel import Overall, Proposition, State, Thread

_LONGEST = 1_000  # characters of a quote
_FEW = 10  # of what a claim has several of
_VIEWPOINTS = 30


def told_claim(claim: Claim) -> ToldClaim:
    """A claim with its evidence."""
    event = claim.event
    return ToldClaim(
        id=claim.id,
        article=claim.article,
        external_id=claim.external_id,
        status=claim.status,
        viewpoint=claim.viewpoint[:_FEW],
        said=claim.said,
        happens=claim.happens,
        frame=event.frame,
        type=event.type,
        parties=_parties(event),
        item=event.item.cls if event.item else None,
        designation=event.item.designation if event.item else None,
        quantity=event.quantity.span.text if event.quantity else None,
        amount=event.money.amount if event.money else None,
        currency=event.money.currency if event.money else None,
        stage=event.stage,
        confidence=claim.confidence,
        evidence=quotes(claim.evidence),
        reasons=claim.reasons[:_FEW],
    )


def told_article(article: Article) -> ToldArticle:
    """What is known of an article, without its text."""
    return ToldArticle(
        id=article.id,
        external_id=article.external_id,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline[:_FEW],
        url=article.url,
        published=article.published,
        characters=len(article.text),
    )


def told_thread(thread: Thread, state: State) -> ToldThread:
    """A thread in short, with its state as of a day."""
    status = [Said(viewpoint, status) for viewpoint, status in state.status.items()]
    return ToldThread(
        id=thread.id,
        about=_about(thread.proposition),
        status=tuple(status[:_VIEWPOINTS]),
        more=max(0, len(status) - _VIEWPOINTS),
        overall=_bounded(state.overall) if state.overall else None,
        claims=len(thread.members),
        last_said=thread.last_said,
    )


def quotes(spans: Iterable[Span]) -> tuple[Quote, ...]:
    """The words of spans."""
    return tuple(quote(span.text, span.start) for span in [*spans][:_FEW])


def quote(text: str, start: int, longest: int = _LONGEST) -> Quote:
    """Words of an article that begin at ``start``."""
    return Quote(start, start + len(text), text[:longest], len(text) <= longest)


def surroundings(text: str, spans: Sequence[Span], width: int = 300) -> Quote:
    """The stretch of a text from a little before the first of its spans to a little after the last."""
    start = max(0, min(span.start for span in spans) - width)
    end = min(len(text), max(span.end for span in spans) + width)
    return quote(text[start:end], start, 4 * _LONGEST)


def _parties(event: Event) -> tuple[ToldParty, ...]:
    return tuple(ToldParty(one.role, one.actor, one.name) for one in event.participants[:_FEW])


def _about(proposition: Proposition) -> About:
    return About(proposition.event, proposition.parties, proposition.item)


def _bounded(overall: Overall) -> Overall:
    return replace(
        overall,
        sources=overall.sources[:_VIEWPOINTS],
        against=overall.against[:_VIEWPOINTS],
        admitted_by=overall.admitted_by[:_VIEWPOINTS],
    )
