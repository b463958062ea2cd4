"""Files are written whole or not at all, and what stood before survives whatever fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from faults.disks import read_only_folder, small_disk
from tianye.domain.errors import UserFault, WorldFault
from tianye.store import aside, files

OLD, NEW = b"what stood before " * 300, b"what comes now " * 400


def write_in_pieces(sink: BinaryIO) -> None:
    for start in range(0, len(NEW), 1000):
        sink.write(NEW[start : start + 1000])


def test_what_is_saved_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "报表.tybundle"
    assert files.save(path, write_in_pieces) == blake2b(NEW, digest_size=32).digest() == files.hash_of(path)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.save_bytes(path, OLD)
    with pytest.raises(UserFault) as refused:
        files.save_bytes(path, NEW)
    assert refused.value.code == "file.exists"
    assert path.read_bytes() == OLD
    files.save_bytes(path, NEW, replace=True)
    assert path.read_bytes() == NEW


def test_a_long_file_is_read_back_while_it_is_written(tmp_path: Path) -> None:
    body = os.urandom(1 << 20) * (2 * aside.STRETCH_BYTES + 12345 >> 20)
    path = tmp_path / "a"
    assert files.save_bytes(path, body) == blake2b(body, digest_size=32).digest()
    assert path.read_bytes() == body


class TestReadingAhead:
    def test_it_gives_what_is_there(self, tmp_path: Path) -> None:
        body = os.urandom(3 * aside.AHEAD_BYTES + 77)
        with aside.ReadAhead(BytesIO(body)) as ahead:
            assert b"".join(iter(lambda: ahead.read(100_000), b"")) == body
            assert ahead.read(1) == b""

    def test_what_goes_wrong_comes_out_and_nothing_stays_behind(self) -> None:
        class Breaking(BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                if self.tell():
                    raise ZeroDivisionError
                return super().read(size)

        stream = Breaking(bytes(2 * aside.AHEAD_BYTES))
        with aside.ReadAhead(stream) as ahead:
            assert ahead.read(10) == bytes(10)
        assert stream.closed
        with aside.ReadAhead(Breaking(bytes(2 * aside.AHEAD_BYTES))) as ahead, pytest.raises(ZeroDivisionError):
            list(iter(lambda: ahead.read(1 << 20), b""))


def test_names_do_not_meet(tmp_path: Path) -> None:
    first = files.unique_path(tmp_path, "bundle", ".x")
    first.touch()
    second = files.unique_path(tmp_path, "bundle", ".x")
    second.with_name(second.name + ".part").touch()
    third = files.unique_path(tmp_path, "bundle", ".x")
    assert [path.name for path in (first, second, third)] == ["bundle.x", "bundle-2.x", "bundle-3.x"]


class Failing:
    """Counts the calls that go to the disk and fails one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails_at: int, number: int) -> None:
        self.left = fails_at
        self.number = number
        monkeypatch.setattr(files.os, "fsync", self.guard(os.fsync))
        for name in ("replace", "stat"):
            monkeypatch.setattr(Path, name, self.guard(getattr(Path, name)))
        opening = Path.open

        def opened(path: Path, mode: str = "r", *rest: Any) -> Any:
            self.count()
            return _FailingFile(opening(path, mode, *rest), self)

        monkeypatch.setattr(Path, "open", opened)

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.number, os.strerror(self.number))

    def guard(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **named: Any) -> Any:
            self.count()
            return call(*arguments, **named)

        return guarded


class _FailingFile:
    def __init__(self, file: Any, failing: Failing) -> None:
        self._file = file
        self.write, self.read, self.flush = (failing.guard(getattr(file, name)) for name in ("write", "read", "flush"))
        self.fileno, self.seek = file.fileno, file.seek

    def __enter__(self) -> _FailingFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


CODES = {errno.ENOSPC: "file.no-space", errno.EIO: "file.not-written", errno.EROFS: "file.read-only"}


@pytest.mark.parametrize("number", CODES)
@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("stretch", [aside.STRETCH_BYTES, 2000])
def test_whichever_call_fails_nothing_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_there: bool, stretch: int
) -> None:
    monkeypatch.setattr(aside, "STRETCH_BYTES", stretch)
    path = tmp_path / "a"
    failures = 0
    for attempt in count(1):
        if is_there:
            path.write_bytes(OLD)
        else:
            path.unlink(missing_ok=True)
        with monkeypatch.context() as patched:
            failing = Failing(patched, attempt, number)
            try:
                files.save(path, write_in_pieces, replace=True)
            except WorldFault as fault:
                failed_with = fault.code
            else:
                assert failing.left > 0
                break
        assert failed_with == CODES[number]
        failures += 1
        assert [left.name for left in tmp_path.iterdir()] in ([], ["a"])
        if is_there:
            assert path.read_bytes() in (OLD, NEW)
        elif path.exists():
            assert path.read_bytes() == NEW
    assert path.read_bytes() == NEW
    assert failures > 15


def test_a_disk_that_swallows_bytes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    opening = Path.open

    class Swallowing(_FailingFile):
        def __init__(self, file: Any) -> None:
            self._file = file
            self.write = lambda data: file.write(data[:-1] + b"?") and len(data)
            self.flush, self.fileno = file.flush, file.fileno

    monkeypatch.setattr(
        Path, "open", lambda path, mode="r": Swallowing(opening(path, mode)) if mode == "wb" else opening(path, mode)
    )
    with pytest.raises(WorldFault) as told:
        files.save_bytes(path, NEW, replace=True)
    monkeypatch.undo()
    assert told.value.code == "file.not-written"
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stretch", [aside.STRETCH_BYTES, 2000])
@pytest.mark.parametrize("place", [0, len(NEW) // 2, len(NEW) - 1])
def test_a_disk_that_turns_a_bit_over_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int, place: int
) -> None:
    monkeypatch.setattr(aside, "STRETCH_BYTES", stretch)
    path = tmp_path / "a"
    path.write_bytes(OLD)
    forcing = os.fsync

    def forced(handle: int) -> None:
        forcing(handle)
        with (tmp_path / "a.part").open("r+b") as meddling:
            meddling.seek(place)
            if byte := meddling.read(1):
                meddling.seek(place)
                meddling.write(bytes([NEW[place] ^ 4]) if byte[0] == NEW[place] else byte)

    monkeypatch.setattr(aside.os, "fsync", forced)
    with pytest.raises(WorldFault) as told:
        files.save(path, write_in_pieces, replace=True)
    assert told.value.code == "file.not-written"
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stretch", [aside.STRETCH_BYTES, 2000])
def test_another_file_under_the_name_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    """A stick was swapped, or the disk lost its end."""
    monkeypatch.setattr(aside, "STRETCH_BYTES", stretch)
    for other in (NEW[:-1], NEW + b"?", b"?" + NEW[1:], NEW[:-1] + b"?"):
        monkeypatch.setattr(files, "flush_folder", lambda _, other=other: (tmp_path / "a").write_bytes(other))
        with pytest.raises(WorldFault) as told:
            files.save(tmp_path / "a", write_in_pieces)
        assert told.value.code == "file.not-written"
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stretch", [aside.STRETCH_BYTES, 500])
def test_a_writer_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    monkeypatch.setattr(aside, "STRETCH_BYTES", stretch)

    def write(sink: BinaryIO) -> None:
        sink.write(NEW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        files.save(tmp_path / "a", write)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    with read_only_folder(tmp_path / "locked", {"a": OLD}) as folder:
        yield folder


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_read_only_folder_is_told_by_name(locked: Path, name: str) -> None:
    with pytest.raises(WorldFault) as told:
        files.save_bytes(locked / name, NEW, replace=True)
    assert (told.value.code, told.value.data["name"]) == ("file.read-only", name)
    assert [path.read_bytes() for path in locked.iterdir()] == [OLD]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as told:
        files.save_bytes(tmp_path / "gone" / "a", NEW)
    assert told.value.code == "file.missing"


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 256 * 1024) as stick:
        path = stick / "a"
        path.write_bytes(OLD)
        for announced in (0, 1 << 20):
            with pytest.raises(WorldFault) as told:
                files.save(path, lambda sink: sink.write(bytes(1 << 20)), expected_bytes=announced, replace=True)
            assert told.value.code == "file.no-space"
            assert path.read_bytes() == OLD
            assert list(stick.iterdir()) == [path]
        files.save(path, lambda sink: sink.write(NEW), replace=True)
        assert path.read_bytes() == NEW
