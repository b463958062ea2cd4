"""Texts that fit one QR code, for when no stick can be carried: a receipt (a card's text is in `keys`).

    TYR1: base45( 01 | headquarters 16 | laptop 16 | u32 sequence | head 32 | u32 epoch | u32 number | u64 time |
                  u32 files missing | signature 64 )

The text says nothing about people and is not encrypted.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tianye.domain.badges import to_base45
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.exchange import seal
from tianye.exchange.bundle import FindDevice
from tianye.exchange.encoding import ReceiptFacts
from tianye.exchange.keys import device_id, public_key, read_text

RECEIPT_PREFIX = "TYR1:"
RECEIPT_DOMAIN = b"tianye/receipt-text/1"
_LAYOUT = struct.Struct(">B16s16sI32sIIQI")


@dataclass(frozen=True, slots=True)
class ShortReceipt:
    """What a receipt's text says, named as in `ReceiptFacts`; `missing_count` counts the files not yet arrived."""

    dev: bytes
    dev_for: bytes
    seq: int
    head: bytes
    hq_epoch: int
    hq_seq: int
    hq_time_ms: int
    missing_count: int


def receipt_text(facts: ReceiptFacts, signing_key: bytes) -> str:
    """Write the essence of a receipt as about 230 characters of base45."""
    message = _LAYOUT.pack(
        1,
        device_id(public_key(signing_key)),
        facts.dev_for,
        facts.seq,
        facts.head,
        facts.hq_epoch,
        facts.hq_seq,
        facts.hq_time_ms,
        len(facts.missing),
    )
    return RECEIPT_PREFIX + to_base45(message + seal.sign(RECEIPT_DOMAIN, message, signing_key))


def read_receipt_text(text: str, find_device: FindDevice) -> ShortReceipt:
    """Read and check what `receipt_text` wrote.

    Raises `UserFault`: "receipt.unreadable-text", "bundle.unknown-device" or "bundle.bad-signature".
    """
    data = read_text(text, RECEIPT_PREFIX)
    if len(data) != _LAYOUT.size + seal.SIGNATURE_BYTES or data[0] != 1:
        raise UserFault("receipt.unreadable-text", next_step=NextStep.ASK_HEADQUARTERS)
    message, signature = data[: _LAYOUT.size], data[_LAYOUT.size :]
    receipt = ShortReceipt(*_LAYOUT.unpack(message)[1:])
    device = find_device(receipt.dev)
    if device is None or device_id(device.sign_public) != receipt.dev:
        raise UserFault(
            "bundle.unknown-device",
            next_step=NextStep.ASK_HEADQUARTERS,
            what="receipt",
            device=to_text(receipt.dev),
        )
    if not seal.is_signed(RECEIPT_DOMAIN, message, signature, device.sign_public):
        raise UserFault(
            "bundle.bad-signature", next_step=NextStep.ASK_SENDER, what="receipt", device=to_text(receipt.dev)
        )
    return receipt
