"""Headquarters' inbox: with a gap and a refusal, importing, after an import, receipts, nothing enrolled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tianye.exchange import keys
from tianye.services import fleet
from tianye.services.founding import World
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.inbox import Inbox
from tianye.ui.hq.inbox_held import HeldCard
from tianye.ui.hq.inbox_receipts import InboxReceipts
from ui import carried, days, sticks


def _page(program: Program) -> Inbox:
    page = program.window.page
    assert isinstance(page, Inbox)
    return page


def _played() -> tuple[days.Played, Path]:
    played = days.borrow(days.morning())
    stick = sticks.scratch()
    for name in ("a", "b"):
        (stick / name).mkdir()
    sticks.plug_in(sticks.make_stick(stick / "KINGSTON"))
    return played, stick


def normal(program: Program) -> None:
    """A gap at one laptop, a torn bundle of the other, noted at the last import."""
    played, stick = _played()
    paths = carried.with_gap_and_refusal(played, stick)
    carried.arrive(played, paths)
    days.seat(program, played, "hq")


def many(program: Program) -> None:
    """Many laptops with long runs: shown from rows, as nobody carries three hundred sticks for a picture."""
    played, _ = _played()
    days.seat(program, played, "hq")
    page = _page(program)
    overview = page.overview
    names = ("玉树", "海南", "湘西", "张家界", "怀化", "黄南", "果洛")
    lines = []
    for number in range(14):
        line = overview.lines[number % 2]
        count = 4 + number * number % 57
        pieces = [fleet.Piece("received", 1, count, 1, count * 90)]
        if number % 5 == 3:
            pieces.append(fleet.Piece("missing", count + 1, count + 1, count * 90 + 1, count * 90 + 90))
            pieces.append(fleet.Piece("waiting", count + 2, count + 3, count * 90 + 91, count * 90 + 180, "bundle.gap"))
        elif number % 7 == 5:
            pieces.append(
                fleet.Piece("refused", count + 1, count + 1, count * 90 + 1, count * 90 + 90, "bundle.damaged")
            )
        laptop = line.laptop._replace(
            id=bytes([number] * 16), name=f"{names[number % 7]}{number // 7 + 1}号", received=count * 90
        )
        silent = 9 * 86_400_000 if number % 6 == 4 else 0
        last_ms = overview.now_ms - silent - number * 700_000
        lines.append(replace(line, laptop=laptop, pieces=tuple(pieces), bundles=count, last_ms=last_ms))
    page.show_overview(fleet.Overview(tuple(lines), overview.now_ms))


def calm(program: Program) -> None:
    """Everything came; a folder is watched, in which a bundle waits."""
    played, stick = _played()
    folder = stick / "微信收到的文件"
    folder.mkdir()
    carried.hands_over(played, "laptop-1", folder, people=2)
    days.seat(program, played, "hq")
    _page(program).watch(folder)
    days.settle(program)


def taken(program: Program) -> None:
    """Right after an import from a stick, with a file of somebody else on it."""
    played, stick = _played()
    carried.hands_over(played, "laptop-1", stick / "a", people=12)
    (stick / "a" / "bundle-COPY.tianye").write_bytes((next((stick / "a").glob("*.tianye"))).read_bytes())
    (stick / "a" / "春节照片.tianye").write_bytes(bytes(9000))
    days.seat(program, played, "hq")
    _page(program).take_in([stick / "a"])
    days.settle(program)


def importing(program: Program) -> None:
    """In the middle of forty files."""
    played, _ = _played()
    days.seat(program, played, "hq")
    page = _page(program)
    page.busy_card.show()
    page.busy.start(lambda: page.tr("Checking and taking in"))
    page.busy.tell(12, 40)
    page.importing.setEnabled(False)
    page._show_next()


def second_copy(program: Program) -> None:
    """A copied folder writes as the same laptop, another went on after it was revoked, a third's bundle waits."""
    played, stick = _played()
    paths = [
        carried.copy_hands_over(played, "laptop-1", stick / "a"),
        carried.goes_on_after_revocation(played, "laptop-2", stick / "b", "湘西一号"),
    ]
    carried.arrive(played, paths)
    days.seat(program, played, "hq")


def second_copy_records(program: Program) -> None:
    """What the copy wrote, and what to do with it."""
    second_copy(program)
    page = _page(program)
    (card, *_) = page.findChildren(HeldCard)
    card.looking.click()
    days.settle(program)


def second_copy_erased(program: Program) -> None:
    """What the copy wrote, after somebody who stood in it was erased."""
    played, stick = _played()
    carried.erases_who_stands_in_a_copy(played, stick / "a")
    days.seat(program, played, "hq")
    _page(program).findChildren(HeldCard)[0].looking.click()
    days.settle(program)


def revoked_records(program: Program) -> None:
    """What a revoked laptop wrote past its boundary."""
    second_copy(program)
    page = _page(program)
    page.findChildren(HeldCard)[-1].looking.click()
    days.settle(program)


def waiting(program: Program) -> None:
    """Right after an import: one waits for an earlier one, one needs a newer program."""
    played, stick = _played()
    first = carried.hands_over(played, "laptop-1", stick / "a", people=2)
    first.rename(stick / "forgotten")
    carried.believes_received(played, "laptop-1")
    carried.hands_over(played, "laptop-1", stick / "b", people=3)
    carried.of_a_newer_program(played, "laptop-2", stick / "b")
    days.seat(program, played, "hq")
    _page(program).take_in([stick / "b"])
    days.settle(program)


def restored(program: Program) -> None:
    """Headquarters was restored from a backup and asks its laptops again."""
    played, _ = _played()
    carried.headquarters_restored(played)
    days.seat(program, played, "hq")


def receipts(program: Program) -> None:
    """Who is owed a receipt, and where to write them."""
    played, _ = _played()
    days.seat(program, played, "hq")
    _page(program).receipts.click()
    days.settle(program)


def codes(program: Program) -> None:
    """Receipts as codes, for laptops that no stick goes to."""
    receipts(program)
    page = program.window.page
    assert isinstance(page, InboxReceipts)
    page.codes.click()
    days.settle(program)


def receipts_written(program: Program) -> None:
    """The receipts lie on the stick."""
    receipts(program)
    page = program.window.page
    assert isinstance(page, InboxReceipts)
    folder = page.writing.picker.folder
    assert folder is not None
    page.write(folder)
    days.settle(program)


def empty(program: Program) -> None:
    """A new headquarters: no laptop is enrolled."""
    folder = sticks.scratch() / "hq"
    Station.create(
        folder, "hq", name="总部", operator="田静", passphrase=days.PASSPHRASE, world=World(cost=keys.CHEAP)
    ).close()
    program.desks.open(folder, days.PASSPHRASE)
    days.settle(program)


SCENES = {
    "normal": normal,
    "many": many,
    "calm": calm,
    "taken": taken,
    "importing": importing,
    "second_copy": second_copy,
    "second_copy_records": second_copy_records,
    "second_copy_erased": second_copy_erased,
    "revoked_records": revoked_records,
    "waiting": waiting,
    "restored": restored,
    "receipts": receipts,
    "receipts_written": receipts_written,
    "codes": codes,
    "empty": empty,
}
MAIN = {"normal"}
