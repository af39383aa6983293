"""Whether what the settings name is installed: told at once, before anything slow is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from reportedly.config import ReadingSettings
from reportedly.errors import ModelError


def require_installed(settings: ReadingSettings) -> None:
    """Raise `ModelError` for a parser or a model that is not there; a parser may also be a folder."""
    parser, model = settings.parser, settings.model
    if not (_is_package(parser) or (parser and Path(parser).is_dir())):
        raise ModelError(f"{parser}: no such spaCy pipeline; install it, or name another parser")
    if not _is_package(model):
        raise ModelError(f"{model}: no such model package; install it, or name another model")


def _is_package(name: str) -> bool:
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return False
    return spec is not None and spec.submodule_search_locations is not None
