"""Backups and check, erasing a person: several backups, none, a damaged one; orders that wait and are carried out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tianye.services import erasing, keeping, listing, surveys
from tianye.services.diagnostics import Diagnosis
from tianye.services.erasing import Why
from tianye.services.hints import Hint
from tianye.services.profiles import AnsweredRow, Profile, profile_of
from tianye.services.retention import Outlook
from tianye.services.station import Station
from tianye.store.check import Finding
from tianye.ui.app.program import Program
from tianye.ui.pages.erase_other import ANSWERS, NAMELESS, EraseOther
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_erase import ErasePage
from tianye.ui.pages.safekeeping import SafekeepingPage
from tianye.ui.pages.safekeeping_hints import Safety
from ui import days, sticks

NAME = "巴桑拉毛"


def _opened(program: Program) -> SafekeepingPage:
    days.settle(program)
    page = SafekeepingPage(program.stage)
    program.stage.open_task(page)
    days.settle(program)
    return page


def several(program: Program) -> None:
    """Two good backups on the laptop, the stick that was chosen is in."""
    stick = sticks.make_stick(sticks.scratch() / "KINGSTON")
    sticks.plug_in(stick)
    days.seat(program, days.borrow(days.morning()), "laptop-1")

    def work(station: Station) -> None:
        keeping.keep_now(station, is_asked=True)
        keeping.choose_stick(station, stick.root)
        keeping.keep_now(station, [stick.root], is_asked=True)

    program.stage.runner.do(work)
    days.settle(program)
    _opened(program)


def none_yet(program: Program) -> None:
    """No backup, no stick."""
    sticks.plug_in()
    days.seat(program, days.borrow(days.morning()), "laptop-1")
    _opened(program)


def damaged(program: Program) -> None:
    """A damaged backup below a good one, and the check found something; a stick is in that was never chosen."""
    sticks.plug_in(sticks.make_stick(sticks.scratch() / "KINGSTON"))
    days.seat(program, days.borrow(days.morning()), "hq")

    def work(station: Station) -> None:
        made = keeping.keep_now(station, is_asked=True).here
        assert made is not None
        (made.path / "tianye.db").write_bytes(b"damaged")
        keeping.keep_now(station, is_asked=True)

    program.stage.runner.do(work)
    days.settle(program)
    page = _opened(program)
    page.diagnosis = Diagnosis(
        ("structure",), (Finding("database.pages-damaged", {"pages": 1}), Finding("chain.broken", {"sequence": 7}))
    )
    page.retranslate()


def waits(program: Program) -> None:
    """A laptop at which much waits for somebody; answers are purged from some day on."""
    sticks.plug_in()
    days.seat(program, days.borrow(days.morning()), "laptop-1")
    page = _opened(program)
    safety = Safety(
        False,
        (Hint.NEW_KEY_DUE, Hint.BACKUP_LATE, Hint.NO_TIP, Hint.NO_WAY_BACK),
        Outlook(30, (), "purge.too-early", "2026-07-13"),
        1240,
        0,
    )
    page.hints.show_safety(safety)
    page.retention.show_safety(safety)


def waits_at_headquarters(program: Program) -> None:
    """Headquarters without a sheet, with contents that it lacks, and the rule set."""
    sticks.plug_in()
    days.seat(program, days.borrow(days.morning()), "hq")
    page = _opened(program)
    safety = Safety(True, (Hint.NO_WAY_BACK, Hint.LACKING), Outlook(30, (), "station.wrong-role"), 0, 114)
    page.hints.show_safety(safety)
    page.retention.show_safety(safety)


def presence_purged(program: Program) -> None:
    """A person whose answers headquarters alone has."""
    days.seat(program, days.borrow(days.morning()), "laptop-1")
    found: list[bytes] = []
    program.stage.runner.ask(lambda station: found.append(listing.find_people(station, NAME, limit=1)[0].id), _nothing)
    days.settle(program)
    page = PersonPage(program.stage, found[0])
    program.stage.open_task(page)
    days.settle(program)
    page.views.choose("presence")
    days.settle(program)
    profiles: list[Profile] = []
    program.stage.runner.ask(partial(profile_of, person=found[0]), profiles.append)
    days.settle(program)
    purged = (AnsweredRow("满意度调查", "satisfaction", "1", "post", "2026-06-13", True),)
    page.show_profile(replace(profiles[0], answered=purged))


def _nothing(_: object) -> None:
    return


def _eraser(program: Program, *, is_ordered: bool = False) -> ErasePage:
    days.seat(program, days.borrow(days.morning()), "hq")
    found: list[bytes] = []

    def work(station: Station) -> None:
        people = listing.find_people(station, "a", limit=3)
        person = listing.find_people(station, NAME, limit=1)[0]
        found.append(person.id)
        if is_ordered:
            erasing.order_person(station, next(row.id for row in people if row.id != person.id), Why.NOT_NEEDED)
            erasing.carry_out(station)
            erasing.order_person(station, person.id, Why.WITHDRAWN)

    program.stage.runner.do(work)
    days.settle(program)
    page = ErasePage(program.stage, found[0], NAME, choose_answer=lambda: None)
    program.stage.open_task(page)
    days.settle(program)
    return page


def erase(program: Program) -> None:
    """Before an order: what goes, what stays, why."""
    _eraser(program)


def _other(program: Program, view: str, *, of_her: bool = False) -> EraseOther:
    days.seat(program, days.borrow(days.morning()), "hq")
    found: list[bytes] = []

    def work(station: Station) -> None:
        person = listing.find_people(station, NAME, limit=1)[0].id
        forms = [surveys.get_form(station, name).id for name in ("pre_test", "post_test", "wg_ss")]
        sessions = listing.all_sessions(station)
        session = sessions[0].id
        found.append(person)
        with station.command("answers") as command:
            for number in range(3):
                nameless = command.new_subject(owns_data=True)
                came = {"session": session, "sex": "fm"[number % 2], "age_group": "35-59", "arrived": 535 + number}
                command.add("anonymous.attended", nameless, came, owner=nameless, is_new=True)
                answer = command.new_subject()
                phase = ("pre", "post", "post")[number]
                session = sessions[number % len(sessions)].id
                said = {"on": f"2026-06-1{number}", "person": person, "session": session, "phase": phase}
                said |= {"form": forms[number]}
                command.add("response.finished", answer, said, owner=person, is_new=True)

    program.stage.runner.do(work)
    days.settle(program)
    page = EraseOther(program.stage, found[0], NAME) if of_her else EraseOther(program.stage)
    program.stage.open_task(page)
    days.settle(program)
    page.views.choose(view)
    return page


def other_answers(program: Program) -> None:
    """One of her answers is to go."""
    _other(program, ANSWERS, of_her=True)


def other_nameless(program: Program) -> None:
    """Somebody who came without a name is to go."""
    _other(program, NAMELESS)


def other_nothing(program: Program) -> None:
    """One answered without a name, and is not chosen yet."""
    _other(program, ANSWERS)


def erase_answer(program: Program) -> None:
    """Before one answer is ordered to go."""
    chooser = _other(program, ANSWERS, of_her=True)
    chooser.tables[ANSWERS].selectRow(0)
    chooser.go_on()
    days.settle(program)


def ordered(program: Program) -> None:
    """An order that waits, and one that was carried out and that nobody has confirmed."""
    _eraser(program, is_ordered=True)


SCENES = {
    "several": several,
    "none_yet": none_yet,
    "damaged": damaged,
    "waits": waits,
    "waits-at-headquarters": waits_at_headquarters,
    "presence-purged": presence_purged,
    "other-answers": other_answers,
    "other-nameless": other_nameless,
    "other-nothing": other_nothing,
    "erase-answer": erase_answer,
    "erase": erase,
    "ordered": ordered,
}
MAIN = ("several", "erase")
