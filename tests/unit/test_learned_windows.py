"""Windows: every token is kept once, and read with what stands around it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.learned.features import FEATURES
from reportedly.reading.learned.windows import Encoded, batch_of, windows_of


def encoded(sizes: list[int]) -> Encoded:
    bounds = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
    pieces = np.arange(1000, 1000 + bounds[-1], dtype=np.int64)
    features = np.tile(np.arange(len(sizes), dtype=np.int64)[:, None], (1, len(FEATURES)))
    return Encoded(pieces, bounds, features)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=300), st.integers(12, 60), st.integers(0, 11))
def test_every_token_is_kept_once_and_no_window_is_too_long(
    sizes: list[int], size: int, overlap: int
) -> None:
    one = encoded(sizes)
    windows = windows_of(one, size, overlap)
    kept = [token for window in windows for token in range(window.keep, window.until)]
    assert kept == list(range(len(sizes)))
    for window in windows:
        assert window.first <= window.keep <= window.until <= window.last
        assert one.bounds[window.last] - one.bounds[window.first] <= size


def test_a_token_near_a_border_is_kept_by_the_window_that_sees_more_around_it() -> None:
    first, second = windows_of(encoded([1] * 30), size=20, overlap=10)
    assert (first.first, first.last, second.first, second.last) == (0, 20, 10, 30)
    assert (first.until, second.keep) == (15, 15)


def test_an_empty_parse_has_no_windows() -> None:
    assert windows_of(encoded([])) == []


def test_a_batch_has_borders_padding_and_the_features_of_each_piece() -> None:
    one = encoded([2, 1, 3])
    windows = windows_of(one, size=6)
    short = windows_of(encoded([1]), size=6)
    batch = batch_of([one, encoded([1])], [*windows, *short])
    assert batch.pieces.tolist() == [
        [101, 1000, 1001, 1002, 1003, 1004, 1005, 102],
        [101, 1000, 102, 0, 0, 0, 0, 0],
    ]
    assert batch.mask.tolist() == [[1] * 8, [1, 1, 1, 0, 0, 0, 0, 0]]
    assert batch.features[0, :, 0].tolist() == [0, 0, 0, 1, 2, 2, 2, 0]
    assert [firsts.tolist() for firsts in batch.firsts] == [[1, 3, 4], [1]]
