"""Beside the roster: how many are here of those expected, women and men, walk-ins, without a name."""

from __future__ import annotations

from tianye.services.rosters import Roster
from tianye.ui.parts.cards import Card, Plots, add_row
from tianye.ui.parts.labels import Label


class CountCard(Card):
    """One big figure, the land it fills, and what it is made of."""

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._roster: Roster | None = None
        self.figure, self.words = Label("figure"), Label("strong", wraps=True)
        self.missing, self.parts = Label("soft", wraps=True), Label("soft", wraps=True)
        self.plots = Plots()
        row = add_row(self.body, self.figure)
        row.addWidget(self.words, 1)
        for part in (self.plots, self.parts, self.missing):
            self.body.addWidget(part)

    def show_roster(self, roster: Roster | None) -> None:
        """Show another roster."""
        self._roster = roster
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        roster = self._roster
        if roster is None:
            return
        women, men = roster.here("f"), roster.here("m")
        here = roster.here() + roster.without_name
        other = roster.here() - women - men
        self.figure.setText(str(here))
        words = self.tr("here, {expected} expected").format(expected=roster.expected)
        self.words.setText(words)
        self.plots.setVisible(bool(roster.expected or here))
        self.missing.setVisible(bool(roster.expected))
        self.missing.setText(self.tr("%n not here yet", "", roster.missing))
        parts = [self.tr("women {number}").format(number=women), self.tr("men {number}").format(number=men)]
        if other:
            parts.append(self.tr("sex not said {number}").format(number=other))
        if roster.walk_ins:
            parts.append(self.tr("came extra {number}").format(number=roster.walk_ins))
        if roster.without_name:
            parts.append(self.tr("without a name {number}").format(number=roster.without_name))
        told = self.tr(", ").join(parts)
        self.parts.setText(told)
        total = here + roster.missing
        groups = [("primary", women), ("barley", men), ("ink_soft", other + roster.without_name)]
        self.plots.show_counts(groups, total, f"{here} {words}: {told}")
