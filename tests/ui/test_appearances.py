"""What a form asks to look like: grids, steps, lines that open; each is answered by keys as quickly as it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.app.program import Program
from tianye.ui.formview.appearances import Arrangement, arrangement_of
from tianye.ui.formview.cells import AnswerRow
from tianye.ui.formview.choosing import RowsEditor, SearchedEditor
from tianye.ui.formview.grid import GridHeads, column_width
from tianye.ui.formview.items import Item
from tianye.ui.formview.minimal import OneLineEditor
from tianye.ui.formview.plan import make_plan
from tianye.ui.formview.question import kind_of_editor
from tianye.ui.formview.rows import Answer, AnswerRows
from tianye.ui.formview.typing import TextEditor
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file, settle

CARE = ["cook", "water", "wash", "child", "old", "herd"]
OFTEN = ["never", "rarely", "sometimes", "often", "daily"]


@pytest.fixture
def care(field: days.Played, program: Program, qtbot: QtBot) -> Asking:
    """The form on care at home, tried out."""
    return shown(program, qtbot, lambda: open_file(program, "appearances.md"))


def grid_heads(asking: Asking) -> GridHeads:
    return asking.view.page.findChildren(GridHeads)[0]


# ---- a grid --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["554321", "123454", "111115"])
def test_a_woman_after_the_other_answers_six_lines_by_a_digit_and_enter_each(care: Asking, said: str) -> None:
    assert care.here() == "cook"
    for name, digit in zip(CARE, said, strict=True):
        assert care.here() == name
        care.presses(Qt.Key(Qt.Key.Key_0 + int(digit)))
        care.presses(Qt.Key.Key_Return)
    assert [care.answer_of(name) for name in CARE] == [OFTEN[int(digit) - 1] for digit in said]
    assert care.here() == "fair"


def test_arrows_lead_through_a_grid_as_through_a_table(care: Asking) -> None:
    care.presses(Qt.Key.Key_Right)
    care.presses(Qt.Key.Key_Right)
    care.presses(Qt.Key.Key_Down)
    care.presses(Qt.Key.Key_Down)
    assert care.here() == "wash"
    care.presses(Qt.Key.Key_Space)
    assert care.answer_of("wash") == "sometimes"
    care.presses(Qt.Key.Key_Up)
    care.presses(Qt.Key.Key_Left)
    care.presses(Qt.Key.Key_Space)
    assert care.answer_of("water") == "rarely"


def test_every_sign_of_a_grid_says_its_question_and_its_choice(care: Asking) -> None:
    signs = care.question("water").signs
    assert signs is not None
    assert [row.accessibleName() for row in signs.rows] == [
        f"挑水 {words}" for words in ("从来不", "很少", "有时", "常常", "天天")
    ]
    care.presses(Qt.Key.Key_F9)
    assert signs.rows[4].accessibleName() == "挑水 天天 ཉིན་ལྟར།"


def test_the_signs_stand_under_their_heads_and_all_in_the_same_columns(care: Asking) -> None:
    places = []
    for name in CARE:
        signs = care.question(name).signs
        assert signs is not None
        places.append([row.mapTo(care.view.page, row.rect().center()).x() for row in signs.rows])
    assert all(one == places[0] for one in places)
    heads = grid_heads(care)
    right = heads.mapTo(care.view.page, heads.rect().topRight()).x()
    assert right - places[0][-1] < places[0][1] - places[0][0]
    assert heads.label.text() == "家务和照看"


def test_heads_stay_in_sight_while_the_lines_scroll_and_cover_no_line_that_is_answered(care: Asking) -> None:
    care.presses(Qt.Key.Key_F9)
    pinned = care.view.pinned
    assert not pinned.isVisible()
    for name in CARE[1:]:
        care.presses(Qt.Key.Key_Down)
        assert care.here() == name
    assert pinned.isVisible()
    assert pinned.heads._heads._answers == grid_heads(care)._heads._answers
    ends = [one.mapTo(care.view, one.rect().topRight()).x() for one in (pinned.heads, grid_heads(care))]
    assert ends[0] == ends[1]
    for name in reversed(CARE):
        assert care.here() == name
        line = care.question(name)
        top = line.mapTo(care.view, line.rect().topLeft()).y()
        covered = pinned.mapTo(care.view, pinned.rect().bottomLeft()).y() if pinned.isVisible() else 0
        assert top >= covered
        care.presses(Qt.Key.Key_Up)


def test_the_overview_names_a_grid_and_leads_to_its_first_question(care: Asking) -> None:
    care.goes_to("/data/view/fair")
    care.screen.press("目录")
    lines = care.view.overview.lines
    assert [(line.words, line.state) for line in lines[:2]] == [("家务和照看", "group"), ("做饭、烧火", "missing")]
    care.presses(Qt.Key.Key_Home)
    care.presses(Qt.Key.Key_Return)
    assert care.here() == "cook"


def test_large_letters_give_every_question_rows_of_its_own(care: Asking) -> None:
    care.program.theme.choose("light", 200)
    settle(care.program)
    signs = care.question("cook").signs
    assert signs is not None
    assert signs.columns() < 5
    care.presses(Qt.Key.Key_2)
    assert care.answer_of("cook") == "rarely"
    care.program.theme.choose("light", 100)
    settle(care.program)
    assert signs.columns() == 5


def test_several_are_ticked_in_a_grid_by_digits(program: Program, qtbot: QtBot) -> None:
    choices = (Choice("1", "春"), Choice("2", "夏"), Choice("3", "秋"))
    node = Node("/d/q", Kind.SELECT_MANY, name="q", label="哪几季忙？", choices=choices, appearance="list-nolabel")
    editor = RowsEditor(node, is_below_heads=True)
    qtbot.addWidget(editor)
    editor.show_node(node, None)
    editor.name_it("哪几季忙？")
    editor.rows.set_bare(True)
    editor.show()
    given: list[str] = []
    editor.given.connect(given.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_1):
        QTest.keyClick(editor.rows.first(), key)
    assert given == ["1", "1 3", "3"]
    assert editor.rows.rows[2].accessibleName() == "哪几季忙？ 秋"


def test_heads_too_long_for_their_columns_are_no_grid(program: Program) -> None:
    short = [Answer(str(number), f"答{number}") for number in range(8)]
    assert column_width(short, 1000) > 0
    assert column_width([*short[:7], Answer("x", "Counterrevolutionaries")], 1000) == 0
    assert column_width(short, 400) == 0


def grid_nodes(count: int, appearance: str = "list-nolabel") -> list[Node]:
    choices = (Choice("y", "是"), Choice("n", "否"))
    heads = Node("/d/g/heads", Kind.SELECT_ONE, name="heads", choices=choices, appearance="label")
    lines = [
        Node(f"/d/g/q{number}", Kind.SELECT_ONE, name=f"q{number}", label="问", choices=choices, appearance=appearance)
        for number in range(count)
    ]
    return [Node("/d/g", Kind.GROUP, name="g", label="组"), heads, *lines]


def kinds(items: tuple[Item, ...]) -> list[str]:
    return ["line" if item.is_in_grid else item.kind for item in items]


def test_where_a_grid_goes_on_another_page_its_heads_stand_there_too() -> None:
    plan = make_plan(grid_nodes(11))
    assert len(plan.sheets) > 1
    assert kinds(plan.sheets[0].items)[:3] == ["heading", "heads", "line"]
    assert "question" not in {kind for sheet in plan.sheets for kind in kinds(sheet.items)}
    assert {tuple(kinds(sheet.items)[:2]) for sheet in plan.sheets[1:]} == {("heads", "line")}
    assert plan.sheet_of(plan.sheets[1].start) == 1


def test_one_question_a_page_is_no_grid() -> None:
    plan = make_plan(grid_nodes(3), is_single=True)
    assert [kinds(sheet.items) for sheet in plan.sheets] == [["heading", "question"], ["question"], ["question"]]


def test_lines_without_heads_say_their_words_themselves() -> None:
    nodes = grid_nodes(2)
    del nodes[1]
    assert kinds(make_plan(nodes).sheets[0].items) == ["heading", "question", "question"]
    other = Node("/d/g/heads", Kind.SELECT_ONE, name="heads", choices=(Choice("a", "甲"),), appearance="label")
    assert kinds(make_plan([nodes[0], other, *nodes[1:]]).sheets[0].items) == ["heading", "question", "question"]


# ---- steps and columns ---------------------------------------------------------------------------------------------


def test_likert_is_one_line_of_equal_steps_whatever_the_case_of_the_word(care: Asking) -> None:
    care.goes_to("/data/view/fair")
    for name in ("fair", "say"):
        rows = care.question(name).editor.rows.rows  # type: ignore[attr-defined]
        assert len({row.y() for row in rows}) == 1
        assert len({row.width() for row in rows}) == 1
    care.presses(Qt.Key.Key_4)
    care.presses(Qt.Key.Key_Return)
    care.presses(Qt.Key.Key_1)
    assert (care.answer_of("fair"), care.answer_of("say")) == ("4", "1")


@pytest.mark.parametrize(
    ("appearance", "meant"),
    [
        ("", Arrangement()),
        ("Likert", Arrangement("line")),
        ("columns", Arrangement(is_spread=True)),
        ("horizontal", Arrangement(is_spread=True)),
        ("columns-3 quick", Arrangement(columns=3, is_quick=True)),
        ("columns-pack no-buttons", Arrangement(is_packed=True, has_signs=False)),
        ("compact", Arrangement(is_packed=True, has_signs=False)),
        ("compact-2", Arrangement(columns=2, has_signs=False)),
        ("quickcompact-2", Arrangement(columns=2, has_signs=False, is_quick=True)),
        ("w1 yellow", Arrangement()),
    ],
)
def test_words_of_an_appearance_and_what_they_mean(appearance: str, meant: Arrangement) -> None:
    assert arrangement_of(appearance) == meant


def columns_in(appearance: str, width: int, words: list[str]) -> int:
    rows = AnswerRows(is_many=False, arrangement=arrangement_of(appearance))
    rows.resize(width, 400)
    rows.show_answers([Answer(str(number), one) for number, one in enumerate(words)], frozenset())
    top = min(row.y() for row in rows.rows)
    count = sum(row.y() == top for row in rows.rows)
    rows.deleteLater()
    return count


def test_answers_stand_side_by_side_as_the_form_asks_while_their_words_have_room(program: Program) -> None:
    words = ["太阳能", "牛粪", "煤", "电", "柴火", "别的"]
    assert columns_in("", 1000, words) == 3
    assert columns_in("columns-2", 1000, words) == 2
    assert columns_in("columns", 1000, words) == 6
    assert columns_in("columns-pack", 1000, words) == 6
    assert columns_in("columns-5", 300, words) < 5
    assert columns_in("columns-3", 500, ["一个很长很长很长很长的答案" * 3] * 6) < 3


def test_a_quick_answer_leads_on_by_itself(care: Asking) -> None:
    care.goes_to("/data/columns/bare")
    care.presses(Qt.Key.Key_2)
    assert care.here() == "bare"
    care.presses(Qt.Key.Key_Return)
    assert care.here() == "quickly"
    care.presses(Qt.Key.Key_3)
    assert care.answer_of("quickly") == "coal"
    assert care.here() != "quickly"


def test_answers_without_circles_still_say_which_is_chosen(care: Asking) -> None:
    care.goes_to("/data/columns/bare")
    care.presses(Qt.Key.Key_2)
    editor = care.question("bare").editor
    assert isinstance(editor, RowsEditor)
    assert [row.isChecked() for row in editor.rows.rows] == [False, True, False, False, False, False]
    assert all(isinstance(row, AnswerRow) and row.accessibleName() for row in editor.rows.rows)


# ---- lines that open -----------------------------------------------------------------------------------------------


def line_of(asking: Asking, name: str) -> OneLineEditor:
    editor = asking.question(name).editor
    assert isinstance(editor, OneLineEditor)
    return editor


def test_a_line_opens_by_the_arrow_and_takes_a_row_by_enter(care: Asking) -> None:
    care.goes_to("/data/lines/tired")
    line = line_of(care, "tired")
    assert not line.is_open
    care.presses(Qt.Key.Key_Down)
    assert line.is_open
    care.presses(Qt.Key.Key_Down)
    care.presses(Qt.Key.Key_Return)
    assert not line.is_open
    assert QApplication.focusWidget() is line.line
    assert care.answer_of("tired") == "rarely"
    assert line.line.accessibleName() == "觉得累吗？ 很少"
    care.presses(Qt.Key.Key_5)
    assert care.answer_of("tired") == "daily"
    care.presses(Qt.Key.Key_Return)
    assert care.here() == "town"


def test_a_long_line_is_searched_by_typing_on_it(care: Asking) -> None:
    care.goes_to("/data/lines/town")
    line = line_of(care, "town")
    care.types("qs")
    assert line.is_open
    assert line.finder.field.text() == "qs"
    assert line.finder.found.count == 1
    care.presses(Qt.Key.Key_Return)
    assert care.answer_of("town") == "t12"
    assert line.line.text() == "清水河"


def test_escape_closes_a_line_and_nothing_else(care: Asking) -> None:
    care.goes_to("/data/lines/town")
    line = line_of(care, "town")
    care.presses(Qt.Key.Key_Space)
    assert line.is_open
    care.presses(Qt.Key.Key_Escape)
    assert not line.is_open
    assert care.here() == "town"
    assert care.page.isVisible()


def test_several_are_ticked_on_a_line_that_stays_open_until_tab_leads_away(care: Asking) -> None:
    care.goes_to("/data/lines/sold")
    line = line_of(care, "sold")
    care.presses(Qt.Key.Key_Down)
    care.presses(Qt.Key.Key_Return)
    care.presses(Qt.Key.Key_Down)
    care.presses(Qt.Key.Key_Return)
    assert care.answer_of("sold") == "t01 t02"
    assert line.is_open
    assert line.line.text() == "结古、下拉秀"
    care.presses(Qt.Key.Key_Tab)
    care.presses(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is care.view.foot.back
    assert not line.is_open


def test_the_language_changes_while_a_list_is_searched_and_nothing_is_lost(care: Asking) -> None:
    care.goes_to("/data/lines/tired")
    care.presses(Qt.Key.Key_4)
    care.goes_to("/data/lines/town")
    line = line_of(care, "town")
    care.types("qs")
    care.presses(Qt.Key.Key_F9)
    assert line.is_open
    assert QApplication.focusWidget() is line.finder.field
    assert (line.finder.field.text(), line.finder.found.count) == ("qs", 1)
    assert line_of(care, "tired").line.accessibleName() == "觉得累吗？ 常常 རྒྱུན་དུ།"
    care.presses(Qt.Key.Key_F9)
    assert line_of(care, "tired").line.text() == "རྒྱུན་དུ།"
    care.presses(Qt.Key.Key_Return)
    assert (care.answer_of("town"), care.answer_of("tired")) == ("t12", "often")


def test_autocomplete_is_searched_however_few_choices_there_are(care: Asking) -> None:
    care.goes_to("/data/lines/road")
    editor = care.question("road").editor
    assert isinstance(editor, SearchedEditor)
    care.types("myl")
    care.presses(Qt.Key.Key_Return)
    assert care.answer_of("road") == "none"


def test_enter_leaves_a_searched_list_that_is_answered_and_what_is_typed_then_is_no_answer(care: Asking) -> None:
    care.goes_to("/data/lines/road")
    care.types("myl")
    care.presses(Qt.Key.Key_Return)
    assert care.here() == "road"
    care.presses(Qt.Key.Key_Return)
    assert care.here() != "road"
    assert care.answer_of("road") == "none"
    # whoever types there again searches again
    care.goes_to("/data/lines/road")
    care.types("m")
    care.presses(Qt.Key.Key_Return)
    assert care.here() == "road"


def test_a_story_has_as_many_lines_as_the_form_asks_for(program: Program) -> None:
    def text(appearance: str, rows: str = "") -> Node:
        parameters = (("rows", rows),) if rows else ()
        return Node("/data/q", Kind.INPUT, name="q", label="?", appearance=appearance, parameters=parameters)

    kinds = [
        kind_of_editor(node) for node in (text(""), text("multiline"), text("", "5"), text("", "1"), text("", "x"))
    ]
    assert kinds == ["line", "text", "text", "line", "line"]
    short, long = (TextEditor(node) for node in (text("multiline"), text("", "6")))
    assert long.first().height() == 2 * short.first().height()
