"""Judging a passphrase while it is typed: how long it has to be, and what makes it easy to guess."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MIN_PASSPHRASE: Final = 10
"""Characters."""
_LONG = 16
_FEW_DIFFERENT = 5


class Strength(StrEnum):
    """How good a passphrase is; only `short` is refused."""

    EMPTY = "empty"
    SHORT = "short"
    DIGITS = "digits"
    REPEATED = "repeated"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a passphrase; `missing` characters until it is long enough."""

    strength: Strength
    missing: int

    @property
    def is_enough(self) -> bool:
        """Whether a data folder can be made with it."""
        return self.missing == 0


def judge(passphrase: str) -> Judgement:
    """Judge a passphrase by what everybody can understand: length, digits alone, the same again and again."""
    missing = max(0, MIN_PASSPHRASE - len(passphrase))
    # Latin letters of full width are the same letters (`keys.unwrap`)
    typed = unicodedata.normalize("NFKC", passphrase).strip()
    if not typed:
        return Judgement(Strength.EMPTY, missing)
    if missing:
        return Judgement(Strength.SHORT, missing)
    if all(character.isdigit() or character in " -/." for character in typed):
        return Judgement(Strength.DIGITS, 0)
    if len(set(typed.casefold())) < _FEW_DIFFERENT:
        return Judgement(Strength.REPEATED, 0)
    is_good = len(typed) >= _LONG or len(typed.split()) >= 3
    return Judgement(Strength.GOOD if is_good else Strength.FAIR, 0)
