"""The answers of a question: all of them stay on the screen when the window becomes narrow."""

from __future__ import annotations

from collections.abc import Callable

from tianye.ui.app.program import Program
from tianye.ui.formview.rows import AnswerRows
from ui.scenes import survey


def test_no_answer_is_lost_in_a_narrower_window(program: Program, settled: Callable[[], None]) -> None:
    program.window.show()
    program.window.resize(1920, 1080)
    survey.asking(program)
    settled()
    program.theme.choose("dark", 100)
    program.window.resize(1366, 768)
    settled()
    shown = [rows for rows in program.window.findChildren(AnswerRows) if rows.isVisible()]
    assert {rows.columns() for rows in shown} == {2, 4}
    for rows in shown:
        assert all(row.geometry().bottom() < rows.height() for row in rows.rows)
