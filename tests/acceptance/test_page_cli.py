"""``reportedly page``, and what the ledger keeps of how an article stands in its page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.newspages import made

from reportedly.faces.cli import main
from reportedly.ledgerdesk import open_ledger
from reportedly.model import Article
from reportedly.sources.pages import page_string

SOURCE, STORY, _ = next(made(1))


def run(*words: str, ledger: Path | None = None, stdin: bytes | None = None) -> Result:
    return CliRunner(env={"REPORTEDLY_LEDGER": str(ledger)}).invoke(main, words, input=stdin)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(SOURCE)
    return path


def test_a_page_is_shown_field_by_field_before_its_text(saved: Path) -> None:
    shown = run("page", str(saved))
    fields, _, text = shown.stdout.partition("\n\n")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert dict(line.split(None, 1) for line in fields.splitlines()) == {
        "title": STORY.title,
        "byline": "Jane Doe; John Roe",
        "outlet": STORY.outlet,
        "published": STORY.published,
        "updated": STORY.updated,
        "section": STORY.section,
        "language": "en",
        "url": STORY.url,
    }
    assert text == "\n\n".join((STORY.title, *STORY.paragraphs)) + "\n"


def test_json_has_the_runs_and_standard_input_is_read(saved: Path) -> None:
    from_file = json.loads(run("page", "--json", str(saved)).stdout)
    from_pipe = json.loads(run("page", "--json", "-", stdin=gzip.compress(SOURCE.encode())).stdout)
    assert from_file["page"] == from_pipe["page"]
    assert from_file["page"]["runs"][0] | {"page_start": 0} == {
        "start": 0,
        "page_start": 0,
        "length": from_file["page"]["runs"][0]["length"],
    }


# the file's name, its bytes, what is told
WRONG = [
    ("empty.html", b"", "is empty"),
    ("blank.html", b"<html><body> </body></html>", "nothing but white space"),
    ("photo.html", b"\xff\xd8\xff\xe0\0\x10JFIF", "an image"),
    ("french.html", b"<html lang=fr><p>Kazra a vendu.", "is in 'fr'"),
    ("torn.html.gz", gzip.compress(SOURCE.encode())[:-9], "cut short"),
]


@pytest.mark.parametrize(("name", "data", "told"), WRONG)
def test_what_is_no_page_is_told_in_one_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = run("page", str(tmp_path / name))
    assert (found.exit_code, found.stdout) == (1, "")
    [line] = found.stderr.splitlines()
    assert line.startswith(f"reportedly: {tmp_path / name}: ")
    assert told in line


def test_a_file_that_is_not_there_is_told() -> None:
    found = run("page", "nowhere.html")
    assert found.exit_code == 1
    assert "nowhere.html: cannot be read (No such file" in found.stderr


def test_the_ledger_keeps_where_an_added_page_s_text_stands(saved: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert run("add", str(saved), ledger=ledger).exit_code == 0
    with open_ledger(ledger) as store:
        [recorded] = store.versions(STORY.url)
    article: Article = recorded.article
    string = page_string(SOURCE.encode())
    assert article.page is not None
    for place in article.page.runs:
        kept = article.text[place.start : place.start + place.length]
        assert kept == string[place.page_start : place.page_start + place.length]
    assert sum(place.length for place in article.page.runs) > 0.99 * len(article.text)
