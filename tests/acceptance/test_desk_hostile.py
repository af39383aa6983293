"""Pages of each kind over articles whose every field is an attack: it shows as text, and all can use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import get_args

import pytest
from axe_core_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from tests.browsing import Scheme, chromium, page_at
from tests.made import posted
from tests.served import served

from reportedly.ledger.entries import Accept, ReadArticle, Reject
from reportedly.ledgerdesk import open_ledger
from reportedly.model import Actor, ActorKind
from reportedly.threaddesk import judge
from reportedly.watchdesk import add_watch

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert('title')</script>"
IMAGE = '"><img src="https://elsewhere.example/x" onerror="alert(1)">'
TEMPLATE = "{{ 7 * 7 }}{% raw %}</textarea></title><svg onload=alert(2)>"
LINK = "javascript:alert(document.domain)//https://elsewhere.example/"
STYLE = "' onmouseover='alert(3)' style='position:fixed"
ATTACKS = (SCRIPT, IMAGE, TEMPLATE, STYLE)
TEXT = f"{SCRIPT} {IMAGE} IRN planned uav RUS. {TEMPLATE}\n\nIRN denied uav RUS. {STYLE}"
LATER = f"{SCRIPT} {IMAGE} IRN occurred uav RUS. {TEMPLATE}"


def attack(text: str, published: str) -> ReadArticle:
    """A text with an attack for each of its fields, and for whoever speaks in it."""
    read = posted(text, url=LINK, outlet=IMAGE, published=published)
    article = replace(read.article, title=SCRIPT, byline=(TEMPLATE, STYLE))
    speaker = Actor(None, IMAGE, ActorKind.PERSON, role=SCRIPT)
    claims = (
        replace(claim, viewpoint=(speaker, *claim.viewpoint), reasons=(STYLE,)) for claim in read.claims
    )
    return replace(read, article=article, claims=tuple(claims))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    first, second = attack(TEXT, "2022-07-11"), attack(LATER, "2022-08-30")
    with closing(open_ledger(path, write=True)) as store:
        store.append([first])
        store.append([second])
        judge(store, Accept(first.claims[0].id, SCRIPT))
        judge(store, Reject(first.claims[1].id, IMAGE))
        add_watch(store, f"a/{IMAGE}", "RUS IRN uav")
    with served(path) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def places(page: Page) -> list[str]:
    """A page of each kind."""
    page.goto("/")
    thread = page.locator(".deals tbody a").first.get_attribute("href")
    page.goto(f"{thread}")
    article = page.locator(".where a").last.get_attribute("href")
    page.goto("/actors?words=img")
    actor = page.locator("tbody a").first.get_attribute("href")
    fixed = (
        "/",
        "/?as_of=2022-07-26",
        f"/?actor={SCRIPT}&as_of=2022-07-26",
        "/review",
        "/actors",
        "/watches",
    )
    return [*fixed, f"/threads/{STYLE}", f"/?as_of={SCRIPT}", f"{thread}", f"{article}", f"{actor}"]


def test_attacks_show_as_text(browser: Browser, desk: str) -> None:
    with page_at(browser, desk) as page:
        asked = places(page)
        for place in asked:
            page.goto(place)
            shown = page.locator("html").inner_text()
            assert [attack for attack in ATTACKS if attack in shown], place
            assert (
                page.locator("img, textarea, iframe, [onload], [onerror], [onmouseover], [style]").count()
                == 0
            )
            assert page.locator("script:not([src='/static/desk.js'])").count() == 0
            assert page.locator("a:not([href^='/']):not([href^='#'])").count() == 0, place
        page.goto(asked[-2])
        expect(page.get_by_role("heading", level=1)).to_have_text(SCRIPT)
        expect(page.locator(".facts")).to_contain_text(LINK)
        expect(page.locator(".facts")).to_contain_text(TEMPLATE)
        expect(page.locator(".text")).to_contain_text(LATER, use_inner_text=True)
        page.get_by_text("What changed from the version before").click()
        expect(page.locator("del").first).to_contain_text(STYLE)


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_axe_finds_nothing(browser: Browser, desk: str, scheme: Scheme) -> None:
    with page_at(browser, desk, scheme, quiet=True) as page:
        for place in places(page):
            page.goto(place)
            found = Axe().run(page)["violations"]
            assert [f"{place}: {one['id']}: {one['nodes'][0]['html']}" for one in found] == []


def test_everything_fits_a_phone(browser: Browser, desk: str) -> None:
    with page_at(browser, desk, width=360, quiet=True) as page:
        for place in places(page):
            page.goto(place)
            width, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert (place, width) == (place, min(width, shown))
