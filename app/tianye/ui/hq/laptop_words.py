"""How a laptop's state is said in the inbox and in the list of laptops."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from tianye.services.fleet import LaptopLine
from tianye.ui.hq.inbox_runs import numbers
from tianye.ui.messages.dates import ZONE, moment_words
from tianye.ui.models.rows import Column

SILENT_DAYS: Final = 7
_DAY_MS: Final = 86_400_000
_MOST_PLACES: Final = 2


def state_chip(line: LaptopLine, now_ms: int) -> tuple[str, str]:
    """Return kind and word of a laptop's chip."""
    open_pieces = [piece for piece in line.pieces if piece.state in ("missing", "refused")]
    match line.state:
        case "forked":
            return "error", QCoreApplication.translate("LaptopWords", "Second copy")
        case "held":
            return "warn", QCoreApplication.translate("LaptopWords", "Wrote on")
        case "revoked":
            return "plain", QCoreApplication.translate("LaptopWords", "Revoked")
        case "nothing":
            return "quiet", QCoreApplication.translate("LaptopWords", "Nothing yet")
        case "refused":
            piece = next(piece for piece in open_pieces if piece.state == "refused")
            text = QCoreApplication.translate("LaptopWords", "Bundle {number} refused")
            return "error", text.format(number=numbers(piece))
        case "missing":
            text = QCoreApplication.translate("LaptopWords", "Bundle {number} missing")
            return "warn", text.format(number=numbers(open_pieces[0]))
        case "waiting":
            piece = next(piece for piece in line.pieces if piece.state == "waiting")
            text = QCoreApplication.translate("LaptopWords", "Bundle {number} waits")
            return "warn", text.format(number=numbers(piece))
        case "asked again":
            return "warn", QCoreApplication.translate("LaptopWords", "To hand over again")
    days = (now_ms - (line.last_ms or now_ms)) // _DAY_MS
    if days >= SILENT_DAYS:
        return "quiet", QCoreApplication.translate("LaptopWords", "Silent for {days} days").format(days=days)
    return "received", QCoreApplication.translate("LaptopWords", "All received")


def last_columns(now_ms: Callable[[], int]) -> tuple[Column[LaptopLine], Column[LaptopLine]]:
    """Return what both lists of laptops end with: when the last bundle came, and the state."""
    return (
        Column(
            lambda: QCoreApplication.translate("LaptopWords", "Last bundle"),
            lambda line: moment(line.last_ms, now_ms()) or "–",
            lambda line: _records_words(line.laptop.received),
        ),
        Column(
            lambda: QCoreApplication.translate("LaptopWords", "State"),
            lambda line: state_chip(line, now_ms())[1],
            chip=lambda line: state_chip(line, now_ms())[0],
        ),
    )


def _records_words(count: int) -> str:
    return QCoreApplication.translate("LaptopWords", "%n record(s)", "", count)


def listed(names: Iterable[str]) -> str:
    """Return names one after the other: `吉首市、凤凰县`."""
    return QCoreApplication.translate("LaptopWords", ", ").join(names)


def places_line(line: LaptopLine) -> str:
    """Return the counties of a laptop, of many the first and how many they are."""
    if len(line.places) <= _MOST_PLACES:
        return listed(line.places)
    number = len(line.places)
    more = QCoreApplication.translate("LaptopWords", "{place} and others, %n counties", "", number)
    return more.format(place=line.places[0], more=number - 1)


def moment(milliseconds: int | None, now_ms: int) -> str:
    """Return a moment, its time alone where it was today; nothing for None."""
    return "" if milliseconds is None else moment_words(milliseconds, today(now_ms))


def today(now_ms: int) -> date:
    """Return the day of a moment in China."""
    return datetime.fromtimestamp(now_ms / 1000, ZONE).date()
