"""Work off the GUI thread: one lane, the thread that opens what is worked on, uses it and closes it.

A database connection belongs to the thread that made it, so reading and writing take turns in the same lane. Gather
values from widgets before the work starts, and hand out plain values: the work must not touch a widget, and its
callbacks, which run in the GUI thread, must not touch what the lane owns.

    runner.do(partial(checkin.check_in, session=session, who=text), self.show_outcome)
    runner.ask(lambda station: registration.find(station, text), self.show_found, key="search")
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from functools import partial, reduce
from typing import Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from tianye.domain.changes import Changes
from tianye.domain.errors import Bug, TianyeError
from tianye.domain.traces import describe

S = TypeVar("S")
T = TypeVar("T")
BROKEN: Final = frozenset({"database.damaged", "database.unreadable"})
"""Codes of faults after which what is open is of no more use."""
_LOG = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised in the lane by `Progress.report` after a person said stop; transactions roll back on the way out."""


class Progress:
    """What a long work is given: it reports how far it is, and learns there that it should stop."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether a person said stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int = 0) -> None:
        """Tell that `done` of `total` are finished (0: unknown); raises `Cancelled` after `cancel`."""
        if self._stop.is_set():
            raise Cancelled
        self._report(done, total)


class Job(QObject):
    """One piece of work under way; exactly one of `done`, `failed` and `cancelled` comes, in the GUI thread."""

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Any, Progress], object], key: str, runner: Runner[Any]) -> None:
        super().__init__()
        self.work = work
        self.key = key
        self.has_changes = False
        self.is_kept_at_closing = False
        self.needs_open = False
        self.progress = Progress(self._told)
        self._runner = runner

    def cancel(self) -> None:
        """Stop it: at once while it waits, otherwise at its next report of progress."""
        self.progress.cancel()

    def _told(self, done: int, total: int) -> None:
        self._runner.deliver(lambda: self.progressed.emit(done, total))


class Runner(QObject, Generic[S]):
    """The lane. `changed` brings the `Changes` of every writing work to all open screens, once each."""

    changed = Signal(object)
    """A `Changes`, after the commit and after the `done` of the work that made it."""
    wrote = Signal(object)
    """A writing work succeeded, with its `Changes` or None; before its `done`, so what that offers is the newest."""
    failed = Signal(object)
    """A `TianyeError` of a work that was given no `on_failed`."""
    broke = Signal(object)
    """A `TianyeError` that says that what is open can no longer be read, after the `failed` of the work."""
    busy_changed = Signal(bool)
    _delivered = Signal(object)

    def __init__(self, close: Callable[[S], None]) -> None:
        super().__init__()
        self._close = close
        self._owned: S | None = None
        self._thread: threading.Thread | None = None
        self._queue: deque[Job] = deque()
        self._more = threading.Condition()
        self._running: Job | None = None
        self._is_stopping = False
        self._is_ended = False
        self._pending: set[Job] = set()
        self._delivered.connect(self._run_delivered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether work waits, runs, or has not told its result yet."""
        return bool(self._pending)

    # ---- giving work (GUI thread) ----------------------------------------------------------------------------------

    def open(
        self,
        make: Callable[[], S],
        on_done: Callable[[None], object] | None = None,
        on_failed: Callable[[TianyeError], object] | None = None,
    ) -> Job:
        """Make, in the lane, what all later work is given; what was open before is closed first."""

        def work(_: S | None, __: Progress) -> None:
            self._close_owned()
            self._owned = make()

        self._is_ended = False

        return self._start(work, on_done, on_failed, "", has_changes=False)

    def prepare(self, load: Callable[[], T], on_done: Callable[[T], object] | None = None) -> Job:
        """Do in the lane what nobody waits for yet: loading what will be needed while a passphrase is typed."""
        return self._start(lambda _, __: load(), on_done, None, "", has_changes=False)

    def do_alone(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[TianyeError], object] | None = None,
    ) -> Job:
        """Do what needs nothing open, with progress and cancel: restoring a backup, playing the demonstration."""
        return self._start(lambda _, progress: work(progress), on_done, on_failed, "", has_changes=True)

    def close(self, on_done: Callable[[None], object] | None = None) -> Job:
        """Close what is open, after the work that waits; the lane stays."""
        return self._start(lambda _, __: self._close_owned(), on_done, None, "", has_changes=False)

    def ask(
        self,
        work: Callable[[S], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[TianyeError], object] | None = None,
        *,
        key: str = "",
    ) -> Job:
        """Read. A later question with the same key cancels the earlier one: only the newest answer arrives."""
        if key:
            for job in [job for job in self._pending if job.key == key]:
                job.cancel()
        job = self._start(lambda owned, _: work(self._need(owned)), on_done, on_failed, key, has_changes=False)
        job.needs_open = True
        return job

    def ask_long(
        self,
        work: Callable[[S, Progress], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[TianyeError], object] | None = None,
    ) -> Job:
        """Read, with progress and cancel: connect the job's `progressed` and `cancelled`."""
        return self._start_long(work, on_done, on_failed, has_changes=False)

    def do(
        self,
        work: Callable[[S], T],
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[TianyeError], object] | None = None,
    ) -> Job:
        """Write. The result's `changes` (its own or those of its `done`) are broadcast by `changed`."""
        job = self._start(lambda owned, _: work(self._need(owned)), on_done, on_failed, "", has_changes=True)
        job.is_kept_at_closing = job.needs_open = True
        return job

    def do_long(
        self,
        work: Callable[[S, Progress], T],
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[TianyeError], object] | None = None,
        *,
        is_kept_at_closing: bool = False,
    ) -> Job:
        """Write, with progress and cancel: connect the job's `progressed` and `cancelled`.

        `is_kept_at_closing`: as what `do` is given, it is finished when the window was closed meanwhile.
        """
        job = self._start_long(work, on_done, on_failed, has_changes=True)
        job.is_kept_at_closing = is_kept_at_closing
        return job

    def _start_long(
        self,
        work: Callable[[S, Progress], T],
        on_done: Callable[[T], object] | None,
        on_failed: Callable[[TianyeError], object] | None,
        *,
        has_changes: bool,
    ) -> Job:
        job = self._start(
            lambda owned, progress: work(self._need(owned), progress), on_done, on_failed, "", has_changes=has_changes
        )
        job.needs_open = True
        return job

    def finish(self, last: Callable[[S], object] | None = None) -> None:
        """Wait until what is kept at closing is written; questions are given up, and other work at its next report.

        Called before `stop` when the window was closed: what was typed or pressed last is kept. `last` is done with
        what is open after all that; nobody is there any more to hear how it went.
        """
        if self._thread is None:
            return
        written = threading.Event()
        with self._more:
            for job in (*self._queue, *([self._running] if self._running else [])):
                if not job.is_kept_at_closing:
                    job.cancel()

        def end(owned: S | None, _: Progress) -> None:
            try:
                if last is not None and owned is not None:
                    last(owned)
            finally:
                written.set()

        self._start(end, None, lambda _: None, "", has_changes=False)
        written.wait()

    def stop(self) -> None:
        """Cancel what waits, let the running work come to its end or next report, close, and end the thread.

        What is given afterwards is not done, until something is opened again.
        """
        self._is_ended = True
        thread = self._thread
        if thread is None:
            return
        with self._more:
            self._is_stopping = True
            for job in (*self._queue, *([self._running] if self._running else [])):
                job.cancel()
            self._more.notify()
        thread.join()
        self._thread, self._is_stopping = None, False
        self._pending.clear()

    # ---- back in the GUI thread ------------------------------------------------------------------------------------

    def deliver(self, told: Callable[[], None]) -> None:
        """Run something in the GUI thread, soon; called in the lane."""
        self._delivered.emit(told)

    def _run_delivered(self, told: Callable[[], None]) -> None:
        told()

    def _start(
        self,
        work: Callable[[Any, Progress], object],
        on_done: Callable[[Any], object] | None,
        on_failed: Callable[[TianyeError], object] | None,
        key: str,
        *,
        has_changes: bool,
    ) -> Job:
        job = Job(work, key, self)
        job.has_changes = has_changes
        if self._is_ended:
            # a page that asks on its way out must not bring the lane back
            return job
        if on_done is not None:
            job.done.connect(while_alive(on_done))
        job.failed.connect(while_alive(on_failed) if on_failed else partial(self._tell, job))
        self._pending.add(job)
        if len(self._pending) == 1:
            self.busy_changed.emit(True)
        with self._more:
            self._queue.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="tianye-lane")
                self._thread.start()
            self._more.notify()
        return job

    def _end(self, job: Job, outcome: object) -> None:
        if job not in self._pending:
            return
        self._pending.discard(job)
        is_idle = not self._pending
        if job.progress.is_cancelled and not job.has_changes:
            # an answer nobody waits for any more
            outcome = Cancelled()
        if isinstance(outcome, Cancelled):
            job.cancelled.emit()
        elif isinstance(outcome, TianyeError):
            job.failed.emit(outcome)
            if _is_end(job, outcome):
                self.broke.emit(outcome)
        else:
            if job.has_changes:
                self.wrote.emit(changes_of(outcome))
            job.done.emit(outcome)
            if job.has_changes and (changes := changes_of(outcome)):
                self.changed.emit(changes)
        if is_idle and not self._pending:
            self.busy_changed.emit(False)

    def _tell(self, job: Job, fault: TianyeError) -> None:
        if not _is_end(job, fault):
            self.failed.emit(fault)

    # ---- in the lane -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._more:
                while not self._queue and not self._is_stopping:
                    self._more.wait()
                if not self._queue:
                    break
                job = self._running = self._queue.popleft()
            outcome = self._outcome(job)
            self._running = None
            self.deliver(_Ending(self._end, job, outcome))
            del job, outcome
        self._close_owned()

    def _outcome(self, job: Job) -> object:
        if job.progress.is_cancelled:
            return Cancelled()
        try:
            return job.work(self._owned, job.progress)
        except Cancelled as stopped:
            return stopped.with_traceback(None)
        except TianyeError as fault:
            return fault.with_traceback(None)
        except Exception as unexpected:
            _LOG.error("work in the lane failed: %s", describe(unexpected))
            return Bug("runner.unexpected", type=type(unexpected).__name__)

    def _need(self, owned: S | None) -> S:
        if owned is None:
            raise Bug("runner.nothing-open")
        return owned

    def _close_owned(self) -> None:
        owned, self._owned = self._owned, None
        if owned is not None:
            self._close(owned)


class _Ending:
    """The end of a job on its way to the GUI thread."""

    def __init__(self, end: Callable[[Job, object], None], job: Job, outcome: object) -> None:
        self._end, self._job, self._outcome = end, job, outcome

    def __call__(self) -> None:
        self._end(self._job, self._outcome)


def _is_end(job: Job, fault: TianyeError) -> bool:
    """Say whether a fault of what is open ended its use; that of a backup or another folder does not."""
    return job.needs_open and fault.code in BROKEN


def changes_of(result: object) -> Changes | None:
    """Return what a service says it changed: the result's `changes`, those of its `done`, or of any part of a tuple."""
    if isinstance(result, Changes):
        return result
    if type(result) is tuple:
        found = [changes for part in result if (changes := changes_of(part))]
        return reduce(Changes.merged, found) if found else None
    for source in (result, getattr(result, "done", None)):
        changes = getattr(source, "changes", None)
        if isinstance(changes, Changes):
            return changes
    return None


def while_alive(callback: Callable[[Any], object]) -> Callable[[Any], None]:
    """Return the callback, silent once the widget it belongs to is gone."""
    bound: Any = callback
    while isinstance(bound, partial):
        bound = bound.func
    owner = getattr(bound, "__self__", None)

    def call(value: object) -> None:
        if not isinstance(owner, QObject) or shiboken6.isValid(owner):
            callback(value)

    return call
