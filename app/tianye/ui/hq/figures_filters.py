"""What is counted: programme, county, kind, period and break-down, chosen in one row."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.errors import UserFault
from tianye.domain.indicators import Dimension
from tianye.services.figuring import Asked, Choices
from tianye.services.reporting import read_day
from tianye.ui import theme
from tianye.ui.hq.figures_words import chosen, dimension_word
from tianye.ui.messages.faults import joined, words_of
from tianye.ui.messages.trainings import kind_word
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.keyed import Keyed
from tianye.ui.parts.labels import Label

_WIDE: Final = 760
"""Width, growing with the text, from which all choices stand in one row."""
_PERIODS: Final = ("all", "year", "month", "days")


class Filters(QWidget):
    """The row of choices; `changed` comes when something else is to be counted, `asked` says what."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: Choices | None = None
        self._columns = 0
        self.programme = Keyed[bytes | None]()
        self.county, self.kind = Keyed[str | None](), Keyed[str | None]()
        self.period, self.by = Keyed[str](), Keyed[Dimension]()
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._boxes: tuple[Choice, ...] = (self.programme, self.county, self.kind, self.period, self.by)
        self.from_on, self.to_on = TextLine(), TextLine()
        self.until, self.error = Label("soft"), Label("error", wraps=True)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(10)
        days.addWidget(self.from_on)
        days.addWidget(self.until)
        days.addWidget(self.to_on)
        days.addWidget(self.error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._grid)
        layout.addWidget(self._days)
        self._days.hide()
        self._arrange(len(self._boxes))
        self.by.currentIndexChanged.connect(self.changed)
        self.period.currentIndexChanged.connect(self._change_period)
        for box in self._boxes[:3]:
            box.currentIndexChanged.connect(self.changed)
        for line in (self.from_on, self.to_on):
            line.editingFinished.connect(self._check_days)
        self.reword()

    def show_choices(self, choices: Choices) -> None:
        """Offer what there is; what was chosen stays chosen as long as it exists."""
        if self._choices is None or choices != self._choices:
            self._choices = choices
            self._fill()

    def asked(self) -> Asked | None:
        """Return what is to be counted, None while a day cannot be read."""
        days = self._span()
        if days is None:
            return None
        return Asked(self.programme.key, self.county.key, self.kind.key, *days, self.by.key)

    def choose_days(self, from_on: str, to_on: str) -> None:
        """Choose a period of days YYYY-MM-DD, empty for open."""
        self.period.choose("days")
        self.from_on.setText(from_on)
        self.to_on.setText(to_on)
        self._check_days()
        for line in (self.from_on, self.to_on):
            if line.property("state") == "error":
                line.setFocus()

    def reword(self) -> None:
        """Set every text in the language of the screen."""
        for box, name in (
            (self.programme, self.tr("Programme")),
            (self.county, self.tr("County")),
            (self.kind, self.tr("Kind of activity")),
            (self.period, self.tr("Period")),
            (self.by, self.tr("Rows")),
        ):
            box.setAccessibleName(name)
        self.from_on.setAccessibleName(self.tr("First day"))
        self.to_on.setAccessibleName(self.tr("Last day"))
        self.from_on.setPlaceholderText(self.tr("from, as 2026-01-01"))
        self.to_on.setPlaceholderText(self.tr("to, as 2026-12-31"))
        self.until.setText(self.tr("to"))
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """Return the least width in two columns: asking for five would widen the page until five have room."""
        widest = [max(box.minimumSizeHint().width() for box in self._boxes[start::2]) for start in range(2)]
        height = super().minimumSizeHint().height()
        return QSize(max(sum(widest) + self._grid.spacing(), self._days.minimumSizeHint().width()), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many rows as there is width for."""
        super().resizeEvent(event)
        self._arrange(len(self._boxes) if self.width() >= theme.current().px(_WIDE) else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, box in enumerate(self._boxes):
            self._grid.addWidget(box, number // columns, number % columns)
        for column in range(len(self._boxes)):
            # the last says most: what the rows are
            is_last = column == columns - 1 == len(self._boxes) - 1
            self._grid.setColumnStretch(column, (5 if is_last else 4) if column < columns else 0)

    def _fill(self) -> None:
        programmes = self._choices.programmes if self._choices else ()
        counties = self._choices.counties if self._choices else ()
        kinds = self._choices.kinds if self._choices else ()
        of_programmes = [(chosen(words), key) for key, words in programmes]
        self.programme.offer([(self.tr("All programmes"), None), *of_programmes])
        self.county.offer([(self.tr("All counties"), None), *((name, key) for key, name in counties)])
        self.kind.offer([(self.tr("All kinds"), None), *((kind_word(key), key) for key in kinds)])
        said = (self.tr("All time"), self.tr("This year"), self.tr("This month"), self.tr("From … to …"))
        self.period.offer(list(zip(said, _PERIODS, strict=True)))
        rows = self.tr("By {dimension}")
        dimensions = [(rows.format(dimension=dimension_word(one)), one) for one in Dimension]
        self.by.offer(dimensions, first=Dimension.COUNTY)

    def _change_period(self) -> None:
        is_days = self.period.key == "days"
        self._days.setVisible(is_days)
        if is_days:
            self.from_on.setFocus()
        self.changed.emit()

    def _check_days(self) -> None:
        # also where a day cannot be read: what is shown may then not be given out
        self.changed.emit()

    def _span(self) -> tuple[date | None, date | None] | None:
        self._say_wrong(None, "")
        name, day = self.period.key, self._choices.today if self._choices else None
        if name == "days":
            days: list[date | None] = []
            for line in (self.from_on, self.to_on):
                text = line.text().strip()
                try:
                    days.append(read_day(text) if text else None)
                except UserFault:
                    self._say_wrong(line, self.tr('There is no day "{text}". Mend it here.').format(text=text))
                    return None
            first, last = days
            if first is not None and last is not None and last < first:
                fault = UserFault("figures.period-ends-before-it-begins")
                self._say_wrong(self.to_on, words_of(fault).what_happened)
                return None
            return first, last
        if day is None or name not in ("year", "month"):
            return None, None
        return (date(day.year, 1, 1) if name == "year" else day.replace(day=1)), day

    def _say_wrong(self, wrong: TextLine | None, why: str) -> None:
        """Mark the day that is wrong; below stands what was counted before."""
        for line in (self.from_on, self.to_on):
            theme.restyle(line, state="error" if line is wrong else "")
        before = self.tr("Below is what was counted before.")
        self.error.setText(joined(why, before) if why else "")
