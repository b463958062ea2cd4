"""Wrapped keys, key files, letters, requests and answers (docs/FORMAT.md, section 8), for the second reader."""

import unicodedata

import nacl.exceptions
import nacl.public
import nacl.pwhash.argon2id
import nacl.secret
import pyrage

from vectors.reader_msgpack import Refused, decode, need
from vectors.reader_texts import b2, words

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def unwrap(data, passphrase):
    body, checksum = data[:-4], data[-4:]
    need(len(data) == 101 and body[:4] == b"TYK1" and b2(body, 4) == checksum, "keys.damaged")
    passes, memory = body[4], int.from_bytes(body[5:9], "big")
    need(1 <= passes <= 16 and 8 <= memory <= 1 << 20, "keys.damaged")
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    box = nacl.secret.SecretBox(nacl.pwhash.argon2id.kdf(32, secret, body[9:25], passes, memory * 1024))
    try:
        return box.decrypt(body[49:], body[25:49])
    except nacl.exceptions.CryptoError:
        raise Refused("keys.wrong-passphrase") from None


def wrapped_key(data, passphrase, _maker):
    return ["accepted", f"key {unwrap(data, passphrase).hex()}"]


def unseal(private, box):
    """Return what a sealed box holds, or None."""
    try:
        return nacl.public.SealedBox(nacl.public.PrivateKey(private)).decrypt(box)
    except nacl.exceptions.CryptoError:
        return None


def key_file(data, passphrase, _maker):
    if data[:4] != b"TYO1":
        return ["accepted", "operator -", f"key {unwrap(data, passphrase).hex()}"]
    need(len(data) > 152 and 1 <= data[147] <= 8 and len(data) == 152 + 80 * data[147], "keys.damaged")
    need(b2(data[:-4], 4) == data[-4:], "keys.damaged")
    private = unwrap(data[46:147], passphrase)
    opened = [unseal(private, data[at : at + 80]) for at in range(148, len(data) - 4, 80)]
    is_hers = nacl.public.PrivateKey(private).public_key.encode() == data[14:46]
    need(is_hers and None not in opened, "keys.damaged")
    return ["accepted", f"operator {data[4:14].hex()}", *(f"key {key.hex()}" for key in opened)]


def code_text(code):
    number = int.from_bytes(code, "big") << 5 | b2(code, 1)[0] >> 3
    letters = "".join(BASE32[number >> shift & 31] for shift in range(120, -1, -5))
    return "-".join(letters[at : at + 5] for at in range(0, 25, 5))


def letter(data, identity, _maker):
    need(len(data) <= 4096, "recovery.unreadable")
    try:
        body = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        is_ours = "No matching keys" not in str(error)
        raise Refused("recovery.unreadable" if is_ours else "recovery.not-for-us") from None
    need(body[:4] == b"TYR1" and len(body) == 35, "recovery.unreadable")
    return ["accepted", f"device {body[4:20].hex()}", f"code {code_text(body[20:])}"]


def request(data, identity, maker):
    need(data[:4] == b"TYQ1" and b2(data[:-4], 4) == data[-4:] and len(data) > 40, "recovery.unreadable")
    covered = b"tianye/recovery-request/1\0" + data[4:-4]
    return [*letter(data[36:-4], identity, maker), f"words {words(covered)}"]


def answer(data, passphrase, _maker):
    """Read what the laptop kept of its request, a wrapped private key, and behind it the answer."""
    said = data[101:]
    need(said[:4] == b"TYA1" and b2(said[:-4], 4) == said[-4:], "recovery.unreadable")
    code = unseal(unwrap(data[:101], passphrase), said[4:-4])
    need(code is not None, "recovery.other-request")
    need(len(code) == 15, "recovery.unreadable")
    return ["accepted", f"code {code_text(code)}"]


def next_keys(data, passphrase, _maker):
    need(data[:4] == b"TYN1" and b2(data[:-4], 4) == data[-4:] and len(data) <= 1 << 16, "keys.next-unreadable")
    try:
        held = decode(unseal(unwrap(data[4:105], passphrase), data[105:-4]) or b"", code="keys.next-unreadable")
    except Refused as refused:
        code = str(refused)
        raise Refused(code if code == "keys.wrong-passphrase" else "keys.next-unreadable") from None
    seed, identity, before, number_key, epoch, *_ = held
    told = ["accepted", f"seed {seed.hex()}", f"identity {identity}", *(f"before {key.hex()}" for key in before)]
    return [*told, f"key {number_key.hex()}", f"epoch {epoch}"]


def sealed_answers(data, identity, _maker):
    """Return what was sealed, as the bytes of its map; nothing is sealed that is not a map."""
    code = "answers.sealed"
    try:
        body = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        raise Refused(code) from None
    size = int.from_bytes(body[:4], "big")
    need(len(data) <= 2 << 20 and len(body) % 512 == 0 and len(body) >= 4 + size, code)
    need(isinstance(decode(body[4 : 4 + size], code=code), dict), code)
    return ["accepted", f"fields {body[4 : 4 + size].hex()}"]


def sealed_content(data, identity, _maker):
    """Return the name of what was sealed."""
    code = "content.sealed"
    try:
        body = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        raise Refused(code) from None
    size = int.from_bytes(body[:4], "big")
    need(len(data) <= 65 << 20 and len(body) % 65536 == 0 and len(body) >= 4 + size, code)
    return ["accepted", f"content {b2(body[4 : 4 + size], 32).hex()}.bin"]


READERS = {
    ".tyk": wrapped_key,
    ".key": key_file,
    ".tyl": letter,
    ".tyq": request,
    ".tya": answer,
    ".tyn": next_keys,
    ".tys": sealed_answers,
    ".tyx": sealed_content,
}
