"""What a request has to be, to be let in."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from socket import gethostname

import pytest
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from reportedly.config import ServeSettings
from reportedly.errors import UsageError
from reportedly.serving.guards import form_token, has_token, is_foreign, is_own_host, require_form_token

TOKEN = "0123456789abcdef"
LOCAL = ServeSettings(Path("l.db"), TOKEN)
ABROAD = ServeSettings(Path("l.db"), TOKEN, host="desk.example")


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost:8750", True),
        ("LOCALHOST", True),
        ("127.0.0.1:8750", True),
        ("[::1]:8750", True),
        ("192.168.1.4:80", True),  # an address cannot be given to another machine's name
        (gethostname(), True),
        ("desk.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example:8750", False),
        ("evil.example#@localhost", False),
        ("evil.example:8750", False),
        ("[::1", False),
        ("[zz]:1", False),
        ("", False),
        ("\udcff", False),
    ],
)
def test_own_hosts(host: str, own: bool) -> None:
    assert is_own_host(LOCAL, host) is own


def test_the_name_that_it_was_started_with_is_its_own() -> None:
    assert is_own_host(ABROAD, "Desk.Example:8750")


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),  # no browser
        ({"origin": "http://localhost:8750"}, False),
        ({"origin": "http://localhost:8750", "sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),  # typed in
        ({"origin": "http://localhost:9000"}, True),
        ({"origin": "http://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://localhost:8750@evil.example"}, True),
        ({"origin": "http://localhost:8750", "sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),  # another port of this machine
        ({"origin": "http://[::1"}, True),
    ],
)
def test_foreign_origins(headers: dict[str, str], foreign: bool) -> None:
    assert is_foreign(Headers({"host": "localhost:8750", **headers})) is foreign


@pytest.mark.parametrize(
    ("authorization", "has"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer  {TOKEN}", True),
        (f"Basic {b64encode(f'anybody:{TOKEN}'.encode()).decode()}", True),
        (f"Basic {b64encode(f':{TOKEN}'.encode()).decode()}", True),
        ("", False),
        ("Bearer", False),
        ("Bearer 0123456789abcdeF", False),
        (f"Bearer {TOKEN[:-1]}", False),
        (TOKEN, False),
        ("Basic ????", False),
        (f"Basic {b64encode(TOKEN.encode()).decode()}", False),
        ("Basic \udcff", False),
        ("Bearer \udcff", False),
    ],
)
def test_tokens(authorization: str, has: bool) -> None:
    assert has_token(LOCAL, authorization) is has


def test_forms_carry_a_token_of_their_own() -> None:
    assert TOKEN not in form_token(LOCAL)
    require_form_token(LOCAL, form_token(LOCAL))


@pytest.mark.parametrize("given", [None, "", TOKEN, "\udcff"])
def test_forms_of_others_are_refused(given: str | None) -> None:
    with pytest.raises(HTTPException) as refused:
        require_form_token(LOCAL, given)
    assert refused.value.status_code == 403


@pytest.mark.parametrize("token", ["", "short", "with a blank in it", "ä" * 20, "a\n" * 10, "a" * 65])
def test_tokens_that_are_none(token: str) -> None:
    with pytest.raises(UsageError, match="16 to 64 printable"):
        ServeSettings(Path("l.db"), token)


@pytest.mark.parametrize(
    ("host", "local"), [("localhost", True), ("127.0.0.2", True), ("::1", True), ("0.0.0.0", False)]
)
def test_what_only_this_machine_reaches(host: str, local: bool) -> None:
    assert ServeSettings(Path("l.db"), TOKEN, host).is_local is local


def test_settings_do_not_show_the_token() -> None:
    assert TOKEN not in repr(LOCAL)
