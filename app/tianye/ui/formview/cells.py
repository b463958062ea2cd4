"""One answer to press: a row with its words beside the sign, or a column with its words under or over it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tianye.ui import theme
from tianye.ui.formview.lettering import Laid, lay_out, width_of_words

_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_MOST_LINES: Final = 3
PICTURE_WIDTH: Final = 160
PICTURE_HEIGHT: Final = 120
SMALL_PICTURE: Final = 64
"""Pixels at 100 % text of a picture in a tile, and of one in a step of a line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice as it is drawn: its value, its words in one or two languages, names of its picture and its sound.

    Words may be blank where there is a picture; then its value is what a screen reader says.
    """

    value: str
    words: str
    second: str = ""
    picture: str = ""
    sound: str = ""

    @property
    def spoken_words(self) -> str:
        """The words that are drawn, blank where there is only a picture."""
        return f"{self.words} {self.second}".strip()

    @property
    def spoken(self) -> str:
        """All that is drawn."""
        return self.spoken_words or self.value


class AnswerRow(QAbstractButton):
    """One answer. It is drawn as `row`, as `tile` below a picture, as `step`, `headed` by its words, or `bare`."""

    def __init__(self, answer: Answer, digit: int, *, is_square: bool, has_sign: bool = True) -> None:
        """Make it; `digit` 0 for none."""
        super().__init__()
        self.answer = answer
        self.is_first = self.is_last = False
        self._drawn = "row"
        self._digit = digit
        self._is_square = is_square
        self._has_sign = has_sign
        self._picture: QPixmap | None = None
        self.sound: QWidget | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Show other words for the same value."""
        self.answer = answer
        self.setText(answer.words)
        self.setAccessibleName(answer.spoken)
        self.updateGeometry()

    def set_picture(self, picture: QPixmap | None) -> None:
        """Show a picture, once it has been read."""
        self._picture = picture
        self.update()

    def hold_sound(self, button: QWidget) -> None:
        """Have a button for the sound at the right, in the upper corner of a tile."""
        self.sound = button
        button.setParent(self)
        button.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button for the sound where it belongs."""
        super().resizeEvent(event)
        self._place_sound()

    def _place_sound(self) -> None:
        if self.sound is not None:
            side = theme.current().size("control")
            is_tile = self._drawn == "tile"
            right = 4 if is_tile else self._digit_room() - 4
            self.sound.setGeometry(
                self.width() - right - side, 4 if is_tile else (self.height() - side) // 2, side, side
            )

    def place(self, drawn: str, x: int, y: int, width: int, height: int) -> None:
        """Be drawn in a way at a place."""
        if drawn != self._drawn:
            self._drawn = drawn
            self.setToolTip(self.answer.spoken if drawn == "bare" else "")
            self.update()
        self.setGeometry(x, y, width, height)
        self._place_sound()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the rows as a whole; a button by itself would wander off to its neighbours."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    # ---- room ------------------------------------------------------------------------------------------------------

    def natural_width(self) -> int:
        """Return the width in which all words stand on one line."""
        look = theme.current()
        width = self._left() + width_of_words(self.answer.words, bold=True) + self._right()
        if self.answer.second:
            width += look.px(12) + width_of_words(self.answer.second, bold=True)
        return math.ceil(width) + 2

    def least_width(self) -> int:
        """Return the width in which the words take three lines at most."""
        look = theme.current()
        words = max(width_of_words(part, bold=True) for part in (self.answer.words, self.answer.second))
        # where words are broken is not known beforehand: a syllable more
        return math.ceil(self._left() + min(words, words / _MOST_LINES + look.px(48)) + self._right())

    def _left(self) -> float:
        """Return the room that the sign takes at the left."""
        return theme.current().px(52 if self._has_sign else 16)

    def _right(self) -> int:
        """Return the room that digit and sound take at the right."""
        has_sound = self.sound is not None and self._drawn != "tile"
        return self._digit_room() + (theme.current().size("control") if has_sound else 0)

    def _digit_room(self) -> int:
        return theme.current().px(36 if self._digit else 12)

    def sizeHint(self) -> QSize:
        """Return the least width and the height that the words need in the width of the moment."""
        if self._drawn not in ("row", "tile"):
            return QSize(min(self.width(), theme.current().px(48)), self.column_height(self._drawn, self.width()))
        least = theme.current().px(120 if self._digit else 80)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, broken into lines where they have to be."""
        if self._drawn == "tile":
            return self.tile_height(width)
        return self.row_height(width) if self._drawn == "row" else self.column_height(self._drawn, width)

    def row_height(self, width: int) -> int:
        """Return the height as a row."""
        look = theme.current()
        words = self._laid_out(width, is_bold=True)
        height = max((y + laid.height for laid, _, y in words), default=0.0)
        return max(look.size("answer"), math.ceil(height) + look.px(20))

    def tile_height(self, width: int) -> int:
        """Return the height with a picture over the words."""
        look = theme.current()
        words = 0.0
        if self.answer.spoken_words:
            words = max(y + laid.height for laid, _, y in self._laid_out(width, is_bold=True))
        foot = max(words, look.px(22) if self._has_sign or self._digit else 0.0)
        return look.px(PICTURE_HEIGHT + 12) + (math.ceil(foot) + look.px(16) if foot else look.px(10))

    def fits_column(self, width: int) -> bool:
        """Say whether the words have room under or over the sign, three lines each and no word torn."""
        look = theme.current()
        if width < look.px(56):
            return False
        return all(not laid.is_torn and laid.lines <= _MOST_LINES for laid in self._in_column(width, is_bold=True))

    def column_height(self, drawn: str, width: int) -> int:
        """Return the height as a column of a line."""
        look = theme.current()
        if drawn == "bare":
            return look.px(48)
        words = sum(laid.height for laid in self._in_column(width, is_bold=True))
        picture = look.px(SMALL_PICTURE + 6) if self.answer.picture else 0
        return look.px(22 + 10 + 6 + 8) + picture + math.ceil(words) + (look.px(18) if self._digit else 0)

    def _in_column(self, width: int, *, is_bold: bool) -> list[Laid]:
        room = width - theme.current().px(10)
        return [
            lay_out(words, room, "body", bold=is_bold, tears=False)
            for words in (self.answer.words, self.answer.second)
            if words
        ]

    def _laid_out(self, width: int, *, is_bold: bool) -> list[tuple[Laid, float, float]]:
        """Return the words with where they begin: beside one another, or in two lines; from the top of the words."""
        look = theme.current()
        left = self._left()
        room = width - left - self._right()
        words, second = self.answer.words, self.answer.second
        first = lay_out(words, room, bold=is_bold)
        if not second:
            return [(first, left, 0)]
        gap = look.px(12)
        first_width, second_width = width_of_words(words, bold=True), width_of_words(second, bold=True)
        if first_width + gap + second_width <= room:
            beside = lay_out(second, room - first_width - gap, bold=is_bold)
            middle = max(first.height, beside.height) / 2
            return [
                (first, left, middle - first.height / 2),
                (beside, left + first_width + gap, middle - beside.height / 2),
            ]
        below = lay_out(second, room, bold=is_bold)
        return [(first, left, 0), (below, left, first.height)]

    # ---- drawing ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._drawn in ("row", "tile"):
            self._draw_row(painter, look, box)
        else:
            self._draw_column(painter, look, box)

    def _draw_row(self, painter: QPainter, look: theme.Theme, box: QRectF) -> None:
        is_on = self.isChecked()
        line = "primary" if is_on or (self.underMouse() and self.isEnabled()) else "line_strong"
        painter.setPen(QPen(look.color(line), 2 if is_on else look.line))
        painter.setBrush(look.color("selection" if self.isDown() else "primary_soft" if is_on else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        if self._drawn == "tile":
            high = look.px(PICTURE_HEIGHT)
            self._draw_picture(painter, QRectF(box.x(), box.y() + look.px(8), box.width(), high))
            box = box.adjusted(0, high + look.px(8), 0, 0)
        if self._has_sign:
            self._draw_sign(painter, look, QPointF(box.x() + look.px(27), box.center().y()))
        elif is_on and self._drawn == "tile" and not self.answer.spoken_words:
            # no bold word says that it is chosen
            size = look.px(18)
            pixmap = look.pixmap("check", size, "primary", self.devicePixelRatio())
            painter.drawPixmap(QPointF(box.x() + look.px(14), box.center().y() - size / 2), pixmap)
        words = self._laid_out(self.width(), is_bold=is_on)
        top = box.center().y() - max(y + laid.height for laid, _, y in words) / 2
        for number, (laid, x, y) in enumerate(words):
            painter.setPen(look.color(self._ink(number)))
            laid.draw(painter, x, top + y)
        if self._digit:
            painter.setPen(look.color("ink_faint"))
            painter.setFont(look.font("caption"))
            place = box.adjusted(0, 0, -look.px(14), 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._digit))

    def _draw_picture(self, painter: QPainter, place: QRectF) -> None:
        if self._picture is not None:
            size = self._picture.deviceIndependentSize()
            shown = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio) if _is_wider(size, place) else size
            box = QRectF(place.center() - QPointF(shown.width() / 2, shown.height() / 2), shown)
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))

    def _draw_column(self, painter: QPainter, look: theme.Theme, box: QRectF) -> None:
        is_on = self.isChecked()
        if is_on or self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(look.color("primary"), 2) if is_on else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selection" if self.isDown() else "primary_soft"))
            painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 8, 8)
        if self._drawn == "bare":
            self._draw_sign(painter, look, box.center())
            return
        words = self._in_column(self.width(), is_bold=is_on)
        picture_high = look.px(SMALL_PICTURE) if self.answer.picture else 0
        high = sum(laid.height for laid in words) + (picture_high + look.px(6) if picture_high else 0)
        digit_high = look.px(18) if self._digit else 0
        sign_y = box.y() + look.px(19)
        y = box.y() + look.px(36)
        if self._drawn == "headed":
            y = box.bottom() - look.px(40) - digit_high - high
            sign_y = box.bottom() - look.px(20) - digit_high
        else:
            self._draw_line(painter, look, box, sign_y)
        self._draw_sign(painter, look, QPointF(box.center().x(), sign_y))
        if picture_high:
            self._draw_picture(painter, QRectF(box.x() + 4, y, box.width() - 8, picture_high))
            y += picture_high + look.px(6)
        for number, laid in enumerate(words):
            painter.setPen(look.color(self._ink(number)))
            laid.draw(painter, box.center().x() - laid.width / 2, y)
            y += laid.height
        if self._digit:
            painter.setPen(look.color("ink_faint"))
            painter.setFont(look.font("caption"))
            place = QRectF(box.x(), box.bottom() - digit_high - look.px(2), box.width(), digit_high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._digit))

    def _draw_line(self, painter: QPainter, look: theme.Theme, box: QRectF, y: float) -> None:
        """Draw the piece of the line that goes through all signs."""
        painter.setPen(QPen(look.color("line_strong"), 2))
        middle = box.center().x()
        painter.drawLine(
            QPointF(middle if self.is_first else 0, y), QPointF(middle if self.is_last else self.width(), y)
        )

    def _ink(self, number: int) -> str:
        if not self.isEnabled():
            return "disabled_ink"
        return "on_primary_soft" if self.isChecked() else "ink" if number == 0 else "ink_soft"

    def _draw_sign(self, painter: QPainter, look: theme.Theme, centre: QPointF) -> None:
        side = look.px(22)
        is_on = self.isChecked()
        sign = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
        painter.setBrush(look.color("primary" if is_on and self._is_square else "surface"))
        if self._is_square:
            painter.drawRoundedRect(sign, 4, 4)
            if is_on:
                size = look.px(16)
                pixmap = look.pixmap("check", size, "on_primary", self.devicePixelRatio())
                painter.drawPixmap(QPointF(centre.x() - size / 2, centre.y() - size / 2), pixmap)
            return
        painter.drawEllipse(sign)
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary"))
            painter.drawEllipse(centre, side * 0.27, side * 0.27)


def _is_wider(size: QSizeF, place: QRectF) -> bool:
    return size.width() > place.width() or size.height() > place.height()
