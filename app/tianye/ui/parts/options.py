"""Short answers as things to press: round for one of a few, square for a tick; none is chosen in advance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tianye.ui import theme
from tianye.ui.parts.flow import Flow

_SIGN = 20
_PAD = 12
_GAP = 10
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class Option(QAbstractButton):
    """One answer with its sign at the left; the whole box is the target, Space and Enter press it.

    One that `gives_way` goes on in the next line where there is no width, for names of any length.
    """

    def __init__(self, text: str = "", *, is_square: bool = False, gives_way: bool = False) -> None:
        super().__init__()
        self._is_square = is_square
        self._gives_way = gives_way
        self.setCheckable(True)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        vertical = QSizePolicy.Policy.Preferred if gives_way else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(gives_way)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Set the words, which are also the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say whether less width needs more lines."""
        return self._gives_way

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines of words that give way."""
        look = theme.current()
        room = width - look.px(_SIGN + _GAP + 2 * _PAD) - 2
        metrics = QFontMetricsF(look.font("strong"))
        words = metrics.boundingRect(QRectF(0, 0, max(1, room), 10_000), _WRAPPED, self.text())
        return max(look.size("control"), round(words.height()) + look.px(_PAD))

    def sizeHint(self) -> QSize:
        """Return the room for sign and words, for a few of the letters where they give way."""
        look = theme.current()
        words = round(QFontMetricsF(look.font("strong")).horizontalAdvance(self.text()))
        width = words + look.px(_SIGN + _GAP + 2 * _PAD) + 2
        return QSize(min(width, look.px(160)) if self._gives_way else width, look.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; the arrows go on to the answer beside."""
        row = self.parentWidget()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key())) if not event.modifiers() else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif step is not None and isinstance(row, OptionRow):
            row.step(self, step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, sign and words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        edge = "primary" if is_on else "line_strong"
        width = 2 if is_on else look.line
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(look.color(edge if self.isEnabled() else "disabled_ink"), width))
        painter.setBrush(look.color("primary_soft" if is_on else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        side = look.px(_SIGN)
        sign = QRectF(look.px(_PAD), (self.height() - side) / 2, side, side)
        self._draw_sign(painter, sign, is_on=is_on)
        painter.setPen(look.color("on_primary_soft" if is_on else "ink"))
        painter.setFont(look.font("strong" if is_on else "body"))
        left = sign.right() + look.px(_GAP)
        room = QRectF(left, 0, self.width() - left - (look.px(_PAD) if self._gives_way else 0), self.height())
        painter.drawText(room, _WRAPPED if self._gives_way else int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _draw_sign(self, painter: QPainter, sign: QRectF, *, is_on: bool) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
        painter.setBrush(look.color("surface"))
        if not self._is_square:
            painter.drawEllipse(sign.adjusted(1, 1, -1, -1))
            if is_on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("primary"))
                painter.drawEllipse(sign.adjusted(5, 5, -5, -5))
            return
        if is_on:
            painter.setBrush(look.color("primary"))
        painter.drawRoundedRect(sign.adjusted(1, 1, -1, -1), 4, 4)
        if is_on:
            size = round(sign.width() * 0.75)
            corner = sign.center() - QPointF(size / 2, size / 2)
            painter.drawPixmap(corner, look.pixmap("check", size, "on_primary", self.devicePixelRatio()))


class OptionRow(Flow):
    """One of a few answers; pressing the chosen one again takes the answer back."""

    changed = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        """Make one answer a name."""
        super().__init__()
        self._options = {name: Option() for name in names}
        for option in self._options.values():
            self.add(option)
            option.clicked.connect(lambda _, chosen=option: self._chosen(chosen))
        if self._options:
            self.setFocusProxy(next(iter(self._options.values())))

    @property
    def value(self) -> str | None:
        """The name of the chosen answer, None while there is none."""
        return next((name for name, option in self._options.items() if option.isChecked()), None)

    def option(self, name: str) -> Option:
        """Return one of the answers."""
        return self._options[name]

    def choose(self, name: str | None) -> None:
        """Show an answer as chosen, or none."""
        for other, option in self._options.items():
            option.setChecked(other == name)

    def set_text(self, name: str, text: str) -> None:
        """Word one of the answers."""
        self._options[name].setText(text)

    def step(self, option: Option, steps: int) -> None:
        """Give the focus to the answer beside one."""
        options = list(self._options.values())
        options[(options.index(option) + steps) % len(options)].setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self, chosen: Option) -> None:
        for option in self._options.values():
            if option is not chosen:
                option.setChecked(False)
        self.changed.emit()
