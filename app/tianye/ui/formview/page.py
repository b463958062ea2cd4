"""The questions of one page, kept in step with the entry: what stays is changed in place, so cursor and focus stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tianye.forms.nodes import Node
from tianye.ui.formview.blocks import Block
from tianye.ui.formview.editor import stops_in
from tianye.ui.formview.grid import GridHeads
from tianye.ui.formview.items import Item
from tianye.ui.formview.media import Means
from tianye.ui.formview.question import Question
from tianye.ui.parts.labels import rule
from tianye.ui.parts.revealing import reveal

LATER_MS = 30
Part = Question | Block | GridHeads


class FormPage(QWidget):
    """The questions of a page under one another; `answered` brings ref and value, `entered` the ref with the focus."""

    answered = Signal(str, str)
    file_given = Signal(str, object)
    half_typed = Signal(str, str)
    entered = Signal(str)
    done = Signal(str)
    removal_wanted = Signal(str)
    more_wanted = Signal(str)
    arranged = Signal()
    """Something on it has another place or another size."""

    def __init__(self, means: Means, followers: Sequence[QWidget] = ()) -> None:
        """Make it; Tab leads from its last question to the `followers`."""
        super().__init__()
        self._followers = followers
        self._means = means
        self._parts: dict[str, Part] = {}
        self._rules: dict[str, QWidget] = {}
        self.halves: dict[str, str] = {}
        """What is typed and is no value, by ref, on other pages too."""
        self._is_new = True
        self._wanted: tuple[QWidget | None, QWidget | None] = (None, None)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._reveal_again)
        self.setProperty("clear", "true")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 24, 14)
        self._layout.setSpacing(10)
        self._layout.addStretch(1)

    @property
    def margins(self) -> QMargins:
        """What is left free round its parts."""
        return self._layout.contentsMargins()

    @property
    def questions(self) -> list[Question]:
        """The questions from top to bottom, notes too."""
        return [part for part in self._parts.values() if isinstance(part, Question)]

    def grids(self) -> list[tuple[GridHeads, list[Question]]]:
        """Return the grids of the page: their heads, and their lines from top to bottom."""
        grids: list[tuple[GridHeads, list[Question]]] = []
        for part in self._parts.values():
            if isinstance(part, GridHeads):
                grids.append((part, []))
            elif grids and isinstance(part, Question) and part.signs is not None:
                grids[-1][1].append(part)
        return grids

    def question(self, ref: str) -> Question | None:
        """Return the question of a ref."""
        part = self._parts.get(f"question {ref}")
        return part if isinstance(part, Question) else None

    def set_halves(self, halves: Mapping[str, str]) -> None:
        """Take what is typed and is no value, by ref; questions that show something else are made anew."""
        for question in self.questions:
            if question.half != halves.get(question.node.ref, ""):
                self._take_away(f"question {question.node.ref}")
        self.halves = dict(halves)

    def _keep_half(self, ref: str, half: str) -> None:
        self.halves.pop(ref, None)
        if half:
            self.halves[ref] = half
        self.half_typed.emit(ref, half)

    def show_items(self, items: Sequence[Item], second: Mapping[str, Node]) -> None:
        """Show items: those that are here already stay, others come and go around them."""
        wanted = {item.key: item for item in items}
        # every part that comes into sight would have all of them laid out anew
        is_filled = len(wanted.keys() - self._parts.keys()) > 1
        self._layout.setEnabled(not is_filled)
        for key in [key for key, part in self._parts.items() if not _can_stay(part, wanted.get(key))]:
            self._take_away(key)
        parts: dict[str, Part] = {}
        place = 0
        for number, item in enumerate(items):
            part = self._parts.get(item.key)
            other = second.get(item.node.ref)
            if part is None:
                part = self._made(item, other)
            elif not isinstance(part, GridHeads):
                part.show_item(item, other)
            if isinstance(part, GridHeads):
                part.show_heads(item, second)
            needs_rule = bool(item.number) and number > 0 and items[number - 1].kind == "question"
            place = self._put_rule(item.key, place, is_wanted=needs_rule)
            self._put(part, place)
            place += 1
            parts[item.key] = part
        if is_filled:
            self._layout.setEnabled(True)
            self._layout.invalidate()
        has_moved = list(parts.values()) != list(self._parts.values())
        self._parts = parts
        if has_moved or self._is_new:
            self._order_tabs()
        self._is_new = False
        self.arranged.emit()

    def _made(self, item: Item, second: Node | None) -> Part:
        ref = item.node.ref
        if item.kind == "heads":
            return GridHeads()
        if item.kind != "question":
            block = Block(item, second)
            block.removal_wanted.connect(self.removal_wanted)
            block.more_wanted.connect(self.more_wanted)
            return block
        question = Question(item, second, self._means)
        question.answered.connect(lambda value: self.answered.emit(ref, value))
        question.file_given.connect(lambda make: self.file_given.emit(ref, make))
        question.half_typed.connect(lambda half: self._keep_half(ref, half))
        if half := self.halves.get(ref, ""):
            question.show_half(half)
        question.done.connect(lambda: self.done.emit(ref))
        question.opened.connect(lambda: self.reveal(question.editor, QApplication.focusWidget()))
        return question

    def _put(self, part: QWidget, place: int) -> None:
        item = self._layout.itemAt(place)
        if item is not None and item.widget() is part:
            return
        self._layout.insertWidget(place, part)
        part.show()

    def _put_rule(self, key: str, place: int, *, is_wanted: bool) -> int:
        line = self._rules.get(key)
        if not is_wanted:
            if line is not None:
                self._drop(self._rules.pop(key))
            return place
        if line is None:
            line = self._rules[key] = rule()
        self._put(line, place)
        return place + 1

    def _take_away(self, key: str) -> None:
        self._drop(self._parts.pop(key))
        if (line := self._rules.pop(key, None)) is not None:
            self._drop(line)

    def _drop(self, part: QWidget) -> None:
        self._layout.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom, also through what appeared later."""
        stops: list[QWidget] = []
        for part in self._parts.values():
            stops += part.stops() if isinstance(part, Question) else stops_in(part)
        for one, other in pairwise([*stops, *self._followers]):
            QWidget.setTabOrder(one, other)

    # ---- moving ----------------------------------------------------------------------------------------------------

    def focus(self, ref: str, *, selects: bool = True) -> None:
        """Give a question the focus and bring it into sight: its words first, or what is said to be wrong with it.

        Unless it `selects`, what was typed is gone on with: the next key does not take its place.
        """
        question = self.question(ref)
        if question is not None:
            first = question.editor.first()
            first.setFocus(Qt.FocusReason.TabFocusReason)
            if not selects and isinstance(first, QLineEdit):
                first.end(False)
            self.reveal(question, question.told if question.shows_error else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down in a grid."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        question = self.holding(QApplication.focusWidget())
        step = steps.get(Qt.Key(event.key()), 0)
        if question is None or not step or not self._step_in_grid(question, step):
            super().keyPressEvent(event)

    def _step_in_grid(self, question: Question, step: int) -> bool:
        """Go to the same column of the line above or below; False where the question is no line of a grid."""
        lines = [one for one in self.questions if one.signs is not None]
        if question not in lines or question.signs is None:
            return False
        target = lines[min(len(lines) - 1, max(0, lines.index(question) + step))]
        if target.signs is not None and target is not question:
            target.signs.go_to(min(max(0, question.signs.place()), len(target.signs.rows) - 1))
            self.reveal(target, target.editor.first())
        return True

    def reveal(self, part: QWidget, control: QWidget | None = None) -> None:
        """Scroll so that a part can be seen, once more when what was just added to it has found its place."""
        self._reveal(part, control)
        if self.isVisible():
            self._wanted = (part, control)
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that its parts stand elsewhere."""
        super().resizeEvent(event)
        self.arranged.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Scroll no more."""
        self._later.stop()
        super().hideEvent(event)

    def _reveal_again(self) -> None:
        (part, control), self._wanted = self._wanted, (None, None)
        if part is not None and shiboken6.isValid(part) and self.isAncestorOf(part):
            self._reveal(part, control if control is not None and shiboken6.isValid(control) else None)

    def _reveal(self, part: QWidget, control: QWidget | None) -> None:
        reveal(part, control)
        parts = list(self._parts.values())
        place = next((number for number, one in enumerate(parts) if one is part), 0)
        # with the head of its group, or of its grid, over it; over the first question with all that is said there
        is_first = not any(isinstance(one, Question) and one.number_shown for one in parts[:place])
        begin = place
        while begin and (is_first or not isinstance(parts[begin - 1], Question)):
            begin -= 1
        if begin == place:
            return
        room = self.visibleRegion().boundingRect().height()
        if part.geometry().bottom() - parts[begin].geometry().top() <= room:
            reveal(parts[begin])

    def holding(self, widget: QWidget | None) -> Question | None:
        """Return the question that a widget belongs to."""
        while widget is not None and widget is not self:
            if isinstance(widget, Question):
                return widget
            widget = widget.parentWidget()
        return None


def _can_stay(part: Part, item: Item | None) -> bool:
    return item is not None and (not isinstance(part, Question) or part.fits(item))
