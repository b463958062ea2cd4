"""The people who work at one computer: each with a passphrase and a name of her own; who is removed is shut out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.domain.ops import decode_header
from tianye.exchange import keyfiles, keys
from tianye.services import backups, kiosk, operators, registration, rekeying
from tianye.services.founding import Rights
from tianye.services.station import DATABASE_NAME, KEYS_FOLDER, Station, World
from tianye.services.unlocking import key_files, path_of
from tianye.store import files
from tianye.store.database import Database
from town import PASSPHRASE

CHEAP = World(cost=keys.CHEAP)
HERS = "湖边的白马 在七月里跑"
LEADERS = "合作社门口的红旗 二十六"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A laptop that 卓玛 works with."""
    with Station.create(
        tmp_path / "laptop", "laptop", name="玉树", operator="卓玛", passphrase=PASSPHRASE, world=CHEAP
    ) as made:
        yield made


def opened_by(folder: Path, passphrase: str) -> str:
    """Open the folder with a passphrase; return whose name is on what is written, or the code of the refusal."""
    try:
        with Station.open(folder, passphrase, CHEAP) as station:
            return next(one.name for one in operators.all_operators(station) if one.is_here)
    except (UserFault, WorldFault) as fault:
        return fault.code


def writes(station: Station) -> bytes:
    """Register somebody and return which operator stands on it."""
    registration.register(station, {"name": "拉毛"}, {})
    head = station.log.head(station.identity.device)
    (sealed,) = station.log.run(station.identity.device, head.sequence, head.sequence)
    return decode_header(sealed.header).operator


class TestNamedPeople:
    def test_each_opens_the_folder_with_her_own_passphrase_and_is_named_in_what_she_writes(
        self, station: Station
    ) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        folder, first = station.folder, station.identity.operator
        assert writes(station) == first
        station.close()
        with Station.open(folder, HERS, CHEAP) as again:
            assert again.identity.operator == added.id
            assert writes(again) == added.id
        assert opened_by(folder, PASSPHRASE) == "卓玛"
        assert opened_by(folder, "nobody's words") == "keys.wrong-passphrase"

    def test_key_files_name_nobody(self, station: Station) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        names = {path.name for path in (station.folder / KEYS_FOLDER).iterdir()}
        assert names == {f"{to_text(one)}.key" for one in (added.id, station.identity.operator)}
        for path in (station.folder / KEYS_FOLDER).iterdir():
            assert "拉毛".encode() not in path.read_bytes()

    @pytest.mark.parametrize(
        ("name", "passphrase", "code"),
        [
            (" ", HERS, "station.no-name"),
            ("玉" * 41, HERS, "station.name-too-long"),
            ("卓玛", HERS, "operator.name-taken"),
            ("拉毛", "kurz", "station.passphrase-too-short"),
            ("拉毛", PASSPHRASE, "operator.passphrase-taken"),
        ],
    )
    def test_who_cannot_be_added(self, station: Station, name: str, passphrase: str, code: str) -> None:
        with pytest.raises(UserFault) as refused:
            operators.add(station, name, Rights.FACILITATOR, passphrase)
        assert refused.value.code == code
        assert [one.name for one in operators.all_operators(station)] == ["卓玛"]

    def test_a_new_name_stands_on_what_was_written_before(self, station: Station) -> None:
        me = operators.get_operator(station, "卓玛")
        operators.rename(station, me, "卓玛拉毛")
        assert [one.name for one in operators.all_operators(station)] == ["卓玛拉毛"]
        assert operators.get_operator(station, to_text(me.id)).name == "卓玛拉毛"
        with pytest.raises(UserFault, match=r"operator\.unknown"):
            operators.get_operator(station, "卓玛")

    def test_one_s_passphrase_is_changed_and_the_others_stay(self, station: Station) -> None:
        operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            operators.change_passphrase(station, HERS, "三块石头围着 一条河")
        with pytest.raises(UserFault, match=r"operator\.passphrase-taken"):
            operators.change_passphrase(station, PASSPHRASE, HERS)
        operators.change_passphrase(station, PASSPHRASE, "三块石头围着 一条河")
        station.close()
        assert opened_by(station.folder, PASSPHRASE) == "keys.wrong-passphrase"
        assert opened_by(station.folder, "三块石头围着 一条河") == "卓玛"
        assert opened_by(station.folder, HERS) == "拉毛"

    def test_a_colleague_gives_a_forgotten_passphrase_anew(self, station: Station) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        operators.give_passphrase(station, added, "三块石头围着 一条河")
        station.close()
        assert opened_by(station.folder, HERS) == "keys.wrong-passphrase"
        assert opened_by(station.folder, "三块石头围着 一条河") == "拉毛"

    def test_who_opened_last_is_tried_first(self, station: Station) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        first = station.identity.operator
        station.close()
        for passphrase, operator in ((HERS, added.id), (PASSPHRASE, first), (HERS, added.id)):
            opened_by(station.folder, passphrase)
            assert key_files(station.folder)[0] == path_of(station.folder, operator)


class TestSwitching:
    def test_another_takes_over_after_her_passphrase(self, station: Station) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            operators.switch(station, "not hers")
        assert writes(station) != added.id
        assert operators.switch(station, HERS).is_here
        assert writes(station) == added.id

    def test_a_leader_does_not_take_over(self, station: Station) -> None:
        operators.add(station, "村长", Rights.LEADER, LEADERS)
        with pytest.raises(UserFault, match=r"operator\.only-kiosk"):
            operators.switch(station, LEADERS)


class TestALeader:
    def test_her_passphrase_opens_only_the_kiosk(self, station: Station) -> None:
        added = operators.add(station, "村长", Rights.LEADER, LEADERS)
        with pytest.raises(UserFault, match=r"operator\.only-kiosk"):
            kiosk.check_passphrase(station, LEADERS)
        station.close()
        with Station.open(station.folder, LEADERS, CHEAP) as again:
            assert again.identity.rights is Rights.LEADER
            assert again.identity.operator == added.id
            me = operators.get_operator(again, "村长")
            for forbidden in (
                lambda: operators.add(again, "别人", Rights.FACILITATOR, HERS),
                lambda: operators.set_rights(again, me, Rights.FACILITATOR),
                lambda: operators.rename(again, me, "另一个"),
                lambda: operators.remove(again, operators.get_operator(again, "卓玛")),
            ):
                with pytest.raises(UserFault, match=r"operator\.only-kiosk"):
                    forbidden()

    def test_what_she_may_is_changed_by_somebody_else_only(self, station: Station) -> None:
        added = operators.add(station, "村长", Rights.LEADER, LEADERS)
        operators.set_rights(station, added, Rights.FACILITATOR)
        assert operators.get_operator(station, "村长").rights is Rights.FACILITATOR
        with pytest.raises(UserFault, match=r"operator\.is-you"):
            operators.set_rights(station, operators.get_operator(station, "卓玛"), Rights.LEADER)


class TestRemoving:
    def test_who_is_removed_is_shut_out_and_who_remains_keeps_her_passphrase(self, station: Station) -> None:
        folder = station.folder
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        absent = operators.add(station, "央金", Rights.FACILITATOR, "三块石头围着 一条河")
        kept = path_of(folder, added.id).read_bytes()
        old_key = station.database.key
        writes(station)
        sequence = station.log.head(station.identity.device).sequence
        assert operators.remove(station, added).is_locked_out
        writes(station)
        assert station.log.head(station.identity.device).sequence == sequence + 2
        station.close()
        assert opened_by(folder, HERS) == "keys.wrong-passphrase"
        assert opened_by(folder, PASSPHRASE) == "卓玛"
        assert opened_by(folder, "三块石头围着 一条河") == "央金"
        # what she kept of her key file opens nothing
        path_of(folder, added.id).write_bytes(kept)
        assert opened_by(folder, HERS) == "database.unreadable"
        with pytest.raises(WorldFault, match=r"database\.unreadable"):
            Database(folder / DATABASE_NAME, old_key)
        assert keyfiles.decode(path_of(folder, absent.id).read_bytes()).owner == absent.id
        assert not list(folder.glob("*.next*"))

    def test_not_oneself(self, station: Station) -> None:
        with pytest.raises(UserFault, match=r"operator\.is-you"):
            operators.remove(station, operators.get_operator(station, "卓玛"))

    def test_without_room_it_stays_due_and_is_done_at_the_next_opening(
        self, station: Station, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)

        def no_room(path: Path) -> None:
            raise WorldFault("file.no-space", name=path.name)

        with monkeypatch.context() as patched:
            patched.setattr(rekeying, "_need_room", no_room)
            with pytest.raises(WorldFault, match=r"file\.no-space"):
                operators.remove(station, added)
            station.close()
            # she is refused by name all the same, and the others are not kept out
            assert opened_by(station.folder, HERS) == "keys.person-removed"
            with Station.open(station.folder, PASSPHRASE, CHEAP) as again:
                assert operators.is_new_key_due(again)
        with Station.open(station.folder, PASSPHRASE, CHEAP) as again:
            assert not operators.is_new_key_due(again)
        assert opened_by(station.folder, HERS) == "keys.wrong-passphrase"

    def test_a_planted_public_key_is_given_nothing(self, station: Station) -> None:
        removed = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        absent = operators.add(station, "央金", Rights.FACILITATOR, "三块石头围着 一条河")
        # somebody who could write in the folder put a pair of her own under a colleague's name
        planted = keyfiles.make_key_file(absent.id, (station.database.key,), "planted by me", CHEAP.cost, CHEAP.random)
        path_of(station.folder, absent.id).write_bytes(keyfiles.encode(planted))
        done = operators.remove(station, removed)
        assert done.cut_off == (absent.id,)
        station.close()
        assert opened_by(station.folder, "planted by me") == "database.unreadable"
        with Station.open(station.folder, PASSPHRASE, CHEAP) as again:
            operators.give_passphrase(again, operators.get_operator(again, "央金"), "三块石头围着 一条河")
        assert opened_by(station.folder, "三块石头围着 一条河") == "央金"

    def test_a_backup_opens_with_the_passphrases_of_its_day(self, station: Station, tmp_path: Path) -> None:
        added = operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
        before = backups.make_backup(station, tmp_path / "before")
        operators.remove(station, added)
        after = backups.make_backup(station, tmp_path / "after")
        for passphrase in (HERS, PASSPHRASE):
            assert backups.verify_backup(before.path, passphrase).operations
        assert backups.verify_backup(after.path, PASSPHRASE).operations
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            backups.verify_backup(after.path, HERS)


class TestFoldersOfBefore:
    def test_a_wrapped_key_alone_still_opens_and_becomes_a_key_file(self, station: Station) -> None:
        folder, operator = station.folder, station.identity.operator
        own = path_of(folder, operator)
        key = station.database.key
        with station.database.atomic():
            station.database.execute("DELETE FROM operator_key")
        station.close()
        own.unlink()
        bare = folder / KEYS_FOLDER / "operator-1.key"
        bare.write_bytes(keys.wrap(key, PASSPHRASE, keys.CHEAP, CHEAP.random))
        backup = shutil.copytree(folder, folder.with_name("kept"))
        assert opened_by(folder, PASSPHRASE) == "卓玛"
        assert [path.name for path in (folder / KEYS_FOLDER).iterdir()] == [own.name]
        assert opened_by(folder, PASSPHRASE) == "卓玛"
        assert files.hash_of(backup / KEYS_FOLDER / bare.name)
