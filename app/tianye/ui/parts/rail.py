"""The rail: the places of a workspace, always visible, Alt+1 to Alt+7; who works here, and how it is shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tianye.ui import theme
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import draw_program_mark
from tianye.ui.parts.stage import Place, Stage, Workspace
from tianye.ui.parts.switches import Switches

if TYPE_CHECKING:
    from tianye.ui.parts.foot_menu import FootMenu


class Rail(QFrame):
    """Buttons for the places, the program's sign above, the switches below; `chosen` brings a place's name."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, stage: Stage) -> None:
        super().__init__()
        self._workspace = workspace
        self._stage = stage
        self._is_narrow = self._is_short = False
        self._head = _Head()
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.addWidget(self._head)
        layout.addSpacing(14)
        for number, place in enumerate(workspace.places, 1):
            button = RailButton(place, number)
            button.clicked.connect(lambda _=False, name=place.name: self.chosen.emit(name))
            self._buttons[place.name] = button
            self._group.addButton(button)
            # a button's own shortcut waits for its animation
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda name=place.name: self.chosen.emit(name))
            layout.addWidget(button)
        layout.addStretch(1)
        self.foot = Foot()
        self.foot.lock_wanted.connect(stage.lock)
        self.foot.people_wanted.connect(stage.show_people)
        self.foot.switch_wanted.connect(stage.switch)
        layout.addWidget(self.foot)
        self._switches = Switches(stage)
        layout.addWidget(self._switches)
        stage.counted.connect(self._count)
        stage.foot_said.connect(self.foot.say)
        stage.theme.changed.connect(self._resize)
        self._retranslate()
        self._resize()

    def select(self, name: str) -> None:
        """Show a place as the chosen one."""
        self._buttons[name].setChecked(True)

    def button(self, name: str) -> RailButton:
        """Return the button of a place."""
        return self._buttons[name]

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons alone, words as tool tips."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._resize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in height: the sign goes, and one button stands for the three switches."""
        super().resizeEvent(event)
        self._fit_height()

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of what always stands there."""
        return QSize(super().minimumSizeHint().width(), self._height_of(is_short=True))

    def _fit_height(self) -> None:
        is_short = self.height() < self._height_of(is_short=False)
        if is_short != self._is_short:
            self._is_short = is_short
            self._head.setVisible(not is_short)
            self._switches.set_short(is_short)

    def _height_of(self, *, is_short: bool) -> int:
        gap = self._column.spacing()
        foot = 0 if self.foot.isHidden() else self.foot.sizeHint().height() + gap
        places = sum(button.sizeHint().height() + gap for button in self._buttons.values())
        head = 0 if is_short else self._head.sizeHint().expandedTo(self._head.minimumSize()).height() + gap
        return head + 14 + places + foot + self._switches.height_of(is_short=is_short) + 10

    def wide_width(self) -> int:
        """Return the width with words, which grows with the longest of them."""
        look = theme.current()
        words = max((button.wide_width() for button in self._buttons.values()), default=0)
        least: int = look.token("size", self._workspace.rail_width)
        return max(least, words, self._head.wide_width())

    def _resize(self) -> None:
        look = theme.current()
        self.setFixedWidth(
            max(look.token("size", "rail_narrow"), look.px(56)) if self._is_narrow else self.wide_width()
        )
        # icons alone are square enough to stand closer: a small screen with large text has just room for seven
        self._column.setSpacing(2 if self._is_narrow else 6)
        for button in self._buttons.values():
            button.set_narrow(self._is_narrow)
        self._head.set_narrow(self._is_narrow)
        self.foot.set_narrow(self._is_narrow)
        self._switches.set_narrow(self._is_narrow)
        self._fit_height()
        self.updateGeometry()

    def _count(self, place: str, number: int) -> None:
        if place in self._buttons:
            self._buttons[place].set_count(number)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._resize()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Places"))
        self._head.say(self.tr("Tianye"), QCoreApplication.translate("Place", self._workspace.subtitle))
        for button in self._buttons.values():
            button.retranslate()
        self.foot.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cover of the notebook."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("rail"))
        if look.is_contrast:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), look.color("line"))


class RailButton(QAbstractButton):
    """One place; the chosen one is the tab that runs into the paper."""

    def __init__(self, place: Place, number: int) -> None:
        super().__init__()
        self._place, self._number, self._count, self._is_narrow = place, number, 0, False
        self.setCheckable(True)
        # to a screen reader it is one of several, not a box to tick
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def retranslate(self) -> None:
        """Word the place in the language of the moment."""
        self.setText(QCoreApplication.translate("Place", self._place.title))
        self._name()
        self.updateGeometry()

    def set_count(self, number: int) -> None:
        """Show a number in a barley pill; 0 for none."""
        self._count = number
        self._name()
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = is_narrow
        self._name()
        self.updateGeometry()

    def wide_width(self) -> int:
        """Return the width with the word and a count."""
        look = theme.current()
        return round(QFontMetricsF(look.font("lead", bold=True)).horizontalAdvance(self.text())) + look.px(62) + 52

    def sizeHint(self) -> QSize:
        """Return the height of a place."""
        return QSize(60, max(theme.current().token("size", "rail_item"), theme.current().px(26)))

    def _name(self) -> None:
        named = self.tr("{place}, {count} waiting").format(place=self.text(), count=self._count)
        self.setAccessibleName(named if self._count else self.text())
        keys = f"Alt+{self._number}"
        self.setToolTip(f"{self.accessibleName()}  {keys}" if self._is_narrow else keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tab, icon, word and count."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = icon = "rail_text"
        tab = QRectF(12, 0, self.width(), self.height())
        if self.isChecked():
            ink, icon = "ink", "primary"
            if look.is_contrast:
                painter.setPen(QPen(look.color("primary"), 2))
                painter.drawRoundedRect(QRectF(12, 1, self.width() - 24, self.height() - 2), 8, 8)
            else:
                path = QPainterPath()
                path.addRoundedRect(tab, 10, 10)
                painter.fillPath(path, look.color("paper"))
        elif self.underMouse():
            path = QPainterPath()
            path.addRoundedRect(QRectF(12, 0, self.width() - 24, self.height()), 8, 8)
            painter.fillPath(path, look.color("rail_hover"))
        size = look.px(22)
        left = (self.width() - size) / 2 if self._is_narrow else 26
        pixmap = look.pixmap(self._place.icon, size, icon, self.devicePixelRatio())
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2), pixmap)
        if not self._is_narrow:
            painter.setPen(look.color(ink))
            painter.setFont(look.font("lead", bold=self.isChecked()))
            words = QRectF(26 + size + look.px(12), 0, self.width(), self.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self._count:
            self._draw_count(painter, look)

    def _draw_count(self, painter: QPainter, look: theme.Theme) -> None:
        text = str(self._count) if self._count < 100 else "99+"
        font = look.font("caption", bold=True)
        if self._is_narrow:
            # at any text size the icon below has to stay readable; the tool tip says the number again
            font.setPixelSize(13)
        painter.setFont(font)
        height = 22 if self._is_narrow else look.px(22)
        width = max(height, QFontMetricsF(painter.font()).horizontalAdvance(text) + 14)
        top = 2.0 if self._is_narrow else (self.height() - height) / 2
        pill = QRectF(self.width() - width - (4 if self._is_narrow else 12), top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("barley"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(look.color("on_barley"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title = Label("rail_title")
        self._subtitle = Label("rail_faint")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(68, 16, 8, 0)
        layout.addLayout(texts)

    def say(self, title: str, subtitle: str) -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def wide_width(self) -> int:
        return 84 + max(self._title.sizeHint().width(), self._subtitle.sizeHint().width())

    def set_narrow(self, is_narrow: bool) -> None:
        self._title.setVisible(not is_narrow)
        self._subtitle.setVisible(not is_narrow)
        self.setMinimumHeight(64)

    def paintEvent(self, event: QPaintEvent) -> None:
        is_narrow = self._title.isHidden()
        left = (self.width() - 34) / 2 if is_narrow else 22
        draw_program_mark(QPainter(self), QRectF(left, 24, 34, 34), is_on_dark=True)


class Foot(QAbstractButton):
    """Who works here and on which laptop. Hidden while nobody is said to work here.

    A press on the lock locks both away; elsewhere, by a key, and where the lock stands alone, it offers that, letting
    somebody else take over, and the list of the people who may open this computer.
    """

    lock_wanted = Signal()
    people_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_narrow = self._is_on_lock = False
        self.clicked.connect(self._act)
        self._operator, self._station = _FootLine("user", room=18), _FootLine("laptop")
        self._lines = (self._operator, self._station)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(44)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 42, 0)
        layout.setSpacing(4)
        for line in self._lines:
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(line)
        self.hide()

    @cached_property
    def menu(self) -> FootMenu:
        """What a press beside the lock offers."""
        from tianye.ui.parts.foot_menu import FootMenu

        menu = FootMenu(self)
        # the menu must be closed before the rail it belongs to is taken away
        menu.locking.triggered.connect(self.lock_wanted, Qt.ConnectionType.QueuedConnection)
        menu.switching.triggered.connect(self.switch_wanted, Qt.ConnectionType.QueuedConnection)
        menu.people.triggered.connect(self.people_wanted, Qt.ConnectionType.QueuedConnection)
        return menu

    def say(self, operator: str, station: str) -> None:
        """Say who works here, and on which laptop."""
        self._operator.say(operator)
        self._station.say(station)
        self._name()
        self.setVisible(bool(operator or station))

    def retranslate(self) -> None:
        """Word who works here."""
        self._name()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether it is the lock that is pressed."""
        self._is_on_lock = not self._is_narrow and event.position().x() >= self.width() - theme.current().px(22) - 30
        super().mousePressEvent(event)

    def _act(self) -> None:
        is_on_lock, self._is_on_lock = self._is_on_lock, False
        if is_on_lock:
            self.lock_wanted.emit()
            return
        self.menu.open_above(self, 8)

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the lock alone."""
        self._is_narrow = is_narrow
        for line in self._lines:
            line.set_narrow(is_narrow)
        self._name()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the lines, or for the lock alone."""
        side = max(44, theme.current().px(24))
        return QSize(side, side) if self._is_narrow else super().sizeHint().expandedTo(QSize(side, side))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return self.sizeHint() if self._is_narrow else super().minimumSizeHint()

    def _name(self) -> None:
        self.setAccessibleName(self.tr(", ").join([line.words for line in self._lines if line.words]))
        self.setToolTip(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under the mouse, and the lock: at the right of the names, or alone."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("rail_hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(8, 0, -8, 0), 8, 8)
        size = look.px(22)
        left = (self.width() - size) / 2 if self._is_narrow else self.width() - size - 18
        pixmap = look.pixmap("lock", size, "rail_text", self.devicePixelRatio())
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2), pixmap)
        if not self._is_narrow:
            small = look.px(12)
            caret = look.pixmap("caret-up", small, "rail_faint", self.devicePixelRatio())
            painter.drawPixmap(QPointF(left - small - 6, self._operator.geometry().center().y() - small / 2), caret)


class _FootLine(QWidget):
    def __init__(self, icon: str, *, room: int = 0) -> None:
        super().__init__()
        self._words = Label("rail_faint", wraps=True)
        self._sign = Picture(icon, "rail_faint", 16)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(22, 0, room, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self._sign)
        self._box.addWidget(self._words, 1)
        self._is_narrow = False
        self.words = ""
        self.hide()

    def say(self, words: str) -> None:
        self.words = words
        self.setVisible(bool(words) and not self._is_narrow)
        self._fit()

    def set_narrow(self, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self.setVisible(bool(self.words) and not is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what one line holds; dots stand for the rest, and the tool tip says all of it."""
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._box.spacing() - self._sign.width()
        if room < 40:
            self._words.setText(self.words)
            return
        metrics = QFontMetricsF(theme.current().font("caption"))
        self._words.setText(metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room - 2))
