"""The kiosk's service: an answer holds a name and a mark, a door can be closed, PIN and passphrase are checked."""

from __future__ import annotations

import pytest

from tianye.domain.badges import SHORT_CODE_BYTES
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.services import checkin, kiosk, registration
from tianye.services.faces import mark_of
from tianye.services.kiosk import Reply
from tianye.services.undo import undo
from town import PASSPHRASE, Desk, Town

COUNTY = "632701"
NAMES = {"卓玛": "13997010001", "索南卓玛": "13997010002", "李梅": "13997010003"}


@pytest.fixture
def door(town: Town) -> Desk:
    """A laptop with two sessions of one day, the second of a sensitive training, and a few people."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        for code, is_sensitive in (("YS", False), ("QT", True)):
            training = command.new_subject()
            fields = {"code": code, "kind": "training", "county": COUNTY, "is_sensitive": is_sensitive}
            command.add("training.planned", training, {**fields, "title_zh": f"培训{code}"}, is_new=True)
            on = hq.station.local_time().date().isoformat()
            planned = {"code": f"{code}-AM", "training": training, "on": on, "half": "am"}
            command.add("session.planned", command.new_subject(), planned, is_new=True)
    for name, phone in NAMES.items():
        fields = registration.make_fields({"name": name, "phone": phone, "place": f"{COUNTY}203200"})
        registration.register(hq.station, fields, {"attendance": "given"})
    for number in range(8):
        fields = registration.make_fields({"name": f"拉毛{'甲乙丙丁戊己庚辛'[number]}", "place": f"{COUNTY}203200"})
        registration.register(hq.station, fields, {"attendance": "given"})
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return desk


def session(desk: Desk, code: str = "YS-AM") -> bytes:
    return desk.session(code).id


def badge(town: Town, door: Desk, name: str) -> str:
    return registration.badge_text(town.headquarters().station, door.knows(name).id)


class TestAnswers:
    def test_a_badge_gives_name_and_mark_and_what_undoes_it(self, town: Town, door: Desk) -> None:
        text = badge(town, door, "李梅")
        answer = kiosk.scan(door.station, session(door), text)
        assert (answer.reply, answer.name, answer.mark) == (Reply.ADMITTED, "李梅", mark_of(door.knows("李梅").id))
        assert answer.command is not None
        again = kiosk.scan(door.station, session(door), text)
        assert (again.reply, again.command, again.arrived) == (Reply.ALREADY_IN, None, answer.arrived)
        undo(door.station, answer.command)
        assert kiosk.doorway(door.station, session(door)).present == 0

    def test_a_refused_badge_tells_nothing_of_anybody(self, door: Desk) -> None:
        answer = kiosk.scan(door.station, session(door), "TY:UNREADABLE")
        assert (answer.reply, answer.name, answer.mark) == (Reply.UNKNOWN_BADGE, "", None)

    def test_a_closed_door_admits_nobody_until_it_is_opened(self, town: Town, door: Desk) -> None:
        kiosk.close_door(door.station, session(door))
        assert not kiosk.doorway(door.station, session(door)).is_open
        text = badge(town, door, "李梅")
        assert kiosk.scan(door.station, session(door), text).reply is Reply.CLOSED
        assert kiosk.admit(door.station, session(door), door.knows("李梅").id).reply is Reply.CLOSED
        assert checkin.counts(door.station, door.session("YS-AM")) == (0, 0)
        kiosk.open_door(door.station, session(door))
        assert kiosk.scan(door.station, session(door), text).reply is Reply.ADMITTED

    def test_somebody_who_was_taken_out_is_not_on_the_list(self, door: Desk) -> None:
        assert kiosk.admit(door.station, session(door), bytes(10)).reply is Reply.NOT_ON_LIST

    def test_a_session_nobody_knows_is_said_by_name(self, door: Desk) -> None:
        with pytest.raises(UserFault) as fault:
            kiosk.doorway(door.station, bytes(10))
        assert fault.value.code == "session.unknown"


class TestSearch:
    def test_whose_whole_name_was_meant_comes_first(self, door: Desk) -> None:
        assert [tile.name for tile in kiosk.find(door.station, session(door), "zm").tiles] == ["卓玛", "索南卓玛"]

    def test_one_letter_of_many_shows_nobody(self, door: Desk) -> None:
        assert kiosk.find(door.station, session(door), "l") == ((), True)

    def test_at_most_six_are_shown(self, door: Desk) -> None:
        found = kiosk.find(door.station, session(door), "lm")
        assert len(found.tiles) == kiosk.MOST_TILES
        assert found.has_more

    def test_the_end_of_a_number_finds_and_is_not_given_out(self, door: Desk) -> None:
        found = kiosk.find(door.station, session(door), "0003")
        assert [tile.name for tile in found.tiles] == ["李梅"]
        assert NAMES["李梅"] not in str(found)

    def test_the_short_code_on_a_badge_finds_its_bearer(self, door: Desk) -> None:
        code = to_text(door.knows("李梅").id[:SHORT_CODE_BYTES])
        assert [tile.name for tile in kiosk.find(door.station, session(door), code).tiles] == ["李梅"]


class TestWhatStandsAtTheDoor:
    def test_the_title_of_a_sensitive_training_does_not(self, door: Desk) -> None:
        assert kiosk.doorway(door.station, session(door)).title_zh == "培训YS"
        assert kiosk.doorway(door.station, session(door, "QT-AM")).title_zh == ""
        assert {sitting.title_zh for sitting in kiosk.sittings_of_today(door.station)} == {"培训YS", ""}

    def test_somebody_without_a_name_is_counted(self, door: Desk) -> None:
        answer = kiosk.count_without_name(door.station, session(door), "f", kiosk.AGE_GROUPS[0])
        assert (answer.reply, answer.name, answer.mark) == (Reply.WITHOUT_NAME, "", None)
        assert kiosk.doorway(door.station, session(door)).present == 1


class TestLocks:
    @pytest.mark.parametrize(
        "bad", ["", "123", "1234567", "1111", "1234", "4567", "7890", "654321", "0987", "12a4", "１２３４", "12 34"]
    )
    def test_what_is_no_pin_is_refused(self, door: Desk, bad: str) -> None:
        with pytest.raises(UserFault) as fault:
            kiosk.set_pin(door.station, bad)
        assert fault.value.code == "kiosk.bad-pin"
        assert not kiosk.doorway(door.station, session(door)).has_pin

    @pytest.mark.parametrize("easy", ["1111", "0000", "1234", "4567", "7890", "654321", "0987"])
    def test_what_a_finger_finds_first_is_refused(self, easy: str) -> None:
        assert not kiosk.is_pin(easy)
        assert kiosk.is_pin("1243")

    def test_only_the_pin_that_was_set_is_right(self, door: Desk) -> None:
        assert not kiosk.is_right_pin(door.station, "2580")
        kiosk.set_pin(door.station, "2580")
        assert kiosk.is_right_pin(door.station, "2580")
        assert not kiosk.is_right_pin(door.station, "2581")
        kiosk.set_pin(door.station, "907135")
        assert not kiosk.is_right_pin(door.station, "2580")

    def test_the_pin_itself_is_not_kept(self, door: Desk) -> None:
        kiosk.set_pin(door.station, "907135")
        kept = door.station.settings.find("kiosk_pin")
        assert kept is not None
        assert b"907135" not in kept

    def test_the_passphrase_is_that_of_the_folder(self, door: Desk) -> None:
        with pytest.raises(UserFault) as fault:
            kiosk.check_passphrase(door.station, "something else")
        assert fault.value.code == "keys.wrong-passphrase"
        kiosk.check_passphrase(door.station, PASSPHRASE)
