"""The page of one article: its text with the claims in place, its claims, its other versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from reportedly.ledger.entries import Posting, ReadArticle, RecordedArticle
from reportedly.ledger.judged import Verdicts, judged
from reportedly.model import Article, Claim, Status
from reportedly.serving.pages.views.differences import Difference, differences
from reportedly.serving.pages.views.highlights import Block, blocks
from reportedly.serving.pages.views.wording import event_of, plain, sentence_of, speakers_of


@dataclass(frozen=True, slots=True)
class Note:
    """A claim as it stands beside the text."""

    number: int
    id: str
    status: Status
    said: str | None
    speakers: str
    event: str
    sentence: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the article at its URL; ``shown`` is whether it is the one on this page."""

    id: str
    title: str
    recorded: datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class PostedAt:
    """Where else the story stands; ``link`` is its URL where a browser may follow it."""

    outlet: str
    published: str | None
    article: str
    link: str | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as published; ``compared`` is how it differs from the version before it, if there is one."""

    id: str
    title: str
    outlet: str | None
    byline: tuple[str, ...]
    url: str | None
    link: str | None
    published: str | None
    updated: str | None
    recorded: datetime
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    rejected: tuple[Note, ...]
    versions: tuple[Version, ...]
    compared: tuple[Difference, ...] | None
    postings: tuple[PostedAt, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a ledger has of an article: itself, what was read in it, its versions, where it was posted."""

    article: RecordedArticle
    reading: ReadArticle | None
    claims: tuple[Claim, ...]
    versions: tuple[RecordedArticle, ...]
    postings: tuple[Posting, ...]


def article_page(recorded: Recorded, verdicts: Verdicts) -> ArticlePage:
    """An article with its claims as people judge them, in the order in which they stand in the text."""
    article = recorded.article.article
    found = sorted(recorded.claims, key=_where)
    kept = [now for claim in found if (now := judged(claim, verdicts))]
    passages = recorded.reading.passages if recorded.reading else ()
    text = plain(article.text)
    return ArticlePage(
        id=article.id,
        title=title_of(article),
        outlet=plain(article.outlet) if article.outlet else None,
        byline=tuple(map(plain, article.byline)),
        url=plain(article.url) if article.url else None,
        link=followable(article.url),
        published=article.published,
        updated=article.updated,
        recorded=recorded.article.recorded,
        blocks=blocks(text, passages, kept),
        notes=tuple(_note(number, claim) for number, claim in enumerate(kept, 1)),
        rejected=tuple(_note(0, claim) for claim in found if judged(claim, verdicts) is None),
        versions=tuple(_version(one, article.id) for one in recorded.versions),
        compared=_compared(recorded),
        postings=tuple(_posted(one) for one in recorded.postings),
    )


def title_of(article: Article) -> str:
    """What an article is called: by its title, or else by its id in the input."""
    return plain(article.title or article.external_id)


def followable(url: str | None) -> str | None:
    """A URL where a browser may follow it, ``None`` for any other: a scheme can be a script.

    >>> followable("https://example.org/a"), followable("javascript:alert(1)"), followable("//example.org")
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _where(claim: Claim) -> tuple[int, str]:
    return min((span.start for span in claim.evidence), default=0), claim.id


def _note(number: int, claim: Claim) -> Note:
    return Note(
        number=number,
        id=claim.id,
        status=claim.status,
        said=claim.said,
        speakers=speakers_of(claim.viewpoint),
        event=event_of(claim.event),
        sentence=sentence_of(claim),
        confidence=claim.confidence,
        reasons=tuple(map(plain, claim.reasons)),
    )


def _version(one: RecordedArticle, shown: str) -> Version:
    return Version(one.article.id, title_of(one.article), one.recorded, one.article.id == shown)


def _compared(recorded: Recorded) -> tuple[Difference, ...] | None:
    """From the version before this one to this one; ``None`` of the first."""
    own = recorded.article.article
    before = _before(own.id, recorded.versions)
    return differences(plain(before.text), plain(own.text)) if before else None


def _before(shown: str, versions: Sequence[RecordedArticle]) -> Article | None:
    ids = [one.article.id for one in versions]
    at = ids.index(shown) if shown in ids else 0
    return versions[at - 1].article if at else None


def _posted(one: Posting) -> PostedAt:
    outlet = plain(one.outlet or one.external_id)
    return PostedAt(outlet, one.published, one.article, followable(one.url))
