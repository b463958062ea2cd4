"""Pictures from anybody: read upright and small enough, written without a word of where and when they were taken.

Only the kinds that cameras, telephones and scanners make are read, told by how a file begins and never by its name;
its size is asked before it is unpacked, and what takes too much room is not read. Drawings that are programs (SVG) and
whatever else has a plug-in on this machine are never tried.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter

from tianye.domain.file_heads import HEAD_BYTES, picture_kind

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
MAX_PIXELS: Final = 64_000_000
MAX_WHOLE_PIXELS: Final = 20_000_000
"""Of pictures that can only be read whole: 80 MB in memory."""
_READ: Final = frozenset({"png", "jpeg", "bmp", "webp"})


def kind_of(head: bytes) -> bytes | None:
    """Return what kind of picture a file is by how it begins; None for kinds that no camera and no scanner makes."""
    kind = picture_kind(head)
    return kind.encode() if kind is not None and kind in _READ else None


def read_image(data: bytes, box: QSize) -> QImage | None:
    """Return a picture upright and within a box, never enlarged; None for what cannot be read here."""
    if (kind := kind_of(data[:HEAD_BYTES])) is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    shrinks = reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize)
    # a reader that cannot tell the size beforehand would have to unpack everything to know it
    if not size.isValid() or size.width() * size.height() > (MAX_PIXELS if shrinks else MAX_WHOLE_PIXELS):
        return None
    is_turned = bool(reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value)
    room = box.transposed() if is_turned else box
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


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
