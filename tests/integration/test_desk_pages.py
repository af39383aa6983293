"""The pages of the desk as a browser asks for them, over a ledger made by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient
from tests.made import posted
from tests.served import TOKEN

from reportedly.config import ServeSettings
from reportedly.ledger.entries import RecordedJudgement
from reportedly.ledgerdesk import open_ledger
from reportedly.serving.app import make_app
from reportedly.serving.guards import FORM_FIELD, form_token
from reportedly.watchdesk import add_watch

URL = "https://example.org/1"
FIRST = posted("IRN planned uav RUS. IRN denied uav RUS.", url=URL, outlet="Daily", published="2022-07-11")
LATER = posted("IRN occurred uav RUS.", url=URL, outlet="Daily", published="2022-08-30")
PLANNED, DENIED = (claim.id for claim in FIRST.claims)
(OCCURRED,) = (claim.id for claim in LATER.claims)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with closing(open_ledger(path, write=True)) as store:
        store.append([FIRST])
        store.append([LATER])
        add_watch(store, "drones/1", "RUS IRN uav")
    return path


@pytest.fixture
def desk(ledger: Path) -> Iterator[TestClient]:
    with TestClient(
        make_app(ServeSettings(ledger, TOKEN)), "http://127.0.0.1:8750", follow_redirects=False
    ) as client:
        yield client


def form(ledger: Path, **fields: str) -> dict[str, str]:
    return {FORM_FIELD: form_token(ServeSettings(ledger, TOKEN)), "by": "Ann", **fields}


def judgements(ledger: Path) -> tuple[RecordedJudgement, ...]:
    with closing(open_ledger(ledger)) as store:
        return store.judgements()


@pytest.mark.parametrize(
    ("asked", "status", "shown"),
    [
        ("/", 200, "Iran → Russia"),
        ("/?as_of=2022-07", 200, "As of 2022-07"),
        ("/?as_of=2021-01-01", 200, "0 deals"),
        ("/?status=planned", 200, "0 deals"),
        ("/?as_of=2022-07-31&status=denied", 200, "1 deal"),
        ("/?outlet=dail&item=drones&words=RUS", 200, "1 deal"),
        ("/?kind=sanction", 200, "0 deals"),
        ("/?kind=any&page=99999999999999999999", 200, "1 deal"),
        ("/?actor=Atlantis", 400, "actor: &#39;Atlantis&#39; is not known"),
        ("/?words=%22", 400, "no word to search for"),
        ("/?words=%00", 400, "no word to search for"),
        ("/?sort=beauty", 400, "sort: &#39;beauty&#39; is none"),
        ("/?as_of=soon", 400, "no date; write it as 2022-07-26"),
        ("/?known_by=2022-99", 400, "no date; write it as 2022-07-26"),
        (f"/threads/{PLANNED}", 200, "transfer: Iran → Russia, uav"),
        (f"/threads/{PLANNED}?as_of=2022-07-26", 200, "1 claim said later"),
        (f"/threads/{PLANNED}?as_of=2022-07-01", 200, "not to say that nothing had happened"),
        ("/threads/0123456789abcdef", 404, "no such thread or claim"),
        ("/threads/0123456789abcdef/feed.atom", 404, "no such thread or claim"),
        (f"/articles/{LATER.article.id}", 200, "What changed from the version before"),
        (f"/articles/{LATER.article.id}?known_by=2000-01-01", 404, "no such article"),
        ("/articles/none", 404, "no such article"),
        ("/claims/0123456789abcdef", 404, "no such claim"),
        ("/review", 200, "wait"),
        ("/review?about=Atlantis", 400, "is no country, body, item or frame"),
        ("/watches", 200, "drones/1"),
        ("/watches/none/feed.atom", 404, "none: no such watch"),
        ("/actors", 200, "John Kirby"),
        ("/actors?kind=outlet", 200, "Daily"),
        ("/actors/0123456789abcdef", 404, "no such actor"),
        ("/nowhere", 404, "That did not work"),
        ("/static/../app.py", 404, "That did not work"),
    ],
)
def test_what_is_asked_for_is_shown(desk: TestClient, asked: str, status: int, shown: str) -> None:
    answer = desk.get(asked)
    assert (answer.status_code, shown in answer.text) == (status, True), answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_every_link_keeps_the_day(desk: TestClient) -> None:
    for place in ("/", f"/threads/{PLANNED}", f"/articles/{FIRST.article.id}", "/review", "/actors"):
        found = re.findall(r'href="(/[^"]*)"', desk.get(f"{place}?as_of=2022-07-26&known_by=2099-01-01").text)
        own = [link for link in found if not re.search(r"static|feed\.atom", link) and link != place]
        assert own
        assert [link for link in own if "as_of=2022-07-26&amp;known_by=2099-01-01" not in link] == []


def test_a_claim_leads_to_its_thread_and_a_rejected_one_to_its_article(
    desk: TestClient, ledger: Path
) -> None:
    to = desk.get(f"/claims/{DENIED}?as_of=2022-07-26")
    assert re.fullmatch(rf"/threads/\w+\?as_of=2022-07-26#claim-{DENIED}", to.headers["location"])
    desk.post("/judgements", data=form(ledger, kind="reject", claim=DENIED))
    to = desk.get(f"/claims/{DENIED}")
    assert to.headers["location"] == f"/articles/{FIRST.article.id}#claim-{DENIED}"


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/judgements", {"kind": "reject", "claim": DENIED}),
        ("/watches/add", {"name": "n", "about": "RUS"}),
        ("/watches/remove", {"name": "drones/1"}),
        ("/watches/seen", {"name": "drones/1"}),
    ],
)
def test_nothing_is_written_for_another_site(
    desk: TestClient, ledger: Path, path: str, fields: dict[str, str]
) -> None:
    assert desk.post(path, data={"by": "Ann", **fields}).status_code == 403
    assert desk.post(path, data=form(ledger, **fields) | {FORM_FIELD: "0" * 32}).status_code == 403
    away = {"origin": "https://elsewhere.example"}
    assert desk.post(path, data=form(ledger, **fields), headers=away).status_code == 403
    assert judgements(ledger) == ()


def test_a_judgement_is_kept_with_who_and_when_and_goes_back(desk: TestClient, ledger: Path) -> None:
    back = f"/threads/{PLANNED}?as_of=2022-07-26"
    answer = desk.post("/judgements", data=form(ledger, kind="reject", claim=DENIED, back=back))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{back}&done=1")
    assert re.match(r"reportedly_by=Ann; HttpOnly; .*SameSite=strict", answer.headers["set-cookie"])
    (one,) = judgements(ledger)
    assert (one.judgement.by, one.claim) == ("Ann", DENIED)
    shown = desk.get(answer.headers["location"]).text
    assert "Judgement 1 is recorded" in shown
    assert 'value="Ann"' in shown


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "reject", "claim": DENIED, "by": " "}, "say who judges"),
        ({"kind": "praise", "claim": DENIED}, "no judgement; there are accept"),
        ({"kind": "reject", "claim": "0123456789abcdef"}, "no such claim"),
        ({"kind": "edit", "claim": DENIED, "field": "mood", "value": "glad"}, "mood: not a field"),
        ({"kind": "same", "one": PLANNED, "other": PLANNED}, "are one already"),
        ({"kind": "undo", "number": "7"}, "7: no such judgement to undo"),
        ({"kind": "undo", "number": "9" * 30}, "give the number of a judgement"),
    ],
)
def test_what_makes_no_sense_is_not_recorded(
    desk: TestClient, ledger: Path, fields: dict[str, str], problem: str
) -> None:
    answer = desk.post("/judgements", data=form(ledger, **fields))
    assert (answer.status_code, problem in answer.text) == (400, True), answer.text
    assert judgements(ledger) == ()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"]
)
def test_no_form_leads_elsewhere(desk: TestClient, ledger: Path, back: str) -> None:
    answer = desk.post("/judgements", data=form(ledger, kind="accept", claim=DENIED, back=back))
    assert answer.headers["location"] == "/?done=1"


def test_same_and_different_can_be_said_of_deals(desk: TestClient, ledger: Path) -> None:
    for kind in ("different", "same"):
        desk.post("/judgements", data=form(ledger, kind=kind, one=PLANNED, other=OCCURRED))
        assert ("2 deals" in desk.get("/").text) is (kind == "different")


def test_watches_are_kept_looked_at_and_dropped(desk: TestClient, ledger: Path) -> None:
    assert desk.post("/watches/add", data=form(ledger, name="w", about="RUS uav")).status_code == 303
    assert desk.post("/watches/add", data=form(ledger, name="w", about="RUS uav")).status_code == 400
    shown = desk.get("/watches").text
    digests = re.findall(r'name="shown" value="(\w+)"', shown)
    assert len(digests) == 2
    stale = desk.post("/watches/seen", data=form(ledger, name="w", shown="0123456789abcdef"))
    assert (stale.status_code, "look at it again" in stale.text) == (400, True)
    assert desk.post("/watches/seen", data=form(ledger, name="w", shown=digests[1])).status_code == 303
    assert desk.get("/watches").text.count("Nothing new.") == 1
    desk.post("/watches/remove", data=form(ledger, name="w"))
    assert 'Remove w"' not in desk.get("/watches").text


@pytest.mark.parametrize("place", [f"/threads/{PLANNED}/feed.atom", "/watches/drones%2F1/feed.atom"])
def test_feeds_tell_what_each_recording_made_new(desk: TestClient, ledger: Path, place: str) -> None:
    def headings() -> list[str]:
        feed = feedparser.parse(desk.get(place).content)
        assert not feed.bozo
        return [entry.title.partition("uav: ")[2] for entry in feed.entries]

    before = headings()
    assert before == ["United States: occurred", "United States: denied"]
    desk.post("/judgements", data=form(ledger, kind="reject", claim=OCCURRED))
    assert headings() == ["United States: denied", *before]
    desk.post("/judgements", data=form(ledger, kind="undo", number="1"))
    assert headings() == ["United States: occurred", "United States: denied", *before]


def test_a_desk_to_read_only_has_no_buttons(ledger: Path) -> None:
    app = make_app(ServeSettings(ledger, TOKEN, read_only=True))
    with TestClient(app, "http://127.0.0.1:8750", follow_redirects=False) as desk:
        for place in ("/review", f"/threads/{PLANNED}", "/watches"):
            assert 'method="post"' not in desk.get(place).text
        assert desk.post("/judgements", data=form(ledger, kind="reject", claim=DENIED)).status_code == 403
