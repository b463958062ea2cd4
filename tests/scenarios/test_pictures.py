"""Pictures and files as answers: photographed in a village, handed over on a stick, read at headquarters."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from in_clear import readable_with_key
from left_readable import left_readable, opened
from tianye.domain.contents import content_hash
from tianye.domain.ops import decode_header
from tianye.services import (
    attaching,
    backups,
    bundles,
    checkin,
    diagnostics,
    erasing,
    exports,
    forms_library,
    importing,
    interviews,
    odk_folders,
    outgoing,
    packs,
    purging,
    receipt_codes,
    receipts,
    registration,
    rescue,
    retention,
    surveys,
)
from tianye.services.bundles import Medium
from tianye.services.interviews import Interview
from tianye.services.station import Station
from tianye.store.queries import forms
from town import PASSPHRASE, Desk, Town

COUNTY, VILLAGE = "632701", "632701203200"
HER, OTHER = "卓玛", "才仁"
PHOTO, VOICE, NOTE = "/data/photo", "/data/voice", "/data/quote"
MARK = "卓玛家的太阳灶".encode()

FORM = """
| survey |
| | type | name | label |
| | image | photo | 拍一张太阳灶 |
| | audio | voice | 请她说一句 |
| | text | quote | 还有什么 |
| settings |
| | form_id | version | form_title |
| | NAME | 1 | 太阳灶 |
"""

_random = random.Random(5)


def picture(size: int = 3000) -> bytes:
    return b"\xff\xd8\xff" + MARK + _random.randbytes(size - len(MARK) - 3)


def sound(size: int = 3000) -> bytes:
    return b"ID3" + MARK + _random.randbytes(size - len(MARK) - 3)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Headquarters with two forms, one of them sensitive, a session and two people; a laptop that has all of it."""
    (tmp_path / "town").mkdir()
    town = Town(tmp_path / "town")
    hq, desk = town.headquarters(), town.desk("玉树")
    for name in ("cooker", "safety"):
        path = tmp_path / f"{name}.md"
        path.write_text(FORM.replace("NAME", name), encoding="utf-8")
        (tmp_path / f"{name}-media").mkdir()
        (tmp_path / f"{name}-media" / "sun.png").write_bytes(b"the sun")
        forms_library.add_form(hq.station, path, is_sensitive=name == "safety")
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        fields = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name in (HER, OTHER):
        fields = registration.make_fields({"name": name, "place": VILLAGE, "born": "1980"})
        consents = {"attendance": "given", "photo": "given", "quote_named": "given", "health": "given"}
        registration.register(hq.station, fields, consents)
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    yield town
    town.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    return town.desk("玉树")


def begins(desk: Desk, who: str = HER, form: str = "cooker") -> Interview:
    held = desk.session("YS-AM")
    context = surveys.Context(desk.knows(who).id if who else None, held.training, held.id)
    return interviews.begin(desk.station, surveys.get_form(desk.station, form), context).interview


def photographs(desk: Desk, body: bytes, who: str = HER, form: str = "cooker", voice: bytes = b"") -> bytes:
    """Answer with a photograph, and perhaps a recording, and finish; returns the response's id."""
    interview = begins(desk, who, form)
    interviews.attach(desk.station, interview, ref=PHOTO, body=body, ending="jpg")
    if voice:
        interviews.attach(desk.station, interview, ref=VOICE, body=voice, ending="m4a")
    interviews.answer(desk.station, interview, NOTE, "好用")
    interviews.finish(desk.station, interview)
    return interview.filling.id


def closes(desk: Desk) -> None:
    checkin.close_session(desk.station, desk.session("YS-AM"))


def has(desk: Desk, body: bytes) -> bool:
    return desk.station.attachments.find(content_hash(body)) == body


def missing(town: Town, desk: Desk) -> int:
    return len(attaching.missing(town.headquarters().station, desk.station.identity.device))


def boxes(desk: Desk) -> list[Path]:
    return sorted((desk.station.folder / "files").glob("*.box"))


class TestOnTheWay:
    def test_from_the_village_to_a_folder_for_odk(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        """She is photographed beside her cooker; the stick goes up; headquarters sends the folder on."""
        photo, voice = picture(900_000), sound(2000)
        photographs(desk, photo, voice=voice)
        town.carry_stick(desk)
        hq = town.headquarters()
        assert has(hq, photo)
        assert has(hq, voice)
        assert (missing(town, desk), town.sends_receipt(desk).missing) == (0, 0)
        done = odk_folders.export_odk(hq.station, tmp_path / "odk", "cooker")
        assert (done.responses, done.files, done.files_missing) == (1, 2, 0)
        (submission,) = (tmp_path / "odk").rglob("submission.xml")
        root = ElementTree.fromstring(submission.read_text(encoding="utf-8"))
        for question, body in (("photo", photo), ("voice", voice)):
            assert (submission.parent / str(root.findtext(question))).read_bytes() == body
        assert sorted(path.name for path in submission.parent.iterdir()) == sorted(
            ["submission.xml", str(root.findtext("photo")), str(root.findtext("voice"))]
        )
        form = ElementTree.fromstring((tmp_path / "odk" / "forms" / "cooker-1.xml").read_bytes())
        assert form.tag.endswith("}html")
        # whoever takes the folder can go on with it, this program too
        assert forms_library.check_form(tmp_path / "odk" / "forms" / "cooker-1.xml").is_usable
        assert (tmp_path / "odk" / "forms" / "cooker-1-media" / "sun.png").read_bytes() == b"the sun"
        # a table shows the name
        exports.export_responses(hq.station, tmp_path / "list.csv", "cooker")
        assert str(root.findtext("photo")) in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")

    def test_whoever_does_not_want_her_picture_out_is_not_in_the_folder(
        self, town: Town, desk: Desk, tmp_path: Path
    ) -> None:
        person = desk.knows(OTHER).id
        registration.give_consent(desk.station, person, {"photo": "refused"})
        photographs(desk, picture(), OTHER)
        town.carry_stick(desk)
        done = odk_folders.export_odk(town.headquarters().station, tmp_path / "odk", "cooker")
        assert (done.responses, done.files, done.held_back) == (1, 0, 1)
        assert MARK not in b"".join(path.read_bytes() for path in (tmp_path / "odk").rglob("*") if path.is_file())

    def test_the_log_of_an_interview_goes_only_where_all_that_was_answered_may(
        self, town: Town, desk: Desk, tmp_path: Path
    ) -> None:
        hq = town.headquarters()
        path = tmp_path / "logged.md"
        audit = "| | audit | audit | | track-changes=true |\n"
        asked = FORM.replace("| | type | name | label |", "| | type | name | label | parameters |").replace(
            "NAME", "logged"
        )
        path.write_text(asked.replace("| settings |", audit + "| settings |"), encoding="utf-8")
        forms_library.add_form(hq.station, path)
        town.sends_pack(desk)
        registration.give_consent(desk.station, desk.knows(OTHER).id, {"photo": "refused"})
        for who in (HER, OTHER):
            photographs(desk, picture(), who, "logged")
        town.carry_stick(desk)
        done = odk_folders.export_odk(hq.station, tmp_path / "odk", "logged")
        assert (done.responses, done.files, done.files_missing) == (2, 2, 0)
        (log,) = (tmp_path / "odk").rglob("*.csv")
        assert "/data/quote" in log.read_text(encoding="utf-8")
        (beside,) = log.parent.glob("*.jpg")
        assert MARK in beside.read_bytes()

    def test_a_lost_stick_loses_no_picture_and_a_receipt_ends_the_sending(self, town: Town, desk: Desk) -> None:
        photo = picture(400_000)
        photographs(desk, photo)
        lost = bundles.make_bundle(desk.station, desk.stick)
        lost.path.unlink()
        town.carry_stick(desk)
        assert has(town.headquarters(), photo)
        again = bundles.make_bundle(desk.station, desk.stick)
        assert again.size > 400_000
        town.sends_receipt(desk)
        assert bundles.make_bundle(desk.station, desk.stick).size < 100_000

    def test_a_code_that_says_that_nothing_is_missing_ends_it_too(self, town: Town, desk: Desk) -> None:
        hq = town.headquarters()
        photographs(desk, picture(400_000))
        town.carry_stick(desk)
        laptop = packs.get_laptop(hq.station, "玉树")
        receipts.install_receipt_text(desk.station, receipt_codes.make_receipt_code(hq.station, laptop).text)
        assert attaching.to_send(desk.station) == []

    def test_what_a_messenger_does_not_take_goes_with_the_next_stick(
        self, town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(bundles.PART_BYTES, Medium.MESSENGER, 1_000_000)
        hq = town.headquarters()
        short, long = picture(300_000), picture(2_000_000)
        photographs(desk, short)
        photographs(desk, long, OTHER)
        handed = bundles.make_bundle(desk.station, desk.stick, Medium.MESSENGER)
        assert handed.left == 1
        assert not outgoing.outgoing(desk.station).has_news
        taken = [importing.import_bundle(hq.station, part.path) for part in handed.parts]
        assert taken[-1].awaited == 1
        assert (has(hq, short), has(hq, long), missing(town, desk)) == (True, False, 1)
        # a pack acknowledges the records, a code says that one is missing and not which: it goes along all the same
        town.sends_pack(desk)
        laptop = packs.get_laptop(hq.station, "玉树")
        receipts.install_receipt_text(desk.station, receipt_codes.make_receipt_code(hq.station, laptop).text)
        assert bundles.standing(desk.station).received == bundles.standing(desk.station).written
        # all records are received, and still there is something to hand over
        now = outgoing.outgoing(desk.station)
        assert (now.only_here, now.has_news, dict(now.things)[outgoing.Thing.FILES]) == (0, True, 2)
        town.carry_stick(desk)
        assert has(hq, long)
        assert town.sends_receipt(desk).missing == 0

    def test_what_headquarters_lost_is_asked_of_the_laptop_it_came_from(self, town: Town, desk: Desk) -> None:
        hq, other = town.headquarters(), town.desk("湘西")
        town.enrols(other, "433101")
        town.sends_pack(other)
        photo = picture(400_000)
        photographs(desk, photo)
        for one in (desk, other):
            town.carry_stick(one)
            town.sends_receipt(one)
        shutil.rmtree(hq.station.folder / "files")
        assert (missing(town, desk), missing(town, other)) == (1, 0)
        assert town.sends_receipt(other).missing == 0
        assert town.sends_receipt(desk).missing == 1
        town.carry_stick(desk)
        assert has(hq, photo)

    def test_a_restored_laptop_hands_over_what_it_had_before(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        hq = town.headquarters()
        before, after = picture(400_000), picture()
        photographs(desk, before)
        made = backups.make_backup(desk.station, tmp_path / "disk")
        folder, world = desk.station.folder, desk.station.world
        desk.station.close()
        shutil.rmtree(folder)
        backups.restore_backup(made.path, folder, PASSPHRASE, world=world)
        desk.station = Station.open(folder, PASSPHRASE, world)
        town.enrols(desk, COUNTY)
        town.sends_pack(desk)
        photographs(desk, after, OTHER)
        for part in bundles.make_bundle(desk.station, desk.stick).parts:
            importing.import_bundle(hq.station, part.path)
        assert (has(hq, before), has(hq, after), missing(town, desk)) == (True, True, 0)
        # lost there, it is asked for under the identity of today
        shutil.rmtree(hq.station.folder / "files")
        assert missing(town, desk) == 1
        town.sends_receipt(desk)
        for part in bundles.make_bundle(desk.station, desk.stick).parts:
            importing.import_bundle(hq.station, part.path)
        assert has(hq, before)

    def test_a_backup_has_them(self, desk: Desk, tmp_path: Path) -> None:
        short, long, begun = picture(), sound(400_000), picture(500_000)
        photographs(desk, short, voice=long)
        interview = begins(desk, OTHER)
        interviews.attach(desk.station, interview, ref=PHOTO, body=begun, ending="jpg")
        made = backups.make_backup(desk.station, tmp_path / "disk")
        backups.restore_backup(made.path, tmp_path / "again", PASSPHRASE)
        with Station.open(tmp_path / "again", PASSPHRASE, desk.station.world) as again:
            for body in (short, long, begun):
                assert again.attachments.find(content_hash(body)) == body
            assert diagnostics.check(again, full=True).findings == ()

    def test_a_lost_picture_is_told_by_a_check_and_when_a_folder_is_saved(self, desk: Desk, tmp_path: Path) -> None:
        kept, lost = picture(), picture()
        photographs(desk, kept)
        photographs(desk, lost, OTHER)
        saved = rescue.rescue_folder(desk.station.folder, tmp_path / "whole", PASSPHRASE, desk.station.world)
        assert (saved.lost_attachments, saved.is_complete) == (0, True)
        desk.station.database.execute("DELETE FROM attachment WHERE hash = ?", (content_hash(lost),))
        (finding,) = diagnostics.check(desk.station, full=True).findings
        assert (finding.code, finding.data) == ("attachment.missing", {"attachment": content_hash(lost).hex()})
        saved = rescue.rescue_folder(desk.station.folder, tmp_path / "saved", PASSPHRASE, desk.station.world)
        assert saved.lost_attachments == 1
        # what is left goes on its way all the same
        assert bundles.make_bundle(desk.station, desk.stick).records


class TestForgetting:
    def test_erasing_her_takes_her_pictures_and_leaves_the_others(self, town: Town, desk: Desk) -> None:
        hq = town.headquarters()
        hers, begun, both = picture(400_000), picture(), sound(500_000)
        photographs(desk, hers, voice=both)
        photographs(desk, picture(), OTHER, voice=both)
        interview = begins(desk)
        interviews.attach(desk.station, interview, ref=PHOTO, body=begun, ending="jpg")
        town.carry_stick(desk)
        erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
        town.sends_pack(desk)
        for one, bodies in ((hq, (hers,)), (desk, (hers, begun))):
            assert not any(one.station.attachments.has(content_hash(body)) for body in bodies)
            assert has(one, both)
        assert len(boxes(desk)) == len(boxes(hq)) == 1
        # the stick of before does not bring it back
        for path in sorted(desk.stick.glob("*.tianye")):
            assert hers in b"".join(opened(hq.station, path))
            importing.import_bundle(hq.station, path)
        town.carry_stick(desk)
        assert not hq.station.attachments.has(content_hash(hers))

    @pytest.mark.parametrize("is_ordered_before", [True, False])
    def test_a_bundle_that_waits_at_headquarters_keeps_the_pictures_of_others_alone(
        self, town: Town, desk: Desk, *, is_ordered_before: bool
    ) -> None:
        hq = town.headquarters()
        hers, others = picture(400_000), picture(400_000)
        photographs(desk, picture())
        first = bundles.make_bundle(desk.station, desk.stick)
        with desk.station.writing():
            # a receipt that nobody wrote: the next file begins where this one ended
            desk.station.settings.put("received_sequence", first.last)
            attaching.is_told(desk.station, desk.station.identity.device, first.last)
        photographs(desk, hers)
        photographs(desk, others, OTHER)
        second = bundles.make_bundle(desk.station, desk.stick)
        assert second.first == first.last + 1

        def erases() -> None:
            erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
            erasing.carry_out(hq.station)

        if is_ordered_before:
            erases()
        assert importing.import_bundle(hq.station, second.path).outcome == "waits"
        if not is_ordered_before:
            erases()
        assert importing.import_bundle(hq.station, first.path).followed[0].outcome == "taken in"
        assert (hq.station.attachments.has(content_hash(hers)), has(hq, others)) == (False, True)
        held = b"".join(found for path in hq.station.folder.rglob("*.tianye") for found in opened(hq.station, path))
        assert hers not in held
        assert missing(town, desk) == 0
        assert diagnostics.check(hq.station, full=True).findings == ()

    def test_purging_waits_for_them_and_then_takes_them(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        hq = town.headquarters()
        photo = picture(400_000)
        photographs(desk, photo)
        retention.set_rule(hq.station, 30)
        town.carry_stick(desk)
        shutil.rmtree(hq.station.folder / "files")
        made = backups.make_backup(hq.station, tmp_path / "incomplete")
        # headquarters' word of a backup without it counts for nothing of this laptop
        retention.note_backup(hq.station, made.path)
        assert retention.backed(hq.station, desk.station.identity.device) is None
        town.sends_receipt(desk)
        town.sends_pack(desk)
        assert retention.outlook(desk.station).reason == "purge.files-missing"
        town.carry_stick(desk)
        made = backups.make_backup(hq.station, tmp_path / "disk")
        assert retention.note_backup(hq.station, made.path)
        for one in (hq, desk):
            one.clock.set("2026-06-13 08:00")
        town.sends_receipt(desk)
        for one in (hq, desk):
            one.clock.set("2026-07-20 08:00")
        town.sends_receipt(desk)
        assert purging.purge(desk.station).answers == 1
        assert not has(desk, photo)
        assert boxes(desk) == []
        assert has(hq, photo)
        assert left_readable(desk.station, [MARK.decode()]) == []


class TestNameless:
    def test_nothing_on_the_disk_tells_which_is_whose(self, town: Town, desk: Desk) -> None:
        """A file shows when it was written: they become files together, when the session is closed."""
        bodies = [picture(300_000 + number) for number in range(6)]
        for body in bodies:
            photographs(desk, body, "")
            assert has(desk, body)
            assert boxes(desk) == []
        closes(desk)
        assert len(boxes(desk)) == 6
        written = sorted(boxes(desk), key=lambda path: path.stat().st_mtime_ns)
        order = [content_hash(body).hex() for body in bodies]
        assert [path.stem for path in written] != order
        log = desk.station.log
        found = [row.answers[PHOTO] for row in sorted(forms.all_responses(desk.station.database))]
        assert len(found) == 6
        assert log.head(desk.station.identity.device).sequence >= 6
        town.carry_stick(desk)
        assert all(has(town.headquarters(), body) for body in bodies)
        assert missing(town, desk) == 0

    def test_one_that_waits_is_named_by_nothing_else_and_stays(self, desk: Desk) -> None:
        body = picture()
        photographs(desk, body, "")
        other = begins(desk, OTHER)
        interviews.attach(desk.station, other, ref=PHOTO, body=body, ending="jpg")
        interviews.drop(desk.station, other.filling.id)
        assert has(desk, body)


class TestSealed:
    def test_the_laptop_cannot_look_at_it_and_headquarters_can(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        hq = town.headquarters()
        photo, voice = picture(700_000), sound(2000)
        photographs(desk, photo, form="safety", voice=voice)
        assert left_readable(desk.station, [MARK.decode()]) == []
        assert not has(desk, photo)
        assert boxes(desk) == []
        closes(desk)
        assert len(boxes(desk)) == 1
        assert left_readable(desk.station, [MARK.decode()]) == []
        kinds = [
            decode_header(one.header).kind
            for one in desk.station.log.run(
                desk.station.identity.device, 1, desk.station.log.head(desk.station.identity.device).sequence
            )
        ]
        assert kinds.count("response.attached") == 1
        town.carry_stick(desk)
        assert has(hq, photo)
        assert has(hq, voice)
        assert missing(town, desk) == 0
        (row,) = forms.all_responses(hq.station.database, "safety")
        assert row.answers[PHOTO] == f"{content_hash(photo).hex()}.jpg"
        assert odk_folders.export_odk(hq.station, tmp_path / "odk", "safety").responses == 1
        assert diagnostics.check(hq.station, full=True).findings == ()
        assert diagnostics.check(desk.station, full=True).findings == ()

    def test_what_was_lost_is_asked_for_by_the_name_the_laptop_knows(self, town: Town, desk: Desk) -> None:
        hq = town.headquarters()
        photo = picture(700_000)
        photographs(desk, photo, form="safety")
        closes(desk)
        town.carry_stick(desk)
        shutil.rmtree(hq.station.folder / "files")
        wanted = attaching.missing(hq.station, desk.station.identity.device)
        assert len(wanted) == 1
        assert wanted[0] != content_hash(photo)
        town.sends_receipt(desk)
        town.carry_stick(desk)
        assert has(hq, photo)

    def test_erasing_her_takes_it_everywhere(self, town: Town, desk: Desk) -> None:
        hq = town.headquarters()
        photo = picture(700_000)
        photographs(desk, photo, form="safety")
        closes(desk)
        town.carry_stick(desk)
        erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
        town.sends_pack(desk)
        assert boxes(desk) == boxes(hq) == []
        rows = [one.station.database.rows("SELECT hash FROM attachment") for one in (hq, desk)]
        assert rows[0] == rows[1]
        assert left_readable(hq.station, [MARK.decode()]) == []

    def test_whose_it_is_is_not_told_by_how_long_it_is(self, town: Town, desk: Desk) -> None:
        for size in (300_001, 300_777):
            photographs(desk, picture(size), form="safety")
        closes(desk)
        # the header of age has a length of chance
        one, other = (size for (size,) in desk.station.database.rows("SELECT size FROM attachment_file"))
        assert abs(one - other) < 300

    def test_a_backup_does_not_hold_what_was_begun(self, desk: Desk, tmp_path: Path) -> None:
        interview = begins(desk, form="safety")
        interviews.attach(desk.station, interview, ref=PHOTO, body=picture(), ending="jpg")
        made = backups.make_backup(desk.station, tmp_path / "disk")
        copy = next(made.path.glob("*.db"))
        assert readable_with_key(copy, desk.station.database.key, (MARK.decode(),)) == []
        backups.verify_backup(made.path, PASSPHRASE)
