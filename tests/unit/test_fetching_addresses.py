"""Which addresses are of the public internet, and that no way of writing a private one gets through."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.fetching.addresses import is_nat64, is_public, refusal


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("93.184.215.14", None),
        ("1.1.1.1", None),
        ("192.0.1.1", None),
        ("100.63.255.255", None),
        ("2606:2800:21f:cb07::1", None),
        ("2a00:1450:4001:829::200e", None),
        ("2001:4860:4860::8888", None),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("169.254.169.254", "link-local"),  # where clouds keep their credentials
        ("100.64.0.1", "a provider's own"),
        ("100.100.100.200", "a provider's own"),
        ("168.63.129.16", "a cloud's own"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("192.0.0.192", "reserved"),
        ("192.0.2.1", "for documentation"),
        ("198.51.100.1", "for documentation"),
        ("203.0.113.1", "for documentation"),
        ("192.88.99.1", "a 6to4 relay"),
        ("198.18.0.1", "for benchmarks"),
        ("198.19.255.255", "for benchmarks"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.250", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::7f00:1", "an IPv4 address in IPv6"),
        ("::ffff:10.0.0.1", "an IPv4 address in IPv6"),
        ("::ffff:93.184.215.14", "an IPv4 address in IPv6"),
        ("::ffff:0:10.0.0.1", "an IPv4 address in IPv6"),
        ("64:ff9b::7f00:1", "an IPv4 address behind NAT64"),
        ("64:ff9b::5db8:d70e", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::1", "an IPv4 address behind NAT64"),
        ("2001:0:7f00:1::", "a Teredo tunnel"),
        ("2001:2::1", "reserved"),
        ("2001:db8::1", "for documentation"),
        ("3fff::1", "for documentation"),
        ("2002:7f00:1::", "a 6to4 tunnel"),
        ("2001:470::5efe:10.0.0.1", "an ISATAP tunnel"),
        ("2001:470::200:5efe:10.0.0.1", "an ISATAP tunnel"),
        ("100::1", "reserved"),
        ("5f00::1", "reserved"),
        ("fd00::1", "private"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("ff0e::1", "multicast"),
        ("127.1", "no address"),
        ("0x7f000001", "no address"),
        ("", "no address"),
    ],
)
def test_what_an_address_is(address: str, what: str | None) -> None:
    assert refusal(address) == what
    assert is_public(address) is (what is None)


IN_IPV4 = ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12")
PRIVATE = [IPv4Network(network) for network in (*IN_IPV4, "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3")]
OWN = [ip_network(network) for network in ("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8")]


def within(network: IPv4Network | IPv6Network) -> st.SearchStrategy[int]:
    return st.integers(int(network.network_address), int(network.broadcast_address))


# How an IPv4 address is put into one of IPv6, by the RFC that says so.
EMBEDDINGS = {
    "compatible, 4291": lambda v4: v4,
    "mapped, 4291": lambda v4: int(IPv6Address("::ffff:0:0")) | v4,
    "translated, 2765": lambda v4: int(IPv6Address("::ffff:0:0:0")) | v4,
    "NAT64, 6052": lambda v4: int(IPv6Address("64:ff9b::")) | v4,
    "local NAT64, 8215": lambda v4: int(IPv6Address("64:ff9b:1::")) | v4,
    "6to4, 3056": lambda v4: int(IPv6Address("2002::")) | v4 << 80,
    "Teredo server, 4380": lambda v4: int(IPv6Address("2001::")) | v4 << 64,
    "Teredo client, 4380": lambda v4: int(IPv6Address("2001::")) | v4 ^ 0xFFFFFFFF,
    "ISATAP, 5214": lambda v4: int(IPv6Address("2001:470::5efe:0:0")) | v4,
}


@given(st.sampled_from(PRIVATE).flatmap(within), st.sampled_from(sorted(EMBEDDINGS)))
def test_a_private_address_is_refused_in_whatever_it_is_put(address: int, embedding: str) -> None:
    assert not is_public(str(IPv4Address(address)))
    assert not is_public(str(IPv6Address(EMBEDDINGS[embedding](address))))


@given(st.sampled_from(OWN).flatmap(within))
def test_a_private_address_of_ipv6_is_refused(address: int) -> None:
    assert not is_public(str(IPv6Address(address)))


@given(st.ip_addresses())
def test_nothing_passes_that_the_library_knows_to_be_private(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(address)) or (address.is_global and not address.is_multicast)


@given(st.text(max_size=40))
def test_what_is_no_address_is_refused(text: str) -> None:
    assert refusal(f"{text}x") == "no address"


def test_nat64_is_told_from_the_rest() -> None:
    assert [is_nat64(each) for each in ("64:ff9b::1", "64:ff9b:1::1", "1.1.1.1")] == [True, False, False]
