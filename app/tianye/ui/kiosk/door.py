"""The door of one session: which screen of the kiosk is shown, and what leads from one to the next.

Nothing here leads to the rest of the program but the passphrase. The PIN leads to the kiosk's own lock screen: a
barrier of the screen, not of cryptography (docs/threats.md). While the kiosk stands, no shortcut is heard, Esc only
goes back to the screen that waits, and closing the window asks for the PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Literal

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import kiosk
from tianye.services.kiosk import Answer, Doorway, Reply
from tianye.services.undo import undo
from tianye.ui.kiosk.board import CANVAS, LEAST, Board
from tianye.ui.kiosk.locked import LockBoard, PassphraseBoard, SittingsBoard, UnnamedBoard
from tianye.ui.kiosk.outcome import OutcomeBoard, Verdict, verdict_of
from tianye.ui.kiosk.pin import PinBoard
from tianye.ui.kiosk.scan import ScanBoard
from tianye.ui.kiosk.search import SearchBoard
from tianye.ui.kiosk.sound import Sound
from tianye.ui.messages.notices import ABOUT_BADGE
from tianye.ui.parts.stage import Page, Stage

BLANK_MS: Final = 20_000
"""After this long without a key or a touch, the screen that waits comes back and no name is left."""
_TOUCHES: Final = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.InputMethod)
_WINDOWLESS: Final = ("offscreen", "minimal")


class Door(Page):
    """The kiosk of one session; a PIN is chosen where this laptop has none."""

    def __init__(self, stage: Stage, session: bytes, sound: Sound | None = None) -> None:
        super().__init__(stage)
        self.session = session
        self.sound = sound or Sound()
        self.doorway: Doorway | None = None
        self._is_here = False
        self._is_writing = False
        self._window_before = Qt.WindowState.WindowNoState
        self._after_passphrase = ""
        self._pin_step: Literal["ask", "choose"] | None = None
        """Which PIN was being typed when a badge came in between."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(round(CANVAS[0] * LEAST), round(CANVAS[1] * LEAST))
        self.scan, self.search, self.outcome = ScanBoard(), SearchBoard(), OutcomeBoard()
        self.pin, self.lock, self.sittings = PinBoard(), LockBoard(), SittingsBoard()
        self.passphrase, self.unnamed = PassphraseBoard(), UnnamedBoard()
        self._stack = QStackedWidget()
        self._boards = (
            self.scan,
            self.search,
            self.outcome,
            self.pin,
            self.lock,
            self.sittings,
            self.passphrase,
            self.unnamed,
        )
        for board in self._boards:
            self._stack.addWidget(board)
        self.body.addWidget(self._stack)
        self.idle = QTimer(self, singleShot=True, interval=BLANK_MS)
        self.idle.timeout.connect(self._blank)
        self._secret: Board | None = None
        self._secret_until = QDeadlineTimer(0)
        """The page for a PIN or passphrase that was blanked a moment ago, and how long it is remembered."""
        self._connect()

    def _connect(self) -> None:
        self.scan.search_wanted.connect(self.show_search)
        self.scan.new_wanted.connect(self._welcome)
        self.search.new_wanted.connect(self._welcome)
        self.scan.leader_wanted.connect(self.ask_pin)
        self.scan.typed.connect(self._begin_search)
        self.search.leader_wanted.connect(self.ask_pin)
        self.scan.mute_wanted.connect(self._turn_sound)
        self.search.typed.connect(self._look_for)
        self.search.chosen.connect(self._admit)
        self.outcome.passed.connect(self._pass_on)
        self.outcome.again_wanted.connect(self.show_scan)
        self.outcome.leader_wanted.connect(self.ask_pin)
        self.outcome.search_wanted.connect(self.show_search)
        self.outcome.disowned.connect(self._take_back)
        self.outcome.repeat_wanted.connect(self._sound_verdict)
        self.pin.entered.connect(self._check_pin)
        self.pin.chosen.connect(self._keep_pin)
        self.pin.left.connect(self._leave_pin)
        self.pin.forgotten.connect(partial(self._ask_passphrase, "pin"))
        self.pin.waited.connect(self._show_waited)
        self.lock.picked.connect(self._pick)
        self.sittings.picked.connect(self._change_session)
        self.passphrase.given.connect(self._check_passphrase)
        self.unnamed.counted.connect(self._count_without_name)
        self.search.left.connect(self.show_scan)
        self.lock.left.connect(self.show_scan)
        self.passphrase.left.connect(self.show_scan)
        for board in (self.sittings, self.unnamed):
            board.left.connect(self._show_lock)

    # ---- as a page -------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Take the screen; asks for a PIN where there is none yet."""
        self._is_here = True
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.stage.theme.changed.connect(self._arrange)
        if QGuiApplication.platformName() not in _WINDOWLESS:
            self._window_before = self.window().windowState()
            self.window().showFullScreen()
        self.show_scan()
        self.refresh(None)

    def left(self) -> None:
        """Give the screen back."""
        if not self._is_here:
            return
        self._is_here = False
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.stage.theme.changed.disconnect(self._arrange)
        self.idle.stop()
        self.pin.waiting.stop()
        self._secret = None
        for board in (self.search, self.outcome, self.pin, self.passphrase):
            board.clear()
        if self.window().isFullScreen():
            self.window().setWindowState(self._window_before & ~Qt.WindowState.WindowFullScreen)

    def may_close(self) -> bool:
        """Let the window close from the lock screen, or before there is a PIN; otherwise ask for it."""
        if self.board is self.lock or self.doorway is None or not self.doorway.has_pin:
            return True
        self.ask_pin()
        return False

    def retranslate(self) -> None:
        """Set every text on every screen."""
        for board in self._boards:
            board.retranslate()
        self._show_sound()

    def refresh(self, changes: Changes | None) -> None:
        """Ask how many are in and whether the door is open."""
        if changes is None or changes.touches("attendance", "anonymous", "session", "training"):
            self.stage.runner.ask(
                partial(kiosk.doorway, session=self.session), self._show_doorway, self._show_fault, key="doorway"
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew at each touch, and let no shortcut of the program be heard here."""
        kind = event.type()
        if kind in _TOUCHES and self.idle.isActive():
            self.idle.start()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return False

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "kiosk"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep every key here: Esc does not leave the kiosk."""
        event.accept()

    def _arrange(self) -> None:
        for board in self._boards:
            board.arrange()

    # ---- which screen ----------------------------------------------------------------------------------------------

    @property
    def board(self) -> Board:
        """The screen that is shown."""
        board = self._stack.currentWidget()
        assert isinstance(board, Board)
        return board

    def show_scan(self) -> None:
        """Wait for the next person; what was shown of anybody is gone. A closed door says that it is closed."""
        self._pin_step = None
        for board in (self.search, self.outcome, self.pin, self.passphrase):
            board.clear()
        if self.doorway is not None and not self.doorway.has_pin:
            self._show(self.pin)
            self.pin.begin("choose")
        elif self.doorway is not None and not self.doorway.is_open:
            self._show_answer(Answer(Reply.CLOSED), is_heard=False)
        else:
            self._show(self.scan)
            self.scan.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _blank(self) -> None:
        self._secret = self.board if self.board in (self.pin, self.passphrase) else None
        self._secret_until = QDeadlineTimer(BLANK_MS)
        self.show_scan()

    def _pass_on(self) -> None:
        """Go back to where the badge came in between: the leader goes on typing the PIN, and not into the search."""
        step = self._pin_step
        if step is None:
            self.show_scan()
            return
        self._pin_step = None
        self.outcome.clear()
        self._show(self.pin)
        self.pin.begin(step)
        self.idle.start()

    def show_search(self) -> None:
        """Look for a name."""
        self.search.clear()
        self._show(self.search)
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_search(self, letters: str) -> None:
        # the first letters of a badge are no name
        if self.stage.scanner.is_holding:
            return
        secret = self._secret if not self._secret_until.hasExpired() else None
        self._secret = None
        # whoever goes on typing a secret after its page was blanked must not read it, large, in the search
        if secret is self.pin and letters.isdecimal():
            self.ask_pin()
            self.pin.type(letters)
        elif secret is self.passphrase:
            self._ask_passphrase(self._after_passphrase)
            self.passphrase.field.setText(letters)
        else:
            self.show_search()
            self.search.field.setText(letters)

    def ask_pin(self) -> None:
        """Ask for the leader's PIN."""
        self._pin_step = None
        self.outcome.clear()
        self._show(self.pin)
        self.pin.begin("ask")

    def _show(self, board: Board) -> None:
        self.outcome.still()
        self._change_to(board)
        # a countdown that vanished would leave the leader typing the PIN at the door's own page
        is_held = board is self.pin and (self.pin.step != "ask" or self.pin.is_waiting)
        waits = board is self.scan or is_held
        # «not on the list» and faults have no timer: nothing vanishes that nobody has read, and they show no name
        is_told = board is self.outcome and self.outcome.verdict is not None and not self.outcome.verdict.goes_on
        if waits or is_told:
            self.idle.stop()
        else:
            self.idle.start()

    def _change_to(self, board: Board) -> None:
        if self._is_here and board is not self._stack.currentWidget():
            # what was said of a code belongs to the screen it was read at
            self.stage.withdraw(ABOUT_BADGE)
        # a hidden widget would hand the focus on as Tab does, and the ring would follow
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(board)

    def _show_doorway(self, doorway: Doorway) -> None:
        if not self._is_here:
            return
        before, self.doorway = self.doorway, doorway
        self.search.has_tibetan = self.outcome.has_tibetan = doorway.has_tibetan
        self.scan.show_doorway(doorway)
        self.search.retranslate()
        self._show_lock_state()
        is_waiting = self.board in (self.scan, self.search) or self._says_closed
        if before is None or (before.is_open != doorway.is_open and is_waiting):
            self.show_scan()

    @property
    def _says_closed(self) -> bool:
        verdict = self.outcome.verdict
        answer = verdict.answer if verdict is not None else None
        return self.board is self.outcome and answer is not None and answer.reply is Reply.CLOSED

    def _show_verdict(self, verdict: Verdict, *, is_heard: bool = True) -> None:
        self.search.clear()
        self._change_to(self.outcome)
        self.outcome.show_verdict(verdict)
        self.outcome.repeat.setVisible(self.sound.is_there and not self.sound.is_muted and not verdict.goes_on)
        if verdict.goes_on:
            self.idle.start()
        else:
            self.idle.stop()
        if is_heard:
            self._sound_verdict()

    def _show_answer(self, answer: Answer, *, is_heard: bool = True) -> None:
        self._is_writing = False
        if self._is_here:
            self._show_verdict(verdict_of(answer), is_heard=is_heard)

    def _show_fault(self, fault: TianyeError) -> None:
        self._is_writing = False
        if self._is_here:
            self._show_verdict(Verdict("stop", fault=fault))

    # ---- who comes -------------------------------------------------------------------------------------------------

    def take_badge(self, text: str) -> bool:
        """Check in whoever a badge names, once there is a PIN."""
        if self.doorway is not None and self.doorway.has_pin:
            if self.board is self.pin:
                self._pin_step = "ask" if self.pin.step == "ask" else "choose"
            self.sound.play("heard")
            work = partial(kiosk.scan, session=self.session, text=text)
            self.stage.runner.do(work, self._show_answer, self._show_fault)
        elif self.board is self.pin:
            self.pin.say_badge()
        return True

    def _look_for(self, text: str) -> None:
        work = partial(kiosk.find, session=self.session, text=text)
        self.stage.runner.ask(work, self.search.show_found, self._show_fault, key="kiosk search")

    def _admit(self, person: bytes) -> None:
        self._write_once(partial(kiosk.admit, session=self.session, person=person), self._show_answer)

    def _write_once(self, work: Callable[[Any], object], shown: Callable[[Any], object]) -> None:
        # a finger that taps twice means it once
        if not self._is_writing:
            self._is_writing = True
            self.stage.runner.do(work, shown, self._show_fault)

    def _take_back(self) -> None:
        verdict = self.outcome.verdict
        command = verdict.answer.command if verdict is not None and verdict.answer is not None else None
        self.outcome.still()
        if command is None:
            self._show_verdict(Verdict("ask", word="unchanged"))
            return
        self._write_once(partial(undo, command=command), self._show_taken_back)

    def _show_taken_back(self, _: object) -> None:
        self._is_writing = False
        if self._is_here:
            self._show_verdict(Verdict("ask", word="undone"))

    def _welcome(self) -> None:
        self._show_verdict(Verdict("ask", word="new"))

    # ---- the leader ------------------------------------------------------------------------------------------------

    def _leave_pin(self) -> None:
        if self.doorway is not None and not self.doorway.has_pin:
            self.stage.enter_desk()
        else:
            self.show_scan()

    def _check_pin(self, pin: str) -> None:
        self.stage.runner.ask(partial(kiosk.is_right_pin, pin=pin), self._pin_checked, self._show_fault, key="pin")

    def _pin_checked(self, is_right: bool) -> None:
        if not self._is_here or self.board is not self.pin:
            return
        if is_right:
            self.pin.accept()
            self._show_lock()
        else:
            self.pin.refuse()
            if self.pin.is_waiting:
                self.idle.stop()

    def _show_waited(self) -> None:
        if self._is_here and self.board is self.pin:
            self.idle.start()

    def _keep_pin(self, pin: str) -> None:
        self.stage.runner.do(partial(kiosk.set_pin, pin=pin), self._pin_kept, self._show_fault)

    def _pin_kept(self, _: object) -> None:
        self.pin.clear()
        self.doorway = None
        self.refresh(None)

    def _show_lock(self) -> None:
        self._show_lock_state()
        self._show(self.lock)
        self.lock.choices["door"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lock_state(self) -> None:
        is_open = self.doorway is None or self.doorway.is_open
        self.lock.show_state(is_open=is_open, has_sound=self.sound.is_there, is_muted=self.sound.is_muted)

    def _pick(self, name: str) -> None:
        match name:
            case "door":
                self.show_scan()
            case "unnamed":
                self._show(self.unnamed)
                self.unnamed.begin()
            case "new_person" | "desk":
                self._ask_passphrase("desk")
            case "sitting":
                self.stage.runner.ask(kiosk.sittings_of_today, self._show_sittings, self._show_fault, key="sittings")
            case "close":
                is_open = self.doorway is None or self.doorway.is_open
                work = kiosk.close_door if is_open else kiosk.open_door
                self.stage.runner.do(partial(work, session=self.session), None, self._show_fault)
            case "sound":
                self._turn_sound()
            case "pin":
                self._show(self.pin)
                self.pin.begin("choose")
                self.idle.start()
            case "end":
                self.window().close()

    def _show_sittings(self, sittings: list[kiosk.Sitting]) -> None:
        if self.board is not self.lock:
            return
        self._show(self.sittings)
        self.sittings.show_sittings(sittings, self.session)

    def _change_session(self, session: bytes) -> None:
        self.session, self.doorway = session, None
        self.refresh(None)

    def _ask_passphrase(self, then: str) -> None:
        self._after_passphrase = then
        self._show(self.passphrase)
        self.passphrase.begin()

    def _check_passphrase(self, passphrase: str) -> None:
        work = partial(kiosk.check_passphrase, passphrase=passphrase)
        self.stage.runner.ask(work, self._pass, self._refuse_passphrase, key="passphrase")

    def _pass(self, _: object) -> None:
        # whoever went back, or was sent back after 20 s, does not get through a moment later
        if not self._is_here or self.board is not self.passphrase:
            return
        self.passphrase.clear()
        if self._after_passphrase == "desk":
            self.stage.enter_desk()
        else:
            self._pick("pin")

    def _refuse_passphrase(self, fault: TianyeError) -> None:
        if fault.code == "keys.wrong-passphrase":
            self.passphrase.refuse()
        else:
            self._show_fault(fault)

    def _count_without_name(self, sex: str | None, age_group: str | None) -> None:
        work = partial(kiosk.count_without_name, session=self.session, sex=sex, age_group=age_group)
        self._write_once(work, self._show_answer)

    # ---- sound -----------------------------------------------------------------------------------------------------

    def _sound_verdict(self) -> None:
        if self.outcome.verdict is not None:
            self.sound.play(self.outcome.verdict.kind)

    def _turn_sound(self) -> None:
        self.sound.is_muted = not self.sound.is_muted
        self._show_sound()
        self._show_lock_state()

    def _show_sound(self) -> None:
        self.scan.show_sound(is_there=self.sound.is_there, is_on=not self.sound.is_muted)
