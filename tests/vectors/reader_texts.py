"""What is written as text (docs/FORMAT.md, sections 7 and 8) and wrapped keys, for the second reader."""

import unicodedata
from hashlib import blake2b

import nacl.exceptions
import nacl.signing

from vectors.reader_msgpack import Refused, decode, need, one

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def b2(data, size=32, key=b""):
    return blake2b(data, digest_size=size, key=key).digest()


def verify(maker, domain, message, signature, code="bundle.bad-signature"):
    try:
        nacl.signing.VerifyKey(maker).verify(domain.encode() + b"\0" + message, signature)
    except nacl.exceptions.CryptoError:
        raise Refused(code) from None


def words(covered):
    """Return six proquints that stand for some bytes."""
    digest, found = b2(covered, 12), []
    for number in (int.from_bytes(digest[at : at + 2], "big") for at in range(0, 12, 2)):
        letters = [number >> 12, number >> 10 & 3, number >> 6 & 15, number >> 4 & 3, number & 15]
        found.append("".join(("aiou" if at % 2 else "bdfghjklmnprstvz")[bits] for at, bits in enumerate(letters)))
    return " ".join(found)


def base45(text, prefix, code):
    """Return the bytes behind a prefix and base45 (RFC 9285)."""
    need(text.startswith(prefix), code)
    data, text = b"", text.removeprefix(prefix)
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        number = sum(BASE45.find(letter) * 45**place for place, letter in enumerate(group))
        need(len(group) > 1 and all(letter in BASE45 for letter in group) and number < 256 ** (len(group) - 1), code)
        data += number.to_bytes(len(group) - 1, "big")
    return data


def read_card(data, code="keys.card-unreadable"):
    """Return the members of a card's bytes: role, name, Ed25519 key, recipient, whom it continues, if any."""
    need(data[:1] == b"\x01", code)
    try:
        members = decode(data[1:])
    except Refused:
        raise Refused(code) from None
    need(isinstance(members, list) and len(members) in (4, 5) and members[0] in ("hq", "laptop"), code)
    need(not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in members[1]), code)
    need(1 <= len(members[1]) <= 80 and len(members[2]) == 32 and members[3].startswith("age1"), code)
    return members


def follows(card, past, maker, announced):
    """Return the key that a pack may be signed with: the known one, or its card's where that follows (section 10)."""
    said, claims = card[2] + card[3].encode(), []
    for key, signature, *_ in ([*entry, b""] if len(entry) == 1 else entry for entry in past):
        need(len(key) == 32 and len(signature) <= 64)
        claims += [(key, signature)] if key in (maker, announced[:32]) and signature else []
    if card[2] == maker or said == announced:
        return card[2]
    for key, signature in claims:
        try:
            verify(key, "tianye/hq-key/1", said, signature)
            return card[2]
        except Refused:
            continue
    raise Refused("pack.forged-key" if claims else "bundle.unknown-device")


def card_text(data, _key, _maker):
    raw = base45(data.decode(), "TYC1:", "keys.card-unreadable")
    need(b2(raw[:-4], 4) == raw[-4:], "keys.card-unreadable")
    role, name, public, recipient, *continues = read_card(raw[:-4])
    covered = b"tianye/card/1\0" + public + recipient.encode()
    if continues:  # as it stands in the card: after everything before it
        at = 2
        for _ in range(4):
            _, at = one(raw, at, True)
        covered += b"\0" + raw[at:-4]
    told = ["accepted", f"role {role}", f"name {name}", f"maker {b2(public, 16).hex()}", f"to {recipient}"]
    for device, sequence, *keys in continues[0] if continues else []:
        public, recipient = [*keys, b"", ""][:2]
        told.append(f"continues {device.hex()} {sequence} {public.hex() or '-'} {recipient or '-'}")
    return [*told, f"words {words(covered)}"]


def badge_text(data, _key, maker):
    raw = base45(data.decode(), "TY:", "badge.unreadable")
    need(not raw or raw[0] <= 1, "badge.newer-version")
    need(len(raw) == 75 and raw[0] == 1, "badge.unreadable")
    verify(maker, "tianye/badge/1", raw[1:11], raw[11:], "badge.forged")
    return ["accepted", f"person {raw[1:11].hex()}"]


def receipt_text(data, _key, maker):
    raw = base45(data.decode(), "TYR1:", "receipt.unreadable-text")
    need(len(raw) == 153 and raw[0] == 1, "receipt.unreadable-text")
    message, at = raw[:-64], lambda start, size: int.from_bytes(raw[start : start + size], "big")
    need(message[1:17] == b2(maker, 16), "bundle.unknown-device")
    verify(maker, "tianye/receipt-text/1", message, raw[-64:])
    told = [f"maker {message[1:17].hex()}", f"for {message[17:33].hex()}", f"to {at(33, 4)}"]
    return ["accepted", *told, f"head {message[37:69].hex()}"]


READERS = {".tyc": card_text, ".badge": badge_text, ".txt": receipt_text}
