"""A figure: a number that carries what was counted, over what, when, and by which version of which definition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault

UNKNOWN: Final = "unknown"
"""The key of a row for those whose value is not known."""

Key = str | bytes
"""What a row is about: a programme's id, a county code, `f` or `m`, `15-34`, an ethnicity code, a kind, `unknown`."""


class Unit(StrEnum):
    """What one of a figure is. Two figures are only comparable within a unit."""

    PERSON = "person"
    PARTICIPATION = "participation"
    PERSON_DAY = "person-day"
    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    TRAINING = "training"
    SHARE = "share"


class Dimension(StrEnum):
    """What a figure can be broken down by.

    `COUNTY` is where the training was («reached in county»), `HOME_COUNTY` where the participant lives. A property of
    the participant (sex, age group, ethnicity, disability, home county) is the one at the first participation in the
    period.
    """

    PROGRAMME = "programme"
    COUNTY = "county"
    KIND = "kind"
    HOME_COUNTY = "home-county"
    SEX = "sex"
    AGE_GROUP = "age-group"
    ETHNICITY = "ethnicity"
    DISABILITY = "disability"

    @property
    def is_of_training(self) -> bool:
        """Say whether the row is a property of the training; one person can then stand in several rows."""
        return self in (Dimension.PROGRAMME, Dimension.COUNTY, Dimension.KIND)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which trainings are looked at; None means all. `counties` are those of the trainings."""

    programmes: frozenset[bytes] | None = None
    counties: frozenset[str] | None = None
    kinds: frozenset[str] | None = None

    def is_within(self, other: Scope) -> bool:
        """Say whether every training of this scope is one of the other's."""
        return (
            _is_within(self.programmes, other.programmes)
            and _is_within(self.counties, other.counties)
            and _is_within(self.kinds, other.kinds)
        )


def _is_within(one: frozenset[bytes] | frozenset[str] | None, other: frozenset[bytes] | frozenset[str] | None) -> bool:
    return other is None or (one is not None and one <= other)


@dataclass(frozen=True, slots=True)
class Period:
    """Which days are looked at, both ends included; None means open.

    Raises `UserFault("figures.period-ends-before-it-begins")`.
    """

    from_on: date | None = None
    to_on: date | None = None

    def __post_init__(self) -> None:
        if self.from_on is not None and self.to_on is not None and self.to_on < self.from_on:
            raise UserFault("figures.period-ends-before-it-begins", next_step=NextStep.MEND_INPUT)

    def contains(self, on: date) -> bool:
        """Say whether a day lies in the period."""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)

    def is_within(self, other: Period) -> bool:
        """Say whether every day of this period is one of the other's."""
        begins = other.from_on is None or (self.from_on is not None and other.from_on <= self.from_on)
        ends = other.to_on is None or (self.to_on is not None and self.to_on <= other.to_on)
        return begins and ends


class Note(NamedTuple):
    """Something a reader has to know beside the number: a code of `NOTES` and how many it concerns."""

    code: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report.

    `value` is a count, or for a share the exact fraction k/n (None where n is too small for a percent, see
    `is_percent_suppressed`). `low` and `high` bound a share (Wilson, 95 %), from 0 to 1. `by` and `key` name the row;
    both are None for the total.
    """

    id: str
    version: str
    unit: Unit
    value: int | Fraction | None
    scope: Scope
    period: Period
    by: Dimension | None = None
    key: Key | None = None
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    is_percent_suppressed: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def percent(self) -> float | None:
        """The share in percent, unrounded; None for a count and where no percent may be printed."""
        return float(self.value * 100) if self.unit is Unit.SHARE and self.value is not None else None
