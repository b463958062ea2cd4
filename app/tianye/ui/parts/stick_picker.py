"""Where files are written or looked for: the sticks that are plugged in, and a folder of one's own choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.messages.dates import size_words
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.sticks import Stick, StickWatch, find_sticks

LITTLE_BYTES: Final = 20_000_000
"""With less room than this a stick is said to be nearly full."""
MOST_PATH: Final = 40
"""Letters of a path that are shown; its end says more than its beginning."""


class StickPicker(QWidget):
    """One place of several: a row a stick, and a folder. `chosen` brings the folder, None where there is none now.

    Sticks come and go by themselves while it is shown; the only one that can be written is chosen without asking.
    """

    chosen = Signal(object)

    def __init__(self, find: Callable[[], Sequence[Stick]] = find_sticks, *, memory: Path | None = None) -> None:
        """`find` returns the sticks, those plugged in as a rule; `memory` is the folder chosen another time."""
        super().__init__()
        self._own: Path | None = memory if memory is not None and memory.is_dir() else None
        self._sticks: tuple[Stick, ...] = ()
        self._rows: dict[Path | None, _PlaceRow] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._is_by_hand = self._was_folder = False
        self._watch = StickWatch(self, find)
        self._watch.looked.connect(self._show_sticks)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._nothing = _PlaceRow("stick")
        self._nothing.setEnabled(False)
        self._folder = _PlaceRow("folder")
        self._group.addButton(self._folder)
        self._folder.pressed.connect(self._keep_folder_state)
        self._folder.clicked.connect(self._folder_clicked)
        self._layout.addWidget(self._nothing)
        self._layout.addWidget(self._folder)
        self._layout.addStretch(1)
        self.setFocusProxy(self._folder)
        self._retranslate()

    @property
    def folder(self) -> Path | None:
        """The folder that is chosen and there, or None."""
        for root, row in self._rows.items():
            if row.isChecked():
                return root
        return self._own if self._folder.isChecked() else None

    @property
    def own_folder(self) -> Path | None:
        """The folder of one's own choice, chosen now or not; to be remembered."""
        return self._own

    @property
    def stick(self) -> Stick | None:
        """The stick that is chosen, or None: then it is a folder, or nothing."""
        return next((one for one in self._sticks if one.root == self.folder), None)

    def use(self, folder: Path) -> None:
        """Choose a folder of one's own."""
        self._own = folder
        self._is_by_hand = True
        self._folder.setChecked(True)
        self._retranslate()
        self.chosen.emit(self.folder)

    def look(self) -> None:
        """Look for sticks now."""
        self._watch.look()

    def _show_sticks(self, found: Sequence[Stick]) -> None:
        sticks = tuple(found)
        if sticks == self._sticks and (sticks or self._rows == {}):
            return
        before = self.folder
        are_others = [one.root for one in sticks] != [one.root for one in self._sticks]
        self._sticks = sticks
        if are_others:
            self._make_rows()
        self._retranslate()
        if self.folder != before:
            self.chosen.emit(self.folder)

    def _make_rows(self) -> None:
        held = self.folder
        for row in self._rows.values():
            self._group.removeButton(row)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for number, stick in enumerate(self._sticks):
            row = _PlaceRow("stick")
            row.clicked.connect(self._stick_clicked)
            self._group.addButton(row)
            self._layout.insertWidget(number, row)
            self._rows[stick.root] = row
        writable = [one.root for one in self._sticks if one.is_writable]
        for stick in self._sticks:
            self._rows[stick.root].setEnabled(stick.is_writable)
        if held in writable:
            self._rows[held].setChecked(True)
        elif not self._is_by_hand and len(writable) == 1:
            self._rows[writable[0]].setChecked(True)
        elif self._own is not None and (self._is_by_hand or not writable):
            self._folder.setChecked(True)
        self._nothing.setVisible(not self._sticks)
        self.updateGeometry()

    def _stick_clicked(self) -> None:
        self._is_by_hand = False
        self._show_folder()
        self.chosen.emit(self.folder)

    def _folder_clicked(self) -> None:
        if self._own is not None and not self._was_folder:
            # the first press takes the folder that stands there; only the next one asks for another
            self._is_by_hand = True
            self._show_folder()
            self.chosen.emit(self.folder)
            return
        folder = choose_folder(self, self.tr("Choose a folder"), self._own)
        if folder is not None:
            self.use(folder)
        elif self._own is None:
            self._group.setExclusive(False)
            self._folder.setChecked(False)
            self._group.setExclusive(True)
            self._make_rows()
        self.chosen.emit(self.folder)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for stick in self._sticks:
            row = self._rows[stick.root]
            free = self.tr("{size} free").format(size=size_words(stick.free))
            if not stick.is_writable:
                row.say(_shown(stick), self.tr("Locked: slide the switch at its side and plug it in again"), "error")
            elif stick.free < LITTLE_BYTES:
                row.say(_shown(stick), self.tr("Nearly full: {free}").format(free=free), "warn")
            else:
                row.say(_shown(stick), free)
        self._nothing.say(self.tr("No stick is plugged in"), self.tr("Plug one in: it shows up here by itself"))
        self._show_folder()

    def _keep_folder_state(self) -> None:
        self._was_folder = self._folder.isChecked()

    def _show_folder(self) -> None:
        if self._own is None:
            self._folder.say(self.tr("A folder"), self.tr("Send the file yourself, by WeChat or e-mail"))
            return
        line = (
            self.tr("Press again to choose another") if self._folder.isChecked() else self.tr("Press to use this one")
        )
        # two folders may have one name: where it lies tells them apart
        above = _short_path(self._own.parent)
        self._folder.say(
            self._own.name or str(self._own), self.tr("In {folder}. {line}").format(folder=above, line=line)
        )


def _short_path(folder: Path) -> str:
    """Return the end of a long path, which may break after each part of it."""
    text = str(folder)
    if len(text) > MOST_PATH:
        text = f"…{text[-MOST_PATH:]}"
    return "".join(f"{letter}\u200b" if letter in "/\\" else letter for letter in text)


def _shown(stick: Stick) -> str:
    drive = str(stick.root).rstrip("/\\")
    if drive.endswith(":"):
        return f"{stick.name} ({drive})" if stick.name else drive
    return stick.name or stick.root.name or drive


class _PlaceRow(QAbstractButton):
    """A radio button as a card: circle, picture, name, and a line in soft ink that may wrap."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon, self._name, self._line, self._tone = icon, "", "", ""
        self.setCheckable(True)
        # to a screen reader it is one of several, not a box to tick
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, name: str, line: str, tone: str = "") -> None:
        """Set the words; `tone` is `error`, `warn` or nothing."""
        self._name, self._line, self._tone = name, line, tone
        self.setAccessibleName(f"{name}, {line}".replace("\u200b", ""))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """The line wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the room of name and wrapped line."""
        look = theme.current()
        room = QRectF(0, 0, max(80, width - look.px(110)), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        name = QFontMetricsF(look.font("strong")).boundingRect(room, flags, self._name).height()
        line = QFontMetricsF(look.font("caption")).boundingRect(room, flags, self._line).height()
        return max(look.px(58), round(name + line) + look.px(22))

    def sizeHint(self) -> QSize:
        """Return two lines and a width for them."""
        look = theme.current()
        return QSize(look.px(280), self.heightForWidth(max(self.width(), look.px(280))))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from what there is."""
        return QSize(theme.current().px(200), self.heightForWidth(max(self.width(), theme.current().px(200))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, is_open = self.isChecked(), self.isEnabled()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "primary" if is_on else "line_strong" if is_open else "line"
        pen = QPen(look.color(edge), 2 if is_on else look.line)
        if not is_open:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = "primary_soft" if is_on and not look.is_contrast else "surface" if is_open else "paper"
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(box, 10, 10)
        middle, size = box.center().y(), look.px(20)
        ring = QRectF(look.px(18), middle - size / 2, size, size)
        if is_open:
            painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(ring)
            if is_on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("primary"))
                painter.drawEllipse(ring.adjusted(size * 0.25, size * 0.25, -size * 0.25, -size * 0.25))
        elif self._tone == "error":
            painter.drawPixmap(ring.topLeft(), look.pixmap("lock", size, "error", self.devicePixelRatio()))
        ink = "ink" if is_open else "ink_soft"
        picture = look.px(26)
        icon = look.pixmap(self._icon, picture, ink, self.devicePixelRatio())
        painter.drawPixmap(QRectF(look.px(52), middle - picture / 2, picture, picture).topLeft(), icon)
        self._draw_words(painter, QRectF(look.px(94), 0, self.width() - look.px(110), self.height()), ink)

    def _draw_words(self, painter: QPainter, box: QRectF, ink: str) -> None:
        look, flags = theme.current(), int(Qt.TextFlag.TextWordWrap)
        strong, caption = look.font("strong"), look.font("caption")
        room = QRectF(0, 0, box.width(), 10_000)
        name = QFontMetricsF(strong).boundingRect(room, flags, self._name).height()
        line = QFontMetricsF(caption).boundingRect(room, flags, self._line).height()
        top = (box.height() - name - line - 2) / 2
        painter.setFont(strong)
        painter.setPen(look.color(ink))
        painter.drawText(QRectF(box.x(), top, box.width(), name + 2), flags, self._name)
        soft = {"error": "error", "warn": "on_barley_soft"}.get(self._tone, "ink_soft")
        painter.setFont(caption)
        painter.setPen(look.color(soft if not look.is_contrast or self._tone == "error" else "ink"))
        painter.drawText(QRectF(box.x(), top + name + 2, box.width(), line + 2), flags, self._line)
