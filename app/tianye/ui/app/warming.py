"""Loads what comes next while nobody waits for it: typing a passphrase takes longer than loading the rest."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from tianye.ui.messages.language import Language
from tianye.ui.runner import Runner

if TYPE_CHECKING:
    from tianye.services.station import Station

SERVICES: Final = {
    "laptop": (
        "tianye.services.station",
        "tianye.services.copies",
        "tianye.services.footing",
        "tianye.services.listing",
        "tianye.services.day",
        "tianye.services.clock",
        "tianye.services.checkin",
        "tianye.services.attendance_lists",
        "tianye.services.packs_found",
        "tianye.services.unnamed",
        "tianye.services.browsing",
        "tianye.services.people_lists",
        "tianye.services.survey_rounds",
        "tianye.services.interviews",
        "tianye.services.outgoing",
        "tianye.services.arriving",
    ),
    "hq": (
        "tianye.services.station",
        "tianye.services.copies",
        "tianye.services.footing",
        "tianye.services.listing",
        "tianye.services.arriving",
        "tianye.services.review",
        "tianye.services.browsing",
        "tianye.services.figuring",
        "tianye.services.publishing",
        "tianye.services.forms_library",
    ),
}
"""Role of a folder → what its workspace asks of the services, what is asked first before the rest."""
SCREENS: Final = {
    "laptop": (
        "tianye.ui.parts.rail",
        "tianye.ui.parts.search",
        "tianye.ui.parts.table",
        "tianye.ui.parts.options",
        "tianye.ui.pages.person_fields",
        "tianye.ui.pages.install_pack",
        "tianye.ui.field.checkin",
        "tianye.ui.field.today",
        "tianye.ui.field.workspace",
        "tianye.ui.pages.person",
        "tianye.ui.field.roster",
        "tianye.ui.pages.register",
        "tianye.ui.field.register",
        "tianye.ui.formview.view",
        "tianye.ui.field.survey",
        "tianye.ui.field.handover",
        "tianye.ui.kiosk.door",
    ),
    "hq": (
        "tianye.ui.parts.rail",
        "tianye.ui.parts.table",
        "tianye.ui.hq.inbox",
        "tianye.ui.hq.reviewing_count",
        "tianye.ui.hq.workspace",
        "tianye.ui.hq.reviewing",
        "tianye.ui.pages.person",
        "tianye.ui.hq.register",
        "tianye.ui.hq.trainings",
        "tianye.ui.hq.forms",
        "tianye.ui.hq.figures",
        "tianye.ui.hq.laptops",
    ),
}
"""Role of a folder → the screens of its workspace in steps that a key press can wait for, the first place first."""


class Warming(QObject):
    """Services are loaded in the lane, then screens in the GUI thread, one step whenever nothing else is to be done.

    Classes of Qt are made when they are first named; two threads should not make them side by side.
    """

    def __init__(self, runner: Runner[Station], language: Language) -> None:
        super().__init__()
        self._runner, self._language = runner, language
        self._is_over = True
        self._waiting: list[str] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def is_over(self) -> bool:
        """Whether nothing waits to be loaded."""
        return self._is_over

    def begin(self, role: str) -> None:
        """Load what a folder of a role needs, `laptop` or `hq`; another word means a laptop."""
        kind = role if role in SCREENS else "laptop"
        self._waiting, self._is_over = list(reversed(SCREENS[kind])), False
        self._runner.prepare(partial(_load, SERVICES[kind]), self._services_are_there)

    def stop(self) -> None:
        """Load no more."""
        self._is_over = True
        self._timer.stop()

    def _services_are_there(self, _: object) -> None:
        if not self._is_over:
            self._timer.start()

    def _step(self) -> None:
        if self._waiting:
            import_module(self._waiting.pop())
        elif not self._language.read_ahead():
            self.stop()


def _load(modules: tuple[str, ...]) -> None:
    for module in modules:
        import_module(module)
    from tianye.domain import names

    # the first letter of a search would wait for them
    names.load_tables()
