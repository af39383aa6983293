"""What a redirect leads to, and what goes along: a pure function of the request and the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from yarl import URL

from reportedly.errors import FetchError, FetchProblem
from reportedly.fetching.exchange import Answer, Request
from reportedly.fetching.urls import checked, shown

_LASTING = frozenset({301, 308})
_REDIRECTS = _LASTING | {302, 303, 307}
_BODILESS = frozenset({"GET", "HEAD"})

# What may be told to another host than the one asked: what is wanted, and which version is at hand.
_FOR_ANYONE = frozenset({"accept", "accept-language", "if-modified-since", "if-none-match"})


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a fetch. ``own``: the host may be of a private network.

    ``moved`` is where permanent redirects have led so far, ``lasting`` whether there were no others.
    """

    url: URL
    method: str
    headers: Mapping[str, str]
    body: bytes
    own: bool
    moved: str | None = None
    lasting: bool = True


def first_hop(request: Request, allowed: frozenset[str]) -> Hop:
    """The request itself.

    Raises:
        FetchError: its URL is none that is fetched.

    """
    url = checked(request.url)
    return Hop(url, request.method.upper(), request.headers, request.body, url.raw_host in allowed)


def is_redirect(answer: Answer) -> bool:
    """Whether an answer sends on to somewhere else."""
    return answer.status in _REDIRECTS and "location" in answer.headers


def next_hop(hop: Hop, answer: Answer, allowed: frozenset[str]) -> Hop:
    """Where a redirect leads.

    A host of a private network is only gone to from another of those that are allowed: a page on the
    internet must not send on to it. What was asked for with TLS is not taken without, and what is posted
    is not posted to another host.

    Raises:
        FetchError: it must not be followed.

    """
    url = _target(hop.url, answer.headers["location"])
    if (hop.url.scheme, url.scheme) == ("https", "http"):
        raise _refused(hop.url, "redirects from https to http", f"if it is meant, ask for {shown(str(url))}")
    method, headers, body = _sent_on(hop, url, answer.status)
    lasting = hop.lasting and answer.status in _LASTING and hop.method in _BODILESS
    moved = str(url) if lasting else hop.moved
    return Hop(url, method, headers, body, hop.own and url.raw_host in allowed, moved, lasting)


def refuse_endless(hops: Sequence[Hop], most: int) -> None:
    """Raise a `FetchError` where the last hop is one too many, or has been gone to before."""
    *before, last = hops
    if any((each.method, each.url) == (last.method, last.url) for each in before):
        problem, advice = "redirects in a circle", "a site that wants a cookie does so, and none are kept"
    elif len(before) > most:
        problem, advice = f"redirects more than {most} times", "ask for where it leads, if that is meant"
    else:
        return
    raise _refused(before[-1].url, problem, advice)


def _target(base: URL, location: str) -> URL:
    """The URL that ``Location`` names."""
    try:
        # Joining drops some of the characters that the check refuses, so they are looked for before.
        return checked(urljoin(str(base), _joinable(location)))
    except FetchError as error:
        raise _refused(base, f"redirects to {error.where}: {error.problem}", "it is not followed") from None
    except ValueError:
        raise _refused(
            base, f"redirects to {shown(location)}, which is no URL", "it is not followed"
        ) from None


def _joinable(location: str) -> str:
    if any(each <= " " or each in "\\\x7f" for each in location):
        raise ValueError(location)
    return location


def _sent_on(hop: Hop, url: URL, status: int) -> tuple[str, Mapping[str, str], bytes]:
    """The method, headers and body of the next request."""
    same = _origin(hop.url) == _origin(url)
    headers = {name: value for name, value in hop.headers.items() if same or name.lower() in _FOR_ANYONE}
    if hop.method in _BODILESS:
        return hop.method, headers, b""
    if status not in (307, 308):
        plain = {name: value for name, value in headers.items() if not name.lower().startswith("content-")}
        return "GET", plain, b""
    if not same:
        raise _refused(hop.url, "redirects what is posted to another host", "post it there if it is meant")
    return hop.method, headers, hop.body


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    return url.scheme, url.raw_host, url.port


def _refused(url: URL, problem: str, advice: str) -> FetchError:
    return FetchError(shown(str(url)), problem, advice, FetchProblem.REDIRECT)
