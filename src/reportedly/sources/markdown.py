"""Markdown with YAML front matter, as static site generators write it.

The text is what stands after the line that closes the front matter, verbatim to the end of the
file: metadata is no text, as in a JSON Lines record. A file without front matter is all text.
"""

from __future__ import annotations

import re

import yaml

from reportedly.sources.records import Record

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_LONGEST = 1 << 16


def split(text: str) -> tuple[Record, str, str | None]:
    r"""Metadata, text, and what is wrong with the front matter (``None``: nothing).

    >>> split("---\ntitle: Drones sold\ndate: 2022-07-26\n---\nKazra sold drones.\n")
    ({'title': 'Drones sold', 'date': '2022-07-26'}, 'Kazra sold drones.\n', None)
    """
    front = _FRONT.match(text, 0, _LONGEST)
    if front is None:
        return {}, text, None
    body = text[front.end() :]
    # BaseLoader makes nothing but strings, lists and mappings: no object is ever built, and a
    # date stays as it was written.
    try:
        meta = yaml.load(front[1], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader is the safest
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return {}, body, f"its front matter is no YAML (line {line}: {error.problem})"
    except (yaml.YAMLError, RecursionError):
        return {}, body, "its front matter is no YAML"
    if meta and not isinstance(meta, dict):
        return {}, body, "its front matter has no fields"
    return meta or {}, body, None
