"""Files and texts from anybody: whatever they hold, they are taken, refused by name, or left as they are."""

from __future__ import annotations

import json
import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from tianye.domain.errors import UserFault
from tianye.forms.entry.places import is_on_earth, read_angle, read_places, read_walk
from tianye.ui.formview.films import seconds_of, without_place


def _in_gpx(body: bytes) -> bytes:
    return b'<gpx><wpt lat="' + body + b'" lon="97"/></gpx>'


NAMES = st.sampled_from([b"moov", b"trak", b"mdia", b"mvhd", b"tkhd", b"mdhd", b"udta", b"meta", b"uuid", b"mdat"])
BOXES = st.recursive(
    st.builds(lambda name, body: struct.pack(">I4s", len(body) + 8, name) + body, NAMES, st.binary(max_size=60)),
    lambda inner: st.builds(
        lambda name, parts, more: struct.pack(">I4s", max(0, sum(map(len, parts)) + 8 + more), name) + b"".join(parts),
        NAMES,
        st.lists(inner, max_size=4),
        st.sampled_from([0, 0, 0, -9, -1, 1, 7, 1 << 20]),
    ),
    max_leaves=12,
)
HEAD = struct.pack(">I4s4s", 12, b"ftyp", b"isom")
FILMS = st.lists(BOXES, max_size=4).map(lambda parts: HEAD + b"".join(parts))
COORDINATES = st.text(alphabet="0123456789.,;-+ °'\"′″NSEW度分秒东经北纬\n", max_size=80)


@given(FILMS | st.binary(max_size=200).map(lambda body: b"\0\0\0\x0cftyp" + body) | st.binary(max_size=100))
def test_no_head_of_a_film_breaks_anything_and_nothing_moves(body: bytes) -> None:
    bare = without_place(body)
    assert len(bare) == len(body)
    assert without_place(bare) == bare
    assert seconds_of(bare) == seconds_of(body)


@given(st.binary(max_size=100).map(lambda body: b"RIFF\0\0\0\0WAVE" + body))
def test_no_head_of_a_recording_breaks_anything(body: bytes) -> None:
    seconds = seconds_of(body)
    assert seconds is None or seconds >= 0


@given(COORDINATES | st.text(max_size=80))
def test_a_text_is_places_on_earth_or_none(text: str) -> None:
    places = read_places(text)
    if places is not None:
        assert places.points
        assert all(is_on_earth(point) for point in places.points)
        again = read_places(";".join(point.text for point in places.points))
        assert again is not None
    read_angle(text)


KEYS = st.sampled_from(["type", "coordinates", "features", "geometry", "geometries"])
WORDS = st.sampled_from(["LineString", "Point", "Polygon", "words"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
).map(lambda value: json.dumps(value).encode())


@settings(deadline=None)
@given(JSON | st.binary(max_size=60) | st.binary(max_size=60).map(_in_gpx))
def test_a_file_of_places_is_read_or_refused_by_name(body: bytes) -> None:
    try:
        walk = read_walk(body)
    except UserFault as refused:
        if not refused.code.startswith("places."):
            raise
    else:
        assert all(is_on_earth(point) for point in walk)
