"""A walk or an area: its points in a table, out of a text or a file, drawn and measured beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.entry.places import Point, area_of, length_of
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.media import Means
from tianye.ui.formview.places import PlaceEditor
from tianye.ui.formview.points import BLANK, PointRows, PointTable, Row, row_of
from tianye.ui.formview.sketch import Sketch
from tianye.ui.formview.words import metre_words
from tianye.ui.messages.dates import number_words
from tianye.ui.messages.language import is_chinese
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label

_MU_M2: Final = 2000 / 3


class WalkEditor(PlaceEditor):
    """Several places in their order: a walk, or the line round an area, which comes back to its beginning by itself."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self._is_area = self.type == "geoshape"
        self._before: list[Row] | None = None
        self._looked_at: tuple[int, bool, str] | None = None
        self._valued: tuple[int, str | None] = (-1, None)
        self.rows = PointRows()
        self.table = PointTable(self.rows)
        self.sketch = Sketch(is_area=self._is_area)
        self.measure = Label("strong", wraps=True)
        self.add, self.remove = Button("secondary", "plus"), Button("quiet", "trash")
        self.up, self.down = Button("quiet", "caret-up"), Button("quiet", "caret-down")
        self.paste, self.undo, self.clear = (
            Button("quiet", "copy"),
            Button("quiet", "undo"),
            Button("quiet", "cross"),
        )
        self._lay_out()
        self.rows.edited.connect(self._edited)
        self.table.pasted.connect(self._paste)
        self.table.ended.connect(self._go_on)
        self.table.removal_wanted.connect(self._remove)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        for button, act in (
            (self.add, self._add),
            (self.remove, self._remove),
            (self.up, partial(self._move, -1)),
            (self.down, partial(self._move, 1)),
            (self.paste, self._paste),
            (self.undo, self._undo),
            (self.clear, self._clear),
        ):
            button.clicked.connect(act)

    def _lay_out(self) -> None:
        both, ways = Flow(16), Flow()
        both.add(self.table)
        both.add(self.sketch)
        for button in (self.add, self.remove, self.up, self.down, self.paste, self.from_file, self.clear, self.undo):
            ways.add(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (both, self.measure, ways, self.note):
            layout.addWidget(part)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Word the buttons, the heads and what was measured."""
        super().retranslate()
        self.add.setText(self.tr("Add a point"))
        self.remove.setText(self.tr("Take out"))
        self.up.setText(self.tr("Up"))
        self.down.setText(self.tr("Down"))
        self.paste.setText(self.tr("Paste"))
        self.undo.setText(self.tr("Undo"))
        self.clear.setText(self.tr("Take all out"))
        for button in (self.add, self.remove, self.up, self.down, self.paste, self.undo, self.clear):
            button.setAccessibleName(f"{button.text()} {self.question}".strip())
        self.table.setAccessibleName(self.question)
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)
        self._renew()

    def _renew(self) -> None:
        """Show what can be done and what the points come to."""
        has_rows = bool(self.rows.rows)
        for button in (self.add, self.paste):
            button.setVisible(not self.is_readonly)
        for button in (self.remove, self.up, self.down):
            button.setVisible(has_rows and not self.is_readonly)
        self._enable()
        self.clear.setVisible(len(self.rows.rows) > 1 and not self.is_readonly)
        self.undo.setVisible(self._before is not None and not self.is_readonly)
        self.table.setVisible(has_rows)
        looked_at = (self.rows.version, is_chinese(), self.question)
        if looked_at == self._looked_at:
            return
        self._looked_at = looked_at
        points = [point for point in self.rows.read() if point is not None]
        words = self._measured(points)
        self.measure.setText(words)
        self.measure.setVisible(bool(words))
        self.sketch.setVisible(bool(points))
        self.sketch.show_points(points, f"{self.question} {words}".strip())

    def _enable(self) -> None:
        """Let be pressed what has a row to work on."""
        chosen = self.table.chosen_rows()
        self.remove.setEnabled(bool(chosen))
        self.up.setEnabled(bool(chosen) and chosen[0] > 0)
        self.down.setEnabled(bool(chosen) and chosen[-1] + 1 < len(self.rows.rows))

    def _measured(self, points: Sequence[Point]) -> str:
        if len(points) < 2:
            return ""
        count = self.tr("%n points", "", len(points))
        if not self._is_area:
            return self.tr("{count}, {length} long").format(count=count, length=metre_words(length_of(points)))
        around = metre_words(length_of([*points, points[0]]))
        if len(points) < 3:
            return count
        return self.tr("{count}, {area}, {length} around").format(
            count=count, area=area_words(area_of(points)), length=around
        )

    def problem(self) -> str:
        """Say which row is wrong, or how many are missing."""
        wrong = self.rows.first_wrong()
        if wrong is not None:
            return self.tr("Row {row} is no place: latitude from −90 to 90, longitude from −180 to 180.").format(
                row=wrong
            )
        if self.value() is not None:
            return ""
        if self._is_area:
            return self.tr("An area needs three points at least.")
        return self.tr("A walk needs two points at least.")

    def first(self) -> QWidget:
        """Return the table, or the button that begins it."""
        return self.table if self.rows.rows else self.add

    # ---- what is given ---------------------------------------------------------------------------------------------

    def value(self) -> str | None:
        """Return the points as the form keeps them; the line round an area is closed here."""
        if self._valued[0] != self.rows.version:
            self._valued = (self.rows.version, self._made_value())
        return self._valued[1]

    def half(self) -> str:
        """Return the rows of what is no walk or area yet."""
        return "" if self.value() is not None else "\n".join("\t".join(row) for row in self.rows.rows)

    def show_half(self, text: str) -> None:
        """Show them again."""
        rows = [line.split("\t") for line in text.split("\n")]
        self.rows.replace([(row[0], row[1], row[2], row[3]) for row in rows if len(row) == len(BLANK)])
        self._renew()

    def _made_value(self) -> str | None:
        points = self.rows.read()
        texts = [point.text for point in points if point is not None]
        if len(texts) < len(points):
            return None
        if self._is_area and len(texts) > 1 and texts[0] == texts[-1]:
            texts.pop()
        if not texts:
            return ""
        if len(texts) < (3 if self._is_area else 2):
            return None
        return ";".join([*texts, texts[0]] if self._is_area else texts)

    def fill(self, points: Sequence[Point]) -> None:
        """Show points; the last one of an area, which is its first, is not said twice."""
        shown = points[:-1] if self._is_area and len(points) > 1 and points[0] == points[-1] else points
        self._before = None
        self.rows.replace([row_of(point) for point in shown])

    def take_points(self, points: Sequence[Point]) -> None:
        """Put points behind the chosen row, or at the end; all of them where there was none before."""
        shown = points[:-1] if self._is_area and len(points) > 1 and points[0] == points[-1] else points
        standing = [row for row in self.rows.rows if any(row)]
        self._change([*standing, *(row_of(point) for point in shown)], len(standing))

    def _change(self, rows: list[Row], chosen: int) -> None:
        """Show other rows, remember those before, and give the value."""
        self._before = list(self.rows.rows)
        self.rows.replace(rows)
        self._renew()
        if rows:
            self.table.choose_row(min(max(0, chosen), len(rows) - 1))
        self.commit()
        self.part_typed.emit()

    def _edited(self) -> None:
        self._before = None
        self.say()
        self.commit()
        self.part_typed.emit()

    def _add(self) -> None:
        chosen = self.table.chosen_rows()
        place = chosen[-1] + 1 if chosen else len(self.rows.rows)
        rows = self.rows.rows
        self._change([*rows[:place], BLANK, *rows[place:]], place)
        self._before = None
        self._renew()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.table.currentIndex())

    def _go_on(self) -> None:
        """Begin the next point while a walk or an area has too few of them."""
        points = self.rows.read()
        is_whole = len(points) == len(self.rows.rows) and None not in points
        if is_whole and self.value() is None and not self.is_readonly:
            self._add()

    def _remove(self) -> None:
        chosen = self.table.chosen_rows()
        if chosen and not self.is_readonly:
            self._change([row for place, row in enumerate(self.rows.rows) if place not in chosen], chosen[0])
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, steps: int) -> None:
        chosen = self.table.chosen_rows()
        rows = self.rows.rows
        if not chosen or not chosen[0] + steps >= 0 or chosen[-1] + steps >= len(rows):
            return
        block = rows[chosen[0] : chosen[-1] + 1]
        rest = rows[: chosen[0]] + rows[chosen[-1] + 1 :]
        place = chosen[0] + steps
        self._change([*rest[:place], *block, *rest[place:]], place)

    def _paste(self) -> None:
        if self.is_readonly:
            return
        text = QGuiApplication.clipboard().text()
        if not self.take_text(text):
            self.say(fault=UserFault("places.no-text", next_step=NextStep.MEND_INPUT))

    def _undo(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self.rows.replace(before)
            self._renew()
            self.commit()
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._change([], 0)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round the table."""
        theme.restyle(self.table, state="error" if is_wrong else "")


def area_words(square_metres: float) -> str:
    """Return an area in square metres or hectares; in Chinese in mu too, by which fields are counted."""
    is_small = square_metres < 10_000
    words = f"{number_words(square_metres)} m²" if is_small else f"{square_metres / 10_000:,.4g} ha"
    return f"{words}（{number_words(square_metres / _MU_M2, 1)} 亩）" if is_chinese() else words
