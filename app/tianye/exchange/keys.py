"""Keys of devices and people: making them, showing them, wrapping them under a passphrase, signing badges.

A device has two: an Ed25519 signing key (kept as its 32-byte seed) and an age identity that files are encrypted to.
A *card* carries the public halves to the other side, as text or QR code; its six words are compared by telephone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

import nacl.exceptions
import nacl.pwhash.argon2id
import nacl.secret
import nacl.signing
import pyrage

from tianye.domain.badges import from_base45, to_base45
from tianye.domain.errors import Bug, NextStep, UserFault, WorldFault
from tianye.domain.ids import DEVICE_BYTES, Random
from tianye.exchange import seal
from tianye.exchange.encoding import Card, Continued, NotCanonical, decode_card, encode_card, encode_continued

__all__ = [
    "CHEAP",
    "DEFAULT",
    "Card",
    "Cost",
    "DevicePublic",
    "card_bytes",
    "card_from_bytes",
    "card_text",
    "check_badge",
    "device_id",
    "fingerprint_words",
    "make_box_identity",
    "make_card",
    "make_database_key",
    "make_signing_key",
    "proquints",
    "public_key",
    "read_card",
    "read_text",
    "sign_badge",
    "unwrap",
    "wrap",
]

KEY_BYTES = 32
CARD_PREFIX = "TYC1:"
MAX_TEXT_CHARACTERS = 4096
"""No code holds more."""
_CHECKSUM_BYTES = 4


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """What is needed to believe a device: its Ed25519 public key (32 bytes)."""

    sign_public: bytes


def make_signing_key(random: Random) -> bytes:
    """Return a new Ed25519 seed of 32 bytes."""
    return random(KEY_BYTES)


def make_database_key(random: Random) -> bytes:
    """Return a new database key of 32 bytes."""
    return random(KEY_BYTES)


def make_box_identity() -> str:
    """Return a new age identity (`AGE-SECRET-KEY-1…`), whose randomness is the age library's own."""
    return str(pyrage.x25519.Identity.generate())


def public_key(seed: bytes) -> bytes:
    """Return the public half (32 bytes) of a signing key."""
    return nacl.signing.SigningKey(seed).verify_key.encode()


def device_id(sign_public: bytes) -> bytes:
    """Name a device: BLAKE2b-128 of its Ed25519 public key."""
    return blake2b(sign_public, digest_size=DEVICE_BYTES).digest()


def make_card(
    role: Literal["hq", "laptop"], name: str, seed: bytes, identity: str, continues: Sequence[Continued] = ()
) -> Card:
    """Return the card of the device that holds these keys; `name` has 1 to 80 characters that can be shown.

    `continues` are the earlier identities of a restored laptop, the oldest first.

    Raises `UserFault("keys.bad-card-name")`.
    """
    shown = unicodedata.normalize("NFC", name).strip()
    if not 0 < len(shown) <= 80 or not _can_be_shown(shown):
        raise UserFault("keys.bad-card-name", next_step=NextStep.MEND_INPUT)
    return Card(role, shown, public_key(seed), seal.recipient_of(identity), tuple(continues))


card_bytes = encode_card
"""Write a card as the bytes a pack carries (`PackFacts.hq`)."""


def card_from_bytes(data: bytes) -> Card:
    """Read a card's bytes; raises `UserFault("keys.card-unreadable")`."""
    try:
        card = decode_card(data)
        pyrage.x25519.Recipient.from_str(card.recipient)
    except (NotCanonical, pyrage.RecipientError):
        raise UserFault("keys.card-unreadable", next_step=NextStep.ASK_SENDER) from None
    if not _can_be_shown(card.name):
        raise UserFault("keys.card-unreadable", next_step=NextStep.ASK_SENDER)
    return card


def _can_be_shown(name: str) -> bool:
    """Say whether a name has nothing in it that changes how the text around it is read."""
    return not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in name)


def card_text(card: Card) -> str:
    """Write a card as text for a QR code or a message: `TYC1:` and base45 of its bytes with four of checksum."""
    data = encode_card(card)
    return CARD_PREFIX + to_base45(data + _checksum(data))


def read_card(text: str) -> Card:
    """Read what `card_text` wrote; raises `UserFault("keys.card-unreadable")`."""
    data = read_text(text, CARD_PREFIX)
    card, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if not card or _checksum(card) != checksum:
        raise UserFault("keys.card-unreadable", next_step=NextStep.ASK_SENDER)
    return card_from_bytes(card)


def read_text(text: str, prefix: str) -> bytes:
    """Return the bytes behind a prefix and base45, or none when the text is something else.

    Line breaks inside and the full-width characters of a scanner on a Chinese keyboard layout are forgiven.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        return b""
    scanned = unicodedata.normalize("NFKC", "".join(text.split("\n"))).replace("\r", "").strip()
    if not scanned.startswith(prefix):
        return b""
    try:
        return from_base45(scanned.removeprefix(prefix))
    except UserFault:
        return b""


# A proquint: sixteen bits as consonant, vowel, consonant, vowel, consonant. No word list to translate or to mishear.
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def fingerprint_words(card: Card) -> tuple[str, ...]:
    """Return six pronounceable words (96 bits) that stand for both keys of a card and whom it continues.

    The name is not covered.
    """
    return proquints(b"tianye/card/1\0" + card.sign_public + card.recipient.encode("ascii") + encode_continued(card))


def proquints(data: bytes) -> tuple[str, ...]:
    """Return six pronounceable words that stand for some bytes, which begin with what they are of."""
    hashed = blake2b(data, digest_size=12).digest()
    return tuple(_proquint(int.from_bytes(hashed[place : place + 2], "big")) for place in range(0, 12, 2))


def _proquint(number: int) -> str:
    return (
        _CONSONANTS[number >> 12]
        + _VOWELS[number >> 10 & 3]
        + _CONSONANTS[number >> 6 & 15]
        + _VOWELS[number >> 4 & 3]
        + _CONSONANTS[number & 15]
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs with argon2id: passes over so many KiB of memory."""

    passes: int
    memory_kib: int


DEFAULT = Cost(3, 256 * 1024)
CHEAP = Cost(1, 8)
"""For tests only: guesses are nearly free."""

# A wrapped key comes from a file that somebody may have put there: it must not choose to take all memory.
_WORST = Cost(16, 1024 * 1024)
_WRAP_MAGIC = b"TYK1"
_SALT_BYTES = nacl.pwhash.argon2id.SALTBYTES
_FIXED_BYTES = len(_WRAP_MAGIC) + 1 + 4 + _SALT_BYTES
_WRAPPED_BYTES = _FIXED_BYTES + nacl.secret.SecretBox.NONCE_SIZE + KEY_BYTES + nacl.secret.SecretBox.MACBYTES


def wrap(key: bytes, passphrase: str, cost: Cost, random: Random) -> bytes:
    """Lock a 32-byte key under a passphrase: 97 bytes and a checksum of four. Takes about a second at `DEFAULT`."""
    if len(key) != KEY_BYTES:
        raise Bug("keys.wrong-length", length=len(key))
    salt = random(_SALT_BYTES)
    box = nacl.secret.SecretBox(_stretch(passphrase, salt, cost))
    locked = box.encrypt(key, random(nacl.secret.SecretBox.NONCE_SIZE))
    data = _WRAP_MAGIC + bytes([cost.passes]) + cost.memory_kib.to_bytes(4, "big") + salt + bytes(locked)
    return data + _checksum(data)


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """Return the key that `wrap` locked.

    Raises `UserFault("keys.wrong-passphrase")`, or `UserFault("keys.damaged")` when the bytes are not what was written.
    """
    data, checksum = wrapped[:-_CHECKSUM_BYTES], wrapped[-_CHECKSUM_BYTES:]
    if len(data) != _WRAPPED_BYTES or not data.startswith(_WRAP_MAGIC) or _checksum(data) != checksum:
        raise UserFault("keys.damaged", next_step=NextStep.RESTORE_BACKUP)
    cost = Cost(data[4], int.from_bytes(data[5:9], "big"))
    if not 1 <= cost.passes <= _WORST.passes or not 8 <= cost.memory_kib <= _WORST.memory_kib:
        raise UserFault("keys.damaged", next_step=NextStep.RESTORE_BACKUP)
    box = nacl.secret.SecretBox(_stretch(passphrase, data[9:_FIXED_BYTES], cost))
    try:
        return box.decrypt(data[_FIXED_BYTES:])
    except nacl.exceptions.CryptoError:
        raise UserFault("keys.wrong-passphrase", next_step=NextStep.CHECK_PASSPHRASE) from None


def sign_badge(data: bytes, domain: bytes, seed: bytes) -> bytes:
    """Sign what a badge says (64 bytes); `domain` names the kind of badge and its version."""
    return seal.sign(domain, data, seed)


def check_badge(data: bytes, signature: bytes, domain: bytes, sign_public: bytes) -> bool:
    """Tell whether a badge was issued by the holder of this key, for this domain."""
    return seal.is_signed(domain, data, signature, sign_public)


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # Input methods differ in the width and the composition of what they type; the person means the same.
    # An environment in another encoding delivers bytes that are no text: they count as they are.
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return nacl.pwhash.argon2id.kdf(KEY_BYTES, secret, salt, cost.passes, cost.memory_kib * 1024)
    except (MemoryError, nacl.exceptions.RuntimeError):
        raise WorldFault(
            "keys.not-enough-memory", next_step=NextStep.CLOSE_OTHER_PROGRAM, needed_mib=cost.memory_kib // 1024
        ) from None


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM_BYTES).digest()
