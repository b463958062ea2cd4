"""The plan comes in as a workbook, any number of times; only what differs is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from services.papers import write_list, write_sheets
from tianye.domain.errors import UserFault
from tianye.services import assets, people_lists, planning
from tianye.services.lists import ListImport
from tianye.store.queries import people, recognition, trainings
from town import Desk, Town

SHEETS: Mapping[str, Sequence[Sequence[Any]]] = {
    "项目": [("项目编码", "项目名称", "开始日期", "结束日期"), ("RE", "清洁能源", "2026-01-01", "2026-12-31")],
    "机构": [
        ("机构编码", "机构名称", "机构类型", "县", "女性负责人", "女性出资比例"),
        ("XY", "雪域洋芋合作社", "农民专业合作社", "玉树市", "是", "60%"),
    ],
    "地点": [("地点编码", "场地名称", "县"), ("V1", "结古镇文化站", "玉树市")],
    "培训": [
        ("培训编码", "项目编码", "活动类型", "培训名称", "县", "主办机构", "地点编码", "结业标准"),
        ("T1", "RE", "培训", "太阳能维护", "玉树市", "XY", "V1", "4/5"),
        ("T2", "RE", "沙龙", "女社长沙龙", "玉树市", "XY", None, None),
    ],
    "场次": [
        ("场次编码", "培训编码", "日期", "时段", "开始时间", "结束时间"),
        (None, "t1", "2026-06-12", "上午", "９：００", "11:30"),
        (None, "T1", "2026-06-12", "下午", "14:30", "17:00"),
        ("S9", "T2", "2026-06-12", "晚上", None, None),
    ],
}


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_sheets(tmp_path / "计划.xlsx", SHEETS)


def changed(folder: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    return write_sheets(folder / "改.xlsx", {**SHEETS, **sheets})


def replaced(sheet: str, row: int, *cells: Any) -> list[Sequence[Any]]:
    rows = list(SHEETS[sheet])
    rows[row] = cells
    return rows


def counts(done: ListImport) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.unchanged, done.refused


def test_it_becomes_trainings_and_sessions(hq: Desk, path: Path) -> None:
    done = planning.import_plan(hq.station, path)
    assert (counts(done), done.problems, done.is_written) == ((8, 0, 0, 0), (), True)
    sessions = {row.code: row for row in trainings.all_sessions(hq.station.database)}
    assert sessions.keys() == {"T1-0612-AM", "T1-0612-PM", "S9"}
    morning = sessions["T1-0612-AM"]
    assert (morning.begins, morning.ends, morning.venue, morning.county) == (540, 690, "结古镇文化站", "632701")
    training = trainings.find_training(hq.station.database, "T1")
    assert training is not None
    assert (training.kind, training.threshold, training.programme_code) == ("training", "4/5", "RE")
    (organisation,) = recognition.known_organisations(hq.station.database)
    assert training.host == organisation.id
    assert hq.station.state("organisation", organisation.id).get("women_owner_percent") == 60


def test_the_same_plan_again_writes_nothing(hq: Desk, path: Path) -> None:
    planning.import_plan(hq.station, path)
    before = hq.station.log.count()
    assert counts(planning.import_plan(hq.station, path)) == (0, 0, 8, 0)
    assert hq.station.log.count() == before


def test_only_what_differs_is_written_and_a_blank_says_nothing(hq: Desk, path: Path, tmp_path: Path) -> None:
    planning.import_plan(hq.station, path)
    training = trainings.find_training(hq.station.database, "T1")
    assert training is not None
    before = hq.station.log.count()
    edited = changed(
        tmp_path,
        培训=replaced("培训", 1, "T1", "RE", "培训", "太阳能维护(二)", "玉树市", None, "V1", "4/5"),
        场次=[*SHEETS["场次"], (None, "T1", "2026-06-13", "上午", None, None)],
    )
    assert counts(planning.import_plan(hq.station, edited, preview=True)) == (1, 1, 7, 0)
    assert hq.station.log.count() == before
    assert counts(planning.import_plan(hq.station, edited)) == (1, 1, 7, 0)
    assert hq.station.log.count() == before + 2
    again = trainings.find_training(hq.station.database, "T1")
    assert again is not None
    assert (again.id, again.title_zh, again.host) == (training.id, "太阳能维护(二)", training.host)


def test_a_correction_decides_what_two_words_left_open(hq: Desk, path: Path) -> None:
    planning.import_plan(hq.station, path)
    session = hq.session("S9")
    with hq.station.command("another word") as command:
        command.add("session.planned", session.id, {"half": "pm"}, supersedes={})
    assert hq.station.state("session", session.id).disagreements() == ["half"]
    assert counts(planning.import_plan(hq.station, path)) == (0, 1, 7, 0)
    assert hq.station.state("session", session.id).values("half") == ["eve"]


class TestProblems:
    @pytest.fixture
    def broken(self, tmp_path: Path) -> Path:
        return changed(
            tmp_path,
            培训=replaced("培训", 1, "T1", "XX", "茶话", "太阳能维护", "玉树市", "XY", "V1", "4/5"),
        )

    def test_all_at_once_with_what_hangs_on_them_and_nothing_written(self, hq: Desk, broken: Path) -> None:
        before = hq.station.log.count()
        done = planning.import_plan(hq.station, broken)
        assert [(problem.sheet, problem.row, problem.heading, problem.code) for problem in done.problems] == [
            ("培训", 2, "programme", "plan.code-unknown"),
            ("培训", 2, "kind", "training.kind-unreadable"),
            ("场次", 2, "training", "plan.refers-to-refused"),
            ("场次", 3, "training", "plan.refers-to-refused"),
        ]
        assert (done.is_written, done.refused) == (False, 3)
        assert hq.station.log.count() == before

    def test_the_sound_rows_alone(self, hq: Desk, broken: Path, path: Path) -> None:
        assert counts(planning.import_plan(hq.station, broken, good_rows_only=True)) == (5, 0, 0, 3)
        assert [row.code for row in trainings.all_sessions(hq.station.database)] == ["S9"]
        # the mended file brings the rest
        assert counts(planning.import_plan(hq.station, path)) == (3, 0, 5, 0)

    def test_a_failure_in_the_middle_leaves_nothing(
        self, hq: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = hq.station.log.count()

        def fails(_: object) -> str:
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr(hq.station.commands, "keep", fails)
            with pytest.raises(RuntimeError):
                planning.import_plan(hq.station, path)
        assert hq.station.log.count() == before
        assert counts(planning.import_plan(hq.station, path)) == (8, 0, 0, 0)

    def test_only_headquarters_plans(self, town: Town, path: Path) -> None:
        with pytest.raises(UserFault, match=r"station\.wrong-role"):
            planning.import_plan(town.desk("玉树").station, path)


def test_an_organisation_that_a_list_named_becomes_the_plan_s(hq: Desk, path: Path, tmp_path: Path) -> None:
    heads = ("姓名", "地点代码", "单位")
    listed = write_list(tmp_path / "名单.xlsx", heads, ("卓玛", "632701203200", "雪域洋芋合作社"))
    people_lists.import_people(hq.station, listed)
    assert counts(planning.import_plan(hq.station, path)) == (7, 1, 0, 0)
    (organisation,) = recognition.known_organisations(hq.station.database)
    assert organisation.code == "XY"
    (row,) = people.all_people(hq.station.database)
    assert hq.station.state("person", row.id).get("organisation") == organisation.id
    # and the other way round: a list that comes later finds it by name
    other = write_list(tmp_path / "二.xlsx", heads, ("拉毛", "632701203200", "雪域洋芋合作社"))
    people_lists.import_people(hq.station, other)
    assert len(recognition.known_organisations(hq.station.database)) == 1


def test_the_template_is_empty_and_whole(hq: Desk, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    planning.write_template(hq.station, path)
    done = planning.import_plan(hq.station, path)
    assert (counts(done), done.problems) == ((0, 0, 0, 0), ())
    assert assets.resource("sample/sessions.tsv").is_file()
