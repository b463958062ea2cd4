"""A forgotten passphrase: headquarters helps a laptop back in, and a printed sheet helps headquarters."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tianye.documents.paper import PaperLanguage
from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.services import backups, bundles, importing, operators, packs, recovery, ways_back
from tianye.services.founding import Rights
from tianye.services.station import KEYS_FOLDER, Station
from tianye.services.unlocking import RECOVERY, path_of
from town import PASSPHRASE, Desk, Town

NEW = "雪山下面的三条河 新的"
HERS = "湖边的白马 在七月里跑"
COUNTY = "632701"


@pytest.fixture
def laptop(town: Town) -> Desk:
    """A laptop that knows headquarters and has handed over once."""
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    town.carry_stick(desk)
    return desk


def shut(desk: Desk) -> Path:
    desk.station.close()
    return desk.station.folder


def told_code(town: Town, name: str = "玉树") -> str:
    hq = town.headquarters().station
    return recovery.code_for(hq, packs.get_laptop(hq, name))


def lets_in(folder: Path, code: str, desk: Desk, who: str = "填表人") -> None:
    """Open a folder with a code and give somebody the new passphrase."""
    with recovery.opened_with_code(folder, code, desk.station.world) as station:
        recovery.use(station, operators.get_operator(station, who), NEW)


def opens(folder: Path, passphrase: str, desk: Desk) -> bool:
    try:
        Station.open(folder, passphrase, desk.station.world).close()
    except UserFault as fault:
        if fault.code != "keys.wrong-passphrase":
            raise
        return False
    return True


class TestOverTheTelephone:
    def test_the_code_of_the_last_bundle_lets_her_back_in(self, town: Town, laptop: Desk) -> None:
        head = laptop.station.log.head(laptop.station.identity.device)
        operator = laptop.station.identity.operator
        folder = shut(laptop)
        lets_in(folder, told_code(town).lower().replace("-", " "), laptop)
        assert not opens(folder, PASSPHRASE, laptop)
        with Station.open(folder, NEW, laptop.station.world) as again:
            assert again.log.head(again.identity.device) == head
            assert again.identity.operator == operator

    def test_it_works_once_and_the_next_one_travels_with_the_next_bundle(self, town: Town, laptop: Desk) -> None:
        folder, used = shut(laptop), told_code(town)
        lets_in(folder, used, laptop)
        with (
            pytest.raises(UserFault, match=r"recovery\.wrong-code"),
            recovery.opened_with_code(folder, used, laptop.station.world),
        ):
            pass
        laptop.station = Station.open(folder, NEW, laptop.station.world)
        town.carry_stick(laptop)
        assert told_code(town) != used
        lets_in(shut(laptop), told_code(town), laptop)

    def test_after_a_new_database_key_the_old_letter_still_helps(self, town: Town, laptop: Desk) -> None:
        added = operators.add(laptop.station, "拉毛", Rights.FACILITATOR, HERS)
        operators.remove(laptop.station, added)
        folder = shut(laptop)
        lets_in(folder, told_code(town), laptop)
        assert opens(folder, NEW, laptop)

    def test_a_code_opens_nothing_by_itself(self, town: Town, laptop: Desk) -> None:
        folder, code = shut(laptop), told_code(town)
        assert not opens(folder, code, laptop)
        path_of(folder, RECOVERY).unlink()
        with (
            pytest.raises(UserFault, match=r"recovery\.no-way-here"),
            recovery.opened_with_code(folder, code, laptop.station.world),
        ):
            pass

    def test_when_all_other_keys_are_gone_it_still_leads_back(self, town: Town, laptop: Desk) -> None:
        folder = shut(laptop)
        path_of(folder, laptop.station.identity.operator).unlink()
        with pytest.raises(WorldFault, match=r"station\.keys-missing"):
            Station.open(folder, PASSPHRASE, laptop.station.world)
        lets_in(folder, told_code(town), laptop)
        assert opens(folder, NEW, laptop)

    def test_a_revoked_laptop_is_told_nothing(self, town: Town, laptop: Desk) -> None:
        hq = town.headquarters().station
        packs.revoke(hq, packs.get_laptop(hq, "玉树"), "stolen")
        with pytest.raises(UserFault, match=r"laptop\.revoked"):
            told_code(town)

    def test_a_laptop_that_never_handed_over_is_not_known_by_letter(self, town: Town) -> None:
        desk = town.desk("玉树")
        town.enrols(desk, COUNTY)
        with pytest.raises(UserFault, match=r"recovery\.no-letter"):
            told_code(town)

    def test_an_older_bundle_does_not_bring_an_older_letter_back(self, town: Town, laptop: Desk) -> None:
        old = bundles.make_bundle(laptop.station, laptop.stick).path
        folder = shut(laptop)
        lets_in(folder, told_code(town), laptop)
        laptop.station = Station.open(folder, NEW, laptop.station.world)
        operators.add(laptop.station, "拉毛", Rights.FACILITATOR, HERS)
        town.carry_stick(laptop)
        newest = told_code(town)
        importing.import_bundle(town.headquarters().station, old)
        assert told_code(town) == newest

    def test_a_restored_laptop_has_a_code_and_a_letter_of_its_own(
        self, town: Town, laptop: Desk, tmp_path: Path
    ) -> None:
        made = backups.make_backup(laptop.station, tmp_path / "disk")
        before = told_code(town)
        shut(laptop)
        restored = backups.restore_backup(made.path, tmp_path / "restored", PASSPHRASE, world=laptop.station.world)
        laptop.station = Station.open(restored.folder, PASSPHRASE, laptop.station.world)
        town.enrols(laptop, COUNTY)
        town.sends_pack(laptop)
        town.carry_stick(laptop)
        hq = town.headquarters().station
        code = recovery.code_for(hq, packs.get_laptop(hq, to_text(laptop.station.identity.device)))
        assert code != before
        lets_in(shut(laptop), code, laptop)


class TestByFile:
    def test_request_answer_use(self, town: Town, laptop: Desk) -> None:
        hq, folder = town.headquarters(), shut(laptop)
        request, words = recovery.request(folder, laptop.stick, NEW, laptop.station.world)
        asked = recovery.read_request(hq.station, request)
        assert (asked.laptop.name, asked.words) == ("玉树", words)
        with pytest.raises(UserFault, match=r"recovery\.words-differ"):
            recovery.answer(hq.station, asked, "other words", hq.stick)
        answer = recovery.answer(hq.station, asked, " ".join(words).upper(), hq.stick)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            recovery.code_from_answer(folder, answer, "not the new passphrase")
        code = recovery.code_from_answer(folder, answer, NEW)
        assert code.replace("-", "").encode() not in answer.read_bytes()
        lets_in(folder, code, laptop)
        assert opens(folder, NEW, laptop)
        # what was asked is settled
        with pytest.raises(UserFault, match=r"recovery\.nothing-asked"):
            recovery.code_from_answer(folder, answer, NEW)

    def test_it_works_for_a_laptop_whose_bundles_never_arrived(self, town: Town) -> None:
        desk = town.desk("玉树")
        town.enrols(desk, COUNTY)
        town.sends_pack(desk)
        hq, folder = town.headquarters(), shut(desk)
        request, words = recovery.request(folder, desk.stick, NEW, desk.station.world)
        asked = recovery.read_request(hq.station, request)
        lets_in(folder, recovery.code_of(hq.station, asked), desk)
        assert opens(folder, NEW, desk)
        assert words == asked.words

    def test_no_key_of_the_laptop_is_in_what_travels(self, town: Town, laptop: Desk) -> None:
        station = laptop.station
        secrets = [
            station.database.key,
            station.identity.signing_key,
            station.identity.box_identity.encode(),
            station.settings.find("recovery_code"),
        ]
        hq, folder = town.headquarters(), shut(laptop)
        request, words = recovery.request(folder, laptop.stick, NEW, station.world)
        asked = recovery.read_request(hq.station, request)
        answer = recovery.answer(hq.station, asked, " ".join(words), hq.stick)
        carried = [path.read_bytes() for path in (request, answer, *(folder / KEYS_FOLDER).iterdir())]
        assert len(carried) == 6
        for secret in secrets:
            assert secret
            assert not any(secret in one or secret.hex().encode() in one for one in carried)

    def test_another_headquarters_cannot_answer(self, town: Town, laptop: Desk, tmp_path: Path) -> None:
        request, _ = recovery.request(shut(laptop), laptop.stick, NEW, laptop.station.world)
        (tmp_path / "elsewhere").mkdir()
        elsewhere = Town(tmp_path / "elsewhere", seed=8)
        try:
            with pytest.raises(UserFault, match=r"recovery\.not-for-us"):
                recovery.read_request(elsewhere.headquarters().station, request)
        finally:
            elsewhere.close()

    def test_before_headquarters_is_known_there_is_no_way(self, town: Town) -> None:
        desk = town.desk("玉树")
        with pytest.raises(UserFault, match=r"recovery\.no-way-here"):
            recovery.request(shut(desk), desk.stick, NEW, desk.station.world)


class TestLyingReady:
    def test_it_is_laid_once_and_again_where_it_was_lost(self, town: Town, laptop: Desk) -> None:
        station = laptop.station
        letter = ways_back.letter_of(station)
        assert ways_back.keep_ready(station)
        assert ways_back.letter_of(station) == letter
        ways_back.letter_path(station.folder).unlink()
        town.carry_stick(laptop)
        folder = shut(laptop)
        lets_in(folder, told_code(town), laptop)

    def test_where_the_disk_refuses_nothing_else_is_hindered(
        self, town: Town, laptop: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.rmtree(laptop.station.folder / KEYS_FOLDER)
        assert not ways_back.keep_ready(laptop.station)
        assert town.carry_stick(laptop).new == 0


class TestTheSheet:
    def test_headquarters_gets_in_with_its_sheet(self, town: Town, tmp_path: Path) -> None:
        hq = town.headquarters()
        words: dict[PaperLanguage, str] = {}
        for language in PaperLanguage:
            recovery.make_sheet(hq.station, tmp_path / f"{language}.html", language)
            page = (tmp_path / f"{language}.html").read_text(encoding="utf-8")
            (words[language],) = re.findall(r">([0-9A-Z]{5}(?:-[0-9A-Z]{5}){4})<", page)
            assert hq.station.identity.name in page
        folder = shut(hq)
        # the older sheet holds no more
        with (
            pytest.raises(UserFault, match=r"recovery\.wrong-code"),
            recovery.opened_with_code(folder, words[PaperLanguage.CHINESE], hq.station.world),
        ):
            pass
        lets_in(folder, words[PaperLanguage.ENGLISH], hq)
        assert opens(folder, NEW, hq)
        assert not opens(folder, PASSPHRASE, hq)
        with (
            pytest.raises(UserFault, match=r"recovery\.no-way-here"),
            recovery.opened_with_code(folder, words[PaperLanguage.ENGLISH], hq.station.world),
        ):
            pass

    def test_a_sheet_that_could_not_be_written_leaves_the_older_one_good(self, town: Town, tmp_path: Path) -> None:
        hq = town.headquarters()
        recovery.make_sheet(hq.station, tmp_path / "sheet.html")
        before = path_of(hq.station.folder, RECOVERY).read_bytes()
        with pytest.raises(UserFault, match=r"file\.exists"):
            recovery.make_sheet(hq.station, tmp_path / "sheet.html")
        with pytest.raises(WorldFault, match=r"file\.missing"):
            recovery.make_sheet(hq.station, tmp_path / "nowhere" / "sheet.html")
        assert path_of(hq.station.folder, RECOVERY).read_bytes() == before
