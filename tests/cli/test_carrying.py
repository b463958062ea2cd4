"""Parts, carried files and receipts as texts, typed at a terminal."""

from __future__ import annotations

from pathlib import Path

from cli.terminal import Terminal

Pair = tuple[Terminal, Terminal]


def test_a_receipt_goes_as_a_text_and_on_paper(paired: Pair, tmp_path: Path) -> None:
    hq, laptop = paired
    laptop.gets("checkin", "YS-AM", "zmcr")
    made = laptop.gets("bundle", "make", "--to", tmp_path, "--messenger")
    assert [part["file"] for part in made["parts"]] == [made["file"]]
    hq.gets("bundle", "import", made["file"])
    (receipt,) = hq.gets("receipt", "make", "--all")["receipts"]
    assert receipt["text"].startswith("TYR1:")
    told = laptop.gets("receipt", "install", "--text", receipt["text"])
    assert (told["received"], told["still_to_send"], told["missing_files"]) == (made["last"], 0, 0)
    # nothing new: a bundle without records has no span
    empty = laptop.gets("bundle", "make", "--to", tmp_path)["file"]
    (row,) = [line for line in hq.types("bundle", "import", empty).out.splitlines() if Path(empty).name in line]
    assert f"{made['last'] + 1}-{made['last']}" not in row
    laptop.is_refused(3, "receipt.unreadable-text", "receipt", "install", "--text", receipt["text"][:-2])
    assert laptop.types("receipt", "install").status == 2
    sheet = tmp_path / "receipts.html"
    (printed,) = hq.gets("receipt", "make", "--all", "--sheet", sheet)["receipts"]
    assert printed["file"] == str(sheet)
    assert "<svg" in sheet.read_text(encoding="utf-8")
    assert hq.types("receipt", "make", "--all", "--sheet", sheet, "--to", tmp_path).status == 2


def test_sealed_files_are_carried_along(paired: Pair, tmp_path: Path) -> None:
    hq, laptop = paired
    stick, other = tmp_path / "shared", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    # a pack for another laptop is as sealed as its bundle
    stranger = Terminal(tmp_path / "second")
    stranger.gets("station", "init", "--role", "laptop", "--name", "称多一号", "--operator", "填表人")
    hq.gets("laptops", "add", stranger.gets("station", "card")["card"], "--county", "632723")
    hq.gets("pack", "make", "称多一号", "--to", stick)
    taken = laptop.gets("bundle", "carry", stick)
    assert (taken["new"], taken["known"], taken["left"], len(taken["carried"])) == (1, 0, [], 1)
    assert laptop.gets("bundle", "make", "--to", other)["carried"] == 1
    (sealed,) = other.glob("sealed-*.tianye")
    assert stranger.types("pack", "install", sealed).status == 3
    words = " ".join(hq.gets("station", "card")["words"])
    assert stranger.gets("pack", "install", sealed, "--trust", words)["number"] > 0
    assert len(laptop.gets("bundle", "carry")["carried"]) == 1
    laptop.is_refused(3, "carried.none-there", "bundle", "carry", tmp_path / "second")
