"""Attendance on paper: what the sheet shows, and how the typed list comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tianye.documents.cells import CellValue
from tianye.documents.paper import PaperLanguage
from tianye.documents.sources import load_sheets
from tianye.documents.workbook import OutColumn, OutSheet
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.domain.kinds import attendance_subject
from tianye.services import attendance_lists, checkin, registration
from tianye.services.lists import ListImport, save_workbook
from tianye.services.undo import undo, undo_last
from town import Desk, Town

YUSHU = "632701"


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with a training of two half-days and a sensitive one, both in Yushu."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        for code, is_sensitive in (("YS", False), ("GB", True)):
            training = command.new_subject()
            fields = {"code": code, "title_zh": "清洁能源培训", "county": YUSHU, "is_sensitive": is_sensitive}
            command.add("training.planned", training, fields, is_new=True)
            for half in ("am", "pm"):
                command.add(
                    "session.planned",
                    command.new_subject(),
                    {"code": f"{code}-{half}", "training": training, "on": "2026-06-12", "half": half},
                    is_new=True,
                )
    return hq


def registers(hq: Desk, name: str, phone: str, *agreed: str) -> bytes:
    said = {"name": name, "phone": phone, "place": "632701100001", "born": "1980", "sex": "女"}
    fields = registration.make_fields(said)
    return registration.register(hq.station, fields, dict.fromkeys(agreed or ("attendance", "contact"), "given"))[0]


def typed(hq: Desk, tmp_path: Path, *rows: Sequence[CellValue], heads: Sequence[str] = ()) -> Path:
    """A list somebody typed from paper."""
    path = tmp_path / f"typed-{len(list(tmp_path.glob('typed-*')))}.xlsx"
    columns = heads or ("编号", "姓名", "手机后四位", "6月12日上午 YS-am", "6月12日下午 YS-pm")
    save_workbook(hq.station, path, [OutSheet("签到", [OutColumn(head) for head in columns], rows, "签到表")])
    return path


def marks(hq: Desk, session: str, person: bytes) -> list[object]:
    return hq.station.state("attendance", attendance_subject(hq.session(session).id, person)).values("mark")


def said(done: ListImport) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in done.problems]


class TestComingBack:
    def test_ticks_and_times_become_marks_in_one_command(self, hq: Desk, tmp_path: Path) -> None:
        zhuoma = registers(hq, "卓玛", "13997010001")
        yangjin = registers(hq, "央金", "13997010002")
        path = typed(hq, tmp_path, [to_text(zhuoma), "卓玛", None, "√", "14:40"], [None, "央金", "0002", "×", "到"])
        done = attendance_lists.import_attendance(hq.station, path)
        assert (done.is_written, done.added, done.unchanged, done.refused, done.problems) == (True, 3, 0, 0, ())
        assert marks(hq, "YS-am", zhuoma) == [{"arrived": None, "how": "paper"}]
        assert marks(hq, "YS-pm", zhuoma) == [{"arrived": 14 * 60 + 40, "how": "paper"}]
        assert marks(hq, "YS-am", yangjin) == []
        assert checkin.counts(hq.station, hq.session("YS-pm")) == (2, 0)
        assert done.command is not None
        undo(hq.station, done.command)
        assert checkin.counts(hq.station, hq.session("YS-pm")) == (0, 0)

    def test_the_same_list_again_changes_nothing(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        path = typed(hq, tmp_path, [None, "卓玛", "0001", "√", "√"])
        attendance_lists.import_attendance(hq.station, path)
        before = hq.station.log.count()
        done = attendance_lists.import_attendance(hq.station, path)
        assert (done.added, done.unchanged, done.command) == (0, 2, None)
        assert hq.station.log.count() == before

    def test_a_list_that_was_undone_can_be_read_again(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        path = typed(hq, tmp_path, [None, "卓玛", "0001", "√", None])
        attendance_lists.import_attendance(hq.station, path)
        undo_last(hq.station)
        assert attendance_lists.import_attendance(hq.station, path).added == 1
        ((present, review),) = hq.station.database.rows("SELECT is_present, needs_review FROM attendance")
        assert (present, review) == (1, 0)

    def test_all_problems_are_told_at_once_and_nothing_is_half_imported(self, hq: Desk, tmp_path: Path) -> None:
        zhuoma = registers(hq, "卓玛", "13997010001")
        registers(hq, "拉毛", "13997010003")
        registers(hq, "拉毛", "13997020003")
        path = typed(
            hq,
            tmp_path,
            [to_text(zhuoma), "卓玛", None, "√", None],
            [to_text(zhuoma[::-1]), "卓玛", None, "√", None],
            [to_text(zhuoma), "央金", None, "√", None],
            [None, "卓玛", None, "√", None],
            [None, "不认识", "9999", "√", None],
            [None, "拉毛", "0003", "√", None],
            [None, "央金", "0002", "也许", None],
        )
        expected = [
            (4, "attendance.id-unknown"),
            (5, "attendance.listed-twice"),
            (6, "attendance.phone-tail-missing"),
            (7, "attendance.person-unknown"),
            (8, "attendance.person-ambiguous"),
            (9, "attendance.tick-unreadable"),
        ]
        done = attendance_lists.import_attendance(hq.station, path)
        assert said(done) == expected
        assert (done.is_written, done.added, done.refused) == (False, 1, 6)
        assert checkin.counts(hq.station, hq.session("YS-am")) == (0, 0)
        good = attendance_lists.import_attendance(hq.station, path, good_rows_only=True)
        assert (good.is_written, said(good)) == (True, expected)
        assert checkin.counts(hq.station, hq.session("YS-am")) == (1, 0)

    def test_an_id_that_slipped_to_another_name_is_a_problem(self, hq: Desk, tmp_path: Path) -> None:
        zhuoma = registers(hq, "卓玛", "13997010001")
        path = typed(hq, tmp_path, [to_text(zhuoma), "央金", None, "√", None])
        assert said(attendance_lists.import_attendance(hq.station, path)) == [(3, "attendance.name-differs")]

    def test_another_spelling_of_her_name_is_still_hers(self, hq: Desk, tmp_path: Path) -> None:
        person = registers(hq, "才仁永措", "13997010001")
        path = typed(hq, tmp_path, [None, "次仁永措", "0001", "√", None])
        assert attendance_lists.import_attendance(hq.station, path).added == 1
        assert marks(hq, "YS-am", person)

    def test_a_cross_never_takes_a_mark_away(self, hq: Desk, tmp_path: Path) -> None:
        person = registers(hq, "卓玛", "13997010001")
        hq.checks_in("卓玛", "YS-am")
        done = attendance_lists.import_attendance(hq.station, typed(hq, tmp_path, [None, "卓玛", "0001", "×", None]))
        assert [(notice.row, notice.code) for notice in done.notices] == [(3, "attendance.crossed-but-marked")]
        assert marks(hq, "YS-am", person)

    def test_a_preview_writes_nothing(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        path = typed(hq, tmp_path, [None, "卓玛", "0001", "√", "√"])
        done = attendance_lists.import_attendance(hq.station, path, preview=True)
        assert (done.is_written, done.added) == (False, 2)
        assert checkin.counts(hq.station, hq.session("YS-am")) == (0, 0)

    def test_headings_with_days_only_need_the_training_named(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        path = typed(hq, tmp_path, ["卓玛", "0001", "√"], heads=("姓名", "手机后四位", "6月12日上午"))
        assert "attendance.session-missing" in {
            problem.code for problem in attendance_lists.import_attendance(hq.station, path).problems
        }
        assert attendance_lists.import_attendance(hq.station, path, training="YS").added == 1
        with pytest.raises(UserFault, match=r"attendance\.unknown-training"):
            attendance_lists.import_attendance(hq.station, path, training="NO")

    def test_faults_and_problems_never_hold_a_name(self, hq: Desk, tmp_path: Path) -> None:
        path = typed(hq, tmp_path, [None, "不认识", "9999", "√", None])
        done = attendance_lists.import_attendance(hq.station, path)
        assert "不认识" not in str(done.problems)
        assert "9999" not in str(done.problems)


class TestTemplate:
    def test_a_filled_template_comes_back(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        registers(hq, "央金", "13997010002", "attendance")
        registers(hq, "拉毛", "13997010003", "contact")
        for name in ("卓玛", "央金", "拉毛"):
            hq.checks_in(name, "YS-am")
        sessions = [hq.session("YS-am"), hq.session("YS-pm")]
        done = attendance_lists.write_template(hq.station, sessions, tmp_path / "list.xlsx")
        assert (done.people, done.held_back) == (2, 1)
        (sheet,) = load_sheets(tmp_path / "list.xlsx")
        head = [str(cell) for cell in sheet.rows[1]]
        people = {str(row[2]): row for row in sheet.rows[2:]}
        assert head[4:] == ["6月12日上午 YS-am", "6月12日下午 YS-pm"]
        # without consent to be called there is no telephone, and without consent to be listed nobody
        assert people.keys() == {"卓玛", "央金"}
        assert (people["卓玛"][3], len(people["央金"])) == ("0001", 3)
        filled = [[row[1], row[2], row[3] if len(row) > 3 else None, None, "√"] for row in people.values()]
        path = typed(hq, tmp_path, *filled)
        assert attendance_lists.import_attendance(hq.station, path).added == 2

    def test_the_county_s_register_is_listed_when_asked_for(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        session = [hq.session("YS-am")]
        assert attendance_lists.write_template(hq.station, session, tmp_path / "one.xlsx").people == 0
        assert attendance_lists.write_template(hq.station, session, tmp_path / "two.xlsx", of_county=True).people == 1

    def test_a_session_without_a_day_has_no_list(self, hq: Desk, tmp_path: Path) -> None:
        with hq.station.command("plan") as command:
            command.add("session.planned", command.new_subject(), {"code": "LATER"}, is_new=True)
        with pytest.raises(UserFault, match=r"attendance\.session-undated"):
            attendance_lists.write_template(hq.station, [hq.session("LATER")], tmp_path / "list.xlsx")


class TestSheet:
    def text_of(self, path: Path) -> str:
        return re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))

    def test_the_sheet_names_only_who_agreed_and_masks_telephones(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        registers(hq, "拉毛", "13997010003", "contact")
        done = attendance_lists.write_sheet(hq.station, hq.session("YS-am"), tmp_path / "s.html", of_county=True)
        text = self.text_of(tmp_path / "s.html")
        assert (done.people, done.held_back) == (1, 1)
        assert "卓玛" in text
        assert "139****0001" in text
        assert "13997010001" not in text
        assert "拉毛" not in text
        assert "清洁能源培训" in text
        assert "玉树市" in text
        assert attendance_lists.NOTICE[PaperLanguage.CHINESE] in text

    def test_a_sensitive_training_has_a_neutral_title_and_no_names(self, hq: Desk, tmp_path: Path) -> None:
        registers(hq, "卓玛", "13997010001")
        hq.checks_in("卓玛", "GB-am")
        attendance_lists.write_sheet(hq.station, hq.session("GB-pm"), tmp_path / "s.html", of_county=True)
        text = self.text_of(tmp_path / "s.html")
        assert "卓玛" not in text
        assert "清洁能源" not in text
        assert "活动" in text

    def test_it_speaks_english_and_takes_headquarters_own_notice(self, hq: Desk, tmp_path: Path) -> None:
        attendance_lists.write_sheet(
            hq.station, hq.session("YS-am"), tmp_path / "s.html", language="en", notice="Our notice."
        )
        text = self.text_of(tmp_path / "s.html")
        assert "Sign-in sheet" in text
        assert "Our notice." in text
        with pytest.raises(UserFault, match=r"file\.exists"):
            attendance_lists.write_sheet(hq.station, hq.session("YS-am"), tmp_path / "s.html")
