"""The kiosk at the door: one answer for everybody who comes, and the two locks that keep her there.

What leaves this module for a screen is a name, its Tibetan form and a mark, never a row of the register: the kiosk
stands open to everybody. The PIN is a barrier of the screen, not of cryptography: it keeps a passer-by from the rest
of the program while the data folder stays open, and whoever takes the laptop apart does not meet it. The passphrase is
checked against the folder's own keys and kept nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.names import pinyin_of
from tianye.services import checkin
from tianye.services.checkin import AGE_GROUPS, CheckedIn
from tianye.services.faces import mark_of
from tianye.services.founding import Rights
from tianye.services.known import get_session
from tianye.services.registration import find_by_code
from tianye.services.station import Station
from tianye.store.queries import people, trainings
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow

__all__ = ["AGE_GROUPS", "MOST_TILES", "Answer", "Doorway", "Found", "Reply", "Sitting", "Tile"]

MOST_TILES: Final = 6
_PIN_DIGITS: Final = (4, 5, 6)
_RUNS: Final = ("01234567890", "09876543210")
"""What a finger finds first."""
_PIN_SETTING: Final = "kiosk_pin"
_SALT_BYTES: Final = 16
_WITHOUT_TIBETAN: Final = "43"
"""Hunan: nobody there reads Tibetan."""


class Reply(StrEnum):
    """What the kiosk answers; the first six are the door's own outcomes."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"
    NOT_ON_LIST = "not_on_list"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_BADGE = "unknown_badge"
    FORGED_BADGE = "forged_badge"
    CLOSED = "closed"
    WITHOUT_NAME = "without_name"


@dataclass(frozen=True, slots=True)
class Answer:
    """One big answer: the name and mark where one person is meant; `arrived` is the minute; `command` undoes it."""

    reply: Reply
    name: str = ""
    name_bo: str = ""
    mark: int | None = None
    arrived: int | None = None
    command: bytes | None = None
    changes: Changes = field(default_factory=Changes)


class Tile(NamedTuple):
    """A person in the search of the kiosk: `person` is her id, and nothing else of her but name and mark."""

    person: bytes
    name: str
    name_bo: str
    mark: int


class Found(NamedTuple):
    """The likeliest tiles, at most `MOST_TILES`; `has_more` asks for one more letter."""

    tiles: tuple[Tile, ...]
    has_more: bool


class Sitting(NamedTuple):
    """A session of today to choose from; times are minutes of the day."""

    id: bytes
    title_zh: str
    title_en: str
    begins: int | None
    ends: int | None


@dataclass(frozen=True, slots=True)
class Doorway:
    """What stands on the scan screen: the session, how many are in, whether this laptop's door is open, who can read.

    A sensitive training has no title here: the screen is read by everybody.
    """

    title_zh: str
    title_en: str
    venue: str
    begins: int | None
    ends: int | None
    present: int
    is_open: bool
    has_tibetan: bool
    has_pin: bool


def doorway(station: Station, session: bytes) -> Doorway:
    """Return what the kiosk of a session shows before anybody came; raises `UserFault("session.unknown")`."""
    row = get_session(station, session)
    title_zh, title_en = _titles(row)
    return Doorway(
        title_zh,
        title_en,
        row.venue or "",
        row.begins,
        row.ends,
        sum(checkin.counts(station, row)),
        not checkin.is_door_closed(station, row),
        not (row.county or "").startswith(_WITHOUT_TIBETAN),
        station.settings.find(_PIN_SETTING) is not None,
    )


def sittings_of_today(station: Station) -> list[Sitting]:
    """Return the sessions of the day this laptop believes in, by beginning."""
    rows = trainings.all_sessions(station.database, on=station.local_time().date().isoformat())
    return [Sitting(row.id, *_titles(row), row.begins, row.ends) for row in rows]


def door_of_today(station: Station) -> bytes | None:
    """Return the session a leader's passphrase leads to: whose door is open here, else the next to end, else the last.

    None where nothing is planned for today.
    """
    now = station.local_time()
    rows = trainings.all_sessions(station.database, on=now.date().isoformat())
    being_held = [row for row in rows if checkin.own_door_state(station, row) == "open"]
    minute = now.hour * 60 + now.minute
    coming = [row for row in rows if row.ends is None or row.ends > minute]
    return next((row.id for row in (*being_held, *coming, *reversed(rows))), None)


def scan(station: Station, session: bytes, text: str) -> Answer:
    """Answer what the scanner caught, which begins as a badge does. Durable when this returns."""
    row = get_session(station, session)
    if checkin.is_door_closed(station, row):
        return Answer(Reply.CLOSED)
    return _answer(checkin.check_in(station, row, text))


def admit(station: Station, session: bytes, person: bytes) -> Answer:
    """Check in the person whose tile was pressed. Durable when this returns."""
    row = get_session(station, session)
    if checkin.is_door_closed(station, row):
        return Answer(Reply.CLOSED)
    known = people.find_person(station.database, person)
    if known is None or known.is_void:
        return Answer(Reply.NOT_ON_LIST)
    return _answer(checkin.admit(station, row, known, "search"))


def find(station: Station, session: bytes, text: str) -> Found:
    """Return whom letters, digits or a badge's short code can mean; one letter that fits many shows nobody."""
    row = get_session(station, session)
    rows = people.search_people(station.database, text, session=row.no)
    # whose whole name was typed comes before those whose name only ends like that
    rows.sort(key=lambda person: _nearness(text, person.name or ""))
    if not rows and (known := find_by_code(station, text)) is not None and not known.is_void:
        rows = [known]
    has_more = len(rows) > MOST_TILES
    if has_more and len(text.strip()) < 2:
        return Found((), True)
    return Found(tuple(_tile(person) for person in rows[:MOST_TILES]), has_more)


def count_without_name(station: Station, session: bytes, sex: str | None, age_group: str | None) -> Answer:
    """Count somebody who gives no name; raises as `checkin.walk_in_without_name`."""
    done = checkin.walk_in_without_name(station, get_session(station, session), sex=sex, age_group=age_group)
    return Answer(Reply.WITHOUT_NAME, command=done.command, changes=done.changes)


def open_door(station: Station, session: bytes) -> Changes:
    """Open this laptop's door of the session, again where it was closed."""
    return checkin.open_session(station, get_session(station, session)).changes


def close_door(station: Station, session: bytes) -> Changes:
    """Close this laptop's door of the session; the kiosk then says so to everybody who comes."""
    row = get_session(station, session)
    # a door at which nobody has come in yet was never said to be open
    opened = checkin.open_session(station, row).changes
    return opened.merged(checkin.close_session(station, row).changes)


# ---- the two locks -----------------------------------------------------------------------------------------------


def is_pin(text: str) -> bool:
    """Tell whether a text can be a PIN: four to six digits, not all the same, and not counted up or down (1234)."""
    if not (text.isascii() and text.isdecimal() and len(text) in _PIN_DIGITS):
        return False
    return not any(text in run for run in (*(digit * len(text) for digit in "0123456789"), *_RUNS))


def check_passphrase(station: Station, passphrase: str) -> None:
    """Return where the passphrase opens this folder; raises `UserFault("keys.wrong-passphrase")`. Takes a second."""
    operator = station.check_passphrase(passphrase)
    if station.identity.rights is Rights.LEADER:
        # what is written at the desk is hers who opens it, not the leader's at the door
        station.sit_down(operator)


def set_pin(station: Station, pin: str) -> None:
    """Keep a salted hash of the PIN in this folder's settings; raises `UserFault("kiosk.bad-pin")`."""
    if not is_pin(pin):
        raise UserFault("kiosk.bad-pin", next_step=NextStep.MEND_INPUT)
    salt = station.world.random(_SALT_BYTES)
    with station.writing():
        station.settings.put(_PIN_SETTING, salt + _hash(pin, salt))


def is_right_pin(station: Station, pin: str) -> bool:
    """Tell whether this is the PIN; the caller counts the tries."""
    kept = station.settings.find(_PIN_SETTING) or b""
    salt, known = kept[:_SALT_BYTES], kept[_SALT_BYTES:]
    return bool(known) and hmac.compare_digest(_hash(pin, salt), known)


def _hash(pin: str, salt: bytes) -> bytes:
    # a million PINs are guessed in a day whatever the cost: a barrier for hands at the screen, inside an encrypted file
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32)


# ---- rows into answers -------------------------------------------------------------------------------------------


def _titles(row: SessionRow) -> tuple[str, str]:
    return ("", "") if row.is_sensitive else (row.title_zh or "", row.title_en or "")


def _answer(result: CheckedIn) -> Answer:
    known = result.person if result.outcome.is_admitted else None
    return Answer(
        Reply(str(Outcome(result.outcome))),
        (known.name or "") if known else "",
        (known.name_bo or "") if known else "",
        mark_of(known.id) if known else None,
        result.arrived,
        result.command if result.outcome is Outcome.ADMITTED else None,
        result.changes,
    )


def _nearness(text: str, name: str) -> int:
    """Return 0 where what was typed is the whole name, its pinyin or initials; 1 where it begins so; else 2."""
    typed = "".join(text.split()).casefold()
    syllables = pinyin_of(name).split()
    forms = (name.casefold(), "".join(syllables), "".join(syllable[0] for syllable in syllables))
    return 0 if typed in forms else 1 if any(form.startswith(typed) for form in forms) else 2


def _tile(person: PersonRow) -> Tile:
    return Tile(person.id, person.name or "", person.name_bo or "", mark_of(person.id))
