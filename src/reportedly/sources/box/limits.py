"""What a parser may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoxLimits:
    """What one task may take, and how long one worker is kept.

    ``cpu_seconds`` of processor time, ``seconds`` by the clock and ``memory`` in bytes, beyond what
    the parser's own code takes, are what one task may take. A worker is replaced after ``tasks`` of
    them, or once ``resident`` bytes of memory are in use between two.
    """

    cpu_seconds: float = 10.0
    seconds: float = 30.0
    memory: int = 1_000_000_000
    tasks: int = 1_000
    resident: int = 180_000_000
