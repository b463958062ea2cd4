"""Changes name what changed while it is few, and never forget that something did."""

from __future__ import annotations

from tianye.domain.changes import FEW, Changes, Gathered


def ids(count: int, start: int = 0) -> frozenset[bytes]:
    return frozenset(number.to_bytes(10, "big") for number in range(start, start + count))


def test_two_changes_are_one() -> None:
    both = Changes({"person": ids(2)}).merged(Changes({"person": ids(2, 1), "link": ids(1)}))
    assert both == Changes({"person": ids(3), "link": ids(1)})
    assert both.touches("session", "link")
    assert not both.touches("session")
    assert not Changes()


def test_of_very_many_only_the_type_is_told() -> None:
    gathered = Gathered()
    for start in range(0, FEW + 2000, 1000):
        gathered.add(Changes({"attendance": ids(1000, start)}))
    gathered.add(Changes({"person": ids(1)}))
    told = gathered.changes
    assert told.touches("attendance")
    assert told.touches("person")
    assert told
    assert told.subjects == {"person": ids(1)}
    assert told.merged(Changes({"attendance": ids(1)})).subjects == {"person": ids(1)}
