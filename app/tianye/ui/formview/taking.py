"""Files as answers: which may be taken for which question, told by how they begin, and what is made of them.

Nothing here touches a widget: it runs off the GUI thread. Of a file that is taken only its bytes and an ending go on,
never the name somebody gave it; a photograph is read and written anew, so that no place and no time goes along, and
what telephones say of a film or recording is taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from tianye.domain.file_heads import FILM_ENDINGS, HEAD_BYTES, SOUND_ENDINGS, is_program, moving_endings, picture_kind
from tianye.ui.formview.films import seconds_of, without_place
from tianye.ui.parts.images import as_jpeg, is_cut_off, is_too_large, kind_of, read_image

Sort = Literal["image", "audio", "video", "file"]
MAX_BYTES: Final = 64 << 20
LONGEST: Final = 2048
"""Longer sides of photographs are made this long, unless the form asks for less."""
SEEN: Final = 1024
"""Pictures are held in memory at this size to be looked at."""

_ENDING: Final = re.compile(r"[a-z0-9]{1,8}\Z", re.ASCII)


class Refusal(StrEnum):
    """Why a file is not taken."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    PROGRAM = "program"
    OTHER_KIND = "other-kind"
    NEW_TELEPHONE = "new-telephone"
    """A picture of a kind that this program cannot read, as telephones of one maker write it."""
    CUT_OFF = "cut-off"
    """A picture without its end."""
    TOO_MANY_POINTS = "too-many-points"


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of a file: its size in bytes, how it looks, how long it lasts in seconds where that is known."""

    size: int
    image: QImage | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file ready to be an answer: its bytes and their ending, without a point."""

    body: bytes
    ending: str


Make: TypeAlias = Callable[[], Taken | Refusal]
"""What makes an answer, off the GUI thread."""


def sort_of(media_type: str) -> Sort:
    """Return what kind of file a question asks for; anything that is no picture, sound or film is any file."""
    for sort in ("image", "audio", "video"):
        if media_type.startswith(f"{sort}/"):
            return sort
    return "file"


def endings_of(sort: Sort) -> tuple[str, ...]:
    """Return the endings that a dialog offers first; none for any file."""
    return {"image": ("jpg", "jpeg", "png", "webp", "bmp"), "audio": SOUND_ENDINGS, "video": FILM_ENDINGS, "file": ()}[
        sort
    ]


def take_file(path: Path, sort: Sort, longest: int = LONGEST) -> Taken | Refusal:
    """Read a file that a person chose and make an answer of it."""
    try:
        if not path.is_file():
            return Refusal.UNREADABLE
        if path.stat().st_size > MAX_BYTES:
            return Refusal.TOO_LARGE
        body = path.read_bytes()
    except OSError:
        return Refusal.UNREADABLE
    return take_bytes(body, path.suffix[1:].lower(), sort, longest)


def take_bytes(body: bytes, ending: str, sort: Sort, longest: int = LONGEST) -> Taken | Refusal:
    """Make an answer of bytes; `ending` is what their name ended with."""
    if not body:
        return Refusal.EMPTY
    head = body[:HEAD_BYTES]
    if is_program(head, ending):
        return Refusal.PROGRAM
    if sort == "image":
        if picture_kind(head) == "heic":
            return Refusal.NEW_TELEPHONE
        if kind_of(head) is None:
            return Refusal.OTHER_KIND
        if is_too_large(body):
            return Refusal.TOO_MANY_POINTS
        if is_cut_off(body):
            return Refusal.CUT_OFF
        image = read_image(body, QSize(longest, longest))
        return take_image(image) if image is not None else Refusal.UNREADABLE
    if sort in ("audio", "video"):
        endings = moving_endings(head)
        fitting = [one for one in endings if one in (SOUND_ENDINGS if sort == "audio" else FILM_ENDINGS)]
        if not fitting:
            return Refusal.OTHER_KIND
        ending = ending if ending in fitting else fitting[0]
        body = without_place(body)
    return Taken(body, ending if _ENDING.match(ending) else "bin")


def take_image(image: QImage, longest: int = LONGEST) -> Taken:
    """Make an answer of a picture that was taken or read."""
    box = QSize(longest, longest)
    if max(image.width(), image.height()) > longest:
        image = image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return Taken(as_jpeg(image), "jpg")


def look_at(body: bytes, sort: Sort) -> Look:
    """Return what is shown of a file."""
    if sort == "image":
        return Look(len(body), read_image(body, QSize(SEEN, SEEN)))
    return Look(len(body), None, seconds_of(body))
