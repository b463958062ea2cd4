"""Twelve stories of clocks that are wrong: all is saved, what follows wins, doubt is shown, nothing is refused."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tianye.domain.clock import MAX_COUNTER
from tianye.domain.ops import Header, decode_header
from tianye.services import bundles, checkin, clock, listing, registration
from tianye.services.station import Station
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    with town.headquarters().station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        fields = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name, phone in (("卓玛", "13997010001"), ("扎西", "13997010002"), ("才仁", "13997010003")):
        fields = {"name": name, "sex": "女", "phone": phone, "born": "1990-07-01", "place": "632701100001"}
        registration.register(town.headquarters().station, registration.make_fields(fields))
    yield town
    town.close()


def ready(town: Town, name: str, moment: str | None = None) -> Desk:
    """Let a laptop have its pack; with a moment, its clock shows that from the first start on."""
    desk = town.desk(name)
    if moment is not None:
        desk.clock.set(moment)
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def headers(station: Station) -> list[Header]:
    run = station.log.run(station.identity.device, 1, station.log.head(station.identity.device).sequence)
    return [decode_header(sealed.header) for sealed in run]


def assert_in_order(station: Station) -> None:
    stamps = [header.stamp for header in headers(station)]
    assert stamps == sorted(set(stamps))


def present_at_headquarters(town: Town) -> int:
    hq = town.headquarters()
    return checkin.counts(hq.station, hq.session("YS-am"))[0]


def test_1_the_battery_is_dead_and_it_is_1970_again_each_morning(town: Town) -> None:
    desk = ready(town, "玉树")
    for who in ("卓玛", "扎西", "才仁"):
        desk.clock.set("1970-01-01 08:00")
        assert desk.station.is_clock_suspect
        assert desk.checks_in(who, "YS-am").outcome is checkin.Outcome.ADMITTED
    assert_in_order(desk.station)
    assert town.carry_stick(desk).new == len(headers(desk.station))
    assert present_at_headquarters(town) == 3
    assert not town.headquarters().station.is_clock_suspect


def test_2_a_laptop_that_was_first_started_in_2099(tmp_path: Path) -> None:
    """The folder itself was made then: its clock never saw a right time, and a word of a person puts it right."""
    town = Town(tmp_path)
    try:
        hq = town.headquarters()
        registration.register(hq.station, registration.make_fields({"name": "卓玛", "place": "632701100001"}))
        from_2099 = _found_in_2099(town)
        town.enrols(from_2099, YUSHU)
        town.sends_pack(from_2099)
        assert from_2099.station.is_clock_suspect
        registration.correct(from_2099.station, from_2099.knows("卓玛").id, {"phone": "13997010009"})
        assert all(header.is_suspect for header in headers(from_2099.station))
        from_2099.station.tell_time(hq.clock.ms)
        assert not from_2099.station.is_clock_suspect
        assert from_2099.station.local_time().year == 2026
        registration.correct(from_2099.station, from_2099.knows("卓玛").id, {"phone": "13997010008"})
        assert_in_order(from_2099.station)
        # headquarters is not drawn into 2099, and the later word holds
        town.carry_stick(from_2099)
        assert hq.station.local_time().year == 2026
        assert not hq.station.is_clock_suspect
        assert hq.knows("卓玛").phone == "13997010008"
        # nor is the laptop's receipt refused, or its own time doubted after it
        assert town.sends_receipt(from_2099).sequence == bundles.standing(from_2099.station).written
        assert not from_2099.station.is_clock_suspect
    finally:
        town.close()


def _found_in_2099(town: Town) -> Desk:
    desk = town.desk("旧日")
    desk.station.close()
    folder, world = town.folder / "second life", desk.station.world
    desk.clock.set("2099-12-31 23:59")
    desk.station = Station.create(folder, "laptop", name="玉树", operator="填表人", passphrase=PASSPHRASE, world=world)
    return desk


def test_3_it_goes_back_an_hour_while_people_come(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.clock.set("2026-06-12 09:00")
    desk.checks_in("卓玛", "YS-am")
    desk.clock.set("2026-06-12 08:00")
    desk.checks_in("扎西", "YS-am")
    assert_in_order(desk.station)
    assert [header.is_suspect for header in headers(desk.station)][-1]


def test_4_it_goes_back_over_a_restart(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.clock.set("2026-06-12 18:00")
    desk.checks_in("卓玛", "YS-am")
    folder, world = desk.station.folder, desk.station.world
    desk.station.close()
    desk.clock.set("2009-01-01 08:00")
    desk.station = Station.open(folder, PASSPHRASE, world)
    assert desk.station.is_clock_suspect
    desk.checks_in("扎西", "YS-am")
    assert_in_order(desk.station)


def test_5_a_correction_of_what_was_seen_wins_from_any_year(town: Town) -> None:
    ahead, behind = ready(town, "超前"), ready(town, "落后")
    ahead.clock.set("2034-06-12 09:00")
    behind.clock.set("1970-01-01 08:00")
    registration.correct(ahead.station, ahead.knows("卓玛").id, {"name": "卓玛一"})
    town.carry_stick(ahead)
    town.sends_pack(behind)
    registration.correct(behind.station, behind.knows("卓玛一").id, {"name": "卓玛二"})
    town.carry_stick(behind)
    hq = town.headquarters()
    assert hq.knows("卓玛二").name == "卓玛二"
    town.sends_pack(ahead)
    registration.correct(ahead.station, ahead.knows("卓玛二").id, {"name": "卓玛三"})
    town.carry_stick(ahead)
    assert hq.knows("卓玛三").name == "卓玛三"
    assert hq.station.state("person", hq.knows("卓玛三").id).disagreements() == []


def test_6_two_words_at_once_stand_side_by_side_whatever_the_clocks_say(town: Town) -> None:
    ahead, right = ready(town, "超前"), ready(town, "准时")
    ahead.clock.set("2034-06-12 09:00")
    person = right.knows("卓玛").id
    registration.correct(ahead.station, person, {"phone": "13997019999"})
    registration.correct(right.station, person, {"phone": "13997018888"})
    for desk in (ahead, right):
        town.carry_stick(desk)
    state = town.headquarters().station.state("person", person)
    assert state.disagreements() == ["phone"]
    assert set(state.values("phone")) == {"13997019999", "13997018888"}
    # what is shown until a person decides is the word of the clock that is believed
    assert state.get("phone") == "13997018888"


def test_7_a_laptop_far_ahead_pulls_nobody_along(town: Town) -> None:
    ahead = ready(town, "超前")
    ahead.clock.set("2034-06-12 09:00")
    ahead.checks_in("卓玛", "YS-am")
    town.carry_stick(ahead)
    hq = town.headquarters()
    registration.correct(hq.station, hq.knows("扎西").id, {"note": "after"})
    assert headers(hq.station)[-1].stamp.ms < hq.clock.ms + DAY_MS
    right = ready(town, "准时")
    right.checks_in("扎西", "YS-am")
    assert headers(right.station)[-1].stamp.ms < right.clock.ms + DAY_MS
    assert not right.station.is_clock_suspect


def test_8_it_stands_still_through_a_whole_day(town: Town) -> None:
    """Seventy thousand events in one millisecond: more than the counter holds."""
    desk = ready(town, "玉树")
    moment = desk.clock.ms
    with desk.station.writing():
        stamps = []
        for _ in range(MAX_COUNTER + 5000):
            desk.clock.ms = moment
            stamps.append(desk.station.tick().stamp)
        desk.station.keep_clock()
    assert all(one < other for one, other in pairwise(stamps))
    assert stamps[-1].ms <= moment + 250 + 2
    desk.clock.ms = moment
    desk.checks_in("卓玛", "YS-am")
    assert_in_order(desk.station)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this process cannot be changed here")
@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_9_the_laptop_believes_itself_elsewhere(town: Town, zone: str) -> None:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        desk = ready(town, "玉树")
        desk.clock.set("2026-06-12 23:40")
        assert desk.station.local_time().strftime("%Y-%m-%d %H:%M") == "2026-06-12 23:40"
        desk.checks_in("卓玛", "YS-am")
        town.carry_stick(desk)
        hq = town.headquarters()
        (row,) = listing.attendance_of(hq.station, hq.session("YS-am"))
        assert row.arrived == 23 * 60 + 40
    finally:
        os.environ.pop("TZ", None) if before is None else os.environ.update(TZ=before)
        time.tzset()


def test_10_a_birthday_in_the_years_of_summer_time_stays_that_day(town: Town) -> None:
    """China had summer time from 1986 to 1991: a date of birth is a date, and no moment."""
    desk = ready(town, "玉树")
    desk.clock.set("2034-06-12 09:00")
    assert (desk.knows("卓玛").born_year, desk.knows("卓玛").born_month, desk.knows("卓玛").born_day) == (1990, 7, 1)
    registration.correct(desk.station, desk.knows("卓玛").id, registration.make_fields({"born": "1991-09-15"}))
    town.carry_stick(desk)
    known = town.headquarters().knows("卓玛")
    assert (known.born_year, known.born_month, known.born_day) == (1991, 9, 15)


def test_11_a_receipt_proves_that_the_clock_is_slow(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.checks_in("卓玛", "YS-am")
    town.carry_stick(desk)
    town.headquarters().clock.ms += 40 * DAY_MS
    town.sends_receipt(desk)
    assert desk.station.is_clock_suspect
    assert clock.look_at_clock(desk.station).is_asked
    assert desk.checks_in("扎西", "YS-am").outcome is checkin.Outcome.ADMITTED
    assert headers(desk.station)[-1].is_suspect
    desk.station.tell_time(town.headquarters().clock.ms)
    assert not desk.station.is_clock_suspect


def test_12_the_person_herself_said_it_wrong_and_says_it_again(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.checks_in("卓玛", "YS-am")
    desk.station.tell_time(desk.clock.ms + 36 * 365 * DAY_MS)
    assert desk.station.is_clock_suspect
    desk.checks_in("扎西", "YS-am")
    desk.station.tell_time(desk.clock.ms)
    assert not desk.station.is_clock_suspect
    desk.checks_in("才仁", "YS-am")
    assert_in_order(desk.station)
    town.carry_stick(desk)
    assert present_at_headquarters(town) == 3
