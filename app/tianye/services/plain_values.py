"""Plain values as bytes between two processes of this program: what cells and faults hold, and nothing that could act.

msgpack, with dates, times and durations as extensions of our own: as text they would come back as text.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec

_DATETIME, _DATE, _TIME, _DELTA = range(1, 5)
_SORTS: Final = ((datetime, _DATETIME), (date, _DATE), (time, _TIME))


def encode(value: Any) -> bytes:
    """Write a value of None, bool, int, float, str, bytes, date, datetime, time, timedelta, list, tuple, dict."""
    return msgspec.msgpack.encode(_plain(value))


def decode(data: bytes) -> Any:
    """Read a value; None for bytes that are none."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, timedelta):
        micros = value // timedelta(microseconds=1)
        return msgspec.msgpack.Ext(_DELTA, str(micros).encode())
    for kind, code in _SORTS:
        if isinstance(value, kind):
            return msgspec.msgpack.Ext(code, value.isoformat().encode())
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        # a number longer than msgpack has: none of ours, and a spreadsheet shows it as text
        return str(value)
    return value


def _extension(code: int, data: memoryview) -> Any:
    text = bytes(data).decode()
    match code:
        case 1:
            return datetime.fromisoformat(text)
        case 2:
            return date.fromisoformat(text)
        case 3:
            return time.fromisoformat(text)
        case 4:
            return timedelta(microseconds=int(text))
    raise ValueError(code)


_decoder: Final = msgspec.msgpack.Decoder(ext_hook=_extension)
