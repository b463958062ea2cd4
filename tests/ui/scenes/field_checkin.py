"""The door: nobody typed yet, somebody chosen, every outcome, someone new, someone without a name."""

from __future__ import annotations

from datetime import date

from tianye.domain import badges
from tianye.domain.errors import NextStep, WorldFault
from tianye.services import door as at_door
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.checkin_unnamed import WithoutName
from tianye.ui.field.today import Today
from ui import days


def door(program: Program) -> CheckIn:
    """Open the door of the session of the morning."""
    days.seat(program, days.borrow(days.morning()))
    today = program.window.page
    assert isinstance(today, Today)
    today.confirm_clock()
    days.settle(program)
    today.check_in()
    days.settle(program)
    page = program.window.page
    assert isinstance(page, CheckIn)
    return page


def type_text(program: Program, text: str) -> CheckIn:
    """Open the door and type a search."""
    page = door(program)
    page.search.setText(text)
    days.settle(program)
    return page


def empty(program: Program) -> None:
    """Nothing typed: who came last."""
    door(program)


def search(program: Program) -> None:
    """A few letters of pinyin."""
    type_text(program, "ba")


def many(program: Program) -> None:
    """One letter that many begin with."""
    type_text(program, "z")


def already(program: Program) -> None:
    """Somebody who is here already is chosen."""
    page = door(program)
    assert page.latest.rows
    page.search.setText(page.latest.rows[0].face.name)
    days.settle(program)


def nobody(program: Program) -> None:
    """A name nobody has."""
    type_text(program, "欧阳")


def admitted(program: Program) -> None:
    """The tick, with undo on offer."""
    page = type_text(program, "尼玛扎西")
    page.list.accept()
    days.settle(program)


def again(program: Program) -> None:
    """A second check-in says the time of the first."""
    page = door(program)
    page.search.setText(page.latest.rows[0].face.name)
    days.settle(program)
    page.list.accept()
    days.settle(program)


def unreadable(program: Program) -> None:
    """A code that cannot be read."""
    page = door(program)
    page.take_badge("TY:" + "0" * 40)
    days.settle(program)


def forged(program: Program) -> None:
    """A badge nobody of ours signed."""
    page = door(program)
    page.take_badge(badges.encode(badges.Badge(bytes(10), bytes(badges.SIGNATURE_BYTES))))
    days.settle(program)


def unknown(program: Program) -> None:
    """An id on no list."""
    page = type_text(program, "欧阳")
    page.list.accept()
    days.settle(program)


def undone(program: Program) -> None:
    """What was done is taken back."""
    admitted(program)
    program.window.undo_bar.undo()
    days.settle(program)


def ended(program: Program) -> None:
    """A door that was closed and is entered again."""
    page = door(program)
    page.end()
    days.settle(program)
    today = program.window.page
    assert isinstance(today, Today)
    today.check_in()
    days.settle(program)


def other_day(program: Program) -> None:
    """The door of a session of the day before."""
    days.seat(program, days.borrow(days.morning()))
    today = program.window.page
    assert isinstance(today, Today)
    today.confirm_clock()
    today.show_date(date(2026, 6, 12))
    days.settle(program)
    today.check_in()
    days.settle(program)


def someone_new(program: Program) -> None:
    """Somebody new, with nobody alike."""
    page = type_text(program, "欧阳")
    page.register_someone()
    days.settle(program)


def someone_alike(program: Program) -> None:
    """Somebody new whom the register seems to have."""
    page = door(program)
    page.register_someone()
    form = program.window.page
    assert isinstance(form, WalkIn)
    form.fields.show_values({"name": "巴桑", "sex": "f", "born": "1968", "phone": "15400637412"})
    form.fields.check()
    form.refresh(None)
    days.settle(program)


def someone_from_before(program: Program) -> None:
    """Somebody new whose form was left and is opened again, and a badge that was read meanwhile."""
    someone_new(program)
    program.stage.back()
    days.settle(program)
    page = program.window.page
    assert isinstance(page, CheckIn)
    page.search.clear()
    page.register_someone()
    days.settle(program)
    form = program.window.page
    assert isinstance(form, WalkIn)
    form.take_badge(days.morning().badges["Y05"])
    days.settle(program)


def without_name(program: Program) -> None:
    """Somebody who gives no name, half answered."""
    page = door(program)
    page.count_someone()
    form = program.window.page
    assert isinstance(form, WithoutName)
    form.sex.option("f").click()
    days.settle(program)


def badge_elsewhere(program: Program) -> None:
    """A badge read on a page that takes none."""
    door(program)
    program.window.go("handover")
    days.settle(program)
    program.scanner.scanned.emit("TY:nothing")
    days.settle(program)


def unsaved(program: Program) -> None:
    """The disk is full: who could not be checked in."""
    page = door(program)
    played = days.morning()

    def is_full(*_: object, **__: object) -> None:
        raise WorldFault("database.full", next_step=NextStep.FREE_SPACE)

    before = at_door.take_text
    at_door.take_text = is_full  # type: ignore[assignment]
    try:
        for key in ("Y05", "Y13", "Y14"):
            page.take_badge(played.badges[key])
            days.settle(program)
    finally:
        at_door.take_text = before


SCENES = {
    "empty": empty,
    "search": search,
    "many": many,
    "already": already,
    "nobody": nobody,
    "admitted": admitted,
    "again": again,
    "unreadable": unreadable,
    "forged": forged,
    "unknown": unknown,
    "undone": undone,
    "unsaved": unsaved,
    "ended": ended,
    "other_day": other_day,
    "someone_new": someone_new,
    "someone_alike": someone_alike,
    "someone_from_before": someone_from_before,
    "without_name": without_name,
    "badge_elsewhere": badge_elsewhere,
}
MAIN = {"search", "admitted", "someone_new"}
