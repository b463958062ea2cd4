"""Handing over: a laptop's runs since headquarters' last receipt, in as many files as the way they go asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.exchange import bundle, container, seal
from tianye.exchange.bundle import PackedRun, RunPacker
from tianye.exchange.encoding import BundleFacts, Held, Part, Purged
from tianye.services import attaching, carrying, held_answers, pinning, retention, runs, ways_back
from tianye.services.carrying import WrittenAlong
from tianye.services.identities import Run
from tianye.services.packs import ENDING, PROGRAMME, attached, made, need_role, note_file
from tianye.services.progress import Tell, in_silence
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import laptops


class Medium(StrEnum):
    """The way a bundle goes: on a stick, or through a messenger that takes small files only."""

    STICK = "stick"
    MESSENGER = "messenger"


PART_BYTES: Final = {Medium.STICK: 1 << 30, Medium.MESSENGER: 20_000_000}
"""The longest file of a medium."""
MAX_ATTACHED: Final = 500
"""Attachments of one file at most: its manifest names them all."""
TOLD_BYTES: Final = 1 << 20
"""How much is written between two words about it."""
OPERATIONS_BYTES: Final = 128 << 20
"""Packed operations of one file at most: they are held in memory while it is written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this laptop's records are: written here, carried away by some bundle, received by headquarters.

    Sequences of its own run. `past` are the same, as numbers of records, of the runs it continues since it was
    restored.
    """

    written: int
    handed_over: int
    received: int
    past: tuple[int, int, int] = (0, 0, 0)

    @property
    def all_received(self) -> int:
        """Records headquarters has, of all runs."""
        return self.received + self.past[2]

    @property
    def only_here(self) -> int:
        """Records that no file carried away yet."""
        return self.written + self.past[0] - max(self.handed_over, self.received) - max(self.past[1:])

    @property
    def on_the_way(self) -> int:
        """Records that were handed over and are not received."""
        return max(0, self.handed_over - self.received) + max(0, self.past[1] - self.past[2])


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One file of a hand-over that was written and read back: whose run, from which to which record, which of how
    many."""

    path: Path
    device: bytes
    first: int
    last: int
    size: int
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over wrote; each part is complete in itself. Those of runs that are continued come first.

    `along` are the sealed files of others that went onto the same stick. Of the records `purged` went without their
    contents, which had been purged here, the latest after receipt `purged_after`. Attachments that were `left` are too
    long for one file of the medium: they wait for another.
    """

    parts: tuple[WrittenPart, ...]
    along: WrittenAlong
    purged: int = 0
    purged_after: int = 0
    left: int = 0

    @property
    def _own(self) -> list[WrittenPart]:
        return [part for part in self.parts if part.device == self.parts[-1].device]

    @property
    def path(self) -> Path:
        """The first file of this laptop's own run; the only one as a rule."""
        return self._own[0].path

    @property
    def first(self) -> int:
        """The first record of the own run; `last + 1` when nothing is new."""
        return self._own[0].first

    @property
    def last(self) -> int:
        """The last record of the own run."""
        return self._own[-1].last

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(part.size for part in self.parts)

    @property
    def records(self) -> int:
        """Records in all files."""
        return sum(part.last - part.first + 1 for part in self.parts)


def standing(station: Station) -> Standing:
    """Return how far this station's operations have come."""
    own, past = runs.own_run(station), runs.past_runs(station)
    handed_over = [min(laptops.handed_over(station.database, run.device), run.written) for run in past]
    return Standing(
        own.written,
        laptops.handed_over(station.database, own.device),
        own.received,
        (sum(run.written for run in past), sum(handed_over), sum(run.received for run in past)),
    )


# ---- what goes into which file -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Packed:
    """One file to be: a stretch of a run, and attachments by hash with their bytes."""

    run: Run
    first: int
    operations: PackedRun
    attached: tuple[tuple[bytes, int], ...] = ()

    @property
    def last(self) -> int:
        return self.first + self.operations.count - 1

    @property
    def longest(self) -> int:
        return container.longest_file(self.operations.room + sum(size for _, size in self.attached))


def make_bundle(station: Station, folder: Path, medium: Medium = Medium.STICK, tell: Tell = in_silence) -> HandedOver:
    """Write everything since the last receipt into a folder, signed and encrypted to headquarters' keys and its next.

    Since the last *receipt*, not the last file: a lost stick loses nothing. With nothing new it still writes a bundle,
    which tells headquarters so. What is too long for one file of the medium goes into several; each counts as handed
    over as soon as it was read back.
    `tell` hears how many steps of `TOLD_BYTES` are written of how many at most; what it raises takes the file that was
    begun away and leaves those before it.

    Raises `UserFault`: `bundle.no-headquarters`, `bundle.waits-for-pack`, `receipt.not-our-run`; `WorldFault`:
    `file.…`.
    """
    need_role(station, "laptop")
    recipients = pinning.recipients(pinning.need_pinned(station))
    if runs.waits_for_pack(station):
        raise UserFault("bundle.waits-for-pack", next_step=NextStep.ASK_HEADQUARTERS)
    # whose sessions nobody closed
    held_answers.release_of_other_days(station)
    ways_back.keep_ready(station)
    station.keep_tip()
    room = container.room_in(PART_BYTES[medium])
    count, packed, longest = _plan(station, room)
    files.need_space(folder, longest)
    set_ = station.world.random(10)
    written: list[WrittenPart] = []
    telling = _Telling(tell, longest)
    for number, one in enumerate(packed or _packed(station, room), 1):
        written.append(_write_part(station, recipients, folder, one, Part(number, count, set_), telling=telling))
    along = carrying.write_along(station, folder) if medium is Medium.STICK else WrittenAlong((), 0)
    purged = [retention.purged_in(station, part.device, part.first, part.last) for part in written]
    left = sum(size > room for _, size in attaching.to_send(station))
    counts = (sum(count for count, _ in purged), max(receipt for _, receipt in purged), left)
    return HandedOver(tuple(written), along, *counts)


class _Telling:
    """Tells how much of all files went through it, in steps of `TOLD_BYTES`."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell, self._total = tell, max(total // TOLD_BYTES, 1)
        self._bytes = 0
        self._sink: seal.Writable | None = None

    def into(self, sink: seal.Writable) -> seal.Writable:
        """Let what is written go into a file from now on."""
        self._sink = sink
        return self

    def write(self, data: bytes) -> object:
        """Write, and tell where another step is full."""
        before, self._bytes = self._bytes // TOLD_BYTES, self._bytes + len(data)
        if (reached := self._bytes // TOLD_BYTES) > before:
            self._tell(min(reached, self._total), self._total)
        return self._sink.write(data) if self._sink is not None else None


def _plan(station: Station, room: int) -> tuple[int, list[_Packed], int]:
    """Say how many files it becomes and how many bytes at most; the file itself where it is one.

    A part says of how many it is one, so that all are packed before the first is written. Nothing is packed twice where
    one file is enough, which is as a rule.
    """
    count = longest = 0
    kept: list[_Packed] = []
    for one in _packed(station, room):
        count += 1
        longest += one.longest
        kept = [one] if count == 1 else []
    return count, kept, longest


def _packed(station: Station, room: int) -> Iterator[_Packed]:
    """Pack the runs one after the other, then what is attached into what room is left and files of their own."""
    for run in runs.all_runs(station):
        if not run.is_own and run.received >= run.written:
            continue
        first = run.received + 1
        packer = RunPacker(station.log.run(run.device, first, run.written))
        while True:
            one = _Packed(run, first, packer.pack(min(room, OPERATIONS_BYTES)))
            first = one.last + 1
            if packer.is_done:
                break
            yield one
        yield from _with_attached(station, one, room) if run.is_own else [one]


def _with_attached(station: Station, last: _Packed, room: int) -> Iterator[_Packed]:
    """Give the last file of the run, and files after it that hold no records, what headquarters lacks.

    What does not fit even a file of its own waits for another medium.
    """
    left = room - last.operations.room
    for hashed, size in attaching.to_send(station):
        if size > room:
            continue
        if size > left or len(last.attached) == MAX_ATTACHED:
            yield last
            last, left = _Packed(last.run, last.last + 1, RunPacker(()).pack(room)), room
        last = replace(last, attached=(*last.attached, (hashed, size)))
        left -= size
    yield last


def _write_part(
    station: Station, recipients: Sequence[str], folder: Path, one: _Packed, part: Part, *, telling: _Telling
) -> WrittenPart:
    log, device = station.log, one.run.device
    previous, head = log.hash_at(device, one.first - 1), log.hash_at(device, one.last)
    if previous is None or head is None:
        raise UserFault("receipt.not-our-run", next_step=NextStep.ASK_HEADQUARTERS, sequence=one.first - 1)
    settings = station.settings
    with station.writing():
        facts = BundleFacts(
            prog=PROGRAMME,
            made=made(station),
            part=part,
            from_seq=one.first,
            to_seq=one.last,
            prev=previous,
            head=head,
            ack=Held(*(settings.find_number(name) for name in ("hq_epoch", "hq_receipt", "pack_number"))),
            counts={"operations": one.last - one.first + 1},
            recovery=ways_back.letter_of(station) if one.run.is_own else b"",
            purged=tuple(Purged(*found) for found in retention.purged_ranges(station, device, one.first, one.last)),
        )
    path = files.unique_path(folder, f"bundle-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        bundle.write_packed(
            telling.into(sink),
            facts,
            one.operations,
            [attached(station, hashed) for hashed, _ in one.attached],
            signing_key=one.run.signing_key,
            recipients=recipients,
        )

    hashed = files.save(path, write, expected_bytes=one.longest)
    span = (one.first, one.last)
    with station.writing():
        note_file(station, "out", "bundle", device, path.name, result="written", file_hash=hashed, span=span, head=head)
    return WrittenPart(path, device, *span, path.stat().st_size, part.number, part.of)
