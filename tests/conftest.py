"""Where the tests find the gold data, which is not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder with ``data/``, ``seed/`` and ``threads/``; tests that need it are skipped without."""
    folder = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no gold data at {folder}: set REPORTEDLY_DATA to the folder that holds data/")
    return folder
