"""Somebody else takes over: her passphrase, and what is written from then on bears her name; nothing is closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.ui.app.start.secret import SecretField
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage

if TYPE_CHECKING:
    from tianye.services.operators import Operator
    from tianye.services.station import Station
    from tianye.ui.app.desks import Desks


class Switching(Page):
    """A task of the field and of headquarters: one passphrase. A leader is led to the door of today."""

    is_form = True

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage)
        self._desks = desks
        self._is_busy = False
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "arrow-left"))
        self.passphrase = SecretField()
        self.line = Label("soft", wraps=True)
        self.button, self.locking = Button("primary", "user-switch"), Button("secondary", "lock")
        self.fault = FaultCard(said=self._said)
        card = Card(spacing=12)
        card.body.addWidget(self.passphrase)
        add_row(card.body, self.passphrase.eye, None)
        card.body.addWidget(self.line)
        add_row(card.body, self.button, self.locking, None)
        card.body.addWidget(self.fault)
        self._card = card
        self.body.addWidget(self.head)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._fit()
        self.back.clicked.connect(stage.back)
        self.button.clicked.connect(self.take_over)
        self.locking.clicked.connect(stage.lock)
        self.passphrase.editor.returnPressed.connect(self.take_over)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "operators"

    def entered(self) -> None:
        """Put the cursor where it is wanted."""
        super().entered()
        self.passphrase.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._card.setMaximumWidth(self.stage.theme.px(760))

    def retranslate(self) -> None:
        """Set every text."""
        here = self.stage.desk.operator if self.stage.desk is not None else ""
        self.head.say(self.tr("Somebody else takes over"), self.tr("{name} works here now.").format(name=here))
        self.back.setText(self.tr("Back"))
        self.passphrase.say(self.tr("Passphrase of who takes over"))
        self.line.setText(
            self.tr(
                "Her name stands on what is written from then on. A leader is led to the door of today. What is half "
                "typed on other pages is let go: finish it first."
            )
        )
        self.button.setText(self.tr("Take over"))
        self.locking.setText(self.tr("Lock"))

    def take_over(self) -> None:
        """Ask whose passphrase it is, and go on as that person."""
        typed = self.passphrase.editor.text()
        self.passphrase.show_error("" if typed else lambda: self.tr("This is needed."))
        if self._is_busy or not typed:
            return
        self._set_busy(True)
        self.fault.show_fault(None)
        self.stage.runner.do(partial(_switch, typed), self._taken, self._refused)

    def _taken(self, _: Operator) -> None:
        self._set_busy(False)
        self.passphrase.editor.clear()
        self._desks.sit_again()

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        if fault.code in ("keys.wrong-passphrase", "keys.person-removed"):
            self.passphrase.show_error(partial(short_words, fault))
            self.passphrase.setFocus()
            self.passphrase.editor.selectAll()
            return
        self.fault.show_fault(fault)
        self.passphrase.setFocus()
        self.passphrase.editor.selectAll()

    def _said(self) -> tuple[str, str, str]:
        """Say whose passphrase it was, and who works here all the same, where only the door was refused."""
        fault = self.fault.fault
        if fault is None or fault.code != "operator.no-door-today":
            return "", "", ""
        here = self.stage.desk.operator if self.stage.desk is not None else ""
        return (
            self.tr("This is the passphrase of somebody who may only be at the door, and no session is held today."),
            self.tr("Nothing was changed: {name} works here as before.").format(name=here),
            self.tr('Type the passphrase of who takes over, or press "Back" and go on.'),
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.button.setEnabled(not is_busy)


def _switch(passphrase: str, station: Station) -> Operator:
    from tianye.services import operators
    from tianye.services.founding import Rights
    from tianye.services.kiosk import door_of_today

    before = station.identity.operator
    taken = operators.switch(station, passphrase, may_be_leader=True)
    if taken.rights is Rights.LEADER and door_of_today(station) is None:
        station.sit_down(before)
        raise UserFault("operator.no-door-today", next_step=NextStep.CHECK_PASSPHRASE)
    return taken
