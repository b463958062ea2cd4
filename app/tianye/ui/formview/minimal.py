"""A select on one line: it shows what is chosen and opens its list below itself.

The list opens in the page and not in a window over it: input methods for Chinese do not reach such windows on every
desktop, a page can be scrolled, and nothing is covered.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.forms.definition import Kind
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.appearances import arrangement_of
from tianye.ui.formview.choosing import toggled
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.finder import Finder, draw_words
from tianye.ui.formview.items import MOST_ROWS
from tianye.ui.parts.buttons import Button


class OneLineEditor(Editor):
    """Space, ↓ or a letter opens the list, Enter takes a row, Esc closes; above a dozen choices it can be searched."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._is_many = node.kind is Kind.SELECT_MANY
        self._is_quick = arrangement_of(node.appearance).is_quick and not self._is_many
        self._chosen: list[str] = []
        self._words = ""
        self.line = _Line()
        self.clear = Button("quiet", "cross")
        self.finder = Finder(is_many=self._is_many, has_field=len(node.choices) > MOST_ROWS, takes_blank=True)
        self.finder.hide()
        self.line.clicked.connect(self._toggle)
        self.line.typed.connect(self._begin_with)
        self.line.digit.connect(self._take_digit)
        self.clear.clicked.connect(self._take_back)
        self.finder.taken.connect(self._take)
        self.finder.put_off.connect(self._close)
        self.finder.tabbed.connect(self._tabbed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.finder)
        self.retranslate()

    @property
    def is_open(self) -> bool:
        """Whether the list can be seen."""
        return not self.finder.isHidden()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the choices and what is taken."""
        self._chosen = node.value.split()
        self.finder.show_choices(node.choices, second.choices if second else (), self._chosen)
        self.setEnabled(not node.is_readonly)
        self.retranslate()

    def retranslate(self) -> None:
        """Word what is chosen."""
        found = self.finder.found
        shown = self.tr(", ").join(found.label_of(value) for value in self._chosen)
        second = self.tr(", ").join(filter(None, (found.second_label_of(value) for value in self._chosen)))
        self.line.say(shown or self.tr("Choose"), second, is_blank=not shown)
        self.line.setAccessibleName(" ".join(part for part in (self._words, self.line.text(), second) if part))
        self.clear.setText(self.tr("Take back"))
        self.clear.setVisible(bool(self._chosen))

    def name_it(self, words: str) -> None:
        """Name line, field and list."""
        self._words = words
        self.finder.name_it(words)
        self.retranslate()

    def first(self) -> QWidget:
        """Return the line, or what is inside while it is open."""
        return self.finder.first() if self.is_open else self.line

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show the line as wrong."""
        self.line.mark_wrong(is_wrong)

    # ---- opening and taking ----------------------------------------------------------------------------------------

    def _toggle(self) -> None:
        if self.is_open:
            self._close()
        else:
            self._open()

    def _open(self) -> None:
        self.finder.show()
        self.line.set_open(True)
        self.finder.go_to(self._chosen[0] if self._chosen else "")
        self.finder.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _close(self) -> None:
        self.line.set_open(False)
        if self.is_open:
            if (focused := QApplication.focusWidget()) is not None and self.finder.isAncestorOf(focused):
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.finder.hide()
            self.finder.start_over()

    def _tabbed(self) -> None:
        # from the field to its list is still inside
        if not (self.finder.field.hasFocus() or self.finder.list.hasFocus()):
            self._close()

    def _begin_with(self, letters: str) -> None:
        self._open()
        self.finder.begin_with(letters)

    def _take_digit(self, place: int) -> None:
        if self.finder.has_field:
            self._begin_with(str(place + 1))
        elif place < self.finder.found.rowCount():
            self._take(self.finder.found.choice(place).value)

    def _take(self, value: str) -> None:
        self._give(toggled(self._chosen, value, is_many=self._is_many))
        if not self._is_many:
            self._close()
            if self._is_quick:
                self.done.emit()

    def _take_back(self) -> None:
        self._give([])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, values: list[str]) -> None:
        self._chosen = values
        self.finder.found.mark_chosen(frozenset(values))
        self.retranslate()
        self.given.emit(" ".join(values))


class _Line(QAbstractButton):
    """Looks like a field with an arrow; `typed` brings a letter, `digit` the place that 1 to 9 mean, from 0."""

    typed = Signal(str)
    digit = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._second = ""
        self._is_blank = True
        self._is_open = False
        self._is_wrong = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str, second: str, *, is_blank: bool) -> None:
        """Show what is chosen, in one or two languages."""
        self._second, self._is_blank = second, is_blank
        self.setText(words)
        self.setToolTip("")
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Turn the arrow."""
        self._is_open = is_open
        self.update()

    def mark_wrong(self, is_wrong: bool) -> None:
        """Draw the line round it as wrong."""
        self._is_wrong = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of an input."""
        look = theme.current()
        return QSize(look.px(240), look.size("input"))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        look = theme.current()
        return QSize(look.px(120), look.size("input"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Space, ↓, F4 and letters; leave Enter and Tab to the page."""
        key, text = event.key(), event.text()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_letter = bool(text) and text.isprintable() and not text.isspace()
        if is_plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.digit.emit(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.click()
        elif is_letter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        line, width = "line_strong", look.line
        if self._is_wrong:
            line, width = "error", 2
        elif self._is_open or (self.underMouse() and self.isEnabled()):
            line = "primary"
        painter.setPen(QPen(look.color(line), width))
        painter.setBrush(look.color("surface" if self.isEnabled() else "disabled_bg"))
        painter.drawRoundedRect(box, 8, 8)
        size = look.size("icon_small")
        ink = "ink_soft" if self.isEnabled() else "disabled_ink"
        pixmap = look.pixmap("caret-up" if self._is_open else "caret-down", size, ink, self.devicePixelRatio())
        painter.drawPixmap(QPointF(box.right() - size - look.px(12), box.center().y() - size / 2), pixmap)
        inside = box.adjusted(look.px(14), 0, -size - look.px(20), 0)
        painter.setClipRect(inside)
        words = "ink_faint" if self._is_blank else "ink"
        x = draw_words(painter, inside, inside.x(), self.text(), words if self.isEnabled() else ink, is_bold=False)
        if self._second:
            draw_words(painter, inside, x + look.px(12), self._second, "ink_soft", is_bold=False)
