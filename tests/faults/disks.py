"""Disks as they are in the field: full, tiny, read-only. Real ones, where the system lets us make them; else a skip."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Mount a disk of `size` bytes at a folder; skips the test where that is not allowed."""
    folder.mkdir(exist_ok=True)
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


def is_mountable() -> bool:
    """Say whether this process, or one that `unshare` starts, may mount a disk."""
    before = ["unshare", "-rm"] if os.name == "posix" and os.geteuid() else ["unshare", "-m"]
    try:
        command = [*before, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return not subprocess.run(command, capture_output=True, check=False).returncode
    except FileNotFoundError:
        return False


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no disk can be mounted here")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


class FailingDisk:
    """A disk whose N-th call fails: opening, writing, reading, flushing, syncing, renaming, making a folder.

    Only files inside `folder` are on it. With `is_pulled` it is a stick that was pulled out: every later call fails
    too, also those that would tidy up. `calls` counts what was asked of it.
    """

    def __init__(self, folder: Path, fails_at: int, number: int, *, is_pulled: bool = False) -> None:
        self.calls = 0
        self._folder = folder
        self._fails_at = fails_at
        self._number = number
        self._is_pulled = is_pulled

    @property
    def has_failed(self) -> bool:
        """Whether the call came that fails."""
        return self.calls >= self._fails_at

    def asks(self) -> None:
        """Count a call, and fail it if it is its turn."""
        self.calls += 1
        if self.calls == self._fails_at or (self._is_pulled and self.calls > self._fails_at):
            raise OSError(self._number, os.strerror(self._number))

    @contextmanager
    def plugged_in(self) -> Iterator[None]:
        """Let what is done with files in the folder go through this disk."""
        with pytest.MonkeyPatch.context() as patched:
            opening, syncing = Path.open, os.fsync

            def opened(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
                if not self._holds(path):
                    return opening(path, mode, *rest, **named)
                self.asks()
                return _File(opening(path, mode, *rest, **named), self)

            def synced(handle: int) -> None:
                # the database syncs by itself
                if self._holds(_path_of(handle)):
                    self.asks()
                syncing(handle)

            patched.setattr(Path, "open", opened)
            patched.setattr(os, "fsync", synced)
            for name in ("replace", "rename", "mkdir", "unlink"):
                patched.setattr(Path, name, self._guarded(getattr(Path, name)))
            yield

    def _holds(self, path: Path) -> bool:
        return path.is_relative_to(self._folder)

    def _guarded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(path: Path, *arguments: Any, **named: Any) -> Any:
            if self._holds(path):
                self.asks()
            return call(path, *arguments, **named)

        return guarded


def _path_of(handle: int) -> Path:
    """Return the path of an open file or folder, where the system tells."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not tell which file a handle is of")
    return Path(os.readlink(f"/proc/self/fd/{handle}"))


class _File:
    """An open file on a failing disk."""

    def __init__(self, file: Any, disk: FailingDisk) -> None:
        self._file = file
        self._disk = disk

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in ("write", "read", "flush"):
            return found

        def asked(*arguments: Any) -> Any:
            self._disk.asks()
            return found(*arguments)

        return asked

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
