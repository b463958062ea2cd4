"""Signatures, and encryption of whole files with age; the one door to both.

Only X25519 recipients are written and accepted. The age header of a file is measured and read here before the age
library sees it: a hostile header costs that library time in the square of its length (safety, B5).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import blake2b
from io import BufferedReader, BytesIO, RawIOBase
from threading import Thread
from typing import Any, BinaryIO, Protocol

import nacl.bindings
import nacl.exceptions
import nacl.public
import nacl.secret
import nacl.signing
import pyrage

from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import Random

SIGNATURE_BYTES = 64
FINGERPRINT_BYTES = 16
PAIR_KEY_BYTES = 32
SEALED_EXTRA = nacl.public.PublicKey.SIZE + nacl.secret.SecretBox.MACBYTES
MAX_HEADER_BYTES = 8 * 1024
MAX_STANZAS = 16

_AGE_INTRO = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"-> ([!-~]+)((?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)")
_X25519 = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16
_NONCE_BYTES = 16


class Readable(Protocol):
    """What is encrypted: `read(n)` gives up to n bytes, none at the end."""

    def read(self, size: int, /) -> bytes: ...


class Writable(Protocol):
    """Where bytes go; `write` takes all of them."""

    def write(self, data: bytes, /) -> object: ...


class DecryptionFailed(Exception):
    """The age layer found damage; `is_addressed` is False when none of the identities opens the file."""

    def __init__(self, is_addressed: bool) -> None:
        super().__init__()
        self.is_addressed = is_addressed


def sign(domain: bytes, message: bytes, seed: bytes) -> bytes:
    """Sign `domain | 00 | message` with Ed25519 (64 bytes); `domain` says what kind of statement it is."""
    return nacl.signing.SigningKey(seed).sign(domain + b"\0" + message).signature


def is_signed(domain: bytes, message: bytes, signature: bytes, sign_public: bytes) -> bool:
    """Tell whether `signature` is the key's own over this message of this domain."""
    try:
        nacl.signing.VerifyKey(sign_public).verify(domain + b"\0" + message, signature)
    except (nacl.exceptions.CryptoError, ValueError):
        return False
    return True


def make_pair(random: Random) -> tuple[bytes, bytes]:
    """Return a new X25519 pair: the private key and the public one, 32 bytes each."""
    private = random(PAIR_KEY_BYTES)
    return private, public_of(private)


def public_of(private: bytes) -> bytes:
    """Return the public half of an X25519 private key."""
    return nacl.public.PrivateKey(private).public_key.encode()


def seal_for(public: bytes, message: bytes) -> bytes:
    """Seal a short message so that only the holder of the private half can open it; `SEALED_EXTRA` bytes longer."""
    return nacl.public.SealedBox(nacl.public.PublicKey(public)).encrypt(message)


def open_sealed(private: bytes, sealed: bytes) -> bytes | None:
    """Return a message that `seal_for` sealed for this pair; None where it was not, or is damaged."""
    try:
        return nacl.public.SealedBox(nacl.public.PrivateKey(private)).decrypt(sealed)
    except (nacl.exceptions.CryptoError, ValueError):
        return None


def fingerprint(recipient: str) -> bytes:
    """Name an age recipient in a manifest: BLAKE2b-128 of its text."""
    return blake2b(recipient.encode("ascii"), digest_size=FINGERPRINT_BYTES).digest()


def recipient_of(identity: str) -> str:
    """Return the public half (`age1…`) of an age identity."""
    return str(_identity(identity).to_public())


def encrypt(source: Readable, sink: Writable, recipients: Sequence[str]) -> None:
    """Encrypt a stream in constant memory; what `source` or `sink` raises comes out as it was."""
    if not recipients or len(recipients) >= MAX_STANZAS:
        raise Bug("seal.recipients", count=len(recipients))
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise Bug("seal.recipients", reason="malformed") from None
    reading, writing = _Reading(source), _Writing(sink)
    try:
        pyrage.encrypt_io(reading, writing, keys)
    finally:
        _raise_own(reading, writing)


def decrypt(source: BinaryIO, sink: Writable, identities: Sequence[str], what: str) -> None:
    """Decrypt a seekable stream from its start in constant memory, once its header has passed `check_age_header`.

    `sink` receives bytes before the end of the file has been verified. Raises `DecryptionFailed` on damage; what
    `source` or `sink` raises comes out as it was.
    """
    check_age_header(source, what)
    keys = [_identity(identity) for identity in identities]
    source.seek(0)
    reading, writing = _Reading(source), _Writing(sink)
    try:
        pyrage.decrypt_io(reading, writing, keys)
    except (pyrage.DecryptError, OSError) as failure:
        if reading.failure is None and writing.failure is None:
            raise DecryptionFailed(is_addressed="No matching keys" not in str(failure)) from None
    finally:
        _raise_own(reading, writing)


def seal_again(
    source: BinaryIO, sink: Writable, identities: Sequence[str], recipients: Sequence[str], what: str
) -> None:
    """Encrypt what a file holds for others than those it came for, in constant memory and never in clear on a disk.

    Raises as `decrypt` and `encrypt`; what was written until then is worthless.
    """
    reading_end, writing_end = os.pipe()
    failures: list[BaseException] = []

    def decrypt_into_pipe() -> None:
        try:
            with os.fdopen(writing_end, "wb") as pipe:
                decrypt(source, pipe, identities, what)
        except BaseException as failure:
            failures.append(failure)

    decrypting = Thread(target=decrypt_into_pipe, daemon=True)
    decrypting.start()
    try:
        with os.fdopen(reading_end, "rb") as pipe:
            encrypt(pipe, sink, recipients)
    finally:
        decrypting.join()
    if failures:
        raise failures[0]


def check_age_header(source: BinaryIO, what: str) -> int:
    """Read the age header with limits and return its length in bytes.

    Accepts X25519 stanzas and at most one unknown one (age writers add one so that readers stay tolerant).
    Raises `UserFault`: "bundle.not-ours", "bundle.truncated", "bundle.damaged" or "bundle.hostile-header".
    """
    source.seek(0)
    head = source.read(MAX_HEADER_BYTES)
    if not head.startswith(_AGE_INTRO):
        if _AGE_INTRO.startswith(head):
            raise UserFault("bundle.truncated", next_step=NextStep.ASK_SENDER, what=what)
        raise UserFault("bundle.not-ours", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=what, reason="no-age-file")
    position = len(_AGE_INTRO)
    stanzas = unknown = 0
    while stanza := _STANZA.match(head, position):
        stanzas += 1
        if stanza[1] == b"X25519":
            if not _X25519.fullmatch(stanza[0]):
                raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=what, reason="age-header")
        else:
            unknown += 1
        if stanzas > MAX_STANZAS or unknown > 1 or stanza[1] == b"scrypt":
            raise UserFault("bundle.hostile-header", next_step=NextStep.ASK_SENDER, what=what, stanzas=stanzas)
        position = stanza.end()
    end = _MAC.match(head, position)
    if end and stanzas:
        return end.end()
    last = head.find(b"\n--- ", position - 1)
    if last < 0 and len(head) == MAX_HEADER_BYTES:
        raise UserFault("bundle.hostile-header", next_step=NextStep.ASK_SENDER, what=what, stanzas=stanzas)
    if len(head) < MAX_HEADER_BYTES and (last < 0 or b"\n" not in head[last + 1 :]):
        raise UserFault("bundle.truncated", next_step=NextStep.ASK_SENDER, what=what)
    raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=what, reason="age-header")


def plain_length(file_length: int, header_length: int) -> int:
    """Return how many plaintext bytes an age file of this length holds; negative when no file has this length."""
    stored = file_length - header_length - _NONCE_BYTES
    chunks = max(1, -(-stored // (_CHUNK_BYTES + _TAG_BYTES)))
    if stored - (chunks - 1) * (_CHUNK_BYTES + _TAG_BYTES) < _TAG_BYTES:
        return -1
    return stored - chunks * _TAG_BYTES


def overhead(body_length: int) -> int:
    """Return at most how much longer than its body an age file is."""
    return MAX_HEADER_BYTES + _NONCE_BYTES + (body_length // _CHUNK_BYTES + 1) * _TAG_BYTES


def encrypt_bytes(data: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt something small, such as a key, in memory."""
    out = BytesIO()
    encrypt(BytesIO(data), out, recipients)
    return out.getvalue()


def decrypt_bytes(data: bytes, identities: Sequence[str]) -> bytes:
    """Decrypt what `encrypt_bytes` wrote; raises `DecryptionFailed`, and the faults of `check_age_header`."""
    out = BytesIO()
    decrypt(BytesIO(data), out, identities, "key")
    return out.getvalue()


def _identity(identity: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError:
        raise Bug("seal.identity-malformed") from None


class _Reading:
    """Hands bytes to the age library and keeps what went wrong, which the library would replace by its own error."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.failure: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as failure:
            self.failure = failure
            raise


class _Writing:
    """Takes bytes from the age library and keeps what went wrong, as `_Reading` does."""

    def __init__(self, sink: Writable) -> None:
        self._sink = sink
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        if self.failure is not None:  # the library empties its buffer once more while it gives up
            raise self.failure
        try:
            self._sink.write(data)
        except BaseException as failure:
            self.failure = failure
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing waits here; the age library asks."""


def _raise_own(reading: _Reading, writing: _Writing) -> None:
    """Raise what our own streams raised, also where the library made its peace with it (its last flush)."""
    failure = writing.failure or reading.failure
    if failure is not None:
        raise failure


# ---- files at rest ---------------------------------------------------------------------------------------------------

# A file beside the database: a secretstream of libsodium (XChaCha20-Poly1305) in pieces of 64 KiB, the last marked as
# such, so that a torn or mixed-up file is noticed where it is read. Age would need a thread to be read piece by piece.
_STREAM_TAG_FINAL = nacl.bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_STREAM_TAG_MESSAGE = nacl.bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_STREAM_HEADER_BYTES = nacl.bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_STREAM_MORE_BYTES = nacl.bindings.crypto_secretstream_xchacha20poly1305_ABYTES


class SealedWriter:
    """Encrypts what is written into a stream under a key of 32 bytes; `close` writes the end and leaves it open."""

    def __init__(self, sink: Writable, key: bytes) -> None:
        self._sink = sink
        self._state = nacl.bindings.crypto_secretstream_xchacha20poly1305_state()
        self._waiting = bytearray()
        sink.write(nacl.bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key))

    def write(self, data: bytes) -> None:
        """Encrypt some bytes; they go on in whole pieces."""
        waiting = self._waiting
        waiting += data
        while len(waiting) > _CHUNK_BYTES:
            piece = bytes(waiting[:_CHUNK_BYTES])
            del waiting[:_CHUNK_BYTES]
            self._push(piece, _STREAM_TAG_MESSAGE)

    def close(self) -> None:
        """Write what is left as the last piece."""
        self._push(bytes(self._waiting), _STREAM_TAG_FINAL)
        self._waiting.clear()

    def _push(self, piece: bytes, tag: int) -> None:
        self._sink.write(nacl.bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, None, tag))


def open_sealed_file(source: BinaryIO, key: bytes) -> BufferedReader:
    """Return a stream of what `SealedWriter` wrote; raises `DecryptionFailed` where it is not as it was written."""
    return BufferedReader(_SealedReader(source, key), _CHUNK_BYTES)


class _SealedReader(RawIOBase):
    """Reads back a piece at a time; closing it closes the source."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._source = source
        self._state = nacl.bindings.crypto_secretstream_xchacha20poly1305_state()
        self._piece = memoryview(b"")
        self._is_over = False
        header = source.read(_STREAM_HEADER_BYTES)
        if len(header) != _STREAM_HEADER_BYTES:
            raise DecryptionFailed(is_addressed=True)
        nacl.bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read up to as much as there is room for; nothing at the end."""
        while not self._piece and not self._is_over:
            self._pull()
        room = memoryview(buffer)
        count = min(len(room), len(self._piece))
        room[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def close(self) -> None:
        """Close the file below."""
        if not self.closed:
            self._source.close()
        super().close()

    def _pull(self) -> None:
        sealed = self._source.read(_CHUNK_BYTES + _STREAM_MORE_BYTES)
        try:
            piece, tag = nacl.bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed)
        except (nacl.exceptions.CryptoError, ValueError):
            raise DecryptionFailed(is_addressed=True) from None
        self._piece = memoryview(piece)
        self._is_over = tag == _STREAM_TAG_FINAL
        if self._is_over and self._source.read(1):
            raise DecryptionFailed(is_addressed=True)
