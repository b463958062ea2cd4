"""Texts of forms: each script in its own lines, and nothing where a language has no words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.words import Words


def test_a_hint_in_two_languages_has_each_in_its_own_line_height(program: Program, qtbot: QtBot) -> None:
    words = Words("caption")
    qtbot.addWidget(words)
    words.say("听到什么写什么。\nགོས་པ་བཞིན་འབྲི།")
    assert words.plain.text() == "听到什么写什么。"
    assert words.tibetan.text() == "གོས་པ་བཞིན་འབྲི།"
    assert words.text() == "听到什么写什么。\nགོས་པ་བཞིན་འབྲི།"
    words.say("听到什么写什么。")
    assert words.tibetan.isHidden()
    words.say("")
    assert words.isHidden()


def test_the_mark_of_a_text_that_is_not_there_is_not_read_out() -> None:
    assert plain("-") == ""
    assert second_words("照手机上的数字抄。", "-") == ""
    assert plain("3 - 2") == "3 - 2"


def test_tibetan_longer_than_a_line_is_shown_to_its_end(program: Program, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    words = Words("lead")
    words.say("ངས་ཉི་ནུས་གློག་པང་བཟོ་ཤེས་ལ་ཁྱིམ་མཚེས་ལའང་སློབ་ཤེས།")
    column.addWidget(words)
    column.addStretch()
    page.resize(260, 300)
    page.show()
    qtbot.waitExposed(page)
    tibetan = words.tibetan
    assert tibetan.heightForWidth(tibetan.width()) > tibetan.sizeHint().height() * 1.5
    assert tibetan.height() >= tibetan.heightForWidth(tibetan.width())
