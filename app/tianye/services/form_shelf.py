"""The forms of headquarters as a list: every version, what is in it, when it was added, how often it was answered."""

from __future__ import annotations

from typing import NamedTuple

from tianye.services.definitions import count_groups, count_questions, find_definition
from tianye.services.station import Station
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow

__all__ = ["FormRow", "ShelfForm", "all_on_shelf"]


class ShelfForm(NamedTuple):
    """One version of a form; `added_ms` is Unix time, 0 where nobody knows; `is_newest` among its versions."""

    row: FormRow
    questions: int
    groups: int
    added_ms: int
    responses: int
    is_newest: bool


def all_on_shelf(station: Station) -> list[ShelfForm]:
    """Return every version of every form, by its id, the newest version first."""
    rows = forms.all_forms(station.database)
    newest = {row.form_id: row.no for row in rows}
    counts = forms.count_responses(station.database)
    added = {number: events[0].stamp.ms for number, events in station.log.events([row.no for row in rows]) if events}
    shelf = []
    for row in rows:
        definition = find_definition(station, row)
        questions = count_questions(definition) if definition is not None else 0
        groups = count_groups(definition) if definition is not None else 0
        is_newest = newest[row.form_id] == row.no
        shelf.append(ShelfForm(row, questions, groups, added.get(row.no, 0), counts.get(row.no, 0), is_newest))
    return sorted(shelf, key=lambda one: (one.row.form_id, -one.row.no))
