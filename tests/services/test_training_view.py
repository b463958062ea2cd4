"""Trainings as headquarters looks at them: progress, who came, who completed, linked registrations as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.indicators import Dimension
from tianye.services import checkin, registration, reporting, training_view
from tianye.services.training_view import Progress
from town import Desk, Town


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Desk]:
    town = Town(tmp_path)
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        programme = command.new_subject()
        command.add("programme.planned", programme, {"code": "RE", "title_zh": "清洁能源"}, is_new=True)
        for code, days in (("A", ("2026-06-12", "2026-06-13")), ("B", ("2026-07-01",)), ("C", ())):
            training = command.new_subject()
            fields = {"code": code, "programme": programme, "county": "632701", "threshold": "1/1"}
            command.add("training.planned", training, fields, is_new=True)
            for on in days:
                session = {"code": f"{code}-{on[-2:]}", "training": training, "on": on, "half": "am"}
                command.add("session.planned", command.new_subject(), session, is_new=True)
    yield hq
    town.close()


def registers(hq: Desk, name: str, phone: str) -> bytes:
    fields = registration.make_fields({"name": name, "phone": phone})
    return registration.register(hq.station, fields, {"attendance": "given"})[0]


def shown(hq: Desk) -> dict[str, training_view.TrainingShown]:
    return {one.row.code or "": one for one in training_view.all_shown(hq.station)}


def test_how_far_each_is(hq: Desk) -> None:
    assert list(shown(hq)) == ["A", "B", "C"]
    hq.clock.set("2026-06-11 10:00")
    assert shown(hq)["A"].progress is Progress.TO_COME
    hq.clock.set("2026-06-12 10:00")
    assert shown(hq)["A"].progress is Progress.UNDER_WAY
    hq.clock.set("2026-06-14 10:00")
    found = shown(hq)
    assert found["A"].progress is Progress.OVER
    assert (found["A"].first_on, found["A"].last_on) == (date(2026, 6, 12), date(2026, 6, 13))
    assert found["B"].progress is Progress.TO_COME
    assert found["C"].progress is Progress.UNDATED


def test_who_came_is_counted_as_the_figures_count(hq: Desk) -> None:
    one, other = registers(hq, "卓玛", "13997010001"), registers(hq, "卓玛嘎", "13997010002")
    registers(hq, "拉姆", "13997010003")
    hq.checks_in("13997010001"[-4:], "A-12")
    hq.checks_in("13997010002"[-4:], "A-13")
    hq.checks_in("拉姆", "A-12")
    checkin.walk_in_without_name(hq.station, hq.session("A-12"), sex="f", age_group=None)
    apart = training_view.show_training(hq.station, shown(hq)["A"].row.id)
    assert [(row.face.name, row.present, row.has_completed) for row in apart.people] == [
        ("拉姆", 1, False),
        ("卓玛", 1, False),
        ("卓玛嘎", 1, False),
    ]
    registration.link(hq.station, one, other, is_same=True)
    joined = training_view.show_training(hq.station, shown(hq)["A"].row.id)
    assert joined.training.persons == 2
    assert joined.training.completed == 1
    assert sorted((row.present, row.has_completed) for row in joined.people) == [(1, False), (2, True)]
    # check-ins are counted session by session as they stand
    assert [(row.persons, row.without_name) for row in joined.sessions] == [(2, 1), (1, 0)]
    assert joined.training.without_name == 1
    report = reporting.make_report(hq.station, by=[Dimension.PROGRAMME])
    totals = {figure.id: figure.value for figure in report.figures if figure.by is None}
    assert (totals["persons"], totals["persons-completed"]) == (2, 1)


def test_a_training_nobody_knows(hq: Desk) -> None:
    with pytest.raises(UserFault, match=r"training\.unknown"):
        training_view.show_training(hq.station, bytes(10))
