"""One figure, large, with all that has to stand beside it; and its rows as bars."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.indicators import Dimension
from tianye.services.figuring import Counted
from tianye.services.publishing import ShownFigure
from tianye.ui.hq import figures_words as words
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.charts import BarChart
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import Chip
from tianye.ui.parts.sides import Scrolled

_MARGIN = 8


class _Fitting(Scrolled):
    """A scrolled part that would like to show all of its content and can do with less."""

    def sizeHint(self) -> QSize:
        content = self.widget()
        wanted = content.heightForWidth(self.viewport().width()) + _MARGIN if content is not None else 0
        return QSize(super().sizeHint().width(), max(wanted, self.minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Text(QWidget):
    """Wrapped text, as high as its width demands: its height at its narrowest is not asked for."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class FigureCard(Card):
    """The number, its unit, what it counts, over what and when, by which definition, and whether something lacks."""

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.body.setContentsMargins(24, 14, 24, 12)
        self.name = Label("heading", wraps=True)
        self.cover = Chip("plain")
        self.plain, self.definition = Label("body", wraps=True), Label("caption", wraps=True)
        self.value, self.unit, self.below = Label("figure"), Label("lead"), Label("caption", wraps=True)
        self._facts = [(Label("caption"), Label("strong", wraps=True)) for _ in range(3)]
        self.notes = Label("caption", wraps=True)
        top = add_row(self.body, self.name)
        top.setStretch(0, 1)
        top.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        content = _Text()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(4)
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self.value)
        number.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignVCenter)
        number.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addLayout(number)
        told.addWidget(self.below)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addLayout(told, 3)
        for head, text in self._facts:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(head)
            column.addWidget(text)
            column.addStretch(1)
            row.addLayout(column, 2)
        inside.addLayout(row)
        inside.addWidget(self.plain)
        inside.addWidget(self.definition)
        inside.addWidget(self.notes)
        inside.addStretch(1)
        self.area = _Fitting(content, 44)
        self.body.addWidget(self.area, 1)

    def show_figure(self, figure: ShownFigure, counted: Counted) -> None:
        """Show a figure of a report."""
        self.name.setText(words.prose(figure.label))
        self.value.setText(words.number_text(figure.measure).rstrip("%"))
        self.unit.setText("" if figure.measure.is_hidden else words.unit_text(figure))
        self.below.setText(words.below(figure.measure))
        self.below.setVisible(bool(self.below.text()))
        said = (
            (self.tr("Scope"), words.chosen(figure.scope)),
            (self.tr("Period"), words.period_text(figure.from_on, figure.to_on)),
            (self.tr("Definition"), self._version(figure)),
        )
        for (head, text), (name, value) in zip(self._facts, said, strict=True):
            head.setText(name)
            text.setText(value)
        plain, exact = words.plain(figure), words.prose(figure.definition)
        self.plain.setText(plain or exact)
        self.definition.setText(self.tr("To the letter: {definition}").format(definition=exact))
        # figures that contradict are not given out: what is wrong stands above and takes the room
        self.definition.setVisible(bool(plain) and not counted.contradictions)
        missing = words.coverage_lines(counted.coverage)
        self.notes.setText("\n".join(f"· {line}" for line in [*map(words.prose, figure.notes), *missing]))
        self.notes.setVisible(bool(self.notes.text()))
        self._say_cover(counted)
        self.area.updateGeometry()
        self.area.verticalScrollBar().setValue(0)

    def _version(self, figure: ShownFigure) -> str:
        return self.tr("version {version}").format(version=figure.version)

    def _say_cover(self, counted: Counted) -> None:
        behind, laptops = len(counted.coverage.behind), counted.coverage.laptops
        if behind:
            self.cover.show_state("warn", self.tr("%n laptops may hold more", "", behind))
        elif laptops:
            self.cover.show_state("received", self.tr("all %n laptops handed over", "", laptops))
        else:
            self.cover.show_state("plain", self.tr("no laptops yet"))


class RowsCard(Card):
    """The rows of the chosen figure as bars, and whether they may be added."""

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.body.setContentsMargins(24, 14, 24, 12)
        self.title, self.unit = Label("heading"), Label("caption")
        self.chart = BarChart()
        self.reading = Label("caption", wraps=True)
        row = add_row(self.body, self.title)
        row.setStretch(0, 1)
        row.addWidget(self.unit)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.chart)
        inside.addStretch(1)
        self.area = Scrolled(content, 50)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.reading)

    def show_figure(self, figure: ShownFigure, counted: Counted) -> None:
        """Show the rows of a figure."""
        if not figure.breakdowns:
            self.title.setText(self.tr("This figure has no rows of this kind"))
            self.unit.setText("")
            self.reading.setText(self.tr("What it counts does not have this property. Choose other rows."))
            self.chart.show_bars((), words=self.title.text())
            return
        breakdown = figure.breakdowns[0]
        bars = words.bars_of(breakdown, counted.keys(figure.id), counted.county_names)
        dimension = words.dimension_word(Dimension(breakdown.key))
        title = self.tr("By {dimension}").format(dimension=dimension)
        self.title.setText(title)
        unit = words.unit_text(figure)
        self.unit.setText(self.tr("Unit: {unit}").format(unit=unit))
        is_share = figure.measure.is_share
        self.chart.show_bars(
            bars,
            words=f"{words.prose(figure.label)}, {title}, {unit}",
            unit="%" if is_share else "",
            most=100 if is_share else None,
        )
        if not bars:
            self.reading.setText(self.tr("There is nothing to show in this scope and period."))
        elif breakdown.is_disjoint:
            self.reading.setText(self.tr("Nothing is counted in two rows."))
        else:
            text = self.tr("Rows may overlap: the total, {total}, counts each once.")
            self.reading.setText(text.format(total=words.number_text(figure.measure)))
