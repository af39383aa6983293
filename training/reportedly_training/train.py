"""Training: batches of one corpus in turns, the weights averaged over the last steps."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import torch
from torch import Tensor, nn

from reportedly_training.batches import Piece, batches, endless, pieces_of, tensors_of
from reportedly_training.corpora import Example
from reportedly_training.distill import Teacher
from reportedly_training.evaluate import figures
from reportedly_training.losses import WEIGHTS, losses
from reportedly_training.network import Reader, thinned
from reportedly_training.recipe import Recipe, Stage

Load = Callable[[str], list[Example]]

# Averaged weights follow the trained ones at this pace, faster at first.
_AVERAGED = 0.998
# The share of steps over which learning rates rise, and how far they fall after that.
_WARM, _LOWEST = 1 / 16, 0.02
_LOGGED = 25
_JUDGED = 600


@dataclass
class Log:
    """What training says of itself, kept as a small file beside the weights."""

    stage: str
    losses: list[dict[str, float]] = field(default_factory=list)
    figures: list[dict[str, float]] = field(default_factory=list)

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps({"stage": self.stage, "losses": self.losses, "figures": self.figures}))


def train(
    reader: Reader, stage: Stage, recipe: Recipe, load: Load, judged: Sequence[str]
) -> tuple[Reader, Log]:
    """Train ``reader`` for a stage; the averaged network, and the log with figures on ``judged``.

    Where the stage keeps some layers only, ``reader`` is the teacher and a thinner copy is trained.
    One random generator decides the order of everything, so that the same data gives the same steps.
    """
    rng = random.Random(recipe.seed)  # noqa: S311 - an order, not a secret
    plan, sources = _plan(stage, recipe, load, rng)
    teacher = Teacher(reader) if stage.keep else None
    reader = thinned(reader, stage.keep) if stage.keep else reader
    optimiser, schedule = _optimiser(reader, stage, len(plan))
    averaged = copy.deepcopy(reader).eval()
    last = stage.stop or len(plan)
    log, sums, began = Log(stage.name), Sums(), monotonic()
    for step, corpus in enumerate(plan[: stage.stop], 1):
        reader.train()
        found = _losses(reader, next(sources[corpus]), teacher)
        _step(reader, sum((WEIGHTS[name] * loss for name, loss in found.items()), torch.zeros(())), optimiser)
        schedule.step()
        _average(averaged, reader, step)
        sums.add(found)
        if step % _LOGGED == 0:
            log.losses.append({"step": step, "seconds": round(monotonic() - began), **sums.means()})
            print(stage.name, f"{step}/{last}", log.losses[-1], flush=True)
        if step % _JUDGED == 0 or step == last:
            log.figures.append({"step": step, **figures(averaged, judged, load)})
            print(stage.name, f"{step}/{last}", log.figures[-1], flush=True)
    return averaged, log


def _losses(reader: Reader, batch: Sequence[Piece], teacher: Teacher | None) -> dict[str, Tensor]:
    tensors = tensors_of(batch)
    output = reader(tensors.pieces, tensors.mask, tensors.features)
    found = losses(reader, output, tensors)
    if teacher is not None:
        found["teacher"] = teacher.loss(output, batch, tensors)
    return found


class Sums:
    """Running means of losses between two lines of the log."""

    def __init__(self) -> None:
        self._sums: dict[str, tuple[float, int]] = {}

    def add(self, found: Mapping[str, Tensor]) -> None:
        """Count one batch in."""
        for name, loss in found.items():
            total, count = self._sums.get(name, (0.0, 0))
            self._sums[name] = (total + float(loss.detach()), count + 1)

    def means(self) -> dict[str, float]:
        """The means since the last call."""
        found = {name: round(total / count, 4) for name, (total, count) in self._sums.items()}
        self._sums.clear()
        return found


def _plan(
    stage: Stage, recipe: Recipe, load: Load, rng: random.Random
) -> tuple[list[str], dict[str, Iterator]]:
    """The corpus of each step, mixed evenly, and the batches of each corpus."""
    plan: list[str] = []
    sources: dict[str, Iterator] = {}
    for corpus, epochs in stage.epochs.items():
        windows = pieces_of(load(corpus), recipe.overlap)
        plan += [corpus] * round(len(batches(windows, recipe.size, rng)) * epochs)
        sources[corpus] = endless(windows, recipe.size, rng)
    rng.shuffle(plan)
    return plan, sources


def _optimiser(
    reader: Reader, stage: Stage, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW (Loshchilov and Hutter 2019); rates rise, then fall in a line."""
    body = [weights for name, weights in reader.named_parameters() if name.startswith("bert")]
    heads = [weights for name, weights in reader.named_parameters() if not name.startswith("bert")]
    groups = [{"params": body, "lr": stage.body_rate}, {"params": heads, "lr": stage.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, int(steps * _WARM))

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(_LOWEST, (steps - step) / (steps - warm)))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def _step(reader: nn.Module, loss: Tensor, optimiser: torch.optim.Optimizer) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimiser.step()


@torch.no_grad()
def _average(averaged: nn.Module, reader: nn.Module, step: int) -> None:
    pace = min(_AVERAGED, (1 + step) / (10 + step))
    for mean, weights in zip(averaged.parameters(), reader.parameters(), strict=True):
        mean.lerp_(weights, 1 - pace)
