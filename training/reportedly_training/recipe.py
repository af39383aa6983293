"""The recipe: what is trained on, in which order, how fast."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stage:
    """One run over corpora: epochs of each, and the highest learning rates of body and heads.

    ``stop`` ends it after so many steps; the rates are still those of the whole run. ``keep`` names
    the layers of the encoder that are kept: the network of the stage before then teaches what is left.
    ``package`` is the folder, from the project's root, of the model package that the stage ends with.
    """

    name: str
    body_rate: float
    head_rate: float
    epochs: Mapping[str, float]
    stop: int | None = None
    keep: tuple[int, ...] = ()
    package: str | None = None


@dataclass(frozen=True)
class Recipe:
    """The version of the models, their shape and seed, the size of batches, and the stages of training."""

    version: str
    layers: int
    dropout: float
    seed: int
    size: int
    overlap: int
    stages: tuple[Stage, ...]


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file of the form of ``training/recipe.toml``."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    stages = tuple(Stage(**{**stage, "keep": tuple(stage.get("keep", ()))}) for stage in table["stages"])
    return Recipe(**table["model"], **table["batches"], stages=stages)
