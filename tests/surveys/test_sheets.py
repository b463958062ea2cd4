"""An author's sheet with many mistakes: all are told at once, each with its place and what was perhaps meant."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from tianye.domain.errors import UserFault
from tianye.forms.xlsform import convert


def problems(table: str) -> list[dict[str, Any]]:
    with pytest.raises(UserFault) as refused:
        convert(table.encode(), filename="survey.md")
    found = refused.value.data["problems"]
    assert isinstance(found, list)
    return found


def told(table: str) -> list[tuple[str, int, str, str, str]]:
    return [(one["sheet"], one["row"], one["code"], one["column"], one["detail"]) for one in problems(table)]


def test_every_row_with_a_mistake_is_told_in_the_order_of_the_sheet() -> None:
    table = """
    | survey | | | | | | |
    | | type | name | label::汉 (zh) | relevance | calculation | choice_filter |
    | | text | name | 姓名 ${nam} | | | |
    | | integr | age | 年龄 | ${name} = 'x' and | | |
    | | select_one villages | village | 村 | | | county = ${county |
    | | select_one vilage | other | 别的村 | | | |
    | | calculate | months | | | difference-in-months(${age}, today()) | |
    | | calculate | rounded | | | rond(${age}) | |
    | | begin_group | family | 家 | | | |
    | | text | child one | 孩子 | | | |
    | | text | | 没有名字 | | | |
    | | text | Kin | 亲人 | | | |
    | | text | kin | 亲戚 | | | |
    | | end_repeat | | | | | |
    | | end_group | | | | | |
    | | begin_repeat | animal | 牲畜 | | | |
    | choices | | | |
    | | list_name | name | label::汉 (zh) |
    | | village | a | 甲 |
    | | village | a | 乙 |
    | | village | | 丙 |
    | | | d | 丁 |
    """
    survey = "survey"
    assert told(table) == [
        (survey, 2, "forms.question-unknown", "label::汉 (zh)", "nam → name"),
        (survey, 3, "forms.type-unknown", "type", "integr → integer"),
        (survey, 3, "forms.syntax", "relevance", "unexpected end"),
        (survey, 4, "forms.list-unknown", "type", "villages → village"),
        (survey, 4, "forms.syntax", "choice_filter", "{county"),
        (survey, 5, "forms.list-unknown", "type", "vilage → village"),
        (survey, 6, "forms.function-unknown", "calculation", "difference-in-months (CHT)"),
        (survey, 7, "forms.function-unknown", "calculation", "rond → round"),
        (survey, 9, "forms.name-not-allowed", "name", "child one"),
        (survey, 10, "forms.name-missing", "name", ""),
        (survey, 12, "forms.node-given-twice", "name", "11"),
        (survey, 13, "forms.end-without-begin", "type", ""),
        (survey, 14, "forms.end-without-begin", "type", ""),
        (survey, 15, "forms.group-not-closed", "type", ""),
        ("choices", 2, "forms.choice-given-twice", "name", "village, a"),
        ("choices", 3, "forms.choice-given-twice", "name", "village, a"),
        ("choices", 4, "forms.choice-incomplete", "name", ""),
        ("choices", 5, "forms.choice-incomplete", "list_name", ""),
    ]


def test_the_row_and_what_stands_there_are_the_authors() -> None:
    table = """
    | survey | | | |
    | | type | name | label |
    | | text | name | Name |
    | | note | hello | Hello ${nmae}, aged ${age} |
    """
    first, second = problems(table)
    assert (first["place"], first["column"], first["expression"]) == ("hello", "label", "Hello ${nmae}, aged ${age}")
    assert [first["detail"], second["detail"]] == ["nmae → name", "age"]


@pytest.mark.parametrize(
    "row",
    [
        "| | select_multiple_from_file towns.csv | q | Q | |",
        "| | select_one ${called} | q | Q | |",
        "| | begin repeat | q | Q | |",
        "| | select_one yn or_other | q | Q | |",
        "| | rank yn | q | Q | |",
        "| | audit | | | |",
        "| | text | q | ${last-saved#name} | |",
        "| | text | q | Q | “a” = ‘b’ |",
    ],
)
def test_what_is_allowed_is_not_told_beside_a_mistake(row: str) -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | nonsense | wrong | Wrong | |
    | | text | name | Name | |
    | | begin_repeat | child | Child | |
    | | text | called | Called | |
    | | end_repeat | | | |
    {row}
    | choices | | |
    | | list_name | name | label |
    | | yn | y | Yes |
    """
    told_codes = [(one["row"], one["code"]) for one in problems(table)]
    assert [one for one in told_codes if one[1] != "forms.group-not-closed"] == [(2, "forms.type-unknown")]


def test_what_only_the_converter_knows_is_told_in_its_words() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | parameters |
    | | range | r | R | start=1 end=ten |
    """
    (problem,) = problems(table)
    assert (problem["code"], problem["row"]) == ("forms.parameters-wrong", 2)
    assert "'end' must be a number" in problem["detail"]


def test_what_the_converter_would_say_next_is_told_at_once() -> None:
    table = """
    | survey | | | | | | |
    | | type | name | label | calculation | parameters | repeat_count |
    | | Text | a | A | | | |
    | | range | r | R | | start=1 end=ten | |
    | | calculate | c | | | | |
    | | text | d | | | | |
    | | text | e | E ${a} | | | |
    | | begin_repeat | rep | Rep | | | ${e} + |
    | | text | f | F | | | |
    | | end_repeat | | | | | |
    | | calculate | g | | regex(${e}, '(?<=a)b') | | |
    | | calculate | h | | ${i} + 1 | | |
    | | calculate | i | | ${h} + 1 | | |
    """
    assert [(one["row"], one["code"], one["column"]) for one in problems(table)] == [
        (2, "forms.type-unknown", "type"),
        (3, "forms.parameters-wrong", "parameters"),
        (4, "forms.calculation-missing", ""),
        (5, "forms.label-missing", "name"),
        (7, "forms.syntax", "repeat_count"),
        (10, "forms.regex-unsupported", "calculation"),
        (11, "forms.circular-rules", "calculation"),
    ]


def test_a_heading_with_a_slip_is_told_and_a_note_is_not() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label | requierd | our remarks |
    | | text | a | A | yes | ask twice |
    """
    (warning,) = convert(table.encode(), filename="survey.md").warnings
    assert (warning.code, warning.column, warning.detail) == (
        "forms.heading-unknown",
        "requierd",
        "requierd → required",
    )


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                book.active.cell(number, column, text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_rows_below_many_blank_ones_are_not_lost_without_a_word() -> None:
    head, first, last = ["type", "name", "label"], ["text", "a", "A"], ["text", "b", "B"]
    done = convert(workbook([head, first, *[[]] * 60, last]), filename="form.xlsx")
    assert "/data/b" in done.xform
    with pytest.raises(UserFault) as refused:
        convert(workbook([head, first, *[[]] * 61, last]), filename="form.xlsx")
    (problem,) = refused.value.data["problems"]  # type: ignore[misc]
    assert (problem["code"], problem["sheet"], problem["row"], problem["detail"]) == (
        "forms.rows-after-blank",
        "survey",
        2,
        "64",
    )


@pytest.mark.parametrize(
    "rows", [[["type", "name", "label"]], [["Our survey"], ["type", "name", "label"], ["text", "a", "A"]]]
)
def test_a_workbook_without_a_question_is_no_form(rows: list[list[str]]) -> None:
    with pytest.raises(UserFault) as refused:
        convert(workbook(rows), filename="form.xlsx")
    (problem,) = refused.value.data["problems"]  # type: ignore[misc]
    assert problem["code"] == "forms.no-survey"


@pytest.mark.parametrize(("language", "told"), [("汉 (zh)", []), ("中文", ["中文 → བོད (bo), 汉 (zh)"])])
def test_a_default_language_that_the_form_has_not_is_told(language: str, told: list[str]) -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label::汉 (zh) | label::བོད (bo) |
    | | text | a | 甲 | ཀ |
    | settings | | |
    | | form_id | default_language |
    | | visit | {language} |
    """
    warnings = convert(table.encode(), filename="survey.md").warnings
    assert [one.detail for one in warnings if one.code == "forms.default-language-unknown"] == told


def test_headings_in_capitals_are_headings() -> None:
    done = convert(workbook([["TYPE", "Name", "LABEL"], ["text", "a", "A"], ["text", "b", "B"]]), filename="form.xlsx")
    assert "/data/b" in done.xform
    assert done.rows == {"/a": 2, "/b": 3}
