"""What went wrong, for whoever mends the program: types and places in the code, never what was said.

The text of an exception may hold a name, a telephone or an answer (a missing key, a value that is no number), and what
is printed ends in a journal that nobody encrypts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Final

from tianye.domain.errors import TianyeError

_PACKAGE: Final = "tianye"
_SEPARATORS: Final = re.compile(r"[\\/]")


def describe(error: BaseException) -> str:
    """Return the type of an exception and where it was raised, with those it came of: one line."""
    return " from ".join(f"{_kind(one)} at {' > '.join(_places(one.__traceback__)) or '?'}" for one in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        yield one
        seen.add(id(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(error: BaseException) -> str:
    """Name a type as the code does; a fault of ours is its code, which is never wording."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}({error.code})" if isinstance(error, TianyeError) else name


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Yield the lines of our package that led there, and the last one wherever it is."""
    while trace is not None:
        code, following = trace.tb_frame.f_code, trace.tb_next
        parts = _SEPARATORS.split(code.co_filename)
        if _PACKAGE in parts:
            # where the package lies on this computer names who works at it
            start = len(parts) - 1 - parts[::-1].index(_PACKAGE)
            yield f"{'/'.join(parts[start:])}:{trace.tb_lineno}"
        elif following is None:
            yield f"{parts[-1]}:{trace.tb_lineno}"
        trace = following
