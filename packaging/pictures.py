"""Paint screens into a folder: `python3 run.py pictures DIR [NAME ...]`; names choose scenes by their beginning.

A scene is a function in `tests/ui/scenes/*.py`, listed there in `SCENES`: it is given the program and brings the window
to what is to be seen. Each is painted in Chinese and English at 1366×768, in Chinese at 200 % text and at 1920×1080;
scenes in `MAIN` also in the dark and the high-contrast palette. Beside the pictures, `report.txt` lists texts that are
clipped, controls without a name and targets that are too small.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SCENES = ROOT / "tests" / "ui" / "scenes"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "ui")]

from pages import Screen  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tianye.ui.app.program import Program, make_application  # noqa: E402

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

Scene = Callable[[Program], None]


def main(arguments: list[str]) -> int:
    """Paint the wanted scenes; exit status 1 where the report has lines."""
    if not arguments:
        print(__doc__)
        return 2
    folder, wanted = Path(arguments[0]), tuple(arguments[1:])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv)
    lines = []
    for name, scene, looks in scenes():
        if not wanted or name.startswith(wanted):
            lines += paint(application, name, scene, looks, folder)
            print(name)
    (folder / "report.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} remarks in report.txt")
    return 1 if lines else 0


def scenes() -> Iterator[tuple[str, Scene, list[tuple[str, str, int, tuple[int, int]]]]]:
    """Yield (name, scene, looks) of every scene of every file."""
    for path in sorted(SCENES.glob("*.py")):
        module = load(path)
        for name, scene in module.SCENES.items():
            yield f"{path.stem}-{name}", scene, NORMAL + (OF_MAIN if name in module.MAIN else [])


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
                remarks += [f"{look}: unnamed: {line}" for line in screen.unnamed()]
                remarks += [f"{look}: small: {line}" for line in screen.small()]
        finally:
            program.window.close()
            program.stop()
            program.window.deleteLater()
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
