"""What exports ask for beside the lists every screen shows."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database


class NamelessRow(NamedTuple):
    """Somebody who was at a session and gave no name; `arrived` in minutes of the day."""

    id: bytes
    sex: str | None
    age_group: str | None
    arrived: int | None


def nameless_at(database: Database, session: bytes) -> list[NamelessRow]:
    """Return those at a session who gave no name, in the order of their random ids."""
    return [
        NamelessRow(*row)
        for row in database.rows(
            "SELECT me.id, sex, age_group, arrived FROM anonymous JOIN subject AS me ON me.no = anonymous.no "
            "JOIN subject AS place ON place.no = anonymous.session WHERE place.id = ? AND NOT is_void ORDER BY me.id",
            (session,),
        )
    ]
