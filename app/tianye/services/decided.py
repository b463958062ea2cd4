"""What was decided at this station, newest first, so that a decision can be looked at again and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import KINDS
from tianye.domain.ops import decode_fields, decode_header
from tianye.services.corrections import chosen_words
from tianye.services.review import Mentioned, mention
from tianye.services.station import Station
from tianye.store.commands import CommandRow
from tianye.store.queries import review as waiting


class Verdict(StrEnum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"
    VALUE = "value"
    PRESENT = "present"
    ABSENT = "absent"


_COMMANDS: Final = ("link", "unlink", "decide field", "settle attendance")
_SPOKEN: Final = {
    "person.linked": Verdict.SAME,
    "person.unlinked": Verdict.DIFFERENT,
    "attendance.marked": Verdict.PRESENT,
    "attendance.unmarked": Verdict.ABSENT,
}
SHOWN: Final = 300
"""So many decisions are looked at again; older ones stay in the log."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: the command to undo it by, whom it is about, the field and value that stand where it chose one."""

    command: bytes
    verdict: Verdict
    about: tuple[Mentioned, ...]
    field: str
    value: Any
    operator: str | None
    at_ms: int
    is_undone: bool


def list_decided(station: Station, limit: int = SHOWN) -> list[Decided]:
    """Return the latest decisions of this station, newest first; those taken back say so."""
    operators = waiting.operator_names(station.database)
    rows = station.commands.latest_named(_COMMANDS, limit)
    found = [_decided(station, row, operators) for row in rows if row.undoes is None]
    return [one for one in found if one is not None]


def _decided(station: Station, row: CommandRow, operators: dict[bytes, str]) -> Decided | None:
    for sealed in station.log.run(station.identity.run, row.first, row.last):
        header = decode_header(sealed.header)
        fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
        type_ = KINDS[header.kind].subject
        if type_ == "link":
            ids = [("person", header.subject[:ID_BYTES]), ("person", header.subject[ID_BYTES:])]
        elif type_ == "attendance":
            ids = [("session", header.subject[:ID_BYTES]), ("person", header.subject[ID_BYTES:])]
        else:
            ids = [(type_, header.subject)]
        field, value = next(iter(fields.items()), ("", None)) if header.kind not in _SPOKEN else ("", None)
        if type_ == "response" and isinstance(value, dict):
            value = chosen_words(station, header.subject, value, header.supersedes.get(field, ()))
        return Decided(
            row.id,
            _SPOKEN.get(header.kind, Verdict.VALUE),
            tuple(mention(station, kind, one) for kind, one in ids),
            field,
            value,
            operators.get(header.operator),
            row.wall_ms,
            station.commands.undone_by(row.id) is not None,
        )
    return None
