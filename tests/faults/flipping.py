"""One bit turned over in a data folder: is it noticed, is nothing wrong shown, is the rest saved?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from faults.village import SESSION, check_in_next, found_laptop, world
from tianye.domain.errors import TianyeError, WorldFault
from tianye.services import checkin, diagnostics, rescue
from tianye.services.station import DATABASE_NAME, Station, World
from tianye.store.database import Database
from tianye.store.queries.people import all_people
from town import PASSPHRASE

PAGE = 4096


class Flips:
    """A laptop with people and check-ins, closed, and what is shown of it; below a folder of its own."""

    def __init__(self, folder: Path, people: int, check_ins: int) -> None:
        self.laptop = folder / "laptop"
        self._flipped, self._saved = folder / "flipped", folder / "saved"
        found_laptop(self.laptop, people)
        with self.opened(self.laptop) as station:
            for _ in range(check_ins):
                check_in_next(station)
            checkin.walk_in_without_name(station, checkin.get_session(station, SESSION), sex="f", age_group=None)
            station.database.checkpoint()
        with self.opened(self.laptop) as station:
            self.device = station.identity.device
            self._right = list(_shown(station))
            self._whole = _operations(station.database)
            self._people = len(all_people(station.database))
        self.pages = range((self.laptop / DATABASE_NAME).stat().st_size // PAGE)

    def opened(self, folder: Path) -> Station:
        """Open a folder an hour later; no tip is kept of what is thrown away."""
        return Station.open(folder, PASSPHRASE, self._world)

    @property
    def _world(self) -> World:
        return replace(world("2026-06-12 10:00"), tips=None)

    def flipped(self, page: int) -> Path:
        """Return a copy of the folder with one bit of one page turned over; the copy before it is gone."""
        shutil.rmtree(self._flipped, ignore_errors=True)
        shutil.copytree(self.laptop, self._flipped)
        path = self._flipped / DATABASE_NAME
        content = bytearray(path.read_bytes())
        content[page * PAGE + (page * 977) % PAGE] ^= 1 << page % 8
        path.write_bytes(content)
        return self._flipped

    def fault_of(self, page: int) -> str:
        """Flip a page, show everything, look for damage; returns what is wrong about that: nothing, as a rule."""
        folder = self.flipped(page)
        try:
            with self.opened(folder) as station:
                if any(told not in (None, known) for told, known in zip(_shown(station), self._right, strict=True)):
                    return f"page {page}: something wrong was shown"
        except TianyeError:
            pass
        try:
            with self.opened(folder) as station:
                if diagnostics.check(station, full=True).is_sound:
                    return f"page {page}: not noticed"
        except WorldFault:
            pass
        return ""

    def rescued(self, page: int) -> tuple[Path, rescue.Rescued] | None:
        """Flip a page and save what can be read; None where it was refused, and then nothing is there."""
        folder = self.flipped(page)
        shutil.rmtree(self._saved, ignore_errors=True)
        before = (folder / DATABASE_NAME).read_bytes()
        try:
            done = rescue.rescue_folder(folder, self._saved, PASSPHRASE, self._world)
        except WorldFault as fault:
            code = fault.code
        else:
            assert (folder / DATABASE_NAME).read_bytes() == before
            return self._saved, done
        assert code.split(".")[0] in ("database", "rescue")
        assert not self._saved.exists()
        return None

    def saved(self, page: int) -> int | None:
        """Save what can be read: all of it is as it was entered, the rest is counted; returns how many were lost.

        None where nothing could be saved.
        """
        made = self.rescued(page)
        if made is None:
            return None
        target, done = made
        with self.opened(target) as station:
            found = _operations(station.database)
            kept = {name: one for name, one in found.items() if name in self._whole}
            assert all(self._whole[name] == one for name, one in kept.items())
            assert len(self._whole) - len(kept) == done.lost_operations
            assert done.is_complete or done.lost_operations or done.doubtful
            assert diagnostics.check(station, full=True).findings == () or not done.is_complete
            if not (done.lost_keys or done.lost_operations):
                assert check_in_next(station)
            if done.is_complete:
                assert len(all_people(station.database)) == self._people
        return int(done.lost_operations)


def _shown(station: Station) -> Iterator[object]:
    """What the program shows of a folder, question by question."""
    for question in (
        lambda: [(row.id, row.name, row.phone) for row in all_people(station.database)],
        lambda: checkin.counts(station, checkin.get_session(station, SESSION)),
        station.log.count,
        lambda: [sealed.payload for sealed in station.log.run(station.identity.device, 1, 1000)],
    ):
        try:
            yield question()
        except TianyeError:
            yield None


def _operations(database: Database) -> dict[tuple[bytes, int], tuple[object, ...]]:
    return {
        (bytes(device), number & 0xFFFFFFFF): (header, payload)
        for device, number, header, payload in database.rows(
            "SELECT device.id, operation.id, header, payload FROM operation "
            "JOIN device ON device.no = operation.id >> 32"
        )
    }
