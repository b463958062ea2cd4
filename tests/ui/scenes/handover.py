"""Handing over: before, after, with a stick that fails, before the first pack, with a receipt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tianye.domain.errors import NextStep, WorldFault
from tianye.exchange import keys
from tianye.services import importing, packs
from tianye.services.founding import World
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.handover import HandOver
from tianye.ui.field.handover_code import ReceiptByCode
from ui import carried, days, sticks


def _page(program: Program) -> HandOver:
    page = program.window.page
    assert isinstance(page, HandOver)
    return page


def _seated(program: Program, played: days.Played) -> HandOver:
    root = sticks.scratch()
    sticks.plug_in(
        sticks.make_stick(root / "KINGSTON"), sticks.make_stick(root / "white", name="白色优盘", is_writable=False)
    )
    days.seat(program, played)
    program.stage.go("handover")
    days.settle(program)
    return _page(program)


def normal(program: Program) -> None:
    """The second morning: some records are new, nothing is on its way."""
    _seated(program, days.borrow(days.morning()))


def writing(program: Program) -> None:
    """Photographs go onto the stick, which takes minutes: how far it is, and a way to stop."""
    page = _seated(program, days.borrow(days.morning()))
    page._is_writing = True
    page._show_place_words()
    page.busy.start(lambda: page.tr("Written so far"), is_size=True)
    page.busy.tell(412, 1630)


def written(program: Program) -> None:
    """A bundle lies on the stick."""
    page = _seated(program, days.borrow(days.morning()))
    page.write()
    days.settle(program)


def written_purged(program: Program) -> None:
    """Headquarters asked again for what was purged here: it goes without contents, and that is said."""
    written(program)
    page = program.window.page
    assert isinstance(page, HandOver)
    assert page.written is not None
    page.show_written(replace(page.written, purged=4, purged_after=7))


def on_the_way(program: Program) -> None:
    """Written, and gone on working: it goes along again."""
    written(program)
    program.stage.go("today")
    program.stage.go("handover")
    days.settle(program)


def full(program: Program) -> None:
    """The stick is full; the sentence is that of the service's fault."""
    page = _seated(program, days.borrow(days.morning()))
    sticks.plug_in(sticks.make_stick(sticks.scratch() / "KINGSTON", free=2_000))
    page.picker.look()
    page._is_writing = True
    page._show_refusal(WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="bundle-7XK2M4QD.tianye"))


def damaged(program: Program) -> None:
    """A pack that was spoilt on its way was dropped."""
    played = days.borrow(days.morning())
    page = _seated(program, played)
    root = sticks.scratch()
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world(later_ms=3_600_000)) as hq:
        pack = packs.make_pack(hq, packs.get_laptop(hq, "玉树一号"), root).path
    body = bytearray(pack.read_bytes())
    body[1000:1100] = bytes(100)
    pack.write_bytes(body)
    page.take([pack])
    days.settle(program)


def for_others(program: Program) -> None:
    """A bundle, which only headquarters can open, was dropped."""
    written(program)
    page = _page(program)
    assert page.written is not None
    page.take([page.written.path])
    days.settle(program)


def receipt(program: Program) -> None:
    """Headquarters' receipt was installed."""
    played = days.borrow(days.morning())
    page = _seated(program, played)
    page.write()
    days.settle(program)
    stick = page.picker.folder
    assert stick is not None
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world(later_ms=3_600_000)) as hq:
        for path in stick.glob("bundle-*.tianye"):
            importing.import_bundle(hq, path)
        importing.make_receipt(hq, packs.get_laptop(hq, "玉树一号"), stick)
    program.stage.go("today")
    program.stage.go("handover")
    days.settle(program)
    page.found.click()
    days.settle(program)


def found(program: Program) -> None:
    """A new pack lies on the stick that was plugged in."""
    played = days.borrow(days.morning())
    root = sticks.scratch()
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world(later_ms=3_600_000)) as hq:
        packs.make_pack(hq, packs.get_laptop(hq, "玉树一号"), root)
    sticks.plug_in(sticks.make_stick(root))
    days.seat(program, played)
    program.stage.go("handover")
    days.settle(program)


def sealed(program: Program) -> None:
    """Another laptop's bundle lies on the stick: it may be carried along."""
    played = days.borrow(days.morning())
    root = sticks.scratch()
    carried.hands_over(played, "laptop-2", root)
    sticks.plug_in(sticks.make_stick(root))
    days.seat(program, played)
    program.stage.go("handover")
    days.settle(program)


def carrying_along(program: Program) -> None:
    """It was taken along, and goes with what is written."""
    sealed(program)
    _page(program).along_card.carry.click()
    days.settle(program)


def in_parts(program: Program) -> None:
    """Into a folder, to be sent by a messenger; what is carried stays for the next stick."""
    page = _seated(program, days.borrow(days.morning()))
    page.picker.use(sticks.scratch())
    page.medium.choose("messenger")
    days.settle(program)


def by_code(program: Program) -> None:
    """A receipt whose code is scanned or pasted."""
    page = _seated(program, days.borrow(days.morning()))
    page.coded.click()
    days.settle(program)


def by_code_refused(program: Program) -> None:
    """A text whose end is missing."""
    by_code(program)
    page = program.window.page
    assert isinstance(page, ReceiptByCode)
    page.take_text("TYR1:K8A27O+39CDX6")
    days.settle(program)


def by_code_taken(program: Program) -> None:
    """The receipt is in."""
    played = days.borrow(days.morning())
    page = _seated(program, played)
    page.write()
    days.settle(program)
    stick = page.picker.folder
    assert stick is not None
    text = carried.receipt_text(played, stick)
    page.coded.click()
    days.settle(program)
    code = program.window.page
    assert isinstance(code, ReceiptByCode)
    code.take_text(text)
    days.settle(program)


def restored(program: Program) -> None:
    """A laptop that was restored: headquarters has yet to take its new card in."""
    played = days.borrow(days.morning())
    folder = carried.restored(played, "laptop-1")
    sticks.plug_in()
    program.desks.world = played.world()
    program.desks.open(folder, days.PASSPHRASE)
    days.settle(program)
    program.stage.back()
    program.stage.go("handover")
    days.settle(program)


def restored_card(program: Program) -> None:
    """What stands first after restoring: the new card."""
    restored(program)
    _page(program).card.click()
    days.settle(program)


def no_pack(program: Program) -> None:
    """A new laptop: headquarters' card is missing."""
    folder = sticks.scratch() / "new"
    sticks.plug_in()
    _found(folder)
    program.desks.open(folder, days.PASSPHRASE)
    days.settle(program)
    program.stage.go("handover")
    days.settle(program)


def history(program: Program) -> None:
    """What went out and came in before."""
    page = _seated(program, days.borrow(days.morning()))
    page.earlier.click()
    days.settle(program)


def _found(folder: Path) -> None:
    Station.create(
        folder,
        "laptop",
        name="玉树三号",
        operator="才仁永藏",
        passphrase=days.PASSPHRASE,
        world=World(cost=keys.CHEAP),
    ).close()


SCENES = {
    "normal": normal,
    "writing": writing,
    "written": written,
    "written_purged": written_purged,
    "on_the_way": on_the_way,
    "full": full,
    "damaged": damaged,
    "for_others": for_others,
    "receipt": receipt,
    "found": found,
    "no_pack": no_pack,
    "sealed": sealed,
    "carrying_along": carrying_along,
    "in_parts": in_parts,
    "by_code": by_code,
    "by_code_refused": by_code_refused,
    "by_code_taken": by_code_taken,
    "restored": restored,
    "restored_card": restored_card,
    "history": history,
}
MAIN = {"normal", "full"}
