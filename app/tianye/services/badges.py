"""Badges on paper: one for each person, signed by headquarters, with her name only where she agreed to be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tianye.documents.badge_sheets import BadgeCard, make_badge_sheet
from tianye.documents.paper import PaperLanguage
from tianye.domain import badges
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.people import Label
from tianye.domain.trainings import NEUTRAL_TITLE, shown_title
from tianye.services import assets, registration
from tianye.services.consented import Gate
from tianye.services.lists import today
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import trainings
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import TrainingRow

_FIELDS: Final = ("name", "name_bo", "place", "organisation")
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class BadgesWritten:
    """A sheet of badges: how many, and how many of them bear no name because its owner did not agree to be listed."""

    path: Path
    badges: int
    nameless: int


def write_badges(
    station: Station,
    people: Sequence[PersonRow],
    path: Path,
    *,
    training: TrainingRow | None = None,
    language: Language = "zh",
) -> BadgesWritten:
    """Write the badges of people as HTML for printing, one each, in the order given.

    They are headed with the training they are for; without one with the programme of the county, where it has exactly
    one; a sensitive training is an «activity». Without consent to be listed a badge has a line for the pen instead of
    the name. No telephone, no number, no sex.

    Only headquarters signs badges. Raises `UserFault`: `badge.nobody`, `station.wrong-role`, `file.exists`.
    """
    wanted = {person.id: person for person in people if not person.is_void}
    if not wanted:
        raise UserFault("badge.nobody", next_step=NextStep.MEND_INPUT)
    paper = PaperLanguage(language)
    gate, day = Gate(station), today(station).isoformat()
    headings = _headings(station) if training is None else {}
    otherwise = NEUTRAL_TITLE if training is None else _title(training)
    cards = []
    for person in wanted.values():
        allowed = gate.allowed(person.id, _FIELDS, day)
        county = assets.places().county_of(person.place or "")
        heading = headings.get(county.code if county else "", otherwise)
        cards.append(
            BadgeCard(
                heading=heading.zh if paper is PaperLanguage.CHINESE else heading.en,
                county=county.name if county and "place" in allowed else "",
                name=(person.name or "") if "name" in allowed else "",
                qr_text=registration.badge_text(station, person.id),
                short_code=badges.short_code(person.id),
                name_bo=person.name_bo if "name_bo" in allowed else None,
                from_where=_from_where(person) if allowed.issuperset(("place", "organisation")) else None,
            )
        )
    files.save_bytes(path, make_badge_sheet(cards, paper).encode())
    return BadgesWritten(path, len(cards), sum(not card.name for card in cards))


def _headings(station: Station) -> dict[str, Label]:
    """Return what badges of a county are headed with: its programme, where it has exactly one.

    A programme with nothing but sensitive activities there is not named (D10).
    """
    found: dict[str, set[Label]] = {}
    for training in trainings.all_trainings(station.database):
        if training.county and not training.is_sensitive:
            title = _title(training)
            if training.programme is not None:
                programme = station.state("programme", training.programme)
                title = shown_title(programme.get("title_zh"), programme.get("title_en"), is_sensitive=False)
            found.setdefault(training.county, set()).add(title)
    return {county: headings.pop() for county, headings in found.items() if len(headings) == 1}


def _title(training: TrainingRow) -> Label:
    return shown_title(training.title_zh, training.title_en, is_sensitive=training.is_sensitive)


def _from_where(person: PersonRow) -> str:
    return person.organisation or _place_name(person.place or "")


def _place_name(code: str) -> str:
    found = assets.places().find(code) if code else None
    return found.name if found else ""
