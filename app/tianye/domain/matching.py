"""Which two registrations may be one person, and why; a person decides, except in one case.

Equal names prove little (one in five shares hers) and unequal names do not exclude (one Tibetan name has up to eight
spellings), so no score of likeness is used: facts are compared one by one and the combination decides (`domain.md`
D11; the combinations are our rule). Only an equal identity number with an equal name class may be linked unasked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from tianye.domain.dates import BirthDate
from tianye.domain.names import class_form
from tianye.domain.people import NO_PHONE

LARGEST_BLOCK: Final = 50
"""A fact that more registrations share (the phone of an office) says nothing about any two of them."""

_COUNTY_DIGITS: Final = 6
_VILLAGE_DIGITS: Final = 12


class Strength(IntEnum):
    """How much speaks for one person; `NONE` is never shown to anybody."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3
    SAME = 4


class Reason(StrEnum):
    """One fact about a pair; those that speak against come last."""

    SAME_NUMBER = "same-number"
    SAME_PHONE = "same-phone"
    SAME_HOUSEHOLD = "same-household"
    SAME_NAME = "same-name"
    NAME_SPELT_ALIKE = "name-spelt-alike"
    SAME_BIRTHDAY = "same-birthday"
    SAME_BIRTHDAY_IN_OTHER_CALENDAR = "same-birthday-in-other-calendar"
    CLOSE_BIRTH_YEAR = "close-birth-year"
    SAME_VILLAGE = "same-village"
    SAME_COUNTY = "same-county"
    OTHER_SEX = "other-sex"
    OTHER_NUMBER = "other-number"
    OTHER_BIRTH_YEAR = "other-birth-year"
    TWINS = "twins"


_ALIKE: Final = frozenset({Reason.SAME_NAME, Reason.NAME_SPELT_ALIKE})
_SAME_DAY: Final = frozenset({Reason.SAME_BIRTHDAY, Reason.SAME_BIRTHDAY_IN_OTHER_CALENDAR})
_AGAINST: Final = frozenset({Reason.OTHER_SEX, Reason.OTHER_NUMBER, Reason.OTHER_BIRTH_YEAR})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of one registration; make it with `make_candidate`.

    `class_forms` holds the class form of every name the person has. Missing facts are None and decide nothing.
    """

    id: bytes
    name: str
    class_forms: frozenset[str]
    sex: str | None = None
    birth: BirthDate | None = None
    number_hash: bytes | None = None
    phone: str | None = None
    household: bytes | None = None
    place: str | None = None


class Match(NamedTuple):
    """What speaks for and against two registrations being one person."""

    strength: Strength
    reasons: tuple[Reason, ...]

    @property
    def can_link_unasked(self) -> bool:
        """Whether the two may be linked without a person's decision; the link can still be undone."""
        return self.strength is Strength.SAME and not _ALIKE.isdisjoint(self.reasons)


def make_candidate(
    identifier: bytes,
    name: str,
    *,
    other_names: Iterable[str] = (),
    sex: str | None = None,
    birth: BirthDate | None = None,
    number_hash: bytes | None = None,
    phone: str | None = None,
    household: bytes | None = None,
    place: str | None = None,
) -> Candidate:
    """Make a candidate; `phone` in normal form, `place` a code of any level, `number_hash` by the programme's key."""
    forms = frozenset(form for form in map(class_form, (name, *other_names)) if form)
    known_phone = phone if phone != NO_PHONE else None
    return Candidate(identifier, name, forms, sex, birth, number_hash, known_phone, household, place)


def compare(one: Candidate, other: Candidate) -> Match:
    """Compare two registrations; symmetric."""
    reasons = _reasons(one, other)
    return Match(_strength(reasons), tuple(reason for reason in Reason if reason in reasons))


def blocking_keys(candidate: Candidate) -> frozenset[str]:
    """Return keys of which two registrations share one whenever `compare` finds anything: only those are compared."""
    keys: set[str] = set()
    if candidate.number_hash:
        keys.add(f"number {candidate.number_hash.hex()}")
    if candidate.phone:
        keys.add(f"phone {candidate.phone}")
    places = _places(candidate.place)
    days = _birthdays(candidate.birth)
    years = _birth_years(candidate.birth)
    for form in candidate.class_forms:
        if candidate.phone:
            keys.add(f"phone {candidate.phone} name {form}")
        if candidate.household:
            keys.add(f"household {candidate.household.hex()} name {form}")
        keys.update(f"day {day} name {form}" for day in days)
        if _VILLAGE_DIGITS in places:
            keys.add(f"place {places[_VILLAGE_DIGITS]} name {form}")
        if _COUNTY_DIGITS in places and years is not None:
            # Neighbouring years share the key between them.
            county = places[_COUNTY_DIGITS]
            keys.update(f"place {county} year {year} name {form}" for year in range(years[0], years[1] + 2))
    return frozenset(keys)


def find_matches(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate, Match]]:
    """Yield every pair worth showing once, without comparing all with all; in the order of the candidates.

    Blocks of more than `LARGEST_BLOCK` registrations are passed over, except those of an identity number.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        for key in blocking_keys(candidate):
            blocks[key].append(place)
    pairs = {
        pair
        for key, block in blocks.items()
        if 2 <= len(block) <= LARGEST_BLOCK or key.startswith("number ")
        for pair in combinations(block, 2)
    }
    for first, second in sorted(pairs):
        match = compare(candidates[first], candidates[second])
        if match.strength is not Strength.NONE:
            yield candidates[first], candidates[second], match


def _reasons(one: Candidate, other: Candidate) -> set[Reason]:
    reasons: set[Reason] = set()
    if one.number_hash and other.number_hash:
        reasons.add(Reason.SAME_NUMBER if one.number_hash == other.number_hash else Reason.OTHER_NUMBER)
    if one.phone and one.phone == other.phone:
        reasons.add(Reason.SAME_PHONE)
    if one.household and one.household == other.household:
        reasons.add(Reason.SAME_HOUSEHOLD)
    if one.class_forms & other.class_forms:
        reasons.add(Reason.SAME_NAME if one.name == other.name else Reason.NAME_SPELT_ALIKE)
    if one.sex and other.sex and one.sex != other.sex:
        reasons.add(Reason.OTHER_SEX)
    reasons |= _birth_reasons(one.birth, other.birth)
    places, other_places = _places(one.place), _places(other.place)
    if _VILLAGE_DIGITS in places and places == other_places:
        reasons.add(Reason.SAME_VILLAGE)
    elif _COUNTY_DIGITS in places and places[_COUNTY_DIGITS] == other_places.get(_COUNTY_DIGITS):
        reasons.add(Reason.SAME_COUNTY)
    if Reason.SAME_HOUSEHOLD in reasons and reasons & _SAME_DAY and not reasons & _ALIKE:
        reasons.add(Reason.TWINS)
    return reasons


def _birth_reasons(one: BirthDate | None, other: BirthDate | None) -> set[Reason]:
    if one is None or other is None:
        return set()
    if one.is_same_day(other):
        is_plain = one.born_on == other.born_on
        return {Reason.SAME_BIRTHDAY if is_plain else Reason.SAME_BIRTHDAY_IN_OTHER_CALENDAR}
    first, last = one.span
    other_first, other_last = other.span
    gap = max(other_first.year - last.year, first.year - other_last.year)
    return {Reason.CLOSE_BIRTH_YEAR if gap <= 1 else Reason.OTHER_BIRTH_YEAR}


def _strength(reasons: set[Reason]) -> Strength:
    if Reason.SAME_NUMBER in reasons:
        return Strength.STRONG if Reason.OTHER_SEX in reasons else Strength.SAME
    if Reason.TWINS in reasons:
        return Strength.NONE
    is_same_day = bool(reasons & _SAME_DAY)
    is_close_in_age = is_same_day or Reason.CLOSE_BIRTH_YEAR in reasons
    strength = Strength.NONE
    if reasons & _ALIKE:
        if Reason.SAME_PHONE in reasons or (Reason.SAME_HOUSEHOLD in reasons and is_close_in_age):
            strength = Strength.STRONG
        elif is_same_day or Reason.SAME_HOUSEHOLD in reasons or (Reason.SAME_VILLAGE in reasons and is_close_in_age):
            strength = Strength.FAIR
        elif Reason.SAME_VILLAGE in reasons or (Reason.SAME_COUNTY in reasons and is_close_in_age):
            strength = Strength.WEAK
    elif Reason.SAME_PHONE in reasons:
        strength = Strength.WEAK
    # Sex, year of birth and number are written down wrongly often enough not to exclude, and seldom enough to weigh.
    against = len(reasons & _AGAINST)
    return Strength(max(Strength.NONE, strength - 2 * against))


def _places(code: str | None) -> dict[int, str]:
    """Code of the county and of the village, by their number of digits, as far as a place code tells them."""
    if not code:
        return {}
    return {digits: code[:digits] for digits in (_COUNTY_DIGITS, _VILLAGE_DIGITS) if len(code) >= digits}


def _birthdays(birth: BirthDate | None) -> frozenset[date]:
    if birth is None:
        return frozenset()
    return frozenset(day for day in (birth.born_on, birth.other_reading) if day is not None)


def _birth_years(birth: BirthDate | None) -> tuple[int, int] | None:
    return None if birth is None else (birth.span.first.year, birth.span.last.year)
