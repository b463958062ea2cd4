"""A line to type in: a Tibetan name does not jump to the upper edge of its field."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tianye.ui.app.program import Program
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.lines import Line


def height_of_ink(line: Line, until: int) -> tuple[int, int]:
    """Return the first and the last row in which the first letters are drawn."""
    QApplication.processEvents()
    picture = line.grab().toImage()
    rows = [
        y
        for y in range(6, picture.height() - 6)
        if any(picture.pixelColor(x, y).lightness() < 130 for x in range(14, until))
    ]
    return rows[0], rows[-1]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_name_stays_on_its_line_when_tibetan_is_typed_behind_it(program: Program, percent: int) -> None:
    program.theme.choose("light", percent)
    line = TextLine()
    line.setReadOnly(True)  # no cursor in the picture
    line.resize(900, line.sizeHint().height())
    line.show()
    line.setText("卓玛")
    until = 14 + 30 * percent // 100
    before, tall = height_of_ink(line, until), line.sizeHint().height()
    line.setText("卓玛 སྒྲོལ་མ")
    after = height_of_ink(line, until)
    assert abs(after[0] - before[0]) <= 2 * percent // 100
    assert line.sizeHint().height() == tall
    line.setText("卓玛")
    assert height_of_ink(line, until) == before
    line.close()


def test_what_was_taken_away_is_not_brought_back_by_the_undo_key(program: Program) -> None:
    line = TextLine()
    line.insert("卓玛")
    line.clear()
    line.undo()
    assert line.text() == ""
    line.close()
