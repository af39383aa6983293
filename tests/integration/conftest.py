"""The fixtures of tests that need a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.scenes import Scene, set_up


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with set_up(tmp_path) as made:
        yield made
