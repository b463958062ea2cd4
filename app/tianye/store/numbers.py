"""Local numbers of devices and subjects, this database's own: they never leave it.

Also which of the devices are branches, and which are headquarters.
"""

from __future__ import annotations

from collections.abc import Iterable

from tianye.domain import branches
from tianye.domain.errors import Bug
from tianye.domain.ids import DEVICE_BYTES
from tianye.store.database import Database
from tianye.store.headquarters import know_runs, known_runs
from tianye.store.owners import CHUNK, Owners
from tianye.store.settings import Settings

_REMEMBERED = 100_000
"""Numbers and keys of each sort that are held in memory; what is not held is looked up again."""
__all__ = ["CHUNK", "Numbers"]


class Numbers(Owners):
    """Gives local numbers; every method that writes wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._devices: dict[bytes, int] = {}
        self._authors: dict[int, bytes] = {}
        self._subjects: dict[tuple[str, bytes], int] = {}
        self._branches: dict[bytes, bytes] | None = None
        self._headquarters: frozenset[bytes] | None = None
        self._runs_here: frozenset[bytes] = frozenset()

    def device_number(self, device: bytes) -> int:
        """Return the local number of a device, giving it one when it is new."""
        number = self._devices.get(device)
        if number is None:
            found = self._database.row("SELECT no FROM device WHERE id = ?", (device,))
            if found is None:
                cursor = self._database.execute("INSERT INTO device (id) VALUES (?)", (device,))
                number = int(cursor.lastrowid)
            else:
                number = int(found[0])
            self._devices[device] = number
            self._authors[number] = device
        return number

    def author(self, number: int) -> bytes:
        """Return the device of a local number."""
        device = self._authors.get(number)
        if device is None:
            found = self._database.row("SELECT id FROM device WHERE no = ?", (number,))
            if found is None:
                raise Bug("operation.no-such-device", number=number)
            device = bytes(found[0])
            self._authors[number] = device
            self._devices[device] = number
        return device

    @property
    def branches(self) -> dict[bytes, bytes]:
        """Return the name of every branch that is known here by its id (see `domain.branches`)."""
        if self._branches is None:
            self._branches = {
                bytes(identifier): bytes(name)
                for identifier, name in self._database.rows("SELECT id, branch FROM device WHERE branch IS NOT NULL")
            }
        return self._branches

    def keep_branch(self, name: bytes) -> bytes:
        """Know a branch by its name from now on, a device by its id; returns the id its operations are kept under."""
        identifier = branches.branch_id(name)
        if identifier != name and identifier not in self.branches:
            self._database.execute("UPDATE device SET branch = ? WHERE no = ?", (name, self.device_number(identifier)))
            self._branches = None
        return identifier

    @property
    def headquarters(self) -> frozenset[bytes]:
        """The ids under which headquarters writes: whose operations are applied of kinds that are its own."""
        if self._headquarters is None:
            self._headquarters = self._runs_here | known_runs(Settings(self._database))
        return self._headquarters

    def know_headquarters(self, runs: Iterable[bytes]) -> None:
        """Know from now on that headquarters writes under some ids."""
        know_runs(Settings(self._database), runs)
        self._headquarters = None

    def write_as_headquarters(self, runs: Iterable[bytes]) -> None:
        """Be headquarters, which writes or wrote under these ids, whatever the database was told; writes nothing."""
        self._runs_here = frozenset(runs)
        self._headquarters = None

    def forget_numbers(self) -> None:
        """Drop what was remembered of numbers: after a rolled-back transaction they may not exist."""
        self._devices.clear()
        self._authors.clear()
        self._subjects.clear()
        self._branches = None
        self._headquarters = None
        self.forget_owners()

    def find_subject(self, type_: str, identifier: bytes) -> int | None:
        """Return the local number of a subject, or None when nothing was heard of it."""
        number = self._subjects.get((type_, identifier))
        if number is None:
            found = self._database.row("SELECT no FROM subject WHERE id = ? AND type = ?", (identifier, type_))
            number = int(found[0]) if found else None
        return number

    def number_subject(self, type_: str, identifier: bytes) -> int:
        """Return the local number of a subject, giving it one when it was never heard of."""
        pair = (type_, identifier)
        number = self._subjects.get(pair)
        if number is None:
            number = self.number_subjects([pair])[0][pair]
        return number

    def number_subjects(
        self, wanted: Iterable[tuple[str, bytes]]
    ) -> tuple[dict[tuple[str, bytes], int], frozenset[int]]:
        """Return local numbers of subjects and which of them are new, numbering those never heard of."""
        remembered = self._subjects
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        numbers: dict[tuple[str, bytes], int] = {}
        unknown: dict[tuple[str, bytes], None] = {}
        for pair in wanted:
            number = remembered.get(pair)
            if number is None:
                unknown[pair] = None
            else:
                numbers[pair] = number
        if not unknown:
            return numbers, frozenset()
        for number, identifier, type_ in self.among(
            "SELECT no, id, type FROM subject WHERE id IN ({})", [identifier for _, identifier in unknown]
        ):
            pair = (type_, identifier)
            if pair in unknown:
                del unknown[pair]
                numbers[pair] = number
        (last,) = self._database.execute("SELECT coalesce(max(no), 0) FROM subject").fetchone()
        fresh = {pair: last + place for place, pair in enumerate(unknown, 1)}
        self._database.executemany(
            "INSERT INTO subject (no, id, type) VALUES (?, ?, ?)",
            [(number, identifier, type_) for (type_, identifier), number in fresh.items()],
        )
        numbers.update(fresh)
        # what joins two ids (an attendance, a link) is named by no other subject: nobody will ask for its number
        remembered.update((pair, number) for pair, number in numbers.items() if len(pair[1]) <= DEVICE_BYTES)
        return numbers, frozenset(fresh.values())
