"""A forgotten passphrase: a new one, with the code that headquarters reads out, or with its answer as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.services.passphrases import judge
from tianye.ui.app.start.frame import StartPage
from tianye.ui.app.start.secret import Eye, SecretField
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file, choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage

if TYPE_CHECKING:
    from tianye.services.founding import World
    from tianye.services.operators import Operator
    from tianye.ui.app.desks import Desks
    from tianye.ui.runner import Progress

LETTERS = 25
"""Letters and digits of a recovery code."""
AT_THE_CODE = {"recovery.code-mistyped", "recovery.wrong-code"}
"""Faults that are said under the code; the others get a card."""


class Forgotten(StartPage):
    """A task of the start: the new passphrase twice, then the code or the answer; whose it is, where several work."""

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage)
        self._desks = desks
        self._is_busy = False
        self._answer: Path | None = None
        self._words: tuple[str, ...] = ()
        self._written = Path()
        self._people: dict[bytes, Button] = {}
        self._way = ""
        self.head = PageHead()
        self.eye = Eye()
        self.first, self.second = SecretField(self.eye), SecretField(self.eye)
        self.code = Field(TextLine())
        self.first.editor.returnPressed.connect(self.second.setFocus)
        self.second.editor.returnPressed.connect(self.code.setFocus)
        self.code.editor.returnPressed.connect(self.set_passphrase)
        self.code.editor.textChanged.connect(self._count)
        self.whose = Card("sunken", spacing=6)
        self.asking = Label("strong", wraps=True)
        self.whose.body.addWidget(self.asking)
        self.people = QVBoxLayout()
        self.people.setSpacing(6)
        self.whose.body.addLayout(self.people)
        self.whose.hide()
        self.button, self.backward = Button("secondary", "key"), Button("quiet", "arrow-left")
        self.button.clicked.connect(self.set_passphrase)
        self.backward.clicked.connect(stage.back)
        self.by_file = Label("body", wraps=True)
        self.sent, self.asked = Card("info", spacing=6), Label("strong", wraps=True)
        self.steps = Label("body", wraps=True)
        self.sent.body.addWidget(self.asked)
        self.sent.body.addWidget(self.steps)
        self.sent.hide()
        self.folder = Button("primary", "folder")
        self.folder.clicked.connect(self._show_folder)
        self.folder.hide()
        self.request, self.answer = Button("secondary", "upload"), Button("secondary", "download")
        self.request.clicked.connect(self._write_request)
        self.answer.clicked.connect(self._choose_answer)
        self.fault = FaultCard()
        self.no_way = Card("warn", spacing=6)
        self.no_code, self.instead = Label("on_warn", wraps=True), Label("body", wraps=True)
        for label in (self.no_code, self.instead):
            self.no_way.body.addWidget(label)
        self.no_way.hide()
        self.restoring = Button("secondary", "history")
        self.restoring.clicked.connect(self._restore)
        self.restoring.hide()
        self.column.addWidget(self.head)
        self.column.addWidget(self.no_way)
        self.column.addWidget(self.first)
        self.column.addWidget(self.second)
        self.column.addWidget(self.code)
        self.column.addWidget(self.whose)
        self.column.addWidget(self.fault)
        add_row(self.column, self.button, self.eye, self.backward, self.restoring, None)
        self.column.addSpacing(10)
        self.column.addWidget(self.by_file)
        self.column.addWidget(self.sent)
        add_row(self.column, self.folder, self.request, self.answer, None)

    def retranslate(self) -> None:
        """Set every text."""
        if self._way == "none":
            self.head.say(self.tr("The passphrase was forgotten"))
        else:
            self.head.say(self.tr("A new passphrase"), self._where_from())
        self.no_code.setText(self.tr("No code was ever made ready for this folder."))
        self.instead.setText(
            self.tr(
                'Somebody else works at this computer? Press "Back" and let her open it; in there she gives you a new '
                'passphrase under "Who works here". Nobody does? Then restore a backup whose passphrase somebody '
                "knows. Nothing was changed here."
            )
        )
        self.first.say(self.tr("New passphrase"), self.tr("Ten characters or more."))
        self.second.say(self.tr("The same again"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self.folder.setText(self.tr("Show the file"))
        self._count()
        self.asking.setText(self.tr("The code is right. Whose passphrase is it?"))
        self.button.setText(self.tr("Opening…") if self._is_busy else self.tr("Set it and open"))
        self.backward.setText(self.tr("Back: somebody else opens it") if self._way == "none" else self.tr("Back"))
        self.by_file.setText(
            self.tr(
                "Nobody can read out a code now? Write a request, send it to headquarters, and come back with its "
                "answer."
            )
        )
        self.request.setText(self.tr("Write a request"))
        self.answer.setText(self.tr("Take the answer"))
        self._say_asked()

    def _count(self) -> None:
        """Say how much of the code is still to come; only a whole one makes the button the next step."""
        missing = LETTERS - len([letter for letter in self.code.editor.text() if letter.isalnum()])
        hint = self.tr("Five groups of five.")
        if 0 < missing < LETTERS:
            hint = self.tr("Five groups of five: %n more.", "", missing)
        self.code.say(self.tr("Recovery code"), hint)
        self.button.set_kind("secondary" if missing > 0 else "primary")

    def _where_from(self) -> str:
        if self._people:
            return self.tr("Nothing recorded here is lost.")
        if self._words:
            return self.tr("The request is written. Nothing recorded here is lost.")
        return {
            "headquarters": self.tr(
                "Telephone headquarters: it can read out a code for this laptop. Nothing recorded here is lost."
            ),
            "sheet": self.tr("The code stands on the printed recovery sheet. Nothing recorded here is lost."),
        }.get(self._way, "")

    def entered(self) -> None:
        """Put the cursor where it is wanted, and look where a code can come from."""
        self.first.setFocus()
        self.stage.runner.prepare(partial(_way_of, self._desks.folder), self.show_way)

    def show_way(self, way: str) -> None:
        """Show what can be done with what lies ready: headquarters' help, the printed sheet, or nothing."""
        self._way = way
        by_file: tuple[QWidget, ...] = (self.by_file, self.request, self.answer)
        for part in by_file:
            part.setVisible(way == "headquarters")
        if way == "none":
            typed: tuple[QWidget, ...] = (self.first, self.second, self.code, self.eye, self.button)
            for part in typed:
                part.hide()
            self.backward.setFocus()
            self.backward.set_kind("primary")
        for part in (self.no_way, self.restoring):
            part.setVisible(way == "none")
        self.retranslate()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "forgotten"

    def may_leave(self) -> bool:
        """Stay until it is told what came of it."""
        return not self._is_busy

    # ---- setting it ----------------------------------------------------------------------------------------------

    def set_passphrase(self) -> None:
        """Set the new passphrase with the code, or with the answer that was taken."""
        if self._is_busy or not self._check():
            return
        code = self.code.editor.text().strip()
        if self._answer is None and not code:
            self.code.show_error(lambda: self.tr("Type the code, or take the answer as a file."))
            self.code.setFocus()
            return
        self._set_for(b"")

    def _set_for(self, operator: bytes, _: bool = False) -> None:
        if self._is_busy:
            return
        code = self.code.editor.text().strip()
        self._begin()
        work = partial(
            _let_in,
            folder=self._desks.folder,
            new=self.first.editor.text(),
            code=code,
            answer=self._answer,
            operator=operator,
            world=self._desks.world,
        )
        self.stage.runner.do_alone(work, self._let_in, self._refused)

    def _let_in(self, people: tuple[Operator, ...]) -> None:
        if not people:
            self._desks.open(self._desks.folder, self.first.editor.text(), self._desks.say_trouble)
            return
        self._set_busy(False)
        if not self._people:
            self._people = {one.id: Button("secondary", "user", one.name) for one in people}
            for identifier, choice in self._people.items():
                choice.setAccessibleName(choice.text())
                choice.clicked.connect(partial(self._set_for, identifier))
                self.people.addWidget(choice)
        self.whose.show()
        # the one question that is left
        for part in (
            self.first,
            self.second,
            self.code,
            self.eye,
            self.button,
            self.by_file,
            self.request,
            self.answer,
        ):
            part.hide()
        self._say_asked()
        self.retranslate()
        next(iter(self._people.values())).setFocus()

    def _check(self) -> bool:
        one, other = self.first.editor.text(), self.second.editor.text()
        missing = judge(one).missing
        self.first.show_error((lambda: self.tr("%n more characters are needed.", "", missing)) if missing else "")
        differs = not missing and one != other
        self.second.show_error((lambda: self.tr("The two are not the same.")) if differs else "")
        wrong = self.first if missing else self.second if differs else None
        if wrong is not None:
            wrong.setFocus()
            wrong.editor.selectAll()
        return wrong is None

    # ---- by file -------------------------------------------------------------------------------------------------

    def _write_request(self) -> None:
        if self._is_busy or not self._check():
            return
        if (target := choose_folder(self, self.tr("Where to write the request"))) is not None:
            self.write_request(target)

    def write_request(self, target: Path) -> None:
        """Write a request into a folder, and show its six words."""
        self._begin()
        work = partial(_request, self._desks.folder, target, self.first.editor.text(), self._desks.world)
        self.stage.runner.do_alone(work, self._show_request, self._refused)

    def _show_request(self, written: tuple[Path, tuple[str, ...]]) -> None:
        self._set_busy(False)
        path, self._words = written
        self._written = path
        self.retranslate()
        self.folder.setFocus()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _restore(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.stage.open_task(Restore(self.stage, self._desks))

    def _say_asked(self) -> None:
        is_asked = bool(self._words)
        if is_asked:
            self.asked.setText(self.tr("The request is written: {name}").format(name=self._written.name))
            steps = (
                self.tr('1. "Show the file", and send it to headquarters by messenger or on a stick.'),
                self.tr("2. When you have them on the telephone, read them these words: {words}").format(
                    words=" ".join(self._words)
                ),
                self.tr(
                    '3. When their answer is here, type the same new passphrase above and press "Take the answer".'
                ),
            )
            self.steps.setText("\n".join(steps))
        self.sent.setVisible(is_asked and not self._people)
        self.by_file.setVisible(self._way == "headquarters" and not is_asked and not self._people)
        # after asking the answer is what is waited for, and not a code
        self.code.setVisible(self._way != "none" and not is_asked and not self._people)
        self.button.setVisible(self.code.isVisibleTo(self))
        # the next step is to send it; the answer is days away
        self.folder.setVisible(is_asked and not self._people)

    def _choose_answer(self) -> None:
        if not self._is_busy and self._check():
            kinds = self.tr("Files of Tianye (*.tianye)")
            ask_for_file(self, self.tr("Headquarters' answer"), kinds, self.take_answer)

    def take_answer(self, path: Path) -> None:
        """Set the passphrase with an answer; the passphrase has to be the one given when asking."""
        self._answer = path
        self.set_passphrase()

    # ---- both ----------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._set_busy(True)
        self.fault.show_fault(None)
        self.code.show_error("")

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        self._answer = None
        field = {"keys.wrong-passphrase": self.first}.get(fault.code, self.code if fault.code in AT_THE_CODE else None)
        if field is None:
            self.fault.show_fault(fault)
            return
        field.show_error(partial(short_words, fault))
        field.setFocus()
        if field is not self.code:
            # in the code one letter is wrong, and the rest stays
            field.editor.selectAll()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.button, self.backward, self.request, self.answer, *self._people.values()):
            part.setEnabled(not is_busy)
        self.retranslate()


def _let_in(
    _: Progress, *, folder: Path, new: str, code: str, answer: Path | None, operator: bytes, world: World | None
) -> tuple[Operator, ...]:
    from tianye.services.recovery import let_in

    return let_in(folder, new, code=code, answer=answer, operator=operator, world=world)


def _way_of(folder: Path) -> str:
    from tianye.services.ways_back import way_of

    return way_of(folder).value


def _request(folder: Path, target: Path, new: str, world: World | None, _: Progress) -> tuple[Path, tuple[str, ...]]:
    from tianye.services.recovery import request

    return request(folder, target, new, world)
