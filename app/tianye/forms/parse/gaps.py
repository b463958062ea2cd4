"""Rows of a workbook that nobody reads: after sixty blank ones the reader of workbooks takes a sheet for ended."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from typing import Final

from lxml import etree

from tianye.forms.definition import Problem

MOST_BLANK: Final = 60
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_gaps(workbook: bytes, sheets: Collection[str]) -> list[Problem]:
    """Return where rows of these sheets stand below more than sixty blank ones: they would be lost without a word.

    `workbook` is an .xlsx that was found bearable; one that cannot be read this way has nothing to be said of.
    """
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            for name, part in _parts(archive).items():
                if name.casefold() in sheets and (row := _lost_row(archive.read(part))):
                    found.append(
                        Problem("error", "forms.rows-after-blank", "", "", "", str(row[1]), sheet=name, row=row[0])
                    )
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, ValueError):
        return []
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    related = _read(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in related}
    names = _read(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    parts = {}
    for one in names:
        target = targets[str(one.get(_RELATED))]
        parts[str(one.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _read(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _lost_row(sheet: bytes) -> tuple[int, int] | None:
    """Return the last row that is read before such a gap, and the first one below it."""
    before = number = 0
    events = etree.iterparse(io.BytesIO(sheet), tag=f"{_MAIN}row", resolve_entities=False, no_network=True)
    for _, row in events:
        number = int(row.get("r") or number + 1)
        if any(cell.tag == f"{_MAIN}c" and any(_has_text(part) for part in cell) for cell in row):
            if before and number - before - 1 > MOST_BLANK:
                return before, number
            before = number
        row.clear()
    return None


def _has_text(part: etree._Element) -> bool:
    return bool("".join(str(text) for text in part.itertext()).strip())
