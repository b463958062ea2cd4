"""The container that bundles, packs and receipts share: a signed manifest and sections, inside age.

    body = "TYB1" | u32 length | manifest | signature (64) | section …        end of file exactly after the last

Reading takes two passes over a seekable source, so that nothing decrypted ever lies on a disk and memory stays flat.
The first pass believes nothing: it ends with every signature, length and hash checked. The second decrypts again and
hands out what it unpacks, still checking; its caller works inside one transaction and rolls back when it raises.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO, Generic

import zstandard

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.exchange import seal
from tianye.exchange.body import HEAD_BYTES, MAGIC, MAX_MANIFEST_BYTES, Body, Consumer
from tianye.exchange.encoding import (
    FORMAT,
    HASH_BYTES,
    AnyFacts,
    BundleFacts,
    NotCanonical,
    PackFacts,
    ReceiptFacts,
    Section,
    complete,
    decode_map,
    encode_manifest,
    known_keys,
    make_facts,
)
from tianye.exchange.keys import device_id, public_key

STEP_BYTES = 4096
"""Bodies come in multiples of this, so that a file's size says little about what is in it."""
MAX_FILE_BYTES = 4 * 1024**3 - 1
"""The largest file a FAT32 stick takes."""
MAX_RAW_BYTES = 1024**3
"""What one compressed section may unpack to."""
MAX_PAD_BYTES = 64 * 1024
COMPRESSION_LEVEL = 15
SMALL_LEVEL = 19
SMALL_BYTES = 2 * 1024 * 1024
"""What unpacks to no more is packed as small as it gets: a second or two of work, for three parts of a hundred."""

_READ_BYTES = 64 * 1024
_FRAME_BYTES = 128 * 1024
"""Room for the manifest, its signature and the padding."""
_WAITING_BYTES = 256 * 1024
"""What the compressor holds back at most: one block of zstd (128 KiB) and what frames it."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[AnyFacts]):
    """One kind of file: its name in manifests and errors, what its signature is for, and what its manifest says."""

    name: str
    domain: bytes
    facts: type[AnyFacts]


BUNDLE = Kind("bundle", b"tianye/bundle/1", BundleFacts)
PACK = Kind("pack", b"tianye/pack/1", PackFacts)
RECEIPT = Kind("receipt", b"tianye/receipt/1", ReceiptFacts)
_NAMES = frozenset({BUNDLE.name, PACK.name, RECEIPT.name})


@dataclass(frozen=True, slots=True)
class Blob:
    """Something to carry as it is: `hash` is BLAKE2b-256 of its `length` bytes, `open` gives a stream of them.

    With `is_sealed` the stream comes from a file that was sealed when this hash was found right, and that refuses to be
    read when it is not as it was: hashing it once more would find nothing. Who receives it checks the hash anyway.
    """

    hash: bytes
    length: int
    open: Callable[[], BinaryIO]
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """A compressed section, held in memory until the manifest that names its hash has been written."""

    section: Section
    chunks: list[bytes]


@dataclass(frozen=True, slots=True)
class Written(Generic[AnyFacts]):
    """What was written: the complete facts and the file's length."""

    facts: AnyFacts
    length: int


@dataclass(frozen=True, slots=True)
class Checked(Generic[AnyFacts]):
    """What the first pass found true; `preamble` is the manifest and signature it found it in."""

    facts: AnyFacts
    preamble: bytes


def room_in(limit: int) -> int:
    """Return how many bytes of sections fit into a file of `limit` bytes, with a manifest of a few hundred sections."""
    return limit - seal.overhead(limit) - _FRAME_BYTES


def longest_file(content: int) -> int:
    """Return how many bytes a file is at most that holds `content` bytes of sections."""
    return content + _FRAME_BYTES + seal.overhead(content + _FRAME_BYTES)


def maker(signing_key: bytes) -> bytes:
    """Return the device id that a file signed with this key names as its maker."""
    return device_id(public_key(signing_key))


class Packing:
    """Compresses blocks into a section, one after the other, and knows at most how long it becomes."""

    def __init__(self, section_type: str) -> None:
        self._type = section_type
        self._frame: zstandard.ZstdCompressionObj | None = None
        self._waiting: list[bytes] = []
        self._chunks: list[bytes] = []
        self._length = 0
        self.raw_length = 0

    @property
    def most(self) -> int:
        """Bytes the section would have at most if nothing more were added."""
        return self._length + _WAITING_BYTES + (self.raw_length if self._frame is None else 0)

    def add(self, block: bytes) -> None:
        """Compress a block; raises `UserFault("bundle.too-large")` past `MAX_RAW_BYTES`."""
        self.raw_length += len(block)
        if self.raw_length > MAX_RAW_BYTES:
            raise UserFault("bundle.too-large", section=self._type, limit=MAX_RAW_BYTES)
        if self._frame is None:
            self._waiting.append(block)
            if self.raw_length > SMALL_BYTES:
                self.go_on()
        else:
            self._keep(self._frame.compress(block))

    def go_on(self) -> None:
        """Compress what was held back because all of it might be small: then more is known of how long it becomes."""
        if self._frame is None:
            self._begin(COMPRESSION_LEVEL)

    def finish(self) -> Packed:
        """Return the section."""
        frame = self._frame or self._begin(SMALL_LEVEL, self.raw_length)
        self._keep(frame.flush())
        digest = blake2b(digest_size=HASH_BYTES)
        for chunk in self._chunks:
            digest.update(chunk)
        return Packed(Section(self._type, "zstd", self._length, self.raw_length, digest.digest()), self._chunks)

    def _begin(self, level: int, size: int = -1) -> zstandard.ZstdCompressionObj:
        self._frame = zstandard.ZstdCompressor(level=level).compressobj(size=size)
        for block in self._waiting:
            self._keep(self._frame.compress(block))
        self._waiting.clear()
        return self._frame

    def _keep(self, chunk: bytes) -> None:
        if chunk:
            self._chunks.append(chunk)
            self._length += len(chunk)


def pack_blocks(section_type: str, blocks: Iterable[bytes]) -> Packed:
    """Compress blocks into a section; raises `UserFault("bundle.too-large")` past `MAX_RAW_BYTES`."""
    packing = Packing(section_type)
    for block in blocks:
        packing.add(block)
    return packing.finish()


def write(
    sink: seal.Writable,
    kind: Kind[AnyFacts],
    facts: AnyFacts,
    packed: Sequence[Packed] = (),
    blobs: Sequence[Blob] = (),
    *,
    signing_key: bytes,
    recipients: Sequence[str],
) -> Written[AnyFacts]:
    """Write one file in order; memory holds what is packed, blobs are streamed.

    Raises `UserFault("bundle.too-large")` before the first byte, `WorldFault("bundle.attachment-damaged")` when a blob
    is not what its hash says (the bytes written so far are then worthless), and what the streams raise.
    """
    distinct = list({blob.hash: blob for blob in blobs}.values())
    sections = [part.section for part in packed]
    sections += [Section("blob", "raw", blob.length, blob.length, blob.hash) for blob in distinct]
    to = tuple(sorted({seal.fingerprint(recipient) for recipient in recipients}))
    facts, manifest, pad = _padded(kind, complete(facts, maker(signing_key), to, tuple(sections)))
    length = HEAD_BYTES + len(manifest) + seal.SIGNATURE_BYTES + sum(section.length for section in facts.sec)
    if len(manifest) > MAX_MANIFEST_BYTES or length > MAX_FILE_BYTES - seal.overhead(length):
        raise UserFault("bundle.too-large", what=kind.name, length=length, limit=MAX_FILE_BYTES)

    def body() -> Generator[bytes, None, None]:
        yield MAGIC + len(manifest).to_bytes(4, "big") + manifest
        yield seal.sign(kind.domain, manifest, signing_key)
        for part in packed:
            yield from part.chunks
        for blob in distinct:
            yield from _blob_bytes(blob)
        yield bytes(pad)

    chunks = body()
    out = _Counting(sink)
    try:
        seal.encrypt(_Joined(chunks), out, recipients)
    finally:
        chunks.close()
    return Written(facts, out.length)


def check(
    source: BinaryIO,
    kind: Kind[AnyFacts],
    identities: Sequence[str],
    find_signer: Callable[[AnyFacts], bytes | None],
) -> Checked[AnyFacts]:
    """Read a file once and refuse it unless all of it is what its maker signed, and meant for us.

    `find_signer` returns the maker's Ed25519 public key, or None for a maker we do not know. Raises `UserFault` with a
    code of the table in docs/FORMAT.md.
    """
    own = {seal.fingerprint(seal.recipient_of(identity)) for identity in identities}
    found: list[Checked[AnyFacts]] = []

    def believe(manifest: bytes, signature: bytes) -> Sequence[Section]:
        facts = _read_manifest(kind, manifest)
        if own.isdisjoint(facts.to):
            raise UserFault(
                "bundle.not-for-us", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=kind.name, reason="not-addressed"
            )
        signer = find_signer(facts)
        if signer is None or device_id(signer) != facts.dev:
            raise UserFault(
                "bundle.unknown-device",
                next_step=NextStep.ASK_HEADQUARTERS,
                what=kind.name,
                device=to_text(facts.dev),
            )
        if not seal.is_signed(kind.domain, manifest, signature, signer):
            raise UserFault(
                "bundle.bad-signature", next_step=NextStep.ASK_SENDER, what=kind.name, device=to_text(facts.dev)
            )
        _check_sections(kind.name, facts.sec)
        found.append(Checked(facts, manifest + signature))
        return facts.sec

    _decrypt_into(source, Body(kind.name, believe, lambda section: None), identities)
    return found[0]


def unpack(
    source: BinaryIO,
    kind: Kind[AnyFacts],
    checked: Checked[AnyFacts],
    identities: Sequence[str],
    open_section: Callable[[Section], Consumer | None],
) -> None:
    """Read a checked file again and hand each section to the consumer that `open_section` returns for it, if any.

    Raises as `check` does when the source has changed in between, and what the consumers raise.
    """

    def recognise(manifest: bytes, signature: bytes) -> Sequence[Section]:
        if manifest + signature != checked.preamble:
            raise UserFault("bundle.damaged", next_step=NextStep.RETRY, what=kind.name, reason="changed-meanwhile")
        return checked.facts.sec

    _decrypt_into(source, Body(kind.name, recognise, open_section), identities)


def _padded(kind: Kind[AnyFacts], facts: AnyFacts) -> tuple[AnyFacts, bytes, int]:
    """Add the padding that rounds the body up. Its length stands in the manifest and changes that one's: go round."""
    sections = facts.sec
    content = sum(section.length for section in sections)
    pad = attempts = 0
    while True:
        filler = Section("pad", "raw", pad, pad, blake2b(bytes(pad), digest_size=HASH_BYTES).digest())
        facts = complete(facts, facts.dev, facts.to, (*sections, filler))
        manifest = encode_manifest(kind.name, facts)
        wanted = -(HEAD_BYTES + len(manifest) + seal.SIGNATURE_BYTES + content) % STEP_BYTES
        # Where one byte more makes a longer number, no padding below a step may fit; above it all have one width.
        wanted += STEP_BYTES if attempts > 3 else 0
        if wanted == pad:
            return facts, manifest, pad
        pad = wanted
        attempts += 1


def _blob_bytes(blob: Blob) -> Generator[bytes, None, None]:
    digest = blake2b(digest_size=HASH_BYTES)
    left = blob.length
    damaged = WorldFault("bundle.attachment-damaged", next_step=NextStep.RESTORE_BACKUP, hash=blob.hash.hex())
    with blob.open() as stream:
        while left >= 0:
            try:
                data = stream.read(_READ_BYTES)
            except seal.DecryptionFailed:
                raise damaged from None
            if not data:
                break
            left -= len(data)
            if not blob.is_sealed:
                digest.update(data)
            yield data
    if left or (not blob.is_sealed and digest.digest() != blob.hash):
        raise damaged


def _read_manifest(kind: Kind[AnyFacts], manifest: bytes) -> AnyFacts:
    try:
        values = decode_map(manifest)
        oldest = values.get("min")
        # True is an int to Python, and a manifest may not be read in two ways
        if type(oldest) is not int or not isinstance(values.get("kind"), str):
            raise NotCanonical
        if oldest > FORMAT:
            raise UserFault("bundle.needs-newer-program", next_step=NextStep.UPDATE_PROGRAM, what=kind.name, min=oldest)
        if values["kind"] not in _NAMES:
            raise UserFault("bundle.needs-newer-program", next_step=NextStep.UPDATE_PROGRAM, what=kind.name)
        if values["kind"] != kind.name:
            raise UserFault(
                "bundle.wrong-kind", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=kind.name, found=values["kind"]
            )
        critical = values.get("crit", [])
        if not isinstance(critical, list):
            raise NotCanonical
        if not known_keys(kind.facts).issuperset(critical):
            raise UserFault("bundle.needs-newer-program", next_step=NextStep.UPDATE_PROGRAM, what=kind.name)
        return make_facts(values, kind.facts)
    except (NotCanonical, TypeError):
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=kind.name, reason="manifest") from None


# padding last; what a later release adds may stand anywhere between.
_PLACES = {"ops": 0, "attested": 0, "blob": 1, "pad": 2}
_ONCE = ("ops", "attested", "pad")


def _check_sections(what: str, sections: Sequence[Section]) -> None:
    types = [section.type for section in sections]
    places = [_PLACES[section_type] for section_type in types if section_type in _PLACES]
    is_plausible = (
        places == sorted(places)
        and all(types.count(section_type) <= 1 for section_type in _ONCE)
        and ("pad" not in types or types[-1] == "pad")
    )
    for section in sections:
        if section.type in ("ops", "attested"):
            if section.codec not in ("zstd", "raw"):
                raise UserFault("bundle.needs-newer-program", next_step=NextStep.UPDATE_PROGRAM, what=what)
            if section.raw_length > MAX_RAW_BYTES:
                raise UserFault(
                    "bundle.too-large",
                    next_step=NextStep.ASK_SENDER,
                    what=what,
                    section=section.type,
                    limit=MAX_RAW_BYTES,
                )
        elif section.type in ("blob", "pad"):
            is_plausible &= section.codec == "raw" and section.length == section.raw_length
            is_plausible &= section.type == "blob" or section.length <= MAX_PAD_BYTES
    if not is_plausible:
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=what, reason="sections")


def need_possible(source: BinaryIO, what: str) -> int:
    """Return the length of a file that may be one of ours, by its length and beginning: before all of it is read.

    Raises `UserFault`: `bundle.too-large`, and as `seal.check_age_header`.
    """
    length = source.seek(0, 2)
    if length > MAX_FILE_BYTES:
        raise UserFault("bundle.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=what, limit=MAX_FILE_BYTES)
    seal.check_age_header(source, what)
    return length


def _decrypt_into(source: BinaryIO, body: Body, identities: Sequence[str]) -> None:
    what = body.what
    length = need_possible(source, what)
    try:
        seal.decrypt(source, body, identities, what)
    except seal.DecryptionFailed as failure:
        if not failure.is_addressed:
            raise UserFault("bundle.not-for-us", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=what) from None
        # The length is known from the manifest once that was readable; before, every whole body is whole steps long.
        held = seal.plain_length(length, seal.check_age_header(source, what))
        if held < 0 or (held < body.expected if body.expected else held % STEP_BYTES):
            raise UserFault("bundle.truncated", next_step=NextStep.ASK_SENDER, what=what, length=length) from None
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=what, reason="age") from None
    body.finish()


class _Joined:
    """Gives generated pieces as a stream to read."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._piece:
            try:
                self._piece = memoryview(next(self._pieces))
            except StopIteration:
                return b""
        data, self._piece = bytes(self._piece[:size]), self._piece[size:]
        return data


class _Counting:
    """Passes bytes on and knows how many they were."""

    def __init__(self, sink: seal.Writable) -> None:
        self._sink = sink
        self.length = 0

    def write(self, data: bytes) -> None:
        self._sink.write(data)
        self.length += len(data)
