"""How our commands differ from click's: they answer with a `Result`, fail with sentences, and load late."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from tianye.cli.faults import as_fault
from tianye.cli.invocation import Invocation, shared_options
from tianye.cli.output import Result, drop_unwritten, show_fault, show_result
from tianye.domain.errors import NextStep, UserFault

USAGE = 2
STOPPED = 130
PIPE_CLOSED = 141


class Command(click.Command):
    """A command that returns a `Result`; it has the options every command has."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params.extend(shared_options())

    def invoke(self, ctx: click.Context) -> None:
        """Run the command, show its answer, and leave with the status of its first refusal."""
        result = super().invoke(ctx)
        if isinstance(result, Result):
            show_result(result, as_json=ctx.ensure_object(Invocation).as_json)
            if result.refusals:
                ctx.exit(result.refusals[0].exit_status)


class Group(click.Group):
    """A group of our commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params.extend(shared_options())

    def lines(self, ctx: click.Context) -> dict[str, str]:
        """Return the commands with their one line of help."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        return {name: command.get_short_help_str(200) for name, command in commands.items() if command}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, each with its whole line."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lines(ctx).items()))


class LazyGroup(Group):
    """The whole program: imports the file of a command only when that command is asked for.

    `late` maps a command's name to `module:attribute` and its one line of help.
    """

    def __init__(self, *arguments: Any, late: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._late = late

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order they are shown."""
        return list(self._late)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it now; None where there is no such command."""
        if cmd_name not in self._late:
            return None
        module, _, attribute = self._late[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def lines(self, ctx: click.Context) -> dict[str, str]:
        """Return the commands with their one line of help, without importing them."""
        return {name: line for name, (_, line) in self._late.items()}

    def main(self, args: Sequence[str] | None = None, *arguments: Any, **settings: Any) -> NoReturn:
        """Run the program and end it with its exit status; whatever happens is said in sentences."""
        words = list(sys.argv[1:] if args is None else args)
        invocation = settings.setdefault("obj", Invocation())
        settings["standalone_mode"] = False
        sys.exit(_status(lambda: super(LazyGroup, self).main(words, *arguments, **settings), words, invocation))


def _status(run: Callable[[], object], words: Sequence[str], invocation: Invocation) -> int:
    try:
        ended = run()
    except click.UsageError as error:
        return _wrong_usage(error, as_json=invocation.as_json or "--json" in words)
    except click.Abort:
        sys.stderr.write("Stopped. What was confirmed before stays; nothing is half-written.\n")
        return STOPPED
    except SystemExit:
        # click ends the program by itself in one case only: nobody reads its output any more
        drop_unwritten()
        return PIPE_CLOSED
    except Exception as error:
        fault = as_fault(error)
        show_fault(fault, as_json=invocation.as_json)
        return fault.exit_status
    return ended if isinstance(ended, int) else 0


def _wrong_usage(error: click.UsageError, *, as_json: bool) -> int:
    if not as_json:
        error.show()
        return USAGE
    fault = UserFault("usage.wrong", next_step=NextStep.MEND_INPUT, said=error.format_message().rstrip("."))
    show_fault(fault, as_json=True)
    return USAGE
