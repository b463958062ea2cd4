"""The facilitator's surveys: whose turn it is, what was begun, a form under way, its end."""

from __future__ import annotations

from functools import partial

from tianye.services import survey_rounds, surveys
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.pages.interviewing import Interviewing
from town import write_as_headquarters
from ui import days
from ui.forms_on_screen import open_form, settle


def place(program: Program) -> None:
    """The forms and the people of the session that is open, nothing begun."""
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    days.settle(program)


def sealed(program: Program) -> None:
    """A form with sensitive questions, of which one answer is sealed."""
    _answered_sealed(program)


def sealed_ending(program: Program) -> None:
    """The end of a form with sensitive questions: what becomes of the answers is said before they are handed in."""
    _answered_sealed(program)
    page = open_form(program, "wg_ss", name="才仁卓玛")
    press_answers(program, page, 6)
    page.view._turn(len(page.view.plan.sheets))
    settle(program)


def _answered_sealed(program: Program) -> None:
    place(program)
    program.runner.ask(make_sensitive, lambda _: None)
    days.settle(program)
    program.window.go("today")
    program.window.go("survey")
    days.settle(program)
    page = open_form(program, "wg_ss", name="巴桑")
    press_answers(program, page, 6)
    page._finish()
    settle(program)


def begun(program: Program) -> None:
    """Two forms were begun and wait."""
    place(program)
    for name in ("巴桑", "才仁卓玛"):
        page = open_form(program, "pre_test", name=name)
        press_answers(program, page, 2)
        program.stage.back()
        settle(program)


def asking(program: Program) -> None:
    """A test of knowledge, the first answers given."""
    place(program)
    page = open_form(program, "pre_test", name="巴桑")
    press_answers(program, page, 2)


def resumed(program: Program) -> None:
    """A form that was begun before, opened again."""
    begun(program)
    surveys = program.window.page
    surveys.side.resumed.emit(surveys.side.begun.rows[0])  # type: ignore[union-attr]
    settle(program)


def missing(program: Program) -> None:
    """The end of a form, with two answers missing."""
    place(program)
    page = open_form(program, "pre_test", name="巴桑")
    press_answers(program, page, 8)
    page.view._turn(len(page.view.plan.sheets))
    settle(program)


def ending(program: Program) -> None:
    """The end of a form without a name: all is answered."""
    place(program)
    page = open_form(program, "wg_ss", name=None)
    press_answers(program, page, 6)
    page.view.move_on()
    settle(program)


def overview(program: Program) -> None:
    """The list of all questions."""
    place(program)
    page = open_form(program, "post_test", name="巴桑")
    press_answers(program, page, 3)
    page.view.toggle_overview()
    settle(program)


def nobody(program: Program) -> None:
    """A search that found nobody."""
    place(program)
    surveys = program.window.page
    surveys.people.search.setText("zzzz")  # type: ignore[union-attr]
    surveys.people.asked_again.emit()  # type: ignore[union-attr]
    settle(program)


def no_forms(program: Program) -> None:
    """A laptop without a form."""
    place(program)
    surveys = program.window.page

    def without(station: Station) -> survey_rounds.Round:
        return survey_rounds.open_round(station)

    program.runner.ask(partial(without), lambda found: surveys._show_round(_bare(found)))  # type: ignore[union-attr]
    settle(program)


def _bare(found: survey_rounds.Round) -> survey_rounds.Round:
    from dataclasses import replace

    return replace(found, forms=(), begun=())


def press_answers(program: Program, page: Interviewing, count: int) -> None:
    """Give the first answer of `count` questions, page after page."""
    for item in page.view.plan.questions[:count]:
        if page.view.page.question(item.node.ref) is None:
            page.view.move_on()
            settle(program)
        question = page.view.page.question(item.node.ref)
        assert question is not None
        question.editor.first().click()  # type: ignore[attr-defined]
        settle(program)


def make_sensitive(station: Station) -> None:
    """Let a form be one with sensitive questions, as if headquarters had said so."""
    form = surveys.get_form(station, "wg_ss")
    write_as_headquarters(station)
    with station.command("make sensitive") as command:
        command.add_if_changed("form.published", form.id, {"is_sensitive": True})


SCENES = {
    "sealed": sealed,
    "sealed-ending": sealed_ending,
    "place": place,
    "begun": begun,
    "asking": asking,
    "resumed": resumed,
    "missing": missing,
    "ending": ending,
    "overview": overview,
    "nobody": nobody,
    "no_forms": no_forms,
}
MAIN = {"place", "asking"}
