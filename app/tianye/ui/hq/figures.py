"""What the programme reports: each number with unit, scope, period and definition; its rows as bars; a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services.figuring import Counted, count_figures
from tianye.services.publishing import ShownFigure, figure_text, save_report
from tianye.services.reporting import Report
from tianye.ui.hq import figures_words as words
from tianye.ui.hq.figures_filters import Filters
from tianye.ui.hq.figures_shown import FigureCard, RowsCard
from tianye.ui.messages.notices import Notice
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead
from tianye.ui.parts.choosers import ask_where_to_save
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.parts.views import Views

NOTHING_UNTIL_MS = 300
_SUBJECTS = (
    "person",
    "attendance",
    "anonymous",
    "link",
    "training",
    "session",
    "organisation",
    "household",
    "response",
)


class Figures(Page):
    """Choices above, the indicators at the left, the chosen one large at the right with its bars below."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        # much stands here that may not scroll away: less air round it than elsewhere
        self.body.setContentsMargins(36, 20, 36, 18)
        self.body.setSpacing(14)
        self.counted: Counted | None = None
        self._figure = "persons"
        self.head = PageHead()
        self.copying = self.head.add_action(Button("secondary", "copy"))
        self.saving = self.head.add_action(Button("primary", "table"))
        self.copying.clicked.connect(self._copy)
        self.saving.clicked.connect(self._ask_where)
        self.filters = Filters()
        self.filters.changed.connect(self.ask)
        self.contradiction = Card("error", spacing=2)
        self.contradicts, self.contradicting = Label("on_error", wraps=True), Label("body", wraps=True)
        self.contradiction.body.setContentsMargins(20, 8, 20, 8)
        self.contradiction.body.addWidget(self.contradicts)
        self.contradiction.body.addWidget(self.contradicting)
        self.contradiction.hide()
        self.table = self._make_table()
        self.large, self.rows = FigureCard(), RowsCard()
        listed = Card()
        listed.body.setContentsMargins(8, 8, 8, 8)
        listed.body.addWidget(self.table)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.large)
        column.addWidget(self.rows, 1)
        self._sides = Sides(860)
        self._sides.add(listed, 12)
        self._sides.add(right, 18)
        self.to_trainings = Button("primary", "calendar")
        self.to_trainings.clicked.connect(lambda: stage.go("trainings"))
        self.empty = EmptyState(self.to_trainings)
        filled = QWidget()
        whole = QVBoxLayout(filled)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.filters)
        whole.addWidget(self.contradiction)
        whole.addWidget(self._sides, 1)
        self._body = Views(filled, self.empty)
        self.body.addWidget(self.head)
        self.body.addWidget(self._body, 1)
        self._filled = filled
        self._busy = QTimer(self, singleShot=True, interval=NOTHING_UNTIL_MS)
        self._busy.timeout.connect(lambda: self._say_head(is_busy=True))
        self._fit()

    def _make_table(self) -> Table:
        self._model = RowTable[ShownFigure](
            (
                Column(
                    lambda: self.tr("Indicator"),
                    lambda row: words.prose(row.label),
                ),
                Column(
                    lambda: self.tr("Number"),
                    lambda row: words.number_text(row.measure),
                    second=lambda row: words.chosen(row.unit),
                    is_number=True,
                ),
            )
        )
        table = Table(self._model)
        table.set_widths(0, 120)
        table.chosen.connect(self._choose)
        return table

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self._say_head()
        self.copying.setText(self.tr("Copy as text"))
        self.saving.setText(self.tr("Save as workbook"))
        self.table.setAccessibleName(self.tr("Indicators"))
        self.empty.say(
            self.tr("There is nothing to count yet"),
            self.tr("Figures are counted from trainings and who came. Take in the plan first."),
        )
        self.to_trainings.setText(self.tr("To the trainings"))
        self.filters.reword()
        self._model.reword()
        if self.counted is not None:
            self.show_counted(self.counted)

    def help_page(self) -> str:
        """Return the guide's page on figures."""
        return "figures"

    def _say_head(self, *, is_busy: bool = False) -> None:
        line = self.tr("Every number says what it counts, over what, when, and by which definition.")
        self.head.say(self.tr("Figures"), self.tr("Counting…") if is_busy else line)

    # ---- counting --------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Begin in the table."""
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Count again where something moved that is counted."""
        if changes is None or changes.touches(*_SUBJECTS):
            self.ask()

    def ask(self) -> None:
        """Count what is chosen; an older question is given up."""
        asked = self.filters.asked()
        if asked is None:
            self._fit()
            return
        self._busy.start()
        self.stage.runner.ask(partial(count_figures, asked=asked), self.show_counted, self._failed, key="figures")

    def left(self) -> None:
        """Say nothing of counting any more."""
        self._busy.stop()

    def show_counted(self, counted: Counted) -> None:
        """Show what was counted."""
        self._busy.stop()
        self._say_head()
        self.counted = counted
        self.filters.show_choices(counted.choices)
        self._body.show_only(self._filled if counted.report.names else self.empty)
        keys = [figure.id for figure in counted.figures]
        wanted = self._figure if self._figure in keys else keys[0]
        self._model.show_rows(counted.figures)
        self.table.selectRow(keys.index(wanted))
        self._say_contradictions(counted)
        self._fit()

    def _failed(self, fault: TianyeError) -> None:
        self._busy.stop()
        self._say_head()
        self.stage.tell(fault)

    def _say_contradictions(self, counted: Counted) -> None:
        lines = [words.contradiction_text(one) for one in counted.contradictions]
        self.contradiction.setVisible(bool(lines))
        self.contradicts.setText(self.tr("These figures cannot all be true, so they are not given out"))
        more = self.tr(
            "Nothing that was recorded is lost. Take a photo of this page and send it to whoever set Tianye up for "
            "you; until then leave these numbers out of reports."
        )
        self.contradicting.setText("\n".join([*(f"· {line}" for line in lines[:3]), more]))

    def _choose(self, figure: object) -> None:
        if isinstance(figure, ShownFigure) and self.counted is not None:
            self._figure = figure.id
            self.large.show_figure(figure, self.counted)
            self.rows.show_figure(figure, self.counted)

    # ---- giving out ------------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        # while a day is wrong what is shown is not what was asked for
        can_leave = self.counted is not None and not self.counted.contradictions and self.filters.asked() is not None
        is_filled = self._body.shown is self._filled
        for button in (self.copying, self.saving):
            button.setEnabled(can_leave)
            button.setVisible(is_filled)

    def _copy(self) -> None:
        figure = self.table.current_row()
        if not isinstance(figure, ShownFigure) or self.counted is None:
            return
        lines = [figure_text(figure, words.language()), *words.coverage_lines(self.counted.coverage)]
        QGuiApplication.clipboard().setText("\n".join(lines))

        def text() -> tuple[str, str]:
            said = self.tr("{figure} is copied, with unit, scope, period and definition.")
            return said.format(figure=words.prose(figure.label)), ""

        self.stage.notify(Notice("info", text, about="figures.given-out"))

    def _ask_where(self) -> None:
        if self.counted is None or self.counted.contradictions:
            return
        name = self.tr("Figures {day}.xlsx").format(day=self.counted.choices.today.isoformat())
        kinds = self.tr("Workbooks (*.xlsx)")
        report = self.counted.report
        ask_where_to_save(self, self.tr("Save the figures"), name, kinds, partial(self._save, report))

    def _save(self, report: Report, path: Path) -> None:
        self.stage.runner.do(partial(save_report, report=report, path=path), lambda _: self._saved(path.name))

    def _saved(self, name: str) -> None:
        def text() -> tuple[str, str]:
            more = self.tr("Every number in it has its unit, scope, period and definition.")
            return self.tr("The figures are in {name}.").format(name=name), more

        self.stage.notify(Notice("info", text, about="figures.given-out"))
