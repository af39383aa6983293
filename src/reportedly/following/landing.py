"""Whether what was answered is the page that was asked for. Pure functions."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import urlsplit

from reportedly.fetching.client import Answer

_CONSENT_HOST = re.compile(r"(?:^|[.-])(?:consent|guce|gdpr|cmp|privacy-?gate)\.", re.I)
_CONSENT_PATH = re.compile(
    r"/(?:[\w-]*consent[\w-]*|cookie-?wall|gdpr|captcha|sorry|login|signin|sign-in)(?:[/.?]|$)", re.I
)
_CONSENT_FORM = re.compile(
    rb"<form\b[^<>]{0,500}?\baction\s{0,9}=\s{0,9}[\"']?https?://(?:consent|guce)\.", re.I
)
_PREFIXES = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"})


_CONSENT = "it leads to a page that asks for consent"


def another_page(asked: str, answer: Answer) -> str | None:
    """Why an answer is not the page that was asked for; ``None`` where it may be.

    >>> form = b'<h1>Before you continue</h1><form action="https://consent.google.com/save">'
    >>> another_page("https://a.example/1", Answer("https://a.example/1", 200, {}, form))
    'it leads to a page that asks for consent'
    """
    return strayed(asked, answer.url) or (_CONSENT if _CONSENT_FORM.search(answer.body) else None)


def strayed(asked: str, answered: str) -> str | None:
    """Why the place that a request ended at is not the one asked for; ``None`` where it may be.

    >>> strayed("https://a.example/story/1", "https://a.example/story/1-long-title")
    >>> strayed("https://a.example/story/1", "https://a.example/")
    'it leads to the front page'
    >>> strayed("https://news.example/1", "https://consent.news.example/m?continue=1")
    'it leads to a page that asks for consent'
    """
    if asked == answered:
        return None
    there = urlsplit(answered)
    if _CONSENT_HOST.search(there.hostname or "") or _CONSENT_PATH.search(there.path):
        return _CONSENT
    if is_front(answered) and not is_front(asked):
        return "it leads to the front page"
    return None


def is_front(url: str) -> bool:
    """Whether a URL is that of a front page."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def own_address(said: str | None, answered: str) -> str:
    """The address that a page says is its own, if it may say that; else where it was found.

    A page cannot take the address of another site's, nor is a front page an article's.

    >>> own_address("https://a.example/1", "https://www.a.example/1?ref=feed")
    'https://a.example/1'
    >>> own_address("https://b.example/1", "https://a.example/1")
    'https://a.example/1'
    """
    if said is None or is_front(said) or not _same_site(said, answered):
        return answered
    return said


def _same_site(one: str, other: str) -> bool:
    hosts = [_PREFIXES.sub("", urlsplit(url).hostname or "") for url in (one, other)]
    short, long = sorted(hosts, key=len)
    return short == long or (short.count(".") > 0 and long.endswith(f".{short}"))


def content_type(answer: Answer) -> tuple[str | None, str | None]:
    """The media type and the charset that an answer says it has.

    >>> content_type(Answer("https://a.example/", 200, {"content-type": "text/HTML; charset=UTF-8"}, b""))
    ('text/html', 'utf-8')
    """
    said = answer.headers.get("content-type")
    if not said:
        return None, None
    message = Message()
    message["content-type"] = said
    charset = message.get_content_charset()
    return message.get_content_type(), charset


def is_page(media_type: str | None) -> bool:
    """Whether a media type is one that a page may have; servers that say none are believed."""
    return media_type is None or media_type in _PAGES
