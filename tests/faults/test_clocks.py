"""A laptop whose clock is years off: everything is saved and marked, nothing is refused, what follows wins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.ops import Header, decode_header
from tianye.services import checkin, registration
from tianye.services.station import Station
from town import Desk, Town

YUSHU = "632701"
NOW = 1_781_226_000_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    with town.headquarters().station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        fields = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name in ("卓玛", "扎西"):
        fields = registration.make_fields({"name": name, "sex": "女", "place": "632701100001"})
        registration.register(town.headquarters().station, fields)
    yield town
    town.close()


def headers(station: Station) -> list[Header]:
    """Return the headers of this laptop's own run."""
    run = station.log.run(station.identity.device, 1, station.log.head(station.identity.device).sequence)
    return [decode_header(sealed.header) for sealed in run]


def ready(town: Town, name: str) -> Desk:
    desk = town.desk(name)
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


@pytest.mark.parametrize("moment", ["1970-01-01 08:00", "2009-01-01 00:00", "2099-12-31 23:59"])
def test_check_ins_under_a_wrong_clock_are_saved_marked_and_carried(town: Town, moment: str) -> None:
    desk = ready(town, "玉树")
    desk.clock.set(moment)
    assert desk.station.is_clock_suspect
    assert desk.checks_in("卓玛", "YS-am").outcome is checkin.Outcome.ADMITTED
    run = headers(desk.station)
    assert [header.is_suspect for header in run[-2:]] == [True, True]
    assert [header.stamp for header in run] == sorted({header.stamp for header in run})
    assert town.carry_stick(desk).new == len(run)
    hq = town.headquarters()
    assert checkin.counts(hq.station, hq.session("YS-am")) == (1, 0)
    assert not hq.station.is_clock_suspect


def test_a_clock_that_is_put_right_begins_an_epoch(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.clock.set("2099-12-31 23:59")
    desk.checks_in("卓玛", "YS-am")
    desk.station.tell_time(NOW)
    assert not desk.station.is_clock_suspect
    assert abs(desk.station.told_ms() - NOW) < 60_000
    desk.checks_in("扎西", "YS-am")
    *_, before, anchor, after = headers(desk.station)
    assert before.is_suspect
    assert after.epoch == anchor.epoch == before.epoch + 1
    assert not after.is_suspect
    assert NOW <= after.ms < NOW + 60_000


@pytest.mark.parametrize("moment", ["1970-01-01 08:00", "2099-12-31 23:59"])
def test_a_correction_wins_whatever_the_clocks_say(town: Town, moment: str) -> None:
    """The laptop saw what it corrects: that decides, not the clock, which headquarters would believe less."""
    desk = ready(town, "玉树")
    desk.clock.set(moment)
    registration.correct(desk.station, desk.knows("卓玛").id, {"name": "次仁卓玛"})
    town.carry_stick(desk)
    hq = town.headquarters()
    assert hq.knows("次仁卓玛").name == "次仁卓玛"
    with pytest.raises(UserFault, match=r"person\.unknown"):
        hq.knows("措姆")
    # and headquarters, whose clock is right, corrects what came from 2099
    registration.correct(hq.station, hq.knows("次仁卓玛").id, {"name": "才仁卓玛"})
    town.sends_pack(desk)
    assert desk.knows("才仁卓玛").name == "才仁卓玛"


def test_a_clock_that_jumps_back_while_people_come_keeps_their_order(town: Town) -> None:
    desk = ready(town, "玉树")
    desk.clock.set("2026-06-12 09:00")
    desk.checks_in("卓玛", "YS-am")
    desk.clock.set("2026-06-12 07:00")
    desk.checks_in("扎西", "YS-am")
    run = headers(desk.station)
    assert [header.stamp for header in run] == sorted({header.stamp for header in run})
    assert run[-1].is_suspect
