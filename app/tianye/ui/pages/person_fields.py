"""What is known of a person, to be typed or mended: few fields first, the rest folded away; faults under the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError, UserFault
from tianye.domain.ethnicities import ETHNICITIES
from tianye.domain.people import EDUCATION_LABELS, Sex
from tianye.services import registration
from tianye.ui import theme
from tianye.ui.messages.faults import words_of
from tianye.ui.pages.place_picker import PlacePicker
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.options import OptionRow
from tianye.ui.parts.revealing import reveal
from tianye.ui.parts.stage import Stage

FIRST: Final = ("name", "sex", "born", "phone", "place")
MORE: Final = ("name_bo", "alias", "ethnicity", "education", "post", "resident_number", "note")
_WIDE: Final = frozenset({"place", "note"})
_FAULTS: Final = {
    "name.": "name",
    "person.no-name": "name",
    "person.sex-unreadable": "sex",
    "birth-date.": "born",
    "person.phone-unreadable": "phone",
    "place": "place",
    "ethnicity.": "ethnicity",
    "person.education-unreadable": "education",
    "resident-number.": "resident_number",
    "person.number-in-text": "note",
}
"""Beginning of a fault's code → the field it is about."""


@dataclass(frozen=True, slots=True)
class _Access:
    """How a kind of editor is read and filled."""

    read: Callable[[], str]
    show: Callable[[str], None]


class PersonFields(QWidget):
    """Editors of a person's fields. `values` is text as `registration.make_fields` takes it.

    A field is checked when it is left; `check` looks at all, says what is wrong under each and gives the first wrong
    one the focus. `changed` comes at every change by a person, `submitted` at Enter in a line of text.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, stage: Stage, *, is_unfolded: bool = False) -> None:
        """Build every editor; `is_unfolded` shows the rarer fields at once."""
        super().__init__()
        self._stage = stage
        self._fields: dict[str, Field[Any]] = {}
        self._access: dict[str, _Access] = {}
        self._wrong: dict[str, TianyeError | None] = {}
        """Field → what is said under it; None for a place that was not chosen."""
        self.sex = OptionRow([Sex.FEMALE, Sex.MALE, Sex.OTHER])
        self.place = PlacePicker(stage)
        self.ethnicity, self.education = Choice(), Choice()
        self.unfold = Button("quiet", "caret-down")
        self.unfold.clicked.connect(lambda: self._fold(not self._is_unfolded))
        self._rest = QWidget()
        first, rest = QGridLayout(), QGridLayout(self._rest)
        for grid in (first, rest):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(20)
            grid.setVerticalSpacing(10)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
        self._place_into(first, FIRST)
        self._place_into(rest, MORE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(first)
        layout.addWidget(self.unfold)
        layout.addWidget(self._rest)
        self._fold(is_unfolded)
        self.retranslate()

    # ---- what is typed ---------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, as text; an empty field is left out."""
        return {name: text for name, access in self._access.items() if (text := access.read())}

    def show_values(self, values: Mapping[str, str]) -> None:
        """Fill the fields: codes for sex, place, ethnicity and education, text for all others."""
        for name, access in self._access.items():
            access.show(values.get(name, ""))
            self._say_right(name)
        if any(values.get(name) for name in MORE):
            self._fold(True)

    def field(self, name: str) -> Field[Any]:
        """Return one of the fields."""
        return self._fields[name]

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._fields["name"].editor.setFocus()

    # ---- what is wrong ---------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Say under each field what is wrong with it; the first wrong one gets the focus. True where nothing is."""
        wrong = [name for name in self._fields if not self._check(name)]
        if not self._access["name"].read().strip():
            self._say_wrong("name", UserFault("person.no-name"))
            wrong.insert(0, "name")
        if wrong:
            self._show(wrong[0])
        return not wrong

    def show_fault(self, fault: TianyeError) -> bool:
        """Put what a service refused under the field it is about; False where no field is meant."""
        name = next((field for beginning, field in _FAULTS.items() if fault.code.startswith(beginning)), None)
        if name is None:
            return False
        self._say_wrong(name, fault)
        self._show(name)
        return True

    def _check(self, name: str) -> bool:
        text = self._access[name].read()
        if name == "place" and self.place.is_unfinished:
            self._say_wrong(name, None)
            return False
        try:
            registration.make_fields({name: text})
        except UserFault as fault:
            self._say_wrong(name, fault)
            return False
        self._say_right(name)
        return True

    def _say_wrong(self, name: str, fault: TianyeError | None) -> None:
        self._wrong[name] = fault
        unchosen = self.tr("Choose the place from the list that opens while you type.")
        self._fields[name].show_error(words_of(fault).what_happened if fault else unchosen)
        if name == "place":
            theme.restyle(self.place.line, state="error")
            # one line under the field, and next to it
            self.place.close_list()
            self._fields[name].hint.hide()

    def _say_right(self, name: str) -> None:
        self._wrong.pop(name, None)
        self._fields[name].show_error("")
        if name == "place":
            theme.restyle(self.place.line, state="")
            self._fields[name].hint.setVisible(bool(self._fields[name].hint.text()))

    def _show(self, name: str) -> None:
        if name in MORE:
            self._fold(True)
        self._fields[name].editor.setFocus()
        # once what is said under it has found its place
        QTimer.singleShot(0, self, lambda: reveal(self._fields[name], margin=12))

    def _left(self, name: str) -> None:
        # an empty field that was passed over is no mistake yet
        if self._access[name].read() or self._fields[name].has_error or (name == "place" and self.place.is_unfinished):
            self._check(name)

    # ---- building --------------------------------------------------------------------------------------------------

    def _place_into(self, grid: QGridLayout, names: tuple[str, ...]) -> None:
        row = column = 0
        for name in names:
            field = self._make(name)
            self._fields[name] = field
            is_wide = name in _WIDE
            if is_wide and column:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, 2 if is_wide else 1, Qt.AlignmentFlag.AlignTop)
            column = 0 if is_wide or column else 1
            row += 0 if column else 1

    def _make(self, name: str) -> Field[Any]:
        match name:
            case "sex":
                self._access[name] = _Access(lambda: self.sex.value or "", lambda text: self.sex.choose(text or None))
                self.sex.changed.connect(self.changed)
                return Field(self.sex)
            case "place":
                self._access[name] = _Access(lambda: self.place.value, self.place.show_code)
                self.place.changed.connect(lambda: self._say_right("place"))
                self.place.changed.connect(self.changed)
                self.place.left.connect(lambda: self._left("place"))
                return Field(self.place)
            case "ethnicity" | "education":
                choice = self.ethnicity if name == "ethnicity" else self.education
                choice.setMaxVisibleItems(12)
                self._access[name] = _Access(
                    lambda: str(choice.currentData() or ""),
                    lambda text: choice.setCurrentIndex(max(0, choice.findData(text))),
                )
                choice.activated.connect(self.changed)
                return Field(choice)
        line = TextLine()
        self._access[name] = _Access(line.text, line.setText)
        line.textEdited.connect(self.changed)
        line.returnPressed.connect(self.submitted)
        line.setProperty("field", name)
        line.installEventFilter(self)
        return Field(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check a line of text when it is left."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self._left(str(watched.property("field")))
        return super().eventFilter(watched, event)

    @property
    def _is_unfolded(self) -> bool:
        return not self._rest.isHidden()

    def _fold(self, is_unfolded: bool) -> None:
        self._rest.setVisible(is_unfolded)
        self.unfold.set_icon("caret-up" if is_unfolded else "caret-down")
        self._reword_fold()

    def _reword_fold(self) -> None:
        self.unfold.setText(
            self.tr("Less") if self._is_unfolded else self.tr("More: ethnic group, schooling, ID number")
        )

    # ---- words -----------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        optional = {
            "sex": (self.tr("Sex"), ""),
            "born": (
                self.tr("Birthday or year of birth"),
                self.tr("1988, 1988-3-5, or lunar: 农历1988年二月初三"),
            ),
            "phone": (self.tr("Phone"), ""),
            "place": (self.tr("Lives in"), self.tr("Type the village: name, pinyin or initials")),
            "name_bo": (self.tr("Tibetan name"), ""),
            "alias": (self.tr("Also called"), ""),
            "ethnicity": (self.tr("Ethnic group"), ""),
            "education": (self.tr("Schooling"), ""),
            "post": (self.tr("Post"), ""),
            "resident_number": (
                self.tr("ID number"),
                self.tr("Only the last four are kept to be read; the rest serves to find doubles."),
            ),
            "note": (self.tr("Note"), self.tr("No ID number and nothing about health here.")),
        }
        self._fields["name"].say(self.tr("Name"))
        for name, (label, hint) in optional.items():
            self._fields[name].say(self.tr("{field} (optional)").format(field=label), hint)
        for sex, words in ((Sex.FEMALE, self.tr("woman")), (Sex.MALE, self.tr("man")), (Sex.OTHER, self.tr("other"))):
            self.sex.set_text(sex, words)
            self.sex.option(sex).setToolTip(self.tr("Press once more to leave it open."))
        is_chinese = self._stage.language.code == "zh_CN"
        groups = [(group.code, group.zh_full if is_chinese else group.en) for group in ETHNICITIES]
        levels = [(str(level), label.zh if is_chinese else label.en) for level, label in EDUCATION_LABELS.items()]
        for choice, rows in ((self.ethnicity, groups), (self.education, levels)):
            self._reword(choice, rows)
        for name, fault in list(self._wrong.items()):
            self._say_wrong(name, fault)
        self._reword_fold()

    def _reword(self, choice: Choice, rows: list[tuple[str, str]]) -> None:
        kept = choice.currentData()
        choice.clear()
        choice.addItem(self.tr("not said"), "")
        for code, words in rows:
            choice.addItem(words, code)
        choice.setCurrentIndex(max(0, choice.findData(kept)))
