"""A range as stars: pressing the third gives three, its figure does the same, 0 or Delete takes the answer back."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.ranges import steps_of
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.flow import Flow

MOST_STARS: Final = 10


class StarsEditor(Editor):
    """A star for each step of a range above nothing; one stop for Tab, arrows move, Space takes."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._words = ""
        self._value = ""
        self._steps = steps_of(node)
        self.stars = [Star(number) for number, value in enumerate(self._steps) if float(value) != 0]
        self.clear = Button("quiet", "cross")
        self.clear.clicked.connect(self._take_back)
        flow = Flow(4)
        for star in self.stars:
            star.clicked.connect(lambda _=False, star=star: self._take(star))
            flow.add(star)
        flow.add(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(flow, 1)
        self.retranslate()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show how many stars there are."""
        self._value = node.value
        for star in self.stars:
            star.setEnabled(not node.is_readonly)
        self.clear.setEnabled(not node.is_readonly)
        self._light()

    def retranslate(self) -> None:
        """Name the stars and the way back."""
        self.clear.setText(self.tr("Take back"))
        for star in self.stars:
            words = self.tr("{number} of {count}").format(number=self._steps[star.place], count=self._steps[-1])
            star.setAccessibleName(f"{self._words} {words}".strip())
            star.setToolTip(words)

    def name_it(self, words: str) -> None:
        """Name the stars by the question too."""
        self._words = words
        self.retranslate()

    def first(self) -> QWidget:
        """Return the star given, else the first."""
        return next((star for star in self.stars if star.focusPolicy() == Qt.FocusPolicy.StrongFocus), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, take by figures, take back by 0 and Delete."""
        key = event.key()
        place = next((number for number, star in enumerate(self.stars) if star.hasFocus()), -1)
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if is_plain and key in steps and place >= 0:
            self._go_to(self.stars[min(len(self.stars) - 1, max(0, place + steps[Qt.Key(key)]))])
        elif is_plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._take_figure(str(key - Qt.Key.Key_0))
        elif is_plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_back()
        else:
            super().keyPressEvent(event)

    def _take_figure(self, figure: str) -> None:
        star = next((star for star in self.stars if self._steps[star.place] == figure), None)
        if star is not None:
            self._go_to(star)
            self._take(star)
        elif figure == "0" and self._value:
            self._take_back()

    def _go_to(self, star: Star) -> None:
        self._place_stop(star)
        star.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, star: Star) -> None:
        self._give(self._steps[star.place])

    def _take_back(self) -> None:
        if self._value:
            self._give("")
            self._go_to(self.stars[0])

    def _give(self, value: str) -> None:
        self._value = value
        self._light()
        self.given.emit(value)

    def _light(self) -> None:
        number = float(self._value) if self._value else None
        lit = [star for star in self.stars if number is not None and float(self._steps[star.place]) <= number]
        for star in self.stars:
            star.set_lit(star in lit, is_given=bool(lit) and star is lit[-1])
        self.clear.setVisible(bool(self._value))
        self._place_stop(next((star for star in self.stars if star.hasFocus()), lit[-1] if lit else self.stars[0]))

    def _place_stop(self, stop: Star) -> None:
        for star in self.stars:
            star.setFocusPolicy(Qt.FocusPolicy.StrongFocus if star is stop else Qt.FocusPolicy.ClickFocus)


class Star(QAbstractButton):
    """One star; filled where it is given or stands before the one that is."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place
        self._is_lit = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_lit(self, is_lit: bool, *, is_given: bool) -> None:
        """Fill the star or not; `is_given` where it is the answer itself."""
        self._is_lit = is_lit
        self.setChecked(is_given)
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the editor which star is the answer."""

    def sizeHint(self) -> QSize:
        """Return a finger's room."""
        side = theme.current().size("input")
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the stars as a whole."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selection" if self.isDown() else "primary_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        ink = "primary" if self._is_lit else "line_strong"
        painter.setPen(QPen(look.color(ink if self.isEnabled() else "disabled_ink"), 2))
        painter.setBrush(look.color("primary") if self._is_lit else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_star(QRectF(self.rect()).center(), look.px(16)))


def _star(centre: QPointF, radius: float) -> QPolygonF:
    points = []
    for corner in range(10):
        length = radius if corner % 2 == 0 else radius * 0.45
        angle = math.pi * (corner / 5 - 0.5)
        points.append(centre + QPointF(math.cos(angle) * length, math.sin(angle) * length))
    return QPolygonF(points)
