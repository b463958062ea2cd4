"""What is pressed at the kiosk: large buttons of icon, words and Tibetan, and the keys of a pad."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tianye.ui import theme
from tianye.ui.kiosk.board import Board
from tianye.ui.kiosk.words import kiosk_font
from tianye.ui.parts.labels import lay_out_tibetan
from tianye.ui.parts.marks import draw_person_mark

Shape = Literal["row", "stack"]
_BY_KEY: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Big(QAbstractButton):
    """A large button: icon beside (`row`) or above (`stack`) its words; a filled one is the first to press.

    Colours are roles or literals; the outcome screens give theirs. Enter presses it as Space does.
    """

    def __init__(
        self,
        parent: Board,
        icon: str = "",
        *,
        shape: Shape = "row",
        pixels: float = 30,
        is_filled: bool = False,
        takes_focus: bool = True,
    ) -> None:
        super().__init__(parent)
        self._board = parent
        self._icon, self._shape, self._pixels = icon, shape, pixels
        self.is_filled = is_filled
        self.tibetan = ""
        self.mark: int | None = None
        self.is_middle = False
        """Whether sign and words stand in the middle together, as the words of the others of a row do."""
        self.face, self.edge, self.word = "surface", "line_strong", "ink"
        if is_filled:
            self.paint_in("primary", "primary", "on_primary")
        self._shows_focus = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.TabFocus)

    def paint_in(self, face: str, edge: str, word: str) -> None:
        """Take other colours."""
        self.face, self.edge, self.word = face, edge, word
        self.update()

    def say(self, words: str, tibetan: str = "") -> None:
        """Word the button."""
        self.setText(words)
        self.tibetan = tibetan
        self.setAccessibleName(words)
        self.update()

    def shape_as(self, shape: Shape) -> None:
        """Put the sign beside (`row`) or above (`stack`) the words."""
        self._shape = shape
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it has: the board places it."""
        if not self.text():
            return self.size()
        box = self._words_box()
        font = self._fitting(box)
        needed = _needed(font, box.width(), self.text())
        short = max(0, round(needed.height() - box.height())), max(0, round(needed.width() - box.width()))
        return QSize(self.width() + short[1], self.height() + short[0])

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing: the board places it."""
        return QSize(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too; arrows move to the neighbour."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus where a key brought it."""
        self._shows_focus = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = look.color(self.face)
        if self.isDown() or self.isChecked():
            face = look.color("selection") if self.face == "surface" else face.darker(125)
        word = "on_selection" if self.face == "surface" and (self.isDown() or self.isChecked()) else self.word
        if not self.isEnabled():
            face, word = look.color("disabled_bg"), "disabled_ink"
        inset = 1.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(face)
        painter.setPen(QPen(look.color("primary"), 4) if self.isChecked() else QPen(look.color(self.edge), 2))
        radius = min(look.token("radius", "kiosk") * self._board.scale, box.height() / 3)
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus() and self._shows_focus and self._board.is_outcome:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color(word), 4))
            painter.drawRoundedRect(box.adjusted(6, 6, -6, -6), radius - 4, radius - 4)
        self._draw_sign(painter, word)
        words = self._words_box()
        painter.setPen(look.color(word))
        painter.setFont(self._fitting(words))
        painter.drawText(words, self._flags(), self.text())
        if self.tibetan:
            self._draw_tibetan(painter, words, word)

    # ---- where things stand ----------------------------------------------------------------------------------------

    def _sign_side(self) -> float:
        if self.mark is not None:
            return min(self._board.px(96), self.height() * 0.55, self.width() * 0.55)
        if not self._icon:
            return 0
        return self._board.px(44 if self._shape == "row" else 40 if self._pixels < 24 else 56)

    def _sign_box(self) -> QRectF:
        side, pad = self._sign_side(), self._board.px(20 if self.mark is None else 12)
        if self._shape == "row":
            left = (self.width() - side) / 2 if not self.text() else pad
            if self.is_middle and self.text():
                words = QFontMetricsF(kiosk_font(self._pixels * self._board.scale, bold=True))
                wide = side + self._board.px(18) + words.horizontalAdvance(self.text())
                left = max(pad, (self.width() - wide) / 2)
            return QRectF(left, (self.height() - side) / 2, side, side)
        top: float = self._board.px(14)
        if self._is_centred:
            top = max(top, (self.height() - side - self._pixels * self._board.scale * 2) / 2)
        return QRectF((self.width() - side) / 2, top, side, side)

    def _words_box(self) -> QRectF:
        sign, pad = self._sign_box(), self._board.px(10)
        if self._shape == "row":
            left = sign.right() + self._board.px(18 if self.mark is None else 10) if sign.width() else pad
            box = QRectF(left, pad / 2, self.width() - left - pad / 2, self.height() - pad)
        else:
            top = sign.bottom() + self._board.px(4) if sign.width() else pad
            box = QRectF(pad, top, self.width() - 2 * pad, self.height() - top - self._board.px(8))
        if self.tibetan:
            box.setHeight(box.height() * 0.52)
        return box

    def _flags(self) -> int:
        across, down = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
        if self._shape == "row" and self._sign_side():
            across = Qt.AlignmentFlag.AlignLeft
        if self._is_centred:
            down = Qt.AlignmentFlag.AlignTop
        return int(across | down | Qt.TextFlag.TextWordWrap)

    @property
    def _is_centred(self) -> bool:
        """Whether icon and words stand together in the middle."""
        return self._shape == "stack" and self.mark is None and bool(self._icon)

    def _fitting(self, box: QRectF) -> QFont:
        pixels, least = self._pixels * self._board.scale, self._pixels * self._board.scale * 0.55
        if self.mark is not None:
            # a short name stays on one line before it is broken
            wide = QFontMetricsF(kiosk_font(pixels, bold=True)).horizontalAdvance(self.text())
            if 0.66 * wide <= box.width() - 2 < wide:
                pixels *= (box.width() - 2) / wide
        while True:
            font = kiosk_font(pixels, bold=True)
            needed = _needed(font, box.width(), self.text())
            if (needed.height() <= box.height() and needed.width() <= box.width()) or pixels <= least:
                return font
            pixels = max(least, pixels - 1)

    def _draw_sign(self, painter: QPainter, word: str) -> None:
        box, ratio = self._sign_box(), self.devicePixelRatio()
        if self.mark is not None:
            draw_person_mark(painter, box, self.mark, ratio)
        elif self._icon:
            pixmap = theme.current().pixmap(self._icon, round(box.width()), word, ratio)
            painter.drawPixmap(box.topLeft(), pixmap)

    def _draw_tibetan(self, painter: QPainter, words: QRectF, word: str) -> None:
        look = theme.current()
        room = self.height() - words.bottom() - self._board.px(6)
        line = float(look.token("tibetan", "line_height"))
        pixels = min(self._pixels * self._board.scale * 0.92, room / line * 1.25)
        while True:
            layout = lay_out_tibetan(self.tibetan, look, "kiosk_body", 100_000, round(pixels))
            width = layout.lineAt(0).naturalTextWidth()
            if width <= words.width() or pixels <= self._pixels * 0.45:
                break
            pixels -= 1
        is_left = self._shape == "row" and self._sign_side()
        left = words.x() if is_left else words.x() + (words.width() - width) / 2
        painter.setPen(look.color(word))
        layout.draw(painter, QPointF(left, words.bottom() + (room - pixels * line) / 2))


class Key(Big):
    """A key of the pad on screen: it never takes the focus from the field by a click."""

    def __init__(self, parent: Board, word: str = "", icon: str = "") -> None:
        super().__init__(parent, icon, pixels=34, takes_focus=False)
        if word:
            self.say(word)


def _needed(font: QFont, width: float, text: str) -> QRectF:
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100_000), flags, text)


def place(widget: QWidget, x: float, y: float, width: float, height: float) -> None:
    """Place a widget, in whole pixels."""
    widget.setGeometry(round(x), round(y), round(width), round(height))


def forget(field: QLineEdit) -> None:
    """Empty a field for good: what Qt's own `clear` takes away comes back at Ctrl+Z, to the next one at the door."""
    field.setText("")


def fit_letters(field: QLineEdit, scale: float) -> None:
    """Give a field the letters of a large screen, or of a small one; its font is the style sheet's."""
    wanted = "kiosk_large" if scale > 1.2 else "kiosk"
    if field.property("scale") != wanted:
        theme.restyle(field, scale=wanted)
