"""Which URLs are fetched: http and https, each of them with one host whoever reads it.

A check is worth something only if what is dialled is what was checked. Parsers differ over back slashes,
white space, user names, numbers in place of addresses and digits of other scripts, and what they differ
over is refused, though a browser may make something of it. What passes is written anew from its checked
parts, in ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote

from yarl import URL

from reportedly.errors import FetchError, FetchProblem, UsageError

LONGEST = 8_000
"""The most characters of a URL."""

_PARTS = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]{1,5}))?")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT = "!$%&'()*+,/:;=?@[]"
_PORTS = {"http": 80, "https": 443}
_SHOWN = 200
_ADVICE = "give an http or https URL whose host is a name or an address in full; --allow-host is for your own"

# "Bad ports" of the Fetch Standard: those of other services, which an HTTP request can be made to speak to;
# but for 1 and 9, where there is nobody to speak to.
_OTHER_SERVICES = frozenset(
    int(port)
    for port in """0 7 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110
    111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554
    556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666
    6667 6668 6669 6679 6697 10080""".split()  # noqa: SIM905 - one a line would be four screens
)


def checked(url: str) -> URL:
    """The URL to ask for: in ASCII, with no fragment and no port that goes without saying.

    >>> checked("HTTP://Bücher.example:8080/süß?q=1#top")
    URL('http://xn--bcher-kva.example:8080/s%C3%BC%C3%9F?q=1')

    Raises:
        FetchError: it is none that is fetched.

    """
    try:
        return _rewritten(url)
    except ValueError as error:
        raise FetchError(shown(url), str(error), _ADVICE, FetchProblem.BAD_URL) from None


def allowed_hosts(names: Iterable[str]) -> frozenset[str]:
    """The hosts that may be of a private network, as `checked` writes them.

    >>> sorted(allowed_hosts(["LocalHost", "[::0:1]"]))
    ['::1', 'localhost']

    Raises:
        UsageError: one of them is no host.

    """
    found = set()
    for name in names:
        try:
            _refuse_characters(name)
            found.add(_host(f"[{name}]" if ":" in name and not name.startswith("[") else name))
        except ValueError as error:
            raise UsageError(f"--allow-host: {error}; write a host as in the URL, without a port") from None
    return frozenset(found)


def shown(url: str) -> str:
    r"""A URL as messages name it: printable, of bearable length, without a user's name and password.

    >>> shown("http://me:secret@example.org/a\n")
    'http://...@example.org/a?'
    """
    bare = re.sub(r"(?<=//)[^/?#]*@", "...@", url)
    line = "".join(character if character.isprintable() else "?" for character in bare)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."


def _rewritten(url: str) -> URL:
    if len(url) > LONGEST:
        raise ValueError(f"a URL of more than {LONGEST:,} characters")
    _refuse_characters(url)
    parts = _PARTS.fullmatch(url)
    if parts is None:
        raise ValueError("no http or https URL")
    scheme, (host, port) = parts["scheme"].lower(), _host_and_port(parts["authority"])
    named = f"[{host}]" if ":" in host else host
    place = named if port in (None, _PORTS[scheme]) else f"{named}:{port}"
    rest = quote(parts["rest"] if parts["rest"].startswith("/") else f"/{parts['rest']}", safe=_KEPT)
    return URL(f"{scheme}://{place}{rest}", encoded=True)


def _refuse_characters(text: str) -> None:
    """Refuse what some parsers drop, turn or stop at."""
    if "\\" in text:
        raise ValueError("a back slash in the URL")
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zs", "Zl", "Zp") for each in text):
        raise ValueError("white space or a control character in the URL")


def _host_and_port(authority: str) -> tuple[str, int | None]:
    """The host, and the port where it is given."""
    if "@" in authority:
        raise ValueError("a user name in the URL, which is not sent")
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise ValueError("a host or port that cannot be read")
    if parts["port"] is None:
        return _host(parts["host"]), None
    port = int(parts["port"])
    if port > 65_535 or port in _OTHER_SERVICES:
        raise ValueError(f"port {port}, which is not one of the web's")
    return _host(parts["host"]), port


def _host(given: str) -> str:
    """A host as it is dialled: a name in ASCII and lower case, or an address in its one form."""
    if given.startswith("["):
        return _address_v6(given[1:-1])
    name = (given if given.isascii() else _in_ascii(given)).lower()
    labels = name.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _address_v4(name)
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(f"the host {shown(given)} is no name" if given else "no host")
    return name


def _in_ascii(name: str) -> str:
    """A name of other scripts as the name service knows it (IDNA).

    Only letters and their marks pass: digits of other scripts, full-width forms and dots become ASCII
    ones on the way, and what joins without being seen is dropped.
    """
    plain = unicodedata.normalize("NFC", name.lower())
    odd = any(not each.isascii() and unicodedata.category(each)[0] not in "LM" for each in plain)
    if odd or unicodedata.normalize("NFKC", plain) != plain:
        raise ValueError(f"the host {shown(name)} has characters that are read in several ways")
    try:
        return URL.build(scheme="http", host=plain).raw_host or ""
    except ValueError:
        raise ValueError(f"the host {shown(name)} is no name") from None


def _address_v4(name: str) -> str:
    try:
        return str(IPv4Address(name))
    except ValueError:
        raise ValueError(f"the host {shown(name)} is a number and no address") from None


def _address_v6(name: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F:.]+", name):
        raise ValueError(f"the host [{shown(name)}] is no address")
    try:
        return str(IPv6Address(name))
    except ValueError:
        raise ValueError(f"the host [{shown(name)}] is no address") from None
