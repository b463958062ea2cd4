"""Shares: the interval of a proportion, and who improved by which design of survey (D9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import Final, NamedTuple

from tianye.domain.indicators.facts import Item, Score
from tianye.domain.indicators.rules import Rules

Z_95: Final = 1.959963984540054
"""The two-sided 95 % point of the normal distribution."""


def wilson(k: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of k out of n as (low, high) from 0 to 1; (0, 1) when n is 0."""
    if n == 0:
        return 0.0, 1.0
    share = k / n
    shrink = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # exact ends: the formula leaves a rounding error where nobody or everybody is in
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


class Outcome(NamedTuple):
    """What one person's survey of one training says.

    `is_positive` is None where it cannot be told, and `reason` is then the code of the note that says why (empty where
    she answered only once and was simply not matched).
    """

    who: bytes
    training: bytes
    is_positive: bool | None
    reason: str = ""


def outcomes(
    scores: Iterable[Score], representative: Mapping[bytes, bytes], trainings: Collection[bytes], rules: Rules
) -> dict[str, list[Outcome]]:
    """Return design → what came of every (person, training) with a score of that design in the given trainings.

    Linked registrations are one person. Two different answers to the same survey cannot be told apart and are left
    out; the same answer twice is one.
    """
    gathered: dict[tuple[str, bytes, bytes], dict[str, list[Mapping[str, Item]]]] = {}
    for score in scores:
        if score.training in trainings:
            who = representative.get(score.who, score.who)
            phases = gathered.setdefault((score.design, score.training, who), {})
            answers = phases.setdefault(score.phase, [])
            if score.items not in answers:
                answers.append(score.items)
    found: dict[str, list[Outcome]] = {}
    for (design, training, who), phases in sorted(gathered.items(), key=lambda entry: entry[0]):
        is_positive, reason = _judge(design, phases, rules)
        found.setdefault(design, []).append(Outcome(who, training, is_positive, reason))
    return found


def _judge(design: str, phases: Mapping[str, Sequence[Mapping[str, Item]]], rules: Rules) -> tuple[bool | None, str]:
    before, after = phases.get("pre", ()), phases.get("post", ())
    if len(before) > 1 or len(after) > 1:
        return None, "answered-twice"
    if design == "single":
        if not after or not after[0]:
            return None, ""
        return mean(after[0], after[0]) >= rules.agree_from, ""
    if not before or not after:
        return None, ""
    shared = before[0].keys() & after[0].keys()
    if not shared:
        return None, "no-shared-item"
    return mean(after[0], shared) > mean(before[0], shared), ""


def mean(items: Mapping[str, Item], names: Collection[str]) -> Fraction:
    """Return the exact mean of the named items."""
    return sum((Fraction(items[name]) for name in names), Fraction(0)) / len(names)
