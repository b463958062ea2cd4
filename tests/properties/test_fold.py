"""The fold of a subject: order and repetition do not matter, replacing is field by field, disagreement is a value."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.clock import Stamp
from tianye.domain.fold import EMPTY, Event, State, distinct, fold, shown_order
from tianye.domain.ops import encode_value

FIELDS = ("name", "phone", "note")
VALUES = st.sampled_from([None, "", "卓玛", "扎西", 0, 1, True, False, b"", b"1", ["a"], {"a": 1, "b": 2}])


def reference(number: int) -> bytes:
    return bytes(16) + number.to_bytes(4, "big")


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """A history in which each operation has seen some of those before it."""
    events: list[Event] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        fields = draw(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3))
        seen = draw(st.lists(st.sampled_from(events), unique_by=lambda event: event.reference)) if events else []
        supersedes = {
            name: [event.reference for event in seen if name in event.fields]
            for name in draw(st.lists(st.sampled_from(FIELDS), unique=True))
        }
        stamp = Stamp(draw(st.integers(0, 1)), draw(st.integers(0, 3)), draw(st.integers(0, 1)))
        kind = draw(st.sampled_from(["person.registered", "person.corrected"]))
        events.append(Event(reference(number), kind, stamp, draw(st.booleans()), fields, supersedes))
    return events


def standing_by_hand(events: list[Event], field: str) -> dict[bytes, Any]:
    """Say again what stands, as slowly and plainly as possible."""
    return {
        event.reference: event.fields[field]
        for event in events
        if field in event.fields
        and not any(event.reference in later.supersedes.get(field, []) for later in events if later is not event)
    }


@given(histories(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(events: list[Event], source: Any) -> None:
    expected = fold(events)
    shuffled = source.choices(events, k=3) + source.sample(events, len(events))
    assert fold(shuffled) == expected
    assert list(fold(shuffled).claims) == list(expected.claims)


@given(histories())
def test_what_nobody_replaced_stands(events: list[Event]) -> None:
    state = fold(events)
    for field in FIELDS:
        by_hand = standing_by_hand(events, field)
        assert {claim.reference: claim.value for claim in state.claims.get(field, ())} == by_hand
        assert set(state.standing(field)) == by_hand.keys()
        assert {encode_value(value) for value in state.values(field)} == {encode_value(v) for v in by_hand.values()}
        assert len(state.values(field)) == len({encode_value(value) for value in by_hand.values()})
        assert (field in state.disagreements()) == (len(state.values(field)) > 1)
        if by_hand:
            assert encode_value(state.get(field)) == encode_value(state.claims[field][-1].value)
        else:
            assert state.get(field, "default") == "default"


@given(histories())
def test_claims_are_shown_with_the_best_known_last(events: list[Event]) -> None:
    for claims in fold(events).claims.values():
        assert list(claims) == sorted(claims, key=shown_order)
        believable = [not claim.is_suspect for claim in claims]
        assert believable == sorted(believable)


@given(histories())
def test_every_operation_is_remembered_by_its_kind(events: list[Event]) -> None:
    kinds = fold(events).kinds
    assert sorted(name for names in kinds.values() for name in names) == [event.reference for event in events]


@given(histories())
def test_a_decision_of_somebody_who_saw_everything_ends_every_disagreement(events: list[Event]) -> None:
    state = fold(events)
    said = {field: state.get(field) for field in FIELDS}
    replaced = {field: state.standing(field) for field in FIELDS}
    decision = Event(reference(99), "person.corrected", Stamp(0, 0, 0), True, said, replaced)
    decided = fold([*events, decision])
    assert decided.disagreements() == []
    assert {field: decided.get(field) for field in FIELDS} == said
    assert all(decided.standing(field) == [decision.reference] for field in FIELDS)


@given(histories())
def test_one_operation_alone_is_folded_like_one_of_many(events: list[Event]) -> None:
    """The short way for a single operation gives what the long way gives."""
    alone = events[-1]._replace(supersedes={})
    stranger = Event(reference(77), "person.voided", Stamp(0, 0, 0), False, {}, {})
    together = fold([alone, stranger])
    assert fold([alone]).claims == together.claims
    assert fold([alone]).kinds | {"person.voided": (stranger.reference,)} == together.kinds


def test_an_operation_does_not_replace_itself() -> None:
    event = Event(reference(1), "person.registered", Stamp(0, 1, 0), False, {"name": "卓玛"}, {"name": [reference(1)]})
    other = Event(reference(2), "person.consented", Stamp(0, 1, 0), False, {}, {})
    for events in ([event], [event, other]):
        assert fold(events).get("name") == "卓玛"


def test_values_that_python_calls_equal_are_not_one_value() -> None:
    one, true = (
        Event(reference(number), "person.registered", Stamp(0, number, 0), False, {"note": value}, {})
        for number, value in ((1, 1), (2, True))
    )
    assert fold([one, true]).values("note") == [1, True]
    assert fold([one, true]).disagreements() == ["note"]


def test_nothing_is_known_of_nothing() -> None:
    assert fold([]) == EMPTY == State({}, {})
    assert (EMPTY.get("name"), EMPTY.values("name"), EMPTY.standing("name")) == (None, [], [])
    assert distinct([]) == []
