"""Packs and laptops: the list, adding one with its six words, packs, revoking, nothing yet."""

from __future__ import annotations

from pathlib import Path

from tianye.domain.errors import NextStep, UserFault
from tianye.exchange import keys
from tianye.exchange.recovery import Letter, Request
from tianye.services.founding import World
from tianye.services.packs import enrol
from tianye.services.recovery import Asked
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.laptops import Laptops
from tianye.ui.hq.laptops_adding import LaptopAdding
from tianye.ui.hq.laptops_packs import LaptopPacks
from tianye.ui.hq.laptops_recovery import LaptopRecovery
from tianye.ui.pages.next_keys import NextKeysPage
from ui import carried, days, sticks


def _seated(program: Program) -> Laptops:
    sticks.plug_in(sticks.make_stick(sticks.scratch() / "KINGSTON"))
    days.seat(program, days.borrow(days.morning()), "hq")
    program.stage.go("laptops")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Laptops)
    return page


def normal(program: Program) -> None:
    """Two laptops, one of them chosen."""
    _seated(program)


def next_keys(program: Program) -> None:
    """Headquarters' next keys, whose secret is still here, and the question before they are put in use."""
    _seated(program)
    page = NextKeysPage(program.stage)
    program.stage.open_task(page)
    days.settle(program)
    page.use.click()
    days.settle(program)


def next_keys_away(program: Program) -> None:
    """Next keys that were locked away, and a file that is none."""
    _seated(program)
    page = NextKeysPage(program.stage)
    program.stage.open_task(page)
    days.settle(program)
    path = sticks.scratch() / "next.tianye"
    path.unlink(missing_ok=True)
    page.first.editor.setText("four very quiet yaks")
    page.save(path)
    days.settle(program)
    page.use.click()
    page.opening.editor.setText("four very quiet yaks")
    page.use_file(Path(__file__))
    days.settle(program)


def adding(program: Program) -> None:
    """Before a card was pasted."""
    _seated(program).adding.click()
    days.settle(program)


def restored(program: Program) -> None:
    """The card of a laptop that was restored from a backup: its counties are those it had."""
    played = days.borrow(days.morning())
    with Station.open(carried.restored(played, "laptop-1"), days.PASSPHRASE, played.world()) as laptop:
        text = keys.card_text(laptop.identity.card)
    days.seat(program, played, "hq")
    program.stage.go("laptops")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Laptops)
    page.adding.click()
    days.settle(program)
    task = program.window.page
    assert isinstance(task, LaptopAdding)
    task.text.editor.setPlainText(text)
    task.read()
    days.settle(program)


def words(program: Program) -> None:
    """A card was read: six words to compare, two counties chosen."""
    adding(program)
    page = program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText(carried.new_laptop(sticks.scratch() / "new"))
    page.read()
    days.settle(program)
    page.picker.choose(("632722", "632726"), ("杂多县", "曲麻莱县"))
    page.same.setChecked(True)
    days.settle(program)


def unreadable(program: Program) -> None:
    """What was pasted is no card."""
    adding(program)
    page = program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText("TYC1:ABC")
    page.read()
    days.settle(program)


def counties(program: Program) -> None:
    """Other counties for a laptop."""
    _seated(program).counties.click()
    days.settle(program)


def packs(program: Program) -> None:
    """For whom, and where to."""
    _seated(program).packing.click()
    days.settle(program)


def packs_written(program: Program) -> None:
    """The packs lie on the stick."""
    packs(program)
    page = program.window.page
    assert isinstance(page, LaptopPacks)
    folder = page.writing.picker.folder
    assert folder is not None
    page.write(folder)
    days.settle(program)


LONG = "玉树藏族自治州称多县清水河镇合作社联合社培训用二号笔记本电脑借自县图书馆用完还回"


def _with_a_long_name(program: Program) -> Laptops:
    """Somebody wrote a whole sentence on the case, as long as it may be."""
    played = days.borrow(days.morning())
    card = carried.new_laptop(sticks.scratch() / "new", LONG[:40])
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world(later_ms=3_600_000)) as hq:
        enrol(hq, card, ["632723", "632701"])
    sticks.plug_in(sticks.make_stick(sticks.scratch() / "KINGSTON"))
    days.seat(program, played, "hq")
    program.stage.go("laptops")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Laptops)
    return page


def long_name(program: Program) -> None:
    """The list with a name of forty characters."""
    # the one that waits for its pack is chosen: it is the one with the name
    _with_a_long_name(program)


def packs_long_name(program: Program) -> None:
    """Its pack, among the others."""
    _with_a_long_name(program).packing.click()
    days.settle(program)


def no_county(program: Program) -> None:
    """No county is called what was typed."""
    adding(program)
    page = program.window.page
    assert isinstance(page, LaptopAdding)
    page.picker.search.editor.setText("beijing")
    days.settle(program)


def revoking(program: Program) -> None:
    """Both sides of the line."""
    _seated(program).revoking.click()
    days.settle(program)


def _recovery(program: Program) -> LaptopRecovery:
    _seated(program).forgotten.click()
    days.settle(program)
    page = program.window.page
    assert isinstance(page, LaptopRecovery)
    return page


def recovery(program: Program) -> None:
    """Somebody forgot the passphrase of a laptop."""
    _recovery(program)


def recovery_told(program: Program) -> None:
    """The code is shown."""
    _recovery(program)._show_code("7KQ4M-0R40M-30E20-9185G-R38EM")


def recovery_asked(program: Program) -> None:
    """A request was read, and its answer written."""
    page = _recovery(program)
    request = Request(bytes(32), b"letter")
    page._take(Asked(page._line.laptop, request.words, request, Letter(page._line.laptop.id, bytes(15))))
    page.words.editor.setText(" ".join(request.words))
    page._show_written(Path("answer-7KQ4M0R4.tianye"))


def recovery_no_letter(program: Program) -> None:
    """No bundle brought a code yet."""
    _recovery(program)._refused(UserFault("recovery.no-letter", next_step=NextStep.ASK_SENDER))


def empty(program: Program) -> None:
    """A new headquarters."""
    folder = sticks.scratch() / "hq"
    Station.create(
        folder, "hq", name="总部", operator="田静", passphrase=days.PASSPHRASE, world=World(cost=keys.CHEAP)
    ).close()
    program.desks.open(folder, days.PASSPHRASE)
    days.settle(program)
    program.stage.go("laptops")
    days.settle(program)


SCENES = {
    "normal": normal,
    "adding": adding,
    "words": words,
    "restored": restored,
    "unreadable": unreadable,
    "counties": counties,
    "packs": packs,
    "packs_written": packs_written,
    "long_name": long_name,
    "packs_long_name": packs_long_name,
    "no_county": no_county,
    "revoking": revoking,
    "next_keys": next_keys,
    "next_keys_away": next_keys_away,
    "recovery": recovery,
    "recovery-told": recovery_told,
    "recovery-asked": recovery_asked,
    "recovery-no-letter": recovery_no_letter,
    "empty": empty,
}
MAIN = {"normal", "words"}
