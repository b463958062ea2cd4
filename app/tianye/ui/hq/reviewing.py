"""What only a person can decide: possible duplicates, words that differ, refused scans; and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import decided, review
from tianye.services.comparing import CaseShown, show_case
from tianye.services.decided import Decided
from tianye.services.review import ABSENT, DIFFERENT, PRESENT, SAME, Case, CaseKind
from tianye.services.station import Done
from tianye.services.undo import undo
from tianye.ui.hq import reviewing_words as words
from tianye.ui.hq.reviewing_claims import ClaimsView
from tianye.ui.hq.reviewing_count import COUNTED
from tianye.ui.hq.reviewing_decided import DecidedView
from tianye.ui.hq.reviewing_pair import PairView
from tianye.ui.hq.reviewing_verdicts import Verdicts
from tianye.ui.parts.buttons import Segmented
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.picklist import Pick, PickList
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.views import Views

_VIEWS: Final = {
    "pairs": (CaseKind.DUPLICATE, CaseKind.LINK),
    "words": (CaseKind.FIELD, CaseKind.ATTENDANCE),
    "notes": (CaseKind.SCAN, CaseKind.WAITING),
}
_TO_DECIDE: Final = (*_VIEWS["pairs"], *_VIEWS["words"])
_SUBJECTS: Final = (*COUNTED, "scan")
STACKED_BELOW: Final = 900
"""Width of the page, growing with the text, below which the case stands under the list."""


class Review(Page):
    """Cases one by one: the list at the left, the case at the right, the verdict below it; keys 1, 2, 3 and ↑ ↓."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.cases: list[Case] = []
        self._known: dict[CaseKind, list[Case]] = {}
        self._left_for_now: list[str] = []
        self._shown: CaseShown | None = None
        self.head = PageHead()
        self.views = Segmented((*_VIEWS, "decided"))
        self.views.chosen.connect(self._change_view)
        self.head.add_action(self.views)
        self.list = PickList()
        self.list.chosen.connect(self._choose)
        self.rest = Label("caption")
        self.keys = Label("caption")
        self._list_card = listed = Card()
        listed.body.setContentsMargins(8, 8, 8, 12)
        listed.body.addWidget(self.list, 1)
        add_row(listed.body, 8, self.rest, None, self.keys, 8)
        self.pair, self.claims = PairView(), ClaimsView()
        self.asked, self.place = Label("heading", wraps=True), Label("caption")
        self.promise = Label("caption", wraps=True)
        self._kinds = Views(self.pair, self.claims)
        case = Card(spacing=10)
        row = add_row(case.body, self.asked)
        row.setStretch(0, 1)
        row.addWidget(self.place)
        case.body.addWidget(self.promise)
        case.body.addWidget(self._kinds, 1)
        self.verdicts = Verdicts(self._decide, self._leave)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(case, 1)
        right.addWidget(self.verdicts)
        both = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(18)
        self._columns.addWidget(listed, 10)
        self._columns.addLayout(right, 25)
        self.decided = DecidedView()
        self.decided.undo_wanted.connect(self._take_back)
        self.nothing = EmptyState()
        self._body = Views(both, self.decided, self.nothing)
        self.body.addWidget(self.head)
        self.body.addWidget(self._body, 1)
        self._both = both

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self._say_head()
        self.list.setAccessibleName(self.tr("Cases"))
        self.keys.setText(self.tr("↑ ↓ another case"))
        self.decided.reword()
        self._list_cases()
        if self._shown is not None:
            self._show(self._shown)

    def help_page(self) -> str:
        """Return the guide's page on review."""
        return "review"

    def _say_head(self) -> None:
        counts = {view: sum(case.kind in kinds for case in self.cases) for view, kinds in _VIEWS.items()}
        line = self.tr("One at a time. Stop whenever you like; every decision can be undone.")
        self.head.say(self.tr("Review"), line)
        for view, text in (
            ("pairs", self.tr("Alike {number}")),
            ("words", self.tr("Disputed {number}")),
            ("notes", self.tr("To know {number}")),
        ):
            self.views.set_text(view, text.format(number=counts[view]))
        self.views.set_text("decided", self.tr("Decided"))
        missing, how = {
            "pairs": (
                self.tr("No two registrations look like one person"),
                self.tr("After each bundle the register is compared again; pairs to look at come here."),
            ),
            "words": (
                self.tr("Nobody says anything different"),
                self.tr("Where two laptops say different things of one person, both words come here."),
            ),
        }.get(
            self.views.value,
            (
                self.tr("Nothing else to know"),
                self.tr("Refused scans, and records of a newer program, are told here."),
            ),
        )
        if not self._are_known():
            missing = self.tr("Looking through the register…")
            how = self.tr("Each registration is compared with those it could be. With many people this takes a while.")
        self.nothing.say(missing, how)

    # ---- asking ----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the cases, where something moved that they can be about."""
        if changes is None or changes.touches(*_SUBJECTS):
            quick = tuple(kind for kind in CaseKind if kind is not CaseKind.DUPLICATE)
            ask = self.stage.runner.ask
            ask(partial(review.list_cases, kinds=quick), partial(self.show_cases, quick), key="review quick")
            # a large register takes longer to compare: the rest need not wait for it
            pairs = (CaseKind.DUPLICATE,)
            ask(partial(review.list_cases, kinds=pairs), partial(self.show_cases, pairs), key="review pairs")
            ask(decided.list_decided, self.decided.show_rows, key="review decided")

    def entered(self) -> None:
        """Begin in the list."""
        super().entered()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cases(self, kinds: Sequence[CaseKind], cases: Sequence[Case]) -> None:
        """Show what waits of some kinds."""
        for kind in kinds:
            self._known[kind] = [case for case in cases if case.kind is kind]
        order = (CaseKind.LINK, *(kind for kind in CaseKind if kind is not CaseKind.LINK))
        self.cases = [case for kind in order for case in self._known.get(kind, ())]
        self._count()
        self._say_head()
        self._list_cases()

    def _count(self) -> None:
        if CaseKind.DUPLICATE in self._known:
            self.stage.count("review", sum(case.kind in _TO_DECIDE for case in self.cases))

    def _are_known(self) -> bool:
        return all(kind in self._known for kind in _VIEWS.get(self.views.value, ()))

    def _change_view(self, _: str) -> None:
        self._say_head()
        self._list_cases()

    def _listed(self) -> list[Case]:
        kinds = _VIEWS.get(self.views.value, ())
        mine = [case for case in self.cases if case.kind in kinds]
        # what was left for now comes after the rest, in the order in which it was left
        return sorted(mine, key=lambda case: self._left_for_now.index(case.id) + 1 if self._is_left(case) else 0)

    def _is_left(self, case: Case) -> bool:
        return case.id in self._left_for_now

    def _list_cases(self, keep: object = None) -> None:
        if self.views.value == "decided":
            self._body.show_only(self.decided)
            return
        listed = self._listed()
        self._body.show_only(self._both if listed else self.nothing)
        rows = [self._pick(case) for case in listed]
        self.list.show_rows(rows, keep or self.list.key())
        self.rest.setText(self.tr("%n cases", "", len(rows)))

    def _pick(self, case: Case) -> Pick:
        left = self.tr("left for now") if self._is_left(case) else ""
        return Pick(case.id, words.names_of(case), words.detail_of(case), "clock" if left else "", left)

    def _case(self, identifier: object) -> Case | None:
        return next((case for case in self.cases if case.id == identifier), None)

    def _choose(self, identifier: object) -> None:
        case = self._case(identifier)
        if case is None:
            self._shown = None
        elif self._shown is None or self._shown.case != case:
            self.stage.runner.ask(partial(show_case, case=case), self._show, key="review case")
        else:
            self._show(self._shown)

    def _show(self, shown: CaseShown) -> None:
        if shown.case.id != self.list.key():
            return
        self._shown = shown
        case = shown.case
        is_pair = shown.comparison is not None
        (self.pair if shown.comparison is not None else self.claims).show_case(shown)
        self._kinds.show_only(self.pair if is_pair else self.claims)
        self.asked.setText(self._question(case))
        text = self.tr("{place} of {count}").format(place=self.list.place() + 1, count=len(self._listed()))
        self.place.setText(text)
        self.promise.setText(self._promise(case))
        self.promise.setVisible(bool(self.promise.text()))
        self.verdicts.offer(self._offer(case), self.tr("Leave for now") if case.choices else "")
        self._fit_keys()

    def _question(self, case: Case) -> str:
        match case.kind:
            case CaseKind.DUPLICATE:
                return self.tr("Possibly the same person")
            case CaseKind.LINK if case.reasons == ("joined-by-others",):
                return self.tr("Two persons, it was said; other decisions make them one")
            case CaseKind.LINK:
                return self.tr("One person or two: the decisions contradict each other")
            case CaseKind.FIELD:
                return self.tr("Which one is right?")
            case CaseKind.ATTENDANCE:
                return self.tr("Was this person there?")
            case CaseKind.SCAN:
                return self.tr("A scan was refused at the door")
            case CaseKind.WAITING:
                return self.tr("Records that wait for a newer program")

    # ---- deciding --------------------------------------------------------------------------------------------------

    def _promise(self, case: Case) -> str:
        if case.kind is CaseKind.DUPLICATE:
            return self.tr("Ask her, or somebody who knows her. Not sure: leave it for now. It can be undone.")
        if case.kind is CaseKind.LINK:
            return self.tr("Ask those who decided, or her. Not sure: leave it for now. It can be undone.")
        if case.kind is CaseKind.FIELD:
            return self.tr("Ask her, or those who wrote it. Not sure: leave it for now. It can be undone.")
        if case.kind is CaseKind.ATTENDANCE:
            return self.tr("Ask whoever held the session, or her. Not sure: leave it for now. It can be undone.")
        return ""

    def _offer(self, case: Case) -> list[tuple[str, str, str]]:
        """Return the verdicts as (choice, icon, words)."""
        if any(word.version for word in case.words):
            text = self.tr("Let number {number} stand")
            return [(choice, "check", text.format(number=choice)) for choice in case.choices]
        if case.kind is CaseKind.FIELD:
            pairs = zip(case.choices, self.claims.values(), strict=False)
            return [
                (choice, "check", self.tr('"{value}" is right').format(value=_cut(value))) for choice, value in pairs
            ]
        said = {
            SAME: ("merge", self.tr("The same person")),
            DIFFERENT: ("people", self.tr("Two persons")),
            PRESENT: (
                "check",
                self.tr("Was there") if case.kind is CaseKind.ATTENDANCE else self.tr("Count as present"),
            ),
            ABSENT: ("cross", self.tr("Was not there")),
        }
        return [(choice, *said[choice]) for choice in case.choices]

    def _decide(self, choice: str) -> None:
        shown = self._shown
        if shown is None or choice not in shown.case.choices:
            return
        self.verdicts.hold()
        work = partial(review.decide_seen, case=shown.case, choice=choice)
        self.stage.runner.do(work, partial(self._decided, shown.case, choice), self._refused)

    def _refused(self, fault: TianyeError) -> None:
        self.stage.tell(fault)
        self._shown = None
        self.refresh(None)

    def _decided(self, case: Case, choice: str, done: Done) -> None:
        verdict = next((text for name, _, text in self._offer(case) if name == choice), choice)

        def text() -> str:
            return self.tr("{names}: {verdict}").format(names=words.names_of(case), verdict=verdict)

        if done.command is not None:
            back = partial(undo, command=done.command)
            self.stage.offer_undo(text, lambda: self.stage.runner.do(back))
        # the next one comes by itself: the row below moves up
        place = self.list.place()
        listed = self._listed()
        following = listed[place + 1 : place + 2] or listed[place - 1 : place] if len(listed) > 1 else []
        self._known[case.kind] = [other for other in self._known.get(case.kind, ()) if other.id != case.id]
        self.cases = [other for other in self.cases if other.id != case.id]
        self._shown = None
        self._say_head()
        self._list_cases(following[0].id if following else None)
        self._begin()
        self._count()

    def _leave(self) -> None:
        identifier = self.list.key()
        if not isinstance(identifier, str):
            return
        listed = [case.id for case in self._listed()]
        place = listed.index(identifier)
        following = listed[place + 1] if place + 1 < len(listed) else listed[0]
        if identifier in self._left_for_now:
            self._left_for_now.remove(identifier)
        self._left_for_now.append(identifier)
        self._list_cases(following)
        self._begin()

    def _begin(self) -> None:
        """Put the focus where the keys of this place begin."""
        if self._body.shown is self._both:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, row: Decided) -> None:
        self.stage.clear_undo()
        self.stage.runner.do(partial(undo, command=row.command))

    # ---- keys and room ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by 1, 2, 3; go to another case by ↑ and ↓ wherever the focus is."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_list = self._body.shown is self._both
        number = event.text()
        if is_plain and is_list and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_plain and is_list and len(number) == 1 and "1" <= number <= "9" and not event.isAutoRepeat():
            self.verdicts.press(int(number))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the case below the list where there is no width for both."""
        super().resizeEvent(event)
        look, room = self.stage.theme, self.parentWidget()
        is_narrow = (room.width() if room is not None else self.width()) < look.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self.decided.set_narrow(is_narrow=is_narrow)
            for area in (self.pair.area, self.claims.area):
                area.setMinimumHeight(look.px(240) if is_narrow else 0)
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Leave the keys out where the answers have no width for them: they hold all the same."""
        room, margins = self.parentWidget(), self.body.contentsMargins()
        width = (room.width() if room is not None else self.width()) - margins.left() - margins.right()
        is_narrow = self._columns.direction() == QBoxLayout.Direction.TopToBottom
        beside = 0 if is_narrow else self._list_card.minimumSizeHint().width() + self._columns.spacing()
        self.verdicts.show_keys(are_shown=not is_narrow and self.verdicts.least_width() + beside <= width)
        self.verdicts.put_leaving_below(is_below=self.verdicts.bare_width() + beside > width)


def _cut(text: str) -> str:
    return text if len(text) <= 16 else f"{text[:15]}…"
