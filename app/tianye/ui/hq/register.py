"""The whole register, with badges for the county that is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from tianye.services import browsing
from tianye.services.badges import BadgesWritten
from tianye.services.browsing import Listed
from tianye.ui.models.rows import Column
from tianye.ui.pages import told
from tianye.ui.pages.erase_other import EraseOther
from tianye.ui.pages.register import RegisterPage
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.choosers import ask_where_to_save


class HqRegister(RegisterPage):
    """The whole register; each row says which laptop registered her."""

    def _last_column(self) -> Column[Listed]:
        return Column(lambda: self.tr("Registered at"), lambda row: row.origin)

    def ways_in(self) -> str:
        """Return how people come to headquarters."""
        return self.tr("People come with a list, with the files from the laptops, or one by one.")

    def _fill_menu(self, menu: QMenu) -> None:
        super()._fill_menu(menu)
        self._badges_action = self._add_action(menu, self._choose_badges)
        self._erasing_action = self._add_action(menu, lambda: self.stage.open_task(EraseOther(self.stage)))

    def _choose_badges(self) -> None:
        title, name, kinds = self.tr("Badges of those shown"), self.tr("badges.html"), self.tr("Page (*.html)")
        ask_where_to_save(self, title, name, kinds, self.write_badges)

    def write_badges(self, path: Path) -> None:
        """Write the badges of everybody the table shows, in its order."""
        language = self.stage.language.on_paper
        self.stage.runner.do(
            partial(browsing.write_badges_of, wanted=self.wanted(), path=path, language=language),
            self._show_badges,
        )

    def _show_badges(self, written: BadgesWritten) -> None:
        tell_written(self.stage, written.path, partial(told.badges_written, written.badges, written.nameless))

    def retranslate(self) -> None:
        """Set every text."""
        super().retranslate()
        self._badges_action.setText(self.tr("Badges of those shown…"))
        self._erasing_action.setText(self.tr("Erase an answer, or somebody without a name…"))
