"""Sticks between the data folders of a day: bundles with a gap, a torn one, all that headquarters may get."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from services.torn import add_much
from tianye.exchange import encoding, keys
from tianye.services import backups, bundles, checkin, erasing, fleet, importing, packs, receipt_codes, registration
from tianye.services.founding import World
from tianye.services.station import Station
from ui import days

HOUR_MS = 3_600_000
_random = random.Random(23)


def _world(played: days.Played) -> World:
    # a story's own randomness begins anew at each opening: ids would come twice
    return replace(played.world(later_ms=HOUR_MS), random=_random.randbytes)


def hands_over(played: days.Played, laptop: str, stick: Path, *, people: int = 1, much: bool = False) -> Path:
    """Let a laptop register people and write a bundle onto a stick."""
    with Station.open(played.folder / laptop, days.PASSPHRASE, _world(played)) as station:
        for number in range(people):
            registration.register(station, {"name": "拉毛" if number % 2 else "卓玛", "sex": "f"})
        if much:
            add_much(station)
        return bundles.make_bundle(station, stick).path


def believes_received(played: days.Played, laptop: str) -> None:
    """Let a laptop believe a receipt headquarters knows nothing of: it was restored from an older backup."""
    with Station.open(played.folder / laptop, days.PASSPHRASE, _world(played)) as station:
        head = bundles.standing(station).written
        with station.writing():
            station.settings.put("received_sequence", head)


def torn(path: Path) -> Path:
    """Tear the end off a bundle, as a stick does that is pulled out while another program copies."""
    path.write_bytes(path.read_bytes()[:-200])
    return path


def arrive(played: days.Played, paths: list[Path]) -> fleet.TakenIn:
    """Take bundles in at headquarters."""
    with Station.open(played.folder / "hq", days.PASSPHRASE, _world(played)) as hq:
        return fleet.take_in(hq, paths)


def receipt(played: days.Played, stick: Path, name: str = "玉树一号") -> Path:
    """Take in at headquarters what lies on a stick, and put the receipt of a laptop on it."""
    with Station.open(played.folder / "hq", days.PASSPHRASE, _world(played)) as hq:
        for path in stick.glob("bundle-*.tianye"):
            importing.import_bundle(hq, path)
        return importing.make_receipt(hq, packs.get_laptop(hq, name), stick)


def receipt_text(played: days.Played, stick: Path, name: str = "玉树一号") -> str:
    """Take in at headquarters what lies on a stick, and read out the code of a laptop's receipt."""
    with Station.open(played.folder / "hq", days.PASSPHRASE, _world(played)) as hq:
        for path in stick.glob("bundle-*.tianye"):
            importing.import_bundle(hq, path)
        return receipt_codes.make_receipt_code(hq, packs.get_laptop(hq, name)).text


def restored(played: days.Played, laptop: str) -> Path:
    """Make another data folder of a laptop's backup, as somebody does whose laptop was lost."""
    target = played.folder / f"{laptop}-restored"
    with Station.open(played.folder / laptop, days.PASSPHRASE, _world(played)) as station:
        made = backups.make_backup(station, played.folder / "backup")
    backups.restore_backup(made.path, target, days.PASSPHRASE, world=_world(played))
    return target


def new_laptop(folder: Path, name: str = "玉树三号") -> str:
    """Make a laptop's data folder and return the text of its card."""
    world = World(cost=keys.CHEAP)
    with Station.create(
        folder, "laptop", name=name, operator="才仁永藏", passphrase=days.PASSPHRASE, world=world
    ) as station:
        return keys.card_text(station.identity.card)


def copy_hands_over(
    played: days.Played,
    laptop: str,
    stick: Path,
    who: Sequence[str] = ("拉毛措", "周毛吉"),
    correcting: bytes | None = None,
) -> Path:
    """Copy a laptop's folder, let both copies go on, and write what the second one did onto a stick.

    What the first one did meanwhile is taken in at headquarters. The second one may be `correcting` somebody.
    """
    folder = played.folder / laptop
    copy = folder.with_name(f"{laptop}-copy")
    shutil.copytree(folder, copy)
    arrive(played, [hands_over(played, laptop, stick, people=2)])
    with Station.open(copy, days.PASSPHRASE, _world(played)) as twin:
        for name in who:
            registration.register(twin, {"name": name, "sex": "f"})
        (code,) = twin.database.row("SELECT code FROM session ORDER BY held_on, code") or ("",)
        for name in who:
            checkin.check_in(twin, checkin.get_session(twin, str(code)), name)
        if correcting is not None:
            registration.correct(twin, correcting, {"alias": "小名"})
        return bundles.make_bundle(twin, stick).path


def erases_who_stands_in_a_copy(played: days.Played, stick: Path) -> None:
    """Take in what a copied folder wrote of somebody, and have her erased at headquarters."""
    with Station.open(played.folder / "laptop-1", days.PASSPHRASE, _world(played)) as station:
        (person,) = station.database.row("SELECT subject.id FROM person JOIN subject USING (no) ORDER BY no") or (b"",)
    arrive(played, [copy_hands_over(played, "laptop-1", stick, correcting=bytes(person))])
    with Station.open(played.folder / "hq", days.PASSPHRASE, _world(played)) as hq:
        erasing.order_person(hq, bytes(person), erasing.Why.WITHDRAWN)
        erasing.carry_out(hq)


def with_gap_and_refusal(played: days.Played, stick: Path) -> list[Path]:
    """Make bundles that leave a gap at one laptop and bring a torn one of the other; returns them in that order."""
    first = hands_over(played, "laptop-1", stick / "a", people=3)
    believes_received(played, "laptop-1")
    waiting = hands_over(played, "laptop-1", stick / "b", people=2)
    broken = torn(hands_over(played, "laptop-2", stick / "b", much=True))
    first.rename(stick / "forgotten.tianye")
    return [waiting, broken]


def goes_on_after_revocation(played: days.Played, laptop: str, stick: Path, name: str) -> Path:
    """Revoke a laptop at headquarters, and let it write on."""
    with Station.open(played.folder / "hq", days.PASSPHRASE, _world(played)) as hq:
        packs.revoke(hq, packs.get_laptop(hq, name), "丢了")
    return hands_over(played, laptop, stick, people=3)


def headquarters_restored(played: days.Played) -> None:
    """Let headquarters be lost and put a backup of it in its place."""
    folder = played.folder / "hq"
    with Station.open(folder, days.PASSPHRASE, _world(played)) as hq:
        made = backups.make_backup(hq, played.folder / "disk")
    shutil.rmtree(folder)
    backups.restore_backup(made.path, folder, days.PASSPHRASE, world=_world(played))


def of_a_newer_program(played: days.Played, laptop: str, stick: Path) -> Path:
    """Write a bundle in a format that this release cannot read."""
    with Station.open(played.folder / laptop, days.PASSPHRASE, _world(played)) as station, newer_format():
        return bundles.make_bundle(station, stick).path


@contextmanager
def newer_format() -> Iterator[None]:
    """Let files be written that only a later format's readers may read."""
    with patch.object(encoding, "FORMAT", encoding.FORMAT + 1):
        yield
