"""The answers of a question side by side: one stop for Tab, arrows move inside, digits take an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tianye.ui import theme
from tianye.ui.formview import multimedia
from tianye.ui.formview.appearances import Arrangement
from tianye.ui.formview.cells import PICTURE_HEIGHT, PICTURE_WIDTH, SMALL_PICTURE, Answer, AnswerRow
from tianye.ui.formview.media import Means
from tianye.ui.formview.sounding import SoundButton

__all__ = ["GAP", "Answer", "AnswerRow", "AnswerRows"]

GAP = 8
MOST_TILES = 6
AS_IT_FITS = Arrangement()


class AnswerRows(QWidget):
    """The answers of a question in as many columns as have room, or in the arrangement its form asks for.

    `picked` brings all chosen values in the order of the list after a person chose or took back. Where words have no
    room in steps, in a list or in the columns asked for, the answers stand in rows.
    """

    picked = Signal(list)

    def __init__(
        self,
        *,
        is_many: bool,
        arrangement: Arrangement = AS_IT_FITS,
        most_columns: int = 0,
        are_figures: bool = False,
        means: Means | None = None,
    ) -> None:
        """Make rows; where the answers `are_figures`, a digit means that number and not a place in the list.

        Without `means` no pictures are shown and no sounds are played.
        """
        super().__init__()
        self._are_figures = are_figures
        self._is_many = is_many
        self._arrangement = arrangement
        self._most_columns = most_columns
        self._is_bare = False
        self._means = means
        self._pictured_at = 0
        self._heights: dict[tuple[int, bool, int], int] = {}
        self._question = ""
        self.rows: list[AnswerRow] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answers(self, answers: Sequence[Answer], chosen: frozenset[str]) -> None:
        """Show answers and which of them are chosen; rows that stay the same keep the focus."""
        had_focus = next((row.answer.value for row in self.rows if row.hasFocus()), None)
        has_changed = [row.answer for row in self.rows] != list(answers)
        if [row.answer.value for row in self.rows] != [answer.value for answer in answers]:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [self._made(answer, number) for number, answer in enumerate(answers, 1)]
        for row, answer in zip(self.rows, answers, strict=True):
            if row.answer != answer:
                row.show_answer(answer)
            row.setChecked(answer.value in chosen)
        self._place_tab_stop()
        if has_changed:
            self._heights.clear()
            self._want_media()
            self._name_rows()
            self._arrange()
            self.updateGeometry()
        if had_focus is not None:
            for row in self.rows:
                if row.answer.value == had_focus and not row.hasFocus():
                    row.setFocus()

    def name_it(self, question: str) -> None:
        """Let signs without words say the question before their answer."""
        self._question = question
        self._name_rows()

    def set_bare(self, is_bare: bool) -> None:
        """Show signs alone, in columns of one width; the words stand in the heads of a grid."""
        if is_bare != self._is_bare:
            self._is_bare = is_bare
            self._arrange()

    def _name_rows(self) -> None:
        if self._arrangement.shape == "cells" and self._question:
            for row in self.rows:
                row.setAccessibleName(f"{self._question} {row.answer.spoken}")

    def _want_media(self) -> None:
        """Ask for the pictures of the answers, and give those with a sound a button."""
        if self._means is None:
            return
        look = theme.current()
        is_small = self._arrangement.shape in ("line", "list")
        self._pictured_at = look.text_percent
        box = QSize(look.px(PICTURE_WIDTH), look.px(SMALL_PICTURE if is_small else PICTURE_HEIGHT))
        for row in self.rows:
            if row.answer.picture:
                self._means.pictures.ask(row.answer.picture, box, self.devicePixelRatio(), row.set_picture)
            if row.answer.sound and row.sound is None and multimedia.can_play():
                row.hold_sound(SoundButton(self._means))
            if isinstance(row.sound, SoundButton):
                row.sound.show_sound(row.answer.sound, row.answer.spoken)

    def _made(self, answer: Answer, number: int) -> AnswerRow:
        row = AnswerRow(
            answer,
            number if number <= 9 and not self._are_figures else 0,
            is_square=self._is_many,
            has_sign=self._arrangement.has_signs,
        )
        row.setParent(self)
        row.clicked.connect(lambda: self._clicked(row))
        row.show()
        return row

    def chosen(self) -> list[str]:
        """Return the chosen values in the order of the list."""
        return [row.answer.value for row in self.rows if row.isChecked()]

    def first(self) -> QWidget:
        """Return the row that Tab leads to."""
        return next((row for row in self.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus), self)

    def _clicked(self, row: AnswerRow) -> None:
        if not self._is_many and row.isChecked():
            for other in self.rows:
                if other is not row:
                    other.setChecked(False)
        self._place_tab_stop(row)
        self.picked.emit(self.chosen())

    def _place_tab_stop(self, wanted: AnswerRow | None = None) -> None:
        focused = next((row for row in self.rows if row.hasFocus()), None)
        checked = next((row for row in self.rows if row.isChecked()), None)
        stop = wanted or focused or checked or (self.rows[0] if self.rows else None)
        for row in self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, choose by digits; in a grid ↑ and ↓ are the page's."""
        key = event.key()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        place = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        if self._is_bare and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif is_plain and place is not None and (target := self._target(place, key)) is not None:
            # at the first and the last one the focus stays
            if 0 <= target < len(self.rows):
                self.go_to(target)
        elif is_plain and key == Qt.Key.Key_P and isinstance(sound := self._sound_at(place), SoundButton):
            sound.click()
        elif is_plain and (row := self._row_of(key)) is not None:
            self._place_tab_stop(row)
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.click()
        else:
            super().keyPressEvent(event)

    def _sound_at(self, place: int | None) -> QWidget | None:
        return self.rows[place].sound if place is not None else None

    def place(self) -> int:
        """Return which answer has the focus, from 0; -1 for none."""
        return next((number for number, row in enumerate(self.rows) if row.hasFocus()), -1)

    def go_to(self, place: int) -> None:
        """Give an answer the focus."""
        self._place_tab_stop(self.rows[place])
        self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _target(self, place: int, key: int) -> int | None:
        """Return where an arrow leads, None for other keys."""
        if self._arrangement.is_packed and not self._are_tiles() and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._target_in_packed(place, key)
        columns = self.columns()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: columns, Qt.Key.Key_Up: -columns}
        return place + steps[Qt.Key(key)] if key in steps else None

    def _target_in_packed(self, place: int, key: int) -> int:
        """Return the answer nearest in the line above or below, since lines have no columns in common."""
        here = self.rows[place].geometry()
        is_down = key == Qt.Key.Key_Down
        others = [
            (abs(box.y() - here.y()), abs(box.center().x() - here.center().x()), number)
            for number, box in enumerate(row.geometry() for row in self.rows)
            if (box.y() > here.y() if is_down else box.y() < here.y())
        ]
        return min(others)[2] if others else place

    def _row_of(self, key: int) -> AnswerRow | None:
        """Return the answer that a digit means."""
        if not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return None
        digit = key - Qt.Key.Key_0
        if self._are_figures:
            return next((row for row in self.rows if row.answer.value == str(digit)), None)
        return self.rows[digit - 1] if 1 <= digit <= len(self.rows) else None

    # ---- columns ---------------------------------------------------------------------------------------------------

    def columns(self) -> int:
        """Return how many answers stand side by side now."""
        return self._columns_in(self.width()) if not self._is_bare else max(1, len(self.rows))

    def _columns_in(self, width: int) -> int:
        count = len(self.rows)
        if count <= 1:
            return 1
        if self._is_lined_up(width):
            return count
        wanted = self._arrangement
        if self._are_tiles():
            room = max(1, (width + GAP) // (self._tile_width() + GAP))
            return max(1, min(wanted.columns or MOST_TILES, count, room))
        widest = max(row.natural_width() for row in self.rows)
        room = (width + GAP) // (widest + GAP)
        if wanted.columns:
            # so many as were asked for, where the words do not become ladders
            least = max(row.least_width() for row in self.rows)
            return max(1, min(wanted.columns, (width + GAP) // (least + GAP)))
        most = count if wanted.is_spread else self._most_columns or (4 if count <= 4 else 3)
        fitting = max(1, min(most, count, room))
        return math.ceil(count / math.ceil(count / fitting))

    def _are_tiles(self) -> bool:
        return self._means is not None and any(row.answer.picture for row in self.rows)

    def _tile_width(self) -> int:
        return theme.current().px(PICTURE_WIDTH + 28)

    def _is_lined_up(self, width: int) -> bool:
        """Say whether the answers have room side by side as steps or as a list."""
        count = len(self.rows)
        if self._arrangement.shape not in ("line", "list") or count > 11 or any(row.sound for row in self.rows):
            return False
        return all(row.fits_column(width // count) for row in self.rows)

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in a width."""
        return self.height_in(width, is_bare=self._is_bare)

    def height_in(self, width: int, *, is_bare: bool) -> int:
        """Return the height in a width, as signs alone or with words."""
        # layouts ask for the same few widths over and over
        key = (width, is_bare, theme.current().text_percent)
        if key not in self._heights:
            self._heights[key] = self._place(width, is_bare=is_bare, is_real=False)
        return self._heights[key]

    def sizeHint(self) -> QSize:
        """Return the size in the width of the moment."""
        width = max(self.width(), theme.current().px(240))
        return QSize(theme.current().px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height of a row."""
        return QSize(theme.current().px(160), theme.current().size("answer"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the rows anew, and ask for the height they need in this width: the one before is not grown beyond."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange the rows anew in letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._heights.clear()
            if self._means is not None and self._pictured_at != theme.current().text_percent:
                self._want_media()
            self._arrange()
            self.updateGeometry()

    def _arrange(self) -> None:
        self._place(self.width(), is_bare=self._is_bare, is_real=True)

    def _place(self, width: int, *, is_bare: bool, is_real: bool) -> int:
        if is_bare:
            return self._place_in_line(width, "bare", is_real=is_real)
        if self.rows and self._is_lined_up(width):
            return self._place_in_line(
                width, "step" if self._arrangement.shape == "line" else "headed", is_real=is_real
            )
        if self._are_tiles():
            return self._place_in_columns(width, "tile", is_real=is_real)
        if self._arrangement.is_packed:
            return self._place_packed(width, is_real=is_real)
        return self._place_in_columns(width, "row", is_real=is_real)

    def _place_in_columns(self, width: int, drawn: str, *, is_real: bool) -> int:
        """Put answers in columns of one width; tiles are no wider than their pictures need."""
        columns = self._columns_in(width)
        each = (width - GAP * (columns - 1)) // columns
        if drawn == "tile" and not self._arrangement.columns:
            each = min(each, round(self._tile_width() * 1.4))
        y = 0
        for start in range(0, len(self.rows), columns):
            line = self.rows[start : start + columns]
            height = max(row.tile_height(each) if drawn == "tile" else row.row_height(each) for row in line)
            if is_real:
                for number, row in enumerate(line):
                    row.place(drawn, number * (each + GAP), y, each, height)
            y += height + GAP
        return max(0, y - GAP)

    def _place_in_line(self, width: int, drawn: str, *, is_real: bool) -> int:
        """Put all answers side by side, each in a column of the same width without a gap."""
        count = len(self.rows)
        each = width // max(1, count)
        height = max((row.column_height(drawn, each) for row in self.rows), default=0)
        if is_real:
            for number, row in enumerate(self.rows):
                row.is_first, row.is_last = number == 0, number == count - 1
                row.place(drawn, number * each, 0, each, height)
        return height

    def _place_packed(self, width: int, *, is_real: bool) -> int:
        """Put answers side by side as wide as their words, going on in the next line where the width ends."""
        lines: list[list[AnswerRow]] = []
        filled = width + 1
        for row in self.rows:
            wide = min(width, row.natural_width())
            if filled + GAP + wide > width or not lines:
                lines.append([])
                filled = -GAP
            lines[-1].append(row)
            filled += GAP + wide
        y = 0
        for line in lines:
            widths = [min(width, row.natural_width()) for row in line]
            height = max(row.row_height(wide) for row, wide in zip(line, widths, strict=True))
            x = 0
            for row, wide in zip(line, widths, strict=True):
                if is_real:
                    row.place("row", x, y, wide, height)
                x += wide + GAP
            y += height + GAP
        return max(0, y - GAP)
