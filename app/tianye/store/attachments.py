"""Attachments by content: forms, their media, photographs; named by BLAKE2b-256 of what they hold.

Small ones are rows of the database. Longer ones are encrypted files beside it, each under a key of its own that the
database keeps: destroying the key destroys the file. How they are encrypted is given by whoever opens the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol, cast

from tianye.domain.contents import content_hash
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.store import files
from tianye.store.aside import AHEAD_BYTES, ReadAhead
from tianye.store.database import Database

MAX_BYTES: Final = 64 * 1024 * 1024
"""The longest content that is taken in one piece."""
SEALING_BYTES: Final = 1 << 20
"""What one may have more that was sealed here."""
MAX_STREAMED_BYTES: Final = 512 << 20
"""The longest content that is taken as a stream."""
IN_DATABASE_BYTES: Final = 256 * 1024
"""Longer contents are files."""
FOLDER: Final = "files"
_ENDING: Final = ".box"
_READ: Final = 64 * 1024


class Sink(Protocol):
    """Takes bytes; `close` comes when they were all."""

    def write(self, data: bytes, /) -> object: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Box:
    """How files are encrypted: a new key of 32 bytes, what encrypts into a stream, what reads it back.

    What reads back raises an exception of type `damage` where the file is not as it was written.
    """

    make_key: Callable[[], bytes] = field(repr=False)
    writer: Callable[[BinaryIO, bytes], Sink]
    reader: Callable[[BinaryIO, bytes], BinaryIO]
    damage: type[Exception]


class Attachments:
    """Contents kept in the database or beside it; writing wants an open `atomic()`."""

    def __init__(self, database: Database, folder: Path, box: Box) -> None:
        """`folder` is the data folder."""
        self._database = database
        self._folder = folder / FOLDER
        self._box = box

    # ---- keeping ---------------------------------------------------------------------------------------------------

    def keep(self, body: bytes, *, as_row: bool = False) -> bytes:
        """Keep a content and return its hash; the same content twice is one.

        With `as_row` it stays in the database however long it is, until `move_out`: a file shows when it was written.
        Raises `UserFault("attachment.too-large")` above 64 MiB, and as `files.save` for what becomes a file.
        """
        if len(body) > MAX_BYTES + (SEALING_BYTES if as_row else 0):
            raise UserFault("attachment.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES)
        hashed = content_hash(body)
        if len(body) <= IN_DATABASE_BYTES or (as_row and not self.has(hashed)):
            self._database.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?)", (hashed, body))
        elif not self.has(hashed):
            self._keep_file(hashed, len(body), [body])
        return hashed

    def move_out(self, hashed: bytes) -> None:
        """Let a long content that was kept in the database become a file, as it would have been."""
        found = self._database.row("SELECT body FROM attachment WHERE hash = ?", (hashed,))
        if found is not None and len(found[0]) > IN_DATABASE_BYTES:
            self._keep_file(hashed, len(found[0]), [bytes(found[0])])
            self._database.execute("DELETE FROM attachment WHERE hash = ?", (hashed,))

    def receiving(self, hashed: bytes, length: int) -> Sink:
        """Return where to write a content that arrives, with memory flat; it is kept at `close`.

        The hash is checked once more before it is kept: raises `WorldFault("file.not-written")` where it differs.
        """
        if length <= IN_DATABASE_BYTES:
            return _Small(self)
        if length > MAX_STREAMED_BYTES:
            raise UserFault("attachment.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_STREAMED_BYTES)
        return _Nowhere() if self.has(hashed) else _Arriving(self, hashed, length)

    def _keep_file(self, hashed: bytes, size: int, pieces: Iterable[bytes]) -> None:
        key = self._box.make_key()
        path = self._path(hashed)

        def write(sink: BinaryIO) -> None:
            sealed = self._box.writer(sink, key)
            for piece in pieces:
                sealed.write(piece)
            sealed.close()

        with files.naming_failures(FOLDER):
            self._folder.mkdir(exist_ok=True)
        # one that lies there without a row is of a transaction that failed: nobody has its key
        files.save(path, write, expected_bytes=size, replace=True)
        self._note_file(hashed, size, key)

    def _note_file(self, hashed: bytes, size: int, key: bytes) -> None:
        self._database.execute("INSERT OR REPLACE INTO attachment_file VALUES (?, ?, ?)", (hashed, size, key))

    # ---- reading ---------------------------------------------------------------------------------------------------

    def has(self, hashed: bytes) -> bool:
        """Say whether a content is here, as far as can be told without reading it."""
        return self.size(hashed) is not None

    def size(self, hashed: bytes) -> int | None:
        """Return how many bytes a content has, or None when it has not arrived."""
        found = self._database.row("SELECT length(body) FROM attachment WHERE hash = ?", (hashed,))
        if found is not None:
            return int(found[0])
        found = self._database.row("SELECT size FROM attachment_file WHERE hash = ?", (hashed,))
        return int(found[0]) if found is not None and self._path(hashed).is_file() else None

    def is_sealed(self, hashed: bytes) -> bool:
        """Say whether a content is a file, which is encrypted so that damage is noticed where it is read."""
        return not self._is_row(hashed)

    def find(self, hashed: bytes) -> bytes | None:
        """Return a content, or None when it has not arrived.

        Raises `WorldFault("attachment.damaged")` where its file is not as it was written.
        """
        stream = self.open(hashed)
        if stream is None:
            return None
        with stream:
            try:
                body = stream.read()
            except self._box.damage:
                raise _damaged(hashed) from None
        return body

    def open(self, hashed: bytes) -> BinaryIO | None:
        """Return a stream of a content, read piece by piece, or None when it has not arrived."""
        found = self._database.row("SELECT body FROM attachment WHERE hash = ?", (hashed,))
        if found is not None:
            return BytesIO(bytes(found[0]))
        found = self._database.row("SELECT key FROM attachment_file WHERE hash = ?", (hashed,))
        path = self._path(hashed)
        if found is None or not path.is_file():
            return None
        with files.naming_failures(path.name):
            source = path.open("rb")
            try:
                return self._box.reader(source, bytes(found[0]))
            except self._box.damage:
                source.close()
                raise _damaged(hashed) from None

    def open_ahead(self, hashed: bytes) -> BinaryIO | None:
        """Return a stream as `open` does, of which the next piece is read in another thread where it is long."""
        stream = self.open(hashed)
        if stream is None or (self.size(hashed) or 0) <= AHEAD_BYTES:
            return stream
        # reading piece by piece and closing is all that is asked of it
        return cast(BinaryIO, ReadAhead(stream))

    def missing(self, wanted: Iterable[bytes]) -> list[bytes]:
        """Return those hashes whose content is not here."""
        asked = list(wanted)
        if not asked:
            return []
        lying = {path.name for path in self._folder.glob(f"*{_ENDING}")}
        kept = {
            bytes(hashed)
            for (hashed,) in self._database.rows("SELECT hash FROM attachment_file")
            if self._path(bytes(hashed)).name in lying
        }
        return [hashed for hashed in asked if hashed not in kept and not self._is_row(hashed)]

    def _is_row(self, hashed: bytes) -> bool:
        return self._database.row("SELECT 1 FROM attachment WHERE hash = ?", (hashed,)) is not None

    def damaged(self) -> Iterator[bytes]:
        """Read every file again and yield the hashes of those that are gone or not what their name says."""
        for (raw,) in self._database.rows("SELECT hash FROM attachment_file ORDER BY hash"):
            hashed = bytes(raw)
            try:
                stream = self.open(hashed)
                if stream is None or _hash_of(stream) != hashed:
                    yield hashed
            except (self._box.damage, WorldFault):
                yield hashed

    # ---- tidying ---------------------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Take away the files without a row: their transaction failed, or their key was destroyed."""
        wanted = {self._path(bytes(hashed)) for (hashed,) in self._database.rows("SELECT hash FROM attachment_file")}
        with suppress(OSError):
            for path in list(self._folder.glob(f"*{_ENDING}*")):
                if path not in wanted:
                    path.unlink(missing_ok=True)

    def _path(self, hashed: bytes) -> Path:
        return self._folder / f"{hashed.hex()}{_ENDING}"


class _Small(BytesIO):
    """Collects a content that becomes a row."""

    def __init__(self, attachments: Attachments) -> None:
        super().__init__()
        self._attachments = attachments

    def close(self) -> None:
        if not self.closed:
            self._attachments.keep(self.getvalue())
        super().close()


class _Nowhere:
    """Takes a content that is here already."""

    def write(self, data: bytes, /) -> object:
        return len(data)

    def close(self) -> None:
        """Nothing waits."""


class _Arriving:
    """Writes a content into a file as it arrives; the file gets its name, and its row, when all of it was right."""

    def __init__(self, attachments: Attachments, hashed: bytes, length: int) -> None:
        self._attachments = attachments
        self._hash, self._length = hashed, length
        self._key = attachments._box.make_key()
        self._path = attachments._path(hashed)
        self._file: files.PartFile | None = None
        self._digest = blake2b(digest_size=32)

    def write(self, data: bytes, /) -> object:
        if self._file is None:
            with files.naming_failures(FOLDER):
                self._path.parent.mkdir(exist_ok=True)
            self._file = files.PartFile(self._path, expected_bytes=self._length)
            self._sealed = self._attachments._box.writer(self._file.stream, self._key)
        try:
            self._digest.update(data)
            with files.naming_failures(self._path.name):
                self._sealed.write(data)
        except BaseException:
            self._file.give_up()
            raise
        return len(data)

    def close(self) -> None:
        if self._file is None:
            return
        try:
            if self._digest.digest() != self._hash:
                raise WorldFault("file.not-written", next_step=NextStep.RETRY, name=self._path.name)
            with files.naming_failures(self._path.name):
                self._sealed.close()
            self._file.finish()
        except BaseException:
            self._file.give_up()
            raise
        self._attachments._note_file(self._hash, self._length, self._key)


def _hash_of(stream: BinaryIO) -> bytes:
    digest = blake2b(digest_size=32)
    with stream:
        while piece := stream.read(_READ):
            digest.update(piece)
    return digest.digest()


def _damaged(hashed: bytes) -> WorldFault:
    return WorldFault("attachment.damaged", next_step=NextStep.RESTORE_BACKUP, attachment=hashed.hex())
