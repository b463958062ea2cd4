"""The other side of `confining`: one task, within limits this process sets for itself before it opens a file.

Started as `tianye --confined`. The task comes on standard input and its answer goes to standard output, both as
`plain_values`; whatever a library prints meanwhile goes nowhere.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from tianye.domain.errors import TianyeError
from tianye.services.plain_values import decode, encode

MAX_WRITTEN_BYTES: Final = 128 << 20


def main() -> int:
    """Do the task that stands on standard input; exit status 0 once its answer, or its fault, is out."""
    answers = os.dup(1)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    match decode(sys.stdin.buffer.read()):
        case [str(task), list(arguments), int(seconds), int(memory)] if task in TASKS:
            limit_self(seconds, memory)
        case _:
            return 2
    with open(answers, "wb") as out:
        out.write(_answer(TASKS[task], arguments))
    return 0


def _answer(task: Callable[..., Any], arguments: list[str]) -> bytes:
    try:
        return encode(["done", task(*arguments)])
    except TianyeError as fault:
        return encode(["fault", fault.kind, fault.code, fault.next_step.value, fault.data])
    except MemoryError:
        return encode(["memory"])
    except Exception as error:
        # its text may quote the file
        return encode(["failed", type(error).__name__])


def limit_self(seconds: int, memory_bytes: int) -> None:
    """Give this process so much processor time and address space and no more; on Windows its starter does."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        # a converter passes its result through a temporary file; the folder it is in goes when this process has
        (resource.RLIMIT_FSIZE, MAX_WRITTEN_BYTES),
    ):
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def read_sheets(path: str) -> list[Any]:
    """Read a file of sheets: name, rows, merged cells and whether it is cut, of each."""
    from tianye.documents.sources import load_sheets

    found = load_sheets(Path(path))
    return [
        [
            sheet.name,
            sheet.rows,
            [[one.first_row, one.first_column, one.last_row, one.last_column] for one in sheet.merged],
            sheet.is_cut,
        ]
        for sheet in found
    ]


def read_form(path: str) -> list[Any]:
    """Convert a form and read it to its end: its XForm, what was said of the conversion, rows, tables beside it.

    That it was read here within the limits is what lets it be read where the program is.
    """
    from tianye.services.forms_library import convert_form, parse_converted

    converted = convert_form(Path(path))
    parse_converted(converted)
    warnings = [asdict(one) for one in converted.warnings]
    return [converted.xform, warnings, dict(converted.rows), converted.itemsets]


TASKS: Final[dict[str, Callable[..., Any]]] = {"sheets": read_sheets, "form": read_form}
"""What can be asked for, by name."""
