"""What is checked of an .xlsx before a reader is let near it: it is a zip of XML and both can be hostile."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO
from xml.parsers import expat

from tianye.documents.cells import Limits
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.zips import END_BYTES, is_directory_bearable, is_name_hostile

_ENCRYPTED_ENTRY = 0x1
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MUST_PARSE = (".xml", ".rels")


def open_archive(stream: BinaryIO, file_bytes: int, limits: Limits) -> zipfile.ZipFile:
    """Open a zip after checking its directory and every XML part in it.

    Raises `UserFault` `workbook.unreadable` (not a zip, damaged, not XML), `workbook.password-protected`,
    `workbook.too-large` (data: `limit`, `maximum`) or `workbook.unsafe` (data: `reason`).
    """
    if not is_directory_bearable(_end_of(stream)):
        raise _too_large("zip-entries", limits.max_zip_entries)
    try:
        archive = zipfile.ZipFile(stream)
        _check_directory(archive.infolist(), file_bytes, limits)
        for entry in archive.infolist():
            content = archive.read(entry)
            if content.count(b"<row") > limits.max_rows + limits.max_empty_rows:
                raise _too_large("rows", limits.max_rows)
            _check_part(entry.filename, content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise UserFault("workbook.unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE) from error
    return archive


def unpacked_bytes(stream: BinaryIO) -> int:
    """Return what the entries of a zip claim to unpack to; no reader takes more out of one than it claims.

    For anything else that is its length.
    """
    if not is_directory_bearable(_end_of(stream)):
        return stream.seek(0, 2)
    try:
        return sum(entry.file_size for entry in zipfile.ZipFile(stream).infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return stream.seek(0, 2)


def _end_of(stream: BinaryIO) -> bytes:
    stream.seek(max(stream.seek(0, 2) - END_BYTES, 0))
    return stream.read()


def _check_directory(entries: list[zipfile.ZipInfo], file_bytes: int, limits: Limits) -> None:
    if len(entries) > limits.max_zip_entries:
        raise _too_large("zip-entries", limits.max_zip_entries)
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise UserFault("workbook.password-protected", next_step=NextStep.MEND_FILE)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise _unsafe("duplicate-entry")
    if any(is_name_hostile(entry.filename) for entry in entries):
        raise _unsafe("entry-name")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.max_unpacked_bytes:
        raise _too_large("unpacked-bytes", limits.max_unpacked_bytes)
    if unpacked > file_bytes * limits.max_ratio:
        raise _too_large("ratio", limits.max_ratio)


def _check_part(name: str, content: bytes) -> None:
    must_parse = name.lower().endswith(_MUST_PARSE)
    if not must_parse and not content.lstrip().startswith((b"<", *_BYTE_ORDER_MARKS)):
        return
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        # Drawings of old Excel are near-XML; no reader of ours opens them.
        if must_parse:
            raise UserFault("workbook.unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE) from error


def _refuse_doctype(*_declaration: object) -> None:
    raise _unsafe("doctype")


def _too_large(limit: str, maximum: int) -> UserFault:
    return UserFault("workbook.too-large", next_step=NextStep.MEND_FILE, limit=limit, maximum=maximum)


def _unsafe(reason: str) -> UserFault:
    return UserFault("workbook.unsafe", next_step=NextStep.ASK_SENDER, reason=reason)
