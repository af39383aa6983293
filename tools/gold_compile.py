"""Show the documents of our gold data, and check, compile and compare what annotators write.

    .venv/bin/python -m tools.gold_compile show 17
    .venv/bin/python -m tools.gold_compile check data/gold/passes/a
    .venv/bin/python -m tools.gold_compile compile data/gold/passes/a
    .venv/bin/python -m tools.gold_compile agreement data/gold/passes/a.jsonl data/gold/passes/b.jsonl
    .venv/bin/python -m tools.gold_compile diff data/gold/passes/a.jsonl data/gold/passes/b.jsonl OUT
    .venv/bin/python -m tools.gold_compile split data/gold/passes/settled.jsonl data/gold

The format is described in docs/annotation.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
from tools.gold.agree import report, settle
from tools.gold.authoring import Reading, read_file
from tools.gold.forms import Document, Gold, documents, read_pass, write_pass
from tools.gold.spans import render, sentences

_PATH = click.Path(path_type=Path, exists=True)


@click.group()
def main() -> None:
    """Gold annotations, from text files to JSON Lines."""


@main.command()
@click.argument("which", nargs=-1, required=True)
def show(which: tuple[str, ...]) -> None:
    """Print documents, by number or id, with their sentences numbered."""
    for number, document in documents().items():
        if str(number) in which or document.id in which:
            click.echo(f"== {number} | {document.date} | {document.kind} | {document.title}")
            click.echo(f"   file: {file_name(number, document)}\n")
            click.echo(render(sentences(document.text)) + "\n")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH)
def check(paths: tuple[Path, ...]) -> None:
    """Print every error of the files or folders, a line each."""
    readings = [reading for path in paths for _, reading in _read(path)]
    _refuse(readings)
    events = sum(len(reading.events) for reading in readings)
    attributions = sum(len(reading.attributions) for reading in readings)
    click.echo(f"{len(readings)} files, {attributions} attributions, {events} events, no errors")


@main.command(name="compile")
@click.argument("folder", type=_PATH)
def compile_(folder: Path) -> None:
    """Write FOLDER.jsonl from the files in FOLDER, unless one has errors."""
    found = _read(folder)
    _refuse([reading for _, reading in found])
    rows: list[Gold] = [reading.gold(document) for document, reading in found if document]
    write_pass(folder.with_suffix(".jsonl"), rows)
    click.echo(f"{folder.with_suffix('.jsonl')}: {len(rows)} documents")


@main.command()
@click.argument("settled", type=_PATH)
@click.argument("out", type=click.Path(path_type=Path))
def split(settled: Path, out: Path) -> None:
    """Write train.jsonl, dev.jsonl and test.jsonl to OUT from a compiled pass."""
    rows = read_pass(settled)
    for name in ("train", "dev", "test"):
        chosen = [row for row in rows.values() if row.split == name]
        write_pass(out / f"{name}.jsonl", chosen)
        click.echo(f"{out / name}.jsonl: {len(chosen)} documents")


@main.command()
@click.argument("first", type=_PATH)
@click.argument("second", type=_PATH)
def agreement(first: Path, second: Path) -> None:
    """Print how far two compiled passes agree."""
    click.echo("\n".join(report(read_pass(first), read_pass(second))))


@main.command()
@click.argument("first", type=_PATH)
@click.argument("second", type=_PATH)
@click.argument("out", type=click.Path(path_type=Path))
def diff(first: Path, second: Path, out: Path) -> None:
    """Write a file to settle for every document of both passes to OUT, never over one that is there."""
    out.mkdir(parents=True, exist_ok=True)
    a, b = read_pass(first), read_pass(second)
    for number, document in documents().items():
        path = out / file_name(number, document)
        if document.id in a and document.id in b and not path.exists():
            path.write_text(settle(a[document.id], b[document.id]), encoding="utf-8")


def file_name(number: int, document: Document) -> str:
    """Number, then the start of the id's last part."""
    short = document.id.rpartition("/")[2][:40].rstrip("-")
    return f"{number:03}-{short}.txt"


def _read(path: Path) -> list[tuple[Document | None, Reading]]:
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [read_file(file) for file in files]


def _refuse(readings: list[Reading]) -> None:
    errors = [error for reading in readings for error in reading.errors]
    for error in errors:
        click.echo(error)
    if errors:
        sys.exit(1)


if __name__ == "__main__":
    main()
