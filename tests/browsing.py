"""A real browser, without a window, that notices when a page asks another host for anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# A machine that runs other tests beside is slow to lay out a long page.
expect.set_options(timeout=60_000)

_REFUSED = "Failed to load resource: the server responded with a status of 40"
Scheme = Literal["light", "dark"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the system; without one the test is skipped."""
    installed = shutil.which("chromium")
    if installed is None:
        pytest.skip("no chromium: install Debian's package of that name")
    with sync_playwright() as playwright:
        unboxed = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=installed, args=unboxed)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_at(
    browser: Browser,
    address: str,
    scheme: Scheme = "light",
    *,
    width: int = 1000,
    script: bool = True,
    quiet: bool = False,
) -> Iterator[Page]:
    """A page that asks nobody but ``address`` for anything; what it complains of fails it, unless ``quiet``.

    That a page is answered with a status of 400 or more is no complaint.
    """
    asked: list[str] = []
    told: list[str] = []
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 700},
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    context.on("request", lambda request: asked.append(request.url))
    context.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    elsewhere = [url for url in asked if not url.startswith(f"{address}/")]
    assert not elsewhere, elsewhere
    complaints = [line for line in told if not line.startswith(_REFUSED)]
    assert quiet or not complaints, complaints
