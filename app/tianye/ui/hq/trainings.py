"""Programmes and their trainings: when, where, how far, who came; and the plan they come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.services import planning, training_view
from tianye.services.training_view import TrainingShown
from tianye.ui.hq import trainings_words as words
from tianye.ui.hq.trainings_import import ListPage
from tianye.ui.hq.trainings_page import TrainingPage
from tianye.ui.messages.dates import number_words
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file, ask_where_to_save
from tianye.ui.parts.focus import focus_primary
from tianye.ui.parts.keyed import Keyed
from tianye.ui.parts.labels import Label, rule
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.parts.views import Views

Month = tuple[int, int]
_SUBJECTS = ("programme", "training", "session", "attendance", "anonymous", "organisation", "link", "venue")


class Trainings(Page):
    """All trainings as one table, to be narrowed down by programme, county and month; Enter opens one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.trainings: list[TrainingShown] | None = None
        self._is_arriving = False
        self.head = PageHead()
        self.template = self.head.add_action(Button("secondary", "file"))
        self.take_in = self.head.add_action(Button("primary", "download"))
        self.programme, self.county = Keyed[bytes | None](), Keyed[str | None]()
        self.month = Keyed[Month | None]()
        filters = Sides(560, spacing=10)
        for box in (self.programme, self.county, self.month):
            filters.add(box, 1)
            box.currentIndexChanged.connect(self._list)
        self.table = self._make_table()
        self.opening, self.foot = Button("secondary", "arrow-right"), Label("caption", wraps=True)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 12)
        card.body.addWidget(self.table, 1)
        # a row that goes on below ends at a line, not in the words under it
        card.body.addWidget(rule())
        row = add_row(card.body, 8, self.foot)
        row.setStretch(1, 1)
        row.addWidget(self.opening)
        self.take_first, self.template_first = Button("primary", "download"), Button("secondary", "file")
        self.empty = EmptyState(self.take_first, self.template_first)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(filters)
        column.addWidget(card, 1)
        self._body = Views(filled, self.empty)
        self._filled = filled
        self.body.addWidget(self.head)
        self.body.addWidget(self._body, 1)
        for button in (self.take_in, self.take_first):
            button.clicked.connect(self._ask_for_plan)
        for button in (self.template, self.template_first):
            button.clicked.connect(self._ask_where)
        self.opening.clicked.connect(lambda: self._open(self.table.current_row()))

    def _make_table(self) -> Table:
        self._model = RowTable[TrainingShown](
            (
                Column(
                    lambda: self.tr("Training"),
                    words.training_title,
                    second=lambda row: dotted([row.row.code or "", words.programme_title(row.programme)]),
                    tip=words.training_title,
                ),
                Column(lambda: self.tr("Where"), lambda row: row.county, second=lambda row: row.host),
                Column(
                    lambda: self.tr("When"),
                    lambda row: words.days_words(row.first_on, row.last_on),
                    second=lambda row: self.tr("%n sessions", "", row.sessions),
                ),
                Column(
                    lambda: self.tr("Came (people)"),
                    lambda row: number_words(row.persons),
                    second=lambda row: self.tr("+ %n without a name", "", row.without_name) if row.without_name else "",
                    is_number=True,
                ),
                Column(lambda: self.tr("Completed"), lambda row: number_words(row.completed), is_number=True),
                Column(
                    lambda: self.tr("State"),
                    lambda row: words.progress_words(row.progress)[1],
                    chip=lambda row: words.progress_words(row.progress)[0],
                ),
            )
        )
        table = Table(self._model)
        table.set_widths(0, 138, 158, 124, 106, 144)
        table.opened.connect(self._open)
        table.chosen.connect(lambda row: self.opening.setEnabled(row is not None))
        return table

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        line = self.tr("Everything planned, by programme and day. The plan is a workbook; it can come again and again.")
        self.head.say(self.tr("Trainings"), line)
        for button in (self.take_in, self.take_first):
            button.setText(self.tr("Take in a plan"))
        for button in (self.template, self.template_first):
            button.setText(self.tr("Empty plan"))
        self.empty.say(
            self.tr("There is no plan yet"),
            self.tr(
                "Programmes, trainings and sessions come from a workbook. Take yours in, or begin with an empty one."
            ),
        )
        self.table.setAccessibleName(self.tr("Trainings"))
        self.opening.setText(self.tr("Open the training"))
        for box, name in (
            (self.programme, self.tr("Programme")),
            (self.county, self.tr("County")),
            (self.month, self.tr("Month")),
        ):
            box.setAccessibleName(name)
        self._offer()
        self._model.reword()
        self._say_foot()

    def help_page(self) -> str:
        """Return the guide's page on trainings."""
        return "trainings"

    def _offer(self) -> None:
        known = self.trainings or []
        programmes = {row.programme.id: words.programme_title(row.programme) for row in known if row.programme}
        counties = {row.row.county: row.county for row in known if row.row.county}
        months = sorted({month for row in known for month in _months(row)})
        self.programme.offer([(self.tr("All programmes"), None), *((name, key) for key, name in programmes.items())])
        self.county.offer([(self.tr("All counties"), None), *((name, key) for key, name in sorted(counties.items()))])
        text = self.tr("{year}-{month}")
        said = [(text.format(year=year, month=month), (year, month)) for year, month in months]
        self.month.offer([(self.tr("All months"), None), *said])

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Begin in the table."""
        super().entered()
        self._is_arriving = True
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the trainings where something moved that is shown."""
        if changes is None or changes.touches(*_SUBJECTS):
            self.stage.runner.ask(training_view.all_shown, self.show_trainings, key="trainings")

    def show_trainings(self, trainings: Sequence[TrainingShown]) -> None:
        """Show them."""
        self.trainings = list(trainings)
        self._offer()
        self._body.show_only(self._filled if trainings else self.empty)
        for button in (self.take_in, self.template):
            button.setVisible(bool(trainings))
        self._list()
        if self._is_arriving and not trainings:
            focus_primary(self)
        self._is_arriving = False

    def _list(self) -> None:
        before = self.table.current_row()
        shown = [row for row in self.trainings or [] if self._is_wanted(row)]
        self._model.show_rows(shown)
        ids = [row.row.id for row in shown]
        place = ids.index(before.row.id) if isinstance(before, TrainingShown) and before.row.id in ids else 0
        if shown:
            self.table.selectRow(place)
        self.opening.setEnabled(bool(shown))
        self._say_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where there is no width for them: a training's own page has all of it."""
        super().resizeEvent(event)
        room = self.parentWidget()
        width = (room.width() if room is not None else self.width()) / self.stage.theme.px(100) * 100
        for column, least in ((1, 700), (4, 940), (5, 940)):
            self.table.setColumnHidden(column, width < least)

    def _is_wanted(self, row: TrainingShown) -> bool:
        programme = row.programme.id if row.programme else None
        return (
            (self.programme.key is None or programme == self.programme.key)
            and (self.county.key is None or row.row.county == self.county.key)
            and (self.month.key is None or self.month.key in _months(row))
        )

    def _say_foot(self) -> None:
        rows = self._model.rows
        parts = [
            self.tr("%n trainings", "", len(rows)),
            self.tr("%n sessions", "", sum(row.sessions for row in rows)),
            self.tr("sorted by programme and day"),
        ]
        self.foot.setText(dotted(parts))

    def _open(self, row: object) -> None:
        if isinstance(row, TrainingShown):
            self.stage.open_task(TrainingPage(self.stage, row.row.id))

    # ---- the plan --------------------------------------------------------------------------------------------------

    def _ask_for_plan(self) -> None:
        ask_for_file(self, self.tr("The plan"), self.tr("Workbooks (*.xlsx *.xls *.ods)"), self.preview)

    def preview(self, path: Path) -> None:
        """Look at a plan before it is taken in."""
        self.stage.open_task(ListPage(self.stage, path, planning.import_plan, words.plan_taken))

    def _ask_where(self) -> None:
        title, name = self.tr("Save the empty plan"), self.tr("Training plan.xlsx")
        ask_where_to_save(self, title, name, self.tr("Workbooks (*.xlsx)"), self._write_template)

    def _write_template(self, path: Path) -> None:
        def written(_: None) -> None:
            tell_written(self.stage, path, partial(words.template_written, path.name))

        self.stage.runner.do(partial(planning.write_template, path=path), written)


def _months(row: TrainingShown) -> list[Month]:
    if row.first_on is None or row.last_on is None:
        return []
    months, at = [], date(row.first_on.year, row.first_on.month, 1)
    while at <= row.last_on:
        months.append((at.year, at.month))
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return months
