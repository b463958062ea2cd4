"""What can go wrong, as values: a code, a kind, data and a next step; never wording.

The shells turn a code into sentences (what happened, what was kept, what to do). Data never holds names, phones,
answers or passphrases: it may be printed, logged and read out over the telephone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class NextStep(StrEnum):
    """What the person can do now."""

    NOTHING = "nothing"
    RETRY = "retry"
    CHECK_PASSPHRASE = "check-passphrase"
    CHOOSE_ANOTHER_FILE = "choose-another-file"
    MEND_FILE = "mend-file"
    MEND_INPUT = "mend-input"
    FREE_SPACE = "free-space"
    CHECK_PERMISSION = "check-permission"
    CLOSE_OTHER_PROGRAM = "close-other-program"
    UPDATE_PROGRAM = "update-program"
    ASK_HEADQUARTERS = "ask-headquarters"
    ASK_SENDER = "ask-sender"
    RESTORE_BACKUP = "restore-backup"
    REPORT = "report"


class TianyeError(Exception):
    """Base of every failure this program names.

    `code` is `room.what-happened` in kebab case and stable over releases. `data` holds JSON-like values.
    """

    kind: ClassVar[str] = "bug"
    exit_status: ClassVar[int] = 5

    def __init__(self, code: str, /, *, next_step: NextStep = NextStep.NOTHING, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.next_step = next_step
        self.data = data

    def __str__(self) -> str:
        if not self.data:
            return self.code
        return f"{self.code} ({', '.join(f'{key}={value!r}' for key, value in self.data.items())})"


class UserFault(TianyeError):
    """The input cannot be used; the person who gave it can mend it."""

    kind = "user"
    exit_status = 3


class WorldFault(TianyeError):
    """Disk, lock, permission, stick: the machine does not let us."""

    kind = "world"
    exit_status = 4


class Bug(TianyeError):
    """Our own mistake."""

    kind = "bug"
    exit_status = 5
