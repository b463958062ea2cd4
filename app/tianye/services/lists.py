"""What the services that read lists share: reading a file with a limit of patience, writing a workbook safely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tianye.documents.cells import MergedCells, Sheet
from tianye.documents.sources import is_light
from tianye.documents.sources import load_sheets as read_sheets
from tianye.documents.tables import Notice, Problem, Remark
from tianye.documents.workbook import OutSheet, write_workbook
from tianye.domain.changes import Changes
from tianye.services.confining import USUAL, Bounds, run_confined
from tianye.services.progress import Tell, in_silence
from tianye.services.station import Station
from tianye.store import files

__all__ = ["ListImport", "PartCount", "Remark", "load_sheets", "save_workbook", "today"]


class PartCount(NamedTuple):
    """What a part of a workbook comes to, such as its sessions: rows that are new, change, or are as they are."""

    part: str
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class ListImport:
    """What a list said and what became of it.

    `is_written` is False where there were problems and only all-or-nothing was asked for, or where it was a preview.
    `parts` counts the same by part of the workbook, where it has parts.
    """

    added: int
    changed: int
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    is_written: bool
    changes: Changes = Changes()  # noqa: RUF009 – frozen and empty
    command: bytes | None = None
    parts: tuple[PartCount, ...] = ()


def load_sheets(path: Path, bounds: Bounds = USUAL, tell: Tell = in_silence) -> list[Sheet]:
    """Read the sheets of a file that somebody brought; a large workbook in a process of its own, within `bounds`.

    Raises as `documents.sources.load_sheets` and `confining.run_confined`.
    """
    if is_light(path):
        return read_sheets(path)
    found = run_confined("sheets", str(path.absolute()), bounds=bounds, tell=tell)
    return [
        Sheet(name, rows, tuple(MergedCells(*corners) for corners in merged), is_cut)
        for name, rows, merged, is_cut in found
    ]


def today(station: Station) -> date:
    """Return the day as this station knows it, in China's time."""
    return station.local_time().date()


def save_workbook(station: Station, path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write a workbook safely under a name that nothing has yet."""
    files.save(path, lambda sink: write_workbook(sink, sheets, station.local_time()))
