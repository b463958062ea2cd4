"""The steps of the first start: who, names, passphrase, place. Each keeps what was typed and says what is wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.services.folders import MAX_NAME, Doubt, doubts_about
from tianye.services.passphrases import Strength, judge
from tianye.ui.app.desks import Role
from tianye.ui.app.start.secret import Eye, SecretField
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sticks import is_on_stick
from tianye.ui.parts.tiles import Tile


class Step(QWidget):
    """One step. `proceed` comes when the step itself goes on: a choice, Enter in the last field.

    `altered` says that `is_asking` may be another now.
    """

    proceed = Signal()
    altered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def retranslate(self) -> None:
        """Set every text."""

    def title(self) -> tuple[str, str]:
        """Return title and the line below it."""
        raise NotImplementedError

    def begin(self) -> None:
        """Be on screen now: put the cursor where it is wanted."""

    def check(self) -> bool:
        """Say whether one may go on; what is wrong is shown and has the focus."""
        return True

    @property
    def is_asking(self) -> bool:
        """Whether something in the step is to be pressed before one goes on."""
        return False


class WhoStep(Step):
    """Two equal choices; pressing one (`chosen`) goes on."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.role: Role = "laptop"
        self.laptop, self.hq = Tile("laptop"), Tile("office")
        self.laptop.clicked.connect(lambda: self._choose("laptop"))
        self.hq.clicked.connect(lambda: self._choose("hq"))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.laptop, 1)
        row.addWidget(self.hq, 1)
        self.column.addLayout(row)

    def retranslate(self) -> None:
        self.laptop.say(
            self.tr("A laptop in the field"),
            self.tr("Check people in, fill in surveys, register newcomers. Records go to headquarters on a stick."),
        )
        self.hq.say(
            self.tr("Headquarters"),
            self.tr("Plan trainings, give laptops their lists, take in what they bring, count and report."),
        )

    def title(self) -> tuple[str, str]:
        return self.tr("Where does this computer work?"), self.tr("Welcome. A few questions, then it is ready.")

    def begin(self) -> None:
        (self.laptop if self.role == "laptop" else self.hq).setFocus()

    def _choose(self, role: Role) -> None:
        self.role = role
        self.chosen.emit()
        self.proceed.emit()


class NamesStep(Step):
    """What the computer is called, and who works at it."""

    def __init__(self, who: WhoStep) -> None:
        super().__init__()
        self._who = who
        self.name, self.operator = Field(TextLine()), Field(TextLine())
        self.name.editor.returnPressed.connect(self.operator.setFocus)
        self.operator.editor.returnPressed.connect(self.proceed)
        self.column.addWidget(self.name)
        self.column.addWidget(self.operator)

    def retranslate(self) -> None:
        if self._who.role == "hq":
            hint = self.tr("As laptops should see it, for example the name of the programme office.")
            self.name.say(self.tr("Name of headquarters"), hint)
        else:
            hint = self.tr("As it is written on the case. Headquarters knows the laptop by it.")
            self.name.say(self.tr("Name of this laptop"), hint)
        hint = self.tr("Stands beside everything that is recorded here, so that somebody can be asked later.")
        self.operator.say(self.tr("Your name"), hint)

    def title(self) -> tuple[str, str]:
        return self.tr("What are you called?"), ""

    def begin(self) -> None:
        self.retranslate()
        self.name.setFocus()

    def check(self) -> bool:
        fields = (self.name, self.operator)
        for field in fields:
            text = field.editor.text().strip()
            field.show_error("" if 0 < len(text) <= MAX_NAME else self._say_long if text else self._say_empty)
        wrong = next((field for field in fields if field.has_error), None)
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _say_empty(self) -> str:
        return self.tr("Please fill this in: it cannot be left empty.")

    def _say_long(self) -> str:
        return self.tr("At most {most} characters, so that it can be read everywhere.").format(most=MAX_NAME)


class PassphraseStep(Step):
    """The passphrase twice, with advice while it is typed, and what losing it means."""

    def __init__(self, who: WhoStep) -> None:
        super().__init__()
        self._who = who
        self.eye = Eye()
        self.first, self.second = SecretField(self.eye), SecretField(self.eye)
        self.advice = Label("caption", wraps=True)
        self.first.editor.textChanged.connect(self._advise)
        self.first.editor.returnPressed.connect(self.second.setFocus)
        self.second.editor.returnPressed.connect(self.proceed)
        self.warning = Card("warn", spacing=4)
        self.lost, self.remedy = Label("on_warn", wraps=True), Label("body", wraps=True)
        self.warning.body.addWidget(self.lost)
        self.warning.body.addWidget(self.remedy)
        self.column.addWidget(self.first)
        self.column.addWidget(self.advice)
        self.column.addWidget(self.second)
        add_row(self.column, self.eye, None)
        self.column.addWidget(self.warning)

    def retranslate(self) -> None:
        self.first.say(self.tr("Passphrase"))
        self.second.say(self.tr("The same again"))
        self.lost.setText(self.tr("Nobody can look up a lost passphrase."))
        if self._who.role == "hq":
            self.remedy.setText(
                self.tr(
                    "Without it, and without the printed recovery sheet, everything at headquarters is lost, and so is "
                    "the key that opens what laptops hand over. Write it on paper and keep that away from the computer."
                )
            )
        else:
            self.remedy.setText(
                self.tr(
                    "Headquarters can help a laptop back in, but only after its first pack was installed here. Write "
                    "the passphrase on paper, and keep that away from the computer."
                )
            )
        self._advise()

    def title(self) -> tuple[str, str]:
        return self.tr("A passphrase that locks the records"), self.tr("It is asked for each time Tianye is opened.")

    def begin(self) -> None:
        self.retranslate()
        self.first.setFocus()

    def check(self) -> bool:
        one, other = self.first.editor.text(), self.second.editor.text()
        missing = judge(one).missing
        self.first.show_error((lambda: self.tr("%n more characters are needed.", "", missing)) if missing else "")
        self.second.show_error("" if missing or one == other else partial(self._say_differs, is_empty=not other))
        self._spare_advice()
        wrong = self.first if missing else self.second if one != other else None
        if wrong is not None:
            wrong.setFocus()
            wrong.editor.selectAll()
        return wrong is None

    def _say_differs(self, *, is_empty: bool) -> str:
        return self.tr("Type the same passphrase once more here.") if is_empty else self.tr("The two are not the same.")

    def _spare_advice(self) -> None:
        # what is wrong with it is said once
        self.advice.setVisible(not self.first.has_error)

    def _advise(self) -> None:
        judged = judge(self.first.editor.text())
        match judged.strength:
            case Strength.EMPTY:
                words = self.tr(
                    "Ten characters or more. Three or four words that have nothing to do with each other are good."
                )
            case Strength.SHORT:
                words = self.tr("%n more characters are needed.", "", judged.missing)
            case Strength.DIGITS:
                words = self.tr("Digits alone are soon guessed: a telephone number, a birthday. Add a word.")
            case Strength.REPEATED:
                words = self.tr("The same again and again is soon guessed. Add a word.")
            case Strength.FAIR:
                words = self.tr("Long enough. One more word makes it much harder to guess.")
            case Strength.GOOD:
                words = self.tr("Good: long, and hard to guess.")
        self.advice.setText(words)
        self._spare_advice()
        if judged.is_enough:
            self.first.show_error("")
            self._spare_advice()


class PlaceStep(Step):
    """Where the folder will be, what speaks against that place, and what hindered the making."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.place = Field(TextLine())
        self.place.editor.setText(str(folder))
        self.place.editor.textChanged.connect(self._typed)
        self.place.editor.returnPressed.connect(self.proceed)
        self.choosing = Button("secondary", "folder")
        self.choosing.clicked.connect(self._choose)
        self.doubt = Card("warn", spacing=4)
        self.doubt_words = Label("body", wraps=True)
        row = add_row(self.doubt.body, Picture("warning", "on_barley_soft"))
        row.addWidget(self.doubt_words, 1)
        self.fault = FaultCard(said=self._say_fault)
        self.column.addWidget(self.place)
        add_row(self.column, self.choosing, None)
        self.column.addWidget(self.doubt)
        self.column.addWidget(self.fault)
        self._judge()

    @property
    def folder(self) -> Path:
        """The chosen place."""
        return Path(self.place.editor.text().strip()).expanduser()

    def retranslate(self) -> None:
        self.choosing.setText(self.tr("Choose another place"))
        self._judge()

    def title(self) -> tuple[str, str]:
        return self.tr("Where the records are kept"), ""

    @property
    def is_asking(self) -> bool:
        """Whether another place should be chosen."""
        return self.choosing.kind == "primary"

    def begin(self) -> None:
        self.place.setFocus()

    def check(self) -> bool:
        text = self.place.editor.text().strip()
        is_whole = bool(text) and self.folder.is_absolute()
        is_usable = is_whole and Doubt.NOT_WRITABLE not in doubts_about(self.folder)
        self.place.show_error(
            ""
            if is_usable
            else (lambda: self.tr("No folder can be made in this place. Choose another."))
            if is_whole
            else lambda: self.tr("Choose a folder, with its whole path.")
        )
        if not is_usable:
            # said once: under the field
            self.doubt.hide()
            self._weigh()
            self.place.setFocus()
        return is_usable

    def show_fault(self, fault: TianyeError | None) -> None:
        """Show what hindered the making; None takes it away."""
        self.fault.show_fault(fault)
        self._weigh()

    def _say_fault(self) -> tuple[str, str, str]:
        kept = self.tr("Nothing was made. What you typed is still here.")
        if self.fault.fault is not None and self.fault.fault.code.startswith("file."):
            return self.tr("The folder cannot be made in this place."), kept, self.tr("Choose another place.")
        return "", kept, ""

    def _choose(self) -> None:
        if (folder := choose_folder(self, self.tr("Choose another place"), self.folder)) is not None:
            self.place.editor.setText(str(folder / "tianye" if any(folder.iterdir()) else folder))

    def _typed(self) -> None:
        self.place.show_error("")
        self._judge()

    def _judge(self) -> None:
        self.fault.show_fault(None)
        words = self._words_of_doubts() if self.place.editor.text().strip() else []
        self.doubt_words.setText("\n".join(words))
        # said once: what hinders stands under the field
        self.doubt.setVisible(bool(words) and not self.place.has_error)
        self._weigh()

    def _weigh(self) -> None:
        fault = self.fault.fault
        is_bad = bool(self.doubt_words.text()) or self.place.has_error
        is_bad = is_bad or (fault is not None and fault.code.startswith("file."))
        self.choosing.set_kind("primary" if is_bad else "secondary")
        self.place.say(
            self.tr("Data folder"),
            self.tr("Everything is kept in it, encrypted.")
            if is_bad
            else self.tr("Everything is kept in it, encrypted. The place shown is a good one."),
        )
        self.altered.emit()

    def _words_of_doubts(self) -> list[str]:
        sentences = {
            Doubt.SYNCHRONISED: self.tr(
                "A program copies this folder to other computers by itself. Two copies spoil each other: choose "
                "another place."
            ),
            Doubt.NETWORK: self.tr("This place is on the network. When the line drops, records can be damaged."),
            Doubt.NOT_EMPTY: self.tr("There are other things in this folder. An empty one is better."),
            Doubt.NOT_WRITABLE: self.tr("Nothing can be written in this place. Choose another."),
        }
        words = [sentences[doubt] for doubt in doubts_about(self.folder)]
        if is_on_stick(self.folder):
            words.insert(
                0, self.tr("This place is on a stick. Sticks get lost and break: keep the records on the computer.")
            )
        return words
