"""Set Tianye up beside this file and run it; standard library only.

The first run makes `.venv`, installs the project with its test extra (from the folder `wheels/` when there is one,
otherwise with pip's own settings) and notes for what; later runs start at once. Progress goes to stderr. Exit
status: that of the command; 2 usage; 4 when the machine lacks something, said in one paragraph.

Written for Python 3.8 and later, so that an old one can say what is needed instead of failing on a syntax error.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple, NoReturn  # noqa: UP035 (collections.abc.Iterator is not generic on 3.8)

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
NOTE = ENVIRONMENT / "tianye-setup.json"
LOCK = ENVIRONMENT / "tianye-setup.lock"
WHEELS = ROOT / "wheels"
IS_WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")

VERSIONS = ((3, 13), (3, 12), (3, 11))
NEEDED_MB = 600
USAGE, WORLD, STOPPED = 2, 4, 130

COMMANDS = {
    "demo": ("[--headless] [--dir D]", "play one training: headquarters, two laptops, bundles, figures"),
    "test": ("[arguments of pytest]", "run the tests"),
    "soak": ("[PART ...] [--rounds N] [--list]", "prove promises for hours: kills, changed files and the like"),
    "tianye": ("COMMAND ...", "any command of the program; `tianye --help` lists them"),
    "pictures": ("DIR [NAME ...]", "paint every screen into DIR, in both languages"),
    "wheels": (
        "DIR [--for windows [--python 3.12]]",
        "collect all packages for a machine of the same kind, or for 64-bit Windows, that has no network",
    ),
}


class Lacking(Exception):
    """The machine lacks something; the text says what, and what to do."""


class Interpreter(NamedTuple):
    """A Python found on this machine; `can_make` says whether it has venv and ensurepip."""

    path: str
    version: tuple[int, ...]
    can_make: bool


def main(arguments: list[str]) -> int:
    """Set up what is missing, then become the wanted command."""
    if not arguments or arguments[0] not in COMMANDS:
        is_wanted = arguments[:1] in (["-h"], ["--help"])
        print(usage(), file=sys.stdout if is_wanted else sys.stderr)
        return 0 if is_wanted else USAGE
    command, rest = arguments[0], arguments[1:]
    try:
        if command == "wheels":
            return collect_wheels(rest)
        prepare(use_wheels=WHEELS.is_dir())
        if command == "test":
            os.chdir(str(ROOT))
            # pytest's cache would warn about a folder it cannot write to, and warnings are errors
            cache = [] if os.access(str(ROOT), os.W_OK) else ["-p", "no:cacheprovider"]
            start(["-m", "pytest", *cache, *rest])
        if command == "soak":
            start([str(ROOT / "tests" / "soak"), *rest])
        if command == "pictures":
            start([str(ROOT / "packaging" / "pictures.py"), *rest])
        start(["-m", "tianye", *(["demo", *rest] if command == "demo" else rest)])
    except Lacking as lack:
        say(str(lack))
        return WORLD
    except KeyboardInterrupt:
        say("stopped; the next run goes on from here.")
        return STOPPED


def usage() -> str:
    """Return the help text."""
    lines = [f"  python3 run.py {name} {takes}\n      {does}" for name, (takes, does) in COMMANDS.items()]
    return "\n".join(["Usage:", *lines, "", "On Windows write `py run.py` instead of `python3 run.py`."])


def say(text: str) -> None:
    """Tell what is happening, on stderr."""
    print(f"run.py: {text}", file=sys.stderr, flush=True)


def start(arguments: list[str]) -> NoReturn:
    """Become `.venv`'s Python with these arguments; does not return."""
    environment = child_environment()
    if IS_WINDOWS:
        # exec on Windows returns to the prompt before the child has ended
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(subprocess.call([str(PYTHON), *arguments], env=environment))
        sys.exit(STOPPED)
    sys.stdout.flush()
    os.execve(str(PYTHON), [str(PYTHON), *arguments], environment)


def child_environment() -> dict[str, str]:
    """Return the environment for `.venv`'s Python: UTF-8 everywhere, nobody else's modules."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "PYTHONUTF8": "1"}


# --- the environment ---


def prepare(*, use_wheels: bool) -> None:
    """See to it that `.venv` is whole and installed for the pyproject.toml and the folder as they are now."""
    if is_ready():
        return
    with writing_to_folder():
        ENVIRONMENT.mkdir(exist_ok=True)
    with alone():
        if is_ready():
            return
        note = read_note()
        if note is None and any(entry != LOCK for entry in ENVIRONMENT.iterdir()):
            say("using the .venv that is there; run.py did not make it and will not remake it")
        elif note is None or note.get("state") != "ready" or not is_interpreter_there(note):
            make_environment(is_remade=note is not None)
        install(use_wheels=use_wheels)


def is_ready() -> bool:
    """Say whether `.venv` can be used as it stands."""
    note = read_note()
    return (
        note is not None
        and note.get("state") == "ready"
        and note.get("installed_for") == fingerprint()
        and is_interpreter_there(note)
    )


def is_interpreter_there(note: dict[str, str]) -> bool:
    """Say whether the Python behind `.venv` still exists and the folder has not moved since."""
    return os.path.exists(note.get("interpreter", "")) and PYTHON.exists() and note.get("root") == str(ROOT)


def fingerprint() -> str:
    """Return a hash of what an installation depends on."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def read_note() -> dict[str, str] | None:
    """Return what an earlier run wrote about `.venv`, or None where it wrote nothing."""
    try:
        note = json.loads(NOTE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def write_note(state: str, interpreter: str) -> None:
    """Write down that `.venv` is being made, or ready and for what."""
    note = {"state": state, "interpreter": interpreter, "root": str(ROOT), "installed_for": fingerprint()}
    with writing_to_folder():
        NOTE.write_text(json.dumps(note, indent=1), encoding="utf-8")


def make_environment(*, is_remade: bool) -> None:
    """Make `.venv` anew with a suitable Python, leaving nothing of a half-made one."""
    interpreter = find_interpreter()
    free_mb = shutil.disk_usage(str(ROOT)).free // 1_000_000
    if free_mb < NEEDED_MB:
        raise Lacking(f"the disk of {ROOT} has {free_mb} MB free; setting up needs {NEEDED_MB} MB.")
    version = ".".join(map(str, interpreter.version))
    say(f"{'making .venv again' if is_remade else 'making .venv'} with Python {version} ({interpreter.path})")
    write_note("making", interpreter.path)
    with writing_to_folder():
        for entry in ENVIRONMENT.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(str(entry))
            elif entry not in (LOCK, NOTE):
                entry.unlink()
    run_step([interpreter.path, "-m", "venv", str(ENVIRONMENT)], "Python could not make .venv.")


def install(*, use_wheels: bool) -> None:
    """Install the project, editable, with its test extra into `.venv`, and note that it is ready.

    The note stays as it was until then: an environment that worked is not remade because an update found no network.
    """
    found = probe(str(PYTHON))
    if found is None or found.version not in VERSIONS:
        raise Lacking(
            f"{ENVIRONMENT} does not work with Python 3.11, 3.12 or 3.13. Rename or delete it, then run this again."
        )
    source = ["--no-index", "--find-links", str(WHEELS)] if use_wheels else []
    say(f"installing from {'wheels/' if use_wheels else 'the package index'}; this can take some minutes")
    collecting = (
        "`python3 run.py wheels DIR --for windows` on any machine"
        if IS_WINDOWS
        else "`python3 run.py wheels DIR` on a machine of the same kind"
    )
    refusal = (
        f"{WHEELS} does not hold all that Python {'.'.join(map(str, found.version))} on this machine needs. Collect it "
        f"again ({collecting}), or move it away and connect to the network."
        if use_wheels
        else "the packages cannot be fetched: no network, and no folder wheels/ beside run.py. Connect, or bring the "
        f"folder that is collected with {collecting}."
    )
    pip(["install", *source, "--editable", ".[test]"], refusal)
    write_note("ready", found.path)
    say("ready")


def collect_wheels(arguments: list[str]) -> int:
    """Put every package of the project, its tests and its build into a folder, as wheels."""
    if not arguments or arguments[0].startswith("-"):
        print(usage(), file=sys.stderr)
        return USAGE
    if arguments[1:]:
        return collect_for_windows(arguments[0], arguments[1:])
    folder = Path(arguments[0]).absolute()
    prepare(use_wheels=False)
    say(f"collecting packages into {folder}")
    # pip asks for `editables` only once hatchling runs, so it is named here
    pip(
        ["wheel", "--wheel-dir", str(folder), ".[test]", "hatchling", "editables"],
        "the packages cannot be fetched: no network.",
    )
    for own in folder.glob("tianye-*.whl"):
        own.unlink()
    count = len(list(folder.glob("*.whl")))
    say(f"{folder} holds {count} packages; put it beside run.py under the name wheels")
    return 0


def collect_for_windows(folder: str, asked: list[str]) -> int:
    """Put the same packages for 64-bit Windows into a folder, for the Python named or for all that are supported."""
    versions = [".".join(map(str, version)) for version in VERSIONS]
    wanted = {("--for", "windows"): versions}
    wanted.update({("--for", "windows", "--python", version): [version] for version in versions})
    if tuple(asked) not in wanted:
        print(usage(), file=sys.stderr)
        return USAGE
    prepare(use_wheels=False)
    script = str(ROOT / "packaging" / "windows_wheels.py")
    start([script, str(Path(folder).absolute()), *wanted[tuple(asked)]])


def pip(arguments: list[str], refusal: str) -> None:
    """Run `.venv`'s pip in the project's folder, with whatever index settings pip itself finds."""
    command = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments]
    run_step(command, "pip could not install the packages.", refusal)


NOT_TO_BE_HAD = re.compile(
    r"No matching distribution|Could not find a version|Max retries exceeded|NewConnectionError|ConnectTimeout|"
    r"name resolution|Name or service not known|getaddrinfo|Network is unreachable|Connection refused|ProxyError"
)


def run_step(command: list[str], failure: str, refusal: str = "") -> None:
    """Run one quiet step; when it fails, say what lacks, with the last lines of its own words."""
    done = subprocess.run(
        command,
        cwd=str(ROOT),
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode == 0:
        return
    output = done.stdout.decode("utf-8", "replace").strip()
    if "No space left on device" in output or "not enough space" in output:
        failure = f"the disk is full; setting up needs {NEEDED_MB} MB."
    elif "Read-only file system" in output or "Permission denied" in output:
        failure = f"{ROOT} or the temporary folder cannot be written to."
    elif refusal and NOT_TO_BE_HAD.search(output):
        failure = refusal
    lines = output.splitlines()
    told = [line for line in lines if "ERROR" in line or NOT_TO_BE_HAD.search(line)] or lines
    raise Lacking("\n    ".join([failure, "Its own words:", *(line.strip()[:300] for line in told[-5:])]))


# --- what the machine has ---


def find_interpreter() -> Interpreter:
    """Return the Python that runs this file when it suits, otherwise a suitable one of this machine."""
    cannot_make = None
    for candidate in candidates():
        found = probe(candidate)
        if found is None or found.version not in VERSIONS:
            continue
        if found.can_make:
            return found
        cannot_make = cannot_make or found
    if cannot_make is not None:
        version = ".".join(map(str, cannot_make.version))
        raise Lacking(
            f"Python {version} ({cannot_make.path}) lacks the modules venv and ensurepip. On Debian and Ubuntu: "
            f"apt install python3-venv (or python{version}-venv)."
        )
    raise Lacking(
        f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]} ({sys.executable}), and no other was "
        "found. Install one of them, or name it: /path/to/python3.12 run.py"
    )


def candidates() -> Iterator[str]:
    """Yield commands that may be a suitable Python, this one first."""
    yield sys.executable
    names = [f"python{major}.{minor}" for major, minor in VERSIONS] + ["python3", "python"]
    for name in names:
        found = shutil.which(name)
        if found:
            yield found
    if IS_WINDOWS:
        programs = Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Programs" / "Python"
        for major, minor in VERSIONS:
            yield str(programs / f"Python{major}{minor}" / "python.exe")
        return
    for major, minor in VERSIONS:
        for found_path in sorted(Path.home().glob(f".pyenv/versions/{major}.{minor}.*/bin/python3")):
            yield str(found_path)


PROBE = """
import importlib.util, json, sys
has = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
print(json.dumps([getattr(sys, "_base_executable", None) or sys.executable, sys.version_info[:2], has]))
"""


def probe(command: str) -> Interpreter | None:
    """Ask a Python what it is; None where it does not start. Inside an environment the Python behind it answers."""
    try:
        asked = subprocess.run(
            [command, "-c", PROBE],
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )
        path, version, can_make = json.loads(asked.stdout.decode("ascii"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    # a link such as /usr/bin/python3 may mean another version after the next update
    return Interpreter(path if IS_WINDOWS else os.path.realpath(path), tuple(version), can_make)


@contextlib.contextmanager
def writing_to_folder() -> Iterator[None]:
    """Say plainly why the folder cannot be written to."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Lacking(f"the disk is full; setting up needs {NEEDED_MB} MB.") from error
        raise Lacking(
            f"cannot write to {error.filename or ENVIRONMENT} ({error.strerror}). Copy the project to a folder of your "
            "own and run it there."
        ) from error


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one run set up at a time; another waits until it is done."""
    with writing_to_folder():
        handle = LOCK.open("a+")
    with handle:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    say("waiting for another run.py that is setting up")
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting for another run.py that is setting up")
                fcntl.flock(handle, fcntl.LOCK_EX)
            except OSError:
                pass  # a file system without locks: a stick, some network folders
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
