"""Who works at this computer: adding and removing people, passphrases, headquarters' recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import operators, recovery
from tianye.services.founding import Rights
from tianye.services.operators import Operator, Removed
from tianye.services.passphrases import judge
from tianye.services.station import Station
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_where_to_save
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage

ADD, OWN = "add", "own"
AT_THE_NAME = {"operator.name-taken", "station.no-name", "station.name-too-long"}
AT_THE_NEW = {"operator.passphrase-taken", "station.passphrase-too-short"}


class OperatorsPage(Page):
    """A task of the field and of headquarters: the people on the left, what can be done on the right."""

    is_form = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._people: list[Operator] = []
        self._leaving: Operator | None = None
        self._forgetful: Operator | None = None
        """Who is being given a new passphrase."""
        self._renamed: Operator | None = None
        """Who gives herself another name: only who is here."""
        self._done: Callable[[], str] = str
        self._is_busy = False
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "arrow-left"))
        self.printing = self.head.add_action(Button("secondary", "printer"))
        self.printing.setVisible(stage.desk is not None and stage.desk.role == "hq")
        self.list_title = Label("heading")
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        self.removing = Card("warn", spacing=6)
        self.removing_words, self.removing_cost = Label("on_warn", wraps=True), Label("body", wraps=True)
        self.shutting, self.leaving = Button("danger", "user-minus"), Button("secondary")
        self.views = Segmented((ADD, OWN))
        self.whose = Label("heading", wraps=True)
        self.name, self.old = Field(TextLine()), Field(TextLine(is_secret=True))
        self.first, self.second = Field(TextLine(is_secret=True)), Field(TextLine(is_secret=True))
        self.rights_words = Label("strong")
        self.rights = Segmented((Rights.FACILITATOR, Rights.LEADER))
        self.rights_line = Label("soft", wraps=True)
        self.button, self.letting_be = Button("primary", "check"), Button("secondary")
        self.result, self.fault = Label("strong", wraps=True), FaultCard()
        self._lay_out()
        self.back.clicked.connect(stage.back)
        self.printing.clicked.connect(self._print)
        self.shutting.clicked.connect(self.remove)
        self.leaving.clicked.connect(lambda: self._ask_to_remove(None))
        self.letting_be.clicked.connect(self._let_be)
        self.views.chosen.connect(self._turn)
        self.rights.chosen.connect(lambda _: self.retranslate())
        self.button.clicked.connect(self.save)
        for field in (self.name, self.old, self.first, self.second):
            field.editor.returnPressed.connect(self.save)

    def _lay_out(self) -> None:
        people, forms = Card(spacing=8), Card(spacing=8)
        people.body.addWidget(self.list_title)
        people.body.addLayout(self.list)
        self.removing.setParent(people)
        self.removing.body.addWidget(self.removing_words)
        self.removing.body.addWidget(self.removing_cost)
        add_row(self.removing.body, self.shutting, self.leaving, None)
        self.removing.hide()
        people.body.addStretch(1)
        forms.body.addWidget(self.views)
        forms.body.addWidget(self.whose)
        for part in (self.name, self.old, self.first, self.second, self.rights_words, self.rights, self.rights_line):
            forms.body.addWidget(part)
        add_row(forms.body, self.button, self.letting_be, None)
        forms.body.addWidget(self.result)
        forms.body.addWidget(self.fault)
        forms.body.addStretch(1)
        self.body.setContentsMargins(36, 24, 36, 20)
        self.body.setSpacing(14)
        sides = Sides(760, spacing=20)
        sides.add(people, 1)
        sides.add(forms, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(sides, 1)
        self._show_view()

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "operators"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Who works here"),
            self.tr(
                "Each person opens this computer with a passphrase of her own; her name stands on what she writes."
            ),
        )
        self.back.setText(self.tr("Back"))
        self.printing.setText(self.tr("Recovery sheet"))
        self.list_title.setText(self.tr("May open this computer"))
        self.views.set_text(ADD, self.tr("Somebody new"))
        self.views.set_text(OWN, self.tr("My passphrase"))
        is_new, forgetful = self._is_new, self._forgetful
        if forgetful is not None:
            self.whose.setText(self.tr("A new passphrase for {name}").format(name=forgetful.name))
        elif self._renamed is not None:
            self.whose.setText(self.tr("Another name for you"))
        self.letting_be.setText(self.tr("Leave it as it is"))
        if self._renamed is not None:
            self.name.say(self.tr("Your name"), self.tr("What you wrote before is shown under it too."))
        else:
            self.name.say(self.tr("Her name"))
        self.old.say(self.tr("Passphrase until now"))
        title = self.tr("Her passphrase") if is_new else self.tr("New passphrase")
        self.first.say(title, self.tr("Ten characters or more."))
        self.second.say(self.tr("The same again"))
        self.rights_words.setText(self.tr("What she may do"))
        self.rights.set_text(Rights.FACILITATOR, self.tr("Everything"))
        self.rights.set_text(Rights.LEADER, self.tr("Only the door"))
        self.rights_line.setText(
            self.tr("A barrier of the screen only: give it to people you would trust with the register.")
            if self.rights.value == Rights.LEADER
            else ""
        )
        self.rights_line.setVisible(is_new and self.rights.value == Rights.LEADER)
        self.button.setText(
            self.tr("Keep this name")
            if self._renamed is not None
            else self.tr("Let her in")
            if is_new
            else self.tr("Change it")
            if forgetful is None
            else self.tr("Give it to her")
        )
        self.shutting.setText(self.tr("Shut her out"))
        self.leaving.setText(self.tr("Leave it as it is"))
        if self._leaving is not None:
            self.removing_words.setText(self.tr("Shut {name} out?").format(name=self._leaving.name))
        self.removing_cost.setText(
            self.tr(
                "Everything is encrypted anew; the others keep their passphrases. Backups made before still open with "
                "hers: make a new one, and put the old ones out of her reach."
            )
        )
        self.result.setText(self._done())
        self._show_people()

    def refresh(self, changes: Changes | None) -> None:
        """Ask who may open this computer."""
        if changes is None or changes.touches("operator"):
            self.stage.runner.ask(operators.all_operators, self._take, key="operators")

    def entered(self) -> None:
        """Begin with the name of somebody new."""
        super().entered()
        self.name.setFocus()

    def _take(self, people: list[Operator]) -> None:
        self._people = people
        self._show_people()

    def _show_people(self) -> None:
        while self.list.count():
            item = self.list.takeAt(0)
            if item is not None and (widget := item.widget()) is not None and widget is not self.removing:
                widget.hide()
                widget.deleteLater()
        for one in self._people:
            self.list.addWidget(self._row_of(one))
            if self._leaving is not None and one.id == self._leaving.id:
                # the question stands under whom it is about
                self.list.addWidget(self.removing)

    def _row_of(self, one: Operator) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        said = one.name
        if one.is_here:
            said = self.tr("{name} (you)").format(name=one.name)
        elif not one.has_key_file:
            said = self.tr("{name} (has no passphrase yet)").format(name=one.name)
        elif one.rights is Rights.LEADER:
            said = self.tr("{name} (only the door)").format(name=one.name)
        layout.addWidget(Label("body", said, wraps=True), 1)
        if one.is_here:
            renaming = Button("quiet", "pencil", self.tr("Another name"))
            renaming.setAccessibleName(renaming.text())
            renaming.clicked.connect(partial(self._begin_renaming, one))
            layout.addWidget(renaming)
        if not one.is_here:
            giving = Button("quiet", "key", self.tr("New passphrase"))
            removing = Button("quiet", "user-minus", self.tr("Remove"))
            for button, act in ((giving, self._begin_giving), (removing, self._ask_to_remove)):
                button.setAccessibleName(button.text())
                button.setAccessibleDescription(one.name)
                button.clicked.connect(partial(act, one))
                layout.addWidget(button)
        row.setMinimumHeight(44)
        return row

    @property
    def _is_new(self) -> bool:
        return self.views.value == ADD and self._forgetful is None and self._renamed is None

    def _show_view(self) -> None:
        is_giving, is_renaming = self._forgetful is not None, self._renamed is not None
        self.name.setVisible(self._is_new or is_renaming)
        for part in (self.rights_words, self.rights):
            part.setVisible(self._is_new)
        self.old.setVisible(not self._is_new and not is_giving and not is_renaming)
        for field in (self.first, self.second):
            field.setVisible(not is_renaming)
        self.views.setVisible(not is_giving and not is_renaming)
        self.whose.setVisible(is_giving or is_renaming)
        self.letting_be.setVisible(is_giving or is_renaming)
        self._say(str)
        for field in (self.name, self.old, self.first, self.second):
            field.show_error("")

    def _turn(self, _: str) -> None:
        self._show_view()
        self.retranslate()

    # ---- adding, changing ------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Let somebody in, or change one's own passphrase or name."""
        if self._is_busy:
            return
        if self._renamed is not None:
            self._begin()
            rename = partial(operators.rename, operator=self._renamed, name=self.name.editor.text())
            self.stage.runner.do(rename, self._named, self._refused)
            return
        if not self._check():
            return
        self._begin()
        if self._forgetful is not None:
            give = partial(_give, operator=self._forgetful, passphrase=self.first.editor.text())
            self.stage.runner.do(give, self._given, self._refused)
        elif self._is_new:
            name, rights = self.name.editor.text(), Rights(self.rights.value)
            work = partial(operators.add, name=name, rights=rights, passphrase=self.first.editor.text())
            self.stage.runner.do(work, self._added, self._refused)
        else:
            change = partial(_change, old=self.old.editor.text(), new=self.first.editor.text())
            self.stage.runner.do(change, self._changed, self._refused)

    def _check(self) -> bool:
        missing = judge(self.first.editor.text()).missing
        differs = not missing and self.first.editor.text() != self.second.editor.text()
        self.first.show_error((lambda: self.tr("%n more characters are needed.", "", missing)) if missing else "")
        self.second.show_error((lambda: self.tr("The two are not the same.")) if differs else "")
        wrong = self.first if missing else self.second if differs else None
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _added(self, added: Operator) -> None:
        self._end()
        self._say(lambda: self.tr("{name} can open this computer now.").format(name=added.name))
        self.name.editor.clear()
        self.refresh(None)

    def _changed(self, _: object) -> None:
        self._end()
        self._say(lambda: self.tr("From now on the new passphrase opens this computer."))
        self.old.editor.clear()

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        if fault.code == "keys.wrong-passphrase":
            field: Field[TextLine] | None = self.old
        else:
            field = self.name if fault.code in AT_THE_NAME else self.first if fault.code in AT_THE_NEW else None
        if field is None:
            self.fault.show_fault(fault)
            return
        field.show_error(partial(short_words, fault))
        field.setFocus()

    # ---- another name ----------------------------------------------------------------------------------------------

    def _begin_renaming(self, operator: Operator | None, _: bool = False) -> None:
        if self._is_busy:
            return
        self._renamed, self._forgetful = operator, None
        self.name.editor.setText(operator.name if operator is not None else "")
        self._show_view()
        self.retranslate()
        self.name.setFocus()
        self.name.editor.selectAll()

    def _named(self, _: object) -> None:
        name = self.name.editor.text().strip()
        self._end()
        self._begin_renaming(None)
        self._say(lambda: self.tr("You are called {name} here now.").format(name=name))
        if self.stage.desk is not None:
            self.stage.desk = replace(self.stage.desk, operator=name)
            self.stage.say_foot(name, self.stage.desk.station)
        self.refresh(None)

    def _let_be(self) -> None:
        self._begin_giving(None) if self._renamed is None else self._begin_renaming(None)

    # ---- a passphrase in place of one that was forgotten ------------------------------------------------------------

    def _begin_giving(self, operator: Operator | None, _: bool = False) -> None:
        if self._is_busy:
            return
        self._forgetful = operator
        if self._renamed is not None:
            self._renamed = None
            self.name.editor.clear()
        for field in (self.first, self.second):
            field.editor.clear()
        self._show_view()
        self.retranslate()
        (self.first if operator is not None or not self._is_new else self.name).setFocus()

    def _given(self, _: object) -> None:
        self._end()
        name = self._forgetful.name if self._forgetful else ""
        self._begin_giving(None)
        self._say(lambda: self.tr("{name} opens this computer with the new passphrase now.").format(name=name))
        self.refresh(None)

    # ---- removing --------------------------------------------------------------------------------------------------

    def _ask_to_remove(self, operator: Operator | None, _: bool = False) -> None:
        self._leaving = operator
        # an open question is answered first: nothing beside it is filled
        self.button.set_kind("primary" if operator is None else "secondary")
        self.retranslate()
        self.removing.setVisible(operator is not None)
        if operator is not None:
            self.leaving.setFocus()

    def remove(self) -> None:
        """Shut out the person who was chosen."""
        if self._leaving is not None and not self._is_busy:
            self._begin()
            self.stage.runner.do(partial(operators.remove, operator=self._leaving), self._removed, self._not_removed)

    def _removed(self, _: Removed) -> None:
        name = self._leaving.name if self._leaving else ""
        self._end()
        self._ask_to_remove(None)
        self._say(lambda: self.tr("{name} can no longer open this computer.").format(name=name))
        self.refresh(None)

    def _not_removed(self, fault: TianyeError) -> None:
        self._ask_to_remove(None)
        self._refused(fault)
        self.refresh(None)

    # ---- headquarters' sheet ---------------------------------------------------------------------------------------

    def _print(self) -> None:
        kinds = self.tr("Web pages (*.html)")
        ask_where_to_save(self, self.tr("Recovery sheet"), self.tr("recovery-sheet.html"), kinds, self.write_sheet)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet that is to be printed."""
        self._begin()
        language = self.stage.language.code[:2]
        self.stage.runner.do(partial(recovery.make_sheet, path=path, language=language), self._written, self._refused)

    def _written(self, _: object) -> None:
        self._end()
        self._say(lambda: self.tr("Print it, delete the file, lock the paper away. Older sheets no longer work."))

    # ---- all of it -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._set_busy(True)
        self.fault.show_fault(None)
        self._say(str)
        for field in (self.name, self.old, self.first, self.second):
            field.show_error("")

    def _end(self) -> None:
        self._set_busy(False)
        for field in (self.first, self.second):
            field.editor.clear()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for button in (self.button, self.shutting, self.printing):
            button.setEnabled(not is_busy)

    def _say(self, words: Callable[[], str]) -> None:
        self._done = words
        self.result.setText(words())
        self.result.setVisible(bool(words()))


def _give(station: Station, *, operator: Operator, passphrase: str) -> None:
    operators.give_passphrase(station, operator, passphrase)


def _change(station: Station, *, old: str, new: str) -> None:
    operators.change_passphrase(station, old, new)
