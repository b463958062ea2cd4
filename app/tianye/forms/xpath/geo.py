"""Distances and areas on the WGS 84 ellipsoid's mean sphere, as ODK computes them."""

from __future__ import annotations

import math
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
