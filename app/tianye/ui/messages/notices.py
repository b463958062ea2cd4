"""What the program tells without being asked: a notice as a value; where it is shown is the window's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tianye.domain.errors import TianyeError, UserFault
from tianye.ui.messages.faults import joined, words_of

Tone = Literal["info", "warn", "error", "done"]
ABOUT_BADGE: Final = "badge-read"
"""What is said of a badge that was read; the next badge takes its place."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that stays until it is closed or the next of the same `about` replaces it.

    `text` returns the sentences in the language of the moment: what happened, then what was kept and what to do.
    """

    tone: Tone
    text: Callable[[], tuple[str, str]]
    code: str = ""
    action: Callable[[], str] | None = None
    act: Callable[[], object] | None = None
    about: str = ""


def notice_of(fault: TianyeError) -> Notice:
    """Return the notice on a fault: barley where the person can mend it, brick where something was refused or lost."""

    def text() -> tuple[str, str]:
        words = words_of(fault)
        return words.what_happened, joined(words.what_was_kept, words.next_step)

    return Notice("warn" if isinstance(fault, UserFault) else "error", text, fault.code, about=fault.code)
