"""Importing at headquarters: bundles in any order, any number of times; all of one bundle or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from tianye import __version__
from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.domain.traces import places
from tianye.exchange import bundle, container, keys, pack, receipt
from tianye.exchange.encoding import BundleFacts, ReceiptFacts
from tianye.services import (
    attaching,
    epochs,
    erasing,
    kept,
    recognising,
    retaking,
    retention,
    sealed_answers,
    succession,
)
from tianye.services.following import Following, run_at
from tianye.services.kept import Brought
from tianye.services.packs import ENDING, PROGRAMME, Attested, made, need_role, note_file, taken_lately
from tianye.services.progress import GoOn, to_the_end
from tianye.services.station import Station
from tianye.services.ways_back import keep_letter
from tianye.store import files
from tianye.store.queries import kept_files, laptops
from tianye.store.queries.kept_files import KeptRow
from tianye.store.queries.laptops import BRANCHED, OWN_PACK, TAKEN_IN, LaptopRow

REFUSED = "refused "
"""How the result of a file begins that was not taken in; the fault's code follows."""
_TRIED_BY = "unread_tried_by"


Outcome = Literal["taken in", "waits", "branch", "own pack"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: `first`…`last` of a laptop's run, of which `new` operations were not here yet.

    One that `waits` is kept until records `needs` have come, and then taken in by itself. One that brought something of
    a `branch` came from a second writer under the laptop's identity; of these, and of what a revoked laptop wrote past
    its boundary, `held` operations wait for a person. `own pack` is one that this headquarters wrote before it was
    restored. `followed` are those that waited for this one. The contents of `purged` operations are not here: the
    laptop had destroyed them by the rule. Those of `filled` came back with this file. `awaited` pictures and files that
    records of this laptop name have not arrived.
    """

    name: str
    laptop: str
    first: int
    last: int
    new: int
    unknown: int
    unusable: int
    changes: Changes
    outcome: Outcome = "taken in"
    held: int = 0
    needs: tuple[int, int] | None = None
    purged: int = 0
    filled: int = 0
    awaited: int = 0
    followed: tuple[Imported, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A bundle of a folder that was not taken in, and why; whose it is where its maker is known, and which records."""

    name: str
    fault: TianyeError
    laptop: str = ""
    first: int = 0
    last: int = 0
    device: bytes | None = None


def inspect_bundle(station: Station, path: Path) -> BundleFacts:
    """Check a bundle without taking it in; raises as `import_bundle` does for damage and strangers."""
    need_role(station, "hq")
    files.size_of(path)
    with files.naming_failures(path.name), path.open("rb") as source:
        return bundle.inspect(source, station.identity.opens, retaking.makers(station))


def import_bundle(station: Station, path: Path) -> Imported:
    """Take a bundle in: check everything, then write everything in one transaction; then those that waited for it.

    The same file again is known by its hash; an overlap is checked against the chain and skipped. Raises `UserFault`:
    `bundle.…` (damage, strangers, `not-foreseen`; a newer format is kept nevertheless), `bundle.no-room-to-wait`.
    """
    need_role(station, "hq")
    one = _take(station, path, path.name)
    followed = take_waiting(station)
    for also in followed:
        if (also.name, also.laptop, also.first) == (one.name, one.laptop, one.first):
            # what it waited for waited itself, for a disk that gave nothing
            one = also
    return replace(one, followed=tuple(also for also in followed if also is not one))


def take_waiting(station: Station) -> list[Imported]:
    """Take in what waited and can go in now, each bundle in a transaction of its own, until nothing more can.

    One that is damaged or gone is noted as refused and stays where it is kept; one that a disk would not give just now
    waits on. Raises the `WorldFault`s of the database: what was taken in before stays.
    """
    taken: list[Imported] = []
    is_moving = True
    while is_moving:
        is_moving = False
        for row in kept_files.rows_kept(station.database, "gap"):
            if not _can_go_in(station, row):
                continue
            path = kept.path_of(station, row.hash)
            try:
                taken.append(_take(station, path, row.name, row.hash))
            except (UserFault, WorldFault) as fault:
                if fault.code.startswith("database."):
                    raise
                if isinstance(fault, WorldFault) and path.exists():
                    continue
                _give_up(station, row, fault)
            is_moving = True
    if taken:
        kept.sweep(station)
    return taken


class Waiting(NamedTuple):
    """A file that is kept until something has come: records `needs` of its laptop, or None for a newer program.

    Where `needs` ends before it begins, the bundle continues a second line of its laptop whose beginning is not here.
    """

    name: str
    laptop: str
    first: int
    last: int
    needs: tuple[int, int] | None
    size: int
    came_ms: int


def all_waiting(station: Station) -> list[Waiting]:
    """Return the files that are kept until something has come, by laptop and sequence."""
    need_role(station, "hq")
    found = []
    for row in kept_files.rows_kept(station.database, "gap"):
        one = _still_waits(station, row)
        found.append(Waiting(row.name, one.laptop, one.first, one.last, one.needs, row.size, row.wall_ms))
    unread = kept_files.rows_kept(station.database, "newer")
    return [*found, *(Waiting(row.name, "", 0, 0, None, row.size, row.wall_ms) for row in unread)]


def _give_up(station: Station, row: KeptRow, fault: TianyeError) -> None:
    with station.writing():
        number = None if row.device is None else station.log.device_number(row.device)
        kept_files.keep_row(station.database, row._replace(why="unusable"), number)
        laptop = "" if row.device is None else _name(station, row.device)
        refused = Refused(row.name, fault, laptop, row.first or 0, row.last or 0, row.device)
        _note_refusal(station, refused, row.hash)


def retry_unread(station: Station) -> list[Imported]:
    """After an update of the program, take in the files that the older one could not read; does nothing without one."""
    need_role(station, "hq")
    if station.settings.find_text(_TRIED_BY) == __version__:
        return []
    taken: list[Imported] = []
    for row in kept_files.rows_kept(station.database, "newer"):
        try:
            taken.append(_take(station, kept.path_of(station, row.hash), row.name, row.hash))
        except (UserFault, WorldFault) as fault:
            if fault.code.startswith("database."):
                raise
            continue
    with station.writing():
        station.settings.put(_TRIED_BY, __version__)
    if any(one.new for one in taken):
        taken += take_waiting(station)
    kept.sweep(station)
    return taken


def _take(station: Station, path: Path, name: str, hashed: bytes | None = None) -> Imported:
    """Take one file in, or keep it where it has to wait; `hashed` names one that is kept already.

    What nobody expected is a refusal of this file, which names the place in the program and nothing of the file:
    `UserFault("bundle.not-foreseen")`. It may not keep the other files of a stick out.
    """
    try:
        return _take_in(station, path, name, hashed)
    except (UserFault, WorldFault):
        raise
    except Exception as error:
        what = error.code if isinstance(error, TianyeError) else type(error).__name__
        where = (places(error) or [""])[-1]
        raise UserFault("bundle.not-foreseen", next_step=NextStep.REPORT, exception=what, where=where) from None


def _take_in(station: Station, path: Path, name: str, hashed: bytes | None) -> Imported:
    files.size_of(path)
    with files.naming_failures(name):
        if hashed is None:
            with path.open("rb") as source:
                container.need_possible(source, "bundle")
        brought = Brought(path, files.hash_of(path), name)
    if hashed is not None and brought.hash != hashed:
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="bundle", reason="kept-file")
    if (before := laptops.exchanged_file(station.database, brought.hash)) is not None:
        if hashed is not None:
            with station.writing():
                kept.drop(station, hashed)
        outcome: Outcome = "branch" if before.result == BRANCHED else "taken in"
        known = _imported(station, name, before.device, (before.first or 0, before.last or 0), outcome)
        return replace(known, awaited=attaching.awaited(station, before.device))
    row = kept_files.find_row(station.database, brought.hash)
    if row is not None and row.why == "gap" and not _can_go_in(station, row):
        return _still_waits(station, row)
    anew = row if row is not None and row.came is not None and row.hash == brought.hash else None
    follower = Following(station, anew.device if anew else None)
    try:
        with files.naming_failures(name), path.open("rb") as source, station.writing():
            facts = bundle.read(source, station.identity.opens, retaking.makers(station, anew), follower)
            facts = follower.facts or facts
            erased = _settle(station, brought, facts, follower, None if anew is None else anew.came)
    except UserFault as fault:
        if fault.code == "bundle.gap" and follower.facts is not None:
            with station.writing():
                kept.keep_file(station, brought, "gap", follower.facts)
                erasing.is_to_settle(station)
            erasing.clean_kept(station, brought.hash)
            _hear(station, follower.facts)
            row = kept_files.find_row(station.database, brought.hash)
            if row is not None:
                return _still_waits(station, row)
        if fault.code == "bundle.needs-newer-program":
            with station.writing():
                kept.keep_file(station, brought, "newer", None)
        if fault.code == "bundle.wrong-kind" and (own := _own_pack(station, brought)) is not None:
            return own
        raise
    _hear(station, facts)
    if erased:
        erasing.settle(station)
    elif follower.branches:
        erasing.clean_kept(station, brought.hash)
    outcome = "branch" if follower.branches else "taken in"
    imported = _imported(station, name, facts.dev, (facts.from_seq, facts.to_seq), outcome)
    return replace(
        imported,
        new=follower.new,
        unknown=follower.unknown,
        unusable=follower.unusable,
        changes=follower.gathered.changes,
        held=follower.held,
        purged=follower.purged,
        filled=follower.filled,
        awaited=attaching.awaited(station, facts.dev),
    )


def _hear(station: Station, facts: BundleFacts) -> None:
    """Learn what the laptop knows of headquarters that this one forgot, since it was restored: its epoch, its keys."""
    epochs.hear_laptop(station, facts)
    succession.hear_laptop(station, facts)


def _imported(station: Station, name: str, device: bytes, span: tuple[int, int], outcome: Outcome) -> Imported:
    return Imported(name, _name(station, device), *span, 0, 0, 0, Changes(), outcome)


def _still_waits(station: Station, row: KeptRow) -> Imported:
    device, first = row.device or b"", row.first or 1
    needs = (station.log.head(device).sequence + 1, first - 1)
    return replace(_imported(station, row.name, device, (first, row.last or 0), "waits"), needs=needs)


def _can_go_in(station: Station, row: KeptRow) -> bool:
    return run_at(station, row.device or b"", (row.first or 1) - 1, row.prev or b"") is not None


def _settle(station: Station, brought: Brought, facts: BundleFacts, follower: Following, came: bytes | None) -> Changes:
    """Note what was taken in, in the same transaction; the sealed proof of a second writer is kept with it.

    A file that was written anew here is known by the hash under which it `came`. Returns what was erased, because the
    laptop brought orders back that were lost here.
    """
    kept.drop(station, brought.hash)
    if follower.branches and came is None:
        kept.keep_file(station, brought, "branch", facts)
        erasing.is_to_settle(station)
    elif facts.to_seq >= follower.known_before:
        # a copy's letter opens the copy
        keep_letter(station, facts.dev, facts.recovery)
    note_file(
        station,
        "in",
        "bundle",
        facts.dev,
        brought.name,
        result=BRANCHED if follower.branches else TAKEN_IN,
        file_hash=came or brought.hash,
        span=(facts.from_seq, facts.to_seq),
        head=facts.head,
    )
    # before what was said sealed is opened, by persons of whom everything is to be forgotten
    erased = erasing.hear_returned(station)
    with station.further_command("open sealed answers") as command:
        forgotten = sealed_answers.open_arrived(station, command)
    erased = erased.merged(erasing.hear_returned(station, forgotten)) if forgotten else erased
    sealed_answers.open_contents(station)
    follower.gathered.add(erased)
    station.keep_clock()
    return erased


def _own_pack(station: Station, brought: Brought) -> Imported | None:
    """Take a pack back that this headquarters wrote before it was restored; None for any other.

    What it had said itself is nowhere else: a pack carries it under headquarters' own signature.
    """
    identity = station.identity
    if laptops.has_result(station.database, brought.hash, OWN_PACK):
        return _imported(station, brought.name, identity.device, (0, 0), "own pack")
    receiver = Attested(station)
    publics = (keys.public_key(identity.signing_key), *identity.keyring.publics)
    known = {keys.device_id(public): keys.DevicePublic(public) for public in publics}
    try:
        with files.naming_failures(brought.name), brought.path.open("rb") as source, station.writing():
            if not epochs.is_of_an_older(station, pack.inspect(source, identity.opens)):
                return None
            source.seek(0)
            facts = pack.read(source, identity.opens, known.get, receiver)
            note_file(station, "in", "pack", facts.dev_for, brought.name, result=OWN_PACK, file_hash=brought.hash)
            receiver.gathered.add(erased := erasing.hear_returned(station))
            station.keep_clock()
    except UserFault as fault:
        if fault.code.startswith("bundle."):
            return None
        raise
    if erased:
        erasing.settle(station)
    imported = _imported(station, brought.name, facts.dev_for, (0, 0), "own pack")
    return replace(
        imported,
        new=receiver.new,
        unknown=receiver.unknown,
        unusable=receiver.unusable,
        changes=receiver.gathered.changes,
    )


def import_all(
    station: Station, paths: Sequence[Path], progress: GoOn = to_the_end
) -> tuple[list[Imported], list[Refused]]:
    """Take in many bundles in whatever order they lie there; one that waits goes in by itself after what it waits for.

    A file that cannot be taken in or read does not hinder the others; a refusal of a known laptop's bundle is
    remembered. `progress` may stop it between two files: those that were not looked at are in neither list. Raises the
    `WorldFault`s of the database: what was taken in before stays, and doing it again goes on from there.
    """
    unread = retry_unread(station)
    imported: list[Imported] = []
    refused: list[Refused] = []
    for path in paths:
        if not progress(len(imported) + len(refused), len(paths)):
            break
        try:
            one = import_bundle(station, path)
        except (UserFault, WorldFault) as fault:
            if fault.code.startswith("database."):
                raise
            refused.append(_refusal(station, path, fault))
            _remember(station, path, refused[-1])
        else:
            imported.append(one)
    return _in_order([*unread, *imported]), refused


def _in_order(found: Iterable[Imported]) -> list[Imported]:
    """Return one entry for each file: what became of one that waited stands in the place of its waiting."""
    every = [inner for one in found for inner in (one, *one.followed)]
    went_in = {(one.name, one.laptop, one.first, one.last) for one in every if one.outcome != "waits"}
    return [
        one for one in every if one.outcome != "waits" or (one.name, one.laptop, one.first, one.last) not in went_in
    ]


def _refusal(station: Station, path: Path, fault: TianyeError) -> Refused:
    try:
        seen = recognising.recognise(station, path)
    except WorldFault:
        return Refused(path.name, fault)
    if seen.kind != "bundle" or seen.maker is None or seen.span is None:
        return Refused(path.name, fault)
    return Refused(path.name, fault, _name(station, seen.maker), *seen.span, seen.maker)


def _remember(station: Station, path: Path, one: Refused) -> None:
    """Note a refusal of a known laptop's bundle, once for a file: it is shown until what it is about has come."""
    if one.device is None:
        return
    with files.naming_failures(one.name):
        hashed = files.hash_of(path)
    with station.writing():
        _note_refusal(station, one, hashed)


def _note_refusal(station: Station, one: Refused, hashed: bytes) -> None:
    result = f"{REFUSED}{one.fault.code}"
    if one.device is not None and not laptops.has_result(station.database, hashed, result):
        span = (one.first, one.last)
        note_file(station, "in", "bundle", one.device, one.name, result=result, file_hash=hashed, span=span)


def make_receipt(station: Station, laptop: LaptopRow, folder: Path) -> Path:
    """Write headquarters' signed word on what it has of a laptop; nothing else makes a record count as received."""
    need_role(station, "hq")
    station.keep_tip()
    with station.writing():
        facts = next_receipt(station, laptop)
    path = files.unique_path(folder, f"receipt-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        receipt.write(
            sink,
            facts,
            signing_key=station.identity.signing_key,
            recipients=[laptop.recipient or "", *station.identity.recipients],
        )

    hashed = files.save(path, write)
    with station.writing():
        span = (None, facts.seq)
        result = str(facts.hq_seq)
        note_file(station, "out", "receipt", laptop.id, path.name, result=result, file_hash=hashed, span=span)
    return path


def next_receipt(station: Station, laptop: LaptopRow) -> ReceiptFacts:
    """Return what the next receipt for a laptop says, under a number of its own; wants an open transaction.

    Raises `UserFault("receipt.nothing-received")`.
    """
    head = station.log.head(laptop.id)
    if not head.sequence or laptop.recipient is None:
        raise UserFault("receipt.nothing-received", next_step=NextStep.NOTHING)
    settings = station.settings
    number = settings.find_number("receipt_number") + 1
    settings.put("receipt_number", number)
    return ReceiptFacts(
        prog=PROGRAMME,
        made=made(station),
        dev_for=laptop.id,
        seq=head.sequence,
        head=head.hash,
        hq_seq=number,
        hq_epoch=settings.find_number("hq_epoch", 1),
        hq_time_ms=station.told_ms(),
        counts={"operations": head.sequence},
        missing=attaching.missing(station, laptop.id),
        taken=taken_lately(station),
        backed=retention.backed(station, laptop.id),
    )


def _name(station: Station, device: bytes) -> str:
    row = laptops.find_laptop(station.database, device)
    return (row.name if row else None) or to_text(device)
