"""What accuracy costs: speed to the right, F1 upwards, a labelled point for each way to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.figures.forms import Reader
from tools.figures.scales import even
from tools.figures.svg import Drawing, Panel, Point

WIDTH, HEIGHT = 520, 320
_LEFT, _TOP, _RADIUS = 62, 30, 6
# Width of a letter and height of a line, about.
_LETTER, _LINE = 7.0, 15.0
_TITLE = "Speed against accuracy"
_ACROSS = "documents per second, as a multiple of the bare spaCy pipeline's"
_UP = "attribution F1"
_BARE = "bare spaCy"

Box = tuple[float, float, float, float]


def draw_speed(readers: Sequence[Reader]) -> Drawing:
    """Further right is faster, further up is better."""
    about = "; ".join(f"{each.name}: {each.rate:g} times as fast, F1 {each.f1:g}" for each in readers)
    drawing = Drawing("speed", _LEFT + WIDTH + 24, _TOP + HEIGHT + 50, _TITLE, f"{_ACROSS}; {_UP}. {about}.")
    panel = panel_of(readers)
    panel.axes(drawing, _ACROSS, _UP)
    bare = panel.at(1, panel.up.high)
    drawing.line([bare, (bare[0], _TOP + HEIGHT)], "line aid")
    drawing.words((bare[0], _TOP - 8), _BARE, "faint", "middle")
    points = [panel.at(each.rate, each.f1) for each in readers]
    taken = [(bare[0], bare[1], bare[0], bare[1] + HEIGHT)]
    taken += [(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points]
    for each, point in zip(readers, points, strict=True):
        drawing.dot(point, _RADIUS, "dot s0", f"{each.name}: {each.rate:g}, F1 {each.f1:g}")
        box = _label(each.name, point, taken)
        taken.append(box)
        x, anchor = _anchored(box, point)
        drawing.words((x, box[3] - 4), each.name, anchor=anchor)
    return drawing


def panel_of(readers: Sequence[Reader]) -> Panel:
    """The panel that holds every point, and the bare pipeline's speed."""
    across = even([0, 1.2, *(each.rate * 1.1 for each in readers)])
    low, high = min(each.f1 for each in readers), max(each.f1 for each in readers)
    edge = max(2.0, (high - low) / 5)
    return Panel(_LEFT, _TOP, WIDTH, HEIGHT, across, even([low - edge, high + edge]))


def _label(name: str, point: Point, taken: Sequence[Box]) -> Box:
    """The first place around a point where its name covers nothing; to its right if there is none."""
    boxes = list(_around(name, point))
    inside = (box for box in boxes if box[0] >= _LEFT and box[2] <= _LEFT + WIDTH)
    return next((box for box in inside if not any(_meet(box, other) for other in taken)), boxes[0])


def _around(name: str, point: Point) -> Iterator[Box]:
    wide, gap = _LETTER * len(name), _RADIUS + 4
    x, y = point
    lefts = (x + gap, x - gap - wide, x - wide / 2, x - wide / 2)
    middles = (y, y, y - gap - _LINE / 2, y + gap + _LINE / 2)
    for left, middle in zip(lefts, middles, strict=True):
        yield left, middle - _LINE / 2, left + wide, middle + _LINE / 2


def _anchored(box: Box, point: Point) -> tuple[float, str]:
    """Where the words of a box begin, end or have their middle: whichever is next to the point."""
    if box[0] > point[0]:
        return box[0], "start"
    return (box[2], "end") if box[2] < point[0] else (point[0], "middle")


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
