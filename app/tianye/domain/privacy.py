"""Small cells: which numbers of a report are withheld so that nobody can be found in it or by subtraction.

Primary: counts from 1 to t-1 are withheld, t = 10 for anything that leaves headquarters, 5 for internal partners.
Secondary: further cells, until no withheld count can be pinned down from the published ones (`domain.md` D10, our rule
after OCHA's guidance and the usual formulation of the cell suppression problem). What an attacker can find out is
computed exactly by `feasible_intervals`; the choice of further cells is greedy and then thinned, so it is safe and
small, not proven smallest. Tables of a report are put in together: a total that two of them share is one cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, NamedTuple

from tianye.domain.errors import Bug
from tianye.domain.polytope import Polytope

THRESHOLD: Final = 10
INTERNAL_THRESHOLD: Final = 5

Key = Any
"""Name of a cell, anything hashable; the same number at two places of a report is one cell."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation every reader knows: the total is the sum of its parts."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage or «k of n» in the report; with both published, the rest n-k is known too."""

    numerator: Key
    denominator: Key


class Interval(NamedTuple):
    """What a reader can conclude about a withheld count; `high` is None where nothing bounds it."""

    low: Fraction
    high: Fraction | None

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than 1 and holds at least two whole numbers."""
        if self.high is None:
            return True
        return self.high - self.low > 1 and floor(self.high) - ceil(self.low) >= 1


class Suppression(NamedTuple):
    """What is withheld: small counts, the counts that would give them away, and shares that touch either."""

    primary: frozenset[Key]
    secondary: frozenset[Key]
    shares: frozenset[Share]

    @property
    def hidden(self) -> frozenset[Key]:
        """All withheld cells."""
        return self.primary | self.secondary


class _Rest(NamedTuple):
    """The cell n-k that a share implies."""

    share: Share


def suppress(
    cells: Mapping[Key, int], sums: Sequence[Sum], *, shares: Sequence[Share] = (), threshold: int = THRESHOLD
) -> Suppression:
    """Return which cells and shares of a report are withheld.

    `cells` are counts, not negative; every cell of `sums` and `shares` is among them and the sums are right, else
    `Bug("privacy.wrong-table")`. A zero is published unless a total it belongs to is itself small. The answer depends
    on nothing but the arguments and the order of `cells`.
    """
    every, relations = _with_rests(cells, sums, shares)
    _check(every, relations)
    primary = _small_cells(every, relations, threshold)
    hidden = _thinned(every, relations, primary, _protected(every, relations, primary))
    withheld = frozenset(share for share in shares if {share.numerator, share.denominator} & hidden)
    return Suppression(
        frozenset(key for key in primary if key in cells),
        frozenset(key for key in hidden - primary if key in cells),
        withheld,
    )


def feasible_intervals(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: Iterable[Key]) -> dict[Key, Interval]:
    """Return, for each withheld cell, the smallest interval that the published cells and the sums leave open."""
    withheld = frozenset(hidden)
    intervals: dict[Key, Interval] = {}
    for component in _components(cells, sums, withheld):
        polytope = _polytope(cells, sums, component)
        for place, key in enumerate(component):
            low = polytope.minimum(place)
            intervals[key] = Interval(low, polytope.maximum(place))
    return intervals


def make_cross_table(counts: Mapping[tuple[Key, Key], int]) -> tuple[dict[Key, int], list[Sum]]:
    """Return the cells and sums of a table of rows and columns with its totals.

    Keys: (row, column); (row, None) a row's total; (None, column) a column's; (None, None) the whole. Combinations not
    given count zero.
    """
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    cells: dict[Key, int] = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    sums = [Sum((row, None), tuple((row, column) for column in columns)) for row in rows]
    sums += [Sum((None, column), tuple((row, column) for row in rows)) for column in columns]
    for relation in sums:
        cells[relation.total] = sum(cells[part] for part in relation.parts)
    sums.append(Sum((None, None), tuple((row, None) for row in rows)))
    sums.append(Sum((None, None), tuple((None, column) for column in columns)))
    cells[None, None] = sum(cells[row, None] for row in rows)
    return cells, sums


def _with_rests(
    cells: Mapping[Key, int], sums: Sequence[Sum], shares: Sequence[Share]
) -> tuple[dict[Key, int], list[Sum]]:
    every, relations = dict(cells), list(sums)
    for share in shares:
        if share.numerator not in cells or share.denominator not in cells:
            raise Bug("privacy.wrong-table")
        rest = _Rest(share)
        every[rest] = cells[share.denominator] - cells[share.numerator]
        relations.append(Sum(share.denominator, (share.numerator, rest)))
    return every, relations


def _check(cells: Mapping[Key, int], sums: Sequence[Sum]) -> None:
    if any(value < 0 for value in cells.values()):
        raise Bug("privacy.wrong-table")
    for relation in sums:
        if relation.total not in cells or any(part not in cells for part in relation.parts):
            raise Bug("privacy.wrong-table")
        if cells[relation.total] != sum(cells[part] for part in relation.parts):
            raise Bug("privacy.wrong-table")


def _small_cells(cells: Mapping[Key, int], sums: Sequence[Sum], threshold: int) -> frozenset[Key]:
    small = {key for key, value in cells.items() if 0 < value < threshold}
    zeros = {part for relation in sums if relation.total in small for part in relation.parts if cells[part] == 0}
    return frozenset(small | zeros)


def _protected(cells: Mapping[Key, int], sums: Sequence[Sum], primary: frozenset[Key]) -> frozenset[Key]:
    """Withhold one more cell at a time until every withheld one is safe."""
    order = {key: place for place, key in enumerate(cells)}
    totals = {relation.total for relation in sums}

    def cost(key: Key) -> tuple[bool, bool, int, int]:
        return key in totals, cells[key] == 0, cells[key], order[key]

    hidden = set(primary)
    safe: set[Key] = set()
    while partners := _find_partners(cells, sums, hidden, safe):
        hidden.add(min(partners, key=cost))
    return frozenset(hidden)


def _find_partners(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key], safe: set[Key]) -> set[Key]:
    """Return published cells of which one has to be withheld to protect some withheld cell; none when all are safe.

    `safe` collects the cells found safe: withholding more never makes one less safe.
    """
    members = [(relation.total, *relation.parts) for relation in sums]
    for group in members:
        published = {key for key in group if key not in hidden}
        # Alone in a sum it is given away at once: no need to compute anything.
        if len(group) - len(published) == 1:
            return published
    for component in _components(cells, sums, hidden):
        unsafe = _find_unsafe(_polytope(cells, sums, component), component, safe)
        if unsafe is not None:
            near = {key for group in members if unsafe in group for key in group if key not in hidden}
            inside = frozenset(component)
            return near or {key for group in members if inside & {*group} for key in group if key not in hidden}
    return set()


def _find_unsafe(polytope: Polytope, component: Sequence[Key], safe: set[Key]) -> Key | None:
    for place, key in enumerate(component):
        if key in safe:
            continue
        if not Interval(polytope.minimum(place), polytope.maximum(place)).is_wide:
            return key
        safe.add(key)
    return None


def _thinned(
    cells: Mapping[Key, int], sums: Sequence[Sum], primary: frozenset[Key], hidden: frozenset[Key]
) -> frozenset[Key]:
    """Publish again what turned out not to be needed, the largest counts first."""
    kept = set(hidden)
    for key in sorted((key for key in cells if key in hidden - primary), key=lambda key: -cells[key]):
        component = next(part for part in _components(cells, sums, kept) if key in part)
        # Only what shares sums with it, directly or through others, can lose by its publication.
        fewer = {other for other in component if other != key}
        if not _find_partners(cells, sums, fewer, set()):
            kept.remove(key)
    return frozenset(kept)


def _components(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: AbstractSet[Key]) -> list[list[Key]]:
    """Withheld cells in groups that share no sum with one another, in the order of the cells."""
    leader: dict[Key, Key] = {key: key for key in cells if key in hidden}

    def find(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for relation in sums:
        members = [key for key in (relation.total, *relation.parts) if key in leader]
        for member in members[1:]:
            leader[find(member)] = find(members[0])
    groups: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in leader:
        groups[find(key)].append(key)
    return list(groups.values())


def _polytope(cells: Mapping[Key, int], sums: Sequence[Sum], component: Sequence[Key]) -> Polytope:
    """All tables that agree with what is published: one row per sum that touches the component."""
    places = {key: place for place, key in enumerate(component)}
    rows: list[list[int]] = []
    for relation in sums:
        row = [0] * (len(component) + 1)
        for key, sign in ((relation.total, -1), *((part, 1) for part in relation.parts)):
            if key in places:
                row[places[key]] += sign
            else:
                row[-1] -= sign * cells[key]
        if any(row[:-1]):
            rows.append(row)
    return Polytope(len(component), rows)
