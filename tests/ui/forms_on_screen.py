"""Forms for screens and tests of the form view: a household form with every usual question, and a way to open it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tianye.services import interviews, surveys
from tianye.services.faces import face_of
from tianye.services.interviews import Opened
from tianye.services.station import Station
from tianye.store.queries import people
from tianye.ui.app.program import Program
from tianye.ui.pages.interviewing import Interviewing
from ui import days

HERE = Path(__file__).parent / "forms"


def open_form(program: Program, form: str, *, name: str | None = "", languages: str = "zh") -> Interviewing:
    """Open a form that is here for a person (the first one called `name`), or for nobody (None)."""
    program.memory.setValue("survey/language", languages)
    got: list[tuple[Opened, object]] = []

    def begin(station: Station) -> tuple[Opened, object]:
        row = surveys.get_form(station, form)
        person = None
        if name is not None:
            rows = people.all_people(station.database)
            person = next(one for one in rows if not name or one.name == name)
        context = surveys.Context(person=person.id if person else None)
        return interviews.begin(station, row, context), face_of(person) if person else None

    program.runner.ask(begin, got.append)
    days.settle(program)
    ((opened, face),) = got
    page = Interviewing(program.stage, opened, face)  # type: ignore[arg-type]
    program.stage.open_task(page)
    settle(program)
    return page


def open_file(program: Program, name: str, *, languages: str = "zh", folder: Path = HERE) -> Interviewing:
    """Try out a form of a folder, by itself of the one beside this file."""
    program.memory.setValue("survey/language", languages)
    got: list[Opened] = []
    program.runner.ask(partial(interviews.try_file, path=folder / name), got.append)
    days.settle(program)
    page = Interviewing(program.stage, got[0])
    program.stage.open_task(page)
    settle(program)
    return page


def settle(program: Program) -> None:
    """Let answers come back and layouts come to rest."""
    days.settle(program)
    for _ in range(4):
        QApplication.processEvents()
