"""Undo: reversing a command by new operations; nothing is taken out of the log.

Marks are superseded, registrations voided, fields set back to the values that stood before the command. What somebody
has meanwhile replaced is left alone: the later word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.fold import Claim, shown_order
from tianye.domain.kinds import KINDS, ORDERED, VOUCHED
from tianye.domain.ops import (
    Header,
    action_id,
    decode_fields,
    decode_header,
    encode_value,
    reference,
    split_reference,
)
from tianye.domain.shapes import TEXTS
from tianye.services.station import Command, Done, Station
from tianye.store.commands import CommandRow
from tianye.store.queries.trainings import attended

_VOIDED_BY = {
    "person.registered": "person.voided",
    "anonymous.attended": "anonymous.voided",
    "response.finished": "response.voided",
}
_KEPT = frozenset(
    {
        "scan.refused",
        "clock.anchored",
        "matching_key.shared",
        "response.opened",
        "response.attached",
        "laptop.held_decided",
        "laptop.purged",
        "erasure.confirmed",
        VOUCHED,
        "operator.admitted",
        "operator.removed",
    }
)
"""What was seen or said cannot be unseen: these stay when their command is undone."""


class _Doing(NamedTuple):
    """One operation of the command: its reference, its header, the fields it set."""

    reference: bytes
    header: Header
    fields: dict[str, Any]


def undo(station: Station, command: bytes) -> Done:
    """Reverse a command of this station.

    Raises `UserFault`: `undo.no-such-command`, `undo.already-undone`, `undo.nothing-to-undo` where all it did stays
    (a refused scan, anonymous answers that entered the log), `undo.others-rest-on-it` where people it registered or
    sessions it planned have been checked in since: taking these away would silently take held attendance away.
    """
    row = station.commands.find(command)
    if row is None:
        raise UserFault("undo.no-such-command", next_step=NextStep.MEND_INPUT)
    if station.commands.undone_by(command) is not None:
        raise UserFault("undo.already-undone", next_step=NextStep.NOTHING)
    by_subject: dict[tuple[str, bytes], list[_Doing]] = {}
    for doing in _reversible(station, row):
        by_subject.setdefault((KINDS[doing.header.kind].subject, doing.header.subject), []).append(doing)
    if not by_subject:
        raise UserFault("undo.nothing-to-undo", next_step=NextStep.NOTHING)
    _refuse_what_others_rest_on(station, by_subject)
    with station.command(f"undo {row.name}", undoes=command) as reversal:
        for doings in reversed(by_subject.values()):
            _reverse(station, reversal, doings)
    return reversal.done


def undo_last(station: Station) -> Done:
    """Reverse the latest command that is neither an undo nor undone and did something that can be reversed.

    Raises `UserFault("undo.nothing-to-undo")`.
    """
    for row in station.commands.latest(100):
        is_open = row.undoes is None and station.commands.undone_by(row.id) is None
        if is_open and any(_reversible(station, row)):
            return undo(station, row.id)
    raise UserFault("undo.nothing-to-undo", next_step=NextStep.NOTHING)


_BEGINNINGS = {"person.registered": "person", "session.planned": "session"}


def _refuse_what_others_rest_on(station: Station, by_subject: dict[tuple[str, bytes], list[_Doing]]) -> None:
    own = {subject for type_, subject in by_subject if type_ == "attendance"}
    begun = [
        (_BEGINNINGS[doing.header.kind], subject)
        for (_, subject), doings in by_subject.items()
        for doing in doings
        if doing.header.kind in _BEGINNINGS and not any(doing.header.supersedes.values())
    ]
    resting = {found for type_, subject in begun for found in attended(station.database, type_, subject)} - own
    if resting:
        raise UserFault("undo.others-rest-on-it", next_step=NextStep.MEND_INPUT, attendances=len(resting))


def _reversible(station: Station, row: CommandRow) -> Iterator[_Doing]:
    for sealed in station.log.run(station.identity.run, row.first, row.last):
        header = decode_header(sealed.header)
        # nobody knows whose an anonymous answer is, so nobody can take hers back (docs/decisions/0006)
        is_anonymous_answer = header.kind == "response.finished" and header.owner == header.subject
        # what was destroyed does not come back
        is_carried_out = header.kind == ORDERED and header.subject in station.log.erased
        if header.kind not in _KEPT and not is_anonymous_answer and not is_carried_out:
            fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
            yield _Doing(reference(station.identity.run, header.sequence), header, fields)


def _reverse(station: Station, command: Command, doings: Sequence[_Doing]) -> None:
    """Reverse all that the command did to one subject."""
    headers = {doing.header.kind: doing.header for doing in doings}
    for kind, voided_by in _VOIDED_BY.items():
        if kind in headers:
            command.add(voided_by, headers[kind].subject, {"is_void": True}, owner=headers[kind].owner)
            return
    fields: list[_Doing] = []
    for doing in doings:
        if doing.header.kind == "attendance.marked":
            _take_mark_back(station, command, doing)
        elif doing.header.kind == "attendance.unmarked":
            _mark_again(station, command, doing)
        else:
            fields.append(doing)
    _restore(station, command, fields)


def _take_mark_back(station: Station, command: Command, doing: _Doing) -> None:
    header, mine = doing.header, doing.reference
    state = station.state("attendance", header.subject)
    if mine in state.standing("mark"):
        replaced = {"mark": [mine], "undone": state.standing("undone")}
        command.add("attendance.unmarked", header.subject, {"undone": True}, owner=header.owner, supersedes=replaced)


def _mark_again(station: Station, command: Command, doing: _Doing) -> None:
    header, mine = doing.header, doing.reference
    if mine in station.state("attendance", header.subject).standing("undone"):
        for mark in _values_of(station, header.supersedes.get("mark", ()), "mark"):
            replaced = {"undone": [mine]}
            command.add("attendance.marked", header.subject, {"mark": mark}, owner=header.owner, supersedes=replaced)


def _restore(station: Station, command: Command, doings: Sequence[_Doing]) -> None:
    """Set the fields of one subject back to what stood before the command, where its own word still stands."""
    if not doings:
        return
    header, own = doings[0].header, {doing.reference for doing in doings}
    state = station.state(KINDS[header.kind].subject, header.subject)
    first: dict[str, dict[str, Any]] = {}
    replaced: dict[str, list[bytes]] = {}
    others: list[tuple[str, str, Any]] = []
    for name, kind in {name: doing.header.kind for doing in doings for name in doing.fields}.items():
        replaced[name] = [one for one in state.standing(name) if _is_word_of(station, one, header.subject, name, own)]
        if not replaced[name]:
            continue
        older = [one for doing in doings for one in doing.header.supersedes.get(name, ()) if one not in own]
        before, *more = _values_of(station, older, name) or [_nothing(kind, name)]
        # undoing a link says so by its own kind; every other kind can say the old value itself
        said_by = "person.unlinked" if kind == "person.linked" else kind
        first.setdefault(said_by, {})[name] = before
        # the command had settled a disagreement; all its words stand again
        others += [(said_by, name, value) for value in more]
    for kind, fields in first.items():
        supersedes = {name: replaced[name] for name in fields}
        command.add(kind, header.subject, fields, owner=header.owner, supersedes=supersedes)
    for kind, name, value in others:
        command.add(kind, header.subject, {name: value}, owner=header.owner, supersedes={})


def _is_word_of(station: Station, name: bytes, subject: bytes, field: str, own: Set[bytes]) -> bool:
    """Say whether an operation is one of some, or brought their value back by undoing what had replaced it."""
    if name in own:
        return True
    brought_back = _brought_back(station, name, subject, field)
    return bool(brought_back) and all(_is_word_of(station, one, subject, field, own) for one in brought_back)


def as_first_said(station: Station, subject: bytes, field: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims on a field with the operation and the time of whoever said them first, in shown order.

    A word that an undo of this station brought back is still its author's: whoever took a decision back said nothing.
    """
    said = []
    for claim in claims:
        first = _first(station, claim.reference, subject, field, encode_value(claim.value))
        if first != claim.reference:
            header = _header(station, first)
            said.append(Claim(first, header.stamp, header.is_suspect, claim.value))
        else:
            said.append(claim)
    return tuple(sorted(said, key=shown_order))


def _first(station: Station, name: bytes, subject: bytes, field: str, value: bytes) -> bytes:
    for older in _brought_back(station, name, subject, field):
        if any(encode_value(said) == value for said in _values_of(station, [older], field)):
            return _first(station, older, subject, field, value)
    return name


def _brought_back(station: Station, name: bytes, subject: bytes, field: str) -> list[bytes]:
    """Return the operations whose values an operation set again by undoing what had replaced them; none for others."""
    author, _ = split_reference(name)
    if author != station.identity.run:
        return []
    written_by = station.commands.find(action_id(author, _header(station, name).began))
    undone = station.commands.find(written_by.undoes) if written_by and written_by.undoes else None
    return [
        older
        for doing in (_reversible(station, undone) if undone else ())
        if doing.header.subject == subject and field in doing.fields
        for older in doing.header.supersedes.get(field, ())
    ]


def _header(station: Station, name: bytes) -> Header:
    author, sequence = split_reference(name)
    (sealed,) = station.log.run(author, sequence, sequence)
    return decode_header(sealed.header)


def _nothing(kind: str, name: str) -> Any:
    """Return what a field holds that nobody has set: nothing, or an empty list where it always holds one."""
    return [] if KINDS[kind].fields.get(name) is TEXTS else None


def _values_of(station: Station, references: Iterable[bytes], field: str) -> list[Any]:
    values: list[Any] = []
    for name in references:
        author, sequence = split_reference(name)
        for sealed in station.log.run(author, sequence, sequence):
            fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
            if field in fields and fields[field] not in values:
                values.append(fields[field])
    return values
