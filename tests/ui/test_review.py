"""Headquarters decides what only a person can: two registrations that may be one person, two words on one telephone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.domain.ids import to_text
from tianye.services import registration, reporting, review
from tianye.services.review import CaseKind
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.reviewing import Review
from tianye.ui.hq.reviewing_decided import DecidedView
from tianye.ui.hq.reviewing_pair import _Cell
from ui import cases, days
from ui.pages import Screen

Settled = Callable[[], None]


class ReviewScreen(Screen):
    """The place as an officer uses it."""

    def __init__(self, program: Program, settled: Settled) -> None:
        super().__init__(program.window)
        self.program, self._settled = program, settled
        program.window.show()
        program.window.go("review")
        settled()
        page = program.window.page
        assert isinstance(page, Review)
        self.page = page

    def names(self) -> list[str]:
        """Return the cases of the list."""
        model = self.page.list.model()
        return [str(model.index(row, 0).data()).split(", ")[0] for row in range(model.rowCount())]

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)
        self.settle()

    def settle(self) -> None:
        """Wait until the lane has told everything."""
        self._settled()

    def click(self, words: str) -> None:
        """Press a button and wait until it is done."""
        self.press(words)
        self._settled()

    def view(self, name: str) -> None:
        """Go to another view of the place."""
        self.page.views.choose(name)
        self._settled()

    def asked(self, work: Callable[[Station], object]) -> object:
        """Ask the open data folder something."""
        answers: list[object] = []
        self.program.runner.ask(work, answers.append)
        self._settled()
        return answers[0]

    def persons(self) -> int:
        """Return how many different people took part, as the figures count."""
        report = self.asked(reporting.make_report)
        assert isinstance(report, reporting.Report)
        (figure,) = [one for one in report.figures if one.id == "persons"]
        assert isinstance(figure.value, int)
        return figure.value


@pytest.fixture
def screen(program: Program, hq: days.Played, settled: Settled) -> ReviewScreen:
    return ReviewScreen(program, settled)


def test_a_pair_is_shown_with_what_speaks_for_and_against(screen: ReviewScreen) -> None:
    assert screen.names() == ["索南多杰 ⇆ 索朗多吉", "吴满香 ⇆ 吴满香"]
    told = "\n".join(screen.texts())
    assert "可能是同一个人" in told
    assert "电话相同" in told
    assert "有 1 场两份登记都签了到" in told
    assert "两边都没有身份证号可比" in told
    # masked, and no likelihood in percent
    assert "154****0778" in told
    assert "%" not in told
    assert not any("15400" in text for text in screen.texts())


def test_deciding_one_person_counts_one_less_and_the_next_case_comes(screen: ReviewScreen) -> None:
    before = screen.persons()
    screen.click("是同一个人")
    assert screen.names() == ["吴满香 ⇆ 吴满香"]
    assert screen.page.list.place() == 0
    assert "索南多杰 ⇆ 索朗多吉：是同一个人" in screen.texts()
    assert screen.persons() == before - 1
    screen.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.persons() == before
    assert len(screen.names()) == 2


def test_keys_decide_and_move(screen: ReviewScreen) -> None:
    screen.key(Qt.Key.Key_Down)
    assert screen.page.list.place() == 1
    screen.key(Qt.Key.Key_Up)
    screen.key(Qt.Key.Key_2)
    assert screen.names() == ["吴满香 ⇆ 吴满香"]
    assert "索南多杰 ⇆ 索朗多吉：是两个人" in screen.texts()


def test_what_is_left_comes_last_and_stays_a_case(screen: ReviewScreen) -> None:
    screen.key(Qt.Key.Key_3)
    assert screen.names() == ["吴满香 ⇆ 吴满香", "索南多杰 ⇆ 索朗多吉"]
    assert screen.page.list.place() == 0
    left = screen.asked(partial(review.list_cases, kinds=(CaseKind.DUPLICATE,)))
    assert isinstance(left, list)
    assert len(left) == 2


def test_a_double_press_is_one_decision(screen: ReviewScreen) -> None:
    for _ in range(2):
        QTest.keyClick(screen.page.list, Qt.Key.Key_2)
    screen.settle()
    assert screen.names() == ["吴满香 ⇆ 吴满香"]


def test_the_rail_says_how_many_wait(screen: ReviewScreen) -> None:
    assert screen.button("复核，3 件等着")
    screen.key(Qt.Key.Key_1)
    assert screen.button("复核，2 件等着")


def test_two_words_on_a_telephone_are_told_by_whom_and_one_is_chosen(screen: ReviewScreen) -> None:
    screen.view("words")
    assert screen.names() == ["求吉卓玛"]
    told = "\n".join(screen.texts())
    assert "玉树一号" in told
    assert "湘西一号" in told
    person = screen.page.cases[0].about[0].id
    screen.click("以“154****2235”为准")
    assert "没有不同的说法" in screen.texts()
    row = screen.asked(lambda station: registration.get_person(station, to_text(person)))
    assert getattr(row, "phone", None) == "15400632235"


def test_telephones_that_look_alike_when_masked_are_shown_whole(screen: ReviewScreen, settled: Settled) -> None:
    person = next(case.about[0].id for case in screen.page.cases if case.kind is CaseKind.FIELD)

    def say_another(station: Station) -> object:
        # a second word beside the one that stands, as another laptop would bring it
        with station.command("correct person") as command:
            for phone in ("15400631135", "15499991135"):
                command.add("person.corrected", person, {"phone": phone}, owner=person, supersedes={})
        case = next(case for case in review.list_cases(station, (CaseKind.FIELD,)))
        keep = [word.choice for word in case.words if word.value == "15400632235"]
        assert keep
        return command.done

    screen.program.runner.do(say_another)
    settled()
    screen.view("words")
    assert any("15499991135" in text for text in screen.texts())


def test_a_check_in_taken_back_unseen_is_settled(screen: ReviewScreen) -> None:
    screen.program.runner.do(cases.take_back_unseen)
    screen.settle()
    screen.view("words")
    # the training by its title, as everybody knows it
    assert screen.names() == ["求吉卓玛", "昂文·女带头人沙龙"]
    screen.key(Qt.Key.Key_Down)
    told = "\n".join(screen.texts())
    assert "人到底到了没有？" in told
    assert "女带头人沙龙·6月12日·晚上" in told
    assert "到了 19:04" in told
    screen.click("到了")
    assert screen.names() == ["求吉卓玛"]
    assert screen.asked(partial(review.list_cases, kinds=(CaseKind.ATTENDANCE,))) == []


def test_who_was_refused_at_the_door_can_be_let_in(screen: ReviewScreen) -> None:
    screen.program.runner.do(cases.refuse_scans)
    screen.settle()
    screen.view("notes")
    # what is only to know is no work that waits
    assert screen.button("复核，3 件等着")
    for _ in range(2):
        if "台账里有这个人，当时在场的话可以补上。" in "\n".join(screen.texts()):
            break
        screen.key(Qt.Key.Key_Down)
    assert "名单上没有·19:12" in "\n".join(screen.texts())
    screen.click("补上签到")
    assert len(screen.names()) == 1
    assert "凭这张胸牌找不到人。不用决定，只是留着备查。" in "\n".join(screen.texts())
    assert not screen.page.verdicts.isVisible()


def test_decisions_that_contradict_are_shown_with_who_made_them(screen: ReviewScreen) -> None:
    screen.program.runner.do(cases.disagree_on_a_pair)
    screen.settle()
    assert len(screen.names()) == 2
    screen.key(Qt.Key.Key_Up)
    told = "\n".join(screen.texts())
    assert "是一个人还是两个人，前后决定对不上" in told
    assert "是同一个人：" in told
    assert "是两个人：" in told
    screen.key(Qt.Key.Key_2)
    assert screen.asked(partial(review.list_cases, kinds=(CaseKind.LINK,))) == []


def test_the_number_waiting_is_known_before_the_place_is_opened(
    program: Program, hq: days.Played, settled: Settled
) -> None:
    program.window.show()
    settled()
    assert Screen(program.window).button("复核，3 件等着")
    program.runner.do(cases.take_back_unseen)
    settled()
    assert Screen(program.window).button("复核，4 件等着")


def test_a_decision_is_found_again_and_taken_back(screen: ReviewScreen) -> None:
    screen.key(Qt.Key.Key_2)
    screen.view("decided")
    decided = screen.page.decided
    assert isinstance(decided, DecidedView)
    assert decided.table.model().rowCount() == 2
    decided.table.selectRow(0)
    screen.click("撤销这个决定")
    assert decided.table.model().index(0, 1).data() == "已撤销"
    assert not decided.undo.isEnabled()
    screen.view("pairs")
    assert len(screen.names()) == 2


def test_a_case_that_changed_meanwhile_is_not_decided(screen: ReviewScreen, settled: Settled) -> None:
    screen.view("words")
    case = screen.page.cases[0]
    # somebody decides it in the meantime, and the page has not heard of it
    screen.asked(lambda station: review.decide(station, case, "1"))
    screen.click("以“154****2235”为准")
    assert screen.program.window.notices.isVisible()
    person = screen.asked(lambda station: registration.get_person(station, to_text(case.about[0].id)))
    assert getattr(person, "phone", None) == "15400631135"


def test_the_language_changes_in_the_middle_of_a_case(screen: ReviewScreen, program: Program) -> None:
    program.language.choose("en")
    told = "\n".join(screen.texts())
    assert "Possibly the same person" in told
    assert "Both were checked in at 1 session" in told
    assert screen.button("Two persons")


def test_a_tibetan_name_stands_beside_the_chinese_one(program: Program, qtbot: QtBot) -> None:
    cell = _Cell()
    qtbot.addWidget(cell)
    cell.resize(500, 60)
    cell.show()
    for name, tibetan in (("卓玛", "སྒྲོལ་མ"), ("扎西才让", "བཀྲ་ཤིས་ཚེ་རིང")):
        cell.say((name, tibetan), is_strong=False)
        QApplication.processEvents()
        gap = cell.tibetan.x() - cell.text.x() - cell.text.fontMetrics().horizontalAdvance(name)
        assert 0 < gap < 30


def test_two_corrections_say_what_each_changed_and_why_and_what_choosing_one_drops(
    screen: ReviewScreen, settled: Settled
) -> None:
    screen.program.runner.do(cases.correct_twice_and_more)
    settled()
    screen.page.views.choose("words")
    settled()
    screen.page.list.step(9)
    settled()
    one, other = (claim for claim in screen.page.claims._claims if not claim.isHidden())
    assert one.value.text().startswith("1  ")
    assert one.value.text().count("→") == 1
    assert other.value.text().count("→") == 2
    assert one.reason.text() == other.reason.text() == "原因：她说按错了"
    assert one.lost.text().startswith("选这一份，别处另外改的就不算了：")
    # what only the other one changed, in the words of that card
    assert one.lost.text().endswith(other.value.text().partition("\n")[2])
    assert other.lost.isHidden()
    words = [button.text() for button, _ in screen.page.verdicts._buttons if not button.isHidden()]
    assert words == ["以第 1 份为准", "以第 2 份为准"]
