"""The door by itself: the screen that waits, the search, every answer, and what is behind the PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tianye.domain.errors import NextStep, WorldFault
from tianye.services import checkin
from tianye.services.kiosk import Answer, Reply
from tianye.ui.app.program import Program
from tianye.ui.kiosk.door import Door
from tianye.ui.kiosk.outcome import Verdict, verdict_of
from tianye.ui.kiosk.sound import Sound
from ui import days

PIN = "2580"


def door(program: Program, folder: str = "laptop-1", *, has_pin: bool = True) -> Door:
    """Open the kiosk at the session of the morning, with a PIN set."""
    days.seat(program, days.borrow(days.morning()), folder)
    sessions: list[bytes] = []
    program.runner.ask(_session_of_today, sessions.append)
    days.settle(program)
    program.stage.enter_kiosk(sessions[0])
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Door)
    if has_pin:
        page.pin.chosen.emit(PIN)
        days.settle(program)
        page.show_scan()
        days.settle(program)
    return page


def _session_of_today(station: object) -> bytes:
    from tianye.services import kiosk
    from tianye.services.station import Station

    assert isinstance(station, Station)
    sittings = kiosk.sittings_of_today(station)
    return next((sitting for sitting in sittings if sitting.begins == 9 * 60), sittings[0]).id


def scan(program: Program) -> None:
    """Waiting for the next badge."""
    door(program)


def with_sound(program: Program) -> None:
    """Where the machine can sound, it can be silenced."""
    page = door(program)
    page.sound = Sound(lambda samples: None)
    page.retranslate()


def first_pin(program: Program) -> None:
    """The leader's PIN is chosen before the kiosk stands."""
    door(program, has_pin=False)


def searching(program: Program, letters: str = "") -> Door:
    page = door(program)
    page.show_search()
    page.search.field.setText(letters)
    days.settle(program)
    return page


def search_empty(program: Program) -> None:
    """Nothing was typed yet."""
    searching(program)


def search_one_letter(program: Program) -> None:
    """Many begin with this letter: nobody is shown."""
    searching(program, "L")


def search_found(program: Program) -> None:
    """Two of one name, told apart by their marks."""
    searching(program, "ZM")


def search_nobody(program: Program) -> None:
    """Nobody has these letters."""
    searching(program, "XQZW")


def answered(program: Program, verdict: Verdict) -> Door:
    page = door(program)
    page._show_verdict(verdict, is_heard=False)
    page.outcome.still()
    page.outcome.left_of_turn = 0.6
    page.idle.stop()
    days.settle(program)
    return page


def of(reply: Reply) -> Verdict:
    return verdict_of(Answer(reply))


def ok(program: Program) -> None:
    """Checked in."""
    answered(program, verdict_of(Answer(Reply.ADMITTED, "卓玛", "སྒྲོལ་མ", 1, 536, b"")))


def ok_long_name(program: Program) -> None:
    """A name of many letters shrinks and wraps, and is never cut."""
    name = "Tashi Lhamo Tsering Dolkar"
    answered(program, verdict_of(Answer(Reply.ADMITTED, name, "བཀྲ་ཤིས་ལྷ་མོ་ཚེ་རིང་སྒྲོལ་དཀར", 40, 536, b"")))


def again(program: Program) -> None:
    """She is in already."""
    answered(program, verdict_of(Answer(Reply.ALREADY_IN, "拉毛吉", "ལྷ་མོ་སྐྱིད", 38, 546)))


def not_on_list(program: Program) -> None:
    """Her name is not on the list: she can take part."""
    answered(program, of(Reply.NOT_ON_LIST))


def ambiguous(program: Program) -> None:
    """Two have this name."""
    answered(program, of(Reply.AMBIGUOUS))


def unreadable(program: Program) -> None:
    """The code on the badge is damaged."""
    answered(program, of(Reply.UNKNOWN_BADGE))


def forged(program: Program) -> None:
    """A badge that headquarters did not make."""
    answered(program, of(Reply.FORGED_BADGE))


def closed(program: Program) -> None:
    """The check-in of this session is over."""
    answered(program, of(Reply.CLOSED))


def fault(program: Program) -> None:
    """The disk is full: what happened, what was kept, what to do, and the code small."""
    answered(program, Verdict("stop", fault=WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="D:")))


def taken_back(program: Program) -> None:
    """After «not me»."""
    answered(program, Verdict("ask", word="undone"))


def welcome(program: Program) -> None:
    """Somebody comes for the first time."""
    answered(program, Verdict("ask", word="new"))


def counted(program: Program) -> None:
    """One more without a name."""
    answered(program, of(Reply.WITHOUT_NAME))


def pin(program: Program) -> None:
    """The leader's PIN, half typed."""
    page = door(program)
    page.ask_pin()
    page.idle.stop()
    for key in page.pin.keys[:2]:
        key.click()


def pin_waits(program: Program) -> None:
    """Three wrong ones: half a minute."""
    page = door(program)
    page.ask_pin()
    page.idle.stop()
    for _ in range(3):
        page.pin.refuse()
    page.pin.waiting.stop()


def lock(program: Program) -> None:
    """What the leader can do."""
    page = door(program)
    page.sound = Sound(lambda samples: None)
    page._show_lock()
    page.idle.stop()


def sittings(program: Program) -> None:
    """The sessions of today."""
    page = door(program)
    page._show_lock()
    page._pick("sitting")
    days.settle(program)
    page.idle.stop()


def passphrase(program: Program) -> None:
    """The way to the whole program, after a wrong passphrase."""
    page = door(program)
    page._show_lock()
    page._pick("desk")
    page.passphrase.refuse()
    page.idle.stop()


def unnamed(program: Program) -> None:
    """Sex and age group, one of each chosen."""
    page = door(program)
    page._show_lock()
    page._pick("unnamed")
    page.unnamed.sexes["f"].click()
    page.unnamed.ages[checkin.AGE_GROUPS[2]].click()
    page.idle.stop()
    QApplication.processEvents()


def hunan(program: Program) -> None:
    """In Hunan nobody reads Tibetan: one language, larger."""
    door(program, "laptop-2")


def hunan_not_on_list(program: Program) -> None:
    """The same for an answer."""
    page = door(program, "laptop-2")
    page._show_verdict(of(Reply.NOT_ON_LIST), is_heard=False)


SCENES = {
    "scan": scan,
    "sound": with_sound,
    "first-pin": first_pin,
    "search": search_empty,
    "search-one-letter": search_one_letter,
    "search-found": search_found,
    "search-nobody": search_nobody,
    "ok": ok,
    "ok-long-name": ok_long_name,
    "again": again,
    "not-on-list": not_on_list,
    "ambiguous": ambiguous,
    "unreadable": unreadable,
    "forged": forged,
    "closed": closed,
    "fault": fault,
    "taken-back": taken_back,
    "welcome": welcome,
    "counted": counted,
    "pin": pin,
    "pin-waits": pin_waits,
    "lock": lock,
    "sittings": sittings,
    "passphrase": passphrase,
    "unnamed": unnamed,
    "hunan": hunan,
    "hunan-not-on-list": hunan_not_on_list,
}
MAIN = {"scan", "search-found", "ok", "not-on-list", "lock"}
