"""The test vectors of age itself (C2SP/CCTV) through the only door by which we read age files.

Where we refuse what age would open, that is on purpose and listed; nothing that age refuses is opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.exchange import seal

ARCHIVE = Path(__file__).parent / "age" / "cctv-age-0.2.0.zip"


@dataclass(frozen=True)
class Vector:
    """One vector: what age makes of it, the hash of what it may give out, the identities, and the file."""

    name: str
    expect: str
    payload: str
    identities: tuple[str, ...]
    is_armoured: bool
    data: bytes


def read_all() -> list[Vector]:
    found = []
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            head, data = archive.read(name).split(b"\n\n", 1)
            pairs = [line.split(": ", 1) for line in head.decode().splitlines()]
            told = dict(pairs)
            if told.get("compressed") == "zlib":
                data = zlib.decompress(data)
            identities = tuple(value for key, value in pairs if key == "identity")
            payload = told.get("payload", "")
            found.append(Vector(name, told["expect"], payload, identities, told.get("armored") == "yes", data))
    return found


ALL = read_all()
HYBRID = {one.name for one in ALL if any(not each.startswith("AGE-SECRET-KEY-1") for each in one.identities)}
"""Made for post-quantum identities, which we have none of."""
REFUSED_ON_PURPOSE = {
    # we write and read binary files only
    **{one.name: "bundle.not-ours" for one in ALL if one.is_armoured and one.expect == "success"},
    # no passphrases, whose cost a stranger chooses
    "scrypt": "bundle.hostile-header",
    # at most one stanza that is not X25519: an age writer adds one, these have more
    "stanza_valid_characters": "bundle.hostile-header",
    "x25519_grease": "bundle.hostile-header",
}


def outcome(vector: Vector) -> tuple[str, bytes]:
    """Return what we make of a vector, and what was given out until then."""
    out = io.BytesIO()
    try:
        seal.decrypt(io.BytesIO(vector.data), out, vector.identities, "file")
    except UserFault as fault:
        return fault.code, out.getvalue()
    except seal.DecryptionFailed as failure:
        return "damaged" if failure.is_addressed else "no match", out.getvalue()
    return "success", out.getvalue()


USED = [one for one in ALL if one.name not in HYBRID]


@pytest.mark.parametrize("vector", USED, ids=lambda vector: vector.name)
def test_we_open_what_age_opens_and_nothing_else(vector: Vector) -> None:
    found, given_out = outcome(vector)
    if vector.name in REFUSED_ON_PURPOSE:
        assert (vector.expect, found) == ("success", REFUSED_ON_PURPOSE[vector.name])
        assert given_out == b""
    elif vector.expect == "success":
        assert found == "success"
        assert sha256(given_out).hexdigest() == vector.payload
    else:
        assert found != "success"
        if given_out:
            assert sha256(given_out).hexdigest() == vector.payload


def test_these_are_all_of_them() -> None:
    assert len(ALL) == 143
    assert len(HYBRID) == 19
    assert sum(one.expect == "success" and one.name not in REFUSED_ON_PURPOSE for one in USED) == 12
