"""Two registrations side by side: what speaks for one person and against, then field by field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tianye.services.comparing import CaseShown, Comparison, Sameness, Side
from tianye.services.review import Word
from tianye.ui import theme
from tianye.ui.hq import reviewing_words as words
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.people import born_words, dotted, ethnicity_word, sex_word
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.cards import Card
from tianye.ui.parts.edges import Edges
from tianye.ui.parts.labels import Label, TibetanLabel, rule

_ROWS = ("name", "sex", "born", "ethnicity", "place", "organisation", "post", "phone")


class PairView(QWidget):
    """A pair of registrations; `show_case` fills it, `reword` words it anew."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: CaseShown | None = None
        self.speaking_for, self.against = _Evidence("check-circle", "ink"), _Evidence("warning", "on_barley_soft")
        evidence = Card("sunken")
        evidence.body.setContentsMargins(20, 10, 20, 10)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self.speaking_for, 1)
        columns.addWidget(self.against, 1)
        evidence.body.addLayout(columns)
        self.standing = Label("caption", wraps=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for column, stretch in ((0, 3), (1, 8), (2, 4), (3, 8)):
            self._grid.setColumnStretch(column, stretch)
        self.heads = (_SideHead(), _SideHead())
        self._grid.addWidget(self.heads[0], 0, 1)
        self._grid.addWidget(self.heads[1], 0, 3)
        self._rows: list[_Row] = []
        inside = QWidget()
        inside.setProperty("clear", "true")
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.addLayout(self._grid)
        content.addWidget(self.standing)
        content.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        Edges(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(evidence)
        layout.addWidget(self.area, 1)

    def show_case(self, shown: CaseShown) -> None:
        """Show a case that has two registrations."""
        self._shown = shown
        self.reword()
        self.area.verticalScrollBar().setValue(0)

    def reword(self) -> None:
        """Set every text in the language of the screen."""
        self.area.setAccessibleName(self.tr("Both registrations, field by field"))
        shown = self._shown.comparison if self._shown is not None else None
        if self._shown is None or shown is None:
            return
        speaking_for, against = words.evidence(shown)
        for word in self._shown.case.words:
            # what was decided before stands on the side it spoke for
            (speaking_for if word.value == "same" else against).append(self._said(word))
        self.speaking_for.say(self.tr("Points to one person"), speaking_for)
        self.against.say(self.tr("Points to two people, or cannot be told"), against)
        letters = self.tr("A"), self.tr("B")
        for head, side, letter in zip(self.heads, (shown.one, shown.other), letters, strict=True):
            head.say(*self._origin(side, letter))
        self._fill(_rows_of(shown))
        is_stricter = any(consent.one != consent.other for consent in shown.consents)
        self.standing.setText(
            self.tr("Where the consents differ the stricter one stands; that is not a choice.") if is_stricter else ""
        )
        self.standing.setVisible(is_stricter)

    def _said(self, word: Word) -> str:
        verdict = words.verdict_word(str(word.value))
        return self.tr("{verdict}: {who}").format(verdict=verdict, who=words.said_by(word))

    def _origin(self, side: Side, letter: str) -> tuple[str, str]:
        title = (
            self.tr("{letter}: from {station}").format(letter=letter, station=side.station) if side.station else letter
        )
        parts = []
        if side.registered_ms is not None:
            when = moment_words(side.registered_ms)
            text = self.tr("registered {when} by a clock that was wrong") if side.is_clock_suspect else ""
            parts.append((text or self.tr("registered {when}")).format(when=when))
        parts.append(self.tr("took part in %n sessions", "", side.sessions))
        return title, dotted(parts)

    def _fill(self, rows: list[tuple[str, tuple[str, str], tuple[str, str], Sameness]]) -> None:
        while len(self._rows) < len(rows):
            self._rows.append(_Row(self._grid, len(self._rows) + 1))
        for row, values in zip(self._rows, rows, strict=False):
            row.say(*values)
        for row in self._rows[len(rows) :]:
            row.hide()


def _rows_of(shown: Comparison) -> list[tuple[str, tuple[str, str], tuple[str, str], Sameness]]:
    """Return (field, value of one, value of the other, sameness); a value is Chinese or Latin text and Tibetan."""
    rows = []
    for field in _ROWS:
        sameness = shown.sameness[field]
        if sameness is Sameness.NEITHER and field not in ("sex", "born", "phone"):
            continue
        rows.append((words.field_word(field), _value(shown.one, field), _value(shown.other, field), sameness))
    for consent in shown.consents:
        sameness = Sameness.SAME if consent.one == consent.other else Sameness.DIFFERENT
        if consent.one is None or consent.other is None:
            sameness = Sameness.ONE_SIDE_ONLY
        pair = (words.state_word(consent.one), ""), (words.state_word(consent.other), "")
        rows.append((words.purpose_word(consent.purpose), *pair, sameness))
    return rows


def _value(side: Side, field: str) -> tuple[str, str]:
    match field:
        case "name":
            return side.face.name or words.blank(), side.face.name_bo
        case "sex":
            return sex_word(side.face.sex) or words.blank(), ""
        case "born":
            return (born_words(*side.born) if side.born else words.blank()), ""
        case "ethnicity":
            return ethnicity_word(side.ethnicity) or words.blank(), ""
        case "place":
            return side.place or words.blank(), ""
        case "organisation":
            return side.face.organisation or words.blank(), ""
        case "post":
            return side.post or words.blank(), ""
        case _:
            return words.phone_words(side.phone), ""


class _Evidence(QWidget):
    def __init__(self, icon: str, ink: str) -> None:
        super().__init__()
        self.title = Label("strong", wraps=True)
        self._rows: list[_Reason] = []
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture(icon, ink))
        head.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        layout.addLayout(self._column)
        layout.addStretch(1)

    def say(self, title: str, lines: list[str]) -> None:
        self.title.setText(title)
        while len(self._rows) < max(1, len(lines)):
            row = _Reason()
            self._rows.append(row)
            self._column.addWidget(row)
        for row, line in zip(self._rows, lines or ["—"], strict=False):
            row.text.setText(line)
            row.dot.setVisible(bool(lines))
            row.show()
        for row in self._rows[max(1, len(lines)) :]:
            row.hide()


class _Reason(QWidget):
    """A sentence behind a dot: its second line begins below the first, not below the dot."""

    def __init__(self) -> None:
        super().__init__()
        self.dot, self.text = Label("body", "·"), Label("body", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)


class _SideHead(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title, self.line = Label("strong", wraps=True), Label("caption", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(self.line)

    def say(self, title: str, line: str) -> None:
        self.title.setText(title)
        self.line.setText(line)


class _Cell(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tibetan = Label("body", wraps=True), TibetanLabel(role="body")
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.tibetan, 1)

    def say(self, value: tuple[str, str], *, is_strong: bool) -> None:
        self.text.setText(value[0])
        theme.restyle(self.text, role="strong" if is_strong else "body")
        self.tibetan.setText(value[1])
        self.tibetan.setVisible(bool(value[1]))
        # beside its Tibetan form a name is as wide as it is: both are read as one
        self._row.setStretchFactor(self.text, 0 if value[1] else 1)


class _Row:
    """One field: label, both values, and between them how they compare."""

    def __init__(self, grid: QGridLayout, number: int) -> None:
        self.label, self.word = Label("soft", wraps=True), Label("caption", wraps=True)
        self.one, self.other = _Cell(), _Cell()
        self.sign = Picture("equals", "ink_soft", 18)
        middle = QWidget()
        between = QHBoxLayout(middle)
        between.setContentsMargins(0, 0, 0, 0)
        between.setSpacing(6)
        between.addWidget(self.sign)
        between.addWidget(self.word, 1)
        self.line = rule()
        self._parts = (self.label, self.one, middle, self.other)
        grid.addWidget(self.line, 2 * number - 1, 0, 1, 4)
        for column, part in enumerate(self._parts):
            grid.addWidget(part, 2 * number, column, Qt.AlignmentFlag.AlignVCenter)

    def say(self, label: str, one: tuple[str, str], other: tuple[str, str], sameness: Sameness) -> None:
        """Fill the row."""
        icon, ink, word = words.sameness_words(sameness)
        self.label.setText(label)
        self.sign.show_icon(icon, ink)
        self.word.setText(word)
        is_equal = sameness in (Sameness.SAME, Sameness.NEITHER)
        self.one.say(one, is_strong=not is_equal)
        self.other.say(other, is_strong=not is_equal)
        for part in (*self._parts, self.line):
            part.show()

    def hide(self) -> None:
        """Take the row away."""
        for part in (*self._parts, self.line):
            part.hide()
