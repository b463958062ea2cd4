"""Write the vectors: one file per outcome and, beside it, what a reader must make of it.

    PYTHONPATH=app:tests python tests/vectors/make.py

Age draws fresh keys for every file, so each run writes other bytes with the same meaning. The files are committed, and
those of a released format are never written again: what was once readable stays readable.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from exchange.desk import (
    Run,
    Station,
    blob_of,
    bundle_file,
    forge,
    hash_of,
    make_run,
    open_body,
    pack_facts,
    receipt_facts,
    seal_body,
)
from tianye.domain.ops import Sealed, decode_header, encode_fields
from tianye.exchange import pack, qr, receipt
from tianye.exchange.encoding import Acknowledged, Head, Held, Part, Range

HERE = Path(__file__).parent

# Made for these files and nothing else; whoever reads this can open them, and should.
HEADQUARTERS = Station(10, "AGE-SECRET-KEY-13R74DT4PCQSL7YQ8F4CKLM845RYQRLXVGMJVZUYH3YDCKKQZATASP8VEKM")
LAPTOP = Station(1, "AGE-SECRET-KEY-1752XK7VPH7RHHDAEKUJ5KGLHY83XUSQRYCFHEWXPY2M7W8VVM5KSH30R7P")
IMPOSTOR = Station(11, "AGE-SECRET-KEY-1GYQXL86RDG9G7T6U4M6WAQKD8XENA24VJ3WGYKA4KRA6Y5N3AU8Q29CXD3")
STRANGER = Station(3, "AGE-SECRET-KEY-1U775WQHM6GH09JNMG8AGRZ5WYMZXPPULU8538UXRHAVH2ERC2EWQ7WH8U5")

PAYLOADS = [
    encode_fields({"name": "卓玛", "sex": "F", "phone": "13900000000"}),
    encode_fields({"name": "བཀྲ་ཤིས།", "born": {"year": 1961, "is_estimated": True}}),
    None,
    encode_fields({"title_zh": "马铃薯合作社培训", "halfdays": 2}),
    encode_fields({"note": None, "answers": {"/data/q1": ["a", "b"], "/data/raw": b"\x00\xff"}}),
]
FORM = b'<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"/>'


def keep(name: str, data: bytes, expected: Sequence[str]) -> None:
    """Write one vector and what is expected of it."""
    (HERE / name).write_bytes(data)
    (HERE / f"{name}.expect").write_text("\n".join(expected) + "\n", encoding="utf-8")


def told(run: Run) -> list[str]:
    """Say what a reader finds in a run."""
    return [
        f"maker {run.device.hex()}",
        f"from {run.first}",
        f"to {run.last}",
        f"head {run.head.hex()}",
        *(operation_told(one) for one in run.operations),
        *(f"key {owner.hex()} {key.hex()}" for owner, key in sorted(run.owner_keys.items())),
    ]


def operation_told(one: Sealed) -> str:
    """Say what one operation is."""
    header = decode_header(one.header)
    content = one.payload.hex() if one.payload is not None else "erased"
    return f"operation {one.author.hex() or '-'} {header.sequence} {header.kind} {content}"


def make_bundles() -> None:
    """Write the bundles."""
    run = make_run(LAPTOP, PAYLOADS)
    good = bundle_file(
        LAPTOP,
        HEADQUARTERS,
        run,
        [FORM],
        vv=(Head(LAPTOP.device, run.last, run.head),),
        ack=Held(1, 4, 2),
        part=Part(1, 2, b"set"),
        unknown={"a-later-key": [1, "二", b"\x03"]},
    )
    accepted = ["accepted", *told(run), f"blob {hash_of(FORM).hex()} {FORM.hex()}"]
    keep("bundle-good.tyb", good, accepted)
    nothing = make_run(LAPTOP, [], first=6, prev=run.head)
    keep("bundle-empty.tyb", bundle_file(LAPTOP, HEADQUARTERS, nothing), ["accepted", *told(nothing)])

    manifest, _, _, sections = open_body(good, HEADQUARTERS.identity)
    ours = HEADQUARTERS.recipient
    keep("bundle-truncated.tyb", good[:-1500], ["bundle.truncated"])
    keep("bundle-flipped.tyb", good[:-1500] + bytes([good[-1500] ^ 4]) + good[-1499:], ["bundle.damaged"])
    keep("bundle-other-key.tyb", bundle_file(LAPTOP, IMPOSTOR, run), ["bundle.not-for-us"])
    to_other, data, signature, rest = open_body(bundle_file(LAPTOP, IMPOSTOR, run), IMPOSTOR.identity)
    assert to_other["to"] != manifest["to"]
    passed_on = b"TYB1" + len(data).to_bytes(4, "big") + data + signature + rest
    keep("bundle-passed-on.tyb", seal_body(passed_on, ours), ["bundle.not-for-us"])
    keep("bundle-forged.tyb", forge(manifest, sections, IMPOSTOR.seed, ours), ["bundle.bad-signature"])
    wrong_domain = forge(manifest, sections, LAPTOP.seed, ours, domain=b"tianye/pack/1")
    keep("bundle-signed-as-pack.tyb", wrong_domain, ["bundle.bad-signature"])
    unknown = bundle_file(STRANGER, HEADQUARTERS, make_run(STRANGER, PAYLOADS))
    keep("bundle-unknown-device.tyb", unknown, ["bundle.unknown-device"])
    newer = forge(manifest | {"v": 2, "min": 2}, sections, LAPTOP.seed, ours)
    keep("bundle-newer.tyb", newer, ["bundle.needs-newer-program"])
    critical = forge(manifest | {"crit": ["a-later-key"]}, sections, LAPTOP.seed, ours)
    keep("bundle-critical-key.tyb", critical, ["bundle.needs-newer-program"])
    swapped = make_run(LAPTOP, PAYLOADS)
    swapped.operations[1], swapped.operations[3] = swapped.operations[3], swapped.operations[1]
    keep("bundle-swapped.tyb", bundle_file(LAPTOP, HEADQUARTERS, swapped), ["bundle.chain-broken"])
    loose = forge(manifest | {"a-float": 0.5}, sections, LAPTOP.seed, ours)
    keep("bundle-float-in-manifest.tyb", loose, ["bundle.damaged"])
    intro, mac = good[: good.index(b"-> ")], good[good.index(b"--- ") :]
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    keep("bundle-hostile-header.tyb", intro + stanza * 1000 + mac, ["bundle.hostile-header"])
    keep("bundle-not-ours.tyb", b"PK\x03\x04 an archive", ["bundle.not-ours"])
    keep("bundle-is-a-list.tyb", seal_body(b"[]" + bytes(100), ours), ["bundle.not-ours"])


def make_packs_and_receipts() -> None:
    """Write the packs and receipts, for the laptop."""
    operations = [
        Sealed(one.header, one.payload, one.commitment, station.device)
        for station in (STRANGER, HEADQUARTERS)
        for one in make_run(station, PAYLOADS).operations
    ]
    for name, maker, outcome in (
        (
            "pack-good.typ",
            HEADQUARTERS,
            ["accepted", f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"],
        ),
        ("pack-impostor.typ", IMPOSTOR, ["bundle.unknown-device"]),
    ):
        out = io.BytesIO()
        pack.write(
            out,
            pack_facts(maker, LAPTOP, want=(Range(2, 4),), ack=Acknowledged(1, bytes(32))),
            operations,
            [(b"a person!!", bytes(range(32)))],
            [blob_of(FORM)],
            signing_key=maker.seed,
            recipients=[LAPTOP.recipient, maker.recipient],
        )
        if maker is HEADQUARTERS:
            outcome += [operation_told(one) for one in operations]
            outcome += [f"key {b'a person!!'.hex()} {bytes(range(32)).hex()}"]
            outcome += [f"blob {hash_of(FORM).hex()} {FORM.hex()}"]
        keep(name, out.getvalue(), outcome)

    facts = receipt_facts(LAPTOP)
    accepted = [
        "accepted",
        f"maker {HEADQUARTERS.device.hex()}",
        f"for {LAPTOP.device.hex()}",
        f"to {facts.seq}",
        f"head {facts.head.hex()}",
    ]
    for name, maker, outcome in (
        ("receipt-good.tyr", HEADQUARTERS, accepted),
        ("receipt-impostor.tyr", IMPOSTOR, ["bundle.unknown-device"]),
    ):
        out = io.BytesIO()
        receipt.write(out, facts, signing_key=maker.seed, recipients=[LAPTOP.recipient])
        keep(name, out.getvalue(), outcome)
    keep("receipt-as-text.txt", qr.receipt_text(facts, HEADQUARTERS.seed).encode(), accepted)
    keep("receipt-is-a-bundle.tyr", bundle_file(LAPTOP, LAPTOP, make_run(LAPTOP, PAYLOADS)), ["bundle.wrong-kind"])


if __name__ == "__main__":
    make_bundles()
    make_packs_and_receipts()
