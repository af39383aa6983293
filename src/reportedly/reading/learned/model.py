"""The model package: weights as ONNX, a vocabulary, and what else reading with them needs.

A model is an installed Python package that holds ``model.onnx`` (word pieces, mask and features in,
the columns of `reportedly.reading.learned.heads` out), ``vocabulary.txt`` (a word
piece a line) and ``model.json``, which is a `Facts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime

from reportedly.errors import ModelError
from reportedly.reading.learned.decode import Chain, Scores
from reportedly.reading.learned.heads import COLUMNS, HEADS
from reportedly.reading.learned.pieces import pieces_from
from reportedly.reading.learned.windows import Encoded, Pieces, Window, batch_of, encode, windows_of
from reportedly.reading.parse import Parse

# Word pieces of a batch, padding included: more takes more memory and is no faster.
_BATCH = 2048
_WIDTH = sum(HEADS.values())


class Facts(msgspec.Struct, frozen=True):
    """What a model says of itself.

    ``columns`` are the heads' widths in order. ``outer`` and ``inner`` are the transitions (row to
    column) and start scores of the two tag layers. ``temperature`` divides the scores of a head
    before they become probabilities; ``calibration`` has slope and offset that turn the log-odds of
    such probabilities, put together, into those of being right (Platt 1999).
    """

    name: str
    version: str
    columns: Mapping[str, int]
    outer: tuple[list[list[float]], list[float]]
    inner: tuple[list[list[float]], list[float]]
    temperature: Mapping[str, float]
    calibration: Mapping[str, tuple[float, float]]


class Model:
    """A loaded model: from a parse to one row of scores a token."""

    def __init__(self, facts: Facts, session: onnxruntime.InferenceSession, pieces: Pieces) -> None:
        self.facts = facts
        self.outer = _chain(facts.outer)
        self._session = session
        self._pieces = pieces

    @property
    def version(self) -> str:
        """Name and version, as they stand in every claim."""
        return f"{self.facts.name}-{self.facts.version}"

    def scores(self, parse: Parse) -> Scores:
        """The scores of every token, (tokens x columns); windows of like length are read together."""
        encoded = encode(parse, self._pieces)
        found = np.zeros((len(parse), _WIDTH), np.float32)
        for windows in _batches(encoded, windows_of(encoded)):
            batch = batch_of([encoded] * len(windows), windows)
            inputs = {"pieces": batch.pieces, "mask": batch.mask, "features": batch.features}
            (output,) = self._session.run(None, inputs)
            for row, window in enumerate(windows):
                kept = slice(window.keep - window.first, window.until - window.first)
                found[window.keep : window.until] = output[row, batch.firsts[row][kept]]
        return found

    def probabilities(self, scores: Scores, head: str) -> Scores:
        """The columns of a head as calibrated probabilities (Guo et al. 2017), (tokens x labels)."""
        raw = scores[:, COLUMNS[head]] / self.facts.temperature.get(head, 1.0)
        powers = np.exp(raw - raw.max(axis=1, keepdims=True))
        found: Scores = powers / powers.sum(axis=1, keepdims=True)
        return found

    def confidence(self, what: str, probability: float) -> float:
        """How likely something is right that the heads give this probability, to two digits."""
        slope, offset = self.facts.calibration.get(what, (1.0, 0.0))
        return round(1 / (1 + exp(-(slope * log_odds(probability) + offset))), 2)


def log_odds(probability: float) -> float:
    """The logarithm of the odds, within what a probability of two digits can tell."""
    kept = min(max(probability, 1e-3), 1 - 1e-3)
    return log(kept / (1 - kept))


@lru_cache(maxsize=2)
def load(package: str) -> Model:
    """The model in an installed package.

    Raises:
        ModelError: there is no such package, or what is in it is no model of this reader.

    """
    try:
        folder = Path(str(files(package)))
        facts = msgspec.json.decode((folder / "model.json").read_bytes(), type=Facts)
        if dict(facts.columns) != HEADS:
            raise ModelError(
                f"{package}: a model of another version of the reader; install the one beside it"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        return Model(facts, session, pieces_from(folder / "vocabulary.txt"))
    except ModuleNotFoundError as error:
        raise ModelError(f"{package}: no such model package; install it (pip install ./model)") from error
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{package}: not a model ({error}); install it again") from error


def _chain(learned: tuple[list[list[float]], list[float]]) -> Chain:
    return Chain(np.array(learned[0], np.float32), np.array(learned[1], np.float32))


def _batches(encoded: Encoded, windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows in batches, the longest first."""

    def size(window: Window) -> int:
        return int(encoded.bounds[window.last] - encoded.bounds[window.first]) + 2

    batch: list[Window] = []
    for window in sorted(windows, key=size, reverse=True):
        if batch and size(batch[0]) * (len(batch) + 1) > _BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
