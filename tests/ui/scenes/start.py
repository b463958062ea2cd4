"""The start: the first steps, opening, what hinders it, cards and packs, the demonstration's doors."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.exchange import keys
from tianye.services import operators, packs
from tianye.services.demonstration import Demonstration
from tianye.services.footing import Footing
from tianye.services.founding import Rights
from tianye.services.operators import Operator
from tianye.services.station import Station, World
from tianye.ui.app.desks import Opened
from tianye.ui.app.program import Program
from tianye.ui.app.start.doors import Doors
from tianye.ui.app.start.first import FirstStart
from tianye.ui.app.start.forgotten import Forgotten
from tianye.ui.app.start.playing import Playing
from tianye.ui.app.start.restore import Restore
from tianye.ui.app.start.unlock import Unlock
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.install_pack import InstallPack
from tianye.ui.pages.operators import OWN, OperatorsPage
from tianye.ui.parts.stage import Desk
from ui import days

PASSPHRASE = "three quiet yaks"


def new_folder() -> Path:
    """Return an empty folder that goes away at the end of the process."""
    base = Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="tianye-start-", dir=base.parent if base.name == "tmp" else base))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _first(program: Program) -> FirstStart:
    program.desks.world = World(cost=keys.CHEAP)
    # the path is part of the picture
    program.desks.look_at(Path("/srv/drolma/tianye"))
    page = program.window.page
    assert isinstance(page, FirstStart)
    return page


def who(program: Program) -> None:
    """Who works at this computer."""
    _first(program)


def names(program: Program) -> None:
    """Two names."""
    page = _first(program)
    page.who.laptop.click()
    page.names.name.editor.setText("玉树四号")
    page.names.operator.editor.setText("才仁永藏")


def names_missing(program: Program) -> None:
    """One of them was left empty."""
    names(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.names.operator.editor.clear()
    page.go_on()


def passphrase(program: Program) -> None:
    """The passphrase, long enough."""
    names(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.go_on()
    for field in (page.passphrase.first, page.passphrase.second):
        field.editor.setText(PASSPHRASE)


def passphrase_short(program: Program) -> None:
    """The passphrase, too short."""
    passphrase(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.passphrase.first.editor.setText("yaks")
    page.go_on()


def place(program: Program) -> None:
    """Where the folder will be."""
    passphrase(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.go_on()
    page.place.place.editor.setText(str(Path.home() / "tianye-2026"))


def place_doubtful(program: Program) -> None:
    """A place that another program copies away."""
    place(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.place.place.editor.setText(str(Path.home() / "OneDrive" / "tianye"))


def unlock(program: Program) -> None:
    """The passphrase is asked for."""
    program.desks.look_at(days.borrow(days.morning()).folder / "laptop-1")


def wrong_passphrase(program: Program) -> None:
    """The passphrase was wrong."""
    unlock(program)
    page = program.window.page
    assert isinstance(page, Unlock)
    page.passphrase.editor.setText("three loud yaks")
    page.open()
    days.settle(program)


def _trouble(program: Program, fault: TianyeError) -> None:
    program.desks.folder = new_folder()
    program.desks.say_trouble(fault)


def in_use(program: Program) -> None:
    """Another window has the folder."""
    _trouble(program, WorldFault("station.in-use", next_step=NextStep.CLOSE_OTHER_PROGRAM))


def database_missing(program: Program) -> None:
    """The keys are here, the database is not."""
    folder = days.borrow(days.morning()).folder / "laptop-1"
    (folder / "tianye.db").unlink()
    program.desks.look_at(folder)


def database_empty(program: Program) -> None:
    """The database is there and holds not a byte."""
    folder = days.borrow(days.morning()).folder / "laptop-1"
    (folder / "tianye.db").write_bytes(b"")
    program.desks.look_at(folder)


def keys_missing(program: Program) -> None:
    """The database is here, the keys are not."""
    folder = days.borrow(days.morning()).folder / "laptop-1"
    shutil.rmtree(folder / "keys")
    program.desks.look_at(folder)


def too_new(program: Program) -> None:
    """A newer program wrote it."""
    _trouble(program, UserFault("database.too-new", next_step=NextStep.UPDATE_PROGRAM))


def damaged(program: Program) -> None:
    """A page of it cannot be read."""
    _trouble(program, WorldFault("database.damaged", next_step=NextStep.RESTORE_BACKUP))


def copied(program: Program) -> None:
    """It was worked in elsewhere before."""
    program.desks.elsewhere = Opened(Desk("laptop", "", ""), Footing("laptop", 1, knows_headquarters=True), True)
    program.desks.enter()


def nothing_here(program: Program) -> None:
    """The folder that was wanted holds nothing of ours."""
    program.desks.look_at(new_folder(), must_be_one=True)


def no_folder(program: Program) -> None:
    """A file stands where the folder should be."""
    place = new_folder() / "notes.txt"
    place.write_text("x", encoding="utf-8")
    program.desks.look_at(place)


def place_refused(program: Program) -> None:
    """No folder can be made in the place that was typed."""
    place(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.place.place.editor.setText("/etc/hostname/tianye")
    page.place.check()


def _restore(program: Program) -> Restore:
    unlock(program)
    task = Restore(program.stage, program.desks)
    program.stage.open_task(task)
    task.backup.editor.setText("/media/drolma/KINGSTON/tianye-20260613")
    task.place.editor.setText("/srv/drolma/tianye-2")
    return task


def gone(program: Program) -> None:
    """Nothing is left of a data folder that was here."""
    _trouble(program, WorldFault("database.gone", next_step=NextStep.RESTORE_BACKUP))


def behind(program: Program) -> None:
    """An older copy lies in the place of the records."""
    _trouble(program, WorldFault("database.behind-tip", next_step=NextStep.RESTORE_BACKUP, has=812, had=1047))


def no_door(program: Program) -> None:
    """A leader opened the folder on a day without a session."""
    _trouble(program, UserFault("operator.no-door-today", next_step=NextStep.CHECK_PASSPHRASE))


def _forgotten(program: Program) -> Forgotten:
    unlock(program)
    program.desks.world = days.morning().world()
    page = program.window.page
    assert isinstance(page, Unlock)
    page.forgotten.click()
    days.settle(program)
    task = program.window.page
    assert isinstance(task, Forgotten)
    for field in (task.first, task.second):
        field.editor.setText("four very quiet yaks")
    return task


def forgotten(program: Program) -> None:
    """A new passphrase, with a code from headquarters."""
    task = _forgotten(program)
    task.code.setFocus()
    task.code.editor.setText("7KQ4M-0R40M")


def forgotten_sheet(program: Program) -> None:
    """At headquarters: the code is on paper."""
    _forgotten(program).show_way("sheet")


def forgotten_no_way(program: Program) -> None:
    """No code was ever made ready."""
    _forgotten(program).show_way("none")


def forgotten_mistyped(program: Program) -> None:
    """The code was typed with a slip."""
    task = _forgotten(program)
    task.code.editor.setText("7KQ4M-0R40M-30E20-9185G-R38E0")
    task.set_passphrase()
    days.settle(program)


def forgotten_asked(program: Program) -> None:
    """A request was written."""
    task = _forgotten(program)
    task._show_request(
        (Path("/media/KINGSTON/recovery-7KQ4M0R4.tianye"), ("lusab", "babad", "gutih", "tugad", "mudof", "sakat"))
    )


def forgotten_whose(program: Program) -> None:
    """Several people work at this laptop."""
    task = _forgotten(program)
    people = (("才仁永藏", b"1"), ("拉毛措", b"2"), ("卓玛才让", b"3"))
    task.code.editor.setText("7KQ4M-0R40M-30E20-9185G-R38EM")
    task._let_in(tuple(Operator(key * 10, name, Rights.FACILITATOR, False, True) for name, key in people))


def restore(program: Program) -> None:
    """A backup is chosen."""
    _restore(program)


def restore_refused(program: Program) -> None:
    """The folder that was chosen is no backup."""
    task = _restore(program)
    task._refused(UserFault("backup.not-one", next_step=NextStep.CHOOSE_ANOTHER_FILE))


def card(program: Program) -> None:
    """The laptop's card."""
    days.seat(program, days.borrow(days.morning()))
    program.stage.open_task(CardPage(program.stage, list))


def card_of_headquarters(program: Program) -> None:
    """Headquarters' card."""
    days.seat(program, days.borrow(days.morning()), "hq")
    program.stage.open_task(CardPage(program.stage, list))


def _operators(program: Program, folder: str = "laptop-1") -> OperatorsPage:
    days.seat(program, days.borrow(days.morning()), folder)

    def add(station: Station) -> None:
        operators.add(station, "拉毛措", Rights.FACILITATOR, "four very quiet yaks")
        operators.add(station, "仁青村长", Rights.LEADER, "a door with red flags")

    program.runner.ask(add, lambda _: None)
    page = OperatorsPage(program.stage)
    program.stage.open_task(page)
    days.settle(program)
    return page


def people(program: Program) -> None:
    """Three people work at a laptop."""
    page = _operators(program)
    page.name.editor.setText("卓玛才让")
    page.rights.choose(Rights.LEADER)


def people_removing(program: Program) -> None:
    """One of them is to be shut out."""
    page = _operators(program)
    page._ask_to_remove(next(one for one in page._people if not one.is_here))


def people_giving(program: Program) -> None:
    """One of them forgot her passphrase."""
    page = _operators(program)
    page._begin_giving(next(one for one in page._people if one.name == "拉毛措"))


def people_own(program: Program) -> None:
    """One's own passphrase, at headquarters; the one until now was wrong."""
    page = _operators(program, "hq")
    page.views.choose(OWN)
    page._refused(UserFault("keys.wrong-passphrase", next_step=NextStep.CHECK_PASSPHRASE))


def hq_first(program: Program) -> None:
    """What comes first at headquarters."""
    from tianye.ui.app.start.hq_first import HeadquartersFirst

    days.seat(program, days.borrow(days.morning()), "hq")
    program.stage.open_task(HeadquartersFirst(program.stage))


def lost(program: Program) -> None:
    """The file with the next keys of a headquarters that was lost."""
    page = _first(program)
    page.losing.click()
    page.keys.take(Path("headquarters-next-keys.tianye"))


def lost_refused(program: Program) -> None:
    """The chosen file is none."""
    lost(program)
    page = program.window.page
    assert isinstance(page, FirstStart)
    page.keys.show_fault(UserFault("keys.next-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE))


def hq_goes_on(program: Program) -> None:
    """What brings a lost headquarters back."""
    from tianye.ui.app.start.hq_first import HeadquartersFirst

    days.seat(program, days.borrow(days.morning()), "hq")
    program.stage.open_task(HeadquartersFirst(program.stage, goes_on=True))


def new_laptop(program: Program) -> tuple[InstallPack, Path, str]:
    """Bring a laptop that has no pack yet to its install page; returns it with a pack for it and the six words."""
    story, folder = days.borrow(days.morning()), new_folder()
    world = story.world()
    laptop = Station.create(
        folder / "data", "laptop", name="玉树四号", operator="才仁永藏", passphrase=PASSPHRASE, world=world
    )
    text = keys.card_text(laptop.identity.card)
    laptop.close()
    stick = folder / "stick"
    stick.mkdir()
    with Station.open(story.folder / "hq", days.PASSPHRASE, world) as hq:
        row, _, _ = packs.enrol(hq, text, ["632701"])
        packs.make_pack(hq, row, stick)
        words = " ".join(keys.fingerprint_words(hq.identity.card))
    program.desks.world = world
    program.desks.open(folder / "data", PASSPHRASE)
    days.settle(program)
    page = program.window.page
    assert isinstance(page, InstallPack)
    return page, stick, words


def no_pack(program: Program) -> None:
    """A laptop without a pack."""
    new_laptop(program)


def pack_found(program: Program) -> None:
    """Its first pack was found; the six words are asked for."""
    page, stick, words = new_laptop(program)
    page.look_into(stick)
    days.settle(program)
    page.words.editor.setText(" ".join(words.split()[:3]))


def pack_not_trusted(program: Program) -> None:
    """The six words were wrong."""
    page, stick, words = new_laptop(program)
    page.look_into(stick)
    days.settle(program)
    page.words.editor.setText(" ".join(reversed(words.split())))
    page.install()
    days.settle(program)


def pack_installed(program: Program) -> None:
    """What it brought."""
    page, stick, words = new_laptop(program)
    page.look_into(stick)
    days.settle(program)
    page.words.editor.setText(words.upper())
    page.install()
    days.settle(program)


def playing(program: Program) -> None:
    """The demonstration is being played."""
    page = Playing(program.stage, program.desks, Path("/tmp/tianye-demo"))
    page._is_started = True
    program.stage.open_task(page)
    page.busy.start(page._word)
    page.happened.emit("plan")
    page.busy.tell(4, 16)


def playing_again(program: Program) -> None:
    """The demonstration was played before, and is only opened."""
    page = Playing(program.stage, program.desks, Path("/tmp/tianye-demo"))
    page._is_started = page._is_played = True
    program.stage.open_task(page)
    page.busy.start(page._word)


def doors(program: Program) -> None:
    """The three doors."""
    story = days.borrow(days.morning())
    program.desks.show_doors(Demonstration(story.folder, story.now_ms, keys.CHEAP))
    assert isinstance(program.window.page, Doors)
    # another folder each time
    program.window.page.place.hide()


SCENES = {
    "who": who,
    "names": names,
    "names-missing": names_missing,
    "passphrase": passphrase,
    "passphrase-short": passphrase_short,
    "place": place,
    "place-doubtful": place_doubtful,
    "place-refused": place_refused,
    "no-folder": no_folder,
    "unlock": unlock,
    "wrong-passphrase": wrong_passphrase,
    "in-use": in_use,
    "database-missing": database_missing,
    "database-empty": database_empty,
    "keys-missing": keys_missing,
    "too-new": too_new,
    "damaged": damaged,
    "copied": copied,
    "nothing-here": nothing_here,
    "gone": gone,
    "behind": behind,
    "no-door": no_door,
    "forgotten": forgotten,
    "forgotten-sheet": forgotten_sheet,
    "forgotten-no-way": forgotten_no_way,
    "forgotten-mistyped": forgotten_mistyped,
    "forgotten-asked": forgotten_asked,
    "forgotten-whose": forgotten_whose,
    "restore": restore,
    "restore-refused": restore_refused,
    "card": card,
    "card-of-headquarters": card_of_headquarters,
    "people": people,
    "people-removing": people_removing,
    "people-giving": people_giving,
    "people-own": people_own,
    "hq-first": hq_first,
    "lost": lost,
    "lost-refused": lost_refused,
    "hq-goes-on": hq_goes_on,
    "no-pack": no_pack,
    "pack-found": pack_found,
    "pack-not-trusted": pack_not_trusted,
    "pack-installed": pack_installed,
    "playing": playing,
    "playing-again": playing_again,
    "doors": doors,
}
MAIN = {"who", "unlock", "card", "pack-found", "doors"}
