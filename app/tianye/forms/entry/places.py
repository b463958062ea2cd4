"""Places as people write them and machines record them: a pair on a telephone, degrees and minutes, a recorded walk.

Texts and files come from anybody: sizes and numbers of points are bounded, XML is read without entities, types or
network, and nothing is fetched. Order matters: maps of China write longitude first, everybody else latitude. Where a
pair fits China only the other way round, it is turned and said so.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lxml import etree

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.entry.answers import decimal_text
from tianye.forms.parse.document import local_name, read_xml
from tianye.forms.xpath.geo import area_m2, distance_m

MAX_POINTS: Final = 10_000
MAX_BYTES: Final = 16 << 20
_MOST_LETTERS: Final = 1_000_000
_MOST_OF_ONE: Final = 100
"""Letters of one place; what is longer is something else."""
_NUMBER: Final = r"\d{1,3}(?:\.\d{1,15})?"
_SIGNED: Final = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_ANGLE: Final = re.compile(
    rf"""(?P<before>[NSEW]|[南北东西][纬经]:?)?\s*
    (?P<minus>[-+])?(?P<degrees>{_NUMBER})\s*
    (?:[°º度d]\s*
       (?:(?P<minutes>{_NUMBER})\s*['′’分]\s*
          (?:(?P<seconds>{_NUMBER})\s*(?:["″”秒]|''|′′)?)?
       )?
    )?
    (?(before)|\s*(?P<after>[NSEW])?)""",
    re.VERBOSE | re.ASCII,
)
_SOUTH_WEST: Final = frozenset("SW南西")
_LATITUDES: Final = frozenset("NS南北")
CHINA: Final = ((18.0, 54.0), (73.0, 135.0))
"""Latitudes and longitudes between which a place in China lies."""


class Point(NamedTuple):
    """A place: degrees north and east, metres above the sea, metres by which it may be wrong; 0 where not known."""

    latitude: float
    longitude: float
    altitude: float = 0.0
    accuracy: float = 0.0

    @property
    def text(self) -> str:
        """The point as a form keeps it."""
        return " ".join(decimal_text(number) for number in self)


@dataclass(frozen=True, slots=True)
class Places:
    """Points in their order; `are_turned` where longitude came first and was put behind."""

    points: tuple[Point, ...]
    are_turned: bool = False


def points_of(value: str) -> tuple[Point, ...]:
    """Return the points of a kept value; what is no point is left out."""
    points = []
    for part in value.split(";"):
        try:
            point = Point(*[float(number) for number in part.split()[:4]])
        except (TypeError, ValueError):
            continue
        points.append(point)
    return tuple(points)


def read_places(text: str) -> Places | None:
    """Return the points of a text: one a line or between semicolons; None where a part of it is no point."""
    text = unicodedata.normalize("NFKC", text[:_MOST_LETTERS])
    parts = [part.strip() for part in re.split(r"[;\n\r]+", text) if part.strip()]
    if not parts or len(parts) > MAX_POINTS:
        return None
    pairs = [_point(part) for part in parts]
    found = [pair for pair in pairs if pair is not None]
    if len(found) < len(pairs):
        return None
    may_turn = [point for point, is_certain in found if not is_certain]
    are_turned = bool(may_turn) and all(_is_turned(point) for point in may_turn)
    points = tuple(
        Point(point.longitude, point.latitude, *point[2:]) if are_turned and not is_certain else point
        for point, is_certain in found
    )
    return Places(points, are_turned) if all(is_on_earth(point) for point in points) else None


def read_angle(text: str) -> float | None:
    """Return degrees from `33.0043`, `33°0'15.5"N` or `北纬33.0043`; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("。", ".")
    if len(plain) > _MOST_OF_ONE:
        return None
    if _SIGNED.fullmatch(plain):
        return float(plain)
    found = _ANGLE.fullmatch(plain)
    return _degrees(found)[0] if found is not None else None


def is_on_earth(point: Point) -> bool:
    """Say whether there is such a place."""
    return (
        all(math.isfinite(number) for number in point)
        and abs(point.latitude) <= 90
        and abs(point.longitude) <= 180
        and point.accuracy >= 0
    )


def _is_turned(point: Point) -> bool:
    """Say whether a pair makes sense in China, or at all, the other way round only."""
    (south, north), (west, east) = CHINA
    fits = south <= point.latitude <= north and west <= point.longitude <= east
    return not fits and south <= point.longitude <= north and west <= point.latitude <= east


def _point(part: str) -> tuple[Point, bool] | None:
    """Return a point, and whether it says itself which of its numbers is the latitude."""
    plain = part.replace(",", " ").split()
    if len(plain) <= 9 and all(_SIGNED.fullmatch(word) for word in plain):
        if not 2 <= len(plain) <= 4:
            return None
        return Point(*[float(word) for word in plain]), False
    if len(part) > _MOST_OF_ONE:
        return None
    angles: list[tuple[float, str]] = []
    rest = part
    for found in _ANGLE.finditer(part):
        angles.append(_degrees(found))
        rest = rest.replace(found[0], " ", 1)
    if len(angles) != 2 or re.search(r"\w", rest):
        return None
    (one, letter), (other, second) = angles
    if letter and second:
        if (letter in _LATITUDES) == (second in _LATITUDES):
            return None
        return (Point(one, other) if letter in _LATITUDES else Point(other, one)), True
    return Point(one, other), False


def _degrees(found: re.Match[str]) -> tuple[float, str]:
    """Return degrees and the letter that says of what; empty where none does."""
    letter = ((found["before"] or "") + (found["after"] or ""))[:1]
    degrees = float(found["degrees"]) + float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
    return (-degrees if found["minus"] == "-" or letter in _SOUTH_WEST else degrees), letter


# ---- files -----------------------------------------------------------------------------------------------------------


def read_walk(body: bytes) -> tuple[Point, ...]:
    """Return the points of a GPX, KML or GeoJSON file: of its first walk or area, else its single places.

    Raises UserFault `places.file-too-large` above 16 MiB, `places.file-unreadable`, `places.no-points`,
    `places.too-many-points` above 10,000.
    """
    if len(body) > MAX_BYTES:
        raise UserFault("places.file-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES >> 20)
    head = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        points = _of_geojson(json.loads(body)) if head[:1] in (b"{", b"[") else _of_xml(read_xml(body))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, UserFault) as wrong:
        raise UserFault("places.file-unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE) from wrong
    places = [point for point in points if is_on_earth(point)]
    if not places:
        raise UserFault("places.no-points", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    if len(places) > MAX_POINTS:
        raise UserFault("places.too-many-points", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_POINTS)
    return tuple(places)


def _of_xml(root: etree._Element) -> list[Point]:
    if local_name(root) == "gpx":
        for walk in ("trk", "rte"):
            if (first := next(_below(root, walk), None)) is not None:
                return [_of_gpx(point) for point in _below(first, "trkpt" if walk == "trk" else "rtept")]
        return [_of_gpx(point) for point in _below(root, "wpt")]
    # a place is a Point of its own; walks and areas come before such
    for kind in ("LineString", "Track", "Polygon", "Point"):
        shapes = list(_below(root, kind))
        if not shapes:
            continue
        if kind == "Point":
            return [point for shape in shapes for point in _of_kml(shape)]
        return list(_of_kml(shapes[0]))
    return []


def _below(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if local_name(element) == name)


def _of_gpx(element: etree._Element) -> Point:
    height = next((one.text or "0" for one in element if local_name(one) == "ele"), "0")
    return Point(float(element.get("lat", "nan")), float(element.get("lon", "nan")), float(height))


def _of_kml(shape: etree._Element) -> Iterator[Point]:
    for element in shape.iter():
        if local_name(element) == "coord":
            longitude, latitude, *more = (element.text or "").split()
            yield Point(float(latitude), float(longitude), *[float(number) for number in more[:1]])
        elif local_name(element) == "coordinates":
            for word in (element.text or "").split():
                longitude, latitude, *more = word.split(",")
                yield Point(float(latitude), float(longitude), *[float(number) for number in more[:1] if number])
            # of an area the line around it, not its holes
            return


def _of_geojson(data: Any) -> list[Point]:
    geometries = list(_geometries(data))
    for kind in ("LineString", "MultiLineString", "Polygon", "MultiPolygon"):
        for geometry in geometries:
            if geometry.get("type") == kind:
                positions = geometry["coordinates"]
                while isinstance(positions[0][0], list):
                    positions = positions[0]
                return [_of_position(position) for position in positions]
    points: list[Point] = []
    for geometry in geometries:
        positions = geometry.get("coordinates", [])
        points += [_of_position(one) for one in (positions if geometry.get("type") == "MultiPoint" else [positions])]
    return points


def _geometries(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the geometries in a feature, a collection, or alone."""
    if not isinstance(data, dict):
        raise TypeError
    inside = data.get("features", data.get("geometries", data.get("geometry")))
    if inside is None:
        if "coordinates" in data:
            yield data
        return
    for one in inside if isinstance(inside, list) else [inside]:
        yield from _geometries(one)


def _of_position(position: Sequence[Any]) -> Point:
    longitude, latitude, *more = position
    return Point(float(latitude), float(longitude), *[float(number) for number in more[:1]])


# ---- measures --------------------------------------------------------------------------------------------------------


def length_of(points: Sequence[Point]) -> float:
    """Return the length of a line in metres."""
    return distance_m([point[:2] for point in points])


def area_of(points: Sequence[Point]) -> float:
    """Return the area that a line encloses, in square metres; it need not come back to its beginning."""
    return area_m2([point[:2] for point in points])
