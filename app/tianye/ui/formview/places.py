"""A place on earth, typed, copied from a telephone, or out of a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.forms.entry.places import (
    MAX_BYTES,
    Point,
    points_of,
    read_angle,
    read_places,
    read_walk,
)
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.media import Means
from tianye.ui.formview.points import BLANK, read_row, row_of, shown_number
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.choosers import ask_for_file
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label

_WIDTHS: Final = (190, 190, 150, 150)


class PlaceEditor(Editor):
    """What both have in common: a place out of a file or a text, and a line that says what was made of it."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__()
        self.means = means
        self.type = node.value_type
        self.kept = ""
        self.question = ""
        self.is_readonly = False
        self._fault: TianyeError | None = None
        self._was_turned = False
        self.from_file = Button("quiet", "upload")
        self.from_file.clicked.connect(self._ask)
        self.note = Label("caption", wraps=True)
        FileDrops(self).dropped.connect(lambda paths: self.take(paths[0]) if not self.is_readonly else None)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the value, unless something else is being typed."""
        self.is_readonly = node.is_readonly
        if node.value != self.kept and self.value() in ("", self.kept, node.value):
            self.fill(points_of(node.value))
        self.kept = node.value
        self.retranslate()

    def remark(self) -> str:
        """Return what came of a file or a text."""
        return self.note.text()

    def name_it(self, words: str) -> None:
        """Name the controls by the question."""
        self.question = words
        self.retranslate()

    def retranslate(self) -> None:
        """Word the ways to a place, and what came of one."""
        self.from_file.setText(self.tr("From a file"))
        self.from_file.setAccessibleName(f"{self.from_file.text()} {self.question}".strip())
        self.from_file.setToolTip(self.tr("GPX, KML or GeoJSON"))
        self.from_file.setVisible(not self.is_readonly)
        told = ""
        if self._fault is not None:
            told = short_words(self._fault)
        elif self._was_turned:
            told = self.tr("The longitude stood first, as maps of China write it; it was put behind the latitude.")
        self.note.setText(told)
        self.note.setVisible(bool(told))

    # ---- for those who show points in their way ----------------------------------------------------------------------

    def value(self) -> str | None:
        """Return the value as the form keeps it, empty for nothing, None for what is none."""
        raise NotImplementedError

    def fill(self, points: Sequence[Point]) -> None:
        """Show points."""
        raise NotImplementedError

    def take_points(self, points: Sequence[Point]) -> None:
        """Take points of a file or a text."""
        raise NotImplementedError

    # ---- what comes in ---------------------------------------------------------------------------------------------

    def say(self, *, fault: TianyeError | None = None, was_turned: bool = False) -> None:
        """Say what came of a file or a text; nothing takes the line away."""
        self._fault, self._was_turned = fault, was_turned
        self.retranslate()

    def _ask(self) -> None:
        kinds = self.tr("Places (*.gpx *.kml *.geojson *.json)")
        ask_for_file(self, self.tr("Choose a file with places"), f"{kinds};;{self.tr('All files (*)')}", self.take)

    def take(self, path: Path) -> None:
        """Take the places of a file."""
        self.means.files.work(partial(_walk, path), self._taken)

    def _taken(self, walk: tuple[tuple[Point, ...], UserFault | None]) -> None:
        points, fault = walk
        self.say(fault=fault)
        if fault is not None:
            return
        self.take_points(points)
        self.commit()
        self.left.emit()

    def take_text(self, text: str) -> bool:
        """Take the places of a text that was pasted; says whether there were any."""
        places = read_places(text)
        if places is None:
            return False
        self.take_points(places.points)
        self.say(was_turned=places.are_turned)
        return True

    def commit(self) -> None:
        """Give the value once it is whole."""
        value = self.value()
        if value is not None and value != self.kept:
            self.kept = value
            self.given.emit(value)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and self.isAncestorOf(before) and not (now is not None and self.isAncestorOf(now)):
            self.leave()

    def leave(self) -> None:
        """Give what was typed, and have it looked at."""
        self.commit()
        self.left.emit()


class PointEditor(PlaceEditor):
    """One place: latitude and longitude in degrees, as a map or a telephone shows them."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self.lines = [_Coordinate() for _ in _WIDTHS]
        self.labels = [Label("caption") for _ in _WIDTHS]
        fields = Flow(16)
        for label, line in zip(self.labels, self.lines, strict=True):
            field = QWidget()
            column = QVBoxLayout(field)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(line)
            fields.add(field)
            line.pasted.connect(self._pasted)
        fields.add(self.from_file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(fields)
        layout.addWidget(self.note)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for line, width in zip(self.lines, _WIDTHS, strict=True):
            line.setFixedWidth(theme.current().px(width))

    def retranslate(self) -> None:
        """Word what goes where."""
        super().retranslate()
        words = (
            self.tr("Latitude, such as 33.0043"),
            self.tr("Longitude, such as 97.0065"),
            self.tr("Height in metres"),
            self.tr("Off by, in metres"),
        )
        for label, line, text in zip(self.labels, self.lines, words, strict=True):
            label.setText(text)
            line.setAccessibleName(f"{self.question} {text}".strip())
            line.setReadOnly(self.is_readonly)

    def problem(self) -> str:
        """Say what is wrong with the coordinates."""
        if self.value() is not None:
            return ""
        return self.tr("These are no coordinates: latitude from −90 to 90, longitude from −180 to 180, in degrees.")

    def first(self) -> QWidget:
        """Return the first line."""
        return self.lines[0]

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round each."""
        for line in self.lines:
            theme.restyle(line, state="error" if is_wrong else "")

    def value(self) -> str | None:
        """Return the point as the form keeps it."""
        row = self._row()
        if not any(row):
            return ""
        point = read_row(row)
        return point.text if point is not None else None

    def half(self) -> str:
        """Return the fields of what is no point."""
        return "" if self.value() is not None else "\t".join(line.text() for line in self.lines)

    def show_half(self, text: str) -> None:
        """Show them again."""
        for line, figures in zip(self.lines, text.split("\t"), strict=False):
            line.setText(figures)

    def _row(self) -> list[str]:
        return [unicodedata.normalize("NFKC", line.text()).replace("。", ".").strip() for line in self.lines]

    def fill(self, points: Sequence[Point]) -> None:
        """Show a point."""
        for line, text in zip(self.lines, row_of(points[0]) if points else BLANK, strict=True):
            line.setText(text)

    def take_points(self, points: Sequence[Point]) -> None:
        """Take the first of them."""
        self.fill(points[:1])

    def _pasted(self) -> None:
        """Let a pair that was pasted into one field fill all of them."""
        line = next(line for line in self.lines if line.hasFocus())
        if read_angle(line.text()) is None and self.take_text(line.text()):
            self.commit()

    def commit(self) -> None:
        """Turn a pair that stands the other way round, and one that was typed into the first field; give the point."""
        row = self._row()
        if row[0] and not row[1]:
            self.take_text(row[0])
        elif row[0] and row[1]:
            # written in minutes and seconds or not: what counts is what they come to
            angles = [angle for angle in map(read_angle, row[:2]) if angle is not None]
            places = read_places(" ".join(shown_number(angle) for angle in angles))
            if places is not None and places.are_turned:
                self.lines[0].setText(row[1])
                self.lines[1].setText(row[0])
                self.say(was_turned=True)
        super().commit()


class _Coordinate(TextLine):
    pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()


def _walk(path: Path) -> tuple[tuple[Point, ...], UserFault | None]:
    """Return the points of a file, or none and why: a fault that is told here is no failure of the work."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserFault("places.file-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES >> 20)
        return read_walk(path.read_bytes()), None
    except UserFault as fault:
        return (), fault
    except OSError:
        return (), UserFault("places.file-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE)
