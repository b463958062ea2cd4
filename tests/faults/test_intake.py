"""The disk of headquarters fails while it takes in what waits, parts and goes past a boundary (killed: `deeds`)."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from faults.disks import FailingDisk
from faults.pile import Pile, everything, is_whole
from tianye.domain.errors import TianyeError
from tianye.services import held, importing, kept
from tianye.services.station import Station
from tianye.store.queries import kept_files

MOST = 400


@pytest.fixture
def pile(tmp_path: Path) -> Pile:
    return Pile(tmp_path / "town")


def failing_at_every_call(folder: Path, act: Callable[[], object], check: Callable[[], None]) -> int:
    """Do something with its first call of the disk failing, then its second, until it does not fail any more."""
    codes: set[str] = set()
    for attempt in count(1):
        assert attempt < MOST
        failing = FailingDisk(folder, attempt, errno.EIO)
        try:
            with failing.plugged_in():
                act()
        except TianyeError as fault:
            assert failing.has_failed
            codes.add(fault.code.partition(".")[0])
            check()
        else:
            assert codes == {"file"}
            return attempt - 1
    raise AssertionError


@pytest.fixture
def station(pile: Pile) -> Iterator[Station]:
    with pile.opened(pile.folder) as station:
        yield station


def test_a_disk_that_fails_at_any_call_keeps_a_waiting_file_or_says_so(pile: Pile, station: Station) -> None:
    before = everything(station)

    def nothing_changed() -> None:
        assert everything(station) == before
        assert is_whole(station)

    late = pile.files[2]
    folder = kept.path_of(station, bytes(32)).parent
    failed = failing_at_every_call(folder, lambda: importing.import_bundle(station, late), nothing_changed)
    assert failed >= 5
    assert len(kept_files.rows_kept(station.database, "gap")) == 1
    assert is_whole(station)


def test_a_disk_that_fails_at_any_call_keeps_a_branch_whole_or_not_at_all(pile: Pile, station: Station) -> None:
    for path in pile.files[:3]:
        importing.import_bundle(station, path)
    before = everything(station)

    def nothing_changed() -> None:
        assert everything(station) == before
        assert is_whole(station)

    copy = pile.files[3]
    folder = kept.path_of(station, bytes(32)).parent
    failed = failing_at_every_call(folder, lambda: importing.import_bundle(station, copy), nothing_changed)
    assert failed >= 5
    assert [one.count for one in held.held_runs(station)] == [1]
    assert is_whole(station)
