"""The command ``reportedly``, also as ``python -m reportedly``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; an interrupt while it is still being loaded ends quietly too."""
    try:
        from reportedly.faces.cli import main as command  # noqa: PLC0415 - caught here, an interrupt is quiet
    except KeyboardInterrupt:
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
