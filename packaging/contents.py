"""What the one-folder build holds: data folders, Python modules and parts of Qt that stay or are left out.

Read by `tianye.spec`, by `freeze.py`, which checks the folder that came out, and by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

DATA = {
    "resources": "tianye/_data/resources",
    "translations": "tianye/_data/translations",
    "docs/guide": "tianye/_data/guide",
}
"""Folder of the checkout → where the program looks for it; the guide only where it has been written."""

LEFT_OUT_MODULES = (
    # of Python: nothing here opens a socket to another machine, draws with Tk or tests itself
    *("tkinter", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data", "doctest", "turtle", "test", "curses"),
    *("ssl", "_ssl", "readline", "zstandard.backend_cffi", "zstandard._cffi"),
    *("setuptools", "pkg_resources", "pip", "wheel", "numpy", "pandas", "IPython", "docutils"),
    # of Qt: all that no screen imports
    *(
        f"PySide6.{name}"
        for name in ("QtDBus", "QtDesigner", "QtHelp", "QtNetwork", "QtOpenGL", "QtOpenGLWidgets", "QtQml")
    ),
    *(f"PySide6.{name}" for name in ("QtQuick", "QtQuickControls2", "QtQuickTest", "QtQuickWidgets", "QtSql")),
    *(f"PySide6.{name}" for name in ("QtTest", "QtUiTools", "QtXml", "QtConcurrent", "QtSvgWidgets")),
)
"""Modules that are not frozen; a test holds that no module of the program imports them."""

GPL_ONLY = (
    *("Charts", "Graphs", "DataVisualization", "VirtualKeyboard", "Lottie", "QuickTimeline", "Quick3D"),
    *("WaylandCompositor", "NetworkAuth", "CoAP", "Mqtt", "ShaderTools"),
)
"""Modules of Qt that come under the GPL alone and must not lie beside a program under another licence."""

QT_LIBRARIES = (
    *("Core", "DBus", "Gui", "OpenGL", "PrintSupport", "Svg", "Widgets", "XcbQpa"),
    *("WaylandClient", "WlShellIntegration"),
)
"""Shared libraries of Qt that stay; what a plugin on the list below needs is here."""

QT_PLUGINS = (
    *("platforms/*qxcb.*", "platforms/*qoffscreen.*", "platforms/*qwayland.*", "platforms/*qminimal.*"),
    # the shared memory path of Wayland is enough for widgets; no graphics integration is needed
    *("wayland-shell-integration/*xdg-shell.*", "wayland-decoration-client/*bradient.*"),
    *("platforminputcontexts/*compose*", "platforminputcontexts/*ibus*"),
    *("platformthemes/*xdgdesktopportal.*", "iconengines/*svg*", "printsupport/*"),
    *(f"imageformats/*q{name}.*" for name in ("svg", "jpeg", "gif", "ico", "webp")),
    # on Windows
    *("platforms/*qwindows.*", "styles/*"),
)
"""Plugins of Qt that stay, as patterns below its folder `plugins`."""

QT_TRANSLATIONS = ("qtbase_zh_CN.qm",)

MISSING_ON_DESKTOPS = tuple(
    f"libxcb-{name}.so" for name in ("cursor", "icccm", "image", "keysyms", "render-util", "util")
)
"""Small libraries Qt's window plugin needs and an ordinary Debian desktop lacks: a stick brings no network for them."""

BESIDE_THE_PROGRAM = (
    *("libQt6*", "libicu*", "libpyside6*", "libshiboken6*", "libpython3*"),
    *("libcrypto.*", "libffi.*", "libz.*", "libbz2.*", "liblzma.*", "libexpat.*", "libuuid.*", "libsqlite3.*"),
    *(f"{name}*" for name in MISSING_ON_DESKTOPS),
)
"""Libraries that stay: those of the packages, what Python itself links, and the above. The system has all others."""


QT_TOOLS = (
    *("*.exe", "*.lib", "*.pyi", "pyside6qml*", "opengl32sw.dll"),
    *(
        f"{folder}/*"
        for folder in ("qml", "resources", "metatypes", "typesystems", "include", "scripts", "glue", "doc")
    ),
)
"""What Qt's packages for Python hold for developers, as patterns below `PySide6`."""


def is_kept(name: str) -> bool:
    """Say whether a file stays; `name` is its path with slashes, in a frozen folder or in one of unpacked wheels."""
    path = name.replace("\\", "/")
    file = path.rpartition("/")[2]
    _, is_of_qt, inside = path.rpartition("PySide6/")
    if is_of_qt:
        inside = inside.removeprefix("Qt/")
        if inside.startswith("plugins/"):
            return fits(inside.removeprefix("plugins/"), QT_PLUGINS)
        if inside.startswith("translations/"):
            return file in QT_TRANSLATIONS
        if fits(inside, QT_TOOLS) or f"PySide6.{file.partition('.')[0]}" in LEFT_OUT_MODULES:
            return False
    if file.startswith(("libQt6", "Qt6")):
        return fits(file, [f"*Qt6{library}.*" for library in QT_LIBRARIES])
    if file.endswith(".jar"):
        # pyxform's second checker: needs Java, is not asked
        return False
    is_outermost = "/" not in path.removeprefix("_internal/")
    return not is_outermost or not fnmatch(file, "lib*.so*") or fits(file, BESIDE_THE_PROGRAM)


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Say whether a name fits one of the patterns."""
    return any(fnmatch(name, pattern) for pattern in patterns)


def missing(folder: Path) -> list[str]:
    """Return what a frozen folder for Linux lacks: the machine that froze it had not installed it."""
    held = [path.name for path in (folder / "_internal").iterdir()]
    return [name for name in MISSING_ON_DESKTOPS if not any(file.startswith(name) for file in held)]


def intruders(folder: Path) -> list[str]:
    """Return the files of a folder that must not be in it: what is left out, and what of Qt is under the GPL alone."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return [name for name in names if not is_kept(name) or ("PySide6/" in name and is_gpl_only(name))]


def is_gpl_only(name: str) -> bool:
    """Say whether a file of Qt belongs to a module under the GPL alone."""
    file = name.rpartition("/")[2].lower()
    return any(module.lower() in file for module in GPL_ONLY)
