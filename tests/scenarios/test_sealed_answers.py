"""Answers to a sensitive form: sealed on the laptop when they are finished, like any others at headquarters."""

from __future__ import annotations

import ctypes.util
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from in_clear import readable_with_key
from tianye.domain.errors import UserFault
from tianye.domain.ops import decode_fields, decode_header
from tianye.exchange import keys, seal, sealed_answers
from tianye.services import (
    backups,
    checkin,
    diagnostics,
    erasing,
    exports,
    forms_library,
    interviews,
    listing,
    odk_folders,
    purging,
    registration,
    reporting,
    retention,
    succession,
    survey_rounds,
    surveys,
    undo,
)
from tianye.services import sealed_answers as sealing
from tianye.services.station import Station
from tianye.store.drafts import Drafts
from tianye.store.queries import forms
from tianye.store.queries.forms import ResponseRow
from town import PASSPHRASE, Desk, Town

COUNTY = "632701"
HER, OTHER = "卓玛", "才仁"
SAID = "他打我的时候孩子在旁边"
ALSO_SAID = "没有人知道这件事情"
NAMELESS = "我不想说我是谁"
TOLD = (SAID, ALSO_SAID, NAMELESS)

FORM = """
| survey |
| | type | name | label | required | relevant |
| | select_one yes_no | item_safe | 在家安全吗 | yes | |
| | integer | item_trust | 信得过几个人 | | |
| | begin_repeat | event | 事情 | | |
| | text | what | 发生了什么 | | |
| | end_repeat | | | | |
| | text | words | 还有什么 | | ${item_safe} = '0' |
| choices |
| | list_name | name | label |
| | yes_no | 1 | 是 |
| | yes_no | 0 | 否 |
| settings |
| | form_id | version | form_title |
| | safety | 1 | 安全 |
"""

needs_libcrypto = pytest.mark.skipif(ctypes.util.find_library("crypto") is None, reason="no AES to read pages with")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = prepared(tmp_path / "town")
    yield town
    town.close()


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Town]:
    """The same, where nothing is sealed."""
    with patch.object(sealing, "is_sealed_here", lambda station, form: False):
        town = prepared(tmp_path / "reference")
        play(town)
    yield town
    town.close()


def prepared(folder: Path) -> Town:
    """Headquarters with a sensitive form, a training and two people, and a laptop that has all of it."""
    folder.mkdir()
    town = Town(folder)
    hq = town.headquarters()
    form = folder / "safety.md"
    form.write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq.station, form, is_sensitive=True)
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        fields = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for number, name in enumerate((HER, OTHER)):
        given = {"name": name, "sex": "女", "phone": f"1399701000{number}", "place": f"{COUNTY}203200"}
        consents = {"attendance": "given", "health": "given"}
        registration.register(hq.station, registration.make_fields(given), consents)
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return town


def begins(desk: Desk, who: str = HER, phase: str = "pre") -> surveys.Filling:
    held = desk.session("YS-AM")
    person = desk.knows(who).id if who else None
    context = surveys.Context(person, held.training, held.id, phase, "classic")
    return surveys.begin(desk.station, surveys.get_form(desk.station, "safety"), context)


def answers(desk: Desk, words: str, who: str = HER, phase: str = "pre", trust: int = 1) -> surveys.Filled:
    said = {"item_safe": "0", "item_trust": trust, "words": words, "/data/event[1]/what": words[:5]}
    done = surveys.fill(desk.station, begins(desk, who, phase), said)
    assert done.is_finished
    return done


def closes(desk: Desk) -> None:
    checkin.close_session(desk.station, desk.session("YS-AM"))


def play(town: Town) -> None:
    """Three women are asked, one of them twice and one without a name; the session is closed, all goes up."""
    desk = town.desk("玉树")
    for who in (HER, OTHER):
        desk.checks_in(who, "YS-AM")
    answers(desk, SAID, trust=1)
    answers(desk, SAID, phase="post", trust=3)
    answers(desk, ALSO_SAID, OTHER, trust=2)
    answers(desk, NAMELESS, "", trust=5)
    closes(desk)
    town.carry_stick(desk)


def responses(desk: Desk) -> list[ResponseRow]:
    return forms.all_responses(desk.station.database)


def seen(desk: Desk) -> list[tuple[object, ...]]:
    """What headquarters has of the responses, but for their ids, which are chance."""
    return sorted((tuple(row._replace(answers=without_chance(row.answers)))[2:] for row in responses(desk)), key=repr)


def without_chance(answers: dict[str, str]) -> dict[str, str]:
    return {place: value for place, value in answers.items() if not place.endswith("/instanceID")}


def in_clear(desk: Desk) -> list[tuple[str, str]]:
    return readable_with_key(desk.station.database.path, desk.station.database.key, TOLD)


def finished_here(desk: Desk) -> int:
    """Count the answers, sealed or not, whose contents are here."""
    rows = desk.station.database.rows("SELECT header FROM operation WHERE payload IS NOT NULL")
    return sum(decode_header(header).kind == "response.finished" for (header,) in rows)


def inside(sealed: bytes) -> int:
    """How long that is which is sealed; the header around it has a length of chance."""
    return seal.plain_length(len(sealed), seal.check_age_header(io.BytesIO(sealed), "answers"))


class TestOnTheLaptop:
    @needs_libcrypto
    def test_no_page_holds_an_answer_once_it_is_finished(self, town: Town) -> None:
        desk = town.desk("玉树")
        filling = begins(desk)
        said = {"item_safe": "0", "words": SAID, "/data/event[1]/what": ALSO_SAID}
        surveys.fill(desk.station, filling, said, keep_draft=True)
        assert {one for one, _ in in_clear(desk)} == {SAID, ALSO_SAID}
        # others are open at the same time, and one is begun again and again
        for number in range(12):
            other = begins(desk, OTHER)
            surveys.fill(desk.station, other, {"item_safe": "1", "item_trust": number}, keep_draft=True)
        for number in range(30):
            surveys.fill_one(desk.station, filling, "item_trust", number)
            surveys.save_draft(desk.station, filling)
        assert surveys.fill(desk.station, filling, {}).is_finished
        assert in_clear(desk) == []
        assert filling.entry.answers().get("/data/words", "") == ""
        closes(desk)
        assert in_clear(desk) == []
        assert len(surveys.all_drafts(desk.station)) == 12

    @needs_libcrypto
    def test_after_a_whole_morning_neither_is_there_what_was_said_nor_who_said_it(self, town: Town) -> None:
        play(town)
        desk = town.desk("玉树")
        assert in_clear(desk) == []
        rows = responses(desk)
        assert len(rows) == 4
        for row in rows:
            assert (row.form_id, row.form_version, row.answered_on) == ("safety", "1", "2026-06-12")
            assert (row.person, row.session, row.training, row.phase, row.language) == (None,) * 5
            assert (row.answers, row.is_elsewhere) == ({}, True)
        log, device = desk.station.log, desk.station.identity.device
        told = list(log.run(device, 1, log.head(device).sequence))
        headers = [decode_header(one.header) for one in told]
        finished = [
            (header, decode_fields(one.payload or b""))
            for header, one in zip(headers, told, strict=True)
            if header.kind == "response.finished"
        ]
        assert all(header.owner == header.subject for header, _ in finished)
        assert {frozenset(fields) for _, fields in finished} == {frozenset(("form", "form_version", "on", "sealed"))}
        # nor does its length tell
        assert {inside(fields["sealed"]) for _, fields in finished} == {sealed_answers.STEP_BYTES}
        assert diagnostics.check(desk.station, full=True).findings == ()

    def test_it_is_counted_and_neither_shown_nor_exported_nor_changed(self, town: Town, tmp_path: Path) -> None:
        desk = town.desk("玉树")
        opened = interviews.begin(desk.station, surveys.get_form(desk.station, "safety"), surveys.Context())
        interviews.answer(desk.station, opened.interview, "/data/item_safe", "1")
        done = interviews.finish(desk.station, opened.interview)
        assert done.command is None
        assert len(Drafts(desk.station.database).held(before="9999-12-31")) == 1
        answers(desk, SAID)
        closes(desk)
        assert listing.counts(desk.station).responses == 1
        written = exports.export_responses(desk.station, tmp_path / "out.csv", "safety")
        assert (written.rows, written.elsewhere) == (0, 1)
        assert SAID not in (tmp_path / "out.csv").read_text(encoding="utf-8")
        assert odk_folders.export_odk(desk.station, tmp_path / "odk", "safety").elsewhere == 1
        # the command that let them into the log says nothing of hers that could be taken back
        for row in desk.station.commands.latest(20):
            if row.name in ("close session", "release anonymous answers"):
                with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
                    undo.undo(desk.station, row.id)

    @needs_libcrypto
    def test_no_backup_holds_what_is_about_to_be_sealed(self, town: Town, tmp_path: Path) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        plain = tmp_path / "plain.md"
        plain.write_text(FORM.replace("safety", "plain"), encoding="utf-8")
        forms_library.add_form(hq.station, plain)
        town.sends_pack(desk)
        for form, words in (("safety", SAID), ("plain", ALSO_SAID)):
            filling = surveys.begin(desk.station, surveys.get_form(desk.station, form), surveys.Context())
            surveys.fill(desk.station, filling, {"item_safe": "0", "words": words}, keep_draft=True)
        desk.station.database.checkpoint()
        made = backups.make_backup(desk.station, tmp_path / "disk").path
        beside = backups.make_beside(backups.plan_backup(desk.station, tmp_path / "stick")).path
        key = desk.station.database.key
        for backup in (made, beside):
            assert {one for one, _ in readable_with_key(backup / "tianye.db", key, TOLD)} == {ALSO_SAID}
            assert sorted(path.name for path in backup.glob("tianye.db*")) == ["tianye.db"]
            backups.verify_backup(backup, PASSPHRASE)
        assert len(surveys.all_drafts(desk.station)) == 2
        done = backups.restore_backup(made, tmp_path / "again", PASSPHRASE, world=desk.station.world)
        with Station.open(done.folder, PASSPHRASE, replace(desk.station.world, tips=None)) as again:
            (draft,) = surveys.all_drafts(again)
            assert surveys.reopen_draft(again, draft.id).form.form_id == "plain"

    def test_purged_it_is_still_counted(self, town: Town) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        retention.set_rule(hq.station, 30)
        town.sends_pack(desk)
        play(town)
        retention.note_backup(hq.station, backups.make_backup(hq.station, town.folder / "elsewhere").path)
        town.sends_receipt(desk)
        desk.clock.set("2026-07-13 10:00")
        assert sealing.count(desk.station) == 4
        assert purging.purge(desk.station).answers == 4
        assert sealing.count(desk.station) == 4
        (form,) = survey_rounds.open_round(desk.station).forms
        assert form.sealed == 4

    def test_without_a_headquarters_nobody_is_there_to_seal_for(self, town: Town) -> None:
        desk = town.desk("玉树")
        filling = begins(desk)
        with desk.station.writing():
            desk.station.database.execute("DELETE FROM setting WHERE name = 'hq_card'")
        with pytest.raises(UserFault, match=r"bundle\.no-headquarters"):
            surveys.fill(desk.station, filling, {"item_safe": "1"})
        assert not filling.is_finished


class TestAtHeadquarters:
    def test_everything_is_as_with_a_form_that_is_not_sealed(self, town: Town, reference: Town, tmp_path: Path) -> None:
        play(town)
        hq, other = town.headquarters(), reference.headquarters()
        assert seen(hq) == seen(other)
        assert {row.answers["/data/words"] for row in responses(hq)} == set(TOLD)
        assert listing.counts(hq.station) == listing.counts(other.station)
        figures = [reporting.make_report(one.station).figures for one in (hq, other)]
        assert figures[0] == figures[1]
        assert len(reporting.collect_facts(hq.station).scores) == 4
        told = []
        for name, one in (("sealed", hq), ("other", other)):
            path = tmp_path / f"{name}.csv"
            assert exports.export_responses(one.station, path, "safety").elsewhere == 0
            rows = [re.sub("uuid:[0-9a-f-]+", "", line) for line in path.read_text(encoding="utf-8-sig").splitlines()]
            told.append(sorted(row.split(",", 1)[1] for row in rows))
        assert told[0] == told[1]
        assert diagnostics.check(hq.station, full=True).findings == ()

    def test_once_is_enough_and_opening_is_not_taken_back(self, town: Town) -> None:
        play(town)
        hq = town.headquarters()
        before = hq.station.log.head(hq.station.identity.run)
        town.carry_stick(town.desk("玉树"))
        assert hq.station.log.head(hq.station.identity.run) == before
        opening = next(row for row in hq.station.commands.latest(9) if row.name == "open sealed answers")
        with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
            undo.undo(hq.station, opening.id)

    def test_sealed_to_keys_that_were_given_up_since_it_opens(self, town: Town) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        answers(desk, SAID)
        (held,) = Drafts(desk.station.database).held(before="9999-12-31")
        sealed = decode_fields(held.fields)["sealed"]
        # a headquarters that has nothing but its next keys opens it too
        identity = hq.station.identity
        for alone in (identity.box_identity, identity.keyring.next_identity):
            assert sealed_answers.open_answers(sealed, [alone]) is not None
        succession.rotate(hq.station)
        succession.rotate(hq.station)
        town.sends_pack(desk)
        answers(desk, ALSO_SAID, OTHER)
        closes(desk)
        town.carry_stick(desk)
        assert {row.answers["/data/words"] for row in responses(hq)} == {SAID, ALSO_SAID}

    def test_what_no_key_here_opens_stays_sealed_until_the_file_with_the_keys_is_here(
        self, town: Town, tmp_path: Path
    ) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        path = tmp_path / "next.tianye"
        succession.lock_away(hq.station, path, "铁柜里的第二把钥匙 2026")
        announced = succession.prepare(hq.station).card
        with patch.object(sealing.pinning, "recipients", lambda believed: [announced.recipient]):
            answers(desk, SAID)
        closes(desk)
        town.carry_stick(desk)
        (row,) = responses(hq)
        assert (row.answers, row.is_elsewhere) == ({}, True)
        assert sealing.count(hq.station) == sealing.count(desk.station) == 1
        succession.rotate(hq.station, succession.read_file(path, "铁柜里的第二把钥匙 2026"))
        town.sends_pack(desk)
        town.carry_stick(desk)
        (row,) = responses(hq)
        assert row.answers["/data/words"] == SAID
        assert sealing.count(hq.station) == 0

    @needs_libcrypto
    def test_she_is_forgotten_with_what_she_said_sealed(self, town: Town) -> None:
        play(town)
        hq, desk = town.headquarters(), town.desk("玉树")
        erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
        town.sends_pack(desk)
        assert len(responses(hq)) == len(responses(desk)) == 2
        assert not {SAID} & {
            one for one, _ in readable_with_key(hq.station.database.path, hq.station.database.key, (SAID,))
        }
        log, device = desk.station.log, desk.station.identity.device
        kept = [one for one in log.run(device, 1, log.head(device).sequence) if one.payload is None]
        assert sum(decode_header(one.header).kind == "response.finished" for one in kept) == 2
        for one in (hq, desk):
            assert diagnostics.check(one.station, full=True).findings == ()

    def test_what_came_between_the_order_and_its_day_is_forgotten_too(self, town: Town) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        answers(desk, SAID)
        closes(desk)
        erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
        town.carry_stick(desk)
        erasing.carry_out(hq.station)
        assert finished_here(hq) == 0
        assert finished_here(desk) == 1
        town.sends_pack(desk)
        assert finished_here(desk) == 0
        for one in (hq, desk):
            assert diagnostics.check(one.station, full=True).findings == ()

    def test_taken_back_the_order_takes_nothing_of_what_she_said(self, town: Town) -> None:
        play(town)
        hq = town.headquarters()
        her = hq.knows(HER).id
        erasing.order_person(hq.station, her, erasing.Why.WITHDRAWN)
        erasing.take_back(hq.station, her)
        assert not erasing.carry_out(hq.station)
        assert {row.answers["/data/words"] for row in responses(hq)} == set(TOLD)

    @pytest.mark.parametrize(
        "inside",
        [{"answers": {"/data/item_trust": 1.5}}, {"language": "zh"}, {"answers": {}, "on": "2026-06-13"}],
        ids=["a float", "no answers", "another day"],
    )
    def test_what_no_program_of_ours_sealed_stays_sealed_and_hinders_nothing(
        self, town: Town, inside: dict[str, object]
    ) -> None:
        desk, hq = town.desk("玉树"), town.headquarters()
        with patch.object(sealed_answers, "encode_fields", lambda fields: msgspec.msgpack.encode(inside)):
            answers(desk, SAID)
        answers(desk, ALSO_SAID, OTHER)
        closes(desk)
        town.carry_stick(desk)
        assert [row.answers.get("/data/words") for row in responses(hq) if not row.is_elsewhere] == [ALSO_SAID]
        assert sealing.count(hq.station) == 1
        before = hq.station.log.head(hq.station.identity.run)
        town.carry_stick(desk)
        assert hq.station.log.head(hq.station.identity.run) == before

    def test_what_comes_sealed_of_somebody_forgotten_is_not_opened(self, town: Town) -> None:
        hq, desk = town.headquarters(), town.desk("玉树")
        answers(desk, SAID)
        closes(desk)
        erasing.order_person(hq.station, hq.knows(HER).id, erasing.Why.WITHDRAWN)
        erasing.carry_out(hq.station)
        town.carry_stick(desk)
        # the order is extended to it and carried out with the bundle that brings it
        assert responses(hq) == []
        town.sends_pack(desk)
        assert responses(hq) == responses(desk) == []


class TestTheSeal:
    def test_it_opens_with_either_key_and_no_other(self) -> None:
        mine, next_one, stranger = (keys.make_box_identity() for _ in range(3))
        sealed = sealed_answers.seal_answers(
            {"answers": {"/q": SAID}}, [seal.recipient_of(mine), seal.recipient_of(next_one)]
        )
        for identity in (mine, next_one):
            assert sealed_answers.open_answers(sealed, [identity]) == {"answers": {"/q": SAID}}
        assert sealed_answers.open_answers(sealed, [stranger]) is None
        for place in range(0, len(sealed), 7):
            broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
            assert sealed_answers.open_answers(broken, [mine]) in (None, {"answers": {"/q": SAID}})
        assert sealed_answers.open_answers(sealed[:-3], [mine]) is None
        assert sealed_answers.open_answers(b"", [mine]) is None

    def test_its_length_tells_nothing_of_a_short_answer(self) -> None:
        to = [seal.recipient_of(keys.make_box_identity())]
        lengths = {
            inside(sealed_answers.seal_answers({"answers": {"/q": "x" * count}}, to)) for count in range(1, 400, 3)
        }
        assert lengths == {sealed_answers.STEP_BYTES}
