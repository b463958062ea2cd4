"""Every function and every type of question has its table of answers: a new one does not come without."""

from __future__ import annotations

import re
from pathlib import Path

from surveys.test_functions import ROWS
from tianye.forms.xpath import known_functions

DOCS = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
TABLES = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "surveys").glob("*.py"))
_SPELLED = {"group": "begin_group", "repeat": "begin_repeat"}


def section(title: str) -> str:
    return DOCS.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_function_has_rows_and_each_row_calls_it() -> None:
    assert set(ROWS) == known_functions()
    for name, rows in ROWS.items():
        assert len(rows) >= 3, name
        for expression, _ in rows:
            assert re.search(rf"(?<![\w:-]){re.escape(name)}\(", expression), expression


def test_every_type_of_the_page_is_in_the_table_of_types() -> None:
    rows = [line for line in section("Types").splitlines() if line.startswith("| ")][2:]
    cells = [row.split("|")[1] for row in rows]
    named = {name.strip() for cell in cells if "::" not in cell for name in cell.split(",")}
    assert named
    for name in sorted(named):
        spelled = _SPELLED.get(name, name.strip("`()"))
        assert re.search(rf"\b{spelled}[ |(]", TABLES), name
