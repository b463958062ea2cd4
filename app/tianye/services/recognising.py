"""What a file is that somebody brings: told by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tianye.domain.errors import UserFault, WorldFault
from tianye.exchange import glance, keys
from tianye.exchange.encoding import BundleFacts, PackFacts, ReceiptFacts
from tianye.services import runs
from tianye.services.packs import ENDING
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import laptops

Kind = Literal["pack", "receipt", "bundle", "card", "damaged", "other"]
CARD_BYTES = 4096
"""No card is longer: larger files are not read as text."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file and what it is.

    `is_for_us` is None where that cannot be told; `maker` and `device` (whom it is about) only where a known station
    signed the manifest. `number` is that of a pack, the last record of a receipt, each in headquarters' `epoch`; `span`
    the records of a bundle.
    `is_new` says that it brings this station something: a later pack, a later receipt, a bundle not taken in yet.
    A `damaged` one begins as a file of ours and cannot be read; `fault` says why.
    """

    path: Path
    kind: Kind
    is_for_us: bool | None = None
    maker: bytes | None = None
    device: bytes | None = None
    number: int = 0
    epoch: int = 0
    span: tuple[int, int] | None = None
    made_ms: int = 0
    is_new: bool = False
    card_name: str = ""
    fault: UserFault | None = None


def recognise(station: Station, path: Path) -> Recognised:
    """Say what a file is, from its first pages; a file of somebody else is `other`.

    Raises `WorldFault` as `files.naming_failures` for what cannot be read at all.
    """
    size = files.size_of(path)
    with files.naming_failures(path.name):
        if size <= CARD_BYTES and (card := _card(path.read_bytes())) is not None:
            return Recognised(path, "card", card_name=card.name)
        with path.open("rb") as source:
            try:
                seen = glance.glance(source, runs.box_identities(station))
            except UserFault as fault:
                if fault.code == "bundle.not-for-us":
                    return Recognised(path, "other", is_for_us=False)
                return Recognised(path, "damaged", fault=fault)
    if seen is None:
        return Recognised(path, "other")
    match seen.facts:
        case PackFacts() | ReceiptFacts() as facts:
            return _for_a_laptop(station, path, facts)
        case facts:
            return _bundle(station, path, facts, seen)


def _for_a_laptop(station: Station, path: Path, facts: PackFacts | ReceiptFacts) -> Recognised:
    kind: Kind
    if isinstance(facts, PackFacts):
        kind, number = "pack", facts.pack_seq
        newest = {station.identity.device: station.settings.find_number("pack_number")}
    else:
        kind, number = "receipt", facts.seq
        newest = {run.device: run.received for run in runs.all_runs(station)}
    is_for_us = facts.dev_for in newest
    # a word of a later epoch makes all earlier ones void, one of an older epoch is void itself
    known = station.settings.find_number("hq_epoch")
    return Recognised(
        path,
        kind,
        is_for_us,
        device=facts.dev_for,
        number=number,
        epoch=facts.hq_epoch,
        made_ms=facts.made.wall_ms,
        is_new=is_for_us and (facts.hq_epoch, number) > (known, newest[facts.dev_for]),
    )


def _bundle(station: Station, path: Path, facts: BundleFacts, seen: glance.Glance) -> Recognised:
    row = laptops.find_laptop(station.database, facts.dev)
    is_known = bool(row and row.sign_public and seen.is_signed_by(row.sign_public))
    return Recognised(
        path,
        "bundle",
        station.identity.role == "hq",
        maker=facts.dev if is_known else None,
        device=facts.dev if is_known else None,
        span=(facts.from_seq, facts.to_seq),
        made_ms=facts.made.wall_ms,
        is_new=station.identity.role == "hq" and laptops.exchanged_file(station.database, files.hash_of(path)) is None,
    )


def _card(body: bytes) -> keys.Card | None:
    try:
        return keys.read_card(body.decode("utf-8-sig"))
    except (UserFault, UnicodeDecodeError):
        return None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and those of ours in the folders that are named or directly below; none twice.

    Files that vanish meanwhile, or folders that cannot be listed, are left out.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = [path]
        try:
            if path.is_dir():
                pattern = f"*{ENDING}"
                inside = sorted([*path.glob(pattern), *path.glob(f"*/{pattern}")])
        except OSError:
            inside = []
        found |= dict.fromkeys(inside)
    return list(found)


def recognise_all(station: Station, paths: Iterable[Path]) -> list[Recognised]:
    """Say what the files and the files of the folders are; those that cannot be read are left out."""
    found = []
    for path in files_in(paths):
        try:
            found.append(recognise(station, path))
        except WorldFault:
            continue
    return found
