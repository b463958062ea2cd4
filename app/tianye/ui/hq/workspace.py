"""Where headquarters works: seven places, each loaded when it is first gone to."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tianye.ui.parts.stage import Page, Place, Stage, Workspace


def _inbox(stage: Stage) -> Page:
    """Make the first place; what waits for a decision is counted from now on."""
    from tianye.ui.hq.inbox import Inbox
    from tianye.ui.hq.reviewing_count import ReviewCount

    inbox = Inbox(stage)
    ReviewCount(stage, inbox)
    return inbox


def _review(stage: Stage) -> Page:
    from tianye.ui.hq.reviewing import Review

    return Review(stage)


def _register(stage: Stage) -> Page:
    from tianye.ui.hq.register import HqRegister

    return HqRegister(stage)


def _trainings(stage: Stage) -> Page:
    from tianye.ui.hq.trainings import Trainings

    return Trainings(stage)


def _forms(stage: Stage) -> Page:
    from tianye.ui.hq.forms import Forms

    return Forms(stage)


def _figures(stage: Stage) -> Page:
    from tianye.ui.hq.figures import Figures

    return Figures(stage)


def _laptops(stage: Stage) -> Page:
    from tianye.ui.hq.laptops import Laptops

    return Laptops(stage)


PLACES = (
    Place("inbox", "tray", str(QT_TRANSLATE_NOOP("Place", "Inbox")), _inbox),
    Place("review", "merge", str(QT_TRANSLATE_NOOP("Place", "Review")), _review),
    Place("register", "book", str(QT_TRANSLATE_NOOP("Place", "Register")), _register),
    Place("trainings", "calendar", str(QT_TRANSLATE_NOOP("Place", "Trainings")), _trainings),
    Place("forms", "clipboard", str(QT_TRANSLATE_NOOP("Place", "Forms")), _forms),
    Place("figures", "chart", str(QT_TRANSLATE_NOOP("Place", "Figures")), _figures),
    Place("laptops", "package", str(QT_TRANSLATE_NOOP("Place", "Packs and laptops")), _laptops),
)
WORKSPACE = Workspace(
    "hq",
    str(QT_TRANSLATE_NOOP("Place", "Headquarters")),
    PLACES,
    "rail_hq",
    badge_place="register",
    badge_action=str(QT_TRANSLATE_NOOP("Place", "Open the person")),
)
