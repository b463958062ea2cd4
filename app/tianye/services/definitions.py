"""Forms that were read already: reading one costs tens of milliseconds, and many lists want its questions."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import SELECTS, FormDefinition, Kind, NodeDefinition
from tianye.forms.parse import parse_form
from tianye.services.station import Station
from tianye.store.queries.forms import FormRow

UNASKED: Final = frozenset({Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE, Kind.NOTE, Kind.MODEL_VALUE})
"""What is no question to anybody."""
_MOST_KEPT: Final = 12

_READ: OrderedDict[tuple[bytes, tuple[tuple[str, bytes], ...]], FormDefinition] = OrderedDict()
"""By the contents a form is made of; definitions are shared and never changed."""
_LOCK: Final = Lock()


def load_definition(station: Station, form: FormRow) -> FormDefinition:
    """Return the definition of a form, compiled; raises `UserFault("form.not-arrived")` while its file is missing.

    One that lacks a file beside it is read again the next time: the file may have arrived.
    """
    if not station.attachments.has(form.xform):
        raise UserFault("form.not-arrived", next_step=NextStep.ASK_HEADQUARTERS)
    key = (form.xform, tuple(sorted(form.media.items())))
    with _LOCK:
        if key in _READ:
            _READ.move_to_end(key)
            return _READ[key]
    xform = station.attachments.find(form.xform)
    if xform is None:
        raise UserFault("form.not-arrived", next_step=NextStep.ASK_HEADQUARTERS)

    def media(name: str) -> bytes | None:
        hashed = form.media.get(name)
        return station.attachments.find(hashed) if hashed is not None else None

    definition = parse_form(xform, media)
    if not station.attachments.missing(form.media.values()):
        with _LOCK:
            _READ[key] = definition
            while len(_READ) > _MOST_KEPT:
                _READ.popitem(last=False)
    return definition


def find_definition(station: Station, form: FormRow) -> FormDefinition | None:
    """Return a form's definition, None while its file has not arrived or where it cannot be read here."""
    try:
        return load_definition(station, form)
    except UserFault:
        return None


def count_questions(definition: FormDefinition) -> int:
    """Return how many questions a form has, those of a repeat once; the heads of a grid are none."""
    return sum(node.kind not in UNASKED and not _is_head(node) for node in definition.nodes)


def can_grow(definition: FormDefinition) -> bool:
    """Say whether who asks can add to a form, so that nobody knows how many questions there will be."""
    return any(node.is_repeat and not node.is_fixed for node in definition.nodes)


def _is_head(node: NodeDefinition) -> bool:
    words = node.control.appearance.casefold().split() if node.control is not None else []
    return node.kind in SELECTS and "label" in words


def count_groups(definition: FormDefinition) -> int:
    """Return how many groups and repeats a form has, the one for its metadata left out."""
    kinds = (Kind.GROUP, Kind.REPEAT)
    return sum(node.kind in kinds and node.name != "meta" and node.parent is not None for node in definition.nodes)
