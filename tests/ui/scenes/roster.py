"""The roster on the second morning: half of the women are in; paper coming back; nobody expected; no session at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from tianye.services import rosters
from tianye.ui.app.program import Program
from tianye.ui.field.roster import Roster
from ui import days


def roster(program: Program) -> tuple[Roster, days.Played]:
    """Bring the roster up; return its page and the story's folder."""
    played = days.borrow(days.morning())
    days.seat(program, played, "laptop-1")
    program.window.go("roster")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Roster)
    return page, played


def session_of(page: Roster, code: str) -> bytes:
    """Return the id of a session that can be chosen."""
    return next(row.id for row in page.sessions if row.code == code)


def solar(program: Program) -> Roster:
    """The morning of the solar training."""
    page, _ = roster(program)
    page.show_session(session_of(page, "QH-SOLAR-0613-AM"))
    days.settle(program)
    page.table.move(0)
    page.table.move(3)
    return page


def missing(program: Program) -> None:
    """Who is not here yet."""
    solar(program).views.choose("missing")


def fill(path: Path) -> Path:
    """Fill the list as from signed paper: ticks, a name that is somebody else's, a tick nobody can read."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=8) if any("姓名" in str(cell.value) for cell in row))
    ticks = [cell.column for cell in head if "0613" in str(cell.value)]
    name = next(cell.column for cell in head if "姓名" in str(cell.value))
    first = head[0].row + 1
    for number in range(4):
        sheet.cell(first + number, ticks[0]).value = "√"
    sheet.cell(first + 4, ticks[0]).value = "大概来了"
    sheet.cell(first + 5, name).value = "欧阳春"
    sheet.cell(first + 5, ticks[0]).value = "√"
    book.save(path)
    book.close()
    return path


def paper(program: Program) -> None:
    """A list that was typed in from signed paper, with two mistakes."""
    page, played = roster(program)
    page.show_session(session_of(page, "QH-SOLAR-0613-AM"))
    days.settle(program)
    path = played.folder / "exchange" / "补录.xlsx"
    page.write_list(path)
    days.settle(program)
    program.stage.withdraw("file-written")
    page.read_list(fill(path))
    days.settle(program)


def nobody(program: Program) -> None:
    """The first session of a training: nobody is expected."""
    page, _ = roster(program)
    row = next(row for row in page.sessions if row.code == "QH-SOLAR-0613-PM")
    page.show_roster(rosters.Roster(row, (), 0))
    QApplication.processEvents()


def none(program: Program) -> None:
    """No session on this laptop yet."""
    page, _ = roster(program)
    page.show_sessions(rosters.Sessions([], 0, date(2026, 6, 13)))
    days.settle(program)


SCENES = {"solar": solar, "missing": missing, "paper": paper, "nobody": nobody, "none": none}
MAIN = {"solar"}
