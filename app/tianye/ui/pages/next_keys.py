"""Headquarters' next keys: locking them away before they are needed, and putting them in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import succession
from tianye.services.passphrases import judge
from tianye.services.station import Station
from tianye.services.succession import NextCard
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file, ask_where_to_save
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage


class NextKeysPage(Page):
    """A task of headquarters: locking away on the left, putting in use on the right."""

    is_form = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.coming: NextCard | None = None
        self._done: Callable[[], str] = str
        self._is_busy = False
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "arrow-left"))
        self.locking_title, self.locking = Label("heading", wraps=True), Label("body", wraps=True)
        self.where = Label("soft", wraps=True)
        self.first, self.second = Field(TextLine(is_secret=True)), Field(TextLine(is_secret=True))
        self.lock = Button("primary", "key")
        self.using_title, self.using = Label("heading", wraps=True), Label("body", wraps=True)
        self.opening = Field(TextLine(is_secret=True))
        self.use = Button("secondary", "again")
        self.warning = Card("warn", spacing=6)
        self.careful = Label("on_warn", wraps=True)
        self.now, self.leaving = Button("danger", "again"), Button("secondary")
        self.result, self.fault = Label("strong", wraps=True), FaultCard()
        self._lay_out()
        self.back.clicked.connect(stage.back)
        self.lock.clicked.connect(self.ask_where)
        self.use.clicked.connect(lambda: self._ask(is_asked=True))
        self.leaving.clicked.connect(lambda: self._ask(is_asked=False))
        self.now.clicked.connect(self._put_in_use)
        self.second.editor.returnPressed.connect(self.ask_where)

    def _lay_out(self) -> None:
        left, right = Card(spacing=10), Card(spacing=10)
        for part in (self.locking_title, self.locking, self.where, self.first, self.second):
            left.body.addWidget(part)
        add_row(left.body, self.lock, None)
        left.body.addStretch(1)
        for part in (self.using_title, self.using, self.opening):
            right.body.addWidget(part)
        add_row(right.body, self.use, None)
        self.warning.body.addWidget(self.careful)
        add_row(self.warning.body, self.now, self.leaving, None)
        right.body.addWidget(self.warning)
        right.body.addStretch(1)
        sides = Sides(760, spacing=20)
        sides.add(left, 1)
        sides.add(right, 1)
        for widget in (self.head, self.result, self.fault):
            self.body.addWidget(widget)
        self.body.addWidget(sides, 1)
        self._ask(is_asked=False)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "next-keys"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Headquarters' next keys"),
            self.tr("Laptops know them beforehand, so that a lost or copied computer is not the end."),
        )
        self.back.setText(self.tr("Back"))
        self.locking_title.setText(self.tr("Lock them away"))
        self.locking.setText(
            self.tr(
                "The file lets headquarters go on where this computer is lost. It has a passphrase of its own: keep "
                "the two in different places, away from here."
            )
        )
        self.first.say(self.tr("Passphrase of the file"), self.tr("Ten characters or more; another than yours."))
        self.second.say(self.tr("The same again"))
        self.lock.setText(self.tr("Save the file"))
        self.using_title.setText(self.tr("Put them in use"))
        self.using.setText(
            self.tr(
                "When somebody may have copied this computer, or one of your backups with its passphrase. The next "
                "packs tell the laptops; badges and bundles of before stay good."
            )
        )
        self.opening.say(self.tr("Passphrase of the locked-away file"))
        self.careful.setText(
            self.tr(
                "Was it really copied? This cannot be undone. Make packs for all laptops then, and lock the next ones "
                'away. If not: "Leave it as it is".'
            )
        )
        self.leaving.setText(self.tr("Leave it as it is"))
        self._show_state()
        self._say_result()

    def _show_state(self) -> None:
        is_here = self.coming is None or self.coming.is_here
        self.where.setText(
            self.tr("They are on this computer now. Saving the file takes them off it.")
            if is_here
            else self.tr("They are locked away: their secret is only in the file that was saved.")
        )
        is_asked = self.warning.isVisibleTo(self)
        for part in (self.first, self.second, self.lock):
            # an open question is answered first
            part.setVisible(is_here and not is_asked)
        self.opening.setVisible(not is_here)
        self.use.setText(self.tr("Put the next keys in use"))
        self.now.setText(self.tr("Do it now") if is_here else self.tr("Choose the file and do it"))
        # where the file was refused, choosing another is the step
        is_refused = self.fault.fault is not None and not is_here
        # the fault takes the room of what is known by now
        self.using.setVisible(not is_refused)
        if is_refused:
            self.now.setText(self.tr("Choose another file"))
        self.now.set_kind("primary" if is_refused else "danger")
        self.leaving.set_kind("secondary" if is_refused else "primary")

    def refresh(self, changes: Changes | None) -> None:
        """Ask where the next keys are."""
        if changes is None:
            self.stage.runner.do(succession.prepare, self.show_next)

    def entered(self) -> None:
        """Begin with what can be done at any time."""
        super().entered()
        (self.first if self.first.isVisibleTo(self) else self.opening).setFocus()

    def show_next(self, coming: NextCard) -> None:
        """Show whether their secret is here."""
        self.coming = coming
        self._show_state()

    # ---- locking away ----------------------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask where the file is to be, once the passphrase is long enough and was typed twice."""
        missing = judge(self.first.editor.text()).missing
        differs = not missing and self.first.editor.text() != self.second.editor.text()
        self.first.show_error((lambda: self.tr("%n more characters are needed.", "", missing)) if missing else "")
        self.second.show_error((lambda: self.tr("The two are not the same.")) if differs else "")
        if missing or differs:
            (self.first if missing else self.second).setFocus()
            return
        name, kinds = self.tr("headquarters-next-keys.tianye"), self.tr("Files of Tianye (*.tianye)")
        ask_where_to_save(self, self.tr("Save the file"), name, kinds, self.save)

    def save(self, path: Path) -> None:
        """Write the file; the secret leaves this computer once it was read back."""
        work = partial(succession.lock_away, path=path, passphrase=self.first.editor.text())
        self._begin(work, partial(self._saved, path.name))

    def _saved(self, name: str, coming: NextCard) -> None:
        self._end(lambda: self.tr("Saved as {name}, and no longer on this computer.").format(name=name))
        for field in (self.first, self.second):
            field.editor.clear()
        self.show_next(coming)

    # ---- putting in use --------------------------------------------------------------------------------------------

    def _ask(self, *, is_asked: bool) -> None:
        self.warning.setVisible(is_asked)
        self.use.setVisible(not is_asked)
        self._show_state()
        if is_asked:
            self.leaving.setFocus()

    def _put_in_use(self) -> None:
        if self.coming is not None and not self.coming.is_here:
            ask_for_file(self, self.tr("The locked-away file"), self.tr("Files of Tianye (*.tianye)"), self.use_file)
        else:
            self._begin(_rotate, self._used)

    def use_file(self, path: Path) -> None:
        """Put the keys of a file in use."""
        self._begin(partial(_rotate_with, path=path, passphrase=self.opening.editor.text()), self._used)

    def _used(self, coming: NextCard) -> None:
        self._end(lambda: self.tr("The next keys are in use. Make packs for all laptops now."))
        self.opening.editor.clear()
        self._ask(is_asked=False)
        self.show_next(coming)

    # ---- both ------------------------------------------------------------------------------------------------------

    def _begin(self, work: Callable[[Station], NextCard], then: Callable[[NextCard], None]) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        self.fault.show_fault(None)
        self.opening.show_error("")
        self.stage.runner.do(work, then, self._refused)

    def _end(self, words: Callable[[], str]) -> None:
        self._is_busy = False
        self._done = words
        self._say_result()

    def _say_result(self) -> None:
        self.result.setText(self._done())
        self.result.setVisible(bool(self._done()))

    def _refused(self, fault: TianyeError) -> None:
        self._is_busy = False
        if fault.code == "keys.wrong-passphrase":
            self.opening.show_error(partial(short_words, fault))
            self.opening.setFocus()
            return
        # the fault takes the room of what was said before it, and the question is asked again: where it was the file,
        # the button that chooses another stays
        self._end(str)
        self._ask(is_asked=self.coming is not None and not self.coming.is_here)
        self.fault.show_fault(fault)
        self._show_state()
        if self.warning.isVisibleTo(self):
            self.now.setFocus()


def _rotate(station: Station) -> NextCard:
    succession.rotate(station)
    return succession.prepare(station)


def _rotate_with(station: Station, path: Path, passphrase: str) -> NextCard:
    succession.rotate(station, succession.read_file(path, passphrase))
    return succession.prepare(station)
