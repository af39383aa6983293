"""The desk as an analyst works at it, in a real browser, over the transcripts of the drone deal."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browsing import chromium, page_at
from tests.served import served

from reportedly.config import SourceSettings
from reportedly.ledgerdesk import add, open_ledger
from reportedly.model import Article
from reportedly.sources.files import articles

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("REPORTEDLY_SCREENSHOTS")
FOUND = "/?actor=Iran+Russia&item=drones"
DENIAL = "They have not been truthful about this and deny providing weapons"
USA_THEN = re.compile(r"United States:\s+not observed\s+\(said 2022-07-19\)")
USA_NOW = re.compile(r"United States:\s+occurred\s+\(said 2022-10-26\)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk of a ledger of the ten transcripts."""
    path = tmp_path_factory.mktemp("drones") / "ledger.db"
    found = articles([str(ROOT / "demo" / "transcripts")], SourceSettings(outlet="The White House"))
    with closing(open_ledger(path, write=True)) as store:
        assert len([*add(store, (one for one in found if isinstance(one, Article)))]) == 10
    with served(path) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    with page_at(browser, desk) as page:
        yield page


def shoot(page: Page, name: str) -> None:
    """A picture for the documentation, where one is asked for."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def history(page: Page) -> list[str]:
    """The rows of a thread's history: since, until, viewpoint and status."""
    rows = page.get_by_role("region", name="History table").locator("tbody tr")
    return [" ".join(" ".join(row.locator("td, th").all_inner_texts()[:4]).split()) for row in rows.all()]


def news_of(page: Page, name: str) -> list[str]:
    """The headings of the feed of a watch, the last first."""
    answer = page.request.get(f"/watches/{name}/feed.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(answer.body())
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


def test_what_did_we_know_on_26_july_and_from_whom(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Actors").fill("Iran Russia")
    page.get_by_label("Item").fill("drones")
    page.get_by_role("button", name="Find").click()
    row = page.locator(".deals tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(USA_NOW)
    shoot(page, "deals")
    page.get_by_label("As of").fill("2022-07-26")
    page.get_by_role("button", name="Rewind").click()
    expect(row).to_contain_text(USA_THEN)
    expect(row).not_to_contain_text("occurred")
    row.get_by_role("link", name="Iran → Russia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("transfer: Iran → Russia, uav")
    expect(page.locator(".holdings")).to_contain_text(USA_THEN)
    expect(page.get_by_role("region", name="History table")).not_to_contain_text("occurred")
    shoot(page, "rewound")
    claim = page.locator("li.claim", has_text="We don’t have any indications").first
    claim.get_by_role("link", name=re.compile("^Press Briefing")).first.click()
    lit = page.locator(f"#{page.url.partition('#')[2]} + .held a").first
    expect(lit).to_be_in_viewport()
    expect(lit).to_contain_text("We don’t have any indications")
    lit.hover()
    expect(page.locator(".held:hover .tip")).to_contain_text("John Kirby (for United States): not observed")
    shoot(page, "article")
    lit.click()
    expect(page.locator("li.claim:target")).to_contain_text("not observed")
    page.locator("li.claim:target").get_by_role("link", name=re.compile("Thread")).click()
    expect(page.locator("li.claim:target")).to_contain_text("We don’t have any indications")
    assert "as_of=2022-07-26" in page.url
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(FOUND)
    shoot(page, "phone")


def test_a_rejected_claim_changes_the_history_until_it_is_undone(page: Page) -> None:
    page.goto("/watches")
    page.get_by_label("Name").fill("drones")
    page.get_by_label("About").fill("RUS IRN uav transfer")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Mark drones as seen").click()
    expect(page.get_by_text("Nothing new.")).to_be_visible()
    page.goto(FOUND)
    page.get_by_role("link", name="Iran → Russia").click()
    before = history(page)
    assert before[1] == "2022-07-13 2022-08-30 United States not observed"
    claim = page.locator("li.claim", has_text=DENIAL)
    claim.get_by_label("Your name").fill("Ann")
    claim.get_by_role("button", name="Reject").click()
    expect(page.locator(".done")).to_contain_text("Judgement 1 is recorded.")
    assert history(page) == [row for row in before if row != "2022-10-17 now Iran denied"] != before
    page.get_by_role("link", name="Watches").click()
    expect(page.locator(".watch")).to_contain_text("Iran: denied → nothing said")
    assert "Iran: nothing said" in news_of(page, "drones")[0]
    shoot(page, "watches")
    page.goto("/review")
    expect(page.locator(".judgements")).to_contain_text("by Ann")
    page.get_by_role("button", name="Undo judgement 1").click()
    expect(page.locator(".judgements .undone")).to_contain_text("reject")
    page.goto(FOUND)
    page.get_by_role("link", name="Iran → Russia").click()
    assert history(page) == before
    assert "Iran: denied" in news_of(page, "drones")[0]


def test_keys_do_what_buttons_do(page: Page) -> None:
    page.goto("/review?about=RUS+IRN+uav")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    claims = page.locator("[data-queue] > .claim")
    waiting = claims.count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(claims.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(claims.nth(0)).to_be_focused()
    first = claims.nth(0).get_attribute("id")
    claims.nth(0).get_by_label("Your name").first.fill("Bob")
    claims.nth(0).get_by_label("Your name").first.blur()
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator(".done")).to_contain_text("is recorded")
    expect(page.locator(f"#{first}")).to_have_count(0)
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator(f"#{first}")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(claims.nth(0).get_by_label("Field")).to_be_focused()
    claims.nth(0).get_by_label("Field").select_option("event.item.class")
    claims.nth(0).get_by_label("New value").fill("missile")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".judgements li").first).to_contain_text('edit event.item.class is "missile"')
    with page.expect_navigation():
        page.keyboard.press("u")
    assert claims.count() == waiting


def test_all_of_it_works_without_script(browser: Browser, desk: str) -> None:
    with page_at(browser, desk, script=False) as page:
        page.goto("/review?about=RUS+IRN+uav")
        claim = page.locator(".claims .claim").first
        claim.get_by_label("Your name").first.fill("Cleo")
        claim.get_by_role("button", name="Reject").click()
        expect(page.locator(".judgements li").first).to_contain_text("by Cleo")
        page.locator(".done").get_by_role("button", name="Undo").click()
        expect(page.locator(".judgements .undone").first).to_contain_text("by Cleo")
