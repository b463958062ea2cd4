"""What lies ready against a forgotten passphrase: a key file that a code at random opens, and the letter with the code.

At a laptop the letter is for headquarters' keys; it lies beside the keys and travels in every bundle.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from tianye.domain.errors import WorldFault
from tianye.domain.ids import to_text
from tianye.exchange import keyfiles, recovery
from tianye.services import pinning
from tianye.services.folders import KEYS_FOLDER
from tianye.services.station import Station
from tianye.services.unlocking import RECOVERY, path_of, write_key_file
from tianye.store import files
from tianye.store.queries.operators import keep_operator
from tianye.store.settings import Settings

LETTER_FILE: Final = "recovery.age"
_ROLE: Final = "recovery"
_CODE: Final = "recovery_code"
_FOR: Final = "recovery_recipients"


class Way(StrEnum):
    """Where the code comes from that opens a folder whose passphrase was forgotten."""

    HEADQUARTERS = "headquarters"
    SHEET = "sheet"
    NONE = "none"


def keep_ready(station: Station) -> bool:
    """Let the way back lie ready, for headquarters' keys of today; says whether it does.

    It does not before a laptop knows headquarters, nor where the disk does not let us: nothing else waits for it, and
    it is tried again with the next pack and the next bundle.
    """
    believed = pinning.pinned(station)
    if station.identity.role != "laptop" or believed is None:
        return False
    try:
        _lay_ready_for(station, pinning.recipients(believed))
    except WorldFault:
        return False
    return True


def _lay_ready_for(station: Station, recipients: Sequence[str]) -> None:
    told = " ".join(recipients)
    is_there = all(path.is_file() for path in (path_of(station.folder, RECOVERY), letter_path(station.folder)))
    if is_there and station.settings.find_text(_FOR) == told:
        return
    code = station.settings.find(_CODE) or recovery.make_code(station.world.random)
    lay_ready(station, code, is_kept=True)
    letter = recovery.write_letter(recovery.Letter(station.identity.device, code), recipients)
    files.save_bytes(letter_path(station.folder), letter, replace=True)
    with station.writing():
        station.settings.put(_FOR, told)


def is_ready(station: Station) -> bool:
    """Say whether a way back lies ready: at a laptop a code with its letter, at headquarters a printed sheet."""
    is_laptop = station.identity.role == "laptop"
    has_letter = bool(station.settings.find(_FOR)) and letter_path(station.folder).is_file()
    return path_of(station.folder, RECOVERY).is_file() and (has_letter or not is_laptop)


def way_of(folder: Path) -> Way:
    """Return what lies ready in a folder that is shut: headquarters' help, a printed sheet, or nothing."""
    if not path_of(folder, RECOVERY).is_file():
        return Way.NONE
    return Way.HEADQUARTERS if letter_path(folder).is_file() else Way.SHEET


def letter_of(station: Station) -> bytes:
    """Return the letter that every bundle carries; empty where none lies ready."""
    path = letter_path(station.folder)
    with files.naming_failures(path.name):
        return path.read_bytes() if path.is_file() else b""


def lay_ready(station: Station, code: bytes, *, is_kept: bool) -> None:
    """Lock the database key under a code; only a laptop keeps the code, to write it into other letters."""
    file = keyfiles.make_key_file(
        RECOVERY, (station.database.key,), recovery.passphrase_of(code), recovery.CODE_COST, station.world.random
    )
    with station.writing():
        keep_operator(station.database, RECOVERY, file.public, _ROLE)
        # until the letter says this code, none is ready
        station.settings.put(_FOR, "")
        station.settings.put(_CODE, code if is_kept else b"")
    write_key_file(station.folder, file)


def renew(station: Station) -> None:
    """Lay another code ready in place of one that somebody has heard."""
    with station.writing():
        outdate(station.settings)
    keep_ready(station)


def outdate(settings: Settings) -> None:
    """Let code and letter be made anew: they are of a laptop that is another now, and whose folder may be elsewhere.

    Wants an open transaction.
    """
    settings.put(_CODE, b"")
    settings.put(_FOR, "")


def letter_path(folder: Path) -> Path:
    """Return where a laptop's letter lies."""
    return folder / KEYS_FOLDER / LETTER_FILE


# ---- at headquarters: letters that came in bundles ----------------------------------------------------------------


def keep_letter(station: Station, device: bytes, letter: bytes) -> None:
    """Keep the letter of a laptop's newest bundle; wants an open transaction."""
    if 0 < len(letter) <= recovery.MAX_LETTER_BYTES:
        station.settings.put(_letter_setting(device), letter)


def find_letter(station: Station, device: bytes) -> bytes | None:
    """Return the letter of a laptop's newest bundle, None where none came."""
    return station.settings.find(_letter_setting(device)) or None


def _letter_setting(device: bytes) -> str:
    return f"letter/{to_text(device)}"
