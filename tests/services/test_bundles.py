"""Handing over and taking in: what a stick, a full disk or the wrong file can do, and that nothing is lost by it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault, WorldFault
from tianye.services import bundles, importing, packs, receipts, registration
from tianye.services.station import Station
from tianye.store.queries import laptops, people
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


@pytest.fixture
def desk(town: Town, hq: Desk) -> Desk:
    return with_pack(town, "玉树")


def with_pack(town: Town, name: str) -> Desk:
    desk = town.desk(name)
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def registers(desk: Desk, name: str) -> bytes:
    person, _ = registration.register(desk.station, {"name": name, "place": f"{YUSHU}200200"}, {})
    return person


def receipt_for(hq: Desk, name: str) -> Path:
    return importing.make_receipt(hq.station, packs.get_laptop(hq.station, name), hq.stick)


class TestHandingOver:
    def test_an_empty_bundle_tells_headquarters_that_there_is_nothing(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        town.carry_stick(desk)
        town.sends_receipt(desk)
        handed = bundles.make_bundle(desk.station, desk.stick)
        assert handed.last == handed.first - 1
        taken = importing.import_bundle(hq.station, handed.path)
        assert (taken.new, taken.first, taken.last) == (0, handed.first, handed.last)
        assert not taken.changes
        assert importing.inspect_bundle(hq.station, handed.path).counts == {"operations": 0}

    def test_a_name_says_nothing_of_who_wrote_it(self, desk: Desk) -> None:
        names = {bundles.make_bundle(desk.station, desk.stick).path.name for _ in range(3)}
        assert len(names) == 3
        assert all(re.fullmatch(r"bundle-[0-9A-Z]{8}\.tianye", name) for name in names)

    def test_a_full_stick_keeps_what_was_on_it_and_says_so(
        self, town: Town, hq: Desk, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registers(desk, "卓玛")
        old = bundles.make_bundle(desk.station, desk.stick)
        body = old.path.read_bytes()
        registers(desk, "拉毛")
        before = bundles.standing(desk.station)

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(WorldFault, match=r"file\.no-space") as refusal:
                bundles.make_bundle(desk.station, desk.stick)
        assert refusal.value.next_step == "free-space"
        assert str(desk.stick) not in str(refusal.value)
        assert [path.name for path in desk.stick.iterdir()] == [old.path.name]
        assert old.path.read_bytes() == body
        # nothing counts as handed over that was not read back
        assert bundles.standing(desk.station) == before
        assert town.carry_stick(desk).new == before.written

    def test_a_stick_that_is_gone(self, desk: Desk) -> None:
        shutil.rmtree(desk.stick)
        with pytest.raises(WorldFault, match=r"file\.missing"):
            bundles.make_bundle(desk.station, desk.stick)

    def test_where_records_stand(self, town: Town, desk: Desk) -> None:
        def standing() -> tuple[int, int, int]:
            now = bundles.standing(desk.station)
            return now.written, now.handed_over, now.received

        registers(desk, "卓玛")
        written = standing()[0]
        assert standing() == (written, 0, 0)
        town.carry_stick(desk)
        assert standing() == (written, written, 0)
        registers(desk, "拉毛")
        town.sends_receipt(desk)
        assert standing() == (written + 1, written, written)

    def test_a_second_bundle_before_any_receipt_holds_the_first(self, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        lost = bundles.make_bundle(desk.station, desk.stick)
        lost.path.unlink()
        registers(desk, "拉毛")
        second = bundles.make_bundle(desk.station, desk.stick)
        assert importing.import_bundle(hq.station, second.path).new == second.last
        assert {row.name for row in people.all_people(hq.station.database)} == {"卓玛", "拉毛"}


class TestReceipts:
    def test_for_another_laptop(self, town: Town, hq: Desk, desk: Desk) -> None:
        other = with_pack(town, "称多")
        registers(other, "拉毛")
        town.carry_stick(other)
        with pytest.raises(UserFault, match=r"bundle\.not-for-us"):
            receipts.install_receipt(desk.station, receipt_for(hq, "称多"))
        assert bundles.standing(desk.station).received == 0

    def test_an_older_one_and_the_same_twice_are_harmless(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        town.carry_stick(desk)
        older = receipt_for(hq, "玉树")
        registers(desk, "拉毛")
        town.carry_stick(desk)
        newer = town.sends_receipt(desk)
        assert not newer.was_known
        for _ in range(2):
            assert receipts.install_receipt(desk.station, older).was_known
        assert bundles.standing(desk.station).received == newer.sequence
        assert desk.station.settings.find_number("hq_receipt") == 2

    def test_of_a_headquarters_whose_clock_is_in_doubt_proves_no_time(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        town.carry_stick(desk)
        hq.clock.set("2099-01-01 08:00")
        town.sends_receipt(desk)
        assert not desk.station.is_clock_suspect
        hq.clock.set("2026-06-14 08:00")
        hq.station.tell_time(hq.clock.ms)
        town.sends_receipt(desk)
        # that is two days ahead of this laptop, which now knows that its clock is slow
        assert desk.station.is_clock_suspect

    def test_a_laptop_older_than_what_it_handed_over_notices(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        registers(desk, "卓玛")
        desk.station.close()
        backup = tmp_path / "backup"
        shutil.copytree(desk.station.folder, backup)
        desk.station = Station.open(desk.station.folder, PASSPHRASE, desk.station.world)
        registers(desk, "拉毛")
        town.carry_stick(desk)
        receipt = receipt_for(town.headquarters(), "玉树")
        with Station.open(backup, PASSPHRASE, desk.station.world) as restored:
            with pytest.raises(UserFault, match=r"receipt\.not-our-run"):
                receipts.install_receipt(restored, receipt)
            assert bundles.standing(restored).received == 0

    def test_there_is_none_for_who_sent_nothing(self, hq: Desk, desk: Desk) -> None:
        with pytest.raises(UserFault, match=r"receipt\.nothing-received"):
            receipt_for(hq, "玉树")

    def test_a_bundle_is_no_receipt_and_a_receipt_no_bundle(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        handed = bundles.make_bundle(desk.station, desk.stick)
        importing.import_bundle(hq.station, handed.path)
        receipt = receipt_for(hq, "玉树")
        with pytest.raises(UserFault, match=r"^bundle\."):
            receipts.install_receipt(desk.station, handed.path)
        with pytest.raises(UserFault, match=r"^bundle\."):
            importing.import_bundle(hq.station, receipt)
        assert bundles.standing(desk.station).received == 0


class TestTakingIn:
    def test_a_folder_goes_on_past_what_cannot_be_read(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        good = bundles.make_bundle(desk.station, desk.stick).path
        other = with_pack(town, "称多")
        registers(other, "拉毛")
        second = bundles.make_bundle(other.station, desk.stick).path
        torn = desk.stick / "torn.tianye"
        torn.write_bytes(good.read_bytes()[:500])
        gone, folder = desk.stick / "gone.tianye", desk.stick / "folder.tianye"
        folder.mkdir()
        imported, refused = importing.import_all(hq.station, [torn, gone, good, folder, second])
        assert [one.name for one in imported] == [good.name, second.name]
        assert {one.name: one.fault.code for one in refused} == {
            "torn.tianye": "bundle.truncated",
            "gone.tianye": "file.missing",
            "folder.tianye": "file.not-a-file",
        }

    def test_of_a_stranger_it_is_refused_and_nothing_remembered(self, town: Town, hq: Desk, desk: Desk) -> None:
        stranger = town.desk("旁人")
        with stranger.station.writing():
            stranger.station.settings.put("hq_card", desk.station.settings.find("hq_card") or b"")
        registers(stranger, "卓玛")
        handed = bundles.make_bundle(stranger.station, stranger.stick)
        before = (hq.station.log.count(), hq.station.database.row("SELECT count(*) FROM device"))
        with pytest.raises(UserFault, match=r"bundle\.unknown-device"):
            importing.import_bundle(hq.station, handed.path)
        assert (hq.station.log.count(), hq.station.database.row("SELECT count(*) FROM device")) == before
        # once it is enrolled the same file is taken in
        town.enrols(stranger, YUSHU)
        assert importing.import_bundle(hq.station, handed.path).new == handed.last

    def test_a_full_disk_at_headquarters_takes_nothing_in_and_the_file_stays_good(
        self, hq: Desk, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registers(desk, "卓玛")
        handed = bundles.make_bundle(desk.station, desk.stick)
        before = hq.station.log.count()

        def full(*_: object, **__: object) -> None:
            raise WorldFault("database.full")

        with monkeypatch.context() as patched:
            patched.setattr(laptops, "keep_exchanged", full)
            with pytest.raises(WorldFault, match=r"database\.full"):
                importing.import_all(hq.station, [handed.path])
        assert hq.station.log.count() == before
        assert people.all_people(hq.station.database) == []
        assert importing.import_bundle(hq.station, handed.path).new == handed.last

    def test_looking_into_one_changes_nothing(self, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        handed = bundles.make_bundle(desk.station, desk.stick)
        before = hq.station.log.count()
        facts = importing.inspect_bundle(hq.station, handed.path)
        assert (facts.dev, facts.from_seq, facts.to_seq) == (desk.station.identity.device, 1, handed.last)
        assert hq.station.log.count() == before
        assert importing.import_bundle(hq.station, handed.path).new == handed.last

    def test_what_came_in_is_remembered(self, hq: Desk, desk: Desk) -> None:
        registers(desk, "卓玛")
        handed = bundles.make_bundle(desk.station, desk.stick)
        first = importing.import_bundle(hq.station, handed.path)
        again = importing.import_bundle(hq.station, handed.path)
        assert (again.laptop, again.first, again.last, again.new) == (first.laptop, first.first, first.last, 0)
        kept = [row for row in laptops.all_exchanged(hq.station.database) if row.what == "bundle"]
        assert [(row.direction, row.name, row.first, row.last) for row in kept] == [
            ("in", handed.path.name, 1, handed.last)
        ]
