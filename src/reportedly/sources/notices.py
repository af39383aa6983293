"""What a reader of many articles must be told about one of them, without stopping for it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import SourceError, StoppedError


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for a person: which input (with its line number), what is wrong, what to do.

    ``skipped`` is whether something was left unread; otherwise the article follows, and the
    notice says what is doubtful about it. One that is ``harmless`` says what was done as it should be,
    and is no reason to call a run a failure. ``digest`` is the hash of bytes that a parser was stopped at.
    """

    where: str
    problem: str
    advice: str
    skipped: bool = True
    harmless: bool = False
    digest: str | None = None

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}; {self.advice}"
        return "".join(character if character.isprintable() else "?" for character in line)

    @classmethod
    def of(cls, error: SourceError) -> Notice:
        """The notice that something was skipped because of ``error``."""
        digest = error.digest if isinstance(error, StoppedError) else None
        return cls(error.where, error.problem, error.advice, digest=digest)


def megabytes(size: int) -> str:
    """A size in bytes as people write it.

    >>> megabytes(1_500_000_000), megabytes(5_000_000), megabytes(1_200)
    ('1.5 GB', '5 MB', '1.2 kB')
    """
    if size >= 1_000_000_000:
        return f"{size / 1e9:.3g} GB"
    if size >= 1_000_000:
        return f"{size / 1e6:.3g} MB"
    return f"{size / 1e3:.3g} kB" if size >= 1_000 else f"{size} bytes"
