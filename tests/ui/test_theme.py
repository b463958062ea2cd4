"""Fonts, palettes, style sheet, icons."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtGui import QRawFont, QTextLayout
from PySide6.QtWidgets import QLabel

from house.sources import APP, ROOT
from tianye.domain.errors import Bug
from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.messages.language import LANGUAGES

TEXTS = {
    "Chinese": ("更求才仁 9:14 已签到，太阳能灶·龘㸂", "Noto Sans SC"),
    "Tibetan": ("སློབ་སྦྱོང་ལེགས་སོ། བཀྲ་ཤིས་བདེ་ལེགས།", "Noto Serif Tibetan"),
    "Latin": ("zhuō mǎ — Kg 1,204 % “quoted” – ǖǘǚǜ", "Noto Sans SC"),
}
ICON_NAMES = re.compile(r'(?:Button\("[a-z]+", |Picture\(|_Switch\(|_FootLine\()"([a-z][a-z-]+)"')


def runs(text: str, role: str, look: theme.Theme) -> list[tuple[str, list[int]]]:
    """Return (family, glyph numbers) of each run of a text as it is drawn."""
    layout = QTextLayout(text, look.font(role))
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    return [(QRawFont(run.rawFont()).familyName(), list(run.glyphIndexes())) for run in layout.glyphRuns()]


@pytest.mark.parametrize("script", TEXTS)
@pytest.mark.parametrize("role", ["body", "title"])
def test_no_letter_is_a_box(program: Program, script: str, role: str) -> None:
    """Glyph 0 is the box; a family of the host would look different on every laptop."""
    text, family = TEXTS[script]
    drawn = runs(text.replace("龘㸂", ""), role, program.theme)
    assert drawn
    assert [name for name, glyphs in drawn if 0 in glyphs] == []
    assert family in {name.removesuffix(" SemiBold") for name, _ in drawn}
    assert {name.removesuffix(" SemiBold") for name, _ in drawn} <= set(program.theme.token("fonts"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_catalogue_form_or_guide_is_a_box(program: Program, language: str) -> None:
    """Everything that is shipped to be read is drawn by the fonts that are shipped."""
    short = {"zh_CN": "zh"}.get(language, language)
    files = [
        *(ROOT / "translations" / language).glob("*.ts"),
        *(ROOT / "docs" / "guide" / short).glob("*.md"),
        *(ROOT / "resources" / "forms").glob("*.md"),
    ]
    assert len(files) > 5
    letters = "".join(sorted({letter for path in files for letter in path.read_text(encoding="utf-8")} - {"\n"}))
    drawn = runs(letters, "body", program.theme)
    assert [name for name, glyphs in drawn if 0 in glyphs] == []
    assert {name.removesuffix(" SemiBold") for name, _ in drawn} <= set(program.theme.token("fonts"))


@pytest.mark.parametrize("palette", theme.PALETTES)
def test_no_role_is_missing(program: Program, palette: str) -> None:
    """The style sheet is filled by name; Template refuses a role nobody defined."""
    program.theme.choose(palette)
    assert "$" not in program.theme.style_sheet()


def test_palettes_have_the_same_roles(program: Program) -> None:
    roles = [set(program.theme.token("palettes", palette)) for palette in theme.PALETTES]
    assert roles[0] == roles[1] == roles[2]


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", theme.PALETTES)
def test_text_stands_out_from_its_ground(program: Program, palette: str) -> None:
    colors = program.theme.token("palettes", palette)
    faint = []
    for text, ground, least in program.theme.token("contrast_floor"):
        one, other = sorted((luminance(colors[text]), luminance(colors[ground])), reverse=True)
        if (one + 0.05) / (other + 0.05) < least:
            faint.append((text, ground))
    assert faint == []


def test_text_size_reaches_the_widgets(program: Program) -> None:
    label = QLabel("签到")
    label.setProperty("role", "body")
    label.ensurePolished()
    small = label.sizeHint().height()
    program.theme.choose(text_percent=200)
    label.ensurePolished()
    assert label.sizeHint().height() >= 1.8 * small
    label.deleteLater()


def test_every_icon_the_code_names_is_there(program: Program) -> None:
    named = {name for path in (APP / "ui").rglob("*.py") for name in ICON_NAMES.findall(path.read_text("utf-8"))}
    assert len(named) > 5
    for name in named:
        assert not program.theme.pixmap(name, 20).isNull()
    with pytest.raises(Bug) as unknown:
        program.theme.pixmap("no-such-icon", 20)
    assert unknown.value.code == "theme.no-icon"


def test_every_icon_is_used(program: Program) -> None:
    code = "".join(path.read_text("utf-8") for path in (APP / "ui").rglob("*.py"))
    sheet = (ROOT / "resources" / "theme" / "style.qss").read_text("utf-8")
    names = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    marks = {f"mark-{picture}" for picture in program.theme.token("mark_pictures")}
    named = {name for name in names if f'"{name}"' in code or f"/{name}.svg" in sheet}
    assert names - named - marks == set()


def test_icons_are_of_one_family() -> None:
    odd = {
        path.stem
        for path in (ROOT / "resources" / "icons").glob("*.svg")
        if 'viewBox="0 0 24 24"' not in (text := path.read_text("utf-8"))
        or ('stroke="none"' not in text and 'stroke-width="1.75"' not in text)
    }
    assert {name for name in odd if not name.startswith("kiosk-")} == set()


def test_icons_have_no_colour_of_their_own() -> None:
    files = list((ROOT / "resources" / "icons").glob("*.svg"))
    assert len(files) > 50
    assert [path.name for path in files if re.search(r"#[0-9a-fA-F]{3}|rgb\(", path.read_text("utf-8"))] == []


def test_qt_keeps_its_hands_off_none(program: Program) -> None:
    """A release of PySide6 loses one reference to None with each call that returns nothing; on 3.11 that is fatal."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50
    label.deleteLater()
