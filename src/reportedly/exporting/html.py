"""A thread as a piece of HTML for a notebook: how it stands, its history, every claim with its words.

Whatever an article says shows as text. Nothing in it is fetched, run or linked to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from reportedly.exporting.cited import quoted, speakers
from reportedly.exporting.citedthread import borne_out, name_of
from reportedly.threadmodel import Thread
from reportedly.threads.history import as_of, history


def thread_html(thread: Thread, day: date | None = None) -> str:
    """A thread with its status as of the end of a day; history and claims are those of all time."""
    state = as_of(thread, day)
    when = f"as of {day.isoformat()}" if day else "by the last that was said"
    standing = borne_out(state.overall) if state.overall else "nothing had been said"
    statuses = [(who, status.value) for who, status in state.status.items()]
    return "".join(
        (
            f"<section><h3>{_text(name_of(thread))}</h3>",
            f"<p>{_text(when)}: <strong>{_text(standing)}</strong> <code>{_text(thread.id)}</code></p>",
            _table("status", ("viewpoint", "status"), statuses),
            _table("history", ("since", "until", "viewpoint", "status", "why"), _history(thread)),
            _table("claims", ("said", "who", "status", "evidence", "claim"), _claims(thread)),
            "</section>",
        )
    )


def _history(thread: Thread) -> list[tuple[str, ...]]:
    return [
        (
            one.since.isoformat(),
            one.until.isoformat() if one.until else "",
            one.viewpoint,
            one.status.value,
            one.reason,
        )
        for one in history(thread)
    ]


def _claims(thread: Thread) -> list[tuple[str, ...]]:
    claims = (member.claim for member in thread.members)
    return [(one.said or "?", speakers(one), one.status.value, quoted(one), one.id) for one in claims]


def _table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_text(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    caption = f"<caption>{_text(caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(told: str) -> str:
    return escape(told, quote=True)
