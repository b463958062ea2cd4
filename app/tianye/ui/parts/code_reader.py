"""Reading a QR code out of a picture file, where the library for it is installed.

The picture may come from anybody: see `images`.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.ui.parts.images import ENDINGS, read_image

MAX_FILE_BYTES: Final = 32 << 20
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


def _picture(path: Path) -> QImage:
    unreadable = UserFault("receipt.picture-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            raise unreadable
    except OSError:
        raise WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name) from None
    image = read_image(path.read_bytes(), QSize(_SIDE, _SIDE))
    if image is None:
        raise unreadable
    return image.convertToFormat(QImage.Format.Format_Grayscale8)
