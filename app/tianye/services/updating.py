"""Bringing a data folder to this release: a verified backup first, then the steps; what fails names the backup."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from tianye.domain.errors import NextStep, TianyeError, WorldFault
from tianye.services.backup_files import Plan, make_beside, stem_of
from tianye.services.founding import World
from tianye.store.database import Database
from tianye.store.migrations import is_new, migrate, pending

_ZONE: Final = timezone(timedelta(hours=8))
FOLDER: Final = "before-update"
"""Below `backup`: what was made before a step; kept until somebody deletes it."""


def update(folder: Path, database: Database, world: World) -> list[str]:
    """Run the steps this database lacks; returns their names.

    Before the first of them a backup is written and read back; where that fails nothing is changed. Raises `UserFault`:
    `database.too-new`; `WorldFault`: `database.update-failed` (data: `step`, and `backup`, the folder to restore), and
    as `backup_files.make_beside`.
    """
    waiting = pending(database)
    if not waiting or is_new(database):
        return migrate(database)
    made_at = datetime.fromtimestamp(world.wall_ms() / 1000, _ZONE).replace(microsecond=0)
    target = folder / "backup" / FOLDER
    plan = Plan(folder, target, stem_of("before-update", made_at), made_at, database.key, is_before_update=True)
    made = make_beside(plan)
    try:
        return migrate(database)
    except TianyeError as fault:
        step = pending(database)[0]
        raise WorldFault(
            "database.update-failed", next_step=NextStep.RESTORE_BACKUP, step=step, backup=made.path.name
        ) from fault
