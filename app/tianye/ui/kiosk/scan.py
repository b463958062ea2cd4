"""The screen that waits: hold your badge here, or look for your name. It shows nobody's name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen

from tianye.domain import badges
from tianye.services.kiosk import Doorway
from tianye.ui import theme
from tianye.ui.kiosk.board import EDGE, PublicBoard
from tianye.ui.kiosk.keys import Big, place
from tianye.ui.kiosk.tibetan import SAYINGS
from tianye.ui.kiosk.words import Tibetan, Words
from tianye.ui.messages.dates import span_words
from tianye.ui.messages.people import dotted
from tianye.ui.parts.marks import draw_person_mark, draw_program_mark

_MOST_PLOTS = 60
_PAUSE_MS = 600
"""A badge that is scanned goes on sooner than this."""
_CODE = ("1110101", "1000110", "1011001", "0101101", "1101010", "0010011", "1011101")
"""Something that looks like a code and is none: a scanner held at the screen must find nothing to read."""


class ScanBoard(PublicBoard):
    """Picture and words on how to hold the badge; the way to the search, to the leader, and whether it sounds."""

    search_wanted = Signal()
    new_wanted = Signal()
    leader_wanted = Signal()
    mute_wanted = Signal()
    typed = Signal(str)
    """Letters typed on a keyboard: somebody begins with her name."""

    def __init__(self) -> None:
        super().__init__()
        self._doorway: Doorway | None = None
        self._letters = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._hand_on)
        self.title = Words(24, least=17, bold=True)
        self.where = Words(18, least=14, ink="ink_soft")
        self.title.is_caption = self.where.is_caption = True
        self.words = Words(58, least=36, bold=True)
        self.words_bo = Tibetan(50)
        self.words_en = Words(28, least=20, ink="ink_soft")
        self.help = Words(26, least=18, bold=True, align=Qt.AlignmentFlag.AlignLeft)
        self.help_bo = Tibetan(24)
        self.count = Words(26, least=18, bold=True)
        captions = (self.title, self.where, self.help, self.help_bo, self.count)
        for part in (*captions, self.words, self.words_bo, self.words_en):
            part.setParent(self)
        self.search = Big(self, "search")
        self.new = Big(self, "user-plus")
        self.sound = Big(self, "speaker", shape="stack", pixels=20)
        self.leader = Big(self, "lock", shape="stack", pixels=20)
        self.search.clicked.connect(self.search_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.leader.clicked.connect(self.leader_wanted)
        self.sound.clicked.connect(self.mute_wanted)
        for one, other in ((self.search, self.new), (self.new, self.sound), (self.sound, self.leader)):
            self.setTabOrder(one, other)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits begin the search; those a badge begins with wait until it is clear that none follows."""
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        if not event.text().isalnum() or event.modifiers() & held:
            super().keyPressEvent(event)
            return
        self._letters += event.text()
        if badges.PREFIX.startswith(self._letters.upper()):
            self._pause.start()
        else:
            self._hand_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed."""
        super().hideEvent(event)
        self._pause.stop()
        self._letters = ""

    def _hand_on(self) -> None:
        self._pause.stop()
        letters, self._letters = self._letters, ""
        self.typed.emit(letters)

    def show_doorway(self, doorway: Doorway) -> None:
        """Show which session it is and how many are in."""
        self._doorway = doorway
        self.retranslate()

    def show_sound(self, *, is_there: bool, is_on: bool) -> None:
        """Show whether it sounds; no button where nothing can."""
        self.sound.setVisible(is_there)
        self.sound.set_icon("speaker" if is_on else "speaker-off")
        self.sound.say(self.tr("Sound on") if is_on else self.tr("Sound off"))

    def retranslate(self) -> None:
        """Set every text."""
        doorway = self._doorway
        has_tibetan = doorway is None or doorway.has_tibetan
        if doorway is not None:
            self.title.say(doorway.title_zh or doorway.title_en or self.tr("Check-in"))
            self.where.say(dotted((span_words(doorway.begins, doorway.ends), doorway.venue)))
            self.count.say(self.tr("%n here", "", doorway.present))
        self.words.say(self.tr("Hold your badge here"))
        self.words_en.say(self.beside(lambda: self.tr("Hold your badge here")))
        self.help.say(self.tr("Stuck? Call the leader"))
        self.search.say(self.tr("Find my name"), SAYINGS["find_name"] if has_tibetan else "")
        self.new.say(self.tr("I am new here"), SAYINGS["new_here"] if has_tibetan else "")
        self.leader.say(self.tr("Leader"))
        self.words_bo.setText(SAYINGS["show_badge"] if has_tibetan else "")
        self.help_bo.setText(SAYINGS["call_leader"] if has_tibetan else "")
        self.arrange()

    def arrange(self) -> None:
        """Place the parts: the picture at the left, the words at the right, both in the middle of the height."""
        px, width, height, edge = self.px, self.width(), self.height(), self.px(EDGE)
        side = max(px(104), self.target)
        place(self.leader, width - edge - side, px(28), side, side)
        place(self.sound, width - edge - 2 * side - self.gap, px(28), side, side)
        top = px(36)
        text = edge + px(72)
        room = width - text - 2 * side - 2 * self.gap - edge
        place(self.title, text, top - px(4), room, px(38))
        place(self.where, text, top + px(34), room, px(32))
        x, tall = px(610), max(px(116), self.target)
        middle = height / 2 - px(16)
        has_tibetan = bool(self.words_bo.text())
        up = px(38) if self.words_en.text() else 0
        self.words_en.setVisible(bool(up))
        if has_tibetan:
            place(self.words, x, middle - px(132) - up, width - x - edge, px(92))
            place(self.words_bo, x, middle - px(46) - up, width - x - edge, px(98))
        else:
            place(self.words, x, middle - px(112) - up, width - x - edge, px(150))
        place(self.words_en, x, middle + px(54) - up, width - x - edge, px(42))
        across = (width - x - edge - self.gap) / 2
        place(self.search, x, middle + px(70), across, tall)
        place(self.new, x + across + self.gap, middle + px(70), across, tall)
        foot = height - px(84)
        place(self.count, edge + px(28), foot, self.count.natural_width(), px(56))
        saying = self.help_bo.natural_width() if has_tibetan else 0
        place(self.help_bo, width - edge - saying, foot, saying, px(60))
        said = self.help.natural_width()
        place(self.help, width - edge - saying - (px(24) if has_tibetan else 0) - said, foot, said, px(56))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, the badge in its frame, and one plot for everybody who is in."""
        super().paintEvent(event)
        look, px = theme.current(), self.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on_dark = look.palette != "light"
        draw_program_mark(painter, QRectF(px(EDGE), px(36), px(54), px(54)), is_on_dark=is_on_dark)
        self._draw_count(painter)
        painter.translate(px(130), self.height() / 2 - px(196))
        painter.scale(self.scale, self.scale)
        _draw_badge(painter, self.devicePixelRatio() * self.scale)

    def _draw_count(self, painter: QPainter) -> None:
        if self._doorway is None:
            return
        look, px = theme.current(), self.px
        number = min(self._doorway.present, _MOST_PLOTS)
        columns = -(-number // 2)
        wide = self.count.geometry().right() - px(EDGE) + px(46) + columns * px(12)
        pill = QRectF(px(EDGE), self.height() - px(84), wide, px(56))
        painter.setPen(QPen(look.color("line"), look.line))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary"))
        for plot in range(number):
            x = self.count.geometry().right() + px(20) + plot % columns * px(12)
            painter.drawRoundedRect(QRectF(x, pill.y() + px(13) + plot // columns * px(16), px(9), px(12)), 2, 2)


def _draw_badge(painter: QPainter, ratio: float) -> None:
    """Draw a frame of four corners and a badge in it, 400 × 364, with the line a scanner throws."""
    look = theme.current()
    painter.setPen(QPen(look.color("primary"), 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x, y, right, down in ((5, 5, 1, 1), (395, 5, -1, 1), (5, 359, 1, -1), (395, 359, -1, -1)):
        corner = QPainterPath(QPointF(x + 68 * right, y))
        corner.lineTo(x + 24 * right, y)
        corner.quadTo(x, y, x, y + 24 * down)
        corner.lineTo(x, y + 68 * down)
        painter.drawPath(corner)
    card = QRectF(66, 44, 268, 276)
    painter.setPen(QPen(look.color("line_strong"), look.line))
    painter.setBrush(look.color("#FFFEFB"))
    painter.drawRoundedRect(card, 20, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("#DCD5C5"))
    painter.drawRoundedRect(QRectF(card.center().x() - 30, card.y() + 14, 60, 11), 5, 5)
    for y, width in ((58, 96), (82, 122), (106, 70)):
        painter.drawRoundedRect(QRectF(card.x() + 122, card.y() + y, width, 12), 6, 6)
    draw_person_mark(painter, QRectF(card.x() + 26, card.y() + 46, 80, 80), 1, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("#1C2427"))
    step, left, top = 15.0, card.center().x() - 52.5, card.y() + 148
    for row, line in enumerate(_CODE):
        for column, cell in enumerate(line):
            if cell == "1":
                painter.drawRect(QRectF(left + column * step, top + row * step, step, step))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.color("barley"))
    painter.drawRoundedRect(QRectF(18, 240, 364, 7), 3, 3)
