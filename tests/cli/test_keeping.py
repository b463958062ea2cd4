"""Backups, a damaged folder and erasure from the command line."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import carry_pack
from cli.terminal import Terminal
from tianye.services.station import Station


def test_backups_are_made_listed_and_go_onto_the_stick(laptop: Terminal, stick: Path) -> None:
    laptop.gets("backup", "stick", stick)
    first = laptop.gets("backup", "due", "--stick", stick)["written"]
    assert len(first) == 2
    assert laptop.gets("backup", "due")["written"] == []
    laptop.gets("people", "add", "--name", "卓玛才让")
    assert len(laptop.gets("backup", "due")["written"]) == 1
    listed = laptop.gets("backup", "list")["backups"]
    assert [one["is_good"] for one in listed] == [True, True]
    (Path(listed[0]["folder"]) / "tianye.db").write_bytes(b"damaged")
    listed = laptop.gets("backup", "list")["backups"]
    assert [(one["is_good"], one["code"]) for one in listed] == [(True, None), (False, "backup.file-damaged")]
    on_stick = laptop.gets("backup", "list", stick / "tianye-backups")["backups"]
    assert [one["folder"] for one in on_stick] == [first[1]["folder"]]
    assert laptop.gets("backup", "verify", first[1]["folder"])["operations"] == first[1]["operations"]


def test_a_damaged_folder_is_saved_into_a_new_one(laptop: Terminal, tmp_path: Path) -> None:
    for number in range(40):
        laptop.gets("people", "add", "--name", f"卓玛{'甲乙丙丁'[number % 4]}", "--phone", f"139970100{number:02d}")
    whole = laptop.gets("station", "check", "--full")
    assert whole["is_sound"]
    path = laptop.folder / "tianye.db"
    content = bytearray(path.read_bytes())
    content[-2000] ^= 4
    path.write_bytes(content)
    done = laptop.gets("station", "check", "--rescue", tmp_path / "saved")
    assert done["operations"] > 0
    again = Terminal(tmp_path / "saved")
    assert again.gets("station", "check")["is_sound"]
    assert len(again.gets("people", "list")["people"]) >= 40 - done["lost_operations"]
    assert path.read_bytes() == bytes(content)


def test_a_person_is_erased_and_every_laptop_confirms(paired: tuple[Terminal, Terminal], stick: Path) -> None:
    hq, laptop = paired
    person = laptop.gets("people", "list")["people"][0]
    hq.gets("people", "erase", person["id"])
    taken_back = hq.gets("people", "erase", person["id"], "--take-back")
    assert taken_back["id"] == person["id"]
    assert hq.gets("people", "erasures")["erasures"] == []
    done = hq.gets("people", "erase", person["id"], "--why", "not-needed", "--now")
    assert done["is_carried_out"]
    assert person["id"] not in [one["id"] for one in hq.gets("people", "list")["people"]]
    carry_pack(hq, laptop, stick)
    assert person["id"] not in [one["id"] for one in laptop.gets("people", "list")["people"]]
    (order,) = hq.gets("people", "erasures")["erasures"]
    assert (order["why"], order["confirmed"], order["missing"]) == ("not-needed", [], ["玉树一号"])
    laptop.gets("bundle", "make", "--to", stick)
    hq.gets("bundle", "import", stick)
    (order,) = hq.gets("people", "erasures")["erasures"]
    assert (order["confirmed"], order["missing"]) == (["玉树一号"], [])


def test_a_laptop_purges_by_headquarters_rule(paired: tuple[Terminal, Terminal], stick: Path) -> None:
    hq, laptop = paired
    assert hq.gets("station", "retention")["days"] == 0
    laptop.is_refused(3, "purge.no-rule", "station", "purge")
    assert hq.gets("station", "retention", "--days", "30")["days"] == 30
    carry_pack(hq, laptop, stick)
    shown = laptop.gets("station", "retention")
    assert (shown["days"], shown["hindered_by"]) == (30, "purge.nothing")
    with Station.open(laptop.folder, laptop.passphrase, laptop.world) as station, station.command("answer") as command:
        answer = command.new_subject(owns_data=True)
        fields = {"on": "2026-06-12", "answers": {"/data/said": "想说的"}}
        command.add("response.finished", answer, fields, owner=answer, is_new=True)
    laptop.gets("bundle", "make", "--to", stick)
    (taken,) = hq.gets("bundle", "import", stick)["imported"]
    assert (taken["purged"], taken["filled"]) == (0, 0)
    hq.gets("backup", "make", "--to", stick.parent / "other disk")
    (receipt,) = hq.gets("receipt", "make", "--all", "--to", stick)["receipts"]
    laptop.gets("receipt", "install", receipt["file"])
    tried = laptop.gets("station", "purge", "--dry-run")
    assert (tried["operations"], tried["hindered_by"], tried["is_done"]) == (0, "purge.too-early", False)
    laptop.is_refused(3, "purge.too-early", "station", "purge")
    with Station.open(laptop.folder, laptop.passphrase, laptop.world) as station, station.writing():
        station.database.execute("UPDATE backed SET hq_ms = 0, here_ms = 0")
    done = laptop.gets("station", "purge")
    assert (done["answers"], done["operations"], done["is_done"]) == (1, 1, True)
    (purged,) = laptop.gets("station", "retention")["purged"]
    assert (purged["operations"], purged["receipt"]) == (1, 1)
    assert laptop.gets("figures")["lacks_answers"]
    assert laptop.gets("station", "check", "--full")["is_sound"]
    assert hq.gets("station", "retention", "--never")["days"] == 0


def test_a_newer_program_s_folder_is_refused_by_name(laptop: Terminal) -> None:
    with Station.open(laptop.folder, laptop.passphrase, laptop.world) as station:
        station.database.execute("INSERT INTO migration VALUES ('9999-later')")
    laptop.is_refused(3, "database.too-new", "station", "status")
