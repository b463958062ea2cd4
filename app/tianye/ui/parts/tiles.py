"""A large thing to press with a sign, a title and a sentence: one of a few equal ways."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tianye.ui import theme

_PAD, _GAP = 22, 8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Tile(QAbstractButton):
    """A tile of equal weight with its neighbours; Enter and Space press it. `say` words it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._sentence = self._foot = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: str, sentence: str, foot: str = "") -> None:
        """Set title, sentence and a small line below; together they are the accessible name."""
        self.setText(title)
        self._sentence, self._foot = sentence, foot
        self.setAccessibleName("\n".join(part for part in (title, sentence, foot) if part))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Wrapped text needs more height in less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of sign and texts."""
        return round(self._texts(width)[-1][1].bottom()) + theme.current().px(_PAD)

    def sizeHint(self) -> QSize:
        """Return the least width, and the height of the texts as they are wrapped now."""
        look = theme.current()
        metrics = QFontMetricsF(look.font("heading"))
        # the longest word of the title cannot be wrapped
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0.0)
        width = max(look.px(160), math.ceil(longest) + 2 * look.px(_PAD) + 2)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing of the texts may be lost."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _texts(self, width: int) -> list[tuple[str, QRectF, str, str]]:
        """Return text, box, type role and colour role of each text from top to bottom."""
        look = theme.current()
        pad = look.px(_PAD)
        top = float(pad + look.px(52) + look.px(14))
        found = []
        for text, role, color in (
            (self.text(), "heading", "ink"),
            (self._sentence, "body", "ink_soft"),
            (self._foot, "caption", "ink_soft"),
        ):
            if not text and role != "heading":
                continue
            room = QRectF(pad, top, max(width - 2 * pad, 40), 10_000)
            box = QFontMetricsF(look.font(role)).boundingRect(room, _WRAP, text)
            box = QRectF(room.left(), top, room.width(), box.height())
            found.append((text, box, role, color))
            top = box.bottom() + look.px(_GAP)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the sign on a disc, and the texts."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isEnabled() and (self.underMouse() or self.isDown())
        edge = 2.0 if is_lit or look.is_contrast else 1.0
        painter.setPen(QPen(look.color("primary" if is_lit else "line_strong"), edge))
        painter.setBrush(look.color("primary_soft" if is_lit else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 12, 12)
        pad, disc, size = look.px(_PAD), look.px(52), look.px(28)
        painter.setPen(QPen(look.color("primary"), 2) if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface" if look.is_contrast else "primary_soft"))
        painter.drawEllipse(QRectF(pad, pad, disc, disc))
        shift = pad + (disc - size) / 2
        icon_role = "primary" if self.isEnabled() else "disabled_ink"
        painter.drawPixmap(QPointF(shift, shift), look.pixmap(self._icon, size, icon_role, self.devicePixelRatio()))
        for text, box, role, color in self._texts(self.width()):
            painter.setFont(look.font(role))
            painter.setPen(look.color(color if self.isEnabled() else "disabled_ink"))
            painter.drawText(box, _WRAP, text)
