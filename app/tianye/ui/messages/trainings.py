"""Trainings in words: half-days, kinds, titles in the language of the screen."""

from __future__ import annotations

from datetime import date

from tianye.domain.trainings import HALF_LABELS, KIND_LABELS, Half, TrainingKind
from tianye.ui.messages.language import is_chinese


def half_word(half: str | None) -> str:
    """Return a half-day: `上午`, `Morning`; nothing where it is not known."""
    return _chosen(HALF_LABELS[Half(half)]) if half in set(Half) else ""


def kind_word(kind: str | None) -> str:
    """Return a kind of activity; nothing where it is not known."""
    return _chosen(KIND_LABELS[TrainingKind(kind)]) if kind in set(TrainingKind) else ""


def title_words(chinese: str | None, english: str | None, code: str | None = None) -> str:
    """Return a title in the language of the screen; the other one where it is missing, the code where both are."""
    first, second = (chinese, english) if is_chinese() else (english, chinese)
    return first or second or code or ""


def read_day(text: str | None) -> date | None:
    """Return a stored day (YYYY-MM-DD) as a date; None where there is none."""
    return date.fromisoformat(text) if text else None


def _chosen(label: tuple[str, str]) -> str:
    return label[0] if is_chinese() else label[1]
