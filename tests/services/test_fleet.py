"""Headquarters' view of its laptops: runs, gaps, refusals, and what goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.torn import add_much
from tianye.domain.errors import UserFault
from tianye.services import bundles, fleet, packs, receipts, registration, undo
from town import Desk, Town

YUSHU = "632701"


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


@pytest.fixture
def desk(town: Town, hq: Desk) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def hands_over(desk: Desk, name: str) -> Path:
    registration.register(desk.station, {"name": name})
    return bundles.make_bundle(desk.station, desk.stick).path


def pretend_received(desk: Desk) -> None:
    """Let the laptop believe a receipt headquarters has no memory of: it was restored from an older backup."""
    with desk.station.writing():
        desk.station.settings.put("received_sequence", bundles.standing(desk.station).written)


def states(hq: Desk) -> list[tuple[str, int, int]]:
    (line,) = fleet.all_lines(hq.station)
    return [(piece.state, piece.first_number, piece.last_number) for piece in line.pieces]


def test_a_laptop_that_sent_nothing_yet(hq: Desk, desk: Desk) -> None:
    (line,) = fleet.all_lines(hq.station)
    assert (line.state, line.pieces, line.places, line.pack_number) == ("nothing", (), ("玉树市",), 1)
    assert not line.needs_receipt


def test_bundles_are_one_run_and_a_receipt_is_due_until_it_is_written(hq: Desk, desk: Desk, tmp_path: Path) -> None:
    paths = [hands_over(desk, "卓玛"), hands_over(desk, "拉毛")]
    taken = fleet.take_in(hq.station, paths)
    assert (taken.people, len(taken.imported), taken.left) == (2, 2, 0)
    assert taken.changes.touches("person")
    assert states(hq) == [("received", 1, 2)]
    (line,) = fleet.all_lines(hq.station)
    assert (line.state, line.needs_receipt) == ("received", True)
    written = fleet.make_receipts(hq.station, [line.laptop.id], tmp_path)
    assert [row.name for row, _ in written.files] == ["玉树"]
    assert not fleet.all_lines(hq.station)[0].needs_receipt
    assert receipts.install_receipt(desk.station, written.files[0][1]).sequence == line.laptop.received


def test_a_gap_is_remembered_until_what_is_missing_comes(hq: Desk, desk: Desk) -> None:
    fleet.take_in(hq.station, [hands_over(desk, "卓玛")])
    missing = hands_over(desk, "拉毛")
    pretend_received(desk)
    waiting = hands_over(desk, "周毛")
    taken = fleet.take_in(hq.station, [waiting])
    assert [(one.outcome, one.laptop) for one in taken.imported] == [("waits", "玉树")]
    assert taken.refused == ()
    assert states(hq) == [("received", 1, 1), ("missing", 2, 2), ("waiting", 3, 3)]
    assert fleet.all_lines(hq.station)[0].state == "missing"
    # the same again is said again and noted once
    fleet.take_in(hq.station, [waiting])
    assert len(states(hq)) == 3
    taken = fleet.take_in(hq.station, [missing])
    assert taken.people == 2
    assert [one.outcome for one in taken.imported] == ["taken in", "taken in"]
    assert states(hq) == [("received", 1, 3)]


def test_a_torn_bundle_is_refused_by_name_and_settled_by_a_whole_one(hq: Desk, desk: Desk) -> None:
    fleet.take_in(hq.station, [hands_over(desk, "卓玛")])
    add_much(desk.station)
    whole = bundles.make_bundle(desk.station, desk.stick).path
    torn = desk.stick / "torn.tianye"
    torn.write_bytes(whole.read_bytes()[:-200])
    taken = fleet.take_in(hq.station, [torn])
    assert [(one.laptop, one.fault.code) for one in taken.refused] == [("玉树", "bundle.truncated")]
    assert states(hq) == [("received", 1, 1), ("refused", 2, 2)]
    assert fleet.all_lines(hq.station)[0].needs_somebody
    fleet.take_in(hq.station, [whole])
    assert states(hq) == [("received", 1, 2)]


def test_a_folder_is_taken_in_without_the_packs_in_it_and_stops_between_files(
    hq: Desk, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("卓玛", "拉毛", "周毛"):
        hands_over(desk, name)
    packs.make_pack(hq.station, packs.get_laptop(hq.station, "玉树"), desk.stick)
    assert len(fleet.new_bundles(hq.station, desk.stick)) == 3
    taken = fleet.take_in(hq.station, [desk.stick], lambda done, total: done < 2)
    assert len(taken.imported) + len(taken.refused) == 2
    assert taken.left == 2
    taken = fleet.take_in(hq.station, [desk.stick])
    assert taken.refused == ()
    assert fleet.new_bundles(hq.station, desk.stick) == []
    with pytest.raises(UserFault, match=r"bundle\.none-in-folder"):
        fleet.take_in(hq.station, [tmp_path_factory.mktemp("empty")])


def test_a_revocation_can_be_taken_back(hq: Desk, desk: Desk) -> None:
    fleet.take_in(hq.station, [hands_over(desk, "卓玛")])
    done = packs.revoke(hq.station, packs.get_laptop(hq.station, "玉树"), "丢了")
    assert fleet.all_lines(hq.station)[0].state == "revoked"
    assert done.command is not None
    undo.undo(hq.station, done.command)
    assert fleet.all_lines(hq.station)[0].state == "received"
    assert fleet.take_in(hq.station, [hands_over(desk, "拉毛")]).people == 1


def test_an_enrolment_can_be_taken_back(town: Town, hq: Desk) -> None:
    laptop = town.desk("称多")
    _, words, done = packs.enrol(hq.station, packs.keys.card_text(laptop.station.identity.card), [YUSHU])
    assert len(words) == 6
    assert done.command is not None
    undo.undo(hq.station, done.command)
    assert fleet.all_lines(hq.station) == []


def test_packs_and_receipts_among_bundles_are_passed_over_and_counted(hq: Desk, desk: Desk, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    bundle = hands_over(desk, "卓玛")
    laptop = packs.get_laptop(hq.station, "玉树")
    pack = packs.make_pack(hq.station, laptop, here).path
    fleet.take_in(hq.station, [bundle])
    receipt = fleet.make_receipts(hq.station, [laptop.id], here).files[0][1]
    (here / "holiday.tianye").write_bytes(bytes(9000))
    for paths in ([here], [pack, receipt, here / "holiday.tianye"]):
        taken = fleet.take_in(hq.station, paths)
        assert taken.passed_over == 2
        assert [one.name for one in taken.refused] == ["holiday.tianye"]
    alone = fleet.take_in(hq.station, [pack])
    assert (alone.passed_over, [one.fault.code for one in alone.refused]) == (0, ["bundle.wrong-kind"])


def test_what_a_pack_will_hold(town: Town, hq: Desk, desk: Desk) -> None:
    contents = packs.pack_contents(hq.station, packs.get_laptop(hq.station, "玉树"))
    assert contents == (0, 0, 0)
    registration.register(hq.station, {"name": "卓玛", "place": f"{YUSHU}200200"})
    assert packs.pack_contents(hq.station, packs.get_laptop(hq.station, "玉树")).people == 1
