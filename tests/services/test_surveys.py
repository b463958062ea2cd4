"""Surveys: nothing typed is lost, nothing wrong is finished, and an anonymous answer tells neither who nor when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.ops import decode_fields, decode_header
from tianye.domain.responses import submission_id
from tianye.services import checkin, exports, forms_library, listing, odk_folders, registration, surveys
from tianye.services.station import Station
from tianye.store.drafts import Drafts
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow, ResponseRow
from town import PASSPHRASE, Desk, Town

COUNTY, VILLAGE = "632701", "632701203200"

FARM = """
| survey |
| | type | name | label | required | relevant | constraint | constraint_message | calculation |
| | start | started | | | | | | |
| | end | ended | | | | | | |
| | deviceid | machine | | | | | | |
| | today | day | | | | | | |
| | select_one yes_no | farms | 种土豆吗 | yes | | | | |
| | integer | fields | 几块地 | yes | ${farms} = 'yes' | . > 0 and . < 100 | 一到九十九 | |
| | begin_repeat | child | 孩子 | | | | | |
| | text | called | 叫什么 | | | | | |
| | integer | years | 几岁 | | | . < 120 | | |
| | dateTime | born_at | 何时 | | | | | |
| | calculate | asked_at | | | | | | once(string(now())) |
| | end_repeat | | | | | | | |
| | text | words | 还有什么 | | | | | |
| | calculate | item_sum | | | | | | sum(${years}) |
| | calculate | clock | | | | | | format-date-time(now(), '%H:%M') |
| | calculate | trace | | | | | | concat('x', ${machine}, ${clock}) |
| | calculate | trace_of_trace | | | | | | concat(${trace}, '!') |
| choices |
| | list_name | name | label |
| | yes_no | yes | 是 |
| | yes_no | no | 否 |
| settings |
| | form_id | version | form_title |
| | farm | VERSION | 农户 |
"""


@pytest.fixture
def hq(town: Town, tmp_path: Path) -> Desk:
    """Headquarters with a form, one training of two sessions, and one person."""
    hq = town.headquarters()
    publishes(hq, tmp_path, "1")
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        for half in ("am", "pm"):
            fields = {"code": f"YS-{half.upper()}", "training": training, "on": "2026-06-12", "half": half}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    fields = registration.make_fields({"name": "卓玛", "place": VILLAGE})
    registration.register(hq.station, fields, {"attendance": "given"})
    return hq


@pytest.fixture
def desk(town: Town, hq: Desk) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return desk


def publishes(hq: Desk, folder: Path, version: str, text: str = FARM) -> FormRow:
    path = folder / f"farm-{version}.md"
    path.write_text(text.replace("VERSION", version), encoding="utf-8")
    return forms_library.add_form(hq.station, path)[0]


def begins(desk: Desk, *, named: bool = True, session: str | None = None) -> surveys.Filling:
    held = desk.session(session) if session else None
    context = surveys.Context(
        person=desk.knows("卓玛").id if named else None,
        training=held.training if held else None,
        session=held.id if held else None,
    )
    return surveys.begin(desk.station, surveys.get_form(desk.station, "farm"), context)


def answers_anonymously(desk: Desk, words: str, *, session: str | None = "YS-AM") -> None:
    filling = begins(desk, named=False, session=session)
    assert surveys.fill(desk.station, filling, {"farms": "no", "words": words}).is_finished


def responses(desk: Desk) -> list[ResponseRow]:
    return forms.all_responses(desk.station.database)


def held(desk: Desk) -> int:
    return len(Drafts(desk.station.database).held(before="9999-12-31"))


def words_in_the_log(station: Station, device: bytes) -> list[str]:
    """What was answered, in the order of the log."""
    found = []
    for sealed in station.log.run(device, 1, station.log.head(device).sequence):
        if decode_header(sealed.header).kind == "response.finished":
            found.append(decode_fields(sealed.payload)["answers"]["/data/words"])
    return found


def reopens(desk: Desk) -> None:
    """Close the data folder and open it again, as overnight."""
    folder, world = desk.station.folder, desk.station.world
    desk.station.close()
    desk.station = Station.open(folder, PASSPHRASE, world)


class TestDrafts:
    def test_a_draft_outlives_the_night_and_keeps_its_version(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        filling = begins(desk, session="YS-AM")
        surveys.fill(desk.station, filling, {"farms": "yes", "/data/child[1]/called": "小卓玛"}, keep_draft=True)
        publishes(town.headquarters(), tmp_path, "2", FARM.replace("种土豆吗", "还种土豆吗"))
        town.sends_pack(desk)
        reopens(desk)
        assert surveys.get_form(desk.station, "farm").version == "2"
        (row,) = surveys.all_drafts(desk.station)
        again = surveys.reopen_draft(desk.station, row.id)
        assert (again.form.version, again.entry.definition.version) == ("1", "1")
        assert again.context == filling.context
        assert again.entry.answers()["/data/child[1]/called"] == "小卓玛"
        assert surveys.fill(desk.station, again, {"fields": 3}).is_finished
        (response,) = responses(desk)
        assert (response.form_version, response.person) == ("1", desk.knows("卓玛").id)
        assert surveys.all_drafts(desk.station) == []

    def test_an_older_version_can_still_be_asked_for(self, hq: Desk, tmp_path: Path) -> None:
        publishes(hq, tmp_path, "2")
        assert surveys.get_form(hq.station, " farm ", "1").version == "1"
        with pytest.raises(UserFault, match=r"form\.unknown"):
            surveys.get_form(hq.station, "farm", "3")

    def test_a_draft_is_kept_again_and_thrown_away(self, desk: Desk) -> None:
        filling = begins(desk)
        for farms in ("yes", "no"):
            surveys.fill_one(desk.station, filling, "farms", farms)
            surveys.save_draft(desk.station, filling)
        (row,) = surveys.all_drafts(desk.station)
        assert surveys.reopen_draft(desk.station, row.id).entry.answers()["/data/farms"] == "no"
        surveys.drop_draft(desk.station, row.id)
        with pytest.raises(UserFault, match=r"draft\.unknown"):
            surveys.reopen_draft(desk.station, row.id)
        assert responses(desk) == []

    def test_a_full_disk_at_the_end_leaves_the_draft(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        filling = begins(desk)
        surveys.fill_one(desk.station, filling, "farms", "no")
        surveys.save_draft(desk.station, filling)

        def full(*_: object) -> None:
            raise WorldFault("database.full")

        with monkeypatch.context() as patched:
            patched.setattr(desk.station.commands, "keep", full)
            with pytest.raises(WorldFault):
                surveys.finish(desk.station, filling)
        assert [row.id for row in surveys.all_drafts(desk.station)] == [filling.id]
        assert surveys.finish(desk.station, filling).command is not None
        assert surveys.all_drafts(desk.station) == []


class TestFilling:
    def test_by_name_by_place_in_any_order_with_repeats_that_grow(self, desk: Desk) -> None:
        filled = surveys.fill(
            desk.station,
            begins(desk),
            {
                # asked only once the next but one is answered
                "fields": 2,
                "/data/child[2]/years": "7",
                "farms": "yes",
                "/data/child[1]/years": 4,
                "/data/child[3]/years": None,
                "words": "好",
            },
        )
        assert filled.refused == ()
        assert filled.is_finished
        (response,) = responses(desk)
        assert response.answers["/data/fields"] == "2"
        assert response.answers["/data/child[2]/years"] == "7"
        assert response.answers["/data/item_sum"] == "11"
        assert "/data/child[3]/years" not in response.answers

    @pytest.mark.parametrize(
        ("wrong", "place", "code"),
        [
            ({"farms": "perhaps"}, "farms", "forms.not-a-choice"),
            ({"farms": "yes", "fields": "many"}, "fields", "forms.bad-value"),
            ({"farms": "no", "fields": 3}, "fields", "forms.not-relevant"),
            ({"farms": "no", "weather": "rain"}, "weather", "forms.unknown-ref"),
            ({"farms": "no", "/data/child[5]/years": 3}, "/data/child[5]/years", "forms.unknown-ref"),
            ({"farms": "no", "item_sum": 99}, "item_sum", "forms.not-settable"),
        ],
    )
    def test_a_refused_answer_leaves_a_draft_and_says_where(
        self, desk: Desk, wrong: dict[str, object], place: str, code: str
    ) -> None:
        filled = surveys.fill(desk.station, begins(desk), wrong)
        assert not filled.is_finished
        ((refused, fault),) = filled.refused
        assert refused == place
        assert fault.code == code
        assert "perhaps" not in str(fault)
        assert [row.id for row in surveys.all_drafts(desk.station)] == [filled.id]
        assert responses(desk) == []

    def test_a_broken_rule_leaves_a_draft_and_says_where(self, desk: Desk) -> None:
        filled = surveys.fill(desk.station, begins(desk), {"farms": "yes", "fields": 300})
        assert [(one.ref, one.rule, one.message) for one in filled.violations] == [
            ("/data/fields", "constraint", "一到九十九")
        ]
        filling = surveys.reopen_draft(desk.station, filled.id)
        with pytest.raises(UserFault, match=r"response\.incomplete") as refusal:
            surveys.finish(desk.station, filling)
        assert refusal.value.data == {"violations": 1}
        assert surveys.fill(desk.station, filling, {"fields": 30}).is_finished

    def test_finishing_twice_changes_nothing(self, desk: Desk) -> None:
        filling = begins(desk)
        surveys.fill_one(desk.station, filling, "farms", "no")
        surveys.save_draft(desk.station, filling)
        other_window = surveys.reopen_draft(desk.station, filling.id)
        assert surveys.finish(desk.station, filling).command is not None
        before = desk.station.log.count()
        assert surveys.finish(desk.station, filling).command is None
        assert surveys.finish(desk.station, other_window).command is None
        assert desk.station.log.count() == before
        unnamed = begins(desk, named=False)
        surveys.fill_one(desk.station, unnamed, "farms", "no")
        surveys.finish(desk.station, unnamed)
        surveys.finish(desk.station, unnamed)
        assert held(desk) == 1

    def test_nobody_known_here_cannot_answer(self, desk: Desk) -> None:
        form = surveys.get_form(desk.station, "farm")
        with pytest.raises(UserFault, match=r"person\.unknown"):
            surveys.begin(desk.station, form, surveys.Context(person=bytes(10)))
        with pytest.raises(UserFault, match=r"response\.phase-unknown"):
            surveys.begin(desk.station, form, surveys.Context(phase="during"))

    def test_what_a_named_answer_keeps(self, desk: Desk) -> None:
        surveys.fill(desk.station, begins(desk), {"farms": "no"})
        (response,) = responses(desk)
        assert response.answers["/data/machine"] == f"tianye:{desk.station.identity.device.hex()}"
        assert response.answers["/data/started"].startswith("2026-06-12T08:3")
        assert response.answers["/data/ended"] > response.answers["/data/started"]


class TestIdentity:
    """A submission's identity is told by the id of its response, and so it is kept only where it is another."""

    READING = FARM.replace(
        "| | calculate | item_sum |",
        "| | calculate | ticket | | | | | | concat('t-', ${instanceID}) |\n| | calculate | item_sum |",
    )

    def test_it_is_not_kept_and_comes_back_in_what_is_exported(self, hq: Desk, desk: Desk, tmp_path: Path) -> None:
        filling = begins(desk)
        own = submission_id(filling.id)
        assert filling.entry.node("/data/meta/instanceID").value == own
        surveys.fill(desk.station, filling, {"farms": "no"})
        (response,) = responses(desk)
        assert own not in response.answers.values()
        exports.export_responses(desk.station, tmp_path / "farm.csv", "farm")
        assert own in (tmp_path / "farm.csv").read_text(encoding="utf-8-sig")
        odk_folders.export_odk(desk.station, tmp_path / "odk", "farm")
        (submission,) = (tmp_path / "odk").rglob("submission.xml")
        assert f"<instanceID>{own}</instanceID>" in submission.read_text(encoding="utf-8")

    def test_a_draft_that_began_under_another_keeps_it(self, desk: Desk) -> None:
        filling = begins(desk)
        filling.id = b"an old one"
        surveys.fill(desk.station, filling, {"farms": "no"}, keep_draft=True)
        again = surveys.reopen_draft(desk.station, filling.id)
        begun = again.entry.node("/data/meta/instanceID").value
        assert begun != submission_id(filling.id)
        surveys.finish(desk.station, again)
        (response,) = responses(desk)
        assert response.answers["/data/meta/instanceID"] == begun

    @pytest.mark.parametrize("named", [True, False])
    def test_what_was_computed_from_it_fits_it_for_ever(
        self, hq: Desk, town: Town, desk: Desk, tmp_path: Path, named: bool
    ) -> None:
        publishes(hq, tmp_path, "2", self.READING)
        town.sends_pack(desk)
        filling = begins(desk, named=named, session="YS-AM")
        surveys.fill(desk.station, filling, {"farms": "no"})
        checkin.close_session(desk.station, desk.session("YS-AM"))
        (response,) = responses(desk)
        exported = odk_folders.export_odk(desk.station, tmp_path / "odk", "farm")
        assert exported.recomputed == 0
        (submission,) = (tmp_path / "odk").rglob("submission.xml")
        text = submission.read_text(encoding="utf-8")
        assert f"<ticket>{response.answers['/data/ticket']}</ticket>" in text
        assert response.answers["/data/ticket"] == "t-" + submission_id(filling.id)


class TestAnonymousAnswers:
    def test_nothing_of_when_and_where_is_kept(self, desk: Desk) -> None:
        filling = begins(desk, named=False, session="YS-AM")
        surveys.fill(
            desk.station,
            filling,
            {
                "farms": "no",
                "/data/child[1]/called": "小卓玛",
                # asked on the screen and answered by hand: hers to tell
                "/data/child[1]/born_at": "2020-02-03T04:05:00.000+08:00",
                "/data/child[2]/years": 4,
            },
        )
        checkin.close_session(desk.station, desk.session("YS-AM"))
        (response,) = responses(desk)
        assert response.answers == {
            "/data/day": "2026-06-12",
            "/data/farms": "no",
            "/data/child[1]/called": "小卓玛",
            "/data/child[1]/born_at": "2020-02-03T04:05:00.000+08:00",
            "/data/child[2]/years": "4",
            "/data/item_sum": "4",
            **{place: value for place, value in response.answers.items() if place.endswith("instanceID")},
        }
        assert (response.person, response.answered_on) == (None, "2026-06-12")
        assert response.id != filling.id

    def test_they_wait_for_the_session_and_enter_in_another_order(self, town: Town, desk: Desk) -> None:
        said = [f"第{number}个" for number in range(8)]
        for words in said:
            answers_anonymously(desk, words)
        answers_anonymously(desk, "下午", session="YS-PM")
        assert responses(desk) == []
        # of today, so a hand-over at noon leaves them here
        town.carry_stick(desk)
        assert responses(town.headquarters()) == []
        reopens(desk)
        checkin.close_session(desk.station, desk.session("YS-AM"))
        logged = words_in_the_log(desk.station, desk.station.identity.device)
        assert sorted(logged) == sorted(said)
        # the town's randomness is seeded: another order, and always the same other order
        assert logged not in (said, said[::-1])
        assert held(desk) == 1

    def test_one_command_lets_them_in_so_the_stamps_say_nothing(self, desk: Desk) -> None:
        for words in "一二三":
            answers_anonymously(desk, words)
        desk.clock.set("2026-06-12 12:05")
        checkin.close_session(desk.station, desk.session("YS-AM"))
        device = desk.station.identity.device
        headers = [decode_header(one.header) for one in desk.station.log.run(device, 1, 99)]
        finished = [one for one in headers if one.kind == "response.finished"]
        assert len({one.began for one in finished}) == 1
        assert all(one.owner == one.subject for one in finished)

    def test_without_a_session_they_go_with_a_hand_over_on_a_later_day(self, town: Town, desk: Desk) -> None:
        answers_anonymously(desk, "没有场次", session=None)
        answers_anonymously(desk, "忘了关门")
        town.carry_stick(desk)
        assert held(desk) == 2
        desk.clock.set("2026-06-13 08:00")
        answers_anonymously(desk, "今天的")
        town.carry_stick(desk)
        told = {response.answers["/data/words"]: response.answered_on for response in responses(town.headquarters())}
        assert told == {"没有场次": "2026-06-12", "忘了关门": "2026-06-12"}
        assert held(desk) == 1

    def test_what_a_wrong_clock_dated_into_the_future_does_not_wait_for_it(self, town: Town, desk: Desk) -> None:
        desk.clock.set("2099-01-01 08:00")
        answers_anonymously(desk, "未来", session=None)
        desk.clock.set("2026-06-13 08:00")
        town.carry_stick(desk)
        assert [response.answers["/data/words"] for response in responses(town.headquarters())] == ["未来"]

    def test_what_headquarters_types_in_enters_its_log_with_the_next_pack(self, town: Town, desk: Desk) -> None:
        hq = town.headquarters()
        answers_anonymously(hq, "纸上的", session=None)
        hq.clock.set("2026-06-13 08:00")
        town.sends_pack(desk)
        assert [response.answers["/data/words"] for response in responses(hq)] == ["纸上的"]
        # no laptop is sent answers
        assert responses(desk) == []

    def test_a_draft_of_one_can_be_reopened_and_is_gone_afterwards(self, desk: Desk) -> None:
        filling = begins(desk, named=False, session="YS-AM")
        surveys.fill(desk.station, filling, {"farms": "no"}, keep_draft=True)
        reopens(desk)
        again = surveys.reopen_draft(desk.station, filling.id)
        surveys.finish(desk.station, again)
        assert surveys.all_drafts(desk.station) == []
        assert held(desk) == 1


LAST_SAVED = """
| survey |
| | type | name | label | default |
| | username | asked_by | | |
| | text | hamlet | 社 | ${last-saved#hamlet} |
| settings |
| | form_id | version |
| | hamlet | VERSION |
"""


class TestWhatWasSavedLast:
    @pytest.fixture
    def row(self, town: Town, hq: Desk, desk: Desk, tmp_path: Path) -> FormRow:
        row = publishes(hq, tmp_path, "1", LAST_SAVED)
        town.sends_pack(desk)
        return row

    def answered(self, desk: Desk, row: FormRow, hamlet: str, *, named: bool = True) -> str:
        """Answer the form and return what stood there at first."""
        person = desk.knows("卓玛").id if named else None
        filling = surveys.begin(desk.station, row, surveys.Context(person=person))
        before = {node.name: node.value for node in filling.entry.nodes()}["hamlet"]
        surveys.fill(desk.station, filling, {"hamlet": hamlet})
        return before

    def test_stands_there_the_next_time(self, desk: Desk, row: FormRow) -> None:
        assert self.answered(desk, row, "一社") == ""
        assert self.answered(desk, row, "二社") == "一社"
        assert self.answered(desk, row, "二社") == "二社"

    def test_unless_it_was_said_without_a_name(self, desk: Desk, row: FormRow) -> None:
        self.answered(desk, row, "一社")
        self.answered(desk, row, "秘密的社", named=False)
        assert self.answered(desk, row, "一社") == "一社"

    def test_who_asks_is_in_the_answers_of_a_named_one(self, desk: Desk, row: FormRow) -> None:
        self.answered(desk, row, "一社")
        (response,) = forms.all_responses(desk.station.database, "hamlet")
        assert response.answers["/data/asked_by"] == listing.operator_name(desk.station)


def test_a_form_whose_file_is_missing_says_so(desk: Desk) -> None:
    form = surveys.get_form(desk.station, "farm")
    with desk.station.database.atomic():
        desk.station.database.execute("DELETE FROM attachment")
    with pytest.raises(UserFault, match=r"form\.not-arrived"):
        surveys.begin(desk.station, form, surveys.Context())
