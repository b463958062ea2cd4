"""The register (台账): everybody, found by a few letters; a person opens on Enter; lists come in and go out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import browsing, people_lists
from tianye.services.browsing import CountyRow, Listed, ListPreview, Order, RecordState, RegisterFound, Wanted
from tianye.services.faces import Face
from tianye.services.people_lists import Exported
from tianye.services.station import Station
from tianye.services.survey_rounds import find_by_badge
from tianye.ui.messages.dates import number_words
from tianye.ui.messages.notices import ABOUT_BADGE, Notice
from tianye.ui.messages.people import born_words, sex_word
from tianye.ui.models.rows import Column
from tianye.ui.models.windowed import WindowedTable
from tianye.ui.pages import told
from tianye.ui.pages.face_column import face_column
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_new import NewPersonPage
from tianye.ui.pages.register_import import ImportPage
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.choosers import ask_for_file, ask_where_to_save
from tianye.ui.parts.labels import Label
from tianye.ui.parts.search import SearchField
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.runner import Progress

ORDERS: tuple[Order, ...] = ("name", "place", "newest")
_CHIPS = {
    RecordState.HERE: "local",
    RecordState.HANDED_OVER: "handed",
    RecordState.RECEIVED: "received",
    RecordState.FROM_HEADQUARTERS: "plain",
    RecordState.AT_HEADQUARTERS: "plain",
}


class RegisterPage(Page):
    """The table of people with a search field above; field and headquarters differ in its last column."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._found: RegisterFound | None = None
        self._counties: list[CountyRow] | None = None
        self.head = PageHead()
        self.lists = self.head.add_action(Button("secondary", "list"))
        self.new = self.head.add_action(Button("primary", "user-plus"))
        self.lists.clicked.connect(self._open_menu)
        self.new.clicked.connect(self._register_new)
        self.body.addWidget(self.head)
        self.search = SearchField()
        self.county, self.sex, self.order = Choice(), Choice(), Choice()
        choices = QWidget()
        row = QHBoxLayout(choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for choice in (self.county, self.sex, self.order):
            row.addWidget(choice)
        above = Sides(760, spacing=12)
        above.add(self.search, 1)
        above.add(choices)
        self.body.addWidget(above)
        self.model: WindowedTable[Listed] = WindowedTable(self._columns(), lambda row: row.no)
        self.table = Table(self.model)
        self.table.set_widths(0, 150, 190, 240, 180)
        self.search.join(self.table)
        self.foot, self.hint = Label("caption"), Label("caption")
        shown = Card(spacing=6)
        shown.body.setContentsMargins(8, 8, 8, 12)
        shown.body.addWidget(self.table, 1)
        add_row(shown.body, 8, self.foot, None, self.hint, 8)
        self.import_first, self.new_first = Button("primary", "download"), Button("secondary", "user-plus")
        self.import_first.clicked.connect(self.choose_list)
        self.new_first.clicked.connect(self._register_new)
        self.empty = EmptyState(self._first_way(), self.new_first)
        self.new_instead, self.everybody = Button("primary", "user-plus"), Button("quiet", "undo")
        self.new_instead.clicked.connect(self._register_new)
        self.everybody.clicked.connect(self.show_everybody)
        self.nobody = EmptyState(self.new_instead, self.everybody)
        self.busy = BusyBar()
        self.body.addWidget(self.busy)
        self.stack = QStackedWidget()
        self._unknown = QWidget()
        for part in (shown, self.empty, self.nobody, self._unknown):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self.model.wanted.connect(self._ask_rows)
        self.table.opened.connect(self._open)
        self.search.textChanged.connect(self._ask)
        for choice in (self.county, self.sex, self.order):
            choice.activated.connect(self._ask)
        self.menu = QMenu(self)
        self._fill_menu(self.menu)

    def _first_way(self) -> Button:
        """Return the button that fills an empty register."""
        return self.import_first

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "register"

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """Return what the fields above the table ask for."""
        return Wanted(
            self.search.text(),
            str(self.county.currentData() or ""),
            str(self.sex.currentData() or ""),
            cast(Order, self.order.currentData() or "name"),
        )

    def refresh(self, changes: Changes | None) -> None:
        """Ask again where people, or where their records are, may have changed."""
        if changes is None or changes.touches("person", "laptop", "organisation"):
            self._counties = None
            self._ask()

    def entered(self) -> None:
        """Begin in the search field."""
        super().entered()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Forget that nobody was here: whoever comes back may have brought a list in."""
        super().left()
        if self._found is not None and not len(self._found.numbers):
            self._found = None
            self.stack.setCurrentWidget(self._unknown)

    def show_everybody(self) -> None:
        """Take search and filters away."""
        for choice in (self.county, self.sex):
            choice.setCurrentIndex(0)
        self.search.clear()
        self._ask()

    def _ask(self, *_: object) -> None:
        self.stage.runner.ask(
            partial(browsing.find_in_register, wanted=self.wanted(), with_counties=self._counties is None),
            self.show_found,
            key="register-found",
        )

    def _ask_rows(self, numbers: Any) -> None:
        self.stage.runner.ask(
            partial(browsing.read_rows, numbers=numbers), self.model.fill, lambda _: self.model.give_up()
        )

    def show_found(self, found: RegisterFound) -> None:
        """Show whom the register has for what is asked."""
        chosen = self.table.current_row()
        self._found = found
        if found.counties is not None:
            self._counties = found.counties
        self.model.show_keys(found.numbers, found.first)
        if isinstance(chosen, Listed) and not self.table.currentIndex().isValid() and chosen.no in found.numbers:
            self.table.setCurrentIndex(self.model.index(found.numbers.index(chosen.no), 0))
        elif self.search.text().strip() and len(found.numbers) and not self.table.currentIndex().isValid():
            self.table.move(0)
        self._reword_found()

    # ---- columns ---------------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[Listed], ...]:
        return (
            face_column(),
            Column(
                lambda: self.tr("Sex, born"),
                lambda row: sex_word(row.face.sex) or "—",
                lambda row: born_words(row.face.born_year),
            ),
            Column(lambda: self.tr("Lives in"), lambda row: row.face.place),
            Column(lambda: self.tr("Co-operative"), lambda row: row.face.organisation),
            self._last_column(),
        )

    def _last_column(self) -> Column[Listed]:
        return Column(
            lambda: self.tr("Record"),
            lambda row: self.state_words(row.state),
            chip=lambda row: _CHIPS[row.state],
        )

    def state_words(self, state: RecordState) -> str:
        """Return where a record is."""
        return {
            RecordState.HERE: self.tr("On this laptop"),
            RecordState.HANDED_OVER: self.tr("Handed over"),
            RecordState.RECEIVED: self.tr("Received"),
            RecordState.FROM_HEADQUARTERS: self.tr("From headquarters"),
            RecordState.AT_HEADQUARTERS: self.tr("At headquarters"),
        }[state]

    # ---- going on --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the search takes it away."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _open(self, row: object) -> None:
        if isinstance(row, Listed):
            self.stage.open_task(PersonPage(self.stage, row.face.id))

    def take_badge(self, text: str) -> bool:
        """Open the page of whoever a badge names; nothing is written."""
        self.stage.runner.ask(partial(find_by_badge, scanned=text), self._show_badge, key="register-badge")
        return True

    def _show_badge(self, face: Face | None) -> None:
        if face is None:
            self.stage.notify(Notice("warn", told.badge_unknown, about=ABOUT_BADGE))
        elif self.isVisible():
            self.stage.open_task(PersonPage(self.stage, face.id))

    def _register_new(self) -> None:
        self.stage.open_task(NewPersonPage(self.stage, self.search.text().strip()))

    def _open_menu(self) -> None:
        self.menu.popup(self.lists.mapToGlobal(QPoint(0, self.lists.height())))

    def _fill_menu(self, menu: QMenu) -> None:
        self._import_action = self._add_action(menu, self.choose_list)
        self._template_action = self._add_action(menu, self._choose_template)
        self._export_action = self._add_action(menu, self._choose_export)

    def _add_action(self, menu: QMenu, act: Callable[[], object]) -> QAction:
        """Return an action that belongs to this page.

        What a menu makes itself (`addAction(text, act)`) can be lost to Python while the menu still has it: deleting
        another page was enough, and the next change of language ended the program.
        """
        action = QAction(self)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
        return action

    def choose_list(self) -> None:
        """Let a list be chosen, and read it."""
        ask_for_file(self, self.tr("Import a list of people"), self.tr("Lists (*.xlsx *.csv)"), self.read_list)

    def read_list(self, path: Path) -> None:
        """Read a list and show what it would do; nothing is written yet."""
        self.busy.start(lambda: self.tr("Reading the list"), is_patient=True)
        self.busy.follow(self.stage.runner.ask_long(partial(_preview, path), self._show_preview, self._not_read))

    def _not_read(self, fault: TianyeError) -> None:
        self.busy.end()
        self.stage.tell(fault)

    def _show_preview(self, preview: ListPreview) -> None:
        self.busy.end()
        self.stage.open_task(ImportPage(self.stage, preview))

    def _choose_template(self) -> None:
        kinds = self.tr("Workbook (*.xlsx)")
        ask_where_to_save(self, self.tr("Write an empty list"), self.tr("people.xlsx"), kinds, self.write_template)

    def write_template(self, path: Path) -> None:
        """Write the list that a county fills in."""

        def work(station: Any) -> Path:
            people_lists.write_template(station, path)
            return path

        self.stage.runner.do(work, self._show_template)

    def _show_template(self, path: Path) -> None:
        tell_written(self.stage, path, partial(told.template_written, path.name))

    def _choose_export(self) -> None:
        kinds = self.tr("Workbook (*.xlsx)")
        ask_where_to_save(self, self.tr("Export the register"), self.tr("register.xlsx"), kinds, self.export)

    def export(self, path: Path) -> None:
        """Write what may leave of the county shown, or of all."""
        county = self.wanted().county or None

        def work(station: Any) -> tuple[Path, Exported]:
            return path, people_lists.export_people(station, path, county=county)

        self.stage.runner.do(work, self._show_exported)

    def _show_exported(self, result: tuple[Path, Exported]) -> None:
        path, done = result
        tell_written(self.stage, path, partial(told.register_exported, path.name, done.people, done.held_back))

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.lists.setText(self.tr("Lists"))
        self.new.setText(self.tr("New person"))
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials, last 4 digits of the phone"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.table.setAccessibleName(self.tr("Register"))
        self.county.setAccessibleName(self.tr("County"))
        self.sex.setAccessibleName(self.tr("Sex"))
        self.order.setAccessibleName(self.tr("Order"))
        self.import_first.setText(self.tr("Import a list"))
        self.new_first.setText(self.tr("New person"))
        self.new_instead.setText(self.tr("Register this person"))
        self.everybody.setText(self.tr("Show everybody"))
        self.empty.say(self.tr("Nobody is in the register yet"), self.ways_in())
        self._import_action.setText(self.tr("Import a list…"))
        self._template_action.setText(self.tr("Write an empty list…"))
        self._export_action.setText(self.tr("Export what may leave…"))
        self.hint.setText(self.tr("↑ ↓ choose, Enter opens"))
        kept = self.sex.currentData(), self.order.currentData()
        self.sex.clear()
        for words, value in ((self.tr("Women and men"), ""), (self.tr("Women"), "f"), (self.tr("Men"), "m")):
            self.sex.addItem(words, value)
        self.order.clear()
        for order in ORDERS:
            self.order.addItem(self._order_words(order), order)
        self.sex.setCurrentIndex(max(0, self.sex.findData(kept[0])))
        self.order.setCurrentIndex(max(0, self.order.findData(kept[1])))
        self.model.reword()
        self._reword_found()

    def ways_in(self) -> str:
        """Return how people come into a register that is empty."""
        return self.tr("People come with the pack from headquarters, with a list, or one by one.")

    def _order_words(self, order: Order) -> str:
        return {
            "name": self.tr("By name"),
            "place": self.tr("By place"),
            "newest": self.tr("Newest first"),
        }[order]

    def _sorted_words(self) -> str:
        return {
            "name": self.tr("sorted by the pinyin of the names"),
            "place": self.tr("in the order of the places, then of the names"),
            "newest": self.tr("in the order they came to this computer, newest first"),
        }[self.wanted().order]

    def _reword_found(self) -> None:
        found = self._found
        if found is None:
            self.head.say(self.tr("Register"))
            self.county.hide()
            return
        people = sum(county.people for county in self._counties or ())
        counties = [county for county in self._counties or () if county.code]
        line = _people_words(people)
        if len(counties) > 1:
            line = self.tr("{people}, {counties}").format(people=line, counties=_counties_words(len(counties)))
        self.head.say(self.tr("Register"), line)
        kept = self.county.currentData()
        self.county.clear()
        self.county.addItem(self.tr("All counties"), "")
        for county in counties:
            self.county.addItem(county.name or county.code, county.code)
        self.county.setCurrentIndex(max(0, self.county.findData(kept)))
        self.county.setVisible(len(counties) > 1)
        number = len(found.numbers)
        wanted = self.wanted()
        is_filtered = bool(wanted.text.strip() or wanted.county or wanted.sex)
        words = _found_words(number) if is_filtered else _people_words(number)
        self.foot.setText(self.tr("{people}, {order}").format(people=words, order=self._sorted_words()))
        if number:
            self.stack.setCurrentIndex(0)
        else:
            self.stack.setCurrentIndex(2 if is_filtered else 1)
        # one primary a page: the empty states bring their own
        self.new.setVisible(bool(number))
        self.lists.setVisible(bool(number) or is_filtered or self._first_way() is not self.import_first)
        what = wanted.text.strip()
        self.nobody.say(
            self.tr('Nobody found for "{text}"').format(text=what) if what else self.tr("Nobody found"),
            self.tr("Searched: names in Chinese and Tibetan, pinyin, initials, ends of phone numbers."),
        )


def _preview(path: Path, station: Station, progress: Progress) -> ListPreview:
    return browsing.preview_list(station, path, progress.report)


# Qt looks for a text with a plural in the context of the class itself alone, which is not this one


def _people_words(number: int) -> str:
    words = QCoreApplication.translate("RegisterPage", "%n person(s)", "", number)
    return words.replace(str(number), number_words(number))


def _found_words(number: int) -> str:
    words = QCoreApplication.translate("RegisterPage", "%n found", "", number)
    return words.replace(str(number), number_words(number))


def _counties_words(number: int) -> str:
    return QCoreApplication.translate("RegisterPage", "%n counties", "", number)
