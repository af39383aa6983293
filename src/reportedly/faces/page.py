"""``reportedly page``: what is taken from a saved page, before anything is read of it."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator

import click

from reportedly.config import SourceSettings
from reportedly.faces.answering import EXIT_SKIPPED, answering, complain, kept
from reportedly.jsonform import encode
from reportedly.ledger.entries import Found
from reportedly.model import Article
from reportedly.sources.files import Notice, articles

_SHOWN = ("title", "byline", "outlet", "published", "updated", "section", "language", "url")


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the article as a line of JSON.")
def page(file: str, as_json: bool) -> None:
    """Show what is taken from a saved page (or another FILE, - for standard input): fields, then text."""
    with answering():
        notices: list[Notice] = []
        settings = SourceSettings(today=datetime.datetime.now(tz=datetime.UTC).date())
        found: Iterator[Article | Found] = kept(articles([file], settings), notices)
        for article in map(_article, found):
            click.echo(encode(article) if as_json else _spelled(article))
        for notice in notices:
            complain(str(notice))
        sys.exit(EXIT_SKIPPED if notices else 0)


def _article(taken: Article | Found) -> Article:
    return taken.article if isinstance(taken, Found) else taken


def _spelled(article: Article) -> str:
    """The fields that are known, one a line, and the text after a blank line."""
    values = {name: getattr(article, name) for name in _SHOWN}
    values["byline"] = "; ".join(article.byline)
    lines = [f"{name:<11}{value}" for name, value in values.items() if value]
    return "\n".join((*lines, "", article.text))
