"""Bytes of a bundle against the same records as zipped ODK submissions and as a workbook.

    PYTHONPATH=app python benchmarks/bundle_size.py [RECORDS]

A laptop whose people headquarters has received checks RECORDS of them in (1,000), each by a command of its own, and
hands over; then it fills in RECORDS surveys of 31 answers and hands over again. The bundles are whole files as they go
onto a stick: signed, encrypted, padded. The rivals hold the same facts: one zip of a folder with `submission.xml` for
each record, as ODK Collect sends them, and one workbook with a row each; neither is signed or encrypted.

People arrive four seconds to half a minute after one another, and a survey takes one to ten minutes: what a clock says
does not compress. The ratio is bundle : rival. Aims: a twelfth of ODK for check-ins, an eighth for surveys.
"""

from __future__ import annotations

import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import openpyxl

from tianye.domain.ids import to_text
from tianye.domain.kinds import attendance_subject
from tianye.exchange import keys
from tianye.services import bundles, exports, forms_library, importing, packs, receipts, surveys
from tianye.services.fleet import LaptopRow
from tianye.services.station import Station, World
from tianye.services.surveys import Context
from tianye.store.queries import forms

SURNAMES = "马王李张石韩才尕赵陈刘杨黄周吴"
GIVEN = "秀英卓玛措姆才仁永红梅兰芳桂花玉珍海燕扎西拉毛吉德"
CHOICES = ("yes", "no", "unsure")
TOPICS = ("household_members", "income_source", "stove_in_use", "solar_panel", "savings_group", "health_visit")
QUESTIONS = 31


def questions() -> Iterator[tuple[str, str]]:
    """Yield type and name of each question: as a village survey has them, mostly choices and numbers."""
    for number in range(1, QUESTIONS + 1):
        kind = ("select_one yn", "integer", "select_one yn", "select_multiple yn", "decimal", "text")[number % 6]
        yield kind, f"{TOPICS[number % len(TOPICS)]}_{number}"


def answer(kind: str, source: random.Random) -> str:
    """Return what somebody answers."""
    match kind.split(maxsplit=1)[0]:
        case "select_one":
            return source.choice(CHOICES)
        case "select_multiple":
            return " ".join(source.sample(CHOICES, source.choice((1, 2))))
        case "integer":
            return str(source.randrange(60))
        case "decimal":
            return f"{source.randrange(400) / 10}"
        case _:
            return source.choice(("太阳能灶", "合作社", "没有", "牦牛两头", "青稞"))


def make_form(path: Path) -> None:
    """Write the survey as a workbook."""
    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    survey.append(["type", "name", "label"])
    for kind, name in questions():
        survey.append([kind, name, name])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for choice in CHOICES:
        choices.append(["yn", choice, choice])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["Village", "village", "1"])
    book.save(path)


class Clock:
    """Goes forward by itself by a millisecond whenever it is looked at, and by more when something takes its time."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self._ms = 1_781_305_800_000

    def __call__(self) -> int:
        self._ms += 1
        return self._ms

    def passes(self, least: int, most: int) -> None:
        """Let some seconds pass."""
        self._ms += self._source.randrange(least * 1000, most * 1000)


class Village:
    """Headquarters, and a laptop whose people and forms both sides have."""

    def __init__(self, folder: Path, people: int) -> None:
        self.folder, self.source = folder, random.Random(3)
        self.clock = Clock(random.Random(4))
        world = World(wall_ms=self.clock, random=self.source.randbytes, cost=keys.CHEAP)
        made = {"world": world, "passphrase": "benchmark pass"}
        self.hq = Station.create(folder / "hq", "hq", name="hq", operator="a", **made)  # type: ignore[arg-type]
        self.laptop = Station.create(folder / "l", "laptop", name="l", operator="b", **made)  # type: ignore[arg-type]
        self.row: LaptopRow
        self.row, *_ = packs.enrol(self.hq, keys.card_text(self.laptop.identity.card), ["632701"])
        make_form(folder / "village.xlsx")
        forms_library.add_form(self.hq, folder / "village.xlsx")
        pack = packs.make_pack(self.hq, self.row, folder)
        packs.install_pack(self.laptop, pack.path, trust=" ".join(keys.fingerprint_words(self.hq.identity.card)))
        self.people: list[tuple[bytes, str]] = []
        with self.laptop.command("register") as command:
            for _ in range(people):
                person = command.new_subject(owns_data=True)
                name = self.source.choice(SURNAMES) + "".join(self.source.choices(GIVEN, k=2))
                self.people.append((person, name))
                command.add("person.registered", person, {"name": name}, owner=person, is_new=True)
        self.hand_over()

    def hand_over(self) -> int:
        """Carry a bundle up and the receipt down; returns the bytes of the bundle."""
        handed = bundles.make_bundle(self.laptop, self.folder)
        importing.import_bundle(self.hq, handed.path)
        receipts.install_receipt(self.laptop, importing.make_receipt(self.hq, self.row, self.folder))
        return handed.size

    def check_in(self) -> tuple[int, Sequence[tuple[str, str, int]]]:
        """Check everybody in; returns the bytes of the bundle and (person, session, minute) of each."""
        session = self.source.randbytes(10)
        rows = []
        for person, _ in self.people:
            arrived = 530 + self.source.randrange(40)
            self.clock.passes(4, 30)
            with self.laptop.command("check-in") as command:
                fields = {"mark": {"arrived": arrived, "how": "badge"}}
                subject = attendance_subject(session, person)
                command.add("attendance.marked", subject, fields, owner=person, is_new=True)
            rows.append((to_text(person), to_text(session), arrived))
        return self.hand_over(), rows

    def ask(self) -> int:
        """Fill a survey in for everybody; returns the bytes of the bundle."""
        row = forms.all_forms(self.laptop.database)[0]
        for person, _ in self.people:
            self.clock.passes(60, 600)
            filling = surveys.begin(self.laptop, row, Context(person=person))
            given = {name: answer(kind, self.source) for kind, name in questions()}
            filled = surveys.fill(self.laptop, filling, given)
            assert filled.is_finished, filled.refused
        return self.hand_over()


def check_ins_as_odk(rows: Sequence[tuple[str, str, int]], path: Path, source: random.Random) -> int:
    """Zip the check-ins as submissions of a form that asks for person, session and time; returns bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for person, session, minute in rows:
            uuid = UUID(bytes=source.randbytes(16))
            time = f"2026-06-13T{minute // 60:02}:{minute % 60:02}:{source.randrange(60):02}.000+08:00"
            zipped.writestr(
                f"uuid{uuid}/submission.xml",
                '<data xmlns:jr="http://openrosa.org/javarosa" id="check_in" version="1">'
                f"<start>{time}</start><end>{time}</end><deviceid>collect:{uuid.hex[:16]}</deviceid>"
                f"<session>{session}</session><person>{person}</person><arrived>{time[11:16]}</arrived><how>badge</how>"
                f"<meta><instanceID>uuid:{uuid}</instanceID></meta></data>",
            )
    return path.stat().st_size


def workbook_size(rows: Iterator[Sequence[object]], path: Path) -> int:
    """Write rows as a workbook; returns bytes."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path.stat().st_size


def zipped_folder(folder: Path, path: Path) -> int:
    """Zip a folder of submissions; returns bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(folder.rglob("*.xml")):
            zipped.write(file, file.relative_to(folder))
    return path.stat().st_size


def main(records: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        village = Village(folder, records)
        bundle, rows = village.check_in()
        odk = check_ins_as_odk(rows, folder / "check-ins.zip", village.source)
        book = workbook_size(
            iter([("person", "session", "arrived", "how"), *((*row, "badge") for row in rows)]), folder / "c.xlsx"
        )
        tell(f"{records} check-ins", bundle, odk, book)
        bundle = village.ask()
        exports.export_odk(village.laptop, folder / "odk", "village")
        odk = zipped_folder(folder / "odk", folder / "surveys.zip")
        heads = [name for _, name in questions()]
        given = (
            [to_text(one), *(answer(kind, village.source) for kind, _ in questions())] for one, _ in village.people
        )
        book = workbook_size(iter([("person", *heads), *given]), folder / "s.xlsx")
        tell(f"{records} surveys of {QUESTIONS} answers", bundle, odk, book)
        village.laptop.close()
        village.hq.close()


def tell(what: str, bundle: int, odk: int, book: int) -> None:
    """Print one line."""
    print(f"{what}: {bundle} bytes; ODK, zipped: {odk}, 1/{odk / bundle:.1f}; workbook: {book}, 1/{book / bundle:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
