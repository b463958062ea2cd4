"""An entry as ODK submission XML, the same bytes for the same answers."""

from __future__ import annotations

import re

from tianye.forms.definition import FormDefinition
from tianye.forms.entry.answers import carried
from tianye.forms.entry.tree import LiveNode, LiveRange

_PREFIX = re.compile(r"</?([\w.-]+):|\s([\w.-]+):[\w.-]+=")


def write_submission(definition: FormDefinition, root: LiveNode) -> str:
    """The record: relevant nodes only, hidden repeat instances left out, no white space between elements."""
    parts: list[str] = []
    _write(root, parts)
    body = "".join(parts)
    used = {prefix for pair in _PREFIX.findall(body) for prefix in pair if prefix}
    declarations = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{_attribute(uri)}"'
        for prefix, uri in sorted(definition.namespaces.items())
        if prefix in used or not prefix
    )
    at = len(definition.root.name) + 1
    return f"{body[:at]}{declarations}{body[at:]}"


def _write(node: LiveNode, parts: list[str]) -> None:
    name = node.schema.name
    parts.append(f"<{name}")
    for child in node.children:
        if isinstance(child, LiveNode) and child.schema.is_attribute and child.is_relevant:
            parts.append(f' {child.schema.name[1:]}="{_attribute(child.shown)}"')
    if node.schema.is_leaf:
        parts.append(f">{_text(node.shown)}</{name}>" if node.shown else "/>")
        return
    at = len(parts)
    parts.append(">")
    for child in node.children:
        if isinstance(child, LiveRange):
            for instance in child.visible_instances:
                if instance.is_relevant:
                    _write(instance, parts)
        elif child.is_relevant and not child.schema.is_attribute:
            _write(child, parts)
    if len(parts) == at + 1:
        parts[at] = "/>"
    else:
        parts.append(f"</{name}>")


def _text(text: str) -> str:
    escaped = carried(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
