"""The rail: the places of a workspace, always visible, Alt+1 to Alt+7; who works here, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tianye.ui import theme
from tianye.ui.messages.language import LANGUAGES
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import draw_program_mark
from tianye.ui.parts.stage import Place, Stage, Workspace


class Rail(QFrame):
    """Buttons for the places, the program's sign above, the switches below; `chosen` brings a place's name."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, stage: Stage) -> None:
        super().__init__()
        self._workspace = workspace
        self._stage = stage
        self._is_narrow = False
        self._head = _Head()
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(6)
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
        self._operator, self._station = _FootLine("user"), _FootLine("laptop")
        layout.addWidget(self._operator)
        layout.addWidget(self._station)
        self._switches = Switches(stage)
        layout.addWidget(self._switches)
        stage.counted.connect(self._count)
        stage.foot_said.connect(self._say_foot)
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
        for button in self._buttons.values():
            button.set_narrow(self._is_narrow)
        self._head.set_narrow(self._is_narrow)
        self._operator.set_narrow(self._is_narrow)
        self._station.set_narrow(self._is_narrow)
        self._switches.set_narrow(self._is_narrow)

    def _count(self, place: str, number: int) -> None:
        if place in self._buttons:
            self._buttons[place].set_count(number)

    def _say_foot(self, operator: str, station: str) -> None:
        self._operator.say(operator)
        self._station.say(station)

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


class _FootLine(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._words = Label("rail_faint", wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(22, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(Picture(icon, "rail_faint", 16))
        layout.addWidget(self._words, 1)
        self._is_narrow = False
        self.hide()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words) and not self._is_narrow)

    def set_narrow(self, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self.setVisible(bool(self._words.text()) and not is_narrow)


class Switches(QWidget):
    """Language, palette and text size, changed at any moment; three buttons with menus."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._language = _Switch("language")
        self._palette = _Switch("contrast")
        self._text = _Switch("text-size")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(14, 4, 14, 0)
        self._box.setSpacing(8)
        for switch in (self._language, self._palette, self._text):
            self._box.addWidget(switch)
        self._box.addStretch(1)
        self._retranslate()
        stage.theme.changed.connect(self._show_chosen)
        stage.language.changed.connect(self._show_chosen)

    def set_narrow(self, is_narrow: bool) -> None:
        """Stand one above the other where there is no width."""
        self._box.setDirection(QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight)
        for switch in (self._language, self._palette, self._text):
            self._box.setAlignment(switch, Qt.AlignmentFlag.AlignHCenter if is_narrow else Qt.AlignmentFlag.AlignLeft)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._language.offer(self.tr("Language"), list(LANGUAGES.items()), self._stage.language.choose)
        palettes = [
            (theme.SYSTEM, self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        ]
        self._palette.offer(self.tr("Colours"), palettes, self._stage.theme.choose)
        sizes = [(str(percent), f"{percent} %") for percent in theme.TEXT_PERCENTS]
        self._text.offer(self.tr("Text size"), sizes, lambda name: self._stage.theme.choose(text_percent=int(name)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._language.show_chosen(self._stage.language.code)
        self._palette.show_chosen(self._stage.theme.choice)
        self._text.show_chosen(str(self._stage.theme.text_percent))


class _Switch(QAbstractButton):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._menu = QMenu(self)
        self._actions = QActionGroup(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)

    def offer(self, name: str, choices: Sequence[tuple[str, str]], choose: object) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._menu.clear()
        for action in self._actions.actions():
            self._actions.removeAction(action)
        for value, text in choices:
            action = QAction(text, self._menu, checkable=True)
            action.setData(value)
            self._actions.addAction(action)
            self._menu.addAction(action)
            if callable(choose):
                # the menu must be closed before its own texts are exchanged
                action.triggered.connect(lambda _=False, value=value: choose(value), Qt.ConnectionType.QueuedConnection)

    def sizeHint(self) -> QSize:
        side = max(44, theme.current().px(24))
        return QSize(side + 2, side)

    def show_chosen(self, value: str) -> None:
        for action in self._actions.actions():
            action.setChecked(action.data() == value)

    def choices(self) -> list[QAction]:
        """Return what the menu offers."""
        return self._actions.actions()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("rail_hover"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        size = look.px(22)
        pixmap = look.pixmap(self._icon, size, "rail_text", self.devicePixelRatio())
        painter.drawPixmap(QPointF((self.width() - size) / 2, (self.height() - size) / 2), pixmap)
