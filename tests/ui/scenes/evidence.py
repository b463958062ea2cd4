"""Questions that are answered by a file: a photograph, a signature, a drawing, a recording."""

from __future__ import annotations

import math
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tianye.ui.app.program import Program
from tianye.ui.formview.drawing import DrawEditor
from tianye.ui.formview.multimedia import as_wave
from tianye.ui.formview.question import Question
from tianye.ui.formview.taking import Refusal, Taken, take_bytes, take_image
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.parts.images import as_jpeg
from ui import days
from ui.forms_on_screen import open_file, settle


def cooker(width: int = 1600, height: int = 1200) -> QImage:
    """Return something like a photograph of a solar cooker before a hill."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor("#5B8DB8"))
    sky.setColorAt(0.6, QColor("#DCE8EE"))
    sky.setColorAt(0.61, QColor("#8C9A5B"))
    sky.setColorAt(1, QColor("#6B7440"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#E9EEF2"))
    painter.drawChord(QRectF(width * 0.28, height * 0.3, width * 0.44, height * 0.5), 180 * 16, 180 * 16)
    painter.setBrush(QColor("#3A3A3A"))
    painter.drawRect(QRectF(width * 0.47, height * 0.42, width * 0.06, height * 0.08))
    painter.drawRect(QRectF(width * 0.49, height * 0.8, width * 0.02, height * 0.12))
    painter.end()
    return image


def editor(page: Interviewing, name: str) -> UploadEditor:
    """Return the editor of a question on the page."""
    question = page.view.page.question(f"/data/{name}")
    assert isinstance(question, Question)
    assert isinstance(question.editor, UploadEditor)
    return question.editor


def strokes(pad: QWidget, program: Program) -> None:
    """Sign with the mouse: two strokes."""
    for number in range(2):
        points = [
            QPoint(round(60 + 70 * number + 2.2 * step), round(80 + 45 * math.sin(step / (6 + number))))
            for step in range(60)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    settle(program)


def _open(program: Program, name: str, languages: str = "zh") -> Interviewing:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    page = open_file(program, "evidence.md", languages=languages)
    page.view.open_at(f"/data/{name}")
    settle(program)
    return page


def photographed(program: Program) -> None:
    """A photograph that was chosen; one still wanted, that should be a new one."""
    page = _open(program, "cooker", "zh+bo")
    editor(page, "cooker").give(partial(take_image, cooker()))
    settle(program)


def grown(program: Program) -> None:
    """The same, large."""
    photographed(program)
    page = program.window.page
    assert isinstance(page, Interviewing)
    editor(page, "cooker").frame.click()
    settle(program)


def refused(program: Program) -> None:
    """A program under the name of a picture."""
    page = _open(program, "cooker")
    editor(page, "cooker").give(partial(take_bytes, b"MZ\x90\0", "jpg", "image"))
    settle(program)


def signed(program: Program) -> None:
    """A signature by mouse."""
    page = _open(program, "signed", "zh+bo")
    question = editor(page, "signed")
    assert isinstance(question, DrawEditor)
    strokes(question.pad, program)
    question.commit()
    settle(program)


def annotated(program: Program) -> None:
    """A picture with a line over it."""
    page = _open(program, "leak")
    question = editor(page, "leak")
    assert isinstance(question, DrawEditor)
    question.give(partial(take_image, cooker()))
    settle(program)
    strokes(question.pad, program)


def recorded(program: Program) -> None:
    """A recording that was chosen, a video that is none, a file still wanted."""
    page = _open(program, "story", "zh+bo")
    samples = bytes(2 * 16_000 * 67)
    editor(page, "story").give(lambda: Taken(as_wave(samples, 16_000), "wav"))
    settle(program)
    editor(page, "dance").refuse(Refusal.OTHER_KIND)
    settle(program)


SHOWN = """
| survey | | | | | |
| | type | name | label | media::image | media::audio |
| | note | look | 这是我们说的太阳灶。 | cooker.jpg | |
| | select_one yes_no | seen | 您见过这样的灶吗？ | | cooker.wav |
| | text | where | 在哪里见过？ | lost.png | |
| choices | | |
| | list_name | name | label |
| | yes_no | yes | 见过 |
| | yes_no | no | 没见过 |
| settings | | | |
| | form_title | form_id | version |
| | 看图 · Look | look | 1 |
"""


def shown(program: Program) -> None:
    """A form that shows a picture and plays a sound; one picture did not come with it."""
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "look.md").write_text(SHOWN, encoding="utf-8")
        beside = folder / "look-media"
        beside.mkdir()
        (beside / "cooker.jpg").write_bytes(as_jpeg(cooker()))
        (beside / "cooker.wav").write_bytes(as_wave(bytes(32_000), 16_000))
        open_file(program, "look.md", folder=folder)
    settle(program)


SCENES = {
    "photographed": photographed,
    "grown": grown,
    "refused": refused,
    "signed": signed,
    "annotated": annotated,
    "recorded": recorded,
    "shown": shown,
}
MAIN = {"photographed", "signed"}
