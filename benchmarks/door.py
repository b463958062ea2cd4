"""At the door with 100,000 people in the register: from a key to the painted candidates, from a scan to the answer.

    PYTHONPATH=app QT_QPA_PLATFORM=offscreen python benchmarks/door.py [PEOPLE] [SCANS]

The real check-in page in the real window, painted by Qt's raster engine without a screen.

*Key*: every prefix of what people type (initials, pinyin, the name, the end of a telephone) is typed letter by letter
into the search field. Two figures for the worst keystroke, each the median of its rounds: «in our code» is the
processor time of the search and of making and showing its rows, without Qt's painting; «as painted» is the wall time
from the key until the list has been painted. The rival is one frame of a screen, 16 ms. Aims 0.2, and under one.

*Scan*: the badge of somebody who is not here yet is typed as a scanner types it; the time is from its last letter until
the window with the answer has been painted, which is after the commit reached the disk. p50 and p95, aim 100 ms at p95;
beside it the time of a bare durable insert into the same kind of database, in the same run.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import big_laptop
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tianye.domain.names import pinyin_of
from tianye.services import listing
from tianye.services.door import Found
from tianye.store.database import Database
from tianye.ui.app.program import Program, make_application
from tianye.ui.field.checkin import CheckIn

FRAME_MS = 16
ROUNDS = 5
TYPED = 12


class Timed(CheckIn):
    """The page, with a watch on what is our own: showing what was found."""

    shown_ms = 0.0

    def show_found(self, found: Found) -> None:
        """Show, and take the time of it."""
        began = time.thread_time()
        super().show_found(found)
        self.shown_ms = (time.thread_time() - began) * 1000


def wait(application: QApplication, program: Program) -> None:
    """Sleep in the event loop until the lane has told everything and the window is painted."""
    while program.runner.is_busy:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()


def texts(laptop: big_laptop.Laptop) -> list[str]:
    """Return what is typed to find a dozen people."""
    typed: dict[str, None] = {}
    for name in random.Random(6).sample(laptop.names, TYPED):
        syllables = pinyin_of(name).split()
        typed.update(dict.fromkeys(("".join(one[0] for one in syllables), "".join(syllables), name)))
    return [*typed, "1234", "13800"]


def keystrokes(
    application: QApplication, program: Program, page: Timed, text: str
) -> Iterator[tuple[str, float, float]]:
    """Type a text; yield after each letter: what stands there, ms in our code, ms until it is painted."""
    page.search.clear()
    wait(application, program)
    for end in range(1, len(text) + 1):
        lane = searched_ms()
        page.shown_ms = 0.0
        began = time.perf_counter()
        if text[end - 1].isascii():
            QTest.keyClick(page.search, text[end - 1])
        else:
            page.search.insert(text[end - 1])
        wait(application, program)
        painted = (time.perf_counter() - began) * 1000
        yield text[:end], searched_ms() - lane + page.shown_ms, painted


_spent = [0.0]


def watch_searches() -> None:
    """Add up the processor time that the lane spends on searching."""
    from tianye.services import door

    find = door.find_callers

    def watched(*arguments: object) -> Found:
        began = time.thread_time()
        found = find(*arguments)  # type: ignore[arg-type]
        _spent[0] += (time.thread_time() - began) * 1000
        return found

    door.find_callers = watched


def searched_ms() -> float:
    """Return the milliseconds spent so far."""
    return _spent[0]


def bare_insert_ms(folder: Path) -> float:
    """Return the median milliseconds of a durable insert of one row into the same kind of database."""
    with Database(folder / "bare.db", bytes(32), create=True) as database:
        with database.atomic():
            database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
        taken = []
        for number in range(200):
            began = time.perf_counter()
            with database.atomic():
                database.execute("INSERT INTO t VALUES (?, ?)", (number, bytes(200)))
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main(people: int, scans: int) -> None:
    """Measure and print."""
    application = make_application()
    watch_searches()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "laptop"
        laptop = big_laptop.build(folder, people)
        program = Program(Path(scratch) / "screens.ini")
        # an event now and then, so that waiting never sleeps for good
        beat = QTimer(interval=50)
        beat.start()
        program.desks.world = big_laptop.opened(folder)
        program.window.resize(1366, 768)
        program.window.show()
        program.desks.open(folder, big_laptop.PASSPHRASE)
        wait(application, program)
        sessions: list[listing.SessionRow] = []
        program.runner.ask(listing.all_sessions, sessions.extend)
        wait(application, program)
        page = Timed(program.stage, sessions[0].id)
        program.stage.open_task(page)
        program.window.activateWindow()
        wait(application, program)
        ours: dict[str, list[float]] = {}
        painted: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for text in texts(laptop):
                for typed, own, seen in keystrokes(application, program, page, text):
                    ours.setdefault(typed, []).append(own)
                    painted.setdefault(typed, []).append(seen)
        worst_own = max(statistics.median(values) for values in ours.values())
        worst_seen = max(statistics.median(values) for values in painted.values())
        page.search.clear()
        wait(application, program)
        answered = []
        for badge in laptop.badges[:scans]:
            for letter in badge[:-1]:
                QTest.keyClick(program.window.windowHandle(), letter)
            began = time.perf_counter()
            QTest.keyClick(program.window.windowHandle(), badge[-1])
            wait(application, program)
            answered.append((time.perf_counter() - began) * 1000)
            QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Return)
        bare = bare_insert_ms(Path(scratch))
        beat.stop()
        program.window.close()
        program.stop()
    cuts = statistics.quantiles(answered, n=20)
    print(f"{people} people; {len(ours)} keystrokes in {ROUNDS} rounds; {len(answered)} scans")
    print(f"key, in our code: worst {worst_own:.2f} ms, {worst_own / FRAME_MS:.3f} of a frame (aim 0.2)")
    print(f"key, as painted: worst {worst_seen:.1f} ms, {worst_seen / FRAME_MS:.2f} of a frame (aim 1)")
    print(f"scan to painted answer: p50 {statistics.median(answered):.1f} ms, p95 {cuts[-1]:.1f} ms (aim 100)")
    print(f"a bare durable insert: {bare:.2f} ms; p50 is {statistics.median(answered) / bare:.1f} times that")


if __name__ == "__main__":
    main(*(int(text) for text in (*sys.argv[1:], *("100000", "300")[len(sys.argv) - 1 :])))
