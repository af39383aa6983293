"""Mark-up that no parser takes: what it would show, in one pass, however deep or broken it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_MARKUP = re.compile(r"<!--|-->|<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
_HIDDEN = frozenset(("title", "script", "style", "noscript", "template", "textarea"))
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u"
)


def visible(source: str) -> Iterator[str]:
    """The paragraphs that a browser would show, in one pass over any mark-up, however broken."""
    paragraph: list[str] = []
    position, hidden = 0, ""
    for mark in _MARKUP.finditer(source):
        name = (mark[2] or "").lower()
        if hidden:
            if mark[0] == "-->" if hidden == "--" else (mark[1] and name == hidden):
                position, hidden = mark.end(), ""
            continue
        paragraph.append(source[position : mark.start()])
        position = mark.end()
        if mark[0] == "<!--":
            hidden = "--"
        elif name in _HIDDEN and not mark[1]:
            hidden = name
        if not _INLINE.fullmatch(name):
            yield from _paragraph("".join(paragraph))
            paragraph.clear()
    paragraph.append("" if hidden else source[position:])
    yield from _paragraph("".join(paragraph))


def _paragraph(text: str) -> tuple[str, ...]:
    """The text with entities read and white space folded; nothing, where it is nothing else."""
    folded = " ".join(html.unescape(text).split())
    return (folded,) if folded else ()
