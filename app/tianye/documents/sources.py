"""Files people hand in, whatever they are: told apart by what is in them, never by their name."""

from __future__ import annotations

from pathlib import Path

from tianye.documents.archive import unpacked_bytes
from tianye.documents.cells import DEFAULT_LIMITS, Limits, Sheet
from tianye.documents.flatfiles import read_flat_file
from tianye.documents.workbook import is_workbook, read_workbook
from tianye.domain.errors import NextStep, UserFault, WorldFault

LIGHT_BYTES = 1 << 20


def is_light(path: Path) -> bool:
    """Say whether a file cannot cost much to read, whatever is in it: text, or a workbook of at most `LIGHT_BYTES`.

    What cannot be looked at counts as light: reading it will say why.
    """
    try:
        if not path.is_file():
            return True
        with path.open("rb") as stream:
            if not is_workbook(stream.read(8)):
                return True
            stream.seek(0)
            return unpacked_bytes(stream) <= LIGHT_BYTES
    except OSError:
        return True


def load_sheets(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Read an .xlsx, .xls, CSV or TSV file as sheets; a flat file is one sheet named after the file.

    Raises `UserFault` `document.missing`, `document.not-a-file`, and what `workbook.read_workbook` and
    `flatfiles.read_flat_file` raise; `WorldFault` `document.not-readable` when the disk or a permission refuses.
    """
    if path.exists() and not path.is_file():
        # a folder, or a pipe that would keep its reader waiting
        raise UserFault("document.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
            stream.seek(0)
            if is_workbook(head):
                return read_workbook(stream, limits)
            return [read_flat_file(stream, path.stem, limits)]
    except FileNotFoundError as error:
        raise UserFault("document.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE) from error
    except OSError as error:
        raise WorldFault("document.not-readable", next_step=NextStep.CHECK_PERMISSION, errno=error.errno) from error
