"""The log only grows: what is in it is never changed, what contradicts it is refused, what is unknown waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from store.desk import Desk, given_up, person_id, salt_of
from tianye.domain import chain, kinds, shapes
from tianye.domain.errors import Bug, UserFault, WorldFault
from tianye.domain.ops import Header, action_id, decode_header, encode_fields, encode_header, name_owner
from tianye.store import check
from tianye.store.oplog import Arrived, Standing

OTHER = bytes([9]) * 16


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path, 2) as opened:
        yield opened


def stored(desk: Desk) -> list[tuple[object, ...]]:
    return desk.database.rows("SELECT * FROM operation ORDER BY id")


def altered(one: Arrived, **changes: object) -> Arrived:
    """Return an operation with another header, as its author might have sealed it."""
    header = msgspec.structs.replace(one.header, **changes)
    return one._replace(header=header, header_bytes=encode_header(header))


# ---- append only ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET header = x'00'",
        "UPDATE operation SET payload = x'00'",
        "UPDATE operation SET chain = x'00'",
        "UPDATE operation SET chain = NULL",
        "UPDATE operation SET id = id + 1",
        "DELETE FROM operation",
        "INSERT OR REPLACE INTO operation (id, state, header, chain) SELECT id, state, x'00', chain FROM operation",
        "REPLACE INTO operation (id, state, header) SELECT id, 0, x'00' FROM operation",
    ],
)
def test_what_is_in_the_log_is_never_changed(desk: Desk, statement: str) -> None:
    desk.registers(1, "卓玛")
    before = stored(desk)
    with pytest.raises(Bug, match="refused-statement"), desk.database.atomic():
        desk.database.execute(statement)
    assert stored(desk) == before


def test_an_erased_payload_cannot_come_back_and_its_commitment_cannot_change(desk: Desk) -> None:
    desk.registers(1, "卓玛")
    erase(desk, 1)
    before = stored(desk)
    for statement in ("UPDATE operation SET payload = x'00'", "UPDATE operation SET commitment = x'00'"):
        with pytest.raises(Bug, match="refused-statement"), desk.database.atomic():
            desk.database.execute(statement)
    assert stored(desk) == before


def erase(desk: Desk, number: int) -> None:
    """Destroy every payload of a person and her salt key, as an erasure does."""
    owner = person_id(number)
    with desk.database.atomic():
        for identifier, header_bytes, payload in desk.database.rows(
            "SELECT operation.id, header, payload FROM operation JOIN owner ON owner.no = owner WHERE owner.id = ?",
            (owner,),
        ):
            committed = chain.commitment(payload, decode_header(header_bytes).sequence, salt_of(owner))
            desk.database.execute(
                "UPDATE operation SET payload = NULL, commitment = ? WHERE id = ?", (committed, identifier)
            )
        desk.database.execute("UPDATE owner SET key = NULL WHERE id = ?", (owner,))


def test_the_chain_verifies_from_the_stored_bytes_after_an_erasure(desk: Desk) -> None:
    desk.registers(1, "卓玛")
    desk.registers(2, "扎西")
    desk.corrects(1, phone="13997010001")
    assert list(check.chains(desk.database)) == []
    erase(desk, 1)
    head = chain.start(desk.name)
    for sealed in desk.log.run(desk.name, 1, 3):
        header = decode_header(sealed.header)
        if header.owner == person_id(1):
            assert sealed.payload is None
            assert sealed.commitment is not None
            committed = sealed.commitment
        else:
            assert sealed.payload is not None
            assert sealed.commitment is None
            committed = chain.commitment(sealed.payload, header.sequence, salt_of(header.owner))
        head = chain.extend(head, sealed.header, committed)
    assert desk.log.head(desk.name) == (3, head)
    assert list(check.chains(desk.database)) == []
    assert "卓玛".encode() not in b"".join(payload or b"" for (payload,) in desk.database.rows(
        "SELECT payload FROM operation"
    ))  # fmt: skip


def test_a_run_is_carried_as_it_was_written(desk: Desk, other: Desk) -> None:
    said = [*desk.registers(1, "卓玛"), *desk.registers(2, "扎西"), *desk.corrects(1, name="次仁卓玛")]
    other.hears(*said)
    assert list(other.log.run(desk.name, 1, 3)) == list(desk.log.run(desk.name, 1, 3))
    assert [one.header for one in other.log.run(desk.name, 2, 2)] == [said[1].header_bytes]
    assert other.log.head(desk.name) == desk.log.head(desk.name)
    assert [other.log.hash_at(desk.name, sequence) for sequence in range(5)] == [
        chain.start(desk.name), *(one.chain for one in said), None,
    ]  # fmt: skip


def test_an_action_is_named_by_the_operation_it_began_with(desk: Desk) -> None:
    first, second = desk.says(
        desk.draft("person.registered", person_id(1), {"name": "卓玛"}),
        desk.draft("session.planned", b"a session!", {"code": "A"}),
    )
    (third,) = desk.corrects(1, name="扎西")
    assert [one.header.step for one in (first, second, third)] == [0, 1, 0]
    ids = [action_id(desk.name, one.header.began) for one in (first, second, third)]
    assert ids[0] == ids[1] != ids[2]
    assert {len(one) for one in ids} == {10}
    assert action_id(b"\2" * 16, 1) != ids[0]


def test_an_owner_is_named_only_where_the_subject_does_not(desk: Desk) -> None:
    person, attendance = person_id(1), b"a session!" + person_id(1)
    for owner, subject, named in (
        (person, person, None),
        (person, attendance, None),
        (person, b"a response", person),
        (b"", person, b""),
        (b"", b"", b""),
    ):
        assert name_owner(owner, subject) == named
        header = Header(1, 0, 5, 0, -7, False, "x.y", subject, name_owner(owner, subject), 0, b"", {})
        again = decode_header(encode_header(header))
        assert (again.owner, again.subject, again.wall_ms) == (owner, subject, -2)


# ---- what contradicts it --------------------------------------------------------------------------------------------


def test_the_same_operation_again_changes_nothing(desk: Desk, other: Desk) -> None:
    said = desk.registers(1, "卓玛")
    other.hears(*said)
    before, tables = stored(other), other.dump()
    other.hears(*said, *said)
    assert stored(other) == before
    assert other.dump() == tables


def test_two_words_under_one_sequence_are_a_fork(desk: Desk, other: Desk) -> None:
    (said,) = desk.registers(1, "卓玛")
    other.hears(said)
    before, tables = stored(other), other.dump()
    forked = altered(said, drift=said.header.drift + 1)
    with pytest.raises(UserFault) as refused:
        other.hears(forked)
    assert refused.value.code == "operation.fork"
    assert (stored(other), other.dump()) == (before, tables)


def test_a_fork_within_one_helping_is_refused_whole(desk: Desk, other: Desk) -> None:
    (said,) = desk.registers(1, "卓玛")
    (more,) = desk.registers(2, "扎西")
    with pytest.raises(UserFault) as refused:
        other.hears(more, said, altered(said, drift=1))
    assert refused.value.code == "operation.fork"
    assert stored(other) == []
    assert other.log.find_subject("person", person_id(1)) is None


def test_a_chain_hash_that_differs_is_a_fork(desk: Desk, other: Desk) -> None:
    (said,) = desk.registers(1, "卓玛")
    other.hears(said)
    with pytest.raises(UserFault) as refused:
        other.hears(said._replace(chain=bytes(32)))
    assert refused.value.code == "operation.fork"


@pytest.mark.parametrize("at_once", [True, False])
def test_what_headquarters_attested_gains_its_place_in_the_chain(desk: Desk, other: Desk, at_once: bool) -> None:
    (said,) = desk.registers(1, "卓玛")
    attested = said._replace(chain=None)
    if at_once:
        other.hears(attested, said)
    else:
        other.hears(attested)
        assert other.log.head(desk.name).sequence == 0
        assert other.log.hash_at(desk.name, 1) is None
        other.hears(said)
    assert other.log.head(desk.name) == desk.log.head(desk.name)
    other.hears(attested)
    assert other.log.hash_at(desk.name, 1) == said.chain


# ---- salts ----------------------------------------------------------------------------------------------------------


def test_an_owner_has_one_key(desk: Desk) -> None:
    desk.registers(1, "卓玛")
    owner = person_id(1)
    for pairs in ([(owner, bytes(16))], [(b"new", bytes(16)), (b"new", salt_of(b"new"))]):
        with pytest.raises(UserFault) as refused, desk.database.atomic():
            desk.log.keep_owner_keys(pairs)
        assert refused.value.code == "operation.owner-key-differs"
    assert desk.log.owner_key(owner) == salt_of(owner)
    assert not desk.log.has_owner(b"new")


def test_what_a_file_brought_is_known_apart_from_what_was_here(desk: Desk) -> None:
    said = desk.registers(1, "卓玛")
    desk.registers(2, "才仁")
    erase(desk, 1)
    with desk.database.atomic():
        desk.log.begin_bringing()
        assert desk.log.brought_key(person_id(2)) is None, "known from before is not brought"
        assert desk.log.brought_key(b"never heard") is None
        desk.log.keep_owner_keys([(owner, salt_of(owner)) for owner in (person_id(1), person_id(2), person_id(3))])
        for number in (1, 2, 3):
            assert desk.log.brought_key(person_id(number)) == salt_of(person_id(number)), "an erased one's too"
        desk.log.begin_bringing()
        assert desk.log.brought_key(person_id(3)) is None, "the next file brings its own"
    desk.hears(*said)


def test_a_destroyed_key_does_not_come_back(desk: Desk) -> None:
    said = desk.registers(1, "卓玛")
    erase(desk, 1)
    desk.hears(*said)
    assert desk.log.has_owner(person_id(1))
    with pytest.raises(WorldFault, match="owner-key-missing"):
        desk.log.owner_key(person_id(1))


def test_keys_go_with_the_operations_that_need_them(desk: Desk) -> None:
    for number in (3, 1, 2):
        desk.registers(number, "卓玛")
    desk.says(desk.draft("session.planned", b"a session!", {"code": "A"}))
    assert [one.key for one in desk.log.run(desk.name, 2, 4)] == [salt_of(person_id(1)), salt_of(person_id(2)), None]
    subjects = [desk.log.find_subject("person", person_id(number)) or 0 for number in (2, 3)]
    assert {one.key for one in desk.log.of_subjects(subjects)} == {salt_of(person_id(2)), salt_of(person_id(3))}
    erase(desk, 2)
    assert [one.key for one in desk.log.run(desk.name, 3, 3)] == [None]


# ---- what cannot be applied yet -------------------------------------------------------------------------------------


def foreign(kind: str, fields: dict[str, object], sequence: int = 1, payload: bytes | None = None) -> Arrived:
    """Return an authentic operation of a device whose program is newer, or whose bytes are no use."""
    header = Header(sequence, 0, 5, 0, 0, False, kind, person_id(1), b"", 0, b"", {})
    return Arrived(OTHER, encode_header(header), header, payload or encode_fields(fields), None, bytes([sequence]) * 32)


def test_an_unknown_kind_waits_and_is_applied_after_an_update(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    later = foreign("person.praised", {"note": "很好"})
    with desk.database.atomic():
        taken = desk.log.take_in([later, foreign("person.registered", {"name": "卓玛"}, 2)])
        desk.tables.refresh(taken.touched)
    assert (taken.new, taken.unknown, taken.unusable) == (2, 1, 0)
    assert [(kind, why) for _, kind, why in desk.log.waiting()] == [("person.praised", Standing.UNKNOWN_KIND)]
    assert next(desk.log.run(OTHER, 1, 1)).payload == later.payload
    assert desk.database.row("SELECT name, note FROM person") == ("卓玛", None)
    known = {
        **kinds.KINDS,
        "person.praised": kinds.Kind("person.praised", "person", kinds.Writer.ANYBODY, {"note": shapes.TEXT}),
    }
    monkeypatch.setattr("tianye.store.oplog.KINDS", known)
    with desk.database.atomic():
        desk.tables.refresh(desk.log.retry_waiting())
    assert desk.database.row("SELECT name, note FROM person") == ("卓玛", "很好")
    assert desk.log.waiting() == []
    assert desk.rebuilt() == desk.dump()


@pytest.mark.parametrize(
    "unusable",
    [
        foreign("person.registered", {"name": 7}),
        foreign("person.registered", {"colour": "red"}),
        foreign("session.opened", {"door/": "open"}),
        foreign("person.registered", {}, payload=b"\xc1"),
        foreign("attendance.marked", {"mark": {}}),
    ],
)
def test_what_cannot_be_used_is_kept_and_does_not_block(desk: Desk, unusable: Arrived) -> None:
    with desk.database.atomic():
        taken = desk.log.take_in([unusable, foreign("person.registered", {"name": "卓玛"}, 2)])
        desk.tables.refresh(taken.touched)
    assert (taken.new, taken.unknown, taken.unusable) == (2, 0, 1)
    assert [why for _, _, why in desk.log.waiting()] == [Standing.UNUSABLE]
    assert desk.database.row("SELECT name FROM person") == ("卓玛",)
    with desk.database.atomic():
        assert desk.log.retry_waiting().subjects == {}
    assert desk.rebuilt() == desk.dump()


def test_an_operation_nobody_could_apply_is_our_mistake(desk: Desk) -> None:
    with pytest.raises(Bug, match=r"operation\.unusable"):
        desk.says(desk.draft("person.registered", person_id(1), {"name": 7}))
    assert stored(desk) == []


# ---- numbers --------------------------------------------------------------------------------------------------------


def test_numbers_of_a_transaction_that_failed_are_given_again(desk: Desk) -> None:
    with given_up(desk.database):
        lost = desk.log.number_subject("person", person_id(1))
    desk.log.forget_numbers()
    assert desk.log.find_subject("person", person_id(1)) is None
    with desk.database.atomic():
        assert desk.log.number_subject("person", person_id(2)) == lost
        assert desk.log.number_subject("household", person_id(2)) != lost
    assert desk.log.find_subject("person", person_id(2)) == lost


def test_more_subjects_than_are_remembered_keep_their_numbers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianye.store.numbers._REMEMBERED", 3)
    monkeypatch.setattr("tianye.store.numbers.CHUNK", 2)
    monkeypatch.setattr("tianye.store.oplog.CHUNK", 2)
    wanted = [("person", person_id(number)) for number in range(8)]
    with desk.database.atomic():
        first, newly = desk.log.number_subjects(wanted)
        again, none = desk.log.number_subjects(reversed(wanted))
    assert first == again
    assert newly == frozenset(first.values())
    assert none == frozenset()
