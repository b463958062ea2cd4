"""Places as a facilitator copies them from a telephone, and as headquarters' walks come in files."""

from __future__ import annotations

import json
import time

import pytest

from tianye.domain.errors import UserFault
from tianye.forms.entry.answers import is_acceptable
from tianye.forms.entry.places import MAX_POINTS, Point, area_of, length_of, points_of, read_places, read_walk

JYEKUNDO = (33.0043, 97.0065)


@pytest.mark.parametrize(
    "text",
    [
        "33.0043, 97.0065",
        "33.0043 97.0065",
        "33.0043，97.0065",
        "３３.００４３　９７.００６５",
        "33.0043°, 97.0065°",
        "33.0043N 97.0065E",
        "N33.0043 E97.0065",
        "北纬33.0043 东经97.0065",
        "北纬：33.0043，东经：97.0065",
        "33°0'15.48\"N 97°0'23.4\"E",
        "33° 0′ 15.48″ N, 97° 0′ 23.4″ E",
        "33度0分15.48秒 97度0分23.4秒",
        "33°0.258'N 97°0.39'E",
        "97.0065E 33.0043N",
    ],
)
def test_the_same_place_however_it_is_written(text: str) -> None:
    places = read_places(text)
    assert places is not None
    (point,) = places.points
    assert point[:2] == pytest.approx(JYEKUNDO, abs=1e-6)
    assert not places.are_turned


@pytest.mark.parametrize("text", ["97.0065,33.0043", "97.0065 33.0043", "97°0'23.4\" 33°0'15.48\""])
def test_a_pair_of_a_chinese_map_is_turned_and_says_so(text: str) -> None:
    places = read_places(text)
    assert places is not None
    assert places.are_turned
    assert places.points[0][:2] == pytest.approx(JYEKUNDO, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("-33.9 18.4", Point(-33.9, 18.4)),
        ("33.9°S 18.4°E", Point(-33.9, 18.4)),
        ("N40.7 W74", Point(40.7, -74.0)),
        ("西经74 北纬40.7", Point(40.7, -74.0)),
        ("40.7 -74.0", Point(40.7, -74.0)),
        ("33.0043 97.0065 3703.5 4", Point(33.0043, 97.0065, 3703.5, 4.0)),
        ("50 80", Point(50.0, 80.0)),
    ],
)
def test_places_elsewhere_stay_as_they_are(text: str, point: Point) -> None:
    places = read_places(text)
    assert places is not None
    assert places.points == (point,)
    assert not places.are_turned


@pytest.mark.parametrize(
    "text",
    [
        "",
        "here",
        "33.0043",
        "133 200",
        "33.0 97.0 1 2 3",
        "33,97\nno",
        "N33 N97",
        "33°N",
        "33.0043 97.0065 -1 -5",
        "1e3 4",
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_places(text) is None


def test_a_table_of_points_is_one_walk() -> None:
    places = read_places("97.00,33.00\n97.01,33.00;97.01,33.01\r\n")
    assert places is not None
    assert places.are_turned
    assert [point[:2] for point in places.points] == [(33.0, 97.0), (33.0, 97.01), (33.01, 97.01)]
    assert points_of(";".join(point.text for point in places.points)) == places.points
    assert is_acceptable(";".join(point.text for point in places.points), "geotrace")


GPX = """<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="1" lon="2"/><trk><name>路</name><trkseg>
<trkpt lat="33.00" lon="97.00"><ele>3700</ele></trkpt><trkpt lat="33.01" lon="97.00"/></trkseg></trk></gpx>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Point><coordinates>9,9</coordinates></Point></Placemark>
<Placemark><LineString><coordinates> 97.00,33.00,3700 97.00,33.01 </coordinates></LineString></Placemark></kml>"""
TRACK = """<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:Track><gx:coord>97 33 3700</gx:coord>
<gx:coord>97 33.01 0</gx:coord></gx:Track></kml>"""
LINE = {"type": "LineString", "coordinates": [[97.0, 33.0, 3700], [97.0, 33.01]]}
JSON = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": LINE, "properties": {}}]})


@pytest.mark.parametrize("text", [GPX, KML, TRACK, JSON], ids=["gpx", "kml", "track", "geojson"])
def test_headquarters_walk_comes_in_a_file(text: str) -> None:
    walk = read_walk(text.encode())
    assert walk == (Point(33.0, 97.0, 3700.0), Point(33.01, 97.0))
    assert length_of(walk) == pytest.approx(1113, abs=2)


def test_of_an_area_the_line_around_it() -> None:
    ring = [[97.0, 33.0], [97.01, 33.0], [97.01, 33.01], [97.0, 33.01], [97.0, 33.0]]
    hole = [[97.004, 33.004], [97.005, 33.004], [97.005, 33.005], [97.004, 33.004]]
    area = read_walk(json.dumps({"type": "Polygon", "coordinates": [ring, hole]}).encode())
    assert len(area) == 5
    assert area_of(area) == pytest.approx(area_of(area[:-1]))
    assert area_of(area) == pytest.approx(1.04e6, rel=0.01)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "places.file-unreadable"),
        (b"PK\x03\x04", "places.file-unreadable"),
        (b"{", "places.file-unreadable"),
        (b"[" * 100_000, "places.file-unreadable"),
        (b'{"type": "Point", "coordinates": "97 33"}', "places.file-unreadable"),
        (b'{"type": "LineString", "coordinates": []}', "places.file-unreadable"),
        (b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>', "places.file-unreadable"),
        (b'<gpx><trkpt lat="x" lon="1"/><trk><trkpt lat="x" lon="1"/></trk></gpx>', "places.file-unreadable"),
        (b"<gpx/>", "places.no-points"),
        (b'<gpx><wpt lat="99" lon="1"/></gpx>', "places.no-points"),
        (b"<html/>", "places.no-points"),
        (b"<gpx>" + b'<wpt lat="1" lon="1"/>' * (MAX_POINTS + 1) + b"</gpx>", "places.too-many-points"),
        (b" " * ((16 << 20) + 1), "places.file-too-large"),
    ],
)
def test_what_is_no_walk_is_refused_by_name(body: bytes, code: str) -> None:
    with pytest.raises(UserFault) as refused:
        read_walk(body)
    assert refused.value.code == code


def test_a_long_text_without_a_place_takes_no_time() -> None:
    began = time.perf_counter()
    for text in ("1 " * 500_000, "N" * 500_000, "1°" * 500_000, "33°0'" * 100_000):
        assert read_places(text) is None
    assert time.perf_counter() - began < 5
