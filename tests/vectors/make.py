"""Write the vectors: one file per outcome and, beside it, what a reader must make of it.

    PYTHONPATH=app:tests python tests/vectors/make.py

Age draws fresh keys for every file, so each run writes other bytes with the same meaning. The files are committed, and
those of a released format are never written again: what was once readable stays readable.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from exchange.desk import (
    Run,
    Station,
    blob_of,
    bundle_file,
    forge,
    hash_of,
    keyed,
    make_run,
    open_body,
    pack_facts,
    receipt_facts,
    seal_body,
)
from tianye.domain import badges, branches, chain
from tianye.domain.badges import to_base45
from tianye.domain.contents import content_name
from tianye.domain.ops import Sealed, decode_header, encode_fields
from tianye.exchange import keyfiles, keys, pack, qr, receipt, recovery, sealed_answers, succession
from tianye.exchange.encoding import Acknowledged, Continued, Head, Held, Part, Past, Purged, Range
from tianye.exchange.succession import NextKeys
from vectors.make_wrong import (
    Forger,
    make_chains,
    make_cut_and_flipped,
    make_headers,
    make_manifests,
    make_sections,
)

HERE = Path(__file__).parent

# Made for these files and nothing else; whoever reads this can open them, and should.
HEADQUARTERS = Station(10, "AGE-SECRET-KEY-13R74DT4PCQSL7YQ8F4CKLM845RYQRLXVGMJVZUYH3YDCKKQZATASP8VEKM")
LAPTOP = Station(1, "AGE-SECRET-KEY-1752XK7VPH7RHHDAEKUJ5KGLHY83XUSQRYCFHEWXPY2M7W8VVM5KSH30R7P")
IMPOSTOR = Station(11, "AGE-SECRET-KEY-1GYQXL86RDG9G7T6U4M6WAQKD8XENA24VJ3WGYKA4KRA6Y5N3AU8Q29CXD3")
SUCCESSOR = Station(12, "AGE-SECRET-KEY-1FNMD9ASTJCMJ4PLUJLT2Q4QW59R9P82NUCD7NU9YEF5J734FY6GS4T6SLL")
"""Headquarters' next keys, which the laptop was told of."""
THIRD = Station(13, "AGE-SECRET-KEY-1JJ0N89LP4XG7FXDHFNKZLWA95CXJDFFPTMQEAT6SX8FU0HQLZH7Q9R0RSP")
"""Keys after these, which it was not told of."""
STRANGER = Station(3, "AGE-SECRET-KEY-1U775WQHM6GH09JNMG8AGRZ5WYMZXPPULU8538UXRHAVH2ERC2EWQ7WH8U5")

PAYLOADS = [
    encode_fields({"name": "卓玛", "sex": "F", "phone": "13900000000"}),
    encode_fields({"name": "བཀྲ་ཤིས།", "born": {"year": 1961, "is_estimated": True}}),
    None,
    encode_fields({"title_zh": "马铃薯合作社培训", "halfdays": 2}),
    encode_fields({"note": None, "answers": {"/data/q1": ["a", "b"], "/data/raw": b"\x00\xff"}}),
]
PASSPHRASE = "ｔｗｅｌｖｅ 匹马 crossed"
"""Full-width letters: the same passphrase as with narrow ones."""
RECEIPT_TOLD = [
    f"maker {HEADQUARTERS.device.hex()}",
    f"for {LAPTOP.device.hex()}",
    f"to {receipt_facts(LAPTOP).seq}",
    f"head {receipt_facts(LAPTOP).head.hex()}",
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
        *(f"key {owner.hex()} {key.hex()}" for owner, key in keys_told(run)),
    ]


def keys_told(run: Run) -> list[tuple[bytes, bytes]]:
    """Return the keys that come with a run: of owners it speaks of, where they still exist."""
    owners = {decode_header(one.header).owner for one in run.operations}
    return sorted((owner, key) for owner, key in run.owner_keys.items() if owner in owners)


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
    keep("bundle-not-ours.tyb", b"PK\x03\x04 an archive", ["bundle.not-ours"])
    keep("bundle-is-a-list.tyb", seal_body(b"[]" + bytes(100), ours), ["bundle.not-ours"])
    forger = Forger(good, LAPTOP, HEADQUARTERS, accepted)
    make_cut_and_flipped(keep, forger)
    make_headers(keep, good)
    make_manifests(keep, forger)
    make_sections(keep, forger)
    make_chains(keep, LAPTOP, HEADQUARTERS, run, told(run))
    make_runs(run)


def make_runs(run: Run) -> None:
    """Write bundles that are right by themselves; what becomes of them depends on what else is there.

    `history.expect` says it: a run in parts, what comes after them, one that leaves a gap, one by a second writer.
    """
    for number, (first, last) in enumerate(((1, 3), (4, 5)), 1):
        one = part_of(run, first, last)
        file = bundle_file(LAPTOP, HEADQUARTERS, one, part=Part(number, 2, b"two parts"))
        keep(f"bundle-part-{number}-of-2.tyb", file, ["accepted", *told(one)])
    after = make_run(LAPTOP, [encode_fields({"day": day}) for day in range(4)], first=6, prev=run.head)
    for name, first, last in (("next", 6, 7), ("gap", 8, 9), ("overlap", 7, 9)):
        one = part_of(after, first, last)
        keep(f"bundle-{name}.tyb", bundle_file(LAPTOP, HEADQUARTERS, one), ["accepted", *told(one)])
    fork = make_run(LAPTOP, [encode_fields({"day": -1}), encode_fields({"day": -2})], first=6, prev=run.head)
    keep("bundle-fork.tyb", bundle_file(LAPTOP, HEADQUARTERS, fork), ["accepted", *told(fork)])
    erased = make_run(LAPTOP, [None, None, None])
    erased.owner_keys.clear()
    keep("bundle-all-erased.tyb", bundle_file(LAPTOP, HEADQUARTERS, erased), ["accepted", *told(erased)])
    later = make_run(LAPTOP, [encode_fields({"sky": "clear", "file": hash_of(b"not here")})], kind="weather.seen")
    keep("bundle-unknown-operation.tyb", bundle_file(LAPTOP, HEADQUARTERS, later), ["accepted", *told(later)])


def part_of(run: Run, first: int, last: int) -> Run:
    """Return a stretch of a run as a run of its own."""
    heads = [run.prev]
    for one in run.operations:
        header = decode_header(one.header)
        key = run.owner_keys[header.owner] if header.owner else chain.NO_OWNER_KEY
        commitment = one.commitment or chain.commitment(one.payload or b"", header.sequence, key)
        heads.append(chain.extend(heads[-1], one.header, commitment))
    start, end = first - run.first, last - run.first + 1
    return Run(run.device, first, heads[start], heads[end], run.operations[start:end], run.owner_keys)


def make_packs_and_receipts() -> None:
    """Write the packs and receipts, for the laptop."""
    operations = [
        msgspec.structs.replace(one, author=station.device)
        for station in (STRANGER, HEADQUARTERS)
        for one in keyed(make_run(station, PAYLOADS))
    ]
    owner_keys = {decode_header(one.header).owner: one.key for one in operations if one.key is not None}
    for name, maker, outcome in (
        (
            "pack-good.typ",
            HEADQUARTERS,
            ["accepted", f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"],
        ),
        (
            "pack-older.typ",
            HEADQUARTERS,
            ["accepted", f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"],
        ),
        ("pack-impostor.typ", IMPOSTOR, ["bundle.unknown-device"]),
    ):
        out = io.BytesIO()
        pack.write(
            out,
            pack_facts(
                maker, LAPTOP, pack_seq=6 if "older" in name else 7, want=(Range(2, 4),), ack=Acknowledged(1, bytes(32))
            ),
            operations,
            [blob_of(FORM)],
            signing_key=maker.seed,
            recipients=[LAPTOP.recipient, maker.recipient],
        )
        if maker is HEADQUARTERS:
            outcome += [operation_told(one) for one in operations]
            outcome += [f"key {owner.hex()} {key.hex()}" for owner, key in sorted(owner_keys.items())]
            outcome += [f"blob {hash_of(FORM).hex()} {FORM.hex()}"]
        keep(name, out.getvalue(), outcome)

    facts = receipt_facts(LAPTOP)
    accepted = ["accepted", *RECEIPT_TOLD]
    for name, maker, outcome in (
        ("receipt-good.tyr", HEADQUARTERS, accepted),
        ("receipt-impostor.tyr", IMPOSTOR, ["bundle.unknown-device"]),
    ):
        out = io.BytesIO()
        receipt.write(out, facts, signing_key=maker.seed, recipients=[LAPTOP.recipient])
        keep(name, out.getvalue(), outcome)
    keep("receipt-is-a-bundle.tyr", bundle_file(LAPTOP, LAPTOP, make_run(LAPTOP, PAYLOADS)), ["bundle.wrong-kind"])


def make_texts() -> None:
    """Write what is carried as text or as a code, and keys under a passphrase."""
    facts = receipt_facts(LAPTOP)
    text = qr.receipt_text(facts, HEADQUARTERS.seed)
    keep("receipt-text.txt", text.encode(), ["accepted", *RECEIPT_TOLD])
    keep("receipt-text-impostor.txt", qr.receipt_text(facts, IMPOSTOR.seed).encode(), ["bundle.unknown-device"])
    changed = qr.read_text(text, "TYR1:")
    for name, data, outcome in (
        ("other-head", changed[:40] + b"\xff" + changed[41:], "bundle.bad-signature"),
        ("newer", b"\x02" + changed[1:], "receipt.unreadable-text"),
        ("cut", changed[:-1], "receipt.unreadable-text"),
    ):
        keep(f"receipt-text-{name}.txt", b"TYR1:" + to_base45(data).encode(), [outcome])
    keep("receipt-text-slip.txt", text.replace(text[9], "_", 1).encode(), ["receipt.unreadable-text"])
    card = HEADQUARTERS.card()
    slip = keys.card_text(card)
    keep("card-of-headquarters.tyc", slip.encode(), card_told(card))
    slip = (slip[:30] + ("A" if slip[30] != "A" else "B") + slip[31:]).encode()
    keep("card-slip.tyc", slip, ["keys.card-unreadable"])
    person = b"a person!!"
    for name, seed, domain, outcome in (
        ("good", HEADQUARTERS.seed, badges.SIGNING_DOMAIN, ["accepted", f"person {person.hex()}"]),
        ("forged", IMPOSTOR.seed, badges.SIGNING_DOMAIN, ["badge.forged"]),
        ("other-statement", HEADQUARTERS.seed, b"tianye/card/1", ["badge.forged"]),
    ):
        badge = badges.Badge(person, keys.sign_badge(person, domain, seed))
        keep(f"badge-{name}.badge", badges.encode(badge).encode(), outcome)
    keep("badge-newer.badge", b"TY:" + to_base45(b"\x02" + bytes(74)).encode(), ["badge.newer-version"])
    keep("badge-short.badge", b"TY:" + to_base45(b"\x01" + bytes(73)).encode(), ["badge.unreadable"])
    locked = keys.wrap(bytes(range(32)), PASSPHRASE, keys.CHEAP, LAPTOP.random.randbytes)
    keep("key-good.tyk", locked, ["accepted", f"key {bytes(range(32)).hex()}"])
    other = keys.wrap(bytes(range(32)), "another one", keys.CHEAP, LAPTOP.random.randbytes)
    keep("key-other-passphrase.tyk", other, ["keys.wrong-passphrase"])
    keep("key-flipped.tyk", locked[:50] + bytes([locked[50] ^ 1]) + locked[51:], ["keys.damaged"])
    keep("key-cut.tyk", locked[:-1], ["keys.damaged"])
    for name, cost in (
        ("too-much-memory", b"\x01" + (1 << 31).to_bytes(4, "big")),
        ("too-many-passes", b"\xff\0\0\0\x08"),
    ):
        body = locked[:4] + cost + locked[9:-4]
        keep(f"key-{name}.tyk", body + blake2b(body, digest_size=4).digest(), ["keys.damaged"])


def make_parts_and_cards() -> None:
    """Write a part that is not the first, a receipt that says what was taken in, and the card of a restored laptop."""
    before = make_run(LAPTOP, PAYLOADS[:2])
    second = make_run(LAPTOP, PAYLOADS[2:], first=3, prev=before.head)
    part = bundle_file(LAPTOP, HEADQUARTERS, second, part=Part(2, 2, b"set"))
    keep("bundle-second-part.tyb", part, ["accepted", *told(second)])

    facts = msgspec.structs.replace(receipt_facts(LAPTOP), taken=(hash_of(part), bytes(32)))
    out = io.BytesIO()
    receipt.write(out, facts, signing_key=HEADQUARTERS.seed, recipients=[LAPTOP.recipient])
    accepted = [f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"]
    accepted += [f"to {facts.seq}", f"head {facts.head.hex()}"]
    keep("receipt-with-taken.tyr", out.getvalue(), ["accepted", *accepted])

    earlier = (
        Continued(STRANGER.device, 7),
        Continued(IMPOSTOR.device, 9, IMPOSTOR.public.sign_public, IMPOSTOR.recipient),
    )
    for name, continues in (("card-of-a-laptop.tyc", ()), ("card-of-a-restored-laptop.tyc", earlier)):
        card = keys.make_card("laptop", "玉树一号", LAPTOP.seed, LAPTOP.identity, continues)
        keep(name, keys.card_text(card).encode(), card_told(card))


def make_retention() -> None:
    """Write a pack with the rule, a receipt that tells of a backup, and a bundle of what was purged by it."""
    people = [f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"]
    backed = Acknowledged(3, bytes(range(32)))
    out = io.BytesIO()
    facts = pack_facts(HEADQUARTERS, LAPTOP, keep_days=30, backed=backed)
    to = [LAPTOP.recipient, HEADQUARTERS.recipient]
    pack.write(out, facts, [], [], signing_key=HEADQUARTERS.seed, recipients=to)
    kept = f"backed 3 {bytes(range(32)).hex()}"
    keep("pack-with-rule.typ", out.getvalue(), ["accepted", *people, "keep 30 days", kept])

    said = receipt_facts(LAPTOP, backed=backed)
    out = io.BytesIO()
    receipt.write(out, said, signing_key=HEADQUARTERS.seed, recipients=[LAPTOP.recipient])
    keep("receipt-with-backup.tyr", out.getvalue(), ["accepted", *people, kept, *RECEIPT_TOLD[2:]])

    run = make_run(LAPTOP, [PAYLOADS[0], None, None, PAYLOADS[3]])
    file = bundle_file(LAPTOP, HEADQUARTERS, run, purged=(Purged(2, 3, 1, 4),))
    first, *rest = (operation_told(one) for one in run.operations)
    before = told(run)[:4]
    keep("bundle-purged.tyb", file, ["accepted", *before, "purged 2-3 after 1/4", first, *rest, *told(run)[8:]])


def make_branches() -> None:
    """Write packs with what a second writer under the laptop's identity did: good, and with a name that is none."""
    both = make_run(LAPTOP, PAYLOADS[:1])
    one_line, other_line = (make_run(LAPTOP, [PAYLOADS[number]], 2, both.head) for number in (1, 3))
    name = branches.branch_name(LAPTOP.device, 2, other_line.head)
    attested = [
        msgspec.structs.replace(one, author=author)
        for run, author in ((both, LAPTOP.device), (one_line, LAPTOP.device), (other_line, name))
        for one in keyed(run)
    ]
    good = ["accepted", f"maker {HEADQUARTERS.device.hex()}", f"for {LAPTOP.device.hex()}"]
    good += [operation_told(one) for one in attested]
    owner_keys = {decode_header(one.header).owner: one.key for one in attested if one.key is not None}
    good += [f"key {owner.hex()} {key.hex()}" for owner, key in sorted(owner_keys.items())]
    backwards = branches.branch_name(name, 2, other_line.head)
    forged = [Sealed(attested[-1].header, attested[-1].payload, None, backwards)]
    with patch.object(branches, "is_author", lambda name: True):
        for vector, operations, outcome in (
            ("pack-branch.typ", attested, good),
            ("pack-branch-backwards.typ", forged, ["bundle.damaged"]),
        ):
            out = io.BytesIO()
            pack.write(
                out,
                pack_facts(HEADQUARTERS, LAPTOP),
                operations,
                [],
                signing_key=HEADQUARTERS.seed,
                recipients=[LAPTOP.recipient, HEADQUARTERS.recipient],
            )
            keep(vector, out.getvalue(), outcome)


def make_successions() -> None:
    """Write packs under keys that follow the pinned ones, or say so, and a file with next keys."""
    card = THIRD.card()
    old, told = HEADQUARTERS.public.sign_public, SUCCESSOR.public.sign_public
    by_old, by_next, by_itself = (succession.vouch(card, one.seed) for one in (HEADQUARTERS, SUCCESSOR, THIRD))
    other = keys.make_card("hq", "hq 12", SUCCESSOR.seed, STRANGER.identity)
    next_card = keys.card_bytes(SUCCESSOR.card())
    announced = succession.vouch(SUCCESSOR.card(), HEADQUARTERS.seed)
    for name, maker, changes, outcome in (
        ("announces", HEADQUARTERS, {"hq_next": next_card}, ""),
        ("announced", SUCCESSOR, {"hq_past": (Past(old, announced, 1, 3, 7),), "hq_next": keys.card_bytes(card)}, ""),
        ("announced-by-a-lost-key", SUCCESSOR, {"hq_past": (Past(old, b"", 1, 3, 7),)}, ""),
        ("announced-with-another-address", SUCCESSOR, {"hq": keys.card_bytes(other)}, "bundle.unknown-device"),
        ("vouched", THIRD, {"hq_past": (Past(told, b""), Past(old, by_old, 1, 3, 7))}, ""),
        ("vouched-by-the-next", THIRD, {"hq_past": (Past(old, b""), Past(told, by_next, 1, 3, 7))}, ""),
        ("vouched-and-forged", THIRD, {"hq_past": (Past(old, by_itself), Past(told, by_next))}, ""),
        ("forged-key", THIRD, {"hq_past": (Past(old, by_itself), Past(told, b""))}, "pack.forged-key"),
        ("forged-for-another-card", THIRD, {"hq_past": (Past(old, announced),)}, "pack.forged-key"),
        ("not-vouched", THIRD, {"hq_past": (Past(old, b""), Past(told, b""))}, "bundle.unknown-device"),
        ("vouched-by-itself", THIRD, {"hq_past": (Past(card.sign_public, by_itself),)}, "bundle.unknown-device"),
        ("next-is-no-card", HEADQUARTERS, {"hq_next": b"\x01"}, "bundle.damaged"),
        ("next-is-a-laptop", HEADQUARTERS, {"hq_next": keys.card_bytes(LAPTOP.card("laptop"))}, "bundle.damaged"),
        ("past-key-too-short", HEADQUARTERS, {"hq_past": (Past(old[:31], b""),)}, "bundle.damaged"),
    ):
        out = io.BytesIO()
        facts = pack_facts(maker, LAPTOP, **changes)
        recipients = [LAPTOP.recipient, maker.recipient]
        pack.write(out, facts, [], [], signing_key=maker.seed, recipients=recipients)
        good = ["accepted", f"maker {maker.device.hex()}", f"for {LAPTOP.device.hex()}"]
        keep(f"pack-{name}.typ", out.getvalue(), [outcome] if outcome else good)
    next_keys = NextKeys(SUCCESSOR.seed, SUCCESSOR.identity, (bytes(32), old), bytes(range(32)), 3)
    locked = succession.write_next(next_keys, PASSPHRASE, keys.CHEAP, os.urandom)
    keep("next-keys.tyn", locked, next_told(next_keys))
    keep("next-keys-flipped.tyn", locked[:150] + bytes([locked[150] ^ 4]) + locked[151:], ["keys.next-unreadable"])
    keep("next-keys-cut.tyn", locked[:-30], ["keys.next-unreadable"])
    other_way = succession.write_next(next_keys, "another", keys.CHEAP, os.urandom)
    keep("next-keys-other-passphrase.tyn", other_way, ["keys.wrong-passphrase"])


def make_sealed() -> None:
    """Write answers that were sealed for headquarters and its next keys: good, and what stays sealed."""
    fields = {"person": b"a person!!", "language": "zh", "answers": {"/data/q": "是"}, "repeats": {}}
    both = [HEADQUARTERS.recipient, SUCCESSOR.recipient]
    sealed = sealed_answers.seal_answers(fields, both)
    keep("sealed-answers.tys", sealed, sealed_told(fields))
    keep("sealed-nothing.tys", sealed_answers.seal_answers({}, both[:1]), sealed_told({}))
    keep("sealed-for-others.tys", sealed_answers.seal_answers(fields, [IMPOSTOR.recipient]), ["answers.sealed"])
    keep("sealed-flipped.tys", sealed[:-9] + bytes([sealed[-9] ^ 4]) + sealed[-8:], ["answers.sealed"])
    said = encode_fields(fields)
    for name, body in (
        ("longer-than-told", (len(said) + 600).to_bytes(4, "big") + said.ljust(508, b"\0")),
        ("not-padded", len(said).to_bytes(4, "big") + said),
        ("no-map", (1).to_bytes(4, "big") + b"\x01".ljust(508, b"\0")),
    ):
        keep(f"sealed-{name}.tys", seal_body(body, HEADQUARTERS.recipient), ["answers.sealed"])


def make_sealed_contents() -> None:
    """Write contents that were sealed likewise."""
    both = [HEADQUARTERS.recipient, SUCCESSOR.recipient]
    content = b"\xff\xd8\xff\xe0" + bytes(range(256))
    sealed = sealed_answers.seal_content(content, both)
    keep("content.tyx", sealed, content_told(content))
    keep("content-flipped.tyx", sealed[:-9] + bytes([sealed[-9] ^ 4]) + sealed[-8:], ["content.sealed"])
    short = len(content).to_bytes(4, "big") + content
    keep("content-not-padded.tyx", seal_body(short, HEADQUARTERS.recipient), ["content.sealed"])


def content_told(content: bytes) -> list[str]:
    """Say what content was sealed, by the name it has in answers."""
    return ["accepted", f"content {content_name(content, '')}"]


def sealed_told(fields: dict[str, Any]) -> list[str]:
    """Say what was sealed."""
    return ["accepted", f"fields {encode_fields(fields).hex()}"]


def next_told(told: NextKeys) -> list[str]:
    """Say what a file with next keys holds."""
    return [
        "accepted",
        f"seed {told.seed.hex()}",
        f"identity {told.identity}",
        *(f"before {public.hex()}" for public in told.before),
        f"key {told.matching_key.hex()}",
        f"epoch {told.hq_epoch}",
    ]


def card_told(card: keys.Card) -> list[str]:
    """Say what a card is: its keys, whom it continues, the words that are compared."""
    return [
        "accepted",
        f"role {card.role}",
        f"name {card.name}",
        f"maker {keys.device_id(card.sign_public).hex()}",
        f"to {card.recipient}",
        *(
            f"continues {one.device.hex()} {one.sequence} {one.sign_public.hex() or '-'} {one.recipient or '-'}"
            for one in card.continues
        ),
        f"words {' '.join(keys.fingerprint_words(card))}",
    ]


CODE = bytes(range(15))


def make_keys() -> None:
    """Write key files, a letter, a request and an answer."""
    database_keys = (bytes(range(32)), bytes(range(32, 64)))
    file = keyfiles.make_key_file(b"an operato", database_keys[:1], PASSPHRASE, keys.CHEAP, os.urandom)
    good = keyfiles.encode(file)
    opened = ["accepted", f"operator {file.owner.hex()}", f"key {database_keys[0].hex()}"]
    keep("key-file.key", good, opened)
    keep("key-file-two.key", keyfiles.encode(file.sealing(database_keys)), [*opened, f"key {database_keys[1].hex()}"])
    bare = keys.wrap(database_keys[0], PASSPHRASE, keys.CHEAP, os.urandom)
    keep("key-file-bare.key", bare, ["accepted", "operator -", f"key {database_keys[0].hex()}"])
    keep("key-file-flipped.key", good[:60] + bytes([good[60] ^ 4]) + good[61:], ["keys.damaged"])
    keep("key-file-truncated.key", good[:-80], ["keys.damaged"])
    other = keyfiles.make_key_file(b"an operato", database_keys[:1], "another", keys.CHEAP, os.urandom)
    keep("key-file-other.key", keyfiles.encode(other), ["keys.wrong-passphrase"])

    said = recovery.Letter(LAPTOP.device, CODE)
    letter = recovery.write_letter(said, [HEADQUARTERS.recipient])
    told = ["accepted", f"device {LAPTOP.device.hex()}", f"code {recovery.code_text(CODE)}"]
    keep("letter.tyl", letter, told)
    keep("letter-flipped.tyl", letter[:-20] + bytes([letter[-20] ^ 4]) + letter[-19:], ["recovery.unreadable"])
    elsewhere = recovery.write_letter(said, [IMPOSTOR.recipient])
    keep("letter-for-others.tyl", elsewhere, ["recovery.not-for-us"])
    request, locked = recovery.make_request(letter, PASSPHRASE, keys.CHEAP, os.urandom)
    asked = recovery.encode_request(request)
    keep("request.tyq", asked, [*told, f"words {' '.join(request.words)}"])
    keep("request-flipped.tyq", asked[:50] + bytes([asked[50] ^ 4]) + asked[51:], ["recovery.unreadable"])
    # the answer, and before it what the laptop kept of its request
    keep("answer.tya", locked + recovery.make_answer(request, CODE), ["accepted", f"code {recovery.code_text(CODE)}"])
    another, _ = recovery.make_request(letter, PASSPHRASE, keys.CHEAP, os.urandom)
    keep("answer-to-another.tya", locked + recovery.make_answer(another, CODE), ["recovery.other-request"])


if __name__ == "__main__":
    for old in HERE.glob("*.expect"):
        old.with_suffix("").unlink(missing_ok=True)
        old.unlink()
    make_keys()
    make_bundles()
    make_packs_and_receipts()
    make_texts()
    make_parts_and_cards()
    make_branches()
    make_retention()
    make_successions()
    make_sealed()
    make_sealed_contents()
