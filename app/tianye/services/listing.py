"""Reading for the shells: what is in this data folder, as plain rows. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.names import query_key
from tianye.exchange import keys
from tianye.services.station import Station
from tianye.store.commands import CommandRow
from tianye.store.queries import forms, laptops, people, review, trainings
from tianye.store.queries.forms import FormRow
from tianye.store.queries.laptops import ExchangedRow, LaptopRow
from tianye.store.queries.people import PersonRow
from tianye.store.queries.totals import Counts, count_all
from tianye.store.queries.trainings import AttendanceRow, SessionRow, TrainingRow

__all__ = [
    "AttendanceRow",
    "CardShown",
    "CommandRow",
    "Counts",
    "ExchangedRow",
    "FormRow",
    "LaptopRow",
    "LinkRow",
    "PersonRow",
    "SessionRow",
    "TrainingRow",
    "all_exchanged",
    "all_forms",
    "all_laptops",
    "all_people",
    "all_sessions",
    "all_trainings",
    "attendance_of",
    "counts",
    "disagreements_of",
    "find_people",
    "get_training",
    "latest_commands",
    "links_of",
    "operator_name",
    "own_card",
]


@dataclass(frozen=True, slots=True)
class CardShown:
    """A station's card as text for the other side, and the six words that are compared by telephone."""

    text: str
    words: tuple[str, ...]


class LinkRow(NamedTuple):
    """A decision whether another registration is the same person; `is_same` is None while it is disputed."""

    other: bytes
    name: str | None
    is_same: bool | None
    reason: str | None


def own_card(station: Station) -> CardShown:
    """Return this station's public keys as text and as six words."""
    card = station.identity.card
    return CardShown(keys.card_text(card), keys.fingerprint_words(card))


def operator_name(station: Station) -> str:
    """Return the name of the person who works at this station."""
    return review.operator_names(station.database).get(station.identity.operator, "")


def counts(station: Station) -> Counts:
    """Return how much is here."""
    return count_all(station.database)


def all_trainings(station: Station) -> list[TrainingRow]:
    """Return every training known here, by code."""
    return trainings.all_trainings(station.database)


def get_training(station: Station, text: str) -> TrainingRow:
    """Return a training by its code, in capitals or not; raises `UserFault("training.unknown")`."""
    found = trainings.find_training(station.database, text.strip())
    if found is None:
        wanted = text.strip().casefold()
        alike = [row for row in trainings.all_trainings(station.database) if (row.code or "").casefold() == wanted]
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        raise UserFault("training.unknown", next_step=NextStep.MEND_INPUT)
    return found


def all_sessions(station: Station, *, on: str | None = None) -> list[SessionRow]:
    """Return sessions in the order of day and beginning; `on` limits to one day (YYYY-MM-DD)."""
    return trainings.all_sessions(station.database, on=on)


def attendance_of(station: Station, session: SessionRow) -> list[AttendanceRow]:
    """Return all who were marked at a session, present or undone, by name."""
    return trainings.attendance_of(station.database, session.id)


def find_people(station: Station, text: str, *, limit: int) -> list[PersonRow]:
    """Return whom a name, pinyin, initials or a phone's tail can mean, the likeliest first.

    Raises `UserFault("search.nothing-to-look-for")` when nothing of the text can be searched.
    """
    if not query_key(text):
        raise UserFault("search.nothing-to-look-for", next_step=NextStep.MEND_INPUT)
    return people.search_people(station.database, text, limit=limit)


def all_people(station: Station, *, county: str | None = None) -> list[PersonRow]:
    """Return the register by name, of one county (six digits) or of all."""
    return people.all_people(station.database, county)


def disagreements_of(station: Station, person: PersonRow) -> dict[str, list[Any]]:
    """Return the fields of a person on which two words stand, with both."""
    state = station.state("person", person.id)
    return {name: state.values(name) for name in state.disagreements()}


def links_of(station: Station, person: PersonRow) -> list[LinkRow]:
    """Return every decision that was made about this registration and another."""
    rows = []
    for one, other, is_same, reason in people.linked_with(station.database, person.id):
        sister = other if one == person.id else one
        known = people.find_person(station.database, sister)
        rows.append(LinkRow(sister, known.name if known else None, is_same, reason))
    return rows


def all_laptops(station: Station) -> list[LaptopRow]:
    """Return the enrolled laptops, by name."""
    return laptops.all_laptops(station.database)


def all_exchanged(station: Station) -> Sequence[ExchangedRow]:
    """Return every file that went out or came in, newest first."""
    return laptops.all_exchanged(station.database)


def latest_commands(station: Station, count: int) -> list[CommandRow]:
    """Return the latest commands of this station, newest first; an undo is one too."""
    return station.commands.latest(count)


def all_forms(station: Station) -> list[FormRow]:
    """Return every version of every form that is here."""
    return forms.all_forms(station.database)
