"""Purging is killed at every step: what is gone is told of, what is not goes the next time, and all is sound.

`STRIDE` is how many steps lie between two that are tried: 10, or 1 for all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.purged import MOMENT
from faults.village import assert_sound, world
from in_clear import readable_with_key
from tianye.domain.errors import UserFault
from tianye.services import backups, listing, purging, retention
from tianye.services.station import Station
from town import PASSPHRASE, Town

PURGED = Path(__file__).with_name("purged.py")
STRIDE = os.environ.get("STRIDE", "10")
FEWEST_STEPS = 100
SAID = tuple(f"要清除的话第{number}句" for number in range(6))

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed otherwise here")


def found_laptop(folder: Path) -> Path:
    """Make a laptop on which six answers may go; returns its folder, closed."""
    town = Town(folder / "town")
    hq, desk = town.headquarters(), town.desk("玉树")
    retention.set_rule(hq.station, 30)
    town.enrols(desk, "632701")
    town.sends_pack(desk)
    with desk.station.command("answers") as command:
        for text in SAID:
            answer = command.new_subject(owns_data=True)
            fields = {"on": "2026-06-12", "answers": {"/data/said": text}}
            command.add("response.finished", answer, fields, owner=answer, is_new=True)
    town.carry_stick(desk)
    retention.note_backup(hq.station, backups.make_backup(hq.station, folder / "elsewhere").path)
    town.sends_receipt(desk)
    town.close()
    return desk.station.folder


def is_all_gone(folder: Path) -> bool:
    """Open what a kill left, see that it is sound, and purge the rest; say whether nothing was left to purge."""
    with Station.open(folder, PASSPHRASE, world(MOMENT)) as station:
        assert_sound(station)
        assert listing.counts(station).responses == len(SAID)
        was_left = purging.preview(station).operations > 0
        if was_left:
            purging.purge(station)
        else:
            with pytest.raises(UserFault, match=r"purge\.nothing"):
                purging.purge(station)
        assert_sound(station)
        assert listing.counts(station).responses == len(SAID)
        assert station.database.row("SELECT count(*) FROM owner WHERE key IS NOT NULL") == (0,)
        assert readable_with_key(folder / "tianye.db", station.database.key, SAID) == []
        return not was_left


def test_killed_at_every_step(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    found_laptop(tmp_path).rename(tmp_path / "laptop")
    done = subprocess.run(
        [sys.executable, str(PURGED), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "STRIDE": STRIDE},
    )
    assert (done.returncode, done.stderr) == (0, "")
    ended = dict(line.split() for line in done.stdout.splitlines())
    assert len(ended) * int(STRIDE) > FEWEST_STEPS
    *before, last = ended.values()
    assert set(before) == {"killed"}
    assert last == "done"
    assert {is_all_gone(tmp_path / name) for name in ended} == {True, False}
