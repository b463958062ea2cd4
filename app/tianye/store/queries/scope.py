"""Which subjects a laptop needs: its own counties' people and plan, nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from tianye.store.database import Database


def subjects_in_scope(database: Database, counties: Sequence[str], device: bytes) -> list[int]:
    """Return the local numbers of all subjects a laptop for these counties is to hold, sorted.

    People by place of residence; people from elsewhere only if they attended a training of these counties. Plans,
    venues and sessions by the training's county; all programmes and forms; organisations that host, or that these
    people belong to; headquarters and the laptop itself; never another laptop, an answer or a refused scan.
    """
    marks = ", ".join("?" * len(counties))
    found = database.rows(
        f"""
        WITH wanted_training AS (SELECT no, programme, venue, host FROM training WHERE county IN ({marks})),
        wanted_session AS (
            SELECT session.no, session.venue FROM session JOIN wanted_training ON wanted_training.no = session.training
        ),
        wanted_person AS (
            SELECT no FROM person WHERE substr(place, 1, 6) IN ({marks})
            UNION
            SELECT attendance.person FROM attendance JOIN wanted_session ON wanted_session.no = attendance.session
        )
        SELECT no FROM programme
        UNION SELECT no FROM form
        UNION SELECT no FROM wanted_training
        UNION SELECT no FROM wanted_session
        UNION SELECT venue FROM wanted_session
        UNION SELECT venue FROM wanted_training
        UNION SELECT no FROM venue WHERE substr(place, 1, 6) IN ({marks})
        UNION SELECT host FROM wanted_training
        UNION SELECT no FROM organisation WHERE substr(place, 1, 6) IN ({marks})
        UNION SELECT no FROM wanted_person
        UNION SELECT organisation FROM person WHERE no IN wanted_person
        UNION SELECT household FROM person WHERE no IN wanted_person
        UNION SELECT attendance.subject FROM attendance JOIN wanted_session ON wanted_session.no = attendance.session
        UNION SELECT link.no FROM link WHERE one IN wanted_person AND other IN wanted_person
        UNION SELECT laptop.no FROM laptop JOIN subject USING (no) WHERE role = 'hq' OR subject.id = ?
        """,
        [*counties, *counties, *counties, *counties, device],
    )
    return sorted(int(number) for (number,) in found if number is not None)


def count_people(database: Database, subjects: Sequence[int]) -> int:
    """Return how many of some subjects are people whose registration stands."""
    wanted = set(subjects)
    return sum(number in wanted for (number,) in database.rows("SELECT no FROM person WHERE is_void = 0"))
