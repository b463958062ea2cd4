"""What an anonymous entry must not keep: whatever nobody was asked and that tells when or on which machine it was."""

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
