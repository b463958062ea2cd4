"""What was done, for the undo bar and notices: these outlive the page that did it, so no page words them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from tianye.domain.consent import ConsentState
from tianye.services.undo import undo
from tianye.ui.messages.consents import purpose_words
from tianye.ui.messages.facts import consent_words
from tianye.ui.messages.notices import Notice
from tianye.ui.parts.stage import Stage

Text = Callable[[], tuple[str, str]]


def offer(stage: Stage, command: bytes | None, text: Callable[[], str]) -> None:
    """Offer to reverse a command; nothing where nothing was written. A refusal is shown as a notice."""
    if command is not None:
        stage.offer_undo(text, lambda: stage.runner.do(partial(undo, command=command)))


def tell_written(stage: Stage, path: Path, text: Text) -> None:
    """Say that a file was written, and open it on demand."""
    stage.notify(
        Notice(
            "info",
            text,
            action=lambda: QCoreApplication.translate("told", "Open"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            about="file-written",
        )
    )


def registered(name: str) -> str:
    """Say who was registered."""
    return QCoreApplication.translate("told", "{name} is registered").format(name=name)


def corrected(name: str) -> str:
    """Say who was corrected."""
    return QCoreApplication.translate("told", "{name} is corrected").format(name=name)


def consent_written(purpose: str, state: ConsentState) -> str:
    """Say which answer was written down."""
    return QCoreApplication.translate("told", "Written down: {purpose}: {state}").format(
        purpose=purpose_words(purpose), state=consent_words(state)
    )


def list_taken(added: int, changed: int) -> str:
    """Say what a list of people came to."""
    return QCoreApplication.translate("told", "List taken in: {added} new, {changed} changed").format(
        added=added, changed=changed
    )


def checked_in(name: str, clock: str) -> str:
    """Say who was ticked, and since when she is here."""
    return QCoreApplication.translate("told", "{name} is checked in, {clock}").format(name=name, clock=clock)


def check_in_taken_back(name: str) -> str:
    """Say whose tick was taken away."""
    return QCoreApplication.translate("told", "{name} is not checked in any more").format(name=name)


def marks_taken(added: int) -> str:
    """Say how many were marked from a paper list."""
    return QCoreApplication.translate("told", "%n check-in(s) taken over from paper", "", added)


def template_written(name: str) -> tuple[str, str]:
    """Say that an empty list of people was written."""
    return (
        QCoreApplication.translate("told", "The empty list is written: {file}.").format(file=name),
        QCoreApplication.translate("told", 'One row a person. Filled in, it comes back through "Import a list".'),
    )


def register_exported(name: str, people: int, held_back: int) -> tuple[str, str]:
    """Say how many people an export holds, and how many were left out."""
    return (
        QCoreApplication.translate("told", "{file} is written: %n person(s).", "", people).format(file=name),
        QCoreApplication.translate("told", "%n left out: not agreed to stand on lists.", "", held_back)
        if held_back
        else QCoreApplication.translate("told", "Nobody had to be left out. Phones stand only where that was agreed."),
    )


def badges_written(badges: int, nameless: int) -> tuple[str, str]:
    """Say how many badges were written, and how many bear no name."""
    return (
        QCoreApplication.translate("told", "%n badge(s) written. Open the page and print it.", "", badges),
        QCoreApplication.translate("told", "%n with a line for the pen: the name may not be listed.", "", nameless)
        if nameless
        else "",
    )


def sheet_written(people: int, held_back: int) -> tuple[str, str]:
    """Say who stands on a sheet or list, and how many do not though they are expected."""
    return (
        QCoreApplication.translate("told", "Written, with %n name(s).", "", people),
        QCoreApplication.translate("told", "%n expected stand(s) not on it: not agreed to be listed.", "", held_back)
        if held_back
        else "",
    )


def badge_unknown() -> tuple[str, str]:
    """Say that a badge is none of ours, or of nobody known here."""
    return (
        QCoreApplication.translate("told", "This badge is not known here."),
        QCoreApplication.translate("told", "Nothing was recorded. Find the person by name."),
    )
