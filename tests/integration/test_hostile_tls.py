"""TLS that is not what it should be: no page is taken from a server that is not who it should be."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from tests.integration.hostile import Handler, Names, Served, answers, hangs, redirects, says, serving

from reportedly.errors import FetchError, FetchProblem
from reportedly.fetching.client import Answer, Fetcher, Limits, Request

HOST = "news.test"
PAGE = answers(b"page")


def fetch(server: Served, scheme: str = "https") -> Answer:
    async def go() -> Answer:
        names = Names(news_test=[["127.0.0.1"]])
        async with Fetcher(frozenset({HOST}), Limits(seconds=1.5), names=names) as fetcher:
            return await fetcher.fetch(Request(f"{scheme}://{HOST}:{server.port}/"))

    return asyncio.run(go())


def context(cert: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    cert.configure_cert(made)
    return made


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The one authority that the system trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "trusted.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return made


def test_a_certificate_that_is_right(authority: trustme.CA) -> None:
    with serving(PAGE, context(authority.issue_cert(HOST))) as server:
        assert fetch(server).body == b"page"


@pytest.fixture
def shown(authority: trustme.CA, tmp_path: Path) -> dict[str, ssl.SSLContext]:
    """What a server may show that is not to be believed."""
    stranger = trustme.CA()
    itself = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (tmp_path / "itself.pem").write_bytes(stranger.private_key_pem.bytes() + stranger.cert_pem.bytes())
    itself.load_cert_chain(tmp_path / "itself.pem")
    past = datetime(2020, 1, 1, tzinfo=UTC)
    return {
        "a wrong name": context(authority.issue_cert("other.test")),
        "a name below": context(authority.issue_cert("*.news.test")),
        "an address": context(authority.issue_cert("127.0.0.1")),
        "expired": context(authority.issue_cert(HOST, not_before=past, not_after=past + timedelta(days=9))),
        "of another authority": context(stranger.issue_cert(HOST)),
        "signed by itself": itself,
    }


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("a wrong name", "Hostname mismatch, certificate is not valid for 'news.test'"),
        ("a name below", "Hostname mismatch"),
        ("an address", "Hostname mismatch"),
        ("expired", "certificate has expired"),
        ("of another authority", "unable to get local issuer certificate"),
        ("signed by itself", "self-signed certificate"),
    ],
)
def test_a_certificate_that_is_wrong(shown: dict[str, ssl.SSLContext], case: str, said: str) -> None:
    with serving(PAGE, shown[case]) as server, pytest.raises(FetchError) as raised:
        fetch(server)
    assert (raised.value.kind, said in raised.value.problem) == (FetchProblem.TLS, True), raised.value
    assert server.asked == []


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), FetchProblem.TLS),
        (says(b"SSH-2.0-OpenSSH_9.7\r\n"), FetchProblem.TLS),
        (says(), FetchProblem.CONNECTION),
        (hangs, FetchProblem.TIMED_OUT),
    ],
)
def test_a_server_that_does_not_speak_tls(handler: Handler, kind: FetchProblem) -> None:
    with serving(handler, at_once=True) as server, pytest.raises(FetchError) as raised:
        fetch(server)
    assert raised.value.kind is kind, raised.value


def test_what_was_asked_for_with_tls_is_not_taken_without(authority: trustme.CA) -> None:
    with serving(PAGE) as plain:
        onward = redirects(f"http://{HOST}:{plain.port}/")
        with (
            serving(onward, context(authority.issue_cert(HOST))) as server,
            pytest.raises(FetchError) as raised,
        ):
            fetch(server)
    assert (raised.value.kind, raised.value.problem) == (
        FetchProblem.REDIRECT,
        "redirects from https to http",
    )
    assert plain.asked == []


def test_a_redirect_to_a_wrong_certificate(shown: dict[str, ssl.SSLContext]) -> None:
    with (
        serving(PAGE, shown["expired"]) as other,
        serving(redirects(f"https://{HOST}:{other.port}/a")) as server,
        pytest.raises(FetchError) as raised,
    ):
        fetch(server, scheme="http")
    assert raised.value.kind is FetchProblem.TLS
    assert (
        raised.value.problem
        == f"redirects to https://{HOST}:{other.port}/a: TLS failed (certificate has expired)"
    )
