"""Retention: an answer leaves a laptop only once headquarters has it twice, long enough; and nothing lies about it."""

from __future__ import annotations

import ctypes.util
from pathlib import Path

import msgspec
import pytest

from in_clear import readable_with_key
from tianye.domain.errors import UserFault, WorldFault
from tianye.exchange import receipt
from tianye.services import (
    backups,
    bundles,
    checkin,
    diagnostics,
    erasing,
    exports,
    forms_library,
    importing,
    keeping,
    listing,
    odk_folders,
    packs,
    profiles,
    purging,
    receipt_codes,
    receipts,
    registration,
    rescue,
    retention,
    surveys,
    undo,
)
from tianye.services.erasing import Why
from tianye.services.station import Station
from tianye.store import purging as store
from tianye.store.queries import forms
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
HER, ANSWER, NOBODYS, RAW = "央金措毛哨", "我想说的都说了哨", "没有名字的话哨", "https://example.invalid/扫错哨"
SAID = (ANSWER, NOBODYS, RAW)
FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""
FIRST, LATER = "2026-06-12 10:00", "2026-07-13 10:00"

needs_libcrypto = pytest.mark.skipif(ctypes.util.find_library("crypto") is None, reason="no AES to read pages with")


@pytest.fixture
def yushu(town: Town, tmp_path: Path) -> Desk:
    """A laptop with an answer of hers, one of nobody's, a refused scan; nothing was handed over yet."""
    hq = town.headquarters()
    form = tmp_path / "voice.md"
    form.write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq.station, form)
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        session = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    registration.register(hq.station, {"name": HER, "place": "632701100001"}, {"attendance": "given"})
    retention.set_rule(hq.station, 30)
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    desk.checks_in(HER, "YS-am")
    answers(desk, desk.knows(HER).id, ANSWER)
    answers(desk, None, NOBODYS)
    checkin.close_session(desk.station, desk.session("YS-am"))
    with desk.station.command("scan") as command:
        refused = {"session": desk.session("YS-am").id, "outcome": "unknown", "raw": RAW, "minute": 543}
        command.add("scan.refused", command.new_subject(), refused, is_new=True)
    return desk


def answers(desk: Desk, person: bytes | None, text: str, *, keep_draft: bool = False) -> bytes:
    context = surveys.Context(person=person, session=desk.session("YS-am").id)
    filling = surveys.begin(desk.station, surveys.get_form(desk.station, "voice"), context)
    return surveys.fill(desk.station, filling, {"said": text}, keep_draft=keep_draft).id


def backs_up(town: Town, folder: str = "stick") -> Path:
    hq = town.headquarters().station
    made = backups.make_backup(hq, town.folder / folder)
    retention.note_backup(hq, made.path)
    return made.path


def hears_it_all(town: Town, desk: Desk) -> None:
    """Hand over, back up at headquarters, and bring the receipt that says so."""
    town.carry_stick(desk)
    backs_up(town)
    town.sends_receipt(desk)


def goes_by(town: Town, moment: str = LATER) -> None:
    for desk in town.desks.values():
        desk.clock.set(moment)


def refusal(desk: Desk) -> str:
    """Try to purge, and see that nothing went."""
    before = desk.station.database.row("SELECT count(*), total(length(payload)) FROM operation")
    with pytest.raises(UserFault) as refused:
        purging.purge(desk.station)
    assert desk.station.database.row("SELECT count(*), total(length(payload)) FROM operation") == before
    assert purging.preview(desk.station).operations == 0
    assert not purging.go_on(desk.station)
    assert desk.station.database.row("SELECT count(*), total(length(payload)) FROM operation") == before
    return refused.value.code


def left(desk: Desk) -> list[tuple[str, str]]:
    station = desk.station
    return readable_with_key(station.folder / "tianye.db", station.database.key, SAID)


class TestWhenItIsAllThere:
    @needs_libcrypto
    def test_answers_go_and_are_still_told_of(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        assert {one for one, _ in left(yushu)} == set(SAID)
        counts = listing.counts(yushu.station)
        seen = purging.preview(yushu.station)
        assert (seen.answers, seen.scans, seen.operations) == (2, 1, 3)
        done = purging.purge(yushu.station)
        assert (done.answers, done.scans, done.operations) == (2, 1, 3)
        assert left(yushu) == []
        assert diagnostics.check(yushu.station, full=True).findings == ()
        assert listing.counts(yushu.station) == counts
        (answered,) = profiles.profile_of(yushu.station, yushu.knows(HER).id).answered
        assert (answered.form_id, answered.answered_on, answered.is_elsewhere) == ("voice", "2026-06-12", True)
        with pytest.raises(UserFault, match=r"purge\.nothing"):
            purging.purge(yushu.station)

    @needs_libcrypto
    def test_little_by_little_while_nobody_works(
        self, town: Town, yushu: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(purging, "AT_ONCE", 1)
        hears_it_all(town, yushu)
        goes_by(town)
        rounds = [bool(purging.go_on(yushu.station)) for _ in range(8)]
        assert rounds.count(True) == 3
        assert left(yushu) == []
        assert diagnostics.check(yushu.station, full=True).findings == ()
        assert not yushu.station.settings.find_number("purge_unsettled")

    def test_nothing_while_the_door_is_open(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        with town.headquarters().station.command("today") as command:
            today = {"code": "YS-now", "training": yushu.session("YS-am").training, "on": "2026-07-13"}
            command.add("session.planned", command.new_subject(), today, is_new=True)
        town.sends_pack(yushu)
        checkin.open_session(yushu.station, yushu.session("YS-now"))
        assert not purging.go_on(yushu.station)
        checkin.close_session(yushu.station, yushu.session("YS-now"))
        assert purging.go_on(yushu.station).touches("response")

    def test_the_key_of_nobodys_answer_goes_and_hers_stays(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        ((nobodys,),) = yushu.station.database.rows(
            "SELECT id FROM response JOIN subject USING (no) WHERE person IS NULL"
        )
        keys = dict(yushu.station.database.rows("SELECT id, key FROM owner"))
        assert keys[nobodys] is None
        assert keys[yushu.knows(HER).id] is not None

    def test_headquarters_own_words_count_days_where_the_clock_cannot_be_believed(
        self, town: Town, yushu: Desk
    ) -> None:
        hears_it_all(town, yushu)
        town.headquarters().clock.set(LATER)
        assert refusal(yushu) == "purge.too-early"
        town.sends_pack(yushu)
        assert yushu.station.is_clock_suspect or yushu.station.told_ms() < town.headquarters().station.told_ms()
        assert purging.purge(yushu.station).answers == 2

    def test_it_is_written_down_by_whom_and_headquarters_reads_it(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        # undoing passes over it
        undo.undo_last(yushu.station)
        town.carry_stick(yushu)
        hq = town.headquarters().station
        ((laptop, operations, first, last, epoch, receipt),) = retention.told_purges(hq)
        assert (laptop, operations, epoch, receipt) == ("玉树", 3, 1, 1)
        assert first < last
        # once is enough, and nothing more is to be handed over
        assert not purging.go_on(yushu.station)
        assert bundles.standing(yushu.station).only_here == 0

    def test_undo_and_correcting_her_pass_over_it(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        registration.correct(yushu.station, yushu.knows(HER).id, registration.make_fields({"alias": "小措"}))
        undo.undo_last(yushu.station)
        assert diagnostics.check(yushu.station, full=True).findings == ()

    def test_she_can_still_be_forgotten(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        erasing.order_person(town.headquarters().station, yushu.knows(HER).id, Why.WITHDRAWN)
        town.sends_pack(yushu)
        assert listing.find_people(yushu.station, HER, limit=9) == []
        assert yushu.station.database.row("SELECT count(*) FROM residue") == (2,)
        assert diagnostics.check(yushu.station, full=True).findings == ()
        town.carry_stick(yushu)
        assert diagnostics.check(town.headquarters().station, full=True).findings == ()

    def test_saving_the_folder_keeps_what_is_told(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        counts = listing.counts(yushu.station)
        ranges = retention.purges(yushu.station)
        yushu.station.close()
        saved = rescue.rescue_folder(yushu.station.folder, tmp_path / "saved", PASSPHRASE, yushu.station.world)
        assert saved.is_complete
        yushu.station = Station.open(tmp_path / "saved", PASSPHRASE, yushu.station.world)
        assert listing.counts(yushu.station) == counts
        assert retention.purges(yushu.station) == ranges
        assert diagnostics.check(yushu.station, full=True).findings == ()
        with pytest.raises(UserFault, match=r"purge\.nothing"):
            purging.purge(yushu.station)

    def test_an_export_says_where_the_answers_are(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        done = exports.export_responses(yushu.station, tmp_path / "voice.csv", "voice")
        assert (done.rows, done.elsewhere) == (0, 2)
        odk = odk_folders.export_odk(yushu.station, tmp_path / "odk", "voice")
        assert (odk.responses, odk.elsewhere) == (0, 2)
        hq = town.headquarters().station
        assert exports.export_responses(hq, tmp_path / "hq.csv", "voice").rows == 2

    def test_backups_from_before_go_by_the_rule(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        automatic = keeping.automatic_folder(yushu.station.folder)
        for day in ("12 12:00", "13 09:00"):
            yushu.clock.set(f"2026-06-{day}")
            registration.register(yushu.station, {"name": "马秀英"}, {})
            keeping.keep_now(yushu.station)
        by_hand = backups.make_backup(yushu.station).path
        goes_by(town)
        registration.register(yushu.station, {"name": "马秀兰"}, {})
        keeping.keep_now(yushu.station)
        assert [str(one.made_at)[:10] for one in backups.manifests(automatic)] == ["2026-07-13"]
        purging.purge(yushu.station)
        # what was made by hand stays until a person takes it away, and is counted
        assert by_hand.exists()
        assert keeping.still_holding(yushu.station).by_hand == 1

    def test_a_clock_that_cannot_be_right_takes_no_backup_away(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        automatic = keeping.automatic_folder(yushu.station.folder)
        for moment in ("2026-06-12 12:00", "2026-06-13 09:00", "2036-01-01 08:00"):
            yushu.clock.set(moment)
            registration.register(yushu.station, {"name": "马秀英"}, {})
            keeping.keep_now(yushu.station)
        assert len(backups.manifests(automatic)) == 3

    def test_of_another_laptop_on_the_same_stick_no_backup_is_taken_away(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        other, hq = town.desk("湘西"), town.headquarters()
        drive = town.folder / "drive"
        drive.mkdir()
        for desk in (other, hq, yushu):
            keeping.choose_stick(desk.station, drive)
            keeping.keep_now(desk.station, [drive])
        goes_by(town)
        registration.register(yushu.station, {"name": "马秀兰"}, {})
        keeping.keep_now(yushu.station, [drive])
        names = sorted(path.name.split("-")[1] for path in (drive / keeping.STICK_FOLDER).iterdir() if path.is_dir())
        assert names == sorted(["湘西", "总部", "玉树"])


class TestEachConditionMissing:
    def test_no_rule(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        retention.set_rule(town.headquarters().station, 0)
        town.sends_pack(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-rule"

    def test_no_receipt(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        backs_up(town)
        # a pack acknowledges too, but says nothing of attachments
        town.sends_pack(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-receipt"

    def test_a_receipt_as_a_text_is_not_enough(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        backs_up(town)
        hq = town.headquarters().station
        laptop = packs.get_laptop(hq, "玉树")
        receipts.install_receipt_text(yushu.station, receipt_codes.make_receipt_code(hq, laptop).text)
        # the word of the backup comes with a pack
        town.sends_pack(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-receipt"

    def test_what_was_written_after_the_receipt_stays(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        later = answers(yushu, yushu.knows(HER).id, "后来的话")
        backs_up(town)
        goes_by(town)
        assert purging.purge(yushu.station).answers == 2
        assert retention.outlook(yushu.station).reason == "purge.no-receipt"
        rows = yushu.station.database.rows("SELECT id FROM response JOIN subject USING (no) WHERE answers <> '{}'")
        assert rows == [(later,)]

    def test_what_is_not_closed_off_stays_as_a_whole(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        ((hers,),) = yushu.station.database.rows(
            "SELECT id FROM response JOIN subject USING (no) WHERE person IS NOT NULL"
        )
        # taken back since, which headquarters has not heard
        with yushu.station.command("void") as command:
            command.add("response.voided", hers, {"is_void": True}, owner=yushu.knows(HER).id)
        goes_by(town)
        assert purging.purge(yushu.station).answers == 1

    def test_attachments_are_missing(self, town: Town, yushu: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        hears_it_all(town, yushu)
        monkeypatch.setattr(importing.attaching, "missing", lambda station, device: (bytes(32),))
        town.sends_receipt(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.files-missing"

    def test_no_backup(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        town.sends_receipt(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-backup"

    def test_a_word_said_by_a_clock_in_doubt_counts_for_nothing(self, town: Town, yushu: Desk) -> None:
        """Days are counted from when it was said, and nobody knows when that was."""
        hq = town.headquarters()
        town.carry_stick(yushu)
        backs_up(town)
        hq.clock.set("2026-05-01 08:00")
        assert hq.station.is_clock_suspect
        town.sends_receipt(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-backup"
        town.sends_receipt(yushu)
        assert refusal(yushu) == "purge.too-early"

    def test_a_backup_from_before_does_not_cover_it(self, town: Town, yushu: Desk) -> None:
        backs_up(town)
        town.carry_stick(yushu)
        town.sends_receipt(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-backup"

    def test_a_backup_beside_the_original_does_not_count(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        hq = town.headquarters().station
        assert not retention.note_backup(hq, backups.make_backup(hq).path)
        town.sends_receipt(yushu)
        goes_by(town)
        assert refusal(yushu) == "purge.no-backup"

    def test_the_backup_on_the_stick_counts_by_itself(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        hq = town.headquarters().station
        drive = town.folder / "drive"
        drive.mkdir()
        keeping.choose_stick(hq, drive)
        keeping.keep_now(hq, [drive])
        town.sends_receipt(yushu)
        goes_by(town)
        assert purging.purge(yushu.station).answers == 2

    @pytest.mark.parametrize("moment", ["2026-06-12 18:00", "2026-07-12 08:00"])
    def test_too_early(self, town: Town, yushu: Desk, moment: str) -> None:
        hears_it_all(town, yushu)
        goes_by(town, moment)
        assert refusal(yushu) == "purge.too-early"
        assert retention.outlook(yushu.station).on == "2026-07-12"

    @pytest.mark.parametrize("moment", ["2036-01-01 08:00", "2020-01-01 08:00"])
    def test_a_clock_that_cannot_be_right_counts_no_days(self, town: Town, yushu: Desk, moment: str) -> None:
        hears_it_all(town, yushu)
        yushu.clock.set(moment)
        assert refusal(yushu) == "purge.too-early"

    def test_a_clock_that_was_wrong_when_it_heard_counts_from_there(self, town: Town, yushu: Desk) -> None:
        yushu.clock.set("2027-06-12 10:00")
        hears_it_all(town, yushu)
        assert refusal(yushu) == "purge.too-early"

    def test_headquarters_may_not_purge(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        assert refusal(town.headquarters()) == "station.wrong-role"

    def test_a_restored_laptop_waits_for_its_pack(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hears_it_all(town, yushu)
        saved = backups.make_backup(yushu.station, tmp_path / "saved").path
        restored = backups.restore_backup(saved, tmp_path / "again", PASSPHRASE, world=yushu.station.world)
        goes_by(town)
        with Station.open(restored.folder, PASSPHRASE, yushu.station.world) as again:
            assert refusal(Desk(again, yushu.clock, yushu.stick)) == "purge.waits-for-pack"

    @needs_libcrypto
    def test_and_then_what_its_earlier_self_wrote_goes_too(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hears_it_all(town, yushu)
        saved = backups.make_backup(yushu.station, tmp_path / "saved").path
        world = yushu.station.world
        yushu.station.close()
        restored = backups.restore_backup(saved, tmp_path / "again", PASSPHRASE, world=world)
        yushu.station = Station.open(restored.folder, PASSPHRASE, world)
        town.enrols(yushu, YUSHU)
        town.sends_pack(yushu)
        answers(yushu, yushu.knows(HER).id, "新的话")
        goes_by(town)
        assert purging.purge(yushu.station).answers == 2, "hers and nobody's, which headquarters has; not the new one"
        assert left(yushu) == []
        assert {row.answers.get("/data/said") for row in forms.all_responses(yushu.station.database)} == {
            None,
            "新的话",
        }
        town.carry_stick(yushu)
        assert diagnostics.check(town.headquarters().station, full=True).findings == ()

    def test_a_word_about_another_chain_counts_for_nothing(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        backs_up(town)
        hq = town.headquarters().station
        laptop = packs.get_laptop(hq, "玉树")
        with hq.writing():
            facts = importing.next_receipt(hq, laptop)
        assert facts.backed is not None
        lie = msgspec.structs.replace(facts, backed=msgspec.structs.replace(facts.backed, head=bytes(32)))
        path = town.folder / "lie.tianye"
        with path.open("wb") as sink:
            receipt.write(sink, lie, signing_key=hq.identity.signing_key, recipients=[laptop.recipient or ""])
        receipts.install_receipt(yushu.station, path)
        goes_by(town)
        assert refusal(yushu) == "purge.no-backup"

    def test_a_payload_that_is_not_the_one_in_the_chain_stops_it(self, town: Town, yushu: Desk) -> None:
        hears_it_all(town, yushu)
        goes_by(town)
        database = yushu.station.database
        database.execute("DROP TRIGGER operation_is_never_changed")
        database.execute("UPDATE operation SET chain = zeroblob(32) WHERE instr(payload, ?)", (ANSWER.encode(),))
        (count,) = database.row("SELECT count(payload) FROM operation") or ()
        with pytest.raises(WorldFault, match=r"purge\.chain-broken"):
            purging.purge(yushu.station)
        assert database.row("SELECT count(payload) FROM operation") == (count,)


class TestARestoredHeadquarters:
    @pytest.fixture
    def before(self, town: Town, yushu: Desk) -> Path:
        """A backup of headquarters from before anything came; then it comes, is backed up elsewhere, and is purged."""
        old = backs_up(town, "old")
        (town.folder / "drawer").mkdir()
        bundles.make_bundle(yushu.station, town.folder / "drawer")
        hears_it_all(town, yushu)
        goes_by(town)
        purging.purge(yushu.station)
        return old

    def restore(self, town: Town, saved: Path, name: str = "again") -> Desk:
        hq = town.headquarters()
        hq.station.close()
        backups.restore_backup(saved, town.folder / name, PASSPHRASE, world=hq.station.world)
        hq.station = Station.open(town.folder / name, PASSPHRASE, hq.station.world)
        return hq

    def test_asks_again_and_hears_what_was_purged(self, town: Town, yushu: Desk, before: Path) -> None:
        hq = self.restore(town, before)
        town.sends_pack(yushu)
        # a new epoch: nothing is received by the old one's word, and nothing more goes
        assert bundles.standing(yushu.station).received == 0
        answers(yushu, yushu.knows(HER).id, "新的话")
        assert refusal(yushu) == "purge.no-receipt"
        handed = bundles.make_bundle(yushu.station, yushu.stick)
        facts = importing.inspect_bundle(hq.station, handed.path)
        ((first, last, epoch, number),) = [tuple(msgspec.to_builtins(one)) for one in facts.purged]
        assert 1 < first < last
        assert (handed.purged, handed.purged_after) == (3, 1)
        assert (epoch, number) == (1, 1)
        taken = importing.import_bundle(hq.station, handed.path)
        assert (taken.purged, taken.filled) == (3, 0)
        assert store.lacking(hq.station.database) == 3
        counts = listing.counts(hq.station)
        assert (counts.responses, counts.attendances) == (1, 1)
        assert diagnostics.check(hq.station, full=True).findings == ()
        # it has no backup that holds them, and does not say so of an earlier one
        assert retention.backed(hq.station, yushu.station.identity.device) is None

    def test_a_bundle_of_before_fills_it_in(self, town: Town, yushu: Desk, before: Path) -> None:
        hq = self.restore(town, before)
        town.sends_pack(yushu)
        town.carry_stick(yushu)
        (found,) = (town.folder / "drawer").iterdir()
        taken = importing.import_bundle(hq.station, found)
        assert taken.filled == 3
        assert store.lacking(hq.station.database) == 0
        assert listing.counts(hq.station).responses == 2
        assert diagnostics.check(hq.station, full=True).findings == ()
        # and goes down again as any other
        town.sends_pack(yushu)
        assert diagnostics.check(yushu.station, full=True).findings == ()

    def test_from_the_backup_it_told_of_it_has_everything(self, town: Town, yushu: Desk, before: Path) -> None:
        (newest,) = [path for path in (town.folder / "stick").iterdir() if path.is_dir()]
        hq = self.restore(town, newest, "from the stick")
        town.sends_pack(yushu)
        town.carry_stick(yushu)
        assert listing.counts(hq.station).responses == 2
        assert store.lacking(hq.station.database) == 0

    def test_what_it_told_of_backups_is_forgotten_with_the_epoch(self, town: Town, yushu: Desk, before: Path) -> None:
        # this backup was made when headquarters knew of another that holds the run
        hq = self.restore(town, backs_up(town, "second"), "from the second")
        device = yushu.station.identity.device
        assert hq.station.log.head(device).sequence > 1
        assert retention.backed(hq.station, device) is None
        backs_up(town, "third")
        assert retention.backed(hq.station, device) is not None

    def test_what_was_erased_is_not_filled_in(self, town: Town, yushu: Desk, before: Path) -> None:
        hq = self.restore(town, before)
        town.sends_pack(yushu)
        town.carry_stick(yushu)
        erasing.order_person(hq.station, yushu.knows(HER).id, Why.WITHDRAWN)
        erasing.carry_out(hq.station)
        (found,) = (town.folder / "drawer").iterdir()
        importing.import_bundle(hq.station, found)
        assert listing.counts(hq.station).responses == 1
        assert listing.find_people(hq.station, HER, limit=9) == []
        assert diagnostics.check(hq.station, full=True).findings == ()
