"""The picture of a thread: one lane for each viewpoint, time from left to right, marks by status.

Only where things stand is decided here; the template draws them. Lengths are in units of the picture,
which is `WIDTH` wide and as high as its lanes need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.model import Status
from reportedly.serving.pages.views.wording import named
from reportedly.threadmodel import Stretch, Thread
from reportedly.threads.history import history
from reportedly.threads.telling import telling

WIDTH = 900
_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 24, 12, 34
_MARK = 18  # what a mark takes of a row, with the gap to the next one
_ROWS = 4  # rows of marks in a lane; where more is said on one day, marks lie over each other
_BAR, _ROW, _GAP = 24, 18, 12
_TICKS = 6
_LETTER = 7  # the width of a letter of a bar's label, about
QUESTIONS = "questions"
"""The lane of those who only ask."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Claims of one status said by one viewpoint on one day."""

    x: float
    y: float
    status: Status
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the history; ``label`` is empty where there is no room for it."""

    x: float
    y: float
    width: float
    status: Status
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one viewpoint says over time."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: float
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, and in words what it shows. ``statuses`` are those that need a place in its legend."""

    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    statuses: tuple[Status, ...]
    description: str


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT - _MARK), 1)


def timeline(thread: Thread, day: date | None = None) -> Timeline | None:
    """The picture of a thread up to ``day``, or to the last day on which something was said.

    ``None`` where nothing was said on a known day.
    """
    told = sorted(_told(thread))
    if not told:
        return None
    scale = _Scale(told[0][0], max(day or date.min, told[-1][0]))
    stretches = history(thread)
    lanes: list[Lane] = []
    y: float = _TOP
    for viewpoint in dict.fromkeys(who for _, who, _ in told):
        own = [(when, status) for when, who, status in told if who == viewpoint]
        lanes.append(
            _lane(viewpoint, own, [one for one in stretches if one.viewpoint == viewpoint], scale, y)
        )
        y = _below(lanes[-1])
    return Timeline(
        height=y + _BOTTOM,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
        statuses=tuple(status for status in Status if status in {status for _, _, status in told}),
        description=described(stretches),
    )


def described(stretches: Iterable[Stretch]) -> str:
    """A history in a sentence for each viewpoint: "Iran: denied from 2022-10-17."."""
    found: dict[str, list[str]] = {}
    for one in stretches:
        found.setdefault(named(one.viewpoint), []).append(f"{one.status.value} from {one.since}")
    return " ".join(f"{who}: {', then '.join(said)}." for who, said in found.items()) or "Only questions."


def _told(thread: Thread) -> Iterator[tuple[date, str, Status]]:
    for member in thread.members:
        if member.said_by is not None:
            told = telling(member)
            if told is not None:
                yield told.day, told.viewpoint, told.status
            else:
                yield member.said_by, QUESTIONS, member.claim.status


def _lane(
    viewpoint: str, told: Sequence[tuple[date, Status]], own: Sequence[Stretch], scale: _Scale, y: float
) -> Lane:
    bars = tuple(_bar(stretch, scale, y) for stretch in own)
    return Lane(named(viewpoint), y, bars, tuple(_marks(told, scale, y + (_BAR if bars else 4))))


def _bar(stretch: Stretch, scale: _Scale, y: float) -> Bar:
    start, end = scale.x(stretch.since), scale.x(stretch.until or scale.last)
    width = end - start if stretch.until else end - start + _MARK
    label = stretch.status.value if width >= _LETTER * len(stretch.status.value) else ""
    return Bar(start, y + 16, round(width, 1), stretch.status, label)


def _marks(told: Sequence[tuple[date, Status]], scale: _Scale, y: float) -> Iterator[Mark]:
    """Each where there is room for it: in the first row whose last mark is far enough to the left."""
    ends: list[float] = []
    for (day, status), count in sorted(Counter(told).items()):
        x = scale.x(day)
        free = (row for row, end in enumerate(ends) if end <= x)
        row = next(free, min(len(ends), _ROWS - 1))
        ends[row:] = [x + _MARK, *ends[row + 1 :]]
        yield Mark(x, y + row * _ROW, status, day, count)


def _below(lane: Lane) -> float:
    lowest = max(mark.y for mark in lane.marks)
    return lowest + _ROW + _GAP


def _ticks(scale: _Scale) -> Iterator[Tick]:
    days = (scale.last - scale.first).days
    count = min(_TICKS, days + 1)
    for number in range(count):
        day = scale.first + timedelta(days=round(number * days / max(count - 1, 1)))
        yield Tick(scale.x(day), day)
