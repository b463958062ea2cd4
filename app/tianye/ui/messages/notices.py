"""What the program tells without being asked: a notice as a value; where it is shown is the window's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tianye.domain.errors import Bug, TianyeError, UserFault
from tianye.ui.messages.faults import joined, words_of

Tone = Literal["info", "warn", "error", "done"]
ABOUT_BADGE: Final = "badge-read"
"""What is said of a badge that was read; the next badge takes its place."""

MENDED_BY_WRITING: Final = ("database.full", "database.locked", "file.no-space", "file.not-written", "file.read-only")
"""Faults that are over as soon as something was written again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that stays until it is closed, its page is left, or the next of the same `about` replaces it.

    `stays`: it is about the whole program, and follows to other pages. `waits`: nobody asked for it, so it comes with
    the next page and moves nothing under a hand.
    `text` returns the sentences in the language of the moment: what happened, then what was kept and what to do.
    """

    tone: Tone
    text: Callable[[], tuple[str, str]]
    code: str = ""
    action: Callable[[], str] | None = None
    act: Callable[[], object] | None = None
    about: str = ""
    stays: bool = False
    waits: bool = False


def notice_of(fault: TianyeError) -> Notice:
    """Return the notice on a fault: barley where the person can mend it, brick where something was refused or lost."""

    def text() -> tuple[str, str]:
        words = words_of(fault)
        return words.what_happened, joined(words.what_was_kept, words.next_step)

    tone: Tone = "warn" if isinstance(fault, UserFault) else "error"
    stays = isinstance(fault, Bug) or fault.code in MENDED_BY_WRITING
    return Notice(tone, text, fault.code, about=fault.code, stays=stays)
