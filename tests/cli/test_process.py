"""The program as its own process: prompts, pipes, signals, code pages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import SECRET, Terminal
from house.sources import ROOT
from tianye.cli.invocation import PASSPHRASE

PROGRAM = [sys.executable, "-m", "tianye"]
needs_terminals = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are another thing there")


def surroundings(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in (PASSPHRASE, "PYTHONUTF8")}
    return kept | {"PYTHONPATH": str(ROOT / "app")} | more


def run(*words: object, env: Mapping[str, str] | None = None, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120} | settings
    environment = surroundings(**{PASSPHRASE: SECRET}, **(env or {}))
    return subprocess.run([*PROGRAM, *map(str, words)], env=environment, check=False, **streams)


def test_the_module_runs_and_tells_its_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"tianye")


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_names_come_out_in_utf_8_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    Terminal(tmp_path / "data").founds("hq", "总部 བོད")
    env = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = run("--data", tmp_path / "data", "station", "status", "--json", env=env)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["result"]["name"] == "总部 བོད"
    assert "总部".encode() in done.stdout


@needs_terminals
def test_a_reader_that_goes_away_is_no_mistake(tmp_path: Path) -> None:
    """`tianye … | head -1`: quiet, and an exit status that tells the difference."""
    hq = Terminal(tmp_path / "data").founds("hq", "总部")
    hq.gets("people", "add", "--name", "卓玛")
    read, write = os.pipe()
    os.close(read)
    try:
        done = run("--data", hq.folder, "people", "list", stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
def test_a_full_disk_behind_the_output(tmp_path: Path, flags: list[str]) -> None:
    hq = Terminal(tmp_path / "data").founds("hq", "总部")
    with Path("/dev/full").open("wb") as full:
        done = run("--data", hq.folder, "station", "card", *flags, stdout=full)
    assert done.returncode == 4
    assert b"(file.no-space)" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_with_the_name_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Nobody ever writes into it."""
    hq = Terminal(tmp_path / "data").founds("hq", "总部")
    pipe = tmp_path / "pipe.tianye"
    os.mkfifo(pipe)
    for words, code in (
        (("bundle", "import"), "file.not-a-file"),
        (("bundle", "inspect"), "file.not-a-file"),
        (("people", "import"), "document.not-a-file"),
        (("form", "add"), "file.not-a-file"),
    ):
        done = run("--data", hq.folder, *words, pipe, timeout=20)
        assert f"({code})" in done.stderr.decode(), words


def read_until(terminal: int, wanted: bytes) -> bytes:
    """Read what a terminal shows until some words are there or it ends."""
    seen = b""
    while wanted not in seen:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    return seen


@needs_terminals
def test_a_passphrase_is_asked_for_and_never_shown(tmp_path: Path) -> None:
    import pty

    Terminal(tmp_path / "data").founds("hq", "总部")
    mine, theirs = pty.openpty()
    command = [*PROGRAM, "--data", str(tmp_path / "data"), "station", "card", "--json"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=surroundings(), start_new_session=True
    ) as program:
        os.close(theirs)
        seen = read_until(mine, b"Passphrase: ")
        os.write(mine, SECRET.encode() + b"\n")
        assert program.stdout is not None
        out = program.stdout.read()
        seen += read_until(mine, b"\0")
        os.close(mine)
    assert program.returncode == 0
    assert b"Passphrase: " in seen
    assert SECRET.encode() not in seen + out
    assert json.loads(out)["ok"] is True, "the question is not part of the answer"


@needs_terminals
def test_ctrl_c_at_the_prompt_is_clean(tmp_path: Path) -> None:
    import pty

    Terminal(tmp_path / "data").founds("hq", "总部")
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "--data", str(tmp_path / "data"), "station", "card"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=surroundings(),
        start_new_session=True,
    ) as program:
        os.close(theirs)
        read_until(mine, b"Passphrase: ")
        program.send_signal(signal.SIGINT)
        seen = read_until(mine, b"\0")
        assert program.stdout is not None
        assert program.stdout.read() == b""
        os.close(mine)
    assert program.returncode == 130
    assert b"nothing is half-written" in seen
    assert b"Traceback" not in seen


def test_a_form_is_driven_over_json_lines(tmp_path: Path) -> None:
    form = tmp_path / "goats.md"
    form.write_text("| survey | | | |\n| | type | name | label |\n| | integer | goats | 羊 |\n", encoding="utf-8")
    lines = b'{"do":"set","ref":"/data/goats","value":"7"}\n{"do":"quit"}\n'
    done = run("form", "drive", form, input=lines)
    assert (done.returncode, done.stderr) == (0, b"")
    ready, answer = map(json.loads, done.stdout.splitlines())
    assert ready["ready"] is True
    assert "ok" in answer or answer["error"] == "unknown-ref"


@needs_terminals
@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    ("words", "closed", "status"),
    [
        ("people list", ">&-", 141),
        ("--help", ">&-", 141),
        ("people list", "<&- >&- 2>&-", 141),
        ("people list", "2>&-", 0),
        ("people list", "<&-", 0),
    ],
)
def test_closed_streams_end_cleanly(tmp_path: Path, words: str, closed: str, status: int, flags: list[str]) -> None:
    Terminal(tmp_path / "data").founds("hq", "总部")
    line = ["sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, "--data", str(tmp_path / "data"), *flags, *words.split()]
    done = subprocess.run(line, env=surroundings(**{PASSPHRASE: SECRET}), timeout=120, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (status, b"")


@needs_terminals
@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
def test_a_refusal_is_told_although_the_output_is_closed(tmp_path: Path, flags: list[str]) -> None:
    Terminal(tmp_path / "data").founds("hq", "总部")
    line = ["sh", "-c", '"$@" >&-', "sh", *PROGRAM, "--data", str(tmp_path / "data"), "undo", "no id", *flags]
    done = subprocess.run(line, env=surroundings(**{PASSPHRASE: SECRET}), timeout=120, check=False, capture_output=True)
    assert done.returncode == 3
    assert b"(id.unreadable)" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
