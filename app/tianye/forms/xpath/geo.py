"""Distances and areas on the WGS 84 ellipsoid's mean sphere, as ODK computes them."""

from __future__ import annotations

import math

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
    """The length in metres of the line through the points (great circles)."""
    return sum(_between(a, b) for a, b in zip(points, points[1:], strict=False))


def _between(a: Point, b: Point) -> float:
    latitude_1, latitude_2 = math.radians(a[0]), math.radians(b[0])
    half = math.sin((latitude_2 - latitude_1) / 2) ** 2
    half += math.cos(latitude_1) * math.cos(latitude_2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def area_m2(points: list[Point]) -> float:
    """The area in square metres enclosed by the points, on the sphere; 0 for fewer than three."""
    if len(points) < 3:
        return 0.0
    ring = points if points[0] == points[-1] else [*points, points[0]]
    total = 0.0
    for (latitude_1, longitude_1), (latitude_2, longitude_2) in zip(ring, ring[1:], strict=False):
        total += math.radians(longitude_2 - longitude_1) * (
            2 + math.sin(math.radians(latitude_1)) + math.sin(math.radians(latitude_2))
        )
    return abs(total * EARTH_RADIUS_M * EARTH_RADIUS_M / 2)


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
