"""The doors that strange files come to, in a process that notes what each costs.

    PYTHONPATH=app:tests python -m hostile.doors FOLDER       one line of JSON for each hostile file

The process has read a good file at every door before it is measured: what is counted is what a hostile one adds.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from exchange.desk import Import, Station, knows
from hostile.make import ALL, TAKEN, markdown, parts, write, xform, zipped
from hostile.make_pictures import png
from tianye.domain import badges
from tianye.domain.errors import TianyeError
from tianye.exchange import bundle, keys, pack, qr, receipt
from tianye.forms.definition import FormDefinition
from tianye.forms.entry import Entry, Surroundings
from tianye.services.forms_library import load_form
from tianye.services.lists import load_sheets
from tianye.ui.parts.code_reader import _picture
from vectors.make import HEADQUARTERS, LAPTOP


@lru_cache(maxsize=1)
def definition_of(path: Path) -> FormDefinition:
    """Read a form; what reading costs is measured at the door of forms."""
    return load_form(path).definition


def enter(path: Path) -> None:
    """Begin to fill a form in, as trying it out does."""
    around = Surroundings(lambda: datetime(2026, 6, 12, tzinfo=UTC), lambda: 0.5, lambda: "0")
    Entry.open(definition_of(path), around)


def take_in(read: Callable[..., object], identity: str, maker: Station) -> Callable[[Path], None]:
    """Return a door for bundles or packs: what it lets in is written in one transaction, or none of it."""

    def door(path: Path) -> None:
        with Import() as take:
            try:
                take.take(read, path.read_bytes(), identity, knows(maker))
            finally:
                is_empty = take.committed == 0
            assert not is_empty

    return door


def take_receipt(path: Path) -> None:
    """Read a receipt at the laptop."""
    with path.open("rb") as source:
        receipt.read(source, [LAPTOP.identity], knows(HEADQUARTERS))


DOORS: dict[str, Callable[[Path], object]] = {
    "sheets": load_sheets,
    "form": load_form,
    "entry": enter,
    "bundle": take_in(bundle.read, HEADQUARTERS.identity, LAPTOP),
    "pack": take_in(pack.read, LAPTOP.identity, HEADQUARTERS),
    "receipt": take_receipt,
    "card": lambda path: keys.read_card(path.read_text(encoding="utf-8")),
    "badge": lambda path: badges.decode(path.read_text(encoding="utf-8")),
    "text": lambda path: qr.read_receipt_text(path.read_text(encoding="utf-8"), knows(HEADQUARTERS)),
    "picture": _picture,
    "key": lambda path: keys.unwrap(path.read_bytes(), "x"),
}


def outcome(door: str, path: Path) -> str:
    """Return what is said of a file: its code, or that it was taken."""
    try:
        DOORS[door](path)
    except TianyeError as fault:
        return fault.code
    return TAKEN


def peak_bytes() -> int:
    """Return the most memory this process has held since it was last asked to forget."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def spent_seconds() -> float:
    """Return what this process and those it started have computed."""
    here, below = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return here.ru_utime + here.ru_stime + below.ru_utime + below.ru_stime


def main() -> None:
    """Bring every hostile file to its door and tell what came of it."""
    folder = Path(sys.argv[1])
    quarantine = Path(os.environ["TMPDIR"])
    good = {"sheets": ("good.xlsx", zipped(parts())), "form": ("good.md", markdown([("text", "a", "a")]))}
    good |= {"picture": ("good.png", png(2000, 2000))}
    good |= {"entry": ("good.xml", xform())}
    for door, (name, body) in good.items():
        path = folder / name
        path.write_bytes(body)
        assert outcome(door, path) == TAKEN
        path.unlink()
    for one in ALL:
        path = write(folder, one)
        if one.door == "entry":
            with suppress(TianyeError):
                definition_of(path)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        idle, began, by_clock = peak_bytes(), spent_seconds(), time.monotonic()
        code = outcome(one.door, path)
        told = {
            "file": f"{one.door}/{one.name}",
            "code": code,
            "seconds": round(spent_seconds() - began, 2),
            "by_clock": round(time.monotonic() - by_clock, 2),
            "mebibytes": round((peak_bytes() - idle) / (1 << 20), 1),
            "left": sorted(one.name for place in (folder, quarantine) for one in place.iterdir() if one != path),
        }
        path.unlink()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
