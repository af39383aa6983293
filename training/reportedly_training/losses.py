"""What each head is trained for, and how much it counts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.reading.learned.heads import ASKING, COLUMNS, LINK_WIDTH, TRIGGERS
from reportedly_training.batches import Links, Tensors
from reportedly_training.corpora import IGNORED, MARKS
from reportedly_training.network import Reader

_ROOTS = slice(TRIGGERS.index("AGREE"), len(TRIGGERS))
WEIGHTS = {
    "outer": 1.0,
    "outer tokens": 1.0,
    "inner": 0.5,
    "inner tokens": 0.5,
    "links": 0.3,
    "marks": 1.0,
    "values": 0.5,
    "root": 0.5,
    "teacher": 1.0,
}
# One token in thirty is a trigger: each counts for so many that are none.
_RARE = 3.0


def losses(reader: Reader, output: Tensor, batch: Tensors) -> dict[str, Tensor]:
    """The losses that a batch has labels for, not yet weighed.

    ``output`` is what ``reader`` makes of the batch: (windows, pieces, columns).
    """
    output = at_tokens(output, batch.firsts)
    found: dict[str, Tensor] = {}
    for layer, (name, crf) in enumerate((("outer", reader.outer), ("inner", reader.inner))):
        rows = batch.tags[layer, :, 0] != IGNORED
        if rows.any():
            emissions, tags = output[rows][:, :, COLUMNS[name]], batch.tags[layer, rows]
            found[name] = crf.loss(emissions, tags.clamp(min=0), batch.held[rows])
            # Beside the field's, each token's own: else emissions stay vague and train slowly.
            found[f"{name} tokens"] = functional.cross_entropy(
                emissions.flatten(0, 1), tags.flatten(), ignore_index=IGNORED
            )
    if batch.links is not None:
        found["links"] = _links(output, batch.links)
    marked = _marks(output, batch.marks)
    if marked is not None:
        found["marks"] = marked
    told = ~batch.values.isnan()
    if told.any():
        errors = functional.smooth_l1_loss(
            output[:, :, COLUMNS["value"]][told], batch.values[told], reduction="mean", beta=1.0
        )
        found["values"] = errors
    known = batch.roots != IGNORED
    if known.any():
        scores = root_scores(output[known], batch.held[known], batch.actors[known], batch.targets[known])
        found["root"] = functional.cross_entropy(scores, batch.roots[known])
    return found


def at_tokens(output: Tensor, firsts: Tensor) -> Tensor:
    """The output at each token's first piece: (windows, tokens, columns)."""
    return output.gather(1, firsts.unsqueeze(2).expand(-1, -1, output.shape[2]))


def root_scores(output: Tensor, held: Tensor, actors: Tensor, targets: Tensor) -> Tensor:
    """The type of what an actor does to a target: triggers weighed by how well they link the two."""
    deeds = output[:, :, COLUMNS["deed"]]
    weight = torch.zeros(output.shape[:2])
    for name, stretches in (("actor", actors), ("target", targets)):
        asked = torch.stack(
            [
                row[first:last].mean(0)
                for row, (first, last) in zip(output[:, :, COLUMNS[name]], stretches.tolist(), strict=True)
            ]
        )
        weight = weight + torch.einsum("btw,bw->bt", deeds, asked) / LINK_WIDTH**0.5
    weight = weight.masked_fill(held == 0, -1e4).softmax(1)
    return torch.einsum("bt,btr->br", weight, output[:, :, COLUMNS["trigger"]][:, :, _ROOTS])


def _links(output: Tensor, links: Links) -> Tensor:
    """Which cue each source and content belongs to, among the cues of its window."""
    asks = output[:, :, COLUMNS["asks"]].unflatten(2, (len(ASKING), LINK_WIDTH))
    sums = functional.pad(asks.cumsum(1), (0, 0, 0, 0, 1, 0))
    row, number = links.row, links.part
    size = (links.last - links.first).unsqueeze(1)
    asked = (sums[row, links.last, number] - sums[row, links.first, number]) / size
    answers = output[:, :, COLUMNS["answers"]][row.unsqueeze(1), links.cues]
    scores = torch.einsum("nw,ncw->nc", asked, answers) / LINK_WIDTH**0.5
    return functional.cross_entropy(scores + links.nearness, links.answer)


def _marks(output: Tensor, marks: Tensor) -> Tensor | None:
    """Triggers at every token; frame, status and stage where there is a trigger."""
    if not (marks[0] != IGNORED).any():
        return None
    total = torch.zeros(())
    for row, name in enumerate(MARKS):
        scores = output[:, :, COLUMNS[name]].flatten(0, 1)
        wanted = marks[row].flatten()
        if name != "trigger":
            wanted = torch.where(marks[0].flatten() > 0, wanted, torch.full_like(wanted, IGNORED))
        if (wanted != IGNORED).any():
            weight = _trigger_weight() if name == "trigger" else None
            total = total + functional.cross_entropy(scores, wanted, weight, ignore_index=IGNORED)
    return total


def _trigger_weight() -> Tensor:
    weight = torch.full((len(TRIGGERS),), _RARE)
    weight[0] = 1.0
    return weight
