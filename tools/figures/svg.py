"""A drawing for light and dark pages: panels with axes, lines, dots and words.

lxml writes it, so that no text of an input can become markup. Pages that show it as an image do not run
scripts nor lend their styles, so the drawing brings its own, and its own ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from tools.figures.scales import Scale

Point = tuple[float, float]

_NAMESPACE = "http://www.w3.org/2000/svg"
SERIES = 8
# Ground, words, fainter words, lines of the grid, then one colour a series.
_LIGHT = "#fff #1f2328 #59636e #d8dee4 #0072b2 #d55e00 #00805d #9a4fb5 #8a6d00 #c2306f #4d4d4d #1382a8"
_DARK = "#0d1117 #e6edf3 #9198a1 #30363d #58a6ff #ff9e4a #3fcf9c #d2a8ff #e3c44d #ff7bb0 #c9d1d9 #7fdbff"
_FIXED = (
    "text{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}.head{font-weight:600}"
    ".line,.grid,.aid{fill:none}.line{stroke-width:2;stroke-linejoin:round}.aid{stroke-dasharray:4 4}"
    ".bubble{fill-opacity:.75}"
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Drawing:
    """An SVG document; coordinates are pixels from the upper left corner."""

    def __init__(self, name: str, width: float, height: float, title: str, about: str) -> None:
        self._root = etree.XML(f'<svg xmlns="{_NAMESPACE}"/>')
        self._root.set("viewBox", f"0 0 {width:g} {height:g}")
        self._root.set("width", f"{width:g}")
        self._root.set("height", f"{height:g}")
        self._root.set("role", "img")
        self._root.set("aria-labelledby", f"{name}-title {name}-about")
        self._add("title", title, id=f"{name}-title")
        self._add("desc", about, id=f"{name}-about")
        self._add("style", _style())
        self._add("rect", **{"class": "ground", "width": f"{width:g}", "height": f"{height:g}"})

    def words(self, at: Point, text: str, kind: str = "word", anchor: str = "start", turn: float = 0) -> None:
        """A line of text; ``turn`` in degrees around its anchor."""
        place = {"x": _number(at[0]), "y": _number(at[1]), "text-anchor": anchor}
        if turn:
            place["transform"] = f"rotate({turn:g} {_number(at[0])} {_number(at[1])})"
        self._add("text", text, **{"class": kind}, **place)

    def line(self, points: Iterable[Point], kind: str) -> None:
        """A line through points."""
        told = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._add("polyline", **{"class": kind}, points=told)

    def dot(self, at: Point, radius: float, kind: str, about: str) -> None:
        """A dot that says what it is when pointed at."""
        place = {"cx": _number(at[0]), "cy": _number(at[1]), "r": _number(radius)}
        dot = self._add("circle", **{"class": kind}, **place)
        etree.SubElement(dot, f"{{{_NAMESPACE}}}title").text = _clean(about)

    def written(self) -> bytes:
        """The document, indented so that two versions can be compared."""
        etree.indent(self._root)
        return etree.tostring(self._root, encoding="utf-8") + b"\n"

    def _add(self, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
        element = etree.SubElement(self._root, f"{{{_NAMESPACE}}}{tag}", attributes)
        if text:
            element.text = _clean(text)
        return element


@dataclass(frozen=True)
class Panel:
    """A rectangle of a drawing with a scale to the right and one upwards."""

    left: float
    top: float
    width: float
    height: float
    across: Scale
    up: Scale

    def at(self, x: float, y: float) -> Point:
        """Where a pair of values lies in the drawing."""
        right, above = self.across.share(x), self.up.share(y)
        return self.left + self.width * right, self.top + self.height * (1 - above)

    def axes(self, drawing: Drawing, across: str, up: str = "", *, numbered: bool = True) -> None:
        """Grid, numbers and names of the axes; ``numbered`` says if the upward one has numbers."""
        low, bottom = self.left, self.top + self.height
        for tick in self.across.ticks:
            x = self.at(tick, self.up.low)[0]
            drawing.line([(x, self.top), (x, bottom)], "grid")
            drawing.words((x, bottom + 16), f"{tick:g}", "faint", "middle")
        for tick in self.up.ticks:
            y = self.at(self.across.low, tick)[1]
            drawing.line([(low, y), (low + self.width, y)], "grid")
            if numbered:
                drawing.words((low - 6, y + 4), f"{tick:g}", "faint", "end")
        drawing.words((low + self.width / 2, bottom + 34), across, "faint", "middle")
        if up:
            drawing.words((low - 40, self.top + self.height / 2), up, "faint", "middle", turn=-90)


def _style() -> str:
    dark = _colours(_DARK.split())
    return f"{_FIXED}{_colours(_LIGHT.split())}@media(prefers-color-scheme:dark){{{dark}}}"


def _colours(colours: Sequence[str]) -> str:
    ground, word, faint, grid, *series = colours
    fixed = f".ground{{fill:{ground}}}.word{{fill:{word}}}.faint{{fill:{faint}}}.grid{{stroke:{grid}}}"
    lines = (f".line.s{place}{{stroke:{colour}}}" for place, colour in enumerate(series))
    dots = (f".dot.s{place}{{fill:{colour}}}" for place, colour in enumerate(series))
    return "".join((fixed, f".aid{{stroke:{faint}}}", *lines, *dots))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _clean(text: str) -> str:
    """Without what XML cannot hold at all, escaped or not."""
    return _NOT_XML.sub("\ufffd", text)
