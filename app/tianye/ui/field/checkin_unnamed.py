"""Taking part without a name: sex and age group, and no more is kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from tianye.domain.errors import TianyeError
from tianye.services import door as at_door
from tianye.services.checkin import AGE_GROUPS
from tianye.services.door import Answer
from tianye.services.listing import SessionRow
from tianye.ui.field.checkin_cards import key_cap
from tianye.ui.messages.sessions import session_title
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.options import OptionRow
from tianye.ui.parts.stage import Page, Stage

UNSAID = "unsaid"


class WithoutName(Page):
    """A task over check-in: two choices. `finished` brings the answer, `badge_read` a badge that check-in takes."""

    is_form = True

    finished = Signal(object)
    badge_read = Signal(str)

    def __init__(self, stage: Stage, session: SessionRow) -> None:
        super().__init__(stage)
        self._session = session
        self.head = PageHead()
        self.body.addWidget(self.head)
        self.sex = OptionRow(("f", "m", UNSAID))
        self.age = OptionRow((*AGE_GROUPS, UNSAID))
        self.sex_label, self.age_label = Label("question", wraps=True), Label("question", wraps=True)
        card = Card(spacing=12)
        for label, row in ((self.sex_label, self.sex), (self.age_label, self.age)):
            card.body.addWidget(label)
            card.body.addWidget(row)
            card.body.addSpacing(8)
            row.changed.connect(self._chosen)
        self.kept = Label("soft", wraps=True)
        card.body.addWidget(self.kept)
        self.body.addWidget(card)
        self.saving = Button("hero", "check")
        self.saving.clicked.connect(self.save)
        self.key = key_cap()
        self.leaving = Button("quiet", "arrow-left")
        self.leaving.clicked.connect(stage.back)
        self.missing = Label("soft", wraps=True)
        foot = add_row(self.body, self.saving, self.key)
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.leaving)
        self.body.addStretch(1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self._chosen()

    def entered(self) -> None:
        """Begin with the first question."""
        self.sex.option("f").setFocus(Qt.FocusReason.TabFocusReason)

    def help_page(self) -> str:
        """Return the page on taking part without a name."""
        return "without-name"

    def save(self) -> None:
        """Count one more, once both are answered."""
        sex, age = self.sex.value, self.age.value
        if not self.saving.isEnabled() or sex is None or age is None:
            return
        self.saving.setEnabled(False)
        work = partial(
            at_door.count_without_name,
            session=self._session,
            sex=None if sex == UNSAID else sex,
            age_group=None if age == UNSAID else age,
        )
        self.stage.runner.do(work, self._saved, self._refused)

    def take_badge(self, text: str) -> bool:
        """Go back to the door with whoever has a badge after all."""
        self.badge_read.emit(text)
        self.stage.back()
        return True

    def _saved(self, answer: Answer) -> None:
        self.finished.emit(answer)
        self.stage.back()

    def _refused(self, fault: TianyeError) -> None:
        self._chosen()
        self.stage.tell(fault)

    def _chosen(self) -> None:
        """Lead on to what is not answered yet, so that Enter, Enter, Enter is enough."""
        is_whole = self.sex.value is not None and self.age.value is not None
        self.saving.setEnabled(is_whole)
        self._say_missing()
        if is_whole:
            self.saving.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.sex.value is not None:
            self.age.option(AGE_GROUPS[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _say_missing(self) -> None:
        """Say why the button is pale."""
        if self.sex.value is None:
            self.missing.setText(self.tr("First choose: woman or man"))
        else:
            self.missing.setText(self.tr("Still to choose: the age") if self.age.value is None else "")

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(self.tr("Take part without a name"), session_title(self._session))
        self.sex_label.setText(self.tr("Woman or man?"))
        self.age_label.setText(self.tr("How old, about?"))
        self.sex.set_text("f", self.tr("woman"))
        self.sex.set_text("m", self.tr("man"))
        for row in (self.sex, self.age):
            row.set_text(UNSAID, self.tr("does not say"))
        for group in AGE_GROUPS:
            self.age.set_text(group, self._age_words(group))
        self.kept.setText(self.tr("Only these two answers are kept. There is no name, no phone, no signature."))
        self.saving.setText(self.tr("Count one more"))
        self._say_missing()
        self.key.setText(self.tr("Ctrl+Enter"))
        self.leaving.setText(self.tr("Back to the search"))

    def _age_words(self, group: str) -> str:
        if group.endswith("+"):
            return self.tr("{age} or older").format(age=group[:-1])
        first, _, last = group.partition("-")
        if first == "0":
            return self.tr("under {age}").format(age=int(last) + 1)
        return self.tr("{first} to {last}").format(first=first, last=last)
