"""Typing what is known of a person: the editor with what stands beside it; correcting what stands."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.services import profiles
from tianye.services.profiles import Profile
from tianye.services.station import Done
from tianye.ui.messages.facts import field_words, value_words
from tianye.ui.pages import told
from tianye.ui.pages.person_fields import FIRST, MORE, PersonFields
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Scrolled, Sides
from tianye.ui.parts.stage import Page, Stage


class EditorPage(Page):
    """The editor in a card that scrolls, something beside it (under it in large text), two buttons below."""

    is_form = True

    def __init__(self, stage: Stage, kept_as: Hashable, *, is_unfolded: bool) -> None:
        """`kept_as` names what is typed here, when it is left without being written or given up."""
        super().__init__(stage)
        self._kept_as = kept_as
        self._is_done = False
        self._was_kept = False
        self._begun_with: Mapping[str, str] = {}
        self.head = PageHead()
        self.fields = PersonFields(stage, is_unfolded=is_unfolded)
        self.save, self.cancel = Button("primary", "check"), Button("quiet", "arrow-left")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 16, 4)
        column.setSpacing(10)
        column.addWidget(self.fields)
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        column.addLayout(self._below)
        column.addStretch(1)
        self.area = Scrolled(inside)
        # it takes the room there is, and asks for little
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._fit()
        stage.theme.changed.connect(self._fit)
        card = Card()
        card.body.addWidget(self.area)
        beside = QWidget()
        self.side = QVBoxLayout(beside)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(12)
        self.sides = Sides(840)
        self.sides.add(card, 3)
        self.sides.add(beside, 2)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sides, 1)
        self.note = Label("caption", wraps=True)
        foot = add_row(self.body, self.save, self.cancel)
        foot.addWidget(self.note, 1)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._give_up)
        self.fields.submitted.connect(self._save)

    def _fit(self) -> None:
        self.area.setMinimumHeight(self.stage.theme.px(220))

    def add_below(self, *parts: QWidget) -> None:
        """Add what is asked besides, below the editor in the same card."""
        for part in parts:
            self._below.addWidget(part)

    def take_up(self) -> None:
        """Begin with what was typed here before and not written; subclasses call it once they are built."""
        self._begun_with = self.draft()
        if kept := self.stage.kept(self._kept_as):
            self._was_kept = True
            self.show_draft(kept)

    def draft(self) -> Mapping[str, str]:
        """Return what is typed."""
        return self.fields.values()

    def show_draft(self, typed: Mapping[str, str]) -> None:
        """Show what was typed earlier."""
        self.fields.show_values(typed)

    def left(self) -> None:
        """Keep what is typed, unless it was written, given up, or is what the page began with."""
        is_settled = self._is_done or (not self._was_kept and self.draft() == self._begun_with)
        self.stage.keep(self._kept_as, {} if is_settled else self.draft())

    def _give_up(self) -> None:
        self._is_done = True
        self.stage.back()

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "person"

    def _save(self) -> None:
        if self.fields.check():
            self.save.setEnabled(False)
            self._write(self.fields.values())

    def _write(self, said: Mapping[str, str]) -> None:
        raise NotImplementedError

    def _refused(self, fault: TianyeError) -> None:
        self.save.setEnabled(True)
        if not self.fields.show_fault(fault):
            self.stage.tell(fault)

    def retranslate(self) -> None:
        """Set the texts of both."""
        self.cancel.setText(self.tr("Back without saving"))
        self.note.setText(self.tr("This was typed before and is not saved yet.") if self._was_kept else "")


class CorrectPage(EditorPage):
    """A task: correct what stands of a person; only what differs is written, field by field."""

    def __init__(self, stage: Stage, profile: Profile, field: str = "") -> None:
        super().__init__(stage, ("correction", profile.face.id), is_unfolded=True)
        self._profile = profile
        self._field = field
        self.fields.show_values(profile.typed)
        self.fields.changed.connect(self._reword_changes)
        self.what, self.changes = Label("strong"), Label("body", wraps=True)
        card = Card("sunken")
        card.body.addWidget(self.what)
        card.body.addWidget(self.changes)
        self.side.addWidget(card)
        self.side.addStretch(1)
        self.take_up()

    def entered(self) -> None:
        """Begin at the field that was chosen on her page."""
        if self._field in (*FIRST, *MORE):
            self.fields.field(self._field).editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields.focus_first()

    def changed_fields(self) -> dict[str, str]:
        """Return the fields that differ from what stood when the editor was opened; empty where taken out."""
        now, before = self.fields.values(), self._profile.typed
        return {name: now.get(name, "") for name in (*FIRST, *MORE) if now.get(name, "") != before.get(name, "")}

    def _write(self, said: Mapping[str, str]) -> None:
        changed = self.changed_fields()
        if not changed:
            self.stage.back()
            return
        self.stage.runner.do(
            partial(profiles.correct_said, person=self._profile.face.id, said=changed), self._written, self._refused
        )

    def _written(self, done: Done) -> None:
        name = self.fields.values().get("name", "")
        self._is_done = True
        self.stage.back()
        told.offer(self.stage, done.command, partial(told.corrected, name))

    def _reword_changes(self) -> None:
        names = list(self.changed_fields())
        self.changes.setText("\n".join(map(self._change_words, names)) if names else self.tr("Nothing yet."))
        self.save.setEnabled(bool(names))

    def retranslate(self) -> None:
        """Set every text."""
        super().retranslate()
        self.head.say(
            self.tr("Correct: {name}").format(name=self._profile.face.name),
            self.tr("What stood before stays in the history; a correction can be undone."),
        )
        self.save.setText(self.tr("Save the correction"))
        self.what.setText(self.tr("To be corrected"))
        self._reword_changes()

    def _change_words(self, name: str) -> str:
        nothing = self.tr("nothing")
        if name == "resident_number":
            return self.tr("{field}: {before} → {after}").format(
                field=self.tr("ID number"), before=self.tr("not shown"), after=self.tr("not shown")
            )
        facts = {fact.field: fact.value for fact in self._profile.facts}
        # a place is shown by its name in its line, and kept by its code
        after = self.fields.place.line.text() if name == "place" else self.fields.values().get(name, "")
        return self.tr("{field}: {before} → {after}").format(
            field=field_words(name),
            before=value_words(name, facts.get(name)) or nothing,
            after=(after if name in ("born", "place") else value_words(name, after)) or nothing,
        )
