"""The fields of a person: checked when left, one wrong word said under its field, villages found while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tianye.domain.errors import UserFault
from tianye.services import registration
from tianye.ui.app.program import Program
from tianye.ui.pages.person_fields import PersonFields
from ui import days
from ui.pages import write


@pytest.fixture
def fields(program: Program, field: days.Played, qtbot: QtBot) -> Iterator[PersonFields]:
    made = PersonFields(program.stage)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.activateWindow()
    return made


def test_what_is_typed_is_what_the_register_takes(fields: PersonFields, settled: Callable[[], None]) -> None:
    fields.focus_first()
    write(fields.field("name").editor, "  才仁措姆 ")
    fields.sex.option("f").click()
    write(fields.field("born").editor, "1988年3月")
    write(fields.field("phone").editor, "154 0063 0123")
    assert fields.check()
    said = registration.make_fields(fields.values())
    assert (said["name"], said["sex"], said["phone"]) == ("才仁措姆", "f", "15400630123")
    assert (said["born"]["year"], said["born"]["month"]) == (1988, 3)


def test_a_mistake_is_said_when_the_field_is_left_and_goes_when_it_is_mended(fields: PersonFields) -> None:
    phone = fields.field("phone")
    phone.editor.setFocus()
    write(phone.editor, "1540063")
    assert not phone.has_error
    fields.field("name").editor.setFocus()
    assert phone.has_error
    phone.editor.setFocus()
    write(phone.editor, "0123")
    fields.field("name").editor.setFocus()
    assert not phone.has_error


def test_the_first_wrong_field_gets_the_cursor_also_when_it_was_folded_away(fields: PersonFields) -> None:
    assert not fields.check()
    assert fields.field("name").has_error
    write(fields.field("name").editor, "央金")
    fields.unfold.click()
    write(fields.field("resident_number").editor, "12345")
    fields.unfold.click()
    assert not fields.field("resident_number").isVisible()
    assert not fields.check()
    assert fields.field("resident_number").isVisible()
    assert fields.field("resident_number").editor.hasFocus()


def test_a_village_is_found_by_initials_among_our_own_counties_first(
    fields: PersonFields, settled: Callable[[], None]
) -> None:
    line = fields.place.line
    line.setFocus()
    write(line, "jg")
    settled()
    assert fields.place.found.isVisible()
    first = fields.place.found.item(0).text()
    assert "玉树市" in first or "称多县" in first
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert fields.place.value.startswith(("632701", "632723"))
    assert registration.make_fields(fields.values())["place"] == fields.place.value


def test_a_village_nobody_chose_is_no_village(fields: PersonFields, settled: Callable[[], None]) -> None:
    write(fields.field("name").editor, "央金")
    fields.place.line.setFocus()
    write(fields.place.line, "没有这个村")
    settled()
    assert not fields.check()
    assert fields.field("place").has_error


def test_what_the_service_refuses_stands_under_its_field(fields: PersonFields) -> None:
    assert fields.show_fault(UserFault("birth-date.in-future"))
    assert fields.field("born").has_error
    assert not fields.show_fault(UserFault("file.exists"))


def test_a_person_who_is_known_is_shown_as_she_was_kept(fields: PersonFields, program: Program) -> None:
    known = {
        "name": "卓玛",
        "sex": "f",
        "born": "1990-01",
        "place": "632701203",
        "ethnicity": "04",
        "education": "primary",
    }
    fields.show_values(known)
    assert fields.values() == known
    program.language.choose("en")
    assert fields.values() == known


def test_under_the_village_stands_one_thing_only_and_it_is_in_sight(
    fields: PersonFields, program: Program, settled: Callable[[], None], qtbot: QtBot
) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(fields)
    qtbot.addWidget(area)
    area.resize(700, 300)
    area.show()
    area.activateWindow()
    write(fields.field("name").editor, "央金")
    place = fields.field("place")
    place.setFocus()
    write(fields.place.line, "jg")
    settled()
    assert fields.place.found.isVisible()
    # she goes on without having chosen one
    assert not fields.check()
    settled()
    assert place.has_error
    assert not fields.place.found.isVisible()
    assert not place.hint.isVisible()
    qtbot.waitUntil(lambda: not place.error.visibleRegion().isEmpty())
    assert place.error.visibleRegion().boundingRect().height() == place.error.height()
    # typing on, the list is offered again in its stead
    write(fields.place.line, "c")
    settled()
    assert not place.has_error
    assert place.hint.isVisible()
    area.takeWidget()
