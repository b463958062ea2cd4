"""Handing over attachments: a bundle of many long files, against pyrage alone over the same files.

    PYTHONPATH=app python benchmarks/export_attachments.py [MIB] [ROUNDS]

A laptop holds attachments of 8 MiB each (encrypted files beside its database) that headquarters' receipt asked for, and
writes its bundle: each is decrypted, its hash checked, all is encrypted by age, hashed, written, flushed, read back as
a part file and read back again under its name. The rival encrypts the same contents, lying there in clear, to the same
recipient with `pyrage.encrypt_file`, one file after the other, and flushes each to the disk: no hash, no reading back.

Two figures: memory is the largest resident set of the process during the hand-over minus that before it (aim 64 MiB at
2 GiB); the ratio is hand-over : rival in wall seconds, the median of the rounds, which alternate (aim 1.5). The same
ratio of processor seconds is told too: it does not depend on who else uses the disk.
"""

from __future__ import annotations

import ctypes
import gc
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pyrage

from tianye.exchange import keys
from tianye.services import attaching, bundles, importing, packs, pinning, receipts
from tianye.services.station import Station, World

ONE = 8 << 20


class Peak:
    """Watches the resident memory of this process while it is entered, and how long a file becomes."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.longest_file = 0.0
        """MiB of the file at its longest."""

    def __enter__(self) -> Peak:
        process = psutil.Process()
        # what building left behind is given back first: it would hide what is used now
        gc.collect()
        with suppress(OSError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)
        self.before = self.most = process.memory_info().rss
        self._is_over = threading.Event()

        def watch() -> None:
            while not self._is_over.wait(0.02):
                self.most = max(self.most, process.memory_info().rss)
                with suppress(OSError):
                    length = self._file.stat().st_size if self._file else 0
                    self.longest_file = max(self.longest_file, length / (1 << 20))

        self._thread = threading.Thread(target=watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    @property
    def over(self) -> float:
        """MiB over what it was."""
        return (self.most - self.before) / (1 << 20)


def build(folder: Path, count: int) -> tuple[Station, list[Path]]:
    """Make a laptop that was asked for its attachments, and the same contents as plain files."""
    source = random.Random(1)
    world = World(random=source.randbytes, cost=keys.CHEAP, tips=None)
    hq = Station.create(folder / "hq", "hq", name="hq", operator="a", passphrase="benchmark pass", world=world)
    laptop = Station.create(folder / "l", "laptop", name="l", operator="b", passphrase="benchmark pass", world=world)
    row, *_ = packs.enrol(hq, keys.card_text(laptop.identity.card), ["632701"])
    words = " ".join(keys.fingerprint_words(hq.identity.card))
    packs.install_pack(laptop, packs.make_pack(hq, row, folder).path, trust=words)
    importing.import_bundle(hq, bundles.make_bundle(laptop, folder).path)
    receipts.install_receipt(laptop, importing.make_receipt(hq, row, folder))
    plain = []
    hashes = []
    for number in range(count):
        content = source.randbytes(ONE)
        with laptop.writing():
            hashes.append(laptop.attachments.keep(content))
        plain.append(folder / f"plain-{number}")
        plain[-1].write_bytes(content)
    with laptop.writing():
        attaching.want(laptop, hashes)
    hq.close()
    return laptop, plain


def rival(plain: list[Path], folder: Path, recipient: str) -> tuple[float, float]:
    """Encrypt the plain files one after the other; returns wall and processor seconds."""
    to = pyrage.x25519.Recipient.from_str(recipient)
    began, worked = time.perf_counter(), time.process_time()
    for path in plain:
        target = folder / f"{path.name}.age"
        pyrage.encrypt_file(str(path), str(target), [to])
        with target.open("rb+") as written:
            os.fsync(written.fileno())
    return time.perf_counter() - began, time.process_time() - worked


def main(arguments: list[str]) -> None:
    """Measure and print."""
    megabytes = int(arguments[0]) if arguments else 256
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laptop, plain = build(folder, megabytes // (ONE >> 20))
        card = pinning.need_pinned(laptop).card
        ratios, processor, overs = [], [], []
        for _ in range(rounds):
            out = folder / "out"
            out.mkdir()
            alone, alone_worked = rival(plain, out, card.recipient)
            began, worked = time.perf_counter(), time.process_time()
            with Peak() as peak:
                handed = bundles.make_bundle(laptop, out)
            took, took_worked = time.perf_counter() - began, time.process_time() - worked
            assert handed.size > megabytes << 20
            ratios.append(took / alone)
            processor.append(took_worked / alone_worked)
            overs.append(peak.over)
            print(f"pyrage alone {alone:.2f} s, hand-over {took:.2f} s in {len(handed.parts)} file(s)")
            for path in out.iterdir():
                path.unlink()
            out.rmdir()
        laptop.close()
    print(f"{megabytes} MiB of attachments: time {statistics.median(ratios):.2f} times pyrage alone (aim 1.5)")
    print(f"the same in processor time: {statistics.median(processor):.2f}")
    print(f"memory over idle: {max(overs):.0f} MiB (aim 64)")


if __name__ == "__main__":
    main(sys.argv[1:])
