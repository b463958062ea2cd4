"""What an id stands for: a person or a session, or the fault that there is none here; the stations by their names."""

from __future__ import annotations

from tianye.domain import branches
from tianye.domain.errors import NextStep, UserFault
from tianye.services.station import Station
from tianye.store.queries import people, review, trainings
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow


def get_person(station: Station, person: bytes) -> PersonRow:
    """Return a person, also one whose registration was undone; raises `UserFault("person.unknown")`."""
    row = people.find_person(station.database, person)
    if row is None:
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)
    return row


def get_session(station: Station, session: bytes) -> SessionRow:
    """Return a session; raises `UserFault("session.unknown")`."""
    row = trainings.find_session(station.database, session)
    if row is None:
        raise UserFault("session.unknown", next_step=NextStep.MEND_INPUT)
    return row


def station_names(station: Station) -> dict[bytes, str]:
    """Return the names of the stations known here by device id, this one by the name it has itself."""
    identity = station.identity
    own = dict.fromkeys((identity.device, identity.run), identity.name)
    names = review.station_names(station.database) | own
    # what the copy of a laptop wrote was written by a laptop of that name
    device_of = branches.device_of
    branched = {run: names[device_of(name)] for run, name in station.log.branches.items() if device_of(name) in names}
    return branched | names
