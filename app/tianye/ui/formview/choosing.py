"""Choosing from a list: rows where there are few answers, a field to search in where there are many."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui import theme
from tianye.ui.formview import multimedia
from tianye.ui.formview.appearances import Arrangement, arrangement_of
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.finder import Finder
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.media import Means
from tianye.ui.formview.rows import Answer, AnswerRows
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.labels import Label


def answers_of(node: Node, second: Node | None) -> list[Answer]:
    """Return the choices of a node as they are drawn; a choice without a label is called by its value."""
    others = {choice.value: choice.label for choice in second.choices} if second is not None else {}
    return [_answer(choice, others.get(choice.value)) for choice in node.choices]


def _answer(choice: Choice, other: str | None) -> Answer:
    files = dict(choice.media)
    picture = files.get("image") or files.get("big-image", "")
    words = plain(choice.label) or ("" if picture else choice.value)
    return Answer(choice.value, words, second_words(choice.label, other), picture, files.get("audio", ""))


def labels_of(node: Node) -> list[str]:
    """Return the words of what is chosen, in the order of the answer; of 50,000 choices only those are looked at."""
    chosen = node.value.split()
    wanted = frozenset(chosen)
    labels = {choice.value: plain(choice.label) or choice.value for choice in node.choices if choice.value in wanted}
    return [labels.get(value, value) for value in chosen]


class RowsEditor(Editor):
    """A few answers as rows; pressing the chosen one of a single choice again takes it back."""

    def __init__(self, node: Node, means: Means | None = None, *, is_below_heads: bool = False) -> None:
        """Make rows, or bare signs where the words of the choices stand in the heads of a grid."""
        super().__init__()
        self._is_many = node.kind is Kind.SELECT_MANY
        self._arrangement = arrangement_of(node.appearance)
        shape = Arrangement("cells") if is_below_heads else self._arrangement
        self.rows = AnswerRows(is_many=self._is_many, arrangement=shape, means=means)
        self.rows.picked.connect(self._picked)
        self.silent = Label("caption", wraps=True)
        self.silent.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.rows)
        layout.addWidget(self.silent)

    def retranslate(self) -> None:
        """Say where sounds of the answers cannot be heard."""
        self.silent.setText(self.tr("These answers have sounds, which this laptop cannot play."))

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show choices and which are taken."""
        has_sound = any(kind == "audio" for choice in node.choices for kind, _ in choice.media)
        self.silent.setVisible(has_sound and not multimedia.can_play())
        self.retranslate()
        self.rows.show_answers(answers_of(node, second), frozenset(node.value.split()))
        self.rows.setEnabled(not node.is_readonly)

    def name_it(self, words: str) -> None:
        """Let bare signs say the question too."""
        self.rows.name_it(words)

    def first(self) -> QWidget:
        """Return the chosen row, else the first."""
        return self.rows.first()

    def _picked(self, values: list[str]) -> None:
        self.given.emit(" ".join(values))
        if self._arrangement.is_quick and values and not self._is_many:
            self.done.emit()


class TickEditor(Editor):
    """One box to tick: «I have read this»."""

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False
        self.rows = AnswerRows(is_many=True, arrangement=Arrangement(columns=1))
        self.rows.picked.connect(lambda values: self.given.emit("OK" if values else ""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show whether it is ticked."""
        self._is_on = node.value == "OK"
        self.retranslate()
        self.rows.setEnabled(not node.is_readonly)

    def retranslate(self) -> None:
        """Word the box."""
        self.rows.show_answers([Answer("OK", self.tr("Yes, understood"))], frozenset(["OK"] if self._is_on else ()))

    def first(self) -> QWidget:
        """Return the box."""
        return self.rows.first()


class SearchedEditor(Editor):
    """Many answers: what is chosen stands above, a field to search in, the found ones below it."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._is_many = node.kind is Kind.SELECT_MANY
        self._chosen: list[str] = []
        self.finder = Finder(is_many=self._is_many)
        self.said = Label("strong", wraps=True)
        self.clear = Button("quiet", "cross")
        self.finder.taken.connect(self._take)
        self.clear.clicked.connect(lambda: self._give([]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        row = add_row(layout, self.said, self.clear)
        row.setStretch(0, 1)
        layout.addWidget(self.finder)
        self.retranslate()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the choices and what is taken; what is typed stays."""
        self._chosen = node.value.split()
        self.finder.show_choices(node.choices, second.choices if second else (), self._chosen)
        for part in (self.finder, self.clear):
            part.setEnabled(not node.is_readonly)
        self.retranslate()

    def retranslate(self) -> None:
        """Word what is chosen."""
        shown = self.tr(", ").join(self.finder.found.label_of(value) for value in self._chosen)
        self.said.setText(
            self.tr("Chosen: {answers}").format(answers=shown) if shown else self.tr("Nothing chosen yet")
        )
        self.clear.setText(self.tr("Take back"))
        self.clear.setVisible(bool(self._chosen))

    def name_it(self, words: str) -> None:
        """Name field and list."""
        self.finder.name_it(words)

    def first(self) -> QWidget:
        """Return the field."""
        return self.finder.first()

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show the field as wrong."""
        theme.restyle(self.finder.field, state="error" if is_wrong else "")

    def _take(self, value: str) -> None:
        self._give(toggled(self._chosen, value, is_many=self._is_many))

    def _give(self, values: list[str]) -> None:
        self._chosen = values
        self.finder.field.is_answered = bool(values)
        self.finder.found.mark_chosen(frozenset(values))
        self.retranslate()
        self.given.emit(" ".join(values))


def toggled(chosen: list[str], value: str, *, is_many: bool) -> list[str]:
    """Return what is chosen after a value was pressed: it alone, or added to the others or taken from them."""
    if not is_many:
        return [value]
    return [one for one in chosen if one != value] if value in chosen else [*chosen, value]
