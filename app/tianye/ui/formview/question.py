"""One question on a page: number, words, the other language, hint, the answer, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.forms.definition import SELECTS, Kind
from tianye.forms.entry.told import PLACES
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.answer_words import TOLD, answer_words
from tianye.ui.formview.appearances import has_word, is_one_line, is_searched, lines_of
from tianye.ui.formview.choosing import RowsEditor, SearchedEditor, TickEditor, labels_of
from tianye.ui.formview.counting import CounterEditor
from tianye.ui.formview.drawing import DRAWN, DrawEditor
from tianye.ui.formview.editor import Editor, stops_in
from tianye.ui.formview.grid import GridLine, GridMargin
from tianye.ui.formview.items import MOST_ROWS, MOST_UPRIGHT, Item
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.media import Means
from tianye.ui.formview.minimal import OneLineEditor
from tianye.ui.formview.moments import MomentEditor
from tianye.ui.formview.photos import PhotoEditor
from tianye.ui.formview.places import PointEditor
from tianye.ui.formview.ranges import MOST_STEPS, PickerEditor, SliderEditor, StepsEditor, steps_of
from tianye.ui.formview.ranking import RankEditor
from tianye.ui.formview.rating import MOST_STARS, StarsEditor
from tianye.ui.formview.recording import HeardEditor, SoundEditor
from tianye.ui.formview.rows import AnswerRows
from tianye.ui.formview.shown_media import ShownMedia
from tianye.ui.formview.taking import sort_of
from tianye.ui.formview.typing import LineEditor, TextEditor
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.formview.walks import WalkEditor
from tianye.ui.formview.words import Words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.labels import Label

_MOMENTS = frozenset({"date", "time", "dateTime"})


class ShownOnly(Editor):
    """A value that is shown and cannot be changed here."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("lead", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the value."""
        shown = labels_of(node) if node.choices else [node.value]
        if node.value and (node.is_masked or node.value_type in TOLD):
            shown = [answer_words(node)]
        self.label.setText(self.tr(", ").join(shown))
        self.label.setVisible(bool(self.label.text()))

    def first(self) -> QWidget:
        """Return itself: nothing here takes the focus."""
        return self


def kind_of_editor(node: Node) -> str:
    """Return which editor a node wants; one that changes means another widget."""
    if node.kind is Kind.UPLOAD:
        return f"upload {node.media_type} {node.appearance}"
    if not node.is_asked:
        return "shown"
    if node.kind is Kind.TRIGGER:
        return "tick"
    if node.kind is Kind.RANK:
        return "rank"
    if node.kind in SELECTS:
        return _kind_of_select(node)
    if node.kind is Kind.RANGE:
        return f"range {node.range_bounds} {node.appearance}"
    if node.value_type in PLACES:
        return "place"
    if node.value_type in _MOMENTS:
        return f"moment {node.appearance}"
    return "text" if lines_of(node) > 1 else "line"


def _kind_of_select(node: Node) -> str:
    is_long = len(node.choices) > MOST_ROWS
    if is_one_line(node):
        return f"one-line {is_long}"
    return "search" if is_long or is_searched(node) else "rows"


def make_editor(node: Node, means: Means) -> Editor:
    """Return the editor for a node."""
    match kind_of_editor(node).split()[0]:
        case "upload":
            return make_upload(node, means)
        case "tick":
            return TickEditor()
        case "rank":
            return RankEditor()
        case "search":
            return SearchedEditor(node)
        case "one-line":
            return OneLineEditor(node)
        case "rows":
            return RowsEditor(node, means)
        case "range":
            return make_range(node)
        case "place":
            return PointEditor(node, means) if node.value_type == "geopoint" else WalkEditor(node, means)
        case "moment":
            return MomentEditor(node, means.now)
        case "text":
            return TextEditor(node)
        case "line":
            return CounterEditor(node) if node.value_type == "int" and has_word(node, "counter") else LineEditor(node)
    return ShownOnly()


def make_range(node: Node) -> Editor:
    """Return the editor that fits a range."""
    count = len(steps_of(node))
    if has_word(node, "rating") and count <= MOST_STARS + 1:
        return StarsEditor(node)
    if has_word(node, "picker"):
        return PickerEditor(node)
    most = MOST_UPRIGHT if has_word(node, "vertical") else MOST_STEPS
    return StepsEditor(node) if count <= most else SliderEditor(node)


def make_upload(node: Node, means: Means) -> UploadEditor:
    """Return the editor for a question that is answered by a file."""
    match sort_of(node.media_type):
        case "image" if has_word(node, *DRAWN):
            return DrawEditor(node, means)
        case "image":
            return PhotoEditor(node, means)
        case "audio":
            return SoundEditor(node, means)
        case "video":
            return HeardEditor(node, means)
    return UploadEditor(node, means)


class Question(QWidget):
    """A question or note. `answered` brings a value, `file_given` a `Make`; `entered` comes when it takes the focus."""

    answered = Signal(str)
    file_given = Signal(object)
    entered = Signal()
    half_typed = Signal(str)
    """What is typed and is no value has changed: `Editor.half`."""
    done = Signal()
    opened = Signal()

    def __init__(self, item: Item, second: Node | None, means: Means) -> None:
        super().__init__()
        self.node = item.node
        self._second = second
        self._number = 0
        self._is_due = False
        self._was_left = False
        self._refusal = self.half = ""
        self.under_way = 0
        self._is_shown = False
        """Answers given here whose effect has not come back yet."""
        self.editor_kind = kind_of_editor(item.node)
        self._is_in_grid = item.is_in_grid
        self.editor = RowsEditor(item.node, is_below_heads=True) if item.is_in_grid else make_editor(item.node, means)
        is_note = item.node.kind is Kind.NOTE
        self.number = Label("lead")
        self.label, self.second = (
            Words("body" if is_note else "lead" if item.is_in_grid else "question"),
            Words("lead", "ink_soft" if is_note else "ink"),
        )
        self.hint, self.guidance = Words("caption", "ink_soft"), Words("caption", "ink_soft")
        self.media = ShownMedia(means)
        self.several = Label("caption", wraps=True)
        self.sign = Picture("warning", "error", 20)
        self.error = Label("error", wraps=True)
        self._lay_out(is_note)
        self.editor.given.connect(self._given)
        self.editor.file_given.connect(self._file_given)
        self.editor.left.connect(self._editor_left)
        self.editor.part_typed.connect(self._keep_half)
        self.editor.done.connect(self.done)
        self.editor.opened.connect(self.opened)
        self.show_item(item, second)

    def _lay_out(self, is_note: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        margin = GridMargin() if self._is_in_grid else None
        said = column if margin is None else self._said_beside(column, margin)
        for part in (self.label, self.second, self.hint, self.guidance, self.media, self.several):
            said.addWidget(part)
        if not self._is_in_grid:
            column.addSpacing(2 if is_note else 6)
            column.addWidget(self.editor)
        # a widget and no mere layout: an empty layout would hold the column narrow
        self.told = QWidget()
        told = QHBoxLayout(self.told)
        told.setSpacing(8)
        told.setContentsMargins(0, 6, 0, 0)
        told.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.error, 1)
        column.addWidget(self.told)
        self.number.setMinimumWidth(30)
        # two figures in large text are wider than that and must not touch the question
        self.number.setContentsMargins(0, 0, 6, 0)
        self.number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(4)
        if margin is not None:
            margin.hold(self.number)
            row.addWidget(margin)
        else:
            row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _said_beside(self, column: QVBoxLayout, margin: GridMargin) -> QVBoxLayout:
        """Put the words of a line of a grid beside its signs; return where they go."""
        assert isinstance(self.editor, RowsEditor)
        words = QWidget()
        said = QVBoxLayout(words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        line = GridLine(words, self.editor)
        line.placed.connect(margin.begin_at)
        column.addWidget(line)
        return said

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def fits(self, item: Item) -> bool:
        """Say whether this widget can go on showing an item."""
        return (
            item.node.ref == self.node.ref
            and item.is_in_grid == self._is_in_grid
            and item.node.kind is self.node.kind
            and kind_of_editor(item.node) == self.editor_kind
        )

    def show_item(self, item: Item, second: Node | None) -> None:
        """Show the node as it is now; an answer under way here is not overwritten."""
        is_same = item.node is self.node and second is self._second and item.number == self._number
        if is_same and self._is_shown:
            # what nothing has changed is the same object as before
            return
        self.node, self._second, self._number = item.node, second, item.number
        self._is_shown = not self.under_way
        if self._is_shown:
            self.editor.show_node(item.node, second)
        self._word()
        self._tell()

    def stops(self) -> list[QWidget]:
        """Return what Tab leads to, in the order in which it is seen."""
        return [*stops_in(self.media), *self.editor.stops()]

    def _word(self) -> None:
        node, second = self.node, self._second
        words = plain(node.label) or (node.name if node.is_asked else "")
        self.number.setText(str(self._number) if self._number else "")
        # the editor of a question is named by its words alone
        is_optional = node.is_asked and not node.is_required
        self.label.say(self.tr("{question} (optional)").format(question=words) if is_optional and words else words)
        self.second.say(second_words(node.label, second.label if second else None))
        self.hint.say(self._with_second(node.hint, second.hint if second else None))
        self.guidance.say(self._with_second(node.guidance, second.guidance if second else None))
        is_several = node.kind is Kind.SELECT_MANY and node.is_asked and not self._is_in_grid
        self.several.setText(self.tr("Several can be chosen.") if is_several else "")
        self.several.setVisible(is_several)
        self.media.show_media(node.media or (second.media if second else ()), words)
        self.editor.name_it(words)

    def _with_second(self, first: str | None, second: str | None) -> str:
        return "\n".join(part for part in (plain(first), second_words(first, second)) if part)

    # ---- what is wrong ---------------------------------------------------------------------------------------------

    def wrong(self) -> str:
        """Return what keeps this question from being right now, in a sentence; empty for nothing."""
        if not self.node.is_asked:
            return ""
        told = self.editor.problem() or self._refusal
        if told:
            return told
        if self.under_way or self.node.violation is None:
            return ""
        if self.node.violation == "required":
            return plain(self.node.message) or self.tr("An answer is needed here.")
        return plain(self.node.message) or self.tr("This answer does not fit. Ask again and look at it once more.")

    def make_due(self) -> None:
        """Say from now on what is wrong here, a missing answer too."""
        self._is_due = True
        self._tell()

    def refuse(self, sentence: str) -> None:
        """Say why an answer was not taken; until another one is given."""
        self.editor.refuse()
        self._refusal = sentence
        self._was_left = True
        self._tell()

    @property
    def number_shown(self) -> int:
        """The number before the question, 0 for a note."""
        return self._number

    @property
    def signs(self) -> AnswerRows | None:
        """The signs of a line of a grid, None for a question that stands by itself."""
        return self.editor.rows if self._is_in_grid and isinstance(self.editor, RowsEditor) else None

    @property
    def shows_error(self) -> bool:
        """Whether something is said to be wrong."""
        return bool(self.error.text())

    def _tell(self) -> None:
        is_missing = self.node.violation == "required" and not self.editor.problem() and not self._refusal
        told = self.wrong() if self._is_due or (self._was_left and not is_missing) else ""
        self.error.setText(told)
        self.told.setVisible(bool(told))
        self.editor.mark_wrong(bool(told))
        self.editor.first().setAccessibleDescription(told or self.editor.remark())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar at the left of a question that is wrong."""
        super().paintEvent(event)
        if self.shows_error:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().color("error"))
            painter.drawRoundedRect(QRectF(0, 0, 5, self.height()), 2, 2)

    # ---- what is done ----------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Give what was typed here and not given yet."""
        self.editor.commit()
        self._editor_left()

    def settle(self) -> None:
        """An answer given here has come back."""
        self.under_way = max(0, self.under_way - 1)

    def _given(self, value: str) -> None:
        self._refusal = ""
        if self.node.kind in SELECTS or self.node.kind in (Kind.TRIGGER, Kind.RANGE):
            # picking is leaving: the answer is whole at once
            self._was_left = True
        self.under_way += 1
        self._is_shown = False
        self.answered.emit(value)
        self._keep_half()

    def _file_given(self, make: object) -> None:
        self._refusal = ""
        self._was_left = True
        self.under_way += 1
        self._is_shown = False
        self.file_given.emit(make)

    def _editor_left(self) -> None:
        self._was_left = True
        self._keep_half()
        self._tell()

    def _keep_half(self) -> None:
        if (half := self.editor.half()) != self.half:
            self.half = half
            self.half_typed.emit(half)

    def show_half(self, half: str) -> None:
        """Show what was typed here before and was no value, and say so."""
        self.half, self._was_left = half, True
        self.editor.show_half(half)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
            self._tell()
