"""Words that differ, check-ins that were taken back unseen, refused scans, records that wait: what was said by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tianye.services.comparing import CaseShown
from tianye.services.review import CaseKind, Word
from tianye.ui.hq import reviewing_words as words
from tianye.ui.messages.dates import day_words, time_words
from tianye.ui.messages.people import dotted, person_line
from tianye.ui.messages.trainings import half_word, read_day, title_words
from tianye.ui.parts.cards import Card
from tianye.ui.parts.edges import Edges
from tianye.ui.parts.labels import Label


class ClaimsView(QWidget):
    """Whom it is about, what is asked, and each word that stands with who said it where and when."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: CaseShown | None = None
        self.who, self.about = Label("heading", wraps=True), Label("soft", wraps=True)
        self.explained = Label("body", wraps=True)
        self._claims: list[_Claim] = []
        inside = QWidget()
        inside.setProperty("clear", "true")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        for label in (self.who, self.about, self.explained):
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        Edges(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def show_case(self, shown: CaseShown) -> None:
        """Show a case that is no pair."""
        self._shown = shown
        self.reword()

    def values(self) -> list[str]:
        """Return the values as shown, in the order of the choices."""
        if self._shown is None:
            return []
        shown: dict[str, str] = {}
        masks = masks_phones(self._shown)
        for word in self._shown.case.words:
            shown.setdefault(word.choice, words.word_value(word, self._shown.labels, masks_phone=masks))
        return [shown[choice] for choice in self._shown.case.choices if choice in shown]

    def reword(self) -> None:
        """Set every text in the language of the screen."""
        self.area.setAccessibleName(self.tr("What was said"))
        if self._shown is None:
            return
        case = self._shown.case
        if self._shown.faces:
            face = self._shown.faces[0]
            self.who.setText(face.name or words.names_of(case))
            lines = [person_line(face), self._session()]
        else:
            title, *rest = self._session_words() or [words.names_of(case)]
            self.who.setText(title)
            lines = [dotted(rest)]
        self.about.setText("\n".join(line for line in lines if line))
        self.about.setVisible(bool(self.about.text()))
        self.explained.setText(self._explanation())
        masks = masks_phones(self._shown)
        self._show_claims(
            [(word, words.word_value(word, self._shown.labels, masks_phone=masks)) for word in case.words]
        )

    def _session(self) -> str:
        return dotted(self._session_words())

    def _session_words(self) -> list[str]:
        session = self._shown.session if self._shown is not None else None
        if session is None:
            return []
        on = read_day(session.held_on)
        title = title_words(session.title_zh, session.title_en, session.code)
        return [title, day_words(on) if on else "", half_word(session.half)]

    def _explanation(self) -> str:
        case = self._shown.case if self._shown is not None else None
        assert case is not None
        match case.kind:
            case CaseKind.FIELD:
                text = self.tr("{field}: recorded in different ways. Which one is right? It replaces the others.")
                return text.format(field=words.field_word(case.field))
            case CaseKind.ATTENDANCE:
                return self.tr(
                    "One laptop checked this person in; another took a check-in back without having seen this one."
                )
            case CaseKind.SCAN:
                said = dotted([words.scan_words(case), time_words(case.minute)])
                if case.choices:
                    more = self.tr("This person is in the register: whoever was there can be counted after all.")
                else:
                    more = self.tr("Nobody can be found by this badge. There is nothing to decide; it is kept.")
                return f"{said}\n{more}"
            case _:
                return self.tr(
                    "{what} from {laptop}. They are kept and passed on, and read as soon as the program can. "
                    "An update may be needed."
                ).format(what=words.waiting_words(case), laptop=words.names_of(case))

    def _show_claims(self, claims: list[tuple[Word, str]]) -> None:
        while len(self._claims) < len(claims):
            claim = _Claim()
            self._claims.append(claim)
            self._column.insertWidget(self._column.count() - 1, claim)
        for card, (word, value) in zip(self._claims, claims, strict=False):
            number = word.choice if word.choice and self._shown and len(self._shown.case.choices) > 1 else ""
            others = [other for other, _ in claims if other.choice != word.choice]
            card.say(number, *words.version_words(word, value, others), words.said_by(word))
            card.show()
        for card in self._claims[len(claims) :]:
            card.hide()


def masks_phones(shown: CaseShown) -> bool:
    """Say whether masked telephones can still be told apart; only where they cannot the whole ones are shown."""
    told = {words.word_value(word, shown.labels, masks_phone=True) for word in shown.case.words}
    return len(told) >= len(shown.case.choices)


class _Claim(Card):
    def __init__(self) -> None:
        super().__init__("sunken", spacing=2)
        self.body.setContentsMargins(20, 12, 20, 12)
        self.value, self.source = Label("question", wraps=True), Label("caption", wraps=True)
        self.reason, self.lost = Label("body", wraps=True), Label("on_warn", wraps=True)
        for label in (self.value, self.reason, self.lost, self.source):
            self.body.addWidget(label)

    def say(self, number: str, value: str, reason: str, lost: str, source: str) -> None:
        """Fill the card; why it was said and what choosing it costs are left out where they are empty."""
        self.value.setText(f"{number}  {value}" if number else value)
        self.source.setText(source)
        for label, text in ((self.reason, reason), (self.lost, lost)):
            label.setText(text)
            label.setVisible(bool(text))
