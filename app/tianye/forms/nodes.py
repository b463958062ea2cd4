"""What a client may see of an entry now: frozen values, no engine behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tianye.forms.definition import SELECTS, Kind

Media = tuple[tuple[str, str], ...]
"""Files that go with a text: its form (`image`, `big-image`, `audio`, `video`) and the name of a file of the form."""


class Choice(NamedTuple):
    """A choice that can be taken now."""

    value: str
    label: str
    media: Media = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One node of an entry.

    Where `is_relevant` is false nothing but `ref` and `kind` means anything, and nothing below the node is listed.
    `ref` has 1-based positions for repeat instances only. `value` is in ODK's serialised form. `violation` is
    `constraint`, `required` or None, `message` the form's own words for it in the active language. `count` and
    `is_fixed` (nobody may add or remove) are of repeats. `parameters` are what the form asks of the control besides its
    appearance, by name: `max-pixels` of a picture, `quality` of a sound, `rows` of a text. Texts are None where the
    form has none.
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
    media: Media = ()
    choices: tuple[Choice, ...] = ()
    appearance: str = ""
    media_type: str = ""
    range_bounds: tuple[float, float, float] | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    count: int = 0
    is_fixed: bool = False

    @property
    def is_valid(self) -> bool:
        return self.violation is None

    @property
    def is_question(self) -> bool:
        """Whether it has an answer of its own, on the screen or not."""
        return self.kind not in (Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE)

    @property
    def is_put_away(self) -> bool:
        """Whether it is on no screen: the heads of a grid, and what is `hidden` and needs no answer."""
        words = self.appearance.casefold().split()
        return (self.kind in SELECTS and "label" in words) or ("hidden" in words and not self.is_required)

    @property
    def is_asked(self) -> bool:
        """Whether it waits for an answer now: what is counted as a question."""
        is_shown = self.is_relevant and self.kind is not Kind.MODEL_VALUE and not self.is_put_away
        return is_shown and self.is_question and self.kind is not Kind.NOTE and not self.is_readonly

    @property
    def is_masked(self) -> bool:
        """Whether its answer is not to be read by who stands beside: it is drawn as dots wherever it is told."""
        return not {"masked", "hidden-answer"}.isdisjoint(self.appearance.casefold().split())


class Difference(NamedTuple):
    """What one list of nodes has that another had not: nodes that are new or changed, refs that are gone.

    `has_moved` where what stands in both stands in another order.
    """

    changed: tuple[Node, ...]
    gone: tuple[str, ...]
    has_moved: bool = False


def differ(before: Sequence[Node], now: Sequence[Node]) -> Difference:
    """Say what changed from one reading of an entry to a later one; the same list costs nothing."""
    if now is before:
        return Difference((), ())
    known = {node.ref: node for node in before}
    changed = tuple(node for node in now if (old := known.get(node.ref)) is not node and old != node)
    left = {node.ref for node in now}
    stays = [node.ref for node in before if node.ref in left]
    return Difference(
        changed,
        tuple(ref for ref in known if ref not in left),
        stays != [node.ref for node in now if node.ref in known],
    )


class Violation(NamedTuple):
    """A rule that an answer breaks: where, which (`constraint` or `required`), and the form's words for it."""

    ref: str
    rule: str
    label: str | None
    message: str | None
