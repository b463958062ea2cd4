"""What is kept and not applied until a person decides: a second writer's branch, a revoked laptop past its boundary.

It can be looked at, taken in as what that copy or that laptop did, or left where it is. Left is not lost: it stays in
the log and can be taken in another day. The decision is an operation about the laptop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from tianye.domain import branches
from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import ID_BYTES, to_text
from tianye.domain.kinds import KINDS
from tianye.domain.ops import decode_fields, decode_header
from tianye.services import erasing, kept, sealed_answers
from tianye.services.known import station_names
from tianye.services.packs import need_role
from tianye.services.station import Command, Done, Station
from tianye.store.oplog import Held
from tianye.store.queries import kept_files, laptops, trainings
from tianye.store.queries import review as labels
from tianye.store.queries.trainings import SessionRow

Choice = Literal["taken-in", "left"]
TAKEN: Final = "taken-in"
LEFT: Final = "left"
_FAMILY: Final = "held/"


@dataclass(frozen=True, slots=True)
class HeldRun:
    """One stretch that waits: `count` records `first`…`last` of a run of `device`.

    With `parts_at` it is a branch: from that sequence on two writers went on under one identity, and `beside` records
    stand on the other line. Else the laptop was revoked after `boundary`. `is_left` says that somebody decided to leave
    it as it is. `files` are the sealed files that prove a branch; `destroyed` counts those that were destroyed since,
    because somebody who was erased stood in them.
    """

    run: bytes
    device: bytes
    laptop: str
    first: int
    last: int
    count: int
    parts_at: int | None
    beside: int
    boundary: int | None
    is_left: bool
    files: int
    destroyed: int = 0

    @property
    def id(self) -> str:
        """The text it is named by."""
        return to_text(self.run)


class HeldRecord(NamedTuple):
    """One record that waits: what happened when by that laptop's clock, and to whom as far as that is known here.

    `about` are names and codes; `session` is the session it was at, whose code stands among them.
    """

    sequence: int
    kind: str
    at_ms: int
    is_clock_suspect: bool
    about: tuple[str, ...]
    session: SessionRow | None = None


def held_runs(station: Station) -> list[HeldRun]:
    """Return everything that waits, what was left included, by laptop."""
    need_role(station, "hq")
    names = station_names(station)
    found = [_held_run(station, one, names) for one in station.log.held()]
    return sorted(found, key=lambda one: (one.is_left, one.laptop, one.first, one.run))


def _held_run(station: Station, one: Held, names: dict[bytes, str]) -> HeldRun:
    log = station.log
    name = log.branches.get(one.device)
    device = branches.device_of(name) if name else one.device
    laptop = laptops.find_laptop(station.database, device)
    parts_at = branches.first_of(name) if name else None
    beside = 0
    if name and parts_at:
        beside = max(log.head(branches.branch_id(branches.parent_of(name))).sequence - parts_at + 1, 0)
    return HeldRun(
        one.device,
        device,
        names.get(device) or to_text(device),
        one.first,
        one.last,
        one.operations,
        parts_at,
        beside,
        laptop.revoked_after if laptop else None,
        decided(station, device, one.device) == (LEFT, one.last),
        len(kept_files.rows_kept(station.database, "branch", device)) if name else 0,
        len(kept_files.rows_kept(station.database, kept.DESTROYED, device)) if name else 0,
    )


def decided(station: Station, device: bytes, run: bytes) -> tuple[str, int]:
    """Return what a person decided about what was held back of a run, and up to which sequence."""
    said = station.state("laptop", device).get(f"{_FAMILY}{run.hex()}")
    if not isinstance(said, dict) or said.get("choice") not in (TAKEN, LEFT) or not isinstance(said.get("until"), int):
        return "", 0
    return str(said["choice"]), int(said["until"])


def find_held(station: Station, text: str) -> HeldRun:
    """Return what waits by its id; raises `UserFault("held.none-such")`."""
    for one in held_runs(station):
        if one.id == text.strip().upper():
            return one
    raise UserFault("held.none-such", next_step=NextStep.MEND_INPUT)


def count_kinds(station: Station, one: HeldRun) -> dict[str, int]:
    """Return how many of the records that wait are of which kind."""
    return dict(Counter(decode_header(sealed.header).kind for sealed in station.log.run(one.run, one.first, one.last)))


def look_at(station: Station, one: HeldRun, limit: int = 1000) -> list[HeldRecord]:
    """Return the first records that wait, in their order; names are those of the register, or of the records."""
    named: dict[bytes, str] = {}
    read = []
    for sealed in station.log.run(one.run, one.first, min(one.last, one.first + limit - 1)):
        header = decode_header(sealed.header)
        fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
        if isinstance(name := fields.get("name"), str) and name:
            named.setdefault(header.subject, name)
        read.append(header)
    return [
        HeldRecord(
            header.sequence,
            header.kind,
            header.ms,
            header.is_suspect,
            tuple(_about(station, header.kind, header.subject, named)),
            _session_of(station, header.kind, header.subject),
        )
        for header in read
    ]


def _about(station: Station, kind_name: str, subject: bytes, named: dict[bytes, str]) -> Iterator[str]:
    kind = KINDS.get(kind_name)
    if kind is None:
        return
    match kind.subject:
        case "attendance":
            parts = [("person", subject[ID_BYTES:]), ("session", subject[:ID_BYTES])]
        case "link":
            parts = [("person", subject[:ID_BYTES]), ("person", subject[ID_BYTES:])]
        case type_:
            parts = [(type_, subject)]
    for type_, identifier in parts:
        if label := labels.label_of(station.database, type_, identifier) or named.get(identifier):
            yield label


def _session_of(station: Station, kind_name: str, subject: bytes) -> SessionRow | None:
    kind = KINDS.get(kind_name)
    if kind is None or kind.subject not in ("attendance", "session"):
        return None
    return trainings.find_session(station.database, subject[:ID_BYTES])


def accept(station: Station, one: HeldRun) -> Done:
    """Take in what waits, as far as it was seen: it counts from now on as what that copy or that laptop did.

    This is not undone as a whole; what is wrong in it is mended like anything else. Raises
    `UserFault("held.none-such")` where it was decided meanwhile.
    """
    if not any(row.device == one.run for row in station.log.held()):
        raise UserFault("held.none-such", next_step=NextStep.NOTHING)
    with station.command("take in what was held") as command:
        _decide(command, one, TAKEN)
        command.release(one.run, one.last)
        forgotten = sealed_answers.open_arrived(station, command)
    changes = erasing.carry_out(station, only=forgotten) if forgotten else Changes()
    return Done(command.done.command, command.done.changes.merged(changes))


def leave(station: Station, one: HeldRun) -> Done:
    """Leave what waits where it is: kept, not counted, no alarm until more of it comes."""
    with station.command("leave what was held") as command:
        _decide(command, one, LEFT)
    return command.done


def _decide(command: Command, one: HeldRun, choice: Choice) -> None:
    said = {f"{_FAMILY}{one.run.hex()}": {"choice": choice, "until": one.last}}
    command.add("laptop.held_decided", one.device, said)
