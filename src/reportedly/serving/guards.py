"""What every request has to pass, and what every answer carries, whatever is asked for.

host -> token, where it is needed -> origin of a write -> size -> the application -> headers

A page of another site can make a browser send requests here, and a name of its own that it lets point
to this machine makes them look like its own (DNS rebinding): hence the host, the origin and a token.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from ipaddress import ip_address
from socket import gethostname
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.config import ServeSettings
from reportedly.serving.problems import problem_answer

API = "/api/"
MOST_BYTES = 64 * 1024
"""How long the body of a request may be."""

FORM_FIELD = "token"
"""The hidden field of every form that writes."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})
_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ASK = {"WWW-Authenticate": 'Basic realm="reportedly", charset="UTF-8", Bearer realm="reportedly"'}


class Guards:
    """The middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = refused(self._settings, scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        else:
            await self._app(scope, _bounded(receive), guarded)


def refused(settings: ServeSettings, scope: Scope) -> Response | None:
    """The answer to a request that goes no further, ``None`` to one that does."""
    headers = Headers(scope=scope)
    if not is_own_host(settings, headers.get("host", "")):
        return problem_answer(421, f"this server is not called so; ask for http://{settings.host}")
    if not settings.is_local and not has_token(settings, headers.get("authorization", "")):
        return problem_answer(401, "give the token that the server was started with", _ASK)
    if scope["method"] not in _SAFE and (refusal := _refused_write(settings, scope["path"], headers)):
        return refusal
    if not _is_short(headers.get("content-length", "0")):
        return problem_answer(413, f"the body of a request may have {MOST_BYTES} bytes")
    return None


def is_own_host(settings: ServeSettings, host: str) -> bool:
    """Whether a Host header names this server: an address, or a name that nobody else can give away."""
    name = _hostname(host)
    if name is None:
        return False
    return _is_address(name) or name in {"localhost", settings.host.lower(), gethostname().lower()}


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that a page of another origin made the request."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in _OWN_SITES:
        return True
    return origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower()


def has_token(settings: ServeSettings, authorization: str) -> bool:
    """Whether a request shows the token: as a bearer's, or as the password of any name."""
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "basic":
        return _same(_password(given), settings.token)
    return _is_bearer(settings, authorization)


def form_token(settings: ServeSettings) -> str:
    """What forms carry in `FORM_FIELD`: made from the token, and of no use to find it."""
    return hashlib.blake2b(b"form", key=settings.token.encode("ascii")[:64], digest_size=16).hexdigest()


def require_form_token(settings: ServeSettings, given: str | None) -> None:
    """Let a form pass that was made by this server.

    Raises:
        HTTPException: 403, it was not.

    """
    if not _same(given or "", form_token(settings)):
        raise HTTPException(403, "this form is not from this server, or from before it was started; reload")


def _refused_write(settings: ServeSettings, path: str, headers: Headers) -> Response | None:
    if settings.read_only:
        return problem_answer(403, "this server was started to read only")
    if is_foreign(headers):
        return problem_answer(403, "another site may not write here")
    if path.startswith(API) and not _is_bearer(settings, headers.get("authorization", "")):
        return problem_answer(401, "give the token that the server was started with as Bearer", _ASK)
    return None


def _is_bearer(settings: ServeSettings, authorization: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and _same(given.strip(), settings.token)


def _same(given: str, expected: str) -> bool:
    """Whether two are the same, in a time that does not tell how far they are."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8"))


def _password(given: str) -> str:
    try:
        return b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
    except (NotBase64, ValueError):
        return ""


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_short(length: str) -> bool:
    return length.isascii() and length.isdigit() and int(length) <= MOST_BYTES


def _bounded(receive: Receive) -> Receive:
    """The body of a request, cut off as a failure where it is longer than it may be."""
    seen = 0

    async def received() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise HTTPException(413, f"the body of a request may have {MOST_BYTES} bytes")
        return message

    return received
