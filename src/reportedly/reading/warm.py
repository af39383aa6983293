"""Imported once by the fork server: every worker process then starts with parser and model loaded.

They are those of the settings by default. A worker that cannot load them says so when it gets its
first article; the fork server must not end for it.
"""

from contextlib import suppress

from reportedly.reading.reader import reader_version

with suppress(Exception):
    reader_version()
