"""How it is shown: language, palette and size of the text, at the foot of the rail and of the start's cover."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from tianye.ui import theme
from tianye.ui.messages.language import LANGUAGES
from tianye.ui.parts.stage import Stage


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
        self._all = _Switch("sliders")
        self._all.hide()
        for switch in (self._language, self._palette, self._text, self._all):
            self._box.addWidget(switch)
        self._box.addStretch(1)
        for switch in (self._language, self._palette, self._text):
            self._all.offer_menu(switch)
        self._retranslate()
        stage.theme.changed.connect(self._show_chosen)
        stage.language.changed.connect(self._show_chosen)

    def set_short(self, is_short: bool) -> None:
        """Let one button with all the choices stand for the three, where there is no height for them."""
        self._all.setVisible(is_short)
        for switch in (self._language, self._palette, self._text):
            switch.setVisible(not is_short)

    def height_of(self, *, is_short: bool) -> int:
        """Return the height with one button, or with the three as they stand."""
        side = self._all.sizeHint().height()
        is_column = self._box.direction() == QHBoxLayout.Direction.TopToBottom
        rows = 3 if is_column and not is_short else 1
        return 4 + rows * side + (rows - 1) * self._box.spacing()

    def set_narrow(self, is_narrow: bool) -> None:
        """Stand one above the other where there is no width."""
        self._box.setDirection(QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight)
        for switch in (self._language, self._palette, self._text, self._all):
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
        self._all.say(self.tr("Language, colours, text size"))
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

    def say(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def offer_menu(self, other: _Switch) -> None:
        """Offer the choices of another switch in a menu of their own."""
        self._menu.addMenu(other._menu)

    def offer(self, name: str, choices: Sequence[tuple[str, str]], choose: object) -> None:
        self.say(name)
        self._menu.setTitle(name)
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
