"""Blocks, operations and the chain (docs/FORMAT.md, sections 3 to 5), for the second reader."""

import zstandard

from vectors.reader_msgpack import Refused, decode, need
from vectors.reader_texts import b2


def contents(parts, run):
    """Return what stands in the sections; `run` is a bundle's manifest, whose chain is followed; none for a pack."""
    keys, told, blobs, wanted = {b"": bytes(16)}, [], [], "ops" if run else "attested"
    head, sequence = (run["prev"], run["from"] - 1) if run else (b"", 0)
    need(not run or run["from"] != 1 or head == b2(b"tianye/chain/1\0" + run["dev"]), "bundle.chain-broken")
    for name, codec, part, raw_size in parts:
        if name == "blob":
            blobs.append(f"blob {b2(part).hex()} {part.hex()}")
        if name != wanted:
            continue
        for header, payload, *more in blocks(codec, part, raw_size):
            commitment, author, key = (more + [None, b"", None][len(more) :])[:3]
            code = "bundle.chain-broken" if run else "bundle.damaged"
            fields = decode(header, is_strict=False, code=code)
            need(isinstance(fields, list) and len(fields) >= 12 and type(fields[9]) is int and fields[9] >= 0, code)
            need(isinstance(fields[8], bytes | None), code)
            owner = fields[7][-10:] if fields[8] is None else fields[8]
            need(key is None or (len(key) == 16 and keys.setdefault(owner, key) == key))
            need(len(header) <= 65536 and (payload is None) != (commitment is None), code)
            need(len(commitment) == 32 if payload is None else len(payload) <= 4 << 20, code)
            if run:
                sequence += 1
                need(fields[0] == sequence and not author and (payload is None or owner in keys), code)
                if payload is not None:
                    salt = b2(sequence.to_bytes(4, "big"), key=keys[owner])
                    commitment = b2(payload, key=salt)
                head = b2(head + len(header).to_bytes(4, "big") + header + commitment)
            need(run or (is_writer(author) and 0 < fields[0] < 1 << 32))
            shown = "erased" if payload is None else payload.hex()
            told.append(f"operation {author.hex() or '-'} {fields[0]} {fields[6]} {shown}")
    need(not run or (sequence, head) == (run["to_seq"], run["head"]), "bundle.chain-broken")
    return [
        *told,
        *(f"key {owner.hex()} {key.hex()}" for owner, key in sorted(keys.items()) if owner),
        *dict.fromkeys(blobs),
    ]


def is_writer(name):
    """Whether it is a device's id, or that and partings: u32 sequence and hash each, the sequences growing."""
    firsts = [int.from_bytes(name[at : at + 4], "big") for at in range(16, len(name), 36)]
    return len(name) >= 16 and (len(name) - 16) % 36 == 0 and len(firsts) <= 16 and firsts == sorted({*firsts} - {0})


def blocks(codec, part, raw_size):
    """Return the records in the blocks of a section."""
    if codec == "zstd":
        frame, packed, part = zstandard.ZstdDecompressor(max_window_size=8 << 20).decompressobj(), part, b""
        try:
            for at in range(0, len(packed), 512):  # a little at a time: few bytes may stand for many
                part += frame.decompress(packed[at : at + 512])
                need(len(part) <= raw_size, "bundle.too-large")
        except zstandard.ZstdError:
            raise Refused("bundle.damaged") from None
        need(frame.eof and not frame.unused_data)
    need(len(part) <= raw_size, "bundle.too-large")
    at, records = 0, []
    while at < len(part):
        size = int.from_bytes(part[at : at + 4], "big")
        need(0 < size <= (4 << 20) + 65 * 1024 and at + 4 + size <= len(part))
        block = decode(part[at + 4 : at + 4 + size], is_strict=False)
        need(isinstance(block, list) and 0 < len(block) <= 1000)
        records, at = records + block, at + 4 + size
    need(len(part) == raw_size)
    return records


def retention(facts):
    keep, backed = facts.get("keep_days"), facts.get("backed")
    told = [f"purged {line[0]}-{line[1]} after {line[2]}/{line[3]}" for line in facts.get("purged", [])]
    told += [f"keep {keep} days"] if keep else []
    return told + ([f"backed {backed[0]} {backed[1].hex()}"] if backed else [])
