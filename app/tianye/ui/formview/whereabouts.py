"""Words for where in a form somebody is: which question, which part, which page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tianye.ui.formview.markup import is_tibetan, plain
from tianye.ui.formview.plan import Plan, Sheet


def end_words() -> str:
    """Return what is said behind the last page."""
    return QCoreApplication.translate("FormView", "At the end")


def part_words(plan: Plan, sheet: Sheet) -> str:
    """Return where a page stands: `Part 2 of 4: energy at home`; empty where the form is one page."""
    if plan.groups == 1:
        words = QCoreApplication.translate("FormView", "Page {part} of {parts}")
        return words.format(part=sheet.part, parts=sheet.parts) if sheet.parts > 1 else ""
    words = QCoreApplication.translate("FormView", "Part {number} of {count}")
    words = words.format(number=sheet.group_number, count=plan.groups)
    label = plain(sheet.group.label) if sheet.group is not None else ""
    # a page with the head of its group on it need not say it twice
    if label and sheet.items[0].kind == "question" and sheet.part > 1 and not is_tibetan(label):
        words = QCoreApplication.translate("FormView", "{part}: {name}").format(part=words, name=label)
    if sheet.parts > 1:
        within = QCoreApplication.translate("FormView", " ({part} of {parts})")
        words += within.format(part=sheet.part, parts=sheet.parts)
    return words


def question_words(plan: Plan, number: int) -> str:
    """Return which question it is, counted from 1, and of how many where nothing can be added."""
    if plan.has_open_end:
        return QCoreApplication.translate("FormView", "Question {number}").format(number=number)
    words = QCoreApplication.translate("FormView", "Question {number} of {count}")
    return words.format(number=number, count=len(plan.questions))
