"""Exceptions that nobody caught are told by type and place: in Qt's slots, in threads, in what is taken away.

Python would print their text, and a desktop writes what a program prints into its journal.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from tianye.domain.traces import describe

_LOG = logging.getLogger(__name__)


def tell_places_only() -> None:
    """From now on, in this process, let nothing be printed of an exception but its type and places."""
    sys.excepthook = _raised
    sys.unraisablehook = _unraisable
    threading.excepthook = _raised_in_thread
    # a line that cannot be written would be printed with what it was to say
    logging.raiseExceptions = False


def _raised(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    _LOG.critical("nobody expected this: %s", describe(error))


def _unraisable(told: sys.UnraisableHookArgs) -> None:
    if told.exc_value is not None:
        _LOG.critical("nobody expected this, while something was taken away: %s", describe(told.exc_value))


def _raised_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and told.exc_type is not SystemExit:
        _LOG.critical("nobody expected this, beside the window: %s", describe(told.exc_value))
