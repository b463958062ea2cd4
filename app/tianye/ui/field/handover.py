"""Handing over: where every record stands, and the bundle for headquarters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import arriving, bundles, carrying, outgoing
from tianye.services.arriving import Taken
from tianye.services.bundles import HandedOver, Medium
from tianye.services.carrying import CarriedAlong
from tianye.services.outgoing import Outgoing
from tianye.services.recognising import Recognised
from tianye.services.station import Station
from tianye.ui import theme
from tianye.ui.field.handover_along import AlongCard
from tianye.ui.field.handover_code import ReceiptByCode
from tianye.ui.field.handover_done import DoneCard
from tianye.ui.field.handover_history import HandOverHistory
from tianye.ui.field.handover_states import StateCards
from tianye.ui.field.handover_words import (
    ICONS,
    OF_THE_STICK,
    damaged_of,
    damaged_words,
    folder_words,
    handed_line,
    local_line,
    other_words,
    received_line,
    stick_words,
    stopped_words,
    thing_words,
)
from tianye.ui.messages.dates import number_words, size_words
from tianye.ui.messages.notices import Notice
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.install_pack import InstallPack
from tianye.ui.pages.safekeeping import SafekeepingPage
from tianye.ui.parts.bars import INKS, SIGNS, Picture
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import BusyBar, Card, EmptyState, Ground, PageHead, add_row
from tianye.ui.parts.choosers import choose_files
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.faultcard import FaultCard, is_doubt
from tianye.ui.parts.focus import focus_primary
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Scrolled, Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.stick_picker import StickPicker
from tianye.ui.runner import Progress

FOLDER_KEY = "exchange/folder"


class HandOver(Page):
    """Handing over: where every record stands, and the bundle for headquarters."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.now: Outgoing | None = None
        self.written: HandedOver | None = None
        self.taken: Taken | None = None
        self.waiting: list[Recognised] = []
        self.refusal: FaultCard | None = None
        self._is_writing = self._was_writing = False
        self._is_on_stick = True
        self._is_arriving = False
        self._is_again = False
        """Whether one more file is wanted though nothing is new."""
        self._is_of_arrivals = False
        """Whether what was refused is a file that came in, and not one that was to be written."""
        self.head = PageHead()
        self.installing = self.head.add_action(Button("secondary", "download"))
        self.coded = self.head.add_action(Button("secondary", "qr"))
        self.earlier = self.head.add_action(Button("quiet", "history"))
        self.backups = self.head.add_action(Button("quiet", "copy"))
        self.backups.clicked.connect(lambda: stage.open_task(SafekeepingPage(stage)))
        self.states = StateCards()
        self.sides = Sides(840)
        self.sides.add(self._make_goods(), 5)
        self.sides.add(self._make_place(), 6)
        self.sides.turned.connect(self._let_grow)
        self.card = Button("primary", "qr")
        self.first_pack = Button("secondary", "download")
        self.no_pack = EmptyState(self.card, self.first_pack)
        self.body.addWidget(self.head)
        self.body.addWidget(self.states)
        self.body.addWidget(self.sides, 1)
        self.body.addWidget(self.no_pack, 1)
        self.no_pack.hide()
        self.drops = FileDrops(self)
        self.drops.dropped.connect(self.take)
        self.installing.clicked.connect(self._choose_files)
        self.first_pack.clicked.connect(self._install_first_pack)
        self.card.clicked.connect(lambda: stage.open_task(CardPage(stage)))
        self.coded.clicked.connect(lambda: stage.open_task(ReceiptByCode(stage)))
        self.along_card.carry.clicked.connect(self._carry_along)
        self.earlier.clicked.connect(lambda: stage.open_task(HandOverHistory(stage)))
        self.hero.clicked.connect(self.write)
        self.done.again.clicked.connect(self._write_again)
        self.found.clicked.connect(self._take_waiting)
        self.picker.chosen.connect(self._place_chosen)

    def _make_goods(self) -> QWidget:
        card = Card(spacing=10)
        # what came in stands above what goes out, under a heading of its own
        self.came_title = Label("heading")
        self.came_title.hide()
        card.body.addWidget(self.came_title)
        self.arrived_card = Card("done", spacing=2)
        self.arrived_card.body.setContentsMargins(16, 10, 16, 10)
        self.arrived, self.arrived_line = Label("on_done", wraps=True), Label("body", wraps=True)
        self.arrived_sign = Picture("seal-check", "on_done_soft", 22)
        row = add_row(self.arrived_card.body, self.arrived_sign)
        texts = QVBoxLayout()
        texts.addWidget(self.arrived)
        texts.addWidget(self.arrived_line)
        row.addLayout(texts, 1)
        self.arrived_card.hide()
        card.body.addWidget(self.arrived_card)
        self._arrivals = card.body
        self.goods_title, self.number = Label("heading"), Label("caption")
        add_row(card.body, self.goods_title, None, self.number)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        self.facts = Facts()
        column.addLayout(self.facts)
        self.nothing = Label("soft", wraps=True)
        column.addWidget(self.nothing)
        column.addStretch(1)
        card.body.addWidget(Scrolled(inner, 40), 1)
        self.along = Label("body", wraps=True)
        self.along_row = QWidget()
        along = QVBoxLayout(self.along_row)
        along.setContentsMargins(0, 0, 0, 0)
        add_row(along, Picture("return", "ink_soft", 20)).addWidget(self.along, 1)
        card.body.addWidget(self.along_row)
        self.sealed = Label("caption", wraps=True)
        self._sealed_sign = Picture("lock", "ink_soft", 16)
        add_row(card.body, self._sealed_sign, spacing=8).addWidget(self.sealed, 1)
        return card

    def _make_place(self) -> QWidget:
        self.place = QStackedWidget()
        where, self.done = Card(spacing=10), DoneCard()
        self.where_title = Label("heading", wraps=True)
        where.body.addWidget(self.where_title)
        self.picker = StickPicker(memory=self.stage.find_folder(FOLDER_KEY))
        inner = QWidget()
        self._where = QVBoxLayout(inner)
        self._where.setContentsMargins(0, 0, 8, 0)
        self._where.addWidget(self.picker)
        where.body.addWidget(Scrolled(inner, 120), 1)
        self.found_words = Label("strong", wraps=True)
        self.found = Button("secondary", "download")
        self.found_card = Card("info")
        self.found_card.body.setContentsMargins(14, 6, 8, 6)
        row = add_row(self.found_card.body)
        row.addWidget(self.found_words, 1)
        row.addWidget(self.found)
        self.found_card.hide()
        # as wide as the places above, which leave room for their scroll bar
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 8, 0)
        below.setSpacing(10)
        where.body.addLayout(below)
        below.addWidget(self.found_card)
        self.along_card = AlongCard()
        below.addWidget(self.along_card)
        self.medium_words, self.medium = Label("body", wraps=True), Segmented(["stick", "messenger"])
        self.medium_row = QWidget()
        medium = QVBoxLayout(self.medium_row)
        medium.setContentsMargins(0, 0, 0, 0)
        row = add_row(medium)
        row.addWidget(self.medium_words, 1)
        row.addWidget(self.medium)
        below.addWidget(self.medium_row)
        self.hero = Button("hero", "hand-over")
        self.most = Label("caption", wraps=True)
        add_row(where.body, self.hero, spacing=18).addWidget(self.most, 1)
        self.busy = BusyBar()
        where.body.addWidget(self.busy)
        self.place.addWidget(where)
        self.place.addWidget(self.done)
        return self.place

    def _let_grow(self, is_column: bool) -> None:
        """Below one another the cards scroll with the page, and not inside it."""
        for area in self.sides.findChildren(Scrolled):
            area.show_whole(is_column)

    # ---- words -----------------------------------------------------------------------------------------------------

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "handover"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Hand over"),
            self.tr("It has arrived when the receipt is back."),
        )
        self.installing.setText(self.tr("Install a receipt or pack"))
        self.coded.setText(self.tr("Receipt by code"))
        self.came_title.setText(self.tr("What came in"))
        self.earlier.setText(self.tr("Handed over before"))
        self.backups.setText(self.tr("Backups"))
        self.medium_words.setText(self.tr("How it goes on from there"))
        self.medium.set_text("stick", self.tr("In one file"))
        self.medium.set_text("messenger", self.tr("In parts of 20 MB"))
        self.sealed.setText(
            self.tr("The file is sealed: only headquarters can open it. A lost stick gives nothing away.")
        )
        self.where_title.setText(self.tr("Where to"))
        self.card.setText(self.tr("This laptop's card"))
        self.done.retranslate()
        self._show_place_words()
        self._show_now()
        self._show_written()
        self._show_waiting()
        self._show_taken()

    def _show_now(self) -> None:
        now = self.now
        if now is None:
            return
        self._show_no_pack(is_renewed=now.waits_for_pack)
        cards = self.states.cards
        cards["local"].say(now.only_here, self._unit(now.only_here), self.tr("Only on this laptop"), local_line(now))
        cards["handed"].say(now.on_the_way, self._unit(now.on_the_way), self.tr("Handed over"), handed_line(now))
        cards["received"].say(
            now.standing.all_received,
            self._unit(now.standing.all_received),
            self.tr("Received by headquarters"),
            received_line(now),
        )
        self._show_place_words()
        is_written = self.written is not None
        self.goods_title.setText(self._goods_words(now))
        # where nothing is new the things are those of the file before
        is_over = self._wants_nothing
        self.number.setText(self.tr("Bundle {number}").format(number=now.number - (is_written or is_over)))
        facts = [(ICONS[thing], thing_words(thing), number_words(count)) for thing, count in now.things]
        if now.carried.files:
            facts.append(("package", self.tr("Sealed files of others"), number_words(now.carried.files)))
        self.number.setVisible(bool(facts))
        self.facts.show_facts(facts)
        self.nothing.setVisible(is_over and not is_written)
        self.nothing.setText(
            self.tr("Nothing to write now. Take the stick to headquarters; write again only if it was lost.")
            if now.on_the_way
            else self.tr("Done: headquarters has everything from this laptop. Nothing needs to be written.")
        )
        # where nothing is new, the line above says it
        self.along_row.setVisible(bool(now.waiting) and not is_written and not is_over)
        self.along.setText(
            self.tr(
                "The %n bundle(s) without a receipt go along again by themselves. Nothing is counted twice.",
                "",
                len(now.waiting),
            )
        )
        self.most.setText(self.tr("At most {size}").format(size=size_words(now.size + now.carried.size + 8192)))

    def _goods_words(self, now: Outgoing) -> str:
        if self.written is not None:
            return self.tr("What went along")
        if now.has_news or self._is_again:
            return self.tr("What goes along")
        return self.tr("Written, waiting for the receipt") if now.on_the_way else self.tr("All received")

    @property
    def _wants_nothing(self) -> bool:
        """Whether nothing is new, and no further file was asked for."""
        return self.now is not None and not self.now.has_news and not self._is_again

    def _show_step(self) -> None:
        """Fill the button of the next step: install what came, else write what is new; none where nothing waits."""
        is_spoilt = self.refusal is not None and self._is_of_arrivals
        can_write = not self._wants_nothing and self.refusal is None and not self.waiting
        self.installing.set_kind("primary" if is_spoilt else "secondary")
        # what came in spoilt needs the room
        for part in (self.sealed, self._sealed_sign):
            part.setVisible(not is_spoilt)
        self.found.set_kind("primary" if self.waiting and not is_spoilt else "secondary")
        self.hero.set_kind("hero" if can_write or self._is_writing else "secondary")

    def _unit(self, count: int) -> str:
        return self.tr("record(s)", "", count)

    def _show_no_pack(self, *, is_renewed: bool) -> None:
        if is_renewed:
            self.no_pack.say(
                self.tr("Headquarters does not know this laptop's new card yet"),
                self.tr(
                    "It was restored from a backup and has a new card. Give it to headquarters: they send a pack back, "
                    "and you can hand over again. Everything you record until then is kept here."
                ),
            )
            self.first_pack.setText(self.tr("Install their pack"))
            return
        self.no_pack.say(
            self.tr("This laptop does not know headquarters yet"),
            self.tr(
                "Give headquarters this laptop's card. They send a pack back: from then on you can hand over. "
                "Everything you record until then is kept here."
            ),
        )
        self.first_pack.setText(self.tr("Install the first pack"))

    def _show_place_words(self) -> None:
        # a stick takes everything in one; what goes into a folder may be sent by a messenger
        self.medium_row.setVisible(self.picker.stick is None and self.picker.folder is not None)
        if self._is_writing:
            self.hero.setText(self.tr("Writing, leave the stick in"))
        elif self.picker.stick is None and self.picker.folder is not None:
            self.hero.setText(self.tr("Write into the folder"))
        elif self._wants_nothing or (self.refusal is not None and not self._is_of_arrivals):
            self.hero.setText(self.tr("Write again"))
        else:
            self.hero.setText(self.tr("Write onto the stick"))
        self._show_step()
        self.hero.setEnabled(self.picker.folder is not None and not self._is_writing)

    def _show_written(self) -> None:
        one = self.written
        self.place.setCurrentIndex(0 if one is None else 1)
        if one is None:
            return
        is_received = self.now is not None and self.now.standing.received >= one.last > 0
        self.done.show_written(one, is_on_stick=self._is_on_stick, is_received=is_received)

    def _show_waiting(self) -> None:
        self.found_card.setVisible(bool(self.waiting) and not self._is_writing)
        self._show_step()
        if not self.waiting:
            return
        kinds = {one.kind for one in self.waiting}
        if kinds == {"receipt"}:
            self.found_words.setText(self.tr("A receipt for this laptop is here: install it first"))
        elif kinds == {"pack"}:
            self.found_words.setText(self.tr("A new pack for this laptop is here: install it first"))
        else:
            self.found_words.setText(self.tr("A pack and a receipt for this laptop are here: install them first"))
        self.found.setText(self.tr("Install"))

    def _show_taken(self) -> None:
        one = self.taken
        is_damaged = one is not None and not (one.receipt or one.pack) and damaged_of(one) is not None
        self.arrived_card.setVisible(one is not None and not is_damaged)
        self.came_title.setVisible(one is not None or (self.refusal is not None and self._is_of_arrivals))
        if one is None or is_damaged:
            return
        self._show_tone(one)
        if one.receipt is not None:
            self.arrived.setText(
                self.tr("Headquarters has everything up to record {number}").format(
                    number=number_words(one.receipt.sequence)
                )
            )
            told = self.tr("The receipt says nothing new.") if one.receipt.was_known else self.tr("The receipt is in.")
        else:
            told = ""
            self.arrived.setText(other_words(one))
        if one.pack is not None:
            pack = self.tr("Pack {number} is installed: {count} records are new.").format(
                number=one.pack.number, count=number_words(one.pack.new)
            )
            if one.receipt is None:
                self.arrived.setText(pack)
            else:
                told = f"{told} {pack}"
        self.arrived_line.setText(told)
        self.arrived_line.setVisible(bool(told))

    def _show_tone(self, one: Taken) -> None:
        """Green only where headquarters' word brought something; barley where nothing was there for this laptop."""
        tone: Ground = "info"
        if one.receipt is not None and not one.receipt.was_known:
            tone = "done"
        elif one.receipt is None and one.pack is None:
            tone = "warn"
        self.arrived_card.set_ground(tone)
        self.arrived_sign.show_icon(SIGNS[tone], INKS[tone])
        theme.restyle(self.arrived, role=f"on_{tone}")

    # ---- what is asked and done ------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask where the records stand: whatever changed is one more record."""
        self.stage.runner.ask(outgoing.outgoing, self.show_outgoing, key="handover")

    def entered(self) -> None:
        """Begin anew: what was written before is in the history."""
        self.written, self.taken = None, None
        self._is_again = False
        self._clear_refusal()
        self._show_written()
        self._show_taken()
        self._is_arriving = True
        super().entered()
        self._look_for_waiting()

    def show_outgoing(self, now: Outgoing) -> None:
        """Show where the records stand."""
        self.now = now
        can_hand_over = now.has_headquarters and not now.waits_for_pack
        self.sides.setVisible(can_hand_over)
        self.no_pack.setVisible(not can_hand_over)
        self.installing.setVisible(can_hand_over)
        self.coded.setVisible(now.has_headquarters)
        self._show_now()
        self._show_written()
        if self._is_arriving and not focus_primary(self) and self.picker.isVisible():
            # without a stick the place to write to comes first
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_arriving = False

    def write(self) -> None:
        """Write the bundle to the place that is chosen."""
        folder = self.picker.folder
        if folder is None or self._is_writing:
            return
        self._is_writing = True
        self._is_on_stick = self.picker.stick is not None
        self._clear_refusal()
        self._show_place_words()
        self._show_waiting()
        medium = Medium.STICK if self._is_on_stick else Medium(self.medium.value)
        self.busy.start(lambda: self.tr("Written so far"), is_patient=True, is_size=True)
        work = partial(_write, folder, medium)
        job = self.stage.runner.do_long(work, self.show_written, self._show_refusal, is_kept_at_closing=True)
        self.busy.follow(job)
        job.cancelled.connect(self._stopped)

    def _stopped(self) -> None:
        self._end_writing()
        self._show_place_words()
        self.stage.notify(Notice("info", stopped_words, about="handover.stopped"))
        self.refresh(None)

    def _end_writing(self) -> None:
        self._is_writing = False
        self.busy.end()

    def show_written(self, handed: HandedOver) -> None:
        """Show what lies on the stick now."""
        self._end_writing()
        self._is_again = False
        self.written = handed
        if self.picker.own_folder is not None:
            self.stage.keep_folder(FOLDER_KEY, self.picker.own_folder)
        self._show_place_words()
        self._show_written()
        self.refresh(None)

    def take(self, paths: list[Path]) -> None:
        """Install what some files hold for this laptop: dropped, chosen, or found on the stick."""
        self._clear_refusal()
        self.stage.runner.do(partial(arriving.take, paths=paths), self.show_taken, self._show_refusal)

    def show_taken(self, taken: Taken) -> None:
        """Show what was installed."""
        self._look_for_waiting()
        self._offer_along([one.path for one in taken.others if one.kind == "other" and one.is_for_us is False])
        if taken.first_pack is not None:
            self._install_first_pack().look_into(taken.first_pack.parent)
            return
        self.taken = taken
        self._show_taken()
        if (one := damaged_of(taken)) is not None and one.fault is not None:
            said = partial(damaged_words, one.path.name, one.fault.code)
            # what came stands at the left, where a receipt would
            self._is_of_arrivals = True
            self._add_refusal(FaultCard(one.fault, is_doubt=False, said=said), self._arrivals, 1)
        self.refresh(None)

    def _install_first_pack(self) -> InstallPack:
        """Go where headquarters' six words are compared."""
        page = InstallPack(self.stage)
        self.stage.open_task(page)
        return page

    def _show_refusal(self, fault: TianyeError) -> None:
        self._was_writing = self._is_writing
        self._end_writing()
        self._clear_refusal()
        place = stick_words if self._is_on_stick else folder_words
        said = place if fault.code in OF_THE_STICK and self._was_writing else None
        card = FaultCard(fault, is_doubt=is_doubt(fault), said=partial(said, fault.code) if said else None)
        self._add_refusal(card, self._where, 0)
        self.picker.look()

    def _add_refusal(self, card: FaultCard, column: QVBoxLayout, at: int) -> None:
        self.refusal = card
        column.insertWidget(at, card)
        # what was written before has had its word
        self.written = None
        self._show_written()
        self._show_now()

    def _clear_refusal(self) -> None:
        if self.refusal is not None:
            self.refusal.hide()
            self.refusal.deleteLater()
            self.refusal = None
        self._is_of_arrivals = False
        self._show_place_words()

    def _write_again(self) -> None:
        self.written = None
        self._is_again = True
        self._show_written()
        self._show_place_words()
        self._show_now()

    def _place_chosen(self, folder: Path | None) -> None:
        self._clear_refusal()
        self._show_place_words()
        self._look_for_waiting()

    def _look_for_waiting(self) -> None:
        folder = self.picker.folder
        if folder is None:
            self.show_waiting([])
        else:
            self.stage.runner.ask(partial(arriving.waiting, folder=folder), self.show_waiting, key="handover-waiting")
        self._offer_along([folder] if folder is not None else [])

    def _offer_along(self, paths: list[Path]) -> None:
        work = partial(carrying.sealed_for_others, paths=paths)
        self.stage.runner.ask(work, self.along_card.show_found, key="handover-along")

    def _carry_along(self) -> None:
        work = partial(carrying.carry_along, paths=self.along_card.found.paths)
        self.stage.runner.do(work, self._carried, self._show_refusal)

    def _carried(self, done: CarriedAlong) -> None:
        self.along_card.show_done(done)
        self.refresh(None)

    def show_waiting(self, found: list[Recognised]) -> None:
        """Show that something for this laptop lies where will be written."""
        self.waiting = found
        self._show_waiting()

    def _take_waiting(self) -> None:
        self.take([one.path for one in self.waiting])

    def _choose_files(self) -> None:
        kinds = self.tr("Files of Tianye (*.tianye);;All files (*)")
        title = self.tr("Choose a receipt or a pack")
        if paths := choose_files(self, title, self.picker.folder, kinds):
            self.take(list(paths))


def _write(folder: Path, medium: Medium, station: Station, progress: Progress) -> HandedOver:
    return bundles.make_bundle(station, folder, medium, progress.report)
