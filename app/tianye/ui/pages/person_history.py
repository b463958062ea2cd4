"""Everything that was ever said about a person, newest first, in words; the chosen line in full below."""

from __future__ import annotations

from collections.abc import Sequence

from tianye.services.corrections import Change
from tianye.services.history import Entry, FieldChange
from tianye.ui.messages.consents import purpose_words
from tianye.ui.messages.dates import moment_words, time_words
from tianye.ui.messages.facts import consent_words, field_words, value_words
from tianye.ui.messages.sessions import how_words, session_title, when_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.form_words import answer_words, form_title
from tianye.ui.parts.cards import Card
from tianye.ui.parts.labels import Label
from tianye.ui.parts.table import Table


class HistoryCard(Card):
    """The history as a table."""

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.body.setContentsMargins(8, 8, 8, 12)
        self._rows: RowTable[Entry] = RowTable(
            (
                Column(lambda: self.tr("When"), self._when, self._clock),
                Column(lambda: self.tr("What"), self.what, self.changes),
                Column(
                    lambda: self.tr("Who, on which laptop"),
                    lambda one: one.operator or one.station or self.tr("not known here"),
                    lambda one: one.station if one.operator and one.station != one.operator else "",
                ),
                Column(
                    lambda: self.tr("Undone?"),
                    self._standing,
                    chip=lambda one: "quiet" if one.is_undone else "plain" if one.is_undo else "",
                ),
            )
        )
        self.table = Table(self._rows)
        self.table.set_widths(190, 0, 220, 130)
        self.table.chosen.connect(self._choose)
        self.whole, self.foot = Label("body", wraps=True), Label("caption", wraps=True)
        self.body.addWidget(self.table, 1)
        for label in (self.whole, self.foot):
            label.setContentsMargins(16, 0, 16, 0)
            self.body.addWidget(label)
        self._choose(None)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show a history, newest first."""
        self._rows.show_rows(entries)
        self._choose(None)

    def retranslate(self) -> None:
        """Set every text."""
        self.table.setAccessibleName(self.tr("History"))
        self.foot.setText(self.tr("The newest first. Nothing is ever taken out: what was undone stays here."))
        self._rows.reword()
        self._choose(self.table.current_row())

    # ---- words -----------------------------------------------------------------------------------------------------

    def what(self, entry: Entry) -> str:
        """Return what was done."""
        session = ""
        if entry.session is not None:
            session = session_title(entry.session)
        name = entry.about or self.tr("somebody not known here")
        match entry.kind:
            case "person.registered":
                return self.tr("Registered")
            case "person.corrected":
                return self.tr("Corrected: {fields}").format(
                    fields=self.tr(", ").join(field_words(change.field) for change in entry.changes)
                )
            case "person.consented":
                return self.tr("Consent written down")
            case "person.voided":
                return self.tr("Registration taken back")
            case "person.linked":
                return self.tr("The same person as {name}").format(name=name)
            case "person.unlinked":
                return self.tr("Not the same person as {name}").format(name=name)
            case "attendance.marked":
                return self.tr("Checked in: {session}").format(session=session)
            case "attendance.unmarked":
                return self.tr("Check-in taken back: {session}").format(session=session)
            case "attendance.left":
                return self.tr("Left: {session}").format(session=session)
            case "response.finished":
                return self.tr("Answered: {form}").format(form=form_title(entry.about) or self.tr("a form"))
            case "response.corrected":
                return self.tr("Answers corrected: {form}").format(form=form_title(entry.about) or self.tr("a form"))
            case "response.opened":
                return self.tr("Answers opened: {form}").format(form=form_title(entry.about) or self.tr("a form"))
            case "response.voided":
                return self.tr("Answers taken back: {form}").format(form=form_title(entry.about) or self.tr("a form"))
        return entry.kind

    def changes(self, entry: Entry) -> str:
        """Return when a session was, and what was changed, field by field."""
        when = [when_words(entry.session)] if entry.session is not None else []
        said = [text for change in entry.changes if (text := self._change(entry, change))]
        said += [self._answer(change) for change in entry.answers]
        said += [self.tr("because: {reason}").format(reason=entry.reason)] if entry.reason else []
        said += [self.tr("the answers are kept by headquarters")] if entry.is_elsewhere else []
        return self.tr("; ").join(when + said)

    def _answer(self, change: Change) -> str:
        before, after = (answer_words(value) or self.tr("nothing") for value in (change.before, change.after))
        return self.tr("{field}: {before} → {after}").format(field=change.question, before=before, after=after)

    def _change(self, entry: Entry, change: FieldChange) -> str:
        if change.field in ("verdict", "reason", "undone", "is_void"):
            return ""
        if change.field == "mark" and isinstance(change.after, dict):
            arrived = change.after.get("arrived")
            clock = time_words(arrived) if isinstance(arrived, int) else ""
            return " ".join(part for part in (clock, how_words(change.after.get("how"))) if part)
        if change.field == "left":
            return time_words(change.after) if isinstance(change.after, int) else ""
        family, slash, purpose = change.field.partition("/")
        if slash and family == "consent":
            after = consent_words(str((change.after or {}).get("state", "")))
            return self.tr("{purpose}: {state}").format(purpose=purpose_words(purpose), state=after)
        name = field_words(change.field)
        after = value_words(change.field, change.after) or self.tr("nothing")
        if not change.before:
            return self.tr("{field}: {after}").format(field=name, after=after)
        before = self.tr(" and ").join(value_words(change.field, value) for value in change.before)
        return self.tr("{field}: {before} → {after}").format(field=name, before=before, after=after)

    def _when(self, entry: Entry) -> str:
        return moment_words(entry.at_ms)

    def _clock(self, entry: Entry) -> str:
        return self.tr("the clock was not right") if entry.is_clock_suspect else ""

    def _standing(self, entry: Entry) -> str:
        if entry.is_undone:
            return self.tr("undone")
        return self.tr("an undo") if entry.is_undo else "–"

    def _choose(self, row: object) -> None:
        if isinstance(row, Entry):
            what, changes = self.what(row), self.changes(row)
            whole = self.tr("{what}: {changes}").format(what=what, changes=changes) if changes else what
            self.whole.setText(whole)
        self.whole.setVisible(isinstance(row, Entry))
