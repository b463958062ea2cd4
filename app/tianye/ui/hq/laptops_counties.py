"""Choosing counties: all of them to tick, found by name or pinyin; and the page that changes those of a laptop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tianye.services import enrolling
from tianye.services.enrolling import County
from tianye.services.fleet import LaptopLine
from tianye.services.station import Done, Station
from tianye.ui import theme
from tianye.ui.pages import told
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage

_CODE = int(Qt.ItemDataRole.UserRole)


class CountyPicker(QWidget):
    """A field to search in, the counties to tick below it, and in words those that are chosen."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._chosen: dict[str, str] = {}
        self.search = Field(TextLine())
        self.list = CountyList()
        self.nothing = Label("soft", wraps=True)
        self.nothing.hide()
        self.said = Label("strong", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        self.search.editor.textChanged.connect(lambda _: self.look())
        self.search.editor.installEventFilter(self)
        self.list.toggled.connect(self._toggle)
        self.setFocusProxy(self.search)
        self._retranslate()

    @property
    def counties(self) -> tuple[str, ...]:
        """The codes that are chosen, in order."""
        return tuple(sorted(self._chosen))

    def choose(self, counties: Iterable[str], names: Iterable[str]) -> None:
        """Begin with some counties, by code and name."""
        self._chosen = dict(zip(counties, names, strict=True))
        self._say()
        self.look()

    def look(self) -> None:
        """Ask for the counties that fit what is typed."""
        work = partial(_find, self.search.editor.text(), tuple(self._chosen))
        self._stage.runner.ask(work, self.show_found, key="counties")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and tick in it while the cursor stays in the field."""
        if watched is self.search.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self.list.press_current()
                # the next county is typed in its place
                self.search.editor.selectAll()
                return True
        return super().eventFilter(watched, event)

    def show_found(self, found: Sequence[County]) -> None:
        """Show counties to tick."""
        self.list.show_counties(found, self._chosen)
        self.nothing.setVisible(not found)

    def _toggle(self, code: str, name: str) -> None:
        if code in self._chosen:
            del self._chosen[code]
        else:
            self._chosen[code] = name
        self.list.tick(self._chosen)
        self._say()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set every text; called by the page."""
        self._retranslate()

    def _retranslate(self) -> None:
        self.search.say(self.tr("Counties"), self.tr("Name, pinyin or initials; Enter or a click ticks, ↑ ↓ move"))
        self.nothing.setText(self.tr("No county of Qinghai or Hunan is called that. Try fewer letters."))
        self.list.setAccessibleName(self.tr("Counties to choose"))
        self._say()

    def _say(self) -> None:
        names = self.tr(", ").join(self._chosen[code] for code in sorted(self._chosen))
        self.said.setText(self.tr("Chosen: {names}").format(names=names) if names else self.tr("None is chosen yet"))


class CountyList(QListWidget):
    """Counties with a tick; a click anywhere on a row, Space or Enter toggles it."""

    toggled = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_TickPainter(self))
        self.itemClicked.connect(self._press)

    def show_counties(self, found: Sequence[County], chosen: Iterable[str]) -> None:
        """Show others."""
        self.clear()
        for county in found:
            item = QListWidgetItem(f"{county.name}  {county.prefecture}")
            item.setData(_CODE, county)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.addItem(item)
        if found:
            self.setCurrentRow(0)
        self.tick(chosen)

    def tick(self, chosen: Iterable[str]) -> None:
        """Show which are chosen."""
        codes = set(chosen)
        for row in range(self.count()):
            item = self.item(row)
            county: County = item.data(_CODE)
            is_on = county.code in codes
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle the current row."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(item)
        else:
            super().keyPressEvent(event)

    def press_current(self) -> None:
        """Toggle the current row."""
        if (item := self.currentItem()) is not None:
            self._press(item)

    def minimumSizeHint(self) -> QSize:
        """Return room for three rows."""
        look = theme.current()
        return QSize(look.px(220), 3 * look.size("control") + 4)

    def _press(self, item: QListWidgetItem) -> None:
        county: County = item.data(_CODE)
        self.toggled.emit(county.code, county.name)


class _TickPainter(QStyledItemDelegate):
    """Draws a row: the square to tick, the county, its prefecture in soft ink."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row as high as a control, also after the text has grown."""
        return QSize(100, theme.current().size("control"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        county: County = index.data(_CODE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(box, look.color("primary_soft"))
        is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        side = look.px(20)
        sign = QRectF(box.x() + look.px(10), box.center().y() - side / 2, side, side)
        painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
        painter.setBrush(look.color("primary" if is_on else "surface"))
        painter.drawRoundedRect(sign.adjusted(1, 1, -1, -1), 4, 4)
        if is_on:
            size = round(side * 0.75)
            corner = sign.center() - QPointF(size / 2, size / 2)
            painter.drawPixmap(corner, look.pixmap("check", size, "on_primary", painter.device().devicePixelRatio()))
        x, middle = sign.right() + look.px(12), int(Qt.AlignmentFlag.AlignVCenter)
        font = look.font("strong" if is_on else "body")
        painter.setFont(font)
        painter.setPen(look.color("on_primary_soft" if is_chosen else "ink"))
        painter.drawText(QRectF(x, box.y(), box.right() - x, box.height()), middle, county.name)
        x += QFontMetricsF(font).horizontalAdvance(county.name) + look.px(12)
        caption = look.font("caption")
        painter.setFont(caption)
        painter.setPen(look.color("on_primary_soft" if is_chosen else "ink_soft"))
        room = max(0.0, box.right() - x - look.px(8))
        shown = QFontMetricsF(caption).elidedText(county.prefecture, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, box.y(), room, box.height()), middle, shown)
        painter.restore()


class LaptopCounties(Page):
    """Other counties for a laptop that is enrolled."""

    def __init__(self, stage: Stage, line: LaptopLine) -> None:
        super().__init__(stage)
        self._line = line
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.picker = CountyPicker(stage)
        self.keeping = Button("primary", "check")
        card = Card(spacing=12)
        card.body.addWidget(self.picker, 1)
        add_row(card.body, self.keeping, None)
        self.body.addWidget(self.head)
        self.body.addWidget(card, 1)
        self.leaving.clicked.connect(stage.back)
        self.keeping.clicked.connect(self.keep)
        self.picker.changed.connect(self._enable)
        self.picker.choose(line.laptop.counties, line.places)
        self._enable()

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "laptops"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Counties of {laptop}").format(laptop=self._line.laptop.name),
            self.tr("Its next pack brings the people and trainings of these counties."),
        )
        self.leaving.setText(self.tr("Back"))
        self.keeping.setText(self.tr("Keep these counties"))
        self.picker.retranslate()

    def keep(self) -> None:
        """Write the counties and go back."""
        work = partial(enrolling.change_counties, device=self._line.laptop.id, counties=self.picker.counties)
        self.stage.runner.do(work, self._kept)

    def _kept(self, done: Done) -> None:
        self.stage.back()
        told.offer(self.stage, done.command, partial(_kept_words, self._line.laptop.name or ""))

    def _enable(self) -> None:
        self.keeping.setEnabled(bool(self.picker.counties))


def _kept_words(name: str) -> str:
    return QCoreApplication.translate("LaptopCounties", "{laptop} has other counties now").format(laptop=name)


def _find(text: str, chosen: tuple[str, ...], _: Station) -> tuple[County, ...]:
    return enrolling.find_counties(text, chosen=chosen)
