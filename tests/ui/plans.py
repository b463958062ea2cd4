"""Plans as offices fill them in, for the screens that take them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[Any]]]

SHEETS: Sheets = {
    "项目": [("项目编码", "项目名称", "开始日期", "结束日期"), ("RE", "清洁能源", "2026-01-01", "2026-12-31")],
    "机构": [("机构编码", "机构名称", "机构类型", "县"), ("XY", "雪域洋芋合作社", "农民专业合作社", "玉树市")],
    "地点": [("地点编码", "场地名称", "县"), ("V1", "结古镇文化站", "玉树市")],
    "培训": [
        ("培训编码", "项目编码", "活动类型", "培训名称", "县", "主办机构", "地点编码", "结业标准"),
        ("T1", "RE", "培训", "太阳能维护", "玉树市", "XY", "V1", "4/5"),
        ("T2", "RE", "沙龙", "女社长沙龙", "玉树市", "XY", None, None),
    ],
    "场次": [
        ("场次编码", "培训编码", "日期", "时段", "开始时间", "结束时间"),
        (None, "T1", "2026-07-12", "上午", "9:00", "11:30"),
        (None, "T1", "2026-07-12", "下午", "14:30", "17:00"),
        ("S9", "T2", "2026-07-13", "晚上", None, None),
    ],
}
MISTAKES: Sheets = {
    "场次": [
        ("场次编码", "培训编码", "日期", "时段", "开始时间", "结束时间"),
        (None, "T1", "2026-07-12", "上午", "9:00", "11:30"),
        (None, "T9", "2026-07-12", "下午", "14:30", "17:00"),
        ("S9", "T2", "七月底", "晚上", None, None),
    ],
}


def write_plan(path: Path, sheets: Sheets = SHEETS) -> Path:
    """Write sheets as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    book.close()
    return path
