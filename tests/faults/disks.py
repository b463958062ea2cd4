"""Disks as they are in the field: full, tiny, read-only. Real ones, where the system lets us make them; else a skip."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Mount a disk of `size` bytes at a new folder; skips the test where that is not allowed."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def read_only_folder(folder: Path, content: Mapping[str, bytes] | None = None) -> Iterator[Path]:
    """Make a folder with some files that cannot be written: by its rights, or, for root, by its mount."""
    if os.name != "posix":
        pytest.skip("rights of folders are different here")
    folder.mkdir(exist_ok=True)
    for name, body in (content or {}).items():
        (folder / name).write_bytes(body)
    with made_read_only(folder):
        yield folder


@contextmanager
def made_read_only(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder for a while."""
    if os.geteuid() != 0:
        rights = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
        for path in rights:
            path.chmod(0o500 if path.is_dir() else 0o400)
        try:
            yield
        finally:
            for path, mode in rights.items():
                path.chmod(mode)
        return
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no disk can be mounted here")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
