"""A form being filled in, on screen: pages, progress, overview, the end. It shows nodes and asks for changes.

It knows no entry and no service. Who holds the entry connects `answered`, `more_wanted`, `removal_wanted` and
`finish_wanted`, and brings the nodes back by `show_form`; typing never waits for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tianye.domain.errors import TianyeError
from tianye.forms.definition import Kind
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.answer_words import short
from tianye.ui.formview.card import FormCard, scroll_area
from tianye.ui.formview.ending import Ending, Links
from tianye.ui.formview.foot import Foot
from tianye.ui.formview.heights import Heights
from tianye.ui.formview.listing import lines_of
from tianye.ui.formview.markup import plain
from tianye.ui.formview.media import Files, Means
from tianye.ui.formview.overview import Overview
from tianye.ui.formview.page import FormPage
from tianye.ui.formview.pinned import PinnedHeads
from tianye.ui.formview.plan import ROOM, Plan, Sheet, make_plan
from tianye.ui.formview.question import Question
from tianye.ui.formview.steps import State, Steps
from tianye.ui.formview.taking import Make, Refusal
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.formview.whereabouts import end_words, part_words, question_words
from tianye.ui.parts.labels import Label
from tianye.ui.parts.options import Option

Shown = Literal["page", "overview", "ending"]


class FormView(QWidget):
    """Shows the nodes of an entry page by page.

    `answered` brings ref and value when an answer is whole, `file_given` ref and a `Make` when it is a file.
    `half_typed` brings ref and what was typed there and is no value, empty once it is one. `turned` comes when
    another page or group is on screen.
    """

    answered = Signal(str, str)
    file_given = Signal(str, object)
    half_typed = Signal(str, str)
    more_wanted = Signal(str)
    removal_wanted = Signal(str)
    finish_wanted = Signal()
    turned = Signal()
    single_chosen = Signal(bool)
    """A person wants one question a page from now on, or a group."""

    def __init__(
        self,
        now: Callable[[], datetime],
        files: Files | None = None,
        *,
        is_trial: bool = False,
        is_single: bool = False,
    ) -> None:
        super().__init__()
        self._is_single = is_single
        self._nodes: Sequence[Node] = ()
        self._second: Mapping[str, Node] = {}
        self.plan = Plan((), 0, (), False)
        self._heights = Heights()
        self.shown: Shown = "page"
        self._place = 0
        self._here = ""
        self._under_way: Counter[str] = Counter()
        self._then: Callable[[], None] | None = None
        self._is_building = False
        self._is_held = False
        """Whether the page on screen was not turned because of what is wrong on it."""
        self._remark: Callable[[], str] = str
        self.steps, self.count = Steps(), Label("caption")
        self.links = Links()
        self.area = scroll_area()
        self.foot = Foot(is_trial=is_trial)
        ways = (self.foot.back, self.foot.overview, self.foot.onward)
        self.page = FormPage(Means.of(now, files), ways)
        self.area.setWidget(self.page)
        self.pinned = PinnedHeads(self.area, self.page)
        self.overview, self.ending = Overview(), Ending()
        self._ending_area = scroll_area()
        self._ending_area.setWidget(self.ending)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        progress = QHBoxLayout()
        progress.setSpacing(14)
        progress.addWidget(self.steps, 1)
        progress.addWidget(self.count)
        card = FormCard()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.setSpacing(0)
        self._stack = QStackedWidget()
        for part in (self.area, self._listed(), self._ending_area):
            self._stack.addWidget(part)
        inside.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(progress)
        layout.addWidget(self.links)
        layout.addWidget(card, 1)
        layout.addWidget(self.foot)

    def _listed(self) -> QWidget:
        """Return the overview below the choice of how many questions a page has."""
        self.single = Option(is_square=True)
        self.single.setChecked(self._is_single)
        self.single.setToolTip("F8")
        self.single.toggled.connect(self._choose_single)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 18, 8)
        head.addWidget(self.single)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.overview, 1)
        return listed

    def _connect(self) -> None:
        self.page.answered.connect(self._answered)
        self.page.file_given.connect(self._file_given)
        self.page.half_typed.connect(self.half_typed)
        self.page.done.connect(self._go_to_next)
        self.page.more_wanted.connect(self.more_wanted)
        self.page.removal_wanted.connect(self.removal_wanted)
        self.links.wanted.connect(self.open_at)
        self.ending.jumped.connect(self.open_at)
        self.ending.reason.editor.returnPressed.connect(self.move_on)
        self.overview.jumped.connect(self.open_at)
        self.foot.back.clicked.connect(self.move_back)
        self.foot.overview.clicked.connect(self.toggle_overview)
        self.foot.onward.clicked.connect(self.move_on)
        for keys, act in (
            ("Ctrl+Return", self.move_on),
            ("Ctrl+Enter", self.move_on),
            ("Alt+Left", self.move_back),
            ("F8", self.single.toggle),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet | None:
        """The page on screen; None at the end or before anything is shown."""
        return self.plan.sheets[self._place] if self._place < len(self.plan.sheets) else None

    def asked_here(self) -> tuple[str, ...]:
        """Return the refs of the questions on screen; none on the overview and at the end."""
        sheet = self.sheet if self.shown == "page" else None
        return tuple(item.node.ref for item in sheet.questions) if sheet is not None else ()

    def takes_file(self, ref: str) -> bool:
        """Say whether a question is answered by a file."""
        return any(item.node.ref == ref and item.node.kind is Kind.UPLOAD for item in self.plan.questions)

    @property
    def is_settled(self) -> bool:
        """Whether every answer given here has come back."""
        return not +self._under_way

    def set_remark(self, remark: Callable[[], str]) -> None:
        """Give the sentence on what finishing means, asked again at each change of language."""
        self._remark = remark

    def show_form(
        self,
        nodes: Sequence[Node],
        second: Mapping[str, Node],
        *,
        settles: str = "",
        halves: Mapping[str, str] | None = None,
    ) -> None:
        """Show the entry as it is now; `settles` is the ref whose answer this is the effect of.

        `halves` is what was typed and is no value, by ref; None leaves what is known here.
        """
        if halves is not None:
            self.page.set_halves(halves)
        if settles:
            self._settle(settles)
        before = self.sheet
        self._nodes, self._second = nodes, second
        ends = frozenset(sheet.start for sheet in self.plan.sheets if sheet is not before)
        self.plan = self._planned(before, ends)
        if before is not None:
            found = self.plan.sheet_of(before.start)
            if found is None and self._here:
                found = self.plan.sheet_of(self._here)
            self._place = found if found is not None else min(self._place, max(0, len(self.plan.sheets) - 1))
        elif self.shown == "ending":
            self._place = len(self.plan.sheets)
        self._show()
        if self.is_settled and self._then is not None:
            then, self._then = self._then, None
            then()

    def _planned(self, held: Sheet | None = None, ends: frozenset[str] = frozenset()) -> Plan:
        # what stands above and below the card takes about this much
        look = theme.current()
        room = max(ROOM // 2, round((self.window().height() - look.px(236)) * 100 / look.text_percent))
        return make_plan(
            self._nodes,
            has_second=bool(self._second),
            is_single=self._is_single,
            room=room if self.isVisible() else ROOM,
            held=held,
            ends=ends,
            heights=self._heights,
        )

    def set_single(self, is_single: bool) -> None:
        """Show one question a page, or a group; the question of the moment stays on screen, with its focus."""
        if is_single == self._is_single:
            return
        self.commit()
        self._is_single = is_single
        self.single.setChecked(is_single)
        self.plan = self._planned()
        place = self.plan.sheet_of(self._here)
        self._place = len(self.plan.sheets) if self.shown == "ending" else place or 0
        self._show()
        if self.shown == "page":
            self.page.focus(self._here)

    def _choose_single(self, is_single: bool) -> None:
        if is_single != self._is_single:
            self.set_single(is_single)
            self.single_chosen.emit(is_single)

    def refuse(self, ref: str, sentence: str) -> None:
        """Say that an answer was not taken, and why."""
        self._settle(ref)
        self._then = None
        if (question := self.page.question(ref)) is not None:
            question.refuse(sentence)

    def refuse_file(self, ref: str, refusal: Refusal | TianyeError) -> bool:
        """Say that a file was not taken, and why; what stood there before stands, and going on is not refused.

        Returns whether the question is still on the page, so that it could be said there.
        """
        self._settle(ref)
        self._then = None
        question = self.page.question(ref)
        if question is None or not isinstance(question.editor, UploadEditor):
            return False
        question.editor.refuse(refusal)
        return True

    def _settle(self, ref: str) -> None:
        self._under_way[ref] -= 1
        if (question := self.page.question(ref)) is not None:
            question.settle()

    def _show(self) -> None:
        sheet = self.sheet
        if self.shown == "page" and sheet is None:
            self.shown = "ending"
        if sheet is not None:
            self._show_items(sheet)
        if self.shown == "overview":
            self.overview.show_lines(lines_of(self.plan), self._next_open())
        if self.shown == "ending":
            self._show_ending()
        self._stack.setCurrentIndex({"page": 0, "overview": 1, "ending": 2}[self.shown])
        self._renew_links()
        self._show_progress()
        self.turned.emit()

    def _show_items(self, sheet: Sheet) -> None:
        """Show the items of a page; where the question with the focus went away, the next one gets it."""
        focused = self._focused()
        place = focused.number_shown if focused is not None else 0
        self._is_building = True
        self.page.show_items(sheet.items, self._second)
        self._is_building = False
        if focused is None or self.page.question(focused.node.ref) is focused:
            return
        after = next((item for item in sheet.questions if item.number >= place), None)
        if (heir := after or (sheet.questions[-1] if sheet.questions else None)) is not None:
            self.page.focus(heir.node.ref)

    def _show_progress(self) -> None:
        questions = self.plan.questions
        here = self._here if self.shown == "page" else ""
        states: list[State] = [
            "here" if item.node.ref == here else "done" if item.node.value else "open" for item in questions
        ]
        number = next((item.number for item in questions if item.node.ref == here), 0)
        if self.shown == "ending":
            words = end_words()
        else:
            words = question_words(self.plan, number) if number else self.group_words()
        self.count.setText(words)
        self.steps.show_states(states, words)
        self.foot.onward.setText(self._onward_words())
        self.foot.show_keys(are_wanted=self.shown == "page")
        self.overview.setAccessibleName(self.tr("All questions"))
        self.single.setText(self.tr("One question a page"))
        self.foot.back.setEnabled(self.shown != "page" or self._place > 0)

    def group_words(self) -> str:
        """Return which part of the form is on screen."""
        sheet = self.sheet
        return end_words() if self.shown == "ending" or sheet is None else part_words(self.plan, sheet)

    def _onward_words(self) -> str:
        if self.shown == "ending":
            if self._violating(answered=False):
                return self.tr("Go to the first gap")
            return self.tr("Look at it again") if self._violating(answered=True) else self.tr("Finish")
        if self.shown == "overview":
            return self.tr("Go on")
        return self.tr("To the end") if self._place + 1 >= len(self.plan.sheets) else self.tr("Next")

    # ---- moving ----------------------------------------------------------------------------------------------------

    def start(self, ref: str = "") -> None:
        """Open the page of a ref, or the first one, with the focus on its first question."""
        self.open_at(ref or (self.plan.questions[0].node.ref if self.plan.questions else ""))

    def go_on(self) -> None:
        """Open a form that was begun before where it was left, and say that nothing is lost."""
        ref = self.place_to_go_on()
        self.foot.greet(next((item.number for item in self.plan.questions if item.node.ref == ref), 0))
        self.start(ref)

    def place_to_go_on(self) -> str:
        """Return the ref of the question after the last one answered; the first one where nothing is answered."""
        questions = self.plan.questions
        last = max((place for place, item in enumerate(questions) if item.node.value), default=-1)
        return questions[min(last + 1, len(questions) - 1)].node.ref if questions else ""

    def _next_open(self) -> str:
        here = next((item for item in self.plan.questions if item.node.ref == self._here), None)
        return self._here if here is not None and not here.node.value else self.place_to_go_on()

    def open_at(self, ref: str) -> None:
        """Show the page of a question, or of the first one below a ref, and give it the focus."""
        self.commit()
        inside = [item.node.ref for item in self.plan.questions if item.node.ref.startswith(f"{ref}/")]
        target = ref if self.plan.sheet_of(ref) is not None and not inside else next(iter(inside), "")
        place = self.plan.sheet_of(target)
        was_due = self.shown == "ending"
        self.shown = "page"
        if place is not None:
            self._turn(place, target)
            if was_due and (question := self.page.question(target)) is not None:
                question.make_due()
        else:
            self._show()

    def move_on(self) -> None:
        """Go to the next page, unless something on this one is wrong; at the end, finish."""
        if self.shown == "overview":
            self.open_at(self._next_open())
            return
        self.commit()
        if not self.is_settled:
            self._then = self.move_on
            return
        if self.shown == "ending":
            missing = self._missing()
            if missing:
                self.open_at(missing[0][0])
            else:
                self.finish_wanted.emit()
            return
        wrong = [question for question in self.page.questions if question.wrong()]
        if wrong:
            for question in wrong:
                question.make_due()
            self._is_held = True
            self._renew_links()
            self.page.focus(wrong[0].node.ref, selects=False)
            return
        self._turn(self._place + 1)

    def move_back(self) -> None:
        """Go to the page before; never refused."""
        self.commit()
        self._then = None
        if self.shown == "overview":
            self.toggle_overview()
        elif self._place > 0:
            self.shown = "page"
            self._turn(self._place - 1)

    def toggle_overview(self) -> None:
        """Show the list of all questions, or the page again."""
        self.commit()
        if self.shown == "overview":
            self.shown = "page" if self.sheet is not None else "ending"
            self._show()
            if self.shown == "page":
                self.page.focus(self._here)
            return
        self.shown = "overview"
        self._show()
        self.overview.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Give what is being typed; before moving and before leaving."""
        if self.shown == "page" and (question := self._focused()) is not None:
            question.commit()

    def _turn(self, place: int, ref: str = "") -> None:
        self._is_held = False
        self._place = max(0, min(place, len(self.plan.sheets)))
        self.plan = self._planned()
        sheet = self.sheet
        if ref and (found := self.plan.sheet_of(ref)) is not None:
            self._place = found
            sheet = self.sheet
        self.shown = "page" if sheet is not None else "ending"
        asked = [item.node for item in sheet.questions] if sheet is not None else []
        here = ref or next((node.ref for node in asked if not node.value), asked[0].ref if asked else "")
        self._here = here
        self.area.verticalScrollBar().setValue(0)
        self._show()
        if here:
            self.page.focus(here)
        else:
            self.foot.onward.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_next(self, ref: str) -> None:
        """Give the next question of the page the focus, or turn the page."""
        refs = [item.node.ref for item in self.sheet.questions] if self.sheet is not None else []
        place = refs.index(ref) + 1 if ref in refs else 0
        if place < len(refs):
            self.page.focus(refs[place])
        else:
            self.move_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next question on Enter; with Ctrl to the next page, where no shortcut came before this."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        question = self._focused()
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_on()
        elif is_enter and question is not None and self.shown == "page":
            question.commit()
            if question.editor.problem():
                return
            self._go_to_next(question.node.ref)
        else:
            super().keyPressEvent(event)

    def _focused(self) -> Question | None:
        return self.page.holding(QApplication.focusWidget()) if self.shown == "page" else None

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._is_building or self.shown != "page" or not self.page.isAncestorOf(now):
            return
        question = self.page.holding(now)
        if question is not None:
            self.page.reveal(question, now)
            self.pinned.uncover(question)
            if question.node.ref != self._here:
                self._here = question.node.ref
                self._show_progress()
                self.turned.emit()

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _answered(self, ref: str, value: str) -> None:
        self.foot.greet(0)
        self._under_way[ref] += 1
        self.answered.emit(ref, value)

    def _file_given(self, ref: str, make: Make) -> None:
        self.foot.greet(0)
        self._under_way[ref] += 1
        self.file_given.emit(ref, make)

    def _renew_links(self) -> None:
        """Show the card over the page while two or more questions on it are said to be wrong."""
        wrong = [question for question in self.page.questions if question.shows_error] if self.shown == "page" else []
        self._is_held = self._is_held and bool(wrong)
        self.foot.hold(len(wrong) if self._is_held else 0)
        if len(wrong) < 2:
            self.links.say("", ())
            return
        links = [
            (
                question.node.ref,
                self._link_words(
                    question.number_shown,
                    short(plain(question.node.label) or question.node.name),
                    short(question.error.text()),
                ),
            )
            for question in wrong
        ]
        self.links.say(self.tr("%n questions on this page need another look:", "", len(wrong)), links)

    def _link_words(self, number: int, question: str, error: str) -> str:
        # a question mark ends the question as well as a colon would
        if question.endswith(("?", "？", "。", ":", "：")):
            return f"{number}  {question} {error}"
        return self.tr("{number}  {question}: {error}").format(number=number, question=question, error=error)

    def _violating(self, *, answered: bool) -> list[tuple[str, str]]:
        """Return (ref, words) of the questions that break a rule: those with an answer, or those without."""
        return [
            (item.node.ref, f"{item.number}  {short(plain(item.node.label) or item.node.name)}")
            for item in self.plan.questions
            if self._is_open(item.node) and bool(item.node.value or item.node.ref in self.page.halves) is answered
        ]

    def _missing(self) -> list[tuple[str, str]]:
        return self._violating(answered=False) + self._violating(answered=True)

    def _is_open(self, node: Node) -> bool:
        """Say whether something is missing or wrong, or typed by halves: that would be lost with finishing."""
        return node.violation is not None or node.ref in self.page.halves

    def _show_ending(self) -> None:
        questions = self.plan.questions
        answered = sum(bool(item.node.value) for item in questions)
        optional = sum(not item.node.value and not self._is_open(item.node) for item in questions)
        gaps, misfits = self._violating(answered=False), self._violating(answered=True)
        self.ending.say(answered, len(questions), optional, gaps, misfits=misfits, remark=self._remark())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
