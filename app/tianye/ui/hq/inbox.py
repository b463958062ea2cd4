"""What came in: bundles by laptop, what is new, what waits, what is refused and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import fleet, recognising
from tianye.services.fleet import LaptopLine, Overview, Piece, TakenIn, ToReview
from tianye.services.recognising import Recognised
from tianye.services.station import Station
from tianye.ui.hq.inbox_held import HeldCard, InboxHeld
from tianye.ui.hq.inbox_next import Asked, NextCard
from tianye.ui.hq.inbox_notes import NotesCard
from tianye.ui.hq.inbox_receipts import InboxReceipts
from tianye.ui.hq.inbox_results import ResultCard, WatchedCard
from tianye.ui.hq.inbox_runs import RunsPainter, Sample, numbers, run_words
from tianye.ui.hq.laptop_words import last_columns, places_line
from tianye.ui.hq.laptops_adding import LaptopAdding
from tianye.ui.hq.writing import going_on
from tianye.ui.messages.dates import number_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choosers import choose_files, choose_folder
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.faultcard import FaultCard, Remembered, is_doubt
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Scrolled, Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.runner import Job, Progress

WATCHED_KEY = "exchange/watched"
WATCH_MS = 10_000
MOST_CARDS = 12


class Inbox(Page):
    """What came in: bundles by laptop, what is new, what waits, what is refused and why."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.overview = Overview((), 0)
        self.taken: TakenIn | None = None
        self.files: list[Recognised] = []
        self._job: Job | None = None
        self._refusals: list[Card] = []
        self._watched = stage.find_folder(WATCHED_KEY)
        self.head = PageHead()
        self.receipts = self.head.add_action(Button("secondary", "seal-check"))
        self.importing = self.head.add_action(Button("primary", "tray"))
        self.model: RowTable[LaptopLine] = RowTable(
            [
                Column(
                    lambda: self.tr("Laptop"),
                    lambda line: line.laptop.name or "",
                    places_line,
                    tip=lambda line: line.laptop.name or "",
                ),
                Column(lambda: self.tr("Bundles in order"), run_words),
                *last_columns(lambda: self.overview.now_ms),
            ]
        )
        self.table = Table(self.model)
        self.table.setItemDelegateForColumn(1, RunsPainter(self.table))
        self.table.set_widths(168, 0, 156, 212, least=150)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.enrolling = Button("primary", "laptop")
        self.empty = EmptyState(self.enrolling)
        self.sides = Sides(960, spacing=20)
        self.sides.add(self._make_table_card(), 7)
        self.sides.add(self._make_column(), 4)
        for part in (self.head, self.sides, self.empty):
            self.body.addWidget(part)
        self.body.setStretch(1, 1)
        self.body.setStretch(2, 1)
        self.empty.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_MS)
        self._timer.timeout.connect(self._look_at_folder)
        self.drops = FileDrops(self)
        self.drops.dropped.connect(self.take_dropped)
        self.drops.hovering.connect(lambda is_above: self.drop_card.set_ground("info" if is_above else "local"))
        self.importing.clicked.connect(self._choose_files)
        self.receipts.clicked.connect(self._write_receipts)
        self.enrolling.clicked.connect(lambda: stage.go("laptops"))
        self.table.opened.connect(lambda _: stage.go("laptops"))

    def _make_table_card(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 12)
        card.body.addWidget(self.table, 1)
        self.samples = {
            "received": Sample("received", "1–2"),
            "missing": Sample("missing", "3"),
            "waiting": Sample("waiting", "4"),
            "refused": Sample("refused", "5"),
        }
        self.legend = {name: Label("caption") for name in self.samples}
        row = add_row(card.body, 8, spacing=8)
        for name, sample in self.samples.items():
            row.addWidget(sample)
            row.addWidget(self.legend[name])
            row.addSpacing(12)
        row.addStretch(1)
        return card

    def _make_column(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("clear", "true")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 10, 0)
        self.column.setSpacing(14)
        self.busy_card = Card("info")
        self.busy = BusyBar()
        self.busy_card.body.addWidget(self.busy)
        self.busy.stopped.connect(self._stop)
        self.busy_card.hide()
        self.drop_card = Card("local", spacing=4)
        self.drop_title, self.drop_line = Label("strong", wraps=True), Label("soft", wraps=True)
        self.drop_card.body.addWidget(self.drop_title)
        self.drop_card.body.addWidget(self.drop_line)
        self.next = NextCard()
        self.result = ResultCard()
        self.result.reviewing.clicked.connect(lambda: self.stage.go("review"))
        self.watched = WatchedCard()
        self.watched.taking.clicked.connect(lambda: self.take_in([one.path for one in self.files]))
        self.watched.choosing.clicked.connect(self._choose_watched)
        self.notes = NotesCard()
        self.notes.packing.clicked.connect(lambda: self.stage.go("laptops"))
        for part in (self.busy_card, self.next, self.notes, self.result):
            self.column.addWidget(part)
        self._first_refusal = self.column.count()
        for part in (self.watched, self.drop_card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        return Scrolled(inner, 300)

    # ---- words -----------------------------------------------------------------------------------------------------

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "inbox"

    def retranslate(self) -> None:
        """Set every text."""
        self.importing.setText(self.tr("Take bundles in"))
        self.enrolling.setText(self.tr("Enrol a laptop"))
        self.table.setAccessibleName(self.tr("Laptops and their bundles"))
        self.legend["received"].setText(self.tr("received"))
        self.legend["missing"].setText(self.tr("missing"))
        self.legend["waiting"].setText(self.tr("waits for it"))
        self.legend["refused"].setText(self.tr("came, not taken in"))
        self.drop_title.setText(self.tr("Drag files or a whole stick here"))
        self.drop_line.setText(self.tr("In any order, as often as you like: what is known already is passed over."))
        self.empty.say(
            self.tr("No laptop is enrolled yet"),
            self.tr("Bundles come from laptops that have your pack. Take their card in first."),
        )
        self._show_head()
        self.model.reword()
        self.result.show_result(self.taken)
        self.notes.show_overview(self.overview)
        self._show_watched()
        self._show_refusals()
        self._show_next()

    def _show_head(self) -> None:
        lines = self.overview.lines
        parts = [
            self.tr("%n laptop(s)", "", len(lines)),
            self.tr("%n bundle(s) received so far", "", sum(line.bundles for line in lines)),
        ]
        if missing := sum(line.state == "missing" for line in lines):
            parts.append(self.tr("%n with a gap", "", missing))
        if refused := sum(line.state == "refused" for line in lines):
            parts.append(self.tr("%n with one not taken in", "", refused))
        if held := sum(bool(line.to_decide) for line in lines):
            parts.append(self.tr("%n with records to decide on", "", held))
        self.head.say(self.tr("Inbox"), self.tr(", ").join(parts) if lines else "")
        due = sum(line.needs_receipt for line in lines)
        self.receipts.setText(self.tr("Receipts for %n laptop(s)", "", due))
        self.receipts.setEnabled(bool(due))

    def _show_next(self) -> None:
        """Say what to do in which order, and fill the button of the first step that has one."""
        asked = Asked(
            len(self.files),
            sum(line.needs_receipt for line in self.overview.lines),
            sum(_asks_for_something(card) for card in self._refusals) + self.notes.asks_for_something,
            self.result.to_decide,
            is_busy=not self.busy_card.isHidden(),
        )
        self.next.show_steps(asked)
        for step, button in (
            ("waiting", self.watched.taking),
            ("receipts", self.receipts),
            ("review", self.result.reviewing),
            ("take", self.importing),
        ):
            button.set_kind("primary" if step == asked.filled else "secondary")

    def _show_watched(self) -> None:
        self.watched.show_folder(self._watched, len(self.files))

    def _show_refusals(self) -> None:
        for card in self._refusals:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._refusals = []
        held = [one for line in self.overview.lines for one in line.to_decide]
        for one in sorted(held, key=lambda one: one.parts_at is None):
            card = HeldCard(one)
            card.wanted.connect(lambda wanted: self.stage.open_task(InboxHeld(self.stage, wanted)))
            self._add_refusal(card)
        if self.taken is not None:
            for file in self.taken.refused:
                # those of a known laptop stand in its line
                if file.device is None:
                    words = {"bundle.wrong-kind": self._elsewhere_words, "bundle.not-ours": self._foreign_words}
                    own = words.get(file.fault.code)
                    said = partial(own, file.fault) if own is not None else None
                    doubt = said is not None or is_doubt(file.fault)
                    self._add_refusal(FaultCard(file.fault, partial(str, file.name), is_doubt=doubt, said=said))
        for line in self.overview.lines:
            for piece in line.pieces:
                if piece.state in ("missing", "refused"):
                    wording = self._gap_words if piece.state == "missing" else self._refused_words
                    self._add_refusal(
                        FaultCard(
                            Remembered(*fleet.told_of(line, piece)),
                            partial(self._title_words, line, piece),
                            is_doubt=piece.state == "missing",
                            said=partial(wording, line, piece),
                        )
                    )

    def _elsewhere_words(self, fault: TianyeError) -> tuple[str, str, str]:
        kind = self.tr("This is a receipt.") if fault.data.get("found") == "receipt" else self.tr("This is a pack.")
        return kind, self.tr("Nothing was changed."), self.tr("It goes to the laptop it was made for.")

    def _foreign_words(self, _: TianyeError) -> tuple[str, str, str]:
        return (
            "",
            "",
            self.tr("Leave it where it is. If it should have been a bundle, ask for it to be handed over again."),
        )

    def _title_words(self, line: LaptopLine, piece: Piece) -> str:
        text = (
            self.tr("{laptop}: bundle {number} has not come")
            if piece.state == "missing"
            else self.tr("{laptop}: bundle {number} was not taken in")
        )
        return text.format(laptop=line.laptop.name, number=numbers(piece))

    def _gap_words(self, line: LaptopLine, piece: Piece) -> tuple[str, str, str]:
        return (
            _waits_words(line, piece),
            self.tr("It is kept here and goes in by itself once they have come."),
            self.tr(
                "Look for the earlier file where bundles arrive here, in mail and chat. Not there: give {laptop} its "
                "next pack, which asks for it."
            ).format(laptop=line.laptop.name),
        )

    def _refused_words(self, line: LaptopLine, piece: Piece) -> tuple[str, str, str]:
        kept = self.tr("What came before is sound; this file stays as it is.")
        if piece.code == "bundle.fork":
            return (
                self.tr("A copy of this laptop wrote it, and the copy's earlier bundle has not come."),
                self.tr("It is kept here."),
                self.tr("Telephone whoever uses {laptop}. Nothing is lost there.").format(laptop=line.laptop.name),
            )
        return (
            "",
            kept,
            self.tr("Telephone whoever uses {laptop}: hand it over again. Everything is still there.").format(
                laptop=line.laptop.name
            ),
        )

    def _add_refusal(self, card: Card) -> None:
        if len(self._refusals) < MOST_CARDS:
            self.column.insertWidget(self._first_refusal + len(self._refusals), card)
            self._refusals.append(card)

    # ---- what is asked and done ------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the laptops and their bundles."""
        if changes is None or changes.touches("laptop"):
            self.stage.runner.ask(fleet.overview, self.show_overview, key="inbox")

    def entered(self) -> None:
        """Look at the folder that is watched, too."""
        super().entered()
        self._look_at_folder()

    def show_overview(self, overview: Overview) -> None:
        """Show the laptops."""
        self.overview = overview
        chosen = self.table.currentIndex().row()
        self.model.show_rows(overview.lines)
        if 0 <= chosen < len(overview.lines):
            self.table.selectRow(chosen)
        self.sides.setVisible(bool(overview.lines))
        self.empty.setVisible(not overview.lines)
        # before the first laptop there is nothing to take in and nobody to answer
        for button in (self.receipts, self.importing):
            button.setVisible(bool(overview.lines))
        self._show_head()
        self.notes.show_overview(overview)
        self._show_refusals()
        self._show_next()
        self._count()

    def _count(self) -> None:
        self.stage.count("inbox", sum(line.needs_somebody for line in self.overview.lines) + len(self.files))

    def take_in(self, paths: list[Path]) -> None:
        """Take in files, or all in folders; the page stays usable and the import stops between two files."""
        if self._job is not None or not paths:
            return
        self.busy_card.show()
        self.busy.start(lambda: self.tr("Checking and taking in"))
        self.importing.setEnabled(False)
        self._job = self.stage.runner.do_long(partial(_take_in, paths), self.show_taken, self._show_fault)
        self._job.progressed.connect(self.busy.tell)
        self._job.cancelled.connect(self._end_busy)
        self._show_next()

    def take_dropped(self, paths: list[Path]) -> None:
        """Take in what was dropped; a single laptop's card leads to where it is enrolled."""
        if len(paths) == 1 and paths[0].is_file():
            work = partial(recognising.recognise, path=paths[0])
            self.stage.runner.ask(work, self._show_recognised, self._show_fault)
        else:
            self.take_in(paths)

    def _show_recognised(self, one: Recognised) -> None:
        if one.kind == "card":
            page = LaptopAdding(self.stage)
            self.stage.open_task(page)
            page.load(one.path)
        else:
            self.take_in([one.path])

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end_busy(self) -> None:
        self._job = None
        self.busy.end()
        self.busy_card.hide()
        self.importing.setEnabled(True)
        self._show_next()

    def show_taken(self, taken: TakenIn) -> None:
        """Show what the import brought."""
        self._end_busy()
        self.taken = taken
        self.result.show_result(taken)
        self.refresh(None)
        self._look_at_folder()
        self.stage.runner.ask(fleet.to_review, self.show_to_review, key="inbox-review")

    def show_to_review(self, found: ToReview) -> None:
        """Show what a person has to decide now."""
        self.result.show_to_review(found)
        self._show_next()

    def _show_fault(self, fault: TianyeError) -> None:
        self._end_busy()
        self.stage.tell(fault)
        self.refresh(None)

    def _choose_files(self) -> None:
        kinds = self.tr("Files of Tianye (*.tianye);;All files (*)")
        self.take_in(list(choose_files(self, self.tr("Choose bundles"), self._watched, kinds)))

    def _choose_watched(self) -> None:
        folder = choose_folder(self, self.tr("Choose the folder where bundles arrive"), self._watched)
        if folder is not None:
            self.watch(folder)

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on, also after the next start."""
        self._watched = folder
        self.stage.keep_folder(WATCHED_KEY, folder)
        self._look_at_folder()

    def _look_at_folder(self) -> None:
        if self._watched is None or not self._watched.is_dir():
            self.show_files([])
        elif self._job is None:
            work = partial(fleet.new_bundles, folder=self._watched)
            self.stage.runner.ask(work, self.show_files, key="inbox-watched")

    def show_files(self, files: list[Recognised]) -> None:
        """Show how many bundles wait in the folder that is watched."""
        self.files = files
        self._show_watched()
        self._show_next()
        self._count()

    def _write_receipts(self) -> None:
        self.stage.open_task(InboxReceipts(self.stage))

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the folder."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no more."""
        self._timer.stop()
        super().hideEvent(event)


def _asks_for_something(card: Card) -> bool:
    """Say whether a card asks somebody to do something: a foreign file only says what it is."""
    return not isinstance(card, FaultCard) or card.fault is None or card.fault.code != "bundle.not-ours"


def _waits_words(line: LaptopLine, gap: Piece) -> str:
    """Return what waits for the records of a gap: «41 to 80 waits for 1 to 40»."""
    text = QCoreApplication.translate("Inbox", "{later_first} to {later_last} waits for {first} to {last}.")
    later = next((piece for piece in line.pieces if piece.state == "waiting" and piece.first > gap.last), gap)
    numbered = {
        "later_first": number_words(later.first),
        "later_last": number_words(later.last),
        "first": number_words(gap.first),
        "last": number_words(gap.last),
    }
    return text.format(**numbered)


def _take_in(paths: list[Path], station: Station, progress: Progress) -> TakenIn:
    return fleet.take_in(station, paths, going_on(progress))
