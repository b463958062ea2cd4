"""The users' guide is whole: every screen has its page in both languages, with its picture, and names buttons rightly.

What stands on a screen is quoted in 「…」 in the Chinese pages and in *…* in the English ones; `**…**` is for weight.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import tianye.ui
from tianye.ui.app.program import Program
from tianye.ui.field import workspace as field
from tianye.ui.hq import workspace as hq
from tianye.ui.kiosk.door import Door
from tianye.ui.parts.guide import INDEX
from tianye.ui.parts.stage import Page
from ui.test_every_screen import scenes

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]*)\)")
QUOTED = {"zh": re.compile(r"「([^」]+)」"), "en": re.compile(r"(?<![*\w])\*([^*|]+)\*(?![*\w])")}
WITHOUT_PICTURE = {INDEX, "keyboard"}
"""Pages that are about no screen."""


def pages(language: str) -> dict[str, str]:
    """Return the pages of a language, text by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((GUIDE / language).glob("*.md"))}


def page_classes() -> list[type[Page]]:
    """Return every kind of page that the program has."""
    for module in pkgutil.walk_packages(tianye.ui.__path__, "tianye.ui."):
        importlib.import_module(module.name)
    found, waiting = [], [Page]
    while waiting:
        for made in waiting.pop().__subclasses__():
            waiting.append(made)
            if made.__module__.startswith("tianye.ui."):
                found.append(made)
    return found


def catalogue(language: str) -> set[str]:
    """Return all texts of the screens in a language; `%n` stands for a number."""
    said: set[str] = set()
    for path in (ROOT / "translations" / "zh_CN").glob("*.ts"):
        for message in ET.parse(path).iter("message"):
            done = message.find("translation")
            assert done is not None
            said |= {message.findtext("source", "")} if language == "en" else texts_of(done)
    for path in (ROOT / "translations" / "en").glob("*.ts") if language == "en" else ():
        for done in ET.parse(path).iter("translation"):
            said |= texts_of(done)
    return {text.strip() for text in said}


def texts_of(translation: ET.Element) -> set[str]:
    """Return the text of a translation, or of each of its plural forms."""
    return {translation.text or "", *(form.text or "" for form in translation.iter("numerusform"))}


@pytest.mark.parametrize("made", page_classes(), ids=lambda made: made.__name__)
def test_every_screen_has_its_page_in_both_languages(made: type[Page]) -> None:
    # which page belongs to a screen is known before the screen is built
    name = made.help_page(made.__new__(made))
    assert name != INDEX
    for language in LANGUAGES:
        assert name in pages(language), f"{made.__name__}: no page {name!r} in {language}"


def test_the_walk_over_the_pages_meets_every_place(program: Program) -> None:
    places = {type(place.make(program.stage)) for place in (*field.PLACES, *hq.PLACES)}
    assert len(places) == 12
    assert {*places, Door} <= set(page_classes())


def test_both_languages_have_the_same_pages_with_the_same_pictures() -> None:
    chinese, english = pages("zh"), pages("en")
    assert set(chinese) == set(english)
    for name, text in chinese.items():
        stems = [
            [link.removeprefix("../pictures/").split(".")[0] for _, link in PICTURE.findall(one)]
            for one in (text, english[name])
        ]
        assert stems[0] == stems[1], name
        assert bool(stems[0]) == (name not in WITHOUT_PICTURE), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_a_scene_that_is_painted(language: str) -> None:
    painted = {name for name, *_ in scenes()}
    for name, text in pages(language).items():
        for words, link in PICTURE.findall(text):
            found = re.fullmatch(rf"\.\./pictures/([a-z_-]+)\.{LANGUAGES[language]}\.png", link)
            assert found, f"{name}: {link}"
            assert found[1] in painted, f"{name}: no scene {found[1]}"
            assert words, f"{name}: a picture says in words what it shows"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_pages_leads_to_every_page(language: str) -> None:
    every = pages(language)
    assert {f"{name}.md" for name in every if name != INDEX} <= set(LINK.findall(every[INDEX]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page(language: str) -> None:
    every = pages(language)
    for name, text in every.items():
        strays = {link.removesuffix(".md") for link in LINK.findall(text)} - every.keys()
        assert not strays, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_quoted_stands_on_a_screen_to_the_letter(language: str) -> None:
    said, wrong = catalogue(language), []
    for name, text in pages(language).items():
        for found in QUOTED[language].findall(text):
            quoted = " ".join(found.split())
            if quoted not in said and re.sub(r"\d+", "%n", quoted) not in said:
                wrong.append(f"{name}: {quoted}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_short_and_has_one_title(language: str) -> None:
    for name, text in pages(language).items():
        lines = text.splitlines()
        assert lines[0].startswith("# "), name
        assert sum(line.startswith("# ") for line in lines) == 1, name
        assert len(lines) <= 70, f"{name}: {len(lines)} lines"
