"""Draw the figures of the model card from what training, scoring and timing wrote.

    python -m tools.write_figures                      all three, to docs/figures/
    python -m tools.write_figures curves --log LOG     one of them, from a file of your own

curves.svg       from logs of training (their form is in training/reportedly_training/train.py)
reliability.svg  from what `reportedly score LAYER FILE --json` printed, a panel for each file
speed.svg        from [{"name": "rules alone", "rate": 1.7, "f1": 69.0}, ...]: documents per second as a
                 multiple of the bare spaCy pipeline's, and F1 of attribution

A file that is missing or not of its form is named in one line, with exit code 2, and nothing is written.
"""

from __future__ import annotations

from pathlib import Path

import click
from tools.figures.curves import draw_curves
from tools.figures.forms import InputError, read_log, read_scores, read_speed
from tools.figures.reliability import draw_reliability
from tools.figures.speed import draw_speed
from tools.figures.svg import Drawing

_ROOT = Path(__file__).parents[1]
_FIGURES = _ROOT / "docs" / "figures"
_LOGS = tuple(_ROOT / "training" / "logs" / f"{stage}.json" for stage in ("public", "own", "longer"))
_SCORES = tuple(_FIGURES / f"{layer}.json" for layer in ("claims", "attribution"))
_NAMES = ("curves", "reliability", "speed")
_FILE = click.Path(path_type=Path)


class _Refused(click.ClickException):
    exit_code = 2


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(_NAMES), metavar="[curves|reliability|speed]...")
@click.option("--log", "logs", type=_FILE, multiple=True, default=_LOGS, help="A stage's training log; more.")
@click.option("--scores", type=_FILE, multiple=True, default=_SCORES, help="Output of score --json; more.")
@click.option("--speed", type=_FILE, default=_FIGURES / "speed.json", help="A list of name, rate and f1.")
@click.option("--out", type=_FILE, default=_FIGURES, help="The folder to write to.")
def main(
    names: tuple[str, ...], logs: tuple[Path, ...], scores: tuple[Path, ...], speed: Path, out: Path
) -> None:
    """Draw figures as SVG: those named, or all of them."""
    drawn: dict[str, Drawing] = {}
    try:
        for name in names or _NAMES:
            if name == "curves":
                drawn[name] = draw_curves([read_log(path) for path in logs])
            elif name == "reliability":
                drawn[name] = draw_reliability([read_scores(path) for path in scores])
            else:
                drawn[name] = draw_speed(read_speed(speed))
    except InputError as error:
        raise _Refused(str(error)) from None
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, drawing in drawn.items():
            (out / f"{name}.svg").write_bytes(drawing.written())
    except OSError as error:
        raise _Refused(f"{error.filename}: {error.strerror}") from None


if __name__ == "__main__":
    main()
