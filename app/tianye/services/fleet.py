"""The laptops as headquarters sees them: what each sent, what is missing or was refused, what it was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from tianye.domain.changes import Changes, Gathered
from tianye.domain.errors import TianyeError, UserFault
from tianye.services import assets, epochs, held, importing, listing, packs, recognising, review
from tianye.services.held import HeldRun
from tianye.services.importing import REFUSED, Imported, Refused
from tianye.services.packs import Contents, Packed, need_role
from tianye.services.progress import GoOn, to_the_end
from tianye.services.recognising import Recognised
from tianye.services.review import CaseKind
from tianye.services.station import Station
from tianye.store.queries import kept_files, laptops
from tianye.store.queries.kept_files import KeptRow
from tianye.store.queries.laptops import BRANCHED, TAKEN_IN, ExchangedRow, LaptopRow

T = TypeVar("T")
PieceState = Literal["received", "missing", "waiting", "refused"]
LineState = Literal["forked", "held", "received", "missing", "waiting", "refused", "revoked", "asked again", "nothing"]


class Piece(NamedTuple):
    """Bundles side by side in one state: their numbers in the order of the laptop's run, and its records in them.

    `missing` stands for one or more files that have not come, `waiting` for one that came and cannot go in before them.
    """

    state: PieceState
    first_number: int
    last_number: int
    first: int
    last: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """One laptop: its bundles as pieces, records that are here, when its last bundle came and its last pack went."""

    laptop: LaptopRow
    places: tuple[str, ...]
    pieces: tuple[Piece, ...]
    bundles: int
    last_ms: int | None
    pack_ms: int | None
    pack_number: int
    needs_receipt: bool
    receipt_ms: int | None
    held: tuple[HeldRun, ...] = ()
    is_asked_again: bool = False

    @property
    def to_decide(self) -> tuple[HeldRun, ...]:
        """What is held back and nobody has decided on."""
        return tuple(one for one in self.held if not one.is_left)

    @property
    def state(self) -> LineState:
        """The one word on it, the gravest first."""
        if self.to_decide:
            return "forked" if any(one.parts_at for one in self.to_decide) else "held"
        if self.laptop.revoked_after is not None:
            return "revoked"
        states = {piece.state for piece in self.pieces}
        if "refused" in states:
            return "refused"
        for state in ("missing", "waiting"):
            if state in states:
                return state
        if self.is_asked_again:
            return "asked again"
        return "received" if self.bundles else "nothing"

    @property
    def needs_somebody(self) -> bool:
        """Whether a bundle is missing or was refused, or records wait for a decision."""
        return self.state in ("forked", "held", "refused", "missing")


class Overview(NamedTuple):
    """All laptops and the time as this station knows it, in milliseconds of Unix time; `unread` are the names of files
    that are kept until the program is newer."""

    lines: tuple[LaptopLine, ...]
    now_ms: int
    unread: tuple[str, ...] = ()


def overview(station: Station) -> Overview:
    """Return what the inbox and the list of laptops show."""
    unread = tuple(row.name for row in kept_files.rows_kept(station.database, "newer"))
    return Overview(tuple(all_lines(station)), station.told_ms(), unread)


def told_of(line: LaptopLine, piece: Piece) -> tuple[str, dict[str, object]]:
    """Return code and data of what is wrong with a piece that is not received, as it was said when its file came."""
    return piece.code or "bundle.gap", {
        "first": piece.last + 1 if piece.state == "missing" else piece.first,
        "needs": piece.first,
        "after": line.laptop.revoked_after,
        "sequence": piece.first,
    }


class ToReview(NamedTuple):
    """What a person at headquarters has to look at."""

    duplicates: int
    disagreements: int


def to_review(station: Station) -> ToReview:
    """Return how many cases wait: registrations that may be one person, fields on which two words stand."""
    cases = review.list_cases(station, (CaseKind.DUPLICATE, CaseKind.FIELD))
    duplicates = sum(case.kind is CaseKind.DUPLICATE for case in cases)
    return ToReview(duplicates, len(cases) - duplicates)


def all_lines(station: Station) -> list[LaptopLine]:
    """Return every enrolled laptop, by name."""
    need_role(station, "hq")
    by_device: dict[bytes, list[ExchangedRow]] = {}
    for row in laptops.all_exchanged(station.database):
        by_device.setdefault(row.device, []).append(row)
    waiting: dict[bytes | None, list[KeptRow]] = {}
    for kept_row in kept_files.rows_kept(station.database, "gap"):
        waiting.setdefault(kept_row.device, []).append(kept_row)
    held_back: dict[bytes, list[HeldRun]] = {}
    for one in held.held_runs(station):
        held_back.setdefault(one.device, []).append(one)
    return [
        replace(
            _line(laptop, by_device.get(laptop.id, []), waiting.get(laptop.id, [])),
            held=tuple(held_back.get(laptop.id, ())),
            is_asked_again=epochs.is_asked_again(station, laptop.id),
        )
        for laptop in laptops.all_laptops(station.database)
    ]


def _line(laptop: LaptopRow, rows: Sequence[ExchangedRow], waiting: Sequence[KeptRow]) -> LaptopLine:
    """`rows` are the newest first."""
    came = [row for row in rows if row.what == "bundle" and row.direction == "in"]
    taken = [row for row in came if row.result == TAKEN_IN]
    last = next((row.wall_ms for row in came if row.result in (TAKEN_IN, BRANCHED)), None)
    sent = [row for row in rows if row.what == "pack" and row.direction == "out"]
    receipts = [row for row in rows if row.what == "receipt" and row.direction == "out"]
    attested = max((row.last or 0 for row in receipts), default=0)
    return LaptopLine(
        laptop,
        assets.place_names(laptop.counties),
        tuple(_pieces(laptop, taken, waiting, rows)),
        len(taken),
        last,
        sent[0].wall_ms if sent else None,
        int(sent[0].result) if sent and sent[0].result.isdigit() else 0,
        laptop.revoked_after is None and laptop.received > attested,
        receipts[0].wall_ms if receipts else None,
    )


def _pieces(
    laptop: LaptopRow, taken: Sequence[ExchangedRow], waiting: Sequence[KeptRow], rows: Sequence[ExchangedRow]
) -> list[Piece]:
    pieces = []
    number = len(taken)
    if taken:
        pieces.append(Piece("received", 1, number, min(row.first or 1 for row in taken), laptop.received))
    reached = laptop.received
    for row in waiting:
        first, last = row.first or 0, row.last or 0
        if first <= laptop.received + 1:
            # it continues a line that is not here: its beginning parts from what came
            number += 1
            pieces.append(Piece("refused", number, number, first, last, "bundle.fork"))
            continue
        if first > reached + 1:
            number += 1
            pieces.append(Piece("missing", number, number, reached + 1, first - 1))
        number += 1
        pieces.append(Piece("waiting", number, number, first, last, "bundle.gap"))
        reached = max(reached, last)
    for one in _refused(laptop, rows):
        number += 1
        code = one.result.removeprefix(REFUSED)
        # what only a newer program can read is kept, and goes in by itself after the update
        state: PieceState = "waiting" if code == "bundle.needs-newer-program" else "refused"
        pieces.append(Piece(state, number, number, one.first or 0, one.last or 0, code))
    return pieces


def _refused(laptop: LaptopRow, rows: Sequence[ExchangedRow]) -> list[ExchangedRow]:
    """Return the refusals that still matter, in the order of the run; what has come meanwhile does not."""
    found: dict[tuple[int, int], ExchangedRow] = {}
    came = {row.file_hash for row in rows if row.result in (TAKEN_IN, BRANCHED)}
    for row in rows:
        span = (row.first or 0, row.last or 0)
        is_open = row.result.startswith(REFUSED) and row.file_hash not in came and span[1] > laptop.received
        if is_open and span not in found:
            found[span] = row
    return [found[span] for span in sorted(found)]


# ---- taking in -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did, in numbers that a person asks for next; `left` files were not looked at after a stop.

    `passed_over` counts packs and receipts that lay among the others: they go the other way, and that is no fault.
    """

    imported: tuple[Imported, ...]
    refused: tuple[Refused, ...]
    passed_over: int
    left: int
    people: int
    check_ins: int
    answers: int
    disagreements: int
    changes: Changes


def take_in(station: Station, paths: Iterable[Path], progress: GoOn = to_the_end) -> TakenIn:
    """Take in bundles, files or all in folders, in any order; packs and receipts among them are passed over.

    A single file that is named and is none is refused as what it is.

    Raises `UserFault("bundle.none-in-folder")` where there is no file at all, and as `importing.import_all`.
    """
    named = list(paths)
    found = recognising.files_in(named)
    if not found:
        raise UserFault("bundle.none-in-folder", name=", ".join(path.name for path in named))
    before = listing.counts(station)
    imported, refused = importing.import_all(station, found, progress)
    after = listing.counts(station)
    is_alone = len(named) == 1 and not named[0].is_dir()
    refused_here = tuple(one for one in refused if is_alone or one.fault.code != "bundle.wrong-kind")
    gathered = Gathered()
    for one in imported:
        gathered.add(one.changes)
    return TakenIn(
        tuple(imported),
        refused_here,
        len(refused) - len(refused_here),
        len(found) - len(imported) - len(refused),
        after.people - before.people,
        after.attendances + after.without_name - before.attendances - before.without_name,
        after.responses - before.responses,
        after.disagreements - before.disagreements,
        gathered.changes,
    )


def new_bundles(station: Station, folder: Path) -> list[Recognised]:
    """Return the bundles in a folder that were neither taken in nor, as they lie there, refused for good."""
    need_role(station, "hq")
    return [one for one in recognising.recognise_all(station, [folder]) if one.kind == "bundle" and one.is_new]


# ---- what goes back ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """Files that were written for laptops, and those that could not be; `left` were not tried after a stop."""

    files: tuple[tuple[LaptopRow, Path], ...]
    failed: tuple[tuple[LaptopRow, TianyeError], ...]
    left: int


def make_receipts(station: Station, devices: Sequence[bytes], folder: Path, progress: GoOn = to_the_end) -> Written:
    """Write a receipt for each of some laptops into a folder; a stick that fails ends it, what was written stays."""

    def write(laptop: LaptopRow) -> tuple[LaptopRow, Path]:
        return laptop, importing.make_receipt(station, laptop, folder)

    written, failed = _write_each(station, devices, progress, write)
    return Written(written, failed, len(devices) - len(written) - len(failed))


class PackWritten(NamedTuple):
    """A pack that lies there, and what is inside."""

    laptop: LaptopRow
    packed: Packed
    contents: Contents


@dataclass(frozen=True, slots=True)
class PacksWritten:
    """Packs that were written, and those that could not be; `left` were not tried after a stop or a failing stick."""

    packs: tuple[PackWritten, ...]
    failed: tuple[tuple[LaptopRow, TianyeError], ...]
    left: int


def make_packs(station: Station, devices: Sequence[bytes], folder: Path, progress: GoOn = to_the_end) -> PacksWritten:
    """Write a pack for each of some laptops into a folder; a stick that fails ends it, what was written stays."""

    def write(laptop: LaptopRow) -> PackWritten:
        packed = packs.make_pack(station, laptop, folder)
        return PackWritten(laptop, packed, packs.pack_contents(station, laptop))

    written, failed = _write_each(station, devices, progress, write)
    return PacksWritten(written, failed, len(devices) - len(written) - len(failed))


def _write_each(
    station: Station, devices: Sequence[bytes], progress: GoOn, write: Callable[[LaptopRow], T]
) -> tuple[tuple[T, ...], tuple[tuple[LaptopRow, TianyeError], ...]]:
    """Write for one laptop after the other, to a stop or a failing stick; return what was written and what failed."""
    need_role(station, "hq")
    written: list[T] = []
    failed: list[tuple[LaptopRow, TianyeError]] = []
    for number, device in enumerate(devices):
        laptop = laptops.find_laptop(station.database, device)
        if laptop is None or not progress(number, len(devices)):
            break
        try:
            written.append(write(laptop))
        except TianyeError as fault:
            failed.append((laptop, fault))
            if fault.code.startswith("file."):
                break
    return tuple(written), tuple(failed)
