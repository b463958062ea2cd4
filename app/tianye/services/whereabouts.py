"""Where a data folder is: a mark of the place, which a move within one disk keeps and a copy does not."""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tianye.store.settings import Settings

INSTANCE: Final = "instance"
"""The file with the nonce of a folder."""
NONCE_BYTES: Final = 16
_MACHINE: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOUNTS: Final = Path("/proc/self/mounts")
_NUMBERED_ANEW: Final = {"vfat", "msdos", "exfat"}
"""File systems of sticks, whose files have other numbers each time they are plugged in."""


def read_nonce(folder: Path) -> bytes:
    """Return the nonce of a folder; empty where it has none."""
    try:
        return (folder / INSTANCE).read_bytes()[:NONCE_BYTES]
    except OSError:
        return b""


def remember_place(settings: Settings, folder: Path, nonce: bytes) -> None:
    """Write down where a folder is; wants an open transaction."""
    settings.put("worked_in", nonce)
    settings.put("worked_at", place_mark(folder))


def place_mark(folder: Path) -> bytes:
    """Return 16 bytes that stand for a folder on a machine; the path is not part of them."""
    number = 0 if _file_system(folder) in _NUMBERED_ANEW else folder.stat().st_ino
    return blake2b(f"{_machine()} {number}".encode(), digest_size=16).digest()


if sys.platform == "win32":
    import winreg

    def _machine() -> str:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

    def _file_system(folder: Path) -> str:
        return ""
else:

    def _machine() -> str:
        for path in _MACHINE:
            try:
                return path.read_text(encoding="ascii").strip()
            except OSError:
                continue
        return ""

    def _file_system(folder: Path) -> str:
        """Return the type of the file system a folder lies on, empty where the system does not tell."""
        try:
            lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        here = folder.resolve()
        best, found = -1, ""
        for line in lines:
            _, root, kind, *_ = line.split(" ")
            mounted = Path(root.replace("\\040", " "))
            if here.is_relative_to(mounted) and len(mounted.parts) >= best:
                best, found = len(mounted.parts), kind
        return found
