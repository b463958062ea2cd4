"""The register: what is typed becomes fields, what is known is not overruled, and no error repeats a secret."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tianye.domain import badges
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.domain.resident_number import check_digit, keyed_hash, read_resident_number
from tianye.services import registration
from tianye.services.undo import undo
from tianye.store.queries import people
from town import Desk, Town

NUMBER, OTHER_NUMBER = "632721199001010025", "632521198506153026"


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


def registers(desk: Desk, name: str, **said: str) -> bytes:
    return registration.register(desk.station, registration.make_fields({"name": name, **said}))[0]


class TestWhatIsTyped:
    def test_everything_in_its_normal_form(self) -> None:
        said = {
            "name": " 卓玛•才让 ",
            "name_bo": "སྒྲོལ་མ",
            "sex": "女",
            "born": "农历1984年闰10月1日",
            "ethnicity": "藏族",
            "phone": "+86 139-9701-0001",
            "place": "６３２７０１203200",
            "education": "初中",
            "post": " 会计 ",
            "note": "",
            "alias": None,
        }
        fields = registration.make_fields(said)
        assert fields.pop("born") == {"calendar": "lunar", "year": 1984, "month": 10, "day": 1, "leap": True}
        assert fields == {
            "name": "卓玛·才让",
            "name_bo": "སྒྲོལ་མ",
            "sex": "f",
            "ethnicity": "04",
            "phone": "13997010001",
            "place": "632701203200",
            "education": "junior-secondary",
            "post": "会计",
        }
        assert all(type(value) is str for value in fields.values())

    @pytest.mark.parametrize(
        ("key", "value", "code"),
        [
            ("phone", "1399701", "person.phone-unreadable"),
            ("sex", "母", "person.sex-unreadable"),
            ("place", "玉树市", "place.code-unreadable"),
            ("place", "6327", "place.code-unreadable"),
            ("resident_number", "63272119900101002X", "resident-number.wrong-check-digit"),
            ("note", NUMBER, "person.number-in-text"),
            ("note", f"电话13997010001 身份证{NUMBER}。", "person.number-in-text"),
            ("post", "会计 632521 19850615 3026", "person.number-in-text"),
            ("note", "６３２５２１１９８５０６１５３０２６", "person.number-in-text"),
            ("shoe_size", "38", "person.unknown-field"),
        ],
    )
    def test_what_cannot_be_read_is_refused_without_being_repeated(self, key: str, value: str, code: str) -> None:
        with pytest.raises(UserFault) as refusal:
            registration.make_fields({key: value})
        assert refusal.value.code == code
        assert value not in str(refusal.value)

    @pytest.mark.parametrize("note", ["632721199001010026", "9632721199001010025", "13997010001 13997010002"])
    def test_other_long_numbers_may_stand_in_a_note(self, note: str) -> None:
        assert registration.make_fields({"note": note}) == {"note": note}

    def test_nobody_is_born_later_than_today(self, hq: Desk) -> None:
        today = hq.station.local_time().date()
        person = registers(hq, "卓玛", born=str(today))
        registers(hq, "拉毛", born=str(today.year))
        tomorrow = registration.make_fields({"born": str(today + timedelta(days=1))})
        first_seventeen = f"632721{today.year + 1}0101002"
        number = first_seventeen + check_digit(first_seventeen)
        before = hq.station.log.count()
        for fields in (tomorrow, {"resident_number": number}):
            with pytest.raises(UserFault, match=r"birth-date\.in-future"):
                registration.register(hq.station, {"name": "才吉", **fields})
        with pytest.raises(UserFault, match=r"birth-date\.in-future"):
            registration.correct(hq.station, person, tomorrow)
        assert hq.station.log.count() == before

    def test_a_code_filled_up_with_zeros_is_the_county(self, hq: Desk) -> None:
        registers(hq, "卓玛", place="632701000000")
        assert [row.name for row in people.all_people(hq.station.database, "632701")] == ["卓玛"]
        assert hq.knows("卓玛").place == "632701"

    def test_nobody_without_a_name(self, hq: Desk) -> None:
        before = hq.station.log.count()
        with pytest.raises(UserFault, match=r"person\.no-name"):
            registration.register(hq.station, {"phone": "13997010001"}, {})
        assert hq.station.log.count() == before


class TestResidentNumbers:
    def test_only_a_keyed_hash_and_the_last_four_are_kept(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", resident_number=NUMBER)
        state = hq.station.state("person", person)
        key = registration.matching_key(hq.station)
        assert state.get("id_key") == keyed_hash(read_resident_number(NUMBER), key)
        assert (state.get("id_last4"), state.get("sex")) == ("0025", "f")
        dump = "\n".join(str(row) for row in hq.station.database.rows("SELECT header, payload FROM operation"))
        assert NUMBER not in dump
        assert hq.station.database.rows("SELECT * FROM waiting_number") == []

    def test_a_number_fills_in_and_never_overrules_what_was_said(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", sex="男", born="1991-05")
        registration.correct(hq.station, person, {"resident_number": NUMBER})
        row = hq.knows("卓玛")
        assert (row.sex, row.born_year, row.born_month, row.id_last4) == ("m", 1991, 5, "0025")
        blank = registers(hq, "拉毛")
        registration.correct(hq.station, blank, {"resident_number": OTHER_NUMBER})
        row = hq.knows("拉毛")
        assert (row.sex, row.born_year, row.born_month, row.born_day) == ("f", 1985, 6, 15)

    def test_one_that_waited_for_somebody_taken_back_is_destroyed(self, town: Town) -> None:
        desk = town.desk("玉树")
        fields = registration.make_fields({"name": "卓玛", "resident_number": NUMBER})
        person, done = registration.register(desk.station, fields, {})
        undo(desk.station, done.command)
        town.enrols(desk, "632701")
        town.sends_pack(desk)
        assert desk.station.database.rows("SELECT * FROM waiting_number") == []
        assert desk.station.state("person", person).get("id_key") is None


class TestConsents:
    def test_each_purpose_has_its_own_answer(self, hq: Desk) -> None:
        person = registers(hq, "卓玛")
        registration.give_consent(hq.station, person, {"contact": "given", "share_with:妇联": "refused"})
        registration.give_consent(hq.station, person, {"contact": "withdrawn"})
        assert hq.knows("卓玛").consents == {"contact": "withdrawn", "share_with:妇联": "refused"}
        before = hq.station.log.count()
        assert registration.give_consent(hq.station, person, {"contact": "withdrawn"}).command is None
        assert hq.station.log.count() == before

    @pytest.mark.parametrize("said", [{"fun": "given"}, {"contact": "perhaps"}, {"share_with:": "given"}])
    def test_purposes_and_answers_are_ours(self, hq: Desk, said: dict[str, str]) -> None:
        with pytest.raises(UserFault, match=r"consent\.unknown"):
            registration.give_consent(hq.station, registers(hq, "卓玛"), said)

    def test_the_receiver_is_not_repeated(self) -> None:
        with pytest.raises(UserFault) as refusal:
            registration.consent_fields({"share_with:张三": "perhaps"})
        assert refusal.value.data == {"purpose": "share_with"}


class TestFinding:
    def test_one_by_id_or_by_a_search_that_finds_one(self, hq: Desk) -> None:
        person = registers(hq, "卓玛才让", phone="13997010001")
        registers(hq, "卓玛拉姆", phone="13997010002")
        for text in (to_text(person), to_text(person).lower(), "zmcr", "0001", "卓玛才让"):
            assert hq.knows(text).id == person
        with pytest.raises(UserFault, match=r"person\.ambiguous") as refusal:
            hq.knows("卓玛")
        assert refusal.value.data == {"candidates": 2}
        with pytest.raises(UserFault, match=r"person\.unknown"):
            hq.knows("没有此人")


class TestLinks:
    def test_nobody_is_linked_with_herself_or_a_stranger(self, hq: Desk) -> None:
        person = registers(hq, "卓玛")
        with pytest.raises(UserFault, match=r"person\.linked-with-itself"):
            registration.link(hq.station, person, person, is_same=True)
        with pytest.raises(UserFault, match=r"person\.unknown"):
            registration.link(hq.station, person, bytes(10), is_same=True)


class TestBadges:
    def test_only_headquarters_signs(self, town: Town, hq: Desk) -> None:
        person = registers(hq, "卓玛")
        text = registration.badge_text(hq.station, person)
        assert badges.is_badge(text)
        assert badges.decode(text).person == person
        with pytest.raises(UserFault, match=r"station\.wrong-role"):
            registration.badge_text(town.desk("玉树").station, person)
