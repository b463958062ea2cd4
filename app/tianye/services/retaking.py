"""Kept files in which somebody stands who was erased: written anew without her, or destroyed.

A bundle that waits for what comes before it may be all there is of its records, and others stand in it too. It is read
as when it is taken in, signature and chain, and written again: commitments for her payloads, no key of hers, signed by
headquarters, to whom alone it speaks now. The proof of a second writer proves nothing once it is changed: it is
destroyed, and its row says so; the records themselves are in the log. What no program here can read yet is left.
"""

from __future__ import annotations

from contextlib import suppress
from typing import BinaryIO, Final

from tianye.domain import chain
from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.ops import Sealed, decode_fields
from tianye.exchange import bundle, keys
from tianye.exchange.body import Consumer
from tianye.exchange.bundle import PackedRun
from tianye.exchange.container import Packing
from tianye.exchange.encoding import BundleFacts, make_block, operation_groups, with_first_keys
from tianye.services import kept
from tianye.services.station import Station
from tianye.store import files
from tianye.store.contents import named_contents
from tianye.store.oplog import speaks_of
from tianye.store.queries import kept_files, laptops
from tianye.store.queries.kept_files import KeptRow

_ANEW: Final = "anew"


def makers(station: Station, row: KeptRow | None = None) -> bundle.FindDevice:
    """Return how to find whose bundles are believed: enrolled laptops; of a file written anew here, headquarters'."""

    def find(device: bytes) -> keys.DevicePublic | None:
        if row is not None and row.came is not None:
            identity = station.identity
            publics = (keys.public_key(identity.signing_key), *identity.keyring.publics)
            return next((keys.DevicePublic(one) for one in publics if keys.device_id(one) == device), None)
        found = laptops.find_laptop(station.database, device)
        return keys.DevicePublic(found.sign_public) if found and found.sign_public and found.role == "laptop" else None

    return find


def clean(station: Station, only: bytes | None = None) -> bool:
    """Leave nothing of who was erased in the files that are kept, or in the one that came under a hash.

    Says whether all could be looked at; else it is to be done again. Opens transactions of its own.
    """
    if station.identity.role != "hq" or not station.log.erased:
        return True
    is_whole = True
    for row in kept_files.all_rows(station.database):
        if row.why in ("newer", kept.DESTROYED) or (only is not None and only not in (row.hash, row.came)):
            continue
        try:
            _clean(station, row)
        except WorldFault as fault:
            if fault.code.startswith("database."):
                raise
            is_whole = False
    kept.sweep(station)
    return is_whole


def _clean(station: Station, row: KeptRow) -> None:
    looking = _Without(station)
    try:
        _read(station, row, looking)
    except UserFault:
        # what of it can be decrypted could be hers, and nobody can use it
        _destroy(station, row)
        return
    if not looking.is_named:
        return
    if row.why != "gap":
        _destroy(station, row)
        return
    with station.writing():
        _write_anew(station, row)


def _read(station: Station, row: KeptRow, receiver: _Without) -> None:
    path = kept.path_of(station, row.hash)
    with files.naming_failures(row.name), path.open("rb") as source:
        bundle.read(source, station.identity.opens, makers(station, row), receiver)


def _destroy(station: Station, row: KeptRow) -> None:
    with station.writing():
        if row.why == "branch" and row.device is not None:
            destroyed = row._replace(why=kept.DESTROYED, size=0)
            kept_files.keep_row(station.database, destroyed, station.log.device_number(row.device))
        else:
            kept.drop(station, row.hash)


def _write_anew(station: Station, row: KeptRow) -> None:
    writing = _Without(station, Packing("ops"))
    _read(station, row, writing)
    facts, packing = writing.facts, writing.packing
    if facts is None or packing is None or row.device is None:
        return
    run = PackedRun(writing.count, packing.finish())
    identity = station.identity
    old = kept.path_of(station, row.hash)
    anew = old.with_suffix(f".{_ANEW}")

    def write(sink: BinaryIO) -> None:
        bundle.write_packed(sink, facts, run, (), signing_key=identity.signing_key, recipients=identity.recipients)

    hashed = files.save(anew, write, expected_bytes=row.size, replace=True)
    files.save_copy(anew, kept.path_of(station, hashed))
    kept.drop(station, row.hash)
    size = kept.path_of(station, hashed).stat().st_size
    fresh = row._replace(hash=hashed, size=size, came=row.came or row.hash)
    kept_files.keep_row(station.database, fresh, station.log.device_number(row.device))


class _Without:
    """Reads a bundle and says whether somebody erased stands in it; with a `packing` its operations go there without.

    Attachments are then kept as if it had been taken in, but for those that only what was said of her names.
    """

    def __init__(self, station: Station, packing: Packing | None = None) -> None:
        self._station = station
        self._erased = station.log.erased
        self._keys: dict[bytes, bytes] = {b"": chain.NO_OWNER_KEY}
        self._keyed: set[bytes] = set()
        self._hers: set[bytes] = set()
        self.packing = packing
        self.facts: BundleFacts | None = None
        self.count = 0
        self.is_named = False

    def begin(self, facts: BundleFacts) -> None:
        """Hear what is coming."""
        self.facts = facts

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        """Keep salt keys as long as this file is read."""
        self._keys.update(block)
        self.is_named |= any(owner in self._erased for owner, _ in block)

    def owner_key(self, owner: bytes) -> bytes | None:
        """Return a salt key that this file brought."""
        return self._keys.get(owner)

    def operations(self, block: list[bundle.Verified]) -> None:
        """Take operations in the order of their sequence."""
        found = []
        for sequence, header_bytes, header, payload, committed, _ in block:
            key = None if header.owner in self._erased else self._keys.get(header.owner)
            if payload is not None and speaks_of(header, payload, self._erased):
                self.is_named = True
                with suppress(UserFault):
                    self._hers |= named_contents(decode_fields(payload))
                hidden = chain.commitment(payload, sequence, self._keys[header.owner])
                found.append(Sealed(header_bytes, None, hidden, b"", key))
            else:
                found.append(Sealed(header_bytes, payload, committed, b"", key))
        self.count += len(found)
        for group in operation_groups(found) if self.packing is not None else ():
            carried, owners = with_first_keys(group, self._keyed)
            self._keyed |= owners
            if self.packing is not None:
                self.packing.add(make_block(carried))

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Keep an attachment of others."""
        if self.packing is None or hash in self._hers:
            return None
        return self._station.attachments.receiving(hash, length)
