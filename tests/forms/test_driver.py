"""The driver speaks the protocol: one object a line, and no failure ends it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from tianye.forms.driver import run

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "forms"
TABLE = """
| survey | | | | | |
| | type | name | label::中文 (zh) | label::English (en) | required |
| | text | name | 姓名 | Name | yes |
| | select_one yn | ok | 同意 | Agreed | |
| | begin_repeat | child | 孩子 | Child | |
| | integer | age | 年龄 | Age | |
| | end_repeat | | | | |
| choices | | | | | |
| | list_name | name | label::中文 (zh) | label::English (en) | |
| | yn | y | 是 | Yes | |
| settings | |
| | default_language |
| | 中文 (zh) |
"""


def drive(path: Path, *commands: object, environ: dict[str, str] | None = None) -> list[Any]:
    """The answers, the ready line first."""
    lines = [command if isinstance(command, str) else json.dumps(command) for command in commands]
    out = io.BytesIO()
    run(path, io.BytesIO("\n".join(lines).encode()), out, environ or {})
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "visit.md"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_form_is_filled_in_line_by_line(form: Path) -> None:
    ready, refused, done, added, state, xml = drive(
        form,
        {"do": "set", "ref": "/data/ok", "value": "maybe"},
        {"do": "set", "ref": "/data/name", "value": "卓玛", "ignored": 1},
        {"do": "add", "ref": "/data/child"},
        {"do": "state", "time": True},
        {"do": "xml"},
        {"do": "quit"},
        {"do": "state"},
    )
    assert ready["ready"] is True
    assert (ready["languages"], ready["language"]) == (["中文 (zh)", "English (en)"], "中文 (zh)")
    assert (refused["error"], done, added) == ("not-a-choice", {"ok": True}, {"ok": True})
    assert state["ms"] >= 0
    by_ref = {node["ref"]: node for node in state["state"]}
    assert by_ref["/data/name"]["value"] == "卓玛"
    assert by_ref["/data/name"]["required"] is True
    assert by_ref["/data/ok"]["choices"] == [["y", "是"]]
    assert by_ref["/data/child"] == {
        "ref": "/data/child", "kind": "repeat", "relevant": True, "count": 2, "fixed": False, "label": "孩子",
    }  # fmt: skip
    assert by_ref["/data/child[2]/age"]["kind"] == "input"
    assert "<name>卓玛</name>" in xml["xml"]


def test_only_what_changed_is_told_where_it_is_asked_for(form: Path) -> None:
    first, named, nothing, child, away = drive(
        form,
        {"do": "changes"},
        {"do": "set", "ref": "/data/name", "value": "卓玛", "changes": True},
        {"do": "changes"},
        {"do": "add", "ref": "/data/child", "changes": True},
        {"do": "remove", "ref": "/data/child[2]", "changes": True},
    )[1:]
    assert [node["ref"] for node in first["changed"]][:2] == ["/data/name", "/data/ok"]
    assert [(node["ref"], node["value"]) for node in named["changed"]] == [("/data/name", "卓玛")]
    assert nothing == {"changed": [], "gone": []}
    assert [node["ref"] for node in child["changed"]] == ["/data/child", "/data/child[2]", "/data/child[2]/age"]
    assert [node["ref"] for node in away["changed"]] == ["/data/child"]
    assert away["gone"] == ["/data/child[2]", "/data/child[2]/age"]


def test_a_form_loaded_again_is_as_its_files_are_now(form: Path) -> None:
    beside = form.with_name("visit-media")
    beside.mkdir()
    table = """
    | survey | | | |
    | | type | name | label |
    | | select_one_from_file towns.csv | town | Town |
    """
    form.write_text(table, encoding="utf-8")
    out = io.BytesIO()
    load = json.dumps({"do": "load", "form": str(form)}).encode()

    def lines() -> Iterator[bytes]:
        for towns in ("name,label\na,Gyêgu\n", "name,label\na,Gyêgu\n", "name,label\na,Gyêgu\nb,Nangqên\n"):
            (beside / "towns.csv").write_text(towns, encoding="utf-8")
            yield load
            yield b'{"do":"state"}'

    run(form, cast(BinaryIO, lines()), out, {})
    told = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    choices = [answer["state"][0]["choices"] for answer in told if "state" in answer]
    assert choices == [[["a", "Gyêgu"]], [["a", "Gyêgu"]], [["a", "Gyêgu"], ["b", "Nangqên"]]]


def test_every_refusal_has_its_code_and_the_process_goes_on(form: Path) -> None:
    answers = drive(
        form,
        "not json",
        "[]",
        {"do": "dance"},
        {"do": "set", "ref": "/data/nobody", "value": "x"},
        {"do": "set", "ref": "/data/child", "value": "x"},
        {"do": "set", "ref": "/data/child[1]/age", "value": "x"},
        {"do": "remove", "ref": "/data/child[9]"},
        {"do": "language", "value": "Deutsch"},
        "",
        {"do": "language", "value": "English (en)", "state": True},
    )
    codes = [answer.get("error") for answer in answers[1:-1]]
    assert codes == [
        "unknown-command", "unknown-command", "unknown-command", "unknown-ref", "not-settable", "bad-value",
        "unknown-ref", "unknown-language",
    ]  # fmt: skip
    assert next(node for node in answers[-1]["state"] if node["ref"] == "/data/ok")["label"] == "Agreed"


def test_a_form_that_cannot_be_loaded_waits_for_another(form: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<html/>", encoding="utf-8")
    failed, none, missing, ready, state = drive(
        broken,
        {"do": "state"},
        {"do": "load", "form": str(tmp_path / "nowhere.xml")},
        {"do": "load", "form": str(form)},
        {"do": "state"},
    )
    assert (failed["error"], none["error"], missing["error"]) == ("load", "no-form", "load")
    assert ready["ready"] is True
    assert state["state"]


def test_clock_zone_and_chance_are_those_of_the_environment(tmp_path: Path) -> None:
    form = tmp_path / "when.md"
    form.write_text(
        "| survey | | | |\n| | type | name | label | calculation |\n| | start | began | | |\n"
        "| | calculate | lot | | random() |\n| | text | a | A | |\n",
        encoding="utf-8",
    )

    def values(**environ: str) -> list[str]:
        return [node.get("value", "") for node in drive(form, {"do": "state"}, environ=environ)[1]["state"][:2]]

    assert values()[0] == "2026-03-05T09:30:00.000+08:00"
    assert values(TIANYE_NOW="2026-06-01T00:00:00Z", TIANYE_TZ="Asia/Urumqi")[0] == "2026-06-01T06:00:00.000+06:00"
    assert values() == values(TIANYE_SEED="1")
    assert values() != values(TIANYE_SEED="2")
    assert drive(form, environ={"TIANYE_NOW": "real"})[0]["error"] == "load", "a real clock has to be handed in"
    out = io.BytesIO()
    later = datetime(2030, 1, 1, tzinfo=UTC)
    run(form, io.BytesIO(b'{"do":"state"}'), out, {"TIANYE_NOW": "real"}, clock=lambda: later)
    assert b"2030-01-01T08:00:00.000+08:00" in out.getvalue()


def test_media_are_looked_for_beside_the_form_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("name,label\nx,hidden\n", encoding="utf-8")
    folder = tmp_path / "in"
    (folder / "list-media").mkdir(parents=True)
    (folder / "list-media" / "towns.csv").write_text("name,label\nj,Jiegu\n", encoding="utf-8")
    form = folder / "list.md"
    form.write_text(
        "| survey | | | |\n| | type | name | label | calculation |\n"
        "| | select_one_from_file towns.csv | town | Town | |\n"
        "| | calculate | peek | | pulldata('../secret', 'label', 'name', 'x') |\n",
        encoding="utf-8",
    )
    (state,) = drive(form, {"do": "state"})[1:]
    by_ref = {node["ref"]: node for node in state["state"]}
    assert by_ref["/data/town"]["choices"] == [["j", "Jiegu"]]
    assert by_ref["/data/peek"]["value"] == ""


def test_it_runs_as_a_module(form: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tianye.forms.driver", str(form)],
        input=b'{"do":"xml"}\n',
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "app"), "PATH": ""},
        check=True,
        timeout=60,
    )
    ready, xml = (json.loads(line) for line in done.stdout.splitlines())
    assert ready["engine"] == "tianye"
    assert xml["xml"].startswith("<data id=")


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the recordings are not beside the project")
@pytest.mark.parametrize(("folder", "only"), [("generated", "gen_2"), ("real", "javarosa__"), ("real", "pyxform__r")])
def test_recordings_of_two_engines_are_met(folder: str, only: str) -> None:
    """A part of the recordings; the whole of them is a command in docs."""
    done = subprocess.run(
        [
            sys.executable, str(SHARED / "compare2.py"), "--forms", str(SHARED / folder / "forms"),
            "--traces", str(SHARED / folder / "traces"), "--traces2", str(SHARED / folder / "traces_javarosa"),
            "--only", only, "--", sys.executable, "-m", "tianye.forms.driver",
        ],
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "app"), "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    assert b"forms 0/0" not in done.stdout


def test_whatever_is_sent_is_answered_and_the_run_goes_on(form: Path) -> None:
    out = io.BytesIO()
    load = {"do": "load", "form": "\0"}
    lines = [
        b'{"do":"set","ref":"\xff"}',
        b"[" * 200_000,
        json.dumps(load).encode(),
        json.dumps({"do": "load", "form": str(form)}).encode(),
        b'{"do":"set","ref":"/data/name","value":{"x":1}}',
        b'{"do":"set","ref":"/data/name","value":true}',
        b'{"do":"set","ref":"/data/child[1/age","value":"5"}',
        b'{"do":"set","ref":"/data/child[' + b"1" * 5_000 + b']/age","value":"5"}',
        b'{"do":"set","ref":"/data/child[1]/age","value":5.0}',
        b'{"do":"set","ref":"/data/child[1]/age","value":6}',
    ]
    run(form, io.BytesIO(b"\n".join(lines)), out, {})
    answers = [json.loads(line) for line in out.getvalue().splitlines()][1:]
    assert [answer.get("error", "ok") for answer in answers] == [
        "unknown-command", "unknown-command", "load", "ok", "bad-value", "bad-value", "unknown-ref", "unknown-ref",
        "ok", "ok",
    ]  # fmt: skip


@pytest.mark.parametrize("environ", [{"TIANYE_NOW": "noon"}, {"TIANYE_TZ": "Yushu"}, {"TIANYE_SEED": "x"}])
def test_surroundings_that_are_none_are_told(form: Path, environ: dict[str, str]) -> None:
    (told,) = drive(form, environ=environ)
    assert told["error"] == "load"


def test_external_choices_of_a_spreadsheet_are_there(tmp_path: Path) -> None:
    path = tmp_path / "towns.md"
    path.write_text(
        """
        | survey | | | | |
        | | type | name | label | choice_filter |
        | | text | county | County | |
        | | select_one_external towns | town | Town | county = ${county} |
        | external_choices | | | | |
        | | list_name | name | label | county |
        | | towns | a | Gyêgu | c1 |
        """,
        encoding="utf-8",
    )
    state = drive(path, {"do": "set", "ref": "/data/county", "value": "c1", "state": True})[-1]["state"]
    assert state[1]["choices"] == [["a", "Gyêgu"]]
