"""What a client may see of an entry now: frozen values, no engine behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tianye.forms.definition import Kind


class Choice(NamedTuple):
    """A choice that can be taken now."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node of an entry.

    Where `is_relevant` is false nothing but `ref` and `kind` means anything, and nothing below the node is listed.
    `ref` has 1-based positions for repeat instances only. `value` is in ODK's serialised form. `violation` is
    `constraint`, `required` or None, `message` the form's own words for it in the active language. `count` and
    `is_fixed` (nobody may add or remove) are of repeats. Texts are None where the form has none.
    """

    ref: str
    kind: Kind
    is_relevant: bool = True
    name: str = ""
    value_type: str = "string"
    value: str = ""
    is_readonly: bool = False
    is_required: bool = False
    violation: str | None = None
    message: str | None = None
    label: str | None = None
    hint: str | None = None
    guidance: str | None = None
    media: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    appearance: str = ""
    media_type: str = ""
    range_bounds: tuple[float, float, float] | None = None
    count: int = 0
    is_fixed: bool = False

    @property
    def is_valid(self) -> bool:
        return self.violation is None

    @property
    def is_question(self) -> bool:
        """Whether it has an answer of its own, on the screen or not."""
        return self.kind not in (Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE)


class Violation(NamedTuple):
    """A rule that an answer breaks: where, which (`constraint` or `required`), and the form's words for it."""

    ref: str
    rule: str
    label: str | None
    message: str | None
