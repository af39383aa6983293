"""A stream of articles: what one of them breaks, the others do not feel."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from reportedly.desk import read, read_articles
from reportedly.errors import ReadingError, UsageError
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
