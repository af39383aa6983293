"""What lies in a folder, in the order of its names, all below it included.

Hidden files are left out, and what a browser keeps beside a page that it has saved ("Page_files"), which
is what the page is made of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from reportedly.sources.notices import Notice

_BESIDE = "_files"


def listed(folder: str) -> Iterator[str | Notice]:
    """The files below a folder, and the folders that cannot be listed."""
    failed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _beside(name, files))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(here, name)  # noqa: PTH118 - as given, "./" too
        yield from (not_opened(error) for error in failed)
        failed.clear()
    yield from (not_opened(error) for error in failed)


def _beside(folder: str, files: Sequence[str]) -> bool:
    """Whether a folder holds the parts of a saved page.

    >>> _beside("Drones_files", ["Drones.html"]), _beside("case_files", ["a.txt"])
    (True, False)
    """
    page = folder.removesuffix(_BESIDE)
    return page != folder and any(f"{page}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def not_opened(error: OSError, path: str | None = None) -> Notice:
    """The notice that a path cannot be read."""
    where = printable(str(error.filename) if path is None else path) or "an empty path"
    return Notice(where, f"cannot be read ({error.strerror or error})", "check the path and its permissions")


def printable(path: str) -> str:
    """A path as text that every encoding of Unicode can write."""
    return os.fsencode(path).decode(errors="replace")
