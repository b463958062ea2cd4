"""The register at the field and at headquarters: everybody, nobody, one person in three views, a list coming in."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tianye.services import browsing, review
from tianye.ui.app.program import Program
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_edit import CorrectPage
from tianye.ui.pages.person_new import NewPersonPage
from tianye.ui.pages.register import RegisterPage
from tianye.ui.pages.register_import import ImportPage
from ui import days
from ui.forms_on_screen import settle

HEADS = ("序号", "姓名", "性别", "出生年月", "身份证号", "地点代码", "联系电话", "同意:考勤", "同意:联系")
ROWS: Sequence[Sequence[Any]] = (
    (1, "尕藏卓玛", "女", "1990-01", None, "632701203201", "13997010001", "是", "是"),
    (2, "才仁永措", "女子", "农历1984年闰10月1日", None, "632701203201", "13997010002", "是", "是"),
    (3, "马秀英", "女", "1985", None, "632701203200", "1399701", "是", "否"),
    (4, "扎西文毛", "女", "1979-07-02", None, "632701203202", "13997010004", "是", "是"),
)


def write_list(path: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    """Write a county's list as it comes: two of four rows have a mistake."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名单"
    for row in (HEADS, *rows):
        sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def register(program: Program, folder: str = "laptop-1") -> RegisterPage:
    """Bring the register up and return its page."""
    played = days.morning() if folder.startswith("laptop") else days.week_after()
    days.seat(program, days.borrow(played), folder)
    program.window.go("register")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, RegisterPage)
    return page


def field(program: Program) -> None:
    """The register of a laptop's counties."""
    page = register(program)
    page.table.move(2)


def hq(program: Program) -> None:
    """The whole register at headquarters."""
    register(program, "hq")


def searched(program: Program) -> None:
    """Found by initials."""
    page = register(program)
    page.search.setText("bm")
    days.settle(program)


def nobody(program: Program) -> None:
    """Nobody found."""
    page = register(program)
    page.search.setText("欧阳")
    days.settle(program)


def _open(program: Program, text: str, folder: str = "laptop-1") -> PersonPage:
    page = register(program, folder)
    page.search.setText(text)
    days.settle(program)
    page.table.accept()
    days.settle(program)
    shown = program.window.page
    assert isinstance(shown, PersonPage)
    return shown


def person(program: Program) -> None:
    """One person: facts and consents."""
    _open(program, "巴桑拉毛").consents_table.move(3)


def presence(program: Program) -> None:
    """Where she took part, and what she answered."""
    _open(program, "巴桑拉毛").views.choose("presence")


def correcting(program: Program, *, is_over: bool = True) -> Interviewing:
    """A form she answered is corrected: at its end it is asked why."""
    page = _open(program, "巴桑拉毛")
    page.views.choose("presence")
    page.presence.responses.move(0)
    page.presence.correct.click()
    settle(program)
    form = program.window.page
    assert isinstance(form, Interviewing)
    if is_over:
        form.view._turn(len(form.view.plan.sheets))
        settle(program)
    return form


def corrected(program: Program) -> None:
    """What was corrected is told in her history, with the reason."""
    form = correcting(program, is_over=False)
    node = next(item.node for item in form.view.plan.questions if item.node.choices)
    form.view.open_at(node.ref)
    question = form.view.page.question(node.ref)
    assert question is not None
    key = Qt.Key.Key_2 if node.value == node.choices[0].value else Qt.Key.Key_1
    QTest.keyClick(question.editor.first(), key)  # type: ignore[attr-defined]
    settle(program)
    form.view._turn(len(form.view.plan.sheets))
    form.view.ending.reason.editor.setText("她说按错了")
    form.view.move_on()
    settle(program)
    page = program.window.page
    assert isinstance(page, PersonPage)
    page.views.choose("history")
    page.history.table.move(0)
    settle(program)


def history(program: Program) -> None:
    """Everything that was said about her."""
    page = _open(program, "巴桑拉毛")
    page.views.choose("history")
    page.history.table.move(1)


def disputed(program: Program) -> None:
    """Two laptops say different things about her; headquarters has to decide."""

    page = register(program, "hq")
    found: list[bytes] = []

    def look(station: Any) -> list[bytes]:
        return [case.about[0].id for case in review.list_cases(station, [review.CaseKind.FIELD])]

    program.runner.ask(look, found.extend)
    days.settle(program)
    page.stage.open_task(PersonPage(page.stage, found[0]))
    days.settle(program)


def correct(program: Program) -> None:
    """Her phone is being corrected."""
    _open(program, "巴桑拉毛").open_editor("phone")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, CorrectPage)
    page.fields.field("phone").editor.setText("13997018888")
    page.fields.changed.emit()


def new(program: Program) -> None:
    """Somebody new, and who may be her already."""
    page = register(program)
    page.stage.open_task(NewPersonPage(page.stage, "巴桑拉毛"))
    days.settle(program)


def importing(program: Program) -> None:
    """A county's list with two bad rows."""
    played = days.borrow(days.morning())
    days.seat(program, played, "laptop-1")
    program.window.go("register")
    page = program.window.page
    assert isinstance(page, RegisterPage)
    page.read_list(write_list(played.folder / "exchange" / "玉树名单.xlsx"))
    days.settle(program)


def empty(program: Program) -> None:
    """Nobody is in the register yet."""
    page = register(program)
    page.show_found(browsing.RegisterFound(array("I"), [], []))
    QApplication.processEvents()


def taking_in(program: Program) -> None:
    """The same list on its way into the register."""
    importing(program)
    page = program.window.page
    assert isinstance(page, ImportPage)
    page._set_busy(True)
    page.busy.start(lambda: page.tr("Taking the list in"))
    page.busy.tell(60, 128)


def reading(program: Program) -> None:
    """A long list is read."""
    page = register(program)
    page.busy.start(lambda: page.tr("Reading the list"))


SCENES = {
    "field": field,
    "hq": hq,
    "searched": searched,
    "nobody": nobody,
    "empty": empty,
    "person": person,
    "presence": presence,
    "correcting": correcting,
    "corrected": corrected,
    "history": history,
    "disputed": disputed,
    "correct": correct,
    "new": new,
    "importing": importing,
    "taking_in": taking_in,
    "reading": reading,
}
MAIN = {"field", "person"}
