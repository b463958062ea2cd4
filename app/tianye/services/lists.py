"""What the services that read lists share: reading a file with a limit of patience, writing a workbook safely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tianye.documents.sources import load_sheets
from tianye.documents.tables import Notice, Problem
from tianye.documents.workbook import OutSheet, write_workbook
from tianye.domain.changes import Changes
from tianye.services.station import Station
from tianye.store import files

__all__ = ["ListImport", "load_sheets", "save_workbook", "today"]


@dataclass(frozen=True, slots=True)
class ListImport:
    """What a list said and what became of it.

    `is_written` is False where there were problems and only all-or-nothing was asked for, or where it was a preview.
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


def today(station: Station) -> date:
    """Return the day as this station knows it, in China's time."""
    return station.local_time().date()


def save_workbook(station: Station, path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write a workbook safely under a name that nothing has yet."""
    files.save(path, lambda sink: write_workbook(sink, sheets, station.local_time()))
