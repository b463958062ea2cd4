"""CSV and TSV in and out: UTF-8, GB18030 or UTF-16 in, UTF-8 with a byte order mark out, inert in Excel."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import BinaryIO, Final

from tianye.documents.cells import DEFAULT_LIMITS, CellValue, Limits, Sheet, is_blank, make_writable, trim_rows
from tianye.domain.errors import NextStep, UserFault

_DELIMITERS: Final = ",;\t"
_SAMPLE_CHARACTERS: Final = 20_000
_PIECE_BYTES: Final = 1 << 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# What Excel and its likes take for the start of a formula, also after blanks or what nobody sees, also in full-width.
# A code such as 00971 stays bare: in these files it is for programs, which would get an apostrophe as part of it.
_FORMULA = r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r＝＋－＠]"
_TRIGGER = re.compile(_FORMULA)
_GUARDED = re.compile(f"'+{_FORMULA}")
_PURE_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def make_inert(text: str) -> str:
    """Put an apostrophe before text a spreadsheet would compute; pure numbers stay; `make_plain` undoes it."""
    text = make_writable(text)
    if (_TRIGGER.match(text) and not _PURE_NUMBER.fullmatch(text)) or _GUARDED.match(text):
        return "'" + text
    return text


def make_plain(text: str) -> str:
    """Take away the apostrophe that `make_inert` put there."""
    return text[1:] if _GUARDED.match(text) else text


def read_flat_file(stream: BinaryIO, name: str, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """Read delimited text as one sheet of text cells (blank is None) under the given name.

    The encoding is that of a byte order mark, else UTF-8 where it fits, else GB18030; the delimiter is the comma,
    semicolon or tab that splits the first rows most evenly. Raises `UserFault`: `flatfile.unreadable` (no text in a
    known encoding, or a binary file), `flatfile.too-large` (data: `limit`, `maximum`).
    """
    content = stream.read(limits.max_file_bytes + 1)
    if len(content) > limits.max_file_bytes:
        raise _too_large("file-bytes", limits.max_file_bytes)
    encoding = _find_encoding(content)
    delimiter = _sniff_delimiter(_open(content, encoding).read(_SAMPLE_CHARACTERS))
    if content.count(delimiter.encode()) + content.count(b"\n") > limits.max_cells:
        raise _too_large("cells", limits.max_cells)
    rows: list[list[CellValue]] = []
    is_cut = False
    lines = _Lines(_open(content, encoding), limits)
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            lines.of_row = 0
            row: list[CellValue] = [make_plain(value) or None for value in record]
            is_cut = is_cut or any(not is_blank(value) for value in row[limits.max_columns :])
            rows.append(row[: limits.max_columns])
            if len(rows) > limits.max_rows:
                raise _too_large("rows", limits.max_rows)
    except csv.Error as error:
        raise _unreadable() from error
    trim_rows(rows)
    return Sheet(name, rows, is_cut=is_cut)


def _find_encoding(content: bytes) -> str:
    """Return the encoding in which all of it is text, looked at piece by piece."""
    encodings = ["utf-16"] if content.startswith(_UTF16_MARKS) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            if not any(
                "\x00" in decoder.decode(content[start : start + _PIECE_BYTES], start + _PIECE_BYTES >= len(content))
                for start in range(0, max(len(content), 1), _PIECE_BYTES)
            ):
                return encoding
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _open(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


class _Lines:
    """The lines of a text, none endless, and not endlessly many for one row (`of_row` is set back after each)."""

    def __init__(self, text: io.TextIOWrapper, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self.of_row = 0

    def __iter__(self) -> Iterator[str]:
        most = self._limits.max_line_characters
        while line := self._text.readline(most + 1):
            self.of_row += 1
            if len(line) > most:
                raise _too_large("line-characters", most)
            if self.of_row > self._limits.max_lines_of_row:
                raise _too_large("lines-of-row", self._limits.max_lines_of_row)
            yield line


def _sniff_delimiter(text: str) -> str:
    def evenness(delimiter: str) -> tuple[int, int]:
        widths = []
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            widths.append(sum(1 for value in record if value.strip()))
        # A title row or a sentence with commas in it is one row; the delimiter is what most rows agree on.
        several = [width for width in widths if width > 1]
        return len(several), max(several, default=0)

    sample = "".join(text.splitlines(keepends=True)[:20])
    try:
        return max(_DELIMITERS, key=evenness)
    except csv.Error:
        return ","


def write_flat_file(stream: BinaryIO, rows: Iterable[Sequence[CellValue]], delimiter: str = ",") -> None:
    """Write rows as UTF-8 with a byte order mark and CRLF line ends; every text goes through `make_inert`."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter)
    for row in rows:
        writer.writerow([_written(value) for value in row])
    text.detach()


def _written(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return make_inert(value)
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)


def _unreadable() -> UserFault:
    return UserFault("flatfile.unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE)


def _too_large(limit: str, maximum: int) -> UserFault:
    return UserFault("flatfile.too-large", next_step=NextStep.MEND_FILE, limit=limit, maximum=maximum)
