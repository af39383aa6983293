"""A stream of articles: what one of them breaks, the others do not feel."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy

from reportedly.config import ReadingSettings
from reportedly.desk import read, read_articles
from reportedly.errors import ModelError, ReadingError, UsageError
from reportedly.model import Article
from reportedly.reading.reader import Reading
from reportedly.sources.notices import Notice

GOOD = Article(id="a", external_id="good", text="Norway has delivered 12 missiles to Finland.")
UNREADABLE: Any = None
JOBS = [1, pytest.param(2, marks=pytest.mark.slow)]


class Deadly(str):
    """An id that ends the process that unpickles it."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        return os._exit, (9,)


@pytest.mark.parametrize("jobs", JOBS)
def test_an_article_that_the_reader_breaks_on_does_not_stop_the_others(jobs: int) -> None:
    bad = replace(GOOD, external_id="bad", text=UNREADABLE)
    first, second, third = read_articles([GOOD, bad, GOOD], jobs=jobs)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert first == third
    assert isinstance(second, Notice)
    assert second.skipped
    assert str(second).startswith("bad: the reader failed on it (TypeError ")
    assert len(str(second).splitlines()) == 1


@pytest.mark.slow
def test_a_process_that_dies_is_told_of() -> None:
    with pytest.raises(ReadingError, match="a process that reads died at doomed or soon after it"):
        list(read_articles([replace(GOOD, external_id=Deadly("doomed"))], jobs=2))


@pytest.mark.parametrize("published", ["2022-07-26", "July 26, 2022"])
def test_a_date_is_taken_in_any_form_that_articles_carry(published: str) -> None:
    assert read(GOOD.text, published=published).article.published == "2022-07-26"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(UsageError, match="published='one of these days': no date"):
        read(GOOD.text, published="one of these days")


@pytest.mark.parametrize("jobs", JOBS)
def test_a_parser_from_a_folder_reads(jobs: int, tmp_path: Path) -> None:
    nlp = spacy.load(ReadingSettings().parser)
    nlp.meta["version"] = "9.9"
    nlp.add_pipe("reportedly")
    nlp.to_disk(tmp_path)
    settings = ReadingSettings(parser=str(tmp_path))
    [ours] = read_articles([GOOD])
    [theirs] = read_articles([GOOD], jobs=jobs, settings=settings)
    assert isinstance(ours, Reading)
    assert isinstance(theirs, Reading)
    assert [claim.reader.rpartition("-")[2] for claim in theirs.claims] == ["9.9"] * len(ours.claims)
    assert theirs.attributions == ours.attributions


@pytest.mark.parametrize("jobs", JOBS)
def test_a_parser_that_lacks_a_component_is_named(jobs: int, tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="gives no part-of-speech tags") as error:
        list(read_articles([GOOD], jobs=jobs, settings=ReadingSettings(parser=str(tmp_path))))
    assert str(error.value).startswith(f"{tmp_path}: ")


@pytest.mark.parametrize("name", ["no_such_package", "", "./no/such/folder", "ast", "a\0b", "no.such.thing"])
def test_packages_that_are_not_there_are_named(name: str) -> None:
    with pytest.raises(ModelError, match="no such spaCy pipeline"):
        read(GOOD.text, settings=ReadingSettings(parser=name))
    with pytest.raises(ModelError, match="no such model package"):
        next(read_articles([], settings=ReadingSettings(model=name)))


def test_a_word_without_end_is_read_in_no_time() -> None:
    assert len(read("x" * 50_000).passages) == 1
