"""Operators and the way back from a forgotten passphrase, as they are typed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import carry_pack, enrols
from cli.terminal import SECRET, Terminal

HERS = "湖边的白马 在七月里跑"
NEW = "雪山下面的三条河 新的"


@pytest.fixture
def says() -> Iterator[pytest.MonkeyPatch]:
    """What is given in variables of the environment."""
    with pytest.MonkeyPatch.context() as patched:
        yield patched


def as_(terminal: Terminal, passphrase: str) -> Terminal:
    return Terminal(terminal.folder, passphrase, terminal.world)


def adds(terminal: Terminal, name: str, passphrase: str, *more: str) -> None:
    os.environ["TIANYE_NEW_PASSPHRASE"] = passphrase
    try:
        added = terminal.gets("operators", "add", name, *more)
    finally:
        del os.environ["TIANYE_NEW_PASSPHRASE"]
    assert (added["name"], added["is_here"], added["has_key_file"]) == (name, False, True)


def names(terminal: Terminal) -> list[tuple[str, str, bool]]:
    listed = terminal.gets("operators", "list")
    assert listed["is_new_key_due"] is False
    return [(one["name"], one["rights"], one["is_here"]) for one in listed["operators"]]


def test_two_people_work_at_one_laptop(laptop: Terminal, says: pytest.MonkeyPatch) -> None:
    adds(laptop, "拉毛", HERS)
    lhamo = as_(laptop, HERS)
    assert names(laptop) == [("填表人", "facilitator", True), ("拉毛", "facilitator", False)]
    assert names(lhamo) == [("填表人", "facilitator", False), ("拉毛", "facilitator", True)]
    lhamo.gets("operators", "rename", "拉毛", "拉毛措")
    says.setenv("TIANYE_NEW_PASSPHRASE", NEW)
    assert lhamo.gets("operators", "passphrase")["name"] == "拉毛措"
    lhamo.is_refused(3, "keys.wrong-passphrase", "station", "status")
    assert names(as_(laptop, NEW))[1] == ("拉毛措", "facilitator", True)
    # she forgets it at once, and her colleague gives her another
    says.setenv("TIANYE_NEW_PASSPHRASE", HERS)
    laptop.gets("operators", "passphrase", "--of", "拉毛措")
    assert names(lhamo)[1] == ("拉毛措", "facilitator", True)
    laptop.is_refused(3, "operator.unknown", "operators", "rename", "拉毛", "别的")


def test_a_leader_gets_nowhere_on_the_command_line(laptop: Terminal) -> None:
    adds(laptop, "村长", HERS, "--rights", "leader")
    leader = as_(laptop, HERS)
    for words in (("station", "status"), ("operators", "list"), ("people", "find", "卓玛")):
        leader.is_refused(3, "operator.only-kiosk", *words)
    # nor do those that open a folder which is not the one in use
    made, new = laptop.gets("backup", "make")["folder"], str(laptop.folder.with_name("new"))
    for words in (("backup", "verify", made), ("backup", "restore", made, new), ("station", "check", "--rescue", new)):
        leader.is_refused(3, "operator.only-kiosk", *words)
    assert not Path(new).exists()
    assert laptop.gets("operators", "rights", "村长", "facilitator")["rights"] == "facilitator"
    assert leader.gets("station", "status")["role"] == "laptop"


def test_who_is_removed_is_shut_out(laptop: Terminal) -> None:
    adds(laptop, "拉毛", HERS)
    laptop.is_refused(3, "operator.is-you", "operators", "remove", "填表人")
    assert laptop.gets("operators", "remove", "拉毛") == {"is_locked_out": True, "cut_off": []}
    as_(laptop, HERS).is_refused(3, "keys.wrong-passphrase", "station", "status")
    assert names(laptop) == [("填表人", "facilitator", True)]
    assert laptop.gets("station", "check", "--full")["is_sound"]
    assert laptop.gets("operators", "renew-key")["is_locked_out"]


def test_a_forgotten_passphrase_by_file(hq: Terminal, laptop: Terminal, stick: Path, says: pytest.MonkeyPatch) -> None:
    nobody = as_(laptop, "something else")
    says.setenv("TIANYE_NEW_PASSPHRASE", NEW)
    nobody.is_refused(3, "recovery.no-way-here", "recovery", "request", "--to", stick)
    enrols(hq, laptop)
    carry_pack(hq, laptop, stick)
    assert laptop.gets("station", "status")["access"] == {
        "operators": 1,
        "is_recovery_ready": True,
        "is_new_key_due": False,
        "is_tip_kept": True,
    }
    asked = nobody.gets("recovery", "request", "--to", stick)
    seen = hq.gets("recovery", "answer", asked["file"])
    assert (seen["name"], seen["file"], seen["code"], seen["words"]) == ("玉树一号", None, None, asked["words"])
    hq.is_refused(3, "recovery.words-differ", "recovery", "answer", asked["file"], "--words", "not these")
    words = " ".join(asked["words"])
    answer = hq.gets("recovery", "answer", asked["file"], "--words", words, "--to", stick)["file"]
    used = nobody.gets("recovery", "use", answer)
    assert used["name"] == "填表人"
    laptop.is_refused(3, "keys.wrong-passphrase", "station", "status")
    assert as_(laptop, NEW).gets("station", "check", "--full")["is_sound"]


def test_a_forgotten_passphrase_over_the_telephone(
    paired: tuple[Terminal, Terminal], stick: Path, says: pytest.MonkeyPatch
) -> None:
    hq, laptop = paired
    hq.is_refused(3, "recovery.no-letter", "recovery", "code", "玉树一号")
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    code = hq.gets("recovery", "code", "玉树一号")["code"]
    adds(laptop, "拉毛", HERS)
    says.setenv("TIANYE_NEW_PASSPHRASE", NEW)
    says.setenv("TIANYE_RECOVERY_CODE", code[:-1] + ("0" if code[-1] != "0" else "1"))
    laptop.is_refused(3, "recovery.code-mistyped", "recovery", "use", "--code", "--operator", "拉毛")
    says.setenv("TIANYE_RECOVERY_CODE", code)
    laptop.is_refused(3, "recovery.whose-passphrase", "recovery", "use", "--code")
    assert laptop.types("recovery", "use").status == 2
    assert laptop.gets("recovery", "use", "--code", "--operator", "拉毛")["name"] == "拉毛"
    laptop.is_refused(3, "recovery.wrong-code", "recovery", "use", "--code", "--operator", "拉毛")
    assert as_(laptop, NEW).gets("station", "status")["name"] == "玉树一号"


def test_headquarters_has_a_sheet_in_the_safe(hq: Terminal, tmp_path: Path, says: pytest.MonkeyPatch) -> None:
    page = tmp_path / "sheet.html"
    assert not hq.gets("station", "status")["access"]["is_recovery_ready"]
    hq.gets("recovery", "sheet", page, "--language", "en")
    assert hq.gets("station", "status")["access"]["is_recovery_ready"]
    code = page.read_text(encoding="utf-8").split('class="code">')[1].split("<")[0]
    says.setenv("TIANYE_NEW_PASSPHRASE", NEW)
    says.setenv("TIANYE_RECOVERY_CODE", code)
    assert hq.gets("recovery", "use", "--code")["name"] == "填表人"
    assert as_(hq, NEW).gets("station", "status")["role"] == "hq"


def test_a_folder_that_is_gone_is_not_begun_anew_by_accident(laptop: Terminal) -> None:
    shutil.rmtree(laptop.folder)
    laptop.is_refused(4, "database.gone", "station", "status")
    init = ("station", "init", "--role", "laptop", "--name", "玉树一号", "--operator", "填表人")
    laptop.is_refused(3, "station.was-here", *init)
    assert not laptop.folder.exists()
    laptop.gets(*init, "--anew")
    assert laptop.gets("station", "status")["name"] == "玉树一号"


def test_an_older_copy_in_its_place_is_not_worked_in(laptop: Terminal, tmp_path: Path) -> None:
    shutil.copytree(laptop.folder, tmp_path / "kept")
    laptop.gets("people", "add", "--name", "卓玛", "--sex", "女")
    newer = laptop.folder.rename(tmp_path / "newer")
    shutil.copytree(tmp_path / "kept", laptop.folder)
    laptop.is_refused(4, "database.behind-tip", "station", "status")
    shutil.rmtree(laptop.folder)
    newer.rename(laptop.folder)
    assert laptop.gets("station", "status")["name"] == "玉树一号"
    assert laptop.passphrase == SECRET
