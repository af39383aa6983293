"""Decompressing in parts: whatever they are, the body is the same, and a body that is cut is none."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import FetchProblem
from reportedly.fetching.encodings import Body, BodyError, encodings_of

ENCODE: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: zlib.compress(data, wbits=31),
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=1),
}
ENCODINGS = st.lists(st.sampled_from(sorted(ENCODE)), max_size=2)


def sent(data: bytes, encodings: Iterable[str]) -> bytes:
    for name in encodings:
        data = ENCODE[name](data)
    return data


def read(data: bytes, encodings: list[str], part: int, most: int = 1_000_000) -> bytes:
    body = Body(encodings, most)
    for start in range(0, len(data), part):
        body.feed(data[start : start + part])
    return body.whole()


@given(st.binary(max_size=300), ENCODINGS, st.integers(1, 400), st.integers(1, 900))
def test_parts_of_any_size_make_the_same_body(
    data: bytes, encodings: list[str], times: int, part: int
) -> None:
    body = data * times
    assert read(sent(body, encodings), encodings, part) == body


@given(
    st.binary(min_size=1, max_size=300),
    st.lists(st.sampled_from(sorted(ENCODE)), min_size=1, max_size=2),
    st.data(),
)
def test_a_body_that_is_cut_is_none(data: bytes, encodings: list[str], draw: st.DataObject) -> None:
    whole = sent(data, encodings)
    with pytest.raises(BodyError, match="breaks off"):
        read(whole[: draw.draw(st.integers(1, len(whole) - 1))], encodings, 100)


@given(st.binary(max_size=2_000), ENCODINGS)
def test_any_bytes_are_a_body_or_an_error(data: bytes, encodings: list[str]) -> None:
    with suppress(BodyError):
        assert len(read(data, encodings, 64, most=5_000)) <= 5_000


@given(st.integers(1, 3_000), ENCODINGS)
def test_what_is_over_the_limit_is_too_large(over: int, encodings: list[str]) -> None:
    with pytest.raises(BodyError, match="more than 2,000 bytes") as raised:
        read(sent(bytes(2_000 + over), encodings), encodings, 100, most=2_000)
    assert raised.value.kind is FetchProblem.TOO_LARGE


@pytest.mark.parametrize(
    ("header", "encodings"),
    [
        ("", ()),
        ("identity", ()),
        (" GZIP ,, x-gzip", ("gzip", "x-gzip")),
        ("br,chunked", ("br",)),
    ],
)
def test_what_a_header_names(header: str, encodings: tuple[str, ...]) -> None:
    assert encodings_of(header) == encodings


@pytest.mark.parametrize(
    ("header", "problem"),
    [("gzip, br, gzip", "3 times over"), ("compress", "'compress'"), ("a\u202e" * 99, r"'a\\u202e")],
)
def test_what_no_header_should_name(header: str, problem: str) -> None:
    with pytest.raises(BodyError, match=problem):
        encodings_of(header)
