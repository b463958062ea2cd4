"""The foot of a form: back, overview, what is kept, the keys, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tianye.ui import theme
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.labels import Label


class Foot(QWidget):
    """Buttons and the sentence that every answer is kept; the keys are named where there is room for them."""

    def __init__(self, *, is_trial: bool) -> None:
        super().__init__()
        self._is_trial = is_trial
        self._question = 0
        self._wrong = 0
        self._is_warned = False
        self._has_questions = True
        self.back = Button("secondary", "caret-left")
        self.overview = Button("quiet", "list")
        self.onward = Button("primary", "caret-right")
        self.onward.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.kept = Label("caption", wraps=True)
        self.kept.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 8, 0)
        keys.setSpacing(6)
        self._key_words = {"enter": Label("caption"), "digits": Label("caption")}
        keys.addWidget(Label("key", "Enter"), 0, Qt.AlignmentFlag.AlignVCenter)
        keys.addWidget(self._key_words["enter"])
        keys.addSpacing(6)
        keys.addWidget(Label("key", "1–9"), 0, Qt.AlignmentFlag.AlignVCenter)
        keys.addWidget(self._key_words["digits"])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.overview)
        layout.addSpacing(4)
        layout.addWidget(Picture("eye" if is_trial else "check-circle", "ink_soft", 18))
        layout.addWidget(self.kept, 1)
        layout.addWidget(self._keys)
        layout.addWidget(self.onward)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the texts that do not depend on the page."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Alt+←"))
        self.overview.setText(self.tr("Overview"))
        self._key_words["enter"].setText(self.tr("next question"))
        self._key_words["digits"].setText(self.tr("choose"))
        self.onward.setToolTip(self.tr("Ctrl+Enter"))
        self._word_kept()

    def greet(self, question: int) -> None:
        """Say that all earlier answers are here and at which question it goes on; 0 takes that back."""
        if question != self._question:
            self._question = question
            self._word_kept()

    def hold(self, wrong: int) -> None:
        """Say that the page was not turned because of so many questions; 0 takes that back."""
        if wrong != self._wrong:
            self._wrong = wrong
            self._word_kept()

    def warn_of_leaving(self, *, is_warned: bool) -> None:
        """Say that Esc once more leaves a trial, and that nothing of it stays; or take that back."""
        self._is_warned = is_warned
        self._word_kept()

    def _word_kept(self) -> None:
        if self._is_warned:
            self.kept.setText(self.tr("Esc once more leaves the trial; its answers are dropped."))
        elif self._wrong:
            words = self.tr("The page does not turn yet: %n questions on it need another look.", "", self._wrong)
            self.kept.setText(words)
        elif self._is_trial:
            self.kept.setText(self.tr("This is a trial: nothing is kept."))
        elif self._question:
            words = self.tr("All earlier answers are here. Go on at question {number}.")
            self.kept.setText(words.format(number=self._question))
        else:
            self.kept.setText(self.tr("Each answer is kept at once, also when the power goes."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room."""
        super().resizeEvent(event)
        self._fit_keys()

    def show_keys(self, *, are_wanted: bool) -> None:
        """Name the keys for answers or not: at the end and in the overview there is nothing to answer."""
        self._has_questions = are_wanted
        self._fit_keys()

    def _fit_keys(self) -> None:
        self._keys.setVisible(self._has_questions and self.width() >= theme.current().px(1000))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
