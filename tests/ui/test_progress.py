"""The bar of a longer work: one piece that swings while there is no total, and fills when there is one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy

from tianye.ui.app.program import Program
from tianye.ui.parts.progress import ProgressBar, place_of_piece


def pieces(bar: ProgressBar, color: QColor) -> int:
    """Count the separate pieces of a colour along the middle of the bar."""
    image = bar.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) == color for x in range(image.width())]
    return sum(here and not before for before, here in zip([False, *row], row, strict=False))


def test_one_piece_swings_and_never_stands_at_both_ends(program: Program) -> None:
    bar = ProgressBar()
    bar.setRange(0, 0)
    bar.resize(400, 10)
    bar.show()
    swung = QSignalSpy(bar._frames.timeout)
    for _ in range(12):
        assert pieces(bar, program.theme.color("primary")) == 1
        assert swung.wait(1000)
    bar.hide()
    assert not bar._frames.isActive()
    bar.setRange(0, 4)
    bar.setValue(1)
    bar.show()
    assert pieces(bar, program.theme.color("primary")) == 1
    assert swung.wait(1000)
    # what fills by itself needs no clock
    assert not bar._frames.isActive()
    bar.close()


def test_the_piece_stays_on_the_bar_and_reaches_both_ends() -> None:
    places = [place_of_piece(ms) for ms in range(0, 6000, 20)]
    assert min(places) == 0
    assert max(places) == 1
    assert max(abs(one - other) for one, other in pairwise(places)) < 0.05
