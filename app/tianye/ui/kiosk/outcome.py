"""One big answer: the whole screen in one colour, an icon on a disc, the name largest, words in two languages.

`ok` and `again` go on by themselves, and the bar at the foot empties meanwhile; `ask` and `stop` wait for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen

from tianye.domain.errors import TianyeError
from tianye.services.kiosk import Answer, Reply
from tianye.ui import theme
from tianye.ui.kiosk.board import EDGE, PublicBoard
from tianye.ui.kiosk.keys import Big, place
from tianye.ui.kiosk.tibetan import SAYINGS
from tianye.ui.kiosk.words import Tibetan, Words
from tianye.ui.messages.dates import time_words
from tianye.ui.messages.faults import words_of
from tianye.ui.parts.marks import draw_person_mark

Kind = Literal["ok", "again", "ask", "stop"]
NEXT_MS: Final = 2000
KINDS: Final[dict[Reply, Kind]] = {
    Reply.ADMITTED: "ok",
    Reply.WITHOUT_NAME: "ok",
    Reply.ALREADY_IN: "again",
    Reply.NOT_ON_LIST: "ask",
    Reply.AMBIGUOUS: "ask",
    Reply.UNKNOWN_BADGE: "ask",
    Reply.FORGED_BADGE: "stop",
    Reply.CLOSED: "stop",
}
"""Which screen answers what; every reply has one."""
_ICONS: Final = {"ok": "kiosk-check", "again": "kiosk-checks", "ask": "kiosk-ask", "stop": "kiosk-cross"}
_STEP_MS: Final = 50
_HELPED: Final = (Reply.NOT_ON_LIST, Reply.FORGED_BADGE, Reply.CLOSED)
"""Answers to which another scan changes nothing: the leader comes first."""
_NAMED: Final = (Reply.AMBIGUOUS, Reply.UNKNOWN_BADGE, Reply.FORGED_BADGE)
"""Answers after which a name can be looked for."""
_GO_ON: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is on the screen: an answer of the door, a fault, or a `word` of the kiosk itself.

    `undone`: after «not me» a check-in was taken back; `unchanged`: there was none to take back; `new`: somebody says
    that she comes for the first time.
    """

    kind: Kind
    answer: Answer | None = None
    fault: TianyeError | None = None
    word: Literal["", "undone", "unchanged", "new"] = ""

    @property
    def goes_on(self) -> bool:
        """Whether the next person's turn comes by itself."""
        return self.kind in ("ok", "again")


def verdict_of(answer: Answer) -> Verdict:
    """Return the screen of an answer."""
    return Verdict(KINDS[answer.reply], answer)


class OutcomeBoard(PublicBoard):
    """Shows a `Verdict`; `passed` says that it is over, by time or by hand."""

    passed = Signal()
    again_wanted = Signal()
    leader_wanted = Signal()
    search_wanted = Signal()
    disowned = Signal()
    repeat_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_outcome = True
        self.has_tibetan = True
        self.verdict: Verdict | None = None
        self.name = Words(104, least=64, bold=True)
        self.name_bo = Tibetan(72, least=34)
        self.word = Words(46, least=30, bold=True)
        self.word_bo = Tibetan(40, least=22)
        self.word_en = Words(26, least=18)
        self.more = Words(34, least=22)
        self.more_bo = Tibetan(32, least=20)
        self.more_en = Words(26, least=18)
        self.next = Words(28, least=20)
        self.next_bo = Tibetan(26, least=18)
        self.code = Words(20, least=16)
        self._words = (self.name, self.word, self.word_en, self.more, self.more_en, self.next, self.code)
        self._sayings = (self.name_bo, self.word_bo, self.more_bo, self.next_bo)
        for part in (*self._words, *self._sayings):
            part.setParent(self)
        self.disown = Big(self, "undo")
        self.again = Big(self, "scan", is_filled=True)
        self.named = Big(self, "search")
        self.leader = Big(self, "lock")
        self.repeat = Big(self, "speaker", shape="stack", pixels=20)
        self.disown.clicked.connect(self.disowned)
        self.again.clicked.connect(self.again_wanted)
        self.named.clicked.connect(self.search_wanted)
        self.leader.clicked.connect(self.leader_wanted)
        self.repeat.clicked.connect(self.repeat_wanted)
        self.repeat.hide()
        self.next_turn = QTimer(self, singleShot=True, interval=NEXT_MS)
        self.next_turn.timeout.connect(self.passed)
        self._bar = QTimer(self, interval=_STEP_MS)
        self._bar.timeout.connect(self._count_down)
        self.left_of_turn = 1.0
        """How much of the time is left until the next turn, 0 to 1."""
        self._ways: tuple[Big, ...] = (self.again, self.leader)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show an answer, and begin to count where the next turn comes by itself."""
        self.verdict = verdict
        colours = theme.current().token("outcome", verdict.kind)
        self.ground, self.ink = colours["ground"], colours["ink"]
        darker = QColor(self.ground).darker(135).name()
        for words in self._words:
            words.ink = self.ink
        for saying in self._sayings:
            saying.set_ink(self.ink)
        self.disown.paint_in(darker, self.ink, self.ink)
        first, *others = self._ways = self._ways_of(verdict)
        first.paint_in(self.ink, self.ink, self.ground)
        for button in others:
            button.paint_in(self.ground, self.ink, self.ink)
        # Tab goes as the eye does
        for one, other in pairwise(self._ways):
            self.setTabOrder(one, other)
        self.repeat.paint_in(QColor(self.ground).darker(115).name(), QColor(self.ground).darker(115).name(), self.ink)
        self.retranslate()
        self.left_of_turn = 1.0
        if verdict.goes_on:
            self.next_turn.start()
            self._bar.start()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.still()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways_of(self, verdict: Verdict) -> tuple[Big, ...]:
        """Return the buttons that wait for a person: the first is filled, and is the step the words name."""
        reply = verdict.answer.reply if verdict.answer is not None else None
        if reply is Reply.AMBIGUOUS:
            return (self.named, self.leader, self.again)
        is_for_leader = verdict.fault is not None or verdict.word == "new" or reply in _HELPED
        ways = [self.leader] if is_for_leader else [self.again]
        if reply in _NAMED or verdict.word in ("undone", "unchanged"):
            ways.append(self.named)
        ways.append(self.again if is_for_leader else self.leader)
        return tuple(ways)

    def still(self) -> None:
        """Stop counting: what is shown stays."""
        self.next_turn.stop()
        self._bar.stop()

    def clear(self) -> None:
        """Forget who was shown."""
        self.still()
        self.verdict = None
        for words in self._words:
            words.say("")
        for saying in self._sayings:
            saying.setText("")

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text of the verdict in the language of the moment."""
        verdict = self.verdict
        if verdict is None:
            return
        answer = verdict.answer
        name = answer.name or answer.name_bo if answer is not None else ""
        self.name.say(name)
        self.name_bo.setText(answer.name_bo if answer is not None and answer.name else "")
        word, saying = self._word(verdict)
        self.word.say(word)
        self.word_en.say(self.beside(lambda: self._word(verdict)[0]))
        more, more_saying = self._more(verdict)
        self.more.say(more)
        # Tibetan comes before English where there is room for one of them
        self.more_en.say("" if self.has_tibetan else self.beside(lambda: self._more(verdict)[0]))
        self.next.say(self._next(verdict))
        self.code.say(self._details(verdict.fault) if verdict.fault is not None else "")
        self.word_bo.setText(SAYINGS[saying] if self.has_tibetan else "")
        self.more_bo.setText(SAYINGS[more_saying] if self.has_tibetan and more else "")
        self.next_bo.setText(SAYINGS["go_in"] if self.has_tibetan and verdict.goes_on else "")
        is_unnamed = answer is not None and answer.reply is Reply.WITHOUT_NAME
        self.disown.say(
            self.tr("Wrong? Take back") if is_unnamed else self.tr("Not me"),
            SAYINGS["not_me"] if self.has_tibetan and not is_unnamed else "",
        )
        # where another scan cannot help, the way leads back to the beginning
        is_way_back = not verdict.goes_on and self._ways[0] is self.leader
        self.again.set_icon("arrow-left" if is_way_back else "scan")
        self.again.say(
            self.tr("Back") if is_way_back else self.tr("Scan again"),
            SAYINGS["back" if is_way_back else "again"] if self.has_tibetan else "",
        )
        self.named.say(self.tr("Find my name"), SAYINGS["find_name"] if self.has_tibetan else "")
        self.leader.say(self.tr("The leader helps"), SAYINGS["leader"] if self.has_tibetan else "")
        self.repeat.say(self.tr("Hear again"))
        self.disown.setVisible(verdict.goes_on)
        for button in (self.again, self.named, self.leader):
            button.setVisible(not verdict.goes_on and button in self._ways)
        for part in (*self._words, *self._sayings):
            part.setVisible(bool(part.text()))
        self.setAccessibleName(" ".join(words.text() for words in self._words if words.text()))
        self.arrange()

    def _word(self, verdict: Verdict) -> tuple[str, str]:
        if verdict.fault is not None:
            return self.tr("That did not work just now"), "fault"
        match verdict.word:
            case "undone":
                return self.tr("Taken back: nobody was checked in"), "taken_back"
            case "unchanged":
                return self.tr("The list has not changed"), "leader_helps"
            case "new":
                return self.tr("Welcome"), "new_here"
        answer = verdict.answer
        assert answer is not None
        match answer.reply:
            case Reply.ADMITTED:
                return self.tr("Checked in"), "admitted"
            case Reply.ALREADY_IN:
                return self.tr("Already checked in at {time}").format(time=time_words(answer.arrived)), "already_in"
            case Reply.WITHOUT_NAME:
                return self.tr("Counted, without a name"), "without_name"
            case Reply.NOT_ON_LIST:
                return self.tr("Not on the list"), "not_on_list"
            case Reply.AMBIGUOUS:
                return self.tr("Two people have this name"), "ambiguous"
            case Reply.UNKNOWN_BADGE:
                return self.tr("The code cannot be read"), "unknown_badge"
            case Reply.FORGED_BADGE:
                return self.tr("This badge is not valid"), "forged_badge"
            case Reply.CLOSED:
                return self.tr("Check-in is closed"), "closed"

    def _more(self, verdict: Verdict) -> tuple[str, str]:
        if verdict.fault is not None:
            return self.tr("Call the leader over. What was recorded before is kept."), "leader_helps"
        if verdict.word == "new":
            return self.tr("Come and take part. The leader will register you."), "may_join"
        if verdict.word:
            return self.tr('Scan your own badge, or press "Find my name".'), "scan_own"
        match verdict.answer.reply if verdict.answer is not None else None:
            case Reply.NOT_ON_LIST:
                return self.tr("You can still take part. The leader will register you."), "may_join"
            case Reply.AMBIGUOUS:
                return self.tr('Press "Find my name", then your name with the picture on your badge.'), "choose_mark"
            case Reply.UNKNOWN_BADGE:
                return self.tr('Hold the badge still and scan once more, or press "Find my name".'), "again_slowly"
            case Reply.FORGED_BADGE:
                return self.tr("You can still take part. Call the leader over."), "may_join"
            case Reply.CLOSED:
                return self.tr("Nobody is checked in any more. The leader can open it again."), "leader_helps"
        return "", "leader_helps"

    def _details(self, fault: TianyeError) -> str:
        """Return what the leader reads: what happened, what to do, and the code."""
        words = words_of(fault, self.speak)
        return self.tr("For the leader: {what} {then} Code {code}").format(
            what=words.what_happened, then=words.next_step, code=fault.code
        )

    def _next(self, verdict: Verdict) -> str:
        if verdict.kind == "ok":
            return self.tr("Come in. Next, please.")
        return self.tr("Come in. Nothing more to do.") if verdict.kind == "again" else ""

    # ---- where things stand ----------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Place the parts of a name, or of a sentence without one."""
        if self.verdict is None:
            return
        if self.verdict.goes_on:
            self._arrange_name()
        else:
            self._arrange_sentence()
        self.update()

    def _arrange_name(self) -> None:
        px, width, height = self.px, self.width(), self.height()
        self.word.resize_letters(46, 30)
        self.word_bo.resize_letters(40)
        x, right = px(520), width - px(EDGE)
        top = height / 2 - px(310)
        has_mark = self._mark is not None
        room = right - x - (px(230) if has_mark else 0)
        if self.name_bo.text():
            place(self.name, x, top - px(20), room, px(190))
            place(self.name_bo, x, top + px(174), room, px(106))
        else:
            place(self.name, x, top + px(40), room, px(220))
        line = height / 2 - px(20)
        if not self.name.text():
            line -= px(110)
        place(self.word, x, line + px(18), right - x, px(66))
        place(self.word_bo, x, line + px(84), right - x, px(80))
        place(self.word_en, x, line + px(164 if self.word_bo.text() else 84), right - x, px(40))
        foot = height - px(158)
        disown_wide, tall = px(280), max(px(112), self.target)
        place(self.disown, right - disown_wide, foot, disown_wide, tall)
        left = px(EDGE)
        place(self.next, left, foot + px(8), right - disown_wide - px(24) - left, px(50))
        place(self.next_bo, left, foot + px(58), right - disown_wide - px(24) - left, px(56))
        place(self.repeat, right - px(104), px(24), px(104), max(px(92), 88))

    def _arrange_sentence(self) -> None:
        px, width, height = self.px, self.width(), self.height()
        self.word.resize_letters(66, 36)
        self.word_bo.resize_letters(54)
        x, right = px(520), width - px(EDGE)
        has_tibetan = bool(self.word_bo.text())
        middle = height / 2
        less = px(38) if self.word_en.text() else 0
        if has_tibetan:
            place(self.word, x, middle - px(275), right - x, px(124) - less / 2)
            place(self.word_bo, x, middle - px(150) - less / 2, right - x, px(98) - less / 2)
        else:
            place(self.word, x, middle - px(225), right - x, px(160) - less)
        place(self.word_en, x, middle - px(86), right - x, px(36))
        place(self.more, x, middle - px(28), right - x, px(104))
        place(self.more_bo, x, middle + px(78), right - x, px(62))
        place(self.more_en, x, middle + px(78), right - x, px(62))
        count = len(self._ways)
        tall, across = max(px(116), self.target), (right - x - (count - 1) * self.gap) / count
        foot = middle + px(158)
        for number, button in enumerate(self._ways):
            place(button, x + number * (across + self.gap), foot, across, tall)
        place(self.code, px(EDGE), height - px(52), right - px(EDGE), px(40))
        place(self.repeat, right - px(104), px(20), px(104), 88)

    @property
    def _mark(self) -> int | None:
        return self.verdict.answer.mark if self.verdict is not None and self.verdict.answer is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, the line, the person's mark and the bar."""
        super().paintEvent(event)
        verdict = self.verdict
        if verdict is None:
            return
        look, px = theme.current(), self.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self.ink)
        disc = QRectF(px(142), self.height() / 2 - px(212), px(300), px(300))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(disc)
        side = px(186)
        icon = "user-plus" if verdict.word == "new" else _ICONS[verdict.kind]
        pixmap = look.pixmap(icon, side, self.ground, self.devicePixelRatio())
        painter.drawPixmap(disc.center() - QPointF(side / 2, side / 2), pixmap)
        y = self.height() / 2 - px(20 if verdict.goes_on else 44)
        if not verdict.goes_on or self.name.text():
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPointF(px(520), y), QPointF(self.width() - px(EDGE), y))
        if self._mark is not None:
            box = QRectF(self.width() - px(EDGE) - px(190), self.height() / 2 - px(262), px(190), px(190))
            draw_person_mark(painter, box, self._mark, self.devicePixelRatio())
            painter.setPen(QPen(QColor("#FFFFFF"), px(6)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, px(38), px(38))
        if verdict.goes_on:
            self._draw_bar(painter, ink)

    def _count_down(self) -> None:
        if self.next_turn.isActive():
            self.left_of_turn = max(0.0, self.next_turn.remainingTime() / NEXT_MS)
        self.update()

    def _draw_bar(self, painter: QPainter, ink: QColor) -> None:
        """Draw a round bar under the words to the next one; it empties until it is her turn."""
        high = self.px(10)
        trough = QColor(ink)
        trough.setAlphaF(0.25)
        box = QRectF(self.px(EDGE), self.height() - self.px(32), self.px(424), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(trough)
        painter.drawRoundedRect(box, high / 2, high / 2)
        box.setWidth(max(high, box.width() * self.left_of_turn))
        painter.setBrush(ink)
        painter.drawRoundedRect(box, high / 2, high / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at once by Enter, Space or Esc; where a person is wanted, Esc is «again»."""
        if self.verdict is None:
            super().keyPressEvent(event)
        elif self.verdict.goes_on and event.key() in _GO_ON:
            self.passed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.again_wanted.emit()
        else:
            super().keyPressEvent(event)
