"""A headquarters and files for it that meet everything a file can: some wait, some part, some are past a boundary."""

from __future__ import annotations

import shutil
from pathlib import Path

from tianye.services import bundles, diagnostics, held, importing, kept, registration
from tianye.services.station import Station
from tianye.store.queries import kept_files
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"


class Pile:
    """A headquarters, closed, and files of two laptops: gaps, overlaps, a copy's, and what was written past a boundary.

    `waits`, `branches` and `beyond` are files that meet these when they are imported in the order of `files`.
    """

    def __init__(self, folder: Path) -> None:
        town = Town(folder)
        hq = town.headquarters()
        desks = [town.desk(name) for name in ("玉树", "称多")]
        for desk in desks:
            town.enrols(desk, YUSHU)
            town.sends_pack(desk)
        copied, revoked = desks
        self.files: list[Path] = []
        copied.station.close()
        shutil.copytree(copied.station.folder, folder / "copy")
        copied.station = Station.open(copied.station.folder, PASSPHRASE, copied.station.world)
        for number in range(3):
            self._adds(copied, number)
        with Station.open(folder / "copy", PASSPHRASE, hq.station.world) as copy:
            twin = Desk(copy, copied.clock, copied.stick)
            for number in range(10, 12):
                self._adds(twin, number)
        self._adds(revoked, 20)
        first = revoked.station.log.head(revoked.station.identity.device)
        with hq.station.command("revoke laptop") as command:
            fields = {"last_sequence": first.sequence, "last_head": first.hash, "reason": "丢失"}
            command.add("laptop.revoked", revoked.station.identity.device, fields)
        self._adds(revoked, 21, forgets=False)
        town.close()
        self.folder = hq.station.folder
        self.world = hq.station.world

    def _adds(self, desk: Desk, number: int, *, forgets: bool = True) -> None:
        registration.register(desk.station, {"name": f"人{number}", "place": f"{YUSHU}200200"})
        self.files.append(bundles.make_bundle(desk.station, desk.stick).path)
        if forgets:
            with desk.station.writing():
                head = desk.station.log.head(desk.station.identity.device)
                desk.station.settings.put("received_sequence", head.sequence)

    def opened(self, folder: Path) -> Station:
        """Open a copy of its headquarters."""
        return Station.open(folder, PASSPHRASE, self.world)


def everything(station: Station) -> tuple[object, ...]:
    """Return all that came in: what was signed, what is held back, what waits."""
    own = station.log.device_number(station.identity.device)
    rows = station.database.rows(
        "SELECT header, payload, chain, state FROM operation WHERE id >> 32 <> ? ORDER BY header, chain", (own,)
    )
    waits = [row.hash for row in kept_files.rows_kept(station.database, "gap")]
    proofs = [row.hash for row in kept_files.rows_kept(station.database, "branch")]
    return rows, sorted(waits), sorted(proofs), {one.run: one.count for one in held.held_runs(station)}


def is_whole(station: Station) -> bool:
    """Say whether the folder is sound and every file it says it keeps is there as it came."""
    rows = [*kept_files.rows_kept(station.database, "gap"), *kept_files.rows_kept(station.database, "branch")]
    is_kept = all(importing.files.hash_of(kept.path_of(station, row.hash)) == row.hash for row in rows)
    return is_kept and diagnostics.check(station, full=True).findings == ()
