"""What is taken along is whole and lawful: what goes in, what stays out, and what the packages say of themselves."""

from __future__ import annotations

import configparser
import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import types
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from house.sources import ROOT, Module, modules
from house.test_modules import imported

PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Load scripts of `packaging/` by name, as they load each other."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    for name in ("contents", "debian", "freeze", "windows", "windows_wheels"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module


# --- what goes in ---


def test_the_folder_holds_the_data_that_the_wheel_holds(scripts: Any) -> None:
    """A folder of data that only one of the two brings is missing in the other."""
    data = {folder: place for folder, place in scripts("contents").DATA.items() if (ROOT / folder).is_dir()}
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == data


def test_the_plan_lists_every_data_folder_and_leaves_out_what_is_to_be_left_out(
    scripts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = scripts("contents")
    analysed = run_plan(monkeypatch)
    for folder, place in contents.DATA.items():
        assert ((str(ROOT / folder), place) in analysed["datas"]) == (ROOT / folder).is_dir()
    assert set(analysed["excludes"]) == set(contents.LEFT_OUT_MODULES)
    assert analysed["kept"] == ["PySide6/Qt/lib/libQt6Widgets.so.6"]


def run_plan(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run tianye.spec as PyInstaller does, with its names standing for nothing; return what it was asked to gather."""
    asked: dict[str, Any] = {}

    def analyse(scripts: list[str], **options: Any) -> types.SimpleNamespace:
        assert all(Path(script).is_file() for script in scripts)
        asked.update(options)
        found = [("PySide6/Qt/lib/libQt6Widgets.so.6",), ("PySide6/Qt/lib/libQt6Quick.so.6",)]
        return types.SimpleNamespace(binaries=found, datas=[], pure=[], scripts=scripts)

    def collect(program: object, binaries: list[tuple[str]], datas: object, **options: Any) -> None:
        asked["kept"] = [name for (name,) in binaries]

    hooks = types.ModuleType("hooks")
    hooks.collect_submodules = lambda name: [name]  # type: ignore[attr-defined]
    hooks.collect_data_files = lambda name: [(name, name)]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PyInstaller", types.ModuleType("PyInstaller"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils", types.ModuleType("PyInstaller.utils"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "path", sys.path[:])
    plan = PACKAGING / "tianye.spec"
    names = {"SPECPATH": str(PACKAGING), "Analysis": analyse, "COLLECT": collect}
    exec(
        compile(plan.read_text(encoding="utf-8"), str(plan), "exec"),
        {**names, "PYZ": lambda pure: pure, "EXE": lambda *parts, **options: parts},
    )
    return asked


# --- what stays out ---


def names_imported(module: Module) -> set[str]:
    """Return the modules a module imports, `from package import module` in full too."""
    found = set()
    for node, name in imported(module.tree):
        found |= {name, *(f"{name}.{alias.name}" for alias in getattr(node, "names", ()))}
    return found


def test_nothing_that_is_left_out_is_imported(scripts: Any) -> None:
    left_out = set(scripts("contents").LEFT_OUT_MODULES)
    found = [(module.path, name) for module in modules() for name in names_imported(module)]
    assert "PySide6.QtWidgets" in {name for _, name in found}
    assert [pair for pair in found if {pair[1], pair[1].partition(".")[0]} & left_out] == []


def test_every_module_loads_without_what_is_left_out(scripts: Any) -> None:
    """Libraries import too: on a computer without the modules that are left out, all of ours still load."""
    ours = [path.path.removeprefix("app/").removesuffix(".py").replace("/", ".") for path in modules()]
    program = f"""
import importlib, sys
sys.path.insert(0, {str(ROOT / "app")!r})
class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if name in {set(scripts("contents").LEFT_OUT_MODULES)!r}:
            raise ModuleNotFoundError(name)
for name in {scripts("contents").LEFT_OUT_MODULES!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, LeftOut())
for name in {[name.removesuffix(".__init__") for name in ours]!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("_internal/_cffi_backend.cpython-311-x86_64-linux-gnu.so", True),
        ("_internal/libxcb-cursor.so.0", True),
        ("_internal/google_re2.libs/libre2.so.11", True),
        ("tianye/_data/resources/theme/style.qss", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/QtQml.pyd", False),
        ("PySide6/Qt/lib/libQt6WaylandCompositor.so.6", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/designer.exe", False),
        ("PySide6/qml/QtQuick/qmldir", False),
        ("libX11.so.6", False),
        ("_internal/libstdc++.so.6", False),
        ("pyxform/validators/odk_validate/bin/ODK_Validate.jar", False),
    ],
)
def test_what_is_used_stays_and_the_rest_does_not(scripts: Any, name: str, is_kept: bool) -> None:
    assert scripts("contents").is_kept(name) == is_kept


def test_what_must_not_be_in_a_folder_is_named(scripts: Any, tmp_path: Path) -> None:
    allowed, forbidden = "_internal/PySide6/Qt/lib/libQt6Gui.so.6", "_internal/PySide6/Qt/lib/libQt6Charts.so.6"
    for name in (allowed, forbidden, "_internal/xlsxwriter/chartsheet.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert scripts("contents").intruders(tmp_path) == [forbidden]
    assert "libxcb-cursor.so" in scripts("contents").missing(tmp_path)


# --- the Debian package ---


def test_the_package_says_what_the_project_says(scripts: Any, tmp_path: Path) -> None:
    """dpkg-deb itself reads the control file back."""
    (tmp_path / "tree" / "DEBIAN").mkdir(parents=True)
    (tmp_path / "tree" / "DEBIAN").chmod(0o755)
    control = scripts("debian").control("amd64", 1234, "2.34")
    (tmp_path / "tree" / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    assert max(map(len, control.splitlines()[-5:])) <= 80
    if not shutil.which("dpkg-deb"):
        pytest.skip("dpkg-deb is Debian's")
    package = tmp_path / "tianye.deb"
    subprocess.run(["dpkg-deb", "--build", tmp_path / "tree", package], capture_output=True, check=True)
    told = subprocess.run(["dpkg-deb", "--field", package], capture_output=True, text=True, check=True).stdout
    fields = dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))
    assert fields["Package"] == PROJECT["project"]["name"]
    assert fields["Version"] == PROJECT["project"]["version"]
    depends = fields["Depends"].split(", ")
    assert {"libc6 (>= 2.34)", "libegl1", "libglib2.0-0t64 | libglib2.0-0", "libxcb-xkb1"} <= set(depends)
    assert len(depends) == len(set(depends))


def test_libraries_that_desktops_lack_are_not_depended_on(scripts: Any) -> None:
    """They lie in the folder: a stick brings no network to fetch them with."""
    depended_on = set(scripts("debian").DEPENDS)
    held = scripts("contents").MISSING_ON_DESKTOPS
    assert [name for name in depended_on for library in held if name.startswith(library)] == []


def test_the_entry_of_the_menu_is_complete_in_both_languages() -> None:
    file = PACKAGING / "debian" / "tianye.desktop"
    read = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(file, encoding="utf-8")
    entry = read["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"] == entry["Icon"] == next(iter(PROJECT["project"]["scripts"]))
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert re.search(r"[A-Za-z]", entry[key])
        assert re.search(r"[\u4e00-\u9fff]", entry[f"{key}[zh_CN]"])
    if shutil.which("desktop-file-validate"):
        assert subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=True).stdout == ""


def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, PACKAGING / "icons.py", tmp_path], check=True, capture_output=True, env=environment()
    )
    sizes = (16, 24, 32, 48, 64, 128, 256, 512)
    for size in sizes:
        picture = (tmp_path / f"tianye-{size}.png").read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(picture[16:20], "big") == int.from_bytes(picture[20:24], "big") == size
    assert "#e3a82b" in (tmp_path / "tianye.svg").read_text(encoding="utf-8").lower()
    icon = (tmp_path / "tianye.ico").read_bytes()
    assert icon[:6] == b"\0\0\1\0" + (len(sizes) - 1).to_bytes(2, "little")
    assert icon.count(b"\x89PNG") == len(sizes) - 1


def environment() -> dict[str, str]:
    """Return the variables for a script that imports the program."""
    return os.environ | {"PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}


# --- Windows ---


def write_wheel(folder: Path, name: str, tag: str, *lines: str) -> None:
    """Write a wheel that holds nothing but what it says of itself."""
    with ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as wheel:
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(["Metadata-Version: 2.1", f"Name: {name}", *lines]))


def test_a_folder_for_windows_is_judged_as_windows_would(scripts: Any, tmp_path: Path) -> None:
    """pip judges conditions by the computer it runs on; what only Windows needs would be forgotten."""
    wanted = ["plain>=1", "compiled[more]", 'clock; sys_platform == "win32"', 'penguin; sys_platform == "linux"']
    write_wheel(tmp_path, "plain", "py3-none-any", 'Requires-Dist: colour>=0.5; platform_system == "Windows"')
    write_wheel(tmp_path, "compiled", "cp311-cp311-win_amd64", 'Requires-Dist: extra-one; extra == "more"')
    write_wheel(tmp_path, "clock", "py3-none-any", "Requires-Python: >=3.12")
    missing = scripts("windows_wheels").missing
    assert sorted(missing(tmp_path, "3.11", wanted)) == [
        'clock; sys_platform == "win32"',
        'colour>=0.5; platform_system == "Windows"',
        'extra-one; extra == "more"',
    ]
    assert sorted(line.partition(";")[0] for line in missing(tmp_path, "3.12", wanted)) == [
        "colour>=0.5",
        "compiled[more]",
    ]
    write_wheel(tmp_path, "colour", "py2.py3-none-any")
    write_wheel(tmp_path, "compiled", "cp310-abi3-win_amd64")
    write_wheel(tmp_path, "penguin", "cp312-cp312-manylinux_2_28_x86_64")
    assert missing(tmp_path, "3.12", wanted) == []


def test_windows_is_asked_for_all_that_is_installed_there(scripts: Any) -> None:
    asked = scripts("windows_wheels").asked_for
    assert set(PROJECT["project"]["dependencies"]) == set(asked(with_tests=False))
    assert {*PROJECT["project"]["optional-dependencies"]["test"], "hatchling"} <= set(asked(with_tests=True))


def test_an_embeddable_python_is_known_from_another_folder(scripts: Any, tmp_path: Path) -> None:
    windows = scripts("windows")
    assert windows.python_of(tmp_path) is None
    for name in ("python.exe", "pythonw.exe", "python3.dll", "python312.dll", "python312._pth"):
        (tmp_path / name).touch()
    assert windows.python_of(tmp_path) == "312"
    windows.write_paths(tmp_path, "312")
    assert (tmp_path / "python312._pth").read_text(encoding="ascii").split() == ["python312.zip", ".", "..\\packages"]


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")
def test_the_installer_compiles(scripts: Any, tmp_path: Path) -> None:
    """Compiled, not run: Windows is needed for that."""
    tree = tmp_path / "树"
    for name in ("python/pythonw.exe", "packages/tianye/__init__.py", "licences/NOTICE.txt", "tianye.cmd"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name, encoding="utf-8")
    subprocess.run([sys.executable, PACKAGING / "icons.py", tree], check=True, capture_output=True, env=environment())
    # Windows loads other libraries into programs called setup or install; NSIS warns of such names
    installer = tmp_path / "tianye_0.1.0_win_amd64.exe"
    scripts("windows").compile_installer(tree, installer)
    assert installer.read_bytes()[:2] == b"MZ"


# --- the page ---


def test_what_the_page_names_is_there() -> None:
    """Its commands are what a person tries first."""
    page = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:packaging|benchmarks)/\w+\.py", page)) | {
        f"packaging/{name}" for name in re.findall(r"`((?:windows/)?\w+\.(?:py|spec|nsi))`", page) if name != "run.py"
    }
    assert {"packaging/debian.py", "packaging/windows/tianye.nsi", "benchmarks/start_frozen.py"} <= named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_installer_is_said_to_have_never_been_run() -> None:
    """Until somebody has run it; then this test goes."""
    for path in ("docs/packaging.md", "packaging/windows.py", "packaging/windows/tianye.nsi"):
        assert "never run" in (ROOT / path).read_text(encoding="utf-8").lower()
