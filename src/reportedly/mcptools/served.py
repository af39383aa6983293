"""What the tools are about: one ledger, and what texts are read with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportedly.config import ReadingSettings


@dataclass(frozen=True, slots=True)
class Served:
    """A ledger, opened anew for every call, so that others may write to it between two of them."""

    ledger: Path
    reading: ReadingSettings
