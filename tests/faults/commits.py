"""A laptop whose check-ins lie in the write-ahead log alone, and what a power cut or a bad sector leaves of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from faults.village import assert_sound, check_in_next, found_laptop, present, world
from tianye.domain.errors import WorldFault
from tianye.services.station import DATABASE_NAME, Station
from tianye.services.tips import find_tip
from town import PASSPHRASE

LOG = f"{DATABASE_NAME}-wal"
HEADER, FRAME_HEADER, PAGE = 32, 24, 4096
FRAME = FRAME_HEADER + PAGE
_SOUND_EVERY = 20


class Moment(NamedTuple):
    """How it stood after a commit: who was present, how far the run reached, where the log ended."""

    present: frozenset[bytes]
    sequence: int
    end: int


class Commits:
    """A folder that was killed after so many check-ins, none of them in the database file yet."""

    def __init__(self, folder: Path, count: int) -> None:
        self._laptop, self._tips = folder / "laptop", folder / "tips"
        self._left, self._left_tips = folder / "left", folder / "left-tips"
        found_laptop(self._laptop, people=count + 10)
        with self._opened(with_tips=True) as station:
            station.database.execute("PRAGMA wal_autocheckpoint=0")
            station.database.checkpoint()
            self.moments = [self._moment(station)]
            for _ in range(count):
                check_in_next(station)
                self.moments.append(self._moment(station))
            shutil.copytree(self._laptop, self._left)
            shutil.copytree(self._tips, self._left_tips)
            tip = find_tip(self._tips, self._laptop)
            assert tip is not None
            self.tip = tip.sequence
        self.log = (self._left / LOG).read_bytes()
        self.frames = (len(self.log) - HEADER) // FRAME
        ends = [HEADER + (place + 1) * FRAME for place in range(self.frames) if self._is_commit(place)]
        assert ends == [moment.end for moment in self.moments[1:]], "one commit, one check-in"

    def _is_commit(self, frame: int) -> bool:
        at = HEADER + frame * FRAME
        return self.log[at + 4 : at + 8] != bytes(4)

    def _opened(self, *, with_tips: bool) -> Station:
        here = replace(world("2026-06-12 09:00"), tips=self._tips if with_tips else None)
        return Station.open(self._laptop, PASSPHRASE, here)

    def _moment(self, station: Station) -> Moment:
        log = self._laptop / LOG
        end = max(log.stat().st_size, HEADER) if log.exists() else HEADER
        sequence = station.log.head(station.identity.device).sequence
        return Moment(frozenset(present(station)), sequence, end)

    def _left_with(self, log: bytes) -> None:
        for made, kept in ((self._laptop, self._left), (self._tips, self._left_tips)):
            shutil.rmtree(made)
            shutil.copytree(kept, made)
        (self._laptop / LOG).write_bytes(log)

    def at_most(self, length: int) -> Moment:
        """Return how it has to stand when the first so many bytes of the log are what was written."""
        return [moment for moment in self.moments if moment.end <= length or moment is self.moments[0]][-1]

    def fault_of(self, log: bytes, good: int, number: int) -> str:
        """Open the folder with another log, of which the first `good` bytes are right; returns what is wrong about it.

        It has to stand as after a commit, the last whose frames are all there; where that is less than the tip knows
        of, it is told, and not written in.
        """
        wanted = self.at_most(good)
        self._left_with(log)
        try:
            with self._opened(with_tips=False) as station:
                found = self._moment(station)
                if found[:2] != wanted[:2]:
                    return f"{len(found.present)} check-ins are there, {len(wanted.present)} must be"
                if number % _SOUND_EVERY == 0:
                    assert_sound(station)
                if check_in_next(station) in wanted.present:
                    return "somebody was checked in twice"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        self._left_with(log)
        return self._fault_of_telling(wanted)

    def _fault_of_telling(self, wanted: Moment) -> str:
        try:
            self._opened(with_tips=True).close()
        except WorldFault as fault:
            return "" if fault.code == "database.behind-tip" and wanted.sequence < self.tip else fault.code
        return "" if wanted.sequence >= self.tip else "older than its tip, and not told"

    # ---- what is done to the log -----------------------------------------------------------------------------------

    def cuts(self) -> list[int]:
        """Return every length to which the log is cut: at each border of a frame, a byte before and a byte after."""
        borders = [0, *(HEADER + place * FRAME for place in range(self.frames + 1))]
        found = {border + more for border in borders for more in (-1, 0, 1)}
        return sorted(length for length in found if 0 <= length <= len(self.log))

    def cut_to(self, length: int, number: int) -> str:
        """Cut the log; returns what is wrong then."""
        fault = self.fault_of(self.log[:length], length, number)
        return f"log cut to {length} of {len(self.log)} bytes: {fault}" if fault else ""

    def flip_in(self, frame: int, number: int) -> str:
        """Turn one bit of a frame over, in its page or, of every fourth, in its head; returns what is wrong then."""
        within = frame * 5 % FRAME_HEADER if frame % 4 == 0 else FRAME_HEADER + frame * 977 % PAGE
        start = HEADER + frame * FRAME
        log = bytearray(self.log)
        log[start + within] ^= 1 << frame % 8
        fault = self.fault_of(bytes(log), start, number)
        return f"bit flipped at byte {within} of frame {frame}: {fault}" if fault else ""
