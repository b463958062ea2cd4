"""Every vector comes to the outcome written beside it, by our reader and, where it is good, by a stranger's."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from exchange.desk import Import, Station, canonical, knows, open_body
from tianye.domain import badges, branches
from tianye.domain.errors import UserFault
from tianye.domain.ops import Sealed, decode_header
from tianye.exchange import bundle, keyfiles, keys, pack, qr, receipt, recovery, sealed_answers, succession
from tianye.exchange.succession import Pinned
from vectors import reader, reader_contents
from vectors.make import (
    HEADQUARTERS,
    LAPTOP,
    PASSPHRASE,
    SUCCESSOR,
    THIRD,
    card_told,
    content_told,
    next_told,
    sealed_told,
)
from vectors.reader_msgpack import decode
from vectors.reader_texts import b2

HERE = Path(__file__).parent
EXPECTED = sorted(HERE.glob("*.expect"))
KEYS = {
    ".tyb": (HEADQUARTERS.identity, LAPTOP),
    ".typ": (LAPTOP.identity, HEADQUARTERS),
    ".tyr": (LAPTOP.identity, HEADQUARTERS),
    ".txt": ("", HEADQUARTERS),
    ".tyc": ("", HEADQUARTERS),
    ".badge": ("", HEADQUARTERS),
    ".tyk": (PASSPHRASE, HEADQUARTERS),
    ".key": (PASSPHRASE, HEADQUARTERS),
    ".tyl": (HEADQUARTERS.identity, HEADQUARTERS),
    ".tyq": (HEADQUARTERS.identity, HEADQUARTERS),
    ".tya": (PASSPHRASE, HEADQUARTERS),
    ".tyn": (PASSPHRASE, HEADQUARTERS),
    ".tys": (HEADQUARTERS.identity, HEADQUARTERS),
    ".tyx": (HEADQUARTERS.identity, HEADQUARTERS),
}
"""What opens a vector, by its ending, and the one maker that is known."""
KEY_FILES = {".key", ".tyl", ".tyq", ".tya", ".tyn", ".tys", ".tyx"}
WRAPPED = 101


def found_in_keys(path: Path) -> list[str]:
    """Say what our reader makes of a key file, a letter, a request or an answer."""
    data = path.read_bytes()
    try:
        match path.suffix:
            case ".key":
                file = keyfiles.decode(data)
                opened = keyfiles.open_key_file(file, PASSPHRASE)
                return [
                    "accepted",
                    f"operator {file.owner.hex() or '-'}",
                    *(f"key {key.hex()}" for key in opened.database_keys),
                ]
            case ".tys":
                fields = sealed_answers.open_answers(data, [HEADQUARTERS.identity])
                return ["answers.sealed"] if fields is None else sealed_told(fields)
            case ".tyx":
                content = sealed_answers.open_content(data, [HEADQUARTERS.identity])
                return ["content.sealed"] if content is None else content_told(content)
            case ".tyn":
                return next_told(succession.read_next(data, PASSPHRASE))
            case ".tya":
                code = recovery.open_answer(data[WRAPPED:], data[:WRAPPED], PASSPHRASE)
                return ["accepted", f"code {recovery.code_text(code)}"]
            case ".tyq":
                request = recovery.decode_request(data)
                words = [f"words {' '.join(request.words)}"]
                data = request.letter
            case _:
                words = []
        letter = recovery.read_letter(data, [HEADQUARTERS.identity])
    except UserFault as fault:
        return [fault.code]
    return ["accepted", f"device {letter.device.hex()}", f"code {recovery.code_text(letter.code)}", *words]


def found(path: Path) -> list[str]:
    """Say what our reader makes of a vector, in the words of the files beside them."""
    if path.suffix in KEY_FILES:
        return found_in_keys(path)
    with Import() as take:
        try:
            match path.suffix:
                case ".badge":
                    return badge_found(path.read_text(encoding="utf-8"))
                case ".tyc":
                    return card_told(keys.read_card(path.read_text(encoding="utf-8")))
                case ".tyk":
                    return ["accepted", f"key {keys.unwrap(path.read_bytes(), PASSPHRASE).hex()}"]
            facts = read(path, take)
        except UserFault as fault:
            assert take.committed == 0
            return [fault.code]
        lines = ["accepted", f"maker {facts.dev.hex()}"]
        if path.suffix == ".tyb":
            lines += [f"from {facts.from_seq}", f"to {facts.to_seq}", f"head {facts.head.hex()}"]
        else:
            lines += [f"for {facts.dev_for.hex()}"]
        lines += retention(facts)
        if path.suffix in (".tyr", ".txt"):
            lines += [f"to {facts.seq}", f"head {facts.head.hex()}"]
        lines += [told(one) for one in take.sealed]
        lines += [f"key {owner.hex()} {key.hex()}" for owner, key in sorted(take.owners.items())]
        lines += [f"blob {hash.hex()} {data.hex()}" for hash, data in take.blobs.items()]
        return lines


def retention(facts: Any) -> list[str]:
    """Say what a file tells of the rule, of what was purged by it, and of backups."""
    keep, backed = getattr(facts, "keep_days", 0), getattr(facts, "backed", None)
    lines = [f"purged {one.first}-{one.last} after {one.hq_epoch}/{one.hq_seq}" for one in getattr(facts, "purged", ())]
    lines += [f"keep {keep} days"] if keep else []
    return lines + ([f"backed {backed.sequence} {backed.head.hex()}"] if backed else [])


def badge_found(text: str) -> list[str]:
    badge = badges.decode(text)
    if not keys.check_badge(badge.person, badge.signature, badges.SIGNING_DOMAIN, HEADQUARTERS.public.sign_public):
        # the door counts it as a refused scan and says so by this outcome
        return ["badge.forged"]
    return ["accepted", f"person {badge.person.hex()}"]


def told(one: Sealed) -> str:
    header = decode_header(one.header)
    content = one.payload.hex() if one.payload is not None else "erased"
    return f"operation {one.author.hex() or '-'} {header.sequence} {header.kind} {content}"


def read(path: Path, take: Import) -> Any:
    data = path.read_bytes()
    match path.suffix:
        case ".tyb":
            return take.take(bundle.read, data, HEADQUARTERS.identity, knows(LAPTOP))
        case ".typ":
            facts = pack.inspect(io.BytesIO(data), [LAPTOP.identity])
            succession.signed_by(facts, Pinned(HEADQUARTERS.card(), SUCCESSOR.card()))
            return take.take(pack.read, data, LAPTOP.identity, knows(HEADQUARTERS, SUCCESSOR, THIRD))
        case ".tyr":
            return receipt.read(io.BytesIO(data), [LAPTOP.identity], knows(HEADQUARTERS))
        case _:
            return qr.read_receipt_text(data.decode(), knows(HEADQUARTERS))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_vector_comes_to_its_outcome(expected: Path) -> None:
    assert found(expected.with_suffix("")) == expected.read_text(encoding="utf-8").splitlines()


def test_the_vectors_cover_every_outcome() -> None:
    outcomes = {path.read_text(encoding="utf-8").splitlines()[0] for path in EXPECTED}
    assert outcomes == {
        "accepted",
        "answers.sealed",
        "badge.forged",
        "badge.newer-version",
        "badge.unreadable",
        "bundle.bad-signature",
        "bundle.chain-broken",
        "bundle.damaged",
        "bundle.hostile-header",
        "bundle.needs-newer-program",
        "bundle.not-for-us",
        "bundle.not-ours",
        "bundle.too-large",
        "bundle.truncated",
        "bundle.unknown-device",
        "bundle.wrong-kind",
        "content.sealed",
        "keys.card-unreadable",
        "keys.damaged",
        "keys.next-unreadable",
        "keys.wrong-passphrase",
        "pack.forged-key",
        "receipt.unreadable-text",
        "recovery.not-for-us",
        "recovery.other-request",
        "recovery.unreadable",
    }
    files = [path for path in HERE.iterdir() if path.suffix in KEYS and path.name != "histories.txt"]
    assert {path.name for path in files} == {path.stem for path in EXPECTED}


# ---- docs/FORMAT.md, read by somebody who has nothing of ours --------------------------------------------------------


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_second_reader_comes_to_the_same(expected: Path) -> None:
    path = expected.with_suffix("")
    key, maker = KEYS[path.suffix]
    announced = SUCCESSOR.public.sign_public + SUCCESSOR.recipient.encode()
    assert (
        reader.read(path, key, maker.public.sign_public, announced) == expected.read_text(encoding="utf-8").splitlines()
    )


def test_the_second_reader_has_nothing_of_the_program() -> None:
    for part in HERE.glob("reader*.py"):
        assert "tianye" not in part.read_text(encoding="utf-8").replace("tianye/", "")
        assert len(part.read_text(encoding="utf-8").splitlines()) <= 150


def test_the_second_reader_runs_as_a_command() -> None:
    maker = LAPTOP.public.sign_public.hex()
    command = [sys.executable, "-m", "vectors.reader", str(HERE / "bundle-good.tyb"), HEADQUARTERS.identity, maker]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent), "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)
    assert done.stdout == (HERE / "bundle-good.tyb.expect").read_text(encoding="utf-8")


def manifest_of(name: str, station: Station) -> dict[str, Any]:
    manifest, _, _, rest = open_body((HERE / name).read_bytes(), station.identity)
    assert (72 + len(canonical(manifest)) + len(rest)) % 4096 == 0
    return manifest


def sections_of(name: str, station: Station) -> dict[str, list[Any]]:
    """Return the records of a file's blocks by section, read as the second reader does."""
    manifest, _, _, rest = open_body((HERE / name).read_bytes(), station.identity)
    found = {}
    for kind, codec, size, raw_size, _ in manifest["sec"]:
        if kind in ("ops", "attested"):
            found[kind] = reader_contents.blocks(codec, rest[:size], raw_size)
        rest = rest[size:]
    return found


def owner_of(header: bytes) -> bytes:
    """Return whom a header speaks of, as the format tells it."""
    fields = decode(header)
    return bytes(fields[7][-10:] if fields[8] is None else fields[8])


def test_a_stranger_can_tell_a_branch_from_its_device() -> None:
    sections = sections_of("pack-branch.typ", LAPTOP)
    first, second, branched = sections["attested"]
    assert first[3] == second[3] == LAPTOP.device
    name = branched[3]
    assert name[:16] == LAPTOP.device
    assert int.from_bytes(name[16:20], "big") == decode(branched[0])[0] == 2
    # the chain of the branch goes on from the operation it parts after
    owner_keys = {owner_of(record[0]): record[4] for record in sections["attested"] if record[4] is not None}
    head = b2(b"tianye/chain/1\0" + LAPTOP.device)
    for sequence, (header, payload, *_) in ((1, first), (2, branched)):
        salt = b2(sequence.to_bytes(4, "big"), key=owner_keys.get(owner_of(header), bytes(16)))
        head = b2(head + len(header).to_bytes(4, "big") + header + b2(payload, key=salt))
    assert name[20:] == head
    identifier = b2(b"tianye/branch/1\0" + name, 16)
    assert branches.branch_id(name) == identifier
    assert [branches.holder_of(name, sequence) for sequence in (1, 2)] == [LAPTOP.device, identifier]


def test_a_stranger_can_read_what_was_taken_in() -> None:
    taken = manifest_of("receipt-with-taken.tyr", LAPTOP)["taken"]
    assert taken == [b2((HERE / "bundle-second-part.tyb").read_bytes()), bytes(32)]


def test_the_names_of_keys_in_a_manifest_are_those_of_the_format() -> None:
    page = (HERE.parents[1] / "docs" / "FORMAT.md").read_text(encoding="utf-8")
    manifests = [
        manifest_of("bundle-good.tyb", HEADQUARTERS),
        manifest_of("pack-good.typ", LAPTOP),
        manifest_of("receipt-good.tyr", LAPTOP),
        manifest_of("bundle-purged.tyb", HEADQUARTERS),
        manifest_of("pack-with-rule.typ", LAPTOP),
        manifest_of("receipt-with-backup.tyr", LAPTOP),
    ]
    keys = {*chain.from_iterable(manifests), *manifests[0]["made"]} - {"a-later-key"}
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


def test_every_code_of_a_vector_stands_in_the_format() -> None:
    page = (HERE.parents[1] / "docs" / "FORMAT.md").read_text(encoding="utf-8")
    outcomes = {path.read_text(encoding="utf-8").splitlines()[0] for path in EXPECTED}
    assert sorted(outcome for outcome in outcomes - {"accepted"} if f"`{outcome}`" not in page) == []
