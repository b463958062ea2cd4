"""The newest pack of a laptop, kept sealed for headquarters alone: one that was lost needs it back.

What headquarters says stands in its packs under its own signature, and it can open them. Once a laptop hears of a later
epoch, the last pack of the one before travels along with its bundles like any sealed file (docs/decisions/0012). The
laptop itself cannot read it again: what was erased here since must not stand in it (docs/decisions/0018).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from tianye.domain.errors import WorldFault
from tianye.exchange import seal
from tianye.services import pinning
from tianye.services.folders import FILES_FOLDER
from tianye.services.station import Station
from tianye.store import files
from tianye.store.carried import CarriedRow

_EPOCH: Final = "newest_pack_epoch"


def newest_path(station: Station) -> Path:
    """Return where the newest pack lies, if there is one."""
    return station.folder / FILES_FOLDER / "pack" / "newest.tianye"


def keep_newest(station: Station, path: Path, epoch: int) -> None:
    """Keep a pack that was installed in place of the one before, which goes along to headquarters if its epoch is over.

    A disk on which this fails has the pack installed all the same; the one before is then still there.
    """
    newest = newest_path(station)
    recipients = pinning.recipients(pinning.need_pinned(station))

    def write(source: BinaryIO, sink: BinaryIO) -> None:
        seal.seal_again(source, sink, [station.identity.box_identity], recipients, "pack")

    with suppress(WorldFault, seal.DecryptionFailed):
        if newest.is_file() and 0 < station.settings.find_number(_EPOCH) < epoch:
            size = newest.stat().st_size
            hashed = station.carried.copy_in(newest, size)
            with station.writing():
                station.carried.keep(CarriedRow(hashed, size, station.world.wall_ms(), None))
        with files.naming_failures(path.name):
            newest.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as source:
                size = path.stat().st_size
                files.save(newest, lambda sink: write(source, sink), expected_bytes=size, replace=True)
        with station.writing():
            station.settings.put(_EPOCH, epoch)
