"""Chooses a shell: the window when nothing else is asked for, the command line for everything that is a command."""

from __future__ import annotations

import gc
import sys

from tianye.services.outcry import tell_places_only
from tianye.services.screens import EXIT_STATUS, NO_SCREEN, has_screen


def main() -> None:
    """Run the shell that the arguments of this process ask for."""
    tell_places_only()
    arguments = sys.argv[1:]
    # `services.confining.CONFINED`, spelt out: loading that module would cost every start
    if arguments == ["--confined"]:
        from tianye.services.confined import main as do_task

        sys.exit(do_task())
    if is_for_the_window(arguments):
        if has_screen():
            # nothing that is loaded now ever becomes garbage: a search would only cost time, a tenth of the start
            gc.disable()
            from tianye.ui.app.program import run

            sys.exit(run(arguments))
        if arguments[:1] != ["demo"]:
            sys.stderr.write(NO_SCREEN)
            sys.exit(EXIT_STATUS)
        # the story can be told without a window
    from tianye.cli.main import main as run_command

    run_command()


def is_for_the_window(arguments: list[str]) -> bool:
    """Say whether these arguments start the desktop program: none, `--data DIR`, or `demo` that is to be looked at."""
    match arguments:
        case [] | ["--data", _] | ["demo"] | ["demo", "--dir", _]:
            return True
        case ["demo", one]:
            return one.startswith("--dir=")
        case _:
            return False


if __name__ == "__main__":
    main()
