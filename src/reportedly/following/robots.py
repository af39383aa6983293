"""What a host asks of robots in its robots.txt (RFC 9309). Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

PRODUCT = "reportedly"
"""The product token by which robots.txt may name us."""

LONGEST_DELAY = 30.0
"""The longest pause between two requests that a host can ask for, in seconds."""

MOST_BYTES = 512_000
"""How much of a robots.txt is read; RFC 9309 asks for no less than 500 KiB."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be asked for: everything, nothing for now (``open`` is false), or as the file says."""

    file: Protego | None = None
    open: bool = True

    def admits(self, url: str) -> bool:
        """Whether a URL may be asked for."""
        if self.file is None:
            return self.open
        return bool(self.file.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """The pause between two requests that is asked for, in seconds, within bounds."""
        asked = self.file.crawl_delay(PRODUCT) if self.file else None
        return min(max(asked or 0.0, 0.0), LONGEST_DELAY)


def robots_url(url: str) -> str:
    """Where the robots.txt for a URL is.

    >>> robots_url("https://news.example:8443/a?b")
    'https://news.example:8443/robots.txt'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def rules_of(status: int, body: bytes) -> Rules:
    r"""What an answer for a robots.txt asks for: with none there (4xx) all is open, on an error nothing.

    >>> rules = rules_of(200, b"User-agent: *\nDisallow: /private\nCrawl-delay: 5")
    >>> rules.admits("https://a.example/private/1"), rules.admits("https://a.example/1"), rules.delay
    (False, True, 5.0)
    >>> [rules_of(status, b"").admits("https://a.example/1") for status in (404, 503)]
    [True, False]
    """
    if 200 <= status < 300:
        return Rules(Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace")))
    return Rules(open=400 <= status < 500 and status != 429)
