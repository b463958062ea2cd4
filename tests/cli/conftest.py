"""Computers to sit down at: a headquarters, a laptop, and a stick to carry between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.terminal import Terminal


@pytest.fixture
def hq(tmp_path: Path) -> Terminal:
    """A headquarters with an empty data folder."""
    return Terminal(tmp_path / "总部").founds("hq", "总部")


@pytest.fixture
def laptop(tmp_path: Path) -> Terminal:
    """A laptop that has never met its headquarters."""
    return Terminal(tmp_path / "laptop one").founds("laptop", "玉树一号")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder to carry files in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def paired(hq: Terminal, laptop: Terminal, stick: Path) -> tuple[Terminal, Terminal]:
    """A headquarters with a plan and two people of Yushu, and a laptop that installed its first pack."""
    return pairs(hq, laptop, stick)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, Terminal]:
    """The same, shared by tests that change nothing."""
    folder = tmp_path_factory.mktemp("settled")
    stick = folder / "stick"
    stick.mkdir()
    hq = Terminal(folder / "hq").founds("hq", "总部")
    return pairs(hq, Terminal(folder / "one").founds("laptop", "玉树一号"), stick)


def pairs(hq: Terminal, laptop: Terminal, stick: Path) -> tuple[Terminal, Terminal]:
    """Bring the plan and the people in, enrol the laptop, carry its pack over."""
    plan = stick.parent / "plan.xlsx"
    write_plan(plan)
    people = stick.parent / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    assert hq.gets("plan", "import", plan)["added"] == 4
    assert hq.gets("people", "import", people)["added"] == 2
    enrols(hq, laptop)
    carry_pack(hq, laptop, stick)
    return hq, laptop


PEOPLE = """姓名,性别,出生年月,手机号,县,乡镇,同意:考勤
卓玛才让,女,1985-03,13997010001,玉树市,仲达乡,是
才仁扎西,男,1979,13997010002,玉树市,仲达乡,是
"""


def write_plan(path: Path) -> None:
    """Write a plan of one programme, one training and two sessions, as somebody would fill it in."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {
        "项目": [["编码", "项目名称"], ["RE", "清洁能源"]],
        "培训": [["编码", "项目", "类型", "培训名称", "县"], ["YS", "RE", "培训", "太阳能", "玉树市"]],
        "场次": [
            ["编码", "培训", "日期", "时段"],
            ["YS-AM", "YS", "2026-06-12", "上午"],
            ["YS-PM", "YS", "2026-06-12", "下午"],
        ],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def enrols(hq: Terminal, laptop: Terminal, county: str = "632701") -> None:
    """Enrol a laptop by the card it shows."""
    card = laptop.gets("station", "card")
    enrolled = hq.gets("laptops", "add", card["card"], "--county", county)
    assert enrolled["words"] == card["words"]


def carry_pack(hq: Terminal, laptop: Terminal, stick: Path) -> None:
    """Make a pack for a laptop and install it there, trusted by headquarters' six words."""
    name = laptop.gets("station", "card")["name"]
    (pack,) = hq.gets("pack", "make", name, "--to", stick)["packs"]
    laptop.gets("pack", "install", pack["file"], "--trust", " ".join(hq.gets("station", "card")["words"]))
