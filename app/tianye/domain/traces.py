"""What went wrong, for whoever mends the program: types and places in the code, never what was said.

The text of an exception may hold a name, a telephone or an answer (a missing key, a value that is no number), and what
is printed ends in a journal that nobody encrypts.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, TracebackType
from typing import Final

from tianye.domain.errors import TianyeError


def places(error: BaseException) -> list[str]:
    """Return `services/packs.py:112 make_pack` for every frame in our own code, outermost first."""
    return [
        f"{code.co_filename.removeprefix(_PACKAGE).replace(_SEPARATOR, '/')}:{line} {code.co_name}"
        for code, line in _frames(error.__traceback__)
        if code.co_filename.startswith(_PACKAGE)
    ]


def describe(error: BaseException) -> str:
    """Return, as one line, the type of an exception and its places, with those of the exceptions it came of."""
    return " from ".join(f"{_kind(one)} at {' > '.join(places(one)) or _elsewhere(one)}" for one in _chain(error))


# as frames name it: in a frozen program that is no path of this computer
_FILE: Final = places.__code__.co_filename
_SEPARATOR: Final = "\\" if "\\" in _FILE else "/"
_PACKAGE: Final = _FILE.rsplit(_SEPARATOR, 2)[0] + _SEPARATOR


def _frames(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        yield one
        seen.add(id(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(error: BaseException) -> str:
    """Name a type as the code does, and a fault of ours by its code, which is never wording."""
    return f"{type(error).__qualname__}({error.code})" if isinstance(error, TianyeError) else type(error).__qualname__


def _elsewhere(error: BaseException) -> str:
    """Name the last place of one that never came through our code, without where it lies on this computer."""
    *_, last = ("?", *(f"{_name(code.co_filename)}:{line}" for code, line in _frames(error.__traceback__)))
    return last


def _name(path: str) -> str:
    return path.rsplit(_SEPARATOR, 1)[-1]
