"""What a second copy of a laptop wrote, or a revoked laptop past its boundary: an alarm, the records, the decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QWidget

from tianye.domain.errors import TianyeError
from tianye.services import held
from tianye.services.held import HeldRecord, HeldRun
from tianye.services.station import Done, Station
from tianye.ui import theme
from tianye.ui.messages.dates import moment_words, number_words
from tianye.ui.messages.notices import Notice
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import session_title, when_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

_COUNTED: Final = {
    "attendance.marked": "check-circle",
    "person.registered": "user-plus",
    "response.finished": "clipboard",
}
"""The kinds of records that people ask for, with their icons."""


def parting_words(one: HeldRun) -> tuple[str, str]:
    """Return what happened and what was kept."""
    first, last, count = number_words(one.first), number_words(one.last), one.count
    if one.parts_at is not None:
        happened = QCoreApplication.translate(
            "Held", "Two data folders write as this laptop: one was copied. They part at record {number}."
        ).format(number=number_words(one.parts_at))
        kept = QCoreApplication.translate(
            "Held", "Both are kept. Not counted yet: %n record(s) of the copy.", "", count
        )
        return happened, kept
    happened = QCoreApplication.translate("Held", "Records {first} to {last} were written after that.").format(
        first=first, last=last
    )
    return happened, QCoreApplication.translate("Held", "They are kept and do not count yet: %n record(s).", "", count)


class HeldCard(Card):
    """The alarm beside the inbox; `wanted` brings the `HeldRun` that somebody wants to look at."""

    wanted = Signal(object)

    def __init__(self, one: HeldRun) -> None:
        is_fork = one.parts_at is not None
        super().__init__("error" if is_fork else "warn", spacing=10)
        self._one = one
        self.body.setContentsMargins(20, 16, 20, 14)
        tone = "error" if is_fork else "warn"
        self.title = Label("strong", wraps=True)
        theme.restyle(self.title, role=f"on_{tone}")
        sign = Picture(*(("copy", "on_error_soft", 22) if is_fork else ("warning", "on_barley_soft", 22)))
        add_row(self.body, sign).addWidget(self.title, 1)
        self.happened, self.kept = Label("body", wraps=True), Label("body", wraps=True)
        self.body.addWidget(self.happened)
        self.body.addWidget(self.kept)
        self.looking = Button("secondary", "list")
        self.looking.clicked.connect(lambda: self.wanted.emit(self._one))
        add_row(self.body, self.looking, None)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        one = self._one
        text = (
            self.tr("{laptop}: a copy of it writes too")
            if one.parts_at
            else self.tr("{laptop}: wrote on after it was revoked")
        )
        self.title.setText(text.format(laptop=one.laptop))
        happened, kept = parting_words(one)
        self.happened.setText(happened)
        self.kept.setText(kept)
        self.looking.setText(self.tr("Look at the %n record(s)", "", one.count))


class InboxHeld(Page):
    """The records that wait, and the two things one can do with them."""

    def __init__(self, stage: Stage, one: HeldRun) -> None:
        super().__init__(stage)
        self.one = one
        self.records: list[HeldRecord] = []
        self._kinds: dict[str, int] = {}
        self.head = PageHead()
        self.backward = self.head.add_action(Button("secondary", "arrow-left"))
        self.model: RowTable[HeldRecord] = RowTable(
            [
                Column(lambda: self.tr("Record"), lambda row: number_words(row.sequence), is_number=True),
                Column(lambda: self.tr("What"), self._kind_words, _about_words, tip=_about_words),
                Column(lambda: self.tr("When, by its clock"), lambda row: moment_words(row.at_ms)),
            ]
        )
        self.table = Table(self.model)
        self.table.set_widths(92, 0, 180)
        self.sides = Sides(900, spacing=20)
        self.sides.add(self._make_records(), 7)
        self.sides.add(self._make_decision(), 4)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sides, 1)
        self.backward.clicked.connect(stage.back)
        self.accepting.clicked.connect(self.accept)
        self.leaving.clicked.connect(self.leave)
        self.later.clicked.connect(stage.back)

    def _make_records(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 12)
        card.body.addWidget(self.table, 1)
        self.more = Label("caption", wraps=True)
        card.body.addWidget(self.more)
        return card

    def _make_decision(self) -> QWidget:
        card = Card(spacing=10)
        self.happened, self.kept = Label("body", wraps=True), Label("soft", wraps=True)
        self.facts = Facts()
        self.advice = Label("strong", wraps=True)
        # what is asked on the telephone decides: neither is pushed
        self.accepting, self.leaving = Button("equal", "check"), Button("equal", "minus")
        self.later = Button("secondary", "clock")
        self.after, self.erased = Label("caption", wraps=True), Label("caption", wraps=True)
        card.body.addWidget(self.happened)
        card.body.addWidget(self.kept)
        card.body.addLayout(self.facts)
        card.body.addWidget(self.advice)
        card.body.addWidget(self.accepting)
        add_row(card.body, self.leaving, self.later, None)
        card.body.addWidget(self.after)
        card.body.addWidget(self.erased)
        card.body.addStretch(1)
        return card

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "waiting-records"

    def retranslate(self) -> None:
        """Set every text."""
        one = self.one
        title = self.tr("{laptop}: what its copy wrote") if one.parts_at else self.tr("{laptop}: after it was revoked")
        self.head.say(
            title.format(laptop=one.laptop),
            self.tr("Records {first} to {last}. They count once you take them in.").format(
                first=number_words(one.first), last=number_words(one.last)
            ),
        )
        self.backward.setText(self.tr("Back"))
        self.table.setAccessibleName(self.tr("Records that wait"))
        happened, kept = parting_words(one)
        self.happened.setText(happened)
        self.kept.setText(kept)
        self.advice.setText(
            self.tr(
                "Telephone both: did this happen, and which folder goes on? Close the other. It happened: take it in. "
                "If not: leave it out. Not known: leave it for now."
            )
            if one.parts_at
            else self.tr(
                "Telephone: who had the laptop then? One of ours: take them in. A stranger: leave them out. Not known: "
                "leave it for now."
            )
        )
        self.accepting.setText(self.tr("Take these %n record(s) in", "", one.count))
        self.leaving.setText(self.tr("Leave them out"))
        self.later.setText(self.tr("Leave for now"))
        self.erased.setText(
            self.tr(
                "%n sealed file(s) that these records came in were destroyed: they named somebody who was erased. "
                "The records are here, without her.",
                "",
                one.destroyed,
            )
        )
        self.erased.setVisible(one.destroyed > 0)
        self.after.setText(
            self.tr(
                "Taken in, they stand beside what is here; what does not fit comes up in review. "
                "Left out, they stay here and can be taken in another day."
            )
        )
        self.model.reword()
        self._show_counts()

    def entered(self) -> None:
        """Read the records."""
        super().entered()
        self.stage.runner.ask(partial(_read, self.one), self.show_records, key="inbox-held")

    def show_records(self, found: tuple[list[HeldRecord], dict[str, int]]) -> None:
        """Show the records and how many there are of which kind."""
        self.records, self._kinds = found
        self.model.show_rows(self.records)
        self._show_counts()

    def _show_counts(self) -> None:
        counted = Counter(self._kinds)
        names = {
            "attendance.marked": self.tr("Check-ins"),
            "person.registered": self.tr("New people"),
            "response.finished": self.tr("Finished forms"),
        }
        others = counted.total() - sum(counted[kind] for kind in _COUNTED)
        counts = [(icon, names[kind], counted[kind]) for kind, icon in _COUNTED.items()]
        counts.append(("more", self.tr("Other records"), others))
        self.facts.show_facts([(icon, name, number_words(count)) for icon, name, count in counts if count])
        hidden = self.one.count - len(self.records)
        self.more.setText(self.tr("%n more are not shown here", "", hidden))
        self.more.setVisible(bool(self.records) and hidden > 0)

    def _kind_words(self, row: HeldRecord) -> str:
        return {
            "attendance.marked": self.tr("Check-in"),
            "attendance.unmarked": self.tr("Check-in taken back"),
            "attendance.left": self.tr("Left"),
            "anonymous.attended": self.tr("Check-in without name"),
            "person.registered": self.tr("Registered"),
            "person.corrected": self.tr("Corrected"),
            "person.consented": self.tr("Consents"),
            "person.voided": self.tr("Registration taken back"),
            "person.linked": self.tr("Two registrations, one person"),
            "person.unlinked": self.tr("Two persons"),
            "response.finished": self.tr("Form"),
            "response.corrected": self.tr("Form corrected"),
            "session.opened": self.tr("Door opened"),
            "session.closed": self.tr("Door closed"),
            "scan.refused": self.tr("Scan refused"),
        }.get(row.kind, self.tr("Other record"))

    def accept(self) -> None:
        """Take the records in."""
        self._decide(held.accept, _accepted_words)

    def leave(self) -> None:
        """Leave them out."""
        self._decide(held.leave, _left_words)

    def _decide(self, work: Callable[[Station, HeldRun], Done], said: Callable[[HeldRun], tuple[str, str]]) -> None:
        self.accepting.setEnabled(False)
        self.leaving.setEnabled(False)
        one = self.one

        def done(_: Done) -> None:
            self.stage.back()
            self.stage.notify(Notice("info", partial(said, one), about="held"))

        def failed(fault: TianyeError) -> None:
            self.accepting.setEnabled(True)
            self.leaving.setEnabled(True)
            self.stage.tell(fault)

        self.stage.runner.do(lambda station: work(station, one), done, failed)


def _read(one: HeldRun, station: Station) -> tuple[list[HeldRecord], dict[str, int]]:
    return held.look_at(station, one), held.count_kinds(station, one)


def _about_words(row: HeldRecord) -> str:
    session = row.session
    if session is None:
        return dotted(row.about)
    names = [label for label in row.about if label != session.code]
    return dotted((*names, session_title(session), when_words(session)))


def _accepted_words(one: HeldRun) -> tuple[str, str]:
    count = one.count
    text = QCoreApplication.translate("Held", "{laptop}: %n record(s) taken in", "", count)
    return text.format(laptop=one.laptop), QCoreApplication.translate("Held", "What does not fit comes up in review.")


def _left_words(one: HeldRun) -> tuple[str, str]:
    count = one.count
    text = QCoreApplication.translate("Held", "{laptop}: %n record(s) left out", "", count)
    return text.format(laptop=one.laptop), QCoreApplication.translate("Held", "They stay here.")
