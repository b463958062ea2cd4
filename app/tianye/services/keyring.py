"""Headquarters' keys beside the ones in use: those that come next, and those before, which still open and prove.

Kept as settings inside the encrypted database; `succession` says when they change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Final

from tianye.domain.ids import Random
from tianye.exchange import keys, succession
from tianye.exchange.encoding import Card, Past
from tianye.exchange.succession import NextKeys
from tianye.store.settings import Settings

_NEXT_CARD = "next_card"
_NEXT_SEED = "next_signing_key"
_NEXT_IDENTITY = "next_box_identity"
_PAST = "past_keys"
NO_END: Final = (1 << 63) - 1
"""Where nobody remembers what was said last with a lost key: everything of its epochs."""


@dataclass(frozen=True, slots=True)
class PastKey:
    """Keys that headquarters used before; `seed` and `box_identity` are empty where they were lost.

    The last words that were said with them: epoch and number of a receipt, number of a pack.
    """

    sign_public: bytes
    seed: bytes = field(repr=False)
    box_identity: str = field(repr=False)
    hq_epoch: int
    hq_seq: int
    pack_seq: int

    @property
    def device(self) -> bytes:
        """The id headquarters had under this key."""
        return keys.device_id(self.sign_public)

    def told(self, card: Card) -> Past:
        """Return it as packs say it, with its signature over the keys in use."""
        signature = succession.vouch(card, self.seed) if self.seed else b""
        return Past(self.sign_public, signature, self.hq_epoch, self.hq_seq, self.pack_seq)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The next keys (card; secrets empty where they were taken off this computer), and those before, oldest first."""

    next_card: Card | None = None
    next_seed: bytes = field(repr=False, default=b"")
    next_identity: str = field(repr=False, default="")
    past: tuple[PastKey, ...] = ()

    @property
    def identities(self) -> tuple[str, ...]:
        """What may open a file besides the identity in use."""
        found = (self.next_identity, *(one.box_identity for one in reversed(self.past)))
        return tuple(identity for identity in found if identity)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom files for headquarters are sealed to besides the keys in use."""
        return () if self.next_card is None else (self.next_card.recipient,)

    @property
    def publics(self) -> tuple[bytes, ...]:
        """Signing keys whose word is headquarters' own, besides the one in use."""
        announced = () if self.next_card is None else (self.next_card.sign_public,)
        return (*announced, *(one.sign_public for one in reversed(self.past)))


def read_keyring(settings: Settings) -> Keyring:
    """Return what a data folder of headquarters keeps."""
    card, raw = settings.find(_NEXT_CARD), settings.find(_PAST)
    return Keyring(
        keys.card_from_bytes(card) if card else None,
        settings.find(_NEXT_SEED) or b"",
        settings.find_text(_NEXT_IDENTITY) or "",
        tuple(
            PastKey(bytes.fromhex(public), bytes.fromhex(seed), identity, *numbers)
            for public, seed, identity, *numbers in (json.loads(raw) if raw else ())
        ),
    )


def make_next(settings: Settings, name: str, random: Random) -> None:
    """Make the next keys, in place of any that were made before; wants an open transaction."""
    seed, identity = keys.make_signing_key(random), keys.make_box_identity()
    settings.put(_NEXT_CARD, keys.card_bytes(keys.make_card("hq", name, seed, identity)))
    settings.put(_NEXT_SEED, seed)
    settings.put(_NEXT_IDENTITY, identity)


def forget_next_secret(settings: Settings) -> None:
    """Let the next keys' secrets go from this computer, once they are elsewhere; wants an open transaction."""
    settings.put(_NEXT_SEED, b"")
    settings.put(_NEXT_IDENTITY, "")


def write_past(settings: Settings, past: tuple[PastKey, ...]) -> None:
    """Keep the keys that were used before; wants an open transaction."""
    told = [
        [one.sign_public.hex(), one.seed.hex(), one.box_identity, one.hq_epoch, one.hq_seq, one.pack_seq]
        for one in past
    ]
    settings.put(_PAST, json.dumps(told))


def put_in_use(settings: Settings, seed: bytes, identity: str) -> None:
    """Let a pair be headquarters' keys from now on; wants an open transaction."""
    settings.put("signing_key", seed)
    settings.put("box_identity", identity)


def go_on(settings: Settings, told: NextKeys, epoch: int) -> None:
    """Remember whom a headquarters follows that has nothing but its next keys; wants an open transaction.

    What was said last with the lost keys nobody knows: all of the epochs before the one that begins now holds.
    """
    write_past(settings, tuple(PastKey(public, b"", "", epoch - 1, NO_END, NO_END) for public in told.before))
