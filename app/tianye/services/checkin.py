"""At the door: who comes in, by badge, by name, by phone, as a walk-in, without a name; and what was refused.

A check-in is durable when these functions return. A refusal is an outcome, not an exception, and is kept as a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tianye.domain import badges
from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import from_text
from tianye.domain.indicators import Rules, age_groups
from tianye.domain.kinds import attendance_subject
from tianye.domain.names import normal_name
from tianye.exchange import keys
from tianye.services import held_answers, pinning, registration
from tianye.services.station import Command, Done, Station
from tianye.store.queries import people, trainings
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow

AGE_GROUPS = tuple(age_groups(Rules().age_groups))


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The answer at the door.

    `person` is set where one was found; `candidates` where several were; `arrived` is the minute of the day;
    `command` undoes it.
    """

    outcome: Outcome
    person: PersonRow | None = None
    candidates: tuple[PersonRow, ...] = ()
    arrived: int | None = None
    command: bytes | None = None
    changes: Changes = field(default_factory=Changes)


def get_session(station: Station, text: str) -> SessionRow:
    """Return a session by its code, in capitals or not, or its id; raises `UserFault("session.unknown")`."""
    found = trainings.find_session(station.database, text.strip())
    if found is None:
        try:
            found = trainings.find_session(station.database, from_text(text))
        except UserFault:
            found = None
    if found is None:
        wanted = text.strip().casefold()
        alike = [row for row in trainings.all_sessions(station.database) if (row.code or "").casefold() == wanted]
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        raise UserFault("session.unknown", next_step=NextStep.MEND_INPUT)
    return found


def open_session(station: Station, session: SessionRow) -> Done:
    """Say that the session is being held at this laptop's door; saying it twice changes nothing."""
    with station.command("open session") as command:
        command.add_if_changed("session.opened", session.id, {_own_door(station): "open"})
    return command.done


def close_session(station: Station, session: SessionRow) -> Done:
    """Say that this laptop's door of the session is closed; late marks are still taken.

    A door that was never open stays as it is. Anonymous answers of the session enter the log now, in random order.
    """
    door = _own_door(station)
    with station.command("close session") as command:
        if station.state("session", session.id).get(door) == "open":
            command.add("session.closed", session.id, {door: "closed"})
        held_answers.release_held(station, command, session=session.id)
    return command.done


def own_door_state(station: Station, session: SessionRow) -> str | None:
    """Return whether this laptop's door of the session is `open` or `closed`; None where it never was open."""
    said = station.state("session", session.id).get(_own_door(station))
    return said if isinstance(said, str) else None


def is_door_closed(station: Station, session: SessionRow) -> bool:
    """Tell whether this laptop's door of the session was closed and not opened again."""
    return bool(station.state("session", session.id).get(_own_door(station)) == "closed")


def check_in(station: Station, session: SessionRow, who: str, *, at: int | None = None) -> CheckedIn:
    """Check in whoever a badge, an id or a search names: exactly one person, or nobody.

    `at` is the minute of the day (for paper lists); without it the laptop's own time is taken.
    """
    text = who.strip()
    if badges.is_badge(text):
        return _by_badge(station, session, text, at)
    person = _by_id(station, text)
    if person is not None:
        return admit(station, session, person, "id", at=at)
    candidates = people.search_people(station.database, text, session=session.no)
    exact = [row for row in candidates if row.name and normal_name(row.name) == normal_name(text)]
    chosen = exact if len(exact) == 1 else candidates
    if len(chosen) == 1:
        how = "phone" if text.isdecimal() else "search"
        return admit(station, session, chosen[0], how, at=at)
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_ON_LIST
    return CheckedIn(outcome, candidates=tuple(candidates))


def admit(station: Station, session: SessionRow, person: PersonRow, how: str, *, at: int | None = None) -> CheckedIn:
    """Mark a person as arrived; a second mark at this laptop says so and writes nothing."""
    subject = attendance_subject(session.id, person.id)
    state = station.state("attendance", subject)
    marks = state.claims.get("mark", ())
    if marks:
        return CheckedIn(Outcome.ALREADY_IN, person, arrived=_arrival(marks[0].value))
    minute = _minute(station) if at is None else at
    with station.command("check-in") as command:
        _open_door(station, command, session)
        command.add(
            "attendance.marked",
            subject,
            {"mark": {"arrived": minute, "how": how}},
            owner=person.id,
            supersedes={"undone": state.standing("undone")},
        )
    done = command.done
    return CheckedIn(Outcome.ADMITTED, person, arrived=minute, command=done.command, changes=done.changes)


def leave(station: Station, session: SessionRow, person: PersonRow, *, at: int | None = None) -> Done:
    """Note when a person left; several notes stand side by side and the latest counts."""
    minute = _minute(station) if at is None else at
    with station.command("check-out") as command:
        command.add(
            "attendance.left",
            attendance_subject(session.id, person.id),
            {"left": minute},
            owner=person.id,
            supersedes={},
        )
    return command.done


def walk_in(
    station: Station,
    session: SessionRow,
    fields: Mapping[str, Any],
    consents: Mapping[str, str] | None = None,
    *,
    at: int | None = None,
) -> CheckedIn:
    """Register somebody new and check her in: one command, so one undo."""
    minute = _minute(station) if at is None else at
    with station.command("walk-in") as command:
        person = registration.add_person(station, command, fields, consents or {})
        _open_door(station, command, session)
        command.add(
            "attendance.marked",
            attendance_subject(session.id, person),
            {"mark": {"arrived": minute, "how": "walk_in"}},
            owner=person,
            is_new=True,
        )
    done = command.done
    return CheckedIn(
        Outcome.ADMITTED,
        people.find_person(station.database, person),
        arrived=minute,
        command=done.command,
        changes=done.changes,
    )


def walk_in_without_name(
    station: Station, session: SessionRow, *, sex: str | None, age_group: str | None, at: int | None = None
) -> Done:
    """Count somebody who gives no name: sex and age group only, with an id of her own (PIPL 16)."""
    if sex not in (None, "f", "m"):
        raise UserFault("anonymous.bad-sex", next_step=NextStep.MEND_INPUT)
    if age_group is not None and age_group not in AGE_GROUPS:
        raise UserFault("anonymous.bad-age-group", next_step=NextStep.MEND_INPUT, allowed=list(AGE_GROUPS))
    with station.command("check-in without a name") as command:
        _open_door(station, command, session)
        subject = command.new_subject(owns_data=True)
        fields: dict[str, Any] = {"session": session.id, "arrived": _minute(station) if at is None else at}
        if sex:
            fields["sex"] = sex
        if age_group:
            fields["age_group"] = age_group
        command.add("anonymous.attended", subject, fields, owner=subject, is_new=True)
    return command.done


def counts(station: Station, session: SessionRow) -> tuple[int, int]:
    """Return how many persons and how many without a name are present."""
    return trainings.counts_of(station.database, session.id)


def _by_badge(station: Station, session: SessionRow, text: str, at: int | None) -> CheckedIn:
    found = _whose(station, text)
    if isinstance(found, Outcome):
        return _refuse(station, session, text, found, at)
    return admit(station, session, found, "badge", at=at)


def badge_owner(station: Station, text: str) -> PersonRow | None:
    """Return whose badge a text is, None where it is none of ours or of nobody known; nothing is recorded."""
    found = _whose(station, text)
    return None if isinstance(found, Outcome) else found


def _whose(station: Station, text: str) -> PersonRow | Outcome:
    try:
        badge = badges.decode(text)
    except UserFault:
        return Outcome.UNKNOWN_BADGE
    publics = pinning.signing_keys(station)
    if not any(keys.check_badge(badge.person, badge.signature, badges.SIGNING_DOMAIN, one) for one in publics):
        return Outcome.FORGED_BADGE
    person = people.find_person(station.database, badge.person)
    return Outcome.NOT_ON_LIST if person is None or person.is_void else person


def _by_id(station: Station, text: str) -> PersonRow | None:
    person = registration.find_by_code(station, text)
    return None if person is None or person.is_void else person


def _refuse(station: Station, session: SessionRow, raw: str, outcome: Outcome, at: int | None) -> CheckedIn:
    with station.command("refuse scan") as command:
        subject = command.new_subject(owns_data=True)
        command.add(
            "scan.refused",
            subject,
            {
                "session": session.id,
                "outcome": str(outcome),
                "raw": raw[:400],
                "minute": _minute(station) if at is None else at,
            },
            owner=subject,
            is_new=True,
        )
    done = command.done
    return CheckedIn(outcome, command=done.command, changes=done.changes)


def _open_door(station: Station, command: Command, session: SessionRow) -> None:
    door = _own_door(station)
    if station.state("session", session.id).get(door) is None:
        command.add("session.opened", session.id, {door: "open"})


def _own_door(station: Station) -> str:
    return f"door/{station.identity.door.hex()}"


def _minute(station: Station) -> int:
    shown = station.local_time()
    return shown.hour * 60 + shown.minute


def _arrival(mark: object) -> int | None:
    arrived = mark.get("arrived") if isinstance(mark, dict) else None
    return arrived if isinstance(arrived, int) else None
