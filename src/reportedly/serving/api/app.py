"""The API as one application: its routes, its answers to what goes wrong, and its description."""

from __future__ import annotations

from fastapi import FastAPI

from reportedly import __version__
from reportedly.config import ServeSettings
from reportedly.serving.ledgers import Ledgers


def make_api(ledgers: Ledgers, settings: ServeSettings) -> FastAPI:
    """The application that is mounted at ``/api/v1``."""
    api = FastAPI(title="reportedly", version=__version__, docs_url=None, redoc_url=None)
    api.state.ledgers, api.state.settings = ledgers, settings
    return api
