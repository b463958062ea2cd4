"""Someone new at the door: few fields, who is alike beside them, consents one by one; one undo takes all back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.domain.consent import ConsentState, PurposeKind
from tianye.domain.errors import TianyeError, UserFault
from tianye.services import door as at_door
from tianye.services import registration
from tianye.services.alike import find_alike
from tianye.services.door import Answer, Caller
from tianye.services.listing import SessionRow
from tianye.services.undo import undo
from tianye.ui import theme
from tianye.ui.field.checkin_cards import LARGE, ResultCard, key_cap
from tianye.ui.field.checkin_words import Said, say, say_undone, state_words
from tianye.ui.messages.consents import purpose_words
from tianye.ui.messages.people import born_words, dotted
from tianye.ui.messages.sessions import session_title
from tianye.ui.pages.person_fields import PersonFields
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.edges import Edges
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label
from tianye.ui.parts.options import Option
from tianye.ui.parts.revealing import reveal
from tianye.ui.parts.search import Candidate, CandidateList
from tianye.ui.parts.stage import Page, Stage

ASKED = (
    PurposeKind.ATTENDANCE,
    PurposeKind.CONTACT,
    PurposeKind.PHOTO,
    PurposeKind.QUOTE_ANONYMOUS,
    PurposeKind.QUOTE_NAMED,
    PurposeKind.ID_NUMBER,
    PurposeKind.HEALTH,
    PurposeKind.MINOR_GUARDIAN,
)
KEPT_AS = "someone new"
_REST_MS = 250
"""The register is asked for who is alike once the typing rests so long."""


class WalkIn(Page):
    """A task over check-in. `finished` brings the answer; what is typed and ticked is kept when the page is left.

    `came_meanwhile` brings the answer to each badge that was read while this was filled in.
    """

    is_form = True

    finished = Signal(object)
    came_meanwhile = Signal(object)
    taken_back = Signal(object)
    """The answer to such a badge, once its check-in was undone here."""

    def __init__(self, stage: Stage, session: SessionRow, typed: str) -> None:
        """`typed` is what was looked for; a name in it takes the place of what was left half typed here before."""
        super().__init__(stage)
        self._session = session
        self._is_done = False
        self._callers: list[Caller] = []
        self.head = PageHead()
        self.body.addWidget(self.head)
        self.fields = PersonFields(stage)
        self.fields.changed.connect(self._look_for_alike)
        self.fields.submitted.connect(self._go_on)
        self.agreed, self.agreed_hint = Label("heading", wraps=True), Label("caption", wraps=True)
        self.ticks = {purpose: Option(is_square=True) for purpose in ASKED}
        self._scroll = QScrollArea()
        self._build()
        draft = dict(stage.kept(KEPT_AS))
        if typed and not typed.isascii() and draft.get("name") != typed:
            # somebody else than the one whose name was left half typed
            draft = {"name": typed}
        else:
            self.before.setVisible(bool(draft))
        self.fields.show_values(draft)
        for purpose, tick in self.ticks.items():
            tick.setChecked(draft.get(f"consent/{purpose}") == ConsentState.GIVEN)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask_alike)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("clear", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        self.before, self.before_words = QWidget(), Label("soft", wraps=True)
        self.emptying = Button("secondary", "cross")
        self.emptying.clicked.connect(self.start_empty)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.before)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.before_words, 1)
        row.addWidget(self.emptying)
        self.before.hide()
        column.addWidget(self.before)
        column.addWidget(self.fields)
        column.addSpacing(6)
        column.addWidget(self.agreed)
        column.addWidget(self.agreed_hint)
        ticks = Flow()
        for tick in self.ticks.values():
            ticks.add(tick)
        column.addWidget(ticks)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        # as high as there is room, whatever is inside
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setFocusPolicy(self._scroll.focusPolicy().NoFocus)
        self._scroll.setWidget(inside)
        self._scroll.setMinimumHeight(self.stage.theme.px(260))
        Edges(self._scroll)
        form = Card()
        form.body.setContentsMargins(1, 1, 1, 1)
        form.body.addWidget(self._scroll)
        self.alike_card = Card("warn")
        self.alike_card.body.setContentsMargins(14, 14, 14, 14)
        self.alike_title, self.alike_words = Label("on_warn", wraps=True), Label("body", wraps=True)
        self.alike = CandidateList(wraps=True)
        self.alike.accepted.connect(self._choose)
        self.alike_card.body.addWidget(self.alike_title)
        self.alike_card.body.addWidget(self.alike_words)
        self.alike_card.body.addWidget(self.alike)
        self.nobody = Card("sunken")
        self.nobody_words = Label("soft", wraps=True)
        self.nobody.body.addWidget(self.nobody_words)
        self.result = ResultCard()
        self.result.hide()
        self.taking_back = Button("secondary", "undo")
        self.taking_back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.taking_back.clicked.connect(self._take_back)
        add_row(self.result.body, self.taking_back, None)
        self._came: Answer | None = None
        self._side = QWidget()
        side = self._side_column = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        side.addWidget(self.result)
        side.addWidget(self.alike_card)
        side.addWidget(self.nobody)
        side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(18)
        self._columns.addWidget(form, 1)
        self._columns.addWidget(self._side)
        self.body.addLayout(self._columns, 1)
        self.saving = Button("hero", "check")
        self.saving.clicked.connect(self.save)
        self.key = key_cap()
        self.leaving = Button("quiet", "arrow-left")
        self.leaving.clicked.connect(self.stage.back)
        add_row(self.body, self.saving, self.key, None, self.leaving)
        self._show_alike([])
        self._fit()
        theme.current().changed.connect(self._fit)

    # ---- coming and going ------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Put the cursor into the first field."""
        self.fields.focus_first()
        self.refresh(None)

    def left(self) -> None:
        """Keep what is typed, whichever way the page is left."""
        self._rest.stop()
        self.stage.keep(KEPT_AS, {} if self._is_done else self._draft())

    def refresh(self, changes: Changes | None) -> None:
        """Look again who is alike, and whether she is here."""
        if changes is None or changes.touches("person", "attendance"):
            self._ask_alike()

    def help_page(self) -> str:
        """Return the page on who is new at the door."""
        return "someone-new"

    def _draft(self) -> dict[str, str]:
        return self.fields.values() | {f"consent/{purpose}": state for purpose, state in self._consents().items()}

    def _consents(self) -> dict[str, str]:
        return {str(purpose): str(ConsentState.GIVEN) for purpose, tick in self.ticks.items() if tick.isChecked()}

    def start_empty(self) -> None:
        """Forget what was left half typed here before: somebody else stands at the door."""
        self.before.hide()
        self.fields.show_values({})
        for tick in self.ticks.values():
            tick.setChecked(False)
        self.fields.focus_first()
        self._ask_alike()

    # ---- saving ----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Register and check in, where nothing is wrong; what is wrong stands under its field."""
        if not self.saving.isEnabled() or not self.fields.check():
            return
        try:
            fields = registration.make_fields(self.fields.values())
        except UserFault as fault:
            self._refused(fault)
            return
        self.saving.setEnabled(False)
        work = partial(at_door.walk_in, session=self._session, fields=fields, consents=self._consents())
        self.stage.runner.do(work, self._saved, self._refused)

    def _saved(self, answer: Answer) -> None:
        self._is_done = True
        self.finished.emit(answer)
        self.stage.back()

    def _refused(self, fault: TianyeError) -> None:
        self.saving.setEnabled(True)
        if not self.fields.show_fault(fault):
            self.stage.tell(fault)

    def _go_on(self) -> None:
        self.focusNextChild()

    # ---- who is alike, and who is scanned meanwhile ----------------------------------------------------------------

    def _look_for_alike(self) -> None:
        self._rest.start()

    def _ask_alike(self) -> None:
        work = partial(find_alike, session=self._session, said=self.fields.values())
        self.stage.runner.ask(work, self._show_alike, key="alike")

    def _show_alike(self, callers: list[Caller]) -> None:
        self._callers = callers
        sex = self.fields.sex.value
        rows = []
        for caller in callers:
            state, icon = state_words(caller) if caller.is_here else (self.tr("Press: check in"), "check")
            face = caller.face
            rows.append(
                Candidate(
                    caller,
                    face.name,
                    detail=dotted(
                        (
                            self.tr("other sex") if sex and face.sex and face.sex != sex else "",
                            born_words(face.born_year),
                            face.place,
                            face.organisation,
                        )
                    ),
                    state=state,
                    state_icon=icon,
                )
            )
        self.alike.show_rows(rows)
        self.alike.clearSelection()
        self.alike.setFixedHeight(self.alike.row_height * max(1, len(rows)) + 2)
        self.alike_card.setVisible(bool(rows))
        self._say_alike()
        self.nobody.setVisible(not rows)
        # whether it is the same person only she can say: neither way is pushed
        self.saving.set_kind("equal" if rows else "hero")
        is_way_back = bool(rows) and all(caller.is_here for caller in callers)
        self.leaving.set_kind("equal" if is_way_back else "quiet")

    def _say_alike(self) -> None:
        here = [caller.is_here for caller in self._callers]
        if all(here):
            words = self.tr('Ask: the same person? Then "Back to the search": she is checked in. If not, register her.')
        elif any(here):
            words = self.tr(
                "Ask: one of these people? Press that row to check in, unless it says here. If not, register her."
            )
        else:
            words = self.tr("Ask: the same person? Press the row here to check in. If not, register her.")
        self.alike_words.setText(words)

    def _choose(self, row: Candidate) -> None:
        caller = row.key
        if not isinstance(caller, Caller):
            return
        self.stage.runner.do(
            partial(at_door.admit, session=self._session, person=caller.face.id), self._saved, self._refused
        )

    def take_badge(self, text: str) -> bool:
        """Check in whoever comes meanwhile; what is being typed stays."""
        self.stage.runner.do(partial(at_door.take_text, session=self._session, text=text), self._show_scan)
        return True

    def _show_scan(self, answer: Answer) -> None:
        self.came_meanwhile.emit(answer)
        # while a form is filled in Ctrl+Z is for what is typed: the way back stands with the answer
        self._came = answer if answer.outcome is Outcome.ADMITTED and answer.command is not None else None
        self._tell(partial(say, answer), answer)

    def _take_back(self) -> None:
        answer, self._came = self._came, None
        if answer is not None and answer.command is not None:
            self.stage.runner.do(partial(undo, command=answer.command), lambda _: self._say_taken_back(answer))

    def _say_taken_back(self, answer: Answer) -> None:
        self.taken_back.emit(answer)
        self._tell(partial(say_undone, answer), answer)

    def _tell(self, said: Callable[[], Said], answer: Answer) -> None:
        self.result.show_result(said, answer.caller)
        self.taking_back.setVisible(self._came is not None)
        self.result.show()
        QTimer.singleShot(0, self.result, lambda: reveal(self.result))

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(self.tr("Someone new"), session_title(self._session))
        self.agreed.setText(self.tr("What was agreed to"))
        self.agreed_hint.setText(
            self.tr("Tick only what was said. Who agrees to nothing takes part like everybody else.")
        )
        self.before_words.setText(self.tr("This was typed before and is not saved yet."))
        self.emptying.setText(self.tr("Somebody else: start empty"))
        for purpose, tick in self.ticks.items():
            tick.setText(purpose_words(purpose))
        self.alike_title.setText(self.tr("The register has someone alike"))
        self.alike.setAccessibleName(self.tr("The register has someone alike"))
        self.nobody_words.setText(
            self.tr("People who are in the register already appear here while you type the name.")
        )
        self.saving.setText(self.tr("Register and check in"))
        self.key.setText(self.tr("Ctrl+Enter"))
        self.leaving.setText(self.tr("Back to the search"))
        self.taking_back.setText(self.tr("Undo this check-in"))
        self.result.retranslate()
        self._show_alike(self._callers)

    def _fit(self) -> None:
        is_large = theme.current().text_percent > LARGE
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        # a badge is answered where it can be seen, not below a long form
        for column in (self._columns, self._side_column):
            column.removeWidget(self.result)
        (self._columns if is_large else self._side_column).insertWidget(0, self.result)
        self._side.setMinimumWidth(0 if is_large else theme.current().px(360))
        self._side.setMaximumWidth(16_777_215 if is_large else theme.current().px(360))
        self._show_alike(self._callers)
