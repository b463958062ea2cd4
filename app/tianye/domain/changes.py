"""What a command or an import changed: kinds of subject and, where few, which; never a widget to refresh."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Subject types that changed, with the ids of the subjects; every open screen decides what it needs."""

    subjects: dict[str, frozenset[bytes]] = field(default_factory=dict)

    def touches(self, *types: str) -> bool:
        """Say whether any subject of these types changed."""
        return any(self.subjects.get(name) for name in types)

    def __bool__(self) -> bool:
        return any(self.subjects.values())

    def merged(self, other: Changes) -> Changes:
        """Return both changes as one."""
        names = self.subjects.keys() | other.subjects.keys()
        nothing: frozenset[bytes] = frozenset()
        return Changes({name: self.subjects.get(name, nothing) | other.subjects.get(name, nothing) for name in names})
