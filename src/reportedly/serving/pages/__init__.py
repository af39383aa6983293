"""The pages that people work at."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from reportedly.config import ServeSettings
from reportedly.serving.ledgers import Ledgers


def routes(ledgers: Ledgers, settings: ServeSettings) -> Sequence[BaseRoute]:  # noqa: ARG001 - none yet
    """The routes of all pages."""
    return ()
