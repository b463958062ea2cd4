"""Where a facilitator works: five places, each loaded when it is first gone to."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tianye.ui.parts.stage import Page, Place, Stage, Workspace


def _today(stage: Stage) -> Page:
    from tianye.ui.field.today import Today

    return Today(stage)


def _roster(stage: Stage) -> Page:
    from tianye.ui.field.roster import Roster

    return Roster(stage)


def _register(stage: Stage) -> Page:
    from tianye.ui.field.register import FieldRegister

    return FieldRegister(stage)


def _surveys(stage: Stage) -> Page:
    from tianye.ui.field.survey import Surveys

    return Surveys(stage)


def _hand_over(stage: Stage) -> Page:
    from tianye.ui.field.handover import HandOver

    return HandOver(stage)


PLACES = (
    Place("today", "today", str(QT_TRANSLATE_NOOP("Place", "Today")), _today),
    Place("roster", "people", str(QT_TRANSLATE_NOOP("Place", "Roster")), _roster),
    Place("register", "book", str(QT_TRANSLATE_NOOP("Place", "Register")), _register),
    Place("survey", "clipboard", str(QT_TRANSLATE_NOOP("Place", "Surveys")), _surveys),
    Place("handover", "hand-over", str(QT_TRANSLATE_NOOP("Place", "Hand over")), _hand_over),
)
WORKSPACE = Workspace(
    "field",
    str(QT_TRANSLATE_NOOP("Place", "Field")),
    PLACES,
    "rail_field",
    badge_place="today",
    badge_action=str(QT_TRANSLATE_NOOP("Place", "Go and check in")),
)
