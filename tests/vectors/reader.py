"""A second reader of format 1, written from docs/FORMAT.md alone; it shares no code with the program.

PYTHONPATH=tests python -m vectors.reader FILE KEY MAKER

KEY is an age identity (or a passphrase), MAKER an Ed25519 public key in hex. Headquarters' next keys, where they were
announced, follow the public key in the last argument of `read`: the Ed25519 key and the text of the recipient.
"""

import io
import re
import sys
from pathlib import Path

import pyrage

from vectors import reader_keys, reader_texts
from vectors.reader_contents import contents, retention
from vectors.reader_msgpack import Refused, decode, need
from vectors.reader_texts import b2, follows, read_card, verify

INTRO, OURS = b"age-encryption.org/v1\n", re.compile(rb"-> X25519 [\w+/]{43}\n[\w+/]{43}\n")
STANZA, MAC = re.compile(rb"-> ([!-~]+)( [!-~]+)*\n([\w+/]{64}\n)*[\w+/]{0,63}\n"), re.compile(rb"--- [\w+/]{43}\n")
PLACES = {"ops": 0, "attested": 0, "blob": 1, "pad": 2}
MUST = {"prog": bytes, "dev": bytes, "to": list, "sec": list, "made": dict}
MUST_OF = {
    "bundle": {"from": int, "to_seq": int, "prev": bytes, "head": bytes},
    "pack": {"dev_for": bytes, "pack_seq": int, "hq_epoch": int, "scope": list, "hq": bytes},
    "receipt": {"dev_for": bytes, "seq": int, "head": bytes, "hq_seq": int, "hq_epoch": int, "hq_time_ms": int},
}
MAY = ["v", "min", "kind", "crit", "part", "vv", "ack", "counts", "recovery", "want", "missing", "taken"]
MAY += ["hq_next", "hq_past", "hq_runs", "purged", "keep_days", "backed"]


def age_header(data):
    head, at, count, foreign = data[:8192], len(INTRO), 0, 0
    need(head.startswith(INTRO), "bundle.truncated" if INTRO.startswith(head) else "bundle.not-ours")
    while found := STANZA.match(head, at):
        need(found[1] != b"X25519" or OURS.fullmatch(found[0]))
        count, foreign, at = count + 1, foreign + (found[1] != b"X25519"), found.end()
        need(count <= 16 and foreign <= 1 and found[1] != b"scrypt", "bundle.hostile-header")
    if count and (mac := MAC.match(head, at)):
        return mac.end()
    last = head.find(b"\n--- ", at - 1)
    need(len(head) == 8192 or (last >= 0 and b"\n" in head[last + 1 :]), "bundle.truncated")
    need(last >= 0, "bundle.hostile-header")
    raise Refused("bundle.damaged")


def decrypt(data, identity):
    """Return the body and, where age found it damaged, under which code."""
    start, out = age_header(data) + 16, io.BytesIO()
    try:
        pyrage.decrypt_io(io.BytesIO(data), out, [pyrage.x25519.Identity.from_str(identity)])
        return out.getvalue(), ""
    except (pyrage.DecryptError, OSError) as error:
        need("No matching keys" not in str(error), "bundle.not-for-us")
    body, stored = out.getvalue(), len(data) - start
    chunks, size = max(1, -(-stored // 65552)), 72 + int.from_bytes(body[4:8], "big")
    held, wanted = stored - 16 * chunks, 0
    if 72 < size <= len(body):
        wanted = size + sum(line[2] for line in decode(body[8 : size - 64])["sec"])
    is_cut = stored - 65552 * (chunks - 1) < 16 or (held < wanted if wanted else held % 4096)
    return body, "bundle.truncated" if is_cut else "bundle.damaged"


def read_manifest(raw, kind):
    facts = decode(raw)
    need(isinstance(facts, dict) and type(facts.get("min")) is int and isinstance(facts.get("kind"), str))
    need(facts["min"] <= 1 and facts["kind"] in MUST_OF, "bundle.needs-newer-program")
    need(facts["kind"] == kind, "bundle.wrong-kind")
    critical, types = facts.get("crit", []), MUST | MUST_OF[kind]
    need(isinstance(critical, list) and all(isinstance(key, str) for key in critical))
    need(set(critical) <= {*types, *MAY}, "bundle.needs-newer-program")
    need(all(type(facts.get(key)) is wanted for key, wanted in types.items()))
    return facts


def check_sections(lines):
    types = [line[0] for line in lines]
    order = [PLACES[name] for name in types if name in PLACES]
    is_sound = order == sorted(order) and "pad" not in types[:-1] and order.count(0) <= 1
    is_sound &= types.count("ops") <= 1 and types.count("attested") <= 1
    for name, codec, size, raw_size, _ in (line[:5] for line in lines):
        if name in ("ops", "attested"):
            need(codec in ("raw", "zstd"), "bundle.needs-newer-program")
            need(raw_size <= 1 << 30, "bundle.too-large")
        elif name in PLACES:
            is_sound &= codec == "raw" and size == raw_size and (name == "blob" or size <= 1 << 16)
    need(is_sound)


def read_file(data, kind, identity, maker, announced):
    """Return what a bundle, pack or receipt says, one fact a line; `maker` is the only device that is known."""
    body, damage = decrypt(data, identity)
    need(len(body) >= 8 or not damage, damage)
    need(body[:4] == b"TYB1", "bundle.needs-newer-program" if body[:3] == b"TYB" else "bundle.not-ours")
    end = 72 + int.from_bytes(body[4:8], "big")
    need(end - 72 <= 1 << 20, "bundle.too-large")
    need(len(body) >= end, damage or "bundle.damaged")
    raw, rest = body[8 : end - 64], body[end:]
    facts = read_manifest(raw, kind)
    need(
        b2(str(pyrage.x25519.Identity.from_str(identity).to_public()).encode(), 16) in facts["to"], "bundle.not-for-us"
    )
    if kind == "pack":
        card = read_card(facts["hq"], "bundle.damaged")
        need(card[0] == "hq" and b2(card[2], 16) == facts["dev"])
        need(not facts.get("hq_next") or read_card(facts["hq_next"], "bundle.damaged")[0] == "hq")
        maker = follows(card, facts.get("hq_past", []), maker, announced)
    need(facts["dev"] == b2(maker, 16), "bundle.unknown-device")
    verify(maker, f"tianye/{kind}/1", raw, body[end - 64 : end])
    check_sections(facts["sec"])
    parts = []
    for name, codec, size, raw_size, digest in (line[:5] for line in facts["sec"]):
        part, rest = rest[:size], rest[size:]
        need(len(part) == size and b2(part) == digest, damage or "bundle.damaged")
        parts.append((name, codec, part, raw_size))
    need(not rest and not damage, damage or "bundle.damaged")
    told = ["accepted", f"maker {facts['dev'].hex()}"]
    if kind != "bundle":
        told += [f"for {facts['dev_for'].hex()}", *retention(facts)]
        return told + (
            [f"to {facts['seq']}", f"head {facts['head'].hex()}"] if kind == "receipt" else contents(parts, 0)
        )
    return [
        *told,
        f"from {facts['from']}",
        f"to {facts['to_seq']}",
        f"head {facts['head'].hex()}",
        *retention(facts),
        *contents(parts, facts),
    ]


def read(path, key, maker, announced=b""):
    """Return what a file says, or the code it is refused under, by what its name ends in."""
    kind = {".tyb": "bundle", ".typ": "pack", ".tyr": "receipt"}.get(path.suffix)
    try:
        if kind:
            return read_file(path.read_bytes(), kind, key, maker, announced)
        return (reader_texts.READERS | reader_keys.READERS)[path.suffix](path.read_bytes(), key, maker)
    except Refused as refused:
        return [str(refused)]


if __name__ == "__main__":
    print(*read(Path(sys.argv[1]), sys.argv[2], bytes.fromhex(sys.argv[3])), sep="\n")  # noqa: T201
