"""What was made last, kept in memory for as long as a process runs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Things by all that they are made of, so that none is ever out of date; the least used go first.

    ``most`` bounds the sum of what ``weigh`` gives for each. Threads of one process may share it.

    >>> squares = Remembered[int](most=2, weigh=lambda _: 1)
    >>> [squares.get(number, lambda: number**2) for number in (1, 2, 3)]
    [1, 4, 9]
    >>> squares.get(1, lambda: -1), squares.get(3, lambda: -1)
    (-1, 9)
    """

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._made: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, made_of: Hashable, make: Callable[[], T]) -> T:
        """What was made of this before, or what ``make`` makes of it now."""
        with self._lock:
            if made_of in self._made:
                self._made.move_to_end(made_of)
                return self._made[made_of]
        made = make()
        with self._lock:
            if made_of not in self._made:
                self._made[made_of] = made
                self._weight += self._weigh(made)
            while self._weight > self._most and len(self._made) > 1:
                self._weight -= self._weigh(self._made.popitem(last=False)[1])
        return made
