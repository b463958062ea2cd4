"""What headquarters can have erased by itself: one answer, or somebody who came without a name."""

from __future__ import annotations

from dataclasses import dataclass

from tianye.services.station import Station
from tianye.store.queries import erasable
from tianye.store.queries.erasable import MOST, AnswerRow, NamelessRow

__all__ = ["MOST", "AnswerRow", "Erasable", "NamelessRow", "erasable_of"]


@dataclass(frozen=True, slots=True)
class Erasable:
    """A person's answers, or nobody's where no person is asked about; who came without a name. The latest first."""

    answers: tuple[AnswerRow, ...]
    nameless: tuple[NamelessRow, ...]


def erasable_of(station: Station, person: bytes | None) -> Erasable:
    """Return what can be erased by itself; the answers are hers where a person is given."""
    return Erasable(
        tuple(erasable.answers_of(station.database, person)), tuple(erasable.all_nameless(station.database))
    )
