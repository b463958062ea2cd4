"""What is to be said of a form's file: what it is, whether it can be used, every problem by sheet, row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError, UserFault
from tianye.services.forms_library import FormCheck
from tianye.ui.messages.faults import joined, mending, remark, words_of
from tianye.ui.messages.people import dotted
from tianye.ui.pages.form_words import form_title
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label, rule
from tianye.ui.parts.sides import Scrolled

MOST_SHOWN = 100
PLAIN, SENSITIVE = "plain", "sensitive"


class FormReport(Card):
    """The report of a check. `add_wanted`, `trial_wanted` and the others say what a person wants next.

    The filled button is the next step: trying out, adding once it was tried, checking what was mended, another file.
    """

    add_wanted = Signal()
    other_wanted = Signal()
    trial_wanted = Signal()
    check_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.path: Path | None = None
        self.checked: FormCheck | None = None
        self.fault: TianyeError | None = None
        self._was_tried = False
        self.file = Label("caption", wraps=True)
        self.sign = Picture("check-circle", "ink", 26)
        self.verdict = Label("heading", wraps=True)
        self.title = Label("strong", wraps=True)
        self.facts = Label("soft", wraps=True)
        self.kept = Label("body", wraps=True)
        self.kind, self.meant = Segmented((PLAIN, SENSITIVE)), Label("soft", wraps=True)
        self.kind.chosen.connect(self._say_kind)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(10)
        inside = _Text()
        inside.setLayout(self._lines)
        self.scrolled = _Remarks(inside, 120)
        self.add, self.trial = Button("primary", "plus"), Button("secondary", "eye")
        self.again, self.other = Button("secondary", "return"), Button("secondary", "upload")
        self.close_button = Button("quiet", "arrow-left")
        self.first_button = self.trial
        self.add.clicked.connect(self.add_wanted)
        self.trial.clicked.connect(self._try_out)
        self.other.clicked.connect(self.other_wanted)
        self.again.clicked.connect(self.check_wanted)
        self.close_button.clicked.connect(self.closed)
        row = add_row(self.body, self.sign, self.verdict)
        row.setStretch(1, 1)
        row.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        for part in (self.title, self.facts, self.kept, self.file):
            self.body.addWidget(part)
        add_row(self.body, self.kind, None)
        self.body.addWidget(self.meant)
        self.body.addWidget(self.scrolled, 100)
        self.body.addStretch(1)
        ways = Flow(12)
        for button in (self.trial, self.add, self.again, self.other, self.close_button):
            ways.add(button)
        self.body.addWidget(ways)

    def show_check(self, path: Path, checked: FormCheck) -> None:
        """Show what a check found."""
        if self.path != path:
            self.kind.choose(PLAIN)
        self.path, self.checked, self.fault = path, checked, None
        self._was_tried = False
        self.retranslate()

    def show_fault(self, path: Path, fault: TianyeError) -> None:
        """Show why a file was not read or not added; the problems it carries are listed."""
        self.path, self.fault = path, fault
        if not isinstance(fault, UserFault) or fault.code != "form.version-changed":
            self.checked = None
        self.retranslate()

    @property
    def is_sensitive(self) -> bool:
        """Whether laptops are to seal the answers to this form."""
        return self.kind.value == SENSITIVE

    @property
    def problems(self) -> Sequence[Mapping[str, Any]]:
        """What refuses the form."""
        if self.fault is not None:
            told = self.fault.data.get("problems")
            return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        return self.checked.problems if self.checked is not None else ()

    def retranslate(self) -> None:
        """Set every text."""
        self.add.setText(self.tr("Add to the forms"))
        self.trial.setText(self.tr("Try it out"))
        self.again.setText(self.tr("Check it again"))
        self.other.setText(self.tr("Choose another workbook"))
        self.close_button.setText(self.tr("Back to the forms"))
        self.file.setText(self.tr("File: {name}").format(name=self.path.name) if self.path is not None else "")
        is_usable = self.fault is None and self.checked is not None and self.checked.is_usable
        warnings = self.checked.warnings if self.checked is not None and self.fault is None else ()
        self.sign.show_icon("check-circle" if is_usable else "warning", "ink" if is_usable else "error")
        self.kind.set_text(PLAIN, self.tr("An ordinary form"))
        self.kind.set_text(SENSITIVE, self.tr("Sensitive questions"))
        self.kind.setAccessibleName(self.tr("What the form asks"))
        self._say_kind()
        for part in (self.kind, self.meant):
            part.setVisible(is_usable)
        self.add.setVisible(is_usable)
        self.trial.setVisible(self.checked is not None and self.checked.is_usable)
        self.other.setVisible(not is_usable)
        self._fill_next(is_usable=is_usable)
        self._say_verdict(is_usable=is_usable)
        self._say_facts()
        self._list(self.problems, warnings)

    def _say_kind(self) -> None:
        self.meant.setText(
            self.tr("Laptops seal each answer for headquarters; afterwards they can neither show nor change it.")
            if self.is_sensitive
            else self.tr("A laptop shows what was answered on it, and lets it be taken back.")
        )

    def _try_out(self) -> None:
        self._was_tried = True
        self._fill_next(is_usable=self.checked is not None and self.fault is None)
        self.trial_wanted.emit()

    def _fill_next(self, *, is_usable: bool) -> None:
        """Fill the button of the next step, and no other."""
        if is_usable:
            first = self.add if self._was_tried else self.trial
        else:
            first = self.again if self.problems else self.other
        for button in (self.add, self.trial, self.again, self.other):
            button.set_kind("primary" if button is first else "secondary")
        self.first_button = first

    def _say_verdict(self, *, is_usable: bool) -> None:
        if is_usable:
            self.verdict.setText(self.tr("This form can be used"))
            self.kept.setText(self.tr("Nothing is added yet. Try it out, then add it; the next packs carry it."))
            return
        if self.fault is not None and not self.problems:
            words = words_of(self.fault)
            self.verdict.setText(words.what_happened)
            self.kept.setText(joined(words.what_was_kept, words.next_step))
            return
        self.verdict.setText(self.tr("This form cannot be used yet: %n places need mending", "", len(self.problems)))
        self.kept.setText(
            self.tr(
                "The forms that are here are as they were. Mend these cells in the workbook, save it, check it again."
            )
        )

    def _say_facts(self) -> None:
        checked = self.checked
        has_facts = checked is not None and bool(checked.form_id)
        self.title.setVisible(has_facts)
        self.facts.setVisible(has_facts)
        if checked is None or not has_facts:
            return
        self.title.setText(form_title(checked.title or checked.form_id))
        named = self.tr("version {version}").format(version=checked.version or "–")
        size = (
            self.tr("%n questions", "", checked.questions),
            self.tr("%n groups", "", checked.groups),
            self.tr(", ").join(checked.languages) or self.tr("no named language"),
        )
        self.facts.setText(dotted((checked.form_id, named, *size)))

    def _list(self, problems: Sequence[Mapping[str, Any]], warnings: Sequence[Mapping[str, Any]]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, problem in enumerate(problems[:MOST_SHOWN]):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(_Remark(problem, "error", self._place(problem)))
        if warnings:
            head = Label("strong", self.tr("Worth knowing"), wraps=True)
            self._lines.addWidget(head)
        for warning in warnings[: MOST_SHOWN - min(len(problems), MOST_SHOWN)]:
            self._lines.addWidget(_Remark(warning, "ink_soft", self._place(warning)))
        if (more := len(problems) + len(warnings) - MOST_SHOWN) > 0:
            self._lines.addWidget(Label("caption", self.tr("And %n more.", "", more), wraps=True))
        self._lines.addStretch(1)
        self.scrolled.setVisible(bool(problems or warnings))

    def _place(self, problem: Mapping[str, Any]) -> str:
        parts = []
        if problem.get("sheet"):
            parts.append(self.tr("sheet {name}").format(name=problem["sheet"]))
        if problem.get("row"):
            parts.append(self.tr("row {number}").format(number=problem["row"]))
        if column := str(problem.get("column") or ""):
            about = _about(column)
            words = self.tr("column {name} ({about})") if about else self.tr("column {name}")
            parts.append(words.format(name=column, about=about))
        if not problem.get("row") and problem.get("place"):
            parts.append(str(problem["place"]))
        return dotted(parts) or self.tr("The form as a whole")


class _Text(QWidget):
    """Wrapped text, as high as its width demands: its height at its narrowest is not asked for."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class _Remarks(Scrolled):
    """Wants as little as it can do with: long reports scroll inside."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class _Remark(QWidget):
    """One place: where, what, the expression in question, the words of whoever noticed it."""

    def __init__(self, problem: Mapping[str, Any], ink: str, place: str) -> None:
        super().__init__()
        code = str(problem.get("code", ""))
        layout = QVBoxLayout()
        layout.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Picture("warning" if ink == "error" else "info", ink, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(layout, 1)
        expression = str(problem.get("expression") or "")
        detail, _, meant = str(problem.get("detail") or "").partition(" → ")
        problem = {**problem, "detail": detail}
        stands = (
            QCoreApplication.translate("FormReport", "What stands there: {text}").format(text=expression)
            if expression
            else ""
        )
        perhaps = (
            QCoreApplication.translate("FormReport", "Perhaps this was meant: {text}").format(text=meant)
            if meant
            else ""
        )
        for role, text in (
            ("strong", place),
            ("body", joined(remark(code, problem), mending(code, problem))),
            ("caption", stands),
            ("caption", perhaps if meant else ""),
            ("faint", dotted((detail, code))),
        ):
            if text:
                layout.addWidget(Label(role, text, wraps=True))


_COLUMNS: Final = {
    "relevant": QT_TRANSLATE_NOOP("FormReport", "when the question is asked"),
    "constraint": QT_TRANSLATE_NOOP("FormReport", "which answers are accepted"),
    "calculation": QT_TRANSLATE_NOOP("FormReport", "how it is calculated"),
    "required": QT_TRANSLATE_NOOP("FormReport", "whether it must be answered"),
    "choice_filter": QT_TRANSLATE_NOOP("FormReport", "which choices are shown"),
    "repeat_count": QT_TRANSLATE_NOOP("FormReport", "how often it is repeated"),
    "default": QT_TRANSLATE_NOOP("FormReport", "what is filled in beforehand"),
    "type": QT_TRANSLATE_NOOP("FormReport", "what kind of question it is"),
    "name": QT_TRANSLATE_NOOP("FormReport", "the short name of the question"),
    "label": QT_TRANSLATE_NOOP("FormReport", "what is read out"),
}


def _about(column: str) -> str:
    """Return what a column of the sheet is for; empty for one that says it itself."""
    return QCoreApplication.translate("FormReport", str(_COLUMNS[column])) if column in _COLUMNS else ""
