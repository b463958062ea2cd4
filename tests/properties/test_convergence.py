"""Whatever way operations travel, everybody ends with the same state, and nothing that was said is lost."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tianye.domain import kinds
from tianye.domain.clock import Clock
from tianye.domain.contents import content_hash
from tianye.domain.fold import fold
from tianye.domain.ops import decode_header
from tianye.store import projections
from tianye.store.database import Database
from tianye.store.migrations import migrate
from tianye.store.oplog import Arrived, Draft, OperationLog
from tianye.store.projections import TABLES, Projections

PEOPLE = [bytes([1] * 9 + [number]) for number in range(3)]
HOUSEHOLD = bytes([4] * 10)
SESSIONS = [bytes([2] * 9 + [number]) for number in range(2)]
REFERENCES = {
    "no", "programme", "venue", "host", "training", "session", "person", "subject", "organisation", "household",
    "form", "one", "other",
}  # fmt: skip


HEADQUARTERS = bytes(16)
"""The first desk: what the others write of its kinds is kept and counts nowhere."""


@dataclass
class Desk:
    """One device with a database of its own; `said` is everything it ever acknowledged."""

    name: bytes
    folder: Path
    clock: Clock = field(default_factory=Clock)
    said: list[Arrived] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = Database(self.folder / f"{self.name.hex()}.db", bytes(32), create=True)
        migrate(self.database)
        self.database.execute("PRAGMA synchronous=OFF")
        self.log = OperationLog(self.database)
        self.tables = Projections(self.database, self.log)
        with self.database.atomic():
            self.log.keep_owner_keys([(person, person + bytes(6)) for person in PEOPLE])
            self.log.know_headquarters([HEADQUARTERS])

    def says(self, kind: str, subject: bytes, fields: dict[str, object], seen: bool, wall_ms: int) -> None:
        """Append one operation; with `seen` it replaces what stands here, else it was written blindly."""
        number = self.log.find_subject(kinds.KINDS[kind].subject, subject)
        events = dict(self.log.events([number]))[number] if number is not None else []
        state = fold(events)
        replaced = {name: state.standing(name) for name in fields} if seen else {}
        if kind == "attendance.left":
            replaced = {}
        elif kind.startswith("attendance."):
            # a mark never replaces a mark; each replaces what it undoes
            replaced = {"undone": state.standing("undone")} if seen else {}
            if kind == "attendance.unmarked":
                replaced["mark"] = state.standing("mark")
        owner = subject if subject in PEOPLE else subject[10:] if kind.startswith("attendance") else b""
        self.clock, reading = self.clock.tick(wall_ms)
        with self.database.atomic():
            draft = Draft(kind, subject, owner, fields, replaced)
            # whoever it is: one that is not headquarters and writes its kinds was changed by its owner
            self.log.write_as_headquarters([self.name])
            said = self.log.append(self.name, [draft], None, b"", [reading])
            self.log.write_as_headquarters([])
            self.hears(said)
        self.said += said

    def hears(self, arrived: list[Arrived]) -> None:
        """Take in operations of anybody, inside an open transaction."""
        self.tables.refresh(self.log.take_in(arrived).touched)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Return every read table with subjects named by their ids, sorted."""
        names = {number: bytes(identifier) for number, identifier in self.database.rows("SELECT no, id FROM subject")}
        dumped: dict[str, list[tuple[object, ...]]] = {}
        for table in TABLES.values():
            rows = self.database.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}")
            dumped[table.name] = sorted(
                (
                    tuple(
                        names[value] if column in REFERENCES and value is not None else value
                        for column, value in zip(table.columns, row, strict=True)
                    )
                    for row in rows
                ),
                key=repr,
            )
        for extra, column in (("search_key", "person"), ("disagreement", "subject")):
            other = "key" if extra == "search_key" else "field"
            rows = self.database.rows(f"SELECT {column}, {other} FROM {extra}")
            dumped[extra] = sorted((names[number], text) for number, text in rows)
        named = "SELECT hash, id, sequence, subject, is_wanted FROM named_content JOIN device ON device.no = device"
        rows = self.database.rows(named)
        dumped["named_content"] = sorted((*row, names[number], is_wanted) for *row, number, is_wanted in rows)
        return dumped


RESPONSES = [bytes([number] * 10) for number in (21, 22)]
HASHES = [content_hash(bytes([number])) for number in range(3)]
NAMES = [*(f"{hashed.hex()}.jpg" for hashed in HASHES), "好用"]
ACTION = st.one_of(
    st.tuples(
        st.sampled_from(["person.registered", "person.corrected"]),
        st.sampled_from(PEOPLE),
        st.dictionaries(
            st.sampled_from(["name", "phone", "sex", "note"]),
            st.sampled_from(["卓玛", "次仁卓玛", "13800001234", None]),
        ),
    ),
    st.tuples(
        st.just("attendance.marked"),
        st.builds(kinds.attendance_subject, st.sampled_from(SESSIONS), st.sampled_from(PEOPLE)),
        st.fixed_dictionaries(
            {"mark": st.fixed_dictionaries({"arrived": st.integers(500, 900), "how": st.just("search")})}
        ),
    ),
    st.tuples(
        st.just("attendance.unmarked"),
        st.builds(kinds.attendance_subject, st.sampled_from(SESSIONS), st.sampled_from(PEOPLE)),
        st.just({"undone": True}),
    ),
    st.tuples(
        st.sampled_from(["person.linked", "person.unlinked"]),
        st.builds(kinds.link_subject, st.sampled_from(PEOPLE[:2]), st.just(PEOPLE[2])),
        st.fixed_dictionaries({"verdict": st.sampled_from(["same", "different"])}),
    ),
    st.tuples(st.just("person.voided"), st.sampled_from(PEOPLE), st.fixed_dictionaries({"is_void": st.booleans()})),
    st.tuples(
        st.just("person.consented"),
        st.sampled_from(PEOPLE),
        st.fixed_dictionaries(
            {"consent/contact": st.fixed_dictionaries({"state": st.sampled_from(["given", "refused"])})}
        ),
    ),
    st.tuples(
        st.sampled_from(["household.registered", "household.corrected"]),
        st.just(HOUSEHOLD),
        st.dictionaries(
            st.sampled_from(["head/2026-01-01", "head/2026-06-12"]), st.sampled_from([*PEOPLE[:2], None]), min_size=1
        ),
    ),
    st.tuples(
        st.just("attendance.left"),
        st.builds(kinds.attendance_subject, st.sampled_from(SESSIONS), st.sampled_from(PEOPLE)),
        st.fixed_dictionaries({"left": st.integers(600, 1000)}),
    ),
    st.tuples(
        st.sampled_from(["response.finished", "response.corrected"]),
        st.sampled_from(RESPONSES),
        st.fixed_dictionaries(
            {"answers": st.dictionaries(st.sampled_from(["/data/photo", "/data/voice"]), st.sampled_from(NAMES))},
            optional={"sealed": st.just(b"sealed")},
        ),
    ),
    st.tuples(
        st.just("response.attached"),
        st.sampled_from(RESPONSES),
        st.fixed_dictionaries({"contents": st.lists(st.sampled_from(HASHES), max_size=2)}),
    ),
    st.tuples(
        st.just("session.planned"),
        st.sampled_from(SESSIONS),
        st.fixed_dictionaries({"code": st.sampled_from(["A", "B"]), "training": st.just(bytes([3] * 10))}),
    ),
)
STEP = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 2), ACTION, st.booleans(), st.integers(-(10**12), 10**13)),
    st.tuples(st.just("carry"), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2**32)),
)


@pytest.mark.parametrize("gathered_from", [projections._GATHERED_FROM, 1], ids=["few keys", "many keys"])
@given(steps=st.lists(STEP, min_size=1, max_size=24), shuffle=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_three_desks_agree_however_operations_travel(
    gathered_from: int, steps: list[tuple[object, ...]], shuffle: int
) -> None:
    """Whether search keys are written at once or wait for the end of a transaction makes no difference either."""
    with patch.object(projections, "_GATHERED_FROM", gathered_from), tempfile.TemporaryDirectory() as folder:
        desks = [Desk(bytes([number] * 16), Path(folder)) for number in range(3)]
        try:
            for step in steps:
                if step[0] == "say":
                    _, who, (kind, subject, fields), seen, wall_ms = step  # type: ignore[misc]
                    desks[who].says(kind, subject, fields, seen, wall_ms)  # type: ignore[index, has-type]
                else:
                    _, giver, taker, seed = step
                    carried = list(desks[giver].said)  # type: ignore[index]
                    picked = random.Random(seed).sample(carried, len(carried) // 2 + len(carried) % 2)  # type: ignore[arg-type]
                    with desks[taker].database.atomic():  # type: ignore[index]
                        desks[taker].hears(picked)  # type: ignore[index]
            everything = [one for desk in desks for one in desk.said]
            for number, desk in enumerate(desks):
                # all of it, in another order for each, in two helpings that overlap
                order = random.Random(shuffle + number).sample(everything, len(everything))
                half = len(order) // 2
                for helping in (order[: half + 1], order[half:], order):
                    with desk.database.atomic():
                        desk.hears(helping)
            first = desks[0].dump()
            for desk in desks:
                assert desk.dump() == first
                incremental = {name: desk.database.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in first}
                with desk.database.atomic():
                    desk.tables.rebuild()
                rebuilt = {name: desk.database.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in first}
                assert rebuilt == incremental
                kept = {header for (header,) in desk.database.rows("SELECT header FROM operation")}
                assert kept == {one.header_bytes for one in everything}
            headers = [(one.author, decode_header(one.header_bytes)) for one in everything]
            spoken = {
                header.subject
                for author, header in headers
                if author == HEADQUARTERS or kinds.KINDS[header.kind].writer is not kinds.Writer.HEADQUARTERS
            }
            assert {
                bytes(i)
                for (i,) in desks[0].database.rows(
                    "SELECT DISTINCT subject.id FROM operation JOIN subject ON no = subject"
                )
            } == spoken
        finally:
            for desk in desks:
                desk.database.close()
