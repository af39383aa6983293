"""Which addresses are gone to: those of the public internet.

The table is that of the IANA special-purpose address registries (RFC 6890 and what came after it) and
of the ways to put an IPv4 address into one of IPv6. It says more than `ipaddress.is_global`, which
differs between releases of Python and lets through 6to4 and NAT64 addresses that stand for private ones,
multicast and site-local ones. IPv6 has one block for the public internet, 2000::/3: what lies elsewhere
is refused without being listed.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_TABLE = (
    ("0.0.0.0/8", "unspecified"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "a provider's own"),
    ("127.0.0.0/8", "loopback"),
    ("168.63.129.16/32", "a cloud's own"),  # Azure: looks public, answers to every guest
    ("169.254.0.0/16", "link-local"),  # where clouds keep their credentials
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "for documentation"),
    ("192.88.99.0/24", "a 6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "for benchmarks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::/96", "an IPv4 address in IPv6"),  # IPv4-compatible, RFC 4291
    ("::ffff:0:0/96", "an IPv4 address in IPv6"),  # IPv4-mapped, RFC 4291
    ("::ffff:0:0:0/96", "an IPv4 address in IPv6"),  # IPv4-translated, RFC 2765
    ("64:ff9b::/96", "an IPv4 address behind NAT64"),  # RFC 6052
    ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),  # RFC 8215
    ("2001::/32", "a Teredo tunnel"),
    ("2001::/23", "reserved"),
    ("2001:db8::/32", "for documentation"),
    ("2002::/16", "a 6to4 tunnel"),
    ("3fff::/20", "for documentation"),  # RFC 9637
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
_REFUSED = tuple((ip_network(network), what) for network, what in _TABLE)
_PUBLIC = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)  # the middle of an interface's number, before an IPv4 address (RFC 5214)


def refusal(address: str) -> str | None:
    """What an address is that is not of the public internet, in a word or two; ``None`` if it is of it.

    >>> [refusal(a) for a in ("93.184.215.14", "10.0.0.1", "::ffff:93.184.215.14", "fe80::1%eth0")]
    [None, 'private', 'an IPv4 address in IPv6', 'link-local']
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no address"
    return next((what for network, what in _REFUSED if parsed in network), None) or _refused_v6(parsed)


def is_public(address: str) -> bool:
    """Whether an address is of the public internet.

    >>> is_public("2606:2800:21f:cb07::1"), is_public("::1")
    (True, False)
    """
    return refusal(address) is None


def is_nat64(address: str) -> bool:
    """Whether an address is one that a network's NAT64 made of an IPv4 address (RFC 6052)."""
    return ip_address(address) in _NAT64


def _refused_v6(address: IPv4Address | IPv6Address) -> str | None:
    if isinstance(address, IPv4Address):
        return None
    if address not in _PUBLIC:
        return "reserved"
    return "an ISATAP tunnel" if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP else None
