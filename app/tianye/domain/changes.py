"""What a command or an import changed: kinds of subject and, where few, which; never a widget to refresh."""

from __future__ import annotations

from dataclasses import dataclass, field

FEW = 10_000
"""Beyond so many subjects of a type it is only said that the type changed: an import may touch millions."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Subject types that changed, with the ids of the subjects; every open screen decides what it needs.

    Types in `too_many` changed in more subjects than are named.
    """

    subjects: dict[str, frozenset[bytes]] = field(default_factory=dict)
    too_many: frozenset[str] = frozenset()

    def touches(self, *types: str) -> bool:
        """Say whether any subject of these types changed."""
        return any(self.subjects.get(name) or name in self.too_many for name in types)

    def has_others_than(self, *types: str) -> bool:
        """Say whether a subject of any other type changed."""
        changed = {name for name, subjects in self.subjects.items() if subjects} | self.too_many
        return not changed <= set(types)

    def __bool__(self) -> bool:
        return bool(self.too_many) or any(self.subjects.values())

    def merged(self, other: Changes) -> Changes:
        """Return both changes as one."""
        gathered = Gathered()
        gathered.add(self)
        gathered.add(other)
        return gathered.changes


class Gathered:
    """Changes of many steps, brought together in time and memory that do not grow with their square."""

    def __init__(self) -> None:
        self._subjects: dict[str, set[bytes]] = {}
        self._too_many: set[str] = set()

    def add(self, changes: Changes) -> None:
        """Take the changes of one more step."""
        self._too_many |= changes.too_many
        for type_, ids in changes.subjects.items():
            known = self._subjects.setdefault(type_, set())
            known.update(ids)
            if len(known) > FEW:
                self._too_many.add(type_)
        for type_ in self._too_many:
            self._subjects.pop(type_, None)

    @property
    def changes(self) -> Changes:
        """All of them as one."""
        return Changes({type_: frozenset(ids) for type_, ids in self._subjects.items()}, frozenset(self._too_many))
