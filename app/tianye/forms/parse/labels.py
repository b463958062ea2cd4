"""Labels, hints and messages: which text they show, and what they show again when an answer changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from tianye.forms.definition import Aspect, NodeDefinition, Output, Part, Text
from tianye.forms.parse.document import JAVAROSA, attribute
from tianye.forms.parse.rules import Rules
from tianye.forms.parse.texts import Translations, mixed_parts, text_id_of, text_id_source
from tianye.forms.xpath import Expression, Read, SchemaNode, SecondaryInstance


class Labels:
    """The texts of a form's questions. `choice_label_reads` are what the labels of a select's choices read."""

    def __init__(self, translations: Translations, rules: Rules) -> None:
        self.choice_label_reads: dict[SchemaNode, list[Read]] = {}
        self._rules = rules
        self._translations = translations
        self._ids_with_outputs: dict[str, list[str]] = {}
        for texts in translations.values():
            for text_id, forms in texts.items():
                for parts in forms.values():
                    for part in parts:
                        if isinstance(part, Output):
                            self._ids_with_outputs.setdefault(text_id, []).append(part.source)

    def text(self, element: etree._Element | None, node: NodeDefinition, column: str) -> Text | None:
        """A label or hint of a node."""
        if element is None:
            return None
        reference = (element.get("ref") or "").strip()
        if reference:
            text_id = text_id_of(reference)
            if text_id is not None:
                self._watch_text_id(text_id, node, column)
                return Text(text_id=text_id)
            computed = text_id_source(reference)
            expression = self._rules.rule(node, Aspect.VIEW, column, computed if computed is not None else reference)
            if expression is None:
                return None
            return Text(text_id_expression=expression) if computed is not None else Text(inline=(expression,))
        parts: list[Part] = []
        for part in mixed_parts(element):
            if isinstance(part, str):
                parts.append(part)
                continue
            expression = self._rules.rule(node, Aspect.VIEW, column, part.source)
            if expression is not None:
                parts.append(expression)
        return Text(inline=tuple(parts))

    def plain(self, text_id: str) -> dict[str, str]:
        """What a text says in each language, without its outputs."""
        return {
            language: "".join(part for part in forms.get("", ()) if isinstance(part, str))
            for language, texts in self._translations.items()
            if (forms := texts.get(text_id))
        }

    def message(self, bind: etree._Element, name: str, node: NodeDefinition, column: str) -> Text | None:
        """A constraint or required message of a bind."""
        written = attribute(bind, name, JAVAROSA)
        if not written:
            return None
        text_id = text_id_of(written)
        if text_id is None:
            return Text(inline=(written,))
        self._watch_text_id(text_id, node, column)
        return Text(text_id=text_id)

    def choice_label(self, label: Text, node: NodeDefinition) -> None:
        """Remember what the label of a choice written in place reads."""
        if label.text_id is not None:
            self._watch_choice_label(label.text_id, node)
        for part in label.inline:
            if isinstance(part, Expression):
                self.choice_label_reads.setdefault(node, []).extend(part.reads)

    def follow_choice_lists(self, nodes: Iterable[NodeDefinition], instances: Mapping[str, SecondaryInstance]) -> None:
        """Choice labels with answers in them are to be shown again when these answers change."""
        if not self._ids_with_outputs:
            return
        used: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for node in nodes:
            itemset = node.control.itemset if node.control else None
            if itemset is None or not itemset.label_is_text_id:
                continue
            for instance_id in itemset.nodes.instance_ids:
                instance = instances.get(instance_id)
                if instance is None or len(itemset.label) != 1:
                    continue
                key = (instance_id, tuple(itemset.label))
                if key not in used:
                    ids = {row.column(itemset.label[0]) or "" for row in instance.root.children}
                    used[key] = sorted(ids & self._ids_with_outputs.keys())
                for text_id in used[key]:
                    self._watch_choice_label(text_id, node)

    def _watch_text_id(self, text_id: str, node: NodeDefinition, column: str) -> None:
        for source in self._ids_with_outputs.get(text_id, ()):
            self._rules.rule(node, Aspect.VIEW, column, source)

    def _watch_choice_label(self, text_id: str, node: NodeDefinition) -> None:
        for source in self._ids_with_outputs.get(text_id, ()):
            expression = self._rules.rule(node, Aspect.VIEW, "label", source)
            if expression is not None:
                self.choice_label_reads.setdefault(node, []).extend(expression.reads)
