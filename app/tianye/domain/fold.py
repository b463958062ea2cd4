"""State as a pure fold of a subject's operations: any order, any repetition, the same answer.

A field's value is the set of values that no known operation replaced. Equal values are one value; more than one is a
disagreement, kept until a person decides, and the decision is again an operation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from tianye.domain.clock import Stamp
from tianye.domain.ops import encode_value


class Event(NamedTuple):
    """One operation as the fold sees it: its reference, kind, stamp, what it sets and what it replaces."""

    reference: bytes
    kind: str
    stamp: Stamp
    is_suspect: bool
    fields: dict[str, Any]
    supersedes: dict[str, list[bytes]]


class Claim(NamedTuple):
    """One operation's word on one field."""

    reference: bytes
    stamp: Stamp
    is_suspect: bool
    value: Any


class State(NamedTuple):
    """What is known of one subject: per field the claims that stand, in the order they are shown (best known last).

    `kinds` holds the references of all its operations by kind: for rules that ask what happened, not what holds.
    """

    claims: dict[str, tuple[Claim, ...]]
    kinds: dict[str, tuple[bytes, ...]]

    def get(self, field: str, default: Any = None) -> Any:
        """Return the value to show: the standing claim that comes last in shown order."""
        standing = self.claims.get(field)
        return standing[-1].value if standing else default

    def values(self, field: str) -> list[Any]:
        """Return the distinct values that stand, in shown order."""
        standing = self.claims.get(field, ())
        return distinct(standing) if len(standing) > 1 else [claim.value for claim in standing]

    def standing(self, field: str) -> list[bytes]:
        """Return the references a new operation on this field has to supersede."""
        return [claim.reference for claim in self.claims.get(field, ())]

    def disagreements(self) -> list[str]:
        """Return the fields on which operations stand that say different things, sorted."""
        return sorted(
            name for name, standing in self.claims.items() if len(standing) > 1 and len(distinct(standing)) > 1
        )


EMPTY = State({}, {})


def fold(events: Iterable[Event]) -> State:
    """Fold a subject's operations into its state; order and repetition do not matter."""
    unique = {event.reference: event for event in events}
    if len(unique) == 1:
        ((reference, kind, stamp, is_suspect, fields, _),) = unique.values()
        return State(
            {field: (Claim(reference, stamp, is_suspect, value),) for field, value in fields.items()},
            {kind: (reference,)},
        )
    replaced: dict[str, set[bytes]] = {}
    kinds: dict[str, list[bytes]] = {}
    claims: dict[str, list[Claim]] = {}
    for event in unique.values():
        for name, references in event.supersedes.items():
            replaced.setdefault(name, set()).update(older for older in references if older != event.reference)
    for event in unique.values():
        kinds.setdefault(event.kind, []).append(event.reference)
        for name, value in event.fields.items():
            if event.reference not in replaced.get(name, ()):
                claims.setdefault(name, []).append(Claim(event.reference, event.stamp, event.is_suspect, value))
    return State(
        {name: tuple(sorted(standing, key=shown_order)) for name, standing in sorted(claims.items())},
        {kind: tuple(sorted(references)) for kind, references in sorted(kinds.items())},
    )


def shown_order(claim: Claim) -> tuple[bool, int, int, int, bytes]:
    """Order claims for display: a clock that was not believable comes before any that was."""
    stamp = claim.stamp
    return (not claim.is_suspect, stamp.ms, stamp.counter, stamp.epoch, claim.reference)


def distinct(claims: Iterable[Claim]) -> list[Any]:
    """Return the different values among claims, in their order; compared as canonical bytes (1 is not True)."""
    seen: dict[bytes, Any] = {}
    for claim in claims:
        seen.setdefault(encode_value(claim.value), claim.value)
    return list(seen.values())
