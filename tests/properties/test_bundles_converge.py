"""Five laptops, copies of their folders, files that come late, twice and in any order: headquarters ends the same.

Everything is real here (folders, keys, sealed files, imports); `test_convergence` tries the log alone in many more
ways. `STORIES` sets how many stories are played.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tianye.domain.errors import UserFault
from tianye.services import bundles, checkin, diagnostics, held, importing, kept, packs, registration
from tianye.services.station import Station, World
from tianye.services.undo import undo_last
from tianye.store.projections import TABLES
from tianye.store.queries import kept_files
from town import PASSPHRASE, Town, TownClock

YUSHU = "632701"
PEOPLE = ("卓玛", "才仁", "马秀英")
SESSIONS = ("YS-am", "YS-pm")
ROUNDS = int(os.environ.get("STORIES", "12"))
REFERENCES = {"no", "programme", "venue", "host", "training", "session", "person", "subject", "organisation",
              "household", "form", "one", "other"}  # fmt: skip

ACT = st.one_of(
    st.tuples(st.just("check in"), st.sampled_from(PEOPLE), st.sampled_from(SESSIONS)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("register"), st.sampled_from(("人一", "人二"))),
    st.tuples(st.just("correct"), st.sampled_from(PEOPLE), st.sampled_from(("13900000001", "13900000002"))),
    st.tuples(st.just("hand over"), st.booleans()),
)
SCRIPT = st.lists(ACT, min_size=1, max_size=4)
STORY = st.lists(
    st.one_of(
        ACT, st.tuples(st.just("copy"), st.lists(st.one_of(ACT, st.tuples(st.just("copy"), SCRIPT)), max_size=4))
    ),
    min_size=1,
    max_size=5,
)


@dataclass
class Laptop:
    """One data folder that somebody writes in; a copy has a clock of its own."""

    folder: Path
    stick: Path
    clock: TownClock
    random: random.Random
    files: list[Path] = field(default_factory=list)
    copies: int = 0

    def plays(self, story: Sequence[tuple[object, ...]]) -> list[Path]:
        """Play a story and return all files that came of it, those of copies included."""
        later: list[tuple[Laptop, Sequence[tuple[object, ...]]]] = []
        with self.opened() as station:
            for step in story:
                if step[0] == "copy":
                    # a copy is made of a folder nobody has open
                    station.database.checkpoint()
                    later.append((self._copy(), step[1]))  # type: ignore[arg-type]
                else:
                    self._does(station, step)
            self._hands_over(station, is_believed=False)
        return self.files + [path for copy, rest in later for path in copy.plays(rest)]

    @contextmanager
    def opened(self) -> Iterator[Station]:
        with Station.open(self.folder, PASSPHRASE, World(wall_ms=self.clock, random=self.random.randbytes)) as station:
            yield station

    def _copy(self) -> Laptop:
        self.copies += 1
        folder = self.folder.with_name(f"{self.folder.name}-{self.copies}")
        shutil.copytree(self.folder, folder)
        ours = random.Random(self.random.random())
        return Laptop(folder, self.stick, TownClock(self.clock.ms + 1 + 13 * len(folder.name)), ours)

    def _does(self, station: Station, step: tuple[object, ...]) -> None:
        match step:
            case ("check in", str(who), str(session)):
                checkin.check_in(station, checkin.get_session(station, session), who)
            case ("undo",):
                # where nothing was done yet
                with suppress(UserFault):
                    undo_last(station)
            case ("register", str(name)):
                registration.register(station, {"name": name, "place": f"{YUSHU}100001"})
            case ("correct", str(who), str(phone)):
                registration.correct(station, registration.get_person(station, who).id, {"phone": phone})
            case ("hand over", bool(is_believed)):
                self._hands_over(station, is_believed=is_believed)

    def _hands_over(self, station: Station, *, is_believed: bool) -> None:
        handed = bundles.make_bundle(station, self.stick)
        self.files += [part.path for part in handed.parts]
        if is_believed:
            # a receipt that this headquarters has no memory of: the next file begins where this one ended
            with station.writing():
                station.settings.put("received_sequence", handed.last)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a headquarters and five laptops with its pack, closed again."""
    folder = tmp_path_factory.mktemp("village")
    town = Town(folder)
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        for code in SESSIONS:
            fields = {"code": code, "training": training, "on": "2026-06-12"}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for number, name in enumerate(PEOPLE):
        fields = registration.make_fields({"name": name, "phone": f"1399701000{number}", "place": f"{YUSHU}100001"})
        registration.register(hq.station, fields)
    for number in range(5):
        desk = town.desk(f"laptop-{number}")
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
    town.close()
    return folder


def content(station: Station) -> dict[str, list[object]]:
    names = {number: bytes(identifier) for number, identifier in station.database.rows("SELECT no, id FROM subject")}
    found: dict[str, list[object]] = {}
    for table in TABLES.values():
        rows = station.database.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}")
        found[table.name] = sorted(
            (
                tuple(
                    names[value] if column in REFERENCES and value is not None else value
                    for column, value in zip(table.columns, row, strict=True)
                )
                for row in rows
            ),
            key=repr,
        )
    return found


def said(station: Station) -> list[tuple[bytes, bytes]]:
    """Return everything that is in the log but headquarters' own words, as it was signed."""
    own = station.log.device_number(station.identity.device)
    rows = station.database.rows("SELECT header, payload FROM operation WHERE id >> 32 <> ? ORDER BY 1, 2", (own,))
    return [(bytes(header), bytes(payload)) for header, payload in rows]


@given(stories=st.lists(STORY, min_size=5, max_size=5), orders=st.lists(st.integers(0, 2**32), min_size=2, max_size=2))
@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_five_laptops_and_their_copies_end_the_same_in_any_order(
    village: Path, stories: list[list[tuple[object, ...]]], orders: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        stick = Path(scratch) / "stick"
        stick.mkdir()
        files: list[Path] = []
        for number, story in enumerate(stories):
            folder = Path(scratch) / f"laptop-{number}"
            shutil.copytree(village / folder.name, folder)
            clock = TownClock(1_781_260_000_000 + number * 97)
            files += Laptop(folder, stick, clock, random.Random(number * 7919 + len(story))).plays(story)
        ends = []
        for turn, seed in enumerate(orders):
            folder = Path(scratch) / f"hq-{turn}"
            shutil.copytree(village / "总部", folder)
            drawn = random.Random(seed)
            # every file, some of them twice
            order = drawn.sample(files, len(files)) + drawn.sample(files, len(files) // 2)
            with Station.open(folder, PASSPHRASE, World(wall_ms=TownClock(1_781_270_000_000))) as hq:
                count = hq.log.count()
                for path in order:
                    event(f"a file {importing.import_bundle(hq, path).outcome}")
                    assert hq.log.count() >= count
                    count = hq.log.count()
                assert kept_files.rows_kept(hq.database, "gap") == []
                assert all(kept.want(hq, row.id) == () for row in packs.laptops.all_laptops(hq.database))
                for path in order[:3]:
                    assert importing.import_bundle(hq, path).new == 0
                assert diagnostics.check(hq, full=True).findings == ()
                for one in held.held_runs(hq):
                    held.accept(hq, one)
                assert held.held_runs(hq) == []
                assert diagnostics.check(hq, full=True).findings == ()
                ends.append((said(hq), content(hq)))
        first, second = ends
        assert first[0] == second[0]
        assert first[1] == second[1]
        wanted = sum(len(story) for story in stories)
        assert wanted == 0 or first[0]
