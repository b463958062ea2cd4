"""Forms that were read already: reading one costs tens of milliseconds, and many lists want its questions."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from tianye.domain.errors import UserFault
from tianye.forms.definition import FormDefinition, Kind
from tianye.services import surveys
from tianye.services.station import Station
from tianye.store.queries.forms import FormRow

UNASKED: Final = frozenset({Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE, Kind.NOTE, Kind.MODEL_VALUE})
"""What is no question to anybody."""
_MOST_KEPT: Final = 12

_READ: OrderedDict[tuple[bytes, tuple[bytes, ...]], FormDefinition] = OrderedDict()
"""By the contents a form is made of; definitions are shared and never changed."""


def find_definition(station: Station, form: FormRow) -> FormDefinition | None:
    """Return a form's definition, None while its file has not arrived or where it cannot be read here."""
    key = (form.xform, tuple(form.media.values()))
    if key in _READ:
        _READ.move_to_end(key)
        return _READ[key]
    try:
        definition = surveys.load_definition(station, form)
    except UserFault:
        return None
    _READ[key] = definition
    while len(_READ) > _MOST_KEPT:
        _READ.popitem(last=False)
    return definition


def count_questions(definition: FormDefinition) -> int:
    """Return how many questions a form has, those of a repeat once."""
    return sum(node.kind not in UNASKED for node in definition.nodes)


def count_groups(definition: FormDefinition) -> int:
    """Return how many groups and repeats a form has, the one for its metadata left out."""
    kinds = (Kind.GROUP, Kind.REPEAT)
    return sum(node.kind in kinds and node.name != "meta" and node.parent is not None for node in definition.nodes)
