"""Answering a form without knowing it: every question that is asked gets the first thing that it accepts."""

from __future__ import annotations

from collections.abc import Sequence

from tianye.domain.errors import UserFault
from tianye.forms.definition import Kind
from tianye.forms.entry import Entry


def answer_rest(entry: Entry) -> None:
    """Answer every question that is asked and still blank; a question that accepts none of our guesses stays blank."""
    refused: set[str] = set()
    while True:
        blank = [
            node
            for node in entry.nodes()
            if node.is_relevant
            and node.is_question
            and not node.value
            and not node.is_readonly
            and node.kind not in (Kind.NOTE, Kind.MODEL_VALUE)
            and node.ref not in refused
        ]
        if not blank:
            return
        node = blank[0]
        for value in _guesses(node.kind, node.value_type, [choice.value for choice in node.choices]):
            try:
                entry.answer(node.ref, value)
            except UserFault:
                continue
            if entry.node(node.ref).is_valid:
                break
        else:
            if not node.is_required:
                entry.answer(node.ref, "")
            refused.add(node.ref)


def _guesses(kind: Kind, value_type: str, choices: Sequence[str]) -> tuple[str, ...]:
    if kind in (Kind.SELECT_ONE, Kind.SELECT_MANY):
        return tuple(choices)
    if kind is Kind.RANK:
        return (" ".join(choices),)
    if kind is Kind.TRIGGER:
        return ("OK",)
    if kind is Kind.UPLOAD:
        return ()
    return {
        "int": ("3", "12", "30", "1", "2000", "0", "100"),
        "decimal": ("3.5", "12.0", "0.5", "100"),
        "date": ("2026-06-12", "1990-01-15"),
        "time": ("10:00:00.000+08:00",),
        "dateTime": ("2026-06-12T10:00:00.000+08:00",),
        "geopoint": ("33.0 97.0 3700 5",),
        "geotrace": ("33.0 97.0 0 0; 33.1 97.1 0 0",),
        "geoshape": ("33.0 97.0 0 0; 33.1 97.1 0 0; 33.0 97.1 0 0; 33.0 97.0 0 0",),
    }.get(value_type, ("好", "13900000000", "2026", "a@example.org"))
