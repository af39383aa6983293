"""What the model says of each token: the heads, in the order of its output, and their labels.

Training and reading share this page, so that a column has one meaning.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from reportedly.model import Frame, Stage, Status

PARTS = ("source", "cue", "content")
# The parts that look for their cue.
ASKING = ("source", "content")
# BIO tags (Ramshaw and Marcus 1995) of one layer of attributions.
LAYER_TAGS = ("O", *(f"{border}-{part}" for part in PARTS for border in "BI"))

# PLOVER's root types; a trigger that has a domain frame and none of them is "OTHER".
ROOT_TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
TRIGGERS = ("none", "OTHER", *ROOT_TYPES)
FRAMES: tuple[Frame | None, ...] = (None, *Frame)
STAGES: tuple[Stage | None, ...] = (None, *Stage)
STATUSES = tuple(Status)
# Annotators of different corpora put the same words at different values: UDS counts what has not
# happened yet as negative, UW as nearly certain. Each has its own scale.
SCALES = ("uds", "uw", "own")

LINK_WIDTH = 32

HEADS = {
    "outer": len(LAYER_TAGS),
    "inner": len(LAYER_TAGS),
    "asks": len(ASKING) * LINK_WIDTH,
    "answers": LINK_WIDTH,
    "trigger": len(TRIGGERS),
    "frame": len(FRAMES),
    "status": 1 + len(STATUSES),
    "stage": len(STAGES),
    "value": len(SCALES),
    "actor": LINK_WIDTH,
    "target": LINK_WIDTH,
    "deed": LINK_WIDTH,
}
COLUMNS = {
    name: slice(first, last)
    for name, (first, last) in zip(HEADS, pairwise(accumulate(HEADS.values(), initial=0)), strict=True)
}


def forbidden_steps() -> list[list[bool]]:
    """For each two tags whether the second may not follow the first: inside needs a beginning."""
    return [
        [after[0] == "I" and (before == "O" or before[2:] != after[2:]) for after in LAYER_TAGS]
        for before in LAYER_TAGS
    ]
