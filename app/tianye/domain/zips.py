"""What the end of a zip file says of its directory, and the names in it: looked at before a library does.

A library takes some hundred bytes for each entry a directory names, and a file of 50 MB can name a million.
"""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_DIRECTORY_BYTES: Final = 256 * 1024
"""Two hundred entries with long names take less than a fifth of it."""
END_BYTES: Final = 22 + 0xFFFF + 20
"""So much of the end of a file is enough: the end record, the longest comment, the locator of zip64."""

_END: Final = b"PK\x05\x06"
_ZIP64_LOCATOR: Final = b"PK\x06\x07"


def is_directory_bearable(end: bytes) -> bool:
    """Say whether a zip's directory is small enough to be read; `end` are the last `END_BYTES` of the file, or all.

    Zip64, made for files beyond 4 GB, counts as unbearable. A file without an end record is for the library to refuse.
    """
    place = end.rfind(_END)
    if place < 0:
        return True
    # whichever record a library settles on, none of them may promise too much
    while place >= 0:
        if end[max(place - 20, 0) : place].startswith(_ZIP64_LOCATOR):
            return False
        if int.from_bytes(end[place + 12 : place + 16], "little") > MAX_DIRECTORY_BYTES:
            return False
        place = end.rfind(_END, 0, place)
    return True


def is_name_hostile(name: str) -> bool:
    """Say whether an entry's name leads out of its folder, or pretends to be another: no office program writes such.

    Nothing is ever unpacked to a name; whoever wrote it wanted something else.
    """
    parts = name.replace("\\", "/").split("/")
    return (
        ".." in parts
        or name.startswith(("/", "\\"))
        or ":" in name
        or any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)
    )
