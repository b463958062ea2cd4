"""What reaches a terminal or a pipe: shapes, columns, and nothing that steers the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from cli.terminal import Terminal
from tianye.cli.faults import as_fault
from tianye.cli.framework import LazyGroup
from tianye.cli.output import Facts, Result, Table, show_result, visible
from tianye.domain import traces
from tianye.domain.errors import Bug, TianyeError, UserFault, WorldFault

NASTY = "卓玛\x1b]0;owned\x07\x1b[2J\u202eevil\r\nnext\x9b31m"


def shown(result: Result, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    show_result(result, as_json=as_json)
    return capsys.readouterr().out


def test_nothing_in_a_name_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result({"name": NASTY}, (NASTY, Facts({NASTY: NASTY}), Table((NASTY,), [(NASTY,)])))
    for as_json in (False, True):
        out = shown(result, capsys, as_json=as_json)
        assert "卓玛" in out
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}
    assert json.loads(out)["result"]["name"] == NASTY, "in JSON the name is whole"


def test_tibetan_and_ordinary_text_is_left_alone() -> None:
    for text in ("བཀྲ་ཤིས་བདེ་ལེགས", "卓玛才让 (Yushu)", "60 % – «ja»", "[bold]not markup[/bold] :smile:"):
        assert visible(text) == text


def test_markup_in_a_name_is_only_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(Result({}, ("[red]x[/red] :smile:", Table(("a",), [("[b]y",)]))), capsys)
    assert "[red]x[/red] :smile:" in out
    assert "[b]y" in out


def test_a_piped_table_is_never_folded(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    rows = [("参训者" * 40, 1, None), ("x" * 200, 22, "")]
    lines = shown(Result({}, (Table(("name", "number", "nothing"), rows),)), capsys).splitlines()
    assert len(lines) == 4
    assert lines[2].split() == ["参训者" * 40, "1", "-"]
    assert lines[3].split() == ["x" * 200, "22", "-"]
    assert all(line == line.rstrip() for line in lines)


def test_a_table_keeps_to_the_width_and_ids_stay_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    cell, id_ = "太阳能培训 བཀྲ་ཤིས " * 20, "0123456789ABCDEF"
    result = Result({"title": cell}, (Table(("id", "title", "note", "count"), [(id_, cell, "x" * 200, 7)] * 3),))
    lines = shown(result, capsys).splitlines()
    assert len(lines) == 5, "one line for a row"
    assert all(cell_len(line) <= 80 for line in lines)
    for line in lines[2:]:
        assert line.startswith(id_)
        assert line.count("…") == 2
        assert line.endswith(" 7")
    assert json.loads(shown(result, capsys, as_json=True))["result"]["title"] == cell


def test_an_empty_table_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(Result({}, (Table(("a",), [], "Nobody."),)), capsys) == "Nobody.\n"


def test_part_done_and_part_refused(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(
        {"good": 1}, ("one is in",), (UserFault("bundle.damaged"), UserFault("bundle.gap", first=2, needs=1))
    )
    document = json.loads(shown(result, capsys, as_json=True))
    assert (document["ok"], document["result"], document["error"]["code"]) == (False, {"good": 1}, "bundle.damaged")
    show_result(result, as_json=False)
    said = capsys.readouterr()
    assert said.out == "one is in\n"
    assert "(bundle.damaged)" in said.err
    assert "(bundle.gap)" in said.err


def failing(error: BaseException) -> LazyGroup:
    """Return a program of one command that fails in a way nobody foresaw."""

    class Failing(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            @click.command()
            def fail() -> None:
                raise error

            return fail

    return Failing("tianye", late={"fail": ("", "Fails.")})


@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
def test_a_mistake_of_ours_is_said_in_sentences(flags: list[str]) -> None:
    secret = "卓玛才让 13997010001"
    done = CliRunner().invoke(failing(KeyError(secret)), [*flags, "fail"])
    assert done.exit_code == 5
    said = done.stdout + done.stderr
    assert "program.unexpected" in said
    assert "KeyError" in said
    assert "half-written" in said
    assert "Traceback" not in said
    assert secret not in said


def test_a_mistake_of_ours_tells_its_places_and_no_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tianye.services import listing

    def broken(*_: object, **__: object) -> None:
        raise ValueError("a phone: 13997010001")

    hq = Terminal(tmp_path / "hq").founds("hq", "总部")
    monkeypatch.setattr(listing, "counts", broken)
    document = hq.types("station", "status", "--json").document
    assert document["error"]["data"]["exception"] == "ValueError"
    assert any(place.startswith("cli/commands/station.py:") for place in document["error"]["data"]["places"])
    assert "13997010001" not in json.dumps(document)
    monkeypatch.undo()
    assert hq.types("station", "status").status == 0


@pytest.mark.parametrize("separator", ["/", "\\"])
def test_a_frozen_program_tells_its_places_too(separator: str) -> None:
    """There, modules have names relative to nowhere."""
    frozen: dict[str, Any] = {}
    source = Path(traces.__file__).read_text(encoding="utf-8")
    exec(compile(source, separator.join(("tianye", "domain", "traces.py")), "exec"), frozen)
    exec(compile("def pack(): raise ValueError", separator.join(("tianye", "services", "packs.py")), "exec"), frozen)
    with pytest.raises(ValueError) as raised:  # noqa: PT011 (its place is what is asked)
        frozen["pack"]()
    assert frozen["places"](raised.value) == ["services/packs.py:1 pack"]


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (FileNotFoundError(2, "x", "/secret/名单.xlsx"), WorldFault, "file.missing"),
        (PermissionError(13, "x", "/secret/a"), WorldFault, "file.read-only"),
        (OSError(30, "x"), WorldFault, "file.read-only"),
        (OSError(28, "x"), WorldFault, "file.no-space"),
        (IsADirectoryError(21, "x", "/secret"), WorldFault, "file.not-a-file"),
        (OSError(5, "x"), WorldFault, "system.refused"),
        (MemoryError(), WorldFault, "system.no-memory"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), UserFault, "text.not-unicode"),
        (RecursionError(), Bug, "program.unexpected"),
        (UserFault("person.unknown"), UserFault, "person.unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_is_raised_becomes_a_fault(error: BaseException, kind: type[TianyeError], code: str) -> None:
    fault = as_fault(error)
    assert (type(fault), fault.code) == (kind, code)
    assert "/secret/" not in str(fault)


def test_an_interrupt_is_no_mistake() -> None:
    done = CliRunner().invoke(failing(KeyboardInterrupt()), ["fail"])
    assert (done.exit_code, done.stdout) == (130, "")
    assert "half-written" in done.stderr
