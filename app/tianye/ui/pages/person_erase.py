"""Forgetting a person, one answer, or somebody without a name: what goes, what stays, why, and the way back until the
order has left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import erasing, keeping
from tianye.services.erasing import Erasure, Why
from tianye.services.keeping import Holding
from tianye.services.station import Done, Station
from tianye.ui.messages.dates import day_words
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

WHYS = tuple(str(why) for why in Why)


@dataclass(frozen=True, slots=True)
class Orders:
    """What the page shows: whether an order about her stands, all orders, and how many backups still hold somebody."""

    is_ordered: bool
    erasures: tuple[Erasure, ...]
    holding: Holding


class ErasePage(Page):
    """A task: order that something be forgotten, or take the order back; who has confirmed earlier ones beside it.

    `of` says what it is: `person`, `response` or `anonymous`, and `name` which one: a name, or all that tells it from
    others. `choose_answer` leads to letting only one answer go.
    """

    def __init__(
        self,
        stage: Stage,
        identifier: bytes,
        name: str,
        *,
        of: str = "person",
        choose_answer: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(stage)
        self._id, self._name, self._of = identifier, name, of
        self.orders: Orders | None = None
        self.head = PageHead()
        self.back = self.head.add_action(Button("quiet", "arrow-left"))
        self.only = self.head.add_action(Button("secondary", "clipboard"))
        self.only.setVisible(choose_answer is not None)
        self.fault = FaultCard()
        self.goes, self.stays, self.when = (Label("body", wraps=True) for _ in range(3))
        self.goes_title, self.stays_title = Label("heading", wraps=True), Label("heading", wraps=True)
        self.asked = Label("body", wraps=True)
        self.why = Segmented(WHYS)
        self.erase, self.take_back = Button("danger", "trash"), Button("secondary", "undo")
        left = Card(spacing=10)
        for part in (self.goes_title, self.goes, self.stays_title, self.stays, self.when):
            left.body.addWidget(part)
        left.body.addStretch(1)
        left.body.addWidget(self.asked)
        add_row(left.body, self.why, None)
        add_row(left.body, self.erase, self.take_back, None)
        self.rows: RowTable[Erasure] = RowTable(
            (
                Column(lambda: self.tr("Ordered"), self._day, self._taken),
                Column(lambda: self.tr("Confirmed"), self._confirmed, self._missing),
            )
        )
        self.table = Table(self.rows)
        self.table.set_widths(0, 220)
        self.none, self.backups = Label("soft", wraps=True), Label("caption", wraps=True)
        right = Card(spacing=8)
        right.body.setContentsMargins(8, 8, 8, 16)
        right.body.addWidget(self.table, 1)
        right.body.addWidget(self.none, 1)
        right.body.addWidget(self.backups)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sides = Sides(840)
        self.sides.add(left, 5)
        self.sides.add(right, 5)
        for widget in (self.head, self.fault):
            self.body.addWidget(widget)
        self.body.addWidget(self.sides, 1)
        self.back.clicked.connect(stage.back)
        self.erase.clicked.connect(self.order)
        self.take_back.clicked.connect(self.undo)
        if choose_answer is not None:
            self.only.clicked.connect(choose_answer)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "erasing"

    def entered(self) -> None:
        """Begin at the reason."""
        super().entered()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Ask how it stands."""
        self.stage.runner.ask(partial(_orders, self._id), self.show_orders, self.fault.show_fault, key="erasures")

    def show_orders(self, orders: Orders) -> None:
        """Show how it stands."""
        self.orders = orders
        self.rows.show_rows(list(orders.erasures))
        self.table.setVisible(bool(orders.erasures))
        self.none.setVisible(not orders.erasures)
        self._reword()

    def order(self) -> None:
        """Order it; the way back is offered until the order leaves."""
        why = Why(self.why.value)
        self.fault.show_fault(None)
        order = _ORDERS[self._of]
        self.stage.runner.do(lambda station: order(station, self._id, why), self._ordered, self._refused)

    def _ordered(self, done: Done) -> None:
        self.refresh(None)
        self.stage.offer_undo(_ordered_words, partial(_take_back, self.stage, self._id))

    def undo(self) -> None:
        """Take the order back."""
        self.fault.show_fault(None)
        self.stage.runner.do(lambda station: erasing.take_back(station, self._id), self._taken_back, self._refused)

    def _taken_back(self, _: Done) -> None:
        self.refresh(None)

    def _refused(self, fault: TianyeError) -> None:
        self.fault.show_fault(fault)
        self.refresh(None)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back"))
        self.erase.setText(self.tr("Order the erasure") if self._of == "person" else self.tr("Order this erasure"))
        self.take_back.setText(self.tr("Take the order back"))
        self.goes_title.setText(self.tr("This goes, here and on every laptop"))
        self.only.setText(self.tr("Only one answer"))
        self.goes.setText(
            {
                "response": self.tr("This answer: what was said, when and by whom, and what is attached to it."),
                "anonymous": self.tr("That somebody came without a name: sex, age, when."),
            }.get(
                self._of,
                self.tr(
                    "Name, phone and all facts, consents, attendance, answers, drafts: of every registration of hers."
                ),
            )
        )
        self.stays_title.setText(self.tr("This stays"))
        self.stays.setText(
            self.tr(
                "Lists and figures that were already given out: delete those lists yourself. How many sessions and "
                "answers were counted, without her. Backups made before, until they go by themselves."
            )
        )
        self.asked.setText(self.tr("Why?"))
        self.why.setAccessibleName(self.tr("Why?"))
        for name, words in (
            (Why.WITHDRAWN, self.tr("She asked for it")),
            (Why.NOT_NEEDED, self.tr("No longer needed")),
            (Why.MISTAKEN, self.tr("Entered by mistake")),
        ):
            self.why.set_text(str(name), words)
        self.table.setAccessibleName(self.tr("Erasures"))
        self.none.setText(self.tr("Nothing was ordered to be erased yet."))
        self.rows.reword()
        self._reword()

    def _reword(self) -> None:
        orders = self.orders
        is_ordered = orders is not None and orders.is_ordered
        is_person = self._of == "person"
        title = {"response": self.tr("Erase one answer"), "anonymous": self.tr("Erase somebody without a name")}
        done = self.tr("Ordered. Nothing more is to be done here.") if is_ordered else ""
        self.head.say(
            title.get(self._of) or self.tr("Erase {name}").format(name=self._name),
            dotted(("" if is_person else self._name, done)),
        )
        self.when.setText(
            self.tr(
                "It is carried out by itself: with the next pack you make, or after a day. Until then it can be taken "
                "back."
            )
        )
        self.erase.setVisible(not is_ordered)
        self.take_back.setVisible(is_ordered)
        self.why.setVisible(not is_ordered)
        self.asked.setVisible(not is_ordered)
        holding = orders.holding if orders is not None else Holding(0, 0)
        said = []
        if holding.automatic:
            said.append(
                self.tr("%n backup(s) here still hold erased data and go within half a year.", "", holding.automatic)
            )
        if holding.by_hand:
            said.append(self.tr("%n backup(s) made by hand stay until you delete them.", "", holding.by_hand))
        self.backups.setText("\n".join(said))
        self.backups.setVisible(bool(said))

    def _day(self, one: Erasure) -> str:
        when = day_words(date.fromisoformat(one.ordered_on)) if one.ordered_on else ""
        of = (
            self.tr("what this page is about")
            if one.id == self._id
            else {
                "person": self.tr("a person"),
                "response": self.tr("an answer"),
                "anonymous": self.tr("somebody without a name"),
            }.get(one.of, one.of)
        )
        return dotted((when, of))

    def _taken(self, one: Erasure) -> str:
        if one.carried_out_ms is None:
            return self.tr("goes with the next pack, or after a day")
        counted = [
            self.tr("%n attendance(s) fewer in {training}", "", taken.sessions).format(training=taken.training)
            for taken in one.taken
        ]
        if one.answers:
            counted.append(self.tr("%n answer(s)", "", one.answers))
        return dotted(counted) or self.tr("carried out")

    def _confirmed(self, one: Erasure) -> str:
        if one.carried_out_ms is None:
            return ""
        return self.tr("{here} of {all} laptops").format(
            here=len(one.confirmed), all=len(one.confirmed) + len(one.missing)
        )

    def _missing(self, one: Erasure) -> str:
        if one.carried_out_ms is None or not one.missing:
            return ""
        return self.tr("still to come: {names}").format(names=self.tr(", ").join(one.missing))


_ORDERS: Final = {
    "person": erasing.order_person,
    "response": erasing.order_answer,
    "anonymous": erasing.order_anonymous,
}


def _ordered_words() -> str:
    return QCoreApplication.translate("ErasePage", "The erasure was ordered.")


def _take_back(stage: Stage, person: bytes) -> None:
    stage.runner.do(lambda station: erasing.take_back(station, person))


def _orders(person: bytes, station: Station) -> Orders:
    return Orders(
        erasing.is_ordered(station, person), tuple(erasing.all_erasures(station)), keeping.still_holding(station)
    )
