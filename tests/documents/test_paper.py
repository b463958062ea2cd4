from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from tianye.documents.badge_sheets import BadgeCard, make_badge_sheet
from tianye.documents.paper import PaperLanguage, QrLevel, qr_svg
from tianye.documents.sheets import (
    DEFAULT_BLANK_ROWS,
    SheetPerson,
    SignInSheet,
    find_page_code,
    make_page_code,
    make_sign_in_sheet,
)
from tianye.domain.badges import Badge, encode
from tianye.domain.errors import Bug
from tianye.domain.people import NO_PHONE, Sex
from tianye.domain.trainings import Half

_PIXELS = 6


def matrix_of(svg: str) -> list[list[bool]]:
    """Read the modules back out of the drawn path, border and all."""
    found = re.search(r'viewBox="0 0 (\d+) \d+"', svg)
    assert found is not None
    size = int(found[1])
    matrix = [[False] * size for _ in range(size)]
    path = re.findall(r' d="([^"]*)"', svg)[1]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", path):
        for column in range(int(x), int(x) + int(width)):
            matrix[int(y)][column] = True
    return matrix


def decoded(matrix: list[list[bool]]) -> str:
    zxingcpp = pytest.importorskip("zxingcpp")
    side = len(matrix) * _PIXELS
    lines = (bytes(0 if is_dark else 255 for is_dark in row for _ in range(_PIXELS)) for row in matrix)
    pixels = b"".join(line * _PIXELS for line in lines)
    (code,) = zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[side, side]))
    text: str = code.text
    return text


class _Outline(HTMLParser):
    """Counts elements by tag and class, checks that they nest, and collects the text."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name in (tag, *f".{dict(attrs).get('class') or ''}".replace(" ", " .").split()):
            self.counts[name] = self.counts.get(name, 0) + 1
        if tag not in {"meta", "col", "br", "path"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def is_closed(self) -> bool:
        return not self._open


def outline(html: str) -> _Outline:
    parser = _Outline()
    parser.feed(html)
    parser.close()
    assert parser.is_closed
    return parser


PERSON = SheetPerson(
    name="卓玛",
    name_bo="སྒྲོལ་མ",
    sex=Sex.FEMALE,
    ethnicity="04",
    birth_year=1988,
    village="日玛村",
    organisation="雪域洋芋合作社",
    post="社员",
    phone="15400635678",
)
SHEET = SignInSheet(
    code="0123456789ABCDEF",
    programme="可再生能源与妇女带头人",
    title="太阳能灶 <与> 合作社记账",
    on=date(2026, 6, 12),
    half=Half.MORNING,
    place="玉树市上拉秀乡日玛村",
    host="市妇联",
    notice="登记参训用，保存到 2029 年 12 月，电话 0976-0000000。",
    people=[PERSON] * 37,
    begins=540,
    ends=720,
)


def test_thirty_seven_listed_and_fifteen_blank_rows_are_five_pages() -> None:
    assert DEFAULT_BLANK_ROWS == 15
    html = make_sign_in_sheet(SHEET)
    page = outline(html)
    assert page.counts["section"] == page.counts["header"] == page.counts["thead"] == page.counts[".qr"] == 5
    assert page.counts[".blank"] == 15
    assert page.counts[".box"] == 3 * 52
    text = "".join(page.text)
    assert "第 1 页，共 5 页" in text
    assert "第 5 页，共 5 页" in text
    assert "2026年6月12日（星期五）上午 09:00–12:00" in text
    assert [int(row) for row in re.findall(r"<tr(?: class=\"blank\")?><td>(\d+)</td>", html)] == list(range(1, 53))


def test_each_page_code_finds_its_page() -> None:
    codes = re.findall(r"<svg.*?</svg>", make_sign_in_sheet(SHEET))
    assert [find_page_code(decoded(matrix_of(svg))) for svg in codes] == [
        ("0123456789ABCDEF", page, 5) for page in range(1, 6)
    ]


@pytest.mark.parametrize("scanned", ["TY:ABC", "TYS:A:0:5", "TYS:A:6:5", "TYS::1:5", "TYS:1:5", "", "TYS:A:x:5"])
def test_what_is_no_page_code(scanned: str) -> None:
    assert find_page_code(scanned) is None
    assert find_page_code(make_page_code("A:B", 2, 3)) == ("A:B", 2, 3)


def test_telephones_are_masked_and_text_is_escaped() -> None:
    html = make_sign_in_sheet(SHEET)
    assert "15400635678" not in html
    assert "154****5678" in html
    assert "<与>" not in html
    assert "太阳能灶 &lt;与&gt; 合作社记账" in html
    assert 'lang="bo">སྒྲོལ་མ' in html
    assert "checked" not in html


def test_an_empty_list_and_somebody_without_anything_have_rows_too() -> None:
    nobody = SignInSheet(
        code="A", programme="", title="活动", on=SHEET.on, half=Half.EVENING, place="", host="", notice="", people=()
    )
    assert outline(make_sign_in_sheet(nobody)).counts["section"] == 2
    bare = [SheetPerson(name="扎西", phone=NO_PHONE)]
    english = outline(
        make_sign_in_sheet(
            SignInSheet("A", "", "Day", SHEET.on, Half.EVENING, "", "", "", bare, blank_rows=0), PaperLanguage.ENGLISH
        )
    )
    assert "none" in english.text
    assert "Page 1 of 1" in "".join(english.text)


def test_pages_ask_nothing_from_outside() -> None:
    html = make_sign_in_sheet(SHEET) + make_badge_sheet([CARD])
    assert not re.search(r"(src|href)=|url\(|@import|<script|http:|https:", html)


CARD = BadgeCard(
    heading="可再生能源与妇女带头人",
    county="玉树市",
    name="卓玛",
    qr_text=encode(Badge(bytes(range(10)), bytes(range(64)))),
    short_code="0410-6105",
    name_bo="སྒྲོལ་མ",
    from_where="雪域洋芋合作社",
)


def test_eight_badges_a_page() -> None:
    page = outline(make_badge_sheet([CARD] * 17))
    assert page.counts["section"] == 3
    assert page.counts["article"] == page.counts[".qr"] == 17
    assert outline(make_badge_sheet([])).counts.get("section") is None


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("卓玛", "name"),
        ("旦增央宗拉姆", "name"),
        ("旦增央宗拉姆多", "name long"),
        ("Abdulrahman", "name"),
        ("旦增央宗拉姆多杰旺久才让", "name longer"),
        ("Abdulrahman Muhammad·Yusup", "name longer"),
    ],
)
def test_a_long_name_is_written_smaller_so_that_it_never_reaches_the_code(name: str, size: str) -> None:
    assert f'<strong class="{size}">{name}</strong>' in make_badge_sheet([replace(CARD, name=name)])


def test_a_badge_without_a_name_has_a_line_for_the_pen() -> None:
    html = make_badge_sheet([replace(CARD, name="")])
    assert '<div class="blank"></div>' in html
    assert f'aria-label="{CARD.short_code}"' in html


def test_a_badge_code_reads_as_it_was_issued() -> None:
    (svg,) = re.findall(r"<svg.*?</svg>", make_badge_sheet([CARD]))
    assert decoded(matrix_of(svg)) == CARD.qr_text


def test_a_badge_with_a_stain_still_reads() -> None:
    matrix = matrix_of(qr_svg(CARD.qr_text, QrLevel.HIGH, ""))
    middle = len(matrix) // 2
    for row in matrix[middle - 8 : middle + 8]:
        row[middle - 8 : middle + 8] = [False] * 16
    assert decoded(matrix) == CARD.qr_text


def test_more_than_a_code_holds_is_our_own_fault() -> None:
    with pytest.raises(Bug, match=r"paper\.qr-too-long"):
        qr_svg("x" * 5_000, QrLevel.MEDIUM, "")
