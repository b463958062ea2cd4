"""The resident identity number (GB 11643-1999): read, check, mask, and hash; never stored as it stands.

A number is refused only for its length, characters, date or check digit. Whether its first six digits were a county
in the year of birth is no gate: people registered late carry codes that did not exist yet (`domain.md` D2). Those
digits are the place of first registration, never the place of residence.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tianye.domain.dates import FIRST_YEAR, LAST_YEAR, BirthDate, age_on
from tianye.domain.errors import Bug, NextStep, UserFault

MIN_KEY_BYTES: Final = 16
OLDEST_AGE: Final = 120

_WEIGHTS: Final = tuple(2 ** (18 - place) % 11 for place in range(1, 18))
_CHECK_DIGITS: Final = "10X98765432"
_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—_'’`]")


class NumberWarning(StrEnum):
    """What is odd about a valid number; a person looks, nothing is refused."""

    OLD_FORM = "old-form"
    SEX_DIFFERS = "sex-differs"
    BIRTH_DIFFERS = "birth-differs"
    BIRTH_IN_OTHER_CALENDAR = "birth-in-other-calendar"
    BORN_LATER = "born-later"
    VERY_OLD = "very-old"


@dataclass(frozen=True, slots=True, repr=False)
class ResidentNumber:
    """A checked number of 18 characters; `is_old_form` when it was written with 15 digits and converted.

    It has no readable representation: it must not reach a log.
    """

    text: str
    is_old_form: bool = False

    @property
    def place_code(self) -> str:
        """Six digits: the county of first registration, as coded then."""
        return self.text[:6]

    @property
    def born_on(self) -> date:
        """The registered solar birth date."""
        return date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))

    @property
    def sex(self) -> str:
        """`f` or `m`, by the parity of the seventeenth digit; a recorded sex wins over it."""
        return "m" if int(self.text[16]) % 2 else "f"

    @property
    def last_four(self) -> str:
        """The four characters people may be shown."""
        return self.text[-4:]

    def __repr__(self) -> str:
        return f"ResidentNumber(…, is_old_form={self.is_old_form})"


def check_digit(first_seventeen: str) -> str:
    """Return the eighteenth character for seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def read_resident_number(text: str) -> ResidentNumber:
    """Read a number as it stands in lists: full-width digits, blanks and dashes are forgiven, x is X.

    Raises `UserFault` with `resident-number.missing`, `.digits-lost` (a spreadsheet turned it into a floating-point
    number, the last digits are gone), `.wrong-length`, `.wrong-characters`, `.wrong-date` or `.wrong-check-digit`.
    """
    number = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not number:
        raise UserFault("resident-number.missing", next_step=NextStep.MEND_INPUT)
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+|\d{17,18}\.0+", number):
        raise UserFault("resident-number.digits-lost", next_step=NextStep.MEND_FILE)
    if not re.fullmatch(r"[0-9]*X?", number):
        raise UserFault("resident-number.wrong-characters", next_step=NextStep.MEND_INPUT)
    if len(number) not in (15, 18) or (len(number) == 15 and number[-1] == "X"):
        raise UserFault("resident-number.wrong-length", next_step=NextStep.MEND_INPUT, length=len(number))
    is_old_form = len(number) == 15
    if is_old_form:
        number = f"{number[:6]}19{number[6:]}"
        number += check_digit(number)
    elif number[-1] != check_digit(number[:17]):
        # Fifteen digits is what a floating-point cell keeps; the rest is zeros.
        if number.endswith("000"):
            raise UserFault("resident-number.digits-lost", next_step=NextStep.MEND_FILE)
        raise UserFault("resident-number.wrong-check-digit", next_step=NextStep.MEND_INPUT)
    if not _has_real_date(number):
        raise UserFault("resident-number.wrong-date", next_step=NextStep.MEND_INPUT)
    return ResidentNumber(number, is_old_form)


def _has_real_date(number: str) -> bool:
    try:
        registered = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return FIRST_YEAR <= registered.year <= LAST_YEAR


def warnings_of(
    number: ResidentNumber, *, sex: str | None, birth: BirthDate | None, today: date
) -> tuple[NumberWarning, ...]:
    """Compare a valid number with what was recorded about its bearer; None is not compared."""
    warnings: list[NumberWarning] = []
    if number.is_old_form:
        warnings.append(NumberWarning.OLD_FORM)
    if sex in ("f", "m") and sex != number.sex:
        warnings.append(NumberWarning.SEX_DIFFERS)
    registered = number.born_on
    if birth is not None and not birth.span.first <= registered <= birth.span.last:
        is_mistaken = birth.is_same_day(BirthDate(registered.year, registered.month, registered.day))
        warnings.append(NumberWarning.BIRTH_IN_OTHER_CALENDAR if is_mistaken else NumberWarning.BIRTH_DIFFERS)
    if registered > today:
        warnings.append(NumberWarning.BORN_LATER)
    elif age_on(BirthDate(registered.year, registered.month, registered.day), today).low > OLDEST_AGE:
        warnings.append(NumberWarning.VERY_OLD)
    return tuple(warnings)


def keyed_hash(number: ResidentNumber, key: bytes) -> bytes:
    """Return the 32 bytes by which two registrations of one number meet: HMAC-SHA-256 under the programme's key.

    A plain hash would be undone by trying all dates and sequences; the key stays with the programme.
    """
    if len(key) < MIN_KEY_BYTES:
        raise Bug("resident-number.short-key", length=len(key))
    return hmac.digest(key, b"tianye/resident-number/1\0" + number.text.encode("ascii"), hashlib.sha256)


def mask_number(number: str) -> str:
    """Return a number for people to see: stars and its last four characters."""
    return "*" * (len(number) - 4) + number[-4:]
