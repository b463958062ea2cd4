"""Reading what a door needs at every key: who of some people is here, who came last, how many of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tianye.domain.kinds import MARKED
from tianye.domain.ops import decode_header
from tianye.store.database import Database


class Mark(NamedTuple):
    """How one person stands at one session; minutes of the day, None where nobody said."""

    arrived: int | None
    departed: int | None


class Presence(NamedTuple):
    """How many are here: women and men with or without a name, others; how many gave no name, or were new today."""

    women: int
    men: int
    others: int
    without_name: int
    walk_ins: int

    @property
    def here(self) -> int:
        """All of them."""
        return self.women + self.men + self.others


class ArrivalRow(NamedTuple):
    """One person who came: number and how; `arrived` is the minute of the day."""

    person: int
    arrived: int | None
    departed: int | None
    how: str | None


def marks_at(database: Database, session: int, people: Sequence[int]) -> dict[int, Mark]:
    """Return, of some people, those who are present at a session."""
    marks = ", ".join("?" * len(people))
    return {
        person: Mark(arrived, departed)
        for person, arrived, departed in database.rows(
            "SELECT person, arrived, departed FROM attendance "
            f"WHERE session = ? AND is_present AND person IN ({marks})",
            (session, *people),
        )
    }


def presence_at(database: Database, session: int) -> Presence:
    """Return who is here, counted."""
    named = dict.fromkeys(("f", "m", None), 0)
    walk_ins = without_name = 0
    for sex, how, count in database.rows(
        "SELECT sex, how, count(*) FROM attendance LEFT JOIN person ON person.no = attendance.person "
        "WHERE session = ? AND is_present GROUP BY sex, how",
        (session,),
    ):
        named[sex if sex in ("f", "m") else None] += count
        walk_ins += count if how == "walk_in" else 0
    for sex, count in database.rows(
        "SELECT sex, count(*) FROM anonymous WHERE session = ? AND NOT is_void GROUP BY sex", (session,)
    ):
        named[sex if sex in ("f", "m") else None] += count
        without_name += count
    return Presence(named["f"], named["m"], named[None], without_name, walk_ins)


def latest_arrivals(database: Database, session: int, device: bytes, limit: int) -> list[ArrivalRow]:
    """Return who came last, the latest first: in the order of writing, since a clock may have been turned back.

    `device` is this station; whom only others marked come after those who were marked here.
    """
    found: dict[int, ArrivalRow] = {}
    for header, *row in database.rows(
        "SELECT operation.header, person, arrived, departed, how FROM attendance "
        "JOIN operation ON operation.subject = attendance.subject AND operation.state = 0 "
        "WHERE session = ? AND is_present "
        "ORDER BY operation.id >> 32 = (SELECT no FROM device WHERE device.id = ?) DESC, operation.id DESC",
        (session, device),
    ):
        arrival = ArrivalRow(*row)
        if arrival.person not in found and decode_header(header).kind == MARKED:
            found[arrival.person] = arrival
            if len(found) == limit:
                break
    return list(found.values())


def expected_before(database: Database, session: int) -> frozenset[int]:
    """Return the people who came to any other session of the same training: those who may be expected at this one."""
    return frozenset(
        number
        for (number,) in database.rows(
            "SELECT DISTINCT attendance.person FROM session JOIN session AS sister "
            "ON sister.training = session.training AND sister.no <> session.no "
            "JOIN attendance ON attendance.session = sister.no AND is_present WHERE session.no = ?",
            (session,),
        )
    )


def present_at(database: Database, session: int) -> frozenset[int]:
    """Return the numbers of the people who are here."""
    return frozenset(
        number
        for (number,) in database.rows("SELECT person FROM attendance WHERE session = ? AND is_present", (session,))
    )
