"""Making packs for several laptops, onto a stick or into a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.services import fleet
from tianye.services.fleet import LaptopLine, Overview, PacksWritten, PackWritten
from tianye.services.station import Station
from tianye.ui.hq.laptop_words import places_line
from tianye.ui.hq.writing import WritingCard, going_on
from tianye.ui.messages.dates import size_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.options import Option
from tianye.ui.parts.sides import Scrolled, Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.views import Views
from tianye.ui.runner import Progress


class LaptopPacks(Page):
    """For which laptops, where to, and what lies there afterwards with what is inside."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.lines: list[LaptopLine] = []
        self.options: dict[bytes, Option] = {}
        self.written: PacksWritten | None = None
        self._place_words: Callable[[], str] = str
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.sides = Sides(900, spacing=20)
        self._choosing, self._done = self._make_choice(), self._make_results()
        self.views = Views(self._choosing, self._done)
        self.writing = WritingCard(stage, "package")
        self.sides.add(self.views, 1)
        self.sides.add(self.writing, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sides, 1)
        self.leaving.clicked.connect(stage.back)
        self.everybody.clicked.connect(self._tick_all)
        self.more.clicked.connect(self._begin_again)
        self.writing.wanted.connect(self.write)

    def _make_choice(self) -> QWidget:
        card = Card(spacing=10)
        self.for_whom = Label("heading", wraps=True)
        self.everybody = Button("quiet", "checks")
        row = add_row(card.body)
        row.addWidget(self.for_whom, 1)
        row.addWidget(self.everybody)
        inner = QWidget()
        self._choice = QVBoxLayout(inner)
        self._choice.setContentsMargins(0, 0, 8, 0)
        self._choice.setSpacing(8)
        self._choice.addStretch(1)
        card.body.addWidget(Scrolled(inner, 160), 1)
        self.inside = Label("caption", wraps=True)
        card.body.addWidget(self.inside)
        return card

    def _make_results(self) -> QWidget:
        card = Card(spacing=10)
        self.done_title, self.done_line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.place = Label("strong", wraps=True)
        card.body.addWidget(self.done_title)
        card.body.addWidget(self.place)
        card.body.addWidget(self.done_line)
        inner = QWidget()
        self._results = QVBoxLayout(inner)
        self._results.setContentsMargins(0, 0, 8, 0)
        self._results.setSpacing(12)
        self._results.addStretch(1)
        card.body.addWidget(Scrolled(inner, 160), 1)
        self.more = Button("secondary", "package")
        add_row(card.body, self.more, None)
        return card

    # ---- words -----------------------------------------------------------------------------------------------------

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "packs"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Make packs"), self.tr("A pack brings a laptop its people, trainings and forms, and your receipt.")
        )
        self.leaving.setText(self.tr("Back"))
        self.for_whom.setText(self.tr("For which laptops"))
        self.everybody.setText(self.tr("All of them"))
        self.more.setText(self.tr("Make others"))
        self.inside.setText(self.tr("Only the laptop it is made for can open a pack. One stick may carry all of them."))
        self.done_line.setText(
            self.tr(
                "Take the stick or send the files to these laptops. Plugged in there, the program says which pack is "
                "for that laptop. They were read again and are whole."
            )
        )
        self._show_lines()
        self._show_written()
        self._show_hero()

    def _show_lines(self) -> None:
        for line in self.lines:
            option = self.options[line.laptop.id]
            option.setText(f"{line.laptop.name}  {places_line(line)}")
            option.setToolTip(f"{line.laptop.name}\n{self.tr(', ').join(line.places)}")

    def _show_hero(self) -> None:
        count = len(self._devices())
        is_done = self.written is not None
        self.writing.say(
            self.tr("Where to"), self.tr("Write %n pack(s)", "", count), is_ready=bool(count) and not is_done
        )
        self.writing.hero.setVisible(not is_done)
        self.writing.setVisible(not is_done or bool(self.writing.refusals))

    def _show_written(self) -> None:
        written = self.written
        self.views.show_only(self._choosing if written is None else self._done)
        if written is None:
            return
        self.place.setText(self._place_words())
        self.done_title.setText(self.tr("Written: %n pack(s)", "", len(written.packs)))
        while self._results.count() > 1:
            item = self._results.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(written.packs):
            self._results.insertWidget(number, self._result(one))

    def _result(self, one: PackWritten) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Picture("package", "ink_soft", 20), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        layout.addLayout(texts, 1)
        name, inside, file = Label("strong", wraps=True), Label("body", wraps=True), Label("caption", wraps=True)
        for label in (name, inside, file):
            texts.addWidget(label)
        number = self.tr("{laptop}, pack {number}").format(laptop=one.laptop.name, number=one.packed.number)
        name.setText(number)
        counts = (
            self.tr("%n people", "", one.contents.people),
            self.tr("%n training(s)", "", one.contents.trainings),
            self.tr("%n form(s)", "", one.contents.forms),
        )
        inside.setText(self.tr(", ").join(counts))
        file.setText(f"{one.packed.path.name}  {size_words(one.packed.size)}")
        return row

    # ---- what is asked and done ------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the laptops."""
        if changes is None or changes.touches("laptop"):
            self.stage.runner.ask(fleet.overview, self.show_overview, key="packs")

    def show_overview(self, overview: Overview) -> None:
        """Show the laptops that may have a pack; those that have none yet are ticked, else all."""
        lines = [line for line in overview.lines if line.laptop.revoked_after is None]
        if [line.laptop.id for line in lines] != [line.laptop.id for line in self.lines]:
            self._make_options(lines)
        self.lines = lines
        self._show_lines()
        self._show_hero()

    def _make_options(self, lines: list[LaptopLine]) -> None:
        for option in self.options.values():
            self._choice.removeWidget(option)
            option.hide()
            option.deleteLater()
        self.options = {}
        wanted = [line for line in lines if not line.pack_number] or lines
        for number, line in enumerate(lines):
            option = Option(is_square=True, gives_way=True)
            option.setChecked(line in wanted)
            option.toggled.connect(lambda _: self._show_hero())
            self._choice.insertWidget(number, option)
            self.options[line.laptop.id] = option

    def _devices(self) -> list[bytes]:
        return [device for device, option in self.options.items() if option.isChecked()]

    def _tick_all(self) -> None:
        for option in self.options.values():
            option.setChecked(True)

    def _begin_again(self) -> None:
        self.written = None
        self.writing.clear_refusals()
        self._show_written()
        self._show_hero()

    def write(self, folder: Path) -> None:
        """Write a pack for each laptop that is ticked."""
        work = partial(_write, self._devices(), folder)
        job = self.stage.runner.do_long(work, self.show_written, self.writing.fail)
        self.writing.follow(job, lambda: self.tr("Writing"))

    def show_written(self, written: PacksWritten) -> None:
        """Show what lies there now; those that failed stay ticked for another try."""
        self.writing.end(written.failed)
        if written.packs:
            self.written = written
            self._place_words = self.writing.placed()
        self._show_written()
        self._show_hero()


def _write(devices: list[bytes], folder: Path, station: Station, progress: Progress) -> PacksWritten:
    return fleet.make_packs(station, devices, folder, going_on(progress))
