"""The command line: its commands, and where each of them is."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from tianye import __version__
from tianye.cli.framework import LazyGroup

COMMANDS = {
    "demo": ("demo:demo", "Play one training: headquarters, two laptops, bundles, figures."),
    "station": ("station:station", "This data folder: make it, its card, its state, its checks."),
    "selftest": (
        "station:selftest_",
        "Try on this computer whether everything works, in a folder that is gone afterwards; touches no data folder.",
    ),
    "operators": ("operators:operators", "The people who work at this computer, each with a passphrase of her own."),
    "recovery": ("recovery:recovery", "The way back from a forgotten passphrase, with headquarters' help."),
    "laptops": ("laptops:laptops", "At headquarters: the enrolled laptops and the counties they work in."),
    "plan": ("plan:plan", "The plan: programmes, organisations, venues, trainings and their sessions."),
    "people": ("people:people", "The register: find people, correct them, lists in and out, who is who."),
    "checkin": ("checkin:checkin", "Check somebody in to SESSION (its code or id)."),
    "attendance": ("attendance:attendance", "Who was there: the list of a session, when people left, lists on paper."),
    "form": ("form:form", "Forms: bring them in, fill them in."),
    "review": (
        "review:review",
        "What only a person can decide: two words on one field, possible duplicates, refused scans.",
    ),
    "figures": ("figures:figures", "Count what the programme reports, with unit, scope, period and definition."),
    "export": ("export:export", "Tables for colleagues: people, attendance, responses; only what people agreed to."),
    "undo": ("undo:undo", "Take back what was done on this computer: COMMAND (its id), or the latest."),
    "backup": ("backup:backup", "Backups: a copy of the data folder, encrypted as it is here, and the way back."),
    "pack": ("pack:pack", "Packs, from headquarters down: people, plan, forms and keys for one laptop."),
    "bundle": ("bundle:bundle", "Bundles, up to headquarters: everything a laptop wrote since the last receipt."),
    "receipt": ("receipt:receipt", "Receipts, from headquarters down: what it has of a laptop."),
}
"""Command → where it is inside `tianye.cli.commands`, and its line in `tianye --help`."""


@click.group(
    "tianye",
    cls=LazyGroup,
    late={name: (f"tianye.cli.commands.{place}", line) for name, (place, line) in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 2 wrong usage, 3 the input, 4 the machine, 5 our bug. Every command takes --json.",
)
@click.version_option(__version__, "--version", prog_name="tianye", help="Show the version and stop.")
def tianye() -> None:
    """Attendance and surveys for rural trainings, without a network: kept encrypted, carried as files, counted once.

    The passphrase of the data folder is asked for, or taken from the variable TIANYE_PASSPHRASE.
    """


def main() -> NoReturn:
    """Run the command line of this process."""
    _fill_closed_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # names in Chinese and Tibetan, whatever code page the console believes in
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is not sys.stdin else "strict")
    tianye.main(prog_name="tianye")


def _fill_closed_streams() -> None:
    """Put something in the place of streams the process was started without (`>&-`), where Python has None.

    In the order of their numbers: each takes its own again, so that no data file is opened as standard output.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (for as long as the process runs)
    if sys.stdout is None:
        # a pipe that nobody reads: closed output ends like `| head` does, whoever writes to it
        read, write = os.pipe()
        os.dup2(write, read)
        os.close(write)
        sys.stdout = os.fdopen(read, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
