"""A code is read out of a picture; what is no picture, too large or without a code is refused by name."""

from __future__ import annotations

import struct
import sys
import time
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tianye.domain.errors import UserFault, WorldFault
from tianye.services import cards
from tianye.ui.parts import code_reader
from town import Town

needs_library = pytest.mark.skipif(not code_reader.can_read(), reason="the library that reads codes is not installed")


def painted(modules: tuple[tuple[bool, ...], ...], path: Path, module: int = 6, turn: int = 0) -> Path:
    """Paint a code as somebody photographs it: in the middle of something larger, perhaps turned."""
    side = len(modules) * module
    image = QImage(side * 2, side * 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    painter = QPainter(image)
    painter.translate(side, side)
    painter.rotate(turn)
    painter.translate(-side / 2, -side / 2)
    painter.fillRect(0, 0, side, side, Qt.GlobalColor.white)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect(x * module, y * module, module, module, Qt.GlobalColor.black)
    painter.end()
    assert image.save(str(path))
    return path


@needs_library
@pytest.mark.parametrize(("name", "turn"), [("straight.png", 0), ("turned.png", 33), ("photo.jpg", 90)])
def test_a_photographed_code(tmp_path: Path, name: str, turn: int) -> None:
    town = Town(tmp_path / "town")
    try:
        card = cards.show_card(town.desk("玉树").station)
        assert code_reader.read_code(painted(card.modules, tmp_path / name, turn=turn)) == card.text
    finally:
        town.close()


@needs_library
def test_a_picture_without_a_code(tmp_path: Path) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    path = tmp_path / "yak.png"
    assert image.save(str(path))
    with pytest.raises(UserFault, match=r"receipt\.no-code-in-picture"):
        code_reader.read_code(path)


def bomb(path: Path, side: int) -> Path:
    """Write a small PNG that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


@needs_library
@pytest.mark.parametrize(
    "make",
    [
        lambda path: bomb(path, 60_000),
        lambda path: path.write_bytes(b"no picture at all") and path,
        lambda path: path.write_bytes(b"") or path,
        lambda path: bomb(path, 500),
    ],
    ids=["huge", "text", "empty", "torn"],
)
def test_what_is_no_picture_is_refused_at_once(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path / "photo.png")
    began = time.monotonic()
    with pytest.raises(UserFault, match=r"receipt\.(picture-unreadable|no-code-in-picture)"):
        code_reader.read_code(path)
    assert time.monotonic() - began < 2
    with pytest.raises(WorldFault, match=r"file\.missing"):
        code_reader.read_code(tmp_path / "gone.png")


def test_without_the_library_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    assert not code_reader.can_read()
    with pytest.raises(UserFault, match=r"receipt\.no-picture-reader"):
        code_reader.read_code(tmp_path / "photo.png")
