"""URLs as feeds give them: made absolute, freed of what aggregators wrap them in, and compared."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit, urlunsplit

# Parameters that say how a reader came to a page and not which page it is (those that the ClearURLs
# rules and the documentation of the analytics products name for any site).
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source)|fbclid|gclid|dclid|gbraid|wbraid|gclsrc|msclkid|yclid"
    r"|twclid|ttclid|igshid|li_fat_id|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|oly_(?:anon|enc)_id|_openstat"
    r"|ns_(?:source|mchannel|campaign|linkname|fee)|at_(?:medium|campaign|custom\d)|cmpid|xtor|wt_mc"
    r"|guccounter|guce_referr\w+|__twitter_impression",
    re.I,
)
_PORTS = {"http": 80, "https": 443}
# Not after a stray "%": what one escape makes must never be part of another.
_ESCAPE = re.compile(r"(?<!%)(?<!%[0-9a-fA-F])%([0-9a-fA-F]{2})")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# Aggregators whose links have the article's own URL in them: host, path, and the parameters with it.
_WRAPPERS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("url", "q")),
    (re.compile(r"(?:www\.)?bing\.com"), "/news/apiclick.aspx", ("url",)),
)
_LONGEST = 8_000


def canonical_url(url: str) -> str:
    """The form under which two links to one page are one (RFC 3986, 6.2.2 and 6.2.3).

    Host in lower case, no default port, no fragment, no tracking parameters, no needless escapes.
    What is no http or https URL is given back as it is, without the white space around it.

    >>> canonical_url("HTTPS://News.Example:443/a%7Eb?id=7&utm_source=rss#top")
    'https://news.example/a~b?id=7'
    """
    text = url.strip()
    parts = _split(text)
    if parts is None:
        return text
    query = "&".join(one for one in parts.query.split("&") if one and not _tracks(one))
    return urlunsplit((parts.scheme, _authority(parts), _escaped(parts.path) or "/", _escaped(query), ""))


def web_url(given: str | None, base: str | None = None) -> str | None:
    """The http or https URL that a feed means, absolute; ``None`` for any other.

    >>> web_url(" /a b?x=1&amp;y=2 ", "https://news.example/feed")
    'https://news.example/a%20b?x=1&y=2'
    >>> web_url("javascript:alert(1)")
    """
    text = (given or "").strip().replace("&amp;", "&")
    if not text or len(text) > _LONGEST:
        return None
    spaced = _NOT_IN_URL.sub(lambda found: "%20" if found[0] == " " else "", text)
    joined = _joined(base, spaced)
    return joined if joined and _split(joined) else None


def unwrapped(url: str) -> str:
    """The article's own URL, where an aggregator's link has it in itself.

    >>> unwrapped("https://www.google.com/url?rct=j&url=https://news.example/a&ct=ga")
    'https://news.example/a'
    """
    parts = _split(url)
    if parts is None:
        return url
    for host, path, names in _WRAPPERS:
        if parts.path == path and host.fullmatch((parts.hostname or "").lower()):
            values = parse_qs(parts.query, max_num_fields=100)
            within = (web_url(value) for name in names for value in values.get(name, ()))
            return next((one for one in within if one), url)
    return url


def host_of(url: str) -> str:
    """The host in lower case; empty where there is none."""
    parts = _split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def _joined(base: str | None, url: str) -> str | None:
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return None


def _split(url: str) -> SplitResult | None:
    """The parts of an http or https URL that has a host and a possible port."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        return parts if parts.scheme in _PORTS and host and parts.port != 0 else None
    except ValueError:
        return None


def _authority(parts: SplitResult) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in {None, _PORTS[parts.scheme]} else f":{parts.port}"
    return f"{user}{at}{host}{port}"


def _tracks(parameter: str) -> bool:
    return _TRACKING.fullmatch(parameter.partition("=")[0]) is not None


def _escaped(text: str) -> str:
    """The text with its escapes in capitals, and none where none is needed."""
    return _ESCAPE.sub(_one_escape, text)


def _one_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
