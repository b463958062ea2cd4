"""One bundle into the open transaction: it is followed along the run it continues, and onto another where it parts.

What is here already is passed over once the chain agrees. What parts from what is here is a second writer under one
identity: it goes on a branch of its own and waits for a person, as does what a revoked laptop wrote past its boundary.
"""

from __future__ import annotations

from bisect import bisect_left

from tianye.domain import branches
from tianye.domain.changes import Changes, Gathered
from tianye.domain.errors import NextStep, UserFault
from tianye.exchange import bundle
from tianye.exchange.body import Consumer
from tianye.exchange.encoding import BundleFacts, complete
from tianye.services import attaching, held
from tianye.services.station import Station
from tianye.store.oplog import Arrived
from tianye.store.queries import laptops


def run_at(station: Station, device: bytes, sequence: int, hashed: bytes) -> bytes | None:
    """Return the id of a device's run, or of a branch of it, whose chain stands at `hashed` there; None for none."""
    log = station.log
    names = sorted((name for name in log.branches.values() if branches.device_of(name) == device), key=len)
    for name in (device, *names):
        identifier = branches.branch_id(name)
        if log.hash_at(identifier, sequence) == hashed:
            return identifier
    return None


class Following:
    """Takes a bundle in; `branches` are the ids of the branches that it brought something of.

    `new` counts what was not here yet, `held` what of it waits for a person's decision, `purged` what of it came
    without contents because the laptop had purged it, `filled` what was here so and has its contents now.
    `known_before` is how far the device's own run was known. `device` is whose run it is, where headquarters wrote the
    file anew.
    """

    def __init__(self, station: Station, device: bytes | None = None) -> None:
        self._station = station
        self._device = device
        self._run = b""
        self._reached = 0
        self._boundary: int | None = None
        self._free: int | None = None
        self.facts: BundleFacts | None = None
        self.known_before = 0
        self.new = self.unknown = self.unusable = self.held = self.purged = self.filled = 0
        self.branches: list[bytes] = []
        self.gathered = Gathered()

    def begin(self, facts: BundleFacts) -> None:
        """Find the run that the bundle continues; raises `UserFault("bundle.gap")` where its beginning is missing."""
        if self._device is not None:
            facts = complete(facts, self._device, facts.to, facts.sec)
        self.facts = facts
        self._station.log.begin_bringing()
        self.known_before = self._station.log.head(facts.dev).sequence
        laptop = laptops.find_laptop(self._station.database, facts.dev)
        self._boundary = laptop.revoked_after if laptop else None
        run = run_at(self._station, facts.dev, facts.from_seq - 1, facts.prev)
        if run is None:
            needs = self.known_before + 1
            raise UserFault("bundle.gap", next_step=NextStep.ASK_SENDER, first=facts.from_seq, needs=needs)
        self._turn_to(run)

    def _turn_to(self, run: bytes) -> None:
        self._run = run
        station, facts = self._station, self.facts
        self._reached = station.log.head(run).sequence
        self._free = self._boundary if run not in station.log.branches else 0
        if self._free is not None and facts is not None:
            # what a person has let in stays in, also where this headquarters was restored and hears it again
            choice, until = held.decided(station, facts.dev, run)
            self._free = max(self._free, until) if choice == held.TAKEN else self._free

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        """Keep salt keys."""
        self._station.log.keep_owner_keys(block)

    def owner_key(self, owner: bytes) -> bytes | None:
        """Return a salt key that this bundle brought."""
        return self._station.log.brought_key(owner)

    def operations(self, block: list[bundle.Verified]) -> None:
        """Take operations in the order of their sequence."""
        while block:
            block = self._take(block)

    def _take(self, block: list[bundle.Verified]) -> list[bundle.Verified]:
        """Take what belongs to this run, and return what parts from it."""
        log, run = self._station.log, self._run
        known = min(max(self._reached - block[0][0] + 1, 0), len(block))
        if known and log.hash_at(run, block[known - 1][0]) != block[known - 1][5]:
            # the chain covers everything before: once it differs, it differs to the end
            place = bisect_left(block, True, 0, known, key=lambda one: log.hash_at(run, one[0]) != one[5])
            self._part(block[place])
            return block[place:]
        # in a branch, what its writer knows by the device's id is known by the branch's (`Arrived.author`)
        if known and log.lacks_purged(run, block[0][0], block[known - 1][0]):
            self._fill_in(block[:known])
        fresh = [
            Arrived(
                run, header_bytes, header, payload, committed, hashed, payload is None and self._is_purged(sequence)
            )
            for sequence, header_bytes, header, payload, committed, hashed in block[known:]
        ]
        if not fresh:
            return []
        place_differing = log.differing(run, fresh)
        self._store(fresh[:place_differing])
        if place_differing is None:
            return []
        parting = known + place_differing
        self._part(block[parting])
        return block[parting:]

    def _is_purged(self, sequence: int) -> bool:
        return self.facts is not None and any(one.first <= sequence <= one.last for one in self.facts.purged)

    def _fill_in(self, block: list[bundle.Verified]) -> None:
        """Take back what is known here without its contents, where this bundle still has them."""
        station, run = self._station, self._run
        filled, touched = station.log.fill_in(run, [Arrived(run, *one[1:]) for one in block])
        self.filled += filled
        self.gathered.add(Changes(station.projections.refresh(touched)))

    def _part(self, operation: bundle.Verified) -> None:
        log = self._station.log
        parent = log.branches.get(self._run, self._run)
        name = branches.branch_name(parent, operation[0], operation[5])
        if not branches.is_author(name):
            # parted more often than a name can say: nobody copies a folder so often by mistake
            raise UserFault("bundle.fork", next_step=NextStep.ASK_HEADQUARTERS, sequence=operation[0])
        identifier = branches.branch_id(name)
        if identifier not in log.branches:
            log.begin_branch(name)
        self._turn_to(identifier)

    def _store(self, fresh: list[Arrived]) -> None:
        if not fresh:
            return
        station = self._station
        applied, waiting = fresh, fresh[:0]
        if self._run in station.log.branches and self._run not in self.branches:
            self.branches.append(self._run)
        if self._free is not None and fresh[-1].header.sequence > self._free:
            part = max(self._free - fresh[0].header.sequence + 1, 0)
            applied, waiting = fresh[:part], fresh[part:]
        if applied:
            new, unknown, unusable, changes = station.take_in(applied)
            self.new += new
            self.unknown += unknown
            self.unusable += unusable
            self.purged += sum(one.is_purged for one in applied)
            self.gathered.add(changes)
            station.has_seen(applied[-1].header.stamp)
        if waiting:
            kept = station.log.hold(waiting)
            self.new += kept
            self.held += kept
        self._reached = fresh[-1].header.sequence

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Keep an attachment, unless it can be of somebody who was erased: then it is one that nothing here names."""
        if self._station.log.erased and not attaching.is_named(self._station, hash):
            return None
        return self._station.attachments.receiving(hash, length)
