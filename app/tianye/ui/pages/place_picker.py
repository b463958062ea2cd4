"""Choosing where somebody lives: typed by name, pinyin or initials; the laptop's own counties come first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tianye.services.finding_places import PlaceFound, find_places, name_place
from tianye.ui import theme
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage

_SHOWN = 5
_CODE = int(Qt.ItemDataRole.UserRole)


class PlacePicker(QWidget):
    """A line to type in, and under it what it can mean; ↓ and Enter choose. `value` is a code, or empty."""

    changed = Signal()
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._code = ""
        self._words = ""
        self.line = QLineEdit()
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemClicked.connect(self._take)
        self.found.hide()
        self.nothing = Label("caption", wraps=True)
        self.nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.found)
        layout.addWidget(self.nothing)
        self.setFocusProxy(self.line)

    @property
    def value(self) -> str:
        """The code of the chosen place; empty for none."""
        return self._code

    @property
    def is_unfinished(self) -> bool:
        """Whether something is typed that names no place of the table yet."""
        return bool(self.line.text().strip()) and not self._code

    def close_list(self) -> None:
        """Take away what is offered, or that nothing is."""
        self.found.hide()
        self.nothing.hide()

    def show_code(self, code: str) -> None:
        """Show a place by its code, as it was kept."""
        place = name_place(code) if code else None
        self._choose(place or PlaceFound(code, code, ""))

    def setAccessibleName(self, name: str) -> None:
        """Name the line: the widget itself takes no focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.found.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and take from it while the cursor stays in the line."""
        if event.type() == QEvent.Type.FocusOut:
            self.found.hide()
            self.left.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.found.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.found.setCurrentRow(min(self.found.count() - 1, max(0, self.found.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._take(self.found.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.found.hide()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._code = self._words = ""
        self.changed.emit()
        self.nothing.hide()
        if not text.strip():
            self.found.hide()
            return
        self._stage.runner.ask(partial(find_places, text=text, limit=_SHOWN), self._show_found, key="places")

    def _show_found(self, places: list[PlaceFound]) -> None:
        if not self.line.hasFocus() or self._code:
            return
        self.found.clear()
        look = theme.current()
        for place in places:
            item = QListWidgetItem(f"{place.name}  {place.within}".strip())
            item.setData(_CODE, place)
            size = item.sizeHint()
            size.setHeight(look.size("control"))
            item.setSizeHint(size)
            self.found.addItem(item)
        self.found.setFixedHeight(look.size("control") * max(1, len(places)) + 4)
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(places))
        self.nothing.setText(self.tr("No place is called that. Try fewer letters, or the county first."))
        self.nothing.setVisible(not places)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._choose(item.data(_CODE))
            self.changed.emit()

    def _choose(self, place: PlaceFound) -> None:
        self._code, self._words = place.code, place.words
        self.line.setText(self._words)
        self.nothing.hide()
        self.found.hide()
