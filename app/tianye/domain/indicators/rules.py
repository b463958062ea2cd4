"""The choices that are ours (D8, D9): named parameters with their defaults, printed with every figure they move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tianye.domain.errors import NextStep, UserFault


class WomenLed(StrEnum):
    """When an organisation counts as led by women; headquarters picks one per project."""

    LEADER = "leader"  # the legal representative or head is a woman
    OWNERS = "owners"  # women hold at least 51 percent
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of counting.

    `least_presence` is the share of a session one has to be there to count as present in it. `age_groups` are the
    lower bounds of the groups after the first: (15, 35, 60) makes 0-14, 15-34, 35-59 and 60+. `agree_from` is the
    lowest answer to a single question that counts as agreement. Below `least_for_percent` a share is printed as k of
    n without a percent. Raises `UserFault("figures.bad-rules")`.
    """

    least_presence: tuple[int, int] = (1, 2)
    women_led: WomenLed = WomenLed.EITHER
    age_groups: tuple[int, ...] = (15, 35, 60)
    agree_from: int = 4
    least_for_percent: int = 10
    women_owner_percent: int = 51

    def __post_init__(self) -> None:
        part, whole = self.least_presence
        if not 0 <= part <= whole or not whole:
            raise UserFault("figures.bad-rules", next_step=NextStep.MEND_INPUT, parameter="least_presence")
        if list(self.age_groups) != sorted(set(self.age_groups)) or any(bound < 1 for bound in self.age_groups):
            raise UserFault("figures.bad-rules", next_step=NextStep.MEND_INPUT, parameter="age_groups")


DEFAULT = Rules()


def label_of_age(age: int, bounds: tuple[int, ...]) -> str:
    """Return the key of the age group an age in full years belongs to: `15-34`, `60+`."""
    lower = 0
    for bound in bounds:
        if age < bound:
            return f"{lower}-{bound - 1}"
        lower = bound
    return f"{lower}+"


def age_groups(bounds: tuple[int, ...]) -> list[str]:
    """Return the keys of all age groups, youngest first."""
    return [label_of_age(bound, bounds) for bound in (0, *bounds)]
