"""One exception tree.

ReportedlyError
+-- SourceError      an input cannot be read at all, or one article of it cannot
|   +-- ForeignLanguageError  an article is in a language that is not read
|   +-- StoppedError what parsed it took too much time or memory, or died of it
+-- FetchError       something cannot be fetched from a network, or must not be; `FetchProblem` says why
+-- ReadingError     a process that reads articles has died
+-- GoldError        a file of gold annotations is not in its documented form
+-- ModelError       a model package is missing, or not one of this reader
+-- LedgerError      a ledger cannot be opened, read or written; nothing recorded is lost
+-- DeliveryError    what is new cannot be delivered to where it was to go; it is told again
+-- UsageError       what was asked for makes no sense (an unknown actor in --about)
"""

from __future__ import annotations

from enum import StrEnum


class ReportedlyError(Exception):
    """What a person can act on: one line naming the input and what to do."""


class SourceError(ReportedlyError):
    """An input that cannot be read: ``where`` names it, ``advice`` says what to do."""

    def __init__(self, where: str, problem: str, advice: str) -> None:
        super().__init__(f"{where}: {problem}; {advice}")
        self.where = where
        self.problem = problem
        self.advice = advice


class ForeignLanguageError(SourceError):
    """An article that says, or shows, that it is in a language that is not read."""


class StoppedError(SourceError):
    """An input that would cost as much again: its parser was stopped, or its process died.

    ``digest`` is the BLAKE2b hash (16 bytes, in hexadecimal) of the bytes that were parsed.
    """

    def __init__(self, where: str, problem: str, advice: str, digest: str) -> None:
        super().__init__(where, problem, advice)
        self.digest = digest


class FetchProblem(StrEnum):
    """Why something was not fetched, for those who decide whether and when to try again."""

    REFUSED_ADDRESS = "refused address"
    BAD_URL = "bad URL"
    TIMED_OUT = "timed out"
    TOO_LARGE = "too large"
    REDIRECT = "redirect"
    TLS = "TLS"
    PROTOCOL = "protocol"
    NO_ADDRESS = "no address"
    CONNECTION = "connection"


class FetchError(ReportedlyError):
    """A URL that was not fetched: ``where`` names it, ``kind`` sorts it, ``advice`` says what to do."""

    def __init__(self, where: str, problem: str, advice: str, kind: FetchProblem) -> None:
        super().__init__(f"{where}: {problem}; {advice}")
        self.where = where
        self.problem = problem
        self.advice = advice
        self.kind = kind


class ReadingError(ReportedlyError):
    """Reading cannot go on: a process died, and with it the articles that it was reading."""


class GoldError(ReportedlyError):
    """A gold file that is not in the form documented in docs/scoring.md."""


class UsageError(ReportedlyError):
    """A request that cannot be met, and why."""


class ModelError(ReportedlyError):
    """A model package that cannot be loaded: its name, and what to do."""


class LedgerError(ReportedlyError):
    """A ledger that cannot be used as asked: which file, why, and what to do."""

    def __init__(self, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{path}: {problem}; {advice}")


class DeliveryError(ReportedlyError):
    """News that could not be delivered: to where, why, and what to do."""

    def __init__(self, where: str, problem: str, advice: str) -> None:
        super().__init__(f"{where}: {problem}; {advice}")
