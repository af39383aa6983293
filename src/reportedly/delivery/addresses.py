"""Which addresses a webhook may be sent to: those of the public internet, unless its host is allowed.

The addresses that a name has are looked up once, checked, and dialled as they are, so that a name
cannot be another address when it is dialled than when it was checked.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from reportedly.errors import DeliveryError, UsageError

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def addresses_of(host: str, port: int, *, allowed: bool) -> tuple[str, ...]:
    """The addresses of a host, in the order in which to dial them.

    Raises:
        UsageError: one of them is not of the public internet, and the host is not ``allowed``.
        DeliveryError: it has none.

    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryError(host, "no address is known for it", "check the name and the network") from error
    addresses = tuple(dict.fromkeys(str(where[0]) for *_, where in found))
    refused = [address for address in addresses if not is_public(address)]
    if refused and not allowed:
        raise UsageError(
            f"--webhook: {host} is {refused[0]}, which is not on the public internet; "
            f"if it is meant, add --allow-host {host}"
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, as is every IPv4 address that it stands for.

    >>> [is_public(a) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0")]
    [True, False, False, False]
    """
    return all(each.is_global and not each.is_multicast for each in _meant(ip_address(address)))


def _meant(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address that is dialled in the end: one of IPv4 may stand within one of IPv6."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address.sixtofour:
        yield from (address, address.sixtofour)
    elif address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
