"""Undo: reversing a command by new operations; nothing is taken out of the log.

Marks are superseded, registrations voided, fields set back to the values that stood before. What somebody has
meanwhile replaced is left alone: the later word stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.fold import State
from tianye.domain.kinds import KINDS
from tianye.domain.ops import Header, decode_fields, decode_header, reference, split_reference
from tianye.services.station import Command, Done, Station

_VOIDED_BY = {
    "person.registered": "person.voided",
    "anonymous.attended": "anonymous.voided",
    "response.finished": "response.voided",
}
_KEPT = frozenset({"scan.refused", "clock.anchored"})
"""What was seen or said cannot be unseen: these stay when their command is undone."""


def undo(station: Station, command: bytes) -> Done:
    """Reverse a command of this laptop.

    Raises `UserFault`: `undo.no-such-command`, `undo.already-undone`.
    """
    row = station.commands.find(command)
    if row is None:
        raise UserFault("undo.no-such-command", next_step=NextStep.MEND_INPUT)
    if station.commands.undone_by(command) is not None:
        raise UserFault("undo.already-undone", next_step=NextStep.NOTHING)
    sealed = list(station.log.run(station.identity.device, row.first, row.last))
    with station.command(f"undo {row.name}", undoes=command) as reversal:
        for one in reversed(sealed):
            header = decode_header(one.header)
            if header.kind not in _KEPT:
                fields = decode_fields(one.payload) if one.payload is not None else {}
                _reverse(station, reversal, header, fields)
    return reversal.done


def undo_last(station: Station) -> Done:
    """Reverse the latest command that is neither an undo nor undone; raises `UserFault("undo.nothing-to-undo")`."""
    for row in station.commands.latest(100):
        if row.undoes is None and station.commands.undone_by(row.id) is None:
            return undo(station, row.id)
    raise UserFault("undo.nothing-to-undo", next_step=NextStep.NOTHING)


def _reverse(station: Station, command: Command, header: Header, fields: dict[str, object]) -> None:
    mine = reference(station.identity.device, header.sequence)
    if header.kind in _VOIDED_BY:
        command.add(_VOIDED_BY[header.kind], header.subject, {"is_void": True}, owner=header.owner)
        return
    subject_type = KINDS[header.kind].subject
    state = station.state(subject_type, header.subject)
    if header.kind == "attendance.marked":
        if mine in state.standing("mark"):
            replaced = {"mark": [mine], "undone": state.standing("undone")}
            command.add(
                "attendance.unmarked", header.subject, {"undone": True}, owner=header.owner, supersedes=replaced
            )
        return
    if header.kind == "attendance.unmarked":
        for mark in _values_of(station, header.supersedes.get("mark", ()), "mark"):
            replaced = {"undone": [mine]}
            command.add("attendance.marked", header.subject, {"mark": mark}, owner=header.owner, supersedes=replaced)
        return
    _restore(station, command, header, fields, state)


def _restore(station: Station, command: Command, header: Header, fields: dict[str, object], state: State) -> None:
    mine = reference(station.identity.device, header.sequence)
    # undoing a link says "different" by its own kind; every other kind can say the old value itself
    kind = "person.unlinked" if header.kind == "person.linked" else header.kind
    first: dict[str, object] = {}
    others: list[tuple[str, object]] = []
    for name in fields:
        if mine not in state.standing(name):
            continue
        before, *more = _values_of(station, header.supersedes.get(name, ()), name) or [None]
        first[name] = before
        others += [(name, value) for value in more]
    if first:
        command.add(kind, header.subject, first, owner=header.owner, supersedes={name: [mine] for name in first})
    for name, value in others:
        # the command had settled a disagreement; both words stand again
        command.add(kind, header.subject, {name: value}, owner=header.owner, supersedes={})


def _values_of(station: Station, references: Iterable[bytes], field: str) -> list[object]:
    values: list[object] = []
    for name in references:
        author, sequence = split_reference(name)
        for sealed in station.log.run(author, sequence, sequence):
            fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
            if field in fields and fields[field] not in values:
                values.append(fields[field])
    return values
