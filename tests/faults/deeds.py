"""What people do that a power cut or a bad disk can cut off: each is done in a copy of a folder, then looked at.

`act` does it, in a process that is harmed, and says a line for each thing it may tell a person is done. `check` opens
what is left and compares: everything said is there, nothing is half there, and the work goes on. What it finds wrong
it raises.
"""

from __future__ import annotations

import random
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from faults.calls import Say
from faults.pile import Pile, everything, is_whole
from faults.village import SESSION, assert_sound, check_in_next, found_laptop, present, world
from tianye.domain.contents import content_hash
from tianye.domain.errors import TianyeError, WorldFault
from tianye.domain.ids import from_text, to_text
from tianye.services import (
    answer_files,
    attaching,
    backup_finding,
    backups,
    bundles,
    checkin,
    exports,
    forms_library,
    importing,
    interviews,
    operators,
    packs,
    registration,
    surveys,
)
from tianye.services.founding import Rights
from tianye.services.station import DATABASE_NAME, Station
from tianye.store import migrations
from tianye.store.database import Database
from tianye.store.queries import forms, kept_files
from tianye.store.queries.people import all_people
from town import PASSPHRASE, Town

LAPTOP, HEADQUARTERS, STICK = "laptop", "hq", "stick"
YUSHU = "632701"


class Deed(ABC):
    """One kind of work; made with a folder of its own, in which it lays down what each copy is made of."""

    name: str
    written_in: tuple[str, ...] = (LAPTOP,)
    """The folders of a copy that are written in."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "before"
        self.template.mkdir(parents=True)

    def copy(self, to: Path) -> None:
        """Make a copy of how it is before."""
        shutil.copytree(self.template, to)

    @abstractmethod
    def act(self, at: Path, say: Say) -> None:
        """Do the work in a copy."""

    @abstractmethod
    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """Look at what is left of a copy; `said` are the lines that were said, `how` it ended."""


@contextmanager
def opened(at: Path, moment: str = "2026-06-12 09:00", folder: str = LAPTOP) -> Iterator[Station]:
    """Open a folder of a copy; the tips are in the copy too."""
    with Station.open(at / folder, PASSPHRASE, replace(world(moment), tips=at / "tips")) as station:
        yield station


@contextmanager
def told(say: Say) -> Iterator[None]:
    """Tell a failure by its code and go on with the next, as the program does; a bug comes out."""
    try:
        yield
    except TianyeError as fault:
        if fault.kind == "bug":
            raise
        say(f"! {fault.code}")


def spoken(said: Sequence[str], word: str) -> list[str]:
    """Return what was said after a word."""
    return [line.removeprefix(word + " ") for line in said if line.startswith(word + " ")]


LATER = "2026-06-12 11:00"


class CheckIn(Deed):
    """A door: one after the other is checked in."""

    name = "check-in"
    people = 45
    most = 30

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        found_laptop(self.template / LAPTOP, self.people)

    def act(self, at: Path, say: Say) -> None:
        """Check people in until a checkpoint has gone by."""
        with opened(at) as station:
            session = checkin.get_session(station, SESSION)
            say("open")
            for person in all_people(station.database)[: self.most]:
                with told(say):
                    if checkin.admit(station, session, person, "search").outcome is checkin.Outcome.ADMITTED:
                        say(f"in {to_text(person.id)}")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """Who was said to be in is in; one more may be whose check-in was not said yet, or whose refusal was."""
        acknowledged = {from_text(one) for one in spoken(said, "in")}
        with opened(at, LATER) as station:
            here = present(station)
            assert acknowledged <= here, f"{len(acknowledged - here)} who were checked in are not"
            assert len(here - acknowledged) <= 1 + len(spoken(said, "!"))
            sequence = station.log.head(station.identity.device).sequence
            assert station.database.row("SELECT max(id) & 4294967295 FROM operation") == (sequence,)
            assert_sound(station)
            here.add(check_in_next(station))
            assert present(station) == here


FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
| | integer | years | 种了几年 |
| | image | photo | 拍一张 |
| | text | more | 还有呢 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""


def picture(number: int) -> bytes:
    """Return a picture; every second one is too long for the database."""
    return b"\xff\xd8\xff" + random.Random(number).randbytes(300_000 if number % 2 else 3_000)


class Survey(Deed):
    """Interviews: every answer and picture is kept when its page says so, and at the end the response."""

    name = "survey"
    interviews = 4

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        town = Town(folder / "town")
        hq = town.headquarters().station
        form = folder / "voice.md"
        form.write_text(FORM, encoding="utf-8")
        forms_library.add_form(hq, form)
        for number in range(self.interviews):
            registration.register(hq, {"name": f"人{number}", "place": f"{YUSHU}100001"}, {"attendance": "given"})
        town.close()
        shutil.copytree(hq.folder, self.template / LAPTOP)

    def act(self, at: Path, say: Say) -> None:
        """Answer, with a picture and another in its place, and finish all but the last."""
        # the disks here are smaller than what is left free for check-ins elsewhere
        answer_files.ROOM_BYTES = 0
        with opened(at) as station:
            form = surveys.get_form(station, "voice")
            say("open")
            for number, person in enumerate(all_people(station.database), 1):
                with told(say):
                    opened_one = interviews.begin(station, form, surveys.Context(person=person.id))
                    interview = opened_one.interview
                    answers = {"said": f"土豆 {number}", "years": str(number), "more": "没有"}
                    for name, value in answers.items():
                        interviews.answer(station, interview, f"/data/{name}", value)
                        say(f"kept {interview.filling.id.hex()} {name} {value}")
                    for body in (picture(number), picture(number + 1)):
                        interviews.attach(station, interview, ref="/data/photo", body=body, ending="jpg")
                    say(f"kept {interview.filling.id.hex()} photo {content_hash(body).hex()}.jpg")
                    if number < self.interviews:
                        interviews.finish(station, interview)
                        say(f"finished {interview.filling.id.hex()}")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """Every answer that was kept is in a response or in a draft; what was finished is a response.

        What they name is here, and nothing is here that they do not name.
        """
        with opened(at, LATER) as station:
            finished = {row.id: row.answers for row in forms.all_responses(station.database)}
            drafts = {row.id: row.snapshot for row in surveys.all_drafts(station)}
            assert set(spoken(said, "finished")) <= {one.hex() for one in finished}, "a finished answer is gone"
            assert not finished.keys() & drafts.keys(), "finished, and a draft as well"
            for line in spoken(said, "kept"):
                response, _, value = line.split(" ", 2)
                held = finished.get(bytes.fromhex(response)) or drafts.get(bytes.fromhex(response))
                assert held is not None, "an interview is gone"
                assert value in str(held), "an answer is gone"
            for identifier in drafts:
                interviews.resume(station, identifier)
            named = {one for one in map(content_hash, map(picture, range(9))) if one.hex() in str((finished, drafts))}
            assert all(content_hash(station.attachments.find(one) or b"") == one for one in named), "a picture is gone"
            here = {bytes(one) for (one,) in station.database.rows(_CONTENTS)}
            assert here - set(forms.form_contents(station.database)) == named, "a picture that nothing names"
            boxes = {path.stem for path in (at / LAPTOP / "files").glob("*.box*")}
            long = {one.hex() for one in named if station.attachments.is_sealed(one)}
            assert boxes == long, "a file that is nobody's"
            assert_sound(station)
            registration.register(station, {"name": "后来的人"}, {})


_CONTENTS = "SELECT hash FROM attachment UNION ALL SELECT hash FROM attachment_file"


class Import(Deed):
    """Headquarters takes in files that wait, part, and go past a boundary."""

    name = "import"
    written_in = (HEADQUARTERS,)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        pile = Pile(folder / "town")
        shutil.copytree(pile.folder, self.template / HEADQUARTERS)
        self.order = [*reversed(pile.files)]
        reference = folder / "reference"
        self.copy(reference)
        with opened(reference, folder=HEADQUARTERS) as station:
            for path in self.order:
                importing.import_bundle(station, path)
            self.wanted = everything(station)
        assert self.wanted[1] == []
        assert len(self.wanted[2])
        assert len(self.wanted[3]) == 2

    def act(self, at: Path, say: Say) -> None:
        """Import one after the other, one that fails twice; which of two lines came first is part of the end."""
        with opened(at, folder=HEADQUARTERS) as station:
            say("open")
            for path in self.order:
                outcome = ""
                for _ in range(2):
                    with told(say):
                        outcome = outcome or importing.import_bundle(station, path).outcome.replace(" ", "-")
                if not outcome:
                    break
                say(f"{outcome} {path.name}")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """What was said to be in is in, what waits lies there whole; all once more comes to the same."""
        with opened(at, LATER, HEADQUARTERS) as station:
            assert is_whole(station)
            waiting = {row.name for row in kept_files.rows_kept(station.database, "gap")}
            taken = {row.name for row in packs.laptops.all_exchanged(station.database) if row.direction == "in"}
            assert set(spoken(said, "waits")) <= waiting | taken, "a file that waited is gone"
            assert {*spoken(said, "taken-in"), *spoken(said, "branch")} <= taken, "a file that was taken in is gone"
            for path in self.order:
                importing.import_bundle(station, path)
            assert everything(station) == self.wanted, "not the same as without harm"
            assert is_whole(station)


class Export(Deed):
    """A laptop hands over onto a stick, with a long attachment, and writes a list of attendance there."""

    name = "export"
    written_in = (LAPTOP, STICK)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        town = Town(folder / "town")
        hq, desk = town.headquarters(), town.desk("玉树")
        with hq.station.command("plan") as command:
            training = command.new_subject()
            command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
            fields = {"code": "YS-am", "training": training, "on": "2026-06-12"}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        for number in range(8):
            registration.register(desk.station, {"name": f"人{number}", "place": f"{YUSHU}100001"}, {})
        with desk.station.writing():
            attaching.want(desk.station, [desk.station.attachments.keep(desk.station.world.random(300_000))], 1, 1)
        stick = self.template / STICK
        stick.mkdir()
        self.earlier = {bundles.make_bundle(desk.station, stick).path.name}
        exports.export_attendance(desk.station, stick / "earlier.xlsx")
        self.earlier.add("earlier.xlsx")
        town.close()
        shutil.copytree(desk.station.folder, self.template / LAPTOP)
        self.hq = folder / "hq"
        shutil.copytree(hq.station.folder, self.hq)

    def act(self, at: Path, say: Say) -> None:
        """Register somebody, hand over, write a list, twice."""
        with opened(at) as station:
            say("open")
            for number in range(2):
                with told(say):
                    registration.register(station, {"name": f"后来{number}", "place": f"{YUSHU}100001"}, {})
                    say(f"registered 后来{number}")
                with told(say):
                    say(f"handed {bundles.make_bundle(station, at / STICK).path.name}")
                with told(say):
                    exports.export_attendance(station, at / STICK / f"list-{number}.xlsx")
                    say(f"listed list-{number}.xlsx")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """What stood before is as it was; what has a whole name is whole; what counts as handed over is there."""
        stick = at / STICK
        for name in self.earlier:
            assert (stick / name).read_bytes() == (self.template / STICK / name).read_bytes(), "what stood before"
        whole = {path.name for path in stick.iterdir() if path.suffix != ".part"}
        assert set(spoken(said, "handed")) | set(spoken(said, "listed")) <= whole, "a file that was told is not there"
        shutil.copytree(self.hq, at / HEADQUARTERS)
        with opened(at, LATER) as station, opened(at, LATER, HEADQUARTERS) as hq:
            assert_sound(station)
            names = {row.name for row in all_people(station.database)}
            assert set(spoken(said, "registered")) <= names, "somebody who was registered is gone"
            told_of = [row for row in packs.laptops.all_exchanged(station.database) if row.what == "bundle"]
            assert {row.name for row in told_of if row.direction == "out"} <= whole, "handed over, and not there"
            for path in sorted(stick.glob("*.tianye")):
                importing.import_bundle(hq, path)
            handed = bundles.standing(station).handed_over
            assert hq.log.head(station.identity.device).sequence >= handed, "headquarters lacks what was handed over"
            for path in sorted(stick.glob("*.xlsx")):
                assert_workbook(path)
            path = bundles.make_bundle(station, stick).path
            importing.import_bundle(hq, path)
            assert hq.log.head(station.identity.device).sequence == bundles.standing(station).written
            assert attaching.missing(hq, station.identity.device) == ()


def assert_workbook(path: Path) -> None:
    """Check that a workbook is whole."""
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert "xl/workbook.xml" in archive.namelist()


class BackUp(Deed):
    """Two backups, one after the other, onto a stick that has one already."""

    name = "backup"
    written_in = (LAPTOP, STICK)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        found_laptop(self.template / LAPTOP, people=20)
        with opened(self.template, "2026-06-12 08:45") as station:
            with station.writing():
                station.attachments.keep(station.world.random(300_000))
            self.earlier = backups.make_backup(station, self.template / STICK).path.name
        shutil.rmtree(self.template / "tips")

    def act(self, at: Path, say: Say) -> None:
        """Check somebody in and make a backup, once in front of everybody and once beside the work."""
        with opened(at) as station:
            say("open")
            for _ in range(2):
                with told(say):
                    say(f"in {to_text(check_in_next(station))}")
                with told(say):
                    say(f"backup {backups.make_backup(station, at / STICK).path.name}")
            with told(say):
                plan = backups.plan_backup(station, at / STICK)
                say(f"backup {backups.make_beside(plan).path.name}")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """What stood before is as it was; what has the name of a backup is one."""
        stick = at / STICK
        before = self.template / STICK / self.earlier
        for path in (path for path in before.rglob("*") if path.is_file()):
            now = stick / self.earlier / path.relative_to(before)
            assert now.read_bytes() == path.read_bytes(), "what stood before"
        named = {path.name for path in stick.iterdir() if path.suffix != ".part"}
        assert set(spoken(said, "backup")) <= named, "a backup that was told is not there"
        for name in named:
            assert backups.verify_backup(stick / name, PASSPHRASE).operations
        with opened(at, LATER) as station:
            assert_sound(station)
            assert {from_text(one) for one in spoken(said, "in")} <= present(station)
            made = backups.make_backup(station, stick)
            assert backups.verify_backup(made.path, PASSPHRASE).operations == station.log.count()


STEPS = (
    (
        "9001-later",
        (
            "CREATE TABLE later (no INTEGER PRIMARY KEY, name TEXT) STRICT",
            "INSERT INTO later SELECT no, name FROM person",
            "CREATE INDEX later_by_name ON later (name)",
        ),
    ),
    ("9002-later", ("ALTER TABLE later ADD COLUMN seen INTEGER", "UPDATE later SET seen = 1")),
)
"""Steps of a release to come."""


class Migration(Deed):
    """A newer program opens the folder of an older one."""

    name = "migration"
    people = 60

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        found_laptop(self.template / LAPTOP, self.people)
        with opened(self.template) as station:
            self.key = station.database.key
        shutil.rmtree(self.template / "tips")

    def act(self, at: Path, say: Say) -> None:
        """Open it."""
        say("begin")
        with newer_program(), opened(at):
            say("updated")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """Each step is there whole or not at all, a verified backup stands before the first; both programs know."""
        applied = self._applied(at / LAPTOP / DATABASE_NAME)
        made = backup_finding.find_backups(at / LAPTOP / "backup" / "before-update")
        assert "updated" not in said or len(applied) == len(STEPS), "an update that was told is not there"
        if applied:
            assert any(one.fault is None and not self._applied(one.path / DATABASE_NAME) for one in made), "no backup"
            assert code_of(at / LAPTOP, PASSPHRASE) == "database.too-new"
        else:
            with opened(at, LATER) as station:
                assert len(all_people(station.database)) == self.people
        with newer_program(), opened(at, LATER) as station:
            assert station.database.row("SELECT count(name), sum(seen) FROM later") == (self.people, self.people)
            assert_sound(station)
            check_in_next(station)

    def _applied(self, path: Path) -> set[str]:
        with Database(path, self.key) as database:
            known = {name for (name,) in database.rows("SELECT name FROM migration")}
            is_made = database.row("SELECT 1 FROM sqlite_master WHERE name = 'later'") is not None
        applied = {name for name, _ in STEPS} & known
        assert is_made == bool(applied), "a half step"
        return applied


@contextmanager
def newer_program() -> Iterator[None]:
    """Be a program that knows further steps."""
    known = migrations.STEPS
    migrations.STEPS = (*known, *STEPS)
    try:
        yield
    finally:
        migrations.STEPS = known


HERS = "湖边的白马 在七月里跑"
ABSENT = "三块石头围着 一条河"
REMOVED = "拉毛"
PEOPLE = 40


class ReEncryption(Deed):
    """Somebody is removed, which puts the database under a new key."""

    name = "re-encryption"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.old_key = found_with_three(self.template / LAPTOP)

    def act(self, at: Path, say: Say) -> None:
        """Remove her and go on working."""
        with opened(at) as station:
            say("open")
            with told(say):
                operators.remove(station, operators.get_operator(station, REMOVED))
                say("removed")
            with told(say):
                registration.register(station, {"name": "后来的人"}, {})
                say("registered")

    def check(self, at: Path, said: Sequence[str], how: str) -> None:
        """Everybody else gets in, with one key, and finds everything; in the end she does not."""
        after = {1} if "registered" in said else {0, 1}
        is_removed = assert_nobody_is_kept_out(at / LAPTOP, self.old_key, after)[1]
        assert is_removed or "removed" not in said, "a removal that was told did not happen"


def found_with_three(folder: Path) -> bytes:
    """Make a laptop at which three people work; returns the key of its database."""
    found_laptop(folder, people=PEOPLE)
    with Station.open(folder, PASSPHRASE, replace(world(), tips=None)) as station:
        operators.add(station, REMOVED, Rights.FACILITATOR, HERS)
        operators.add(station, "央金", Rights.FACILITATOR, ABSENT)
        return station.database.key


def code_of(folder: Path, passphrase: str) -> str:
    """Return the code a folder is refused with, or `opened`."""
    try:
        Station.open(folder, passphrase, replace(world(LATER), tips=None)).close()
    except TianyeError as fault:
        return fault.code
    return "opened"


def opens(path: Path, key: bytes) -> bool:
    """Say whether a database opens with a key."""
    try:
        Database(path, key).close()
    except WorldFault as fault:
        if fault.code != "database.unreadable":
            raise
        return False
    return True


def assert_nobody_is_kept_out(folder: Path, old_key: bytes, after: set[int]) -> tuple[bool, bool]:
    """Open what is left: with one key, for both who remain, everything in it, and in the end not for her.

    `after` is how many may have been registered since. Returns whether the old key still opened it, and whether she is
    removed.
    """
    is_old = opens(folder / DATABASE_NAME, old_key)
    here = replace(world("2026-06-12 10:00"), tips=None)
    with Station.open(folder, ABSENT, here) as station:
        assert {one.name for one in operators.all_operators(station)} >= {"填表人", "央金"}
        assert station.database.row("SELECT count(*) FROM person WHERE name = '卓玛'") == (PEOPLE,)
        (registered,) = station.database.row("SELECT count(*) FROM person WHERE name = '后来的人'") or (0,)
        assert registered in after, "somebody who was registered is gone"
        assert_sound(station)
        assert not operators.is_new_key_due(station)
        is_removed = all(one.name != REMOVED for one in operators.all_operators(station))
        assert is_removed or is_old
    Station.open(folder, PASSPHRASE, here).close()
    assert opens(folder / DATABASE_NAME, old_key) is not is_removed, "the old key"
    assert code_of(folder, HERS) == ("keys.wrong-passphrase" if is_removed else "opened"), "whether she gets in"
    with suppress(FileNotFoundError):
        left = [path.name for path in folder.rglob("*") if path.name.endswith(".part") or ".next" in path.name]
        assert left == []
    return is_old, is_removed


DEEDS: dict[str, type[Deed]] = {
    deed.name: deed for deed in (CheckIn, Survey, Import, Export, BackUp, Migration, ReEncryption)
}
