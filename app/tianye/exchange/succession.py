"""Headquarters' keys, one after the other: the next announced, the old vouching for the new (FORMAT, section 10).

A laptop believes the keys whose words a person compared, and from then on those that were announced under them before,
or that they vouch for. The next keys may be locked away as a file under a passphrase of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from hashlib import blake2b
from typing import Annotated, Final

import msgspec

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import Random, to_text
from tianye.exchange import seal
from tianye.exchange.encoding import Card, Hash, Natural, PackFacts, Past
from tianye.exchange.keys import Cost, card_from_bytes, unwrap, wrap

VOUCHING_DOMAIN: Final = b"tianye/hq-key/1"
MAX_FILE_BYTES: Final = 64 * 1024
_MAGIC: Final = b"TYN1"
_WRAPPED_BYTES: Final = 101
_CHECKSUM_BYTES: Final = 4


class By(Enum):
    """Under which of headquarters' keys a pack was signed, as a laptop knows them."""

    CURRENT = auto()
    ANNOUNCED = auto()
    VOUCHED = auto()
    PAST = auto()


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a laptop believes of headquarters: the card in use, the one that was announced, the keys given up."""

    card: Card
    next: Card | None = None
    past: tuple[Past, ...] = ()


def vouch(card: Card, seed: bytes) -> bytes:
    """Sign with an older key (its seed) that a card holds headquarters' keys of today (64 bytes)."""
    return seal.sign(VOUCHING_DOMAIN, _keys_of(card), seed)


def is_vouched(card: Card, past: Past) -> bool:
    """Tell whether an older key signed that a card holds headquarters' keys."""
    return seal.is_signed(VOUCHING_DOMAIN, _keys_of(card), past.signature, past.sign_public)


def _keys_of(card: Card) -> bytes:
    return card.sign_public + card.recipient.encode("ascii")


def signed_by(facts: PackFacts, pinned: Pinned) -> By:
    """Say which of the keys a laptop believes signed a pack, whose signature by the key in it was checked before.

    Raises `UserFault`: `pack.forged-key` where it claims to be vouched for by a believed key and is not,
    `bundle.unknown-device` where it comes from nobody that is believed.
    """
    card = card_from_bytes(facts.hq)
    if card.sign_public == pinned.card.sign_public:
        return By.CURRENT
    if pinned.next is not None and _keys_of(card) == _keys_of(pinned.next):
        return By.ANNOUNCED
    believed = {one.sign_public for one in (pinned.card, pinned.next) if one is not None}
    claims = [past for past in facts.hq_past if past.sign_public in believed and past.signature]
    if any(is_vouched(card, past) for past in claims):
        return By.VOUCHED
    if any(past.sign_public == card.sign_public for past in pinned.past):
        return By.PAST
    if claims:
        raise UserFault("pack.forged-key", next_step=NextStep.ASK_HEADQUARTERS)
    raise UserFault(
        "bundle.unknown-device", next_step=NextStep.ASK_HEADQUARTERS, what="pack", device=to_text(facts.dev)
    )


# ---- the next keys as a file ---------------------------------------------------------------------------------------


class NextKeys(msgspec.Struct, array_like=True, frozen=True):
    """What a file with headquarters' next keys holds: their secrets, and what a headquarters needs that lost all else.

    `before` are the public signing keys up to the one in use, the oldest first; `matching_key` hashes resident numbers;
    `hq_epoch` is the epoch the file was written in.
    """

    seed: Hash
    identity: Annotated[str, msgspec.Meta(max_length=100, pattern="^AGE-SECRET-KEY-1[0-9A-Z]+$")]
    before: tuple[Hash, ...]
    matching_key: Hash
    hq_epoch: Natural

    def __repr__(self) -> str:
        return "NextKeys(…)"


_decoder = msgspec.msgpack.Decoder(NextKeys)


def write_next(keys: NextKeys, passphrase: str, cost: Cost, random: Random) -> bytes:
    """Lock headquarters' next keys under a passphrase. Takes about a second at the usual cost."""
    private, public = seal.make_pair(random)
    box = seal.seal_for(public, msgspec.msgpack.encode(keys))
    data = _MAGIC + wrap(private, passphrase, cost, random) + box
    return data + _checksum(data)


def read_next(data: bytes, passphrase: str) -> NextKeys:
    """Open what `write_next` locked; raises `UserFault`: `keys.next-unreadable`, `keys.wrong-passphrase`."""
    body, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if len(data) > MAX_FILE_BYTES or not body.startswith(_MAGIC) or _checksum(body) != checksum:
        raise _unreadable()
    rest = body[len(_MAGIC) :]
    try:
        told = seal.open_sealed(unwrap(rest[:_WRAPPED_BYTES], passphrase), rest[_WRAPPED_BYTES:])
        return _decoder.decode(told or b"")
    except UserFault as fault:
        raise _unreadable() if fault.code == "keys.damaged" else fault from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _unreadable() from None


def _unreadable() -> UserFault:
    return UserFault("keys.next-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE)


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM_BYTES).digest()
