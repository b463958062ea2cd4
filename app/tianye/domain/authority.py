"""Who may write what: a laptop writes what happens in the field, and about itself; the rest is headquarters' own.

A laptop is enrolled by its key, and whoever has it signs with that key whatever he likes. So a signature says who wrote
an operation; whether the writer may say such a thing is asked here, wherever operations are taken in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from tianye.domain.ids import DEVICE_BYTES
from tianye.domain.kinds import KINDS, Kind, Writer


def may_write(kind: Kind, device: bytes, subject: bytes, sets: Collection[str], replaces: Collection[str]) -> bool:
    """Say whether a device that is not headquarters may write an operation, by what it sets and what it replaces.

    To replace a value is to say something about its field: who may not set the field may not replace it either.
    """
    if kind.writer is Writer.HEADQUARTERS:
        return False
    if kind.writer is Writer.ITSELF and not _is_about(device, kind, subject, (*sets, *replaces)):
        return False
    return all(_names(kind.fields, name) or _may_replace(kind, device, subject, name) for name in replaces)


def _may_replace(kind: Kind, device: bytes, subject: bytes, name: str) -> bool:
    for other in _WRITTEN_BY_LAPTOPS.get(kind.subject, ()):
        if _names(other.fields, name):
            return other.writer is Writer.ANYBODY or _is_about(device, other, subject, (name,))
    return False


def _is_about(device: bytes, kind: Kind, subject: bytes, names: Collection[str]) -> bool:
    if len(subject) == DEVICE_BYTES:
        return subject == device
    return all(name.partition("/")[2] == device.hex() for name in names)


def _names(fields: Mapping[str, object], name: str) -> bool:
    family, slash, member = name.partition("/")
    return family + slash in fields and bool(member) == bool(slash)


_WRITTEN_BY_LAPTOPS: Final[Mapping[str, tuple[Kind, ...]]] = {
    subject: tuple(kind for kind in KINDS.values() if kind.subject == subject and kind.writer != Writer.HEADQUARTERS)
    for subject in {kind.subject for kind in KINDS.values()}
}
"""Subject type → the kinds about it that are not headquarters' alone."""
