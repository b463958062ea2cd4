"""The age layer: what of it we accept, and that nothing goes wrong in silence."""

from __future__ import annotations

import base64
import io
import random
import time

import pytest

from exchange.desk import Station, code_of
from tianye.domain.errors import Bug, UserFault
from tianye.exchange import seal

US, THEM = Station(1), Station(2)
INTRO = b"age-encryption.org/v1\n"
KEY = base64.b64encode(bytes(32)).rstrip(b"=")
X25519 = b"-> X25519 " + KEY + b"\n" + KEY + b"\n"
MAC = b"--- " + KEY + b"\n"


class Disk(io.BytesIO):
    """Is full with the write of number `last`."""

    writes = 0
    last = 0

    def write(self, data: object) -> int:
        self.writes += 1
        if self.writes == self.last:
            raise OSError(28, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]


def encrypted(data: bytes, count: int = 1) -> bytes:
    out = io.BytesIO()
    recipients = [US.recipient] + [Station(50 + number).recipient for number in range(count - 1)]
    seal.encrypt(io.BytesIO(data), out, recipients)
    return out.getvalue()


def refusal(header: bytes) -> str:
    with pytest.raises(UserFault) as failure:
        seal.decrypt(io.BytesIO(header), io.BytesIO(), [US.identity], "bundle")
    assert failure.value.data["what"] == "bundle"
    return code_of(failure)


def test_a_signature_holds_for_one_message_of_one_domain_by_one_key() -> None:
    signature = seal.sign(b"tianye/bundle/1", b"message", US.seed)
    public = US.public.sign_public
    assert seal.is_signed(b"tianye/bundle/1", b"message", signature, public)
    assert not seal.is_signed(b"tianye/pack/1", b"message", signature, public)
    assert not seal.is_signed(b"tianye/bundle/1", b"messagf", signature, public)
    assert not seal.is_signed(b"tianye/bundle/1", b"message", bytes(64), public)
    assert not seal.is_signed(b"tianye/bundle/1", b"message", b"", public)
    assert not seal.is_signed(b"tianye/bundle/1", b"message", signature, Station(2).public.sign_public)
    assert not seal.is_signed(b"tianye/bundle/1", b"message", signature, b"short")


@pytest.mark.parametrize("count", [1, 3, 15])
@pytest.mark.parametrize("size", [0, 1, 4096, 65535, 65536, 65537, 131072, 200_000])
def test_streams_come_back_and_lengths_are_foretold(size: int, count: int) -> None:
    data = encrypted(bytes(size), count)
    out = io.BytesIO()
    seal.decrypt(io.BytesIO(data), out, [US.identity], "bundle")
    assert out.getvalue() == bytes(size)
    header = seal.check_age_header(io.BytesIO(data), "bundle")
    assert data[:header].endswith(b"\n")
    assert b"\n--- " in data[:header]
    assert seal.plain_length(len(data), header) == size
    assert len(data) - size <= seal.overhead(size)


def test_a_thousand_stanzas_are_refused_at_once() -> None:
    header = INTRO + X25519 * 1000 + MAC + bytes(100)
    started = time.perf_counter()
    assert refusal(header) == "bundle.hostile-header"
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (INTRO + X25519 * 17 + MAC, "bundle.hostile-header"),
        (INTRO + b"-> scrypt " + KEY[:22] + b" 18\n" + KEY + b"\n" + MAC, "bundle.hostile-header"),
        (INTRO + X25519 + b"-> one a\n\n-> two b\n\n" + MAC, "bundle.hostile-header"),
        (INTRO + b"-> long a\n" + (b"A" * 64 + b"\n") * 200 + b"\n" + MAC, "bundle.hostile-header"),
        (INTRO + b"-> X25519 " + b"A" * 100_000, "bundle.hostile-header"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "bundle.not-ours"),
        (b"PK\x03\x04", "bundle.not-ours"),
        (b"age-encryption.org/v2\n" + X25519 + MAC, "bundle.not-ours"),
        (INTRO + MAC, "bundle.damaged"),
        (INTRO + X25519[:-2] + b"\n" + MAC, "bundle.damaged"),
        (INTRO + X25519 + b"rubbish\n" + MAC, "bundle.damaged"),
        (INTRO + X25519 + b"--- short\n", "bundle.damaged"),
        (b"", "bundle.truncated"),
        (INTRO[:9], "bundle.truncated"),
        (INTRO + X25519[:30], "bundle.truncated"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else None,
)
def test_headers_are_judged_before_the_library_sees_them(header: bytes, code: str) -> None:
    assert refusal(header) == code


def test_one_unknown_stanza_is_tolerated() -> None:
    header = INTRO + X25519 * 15 + b"-> x-grease a b\n" + KEY + b"\n" + MAC
    assert seal.check_age_header(io.BytesIO(header), "bundle") == len(header)


def test_damage_and_a_wrong_key_are_told_apart() -> None:
    data = encrypted(b"x" * 5000)
    flipped = data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]
    for identity, content, is_addressed in ((Station(2).identity, data, False), (US.identity, flipped, True)):
        with pytest.raises(seal.DecryptionFailed) as failure:
            seal.decrypt(io.BytesIO(content), io.BytesIO(), [identity], "bundle")
        assert failure.value.is_addressed is is_addressed


@pytest.mark.parametrize("size", [100, 70_000, 200_000])
def test_a_disk_that_fills_up_is_noticed_at_every_write(size: int) -> None:
    whole = Disk()
    seal.encrypt(io.BytesIO(bytes(size)), whole, [US.recipient])
    for last in range(1, whole.writes + 1):
        disk = Disk()
        disk.last = last
        with pytest.raises(OSError, match="No space left"):
            seal.encrypt(io.BytesIO(bytes(size)), disk, [US.recipient])
    opened = Disk()
    seal.decrypt(whole, opened, [US.identity], "bundle")
    for last in range(1, opened.writes + 1):
        disk = Disk()
        disk.last = last
        with pytest.raises(OSError, match="No space left"):
            seal.decrypt(whole, disk, [US.identity], "bundle")


@pytest.mark.parametrize("size", [0, 1, 65536, 3_000_000])
def test_what_was_sealed_for_two_is_sealed_again_for_one(size: int) -> None:
    plain, out, again = random.Random(size).randbytes(size), io.BytesIO(), io.BytesIO()
    seal.encrypt(io.BytesIO(plain), out, [US.recipient, THEM.recipient])
    seal.seal_again(out, again, [US.identity], [THEM.recipient], "pack")
    opened = io.BytesIO()
    seal.decrypt(again, opened, [THEM.identity], "pack")
    assert opened.getvalue() == plain
    with pytest.raises(seal.DecryptionFailed):
        seal.decrypt(again, io.BytesIO(), [US.identity], "pack")


def test_sealing_again_says_what_was_wrong_on_either_side() -> None:
    whole = encrypted(bytes(3_000_000))
    with pytest.raises(seal.DecryptionFailed):
        seal.seal_again(io.BytesIO(whole[:-1]), io.BytesIO(), [US.identity], [THEM.recipient], "pack")
    full = Disk()
    full.last = 2
    with pytest.raises(OSError, match="No space left"):
        seal.seal_again(io.BytesIO(whole), full, [US.identity], [THEM.recipient], "pack")
    with pytest.raises(Bug, match=r"seal\.recipients"):
        seal.seal_again(io.BytesIO(whole), io.BytesIO(), [US.identity], [], "pack")


def test_an_interruption_comes_out_as_it_is() -> None:
    class Cancelled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

        def write(self, data: object) -> int:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seal.encrypt(Cancelled(), io.BytesIO(), [US.recipient])
    with pytest.raises(KeyboardInterrupt):
        seal.decrypt(io.BytesIO(encrypted(b"x")), Cancelled(), [US.identity], "bundle")


def test_recipients_are_ours_to_get_right() -> None:
    for recipients in ([], ["age1nonsense"], [US.recipient] * 16):
        with pytest.raises(Bug, match=r"seal\.recipients"):
            seal.encrypt(io.BytesIO(b""), io.BytesIO(), recipients)
    with pytest.raises(Bug, match=r"seal\.identity-malformed"):
        seal.recipient_of("AGE-SECRET-KEY-1NONSENSE")
