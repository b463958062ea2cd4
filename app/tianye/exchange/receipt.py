"""Receipts: headquarters' signed word on what it holds of one laptop; nothing else makes a record green."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from tianye.exchange import container, seal
from tianye.exchange.bundle import FindDevice
from tianye.exchange.container import Written
from tianye.exchange.encoding import ReceiptFacts


def write(
    sink: seal.Writable, facts: ReceiptFacts, *, signing_key: bytes, recipients: Sequence[str]
) -> Written[ReceiptFacts]:
    """Write a receipt for the laptop `facts.dev_for` to a buffered stream. Raises as `container.write`."""
    return container.write(sink, container.RECEIPT, facts, signing_key=signing_key, recipients=recipients)


def read(source: BinaryIO, identities: Sequence[str], find_device: FindDevice) -> ReceiptFacts:
    """Check a receipt and return what it says; raises `UserFault("bundle.…")` with `what="receipt"`.

    Whether it is for this laptop, of a living epoch and true of its chain (`dev_for`, `hq_epoch`, `seq`, `head`) is for
    the caller to judge.
    """

    def find_signer(facts: ReceiptFacts) -> bytes | None:
        device = find_device(facts.dev)
        return device.sign_public if device else None

    return container.check(source, container.RECEIPT, identities, find_signer).facts
