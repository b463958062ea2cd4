"""A look at what a file says it is: kind, maker and addressee, from its first pages alone; the rest is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tianye.domain.errors import NextStep, UserFault
from tianye.exchange import container, seal
from tianye.exchange.body import Body
from tianye.exchange.encoding import (
    BundleFacts,
    NotCanonical,
    PackFacts,
    ReceiptFacts,
    Section,
    decode_map,
    make_facts,
)

Known = BundleFacts | PackFacts | ReceiptFacts
_KINDS = {kind.name: kind for kind in (container.BUNDLE, container.PACK, container.RECEIPT)}


@dataclass(frozen=True, slots=True)
class Glance:
    """What the manifest says. Nothing of it is checked: ask `is_signed_by` before telling it of somebody."""

    kind: str
    facts: Known
    manifest: bytes
    signature: bytes

    def is_signed_by(self, sign_public: bytes) -> bool:
        """Tell whether the manifest carries this key's signature for files of its kind."""
        return seal.is_signed(_KINDS[self.kind].domain, self.manifest, self.signature, sign_public)


class _Enough(Exception):
    """The manifest was read: no more is wanted."""


def glance(source: BinaryIO, identities: Sequence[str]) -> Glance | None:
    """Return what a seekable file says of itself, also where its end is damaged; None for what is no file of ours.

    Raises `UserFault`: `bundle.not-for-us` for a sealed file that is addressed to others; `bundle.damaged`,
    `bundle.truncated`, … for one that begins as ours and does not say what it is. And what `source` raises.
    """
    found: list[tuple[bytes, bytes]] = []

    def read_preamble(manifest: bytes, signature: bytes) -> Sequence[Section]:
        found.append((manifest, signature))
        raise _Enough

    try:
        seal.decrypt(source, Body("file", read_preamble, lambda section: None), identities, "file")
    except _Enough:
        pass
    except seal.DecryptionFailed as failure:
        if not failure.is_addressed:
            raise UserFault("bundle.not-for-us", what="file") from None
    except UserFault as fault:
        if fault.code == "bundle.not-ours":
            return None
        raise
    if not found:
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="file", reason="beginning")
    return _read(*found[0])


def _read(manifest: bytes, signature: bytes) -> Glance | None:
    try:
        values = decode_map(manifest)
        kind = _KINDS.get(str(values.get("kind")))
        return Glance(kind.name, make_facts(values, kind.facts), manifest, signature) if kind else None
    except (NotCanonical, TypeError):
        return None
