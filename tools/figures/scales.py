"""Scales with round numbers on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high``, with ticks; even in ratios where ``logarithmic``."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """How far along the scale a value lies, from 0 to 1."""
        if self.logarithmic:
            return log10(value / self.low) / log10(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def even(values: Iterable[float], most: int = 6) -> Scale:
    """An even scale that holds every value, in about ``most`` steps."""
    known = list(values)
    low, high = min(known), max(known)
    if high - low < 1e-6:
        low, high = low - 1, high + 1
    rough = (high - low) / most
    whole = 10.0 ** floor(log10(rough))
    step = next(each * whole for each in _ROUND if each * whole >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(round(place * step, 10) for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def ratios(values: Iterable[float], most: int = 9) -> Scale:
    """A scale of ratios that holds every value above zero; ticks at 1, 2, 5 or only at powers of ten."""
    known = [value for value in values if value > 0] or [1.0]
    low, high = floor(log10(min(known))), ceil(log10(max(known)))
    every = [step * 10.0**power for power in range(low, max(high, low + 1)) for step in (1, 2, 5)]
    every.append(10.0 ** max(high, low + 1))
    below = max(place for place, tick in enumerate(every) if tick <= min(known))
    above = min(place for place, tick in enumerate(every) if tick >= max(known) and place > below)
    ticks = every[below : above + 1]
    if len(ticks) > most:
        tens = [tick for tick in ticks if log10(tick) % 1 == 0]
        ticks = tens if len(tens) > 1 else ticks
    return Scale(every[below], every[above], tuple(ticks), logarithmic=True)
