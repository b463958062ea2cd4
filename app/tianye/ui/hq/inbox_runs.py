"""The bundles of a laptop as runs: quiet bars for what came, a dashed box for a gap, brick for a refusal."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tianye.services.fleet import LaptopLine, Piece, PieceState
from tianye.ui import theme
from tianye.ui.models.rows import ROW
from tianye.ui.parts.table import draw_ground

Index = QModelIndex | QPersistentModelIndex
_LOOKS: Final = {
    "received": ("done_soft", "on_done_soft", "done"),
    "missing": ("surface", "on_barley_soft", "barley"),
    "waiting": ("barley_soft", "on_barley_soft", "barley"),
    "refused": ("error", "on_error", "error"),
}
_BUNDLE: Final = 26
_GAP: Final = 5


def numbers(piece: Piece) -> str:
    """Return the number or numbers of a piece: `12`, `13–14`."""
    if piece.first_number == piece.last_number:
        return str(piece.first_number)
    return f"{piece.first_number}–{piece.last_number}"


def run_words(line: LaptopLine) -> str:
    """Return a laptop's run in words, for who does not see it."""
    words = {
        "received": QCoreApplication.translate("Runs", "{numbers} received"),
        "missing": QCoreApplication.translate("Runs", "{numbers} missing"),
        "waiting": QCoreApplication.translate("Runs", "{numbers} waits"),
        "refused": QCoreApplication.translate("Runs", "{numbers} not taken in"),
    }
    said = [words[piece.state].format(numbers=numbers(piece)) for piece in line.pieces]
    return ", ".join(said) or QCoreApplication.translate("Runs", "nothing yet")


class RunsPainter(QStyledItemDelegate):
    """Draws the run of the row's `LaptopLine`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the boxes from the left, all rows to one scale, shortened where there is no room."""
        look = theme.current()
        painter.save()
        draw_ground(painter, option, index)
        line = index.data(ROW)
        box = QRectF(option.rect).adjusted(look.px(16), 0, -look.px(12), 0)
        least = [label_width(piece.state, numbers(piece)) for piece in line.pieces]
        gaps = look.px(_GAP) * max(0, len(least) - 1)
        room = box.width() - gaps - sum(least)
        unit = min(look.px(_BUNDLE), (box.width() - 2 * look.px(_BUNDLE)) / max(1, _longest(index)))
        x = box.x()
        for piece, narrow in zip(line.pieces, least, strict=True):
            count = piece.last_number - piece.first_number + 1
            wide = min(count * unit, narrow + max(0.0, room)) if count > 1 else narrow
            width = max(narrow, wide)
            room -= width - narrow
            draw_piece(painter, QRectF(x, box.center().y() - look.px(14), width, look.px(28)), piece.state, piece)
            x += width + look.px(_GAP)
        painter.restore()


def _longest(index: Index) -> int:
    """Return how many bundles the longest run of the table has."""
    model = index.model()
    lines: list[LaptopLine] = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    return max((line.pieces[-1].last_number for line in lines if line.pieces), default=1)


def label_width(state: PieceState, text: str) -> float:
    """Return the least width of a box with these numbers."""
    look = theme.current()
    width = QFontMetricsF(look.font("caption", bold=True)).horizontalAdvance(text)
    return max(look.px(_BUNDLE), width + look.px(14))


def draw_piece(painter: QPainter, box: QRectF, state: PieceState, piece: Piece | str) -> None:
    """Draw one box with its numbers."""
    look = theme.current()
    ground, ink, edge = _LOOKS[state]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.color(edge if state != "missing" or look.is_contrast else "on_barley_soft"), 1.5)
    if state == "missing":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    painter.setPen(look.color(ink))
    painter.setFont(look.font("caption", bold=True))
    text = piece if isinstance(piece, str) else numbers(piece)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


class Sample(QWidget):
    """One box of the legend."""

    def __init__(self, state: PieceState, text: str) -> None:
        super().__init__()
        self._state, self._text = state, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(round(label_width(self._state, self._text)), theme.current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        draw_piece(QPainter(self), QRectF(self.rect()), self._state, self._text)
