"""Writing over HTTP: by whom, what is recorded, and what is refused."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.made import posted
from tests.served import BEARER, TOKEN, Server, ledger_of, served

from reportedly.ledgerdesk import open_ledger
from reportedly.serving.guards import MOST_BYTES

JULY = posted("IRN planned uav RUS. IRN denied uav RUS.", published="2022-07-11")
AUGUST = posted("PRK occurred missile RUS.", published="2022-08-30")
PLANNED, DENIED = (claim.id for claim in JULY.claims)
SHELLS = AUGUST.claims[0].id


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with served(ledger_of(tmp_path / "l.db", [JULY, AUGUST])) as running:
        yield running


def judgement(kind: str, by: str = "ann", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "by": by, **fields}


def test_rejected_and_taken_back(server: Server) -> None:
    status = f"/threads/{PLANNED}"
    before = server.get(status).json["overall"]
    told = server.write("POST", "/judgements", judgement("reject", claim=DENIED[:8]))
    assert (told.status, told.json["number"], told.json["claim"]) == (201, 1, DENIED)
    assert len(server.get(status).json["claims"]) == 1
    undone = server.write("DELETE", "/judgements/1?by=bob")
    assert (undone.status, undone.json["judgement"]) == (200, {"kind": "undo", "judgement": 1, "by": "bob"})
    assert server.get(status).json["overall"] == before
    assert [one["stands"] for one in server.get("/judgements").json["items"]] == [False, False]


def test_a_field_is_edited(server: Server) -> None:
    edit = judgement("edit", claim=SHELLS, field="event.item.class", value="ammunition")
    assert server.write("POST", "/judgements", edit).status == 201
    assert server.get(f"/claims/{SHELLS}").json["event"]["item"]["class"] == "ammunition"


def test_two_deals_are_one_and_two_again(server: Server) -> None:
    same = judgement("same", one=PLANNED, other=SHELLS)
    assert server.write("POST", "/judgements", same).status == 201
    assert len(server.get("/threads").json["items"]) == 1
    assert server.write("POST", "/judgements", judgement("undo", judgement=1)).status == 201
    assert len(server.get("/threads").json["items"]) == 2


def test_a_watch_is_kept_and_dropped(server: Server) -> None:
    asked = {"name": "a/b ü?", "about": "RUS IRN uav", "status": "occurred"}
    kept = server.write("POST", "/watches", asked)
    assert (kept.status, kept.json["name"], kept.json["told"]) == (201, "a/b ü?", None)
    assert server.write("POST", "/watches", asked).status == 409
    assert server.get("/watches/a%2Fb%20%C3%BC%3F/news").json["watch"] == "a/b ü?"
    assert server.write("DELETE", "/watches/a%2Fb%20%C3%BC%3F").status == 204
    assert server.write("DELETE", "/watches/a%2Fb%20%C3%BC%3F").status == 404


REFUSED = [
    ("POST", "/judgements", judgement("reject", claim="0" * 16), 404),
    ("POST", "/judgements", judgement("undo", judgement=7), 404),
    ("DELETE", "/judgements/7?by=ann", None, 404),
    ("DELETE", "/judgements/7", None, 422),
    ("DELETE", f"/judgements/{2**70}?by=ann", None, 422),
    ("POST", "/judgements", judgement("same", one=PLANNED, other=PLANNED), 404),
    ("POST", "/judgements", judgement("edit", claim=SHELLS, field="nothing", value=1), 400),
    ("POST", "/judgements", judgement("edit", claim=SHELLS, field="status", value="rumoured"), 400),
    ("POST", "/judgements", judgement("edit", claim=SHELLS, field="id", value="x"), 400),
    ("POST", "/judgements", judgement("edit", claim=SHELLS, field="confidence", value=10**400), 400),
    ("POST", "/judgements", judgement("guess", claim=SHELLS), 422),
    ("POST", "/judgements", judgement("accept", claim=SHELLS, by=" "), 422),
    ("POST", "/judgements", judgement("accept", claim=SHELLS, by="a\nb"), 422),
    ("POST", "/judgements", judgement("accept", claim=SHELLS, more=1), 422),
    ("POST", "/judgements", b"{", 422),
    ("POST", "/judgements", b"[" * 60_000, 400),
    ("POST", "/judgements", b'{"kind": "accept", "claim": "\xff"}', 400),
    ("POST", "/judgements", b'{"kind":"accept","claim":"' + SHELLS.encode() + b'","by":"\\ud800"}', 422),
    ("POST", "/watches", {"name": "w", "about": "nobody"}, 422),
    ("POST", "/watches", {"name": "w", "about": " "}, 400),
    ("POST", "/watches", {"name": "w", "about": "RUS", "status": "asked"}, 422),
    ("POST", "/watches", {"name": "a" * 101, "about": "RUS"}, 422),
    ("POST", "/claims", {"id": "x"}, 405),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), REFUSED)
def test_refused_and_nothing_recorded(
    server: Server, method: str, path: str, body: object, status: int
) -> None:
    answer = server.write(method, path, body)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert server.get("/judgements").json["items"] == server.get("/watches").json["items"] == []


ORIGINS = [
    ({}, 401),
    ({"Authorization": "Bearer nonsense"}, 401),
    ({"Authorization": f"Basic {b64encode(f':{TOKEN}'.encode()).decode()}"}, 401),  # a browser adds it
    ({**BEARER, "Origin": "http://evil.example"}, 403),
    ({**BEARER, "Origin": "null"}, 403),
    ({**BEARER, "Sec-Fetch-Site": "cross-site"}, 403),
    ({**BEARER, "Sec-Fetch-Site": "same-site"}, 403),
    ({**BEARER, "Host": "evil.example"}, 421),
    ({**BEARER, "Host": "localhost.evil.example"}, 421),
    ({**BEARER, "Content-Length": str(MOST_BYTES + 1)}, 413),
    ({**BEARER, "Sec-Fetch-Site": "same-origin"}, 201),
]


@pytest.mark.parametrize(("headers", "status"), ORIGINS)
def test_who_may_write(server: Server, headers: dict[str, str], status: int) -> None:
    answer = server.ask("/api/v1/judgements", "POST", judgement("accept", claim=SHELLS), headers)
    assert answer.status == status
    assert len(server.get("/judgements").json["items"]) == (status == 201)


def test_a_body_without_a_length_is_cut_off_too(server: Server) -> None:
    head = f"POST /api/v1/judgements HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
    head += "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(head.encode())
        for _ in range(9):
            connection.sendall(b"2000\r\n" + b" " * 0x2000 + b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("path", ["/", "/api/v1/claims", "/api/v1/openapi.json", "/nothing"])
def test_another_name_is_not_answered(server: Server, path: str) -> None:
    answer = server.ask(path, headers={"Host": f"evil.example:{server.port}"})
    assert (answer.status, answer.json["status"]) == (421, 421)


GUARDED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/v1/nothing", "/nothing", "/api/v1/openapi.json"])
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    assert {name: headers[name] for name in GUARDED} == GUARDED
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers or headers["server"] == "uvicorn"


def test_a_failure_says_nothing_and_is_guarded(server: Server) -> None:
    server.ledger.rename(server.ledger.with_name("moved.db"))
    answer = server.write("POST", "/judgements", judgement("accept", claim=SHELLS))
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert not server.ledger.exists(), "to judge is not to make a ledger"


def test_read_only(tmp_path: Path) -> None:
    with served(ledger_of(tmp_path / "l.db", [JULY]), read_only=True) as server:
        assert server.write("POST", "/judgements", judgement("accept", claim=PLANNED)).status == 403
        assert server.get("/ledger").json["read_only"] is True


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        (BEARER, 200),
        ({"Authorization": f"Basic {b64encode(f'ann:{TOKEN}'.encode()).decode()}"}, 200),
    ],
)
def test_away_from_this_machine_everything_needs_the_token(
    tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    with served(ledger_of(tmp_path / "l.db", [JULY]), host="0.0.0.0") as server:
        answer = server.get("/claims", **headers)
        assert answer.status == status
        assert ("www-authenticate" in answer.headers) is (status == 401)


def test_while_another_process_writes_it_says_so(server: Server) -> None:
    with open_ledger(server.ledger, write=True):
        answer = server.write("POST", "/judgements", judgement("accept", claim=PLANNED))
    assert answer.status == 503
    assert "another process is writing" in answer.json["detail"]
    assert server.write("POST", "/judgements", judgement("accept", claim=PLANNED)).status == 201


def test_eight_who_judge_at_once_are_all_heard(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(
            pool.map(
                lambda number: server.write(
                    "POST", "/judgements", judgement("accept", f"n{number}", claim=PLANNED)
                ),
                range(8),
            )
        )
    assert sorted(one.json["number"] for one in told) == list(range(1, 9))
