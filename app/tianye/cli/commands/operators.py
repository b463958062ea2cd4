"""`tianye operators …`: the people who work at this computer."""

from __future__ import annotations

from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, Table, print_progress
from tianye.cli.shown import changed, done_line
from tianye.domain.ids import to_text
from tianye.services import operators as people
from tianye.services.founding import Rights
from tianye.services.operators import Operator
from tianye.services.station import Station

RIGHTS = {
    Rights.FACILITATOR: "everything",
    Rights.LEADER: "the kiosk at the door",
}
_RIGHTS = click.Choice([one.value for one in Rights])
_DUE = "A new key for the database is due: somebody was removed. It is tried again whenever this folder is opened."


@click.group(cls=Group)
def operators() -> None:
    """The people who work at this computer, each with a passphrase of her own.

    The passphrase says who is here: her name stands on everything that is written. A leader's passphrase opens the
    kiosk at the door and nothing else.
    """


@operators.command("list")
@pass_invocation
def list_(invocation: Invocation) -> Result:
    """List who may open this data folder."""
    with invocation.station() as opened:
        found = people.all_operators(opened)
        is_due = people.is_new_key_due(opened)
    return Result({"operators": [_data(one) for one in found], "is_new_key_due": is_due}, (_table(found), _due(is_due)))


@operators.command()
@click.argument("name")
@click.option(
    "--rights",
    type=_RIGHTS,
    default=Rights.FACILITATOR.value,
    show_default=True,
    help="What she may: everything, or (leader) the kiosk.",
)
@pass_invocation
def add(invocation: Invocation, name: str, rights: str) -> Result:
    """Let another person, NAME, open this data folder with a passphrase of her own.

    She types it herself, twice; or it comes from the variable TIANYE_NEW_PASSPHRASE.
    """
    with invocation.station() as opened:
        added = people.add(opened, name, Rights(rights), invocation.ask_new_passphrase())
    return Result(_data(added), (f"{added.name} may open this folder now: {RIGHTS[added.rights]}.",))


@operators.command()
@click.argument("who", metavar="OPERATOR")
@click.argument("name")
@pass_invocation
def rename(invocation: Invocation, who: str, name: str) -> Result:
    """Give OPERATOR (name or id) another NAME; what she wrote before is shown under it too."""
    with invocation.station() as opened:
        done = people.rename(opened, people.get_operator(opened, who), name)
    data = {"command": to_text(done.command) if done.command else None, "changed": changed(done.changes)}
    return Result(data, (done_line(done, "Renamed"),))


@operators.command()
@click.argument("who", metavar="OPERATOR")
@click.argument("rights", type=_RIGHTS, metavar="RIGHTS")
@pass_invocation
def rights(invocation: Invocation, who: str, rights: str) -> Result:
    """Let OPERATOR (name or id) do everything (RIGHTS: facilitator) or only the kiosk (leader).

    Somebody else does this for you.
    """
    with invocation.station() as opened:
        people.set_rights(opened, people.get_operator(opened, who), Rights(rights))
        now = people.get_operator(opened, who)
    return Result(_data(now), (f"{now.name} may now do this: {RIGHTS[now.rights]}.",))


@operators.command()
@click.option("--of", "who", metavar="OPERATOR", help="Of somebody else, who forgot hers.  [default: your own]")
@pass_invocation
def passphrase(invocation: Invocation, who: str | None) -> Result:
    """Change your passphrase, or give somebody else a new one.

    The new one is typed twice, or comes from the variable TIANYE_NEW_PASSPHRASE. Backups that were made before open
    with the old one.
    """
    old = ""
    with invocation.station() as opened:
        if who is None:
            old = invocation.ask_passphrase()
            people.change_passphrase(opened, old, invocation.ask_new_passphrase())
            changed_of = _here(opened)
        else:
            changed_of = people.get_operator(opened, who)
            people.give_passphrase(opened, changed_of, invocation.ask_new_passphrase())
    return Result(_data(changed_of), (f"The passphrase of {changed_of.name} is the new one from now on.",))


@operators.command()
@click.argument("who", metavar="OPERATOR")
@pass_invocation
def remove(invocation: Invocation, who: str) -> Result:
    """Shut OPERATOR (name or id) out, by putting the database under a new key.

    Everybody else keeps her passphrase, also who is not here. Backups made before still open with the passphrases of
    their day: keep them where she cannot reach them, or delete them once there is a new one.
    """
    with invocation.station() as opened:
        print_progress("Encrypting everything anew …")
        removed = people.remove(opened, people.get_operator(opened, who))
    return _renewed(removed, "She can no longer open this folder.")


@operators.command("renew-key")
@pass_invocation
def renew_key(invocation: Invocation) -> Result:
    """Put the database under a new key: after a key file was copied, or where a removal is not finished."""
    with invocation.station() as opened:
        print_progress("Encrypting everything anew …")
        renewed = people.renew_key(opened)
    return _renewed(renewed, "The database is under a new key.")


def _renewed(done: people.Removed, said: str) -> Result:
    cut_off = [to_text(one) for one in done.cut_off]
    lines = [said, "Make a backup now: the older ones open with what opened them before."]
    if cut_off:
        lines.append(f"These need a new passphrase (tianye operators passphrase --of ID): {', '.join(cut_off)}.")
    return Result({"is_locked_out": done.is_locked_out, "cut_off": cut_off}, lines)


def _here(opened: Station) -> Operator:
    return next(one for one in people.all_operators(opened) if one.is_here)


def _data(one: Operator) -> dict[str, Any]:
    return {
        "id": to_text(one.id),
        "name": one.name,
        "rights": one.rights.value,
        "is_here": one.is_here,
        "has_key_file": one.has_key_file,
    }


def _table(found: list[Operator]) -> Table:
    rows = [
        (
            one.name,
            RIGHTS[one.rights],
            "you" if one.is_here else "" if one.has_key_file else "needs a new passphrase",
            to_text(one.id),
        )
        for one in found
    ]
    return Table(("name", "may", "", "id"), rows)


def _due(is_due: bool) -> str:
    return _DUE if is_due else ""
