"""The identities a laptop had and has: what a data folder remembers of the runs it continues since it was restored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tianye.exchange import keys, seal
from tianye.exchange.encoding import Continued
from tianye.store.settings import Settings

_PAST = "past_runs"
WAITS = "waits_for_pack"
"""The setting that is 1 until headquarters took in the card of a restored laptop."""


@dataclass(frozen=True, slots=True)
class Run:
    """One device's run: its last sequence here, and up to where headquarters has received it.

    `box_identity` opens what is addressed to the device. `is_known` says that headquarters took its card in.
    """

    device: bytes
    signing_key: bytes = field(repr=False)
    box_identity: str = field(repr=False)
    written: int
    received: int
    is_own: bool
    is_known: bool = True


def continue_as(settings: Settings, written: int, random: Callable[[int], bytes]) -> bytes:
    """Give a restored laptop a new identity that continues the one it had at `written`; returns the new signing key.

    Wants an open transaction. Nothing is handed over before headquarters' next pack, made for the new card, is here.
    """
    old_key = settings.find("signing_key") or b""
    old = Run(
        keys.device_id(keys.public_key(old_key)),
        old_key,
        settings.find_text("box_identity") or "",
        written,
        min(settings.find_number("received_sequence"), written),
        is_own=False,
        is_known=settings.find("hq_card") is not None and not settings.find_number(WAITS),
    )
    write_past(settings, [*read_past(settings), old])
    signing_key = keys.make_signing_key(random)
    settings.put("signing_key", signing_key)
    settings.put("box_identity", keys.make_box_identity())
    settings.put("received_sequence", 0)
    # one that headquarters never knew has no one to wait for but the first pack
    settings.put(WAITS, int(settings.find("hq_card") is not None))
    return signing_key


def continued(settings: Settings) -> tuple[Continued, ...]:
    """Return the identities this laptop had before, the oldest first, as its card says them."""
    return tuple(
        Continued(run.device, run.written)
        if run.is_known
        else Continued(run.device, run.written, keys.public_key(run.signing_key), seal.recipient_of(run.box_identity))
        for run in read_past(settings)
    )


def read_past(settings: Settings) -> list[Run]:
    """Return the runs that are continued, the oldest first."""
    raw = settings.find(_PAST)
    found = []
    for signing_key, box_identity, written, received, is_known in json.loads(raw) if raw else ():
        seed = bytes.fromhex(signing_key)
        device = keys.device_id(keys.public_key(seed))
        found.append(Run(device, seed, box_identity, written, received, is_own=False, is_known=is_known))
    return found


def write_past(settings: Settings, runs: Sequence[Run]) -> None:
    """Keep the runs that are continued; wants an open transaction."""
    told = [[run.signing_key.hex(), run.box_identity, run.written, run.received, run.is_known] for run in runs]
    settings.put(_PAST, json.dumps(told))
