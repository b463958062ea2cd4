"""msgpack as format 1 uses it (docs/FORMAT.md, section 2), for the second reader; nothing of the program's."""

# msgpack: first byte → (bytes of the number that follows, what it is, the least that needs so many bytes)
HEADS = {0xC4: (1, bytes, 0), 0xC5: (2, bytes, 256), 0xC6: (4, bytes, 1 << 16), 0xD9: (1, str, 32), 0xDA: (2, str, 256)}
HEADS |= {0xDB: (4, str, 1 << 16), 0xDC: (2, list, 16), 0xDD: (4, list, 1 << 16), 0xDE: (2, dict, 16)}
HEADS |= {0xDF: (4, dict, 1 << 16), 0xCC: (1, int, 128), 0xCD: (2, int, 256), 0xCE: (4, int, 1 << 16)}
HEADS |= {
    0xCF: (8, int, 1 << 32),
    0xD0: (1, -1, 33),
    0xD1: (2, -1, 129),
    0xD2: (4, -1, 32769),
    0xD3: (8, -1, 2**31 + 1),
}


class Refused(Exception):
    """The file is refused; the argument is the code."""


def need(truth, code="bundle.damaged"):
    if not truth:
        raise Refused(code)


def decode(data, is_strict=True, code="bundle.damaged"):
    """Read one value and nothing after it; strictly: in its one canonical spelling."""
    try:
        value, end = one(data, 0, is_strict)
    except (IndexError, UnicodeDecodeError, RecursionError, Refused):
        raise Refused(code) from None
    need(end == len(data), code)
    return value


def one(data, at, is_strict):
    byte, at = data[at], at + 1
    if byte in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[byte], at
    if byte < 0x80 or byte >= 0xE0:
        return byte - 256 * (byte > 0x80), at
    sort, number = (dict if byte < 0x90 else list if byte < 0xA0 else str), byte & (15 if byte < 0xA0 else 31)
    if byte >= 0xC0:
        need(byte in HEADS)  # the others are floats and extensions
        width, sort, least = HEADS[byte]
        need(at + width <= len(data))
        number, at = int.from_bytes(data[at : at + width], "big", signed=sort == -1), at + width
        need(not is_strict or (number if sort != -1 else -number) >= least)
    if sort in (int, -1):
        return number, at
    if sort in (bytes, str):
        need(at + number <= len(data))
        return (data[at : at + number] if sort is bytes else data[at : at + number].decode()), at + number
    values = []
    for _ in range(number * (2 if sort is dict else 1)):
        value, at = one(data, at, is_strict)
        values.append(value)
    names = values[::2] if sort is dict else []
    need(
        all(isinstance(name, str) for name in names) and (not is_strict or names == sorted(set(names), key=str.encode))
    )
    return (dict(zip(names, values[1::2], strict=True)) if sort is dict else values), at
