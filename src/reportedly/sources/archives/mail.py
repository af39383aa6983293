"""A message (RFC 5322, MIME) as an article: a newsletter, or a page that a browser saved as MIME HTML.

Attachments and forwarded messages are left alone. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec

from reportedly.errors import SourceError
from reportedly.lexicon.outlets import outlet_of
from reportedly.sources.decoding import decode

MOST_PARTS, DEEPEST = 500, 20
"""Parts that are looked at, and how deep they may stand within each other."""

LONGEST_HEADERS = 256_000
"""Bytes that all headers of a message, or those of a part, may have."""

_LONGEST_VALUE = 4_000
_MULTIPART = re.compile(rb"content-type:\s{0,100}(?:multipart|message)/", re.I)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_SENT_BY = re.compile(r"(?P<who>.{2,80}?)\s+(?:from|at|@|via|\|)\s+(?P<outlet>.{2,80})", re.I)
_LISTS = ("list-id", "list-unsubscribe", "list-post")
_VIEW = re.compile(
    r"(?:view|read|open|see)\s+(?:(?:this|the|it)\s+)?(?:(?:e-?mail|message|newsletter|story|post)\s+)?"
    r"(?:online|(?:in|on|with)\s+(?:(?:a|your|the)\s+)?(?:web\s?)?(?:browser|site|web))",
    re.I,
)
_HREF = re.compile(r"""<a\b[^>]{0,2000}?\bhref\s{0,9}=\s{0,9}["']\s{0,9}([^"'\s<>]{1,2000})""", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}", re.I)


class Mail(msgspec.Struct, frozen=True):
    """What a message gives: a page (``html``, with the charset that its header names) or a plain text.

    ``published`` is the date as written. ``page_url`` is where a browser saved the page from. ``doubt`` is
    what is doubtful about the text.
    """

    html: bytes | None = None
    charset: str | None = None
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    external_id: str | None = None
    doubt: str | None = None


def mail_of(data: bytes) -> Mail:
    """What a message gives, whatever its make.

    Raises:
        SourceError: it has no text, or is no honest message: nested or headed beyond measure.

    """
    message = _parsed(data)
    heads = _heads(message)
    part = _body(message)
    payload, charset = _payload(part), _charset(part)
    if part.get_content_type() == "text/plain":
        decoded = decode(payload, charset)
        html, text, doubt = None, decoded.text, decoded.doubt
    else:
        html, text, doubt = payload, None, None
    if "snapshot-content-location" in heads or heads.get("from", "").startswith("<Saved by"):
        return _saved_page(heads, part, payload, charset)
    outlet, byline = _sender(heads)
    return Mail(
        html=html,
        charset=charset,
        text=text,
        title=heads.get("subject"),
        outlet=outlet,
        byline=byline,
        url=_url(heads, html),
        published=heads.get("date"),
        external_id=heads.get("message-id", "").strip("<> ") or None,
        doubt=doubt,
    )


def _saved_page(heads: Mapping[str, str], part: Message, payload: bytes, charset: str | None) -> Mail:
    """A page saved by a browser, whose headers tell of the saving, not of the page."""
    url = heads.get("snapshot-content-location") or str(part.get("Content-Location", ""))
    return Mail(html=payload, charset=charset, url=safe_url(url))


def safe_url(given: str) -> str | None:
    """An address of the web that names a site and nobody who reads it; else ``None``.

    >>> safe_url("https://news.example/a"), safe_url("https://10.0.0.1/a"), safe_url("https://a.example/?to=me@b.example")
    ('https://news.example/a', None, None)
    """
    url = given.strip(" <>")
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    plain = url.isprintable() and "@" not in url and "%40" not in url and "\\" not in url
    public = "." in host.strip(".") and not host.endswith((".local", ".internal", ".localhost"))
    return url if parts.scheme in {"http", "https"} and plain and public and not _is_number(host) else None


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return host.rpartition(".")[2].isdigit()


def _parsed(data: bytes) -> Message:
    if len(_MULTIPART.findall(data)) > MOST_PARTS:
        raise SourceError("a message", f"more than {MOST_PARTS} parts within parts", "leave it out")
    end = _BLANK_LINE.search(data)
    if (end.start() if end else len(data)) > LONGEST_HEADERS:
        raise SourceError("a message", "headers without end", "leave it out")
    try:
        # The policy that reads no header before it is asked for: a value may cost as its square.
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SourceError("a message", f"no message that can be read ({error})", "save it again") from error


def _heads(message: Message) -> dict[str, str]:
    """The first header of each name, in lower case, decoded and on one line."""
    heads: dict[str, str] = {}
    for name, value in message.raw_items():
        if name.lower() not in heads:
            heads[name.lower()] = _decoded(str(value)[:_LONGEST_VALUE])
    return heads


def _decoded(value: str) -> str:
    given = value.encode("ascii", "surrogateescape").decode(errors="replace")
    folded = " ".join(given.split())
    if "=?" not in folded:
        return folded
    try:
        return " ".join(str(policy.default.header_factory("subject", folded)).split())
    except Exception:
        return folded


def _body(message: Message) -> Message:
    """The part to read: the first page, else the first plain text."""
    parts = [part for part in _parts(message) if part.get_content_disposition() != "attachment"]
    for kinds in (("text/html", "application/xhtml+xml"), ("text/plain",)):
        for part in parts:
            if part.get_content_type() in kinds and _payload(part).strip():
                return part
    raise SourceError("a message", "no text in it", "nothing to read in it; leave it out")


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something themselves, in order, as far as they are looked at."""
    waiting, seen = [(message, 0)], 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        held = part.get_payload()
        if part.get_content_maintype() == "message" and depth:
            continue
        if isinstance(held, list):
            if depth < DEEPEST:
                waiting += [(one, depth + 1) for one in reversed(held) if isinstance(one, Message)]
        else:
            yield part


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None


def _sender(heads: Mapping[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """Outlet and byline, as far as the sender tells them.

    A newsletter comes from its outlet, or from somebody at it ("Ann Lee from The Daily Ford"); what
    comes from a person names the person.
    """
    name, address = parseaddr(heads.get("from", ""))
    known = outlet_of(f"https://{address.rpartition('@')[2]}") if "@" in address else None
    name = name.strip()
    if split := _SENT_BY.fullmatch(name):
        return (known.name if known else split["outlet"]), (split["who"],)
    if known or any(one in heads for one in _LISTS):
        return (known.name if known else name or None), ()
    return None, (name,) if name else ()


def _url(heads: Mapping[str, str], html: bytes | None) -> str | None:
    """Where the message stands on the web: its archived place, else its link to be viewed at."""
    for name in ("archived-at", "list-post", "x-archived-at"):
        found = _ADDRESS.search(heads.get(name, ""))
        if found and (url := safe_url(found[0])):
            return url
    return _viewed_at(html.decode(errors="replace")) if html else None


def _viewed_at(html: str) -> str | None:
    """Where the link leads that says "view in browser"."""
    for found in _VIEW.finditer(html):
        start = html.rfind("<a", max(found.start() - 3_000, 0), found.start())
        link = _HREF.match(html, start) if start >= 0 and "</a" not in html[start : found.start()] else None
        if link and (url := safe_url(link[1].replace("&amp;", "&"))):
            return url
    return None
