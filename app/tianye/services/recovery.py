"""A forgotten passphrase: what lies ready for it, asking headquarters, headquarters' answer, and the way back in.

At a laptop a code at random opens the folder, and headquarters' keys open the letter that says the code; the letter
lies beside the keys and travels in every bundle. Headquarters prints such a code for its own folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tianye.documents.paper import PaperLanguage
from tianye.documents.recovery_sheet import RecoverySheet, make_recovery_sheet
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.exchange import keys
from tianye.exchange import recovery as exchanged
from tianye.services import operators
from tianye.services.folders import KEYS_FOLDER
from tianye.services.operators import Operator
from tianye.services.packs import heard_letters, need_role, note_file
from tianye.services.passphrases import MIN_PASSPHRASE
from tianye.services.station import Station, World
from tianye.services.unlocking import RECOVERY, path_of
from tianye.services.ways_back import find_letter, lay_ready, letter_path, renew
from tianye.store import files
from tianye.store.queries import laptops
from tianye.store.queries.laptops import LaptopRow

PENDING_FILE: Final = "request.pending"
ENDING: Final = ".tianye"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that headquarters read: which laptop asks, and the six words to compare with who sent it."""

    laptop: LaptopRow
    words: tuple[str, ...]
    request: exchanged.Request
    letter: exchanged.Letter = field(repr=False)


# ---- at a laptop that nobody can open -----------------------------------------------------------------------------


def request(
    folder: Path, target: Path, new_passphrase: str, world: World | None = None
) -> tuple[Path, tuple[str, ...]]:
    """Write a request to headquarters for a folder that stays shut; returns its file and six words to read out.

    The answer opens with `new_passphrase` only. Raises `UserFault`: `recovery.no-way-here` where headquarters was never
    known here, `station.passphrase-too-short`; `WorldFault("file.…")`.
    """
    world = world or World()
    path = letter_path(folder)
    if not path.is_file():
        raise UserFault("recovery.no-way-here", next_step=NextStep.RESTORE_BACKUP)
    _need_long(new_passphrase)
    with files.naming_failures(path.name):
        letter = path.read_bytes()
    made, locked = exchanged.make_request(letter, new_passphrase, world.cost, world.random)
    files.save_bytes(folder / KEYS_FOLDER / PENDING_FILE, locked, replace=True)
    written = files.unique_path(target, f"recovery-{to_text(world.random(5))}", ENDING)
    files.save_bytes(written, exchanged.encode_request(made))
    return written, made.words


def code_from_answer(folder: Path, answer: Path, new_passphrase: str) -> str:
    """Return the code in an answer, with the passphrase that was given when asking.

    Raises `UserFault`: `recovery.nothing-asked`, `recovery.other-request`, `recovery.unreadable`,
    `keys.wrong-passphrase`.
    """
    pending = folder / KEYS_FOLDER / PENDING_FILE
    if not pending.is_file():
        raise UserFault("recovery.nothing-asked", next_step=NextStep.ASK_HEADQUARTERS)
    with files.naming_failures(pending.name):
        locked = pending.read_bytes()
    return exchanged.code_text(exchanged.open_answer(_read(answer), locked, new_passphrase))


@contextmanager
def opened_with_code(folder: Path, code: str, world: World | None = None) -> Iterator[Station]:
    """Open a folder with a recovery code, for nothing but giving somebody a new passphrase.

    Raises as `Station.open`, and `UserFault`: `recovery.code-mistyped`, `recovery.wrong-code`.
    """
    secret = exchanged.passphrase_of(exchanged.read_code(code))
    try:
        station = Station.open(folder, secret, world, has_recovery_code=True)
    except UserFault as fault:
        if fault.code == "keys.wrong-passphrase":
            raise UserFault("recovery.wrong-code", next_step=NextStep.ASK_HEADQUARTERS) from None
        raise
    with station:
        yield station


def let_in(
    folder: Path,
    new_passphrase: str,
    *,
    code: str = "",
    answer: Path | None = None,
    operator: bytes = b"",
    world: World | None = None,
) -> tuple[Operator, ...]:
    """Give a new passphrase in a folder that is shut, with a code or an answer; raises as the steps of it.

    Where several people work there and none is named by id, nothing is done, and they are returned to be chosen from.
    """
    _need_long(new_passphrase)
    told = code if answer is None else code_from_answer(folder, answer, new_passphrase)
    with opened_with_code(folder, told, world) as station:
        everybody = operators.all_operators(station)
        chosen = [one for one in everybody if one.id == operator] or everybody
        if len(chosen) > 1:
            return tuple(everybody)
        use(station, chosen[0], new_passphrase)
    return ()


def use(station: Station, operator: Operator, new_passphrase: str) -> None:
    """Give a person her new passphrase; the code that opened this folder is worth nothing from now on.

    A laptop lays another ready, which headquarters learns with the next bundle; headquarters prints a new sheet.
    Raises `UserFault`: `station.passphrase-too-short`, `operator.passphrase-taken`.
    """
    _need_long(new_passphrase)
    operators.give_passphrase(station, operator, new_passphrase)
    folder = station.folder
    if station.identity.role == "laptop":
        renew(station)
        left = [folder / KEYS_FOLDER / PENDING_FILE]
    else:
        left = [path_of(folder, RECOVERY)]
    with files.naming_failures(KEYS_FOLDER):
        for path in left:
            path.unlink(missing_ok=True)
        files.flush_folder(folder / KEYS_FOLDER)


# ---- at headquarters -----------------------------------------------------------------------------------------------


def read_request(station: Station, path: Path, *, of: bytes | None = None) -> Asked:
    """Read a laptop's request, only one of the laptop `of` where it is given.

    Raises `UserFault`: `recovery.unreadable`, `recovery.not-for-us`, `recovery.of-another-laptop`, `laptop.unknown`,
    `laptop.revoked`.
    """
    need_role(station, "hq")
    asked = exchanged.decode_request(_read(path))
    letter = exchanged.read_letter(asked.letter, station.identity.opens)
    laptop = _laptop(station, letter.device)
    if of is not None and laptop.id != of:
        raise UserFault("recovery.of-another-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE, laptop=laptop.name or "")
    return Asked(laptop, asked.words, asked, letter)


def answer(station: Station, asked: Asked, words: str, target: Path) -> Path:
    """Answer a request as a file that only the one who asked can open; `words` are the six that were read out.

    Raises `UserFault("recovery.words-differ")` where somebody else's request was put in the place of hers.
    """
    need_words(asked, words)
    path = files.unique_path(target, f"answer-{to_text(station.world.random(5))}", ENDING)
    files.save_bytes(path, exchanged.make_answer(asked.request, asked.letter.code))
    _note(station, asked.laptop, path.name, "answered")
    return path


def need_words(asked: Asked, words: str) -> None:
    """Refuse a request whose six words are others than those that were read out: `recovery.words-differ`."""
    if heard_letters(words) != "".join(asked.words):
        raise UserFault("recovery.words-differ", next_step=NextStep.ASK_SENDER)


def code_for(station: Station, laptop: LaptopRow) -> str:
    """Return the code to read out to whoever sits at a laptop, from the letter in its newest bundle.

    Raises `UserFault`: `recovery.no-letter`, `recovery.not-for-us`, `recovery.unreadable`, `laptop.revoked`.
    """
    need_role(station, "hq")
    kept = find_letter(station, laptop.id)
    if not kept:
        raise UserFault("recovery.no-letter", next_step=NextStep.ASK_SENDER)
    letter = exchanged.read_letter(kept, station.identity.opens)
    if letter.device != laptop.id:
        raise UserFault("recovery.unreadable", next_step=NextStep.ASK_SENDER)
    told = _laptop(station, letter.device)
    _note(station, told, "", "code told")
    return exchanged.code_text(letter.code)


def code_of(station: Station, asked: Asked) -> str:
    """Return the code of a request, to be read out instead of an answer."""
    _note(station, asked.laptop, "", "code told")
    return exchanged.code_text(asked.letter.code)


def make_sheet(station: Station, path: Path, language: str = PaperLanguage.CHINESE) -> None:
    """Write headquarters' recovery sheet as a page to print; the codes of sheets printed before open nothing any more.

    Raises `UserFault("file.exists")`, `WorldFault("file.…")`: then the older sheet still holds.
    """
    need_role(station, "hq")
    code = exchanged.make_code(station.world.random)
    sheet = RecoverySheet(
        station.identity.name,
        keys.fingerprint_words(station.identity.card),
        exchanged.code_text(code),
        station.local_time().date(),
    )
    files.save_bytes(path, make_recovery_sheet(sheet, PaperLanguage(language)).encode())
    lay_ready(station, code, is_kept=False)


def _laptop(station: Station, device: bytes) -> LaptopRow:
    row = laptops.find_laptop(station.database, device)
    if row is None or row.role != "laptop":
        raise UserFault("laptop.unknown", next_step=NextStep.MEND_INPUT)
    if row.revoked_after is not None:
        raise UserFault("laptop.revoked", next_step=NextStep.ASK_HEADQUARTERS)
    return row


def _note(station: Station, laptop: LaptopRow, name: str, result: str) -> None:
    with station.writing():
        note_file(station, "out", "recovery", laptop.id, name, result=result)


def _read(path: Path) -> bytes:
    with files.naming_failures(path.name):
        return path.read_bytes() if files.size_of(path) <= exchanged.MAX_FILE_BYTES else b""


def _need_long(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserFault("station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE)
