"""Each store in turn, checked when a test has done with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.stores import STORES, by_deal

from reportedly.ledger.store import Store


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param](tmp_path, by_deal)
    yield opened
    assert [str(problem) for problem in opened.check()] == []
    opened.close()
