"""Registering somebody new: the editor, who in the register may be her already, and what she agrees to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from tianye.domain.consent import ConsentState, PurposeKind
from tianye.services import profiles
from tianye.services.alike import find_meant
from tianye.services.faces import Face
from tianye.services.station import Done
from tianye.ui.messages.consents import purpose_words
from tianye.ui.messages.people import born_words, dotted, sex_word
from tianye.ui.pages import told
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_edit import EditorPage
from tianye.ui.parts.cards import Card
from tianye.ui.parts.labels import Label, rule
from tianye.ui.parts.options import Option
from tianye.ui.parts.search import Candidate, CandidateList
from tianye.ui.parts.stage import Stage

ASKED: Final = (PurposeKind.ATTENDANCE, PurposeKind.CONTACT, PurposeKind.PHOTO, PurposeKind.ID_NUMBER)
"""What somebody new is asked; the rest when it comes up, on her page."""


class NewPersonPage(EditorPage):
    """A task: register somebody; beside it who may be her already, and what she agrees to."""

    def __init__(self, stage: Stage, searched: str = "") -> None:
        super().__init__(stage, "new person", is_unfolded=False)
        self._faces: list[Face] = []
        self.alike_head, self.alike_line = Label("strong"), Label("caption", wraps=True)
        self.alike = CandidateList()
        self.alike.accepted.connect(self._open)
        near = Card(spacing=6)
        near.body.addWidget(self.alike_head)
        near.body.addWidget(self.alike_line)
        near.body.addWidget(self.alike, 1)
        self.consents_head, self.consents_line = Label("strong"), Label("caption", wraps=True)
        self.consents = {purpose: Option(is_square=True) for purpose in ASKED}
        self.add_below(rule(), self.consents_head, self.consents_line, *self.consents.values())
        self.side.addWidget(near, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self._ask_alike)
        self.fields.changed.connect(self._later.start)
        if searched and not searched.isascii():
            self.fields.show_values({"name": searched})
        elif searched.isdecimal():
            self.fields.show_values({"phone": searched})
        self.take_up()

    def draft(self) -> Mapping[str, str]:
        """Return what is typed and ticked."""
        ticks = {f"consent/{purpose}": "given" for purpose, option in self.consents.items() if option.isChecked()}
        return {**self.fields.values(), **ticks}

    def show_draft(self, typed: Mapping[str, str]) -> None:
        """Show what was typed earlier, unless another name was looked for since."""
        if self._begun_with.get("name", typed.get("name")) != typed.get("name"):
            return
        super().show_draft(typed)
        for purpose, option in self.consents.items():
            option.setChecked(f"consent/{purpose}" in typed)

    def entered(self) -> None:
        """Begin with the name."""
        self.fields.focus_first()
        self._ask_alike()

    def left(self) -> None:
        """Look for nobody more."""
        self._later.stop()
        super().left()

    def _ask_alike(self) -> None:
        self.stage.runner.ask(partial(find_meant, said=self.fields.values()), self.show_alike, key="alike")

    def show_alike(self, faces: list[Face]) -> None:
        """Show who may be meant already."""
        self._faces = faces
        self._reword_alike()

    def _open(self, row: object) -> None:
        if isinstance(row, Candidate) and isinstance(row.key, bytes):
            self.stage.open_task(PersonPage(self.stage, row.key))

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "new-person"

    def _write(self, said: Mapping[str, str]) -> None:
        given = {
            str(purpose): str(ConsentState.GIVEN) for purpose, option in self.consents.items() if option.isChecked()
        }
        self.stage.runner.do(
            partial(profiles.register_said, said=said, consents_given=given), self._written, self._refused
        )

    def _written(self, result: tuple[bytes, Done]) -> None:
        _, done = result
        name = self.fields.values().get("name", "")
        self._is_done = True
        self.stage.back()
        told.offer(self.stage, done.command, partial(told.registered, name))

    def retranslate(self) -> None:
        """Set every text."""
        super().retranslate()
        self.head.say(self.tr("New person"), self.tr("The name is enough. Everything else can be added later."))
        self.save.setText(self.tr("Register"))
        self.alike.setAccessibleName(self.tr("Who may be meant"))
        self.consents_head.setText(self.tr("Consents"))
        self.consents_line.setText(
            self.tr("Read these aloud. Nothing is ticked in advance; one may take part without.")
        )
        for purpose, option in self.consents.items():
            option.setText(purpose_words(purpose))
        self._reword_alike()

    def _reword_alike(self) -> None:
        count = len(self._faces)
        self.alike.show_rows(
            [
                # as much as has room beside the editor; her page says the rest
                Candidate(
                    face.id,
                    face.name,
                    face.name_bo,
                    detail=dotted((sex_word(face.sex), born_words(face.born_year), face.place)),
                    mark=face.mark,
                )
                for face in self._faces
            ]
        )
        self.alike.setVisible(bool(count))
        # whether it is the same person only she can say: registering is not pushed then
        self.save.set_kind("equal" if count else "primary")
        self.alike_head.setText(
            self.tr("%n person/people alike in the register", "", count)
            if count
            else self.tr("Nobody alike in the register")
        )
        self.alike_line.setText(
            self.tr("Ask: is it her? A click opens her page. If it is somebody else, register her.")
            if count
            else self.tr("Looked for by name, how it sounds, and phone.")
        )
