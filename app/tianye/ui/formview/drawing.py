"""Questions that are answered by drawing: a signature, a sketch, lines over a picture."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tianye.domain.errors import TianyeError
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.appearances import has_word
from tianye.ui.formview.media import Means
from tianye.ui.formview.taking import LONGEST, Look, Make, Refusal, Taken
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.images import as_jpeg, as_png, read_image
from tianye.ui.parts.labels import Label

DRAWN: Final = ("signature", "annotate", "draw")
"""Appearances of a picture that is drawn here."""
_SHEETS: Final = {"signature": QSize(1200, 400), "draw": QSize(1200, 800), "annotate": QSize(1200, 800)}
"""Points of what is drawn: a signature is a strip, a sketch a sheet."""
_HEIGHTS: Final = {"signature": 170, "draw": 300, "annotate": 300}
_INK: Final = QColor("#1C2427")
_OVER: Final = QColor("#C4391D")
"""The pen on white paper, and over a picture; the same in every palette, for it is read elsewhere."""

Stroke = tuple[tuple[float, float], ...]


class Pad(QWidget):
    """White paper, or a picture, to draw on with mouse, pen or finger; `drawn` comes after each stroke."""

    drawn = Signal()
    left = Signal()

    def __init__(self, sheet: QSize, height: int, ink: QColor) -> None:
        super().__init__()
        self._sheet, self._height, self._ink = sheet, height, ink
        self._ground: QImage | None = None
        self.strokes: list[list[QPointF]] = []
        self._is_drawing = False
        self.is_readonly = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of the paper on the screen: the same for every size of text, for it has to be seen whole."""
        return QSize(round(self._height * self._size().width() / self._size().height()), self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the paper keeps its height and is drawn smaller where there is less width."""
        return QSize(200, self.sizeHint().height())

    def show_ground(self, image: QImage | None) -> None:
        """Begin anew on a picture, on white paper for None."""
        self._ground = image
        self.strokes.clear()
        self.updateGeometry()
        self.update()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on the paper."""
        return self._ground is None and not self.strokes

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self.update()
            self.drawn.emit()

    def kept(self) -> tuple[QImage | None, QSize, tuple[Stroke, ...], QColor]:
        """Return what a picture is painted from, off the GUI thread."""
        strokes = tuple(tuple((point.x(), point.y()) for point in stroke) for stroke in self.strokes)
        return self._ground, self._size(), strokes, self._ink

    # ---- drawing ---------------------------------------------------------------------------------------------------

    def _size(self) -> QSize:
        return self._ground.size() if self._ground is not None else self._sheet

    def _paper(self) -> QRectF:
        """Return where the paper is: at the left, as large as there is room."""
        size = self._size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, 0, size.width(), size.height())

    def _point(self, event: QMouseEvent) -> QPointF:
        paper, size = self._paper(), self._size()
        scale = size.width() / max(1.0, paper.width())
        point = event.position()
        return QPointF(
            min(max(point.x(), 0.0), paper.width()) * scale, min(max(point.y(), 0.0), paper.height()) * scale
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; pens and fingers come as a mouse does."""
        if event.button() == Qt.MouseButton.LeftButton and not self.is_readonly:
            if self._paper().contains(event.position()):
                self._is_drawing = True
                self.strokes.append([self._point(event)])
                self.update()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self._is_drawing:
            self.strokes[-1].append(self._point(event))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if self._is_drawing:
            self._is_drawing = False
            self.drawn.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a stroke back on Ctrl+Z."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper and strokes."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper, size = self._paper(), self._size()
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.save()
        painter.setClipRect(paper)
        painter.scale(paper.width() / size.width(), paper.height() / size.height())
        draw(painter, self._ground, size, [[(p.x(), p.y()) for p in stroke] for stroke in self.strokes], self._ink)
        painter.restore()
        is_here = self.hasFocus()
        painter.setPen(QPen(look.color("focus" if is_here else "line_strong"), 2 if is_here else look.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper.adjusted(1, 1, -1, -1))


class DrawEditor(UploadEditor):
    """A pad with its buttons; an image file can be chosen instead, and over a picture it can be drawn again.

    What was drawn is given at the end of each stroke: power cuts do not wait. It stays on the pad stroke by stroke, so
    that strokes can be taken back, until the page is turned or another picture is chosen.
    """

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self._kind = next(word for word in DRAWN if has_word(node, word))
        self._is_given = True
        self._is_from_pad = False
        self.pad = Pad(_SHEETS[self._kind], _HEIGHTS[self._kind], _OVER if self._kind == "annotate" else _INK)
        self.undo = Button("quiet", "undo")
        self.lead = Label("caption", wraps=True)
        self.inside.insertWidget(0, self.lead)
        # no wider than its paper, and so is the ring round it
        self.inside.insertWidget(1, self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        self.ways.add(self.undo, before=self.take_out)
        self._is_next_waiting = False
        self.pad.drawn.connect(self._drawn)
        self.pad.left.connect(self._leave)
        self.undo.clicked.connect(self.pad.undo)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the picture of the answer; the one just drawn here is on the pad already."""
        if self._is_from_pad and self.is_awaited:
            self.value = node.value
        super().show_node(node, second)
        if self._is_next_waiting:
            self.commit()

    def load(self, name: str) -> None:
        """Ask for the whole picture: what is drawn over it is painted into it."""
        self.means.files.of_answer(name, _whole, partial(self.loaded, name))

    def show_look(self, look: Look | None) -> None:
        """Lay what is kept under the pen."""
        self.look = look
        self.pad.show_ground(look.image if look is not None else None)
        self._is_given, self._is_from_pad = True, False

    def told(self) -> str:
        """Say where the picture is if it is not on the pad."""
        return "" if self._is_from_pad or self.look is not None else super().told()

    def word_ways(self) -> None:
        """Word the pad and its buttons."""
        super().word_ways()
        leads = {
            "signature": self.tr("Sign here with the mouse, a pen or a finger."),
            "draw": self.tr("Draw here with the mouse, a pen or a finger."),
            "annotate": self.tr("Choose a picture, then draw on it with the mouse, a pen or a finger."),
        }
        if not self.pad.is_blank:
            leads["annotate"] = self.tr("Draw on the picture with the mouse, a pen or a finger.")
        has_paper = self._kind != "annotate" or not self.pad.is_blank
        self.lead.setText(leads[self._kind])
        self.lead.setVisible(not self.is_readonly)
        self.pad.setVisible(has_paper and not (self.is_readonly and self.pad.is_blank))
        self.pad.is_readonly = self.is_readonly
        self.pad.setAccessibleName(f"{self.lead.text()} {self.question}".strip())
        self.undo.setText(self.tr("Undo a stroke"))
        self.name_button(self.undo)
        self.undo.setVisible(has_paper and not self.is_readonly)
        self.undo.setEnabled(bool(self.pad.strokes))
        self.take_out.setText(self.tr("Clear"))
        self.name_button(self.take_out)
        self.take_out.setVisible(not self.is_readonly and (self.has_file or not self.pad.is_blank))
        if self._kind != "annotate":
            self.choose.setText(self.tr("Choose a picture instead"))
            self.name_button(self.choose)
        self.hint.setVisible(self.hint.isVisibleTo(self) and self._kind == "annotate")

    def first(self) -> QWidget:
        """Return the pad, or the button where there is nothing to draw on yet."""
        return self.choose if self._kind == "annotate" and self.pad.is_blank else self.pad

    def stops(self) -> list[QWidget]:
        """Return the pad and then its buttons."""
        return [self.pad, self.choose, self.undo, self.take_out]

    # ---- what is given ---------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Give what was drawn and not given yet."""
        self._is_next_waiting = False
        if self._is_given:
            return
        self._is_given = True
        if self.pad.is_blank:
            self.clear()
            return
        ground, size, strokes, ink = self.pad.kept()
        is_sheet = ground is None or self.value.endswith(".png")
        self._is_from_pad = True
        super().give(partial(make_drawing, ground, size, strokes, ink, is_sheet=is_sheet))

    def give(self, make: Make) -> None:
        """Give a picture that was chosen instead; what is on the pad stays until it is there."""
        self._is_given, self._is_from_pad = True, False
        super().give(make)

    def refuse(self, refusal: Refusal | TianyeError | None = None) -> None:
        """Keep what is on the pad: it is given again when the pad is left."""
        self._is_given = not self._is_from_pad
        super().refuse(refusal)

    def _drawn(self) -> None:
        self._is_given = False
        if self.is_awaited:
            # the strokes made while one is being written go together
            self._is_next_waiting = True
            self.word_ways()
        else:
            self.commit()

    def _leave(self) -> None:
        self.commit()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what was drawn when the page is turned."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()


def draw(
    painter: QPainter,
    ground: QImage | None,
    size: QSize,
    strokes: list[list[tuple[float, float]]] | tuple[Stroke, ...],
    ink: QColor,
) -> None:
    """Paint strokes over a picture, in its own points."""
    if ground is not None:
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), ground)
    width = max(4.0, max(size.width(), size.height()) / 240)
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        if len(stroke) == 1:
            painter.drawPoint(QPointF(*stroke[0]))
            continue
        path = QPainterPath(QPointF(*stroke[0]))
        # through the middle between two points each: the hand moved in a curve, not in corners
        for (x, y), (next_x, next_y) in pairwise(stroke):
            path.quadTo(QPointF(x, y), QPointF((x + next_x) / 2, (y + next_y) / 2))
        path.lineTo(QPointF(*stroke[-1]))
        painter.drawPath(path)


def make_drawing(
    ground: QImage | None, size: QSize, strokes: tuple[Stroke, ...], ink: QColor, *, is_sheet: bool
) -> Taken:
    """Return what was drawn: PNG from white paper, JPEG where a photograph lies under it."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, ground, size, strokes, ink)
    painter.end()
    return Taken(as_png(image), "png") if is_sheet else Taken(as_jpeg(image), "jpg")


def _whole(body: bytes | None) -> Look | None:
    return Look(len(body), read_image(body, QSize(LONGEST, LONGEST))) if body is not None else None
