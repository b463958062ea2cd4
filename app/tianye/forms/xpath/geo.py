"""Distances and areas on the WGS 84 ellipsoid's mean sphere, as ODK computes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

EARTH_RADIUS_M = 6_378_100.0
Point = tuple[float, float]


def parse_points(text: str) -> list[Point] | None:
    """`lat lon [alt [acc]]` joined by `;` to points in degrees; None where any part is not a point."""
    points: list[Point] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        numbers = part.split()
        try:
            latitude, longitude = float(numbers[0]), float(numbers[1])
        except (IndexError, ValueError):
            return None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        points.append((latitude, longitude))
    return points


def distance_m(points: list[Point]) -> float:
    """The length in metres of the line through the points, by the law of cosines that Collect uses."""
    return sum(_between(a, b) for a, b in pairwise(points))


def _between(a: Point, b: Point) -> float:
    latitude_1, latitude_2 = math.radians(a[0]), math.radians(b[0])
    cosine = math.sin(latitude_1) * math.sin(latitude_2)
    cosine += math.cos(latitude_1) * math.cos(latitude_2) * math.cos(math.radians(b[1] - a[1]))
    return EARTH_RADIUS_M * math.acos(max(-1.0, min(1.0, cosine)))


def area_m2(points: list[Point]) -> float:
    """The area in square metres enclosed by the points, on a plane laid at the first, as Collect does."""
    if len(points) < 3:
        return 0.0
    first_latitude, first_longitude = points[0]
    girth = 2 * math.pi * EARTH_RADIUS_M
    plane = [
        (
            (longitude - first_longitude) * girth * math.cos(math.radians(latitude)) / 360,
            (latitude - first_latitude) * girth / 360,
        )
        for latitude, longitude in points[1:]
    ]
    return abs(sum((y_1 * x_2 - x_1 * y_2) / 2 for (x_1, y_1), (x_2, y_2) in pairwise(plane)))


def contains(ring: list[Point], point: Point) -> bool:
    """Whether the point lies within the closed ring, by counting crossings."""
    is_inside = False
    latitude, longitude = point
    for (latitude_1, longitude_1), (latitude_2, longitude_2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (longitude_1 > longitude) != (longitude_2 > longitude):
            share = (longitude - longitude_1) / (longitude_2 - longitude_1)
            if latitude < latitude_1 + share * (latitude_2 - latitude_1):
                is_inside = not is_inside
    return is_inside


def crosses_itself(points: list[Point], spend: Callable[[int], None]) -> bool:
    """Whether a line, or the line around an area, crosses or touches itself; `spend` is told how many pairs were tried.

    Where it comes back to its beginning it does not cross, and a point given twice in a row counts once.
    """
    line = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    parts = sorted(
        (min(one[0], other[0]), max(one[0], other[0]), at, one, other) for at, (one, other) in enumerate(pairwise(line))
    )
    last = len(parts) - 1
    is_closed = last > 0 and line[0] == line[-1]
    beside: list[tuple[float, float, int, Point, Point]] = []
    for part in parts:
        beside = [other for other in beside if other[1] >= part[0]]
        spend(len(beside))
        for other in beside:
            first, second = (part, other) if part[2] < other[2] else (other, part)
            is_next = second[2] == first[2] + 1
            if is_closed and (first[2], second[2]) == (0, last):
                first, second, is_next = second, first, True
            if _folds(first[3], first[4], second[4]) if is_next else _meet(*first[3:], *second[3:]):
                return True
        beside.append(part)
    return False


def _turn(a: Point, b: Point, c: Point) -> float:
    """More than 0 where the way from a over b to c turns to one side, less to the other, 0 straight on or back."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _folds(a: Point, b: Point, c: Point) -> bool:
    """Whether the way from a to b goes back over itself to c."""
    return _turn(a, b, c) == 0 and (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines from a to b and from c to d have a point in common."""
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    # with their boxes overlapping they meet unless both ends of one lie on the same side of the other
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0
