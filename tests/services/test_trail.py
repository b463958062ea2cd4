"""Forms that ask to be told how they were answered."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tianye.domain.contents import named_content
from tianye.services import forms_library, interviews, registration, surveys
from tianye.services.surveys import Context
from tianye.store.queries import forms
from town import Desk, Town

FORM = """
| survey | | | |
| | type | name | label | parameters |
| | audit | audit | | {parameters} |
| | text | name | Name | |
| | begin_repeat | field | Field | |
| | decimal | area | Area | |
| | end_repeat | | | |
| settings | | |
| | form_id | version |
| | plots | 1 |
"""
ALL = "track-changes=true identify-user=true track-changes-reasons=on-form-edit"


@pytest.fixture
def hq(town: Town) -> Desk:
    desk = town.headquarters()
    registration.register(desk.station, registration.make_fields({"name": "卓玛"}), {"attendance": "given"})
    return desk


def add(desk: Desk, folder: Path, parameters: str) -> None:
    path = folder / "plots.md"
    path.write_text(FORM.format(parameters=parameters), encoding="utf-8")
    forms_library.add_form(desk.station, path)


def person(desk: Desk) -> bytes:
    ((identifier,),) = desk.station.database.rows("SELECT id FROM subject JOIN person USING (no)")
    return bytes(identifier)


def table(desk: Desk) -> list[list[str]]:
    (response,) = forms.all_responses(desk.station.database)
    hashed = named_content(response.answers["/data/meta/audit"])
    assert hashed is not None
    body = desk.station.attachments.find(hashed)
    assert body is not None
    return list(csv.reader(io.StringIO(body.decode(), newline="")))


def test_what_was_looked_at_and_changed_is_told_in_the_order_it_happened(hq: Desk, tmp_path: Path) -> None:
    add(hq, tmp_path, ALL)
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "plots"), Context(person=person(hq)))
    assert opened.has_trail
    interview, station = opened.interview, hq.station
    interviews.look_at(station, interview, refs=["/data/name"])
    hq.clock.ms += 3_000
    interviews.answer(station, interview, "/data/name", "青稞田")
    interviews.answer(station, interview, "/data/name", "大田")
    hq.clock.ms += 1_000
    interviews.look_at(station, interview, refs=["/data/field[1]/area"])
    hq.clock.ms += 2_000
    interviews.answer(station, interview, "/data/field[1]/area", "3.5")
    (draft,) = surveys.all_drafts(station)
    hq.clock.ms += 60_000
    again = interviews.resume(station, draft.id).interview
    interviews.add_repeat(station, again, "/data/field")
    hq.clock.ms += 500
    interviews.finish(station, again)
    head, *rows = table(hq)
    assert head == ["event", "node", "start", "end", "old-value", "new-value", "user", "change-reason"]
    assert [(row[0], row[1], *row[4:6]) for row in rows] == [
        ("form start", "", "", ""),
        ("question", "/data/name", "", "大田"),
        ("question", "/data/field[1]/area", "", "3.5"),
        ("form resume", "", "", ""),
        ("add repeat", "/data/field", "", ""),
        ("form finalize", "", "", ""),
    ]
    starts = [int(row[2]) for row in rows]
    assert starts == sorted(starts)
    assert starts[3] - starts[2] >= 62_000
    # the second question was open when the draft was left: nobody knows until when
    assert [row[3] for row in rows] == ["", str(starts[2]), "", "", "", ""]
    assert len({row[6] for row in rows}) == 1


def test_a_form_that_wants_less_is_told_less(hq: Desk, tmp_path: Path) -> None:
    add(hq, tmp_path, "location-priority=balanced location-min-interval=60 location-max-age=120")
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "plots"), Context(person=person(hq)))
    interviews.answer(hq.station, opened.interview, "/data/name", "大田")
    interviews.finish(hq.station, opened.interview)
    head, *rows = table(hq)
    assert head == ["event", "node", "start", "end"], "neither where, nor who, nor what"
    assert [row[0] for row in rows] == ["form start", "question", "form finalize"]


def test_nothing_is_told_of_an_answer_without_a_name(hq: Desk, tmp_path: Path) -> None:
    add(hq, tmp_path, ALL)
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "plots"), Context())
    assert not opened.has_trail
    interviews.look_at(hq.station, opened.interview, refs=["/data/name"])
    interviews.answer(hq.station, opened.interview, "/data/name", "大田")
    (draft,) = surveys.all_drafts(hq.station)
    assert "trail" not in draft.context
    interviews.finish(hq.station, opened.interview)
    assert hq.station.database.rows("SELECT 1 FROM attachment WHERE CAST(body AS TEXT) LIKE 'event,%'") == []


def test_an_answer_that_looks_like_a_formula_stays_text(hq: Desk, tmp_path: Path) -> None:
    add(hq, tmp_path, "track-changes=true")
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "plots"), Context(person=person(hq)))
    interviews.answer(hq.station, opened.interview, "/data/name", "=HYPERLINK(0)")
    interviews.finish(hq.station, opened.interview)
    (changed,) = [row for row in table(hq) if row[1] == "/data/name"]
    assert not changed[5].startswith("=")
    assert changed[5].endswith("=HYPERLINK(0)")
