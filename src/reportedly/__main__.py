"""``python -m reportedly``: the command line."""

from reportedly.faces.cli import main

main()
