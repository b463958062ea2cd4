"""How a form was answered, where the form asks for it (`audit`): which question was looked at when, what was changed.

Only of responses with a name: times and the order of questions can tell who gave the others. A place on earth is never
told, whatever the form asks. The table is ODK Collect's `audit.csv`.
"""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tianye.documents.cells import CellValue
from tianye.documents.flatfiles import write_flat_file
from tianye.forms.definition import Audit

FORM_START: Final = "form start"
FORM_RESUME: Final = "form resume"
FORM_FINALIZE: Final = "form finalize"
QUESTION: Final = "question"
REPEAT_ADDED: Final = "add repeat"
REPEAT_REMOVED: Final = "delete repeat"
MOST_EVENTS: Final = 5_000
"""More are not told: the table stays one that a spreadsheet opens."""


@dataclass(slots=True)
class Happening:
    """Something that happened while a form was answered; moments are Unix milliseconds, `end` None for a mere moment.

    `old` and `new` are the answer of `place` before and after, where it was another after.
    """

    event: str
    place: str
    start: int
    end: int | None = None
    old: str = ""
    new: str = ""


@dataclass(slots=True)
class Trail:
    """What happened so far; questions that are looked at now are open and end with the next thing."""

    happenings: list[Happening] = field(default_factory=list)
    _open: dict[str, Happening] = field(default_factory=dict)

    @classmethod
    def begun(cls, now_ms: int) -> Trail:
        """Return the trail of a form that was just opened."""
        return cls([Happening(FORM_START, "", now_ms)])

    @classmethod
    def gone_on_with(cls, plain: Sequence[Sequence[Any]], now_ms: int) -> Trail:
        """Return the trail of a draft opened again, of what `to_plain` gave; what was open then has no known end."""
        trail = cls([Happening(*one) for one in plain])
        trail.mark(FORM_RESUME, now_ms)
        return trail

    def mark(self, event: str, now_ms: int, place: str = "") -> None:
        """Note a moment."""
        self._close(now_ms)
        self._note(Happening(event, place, now_ms))

    def look_at(self, places: Sequence[str], now_ms: int) -> None:
        """Note which questions are looked at from now on; those that are looked at already go on."""
        if list(places) == list(self._open):
            return
        self._close(now_ms)
        for place in places:
            happening = Happening(QUESTION, place, now_ms)
            self._open[place] = happening
            self._note(happening)

    def change(self, place: str, old: str, new: str, now_ms: int) -> None:
        """Note an answer where the question is looked at; the first answer before and the last one after count."""
        happening = self._open.get(place)
        if happening is None:
            happening = Happening(QUESTION, place, now_ms, now_ms)
            self._note(happening)
        if not happening.old and not happening.new:
            happening.old = old
        happening.new = new

    def _close(self, now_ms: int) -> None:
        for happening in self._open.values():
            happening.end = now_ms
        self._open.clear()

    def _note(self, happening: Happening) -> None:
        if len(self.happenings) < MOST_EVENTS:
            self.happenings.append(happening)

    def to_plain(self) -> list[list[Any]]:
        """Return what happened as plain values, to be kept with a draft."""
        return [[one.event, one.place, one.start, one.end, one.old, one.new] for one in self.happenings]


def write_trail(trail: Trail, audit: Audit, user: str) -> bytes:
    """Return the table a form asks for, `user` being who asked.

    The column for reasons is blank: what was corrected later, why and by whom is told by the response's history.
    """
    columns = ["event", "node", "start", "end"]
    columns += ["old-value", "new-value"] if audit.tracks_changes else []
    columns += ["user"] if audit.identifies_user else []
    columns += ["change-reason"] if audit.asks_reasons else []
    rows: list[list[CellValue]] = [list(columns)]
    for one in trail.happenings:
        row: list[CellValue] = [one.event, one.place, one.start, "" if one.end is None else one.end]
        row += [one.old, one.new] if audit.tracks_changes and one.old != one.new else [""] * 2 * audit.tracks_changes
        row += [user] if audit.identifies_user else []
        row += [""] * audit.asks_reasons
        rows.append(row)
    # answers stand in it: like every table that leaves, it holds nothing a spreadsheet would compute
    out = io.BytesIO()
    write_flat_file(out, rows)
    # servers read its first heading as it is
    return out.getvalue().removeprefix(BOM_UTF8)
