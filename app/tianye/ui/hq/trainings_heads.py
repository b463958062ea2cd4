"""The columns of plans and attendance lists by their keys, in the language of the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_HEADS: Final = {
    "code": QT_TRANSLATE_NOOP("heads", "Code"),
    "title_zh": QT_TRANSLATE_NOOP("heads", "Chinese title"),
    "title_en": QT_TRANSLATE_NOOP("heads", "English title"),
    "begins_on": QT_TRANSLATE_NOOP("heads", "First day"),
    "ends_on": QT_TRANSLATE_NOOP("heads", "Last day"),
    "name": QT_TRANSLATE_NOOP("heads", "Name"),
    "uscc": QT_TRANSLATE_NOOP("heads", "Social credit code"),
    "kind": QT_TRANSLATE_NOOP("heads", "Kind"),
    "stage": QT_TRANSLATE_NOOP("heads", "Stage"),
    "is_led_by_woman": QT_TRANSLATE_NOOP("heads", "Led by a woman"),
    "women_owner_percent": QT_TRANSLATE_NOOP("heads", "Women owners, percent"),
    "place_code": QT_TRANSLATE_NOOP("heads", "Place code"),
    "county": QT_TRANSLATE_NOOP("heads", "County"),
    "township": QT_TRANSLATE_NOOP("heads", "Township"),
    "village": QT_TRANSLATE_NOOP("heads", "Village"),
    "programme": QT_TRANSLATE_NOOP("heads", "Programme"),
    "host": QT_TRANSLATE_NOOP("heads", "Host"),
    "venue": QT_TRANSLATE_NOOP("heads", "Venue"),
    "training": QT_TRANSLATE_NOOP("heads", "Training"),
    "threshold": QT_TRANSLATE_NOOP("heads", "Share that completes"),
    "is_sensitive": QT_TRANSLATE_NOOP("heads", "Sensitive"),
    "on": QT_TRANSLATE_NOOP("heads", "Day"),
    "half": QT_TRANSLATE_NOOP("heads", "Half-day"),
    "begins": QT_TRANSLATE_NOOP("heads", "Begins"),
    "ends": QT_TRANSLATE_NOOP("heads", "Ends"),
    "id": QT_TRANSLATE_NOOP("heads", "Number of the person"),
    "phone_tail": QT_TRANSLATE_NOOP("heads", "Last digits of the telephone"),
}

_PARTS: Final = {
    "programme": QT_TRANSLATE_NOOP("heads", "Programmes"),
    "organisation": QT_TRANSLATE_NOOP("heads", "Organisations"),
    "venue": QT_TRANSLATE_NOOP("heads", "Venues"),
    "training": QT_TRANSLATE_NOOP("heads", "Trainings"),
    "session": QT_TRANSLATE_NOOP("heads", "Sessions"),
}


def part_word(part: str) -> str:
    """Return the name of a part of a plan."""
    return QCoreApplication.translate("heads", str(_PARTS[part])) if part in _PARTS else part


def heading_word(key: str) -> str:
    """Return the name of a column; the key itself (a session's code) where it has none."""
    return QCoreApplication.translate("heads", str(_HEADS[key])) if key in _HEADS else key
