"""A laptop with a session and people, for tests that then do it harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tianye.domain.errors import WorldFault
from tianye.exchange import keys
from tianye.services import checkin, registration
from tianye.services.station import Command, Station, World
from tianye.store import check
from tianye.store.queries.people import all_people
from town import PASSPHRASE, TownClock, write_as_headquarters

SESSION = "YS-am"


def world(moment: str = "2026-06-12 08:30") -> World:
    """Return a world with a clock of its own and cheap keys."""
    clock = TownClock(0)
    clock.set(moment)
    return World(wall_ms=clock, cost=keys.CHEAP)


def found_laptop(folder: Path, people: int) -> None:
    """Make a data folder with one session and some people, closed again."""
    told = {"name": "玉树", "operator": "填表人", "passphrase": PASSPHRASE}
    with Station.create(folder, "laptop", **told, world=world()) as station, _planning(station) as command:
        session = command.new_subject()
        command.add("session.planned", session, {"code": SESSION, "on": "2026-06-12"}, is_new=True)
        for number in range(people):
            fields = registration.make_fields({"name": "卓玛", "phone": f"139970{number:05d}", "sex": "女"})
            registration.add_person(station, command, fields, {})


@contextmanager
def _planning(station: Station) -> Iterator[Command]:
    write_as_headquarters(station)
    with station.command("plan") as command:
        yield command


def open_laptop(folder: Path, moment: str = "2026-06-12 09:00") -> Station:
    """Open that folder."""
    return Station.open(folder, PASSPHRASE, world(moment))


def check_in_next(station: Station) -> bytes:
    """Check in one person who is not here yet and return her id."""
    session = checkin.get_session(station, SESSION)
    here = present(station)
    person = next(row for row in all_people(station.database) if row.id not in here)
    checked = checkin.admit(station, session, person, "search")
    assert checked.outcome is checkin.Outcome.ADMITTED
    return person.id


def present(station: Station) -> set[bytes]:
    """Return who is present."""
    return {
        bytes(person)
        for (person,) in station.database.rows(
            "SELECT id FROM attendance JOIN subject ON subject.no = person WHERE is_present"
        )
    }


def assert_sound(station: Station) -> None:
    """Check structure, pages, chains and heads, and that the read tables are what the log comes to."""
    for look in (check.structure, check.pages, check.ends, check.chains, check.contents):
        assert list(look(station.database)) == []
    before = check.fingerprints(station.database)
    with station.database.atomic():
        station.projections.rebuild()
        assert check.fingerprints(station.database) == before


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return every file below a folder with what is in it, but for the lock, which only marks who is in."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def code_of_opening(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """Try to open a folder that cannot be opened; return the code it is refused with."""
    try:
        with Station.open(folder, passphrase, world()):
            return "opened"
    except WorldFault as fault:
        return fault.code
