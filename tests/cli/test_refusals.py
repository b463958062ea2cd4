"""What goes wrong in a village hall: each time a sentence, a code, the right exit status, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import carry_pack, enrols
from cli.terminal import SECRET, Answer, Terminal
from tianye.store.lock import FolderLock

Pair = tuple[Terminal, Terminal]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its contents, without the database's scratch files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_wrong_passphrase(hq: Terminal) -> None:
    before = tree(hq.folder)
    wrong = Terminal(hq.folder, "高原上的太阳能 2027")
    document = wrong.is_refused(3, "keys.wrong-passphrase", "station", "status")
    assert document["error"]["next_step"].startswith("Try again")
    assert SECRET not in str(document)
    assert tree(hq.folder) == before
    assert hq.types("station", "status").status == 0


def test_no_passphrase_and_nobody_to_ask(hq: Terminal) -> None:
    for nothing in (None, ""):
        Terminal(hq.folder, nothing).is_refused(3, "passphrase.not-given", "station", "status")


def test_a_passphrase_that_is_too_short(tmp_path: Path) -> None:
    words = ("station", "init", "--role", "hq", "--name", "总部", "--operator", "x")
    Terminal(tmp_path / "new", "short").is_refused(3, "station.passphrase-too-short", *words)
    assert not (tmp_path / "new").exists() or tree(tmp_path / "new") == {}


def test_no_data_folder_is_said_before_a_passphrase_is_asked(tmp_path: Path) -> None:
    Terminal(tmp_path / "nothing", None).is_refused(3, "station.none-here", "station", "status")
    assert not (tmp_path / "nothing").exists()


def test_a_data_folder_is_never_made_over_another(hq: Terminal) -> None:
    before = tree(hq.folder)
    words = ("station", "init", "--role", "laptop", "--name", "x", "--operator", "x")
    hq.is_refused(3, "station.exists", *words)
    assert tree(hq.folder) == before


def test_a_data_folder_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"something of mine")
    words = ("station", "init", "--role", "laptop", "--name", "x", "--operator", "x")
    Terminal(path).is_refused(4, "file.not-a-file", *words)
    Terminal(path).is_refused(3, "station.none-here", "station", "status")
    assert path.read_bytes() == b"something of mine"


def test_a_database_that_is_gone_is_no_welcome(hq: Terminal) -> None:
    """Keys without a database mean a loss; starting afresh would hide it."""
    (hq.folder / "tianye.db").rename(hq.folder / "moved.db")
    hq.is_refused(4, "database.missing", "station", "status")
    (hq.folder / "moved.db").rename(hq.folder / "tianye.db")
    assert hq.types("station", "status").status == 0


def test_a_database_that_is_damaged(hq: Terminal) -> None:
    path = hq.folder / "tianye.db"
    body = bytearray(path.read_bytes())
    body[:4096] = bytes(4096)
    path.write_bytes(body)
    hq.is_refused(4, "database.unreadable", "station", "status")
    assert path.read_bytes() == body


def test_a_second_window(hq: Terminal) -> None:
    lock = FolderLock(hq.folder / "lock")
    try:
        hq.is_refused(4, "station.in-use", "station", "status")
    finally:
        lock.release()
    assert hq.types("station", "status").status == 0


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("plan", "import"), 3, "document.missing"),
        (("people", "import"), 3, "document.missing"),
        (("bundle", "import"), 4, "file.missing"),
        (("bundle", "inspect"), 4, "file.missing"),
        (("form", "add"), 4, "file.missing"),
        (("form", "check"), 4, "file.missing"),
        (("laptops", "add", "--county", "632701"), 4, "file.missing"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_file_that_is_not_there(
    settled: Pair, tmp_path: Path, words: tuple[str, ...], status: int, code: str
) -> None:
    document = settled[0].is_refused(status, code, *words, tmp_path / "没有.xlsx")
    assert str(tmp_path) not in str(document), "a path may hold somebody's name"


@pytest.mark.parametrize("words", [("pack", "install"), ("receipt", "install")], ids=" ".join)
def test_a_file_that_is_not_there_at_a_laptop(settled: Pair, tmp_path: Path, words: tuple[str, ...]) -> None:
    settled[1].is_refused(4, "file.missing", *words, tmp_path / "gone.tianye")


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder nobody may write to: for root only the system's own is one."""
    if sys.platform == "win32":
        pytest.skip("permissions of folders are another thing there")
    if os.geteuid() == 0:
        yield Path("/sys")
        return
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


def test_a_folder_that_may_not_be_written_to(paired: Pair, unwritable: Path) -> None:
    hq, laptop = paired
    laptop.is_refused(4, "file.read-only", "bundle", "make", "--to", unwritable)
    hq.is_refused(4, "file.read-only", "pack", "make", "--all", "--to", unwritable)
    hq.is_refused(4, "file.read-only", "plan", "template", unwritable / "plan.xlsx")
    new = Terminal(unwritable / "data")
    new.is_refused(4, "file.read-only", "station", "init", "--role", "hq", "--name", "x", "--operator", "x")
    assert laptop.gets("station", "status")["standing"]["handed_over"] == 0


def test_a_stick_that_was_pulled_out(paired: Pair, tmp_path: Path) -> None:
    _, laptop = paired
    document = laptop.is_refused(4, "file.no-folder", "bundle", "make", "--to", tmp_path / "pulled")
    assert document["error"]["data"] == {"name": "pulled"}


def damaged(path: Path, place: int) -> Path:
    """Return a copy of a file with one byte changed."""
    body = bytearray(path.read_bytes())
    body[place] ^= 1
    copy = path.with_name(f"damaged-{place}-{path.name}")
    copy.write_bytes(body)
    return copy


def test_a_damaged_bundle_does_not_stop_the_others(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    laptop.gets("checkin", "YS-AM", "zmcr")
    whole = Path(laptop.gets("bundle", "make", "--to", stick)["file"])
    broken = damaged(whole, -100)
    hq.is_refused(3, "bundle.damaged", "bundle", "import", broken)
    assert hq.gets("attendance", "list", "YS-AM")["present"] == 0
    document = hq.is_refused(3, "bundle.damaged", "bundle", "import", stick)
    assert [one["file"] for one in document["result"]["imported"]] == [whole.name]
    assert [one["file"] for one in document["result"]["refused"]] == [broken.name]
    assert hq.gets("attendance", "list", "YS-AM")["present"] == 1
    document = hq.is_refused(3, "bundle.damaged", "bundle", "verify", stick)
    assert document["result"]["good"] == [whole.name]


def test_a_bundle_that_was_cut_off(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    whole = Path(laptop.gets("bundle", "make", "--to", stick)["file"])
    cut = stick / "cut.tianye"
    cut.write_bytes(whole.read_bytes()[:-1000])
    answer = hq.types("bundle", "import", cut, "--json")
    assert (answer.status, answer.document["error"]["code"].partition(".")[0]) == (3, "bundle")
    assert hq.gets("bundle", "import", whole)["imported"][0]["new"] > 0


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04 not one of ours", "参训者".encode() * 1000], ids=["0", "zip", "text"]
)
def test_a_file_of_something_else(hq: Terminal, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "other.tianye"
    path.write_bytes(body)
    answer = hq.types("bundle", "import", path, "--json")
    assert answer.status == 3
    assert answer.document["error"]["code"] in ("bundle.not-ours", "bundle.truncated")


def test_a_pack_for_another_laptop(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    other = Terminal(tmp_path / "two").founds("laptop", "湘西一号")
    enrols(hq, other, "433101")
    (pack,) = hq.gets("pack", "make", "湘西一号", "--to", stick)["packs"]
    before = laptop.gets("station", "status")["counts"]
    laptop.is_refused(3, "bundle.not-for-us", "pack", "install", pack["file"])
    assert laptop.gets("station", "status")["counts"] == before
    carry_pack(hq, other, stick)


def test_a_first_pack_is_not_believed_by_itself(hq: Terminal, laptop: Terminal, stick: Path) -> None:
    enrols(hq, laptop)
    (pack,) = hq.gets("pack", "make", "玉树一号", "--to", stick)["packs"]
    words = hq.gets("station", "card")["words"]
    document = laptop.is_refused(3, "pack.not-trusted-yet", "pack", "install", pack["file"])
    assert document["error"]["data"]["words"] == " ".join(words)
    wrong = " ".join([*words[:5], "babab"])
    told = laptop.is_refused(3, "pack.words-differ", "pack", "install", pack["file"], "--trust", wrong)["error"]
    assert "differ from the ones of the card" in told["what_happened"]
    assert told["data"]["words"] == " ".join(words)
    assert laptop.gets("pack", "install", pack["file"], "--trust", "-".join(words))["number"] == 1


@pytest.mark.parametrize(
    "words", [("plan", "import"), ("people", "import"), ("form", "add"), ("form", "check")], ids=" ".join
)
def test_a_workbook_that_is_none(hq: Terminal, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(bytes(range(256)) * 8)
    answer: Answer = hq.types(*words, path, "--json")
    assert answer.status == 3
    assert answer.document["error"]["code"] in ("flatfile.unreadable", "forms.not-a-spreadsheet")
    assert hq.types(*words, path).status == 3


def test_the_wrong_side(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    hq.is_refused(3, "station.wrong-role", "bundle", "make", "--to", stick)
    laptop.is_refused(3, "station.wrong-role", "pack", "make", "玉树一号", "--to", stick)
    laptop.is_refused(3, "station.wrong-role", "laptops", "add", hq.gets("station", "card")["card"], "--county", "1")


def test_a_lost_laptop_sends_nothing_more(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    hq.gets("laptops", "revoke", "玉树一号", "--reason", "lost on the way")
    laptop.gets("checkin", "YS-AM", "zmcr")
    late = laptop.gets("bundle", "make", "--to", stick)["file"]
    (taken,) = hq.gets("bundle", "import", late)["imported"]
    assert (taken["outcome"], taken["new"], taken["held"] > 0) == ("taken in", taken["held"], True)
    assert hq.gets("attendance", "list", "YS-AM")["present"] == 0
    (one,) = hq.gets("bundle", "held")["held"]
    assert one["revoked_after"] + 1 == one["first"]
    assert [kept["id"] for kept in hq.gets("bundle", "leave", one["id"]) and hq.gets("bundle", "held")["held"]] == [
        one["id"]
    ]
    hq.is_refused(3, "laptop.revoked", "pack", "make", "玉树一号", "--to", stick)


def test_a_copied_folder_is_a_fork(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    shutil.copytree(laptop.folder, tmp_path / "copy")
    twin = Terminal(tmp_path / "copy")
    laptop.gets("checkin", "YS-AM", "zmcr")
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    twin.gets("checkin", "YS-PM", "0002")
    twin.gets("checkin", "YS-PM", "zmcr")
    (taken,) = hq.gets("bundle", "import", twin.gets("bundle", "make", "--to", stick)["file"])["imported"]
    assert (taken["outcome"], taken["new"] == taken["held"] > 0) == ("branch", True)
    assert hq.gets("attendance", "list", "YS-PM")["present"] == 0
    (one,) = hq.gets("bundle", "held")["held"]
    assert one["parts_at"] == one["first"]
    records = hq.gets("bundle", "held", one["id"])["records"]
    assert [record["sequence"] for record in records] == list(range(one["first"], one["last"] + 1))
    assert "YS-PM" in {name for record in records for name in record["about"]}
    hq.gets("bundle", "accept", one["id"])
    assert hq.gets("attendance", "list", "YS-PM")["present"] == 2
    assert hq.gets("attendance", "list", "YS-AM")["present"] == 1
    assert hq.gets("bundle", "held")["held"] == []
    hq.is_refused(3, "held.none-such", "bundle", "accept", one["id"])


def test_a_bundle_waits_for_the_one_before(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    laptop.gets("checkin", "YS-AM", "zmcr")
    first = laptop.gets("bundle", "make", "--to", stick)["file"]
    # a receipt that headquarters has no memory of: it lost the day
    shutil.copytree(hq.folder, hq.folder.parent / "before")
    hq.gets("bundle", "import", first)
    laptop.gets("receipt", "install", hq.gets("receipt", "make", "--all", "--to", stick)["receipts"][0]["file"])
    laptop.gets("checkin", "YS-PM", "0002")
    second = laptop.gets("bundle", "make", "--to", stick)["file"]
    older = Terminal(hq.folder.parent / "before")
    (taken,) = older.gets("bundle", "import", second)["imported"]
    assert (taken["outcome"], taken["needs"], taken["new"]) == ("waits", [1, taken["first"] - 1], 0)
    assert [one["needs"] for one in older.gets("bundle", "waiting")["waiting"]] == [taken["needs"]]
    answer = older.types("bundle", "waiting")
    assert f"waits for 1-{taken['first'] - 1}" in answer.out
    imported = older.gets("bundle", "import", first)["imported"]
    assert [one["outcome"] for one in imported] == ["taken in", "taken in"]
    assert older.gets("bundle", "waiting")["waiting"] == []
    assert older.gets("attendance", "list", "YS-PM")["present"] == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("session.unknown", ("checkin", "NO-SUCH", "zmcr")),
        ("person.unknown", ("people", "show", "nobody")),
        ("person.sex-unreadable", ("people", "add", "--name", "卓玛", "--sex", "何")),
        ("person.phone-unreadable", ("people", "correct", "zmcr", "--phone", "12")),
        ("person.no-name", ("people", "add", "--sex", "f")),
        ("undo.no-such-command", ("undo", "0000000000000000")),
        ("id.unreadable", ("undo", "no id")),
        ("laptop.unknown", ("pack", "make", "nobody", "--to", "/")),
        ("laptop.bad-county", ("laptops", "add", "CARD", "--county", "玉树")),
        ("keys.card-unreadable", ("laptops", "add", "TYC1:XXXX", "--county", "632701")),
        ("person.linked-with-itself", ("people", "link", "zmcr", "zmcr")),
        ("consent.unknown", ("people", "consent", "zmcr", "gossip=given")),
        ("figures.unknown-programme", ("figures", "--programme", "NONE")),
        ("figures.period-ends-before-it-begins", ("figures", "--from", "2026-06-13", "--to", "2026-06-12")),
        ("form.unknown", ("form", "fill", "none", "-")),
        ("answers.not-json", ("form", "fill", "none", "-", "")),
        ("search.nothing-to-look-for", ("people", "find", "…")),
        ("text.not-unicode", ("people", "add", "--name", "卓玛", "--note", "\udcff")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_input_that_cannot_be_used(settled: Pair, code: str, words: tuple[str, ...]) -> None:
    hq, laptop = settled
    card = laptop.gets("station", "card")["card"]
    typed = "{" if code == "answers.not-json" else "{}"
    before = hq.gets("station", "history")["commands"]
    said = [card if word == "CARD" else word for word in words if word]
    hq.is_refused(3, code, *said, typed=typed)
    assert hq.gets("station", "history")["commands"] == before


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("people", "show"),
        ("checkin", "YS-AM"),
        ("checkin", "YS-AM", "zmcr", "--walk-in"),
        ("checkin", "YS-AM", "zmcr", "--phone", "13997010001"),
        ("checkin", "YS-AM", "--without-name", "--name", "卓玛"),
        ("checkin", "YS-AM", "zmcr", "--at", "25:00"),
        ("figures", "--from", "yesterday"),
        ("pack", "make", "--to", "."),
        ("people", "correct", "zmcr"),
        ("people", "consent", "zmcr", "photo"),
        ("station", "init", "--role", "king", "--name", "x", "--operator", "x"),
    ],
    ids=" ".join,
)
def test_wrong_usage(settled: Pair, words: tuple[str, ...]) -> None:
    hq, _ = settled
    told = hq.types(*words)
    assert told.status == 2
    assert "Traceback" not in told.err
    answer = hq.types(*words, "--json")
    assert answer.status == 2
    if words:
        assert answer.document["error"]["code"] == "usage.wrong"


def test_damage_is_found_by_looking(paired: Pair) -> None:
    """A flipped byte far inside the database: the folder still opens, the check tells."""
    hq, _ = paired
    assert hq.gets("station", "check", "--full")["is_sound"]
    path = hq.folder / "tianye.db"
    body = path.read_bytes()
    # some pages say how the tables are made: without them the folder does not open, which another test tries
    for page in reversed(range(len(body) // 4096)):
        place = page * 4096 + 2048
        path.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        if "(database.damaged)" not in hq.types("station", "status").err:
            break
    document = hq.is_refused(4, "station.not-sound", "station", "check", "--full")
    assert document["result"]["findings"]


@pytest.mark.parametrize("words", [("station", "history"), ("station", "files"), ("people", "find", "a")], ids=" ".join)
def test_a_limit_beyond_all_numbers_is_wrong_usage(hq: Terminal, words: tuple[str, ...]) -> None:
    told = hq.types(*words, "--limit", "9" * 20)
    assert (told.status, "--limit" in told.err) == (2, True)
    assert hq.types(*words, "--limit", "9" * 20, "--json").document["error"]["code"] == "usage.wrong"


def test_the_help_on_describing_a_person_says_what_is_understood(hq: Terminal) -> None:
    said = hq.types("people", "add", "--help").out
    assert "f, m or x" in said
    assert "藏族, 04" in said
    hq.gets("people", "add", "--name", "卓玛", "--sex", "x", "--ethnicity", "04")
    assert hq.gets("people", "show", "卓玛")["sex"] == "x"


def test_a_form_with_many_mistakes_is_told_all_of_them_a_line_each(tmp_path: Path) -> None:
    learner = Terminal(tmp_path / "none")
    path = Path(__file__).parents[1] / "ui" / "forms" / "mistakes.md"
    told = learner.types("form", "check", path)
    assert told.status == 3
    told_lines = told.out.splitlines()
    lines = [line.strip() for line in told_lines if not line.startswith("      ")]
    assert len(told_lines) == 3 * len(lines), "below each place stands how to mend it, and both in Chinese"
    assert (
        lines[0]
        == "row 3, cows, type: This type of question is not known. integr Perhaps meant: integer. (forms.type-unknown)"
    )
    assert [line.partition(":")[0] for line in lines] == [
        "row 3, cows, type",
        "row 4, milk, type",
        "row 4, milk, relevant",
        "row 5, months, calculation",
        "row 6, home, type",
        "row 7, how many, name",
        "choices row 2, y, name",
        "choices row 3, y, name",
    ]
    problems = learner.types("form", "check", path, "--json").document["result"]["problems"]
    assert len(problems) == len(lines)
