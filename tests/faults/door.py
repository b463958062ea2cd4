"""A door that checks people in until it is killed: `python door.py FOLDER SESSION PASSPHRASE`.

Prints a person's id once her check-in has returned, and only then; it is told from outside when to stop.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tianye.domain.ids import to_text
from tianye.services import checkin
from tianye.services.station import Station
from tianye.store.queries.people import all_people


def main() -> None:
    folder, code, passphrase = sys.argv[1:]
    with Station.open(Path(folder), passphrase) as station:
        session = checkin.get_session(station, code)
        print("open", flush=True)
        for person in all_people(station.database):
            if checkin.admit(station, session, person, "search").outcome is checkin.Outcome.ADMITTED:
                print(to_text(person.id), flush=True)


if __name__ == "__main__":
    main()
