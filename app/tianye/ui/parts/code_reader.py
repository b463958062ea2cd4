"""Reading a QR code out of a picture file, where the library for it is installed.

The picture may come from anybody: its size is asked before it is unpacked, and what takes too much room is refused.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from tianye.domain.errors import NextStep, UserFault, WorldFault

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
MAX_FILE_BYTES: Final = 32 << 20
MAX_PIXELS: Final = 64_000_000
MAX_WHOLE_PIXELS: Final = 20_000_000
"""Of pictures that can only be read whole: 80 MB in memory."""
_MAGIC: Final = {b"png": b"\x89PNG\r\n\x1a\n", b"jpeg": b"\xff\xd8\xff", b"bmp": b"BM"}
_SIDE: Final = 3000
"""Longer pictures are read at this size: a code in them has pixels enough."""


def can_read() -> bool:
    """Say whether the library that reads codes is installed."""
    return _library() is not None


def is_picture(path: Path) -> bool:
    """Say whether a file's name is that of a picture that may be read."""
    return path.suffix.lower() in ENDINGS


def read_code(path: Path) -> str:
    """Return the text of the QR code in a picture.

    Raises `UserFault`: `receipt.no-picture-reader`, `receipt.picture-unreadable`, `receipt.no-code-in-picture`;
    `WorldFault("file.missing")`.
    """
    library = _library()
    if library is None:
        raise UserFault("receipt.no-picture-reader", next_step=NextStep.NOTHING)
    image = _picture(path)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    for found in library.read_barcodes(pixels, formats=library.BarcodeFormat.QRCode):
        if found.text:
            return str(found.text)
    raise UserFault("receipt.no-code-in-picture", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)


def _library() -> Any:
    try:
        return importlib.import_module("zxingcpp")
    except ImportError:
        return None


def _kind(path: Path) -> bytes | None:
    """Return what kind of picture a file is by how it begins; None for kinds that no camera and no scanner makes."""
    with path.open("rb") as stream:
        head = stream.read(12)
    for kind, magic in _MAGIC.items():
        if head.startswith(magic):
            return kind
    return b"webp" if head[:4] == b"RIFF" and head[8:] == b"WEBP" else None


def _picture(path: Path) -> QImage:
    unreadable = UserFault("receipt.picture-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            raise unreadable
    except OSError:
        raise WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name) from None
    if (kind := _kind(path)) is None:
        raise unreadable
    # left to itself the reader would also try drawings and whatever else has a plug-in on this machine
    reader = QImageReader(str(path), kind)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    shrinks = reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize)
    # a reader that cannot tell the size beforehand would have to unpack everything to know it
    if not size.isValid() or size.width() * size.height() > (MAX_PIXELS if shrinks else MAX_WHOLE_PIXELS):
        raise unreadable
    if max(size.width(), size.height()) > _SIDE:
        reader.setScaledSize(size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise unreadable
    return image.convertToFormat(QImage.Format.Format_Grayscale8)
