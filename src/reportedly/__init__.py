"""Who said it, when, how sure, and did it happen? Claims from news, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["read"]

if TYPE_CHECKING:
    from reportedly.desk import read


def __getattr__(name: str) -> Any:
    """Load the reader on first use: importing the package for its version stays quick."""
    if name == "read":
        from reportedly.desk import read  # noqa: PLC0415 - loading the parser takes seconds

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
