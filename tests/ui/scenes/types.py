"""Every type of question, answered: in Chinese with Tibetan to be measured, in three languages to be looked at."""

from __future__ import annotations

from functools import partial

from tianye.ui.app.program import Program
from tianye.ui.formview.multimedia import as_wave
from tianye.ui.formview.taking import Taken, take_image
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.forms_on_screen import open_file, settle
from ui.scenes.evidence import cooker, editor, strokes
from ui.scenes.places import FIELD, WALK

ANSWERS = {
    "typed/called": "扎曲",
    "typed/story": "从前河里没有水。\n后来山上的雪化了。",
    "typed/yaks": "42",
    "typed/litres": "7.5",
    "typed/tag": "CN-63-0012",
    "moments/moved": "2026-05-28",
    "moments/born": "1968-03-01",
    "moments/dawn": "05:40:00.000+08:00",
    "moments/storm": "2026-02-11T19:05:00.000+08:00",
    "chosen/well": "well",
    "chosen/also": "tap snow",
    "chosen/dry": "snow",
    "chosen/best": "snow well tap",
    "graded/trust": "7",
    "graded/stars": "4",
    "graded/often": "now",
    "graded/heard": "OK",
    "child[1]/name": "才让",
    "child[1]/age": "9",
}
PAGES = {
    "typed": "typed/called",
    "moments": "moments/moved",
    "chosen": "chosen/well",
    "graded": "graded/trust",
    "repeat": "child[1]/name",
}
SPEECHES = {"zh": "zh_CN", "zh+bo": "zh_CN", "en": "en"}
"""Languages of a form, and that of the screen beside it."""


def asked(program: Program, page: str, languages: str) -> None:
    """A page of the form with every usual type."""
    shown = _open(program, "types.md", languages)
    for name, value in ANSWERS.items():
        shown.view.answered.emit(f"/data/{name}", value)
        shown.view._under_way[f"/data/{name}"] += 1
    settle(program)
    shown.view.open_at(f"/data/{PAGES[page]}")
    settle(program)


def attached(program: Program, name: str, languages: str) -> None:
    """A question that is answered by a file, with its file."""
    shown = _open(program, "evidence.md", languages)
    shown.view.open_at(f"/data/{name}")
    settle(program)
    question = editor(shown, name)
    if name in ("signed", "map"):
        strokes(question.first(), program)
        question.commit()
    elif name == "story":
        question.give(lambda: Taken(as_wave(bytes(64_000), 16_000), "wav"))
    elif name == "minutes":
        question.give(lambda: Taken(b"%PDF-1.7" + bytes(20_000), "pdf"))
    else:
        question.give(partial(take_image, cooker()))
    settle(program)
    if name == "leak":
        strokes(question.first(), program)


def located(program: Program, name: str, languages: str) -> None:
    """A place, a walk, an area."""
    shown = _open(program, "places.md", languages)
    points = {"school": WALK[:1], "way": WALK, "field": (*FIELD, FIELD[0])}[name]
    shown.view.answered.emit(f"/data/{name}", ";".join(point.text for point in points))
    shown.view._under_way[f"/data/{name}"] += 1
    settle(program)
    shown.view.open_at(f"/data/{name}")
    settle(program)


def _open(program: Program, name: str, languages: str) -> Interviewing:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    return open_file(program, name, languages=languages)


SCENES = {page: partial(asked, page=page, languages="zh+bo") for page in PAGES}
MAIN: set[str] = set()
PAINTED = {
    f"{page}_{languages}": (partial(scene, **{word: page}, languages=languages), speech)
    for languages, speech in SPEECHES.items()
    for scene, word, pages in (
        (asked, "page", tuple(PAGES)),
        (attached, "name", ("cooker", "today", "signed", "map", "leak", "story", "minutes")),
        (located, "name", ("school", "way", "field")),
    )
    for page in pages
}
"""More to be looked at by `pictures` alone, with the language of the screen."""
