"""The first column of every table of people: name, how it sounds, the mark, the Tibetan name."""

from __future__ import annotations

from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication

from tianye.services.faces import Face
from tianye.ui.models.rows import Column


class Faced(Protocol):
    """A row about a person."""

    @property
    def face(self) -> Face:
        """How lists show her."""


F = TypeVar("F", bound=Faced)


def face_column() -> Column[F]:
    """Return the column."""
    return Column(
        lambda: QCoreApplication.translate("people", "Name"),
        lambda row: row.face.name or QCoreApplication.translate("people", "without a name"),
        lambda row: row.face.reading,
        mark=lambda row: row.face.mark,
        tibetan=lambda row: row.face.name_bo,
    )
