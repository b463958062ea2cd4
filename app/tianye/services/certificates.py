"""Certificates: for each person who completed a training by the rule the figures count by, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal, NamedTuple

from tianye.documents.certificates import Certificate, make_certificates
from tianye.documents.paper import PaperLanguage
from tianye.domain.consent import ConsentState, PurposeKind
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import ID_BYTES, to_text
from tianye.domain.indicators import Facts, Period, Rules, Scope
from tianye.domain.indicators.presence import Activity, find_presence
from tianye.domain.trainings import shown_title
from tianye.services import assets
from tianye.services.consented import Gate
from tianye.services.lists import today
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import people, trainings
from tianye.store.queries.facts import load_facts
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import TrainingRow

_NUMBER_DOMAIN: Final = b"tianye/certificate/1\0"
_FIELDS: Final = ("name", "name_bo", "name_latin")
_AGAINST: Final = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class CertificatesWritten:
    """A file of certificates, and who got none.

    `not_completed` took part and stayed under the share that completes the training; `held_back` completed it and did
    not agree to be listed. `held` of `planned` sessions took place.
    """

    path: Path
    certificates: int
    not_completed: int
    held_back: int
    held: int
    planned: int


class _Completion(NamedTuple):
    """One person who completed the training: her registrations, that of her first presence first, and her sessions."""

    registrations: tuple[bytes, ...]
    present: int


def write_certificates(
    station: Station, training: TrainingRow, path: Path, *, language: Literal["zh", "en"] = "zh"
) -> CertificatesWritten:
    """Write the certificates of a training as HTML for printing, by name.

    At headquarters and after the last session only: nowhere else all doors and links are known, and a share of what
    was held so far is no completion. A sensitive training has a neutral title, no place and no host. Raises
    `UserFault`: `station.wrong-role`, `certificate.not-over`, `certificate.nobody`, `file.exists`.
    """
    if station.identity.role != "hq":
        raise UserFault("station.wrong-role", next_step=NextStep.ASK_HEADQUARTERS, needed="hq")
    activity, completed, not_completed = _presence(station, training, today(station))
    gate, paper = Gate(station), PaperLanguage(language)
    shown = [(row, one) for one in completed if (row := _find_listed(gate, one, activity)) is not None]
    held_back = len(completed) - len(shown)
    if not shown:
        raise UserFault(
            "certificate.nobody", next_step=NextStep.MEND_INPUT, not_completed=not_completed, held_back=held_back
        )
    order = {row.id: place for place, row in enumerate(people.all_people(station.database))}
    shown.sort(key=lambda pair: order[pair[0].id])
    blank = _blank(station, training, activity, paper)
    made = [_filled(station, blank, training, row, one) for row, one in shown]
    files.save_bytes(path, make_certificates(made, paper).encode())
    return CertificatesWritten(path, len(made), not_completed, held_back, len(activity.held), len(activity.sessions))


def _presence(station: Station, training: TrainingRow, day: date) -> tuple[Activity, list[_Completion], int]:
    """Return the training as it was held, who completed it, and how many took part and did not."""
    planned = [row for row in trainings.all_sessions(station.database) if row.training == training.id]
    facts = load_facts(station.database)
    sessions = {session.id: session for session in facts.sessions if session.training == training.id}
    to_come = sum(row.held_on is None for row in planned)
    to_come += sum(one.on > day or (one.on == day and not one.is_held) for one in sessions.values())
    if to_come:
        raise UserFault("certificate.not-over", next_step=NextStep.RETRY, to_come=to_come)
    of_training = Facts(
        trainings=[one for one in facts.trainings if one.id == training.id],
        sessions=list(sessions.values()),
        attendances=[one for one in facts.attendances if one.session in sessions],
        links=facts.links,
    )
    presence = find_presence(of_training, Scope(), Period(), Rules())
    (activity,) = presence.activities
    place = {session.id: rank for rank, session in enumerate(activity.sessions)}
    registrations: dict[bytes, list[bytes]] = {}
    for attendance in sorted(of_training.attendances, key=lambda one: (place[one.session], one.person)):
        person = presence.representative.get(attendance.person, attendance.person)
        registrations.setdefault(person, []).append(attendance.person)
    for registration, person in sorted(presence.representative.items()):
        if person in registrations:
            registrations[person].append(registration)
    completed = [
        _Completion(tuple(dict.fromkeys(registrations[person])), bits.bit_count())
        for person, bits in activity.slots.items()
        if activity.share(bits).has_completed
    ]
    return activity, completed, len(registrations) - len(completed)


def _find_listed(gate: Gate, one: _Completion, activity: Activity) -> PersonRow | None:
    """Return the registration whose name goes on the certificate; None where none may.

    Linked registrations are one person, so a refusal or withdrawal under any of them holds for all.
    """
    known = [row for registration in one.registrations if (row := gate.find_person(registration)) is not None]
    if any(row.consents.get(PurposeKind.ATTENDANCE) in _AGAINST for row in known):
        return None
    day = activity.last_on.isoformat() if activity.last_on else None
    return next((row for row in known if row.name and "name" in gate.allowed(row.id, _FIELDS, day)), None)


def _blank(station: Station, training: TrainingRow, activity: Activity, paper: PaperLanguage) -> Certificate:
    """Return what all certificates of a training say alike."""
    held = activity.held
    lengths = [
        session.ends_min - session.begins_min
        for session in held
        if session.begins_min is not None and session.ends_min is not None
    ]
    title = shown_title(training.title_zh, training.title_en, is_sensitive=training.is_sensitive)
    return Certificate(
        number="",
        name="",
        title=title.zh if paper is PaperLanguage.CHINESE else title.en,
        first_on=held[0].on,
        last_on=held[-1].on,
        days=len({session.on for session in held}),
        present=0,
        held=len(held),
        issued_on=today(station),
        minutes=sum(lengths) if len(lengths) == len(held) else None,
        place="" if training.is_sensitive else _place(station, training, paper),
        host="" if training.is_sensitive else _host(station, training),
    )


def _filled(
    station: Station, blank: Certificate, training: TrainingRow, person: PersonRow, one: _Completion
) -> Certificate:
    return replace(
        blank,
        number=_number(training.id, person.id),
        name=person.name or "",
        name_bo=person.name_bo,
        name_latin=station.state("person", person.id).get("name_latin"),
        present=one.present,
    )


def _number(training: bytes, person: bytes) -> str:
    """Return the number of a certificate: the same whenever it is printed, and nothing can be read from it."""
    text = to_text(blake2b(_NUMBER_DOMAIN + training + person, digest_size=ID_BYTES).digest())
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _place(station: Station, training: TrainingRow, paper: PaperLanguage) -> str:
    county = assets.places().find(training.county) if training.county else None
    venues = {row.venue for row in trainings.all_sessions(station.database) if row.training == training.id}
    venue = venues.pop() if len(venues) == 1 else None
    return ("，" if paper is PaperLanguage.CHINESE else ", ").join(
        filter(None, (county.name if county else None, venue))
    )


def _host(station: Station, training: TrainingRow) -> str:
    return "" if training.host is None else station.state("organisation", training.host).get("name") or ""
