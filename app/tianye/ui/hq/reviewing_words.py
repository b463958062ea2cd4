"""What review says: evidence in sentences, fields, values and verdicts in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tianye.domain.attendance import Outcome
from tianye.domain.consent import ConsentState, PurposeKind
from tianye.domain.matching import Reason
from tianye.domain.people import NO_PHONE, mask_phone
from tianye.services.comparing import Comparison, Sameness
from tianye.services.corrections import Departure
from tianye.services.review import Case, CaseKind, Mentioned, Word
from tianye.ui.messages import facts
from tianye.ui.messages.dates import moment_words, time_words
from tianye.ui.messages.people import born_words, dotted, ethnicity_word, sex_word
from tianye.ui.messages.trainings import title_words
from tianye.ui.pages.form_words import answer_words, form_title

_CONTEXT: Final = "review"
_FOR: Final = {
    Reason.SAME_NUMBER: QT_TRANSLATE_NOOP("review", "The resident number is the same"),
    Reason.SAME_PHONE: QT_TRANSLATE_NOOP("review", "The telephone is the same"),
    Reason.SAME_HOUSEHOLD: QT_TRANSLATE_NOOP("review", "They are of one household"),
    Reason.SAME_NAME: QT_TRANSLATE_NOOP("review", "The name is the same"),
    Reason.NAME_SPELT_ALIKE: QT_TRANSLATE_NOOP("review", "The names are written differently and sound alike"),
    Reason.SAME_BIRTHDAY: QT_TRANSLATE_NOOP("review", "The birthday is the same"),
    Reason.SAME_BIRTHDAY_IN_OTHER_CALENDAR: QT_TRANSLATE_NOOP(
        "review", "The birthday is the same if one is of the farmer's calendar"
    ),
    Reason.CLOSE_BIRTH_YEAR: QT_TRANSLATE_NOOP("review", "The years of birth are at most one apart"),
    Reason.SAME_VILLAGE: QT_TRANSLATE_NOOP("review", "They live in one village"),
    Reason.SAME_COUNTY: QT_TRANSLATE_NOOP("review", "They live in one county"),
}
_AGAINST: Final = {
    Reason.OTHER_SEX: QT_TRANSLATE_NOOP("review", "The sex differs"),
    Reason.OTHER_NUMBER: QT_TRANSLATE_NOOP("review", "The resident numbers differ"),
    Reason.OTHER_BIRTH_YEAR: QT_TRANSLATE_NOOP("review", "The years of birth are more than one apart"),
    Reason.TWINS: QT_TRANSLATE_NOOP("review", "One household and one birthday with two names: they may be twins"),
}
_SHORT: Final = {
    Reason.SAME_NUMBER: QT_TRANSLATE_NOOP("review", "same number"),
    Reason.SAME_PHONE: QT_TRANSLATE_NOOP("review", "same telephone"),
    Reason.SAME_HOUSEHOLD: QT_TRANSLATE_NOOP("review", "same household"),
    Reason.SAME_NAME: QT_TRANSLATE_NOOP("review", "same name"),
    Reason.NAME_SPELT_ALIKE: QT_TRANSLATE_NOOP("review", "names sound alike"),
    Reason.SAME_BIRTHDAY: QT_TRANSLATE_NOOP("review", "same birthday"),
    Reason.SAME_BIRTHDAY_IN_OTHER_CALENDAR: QT_TRANSLATE_NOOP("review", "birthday of another calendar"),
    Reason.CLOSE_BIRTH_YEAR: QT_TRANSLATE_NOOP("review", "close in age"),
    Reason.SAME_VILLAGE: QT_TRANSLATE_NOOP("review", "same village"),
    Reason.SAME_COUNTY: QT_TRANSLATE_NOOP("review", "same county"),
    Reason.OTHER_SEX: QT_TRANSLATE_NOOP("review", "other sex"),
    Reason.OTHER_NUMBER: QT_TRANSLATE_NOOP("review", "other number"),
    Reason.OTHER_BIRTH_YEAR: QT_TRANSLATE_NOOP("review", "other year of birth"),
    Reason.TWINS: QT_TRANSLATE_NOOP("review", "perhaps twins"),
}
_FIELDS: Final = {
    "answers": QT_TRANSLATE_NOOP("review", "Answers to a form"),
    "county": QT_TRANSLATE_NOOP("review", "County"),
    "id_key": QT_TRANSLATE_NOOP("review", "Resident number"),
    "id_last4": QT_TRANSLATE_NOOP("review", "Resident number"),
    "is_void": QT_TRANSLATE_NOOP("review", "Taken back"),
    "code": QT_TRANSLATE_NOOP("review", "Code"),
    "title_zh": QT_TRANSLATE_NOOP("review", "Chinese title"),
    "title_en": QT_TRANSLATE_NOOP("review", "English title"),
    "kind": QT_TRANSLATE_NOOP("review", "Kind"),
    "host": QT_TRANSLATE_NOOP("review", "Host"),
    "venue": QT_TRANSLATE_NOOP("review", "Venue"),
    "programme": QT_TRANSLATE_NOOP("review", "Programme"),
    "training": QT_TRANSLATE_NOOP("review", "Training"),
    "on": QT_TRANSLATE_NOOP("review", "Day"),
    "half": QT_TRANSLATE_NOOP("review", "Half-day"),
    "begins": QT_TRANSLATE_NOOP("review", "Begins"),
    "ends": QT_TRANSLATE_NOOP("review", "Ends"),
    "size": QT_TRANSLATE_NOOP("review", "Members of the household"),
    "consent": QT_TRANSLATE_NOOP("review", "Consent"),
    "mark": QT_TRANSLATE_NOOP("review", "Checked in"),
    "undone": QT_TRANSLATE_NOOP("review", "Check-in taken back"),
    "verdict": QT_TRANSLATE_NOOP("review", "Verdict"),
}
_PURPOSES: Final = {
    PurposeKind.ATTENDANCE: QT_TRANSLATE_NOOP("review", "Consent: attendance list"),
    PurposeKind.CONTACT: QT_TRANSLATE_NOOP("review", "Consent: being contacted"),
    PurposeKind.ID_NUMBER: QT_TRANSLATE_NOOP("review", "Consent: resident number"),
    PurposeKind.HEALTH: QT_TRANSLATE_NOOP("review", "Consent: health"),
    PurposeKind.PHOTO: QT_TRANSLATE_NOOP("review", "Consent: photographs"),
    PurposeKind.QUOTE_NAMED: QT_TRANSLATE_NOOP("review", "Consent: quotes with name"),
    PurposeKind.QUOTE_ANONYMOUS: QT_TRANSLATE_NOOP("review", "Consent: quotes without name"),
    PurposeKind.SHARE_WITH: QT_TRANSLATE_NOOP("review", "Consent: passing on"),
    PurposeKind.ABROAD: QT_TRANSLATE_NOOP("review", "Consent: sending abroad"),
    PurposeKind.MINOR_GUARDIAN: QT_TRANSLATE_NOOP("review", "Consent of the guardian"),
}
_SAMENESS: Final = {
    Sameness.SAME: ("equals", "ink_soft", QT_TRANSLATE_NOOP("review", "same")),
    Sameness.SOUNDS_ALIKE: ("approximate", "link", QT_TRANSLATE_NOOP("review", "sounds alike")),
    Sameness.DIFFERENT: ("not-equals", "on_barley_soft", QT_TRANSLATE_NOOP("review", "different")),
    Sameness.ONE_IS_FINER: ("approximate", "link", QT_TRANSLATE_NOOP("review", "A knows more")),
    Sameness.OTHER_IS_FINER: ("approximate", "link", QT_TRANSLATE_NOOP("review", "B knows more")),
    Sameness.ONE_SIDE_ONLY: ("minus", "ink_soft", QT_TRANSLATE_NOOP("review", "one side only")),
    Sameness.NEITHER: ("minus", "ink_soft", QT_TRANSLATE_NOOP("review", "nobody said")),
}
_SCANS: Final = {
    Outcome.FORGED_BADGE: QT_TRANSLATE_NOOP("review", "The badge is not signed by headquarters"),
    Outcome.UNKNOWN_BADGE: QT_TRANSLATE_NOOP("review", "Nobody has this badge"),
    Outcome.NOT_ON_LIST: QT_TRANSLATE_NOOP("review", "Not on the list"),
}
_WAITING: Final = {
    "unknown-kind": QT_TRANSLATE_NOOP("review", "written by a newer version of this program"),
    "held-back": QT_TRANSLATE_NOOP("review", "held back"),
    "unusable": QT_TRANSLATE_NOOP("review", "cannot be read"),
}


def say(text: object) -> str:
    """Return a marked text in the language of the screen."""
    return QCoreApplication.translate(_CONTEXT, str(text))


def evidence(shown: Comparison) -> tuple[list[str], list[str]]:
    """Return what speaks for one person and what speaks against it or says nothing, in sentences."""
    reasons = [Reason(reason) for reason in shown.reasons]
    speaking_for = [say(_FOR[reason]) for reason in reasons if reason in _FOR]
    against = [say(_AGAINST[reason]) for reason in reasons if reason in _AGAINST]
    both_came = shown.one.sessions > 0 and shown.other.sessions > 0
    if shown.together:
        number = shown.together
        against.append(QCoreApplication.translate("review", "Both were checked in at %n sessions", "", number))
    elif both_came:
        speaking_for.append(QCoreApplication.translate("review", "They were never checked in at the same session"))
    if shown.sameness["phone"] is Sameness.DIFFERENT:
        against.append(QCoreApplication.translate("review", "The telephones differ"))
    most = max(shown.one.namesakes, shown.other.namesakes)
    if most > 2:
        text = QCoreApplication.translate("review", "The name is common: the register has it %n times", "", most)
        against.append(text)
    if not (shown.one.has_number and shown.other.has_number):
        if shown.one.has_number or shown.other.has_number:
            against.append(QCoreApplication.translate("review", "Only one side has a resident number to compare"))
        else:
            against.append(QCoreApplication.translate("review", "Neither side has a resident number to compare"))
    return speaking_for, against


def short_reasons(case: Case) -> str:
    """Return the reasons of a possible duplicate in a few words."""
    return dotted([say(_SHORT[Reason(reason)]) for reason in case.reasons if reason in set(Reason)][:3])


def field_word(field: str) -> str:
    """Return what a field is called; its code where it has no name here."""
    family, _, member = field.partition("/")
    if family == "consent" and member:
        return purpose_word(member)
    return say(_FIELDS[family]) if family in _FIELDS else facts.field_words(field)


def purpose_word(purpose: str) -> str:
    """Return what a consent is about."""
    kind, _, receiver = purpose.partition(":")
    words = say(_PURPOSES[PurposeKind(kind)]) if kind in set(PurposeKind) else kind
    return f"{words} {receiver}" if receiver else words


def state_word(state: str | None) -> str:
    """Return an answer to a question for consent."""
    return facts.consent_words(str(state)) if state in set(ConsentState) else blank()


def blank() -> str:
    """Return what is said of a value that nobody gave."""
    return QCoreApplication.translate("review", "not said")


def sameness_words(sameness: Sameness) -> tuple[str, str, str]:
    """Return icon, ink role and word of how two values compare."""
    icon, ink, word = _SAMENESS[sameness]
    return icon, ink, say(word)


def phone_words(phone: str) -> str:
    """Return a masked telephone, or that there is none."""
    if phone == NO_PHONE:
        return facts.value_words("phone", phone)
    return phone or blank()


def word_value(word: Word, labels: Mapping[str | bytes, str], *, masks_phone: bool) -> str:
    """Return one standing value in words; a resident number is never shown, a telephone masked where it can be."""
    return value_words(word.field, word.value, labels, masks_phone=masks_phone)


def version_words(word: Word, value: str, others: Sequence[Word]) -> tuple[str, str, str]:
    """Return a value as it is shown, why it was said, and what is lost where it is chosen over `others`.

    Of answers to a form: each that was changed, from what it was; what only another one changed is lost with that.
    """
    version = word.version
    if version is None:
        return value, "", ""
    lines = [_departure(one) for one in version.departures]
    why = QCoreApplication.translate("review", "Because: {reason}").format(reason=version.reason)
    alone = [one for other in others if other.version for one in other.version.departures if one.is_alone]
    lost = QCoreApplication.translate("review", "With this one these other changes are dropped: {changes}")
    between = QCoreApplication.translate("review", "; ")
    return (
        "\n".join(lines) or value,
        why if version.reason else "",
        lost.format(changes=between.join(map(_departure, dict.fromkeys(alone)))) if alone else "",
    )


def _departure(one: Departure) -> str:
    before, after = (answer_words(value) or blank() for value in (one.before, one.after))
    text = QCoreApplication.translate("review", "{question}: {before} → {after}")
    return text.format(question=one.question, before=before, after=after)


def value_words(field: str, value: Any, labels: Mapping[str | bytes, str], *, masks_phone: bool = True) -> str:
    """Return a value of a field in words."""
    family = field.partition("/")[0]
    text = str(value)
    match family:
        case "id_key" | "id_last4":
            return QCoreApplication.translate("review", "a number (not shown)") if value else blank()
        case "mark" if isinstance(value, dict):
            minute = value.get("arrived")
            came = QCoreApplication.translate("review", "present")
            return f"{came} {time_words(minute)}" if isinstance(minute, int) else came
        case "undone":
            return QCoreApplication.translate("review", "taken back")
        case "verdict":
            return verdict_word(text)
        case "consent" if isinstance(value, dict):
            return state_word(str(value.get("state")))
        case _ if value is None or value in ("", b""):
            return blank()
        case "born" if isinstance(value, dict):
            return born_words(value.get("year"), value.get("month"), value.get("day"))
        case "sex":
            return sex_word(text) or text
        case "ethnicity":
            return ethnicity_word(text) or text
        case "education":
            return facts.value_words(family, text)
        case "phone":
            return phone_words(mask_phone(text) if masks_phone else text)
        case "begins" | "ends" if isinstance(value, int):
            return time_words(value)
        case _ if isinstance(value, bool):
            return facts.value_words(family, value)
        case _ if isinstance(value, str | bytes):
            return labels.get(value) or (value if isinstance(value, str) else "?")
    return text


def verdict_word(verdict: str) -> str:
    """Return a decision about two registrations."""
    if verdict == "same":
        return QCoreApplication.translate("review", "the same person")
    return QCoreApplication.translate("review", "two persons") if verdict == "different" else blank()


def said_by(word: Word) -> str:
    """Return who said something, on which laptop and when; that its clock is doubtful is said."""
    when = moment_words(word.at_ms)
    if word.is_clock_suspect:
        when = QCoreApplication.translate("review", "{when} by a clock that was wrong").format(when=when)
    return dotted([word.operator or "", word.station or "", when])


def scan_words(case: Case) -> str:
    """Return why a scan was refused."""
    reason = case.reasons[0] if case.reasons else ""
    return say(_SCANS[Outcome(reason)]) if reason in set(Outcome) and Outcome(reason) in _SCANS else reason


def waiting_words(case: Case) -> str:
    """Return what waits unread and why."""
    why = say(_WAITING[case.reasons[0]]) if case.reasons and case.reasons[0] in _WAITING else ""
    number = case.count
    text = QCoreApplication.translate("review", "%n records kept unread", "", number)
    return dotted([text, why])


def name_of(one: Mentioned) -> str:
    """Return what a subject is called; of a response whose it is, and the form's title in one language."""
    if one.type == "response" and one.label is not None:
        whose, dot, title = one.label.partition(" · ")
        return f"{whose}{dot}{form_title(title)}"
    return title_words(one.title_zh, one.title_en, one.label)


def names_of(case: Case) -> str:
    """Return whom or what a case is about, for the list."""
    unknown = QCoreApplication.translate("review", "not known here")
    names = [name_of(one) or unknown for one in case.about]
    if case.kind in (CaseKind.DUPLICATE, CaseKind.LINK):
        return " ⇆ ".join(names)
    # a check-in names session and person: the person first
    return dotted(names[::-1])


def detail_of(case: Case) -> str:
    """Return the second line of a case in the list."""
    match case.kind:
        case CaseKind.DUPLICATE:
            return short_reasons(case)
        case CaseKind.LINK:
            return QCoreApplication.translate("review", "the decisions contradict each other")
        case CaseKind.FIELD:
            text = QCoreApplication.translate("review", "{field}: {number} different entries")
            return text.format(field=field_word(case.field), number=len(case.choices))
        case CaseKind.ATTENDANCE:
            return QCoreApplication.translate("review", "there or not")
        case CaseKind.SCAN:
            return scan_words(case)
        case CaseKind.WAITING:
            return waiting_words(case)
