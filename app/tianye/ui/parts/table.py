"""A table as the look has it: a line under each row, two lines a cell, chips; Enter or a double click opens a row.

No row is shown by half at the foot: what has no room whole waits below.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tianye.ui import theme
from tianye.ui.models.rows import CHIP, MARK, ROW, SECOND_LINE, TIBETAN
from tianye.ui.parts.edges import LEAST_WHOLE_ROWS, draw_more_rows
from tianye.ui.parts.labels import lay_out_tibetan
from tianye.ui.parts.marks import chip_width, draw_chip, draw_person_mark, fitting_chip

Index = QModelIndex | QPersistentModelIndex
PAD = 16
"""Room at both sides of a cell, as the style sheet gives it to the head: the same for every size of text."""
LEAST_STRETCH = 200
"""What a column that takes the rest has in any case, in pixels at 100 % text."""
LEAST_SHARE = 0.7
"""How far the other columns give way for it."""


class Table(QTableView):
    """A table over a model of `ui.models`. `opened` brings the row of Enter or a double click, `chosen` the current."""

    opened = Signal(object)
    chosen = Signal(object)
    ticked = Signal(object)
    """Brings the chosen row at Space, and the row of a click into the column of `tick_on_click`."""

    def __init__(self, model: QAbstractTableModel, *, row_size: str = "row_two_lines") -> None:
        super().__init__()
        self._row_size = row_size
        self.setModel(model)
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        self.doubleClicked.connect(self.accept)
        self.selectionModel().currentRowChanged.connect(
            lambda index: self.chosen.emit(index.data(ROW) if index.isValid() else None)
        )
        theme.current().changed.connect(self._resize)
        self._resize()

    def set_widths(self, *shares: int, least: int = LEAST_STRETCH) -> None:
        """Give each column a width in pixels at 100 % text; 0 takes what is left, and `least` in any case."""
        self._shares, self._least = shares, least
        self.horizontalHeader().setStretchLastSection(0 not in shares)
        self._share_out()

    def _share_out(self) -> None:
        """Share the width out: where it is scarce the given widths shrink first, then the table scrolls sideways."""
        look, head = theme.current(), self.horizontalHeader()
        # a column that is hidden needs no room
        shares = {at: share for at, share in enumerate(self._shares) if not self.isColumnHidden(at)}
        given, room = look.px(sum(shares.values())), self.viewport().width()
        least = look.px(self._least) if 0 in shares.values() else 0
        shrunk = min(1.0, max(LEAST_SHARE, (room - least) / given)) if given else 1.0
        has_room = given * shrunk + least <= room
        for column, share in shares.items():
            is_free = not share and has_room
            mode = QHeaderView.ResizeMode.Stretch if is_free else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(column, mode)
            if not is_free:
                self.setColumnWidth(column, round(look.px(share) * shrunk) if share else least)

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Hide or show a column; the others share its room."""
        if hide != self.isColumnHidden(column):
            super().setColumnHidden(column, hide)
            if self._shares:
                self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if self._shares and event.size().width() != event.oldSize().width():
            self._share_out()

    def current_row(self) -> object:
        """Return the chosen row, or None."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def move(self, steps: int) -> None:  # type: ignore[override]
        """Choose another row, the first where none is chosen; for a search field above."""
        count = self.model().rowCount()
        if count:
            index = self.currentIndex()
            row = min(count - 1, max(0, index.row() + steps)) if index.isValid() else 0
            self.setCurrentIndex(self.model().index(row, 0))

    def accept(self) -> None:
        """Open the chosen row, or the only one."""
        if not self.currentIndex().isValid() and self.model().rowCount() == 1:
            self.move(0)
        if self.currentIndex().isValid() and (row := self.current_row()) is not None:
            self.opened.emit(row)

    def tick_on_click(self, column: int) -> None:
        """Let a click into a column tick the row as Space does."""
        self.clicked.connect(lambda index: self.ticked.emit(index.data(ROW)) if index.column() == column else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter, tick it on Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid() and not event.isAutoRepeat():
            self.ticked.emit(self.current_row())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; the last one only where all of it has room."""
        super().paintEvent(event)
        end = self._end_of_whole_rows()
        if end is not None:
            draw_more_rows(self.viewport(), end)

    def _end_of_whole_rows(self) -> int | None:
        """Return where the row begins that has no room whole, in pixels of the viewport; None where all have.

        Where few rows have room half a one says more than an empty place.
        """
        height = self.viewport().height()
        row = self.rowAt(height - 1)
        top = self.rowViewportPosition(row) if row >= 0 else 0
        is_cut = row >= 0 and top + self.rowHeight(row) > height + 1
        return top + 1 if is_cut and top >= LEAST_WHOLE_ROWS * self.rowHeight(row) else None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and draw all anew: another row is the last one now."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Return room for a head and two rows."""
        look = theme.current()
        head = max(look.size("row"), self.horizontalHeader().sizeHint().height())
        return QSize(look.px(240), head + 2 * look.size(self._row_size) + 2)

    _shares: tuple[int, ...] = ()
    _least = LEAST_STRETCH

    def _resize(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().size(self._row_size))
        if self._shares:
            self._share_out()


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
    """Draw what lies below a cell, the line and the colour of the chosen row; returns whether the row is chosen."""
    look = theme.current()
    box = QRectF(option.rect)
    is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_chosen:
        painter.fillRect(box, look.color("primary_soft"))
        if look.is_contrast:
            painter.setPen(QPen(look.color("primary"), 2))
            painter.drawLine(box.topLeft() + QPointF(0, 1), box.topRight() + QPointF(0, 1))
        if index.column() == 0:
            painter.fillRect(QRectF(box.x(), box.y() + 4, 5, box.height() - 8), look.color("primary"))
    painter.setPen(QPen(look.color("line"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    return is_chosen


class _CellPainter(QStyledItemDelegate):
    """Draws a cell: one or two lines, or a chip; the chosen row on soft blue with a bar at its left."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        box = QRectF(option.rect)
        painter.save()
        is_chosen = draw_ground(painter, option, index)
        text, second = str(index.data() or ""), str(index.data(SECOND_LINE) or "")
        chip = str(index.data(CHIP) or "")
        inside = box.adjusted(PAD, 0, -PAD, 0)
        mark = index.data(MARK)
        if isinstance(mark, int):
            side = look.px(40)
            corner = QRectF(inside.x(), box.center().y() - side / 2, side, side)
            draw_person_mark(painter, corner, mark, painter.device().devicePixelRatio())
            inside.setLeft(inside.x() + side + look.px(12))
        if chip and text:
            text = fitting_chip(chip, text, inside.width() + PAD - look.px(4))
            left = inside.right() - chip_width(chip, text) if _is_right(index) else inside.x()
            draw_chip(painter, QPointF(left, box.center().y()), chip, text, painter.device().devicePixelRatio())
        elif not second and not _is_right(index) and len(lines := two_lines(text, inside.width())) > 1:
            step = look.px(20)
            for number, line in enumerate(lines):
                at = QRectF(inside.x(), box.center().y() + (number - 1) * step, inside.width(), step)
                ink = "on_primary_soft" if is_chosen and look.is_contrast else "ink"
                _draw_line(painter, at, line, "body", ink=ink, side=Qt.AlignmentFlag.AlignLeft)
        else:
            aligned = Qt.AlignmentFlag.AlignRight if _is_right(index) else Qt.AlignmentFlag.AlignLeft
            half = inside.height() / 2
            first = QRectF(inside.x(), box.y() + half - look.px(22), inside.width(), look.px(24)) if second else inside
            ink = "on_primary_soft" if is_chosen and look.is_contrast else "ink"
            is_bold = bool(second) and index.column() == 0
            end = _draw_line(painter, first, text, "body", ink=ink, side=aligned, is_bold=is_bold)
            if tibetan := str(index.data(TIBETAN) or ""):
                _draw_tibetan(painter, first.adjusted(end + look.px(10), 0, 0, 0), tibetan, ink="ink_soft")
            if second:
                below = QRectF(inside.x(), box.y() + half, inside.width(), look.px(22))
                soft = "on_primary_soft" if is_chosen and look.is_contrast else "ink_soft"
                _draw_line(painter, below, second, "caption", ink=soft, side=aligned)
        painter.restore()


def two_lines(text: str, width: float) -> list[str]:
    """Return the text of a cell in the one or two lines it is drawn in, the second as long as the text demands.

    Parted at a space where both halves have room, as a day and its time.
    """
    measure = QFontMetricsF(theme.current().font("body")).horizontalAdvance
    if measure(text) <= width or _is_tibetan(text):
        return [text]
    for at in range(len(text) - 1, 0, -1):
        if text[at] == " " and max(measure(text[:at]), measure(text[at + 1 :])) <= width:
            return [text[:at], text[at + 1 :]]
    layout = QTextLayout(text, theme.current().font("body"))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    first = text[: line.textLength()].rstrip()
    return [first, text[line.textLength() :].lstrip()] if 0 < line.textLength() < len(text) else [text]


def _is_right(index: Index) -> bool:
    return bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & int(Qt.AlignmentFlag.AlignRight))


def _draw_line(
    painter: QPainter, box: QRectF, text: str, role: str, *, ink: str, side: Qt.AlignmentFlag, is_bold: bool = False
) -> float:
    """Draw one line of text, cut off with dots where it has no room; returns how wide it became."""
    look = theme.current()
    if _is_tibetan(text):
        return _draw_tibetan(painter, box, text, ink=ink, role=role)
    font = look.font(role, bold=True) if is_bold else look.font(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(look.color(ink))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


def _draw_tibetan(painter: QPainter, box: QRectF, text: str, *, ink: str, role: str = "caption") -> float:
    """Draw Tibetan on one line of its own height; what has no room is left out, never cut off inside a word."""
    look = theme.current()
    layout = lay_out_tibetan(text, look, role, 100_000)
    width = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0
    if width > box.width():
        return 0.0
    height = layout.font().pixelSize() * float(look.token("tibetan", "line_height"))
    painter.setPen(look.color(ink))
    layout.draw(painter, QPointF(box.x(), box.center().y() - height / 2))
    return float(width)


def _is_tibetan(text: str) -> bool:
    return bool(text) and "\u0f00" <= text[0] <= "\u0fff"
