"""Pictures from anybody: read upright and small enough, written without a word of where and when they were taken.

Only the kinds that cameras, telephones and scanners make are read, told by how a file begins and never by its name;
its size is asked before it is unpacked, and what takes too much room is not read. Drawings that are programs (SVG) and
whatever else has a plug-in on this machine are never tried.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter

from tianye.domain.file_heads import HEAD_BYTES, picture_kind

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
MAX_PIXELS: Final = 64_000_000
MAX_SCALED_PIXELS: Final = 250_000_000
"""Of JPEG written from top to bottom, which is unpacked at a fraction: what new telephones make has 200 million."""
MAX_WHOLE_PIXELS: Final = 20_000_000
"""Of pictures that can only be read whole: 80 MB in memory."""
_READ: Final = frozenset({"png", "jpeg", "bmp", "webp"})


_MARKER: Final = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""The next part of a JPEG: among the points `FF` is followed by zero or by a count of restarts."""
_TOP_DOWN: Final = b"\xc0\xc1"
_END, _POINTS = b"\xd9", b"\xda"


def kind_of(head: bytes) -> bytes | None:
    """Return what kind of picture a file is by how it begins; None for kinds that no camera and no scanner makes."""
    kind = picture_kind(head)
    return kind.encode() if kind is not None and kind in _READ else None


def is_cut_off(data: bytes) -> bool:
    """Say whether a picture begins well and lacks its end: cut off while it was copied, it is read with a grey rest."""
    _buffer, reader = _reader(data)
    return reader.size().isValid() and not _is_whole(data)


def _is_whole(data: bytes) -> bool:
    match kind_of(data[:HEAD_BYTES]):
        case b"jpeg":
            return _END in _parts_of_jpeg(data)
        case b"png":
            return _has_end_of_png(data)
        case b"webp":
            return int.from_bytes(data[4:8], "little") + 8 <= len(data)
        case b"bmp":
            return int.from_bytes(data[2:6], "little") <= len(data)
    return False


def is_too_large(data: bytes) -> bool:
    """Say whether a picture has more points than are read here."""
    _buffer, reader = _reader(data)
    size = reader.size()
    return size.isValid() and size.width() * size.height() > _most_pixels(data, reader)


def _parts_of_jpeg(data: bytes) -> list[bytes]:
    """Return the kinds of a JPEG's parts up to its end, however much of a film or of notes a camera put behind it."""
    kinds, place = [], 2
    while (found := _MARKER.search(data, place)) is not None:
        kinds.append(found[1])
        if found[1] == _END:
            break
        place = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    return kinds


def _has_end_of_png(data: bytes) -> bool:
    place = 8
    while place + 8 <= len(data):
        if data[place + 4 : place + 8] == b"IEND":
            return True
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return False


def read_image(data: bytes, box: QSize) -> QImage | None:
    """Return a picture upright and within a box, never enlarged; None for what cannot be read here."""
    if kind_of(data[:HEAD_BYTES]) is None:
        return None
    # the buffer has to live as long as its reader
    _buffer, reader = _reader(data)
    size = reader.size()
    # a reader that cannot tell the size beforehand would have to unpack everything to know it
    if not size.isValid() or size.width() * size.height() > _most_pixels(data, reader):
        return None
    is_turned = bool(reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value)
    room = box.transposed() if is_turned else box
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _reader(data: bytes) -> tuple[QBuffer, QImageReader]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind_of(data[:HEAD_BYTES]) or b""))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return buffer, reader


def _most_pixels(data: bytes, reader: QImageReader) -> int:
    if not reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize):
        return MAX_WHOLE_PIXELS
    # a JPEG that comes into focus step by step is held whole, however small it is wanted
    is_top_down = kind_of(data[:HEAD_BYTES]) == b"jpeg" and any(kind in _TOP_DOWN for kind in _parts_of_jpeg(data))
    return MAX_SCALED_PIXELS if is_top_down else MAX_PIXELS


def as_jpeg(image: QImage, quality: int = 85) -> bytes:
    """Return a picture as JPEG on a white ground, without texts, place, time or colours of a camera of its own."""
    return _written(_bare(image, QImage.Format.Format_RGB32), "JPEG", quality)


def as_png(image: QImage) -> bytes:
    """Return a picture as PNG on a white ground, nothing but its points."""
    return _written(_bare(image, QImage.Format.Format_RGB32), "PNG", -1)


def _bare(image: QImage, form: QImage.Format) -> QImage:
    """Return the points alone: texts of a picture would be written along with a copy of it."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    bare = QImage(image.size(), form)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _written(image: QImage, kind: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # both writers are part of Qt itself, and memory is their only limit
    image.save(buffer, kind, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
