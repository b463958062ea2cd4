"""What is known of a person in words: the names of her fields, and their values as somebody reads them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from tianye.domain.dates import BirthDate, Calendar, from_field
from tianye.domain.people import EDUCATION_LABELS, NO_PHONE, Education, Label
from tianye.ui.messages.language import is_chinese
from tianye.ui.messages.people import ethnicity_word, sex_word


def field_words(field: str) -> str:
    """Return the name of a field of a person, of her household, or of a consent (`consent/photo`)."""
    family, slash, _ = field.partition("/")
    if slash:
        return {
            "consent": QCoreApplication.translate("facts", "Consent"),
            "head": QCoreApplication.translate("facts", "Head of the household"),
        }.get(family, field)
    return {
        "name": QCoreApplication.translate("facts", "Name"),
        "name_bo": QCoreApplication.translate("facts", "Tibetan name"),
        "name_latin": QCoreApplication.translate("facts", "Name in Latin letters"),
        "alias": QCoreApplication.translate("facts", "Also called"),
        "sex": QCoreApplication.translate("facts", "Sex"),
        "born": QCoreApplication.translate("facts", "Born"),
        "ethnicity": QCoreApplication.translate("facts", "Ethnic group"),
        "place": QCoreApplication.translate("facts", "Lives in"),
        "organisation": QCoreApplication.translate("facts", "Co-operative"),
        "household": QCoreApplication.translate("facts", "Household"),
        "household_size": QCoreApplication.translate("facts", "People in the household"),
        "head": QCoreApplication.translate("facts", "Head of the household"),
        "phone": QCoreApplication.translate("facts", "Phone"),
        "id_last4": QCoreApplication.translate("facts", "ID number ends in"),
        "post": QCoreApplication.translate("facts", "Post"),
        "education": QCoreApplication.translate("facts", "Schooling"),
        "is_disabled": QCoreApplication.translate("facts", "Disability"),
        "note": QCoreApplication.translate("facts", "Note"),
    }.get(field, field)


def value_words(field: str, value: Any) -> str:
    """Return a value as `services.shown_values` hands it out, nothing where nothing is said."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return QCoreApplication.translate("facts", "yes") if value else QCoreApplication.translate("facts", "no")
    if field.startswith("consent/"):
        return consent_words(str(value.get("state", "") if isinstance(value, dict) else value))
    match field:
        case "sex":
            return sex_word(str(value)) or str(value)
        case "education":
            return _label(EDUCATION_LABELS[Education(value)]) if value in set(Education) else str(value)
        case "ethnicity":
            return ethnicity_word(str(value)) or str(value)
        case "phone":
            return QCoreApplication.translate("facts", "has no phone") if value == NO_PHONE else str(value)
        case "born":
            birth = value if isinstance(value, BirthDate) else from_field(value)
            return birth_words(birth) if birth else ""
    return str(value)


def consent_words(state: str) -> str:
    """Return what was answered to a purpose."""
    return {
        "given": QCoreApplication.translate("facts", "agreed"),
        "refused": QCoreApplication.translate("facts", "refused"),
        "withdrawn": QCoreApplication.translate("facts", "withdrawn"),
    }.get(state, QCoreApplication.translate("facts", "not asked"))


def birth_words(birth: BirthDate) -> str:
    """Return a birth date as it was said: `1988年3月5日`, `农历1984年闰10月`, `1988-03-05`, `lunar 1984-10+`."""
    if not is_chinese():
        return str(birth)
    text = f"{birth.year}年"
    if birth.month:
        text += f"{'闰' if birth.is_leap_month else ''}{birth.month}月"
    if birth.day:
        text += f"{birth.day}日"
    return f"农历{text}" if birth.calendar is Calendar.LUNAR else text


def _label(label: Label) -> str:
    return label.zh if is_chinese() else label.en
