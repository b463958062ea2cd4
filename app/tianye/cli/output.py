"""What a command answers, as text for a person or as one JSON document; always on stdout.

JSON: `{"ok": true, "result": …}`, or `{"ok": false, "error": {"code", "kind", "data", "what_happened",
"what_was_kept", "next_step"}}`. Where part of the work was done and part refused, both `result` and `error` are
there, `error` being the first of the refusals. Everything else a command says goes to stderr.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from tianye.cli.wording import Sentences, sentences
from tianye.domain.errors import TianyeError

Cell = str | int | float | None

_SHARE = re.compile(r"[0-9.]+( %| of [0-9]+)")
_COPIED = frozenset({"id", "command", "undoes", "device", "draft", "person", "registration", "code"})
"""Columns that people copy from: never shortened while anything else can be."""

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, separators, changes of direction, and halves of characters; a line feed is not among them."""

_PIPE_WIDTH = 1000
"""Columns when the output is no terminal and no COLUMNS is said: wide enough that no table is ever shortened."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; a missing value shows as `-`, no rows at all as the sentence `empty`."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = "Nothing yet."


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values, one on a line."""

    values: Mapping[str, Cell]


Part = str | Table | Facts


@dataclass(frozen=True, slots=True)
class Result:
    """What a command answers: the same as JSON-like `data` and as `text` for reading.

    `refusals` are the faults of parts that were not done although the rest was; the first decides the exit status.
    """

    data: Mapping[str, Any]
    text: Sequence[Part]
    refusals: Sequence[TianyeError] = field(default=())


def show_result(result: Result, *, as_json: bool) -> None:
    """Print a command's answer; raises `BrokenPipeError` when nobody reads any more."""
    if as_json:
        document: dict[str, Any] = {"ok": not result.refusals, "result": result.data}
        if result.refusals:
            document["error"] = error_data(result.refusals[0])
        _print_json(document)
    else:
        _print_parts(result.text)
        for fault in result.refusals:
            print_fault(fault)


def show_fault(fault: TianyeError, *, as_json: bool) -> None:
    """Say that a command failed: a JSON document on stdout, or sentences on stderr."""
    if as_json:
        try:
            _print_json({"ok": False, "error": error_data(fault)})
        except OSError:
            # what is behind stdout has failed; a person can still be told
            drop_unwritten()
            print_fault(fault)
    else:
        print_fault(fault)


def error_data(fault: TianyeError) -> dict[str, Any]:
    """Return a fault as the `error` of the JSON document."""
    said = sentences(fault)
    return {
        "code": fault.code,
        "kind": fault.kind,
        "data": fault.data,
        "what_happened": said.what_happened,
        "what_was_kept": said.what_was_kept,
        "next_step": said.next_step,
    }


def print_fault(fault: TianyeError) -> None:
    """Write a fault's three sentences and its code on stderr."""
    said: Sentences = sentences(fault)
    lines = (said.what_happened, said.what_was_kept, said.next_step, f"({fault.code})")
    _write_stderr("\n".join(visible(line) for line in lines) + "\n")


def print_progress(text: str) -> None:
    """Write one line about what is going on, on stderr."""
    _write_stderr(f"{visible(text)}\n")


def visible(text: str) -> str:
    """Return a text in which nothing steers the terminal: names come from files that anybody may have written."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\t", " "))


def _print_json(document: Mapping[str, Any]) -> None:
    # a terminal obeys control characters inside strings as well; JSON escapes only some of them by itself
    text = json.dumps(document, ensure_ascii=False, indent=2, default=_as_json)
    _write_stdout(_STEERING.sub(_escaped, text) + "\n")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _as_json(value: object) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def _print_parts(parts: Iterable[Part]) -> None:
    from rich.console import Console

    has_width = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    console = Console(
        markup=False, highlight=False, emoji=False, soft_wrap=True, width=None if has_width else _PIPE_WIDTH
    )
    with console.capture() as capture:
        for part in parts:
            match part:
                case str():
                    console.print(visible(part))
                case Facts(values):
                    console.print(_facts(values), soft_wrap=False)
                case Table(heads, rows, empty):
                    console.print(_table(heads, rows) if rows else empty, soft_wrap=not rows)
    lines = capture.get().split("\n")
    _write_stdout("\n".join(line.rstrip(" ") for line in lines))


def _facts(values: Mapping[str, Cell]) -> Any:
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in values.items():
        grid.add_row(visible(name), _shown(value))
    return grid


def _table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Any:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        is_number = all(_is_number(row[place]) for row in rows)
        justify: Literal["left", "right"] = "right" if is_number else "left"
        grid.add_column(visible(head), justify=justify, overflow="ellipsis", no_wrap=head in _COPIED)
    for row in rows:
        # one line for a row, in the terminal's width
        grid.add_row(*(Text(_shown(cell), no_wrap=True, overflow="ellipsis") for cell in row))
    return grid


def _is_number(value: Cell) -> bool:
    return not isinstance(value, str) or _SHARE.fullmatch(value) is not None


def _shown(value: Cell) -> str:
    return "-" if value is None or value == "" else visible(str(value))


def _write_stdout(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def drop_unwritten() -> None:
    """Let what stdout could not take go nowhere: Python would try once more at the end, and change the exit status."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _write_stderr(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
