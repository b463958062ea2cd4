"""Looks for words wherever a station's own keys reach: database pages, attachments, files it keeps or carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import msgspec
import zstandard

from in_clear import readable_with_key
from tianye.domain.errors import TianyeError
from tianye.exchange import seal
from tianye.services import runs
from tianye.services.station import DATABASE_NAME, Station

MOST = 1 << 28


def left_readable(station: Station, words: Sequence[str], *, backups: bool = False) -> list[tuple[str, str]]:
    """Return (where, word) of all that can still be read with the keys of this folder; backups are passed over."""
    found = [
        (DATABASE_NAME, word) for word, _ in readable_with_key(_database(station), station.database.key, tuple(words))
    ]
    for path in sorted(station.folder.rglob("*")):
        inside = path.relative_to(station.folder)
        if not path.is_file() or path == _database(station) or (inside.parts[0] == "backup" and not backups):
            continue
        clear = b"".join((path.read_bytes(), *opened(station, path)))
        found += [(str(inside), word) for word in words if word.encode() in clear]
    for (hashed,) in station.database.rows("SELECT hash FROM attachment UNION SELECT hash FROM attachment_file"):
        body = station.attachments.find(bytes(hashed)) or b""
        found += [("attachment", word) for word in words if word.encode() in body]
    return found


def _database(station: Station) -> Path:
    return station.folder / DATABASE_NAME


def opened(station: Station, path: Path) -> Iterator[bytes]:
    """Yield everything a sealed file holds, unpacked, where one of the station's keys opens it; nothing of others."""
    out = BytesIO()
    with suppress(TianyeError, seal.DecryptionFailed), path.open("rb") as source:
        seal.decrypt(source, out, [*station.identity.opens, *runs.box_identities(station)], "bundle")
    body = out.getvalue()
    if not body.startswith(b"TYB1"):
        yield body
        return
    length = int.from_bytes(body[4:8], "big")
    manifest = msgspec.msgpack.decode(body[8 : 8 + length])
    place = 72 + length
    for type_, codec, size, raw, _ in manifest["sec"]:
        section = body[place : place + size]
        place += size
        if type_ != "pad":
            yield zstandard.ZstdDecompressor().decompress(section, max_output_size=MOST) if codec == "zstd" else section
        assert raw < MOST
