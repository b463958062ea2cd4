"""What a person agreed to, purpose by purpose, and writing down what she says now."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from tianye.domain.consent import ConsentState, PurposeKind
from tianye.services import registration
from tianye.services.profiles import ConsentSaid, Profile
from tianye.services.station import Done
from tianye.ui.messages.consents import purpose_words
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.facts import consent_words
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages import told
from tianye.ui.pages.told import offer
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage
from tianye.ui.parts.table import Table

ASKED = (
    PurposeKind.ATTENDANCE,
    PurposeKind.CONTACT,
    PurposeKind.PHOTO,
    PurposeKind.ID_NUMBER,
    PurposeKind.HEALTH,
    PurposeKind.QUOTE_NAMED,
    PurposeKind.QUOTE_ANONYMOUS,
    PurposeKind.MINOR_GUARDIAN,
)
"""Purposes every person's page shows, asked or not; those that name a receiver are shown where they were asked."""
_CHIPS = {ConsentState.GIVEN: "yes", ConsentState.REFUSED: "no", ConsentState.WITHDRAWN: "no"}
_AFTER = {
    None: (ConsentState.GIVEN, ConsentState.REFUSED),
    ConsentState.GIVEN: (ConsentState.WITHDRAWN,),
    ConsentState.REFUSED: (ConsentState.GIVEN,),
    ConsentState.WITHDRAWN: (ConsentState.GIVEN,),
}
"""What can be said after what stands."""


class _Row(NamedTuple):
    purpose: str
    said: ConsentSaid | None


class ConsentCard(Card):
    """A table of purposes; the buttons below write down what she says about the chosen one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(spacing=8)
        self._stage = stage
        self._profile: Profile | None = None
        self.body.setContentsMargins(8, 8, 8, 12)
        self._rows: RowTable[_Row] = RowTable(
            (
                Column(lambda: self.tr("What was asked"), lambda row: purpose_words(row.purpose), self._who),
                Column(
                    lambda: self.tr("Answer"),
                    lambda row: consent_words(row.said.state if row.said else ""),
                    chip=lambda row: _CHIPS[row.said.state] if row.said else "plain",
                ),
            )
        )
        self.table = Table(self._rows)
        self.table.set_widths(0, 130)
        self.table.chosen.connect(self._choose)
        self.body.addWidget(self.table, 1)
        self.buttons = {state: Button("secondary") for state in ConsentState}
        for state, button in self.buttons.items():
            button.clicked.connect(partial(self._write, state))
        self.hint = Label("caption", wraps=True)
        row = add_row(self.body, 8, *self.buttons.values(), spacing=8)
        row.addWidget(self.hint, 1)
        row.addStretch(0)

    def show_profile(self, profile: Profile) -> None:
        """Show what stands."""
        at = self.table.currentIndex().row()
        self._profile = profile
        said = {one.purpose: one for one in profile.consents}
        purposes = [str(kind) for kind in ASKED] + [purpose for purpose in said if purpose not in set(ASKED)]
        self._rows.show_rows([_Row(purpose, said.get(purpose)) for purpose in purposes])
        if at >= 0:
            self.table.setCurrentIndex(self._rows.index(at, 0))
        self._choose(self.table.current_row())

    def retranslate(self) -> None:
        """Set every text."""
        self.table.setAccessibleName(self.tr("Consents"))
        self.buttons[ConsentState.GIVEN].setText(self.tr("Agrees"))
        self.buttons[ConsentState.REFUSED].setText(self.tr("Refuses"))
        self.buttons[ConsentState.WITHDRAWN].setText(self.tr("Withdraws consent"))
        self.hint.setText(self.tr("Choose a line to write down an answer. Who refuses takes part all the same."))
        self._rows.reword()

    def _who(self, row: _Row) -> str:
        if row.said is None:
            return ""
        where = row.said.station if row.said.station != row.said.operator else ""
        return dotted((moment_words(row.said.at_ms), row.said.operator, where))

    def _choose(self, row: object) -> None:
        chosen = row if isinstance(row, _Row) else None
        can = _AFTER[chosen.said.state if chosen.said else None] if chosen else ()
        if self._profile is not None and self._profile.is_void:
            can = ()
        for state, button in self.buttons.items():
            button.setVisible(state in can)
        self.hint.setVisible(not can)

    def _write(self, state: ConsentState) -> None:
        row = self.table.current_row()
        if self._profile is not None and isinstance(row, _Row):
            work = partial(registration.give_consent, person=self._profile.face.id, consents={row.purpose: str(state)})
            self._stage.runner.do(work, partial(self._written, row.purpose, state))

    def _written(self, purpose: str, state: ConsentState, done: Done) -> None:
        offer(self._stage, done.command, partial(told.consent_written, purpose, state))
