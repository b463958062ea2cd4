"""Where things stand on a page: cards, the head of a page, what to say when there is nothing, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.messages.dates import size_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label
from tianye.ui.parts.progress import ProgressBar
from tianye.ui.runner import Job

PATIENCE_MS = 400
"""What takes no longer than this shows no bar."""

W = TypeVar("W", bound=QWidget)
Ground = Literal["plain", "sunken", "local", "warn", "error", "done", "info", "chosen"]


class Card(QFrame):
    """A surface with a line round it; `body` is its vertical layout."""

    def __init__(self, ground: Ground = "plain", *, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("card", ground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(spacing)

    def set_ground(self, ground: Ground) -> None:
        """Change what the card's colour says."""
        theme.restyle(self, card=ground)


def add_row(layout: QLayout, *parts: QWidget | int | None, spacing: int = 12) -> QHBoxLayout:
    """Add widgets side by side to a layout: a number is a gap in pixels, None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for part in parts:
        if part is None:
            row.addStretch(1)
        elif isinstance(part, int):
            row.addSpacing(part)
        else:
            row.addWidget(part)
    if isinstance(layout, QVBoxLayout | QHBoxLayout):
        layout.addLayout(row)
    else:
        layout.addItem(row)
    return row


LEAST_TITLE = 320
"""Width at 100 % text that a title keeps beside its actions."""


class PageHead(QWidget):
    """Where am I (title) and how does it stand (line below); actions at the right, below where there is no width."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("title", wraps=True)
        self.line = Label("soft", wraps=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.line)
        self._actions = Flow(12)
        self._placed = (0, 0, 0)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addLayout(texts, 1)
        self._parts.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
        self._keep_one_row(is_kept=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, title: str, line: str = "") -> None:
        """Set both texts."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))

    def minimumSizeHint(self) -> QSize:
        """Return the least width with the actions below: a head that asked for more would widen its page again."""
        texts = self._parts.itemAt(0)
        least = texts.minimumSize().width() if texts is not None else 0
        return QSize(max(least, self._actions.minimumSizeHint().width()), self._parts.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        """Be as high as the wrapped texts need in the width there is."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
            needed = max(0, self._parts.heightForWidth(self.width()))
            placed = (self.width(), self.height(), needed)
            if placed != self._placed:
                # only where something is new: placing asks for a layout, which would ask for placing, without end
                self._placed = placed
                self.setMinimumHeight(needed)
                # having been asked for its height, the layout takes itself for placed
                self._parts.invalidate()
                self._parts.setGeometry(self.contentsRect())
        return done

    def _arrange(self) -> None:
        actions = self._actions.sizeHint().width()
        is_stacked = actions > 0 and self.width() < actions + theme.current().px(LEAST_TITLE)
        direction = QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight
        if direction == self._parts.direction():
            return
        self._parts.setDirection(direction)
        self._parts.setAlignment(self._actions, Qt.AlignmentFlag(0) if is_stacked else Qt.AlignmentFlag.AlignVCenter)
        self._keep_one_row(is_kept=not is_stacked)

    def _keep_one_row(self, *, is_kept: bool) -> None:
        policy = self._actions.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed if is_kept else QSizePolicy.Policy.Preferred)
        self._actions.setSizePolicy(policy)

    def add_action(self, button: W) -> W:
        """Add a button, or another control, at the right."""
        self._actions.add(button)
        return button


class EmptyState(QFrame):
    """Nothing here yet: what is missing, how it comes, one primary and one other way; the land at the foot."""

    def __init__(self, primary: Button | None = None, other: Button | None = None) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.missing = Label("heading", wraps=True)
        self.how = Label("soft", wraps=True)
        for label in (self.missing, self.how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 0)
        layout.addStretch(1)
        layout.addWidget(self.missing)
        layout.addWidget(self.how)
        layout.addSpacing(8)
        if ways := [way for way in (primary, other) if way is not None]:
            add_row(layout, None, *ways, None)
        layout.addStretch(1)
        layout.addSpacing(110)

    def say(self, missing: str, how: str) -> None:
        """Set both lines."""
        self.missing.setText(missing)
        self.how.setText(how)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and hills and furrows at its foot."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        inside = QRectF(self.rect()).adjusted(look.line, look.line, -look.line, -look.line)
        clip.addRoundedRect(inside, 11, 11)
        painter.setClipPath(clip)
        width, foot = inside.width(), inside.bottom()
        for height, wave, role in ((96, 30, "paper"), (58, -16, "sunken")):
            hill = QPainterPath(QPointF(0, foot))
            hill.lineTo(0, foot - height)
            hill.cubicTo(
                width * 0.3, foot - height - wave, width * 0.4, foot - height + wave, width * 0.6, foot - height
            )
            hill.cubicTo(
                width * 0.75, foot - height - wave, width * 0.9, foot - height, width + 2, foot - height - wave
            )
            hill.lineTo(width + 2, foot)
            if look.is_contrast:
                painter.strokePath(hill, QPen(look.color("line"), 1))
            else:
                painter.fillPath(hill, look.color(role))
        painter.setPen(QPen(look.color("line"), 1))
        for number in range(1, 6):
            y = foot - 58 + number * 10
            furrow = QPainterPath(QPointF(0, y))
            furrow.cubicTo(width * 0.3, y + 12, width * 0.5, y - 8, width + 2, y + 6)
            painter.drawPath(furrow)


class BusyBar(QWidget):
    """A work that takes longer: the word, a bar with «12 of 40», and stop beside it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._word: Callable[[], str] = str
        self._done, self._total, self._is_size = 0, 0, False
        self.word = Label("body")
        self.count = Label("caption")
        self.bar = ProgressBar()
        self.stop = Button("secondary", "stop")
        self.stop.clicked.connect(self._stop)
        self._job: Job | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        add_row(layout, self.word, None, self.count, self.stop)
        layout.addWidget(self.bar)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self.show)
        self._retranslate()
        self.hide()

    def start(self, word: Callable[[], str], *, is_patient: bool = False, is_size: bool = False) -> None:
        """Show the bar; `word` returns what is being done in the language of the moment.

        `is_patient`: only once it has taken `PATIENCE_MS`, so that nothing jumps for what is done at once.
        `is_size`: what is counted are MiB.
        """
        self._word, self._done, self._total, self._is_size = word, 0, 0, is_size
        self.stop.setEnabled(True)
        self.bar.setRange(0, 0)
        self._retranslate()
        if is_patient:
            self._late.start()
        else:
            self.show()

    def follow(self, job: Job) -> None:
        """Show how far a job is, and let stop end it and the bar; a job that was followed before is stopped."""
        if self._job is not None:
            self._job.cancel()
        self._job = job
        job.progressed.connect(lambda done, total: self.tell(done, total) if job is self._job else None)
        job.cancelled.connect(lambda: self.end() if job is self._job else None)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
        self.stopped.emit()

    def tell(self, done: int, total: int) -> None:
        """Show how far it is; connect a job's `progressed`."""
        self._done, self._total = done, total
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._retranslate()

    def say_again(self) -> None:
        """Ask for the word anew: something else is being done."""
        self._retranslate()

    def end(self) -> None:
        """Take the bar away."""
        self._job = None
        self._late.stop()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.word.setText(self._word())
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop.setText(self.tr("Stop"))
        if not self._total:
            self.count.clear()
        elif self._is_size:
            self.count.setText(f"{size_words(self._done << 20)} / {size_words(self._total << 20)}")
        else:
            self.count.setText(self.tr("{done} of {total}").format(done=self._done, total=self._total))


class Plots(QWidget):
    """Attendance as land: one plot a person, filled from the left by groups of colour, the rest still empty."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[tuple[str, int]] = []
        self._total = 0
        self.setMinimumHeight(64)

    def show_counts(self, groups: list[tuple[str, int]], total: int, words: str) -> None:
        """Show (colour role, count) in order, of a total; `words` says the same for who does not see it."""
        self._groups, self._total = groups, total
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Two rows of twenty."""
        return QSize(400, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plots in rows of twenty, smaller where there are more than forty."""
        if not self._total:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = max(20, -(-self._total // 3))
        step = min(24.0, self.width() / columns)
        height = min(28.0, self.height() / -(-self._total // columns) - 4)
        roles = [role for role, count in self._groups for _ in range(count)]
        for number in range(self._total):
            box = QRectF(number % columns * step, number // columns * (height + 4), step - 4, height)
            is_filled = number < len(roles)
            painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(look.color("line_strong"), look.line))
            painter.setBrush(look.color(roles[number]) if is_filled else look.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
