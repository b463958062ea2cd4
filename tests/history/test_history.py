"""Data folders and backups of every release are opened by this one, with everything in them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from history.make import found_in, open_old
from tianye.services import backups, diagnostics
from tianye.services.backup_finding import find_backups
from tianye.store.migrations import STEPS
from town import PASSPHRASE

FOLDERS = sorted((Path(__file__).parent / "folders").glob("*.zip"))


@pytest.fixture(params=FOLDERS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def expected(old: Path) -> dict[str, Any]:
    return dict(json.loads((old / "expect.json").read_text(encoding="utf-8")))


def test_there_is_a_history() -> None:
    assert FOLDERS


def test_an_older_folder_is_opened_with_everything_in_it(old: Path) -> None:
    steps = int(next(path.stem.rpartition("-")[2] for path in FOLDERS))
    assert found_in(old / "laptop") == expected(old)
    with open_old(old / "laptop") as station:
        assert diagnostics.check(station, full=True).findings == ()
    made = find_backups(old / "laptop" / "backup" / "before-update")
    assert [one.fault for one in made] == ([None] if steps < len(STEPS) else [])


def test_an_older_backup_is_restored(old: Path) -> None:
    backups.verify_backup(old / "backup", PASSPHRASE)
    backups.restore_backup(old / "backup", old / "restored", PASSPHRASE)
    found = found_in(old / "restored")
    known = expected(old)
    assert {name: found[name] for name in ("people", "present", "answers", "drafts")} == {
        name: known[name] for name in ("people", "present", "answers", "drafts")
    }
