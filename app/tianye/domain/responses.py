"""Answers as scores: which phase and design of a survey they belong to, and which of them are scored items (D9).

A form marks its scored items by name: `item_…` for a survey asked before and after, `item_…_before` and `item_…_now`
where both are rated in one sitting afterwards. A test of knowledge calculates its items (1 right, 0 wrong), so that
what is right is decided by the form and not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from hashlib import blake2b
from typing import Any, Final

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.indicators.facts import Item, Score

ITEM_PREFIX: Final = "item_"
BEFORE_SUFFIX: Final = "_before"
NOW_SUFFIX: Final = "_now"

_NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,9})?")


class Phase(StrEnum):
    """When a survey was answered, seen from the training."""

    PRE = "pre"
    POST = "post"


class Design(StrEnum):
    """How a rise is measured; never pooled, because the designs do not measure the same thing."""

    CLASSIC = "classic"
    RETROSPECTIVE = "retrospective"
    SINGLE = "single"


def read_phase(text: str) -> Phase:
    """Return the phase a code names; raises `UserFault("response.phase-unknown")`."""
    try:
        return Phase(text.strip().casefold())
    except ValueError:
        raise UserFault("response.phase-unknown", next_step=NextStep.MEND_INPUT, allowed=list(Phase)) from None


def read_design(text: str) -> Design:
    """Return the design a code names; raises `UserFault("response.design-unknown")`."""
    try:
        return Design(text.strip().casefold())
    except ValueError:
        raise UserFault("response.design-unknown", next_step=NextStep.MEND_INPUT, allowed=list(Design)) from None


def submission_id(response: bytes) -> str:
    """Return the identity (`uuid:…`) of a response as a submission: its id says it, so it is not written down again."""
    said = bytearray(blake2b(response, digest_size=16).digest())
    # version and variant of a UUID whose bits are random
    said[6] = said[6] & 0x0F | 0x40
    said[8] = said[8] & 0x3F | 0x80
    digits = said.hex()
    return f"uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def make_scores(who: bytes, training: bytes, design: str, phase: str | None, answers: Mapping[str, Any]) -> list[Score]:
    """Return what one response says as scores: none, one, or for a retrospective survey the two halves.

    `answers` is flat (path → text) or nested (groups as mappings); repeats are not scored. A classic response needs its
    phase; a single question is always asked afterwards. Items that were not answered with a number are left out, and a
    half without items is no score.
    """
    items = dict(_items(answers))
    if design == Design.RETROSPECTIVE:
        halves = {Phase.PRE: _ending(items, BEFORE_SUFFIX), Phase.POST: _ending(items, NOW_SUFFIX)}
    elif design == Design.SINGLE:
        halves = {Phase.POST: items}
    elif design == Design.CLASSIC and phase in tuple(Phase):
        halves = {Phase(phase): items}
    else:
        return []
    return [Score(who, training, str(half), str(design), found) for half, found in halves.items() if found]


def _ending(items: Mapping[str, Item], suffix: str) -> dict[str, Item]:
    return {name.removesuffix(suffix): value for name, value in items.items() if name.endswith(suffix)}


def _items(answers: Mapping[str, Any]) -> Iterator[tuple[str, Item]]:
    for path, answer in answers.items():
        if isinstance(answer, Mapping):
            yield from _items(answer)
            continue
        # inside a repeat the same name comes more than once and would stand for different things
        name = path.rpartition("/")[2]
        if name.startswith(ITEM_PREFIX) and "[" not in path:
            value = _number(answer)
            if value is not None:
                yield name, value


def _number(answer: object) -> Item | None:
    if type(answer) is int:
        return answer
    if isinstance(answer, str) and _NUMBER.fullmatch(answer.strip()):
        exact = Fraction(answer.strip())
        return exact.numerator if exact.denominator == 1 else exact
    return None
