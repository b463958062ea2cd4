"""The people who work at this computer: each opens the folder with a passphrase of her own and is named in what she
writes. Adding, renaming and removing them; changing one's passphrase; one taking over from another.
"""

from __future__ import annotations

from dataclasses import dataclass

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import from_text, to_text
from tianye.exchange import keyfiles
from tianye.services import rekeying
from tianye.services.folders import MAX_NAME
from tianye.services.founding import Rights
from tianye.services.passphrases import MIN_PASSPHRASE
from tianye.services.station import Done, Station
from tianye.services.unlocking import RECOVERY, key_files, path_of, unlock, write_key_file
from tianye.store.queries import operators as rows
from tianye.store.queries.review import operator_names


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who may open this folder.

    `is_here` says that she is the one at it now; without `has_key_file` she cannot open it until she is given a new
    passphrase.
    """

    id: bytes
    name: str
    rights: Rights
    is_here: bool
    has_key_file: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What removing somebody came to: `is_locked_out` once the database is under a new key.

    `cut_off` are the ids of others whose key files were missing or not theirs: they need a new passphrase.
    """

    is_locked_out: bool
    cut_off: tuple[bytes, ...] = ()


def all_operators(station: Station) -> list[Operator]:
    """Return everybody who may open this folder, by name."""
    names = operator_names(station.database)
    found = [
        Operator(
            row.id,
            names.get(row.id, ""),
            Rights(row.role),
            row.id == station.identity.operator,
            path_of(station.folder, row.id).is_file(),
        )
        for row in rows.all_operators(station.database)
        if not row.is_removed and row.id != RECOVERY
    ]
    return sorted(found, key=lambda one: (one.name, one.id))


def get_operator(station: Station, who: str) -> Operator:
    """Return a person by her id or name; raises `UserFault`: `operator.unknown`, `operator.ambiguous`."""
    everybody = all_operators(station)
    wanted = who.strip()
    try:
        identifier = from_text(wanted)
    except UserFault:
        identifier = b""
    found = [one for one in everybody if one.id == identifier] or [one for one in everybody if one.name == wanted]
    if not found:
        raise UserFault("operator.unknown", next_step=NextStep.MEND_INPUT)
    if len(found) > 1:
        ids = [to_text(one.id) for one in found]
        raise UserFault("operator.ambiguous", next_step=NextStep.MEND_INPUT, operators=ids)
    return found[0]


def add(station: Station, name: str, rights: Rights, passphrase: str) -> Operator:
    """Let another person open this folder, with a passphrase of her own.

    Raises `UserFault`: `station.no-name`, `station.name-too-long`, `operator.name-taken`,
    `station.passphrase-too-short`, `operator.passphrase-taken`; `WorldFault("file.…")`: then she is listed without a
    key file, and can be given a passphrase again.
    """
    station.need_all_rights()
    shown = _new_name(station, name)
    _need_own_passphrase(station, passphrase)
    with station.command("add operator") as command:
        identifier = command.new_subject()
        file = _new_file(station, identifier, passphrase)
        rows.keep_operator(station.database, identifier, file.public, rights)
        command.add("operator.admitted", identifier, {"name": shown, "role": rights.value}, is_new=True)
    write_key_file(station.folder, file)
    return get_operator(station, to_text(identifier))


def rename(station: Station, operator: Operator, name: str) -> Done:
    """Give a person another name; what she wrote before is shown under it too."""
    station.need_all_rights()
    shown = name.strip() if name.strip() == operator.name else _new_name(station, name)
    with station.command("rename operator") as command:
        command.add_if_changed("operator.named", operator.id, {"name": shown})
    return command.done


def set_rights(station: Station, operator: Operator, rights: Rights) -> Done:
    """Let a person do more or less here; not for oneself, so that somebody always may do everything.

    Raises `UserFault("operator.is-you")`.
    """
    station.need_all_rights()
    _need_other(operator)
    row = _row(station, operator)
    with station.command("change rights") as command:
        rows.keep_operator(station.database, operator.id, row.public, rights)
        command.add_if_changed("operator.admitted", operator.id, {"role": rights.value})
    return command.done


def change_passphrase(station: Station, passphrase: str, new: str) -> None:
    """Change the passphrase of who is at this folder; the older file stays until the new one was read back.

    Raises `UserFault`: `keys.wrong-passphrase` where `passphrase` is not hers, `station.passphrase-too-short`,
    `operator.passphrase-taken`.
    """
    path = path_of(station.folder, station.identity.operator)
    unlocked = unlock([path], passphrase)
    _need_own_passphrase(station, new, station.identity.operator)
    world = station.world
    write_key_file(
        station.folder, keyfiles.with_passphrase(unlocked.file, unlocked.opened, new, world.cost, world.random)
    )


def give_passphrase(station: Station, operator: Operator, passphrase: str) -> None:
    """Give a person a new passphrase in place of one she forgot: a colleague who may do everything lets her in again.

    Raises as `add`.
    """
    station.need_all_rights()
    row = _row(station, operator)
    _need_own_passphrase(station, passphrase, operator.id)
    file = _new_file(station, operator.id, passphrase)
    with station.writing():
        rows.keep_operator(station.database, operator.id, file.public, row.role)
    write_key_file(station.folder, file)


def switch(station: Station, passphrase: str, *, may_be_leader: bool = False) -> Operator:
    """Let the person whose passphrase it is take over: what is written from now on bears her name.

    Raises `UserFault`: `keys.wrong-passphrase`, `keys.person-removed`, `operator.only-kiosk` for a leader where she is
    not led to her door (`may_be_leader`).
    """
    everybody = {path_of(station.folder, one.id) for one in all_operators(station)}
    unlocked = unlock([path for path in key_files(station.folder) if path in everybody], passphrase)
    row = rows.find_operator(station.database, unlocked.file.owner)
    if row is None or row.is_removed:
        raise UserFault("keys.person-removed", next_step=NextStep.NOTHING)
    if row.role == Rights.LEADER and not may_be_leader:
        raise UserFault("operator.only-kiosk", next_step=NextStep.CHECK_PASSPHRASE)
    station.sit_down(row.id)
    return get_operator(station, to_text(row.id))


def remove(station: Station, operator: Operator) -> Removed:
    """Shut a person out: at once by name, and for good by putting the database under a new key.

    Raises `UserFault("operator.is-you")`, and the failures of the disk as `rekeying.re_encrypt`: then she is removed
    from the list, and the new key is due, at the latest when the folder is next opened.
    """
    station.need_all_rights()
    _need_other(operator)
    _row(station, operator)
    with station.command("remove operator") as command:
        rows.keep_removed(station.database, operator.id)
        rekeying.want_new_key(station.database)
        command.add("operator.removed", operator.id, {"is_removed": True})
    return renew_key(station)


def renew_key(station: Station) -> Removed:
    """Put the database under a new key now, as after a removal; everybody who remains keeps her passphrase."""
    cut_off = rekeying.re_encrypt(station.folder, station.database, station.world.random)
    return Removed(not rekeying.is_due(station.database), tuple(one for one in cut_off if one != RECOVERY))


def is_new_key_due(station: Station) -> bool:
    """Say whether somebody was removed and could still open the database with what she may have kept."""
    return rekeying.is_due(station.database)


def _new_file(station: Station, operator: bytes, passphrase: str) -> keyfiles.KeyFile:
    world = station.world
    return keyfiles.make_key_file(operator, (station.database.key,), passphrase, world.cost, world.random)


def _row(station: Station, operator: Operator) -> rows.OperatorRow:
    row = rows.find_operator(station.database, operator.id)
    if row is None or row.is_removed:
        raise UserFault("operator.unknown", next_step=NextStep.MEND_INPUT)
    return row


def _new_name(station: Station, name: str) -> str:
    shown = name.strip()
    if not shown:
        raise UserFault("station.no-name", next_step=NextStep.MEND_INPUT)
    if len(shown) > MAX_NAME:
        raise UserFault("station.name-too-long", next_step=NextStep.MEND_INPUT, length=len(shown), characters=MAX_NAME)
    if any(one.name == shown for one in all_operators(station)):
        raise UserFault("operator.name-taken", next_step=NextStep.MEND_INPUT)
    return shown


def _need_own_passphrase(station: Station, passphrase: str, operator: bytes = b"") -> None:
    """Refuse a passphrase that is too short, or that opens the folder for somebody else: it names the person."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserFault("station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE)
    others = [one.id for one in all_operators(station) if one.has_key_file and one.id != operator]
    try:
        unlock([path_of(station.folder, one) for one in others], passphrase)
    except UserFault as fault:
        if fault.code in ("keys.wrong-passphrase", "keys.damaged"):
            return
        raise
    raise UserFault("operator.passphrase-taken", next_step=NextStep.CHECK_PASSPHRASE)


def _need_other(operator: Operator) -> None:
    if operator.is_here:
        raise UserFault("operator.is-you", next_step=NextStep.NOTHING)
