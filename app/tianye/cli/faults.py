"""Whatever a command raised, as one of the program's own faults: nobody ever reads a traceback."""

from __future__ import annotations

import errno
from pathlib import Path

from tianye.domain.errors import Bug, NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.traces import places


def as_fault(error: BaseException) -> TianyeError:
    """Return the fault that an exception stands for.

    What the operating system refused is the world's; anything else that has no name is our bug. Of that only the type
    and the places in our own code are kept: the message of an exception may hold a name or an answer. Nothing is
    written to a log file, so nothing has to be kept secret or cleaned up later.
    """
    if isinstance(error, TianyeError):
        return error
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        # Python hands on bytes that are no text, from arguments and file names, as surrogates
        return UserFault("text.not-unicode", next_step=NextStep.MEND_INPUT)
    if isinstance(error, MemoryError):
        return WorldFault("system.no-memory", next_step=NextStep.CLOSE_OTHER_PROGRAM)
    found = places(error)
    return Bug(
        "program.unexpected",
        next_step=NextStep.REPORT,
        exception=type(error).__name__,
        where=found[-1] if found else "",
        places=found,
    )


def _of_the_system(error: OSError) -> WorldFault:
    name = Path(str(error.filename)).name if error.filename else ""
    if isinstance(error, FileNotFoundError):
        return WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return WorldFault("file.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return WorldFault("file.read-only", next_step=NextStep.CHECK_PERMISSION, name=name)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name=name)
    return WorldFault("system.refused", next_step=NextStep.RETRY, name=name, errno=error.errno or 0)
