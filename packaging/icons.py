"""Draw the program's icon from its own sign 田: `icons.py DIR` writes tianye.svg, tianye-SIZE.png and tianye.ico.

Needs the program importable (an editable installation, or PYTHONPATH=app).
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from tianye.ui.parts.marks import draw_program_icon

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main(folder: Path) -> int:
    """Draw the icon in every size and kind."""
    QGuiApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image(size).save(str(folder / f"tianye-{size}.png"))
    drawing = QSvgGenerator()
    drawing.setFileName(str(folder / "tianye.svg"))
    drawing.setSize(QSize(128, 128))
    drawing.setViewBox(QRectF(0, 0, 128, 128))
    drawing.setTitle("田野")
    draw_program_icon(QPainter(drawing), 128)
    (folder / "tianye.ico").write_bytes(ico([size for size in SIZES if size <= 256]))
    return 0


def image(size: int) -> QImage:
    """Return the icon as pixels, its corners clear."""
    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    draw_program_icon(QPainter(drawn), size)
    return drawn


def ico(sizes: list[int]) -> bytes:
    """Return a Windows icon holding PNG pictures of these sizes, 256 at most."""
    pictures = []
    for size in sizes:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image(size).save(buffer, "PNG")
        pictures.append(bytes(buffer.data().data()))
    heads, at = [], 6 + 16 * len(sizes)
    for size, picture in zip(sizes, pictures, strict=True):
        heads.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at))
        at += len(picture)
    return struct.pack("<HHH", 0, 1, len(sizes)) + b"".join(heads) + b"".join(pictures)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
