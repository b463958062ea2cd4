"""The PIN of the kiosk: chosen twice when it is first opened, asked for on the way out; three wrong ones wait."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen

from tianye.services.kiosk import is_pin
from tianye.ui import theme
from tianye.ui.kiosk.board import EDGE, Board, grid
from tianye.ui.kiosk.keys import Big, Key, place
from tianye.ui.kiosk.words import Words

Step = Literal["ask", "choose", "repeat"]
MOST_DIGITS: Final = 6
MOST_TRIES: Final = 3
WAIT_SECONDS: Final = 30
_PAD: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "")


class PinBoard(Board):
    """`entered` brings a PIN to be checked, `chosen` one that was given twice; what is typed is drawn as dots only."""

    entered = Signal(str)
    chosen = Signal(str)
    left = Signal()
    forgotten = Signal()
    waited = Signal()
    """The half minute after three wrong PINs is over."""

    def __init__(self) -> None:
        super().__init__()
        self.step: Step = "ask"
        self._typed, self._first = "", ""
        self._remark = ""
        self._tries = 0
        self.seconds_left = 0
        self.title = Words(48, least=32, bold=True)
        self.words = Words(28, least=20, ink="ink_soft")
        self.remark = Words(28, least=20, bold=True, ink="error")
        for part in (self.title, self.words, self.remark):
            part.setParent(self)
        self.keys = [Key(self, word) for word in _PAD]
        self.keys[9].set_icon("backspace")
        self.keys[11].set_icon("check")
        self.keys[11].paint_in("primary", "primary", "on_primary")
        for key in self.keys:
            key.clicked.connect(self._pressed)
        self.way_back = Big(self, "arrow-left")
        self.way_back.clicked.connect(self.left)
        self.forgot = Big(self, "key")
        self.forgot.clicked.connect(self.forgotten)
        self.waiting = QTimer(self, interval=1000)
        self.waiting.timeout.connect(self._count_down)

    def begin(self, step: Step) -> None:
        """Ask for the PIN, or have a new one chosen; what was typed before is forgotten, the wait is not."""
        self.step = step
        self._typed, self._first, self._remark = "", "", ""
        self.retranslate()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed, self._first, self._remark = "", "", ""
        self.update()

    def say_badge(self) -> None:
        """Say that a badge was read before there is a PIN; what was typed stays."""
        self._remark = "badge"
        self.retranslate()

    def accept(self) -> None:
        """The PIN was right: the tries are forgotten."""
        self._tries = 0
        self.clear()

    def refuse(self) -> None:
        """The PIN was wrong: after the third, half a minute passes before the next can be typed."""
        self._tries += 1
        self._typed = ""
        self._remark = "wrong"
        if self._tries >= MOST_TRIES:
            self._tries = 0
            self.seconds_left = WAIT_SECONDS
            self.waiting.start()
        self.retranslate()

    @property
    def is_waiting(self) -> bool:
        """Whether no PIN is taken now because three were wrong."""
        return self.seconds_left > 0 and self.step == "ask"

    def type(self, digits: str) -> None:
        """Take digits as the pad does; what is too long is left."""
        for digit in digits:
            self._type(digit)
        self.retranslate()

    def _count_down(self) -> None:
        self.seconds_left -= 1
        if self.seconds_left <= 0:
            self.waiting.stop()
            self._remark = ""
            self.waited.emit()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        match self.step:
            case "ask":
                title, words = self.tr("Leader's PIN"), self.tr("It opens the leader's page here and nothing else.")
            case "choose":
                title = self.tr("Choose a PIN for the leader")
                words = self.tr(
                    "Four to six digits, not all the same and not in a row. Only the leader should know it."
                )
            case "repeat":
                title, words = self.tr("The same PIN once more"), self.tr("So that no slip locks anybody out.")
        self.title.say(title)
        self.words.say(words)
        if self.is_waiting:
            remark = self.tr("Wrong three times. Try again in %n seconds.", "", self.seconds_left)
        else:
            remark = {
                "": "",
                "wrong": self.tr("That is not the PIN. Try again."),
                "unlike": self.tr("The two were not the same. Choose once more."),
                "badge": self.tr("A badge was read; nothing was written. Choose the PIN first, then scan it again."),
                "bad": self.tr("It needs four to six digits, not all the same and not in a row."),
            }[self._remark]
        self.remark.say(remark)
        self.remark.setVisible(bool(remark))
        for key in self.keys:
            key.setEnabled(not self.is_waiting)
        self.keys[9].setAccessibleName(self.tr("Delete the last digit"))
        self.keys[11].setAccessibleName(self.tr("Done"))
        self.way_back.say(self.tr("Back"))
        self.forgot.say(self.tr("Forgot the PIN"))
        self.forgot.setVisible(self.step == "ask")
        said = self.tr("%n digits typed", "", len(self._typed))
        self.setAccessibleName(f"{title} {said} {remark}".strip())
        self.arrange()

    def _pressed(self) -> None:
        key = self.sender()
        if key is self.keys[9]:
            self._typed = self._typed[:-1]
        elif key is self.keys[11]:
            self._done()
            return
        elif isinstance(key, Key):
            self._type(key.text())
        self.retranslate()

    def _type(self, digit: str) -> None:
        if len(self._typed) < MOST_DIGITS:
            self._typed += digit
            self._remark = ""

    def _done(self) -> None:
        typed, self._typed = self._typed, ""
        if self.step == "ask":
            if typed and not self.seconds_left:
                self.entered.emit(typed)
        elif self.step == "choose":
            if is_pin(typed):
                self._first, self.step, self._remark = typed, "repeat", ""
            else:
                self._remark = "bad"
        elif typed == self._first:
            self._first = ""
            self.chosen.emit(typed)
        else:
            self._first, self.step, self._remark = "", "choose", "unlike"
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter do what the pad does; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.is_waiting:
            return
        elif event.text().isascii() and event.text().isdecimal():
            self._type(event.text())
            self.retranslate()
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self.retranslate()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
        else:
            super().keyPressEvent(event)

    def arrange(self) -> None:
        """Place words and dots at the left, the pad at the right."""
        px, width, height, edge, gap = self.px, self.width(), self.height(), self.px(EDGE), self.gap
        side = max(self.target, px(112))
        pad_wide, pad_tall = 3 * side + 2 * gap + px(60), 4 * side + 3 * gap
        top = (height - pad_tall) // 2
        pad = QRect(width - px(110) - pad_wide, top, pad_wide, pad_tall)
        for key, cell in zip(self.keys, grid(pad, 3, 4, gap), strict=True):
            key.setGeometry(cell)
        room = pad.x() - edge - px(60)
        place(self.title, edge, top - px(6), room, px(124))
        place(self.words, edge, top + px(122), room, px(84))
        place(self.remark, edge, top + px(318), room, px(80))
        tall = max(self.target, px(88))
        foot = pad.bottom() - tall
        place(self.way_back, edge, foot, px(230), tall)
        place(self.forgot, edge + px(230) + gap, foot, min(px(340), room - px(230) - gap), tall)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw one dot for each digit that was typed, and rings for those that can follow."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.words.geometry().bottom() + self.px(58)
        for number in range(MOST_DIGITS):
            is_typed = number < len(self._typed)
            painter.setPen(QPen(look.color("ink" if is_typed else "line_strong"), 3))
            painter.setBrush(look.color("ink" if is_typed else "surface"))
            painter.drawEllipse(QPointF(self.px(EDGE + 20) + number * self.px(58), y), self.px(16), self.px(16))
