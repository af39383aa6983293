"""Imported once by the fork server: every worker process then starts with the parser loaded."""

from reportedly.reading.nlp import model_version

model_version()
