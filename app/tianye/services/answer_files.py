"""Pictures, sounds, videos and files as answers: what a question takes, how much, and keeping it with its draft.

A content is attached to a filling first and goes into the store together with the draft, in one transaction. One that
no draft and no answer names any more goes in the same transaction.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from typing import Final

from tianye.domain.contents import content_name, named_content
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.file_heads import HEAD_BYTES, is_of_sort, is_program
from tianye.forms.definition import Kind
from tianye.forms.entry import Entry
from tianye.services.station import Station
from tianye.store import files
from tianye.store.attachments import MAX_BYTES
from tianye.store.contents import forget_unnamed

MOST_FILES: Final = 100
"""Contents that one response may have."""
MOST_BYTES: Final = 256 << 20
"""What they may have together."""
ROOM_BYTES: Final = 300 << 20
"""What a disk keeps for check-ins: with less than that left nothing is attached any more."""

# without the tables of the system it is read on, which say one thing here and another there
_TYPES: Final = mimetypes.MimeTypes(filenames=())
_MOVING: Final = frozenset({"audio", "video"})
"""Types that one kind of file may hold: what has sound may have pictures too."""


def need_fitting(
    station: Station, entry: Entry, ref: str, *, body: bytes, ending: str, attached: Mapping[str, bytes]
) -> None:
    """Refuse what a question does not take, or what is too much with what is there and `attached` already.

    Raises `UserFault`: as `need_kind`, `attachment.too-large`, `answer.too-many-files`, `answer.files-too-large`;
    `WorldFault("answer.no-room")`.
    """
    need_kind(entry, ref, body=body, ending=ending)
    node = entry.node(ref)
    if len(body) > MAX_BYTES:
        raise UserFault("attachment.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES)
    others = names_in(entry) - {node.value, content_name(body, ending)}
    if len(others) >= MOST_FILES:
        raise UserFault("answer.too-many-files", next_step=NextStep.MEND_INPUT, limit=MOST_FILES)
    if len(body) + sum(_size(station, name, attached) for name in others) > MOST_BYTES:
        raise UserFault("answer.files-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MOST_BYTES)
    need_room(station, len(body))


def need_kind(entry: Entry, ref: str, *, body: bytes, ending: str) -> None:
    """Refuse what a question does not take, told by its ending and by how it begins.

    Raises `UserFault`: `forms.unknown-ref`, `answer.takes-no-file`, `answer.empty-file`, `answer.is-a-program`,
    `answer.wrong-kind-of-file`.
    """
    node = entry.node(ref)
    if node.kind is not Kind.UPLOAD:
        raise UserFault("answer.takes-no-file", next_step=NextStep.MEND_INPUT, ref=ref)
    if not body:
        raise UserFault("answer.empty-file", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    head, plain = body[:HEAD_BYTES], ending.strip().removeprefix(".").lower()
    if is_program(head, plain):
        raise UserFault("answer.is-a-program", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    if not _is_of_type(plain, node.media_type) or not is_of_sort(head, node.media_type.partition("/")[0]):
        raise UserFault("answer.wrong-kind-of-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, wanted=node.media_type)


def _size(station: Station, name: str, attached: Mapping[str, bytes]) -> int:
    if name in attached:
        return len(attached[name])
    return station.attachments.size(named_content(name) or b"") or 0


def need_room(station: Station, size: int) -> None:
    """Refuse to fill the disk up: raises `WorldFault("answer.no-room")`."""
    try:
        files.need_space(station.folder, size + ROOM_BYTES)
    except WorldFault as fault:
        if fault.code != "file.no-space":
            raise
        raise WorldFault("answer.no-room", next_step=NextStep.FREE_SPACE, room=ROOM_BYTES) from None


def names_in(entry: Entry) -> frozenset[str]:
    """Return the names of contents that an entry's answers give, also those that do not count now."""
    return frozenset(value for value in entry.snapshot().answers.values() if named_content(value) is not None)


def keep(station: Station, attached: Mapping[str, bytes], entry: Entry, *, is_telling: bool) -> None:
    """Keep what was attached and is named; wants an open transaction.

    A file on the disk shows when it was written. Where that would tell who gave it (`is_telling`), it stays in the
    database until it enters the log with others.
    """
    named = names_in(entry)
    for name, body in attached.items():
        if name in named:
            station.attachments.keep(body, as_row=is_telling)


def forget(station: Station, hashes: Iterable[bytes]) -> bool:
    """Let contents go that nothing names any more; says whether a sweep is due. Wants an open transaction."""
    return forget_unnamed(station.database, hashes)


def _is_of_type(ending: str, wanted: str) -> bool:
    """Say whether a file may be what a question asks for; one whose ending says nothing may be anything."""
    guessed = _TYPES.guess_type(f"file.{ending}")[0]
    kind = wanted.partition("/")[0]
    if guessed is None or kind in ("", "*", "application"):
        return True
    found = guessed.partition("/")[0]
    return found == kind or {found, kind} <= _MOVING or found == "application"
