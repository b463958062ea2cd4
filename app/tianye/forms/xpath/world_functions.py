"""Functions of dates, times and places."""

from __future__ import annotations

from datetime import UTC, tzinfo

from tianye.forms.xpath import geo, moments
from tianye.forms.xpath.registry import function, texts_of
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.values import NAN, Value, text_number, to_text

# ---- dates ------------------------------------------------------------------------------------------------------


@function("today", "", "s")
def _today(scope: Scope) -> str:
    return scope.world.now().date().isoformat()


@function("now", "", "s")
def _now(scope: Scope) -> str:
    return moments.moment_text(scope.world.now())


@function("date", "v", "s")
def _date(scope: Scope, value: Value) -> str:
    """A calendar date from a date, a dateTime or a day number; blank for anything else.

    A time of day without a zone, as authors write it into a form, is kept: both peers do.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return moments.date_from_days(float(value))
    text = to_text(value)
    day = moments.parse_date(text)
    if day is not None:
        return day.isoformat()
    moment = moments.parse_moment(text)
    if moment is not None:
        return moment.date().isoformat() if moment.tzinfo else moments.moment_text(moment.replace(tzinfo=_zone(scope)))
    return moments.date_from_days(text_number(text))


@function("date-time", "v", "s")
def _date_time(scope: Scope, value: Value) -> str:
    """A dateTime or date as it is, a number as days since the epoch in UTC; blank for anything else."""
    zone = _zone(scope)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return moments.moment_from_days(float(value), zone)
    text = to_text(value)
    day = moments.parse_date(text)
    if day is not None:
        return day.isoformat()
    moment = moments.parse_moment(text)
    if moment is not None:
        return moments.moment_text(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    return moments.moment_from_days(text_number(text), zone)


def _zone(scope: Scope) -> tzinfo:
    return scope.world.now().tzinfo or UTC


@function("decimal-date-time", "s", "n")
def _decimal_date_time(scope: Scope, text: str) -> float:
    moment = moments.to_moment(text, _zone(scope))
    return moments.days_since_epoch(moment) if moment else text_number(text)


@function("decimal-time", "s", "n")
def _decimal_time(scope: Scope, text: str) -> float:
    return moments.clock_fraction(text, _zone(scope))


def _format(scope: Scope, value: Value, pattern: str) -> str:
    zone = _zone(scope)
    text = to_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        text = moments.date_from_days(float(value))
    moment = moments.to_moment(text, zone)
    if moment is None:
        text = moments.date_from_days(text_number(text))
        moment = moments.to_moment(text, zone)
    if moment is None:
        clock = moments.parse_clock(to_text(value))
        if clock is None:
            return ""
        moment = scope.world.now().replace(
            hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=clock.microsecond
        )
    return moments.format_moment(moments.in_zone(moment, zone), pattern)


@function("format-date", "vs", "s")
def _format_date(scope: Scope, value: Value, pattern: str) -> str:
    return _format(scope, value, pattern)


@function("format-date-time", "vs", "s")
def _format_date_time(scope: Scope, value: Value, pattern: str) -> str:
    return _format(scope, value, pattern)


# ---- places -----------------------------------------------------------------------------------------------------


def _points(values: tuple[Value, ...]) -> list[geo.Point] | None:
    texts = [text for text in texts_of(values) if text]
    points: list[geo.Point] = []
    for text in texts:
        found = geo.parse_points(text)
        if found is None:
            return None
        points += found
    return points


@function("distance", "v*", "n")
def _distance(scope: Scope, *values: Value) -> float:
    points = _points(values)
    return NAN if points is None else geo.distance_m(points)


@function("area", "v", "n")
def _area(scope: Scope, *values: Value) -> float:
    points = _points(values)
    return NAN if points is None else geo.area_m2(points)


@function("geofence", "ss", "b")
def _geofence(scope: Scope, point: str, shape: str) -> bool:
    at, ring = geo.parse_points(point), geo.parse_points(shape)
    return bool(at and ring and len(ring) >= 3 and geo.contains(ring, at[0]))


@function("intersects", "v", "b")
def _intersects(scope: Scope, *values: Value) -> bool:
    points = _points(values)
    return points is not None and geo.crosses_itself(points, scope.world.spend)
