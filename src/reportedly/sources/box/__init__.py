"""Parsers in a process of their own, with limits on its time and its memory.

    Box (in the process that reads) -> request -> worker (a fresh interpreter) -> parser
                                    <- answer  <-

One tag with 200,000 attributes holds every HTML parser for a minute, and no parser can be asked to
stop. So whatever parses what comes from outside runs here, and a process that takes too much is
ended and replaced (docs/decisions/0027-parsing-in-a-box.md).
"""

from __future__ import annotations

from reportedly.sources.box.box import Box, digest_of
from reportedly.sources.box.limits import BoxLimits

__all__ = ["Box", "BoxLimits", "digest_of"]
