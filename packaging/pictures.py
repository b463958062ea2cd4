"""Paint screens into a folder: `python3 run.py pictures DIR [NAME ...]`; names choose scenes by their beginning.

`python3 run.py pictures --guide [NAME ...]` paints into `docs/guide/pictures` what the guide shows: each scene that one
of its pages names, in both languages.

A scene is a function in `tests/ui/scenes/*.py`, listed there in `SCENES`: it is given the program and brings the window
to what is to be seen. Each is painted in Chinese and English at 1366×768, in Chinese at 200 % text and at 1920×1080;
scenes in `MAIN` also in the dark and the high-contrast palette. Those in `PAINTED`, which no test measures, are painted
in the language named with them, light and dark. Beside the pictures, `report.txt` lists texts that are
clipped, controls without a name and targets that are too small.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide"
PICTURE = re.compile(r"\(\.\./pictures/([a-z_-]+)\.(?:zh_CN|en)\.png\)")
SCENES = ROOT / "tests" / "ui" / "scenes"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(ROOT / "tests")]

from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tianye.ui.app.program import Program, make_application  # noqa: E402
from ui.pages import Screen  # noqa: E402

NORMAL = [
    ("zh_CN", "light", 100, (1366, 768)),
    ("en", "light", 100, (1366, 768)),
    ("zh_CN", "light", 200, (1366, 768)),
    ("zh_CN", "light", 100, (1920, 1080)),
]
OF_MAIN = [
    ("zh_CN", "dark", 100, (1366, 768)),
    ("zh_CN", "contrast", 100, (1366, 768)),
    ("en", "light", 200, (1366, 768)),
]

BOTH = ("light", "dark")
OF_GUIDE = [("zh_CN", "light", 100, (1366, 768)), ("en", "light", 100, (1366, 768))]

Scene = Callable[[Program], None]


def main(arguments: list[str]) -> int:
    """Paint the wanted scenes; exit status 1 where the report has lines."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] != "--guide"):
        print(__doc__)
        return 2
    is_for_guide, wanted = arguments[0] == "--guide", tuple(arguments[1:])
    folder = GUIDE / "pictures" if is_for_guide else Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    lines = []
    shown = named_by_the_guide()
    for name, scene, looks in scenes():
        if (not is_for_guide or name in shown) and (not wanted or name.startswith(wanted)):
            lines += paint(application, name, scene, OF_GUIDE if is_for_guide else looks, folder)
            print(name)
    if is_for_guide:
        for path in folder.glob("*.*.*.*.*.png"):
            # the guide needs one look: a short name, no more
            slim(path, folder / f"{'.'.join(path.name.split('.')[:2])}.png")
        print(f"{len(lines)} remarks")
        return 1 if lines else 0
    (folder / "report.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} remarks in report.txt")
    return 1 if lines else 0


def slim(painted: Path, kept: Path) -> None:
    """Keep a picture in its 256 commonest colours, a third of its size, and take the painted one away."""
    picture = QImage(str(painted)).convertToFormat(QImage.Format.Format_RGB32)
    commonest = [colour for colour, _ in Counter(picture.constBits().cast("I")).most_common(256)]
    few = picture.convertToFormat(QImage.Format.Format_Indexed8, commonest, Qt.ImageConversionFlag.AvoidDither)
    assert few.save(str(kept), "PNG", 0)
    painted.unlink()


def named_by_the_guide() -> set[str]:
    """Return the scenes whose pictures the pages of the guide show."""
    pages = GUIDE.glob("*/*.md")
    return {name for page in pages for name in PICTURE.findall(page.read_text(encoding="utf-8"))}


def scenes() -> Iterator[tuple[str, Scene, list[tuple[str, str, int, tuple[int, int]]]]]:
    """Yield (name, scene, looks) of every scene of every file."""
    for path in sorted(SCENES.glob("*.py")):
        module = load(path)
        for name, scene in module.SCENES.items():
            yield f"{path.stem}-{name}", scene, NORMAL + (OF_MAIN if name in module.MAIN else [])
        for name, (scene, language) in getattr(module, "PAINTED", {}).items():
            yield f"{path.stem}-{name}", scene, [(language, palette, 100, (1366, 768)) for palette in BOTH]


def load(path: Path) -> ModuleType:
    """Return a file of scenes as a module."""
    spec = importlib.util.spec_from_file_location(f"scenes_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def paint(
    application: QApplication, name: str, scene: Scene, looks: list[tuple[str, str, int, tuple[int, int]]], folder: Path
) -> list[str]:
    """Build a scene once and grab it in every look; returns remarks."""
    remarks = []
    with tempfile.TemporaryDirectory() as memory:
        program = Program(Path(memory) / "screens.ini")
        try:
            program.window.show()
            scene(program)
            for language, palette, percent, size in looks:
                program.theme.choose(palette, percent)
                program.language.choose(language)
                program.window.resize(*size)
                settle(application, program)
                look = f"{name}.{language}.{palette}.{percent}.{size[0]}"
                program.window.grab().save(str(folder / f"{look}.png"))
                screen = Screen(program.window)
                if (size[0], size[1]) != (program.window.width(), program.window.height()):
                    remarks.append(f"{look}: needs {program.window.width()}×{program.window.height()}")
                remarks += [f"{look}: clipped: {line}" for line in screen.clipped()]
                remarks += [f"{look}: overlapping: {line}" for line in screen.overlapping()]
                remarks += [f"{look}: unnamed: {line}" for line in screen.unnamed()]
                remarks += [f"{look}: small: {line}" for line in screen.small()]
        finally:
            program.window.close()
            program.stop()
            program.window.deleteLater()
            # events alone delete nothing outside an event loop: every window would be styled anew with the later ones
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            application.processEvents()
    return remarks


def settle(application: QApplication, program: Program) -> None:
    """Let the lane finish and layouts come to rest."""
    while program.runner.is_busy:
        application.processEvents()
    # each level of layouts asks its parent in a round of its own
    for _ in range(8):
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
