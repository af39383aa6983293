"""The box: ask it for what a parser makes of some bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from reportedly.errors import ReadingError, SourceError, StoppedError
from reportedly.sources.box.limits import BoxLimits
from reportedly.sources.box.process import NONSENSE, Worker, WorkerEndedError
from reportedly.sources.box.tasks import named, table
from reportedly.sources.box.wire import Ask, Done, Exhausted, Failed, Loaded, Refused
from reportedly.sources.notices import megabytes

if TYPE_CHECKING:
    from reportedly.sources.archives.mail import Mail
    from reportedly.sources.feeds import Feed, Sitemap
    from reportedly.sources.pages import Page

_DEFAULTS = BoxLimits()
_OURS = "reportedly.sources.box.tasks"
_ADVICE = "give its text alone, without mark-up"
_AGAIN = "it is not tried again, unless with --retry-failed"


def digest_of(data: bytes) -> str:
    """The hash by which bytes are known that a parser was stopped at."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Box:
    """Parsers with limits, in a process that is started on first need and ends with the box.

    One task is done at a time: threads that share a box wait for each other. ``tasks`` is the module
    with the table of what can be done. ``stopped`` gives, for the digest of some bytes, why a parser was
    stopped at them before: they are refused with that.
    """

    def __init__(
        self,
        limits: BoxLimits = _DEFAULTS,
        tasks: str = _OURS,
        stopped: Callable[[str], str | None] | None = None,
    ) -> None:
        self._limits = limits
        self._module = tasks
        self._tasks = table(tasks)
        self._stopped = stopped
        self._turn = Lock()
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one; asked again, the box starts another."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    @property
    def pid(self) -> int | None:
        """The number of the process that parses, while there is one."""
        return self._worker.pid if self._worker else None

    def page(
        self, data: bytes, charset: str | None = None, url: str | None = None, *, where: str | None = None
    ) -> Page:
        """What `reportedly.sources.pages.page_of` makes of a page; ``where`` is what errors call it.

        Raises:
            SourceError: as `ask`.

        """
        page: Page = self.ask("page", data, where or url or "a page", charset=charset, url=url)
        return page

    def feed(self, data: bytes, url: str | None = None, content_type: str | None = None) -> Feed:
        """What `reportedly.sources.feeds.parse_feed` makes of a feed.

        Raises:
            SourceError: as `ask`.

        """
        feed: Feed = self.ask("feed", data, url or "a feed", url=url, content_type=content_type)
        return feed

    def sitemap(self, data: bytes, url: str | None = None) -> Sitemap:
        """What `reportedly.sources.feeds.parse_sitemap` makes of a sitemap.

        Raises:
            SourceError: as `ask`.

        """
        sitemap: Sitemap = self.ask("sitemap", data, url or "a sitemap", url=url)
        return sitemap

    def mail(self, data: bytes, *, where: str | None = None) -> Mail:
        """What `reportedly.sources.archives.mail.mail_of` makes of a message.

        Raises:
            SourceError: as `ask`.

        """
        mail: Mail = self.ask("mail", data, where or "a message")
        return mail

    def ask(self, task: str, data: bytes, where: str, **said: str | None) -> Any:
        """What a task of the table gives; ``where`` is what errors call its input.

        Raises:
            StoppedError: it took too much, or its process died, this time or before.
            SourceError: the task raised one, or another error that it should not have raised.
            ReadingError: no process can be started for it.

        """
        if self._stopped and (reason := self._stopped(digest_of(data))):
            raise StoppedError(where, reason, _AGAIN, digest_of(data))
        with self._turn:
            try:
                answer = self._answered(Ask(task, data, said))
                if isinstance(answer, Done):
                    return self._result(task, answer)
            except WorkerEndedError as error:
                self.close()
                raise StoppedError(where, f"its parser {error}", _ADVICE, digest_of(data)) from error
            except BaseException:  # what would still be answered is no answer to the next question
                self.close()
                raise
        raise _refused(where, answer)

    def _answered(self, request: Ask) -> Done | Refused | Failed:
        answer = self._ready(request.task).answer(request, self._limits.seconds)
        if isinstance(answer, Exhausted):
            raise WorkerEndedError(f"took more than {megabytes(self._limits.memory)}")
        if isinstance(answer, Loaded):
            raise WorkerEndedError(NONSENSE)
        return answer

    def _ready(self, task: str) -> Worker:
        """A worker that is neither dead nor worn out, with the task's parser loaded."""
        if self._worker and self._worker.alive and self._worker.asked < self._limits.tasks:
            with suppress(ReadingError):  # it may die at any moment
                self._worker.load(task)
                return self._worker
        self.close()
        self._worker = Worker(self._module, self._limits)
        self._worker.load(task)
        return self._worker

    def _result(self, task: str, answer: Done) -> Any:
        try:
            result = msgspec.msgpack.decode(answer.result, type=named(self._tasks[task].result))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise WorkerEndedError(NONSENSE) from error
        if answer.resident > self._limits.resident:
            self.close()
        return result


def _refused(where: str, answer: Refused | Failed) -> SourceError:
    if isinstance(answer, Refused):
        return SourceError(answer.where, answer.problem, answer.advice)
    return SourceError(where, f"its parser failed on it ({answer.problem})", "leave it out; please report it")
