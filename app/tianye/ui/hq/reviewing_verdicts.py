"""The answers to a case: equal and outlined, each with its key; none is pushed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label


class Verdicts(Card):
    """The answers, equal and outlined, each with its key; leaving it is one of them."""

    def __init__(self, decide: Callable[[str], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self.body.setContentsMargins(20, 12, 20, 12)
        self._decide = decide
        self._choices: list[str] = []
        self._row = add_row(self.body, spacing=10)
        self._buttons: list[tuple[Button, Label]] = []
        self.leave, self._leave_key = Button("secondary", "clock"), Label("key")
        self.leave.clicked.connect(leave)
        self._are_keys_shown = True
        self._is_below = False
        self._row.addWidget(self.leave)
        self._row.addWidget(self._leave_key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)

    def offer(self, verdicts: list[tuple[str, str, str]], leave: str) -> None:
        """Show the verdicts as (choice, icon, words), and the words of leaving it, empty where it cannot be left."""
        self._choices = [choice for choice, _, _ in verdicts]
        while len(self._buttons) < len(verdicts):
            self._add()
        for number, (button, key) in enumerate(self._buttons):
            is_there = number < len(verdicts)
            if is_there:
                _, icon, text = verdicts[number]
                button.set_icon(icon)
                button.setText(text)
                button.setEnabled(True)
                key.setText(str(number + 1))
            button.setVisible(is_there)
            key.setVisible(is_there and self._are_keys_shown)
        self.leave.setText(leave)
        self.leave.setVisible(bool(leave))
        self._leave_key.setText(str(len(verdicts) + 1))
        self._leave_key.setVisible(bool(leave) and self._are_keys_shown)
        self.setVisible(bool(verdicts or leave))

    def least_width(self) -> int:
        """Return the width that the answers need with their keys, in pixels."""
        pairs = (*self._buttons, (self.leave, self._leave_key))
        parts = [part for button, key in pairs if not button.isHidden() for part in (button, key)]
        margins = self.body.contentsMargins()
        widths = sum(part.sizeHint().width() + self._row.spacing() for part in parts)
        return widths + margins.left() + margins.right()

    def bare_width(self) -> int:
        """Return the width that the answers need side by side without their keys, in pixels."""
        shown = [button for button in (*(button for button, _ in self._buttons), self.leave) if not button.isHidden()]
        margins = self.body.contentsMargins()
        between = self._row.spacing() * 2
        return sum(button.sizeHint().width() + between for button in shown) + margins.left() + margins.right()

    def put_leaving_below(self, *, is_below: bool) -> None:
        """Put the button that leaves it below the answers, where there is no width for all of them."""
        if is_below == self._is_below:
            return
        self._is_below = is_below
        if is_below:
            self._row.removeWidget(self.leave)
            self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.body.removeWidget(self.leave)
            self._row.insertWidget(2 * len(self._buttons), self.leave)

    def show_keys(self, *, are_shown: bool) -> None:
        """Show the keys beside the answers, or leave them out where there is no width for them."""
        self._are_keys_shown = are_shown
        for button, key in (*self._buttons, (self.leave, self._leave_key)):
            key.setVisible(are_shown and not button.isHidden())

    def hold(self) -> None:
        """Take no second answer while the first is being written."""
        self._choices = []
        for button, _ in self._buttons:
            button.setEnabled(False)

    def press(self, number: int) -> None:
        """Press the answer with this key."""
        if 0 < number <= len(self._choices):
            self._decide(self._choices[number - 1])
        elif number == len(self._choices) + 1 and self.leave.isVisible() and self._buttons_are_open():
            self.leave.click()

    def _buttons_are_open(self) -> bool:
        return all(button.isEnabled() for button, _ in self._buttons if button.isVisible())

    def _add(self) -> None:
        number = len(self._buttons)
        button, key = Button("equal"), Label("key")
        button.clicked.connect(lambda: self.press(number + 1))
        self._buttons.append((button, key))
        self._row.insertWidget(2 * number, button)
        self._row.insertWidget(2 * number + 1, key, 0, Qt.AlignmentFlag.AlignVCenter)
