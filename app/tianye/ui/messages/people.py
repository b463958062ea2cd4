"""People in words: the short line under a name, by which two of one name are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from tianye.domain.ethnicities import ETHNICITIES
from tianye.ui.messages.language import is_chinese


class Told(Protocol):
    """What the line is made of; `services.faces.Face` is one."""

    @property
    def sex(self) -> str | None:
        """`f`, `m` or unknown."""

    @property
    def born_year(self) -> int | None:
        """The year as far as it is known."""

    @property
    def place(self) -> str:
        """The nearest name of where she lives."""

    @property
    def organisation(self) -> str:
        """Her co-operative."""


def sex_word(sex: str | None) -> str:
    """Return `女`, `男`, or nothing where it is not known."""
    if sex == "f":
        return QCoreApplication.translate("people", "woman")
    return QCoreApplication.translate("people", "man") if sex == "m" else ""


def ethnicity_word(code: str | None) -> str:
    """Return an ethnic group by its national code: `藏族`, `Tibetan`; nothing where it is not known."""
    group = next((group for group in ETHNICITIES if group.code == code), None)
    if group is None:
        return ""
    return group.zh_full if is_chinese() else group.en


def born_words(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return a birth date as far as it is known: `1988年生`, `born 1988-03`."""
    if year is None:
        return ""
    if is_chinese():
        text = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if month and day else "")
    else:
        text = f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return QCoreApplication.translate("people", "born {date}").format(date=text)


def year_words(year: int | None) -> str:
    """Return a year of birth beside a word that says so already: `1988年`, `1988`."""
    if year is None:
        return ""
    return f"{year}年" if is_chinese() else str(year)


def person_line(told: Told) -> str:
    """Return the line under a name: `女·1988年生·日玛村·雪域洋芋合作社`."""
    return dotted((sex_word(told.sex), born_words(told.born_year), told.place, told.organisation))


def dotted(parts: Sequence[str]) -> str:
    """Return what is there of some facts, with the middle dot between them."""
    dot = "·" if is_chinese() else " · "
    return dot.join(part for part in parts if part)
