"""Learn ``lexicon/data/stance_weights.toml`` from Emergent.

python -m tools.fit_stance emergent/folds.jsonl.gz
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reportedly.scoring.softmax import learn
from reportedly.scoring.stance import OF_HEADLINES, STANCES, example_of
from reportedly.scoring.stance_gold import stance_pairs

OUT = Path(__file__).parents[1] / "src/reportedly/lexicon/data/stance_weights.toml"
_HEADING = """# Learned from Emergent (Ferreira and Vlachos 2016) by tools/fit_stance.py; not edited by hand.
# What each sign of threads/signs.py says for agreeing, disagreeing and discussing.

[weights]
"""


def main(file: str) -> None:
    """Learn from all pairs of ``file``, and write the data file."""
    pairs = stance_pairs(Path(file))
    weights = learn([example_of(pair) for pair in pairs], STANCES, OF_HEADLINES)
    lines = [
        f"{json.dumps(name, ensure_ascii=False)} = [{', '.join(f'{weight:.2f}' for weight in row)}]"
        for name, row in weights.items()
    ]
    OUT.write_text(_HEADING + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
