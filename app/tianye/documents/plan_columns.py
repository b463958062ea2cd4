"""The columns of a plan workbook: programmes, organisations, venues, trainings, sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from tianye.documents.cells import CellValue
from tianye.documents.parsing import (
    of_text,
    parse_clock,
    parse_day,
    parse_digits,
    parse_fraction,
    parse_whole_number,
    parse_yes_no,
)
from tianye.documents.people_columns import parse_place_code
from tianye.documents.tables import Column
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.organisations import (
    ORGANISATION_KIND_LABELS,
    STAGE_LABELS,
    read_organisation_kind,
    read_stage,
    read_uscc,
)
from tianye.domain.trainings import HALF_LABELS, KIND_LABELS, Threshold, read_half, read_kind, read_threshold

_Code = TypeVar("_Code", bound=StrEnum)

_CODE: Final = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._/-]{0,39}")


def parse_code(value: CellValue) -> str:
    """Return a code of 1 to 40 letters, digits, Han characters and ._/-, upper case; raises `plan.code-unreadable`."""
    code = parse_digits(value)
    if not _CODE.fullmatch(code):
        raise UserFault("plan.code-unreadable", next_step=NextStep.MEND_FILE)
    return code.upper()


def parse_percent(value: CellValue) -> int:
    """Return whole percent, 0 to 100, from 60, 60% or 0.6; raises `cell.not-a-share`."""
    if isinstance(value, int | str) and not isinstance(value, bool):
        try:
            percent = parse_whole_number(value)
        except UserFault:
            pass
        else:
            if not 0 <= percent <= 100:
                raise UserFault("cell.not-a-share", next_step=NextStep.MEND_FILE)
            return percent
    if isinstance(value, float) and value > 1:
        return parse_percent(parse_whole_number(value))
    return round(parse_fraction(value) * 100)


def parse_threshold(value: CellValue) -> Threshold:
    """Return the share that completes a training from 4/5, 80% or 0.8; raises what `domain.trainings` raises."""
    share = parse_fraction(value)
    return read_threshold(f"{share.numerator}/{share.denominator}")


def parse_minutes(value: CellValue) -> int:
    """Return a time of day as minutes since midnight."""
    clock = parse_clock(value)
    return clock.hour * 60 + clock.minute


def _code(zh: str, en: str, key: str = "code", *, is_required: bool = True, synonyms: tuple[str, ...] = ()) -> Column:
    return Column(key, zh, en, parse_code, synonyms, is_required, width=16)


def _choices(labels: Mapping[_Code, tuple[str, str]]) -> tuple[str, ...]:
    return tuple(zh for zh, _ in labels.values())


_YES_NO: Final = ("是", "否")
_PLACE: Final = (
    Column("place_code", "地点代码", "Place code", parse_place_code, width=15),
    Column("county", "县", "County", synonyms=("县市区", "所在县")),
    Column("township", "乡镇", "Township", synonyms=("乡镇街道",)),
    Column("village", "村", "Village", synonyms=("行政村", "村社区")),
)

PROGRAMME_COLUMNS: Final = (
    _code("项目编码", "Programme code", synonyms=("编码", "code", "项目代码")),
    Column(
        "title_zh", "项目名称", "Title (Chinese)", synonyms=("名称", "中文名称", "title zh"), is_required=True, width=36
    ),
    Column("title_en", "英文名称", "English title", width=36),
    Column("begins_on", "开始日期", "Begins on", parse_day, ("起始日期",), number_format="yyyy-mm-dd"),
    Column("ends_on", "结束日期", "Ends on", parse_day, ("截止日期",), number_format="yyyy-mm-dd"),
)
ORGANISATION_COLUMNS: Final = (
    _code("机构编码", "Organisation code", synonyms=("编码", "code", "机构代码")),
    Column("name", "机构名称", "Name", synonyms=("名称",), is_required=True, width=30),
    Column("uscc", "统一社会信用代码", "USCC", of_text(read_uscc), ("信用代码",), width=22),
    Column(
        "kind",
        "机构类型",
        "Kind",
        of_text(read_organisation_kind),
        ("类型",),
        choices=_choices(ORGANISATION_KIND_LABELS),
    ),
    Column("stage", "发展阶段", "Stage", of_text(read_stage), ("阶段",), choices=_choices(STAGE_LABELS)),
    *_PLACE,
    Column(
        "is_led_by_woman", "女性负责人", "Led by a woman", parse_yes_no, ("负责人是否女性", "女性带头"), choices=_YES_NO
    ),
    Column("women_owner_percent", "女性出资比例", "Women owners, percent", parse_percent, ("女性持股比例",)),
)
VENUE_COLUMNS: Final = (
    _code("地点编码", "Venue code", synonyms=("编码", "code", "场地编码")),
    Column("name", "场地名称", "Name", synonyms=("地点名称", "名称"), is_required=True, width=30),
    *_PLACE,
)
TRAINING_COLUMNS: Final = (
    _code("培训编码", "Training code", synonyms=("编码", "code", "培训代码")),
    _code("项目编码", "Programme code", "programme", synonyms=("项目", "programme", "所属项目")),
    Column(
        "kind",
        "活动类型",
        "Kind",
        of_text(read_kind),
        ("类型", "培训类型"),
        is_required=True,
        width=20,
        choices=_choices(KIND_LABELS),
    ),
    Column("title_zh", "培训名称", "Title (Chinese)", synonyms=("名称",), is_required=True, width=36),
    Column("title_en", "英文名称", "English title", width=36),
    Column("county", "县", "County", synonyms=("县市区", "所在县"), is_required=True),
    _code(
        "主办机构",
        "Host",
        "host",
        is_required=False,
        synonyms=("承办机构", "主办单位", "机构编码"),
    ),
    _code("地点编码", "Venue code", "venue", is_required=False, synonyms=("场地", "venue")),
    Column("threshold", "结业标准", "Completion threshold", parse_threshold, ("完成标准", "threshold"), width=12),
    Column("is_sensitive", "敏感活动", "Sensitive", parse_yes_no, ("是否敏感",), choices=_YES_NO, width=10),
)
SESSION_COLUMNS: Final = (
    _code("场次编码", "Session code", is_required=False, synonyms=("编码", "code")),
    _code("培训编码", "Training code", "training", synonyms=("培训", "training", "所属培训")),
    Column("on", "日期", "Date", parse_day, is_required=True, number_format="yyyy-mm-dd"),
    Column(
        "half", "时段", "Half-day", of_text(read_half), ("上午/下午/晚上", "半天"), True, choices=_choices(HALF_LABELS)
    ),
    Column("begins", "开始时间", "Begins", parse_minutes, ("开始",), width=10),
    Column("ends", "结束时间", "Ends", parse_minutes, ("结束",), width=10),
    _code("地点编码", "Venue code", "venue", is_required=False, synonyms=("场地", "venue", "地点")),
)
