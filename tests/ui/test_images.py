"""Pictures from telephones: upright, small, without place or time; what is none is not read."""

from __future__ import annotations

import struct

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage, QImageWriter

from tianye.ui.parts.images import as_jpeg, as_png, is_cut_off, is_too_large, read_image

MARK = b"GPS 33.0043 97.0065"


def photograph(width: int = 400, height: int = 300, *, turned: bool = True) -> bytes:
    """Return a JPEG of a telephone held upright: it lies on its side, and its notes say so and where it was taken."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF3060A0)
    for x in range(width // 2):
        for y in range(height):
            image.setPixel(x, y, 0xFFF0E0C0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    body = bytes(buffer.data().data())
    # one entry of the first directory: orientation 6, a quarter turn to the right
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6 if turned else 1, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0) + MARK
    return body[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + body[2:]


def test_a_photograph_is_turned_upright_made_smaller_and_tells_no_place() -> None:
    taken = photograph()
    assert MARK in taken
    image = read_image(taken, QSize(200, 200))
    assert image is not None
    assert (image.width(), image.height()) == (150, 200)
    written = as_jpeg(image)
    assert MARK not in written
    assert b"Exif" not in written
    again = read_image(written, QSize(2048, 2048))
    assert again is not None
    assert again.size() == QSize(150, 200)


def test_a_box_that_is_wider_than_high_holds_what_was_turned() -> None:
    image = read_image(photograph(), QSize(300, 100))
    assert image is not None
    assert image.size() == QSize(75, 100)


def test_words_in_a_picture_are_not_written_along() -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    image.fill(0)
    image.setText("Comment", MARK.decode())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    assert MARK in buffer.data().data()
    read = read_image(buffer.data().data(), QSize(50, 50))
    assert read is not None
    assert MARK not in as_png(read)
    assert MARK not in as_jpeg(read)


def _written(kind: str, size: QSize, *, is_gradual: bool = False) -> bytes:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFF3060A0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    writer.setProgressiveScanWrite(is_gradual)
    assert writer.write(image)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["jpeg", "png", "bmp", "webp"])
def test_a_picture_that_was_not_copied_to_its_end_is_told_from_a_whole_one(kind: str) -> None:
    body = _written(kind, QSize(900, 600))
    assert not is_cut_off(body)
    assert is_cut_off(body[: len(body) * 2 // 3])
    # cameras put a film or notes behind the picture
    assert not is_cut_off(body + b"a film that moves")


def test_the_small_picture_in_the_notes_of_a_camera_is_not_its_end() -> None:
    small, large = _written("jpeg", QSize(9, 6)), _written("jpeg", QSize(900, 600))
    noted = large[:2] + b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small + large[2:]
    assert not is_cut_off(noted)
    assert is_cut_off(noted[: len(noted) // 2])


def test_a_picture_of_108_million_points_is_read_at_a_fraction() -> None:
    body = _written("jpeg", QSize(12_000, 9_000))
    assert not is_too_large(body)
    image = read_image(body, QSize(2048, 2048))
    assert image is not None
    assert image.size() == QSize(2048, 1536)
    # one that comes into focus step by step has to be held whole
    assert is_too_large(_written("jpeg", QSize(12_000, 9_000), is_gradual=True))


def test_a_program_a_drawing_and_a_page_are_no_pictures() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    for body in (b"MZ\x90\0 a program", drawing, b"<html></html>", b"", b"\x89PNG\r\n\x1a\n"):
        assert read_image(body, QSize(100, 100)) is None
