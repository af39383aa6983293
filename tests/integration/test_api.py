"""Reading over HTTP: a real server over a ledger of readings made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from tests.made import posted
from tests.served import Server, ledger_of, served

from reportedly.faces.cli import main
from reportedly.ledger.entries import Accept, Edit, Reject, WatchSet
from reportedly.ledgerdesk import open_ledger
from reportedly.model import Status

ATTACK = '<script>alert("x")</script>\u2028 </textarea>'
URL = "https://news.example/deal"
JULY = posted("IRN planned uav RUS. IRN denied uav RUS.", url=URL, outlet="Gazette", published="2022-07-11")
CHANGED = posted(
    "IRN planned uav RUS. NOR occurred tank FIN.", url=URL, outlet="Gazette", published="2022-07-13"
)
AUGUST = posted("IRN occurred uav RUS.", outlet="Herald", published="2022-08-30")
HOSTILE = posted(f"PRK planned missile RUS. {ATTACK}", url="javascript:alert(1)", outlet=ATTACK)
ALL = (JULY, CHANGED, AUGUST, HOSTILE)
PLANNED, _ = JULY.claims
OCCURRED = AUGUST.claims[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = ledger_of(tmp_path_factory.mktemp("api") / "l.db", [*ALL, WatchSet("drones", "RUS IRN uav")])
    with served(path) as running:
        yield running


def ids(answer: Any) -> list[str]:
    return [one["id"] for one in answer["items"]]


def printed(server: Server, *command: str) -> list[Any]:
    """What a command prints of the same ledger with ``--json``."""
    done = CliRunner().invoke(main, [*command, "--json", "--ledger", str(server.ledger)])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.split("\n") if line]


FORMS = [
    ("/claims", ("claims",)),
    ("/claims?about=RUS+IRN+uav", ("claims", "--about", "RUS IRN uav")),
    ("/claims?outlet=herald", ("claims", "--outlet", "herald")),
    ("/claims?status=occurred&status=denied", ("claims", "--status", "occurred", "--status", "denied")),
    (
        "/claims?said_from=2022-07-13&said_to=2022-07-13",
        ("claims", "--said-from", "2022-07-13", "--said-to", "2022-07-13"),
    ),
    ("/claims?min_confidence=0.95", ("claims", "--min-confidence", "0.95")),
    ("/search?words=uav", ("search", "uav")),
    ("/threads", ("threads",)),
    ("/threads?about=RUS+IRN+uav", ("threads", "--about", "RUS IRN uav")),
    ("/changes", ("changes",)),
    ("/sources", ("sources",)),
    ("/watches", ("watch", "list")),
    ("/judgements", ("judge", "list")),
]


@pytest.mark.parametrize(("path", "command"), FORMS)
def test_lists_are_as_the_command_prints_them(server: Server, path: str, command: tuple[str, ...]) -> None:
    assert server.get(path).json == {"items": printed(server, *command), "next": None}


@pytest.mark.parametrize(("asked", "options"), [("", ()), ("?as_of=2022-07-26", ("--as-of", "2022-07-26"))])
def test_a_thread_is_as_the_command_prints_it(server: Server, asked: str, options: tuple[str, ...]) -> None:
    (told,) = printed(server, "thread", OCCURRED.id, *options)
    assert server.get(f"/threads/{OCCURRED.id}{asked}").json == told
    assert server.get(f"/threads/{told['id'][:6]}{asked}").json == told


AS_OF = [  # claims, drones among them, and how each thread stood
    ("2022-07-10", 0, 0, []),
    ("2022-07-11", 3, 2, ["denied", "planned"]),
    ("2022-07-12", 3, 2, ["denied", "planned"]),
    ("2022-07-13", 4, 2, ["denied", "occurred", "planned"]),
    ("2022-08-30", 5, 3, ["occurred", "occurred", "planned"]),
]


@pytest.mark.parametrize(("day", "claims", "drones", "statuses"), AS_OF)
def test_everything_is_rewound_to_a_day(
    server: Server, day: str, claims: int, drones: int, statuses: list[str]
) -> None:
    assert len(server.get(f"/claims?as_of={day}").json["items"]) == claims
    assert len(server.get(f"/search?words=uav&as_of={day}").json["items"]) == drones
    found = server.get(f"/threads?as_of={day}").json["items"]
    assert sorted(one["overall"]["status"] for one in found) == statuses
    assert sum(one["claims"] for one in found) == claims
    assert all(one["last_said"] <= day for one in found)


def test_what_was_not_recorded_yet_was_not_known(server: Server) -> None:
    (told,) = server.get("/claims?outlet=herald").json["items"]
    before = "2000-01-01"
    assert server.get(f"/claims/{OCCURRED.id}?known_by={told['recorded']}").status == 200
    assert server.get(f"/claims/{OCCURRED.id}?known_by={before}").status == 404
    for path in ("claims", "threads", "actors", "outlets", "changes", "sources", "watches", "judgements"):
        assert server.get(f"/{path}?known_by={before}").json == {"items": [], "next": None}, path
    assert server.get(f"/ledger?known_by={before}").json["articles"] == 0


@pytest.mark.parametrize(
    "path",
    [
        "/claims",
        "/search?words=uav",
        "/threads",
        "/actors",
        "/changes",
        "/outlets",
        "/claims?as_of=2022-07-26",
    ],
)
def test_pages_one_by_one_are_the_whole(server: Server, path: str) -> None:
    joint, pages, cursor = "&" if "?" in path else "?", [], ""
    while True:
        page = server.get(f"{path}{joint}limit=1{cursor}").json
        pages += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert pages == server.get(path).json["items"]
    assert len(pages) > 1


def test_a_claim_is_explained(server: Server) -> None:
    told = server.get(f"/claims/{PLANNED.id[:6]}").json
    assert told["evidence"][0]["text"] == "IRN planned uav RUS"
    assert (told["rejected"], told["judgements"]) == (False, [])
    assert [one["id"] for one in told["threads"]] == [server.get(f"/threads/{PLANNED.id}").json["id"]]
    assert server.get(f"/claims/{OCCURRED.id}?as_of=2022-08-29").status == 404


def test_an_article_has_its_text_and_its_versions(server: Server) -> None:
    told = server.get(f"/articles/{CHANGED.article.id}").json
    assert told["text"] == CHANGED.article.text
    assert all(
        told["text"][span["start"] : span["end"]] == span["text"]
        for claim in told["claims"]
        for span in claim["evidence"]
    )
    assert [one["id"] for one in told["versions"]] == [JULY.article.id, CHANGED.article.id]
    assert server.get(f"/articles/{CHANGED.article.id}?as_of=2022-07-12").json["claims"] == []


def test_an_actor_by_id_or_name(server: Server) -> None:
    told = server.get("/actors/John%20Kirby?as_of=2022-07-26").json
    assert told == server.get(f"/actors/{told['id']}?as_of=2022-07-26").json
    assert {one["said"] for one in told["made"]} == {"2022-07-11", "2022-07-13"}
    assert told["as_of"] == "2022-07-26"


def test_outlets(server: Server) -> None:
    assert [(one["name"], one["articles"]) for one in server.get("/outlets").json["items"]] == [
        (ATTACK, 1),
        ("Gazette", 2),
        ("Herald", 1),
    ]


def test_what_is_new_to_a_watch(server: Server) -> None:
    told = server.get("/watches/drones/news").json
    assert (told["watch"], told["since"]) == ("drones", None)
    assert [one["proposition"]["item"] for one in told["news"]] == ["uav"]
    assert server.get("/watches/drones/news").json == told, "to ask is not to be told"


def test_attacks_are_text(server: Server) -> None:
    answer = server.get(f"/articles/{HOSTILE.article.id}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (answer.json["outlet"], answer.json["url"]) == (ATTACK, "javascript:alert(1)")


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.get("/claims")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = server.get("/claims", **{"If-None-Match": known})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert server.get("/claims?limit=1", **{"If-None-Match": tag}).status == 200


def test_what_is_recorded_changes_the_tag(tmp_path: Path) -> None:
    with served(ledger_of(tmp_path / "l.db", [JULY])) as server:
        tag = server.get("/claims").headers["etag"]
        ledger_of(server.ledger, [AUGUST])
        again = server.get("/claims", **{"If-None-Match": tag})
        assert (again.status, len(again.json["items"])) == (200, 3)


def test_claims_are_as_people_judge_them(tmp_path: Path) -> None:
    edit = Edit(OCCURRED.id, "status", msgspec.Raw(b'"planned"'), "ann")
    path = ledger_of(
        tmp_path / "l.db", [JULY, AUGUST, Accept(PLANNED.id, "ann"), Reject(JULY.claims[1].id, "ann")]
    )
    ledger_of(path, [edit])
    with served(path) as server:
        found = server.get("/claims").json["items"]
        assert [(one["id"], one["status"]) for one in found] == [
            (PLANNED.id, "planned"),
            (OCCURRED.id, "planned"),
        ]
        rejected = server.get(f"/claims/{JULY.claims[1].id}").json
        assert (rejected["rejected"], rejected["threads"]) == (True, [])
        assert [one["judgement"]["kind"] for one in rejected["judgements"]] == ["reject"]
        assert server.get(f"/threads/{JULY.claims[1].id}").status == 404
        held = server.get("/judgements").json["items"]
        assert held == printed(server, "judge", "list")
        assert held[-1]["judgement"]["value"] == "planned"


REFUSED = [
    ("/claims?cursor=broken", 400),
    ("/claims?cursor=", 400),
    ("/claims?cursor=WyJjIiwiMDAwMDAwMDAwMDAwMDAwMCJd", 400),  # of no claim
    ("/threads?cursor=WyJzIiwxMDBd", 400),  # of another list
    ("/claims?about=nobody", 422),
    ("/claims?as_of=yesterday", 422),
    ("/claims?as_of=2022-02-30", 422),
    ("/claims?known_by=2022-07-26T25:00", 422),
    ("/claims?limit=0", 422),
    ("/claims?limit=501", 422),
    ("/claims?nonsense=1", 422),
    ("/claims?status=rumoured", 422),
    ("/claims?min_confidence=nan", 422),
    (f"/claims?outlet={'a' * 201}", 422),
    ("/search", 422),
    ("/search?words=%22%22", 422),
    ("/claims/nonsense", 422),
    ("/claims/0000000000000000", 404),
    ("/claims/000", 422),
    ("/threads/0000000000000000", 404),
    ("/articles/0000000000000000", 404),
    ("/actors/nobody", 404),
    ("/watches/none/news", 404),
    ("/claims/", 404),
    ("/nothing", 404),
    ("/..%2f..%2fetc%2fpasswd", 404),
]


@pytest.mark.parametrize(("path", "status"), REFUSED)
def test_refused_in_one_form(server: Server, path: str, status: int) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["detail"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/claims", "GET"),
        ("/watches", "GET, POST"),
        ("/judgements/1", "DELETE"),
        ("/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_none(server: Server, path: str, allowed: str) -> None:
    answer = server.write("PUT", path)
    assert (answer.status, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    "words", ["uav%00", "%00uav", "uav OR", "NEAR(uav", "uav*", "%22uav%00%22", "evidence:uav", "^uav"]
)
def test_words_are_words_whatever_they_look_like(server: Server, words: str) -> None:
    for path in ("search", "threads"):
        assert server.get(f"/{path}?words={words.replace(' ', '+')}").status == 200, path


def test_eight_at_once_are_told_the_same(server: Server) -> None:
    paths = ["/claims", "/threads", "/search?words=uav", "/actors", f"/threads/{OCCURRED.id}"] * 8
    alone = {path: server.get(path).body for path in paths}
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda path: server.get(path).body, paths)) == [alone[path] for path in paths]


def test_every_status_can_be_asked_for(server: Server) -> None:
    for status in Status:
        found = server.get(f"/claims?status={status.value.replace(' ', '+')}").json["items"]
        assert {one["status"] for one in found} <= {status.value}


def test_it_can_be_written_to_while_it_is_served(server: Server) -> None:
    with open_ledger(server.ledger, write=True):
        assert server.get("/claims").status == 200
