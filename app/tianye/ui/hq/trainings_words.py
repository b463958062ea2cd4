"""What is said of trainings at headquarters, and of files that were written for them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from tianye.services.certificates import CertificatesWritten
from tianye.services.training_view import Progress, Titled, TrainingShown
from tianye.ui.messages.dates import days_span
from tianye.ui.messages.people import dotted
from tianye.ui.messages.trainings import kind_word, title_words


def training_title(training: TrainingShown) -> str:
    """Return the title of a training in the language of the screen."""
    return title_words(training.row.title_zh, training.row.title_en, training.row.code)


def programme_title(programme: Titled | None) -> str:
    """Return the title of a programme; nothing where a training has none."""
    return title_words(programme.title_zh, programme.title_en, programme.code) if programme else ""


def days_words(first: date | None, last: date | None) -> str:
    """Return the days of a training: `6月12日–13日` as far as they are known."""
    if first is None or last is None:
        return QCoreApplication.translate("trainings", "no day yet")
    return days_span(first, last)


def progress_words(progress: Progress) -> tuple[str, str]:
    """Return the kind of chip and the word for how far a training is."""
    match progress:
        case Progress.OVER:
            return "plain", QCoreApplication.translate("trainings", "over")
        case Progress.UNDER_WAY:
            return "handed", QCoreApplication.translate("trainings", "under way")
        case Progress.TO_COME:
            return "quiet", QCoreApplication.translate("trainings", "to come")
        case Progress.UNDATED:
            return "warn", QCoreApplication.translate("trainings", "no day yet")


def about(training: TrainingShown) -> str:
    """Return code, kind, programme, county and host on one line."""
    return dotted(
        [
            training.row.code or "",
            kind_word(training.row.kind),
            programme_title(training.programme),
            training.county,
            training.host,
        ]
    )


def plan_taken(added: int, changed: int) -> str:
    """Say what a plan came to."""
    text = QCoreApplication.translate("trainings", "Plan taken in: {added} new, {changed} changed")
    return text.format(added=added, changed=changed)


def template_written(name: str) -> tuple[str, str]:
    """Say that an empty plan was written."""
    return (
        QCoreApplication.translate("trainings", "The empty plan is written: {name}.").format(name=name),
        QCoreApplication.translate("trainings", "Fill it in and take it in here; the codes may be your own."),
    )


def certificates_written(done: CertificatesWritten) -> tuple[str, str]:
    """Say how many certificates were written and who got none."""
    number = done.certificates
    first = QCoreApplication.translate("trainings", "%n certificates written. Open the page and print it.", "", number)
    parts = []
    if number := done.not_completed:
        text = QCoreApplication.translate("trainings", "%n came and did not complete it.", "", number)
        parts.append(text)
    if number := done.held_back:
        text = QCoreApplication.translate("trainings", "%n completed it and may not be listed.", "", number)
        parts.append(text)
    return first, " ".join(parts)
