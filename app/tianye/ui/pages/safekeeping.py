"""Backups and check: is what was entered safe, where are its copies, is anything damaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import diagnostics, keeping
from tianye.services.backups import Found
from tianye.services.diagnostics import Diagnosis, Looked
from tianye.services.keeping import Standing, Written
from tianye.services.station import Station
from tianye.ui.messages.dates import moment_words, number_words, size_words
from tianye.ui.messages.faults import joined, remark
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.safekeeping_hints import HintCard, RetentionCard, Safety, safety_of
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.sticks import Stick, StickWatch, find_sticks
from tianye.ui.parts.table import Table
from tianye.ui.runner import Job, Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the page shows: how things stand, the backups that were found, how far the looking is, the chosen stick."""

    standing: Standing
    found: tuple[Found, ...]
    looked: Looked
    stick: Path | None
    now_ms: int
    safety: Safety


class SafekeepingPage(Page):
    """A task: the backups with their state, one button for one now, the stick; the check beside it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.kept: Kept | None = None
        self.diagnosis: Diagnosis | None = None
        self.sticks: list[Stick] = []
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "arrow-left"))
        self.rows: RowTable[Found] = RowTable(
            (
                Column(lambda: self.tr("Made"), self._moment, self._place),
                Column(
                    lambda: self.tr("Records"),
                    lambda one: number_words(one.operations),
                    self._size,
                    is_number=True,
                ),
                Column(
                    lambda: self.tr("State"),
                    self._state,
                    chip=lambda one: "yes" if one.fault is None else "error",
                    tip=self.damage_of,
                ),
            )
        )
        self.table = Table(self.rows)
        self.table.set_widths(0, 120, 150)
        self.none_yet = Label("soft", wraps=True)
        self.now, self.choosing = Button("primary", "copy"), Button("secondary", "stick")
        self.stick_line, self.rule = Label("body", wraps=True), Label("caption", wraps=True)
        self.busy = BusyBar()
        self._job: Job | None = None
        self.busy.stopped.connect(self._stop)
        self.fault = FaultCard()
        self.checked = Label("heading", wraps=True)
        self.what, self.next = Label("body", wraps=True), Label("soft", wraps=True)
        self.look, self.saving = Button("secondary", "search"), Button("secondary", "copy")
        self.restoring = Button("primary", "history")
        self.hints = HintCard(stage, self.fault.show_fault)
        self.retention = RetentionCard(stage, self.fault.show_fault)
        left = Card(spacing=10)
        left.body.setContentsMargins(8, 8, 8, 16)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.none_yet, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setSpacing(8)
        foot.addWidget(self.stick_line)
        add_row(foot, self.now, self.choosing, None)
        foot.addWidget(self.rule)
        left.body.addLayout(foot)
        self.check_card = Card(spacing=10)
        for part in (self.checked, self.what, self.next):
            self.check_card.body.addWidget(part)
        self.check_card.body.addStretch(1)
        ways = Flow(12)
        for way in (self.restoring, self.saving, self.look):
            ways.add(way)
        self.check_card.body.addWidget(ways)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.fault)
        column.addWidget(self.hints)
        column.addWidget(self.check_card, 1)
        self.sides = Sides(840)
        keeping_side = QWidget()
        below = QVBoxLayout(keeping_side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(left, 1)
        below.addWidget(self.retention)
        self.sides.add(keeping_side, 6)
        self.sides.add(right, 4)
        self.body.addWidget(self.head)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.sides, 1)
        self.none_yet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(stage.back)
        self.now.clicked.connect(self.back_up)
        self.choosing.clicked.connect(self.choose_stick)
        self.look.clicked.connect(self.look_now)
        self.hints.shown.connect(self._reword)
        self.saving.clicked.connect(stage.save_readable)
        self.restoring.clicked.connect(stage.restore_backup)
        self.watch = StickWatch(self)
        self.watch.changed.connect(self._show_sticks)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "backups"

    def entered(self) -> None:
        """Read the backups; the table, or the button, takes the keys."""
        super().entered()
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Look at the backups again at entering; what else changes does not concern them."""
        if changes is None:
            self._ask()

    def _ask(self) -> None:
        drives = [stick.root for stick in find_sticks()]
        self.stage.runner.ask(partial(_kept, drives), self.show_kept, self.fault.show_fault, key="safekeeping")

    def _show_sticks(self, sticks: list[Stick]) -> None:
        self.sticks = list(sticks)
        self._reword()
        self._ask()

    def show_kept(self, kept: Kept) -> None:
        """Show how things stand."""
        self.kept = kept
        self.hints.show_safety(kept.safety)
        self.retention.show_safety(kept.safety)
        self.rows.show_rows(list(kept.found))
        self.table.setVisible(bool(kept.found))
        self.none_yet.setVisible(not kept.found)
        self._reword()

    # ---- doing -----------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Write a backup now, here and on the chosen stick, and read it back."""
        drives = [stick.root for stick in find_sticks()]
        self._begin(
            lambda: self.tr("Writing the backup and reading it back…"), partial(_keep, drives), self._show_written
        )

    def _show_written(self, written: Written) -> None:
        self._end()
        self.fault.show_fault(written.fault or written.stick_fault)
        self._ask()

    def choose_stick(self) -> None:
        """Use the stick that is in for backups from now on, and write one onto it."""
        if self.sticks:
            work = partial(_choose, self.sticks[0].root)
            self._begin(lambda: self.tr("Writing the backup and reading it back…"), work, self._show_written)

    def look_now(self) -> None:
        """Look at everything."""
        self._begin(lambda: self.tr("Looking at every page and every record…"), _look, self._show_found)

    def show_damage(self, diagnosis: Diagnosis) -> None:
        """Show what a look at everything found."""
        self._show_found(diagnosis)

    def _show_found(self, diagnosis: Diagnosis) -> None:
        self._end()
        self.diagnosis = diagnosis
        self._reword()

    def _refused(self, fault: TianyeError) -> None:
        self._end()
        self.fault.show_fault(fault)

    def _begin(
        self, word: Callable[[], str], work: Callable[[Station, Progress], T], show: Callable[[T], object]
    ) -> None:
        self.busy.start(word)
        for button in (self.now, self.choosing, self.look):
            button.setEnabled(False)
        self._job = self.stage.runner.do_long(work, show, self._refused)
        self._job.progressed.connect(self.busy.tell)
        self._job.cancelled.connect(self._end)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.busy.end()
        for button in (self.now, self.choosing, self.look):
            button.setEnabled(True)
        self._reword()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back"))
        self.now.setText(self.tr("Back up now"))
        self.look.setText(self.tr("Check everything now"))
        self.saving.setText(self.tr("Save what can be read"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self.table.setAccessibleName(self.tr("Backups"))
        self.none_yet.setText(self.tr("There is no backup yet."))
        self.rule.setText(
            self.tr(
                "One is made by itself every day and when the program closes. Older ones go: seven days, four weeks "
                "and six months stay. Each opens with the passphrase of its day."
            )
        )
        self.rows.reword()
        self._reword()

    def _reword(self) -> None:
        kept = self.kept
        self.head.say(self.tr("Backups and check"), "" if kept is None else self._standing(kept))
        self.choosing.setText(self.tr("Use this stick for backups"))
        is_chosen_in = kept is not None and kept.stick is not None
        self.choosing.setVisible(bool(self.sticks) and not is_chosen_in)
        if kept is None:
            line = ""
        elif is_chosen_in:
            line = self.tr("The stick for backups is in: every backup goes onto it too.")
        elif kept.standing.has_stick:
            line = self.tr("The stick for backups is not in. Last written: {moment}.").format(
                moment=self._when(kept.standing.stick_ms)
            )
        elif not kept.found:
            # none lies anywhere yet
            line = self.tr("Plug in a stick to keep a copy elsewhere.") if not self.sticks else ""
        elif self.sticks:
            line = self.tr("All backups lie on this computer. If it is lost, they are lost with it.")
        else:
            line = self.tr("All backups lie on this computer. Plug in a stick to keep a copy elsewhere.")
        self.stick_line.setText(line)
        self._reword_check()

    def _reword_check(self) -> None:
        found = (
            self.diagnosis.findings if self.diagnosis is not None else self.kept.looked.findings if self.kept else ()
        )
        kept = self.kept
        if found:
            self.checked.setText(self.tr("Something is damaged"))
            self.what.setText("\n".join(dict.fromkeys(self._finding(one.code) for one in found)))
            self.next.setText(joined(self._way_on(), self._without_backup()))
        elif self.diagnosis is not None:
            self.checked.setText(self.tr("Everything is sound"))
            self.what.setText(self.tr("Every page, every record and every attachment was looked at."))
            self.next.setText("")
        else:
            self.checked.setText(self.tr("Nothing damaged was found"))
            done = kept.looked.done_ms if kept else 0
            self.what.setText(
                self.tr("All records were looked through, last on {moment}.").format(moment=self._when(done))
                if done
                else self.tr("The records are looked through little by little, while nobody works.")
            )
            self.next.setText("")
        self.check_card.set_ground("error" if found else "plain")
        for way in (self.restoring, self.saving):
            way.setVisible(bool(found))
        self.next.setVisible(bool(self.next.text()))
        self._fill_one(is_damaged=bool(found))

    def _fill_one(self, *, is_damaged: bool) -> None:
        """Fill the button of what comes first: a way out of the damage, what waits, else a backup now."""
        has_good = self._has_good
        self.restoring.set_kind("primary" if has_good else "secondary")
        self.saving.set_kind("secondary" if has_good else "primary")
        is_next = self.hints.fill_first(is_free=not is_damaged)
        self.now.set_kind("secondary" if is_damaged or is_next else "primary")

    @property
    def _has_good(self) -> bool:
        return self.kept is not None and any(one.fault is None for one in self.kept.found)

    def _way_on(self) -> str:
        if self._has_good:
            return self.tr(
                'Do not delete anything. Press "Restore from a backup": this folder is closed, and the newest good one '
                "goes into a folder beside it."
            )
        return self.tr(
            'Do not delete anything. No good backup is in sight: if one lies on a stick, plug it in and press "Restore '
            'from a backup".'
        )

    def _without_backup(self) -> str:
        if self.kept is not None and self.kept.safety.is_headquarters:
            return self.tr(
                'Without a good one, press "Save what can be read", and ask somebody who knows computers before going '
                "on with it."
            )
        return self.tr(
            'Without a good one, press "Save what can be read", and telephone headquarters before going on with it.'
        )

    def _finding(self, code: str) -> str:
        family = code.partition(".")[0]
        return {
            "database": self.tr("Parts of the file with the records are damaged."),
            "chain": self.tr("Records are missing or not as they were written."),
            "attachment": self.tr("A file that belongs to the records is missing or damaged."),
            "read-tables": self.tr("Lists differ from the records they are made of."),
        }.get(family, code)

    def _standing(self, kept: Kept) -> str:
        standing = kept.standing
        if not standing.here_ms:
            return self.tr("No backup was made by itself yet.")
        return self.tr("Last good backup: {moment}.").format(moment=self._when(standing.here_ms))

    def _when(self, milliseconds: int) -> str:
        return moment_words(milliseconds) if milliseconds else self.tr("never")

    def _moment(self, one: Found) -> str:
        if one.made_at is None:
            return one.path.name
        return moment_words(int(one.made_at.timestamp() * 1000))

    def _place(self, one: Found) -> str:
        if any(one.path.is_relative_to(stick.root) for stick in self.sticks):
            return self.tr("on the stick")
        if one.path.parent.name == keeping.AUTO:
            return self.tr("on this computer, by itself")
        return self.tr("on this computer, by hand")

    def _size(self, one: Found) -> str:
        return size_words(one.size) if one.size else ""

    def _state(self, one: Found) -> str:
        return self.tr("good") if one.fault is None else self.tr("damaged")

    def damage_of(self, one: Found) -> str:
        """Say what is wrong with a backup."""
        return "" if one.fault is None else remark(one.fault.code, one.fault.data)


def _kept(drives: list[Path], station: Station) -> Kept:
    found = tuple(keeping.find_all(station, drives))
    stick = keeping.find_stick(station, drives)
    return Kept(
        keeping.standing(station), found, diagnostics.looked(station), stick, station.told_ms(), safety_of(station)
    )


def _keep(drives: list[Path], station: Station, progress: Progress) -> Written:
    def go_on(left: int, total: int) -> None:
        # pages say nothing to anybody: hundredths
        progress.report(100 * (total - left) // max(total, 1), 100)

    return keeping.keep_now(station, drives, is_asked=True, go_on=go_on)


def _choose(drive: Path, station: Station, progress: Progress) -> Written:
    keeping.choose_stick(station, drive)
    return _keep([drive], station, progress)


def _look(station: Station, progress: Progress) -> Diagnosis:
    return diagnostics.check(station, full=True, report=progress.report)
