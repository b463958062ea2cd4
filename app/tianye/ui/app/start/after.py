"""What a person begins with once a data folder is open: its card, its first pack, or the workspace itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tianye.ui.parts.stage import Page, Stage

if TYPE_CHECKING:
    from tianye.services.footing import Footing


def first_task(stage: Stage, footing: Footing, is_new: bool) -> Page | None:
    """Return the task to begin with, None for the workspace; loaded here, since the window should stand before."""
    if footing.role == "hq":
        if not is_new:
            return None
        from tianye.ui.app.start.hq_first import HeadquartersFirst

        return HeadquartersFirst(stage, goes_on=footing.goes_on)
    if is_new or footing.waits_for_pack:
        from tianye.ui.pages.card import CardPage

        return CardPage(stage)
    if not footing.pack_number:
        from tianye.ui.pages.install_pack import InstallPack

        return InstallPack(stage)
    return None
