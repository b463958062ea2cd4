"""What a response does not keep: its own identity; and if anonymous what tells when or on which machine it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from tianye.forms.definition import FormDefinition
from tianye.forms.xpath import Expression

_PRELOADS: Final = frozenset({"timestamp", "property"})
_TELLS_TIME: Final = re.compile(r"\bnow\s*\(")


def telling_places(definition: FormDefinition) -> frozenset[str]:
    """Return the places, without positions of repeats, that the form fills in itself with times, names or devices.

    Calculations that read such a place are among them. A question on the screen is not: whoever answers sees it.
    """
    sources = _sources(definition)
    unasked = [node for node in definition.nodes if node.control is None]
    telling = {
        node.path
        for node in unasked
        if (node.preload is not None and node.preload[0] in _PRELOADS)
        or any(_TELLS_TIME.search(source.source) for source in sources[node.path])
    }
    while True:
        more = {
            node.path
            for node in unasked
            if node.path not in telling
            and any(read.target.path in telling for source in sources[node.path] for read in source.reads)
        }
        if not more:
            return frozenset(telling)
        telling |= more


def identity_places(definition: FormDefinition, *, only_unread: bool = False) -> frozenset[str]:
    """Return the places of a form's identity, which the response's id tells; `only_unread`: that nothing else reads."""
    places = {node.path for node in definition.nodes if node.preload is not None and node.preload[0] == "uid"}
    if only_unread:
        sources = _sources(definition).values()
        places -= {read.target.path for found in sources for source in found for read in source.reads}
    return frozenset(places)


def _sources(definition: FormDefinition) -> Mapping[str, list[Expression]]:
    """Return place → the expressions that fill it in."""
    found: dict[str, list[Expression]] = defaultdict(list)
    actions = list(definition.load_actions)
    for node in definition.nodes:
        if node.calculate is not None:
            found[node.path].append(node.calculate)
        actions += node.new_repeat_actions + node.value_changed_actions
    for action in actions:
        if action.expression is not None:
            found[action.target.path].append(action.expression)
    return found
