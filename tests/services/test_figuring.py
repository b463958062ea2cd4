"""Figures as a screen asks for them, and whether laptops may still hold some of what is counted."""

from __future__ import annotations

from datetime import date

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.indicators import Dimension
from tianye.services import completeness, figuring, publishing, registration
from tianye.services.figuring import Asked
from tianye.services.publishing import Language
from town import Desk, Town

YUSHU, CHENGDUO = "632701", "632723"


@pytest.fixture
def hq(town: Town) -> Desk:
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        programme = command.new_subject()
        fields = {"code": "RE", "title_zh": "清洁能源", "title_en": "Clean energy"}
        command.add("programme.planned", programme, fields, is_new=True)
        for county, on in ((YUSHU, "2026-06-12"), (CHENGDUO, "2026-06-14")):
            training = command.new_subject()
            fields = {"code": county, "programme": programme, "kind": "salon", "county": county}
            command.add("training.planned", training, fields, is_new=True)
            session = {"code": f"{county}-am", "training": training, "on": on, "half": "am"}
            command.add("session.planned", command.new_subject(), session, is_new=True)
    registration.register(hq.station, registration.make_fields({"name": "卓玛", "sex": "女"}), {"attendance": "given"})
    return hq


def test_what_can_be_chosen_is_what_trainings_have(hq: Desk) -> None:
    offered = figuring.choices(hq.station)
    ((_, words),) = offered.programmes
    assert (words.zh, words.en) == ("清洁能源", "Clean energy")
    assert offered.counties == ((YUSHU, "玉树市"), (CHENGDUO, "称多县"))
    assert offered.kinds == ("salon",)


def test_rows_have_keys_and_counties_short_names(hq: Desk) -> None:
    hq.checks_in("卓玛", f"{YUSHU}-am")
    counted = figuring.count_figures(hq.station, Asked(county=YUSHU, by=Dimension.COUNTY))
    assert counted.keys("persons") == [YUSHU]
    assert counted.county_names == {YUSHU: "玉树市"}
    assert counted.contradictions == ()
    persons = next(figure for figure in counted.figures if figure.id == "persons")
    assert persons.measure.value == 1
    assert persons.scope.zh == "青海省玉树藏族自治州玉树市"


def test_a_period_that_ends_before_it_begins_is_refused(hq: Desk) -> None:
    with pytest.raises(UserFault, match=r"figures\.period-ends-before-it-begins"):
        figuring.count_figures(hq.station, Asked(from_on=date(2026, 6, 2), to_on=date(2026, 6, 1)))


def test_a_figure_as_text_says_everything(hq: Desk) -> None:
    counted = figuring.count_figures(hq.station, Asked(by=Dimension.SEX))
    text = publishing.figure_text(counted.figures[0], Language.ENGLISH)
    assert text.splitlines()[0] == "Indicator\tValue\tUnit\tScope\tPeriod\tDefinition"
    assert "Persons reached\t0\tpersons\tall programmes\tall time\tpersons v1" in text
    assert text.rstrip().splitlines()[-1].startswith("Number of different people")


def test_a_laptop_is_behind_until_it_hands_over_after_the_last_session_of_its_counties(town: Town, hq: Desk) -> None:
    one, two = town.desk("玉树"), town.desk("称多")
    town.enrols(one, YUSHU)
    town.enrols(two, CHENGDUO)
    for desk in (one, two):
        town.sends_pack(desk)
        desk.clock.set("2026-06-13 18:00")
    hq.clock.set("2026-06-13 18:00")
    # the session in Chengduo has not been held yet: only Yushu owes something
    owing = completeness.coverage(hq.station)
    assert (owing.laptops, [cover.name for cover in owing.behind]) == (2, ["玉树"])
    assert owing.behind[0].last_in_ms is None
    town.carry_stick(one)
    assert completeness.coverage(hq.station).is_complete
    hq.clock.set("2026-06-15 09:00")
    owing = completeness.coverage(hq.station)
    assert [(cover.name, cover.last_session_on) for cover in owing.behind] == [("称多", date(2026, 6, 14))]
    assert completeness.coverage(hq.station, counties=frozenset({YUSHU})).is_complete
    assert completeness.coverage(hq.station, to_on=date(2026, 6, 13)).is_complete


def test_nobody_is_behind_where_there_is_no_laptop(hq: Desk) -> None:
    assert completeness.coverage(hq.station) == (0, ())
