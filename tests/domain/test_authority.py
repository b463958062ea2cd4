"""Who may write what: every kind says it, and nobody says by replacing what she may not say."""

from __future__ import annotations

import pytest

from tianye.domain.authority import may_write
from tianye.domain.kinds import KINDS, SUBJECT_BYTES, Writer

ONE, OTHER = b"\1" * 16, b"\2" * 16
FIELD = {
    "organisation.registered",
    "organisation.corrected",
    "session.opened",
    "session.closed",
    "person.registered",
    "person.corrected",
    "person.consented",
    "person.voided",
    "person.linked",
    "person.unlinked",
    "household.registered",
    "household.corrected",
    "attendance.marked",
    "attendance.unmarked",
    "attendance.left",
    "anonymous.attended",
    "anonymous.voided",
    "scan.refused",
    "response.finished",
    "response.attached",
    "response.corrected",
    "response.voided",
    "erasure.vouched",
    "operator.named",
    "operator.admitted",
    "operator.removed",
}
"""What happens in a village hall: any enrolled laptop may say it of anybody; and what proves itself by a signature."""
ABOUT_ITSELF = {"clock.anchored", "laptop.purged", "erasure.confirmed"}


def test_every_kind_says_who_may_write_it() -> None:
    # a new kind is not open to laptops until somebody writes it down here
    assert {kind.name for kind in KINDS.values() if kind.writer is Writer.ANYBODY} == FIELD
    assert {kind.name for kind in KINDS.values() if kind.writer is Writer.ITSELF} == ABOUT_ITSELF


def names_of(kind: str, member: str) -> list[str]:
    return [name + member if name.endswith("/") else name for name in KINDS[kind].fields]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_a_laptop_may_write(kind: str) -> None:
    known = KINDS[kind]
    is_of_laptops = known.subject == "laptop"
    own = ONE if is_of_laptops else bytes(SUBJECT_BYTES[known.subject])
    of_another = OTHER if is_of_laptops else own
    mine, theirs = names_of(kind, ONE.hex()), names_of(kind, OTHER.hex())
    assert may_write(known, ONE, own, mine, mine) == (known.writer is not Writer.HEADQUARTERS)
    assert may_write(known, ONE, of_another, theirs, ()) == (known.writer is Writer.ANYBODY)


@pytest.mark.parametrize(
    ("kind", "subject", "replaces"),
    [
        ("clock.anchored", ONE, "last_sequence"),
        ("clock.anchored", ONE, "counties"),
        ("laptop.purged", ONE, f"held/{ONE.hex()}"),
        ("erasure.confirmed", bytes(10), "of"),
        ("erasure.confirmed", bytes(10), f"by/{OTHER.hex()}"),
        ("session.opened", bytes(10), "training"),
        ("person.corrected", bytes(10), "of a later release"),
    ],
)
def test_what_it_may_not_say_it_may_not_replace(kind: str, subject: bytes, replaces: str) -> None:
    sets = names_of(kind, ONE.hex())[:1]
    assert may_write(KINDS[kind], ONE, subject, sets, sets)
    assert not may_write(KINDS[kind], ONE, subject, sets, [replaces])


def test_a_mark_replaces_what_was_undone_and_the_other_way_round() -> None:
    subject = bytes(20)
    assert may_write(KINDS["attendance.marked"], ONE, subject, ["mark"], ["undone"])
    assert may_write(KINDS["attendance.unmarked"], ONE, subject, ["undone"], ["mark", "undone"])
    # what a clock was anchored to, a purge of the same laptop may replace: both are its own affair
    assert may_write(KINDS["laptop.purged"], ONE, ONE, ["purged/x"], ["anchor/1"])
    assert not may_write(KINDS["laptop.purged"], ONE, OTHER, ["purged/x"], ["anchor/1"])
