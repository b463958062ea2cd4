"""Filling in a form by keys and clicks: skips appear, errors come when a field is left, the language keeps answers."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.app.program import Program
from tianye.ui.formview.blocks import Block
from tianye.ui.formview.choosing import RowsEditor, SearchedEditor
from tianye.ui.formview.found import FoundChoices
from tianye.ui.formview.items import Item
from tianye.ui.formview.ranking import RankEditor
from tianye.ui.formview.typing import LineEditor
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file, open_form, settle


@pytest.fixture
def household(field: days.Played, program: Program, qtbot: QtBot) -> Asking:
    """The household form, tried out."""
    return shown(program, qtbot, lambda: open_file(program, "household.md"))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_question_can_be_read_at_every_step_whatever_the_size_of_text(
    field: days.Played, program: Program, qtbot: QtBot, language: str
) -> None:
    program.language.choose(language)
    program.theme.choose("light", 200)
    asking = shown(program, qtbot, lambda: open_form(program, "post_test", name="巴桑"))
    area = asking.view.area
    read = 0
    for _ in range(12):
        question = asking.question(asking.here()) if asking.here() else None
        if question is None:
            break
        for part in (question.label, asking._focus()):
            # what was just added may still be finding its place
            qtbot.waitUntil(partial(_is_seen, area, part))
        read += 1
        asking.presses(Qt.Key.Key_1)
        asking.presses(Qt.Key.Key_Return)
    assert read > 4


def _is_seen(area: QScrollArea, part: QWidget) -> bool:
    """Say whether all of a part can be read without scrolling."""
    box = part.rect().translated(part.mapTo(area.viewport(), part.rect().topLeft()))
    return area.viewport().rect().contains(box)


def test_a_page_is_answered_by_keys_alone(household: Asking) -> None:
    assert household.here() == "first_time"
    household.presses(Qt.Key.Key_1)
    household.presses(Qt.Key.Key_Return)
    assert household.here() == "fuels"
    household.presses(Qt.Key.Key_1)
    household.presses(Qt.Key.Key_4)
    household.presses(Qt.Key.Key_Left)
    household.presses(Qt.Key.Key_Space)
    household.presses(Qt.Key.Key_Return)
    household.types("7")
    household.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answers = [household.answer_of(name) for name in ("first_time", "fuels", "hours")]
    assert answers == ["yes", "sun coal power", "7"]
    assert household.here() == "moved_in"
    household.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert household.is_on_screen("first_time")


def test_tab_leads_through_the_questions_and_from_the_last_to_the_ways_on(household: Asking) -> None:
    foot = household.view.foot
    household.goes_to("/data/home/moved_in")
    names = []
    while (name := household.here()) and len(names) < 12:
        names.append(name)
        household.presses(Qt.Key.Key_Tab)
    assert names == ["moved_in"] * 5 + ["land", "satisfied"]
    assert QApplication.focusWidget() is foot.back
    household.presses(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is foot.overview
    household.presses(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is foot.onward


def test_an_answer_out_of_bounds_is_said_when_the_field_is_left_not_before(household: Asking) -> None:
    household.goes_to("/data/before/hours")
    household.types("26")
    settle(household.program)
    assert not household.question("hours").shows_error
    household.presses(Qt.Key.Key_Tab)
    assert household.question("hours").error.text() == "一天最多 24 小时。请再问一遍，填 0 到 24。"
    household.goes_to("/data/before/hours")
    household.types("2")
    household.presses(Qt.Key.Key_Tab)
    assert not household.question("hours").shows_error
    assert household.answer_of("hours") == "2"


def test_moving_on_waits_for_wrong_answers_and_moving_back_never(household: Asking) -> None:
    household.presses(Qt.Key.Key_2)
    household.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert household.is_on_screen("fuels")
    assert household.here() == "fuels"
    assert household.view.links.isVisible()
    assert [one.node.name for one in household.view.page.questions if one.shows_error] == ["fuels", "hours"]
    assert not household.question("first_time").shows_error
    household.goes_to("/data/home/land")
    household.types("x")
    household.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert household.is_on_screen("first_time")


def test_letters_are_no_number_and_stay_to_be_mended(household: Asking) -> None:
    household.goes_to("/data/home/land")
    household.types("many")
    household.presses(Qt.Key.Key_Tab)
    question = household.question("land")
    assert question.error.text() == "这里要填数字，小数用点隔开。"
    editor = question.editor
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == "many"
    assert household.answer_of("land") == ""
    household.goes_to("/data/home/land")
    editor.line.clear()
    household.types("１２。５")
    household.presses(Qt.Key.Key_Tab)
    assert household.answer_of("land") == "12.5"


def test_a_day_is_typed_in_figures_and_has_to_be_one(household: Asking) -> None:
    household.goes_to("/data/home/moved_in")
    household.types("2019")
    household.types("02")
    household.types("30")
    household.presses(Qt.Key.Key_Tab)
    household.presses(Qt.Key.Key_Tab)
    assert household.question("moved_in").error.text() == "没有这一天，再看一遍。"
    household.goes_to("/data/home/moved_in")
    fields = household.question("moved_in").editor.fields  # type: ignore[attr-defined]
    fields["day"].setFocus()
    fields["day"].selectAll()
    household.types("28")
    household.presses(Qt.Key.Key_Tab)
    household.presses(Qt.Key.Key_Tab)
    assert household.answer_of("moved_in") == "2019-02-28"
    assert not household.question("moved_in").shows_error


def test_an_order_is_none_until_somebody_makes_or_confirms_it(household: Asking) -> None:
    household.goes_to("/data/home/needs")
    editor = household.question("needs").editor
    assert isinstance(editor, RankEditor)
    assert household.answer_of("needs") == ""
    household.presses(Qt.Key.Key_Down)
    assert household.answer_of("needs") == "heat light water"
    household.presses(Qt.Key.Key_Down)
    assert household.answer_of("needs") == "heat water light"


def test_a_repeat_grows_and_shrinks(household: Asking) -> None:
    household.goes_to("/data/member[1]")
    household.types("央金")
    household.screen.press("再加一个：家里人")
    settle(household.program)
    assert household.view.page.holding(QApplication.focusWidget()).node.ref == "/data/member[2]/called"  # type: ignore[union-attr]
    household.types("才让")
    household.presses(Qt.Key.Key_Tab)
    names = [item.node.value for item in household.view.plan.questions if item.node.name == "called"]
    assert names == ["央金", "才让"]
    household.goes_to("/data/member[1]")
    household.screen.press("去掉：家里人·第 1 个")
    settle(household.program)
    names = [item.node.value for item in household.view.plan.questions if item.node.name == "called"]
    assert names == ["才让"]
    # with none left the name of what could be added heads its button
    household.screen.press("去掉：家里人·第 1 个")
    settle(household.program)
    (block,) = (one for one in household.view.page.findChildren(Block) if one.isVisible() and one.item.kind == "more")
    assert (block.words.text(), block.button.text()) == ("家里人", "加一个：家里人")


def test_a_repeat_inside_another_stands_further_in_and_says_where_it_adds(program: Program) -> None:
    child, dose = Node("/d/child", Kind.REPEAT, label="孩子"), Node("/d/child[2]/dose", Kind.REPEAT, label="疫苗")
    outer, inner = (Block(Item("more", node, position=1), None) for node in (child, dose))
    assert (outer.button.text(), inner.button.text()) == ("再加一个：孩子", "再加一个：疫苗（给第 2 个）")
    heads = (Node("/d/child[2]", Kind.REPEAT_INSTANCE), Node("/d/child[2]/dose[1]", Kind.REPEAT_INSTANCE))
    above, below = (Block(Item("instance", node, position=1), None) for node in heads)
    assert left_of(above) < left_of(below) == left_of(inner)


def left_of(block: Block) -> int:
    """Return how far in a block stands."""
    layout = block.layout()
    assert layout is not None
    return layout.contentsMargins().left()


def test_the_language_changes_in_place_and_keeps_answers_focus_and_what_is_being_typed(household: Asking) -> None:
    household.presses(Qt.Key.Key_1)
    household.goes_to("/data/before/hours")
    household.types("8")
    line = household.question("hours").editor.first()
    household.presses(Qt.Key.Key_F9)
    assert QApplication.focusWidget() is line
    assert household.question("first_time").second.text() == "འདི་ལྟ་བུའི་སྦྱོང་བརྡར་ལ་ཐེངས་དང་པོར་ཞུགས་པ་ཡིན་ནམ།"
    household.presses(Qt.Key.Key_F9)
    assert household.question("first_time").label.text().startswith("འདི་ལྟ་བུའི")
    assert household.question("first_time").second.text() == ""
    assert (household.answer_of("first_time"), household.answer_of("hours")) == ("yes", "8")
    editor = household.question("first_time").editor
    assert isinstance(editor, RowsEditor)
    assert editor.rows.chosen() == ["yes"]


def test_a_second_language_follows_every_answer(household: Asking) -> None:
    household.presses(Qt.Key.Key_F9)
    household.goes_to("/data/member[1]")
    household.screen.press("再加一个：家里人")
    settle(household.program)
    assert household.view.page.question("/data/member[2]/kin").second.text() == "ཁྱེད་ཀྱི་ནང་མི་གང་ཡིན།"


def test_many_choices_are_found_by_pinyin_and_taken_by_enter(household: Asking) -> None:
    household.goes_to("/data/rest/town")
    household.types("qsh")
    editor = household.question("town").editor
    assert isinstance(editor, SearchedEditor)
    assert editor.finder.found.count == 1
    household.presses(Qt.Key.Key_Return)
    assert household.answer_of("town") == "t12"
    assert "选的是：清水河" in household.screen.texts()
    household.screen.press("不选了")
    settle(household.program)
    assert household.answer_of("town") == ""


def test_a_click_on_a_language_leaves_the_keys_with_the_question(household: Asking) -> None:
    language = household.page.language
    assert language is not None
    household.goes_to("/data/home/land")
    _, other, *_ = language.findChildren(QAbstractButton)
    before = language.value
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    settle(household.program)
    chosen = language.value
    assert chosen != before
    assert household.here() == "land"
    household.types("3")
    household.presses(Qt.Key.Key_Return)
    assert household.answer_of("land") == "3.0"
    assert household.here() == "satisfied"
    # whoever came to the switch by Tab goes back with Alt and the arrow, and changes no language by that
    other.setFocus()
    household.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert language.value == chosen


def test_a_person_taken_out_by_a_slip_comes_back_with_all_she_said(household: Asking) -> None:
    for _ in range(2):
        household.view.more_wanted.emit("/data/member")
        settle(household.program)
    for number, called in enumerate(("央金", "卓玛", "扎西"), 1):
        household.view.answered.emit(f"/data/member[{number}]/called", called)
    settle(household.program)

    def family() -> list[str]:
        return [item.node.value for item in household.view.plan.questions if item.node.name == "called"]

    household.goes_to("/data/member[2]/called")
    household.view.page.removal_wanted.emit("/data/member[2]")
    settle(household.program)
    assert family() == ["央金", "扎西"]
    bar = household.program.window.undo_bar
    assert bar.isVisible()
    # what is answered meanwhile stays where it belongs
    household.view.answered.emit("/data/member[2]/called", "扎西多杰")
    settle(household.program)
    # the cursor stands in a name, in which there is nothing to undo
    assert household.here() == "called"
    household.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert family() == ["央金", "卓玛", "扎西多杰"]
    assert household.here() == "called"
    assert not bar.isVisible()


def test_what_was_taken_out_is_not_offered_once_the_form_is_left(household: Asking) -> None:
    household.view.answered.emit("/data/member[1]/called", "央金")
    household.view.more_wanted.emit("/data/member")
    settle(household.program)
    household.view.page.removal_wanted.emit("/data/member[1]")
    settle(household.program)
    bar = household.program.window.undo_bar
    assert bar.isVisible()
    household.program.stage.back()
    settle(household.program)
    assert not bar.isVisible()


def test_the_end_names_what_is_missing_and_leads_there(household: Asking) -> None:
    household.view._turn(len(household.view.plan.sheets))
    assert household.view.shown == "ending"
    texts = household.screen.texts()
    assert "还没有答全" in texts
    household.screen.press("去补第一处")
    settle(household.program)
    assert household.here() == "first_time"
    assert household.question("first_time").error.text() == "这一题要有答案。"


def test_the_overview_lists_all_and_jumps(household: Asking) -> None:
    household.presses(Qt.Key.Key_1)
    household.screen.press("目录")
    lines = {line.ref: line for line in household.view.overview.lines}
    assert lines["/data/before/first_time"].answer == "是"
    assert lines["/data/before/hours"].state == "missing"
    assert lines["/data/rest/remark"].state == "blank"
    household.view.overview.jumped.emit("/data/rest/remark")
    settle(household.program)
    assert household.here() == "remark"


def test_skipped_questions_appear_in_place_and_the_focus_stays(
    field: days.Played, program: Program, qtbot: QtBot
) -> None:
    asking = shown(program, qtbot, lambda: open_form(program, "walk_in", name=None))
    assert not asking.is_on_screen("consent_contact")
    row = asking.question("consent_attendance").editor.first()
    asking.presses(Qt.Key.Key_1)
    assert asking.is_on_screen("consent_contact")
    assert QApplication.focusWidget() is row
    asking.presses(Qt.Key.Key_2)
    assert not asking.is_on_screen("consent_contact")


def test_typing_does_not_wait_for_the_answer_before(household: Asking) -> None:
    """Both answers are given before the first has come back; the later one stands."""
    household.goes_to("/data/before/first_time")
    rows = household.question("first_time").editor.rows.rows  # type: ignore[attr-defined]
    rows[0].click()
    rows[2].click()
    assert not household.view.is_settled
    assert [row.isChecked() for row in rows] == [False, False, True]
    settle(household.program)
    assert household.view.is_settled
    assert household.answer_of("first_time") == "unsure"


def test_filtering_narrows_and_widens_again() -> None:
    choices = [Choice(f"c{number}", f"村 {number}") for number in range(5_000)]
    found = FoundChoices()
    found.show_choices(choices, (), frozenset({"c7"}))
    found.search("村 49")
    # of the 5,000 numbers, 199 have a 49 in them and 111 begin with it
    assert found.count == 199
    assert [found.choice(row).label for row in (0, 1, 110)] == ["村 49", "村 490", "村 4999"]
    found.search("村 4999")
    assert [found.choice(row).value for row in range(found.rowCount())] == ["c4999"]
    found.search("村 49")
    assert found.count == 199
    found.search("")
    assert found.count == 5_000
    assert found.label_of("c7") == "村 7"


def test_a_long_list_is_searched_at_once_and_found_by_pinyin_soon_after(program: Program, qtbot: QtBot) -> None:
    choices = tuple(Choice(f"c{number}", f"清水河 {number}") for number in range(2_000))
    found = FoundChoices()
    found.show_choices(choices, (), frozenset())
    found.read_ahead()
    found.search("水河 199")
    assert found.count == 12
    found.search("qsh")
    assert (found.count, found.is_read) == (0, False)
    with qtbot.waitSignal(found.grew):
        pass
    assert (found.count, found.is_read) == (2_000, True)
    again = FoundChoices()
    again.show_choices(choices, (), frozenset())
    again.search("qingshuihe")
    assert again.count == 2_000
