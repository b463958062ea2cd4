"""Sessions in words: title, day, part of the day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from tianye.ui.messages.dates import day_words
from tianye.ui.messages.language import is_chinese
from tianye.ui.messages.trainings import half_word, read_day, title_words


class Held(Protocol):
    """What is needed of a session; `services.listing.SessionRow` is one."""

    @property
    def code(self) -> str | None:
        """Its code."""

    @property
    def title_zh(self) -> str | None:
        """The training's title in Chinese."""

    @property
    def title_en(self) -> str | None:
        """The training's title in English."""

    @property
    def held_on(self) -> str | None:
        """The day, YYYY-MM-DD."""

    @property
    def half(self) -> str | None:
        """Part of the day."""


def session_title(session: Held) -> str:
    """Return the training's title in the language of the screen, the session's code where it has none."""
    return title_words(session.title_zh, session.title_en, session.code)


def when_words(session: Held, today: date | None = None) -> str:
    """Return day and part of the day: `6月13日上午`, `13 Jun, morning`; the part alone where the day is `today`."""
    half, day = half_word(session.half), read_day(session.held_on)
    if day is None:
        return half
    if day == today:
        words = QCoreApplication.translate("sessions", "today")
    else:
        words = day_words(day, with_year=today is None or day.year != today.year)
    return f"{words}{half}" if is_chinese() else ", ".join(part for part in (words, half.lower()) if part)


def how_words(how: str | None) -> str:
    """Return how somebody was marked at a door."""
    return {
        "badge": QCoreApplication.translate("sessions", "by badge"),
        "search": QCoreApplication.translate("sessions", "by name"),
        "phone": QCoreApplication.translate("sessions", "by phone"),
        "id": QCoreApplication.translate("sessions", "by number"),
        "walk_in": QCoreApplication.translate("sessions", "walk-in"),
        "paper": QCoreApplication.translate("sessions", "on paper"),
        "roster": QCoreApplication.translate("sessions", "from the list"),
        "review": QCoreApplication.translate("sessions", "decided later"),
    }.get(how or "", how or "")
