"""`tianye recovery …`: the way back from a forgotten passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, print_progress
from tianye.cli.parameters import FILE
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.services import operators, packs
from tianye.services import recovery as ways
from tianye.services.operators import Operator
from tianye.services.station import Station


@click.group(cls=Group)
def recovery() -> None:
    """The way back from a forgotten passphrase, with headquarters' help.

    At the laptop: request, then use. At headquarters: answer (or code), and sheet for its own folder.
    """


@recovery.command()
@click.option("--to", "target", type=FILE, metavar="DIR", default=".", help="Where to write it.  [default: here]")
@pass_invocation
def request(invocation: Invocation, target: Path) -> Result:
    """Ask headquarters for a way back into this folder, which stays shut meanwhile.

    The new passphrase is chosen now, and opens the answer: typed twice, or from TIANYE_NEW_PASSPHRASE. The file holds
    no secret and may travel by any way; read its six words to headquarters by telephone.
    """
    path, words = ways.request(invocation.folder, target, invocation.ask_new_passphrase(), invocation.world)
    lines = (
        f"Wrote {path}: send it to headquarters.",
        f"Its six words, to be read out by telephone: {' '.join(words)}",
        "When the answer is here: tianye recovery use ANSWER, with the passphrase you have just chosen.",
    )
    return Result({"file": str(path), "words": list(words)}, lines)


@recovery.command()
@click.argument("path", type=FILE, metavar="REQUEST")
@click.option("--words", help="The six words as they were read out to you; without them the request is only shown.")
@click.option("--to", "target", type=FILE, metavar="DIR", default=".", help="Where to write it.  [default: here]")
@click.option("--code", "is_code_wanted", is_flag=True, help="Show the code to read out, instead of writing a file.")
@pass_invocation
def answer(invocation: Invocation, /, *, path: Path, words: str | None, target: Path, is_code_wanted: bool) -> Result:
    """Answer a laptop's REQUEST at headquarters.

    First be sure who asks: call her, by a number you know, and have her read the six words. The answer opens only with
    the passphrase she chose when asking, and only at that laptop.
    """
    with invocation.station() as opened:
        asked = ways.read_request(opened, path)
        data = {"laptop": to_text(asked.laptop.id), "name": asked.laptop.name, "file": None, "code": None}
        if words is None:
            line = f"{asked.laptop.name} asks. Let her read you six words, and answer with --words."
            return Result(data | {"words": list(asked.words)}, (line, f"They have to be: {' '.join(asked.words)}"))
        ways.need_words(asked, words)
        if is_code_wanted:
            data["code"] = ways.code_of(opened, asked)
            lines = (f"The code to read out, for tianye recovery use --code: {data['code']}",)
        else:
            data["file"] = str(ways.answer(opened, asked, words, target))
            lines = (f"Wrote {data['file']}: send it to the laptop.",)
    return Result(data | {"words": list(asked.words)}, lines)


@recovery.command()
@click.argument("laptop")
@pass_invocation
def code(invocation: Invocation, laptop: str) -> Result:
    """Show the code that lets LAPTOP (name or device id) be opened again, from its newest bundle.

    Read it out only to somebody whose voice you know. It works once, and only at that laptop.
    """
    with invocation.station() as opened:
        row = packs.get_laptop(opened, laptop)
        told = ways.code_for(opened, row)
    data = {"laptop": to_text(row.id), "name": row.name, "code": told}
    return Result(data, (f"The code of {row.name}, for tianye recovery use --code: {told}",))


@recovery.command()
@click.argument("path", type=FILE, metavar="ANSWER", required=False)
@click.option("--code", "is_code_told", is_flag=True, help="A code was read out to you; it is asked for.")
@click.option("--operator", "who", help="Whose passphrase it is.  [default: the only person there is]")
@pass_invocation
def use(invocation: Invocation, /, *, path: Path | None, is_code_told: bool, who: str | None) -> Result:
    """Set a new passphrase, with headquarters' ANSWER, or with a code from the telephone or the printed sheet.

    With an answer the passphrase is the one chosen when asking. The code comes from the variable TIANYE_RECOVERY_CODE
    or a prompt, the passphrase from TIANYE_NEW_PASSPHRASE or a prompt.
    """
    if (path is None) is not is_code_told:
        raise click.UsageError("Give either the file of the answer, or --code.")
    told = invocation.ask_recovery_code() if path is None else ""
    new = invocation.ask_new_passphrase()
    print_progress("Opening …")
    told = told if path is None else ways.code_from_answer(invocation.folder, path, new)
    with ways.opened_with_code(invocation.folder, told, invocation.world) as opened:
        operator = _whose(opened, who)
        ways.use(opened, operator, new)
        is_hq = opened.identity.role == "hq"
    line = f"The passphrase of {operator.name} is the new one from now on; the code is used up."
    following = (
        "Print a new sheet now: tianye recovery sheet." if is_hq else "Hand over soon: the next code travels with it."
    )
    return Result({"operator": to_text(operator.id), "name": operator.name}, (line, following))


@recovery.command()
@click.argument("path", type=FILE, metavar="FILE")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Of the words on the sheet.",
)
@pass_invocation
def sheet(invocation: Invocation, path: Path, language: str) -> Result:
    """Write headquarters' recovery sheet to FILE (a web page), to be printed and locked away.

    Its code opens this folder for setting a new passphrase. Codes of sheets printed before stop working. The file
    holds the code in clear: print it and delete it.
    """
    with invocation.station() as opened:
        ways.make_sheet(opened, path, language)
    return Result({"file": str(path)}, (f"Wrote {path}: print it, delete the file, lock the paper away.",))


def _whose(opened: Station, who: str | None) -> Operator:
    if who is not None:
        return operators.get_operator(opened, who)
    everybody = operators.all_operators(opened)
    if len(everybody) != 1:
        for one in everybody:
            print_progress(f"Works here: {one.name} ({to_text(one.id)})")
        raise UserFault("recovery.whose-passphrase", next_step=NextStep.MEND_INPUT, operators=len(everybody))
    return everybody[0]
