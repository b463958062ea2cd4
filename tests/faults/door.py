"""A door that checks people in until it is killed: `python door.py FOLDER SESSION PASSPHRASE`.

Writes a person's id once her check-in has returned, and only then; it is told from outside when to stop.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tianye.domain.ids import to_text
from tianye.services import checkin
from tianye.services.station import Station
from tianye.store.queries.people import all_people


def tell(line: str) -> None:
    """Hand a line to whoever listens, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, code, passphrase = sys.argv[1:]
    with Station.open(Path(folder), passphrase) as station:
        session = checkin.get_session(station, code)
        tell("open")
        for person in all_people(station.database):
            if checkin.admit(station, session, person, "search").outcome is checkin.Outcome.ADMITTED:
                tell(to_text(person.id))


if __name__ == "__main__":
    main()
