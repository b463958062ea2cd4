"""The right side of check-in: who is chosen, or what just happened, large; and the ways for who is not found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tianye.services.door import Caller
from tianye.ui import theme
from tianye.ui.field.checkin_words import Said, state_words
from tianye.ui.messages.people import dotted, ethnicity_word, sex_word, year_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label, TibetanLabel
from tianye.ui.parts.marks import PersonMark

MARK = 72
LARGE = 150
"""Above so many percent of text, what stands side by side stands one below the other."""


def key_cap(words: str = "") -> Label:
    """Return the name of a key as it is drawn on one."""
    cap = Label("key", words)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


class PersonHead(QWidget):
    """Mark, name and Tibetan name of a person, large."""

    def __init__(self, size: int = MARK) -> None:
        super().__init__()
        self.mark = PersonMark(0, size)
        self.name = Label("title", wraps=True)
        self.tibetan = TibetanLabel("", "heading")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.tibetan)
        names.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(names, 1)

    def show_caller(self, caller: Caller) -> None:
        """Show somebody."""
        self.mark.set_number(caller.face.mark)
        self.name.setText(caller.face.name)
        self.tibetan.setText(caller.face.name_bo)
        self.tibetan.setVisible(bool(caller.face.name_bo))


class DetailsCard(Card):
    """Who is chosen in the list, what tells her apart, and the one thing to do."""

    accepted = Signal()
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.head = PersonHead()
        self.body.addWidget(self.head)
        self._captions: dict[str, Label] = {}
        self._values: dict[str, Label] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(("born", "lives", "group", "phone")):
            self._captions[name], self._values[name] = Label("caption"), Label("body", wraps=True)
            grid.addWidget(self._captions[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._values[name], row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.state = Label("strong", wraps=True)
        self._state_sign = Picture("check-circle")
        add_row(self.body, self._state_sign, self.state, spacing=8)
        self.admit = Button("hero", "check")
        self.admit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.admit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.admit.clicked.connect(self.accepted)
        self.leave = Button("secondary", "door")
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.clicked.connect(self.leaving)
        self.body.addWidget(self.admit)
        self.leave_key = key_cap("F4")
        add_row(self.body, self.leave, self.leave_key, None, spacing=10)
        self.enter_key, self.enter_words = key_cap(), Label("caption")
        self.up_key, self.down_key, self.move_words = key_cap("↑"), key_cap("↓"), Label("caption")
        add_row(
            self.body,
            None,
            self.enter_key,
            self.enter_words,
            8,
            self.up_key,
            self.down_key,
            self.move_words,
            None,
            spacing=6,
        )

        self._show_ways(is_here=False)

    def _show_ways(self, *, is_here: bool) -> None:
        for part in (self.state, self._state_sign, self.leave, self.leave_key):
            part.setVisible(is_here)
        for part in (self.admit, self.enter_key, self.enter_words):
            part.setVisible(not is_here)

    def show_caller(self, caller: Caller) -> None:
        """Show somebody and how she stands."""
        face = caller.face
        self.head.show_caller(caller)
        values = {
            "born": dotted((year_words(face.born_year), sex_word(face.sex), ethnicity_word(caller.ethnicity))),
            "lives": caller.address,
            "group": face.organisation,
            "phone": caller.phone,
        }
        for name, text in values.items():
            self._values[name].setText(text)
            self._values[name].setVisible(bool(text))
            self._captions[name].setVisible(bool(text))
        words, icon = state_words(caller)
        is_in = caller.is_here and caller.departed is None
        self.state.setText(self.tr("{state}: nothing more to do").format(state=words) if is_in else words)
        self._state_sign.show_icon(icon or "user", "ink")
        self._show_ways(is_here=caller.is_here)

    def retranslate(self) -> None:
        """Set every text."""
        words = {
            "born": self.tr("Born"),
            "lives": self.tr("Lives in"),
            "group": self.tr("Co-op"),
            "phone": self.tr("Phone"),
        }
        for name, text in words.items():
            self._captions[name].setText(text)
        self.admit.setText(self.tr("Check in"))
        self.leave.setText(self.tr("Note that this person left"))
        self.enter_key.setText(self.tr("Enter"))
        self.enter_words.setText(self.tr("checks in"))
        self.move_words.setText(self.tr("choose"))


class ResultCard(Card):
    """What just happened, in one colour: the sign and the word large, the name largest, what to do last."""

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._said: Callable[[], Said] | None = None
        self.sign = Picture("check-circle", "ink", 40)
        self.word = Label("heading", wraps=True)
        self.then = Label("body", wraps=True)
        self.head = PersonHead()
        self.body.addStretch(2)
        row = add_row(self.body, self.sign, spacing=12)
        row.addWidget(self.word, 1)
        self.body.addSpacing(6)
        self.body.addWidget(self.head)
        self.body.addWidget(self.then)
        self.body.addStretch(3)

    def show_result(self, said: Callable[[], Said], caller: Caller | None) -> None:
        """Show an outcome; `said` is asked again when the language changes."""
        self._said = said
        self.head.setVisible(caller is not None)
        if caller is not None:
            self.head.show_caller(caller)
        self.retranslate()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        """Say it in the language of the moment."""
        if self._said is None:
            return
        said = self._said()
        self.set_ground(said.ground)
        self.sign.show_icon(said.icon, said.ink)
        self.word.setText(said.word)
        self.then.setText(said.then)
        self.then.setVisible(bool(said.then))
        named = () if self.head.isHidden() else (self.head.name.text(),)
        self.setAccessibleName(" ".join((*named, said.word, said.then)).strip())


class IdleCard(Card):
    """Nobody is chosen and nothing has happened yet: how it is done."""

    def __init__(self) -> None:
        super().__init__("sunken", spacing=8)
        self.title = Label("heading", wraps=True)
        self.how = Label("body", wraps=True)
        self.body.addStretch(1)
        add_row(self.body, None, Picture("badge", "ink_soft", 48), None)
        self.body.addWidget(self.title)
        self.body.addWidget(self.how)
        self.body.addStretch(1)
        for label in (self.title, self.how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def retranslate(self) -> None:
        """Set both texts."""
        self.title.setText(self.tr("Scan a badge or type a name"))
        self.how.setText(self.tr("A badge can be scanned at any moment, wherever the cursor is."))


class Side(QWidget):
    """The three cards in one place, and the ways for who is not found under them."""

    accepted = Signal()
    leaving = Signal()
    new_wanted = Signal()
    unnamed_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.details, self.result, self.idle = DetailsCard(), ResultCard(), IdleCard()
        self._chosen: Card = self.idle
        self._above: QVBoxLayout | None = None
        self.is_showing_result = False
        """Whether the last act stands here, and not somebody who is chosen."""
        self.details.accepted.connect(self.accepted)
        self.details.leaving.connect(self.leaving)
        self._stack = QStackedWidget()
        for card in (self.idle, self.details, self.result):
            self._stack.addWidget(card)
        self.question = Label("strong", wraps=True)
        self.new, self.unnamed = Button("secondary", "user-plus"), Button("secondary", "user-minus")
        self._new_row = QWidget()
        self._is_list = self._is_nobody = False
        ways = Card("sunken", spacing=8)
        ways.body.setContentsMargins(18, 12, 18, 14)
        ways.body.addWidget(self.question)
        ways.body.addWidget(self._new_row)
        new_row = QVBoxLayout(self._new_row)
        new_row.setContentsMargins(0, 0, 0, 0)
        for button, key, column in ((self.new, "F2", new_row), (self.unnamed, "F3", ways.body)):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            add_row(column, button, key_cap(key), spacing=10)
        self.new.clicked.connect(self.new_wanted)
        self.unnamed.clicked.connect(self.unnamed_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._stack, 1)
        layout.addWidget(ways)
        self._fit()
        theme.current().changed.connect(self._fit)

    def put_result(self, above: QVBoxLayout | None) -> None:
        """Show what happened at the head of a column, as high as its words, instead of in the place of the three."""
        if above is self._above:
            return
        if above is not None:
            self._stack.removeWidget(self.result)
            above.insertWidget(0, self.result)
        else:
            self._stack.addWidget(self.result)
        self._above = above
        self._show()

    def show_caller(self, caller: Caller) -> None:
        """Show who is chosen."""
        self.details.show_caller(caller)
        self._chosen, self.is_showing_result = self.details, False
        self._show()

    def show_result(self, said: Callable[[], Said], caller: Caller | None) -> None:
        """Show what happened."""
        self.result.show_result(said, caller)
        self._chosen = self.idle
        self.show_again()

    def show_again(self) -> None:
        """Show the last act once more."""
        self.is_showing_result = True
        self._show()

    def rest(self) -> None:
        """Show how it is done."""
        self._chosen, self.is_showing_result = self.idle, False
        self._show()

    def _show(self) -> None:
        is_here = self.is_showing_result and self._above is None
        self._stack.setCurrentWidget(self.result if is_here else self._chosen)
        if not is_here:
            self.result.setVisible(self.is_showing_result)

    def show_ways(self, *, is_list: bool, is_nobody: bool) -> None:
        """Ask what fits to what stands at the left: a list of people, nobody found, or neither."""
        self._is_list, self._is_nobody = is_list, is_nobody
        # where nobody was found the large button at the left registers
        self._new_row.setVisible(not is_nobody)
        self._ask()

    def _ask(self) -> None:
        if self._is_list:
            self.question.setText(self.tr("None of these people?"))
        elif self._is_nobody:
            self.question.setText(self.tr("Gives no name?"))
        else:
            self.question.setText(self.tr("Here for the first time, or gives no name"))

    def retranslate(self) -> None:
        """Set every text."""
        self._ask()
        self.new.setText(self.tr("Register someone new"))
        self.unnamed.setText(self.tr("Take part without a name"))
        for card in (self.details, self.result, self.idle):
            card.retranslate()

    def _fit(self) -> None:
        look = theme.current()
        is_large = look.text_percent > LARGE
        self.setMinimumWidth(0 if is_large else look.px(346))
        self.setMaximumWidth(16_777_215 if is_large else look.px(346))
