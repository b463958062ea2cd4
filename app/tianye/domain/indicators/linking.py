"""Which registrations are one person: the connected groups of the links that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tianye.domain.indicators.facts import Link


def clusters(links: Iterable[Link]) -> dict[bytes, bytes]:
    """Return person → representative for every person in a group of two or more; the smallest id represents.

    A disputed link (`is_same` None) and a refused one join nothing by themselves. A person who is absent from the
    result stands for herself: `representative.get(person, person)`.
    """
    parent: dict[bytes, bytes] = {}

    def root(person: bytes) -> bytes:
        above = parent.setdefault(person, person)
        while above != parent[above]:
            parent[person] = parent[above]
            person, above = above, parent[above]
        return above

    for link in links:
        if link.is_same is True and link.a != link.b:
            one, other = root(link.a), root(link.b)
            if one != other:
                parent[max(one, other)] = min(one, other)
    return {person: root(person) for person in parent}


def contradictions(links: Iterable[Link], representative: Mapping[bytes, bytes]) -> list[Link]:
    """Return the links that say «two persons» of registrations which other links join: for review."""
    return [
        link
        for link in links
        if link.is_same is False
        and link.a != link.b
        and link.a in representative
        and representative[link.a] == representative.get(link.b)
    ]
