"""The commands as a whole: each explains itself, each is on the page, and starting is quick."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from cli.pages import PAGE, command_path, documented_members, section_of, sections
from cli.terminal import Terminal
from house.sources import ROOT
from tianye.cli.main import COMMANDS, tianye

SHARED = {"--data", "--json"}
PERSON = "(#describing-a-person)"


def commands(
    group: click.Command = tianye, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command and group with its words."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from commands(command, (*path, name))


ALL = dict(commands())
LEAVES = {path: command for path, command in ALL.items() if not isinstance(command, click.Group)}
each = pytest.mark.parametrize("path", LEAVES, ids=" ".join)


def options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option)]


def test_there_are_commands() -> None:
    assert len(LEAVES) > 40
    assert ("bundle", "import") in LEAVES


@pytest.mark.parametrize("path", ALL, ids=lambda path: " ".join(path) or "tianye")
def test_a_command_and_its_options_explain_themselves(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    assert command.help.strip().split("\n")[0].endswith(".")
    assert [one.opts for one in options(command) if not (one.help and one.help.strip())] == []


@each
def test_every_command_takes_the_shared_options(path: tuple[str, ...]) -> None:
    assert {option for one in options(LEAVES[path]) for option in one.opts} >= SHARED


def test_no_option_takes_a_passphrase() -> None:
    """Everybody on a computer can read the arguments of every program."""
    names = {option for command in ALL.values() for one in options(command) for option in one.opts}
    assert [name for name in names if re.search("pass(?!ed)|secret|pin$", name)] == []


def test_the_first_help_says_what_each_command_says_of_itself() -> None:
    """The list at the start is written down apart, so that it need not import anything."""
    lines = {name: line for name, (_, line) in COMMANDS.items()}
    assert lines == {path[0]: command.get_short_help_str(200) for path, command in ALL.items() if len(path) == 1}


def test_every_command_is_on_the_page_and_nothing_else_is() -> None:
    usages = set()
    for path, command in LEAVES.items():
        context = click.Context(command)
        arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
        usages.add(" ".join((*path, *arguments)))
    assert sorted(sections()) == sorted(usages)


@each
def test_every_option_is_on_the_page(path: tuple[str, ...]) -> None:
    text = section_of(path)
    if PERSON in text:
        text += PAGE.read_text(encoding="utf-8").split("## Describing a person")[1].split("\n## ")[0]
    described = {option for one in options(LEAVES[path]) for option in one.opts if option.startswith("--")} - SHARED
    assert [option for option in sorted(described) if f"`{option}" not in text] == []


@pytest.mark.parametrize("heading", sections())
def test_the_page_names_no_option_that_does_not_exist(heading: str) -> None:
    path = tuple(command_path(heading))
    known = {option for one in options(LEAVES[path]) for option in one.opts}
    assert [one for one in re.findall(r"`(--[a-z-]+)", sections()[heading]) if one not in known] == []
    if path != ("form", "drive"):
        assert documented_members(path)


def test_help_of_a_group_shows_whole_lines(tmp_path: object) -> None:
    shown = Terminal(ROOT).types("people", "--help")
    assert shown.status == 0
    assert "..." not in shown.out.replace("...", "", 0).split("Commands:")[1]


def test_starting_imports_nothing_heavy() -> None:
    """`tianye --help` must come at once on an old laptop: no database, no cryptography, no spreadsheets, no rich."""
    code = (
        "import sys; sys.argv = ['tianye', '--help']\n"
        "from tianye.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlcipher3', 'sqlite_utils', 'nacl', 'pyrage', 'openpyxl', 'pyxform', 'lxml', 'rich', 'msgspec'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)), 'tianye.services' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "app", timeout=60
    )
    assert done.stdout.splitlines()[-1] == "loaded: [] False"
