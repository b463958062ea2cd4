"""Headquarters' next keys as they are typed: shown, locked away, put in use, and all that is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import enrols
from cli.terminal import SECRET, Terminal

KEYS = "铁柜里的第二把钥匙 2026"


@pytest.fixture
def says() -> Iterator[pytest.MonkeyPatch]:
    """What is given in variables of the environment."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TIANYE_KEYS_PASSPHRASE", KEYS)
        yield patched


def sends(hq: Terminal, laptop: Terminal, stick: Path) -> None:
    """Carry a pack over, and give no words."""
    for old in stick.iterdir():
        old.unlink()
    hq.gets("pack", "make", "--all", "--to", stick)
    (made,) = stick.glob("pack-*")
    laptop.gets("pack", "install", made)


def test_shown_locked_away_and_put_in_use(
    paired: tuple[Terminal, Terminal], stick: Path, tmp_path: Path, says: pytest.MonkeyPatch
) -> None:
    hq, laptop = paired
    shown = hq.gets("station", "next-keys")
    assert (shown["is_here"], shown["file"], len(shown["words"])) == (True, None, 6)
    path = tmp_path / "next.tianye"
    assert hq.gets("station", "next-keys", path, "--stays")["is_here"] is True
    hq.is_refused(3, "file.exists", "station", "next-keys", path)
    path.unlink()
    locked = hq.gets("station", "next-keys", path)
    assert (locked["is_here"], locked["words"]) == (False, shown["words"])
    hq.is_refused(3, "keys.next-taken-off", "station", "rotate-keys")
    says.setenv("TIANYE_KEYS_PASSPHRASE", "another passphrase")
    hq.is_refused(3, "keys.wrong-passphrase", "station", "rotate-keys", "--keys", path)
    says.setenv("TIANYE_KEYS_PASSPHRASE", KEYS)
    hq.is_refused(3, "keys.next-unreadable", "station", "rotate-keys", "--keys", __file__)
    turned = hq.gets("station", "rotate-keys", "--keys", path)
    assert turned["words"] == shown["words"] == hq.gets("station", "card")["words"]
    assert turned["next_words"] == hq.gets("station", "next-keys")["words"] != shown["words"]
    hq.is_refused(3, "keys.next-in-use", "station", "rotate-keys", "--keys", path)
    sends(hq, laptop, stick)
    assert hq.gets("station", "next-keys", "--anew")["words"] != turned["next_words"]
    hq.gets("station", "rotate-keys")
    sends(hq, laptop, stick)
    laptop.is_refused(3, "station.wrong-role", "station", "next-keys")
    laptop.is_refused(3, "station.wrong-role", "station", "rotate-keys")


def test_a_lost_headquarters_goes_on_with_its_next_keys(
    paired: tuple[Terminal, Terminal], stick: Path, tmp_path: Path, says: pytest.MonkeyPatch
) -> None:
    hq, laptop = paired
    path = tmp_path / "next.tianye"
    hq.gets("station", "next-keys", path)
    sends(hq, laptop, stick)
    (kept,) = stick.glob("pack-*")
    old = tmp_path / "old pack.tianye"
    shutil.copy(kept, old)
    people = hq.gets("station", "status")["counts"]["people"]
    shutil.rmtree(hq.folder)
    found = Terminal(tmp_path / "new computer", SECRET, hq.world)
    arguments = ("station", "init", "--name", "总部", "--operator", "接手的人", "--keys", path)
    assert found.types(*arguments, "--role", "laptop").status == 2
    found.gets(*arguments, "--role", "hq")
    enrols(found, laptop)
    found.gets("bundle", "import", old)
    assert found.gets("station", "status")["counts"]["people"] == people
    sends(found, laptop, stick)
    assert laptop.gets("bundle", "make", "--to", stick)["operations"] >= 0
